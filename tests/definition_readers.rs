//! How well definitions are read: against what readers found who had not seen the code,
//! and against the baseline of Schwartz and Hearst for English.
//!
//! A definition counts when its short and its long form are those of the reader, to the
//! character. `--nocapture` prints the figures; `YAKUGO_FAULTS=1` also the rows with an odd
//! number that differ.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and this one prints its figures"
)]

#[path = "support/schwartz_hearst.rs"]
mod schwartz_hearst;
mod support;

use std::collections::BTreeSet;

use support::{Row, Table};
use yakugo::Lexicon;

type Pairs = BTreeSet<(String, String)>;

/// How many definitions were right, found, and there to be found.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Score {
    fn precision(self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    fn recall(self) -> f64 {
        self.right as f64 / self.wanted.max(1) as f64
    }
}

fn ours(text: &str) -> Pairs {
    let lexicon = Lexicon::embedded();
    let found = lexicon.definitions(text);
    found.iter().map(|one| (one.short_text.to_owned(), one.long_text.to_owned())).collect()
}

fn baseline(text: &str) -> Pairs {
    schwartz_hearst::pairs(text).into_iter().collect()
}

fn wanted(row: &Row) -> Pairs {
    let pairs = row.get("definitions").split(" | ").filter(|pair| *pair != "-");
    pairs
        .map(|pair| pair.split_once(" = ").unwrap_or_else(|| panic!("{}: short = long", row.place())))
        .map(|(short, long)| (short.to_owned(), long.to_owned()))
        .collect()
}

fn is_odd(row: &Row) -> bool {
    row.get("id").chars().filter_map(|c| c.to_digit(10)).next_back().unwrap() % 2 == 1
}

fn measure(rows: &[Row], odd: bool, read: fn(&str) -> Pairs) -> Score {
    let mut score = Score::default();
    for row in rows.iter().filter(|row| is_odd(row) == odd) {
        let (wanted, found) = (wanted(row), read(row.get("text")));
        score.right += wanted.intersection(&found).count();
        score.found += found.len();
        score.wanted += wanted.len();
        if odd && wanted != found && std::env::var("YAKUGO_FAULTS").is_ok() {
            let missed: Vec<_> = wanted.difference(&found).collect();
            let wrong: Vec<_> = found.difference(&wanted).collect();
            println!("{} {:?}\n   missed {missed:?}\n   wrong  {wrong:?}", row.get("id"), row.get("text"));
        }
    }
    score
}

fn check(what: &str, score: Score, precision: f64, recall: f64) {
    println!(
        "{what}: precision {:.3}, recall {:.3} ({} right of {} found, {} wanted)",
        score.precision(),
        score.recall(),
        score.right,
        score.found,
        score.wanted
    );
    assert!(score.precision() >= precision && score.recall() >= recall, "{what}: {score:?}");
}

#[test]
fn readers_of_both_languages() {
    let rows = Table::read("tests/cases/definitions-read.tsv").rows;
    check("read, odd", measure(&rows, true, ours), 0.99, 0.99);
    check("read, even", measure(&rows, false, ours), 0.99, 0.96);
}

#[test]
fn readers_of_english() {
    let rows = Table::read("tests/cases/definitions-english.tsv").rows;
    for (odd, name) in [(true, "odd"), (false, "even")] {
        let (ours, theirs) = (measure(&rows, odd, ours), measure(&rows, odd, baseline));
        check(&format!("English, {name}"), ours, 0.99, 0.99);
        check(&format!("English, {name}, Schwartz and Hearst"), theirs, 0.94, 0.90);
        assert!(ours.precision() >= theirs.precision() && ours.recall() >= theirs.recall());
    }
}
