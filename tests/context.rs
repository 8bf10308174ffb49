//! Which sense of a short form its sentence speaks for: counted on sentences of which
//! one half was never looked at.
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
use yakugo::{DocumentGloss, Evidence, Lexicon};

/// How many sentences of a half came out how.
#[derive(Debug, Default)]
struct Counts {
    /// Sentences that a reader could decide, and of them: decided rightly, decided
    /// wrongly, and those whose first sense is right whether decided or not.
    told: usize,
    right: usize,
    wrong: usize,
    first: usize,
    /// Sentences in which the short form is not glossed by itself.
    unfound: usize,
    /// Sentences that nobody can decide, and of them those left undecided.
    untold: usize,
    left: usize,
}

fn count(half: &str) -> Counts {
    let lexicon = Lexicon::embedded();
    let verbose = std::env::var_os("YAKUGO_SHOW").is_some() && half == "open";
    let mut counts = Counts::default();
    for row in Table::read("tests/cases/context.tsv").rows {
        if row.get("half") != half {
            continue;
        }
        let (short, answer) = (row.get("short"), row.get("answer"));
        let document = lexicon.document(row.get("text"));
        let found: Vec<_> = document.glosses().filter(|gloss| is_short(gloss, short)).collect();
        if found.is_empty() {
            if verbose {
                println!("{short} is not found in {}", row.get("text"));
            }
            counts.unfound += 1;
            continue;
        }
        // Several places are answered alike: the first that is decided counts.
        let gloss = found.iter().find(|gloss| gloss.is_decided()).unwrap_or(&found[0]);
        let best = &gloss.senses()[0];
        let is_right = best.concept().id() == answer;
        if answer == "undecided" {
            counts.untold += 1;
            counts.left += usize::from(!gloss.is_decided());
        } else {
            counts.told += 1;
            counts.first += usize::from(is_right);
            counts.right += usize::from(is_right && gloss.is_decided());
            counts.wrong += usize::from(!is_right && gloss.is_decided());
        }
        let is_fault =
            if answer == "undecided" { gloss.is_decided() } else { !is_right || !gloss.is_decided() };
        if verbose && is_fault {
            let senses: Vec<String> = gloss
                .senses()
                .iter()
                .take(3)
                .map(|one| format!("{} {:.2}", one.concept().id(), one.score))
                .collect();
            println!("{short} {answer} <- {} :: {}", senses.join(", "), row.get("text"));
        }
    }
    println!("{half}: {counts:?}");
    counts
}

fn is_short(gloss: &DocumentGloss<'_, '_>, short: &str) -> bool {
    gloss.surface == short || gloss.surface.strip_suffix('s') == Some(short)
}

/// What was reached: so many of a hundred rightly decided, at most so many wrongly.
fn check(counts: &Counts, right: usize, wrong: usize) {
    assert!(counts.right * 100 >= counts.told * right, "{counts:?}");
    assert!(counts.wrong * 100 <= counts.told * wrong, "{counts:?}");
    assert!(counts.left * 100 >= counts.untold * 94, "{counts:?}");
    assert!(counts.first >= counts.right && counts.unfound <= 10, "{counts:?}");
}

#[test]
fn the_open_half() {
    check(&count("open"), 85, 2);
}

#[test]
fn the_locked_half() {
    check(&count("locked"), 83, 3);
}

/// A decided sense says so in its evidence, and scores are shares.
#[test]
fn scores_are_shares() {
    let lexicon = Lexicon::embedded();
    for row in Table::read("tests/cases/context.tsv").rows {
        for gloss in lexicon.document(row.get("text")).glosses() {
            let senses = gloss.senses();
            if gloss.definition().is_some() {
                continue;
            }
            let sum: f64 = senses.iter().map(|sense| sense.score).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{gloss:?}");
            assert!(senses.iter().all(|sense| (0.0..=1.0).contains(&sense.score)), "{gloss:?}");
            assert!(senses.is_sorted_by(|a, b| a.score >= b.score), "{gloss:?}");
            let is_context = senses[0].evidence == Evidence::Context;
            assert_eq!(gloss.is_decided(), is_context || senses.len() < 2);
        }
    }
}
