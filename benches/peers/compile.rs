//! Compiling, opening and the size of the file.
//!
//! Compiling is timed from the bytes of the table to the bytes of the file, all
//! checks and indexes in. The peer is the transducer alone: `fst::MapBuilder` over
//! the form-level keys, which it is given folded and sorted. Peak heap is counted
//! in a run of its own, in bytes for each byte of input: the table for ours, the
//! keys for the peer.

use std::hint::black_box;

use yakugo::Lexicon;

use super::finders::charwise;
use super::measure::{Answers, Line, Report, Unit, race};
use super::memory::peak_of;
use super::resident;
use super::subject::{Size, Subject, compile};
use crate::Settings;

const PEER: &str = "fst::MapBuilder, keys folded and sorted";

fn transducer(subject: &Subject<'_>) -> Vec<u8> {
    let mut builder = fst::MapBuilder::memory();
    for (key, number) in subject.keys().zip(0..) {
        builder.insert(key, number).expect("the keys are sorted, each once");
    }
    builder.into_inner().expect("memory takes what is written")
}

/// The lines of one lexicon.
pub fn summary(size: Size, subject: &Subject<'_>, settings: &Settings, report: &mut Report) {
    let name = subject.name;
    let compiling = format!("compile/{name}");
    if report.wants(&compiling) {
        time_and_heap(&compiling, &size.tables(), subject, settings, report);
    }
    let opening = format!("open/{name}");
    if report.wants(&opening) {
        open(&opening, subject, settings, report);
    }
    let opened = format!("open/{name}/resident");
    if report.wants(&opened) {
        resident::summary(&opened, subject, report);
    }
    let metric = format!("size/{name}");
    if report.wants(&metric) {
        let theirs = match charwise(subject.keys()) {
            Ok(automaton) => automaton.serialize().len(),
            Err(why) => return report.skip(&metric, "daachorse charwise", &why.to_string()),
        };
        report.line(&Line {
            metric,
            ours: subject.lexicon.as_bytes().len() as f64,
            unit: Unit::Bytes,
            peer: "daachorse charwise, serialized",
            theirs: theirs as f64,
            answers: Answers::Known("theirs: the automaton alone".to_owned()),
        });
    }
}

fn time_and_heap(
    metric: &str,
    tables: &[String],
    subject: &Subject<'_>,
    settings: &Settings,
    report: &mut Report,
) {
    let input: usize = tables.iter().map(String::len).sum();
    // The same tables as the subject's must give the same bytes.
    let (bytes, our_peak) = peak_of(|| compile(tables));
    let answers =
        || Answers::equal_unless((bytes != subject.lexicon.as_bytes()).then(|| "other bytes".to_owned()));
    let (map, their_peak) = peak_of(|| transducer(subject));
    let map = fst::Map::new(map).expect("what was built opens");
    let missing = subject.keys().find(|key| !map.contains_key(key));
    assert_eq!(missing, None, "a key that fst lost");
    // What takes seconds needs no median of seven.
    let rounds = if input > 8 << 20 { 1 } else { settings.rounds };
    let seconds = race(
        rounds,
        &mut [&mut || drop(black_box(compile(tables))), &mut || {
            drop(black_box(transducer(subject)));
        }],
    );
    report.line(&Line {
        metric: format!("{metric}/time"),
        ours: seconds[0] * 1e3,
        unit: Unit::Milliseconds,
        peer: PEER,
        theirs: seconds[1] * 1e3,
        answers: answers(),
    });
    let keys: usize = subject.keys().map(str::len).sum();
    report.line(&Line {
        metric: format!("{metric}/peak-heap"),
        ours: our_peak as f64 / input as f64,
        unit: Unit::BytesPerByte,
        peer: PEER,
        theirs: their_peak as f64 / keys as f64,
        answers: answers(),
    });
}

/// Opening reads no more than a header: the same time for every size.
fn open(metric: &str, subject: &Subject<'_>, settings: &Settings, report: &mut Report) {
    const TIMES: usize = 10_000;
    let bytes = subject.lexicon.as_bytes();
    let map = transducer(subject);
    let mut ours = || (0..TIMES).for_each(|_| drop(black_box(Lexicon::open(black_box(bytes)))));
    let mut theirs = || (0..TIMES).for_each(|_| drop(black_box(fst::Map::new(black_box(map.as_slice())))));
    let seconds = race(settings.rounds, &mut [&mut ours, &mut theirs]);
    let wrong = subject.lexicon.verify().err().map(|error| error.to_string());
    report.line(&Line {
        metric: metric.to_owned(),
        ours: seconds[0] / TIMES as f64 * 1e9,
        unit: Unit::Nanoseconds,
        peer: "fst::Map::new, the keys alone",
        theirs: seconds[1] / TIMES as f64 * 1e9,
        answers: Answers::equal_unless(wrong),
    });
}
