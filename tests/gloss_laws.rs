//! Laws of glossing, on text made to hurt.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use proptest::prelude::*;
use support::hostile;
use yakugo::{
    Evidence, Gloss, Kind, Kinds, Language, Level, Lexicon, Overlap, Passage, Position, Span, Tail, fold,
};

thread_local! {
    static LEXICON: &'static Lexicon<Vec<u8>> = Box::leak(Box::new(support::small_lexicon()));
}

fn lexicon() -> &'static Lexicon<Vec<u8>> {
    LEXICON.with(|lexicon| *lexicon)
}

/// All that a gloss says, for comparing.
type Told = ([Span; 3], String, Option<Span>, Vec<(String, Evidence, String)>);

fn told(gloss: &Gloss<'_, '_>) -> Told {
    let candidates = gloss.candidates();
    let candidates = candidates
        .map(|one| (one.concept().id().to_owned(), one.evidence, one.designation.text().to_owned()));
    ([gloss.span, gloss.utf16, gloss.chars], gloss.surface.to_owned(), gloss.within(), candidates.collect())
}

/// A character that an insertion, a suffix or a gap may put into a surface.
fn is_insertion(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '〔' | '〕' | ' ' | '*' | '†' | '‡' | '§' | '※')
        || matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁻' | '⁾' | '⁽')
}

/// The glosses of a text that arrives `step` bytes at a time.
fn in_parts(text: &str, step: usize) -> Vec<Told> {
    let mut parts = Vec::new();
    let mut origin = Position::START;
    let mut end = 0;
    loop {
        end = (end + step).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let tail = if end == text.len() { Tail::Closed } else { Tail::Open };
        let part = &text[origin.bytes..end];
        let mut glosses = lexicon().gloss(Passage::new(part).origin(origin).tail(tail));
        parts.extend(glosses.by_ref().map(|gloss| told(&gloss)));
        let settled = glosses.settled();
        origin = origin.after(&part[..settled]);
        if tail == Tail::Closed {
            assert_eq!(settled, part.len());
            return parts;
        }
    }
}

/// `surface` without the footnote marks that are one capital before a Japanese
/// letter, a space or a line break between: 細胞 C療法.
fn without_capitals(surface: &str) -> String {
    let is_mark = |at: usize, c: char| {
        let after = surface[at + c.len_utf8()..].trim_start();
        let is_latin = fold(&c.to_string(), Level::Form).is_ascii() && c.is_uppercase();
        is_latin && after.starts_with(|next: char| !next.is_ascii() && next.is_alphabetic())
    };
    surface.char_indices().filter(|&(at, c)| !is_mark(at, c)).map(|(_, c)| c).collect()
}

