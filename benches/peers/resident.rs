//! What of a lexicon file is in memory, where the file is mapped.
//!
//! A page counts once it was touched, and with it those around it that the system
//! maps as well (64 KiB on Linux). Counts do not depend on the machine's speed.

use std::hint::black_box;
use std::io::Write;
use std::path::Path;

use memmap2::Mmap;
use yakugo::Lexicon;

use super::measure::{Answers, Line, Report, Unit};
use super::subject::Subject;

/// Look-ups, of terms that lie anywhere in the file.
const LOOKUPS: usize = 100;

/// Bytes of the mapping of `path` that are in memory, as Linux counts them.
fn resident(path: &Path) -> Option<usize> {
    let maps = std::fs::read_to_string("/proc/self/smaps").ok()?;
    let name = path.to_str()?;
    let mut lines = maps.lines().skip_while(|line| !line.ends_with(name));
    let size = lines.find_map(|line| line.strip_prefix("Rss:"))?;
    size.trim().strip_suffix(" kB")?.parse::<usize>().ok().map(|size| size << 10)
}

#[expect(unsafe_code, reason = "a file cannot be mapped without; see the proof beside it")]
fn mapped(path: &Path) -> Mmap {
    let file = std::fs::File::open(path).expect("the file was written");
    // SAFETY: the file has a name of this process's own, and nothing changes it
    // until it is removed, after the mapping.
    unsafe { Mmap::map(&file) }.expect("a file can be mapped")
}

/// Two lines: after opening, and after some look-ups.
pub fn summary(metric: &str, subject: &Subject<'_>, report: &mut Report) {
    const PEER: &str = "the whole file";
    let path = std::env::temp_dir().join(format!("yakugo-bench-{}.lexicon", std::process::id()));
    // What is written at once, the system may map at once.
    let mut file = std::fs::File::create(&path).expect("a temporary file can be made");
    for page in subject.lexicon.as_bytes().chunks(4096) {
        file.write_all(page).expect("a temporary file can be written");
    }
    drop(file);
    let lexicon = Lexicon::open(mapped(&path)).expect("what was compiled opens");
    let opened = resident(&path);
    let step = (subject.terms.len() / LOOKUPS).max(1);
    for term in subject.terms.iter().step_by(step) {
        let found = lexicon.lookup(term.text);
        assert!(black_box(found).iter().any(|one| one.concept().id() == term.concept), "{}", term.text);
    }
    let searched = resident(&path);
    let whole = lexicon.as_bytes().len();
    drop(lexicon);
    std::fs::remove_file(&path).expect("the file was written");
    for (metric, bytes) in
        [(metric.to_owned(), opened), (format!("{metric}-after-{LOOKUPS}-look-ups"), searched)]
    {
        match bytes {
            Some(bytes) => report.line(&Line {
                metric,
                ours: bytes as f64,
                unit: Unit::Bytes,
                peer: PEER,
                theirs: whole as f64,
                answers: Answers::Equal,
            }),
            None => report.skip(&metric, PEER, "no /proc/self/smaps"),
        }
    }
}
