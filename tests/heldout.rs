//! How much of a document is found: `tests/heldout/*.txt`, written without sight of
//! the lexicon, with every drug, disorder and test marked as `[[kind:term]]`.
//!
//! `cargo test --test heldout -- --nocapture` prints the figures, and what was
//! missed and what was found beside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and this one reports"
)]

mod support;

use std::collections::BTreeMap;

use yakugo::{Gloss, Kind, Lexicon, Overlap, Passage, Span};

/// A marked term: its kind and its place in the text without marks.
struct Mark {
    kind: String,
    span: Span,
}

/// Takes the marks out of a document.
fn unmarked(document: &str) -> (String, Vec<Mark>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = document;
    while let Some((before, after)) = rest.split_once("[[") {
        text.push_str(before);
        let (mark, after) = after.split_once("]]").expect("a mark ends");
        let (kind, term) = mark.split_once(':').expect("a mark has a kind");
        let start = text.len();
        text.push_str(term);
        marks.push(Mark { kind: kind.to_owned(), span: Span::new(start, text.len()) });
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// Whether a gloss answers to a mark, by any of its senses. A cell or a molecule
/// that is measured (白血球, HER2) is glossed as itself.
fn answers(gloss: &Gloss<'_, '_>, kind: &str) -> bool {
    gloss.candidates().any(|one| {
        let found = one.concept().kind();
        kind_of(found) == Some(kind) || kind == "test" && found == Kind::Target
    })
}

fn kind_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Drug | Kind::Class => Some("drug"),
        Kind::Reaction => Some("disorder"),
        Kind::Test => Some("test"),
        _ => None,
    }
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

#[derive(Default)]
struct Score {
    marked: usize,
    found: usize,
    glossed: usize,
    right: usize,
    missed: Vec<String>,
    beside: Vec<String>,
}

impl Score {
    fn recall(&self) -> f64 {
        100.0 * self.found as f64 / self.marked.max(1) as f64
    }

    fn precision(&self) -> f64 {
        100.0 * self.right as f64 / self.glossed.max(1) as f64
    }
}

#[test]
fn held_out_documents() {
    let lexicon = Lexicon::embedded();
    let mut files: Vec<_> = std::fs::read_dir(support::path("tests/heldout"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for file in &files {
        // The first line says what the document is.
        let document = std::fs::read_to_string(file).unwrap();
        let (title, document) = document.split_once('\n').unwrap();
        assert!(title.starts_with("# "), "{}", file.display());
        let (text, marks) = unmarked(document);
        let glosses: Vec<_> = lexicon.gloss(&text).filter(|gloss| gloss.within().is_none()).collect();
        // A marked term may stand in a longer one, which is what a reader sees glossed:
        // 血小板数 in 血小板数減少.
        let all: Vec<_> = lexicon.gloss(Passage::new(&text).overlap(Overlap::All)).collect();
        let stands_in = |mark: &Mark, gloss: &Gloss<'_, '_>| {
            gloss.span.contains(mark.span)
                && all.iter().any(|one| one.span == mark.span && answers(one, &mark.kind))
        };
        for mark in &marks {
            let score = scores.entry(mark.kind.clone()).or_default();
            score.marked += 1;
            // Found: one gloss holds the whole term, in a sense of its kind.
            let holds = |gloss: &Gloss<'_, '_>| gloss.span.contains(mark.span) && answers(gloss, &mark.kind);
            if glosses.iter().any(|gloss| holds(gloss) || stands_in(mark, gloss)) {
                score.found += 1;
            } else {
                score.missed.push(text[mark.span.range()].to_owned());
            }
        }
        for gloss in &glosses {
            let best = gloss.candidates().next().unwrap().concept().kind();
            let Some(kind) = kind_of(best) else { continue };
            let score = scores.entry(kind.to_owned()).or_default();
            score.glossed += 1;
            let fits = |mark: &Mark| {
                overlap(mark.span, gloss.span) && answers(gloss, &mark.kind) || stands_in(mark, gloss)
            };
            if marks.iter().any(fits) {
                score.right += 1;
            } else {
                score.beside.push(gloss.surface.to_owned());
            }
        }
    }
    println!("{} documents", files.len());
    for (kind, score) in &scores {
        println!(
            "{kind:<9} {:>4} marked, {:>5.1} % found; {:>4} glossed, {:>5.1} % right",
            score.marked,
            score.recall(),
            score.glossed,
            score.precision()
        );
        println!("    missed: {}\n    beside: {}", score.missed.join(" | "), score.beside.join(" | "));
    }
}
