//! The matching rules, a row each: `tests/cases/gloss-*.tsv`, over the small
//! lexicon of `tests/cases/lexicon.tsv`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use support::Table;
use yakugo::{Lexicon, Passage};

/// `surface=concept[,concept…]:evidence`, glosses joined by ` | `, and `>` before
/// one that stands within another.
fn shown(lexicon: &Lexicon<Vec<u8>>, passage: Passage<'_>) -> String {
    let glosses = lexicon.gloss(passage).map(|gloss| {
        let concepts: Vec<_> = gloss.candidates().map(|one| one.concept().id().to_owned()).collect();
        let within = if gloss.within().is_some() { ">" } else { "" };
        let evidence = gloss.candidates().next().unwrap().evidence;
        format!("{within}{}={}:{evidence}", gloss.surface, concepts.join(","))
    });
    glosses.collect::<Vec<_>>().join(" | ")
}

fn run(theme: &str) {
    let lexicon = support::small_lexicon();
    let mut failures = Vec::new();
    for row in Table::read(&format!("tests/cases/gloss-{theme}.tsv")).rows {
        let (text, wanted) = (row.get("text"), row.get("glosses"));
        let found = shown(&lexicon, Passage::new(text));
        if found != wanted {
            failures.push(format!(
                "{}: {}\n   text   {text:?}\n   wanted {wanted:?}\n   found  {found:?}",
                row.place(),
                row.get("origin")
            ));
        }
        // The same in the middle of a text, between two sentences.
        let around = format!("前文。{text}\n。後文");
        let found = shown(&lexicon, Passage::new(&around));
        if found != wanted {
            failures
                .push(format!("{} within a text:\n   wanted {wanted:?}\n   found  {found:?}", row.place()));
        }
    }
    support::report(&failures);
}

#[test]
fn katakana_words() {
    run("katakana");
}

#[test]
fn kanji_compounds() {
    run("kanji");
}

#[test]
fn latin_words_and_capitals() {
    run("latin");
}

#[test]
fn plurals() {
    run("plural");
}

#[test]
fn hard_breaks() {
    run("breaks");
}

#[test]
fn insertions_and_marks() {
    run("insertions");
}

#[test]
fn names_of_several_words() {
    run("names");
}

#[test]
fn addresses() {
    run("nontext");
}
