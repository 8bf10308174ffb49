//! Laws of reading definitions, on text made to hurt.
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
use yakugo::{Definition, Lexicon};

thread_local! {
    static LEXICON: &'static Lexicon<Vec<u8>> = Box::leak(Box::new(support::small_lexicon()));
}

fn lexicon() -> &'static Lexicon<Vec<u8>> {
    LEXICON.with(|lexicon| *lexicon)
}

/// Pieces of definitions.
const PIECES: &[&str] = &[
    "(CRS)",
    "（CRS）",
    "［CRS］",
    "（ＣＲＳ）",
    "（CRS）A",
    "（ICANS）＊1",
    "\nA ",
    "\n＊1：",
    "注1)",
    "以下「",
    "」という。",
    "（以下",
    "、以下CRSとする）",
    "hereafter ",
    "CRS",
    "irAEs",
    "AST: ",
    "ALT＝",
    "; ",
    "：",
    "，",
    "略語：",
    "Abbreviations: ",
    "aspartate aminotransferase",
    "cytokine release syndrome",
    "immune effector cell-associated neuro-\ntoxicity syndrome",
    "サイトカイン放出症候群",
    "腫瘍崩壊",
    "症候群",
    "重篤な",
    "の",
    "「",
    "」",
    "\"",
    "([〔",
    ")]〕",
    "〕",
    "\n",
    "\n\n\n\n\n",
    ".\n",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        2 => proptest::sample::select(hostile::TERMS).prop_map(str::to_owned),
        2 => proptest::sample::select(hostile::PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// All that a definition says, for comparing.
fn told(one: &Definition<'_, '_>) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {} {}",
        one,
        one.short,
        one.long,
        one.statement,
        one.long_language,
        one.singular()
    )
}

proptest! {
    #![proptest_config(support::config(3000))]

    #[test]
    fn every_offset_is_right(text in text()) {
        let mut last = 0;
        for one in lexicon().definitions(&text) {
            prop_assert_eq!(&text[one.short.range()], one.short_text);
            prop_assert_eq!(&text[one.long.range()], one.long_text);
            prop_assert!(!one.short_text.is_empty() && !one.long_text.is_empty());
            prop_assert!(one.short_text.starts_with(one.singular()) && !one.singular().is_empty());
            prop_assert!(one.statement.contains(one.long), "{:?}", one);
            prop_assert!(one.from == one.statement.end && one.from >= last, "in the order of their force");
            prop_assert!(one.short.end <= one.from);
            prop_assert!(text.is_char_boundary(one.statement.start) && text.is_char_boundary(one.from));
            let apart = one.short.end <= one.long.start || one.long.end <= one.short.start;
            prop_assert!(apart, "{:?}", one);
            last = one.from;
        }
    }

    /// What follows a sentence and its line changes nothing before: notes look
    /// backwards, and what they define is in force from the note on.
    #[test]
    fn what_follows_changes_nothing(text in text(), more in text()) {
        for end in ["。\n", ".\n", "？\r\n"] {
            let first = format!("{text}{end}");
            let alone: Vec<_> = lexicon().definitions(&first).iter().map(told).collect();
            let whole = format!("{first}{more}");
            let whole: Vec<_> = lexicon().definitions(&whole).iter().map(told).collect();
            prop_assert!(whole.len() >= alone.len());
            prop_assert_eq!(&whole[..alone.len()], &alone[..]);
        }
    }

    #[test]
    fn the_embedded_lexicon_survives(text in text()) {
        for one in Lexicon::embedded().definitions(&text) {
            prop_assert_eq!(&text[one.long.range()], one.long_text);
        }
    }
}

/// Brackets thousands deep, and a million that nothing closes.
#[test]
fn brackets_without_end() {
    let nested = format!("{}CRS{}", "サイトカイン放出症候群（".repeat(5_000), "）".repeat(5_000));
    assert_eq!(lexicon().definitions(&nested).len(), 1);
    assert!(lexicon().definitions(&"(".repeat(1_000_000)).is_empty());
    assert!(lexicon().definitions(&"(A".repeat(1_000_000)).is_empty());
}
