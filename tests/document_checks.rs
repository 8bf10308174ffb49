//! What is found inconsistent in short documents, against a careful reader.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and may print its counts"
)]

mod support;

use support::Table;
use yakugo::{FindingKind, Lexicon};

/// Findings that are right, all that are found, and all that a reader wants.
#[derive(Debug, Default)]
struct Counts {
    right: usize,
    found: usize,
    wanted: usize,
}

fn count(odd: bool) -> Counts {
    let lexicon = Lexicon::embedded();
    let mut counts = Counts::default();
    let verbose = std::env::var_os("YAKUGO_SHOW").is_some() && odd;
    for row in Table::read("tests/cases/document-checks.tsv").rows {
        let number: usize = row.get("number").parse().unwrap();
        if (number % 2 == 1) != odd {
            continue;
        }
        let document = lexicon.document(row.get("text"));
        let mut wanted: Vec<(&str, &str)> =
            row.get("findings").split("; ").filter_map(|one| one.split_once(": ")).collect();
        counts.wanted += wanted.len();
        for finding in document.check() {
            counts.found += 1;
            let kind = finding.kind.as_str();
            // Of two names, whichever the reader gave.
            let agrees = |&(wanted, name): &(&str, &str)| {
                wanted == kind
                    && (name == finding.surface
                        || finding.kind == FindingKind::Redefined
                        || finding.kind == FindingKind::TwoEquivalents)
            };
            match wanted.iter().position(agrees) {
                Some(index) => {
                    wanted.remove(index);
                    counts.right += 1;
                }
                None if verbose => println!("{}: not wanted: {kind} {}", row.place(), finding.surface),
                None => {}
            }
        }
        if verbose && !wanted.is_empty() {
            println!("{}: missing: {wanted:?}", row.place());
        }
    }
    println!("odd {odd}: {counts:?}");
    counts
}

#[test]
fn the_odd_rows() {
    let counts = count(true);
    assert!(
        counts.right * 100 >= counts.found * 88 && counts.right * 100 >= counts.wanted * 80,
        "{counts:?}"
    );
}

#[test]
fn the_even_rows() {
    let counts = count(false);
    assert!(
        counts.right * 100 >= counts.found * 88 && counts.right * 100 >= counts.wanted * 80,
        "{counts:?}"
    );
}