proptest! {
    #![proptest_config(support::config(3000))]

    #[test]
    fn every_offset_is_right(text in hostile::text_with_terms()) {
        for overlap in [Overlap::Longest, Overlap::All] {
            let mut last = Span::default();
            for gloss in lexicon().gloss(Passage::new(&text).overlap(overlap)) {
                prop_assert_eq!(&text[gloss.span.range()], gloss.surface);
                prop_assert!(gloss.span.start < gloss.span.end);
                let before = &text[..gloss.span.start];
                prop_assert_eq!(gloss.utf16.start, before.encode_utf16().count());
                prop_assert_eq!(gloss.utf16.len(), gloss.surface.encode_utf16().count());
                prop_assert_eq!(gloss.chars.start, before.chars().count());
                prop_assert_eq!(gloss.chars.len(), gloss.surface.chars().count());
                prop_assert!(gloss.span.start >= last.start, "in order");
                let inside = gloss.within().is_some_and(|outer| outer.contains(gloss.span));
                prop_assert!(overlap == Overlap::All || inside || gloss.span.start >= last.end, "apart");
                if gloss.within().is_none() {
                    last = gloss.span;
                }
            }
        }
    }

    #[test]
    fn evidence_holds(text in hostile::text_with_terms()) {
        for gloss in lexicon().gloss(&text) {
            prop_assert!(gloss.candidates().next().is_some());
            let mut seen = Vec::new();
            for one in gloss.candidates() {
                prop_assert!(!seen.contains(&one.concept().id()), "a concept twice");
                seen.push(one.concept().id());
                let designation = one.designation.text();
                let agree = |level| fold(designation, level) == fold(gloss.surface, level);
                match one.evidence {
                    Evidence::Exact => prop_assert_eq!(designation, gloss.surface),
                    // What is inserted, suffixed or plural agrees only in part; in a
                    // surface without brackets and marks, the fold must agree.
                    Evidence::Form if !fold(gloss.surface, Level::Form).contains(is_insertion) => {
                        let bare = without_capitals(gloss.surface);
                        let agrees = agree(Level::Form) || fold(&bare, Level::Form) == fold(designation, Level::Form);
                        prop_assert!(agrees, "{} {}", designation, gloss.surface);
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn windows_do_not_matter(text in hostile::text_with_terms(), filler in hostile::text()) {
        let text = format!("{text}{filler}。{text}\n{text}");
        let whole: Vec<_> = lexicon().gloss(Passage::new(&text).window(1 << 20)).map(|gloss| told(&gloss)).collect();
        for window in [64, 100, 301] {
            let parts: Vec<_> = lexicon().gloss(Passage::new(&text).window(window)).map(|gloss| told(&gloss)).collect();
            prop_assert_eq!(&parts, &whole, "window {}", window);
        }
    }

    #[test]
    fn parts_make_the_whole(text in hostile::text_with_terms(), step in 1_usize..90) {
        let text = text.repeat(3);
        let whole: Vec<_> = lexicon().gloss(&text).map(|gloss| told(&gloss)).collect();
        prop_assert_eq!(in_parts(&text, step), whole);
    }

    #[test]
    fn parted_texts_are_glossed_as_the_whole(text in hostile::text_with_terms(), more in hostile::text(), from in 0_usize..60) {
        let text = format!("{text}。{more}{text}; aspirin、{text}");
        let Some(place) = lexicon().next_parting(&text, from) else { return Ok(()) };
        prop_assert!(place > from || from > text.len());
        let (first, second) = text.split_at(place);
        let whole: Vec<_> = lexicon().gloss(&text).map(|gloss| told(&gloss)).collect();
        let mut parts: Vec<_> = lexicon().gloss(first).map(|gloss| told(&gloss)).collect();
        let origin = Position::START.after(first);
        parts.extend(lexicon().gloss(Passage::new(second).origin(origin)).map(|gloss| told(&gloss)));
        prop_assert_eq!(parts, whole, "{}", place);
    }

    #[test]
    fn kinds_only_hide(text in hostile::text_with_terms()) {
        let kinds = Kinds::of(&[Kind::Drug, Kind::Target]);
        let wanted = lexicon().gloss(&text).filter(|gloss| gloss.candidates().any(|one| kinds.contains(one.concept().kind())));
        let wanted: Vec<_> = wanted.map(|gloss| told(&gloss)).collect();
        let found: Vec<_> = lexicon().gloss(Passage::new(&text).kinds(kinds)).map(|gloss| told(&gloss)).collect();
        prop_assert_eq!(found, wanted);
    }

    /// The longest policy chooses from what the other one finds, and the form
    /// level finds nothing that the spelling level does not.
    #[test]
    fn policies_agree(text in hostile::text_with_terms()) {
        let all: Vec<_> = lexicon().gloss(Passage::new(&text).overlap(Overlap::All)).map(|gloss| gloss.span).collect();
        for gloss in lexicon().gloss(&text) {
            prop_assert!(all.contains(&gloss.span));
        }
        for gloss in lexicon().gloss(Passage::new(&text).overlap(Overlap::All).level(Level::Form)) {
            prop_assert!(all.contains(&gloss.span));
        }
    }

    #[test]
    fn direction_selects_equivalents(text in hostile::text_with_terms()) {
        for language in [Language::English, Language::Japanese] {
            for gloss in lexicon().gloss(Passage::new(&text).to(language)) {
                for one in gloss.candidates() {
                    prop_assert!(one.equivalents().all(|equivalent| equivalent.language() == language));
                }
            }
        }
    }

    /// The embedded lexicon, on any text: no panic, and the spans slice.
    #[test]
    fn the_embedded_lexicon_survives(text in hostile::text_with_terms()) {
        for gloss in Lexicon::embedded().gloss(&text) {
            prop_assert_eq!(&text[gloss.span.range()], gloss.surface);
        }
        let _ = Lexicon::embedded().lookup(&text);
        let _ = Lexicon::embedded().expand(&text);
        let _ = Lexicon::embedded().complete(&text).take(3).count();
    }
}

/// A long text without any place to rest does not lose or repeat anything.
#[test]
fn text_without_a_rest() {
    let text = "アスピリン".repeat(40_000);
    let found = lexicon().gloss(Passage::new(&text).window(64)).count();
    assert_eq!(found, 40_000);
}

/// Found by `parts_make_the_whole`: the first name ends inside a katakana word that
/// divides only by the second, of which too little had arrived.
#[test]
fn a_word_that_goes_on_is_not_settled() {
    let text = "アキシカブタゲン\n（CAR）シロルユーセルブリナツモマブaspirin".repeat(3);
    let whole: Vec<_> = lexicon().gloss(&text).map(|gloss| told(&gloss)).collect();
    for step in [1, 2, 7, 40, 60] {
        assert_eq!(in_parts(&text, step), whole, "step {step}");
    }
}
