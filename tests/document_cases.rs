//! What documents say of their own short forms, row by row.
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

/// The first sense of a gloss and its evidence, as the rows write them.
fn said(gloss: &DocumentGloss<'_, '_>) -> String {
    let local = gloss.definition().is_some_and(|definition| definition.concept.is_none());
    match gloss.senses().first() {
        _ if local => "local local".to_owned(),
        Some(best) if gloss.is_decided() => format!("{} {}", best.concept().id(), best.evidence),
        _ => "? ?".to_owned(),
    }
}

#[test]
fn rows() {
    let lexicon = Lexicon::embedded();
    let mut failures = Vec::new();
    for row in Table::read("tests/cases/documents.tsv").rows {
        let document = lexicon.document(row.get("text"));
        let glosses: Vec<_> = document.glosses().collect();
        for wanted in row.get("senses").split("; ") {
            let [evidence, sense, number, surface] = wanted.rsplitn(4, ' ').collect::<Vec<_>>()[..] else {
                panic!("{}: {wanted}", row.place());
            };
            let rest = format!("{sense} {evidence}");
            let number: usize = number.parse().unwrap();
            let found = glosses.iter().filter(|gloss| gloss.surface == surface).nth(number - 1);
            let found = found.map_or_else(|| "- -".to_owned(), said);
            if found != rest {
                failures.push(format!("{}: {surface} {number}: {found}, not {rest}", row.place()));
            }
        }
    }
    support::report(&failures);
}

/// Every sense of the lexicon stays in the answer.
#[test]
fn no_sense_is_lost() {
    let lexicon = Lexicon::embedded();
    for row in Table::read("tests/cases/documents.tsv").rows {
        let text = row.get("text");
        // Over a page number, a longer term takes the place of its parts.
        if row.get("why").contains("page") || row.get("why").contains("head") {
            continue;
        }
        let document = lexicon.document(text);
        for gloss in lexicon.gloss(text) {
            let Some(same) = document.glosses().find(|one| one.span == gloss.span) else {
                panic!("{}: {} is lost", row.place(), gloss.surface);
            };
            for candidate in gloss.candidates() {
                assert!(
                    same.senses().iter().any(|sense| sense.concept() == candidate.concept()),
                    "{}: {}",
                    row.place(),
                    gloss.surface
                );
            }
        }
    }
}

/// What the context of a text says, expansion says as well.
#[test]
fn expansion_reads_the_document() {
    let lexicon = Lexicon::embedded();
    let best = |short: &str, context: &str| {
        let senses = lexicon.expand_in(short, context);
        (senses[0].concept().id().to_owned(), senses[0].evidence)
    };
    let local = ("therapy/cytoreductive-surgery".to_owned(), Evidence::Local);
    assert_eq!(best("CRS", "Cytoreductive surgery (CRS) was done."), local);
    let context = ("reaction/multiple-sclerosis".to_owned(), Evidence::Context);
    assert_eq!(best("MS", "Natalizumab was given for MS."), context);
    assert_eq!(best("MS", "Natalizumab was given."), context);
    assert_eq!(best("CRS", "Nothing of the sort.").1, Evidence::Exact);
}
