//! Glossing: megabytes of raw text a second.
//!
//! Ours reads the raw text with all rules on, and every gloss is looked at. The
//! peers search for the form-level keys, the longest from the left, in a text that
//! was folded beforehand; folding is not in their time, and their figure counts the
//! raw bytes as well. The last peer is what a user would write: NFKC, lower case
//! and daachorse over the raw text, all in its time.
//!
//! Two texts are hard on purpose: one katakana repeated, and a word that thousands
//! of keys begin with.

use std::hint::black_box;

use yakugo::{Level, Lexicon, Passage};

use super::agreement::{self, Place};
use super::finders::{Peer, Pipeline, Text, peers};
use super::lexica;
use super::measure::{Answers, Line, Report, Unit, race};
use super::subject::{Subject, compiled};
use super::texts::{self, Style};
use crate::Settings;

const STYLES: [(&str, Style, bool); 6] = [
    ("japanese-dense", Style::Japanese, true),
    ("english-dense", Style::English, true),
    ("mixed-dense", Style::Mixed, true),
    ("japanese-sparse", Style::Japanese, false),
    ("english-sparse", Style::English, false),
    ("mixed-sparse", Style::Mixed, false),
];

/// Reads the text as ours does, looking at every gloss.
pub fn pass(lexicon: &Lexicon<Vec<u8>>, raw: &str, level: Level) {
    for gloss in lexicon.gloss(Passage::new(raw).level(level)) {
        black_box(&gloss);
    }
}

/// The lines of one lexicon.
pub fn summary(subject: &Subject<'_>, settings: &Settings, report: &mut Report) {
    let metric = format!("gloss/{}", subject.name);
    if !report.wants(&metric) {
        return;
    }
    let peers = peers(subject, report);
    let pipeline = Pipeline::new(subject).map_err(|why| report.skip(&metric, Pipeline::NAME, &why)).ok();
    let separated = Separated::new(subject, &peers, pipeline.as_ref(), settings);
    for (name, style, dense) in STYLES {
        let metric = format!("{metric}/{name}");
        if !report.wants(&metric) {
            continue;
        }
        let text = Text::new(texts::text(subject, style, dense, settings.text, 7));
        let found = agreement::ours(subject.lexicon, &text);
        let answers = |peer: &Peer| match separated.of(peer.name()) {
            Some(wrong) => Answers::Wrong(wrong),
            None => agreement::compare(subject, &text, &found, &peer.places(&text)),
        };
        lines(&metric, subject.lexicon, &text, &peers, settings, report, answers);
        if let Some(pipeline) = &pipeline {
            let answers = separated.of(Pipeline::NAME).map_or_else(
                || {
                    let (ours, theirs) = (found.len(), pipeline.count(&text.raw));
                    Answers::Known(format!(
                        "equal on {} separated terms; here ours {ours}, theirs {theirs} (no rules, no offsets)",
                        separated.terms
                    ))
                },
                Answers::Wrong,
            );
            let seconds = race(
                settings.rounds,
                &mut [&mut || pass(subject.lexicon, &text.raw, Level::Spelling), &mut || {
                    pipeline.pass(&text.raw)
                }],
            );
            let speed = |seconds: f64| text.raw.len() as f64 / seconds / 1e6;
            let (ours, theirs) = (speed(seconds[0]), speed(seconds[1]));
            let unit = Unit::MegabytesPerSecond;
            report.line(&Line { metric, ours, unit, peer: Pipeline::NAME, theirs, answers });
        }
    }
    katakana(subject, &peers, settings, report);
}

/// One line for each peer, and one for ours at the form level alone.
fn lines(
    metric: &str,
    lexicon: &Lexicon<Vec<u8>>,
    text: &Text,
    peers: &[Peer],
    settings: &Settings,
    report: &mut Report,
    answers: impl Fn(&Peer) -> Answers,
) {
    let speed = |seconds: f64| text.raw.len() as f64 / seconds / 1e6;
    let mut ours = || pass(lexicon, &text.raw, Level::Spelling);
    let mut form = || pass(lexicon, &text.raw, Level::Form);
    let mut passes: Vec<_> = peers.iter().map(|peer| || peer.pass(text)).collect();
    let mut contestants: Vec<&mut dyn FnMut()> = vec![&mut ours, &mut form];
    contestants.extend(passes.iter_mut().map(|pass| pass as &mut dyn FnMut()));
    let seconds = race(settings.rounds, &mut contestants);
    let unit = Unit::MegabytesPerSecond;
    let ours = speed(seconds[0]);
    for (peer, &seconds) in peers.iter().zip(&seconds[2..]) {
        let (peer, answers) = (peer.name(), answers(peer));
        report.line(&Line { metric: metric.to_owned(), ours, unit, peer, theirs: speed(seconds), answers });
    }
    let answers = Answers::Known("no spelling level, so fewer".to_owned());
    let (peer, theirs) = ("ours, form level", speed(seconds[1]));
    report.line(&Line { metric: metric.to_owned(), ours, unit, peer, theirs, answers });
}

