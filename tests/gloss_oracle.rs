//! Glossing against a naive version: every stretch of the text, folded by itself
//! and looked up in a map.
//!
//! It knows the form level, boundaries of scripts, capitals, and the division of
//! katakana words; its texts have no brackets, hyphens or digits, since what those
//! may do is in the rows of cases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use yakugo::{CaseRule, Level, Lexicon, Overlap, Passage, fold};

const PIECES: &[&str] = &[
    "アスピリン",
    "アレルギー",
    "ショック",
    "ｱｽﾋﾟﾘﾝ",
    "リン",
    "ヘパリン",
    "ア",
    "ー",
    "アキシカブタゲン",
    "シロルユーセル",
    "肝不全",
    "急性",
    "慢性",
    "肝",
    "掻痒",
    "浮腫",
    "うつ",
    "めまい",
    "T細胞",
    "免疫エフェクター細胞",
    "Aspirin",
    "aspirin",
    "ALL",
    "all",
    "ＡＬＬ",
    "MS",
    "cytokine",
    "release",
    "syndrome",
    "x",
    "é",
    "\u{301}",
    " ",
    "\u{3000}",
    "・",
    "･",
    "、",
    "の",
    "が",
];

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..14).prop_map(|pieces| pieces.concat())
}

fn is_katakana(c: char) -> bool {
    ('\u{30A1}'..='\u{30FF}').contains(&c) && c != '・' || ('\u{FF66}'..='\u{FF9F}').contains(&c)
}

fn is_kanji(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

fn is_kana(c: char) -> bool {
    is_katakana(c) || ('\u{3041}'..='\u{309F}').contains(&c)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_kanji(c) && !is_kana(c)
}

fn capitals(text: &str) -> Vec<bool> {
    text.chars().filter(|c| c.is_lowercase() || c.is_uppercase()).map(char::is_uppercase).collect()
}

/// The spans (bytes) that a designation stands at, by the naive reading.
fn naive(lexicon: &Lexicon<Vec<u8>>, text: &str) -> BTreeSet<(usize, usize)> {
    let mut keys: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for designation in lexicon.designations() {
        keys.entry(fold(designation.text(), Level::Form)).or_default().push(designation);
    }
    let chars: Vec<(usize, char)> = text.char_indices().chain([(text.len(), '\0')]).collect();
    let mut found = BTreeSet::new();
    for from in 0..chars.len() - 1 {
        for to in from + 1..chars.len() {
            let (start, end) = (chars[from].0, chars[to].0);
            let surface = &text[start..end];
            let (first, last, next) = (chars[from].1, chars[to - 1].1, chars[to].1);
            let before = if from > 0 { chars[from - 1].1 } else { '\0' };
            let trimmed = |c: char| c.is_whitespace() || c == '・' || c == '･';
            let half_mark = |c: char| matches!(c, '\u{FF9E}' | '\u{FF9F}' | '\u{301}');
            if trimmed(first) || trimmed(last) || half_mark(first) || half_mark(next) {
                continue;
            }
            if is_word(first) && (is_word(before) || before == '\u{301}') || is_word(last) && is_word(next) {
                continue;
            }
            // More than two spaces are a column of a table; between Latin words, more than eight.
            let gaps =
                surface.split(|c: char| !c.is_whitespace()).map(|gap| gap.chars().count()).max().unwrap_or(0);
            if gaps > 2 && !surface.is_ascii() || gaps > 8 {
                continue;
            }
            let Some(designations) = keys.get(&fold(surface, Level::Form)) else { continue };
            let stands = designations.iter().any(|designation| {
                let key = fold(surface, Level::Form);
                let length = key.chars().count();
                let one = length == 1 && key.chars().all(|c| is_kanji(c) || is_kana(c));
                let lonely = ![before, next].into_iter().any(|c| is_kanji(c) || is_kana(c));
                let hiragana = length <= 2 && key.chars().all(|c| ('\u{3041}'..='\u{3096}').contains(&c));
                let hira = |c: char| ('\u{3041}'..='\u{3096}').contains(&c);
                let free = !hira(before) && (!hira(next) || "はがをにのともやでへか".contains(next));
                let case = match designation.case_rule() {
                    CaseRule::Exact => capitals(surface) == capitals(designation.text()),
                    CaseRule::Initial => capitals(surface).first() == Some(&true),
                    _ => true,
                };
                case && (!one || lonely) && (!hiragana || one || free)
            });
            if stands {
                found.insert((start, end));
            }
        }
    }
    let inside = |at: usize| {
        let before = text[..at].chars().next_back().unwrap_or('\0');
        let after = text[at..].chars().next().unwrap_or('\0');
        is_katakana(before) && is_katakana(after)
    };
    let divides_before = |at| divides(&found, at, &inside, |&(start, end), at| (end == at).then_some(start));
    let divides_after = |at| divides(&found, at, &inside, |&(start, end), at| (start == at).then_some(end));
    found.iter().copied().filter(|&(start, end)| divides_before(start) && divides_after(end)).collect()
}

/// Whether a place is outside katakana words or reached from there over terms.
fn divides(
    found: &BTreeSet<(usize, usize)>,
    at: usize,
    inside: &dyn Fn(usize) -> bool,
    step: fn(&(usize, usize), usize) -> Option<usize>,
) -> bool {
    !inside(at)
        || found.iter().filter_map(|span| step(span, at)).any(|next| divides(found, next, inside, step))
}

proptest! {
    #![proptest_config(support::config(3000))]

    #[test]
    fn all_terms_are_those_of_the_naive_reading(text in text()) {
        let lexicon = support::small_lexicon();
        let passage = Passage::new(&text).overlap(Overlap::All).level(Level::Form);
        let found: BTreeSet<_> = lexicon.gloss(passage).map(|gloss| (gloss.span.start, gloss.span.end)).collect();
        prop_assert_eq!(found, naive(&lexicon, &text), "{:?}", text);
    }

    #[test]
    fn the_longest_are_chosen_from_the_left(text in text()) {
        let lexicon = support::small_lexicon();
        let mut wanted = Vec::new();
        let mut end = 0;
        let mut all: Vec<_> = naive(&lexicon, &text).into_iter().collect();
        all.sort_by_key(|&(start, end)| (start, usize::MAX - end));
        for span in all {
            if span.0 >= end {
                end = span.1;
                wanted.push(span);
            }
        }
        let found: Vec<_> = lexicon.gloss(Passage::new(&text).level(Level::Form)).map(|gloss| (gloss.span.start, gloss.span.end)).collect();
        prop_assert_eq!(found, wanted);
    }
}