/// Whether each method reads terms with marks between as just those terms.
struct Separated {
    terms: usize,
    wrong: Vec<(&'static str, String)>,
}

impl Separated {
    fn new(
        subject: &Subject<'_>,
        peers: &[Peer],
        pipeline: Option<&Pipeline>,
        settings: &Settings,
    ) -> Separated {
        let (raw, terms) = texts::separated(subject, settings.text / 4, 11);
        let text = Text::new(raw);
        let wanted = agreement::wanted(subject, &text, &terms);
        let mut wrong = Vec::new();
        let mut note = |name: &'static str, differs: Option<String>| {
            wrong.extend(differs.map(|how| (name, format!("on separated terms: {how}"))));
        };
        let found: Vec<Place> =
            agreement::ours(subject.lexicon, &text).iter().map(|found| found.place).collect();
        note("ours", agreement::differs(&wanted, &found));
        for peer in peers {
            note(peer.name(), agreement::differs(&wanted, &agreement::original(&text, &peer.places(&text))));
        }
        if let Some(pipeline) = pipeline {
            note(Pipeline::NAME, pipeline.differs(subject, &text.raw, &terms));
        }
        Separated { terms: terms.len(), wrong }
    }

    /// What is wrong with this method or with ours.
    fn of(&self, name: &str) -> Option<String> {
        self.wrong
            .iter()
            .find(|(one, _)| *one == name || *one == "ours")
            .map(|(one, how)| format!("{one} {how}"))
    }
}

/// One katakana repeated: no gloss, and no walk that costs more than its text.
fn katakana(subject: &Subject<'_>, peers: &[Peer], settings: &Settings, report: &mut Report) {
    let metric = format!("gloss/{}/one-katakana", subject.name);
    adversarial(&metric, subject, peers, texts::one_katakana, settings, report);
}

/// A lexicon of its own, whose keys share long prefixes, and a text of those.
pub fn prefixes(settings: &Settings, report: &mut Report) {
    let metric = "gloss/prefixes";
    if report.wants(metric) {
        let lexicon = compiled(&[lexica::prefixes(settings.prefixes, 5)]);
        let subject = Subject::new("prefixes", &lexicon);
        let peers = peers(&subject, report);
        adversarial(metric, &subject, &peers, |bytes| texts::prefixes(bytes, 13), settings, report);
    }
}

/// The lines of a text that is hard on purpose, and one that compares its speed
/// with that of a quarter of it: linear where the ratio is near 1.
fn adversarial(
    metric: &str,
    subject: &Subject<'_>,
    peers: &[Peer],
    text: impl Fn(usize) -> String,
    settings: &Settings,
    report: &mut Report,
) {
    if !report.wants(metric) {
        return;
    }
    let whole = Text::new(text(settings.text));
    let found = agreement::ours(subject.lexicon, &whole);
    let answers = |peer: &Peer| agreement::compare(subject, &whole, &found, &peer.places(&whole));
    lines(metric, subject.lexicon, &whole, peers, settings, report, answers);
    let quarter = text(settings.text / 4);
    let mut one = || pass(subject.lexicon, &whole.raw, Level::Spelling);
    let mut other = || pass(subject.lexicon, &quarter, Level::Spelling);
    let seconds = race(settings.rounds, &mut [&mut one, &mut other]);
    report.line(&Line {
        metric: format!("{metric}/growth"),
        ours: whole.raw.len() as f64 / seconds[0] / 1e6,
        unit: Unit::MegabytesPerSecond,
        peer: "ours, a quarter of the text",
        theirs: quarter.len() as f64 / seconds[1] / 1e6,
        answers: Answers::Known("linear where the ratio is near 1".to_owned()),
    });
}
