//! A skim against reading everything.

use proptest::prelude::*;

use super::letters::{is_katakana, letter_at};
use super::words::letters_at;
use super::*;
use crate::Lexicon;
use crate::beginnings::RUN;
use crate::fold::Level;
use crate::fold::outlook;
use crate::gloss::{Glosses, Overlap, Passage};

#[test]
fn letters_are_simple_and_stay() {
    for letter in (0..=0x9FFF).filter(|&letter| outlook::is_letter(letter)) {
        let text = char::from_u32(letter).unwrap().to_string();
        let peek = Peek::at(text.as_bytes(), 0);
        assert!(peek.is_simple() && peek.character() == letter && peek.is(class::KANA_OR_HAN), "{text}");
        assert_eq!(peek.is(class::KATAKANA), is_katakana(letter), "{text}");
        assert_eq!(peek.is(class::RULE), !outlook::is_plain(letter), "{text}");
        assert_eq!(letter_at(text.as_bytes(), 0), Some(letter));
    }
}

#[test]
fn letters_of_a_run_are_counted() {
    let slowly = |text: &[u8]| {
        let length = text.iter().take(RUN).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let run = text[..length].iter().rev().fold(0, |run, &byte| run << 8 | u64::from(byte | 0x20));
        (run, length)
    };
    for byte in 0..=u8::MAX {
        for text in
            [&[byte][..], &[b'a', byte, b'b'], &[b'Z', b'q', byte, 0x80, b'a', b'b', b'c', b'd', b'e', b'f']]
        {
            assert_eq!(letters_at(text, 0), slowly(text), "{text:?}");
        }
    }
    assert_eq!(letters_at(b"interferon", 0), slowly(b"interferon"));
}

/// What hides the beginning of a term, joins it, parts it, or changes it.
const PIECES: &[&str] = &[
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "\u{3000}",
    "\u{A0}",
    "-",
    "－",
    "-\n",
    "\u{AD}",
    "\u{AD}\n",
    "・",
    "･",
    "。",
    "、",
    ",",
    ". ",
    "; ",
    "(",
    ")",
    "（",
    "）",
    "（CAR）",
    "(ICANS)",
    "[",
    "1)",
    "1,2）",
    "*",
    "†",
    "²",
    "A",
    " C",
    "®",
    "™",
    "\u{200B}",
    "\u{301}",
    "\u{3099}",
    "゛",
    "ﾞ",
    "ー",
    "ア",
    "ｱ",
    "は",
    "の",
    "を",
    "症",
    "癌",
    "熱",
    "e",
    "s",
    "é",
    "ａ",
    "Ｂ",
    "0",
    "５",
    "_",
    "α",
    "Δ",
    "β-",
    "ß",
    "œ",
    "①",
    "㎎",
    "\u{1F600}",
    "𠮷",
    "か",
    "がん",
    "けい",
    "れん",
    "そう",
    "痒",
    "たん",
    "しん",
    "麻疹",
    "じん麻",
    "ブドウ",
    "ブドウー",
    "糖",
    "頸",
    "ae",
    "oe",
    "our",
    "isation",
    "haem",
    "oedema",
    "the ",
    "in vi",
    "in vitro",
    "to ",
    "neuro-\n",
    "ha-\nemorrhage",
    "aspi(ASP)rin",
    "rhinorrhAoea",
    "in vitraoe",
    "in vi-\ntro",
    "in vi\ntro",
    "In Vitro",
    "x",
    "\u{85}",
    "\u{1}",
    "\u{FFFF}",
    "http://example.org/",
    "a@b.jp",
    "-19",
    "IL-",
    "T細胞",
    "を投与した。",
    " was given. ",
    "メー",
    "サイトカイン",
    "放出",
    "塩酸塩",
];

/// Texts of terms, parts of terms and such pieces.
fn texts() -> impl Strategy<Value = String> {
    let lexicon = Lexicon::embedded();
    let names: Vec<String> = lexicon.designations().map(|one| one.text().to_owned()).collect();
    let name = proptest::sample::select(names);
    let part = |text: &str, from: usize, to: usize| {
        let characters: Vec<char> = text.chars().collect();
        let from = from.min(characters.len());
        characters[from..to.clamp(from, characters.len())].iter().collect::<String>()
    };
    let piece = prop_oneof![
        6 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        3 => name.clone(),
        3 => (name.clone(), 0_usize..6, 0_usize..16).prop_map(move |(text, from, to)| part(&text, from, from + to)),
        1 => (name.clone(), 0_usize..30, proptest::sample::select(PIECES)).prop_map(move |(text, at, piece)| {
            format!("{}{piece}{}", part(&text, 0, at), part(&text, at, usize::MAX))
        }),
        1 => name.prop_map(|text| text.to_uppercase()),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Glosses and cues of a text, read whole or around what a skim leaves.
fn glosses(passage: Passage<'_>, reads_all: bool) -> impl PartialEq + core::fmt::Debug + use<> {
    let lexicon = Lexicon::embedded();
    let mut glosses = Glosses::new(lexicon.tables(), passage);
    glosses.window.reads_all = reads_all;
    let mut found = Vec::new();
    while glosses.read() {
        found.extend(glosses.ready.drain(..).map(|one| (one.span, one.hit, one.within)));
    }
    glosses.cues.sort_unstable();
    // Beside a respelt stretch a walk is made for each level.
    glosses.cues.dedup();
    (found, glosses.cues)
}

/// Every name by itself, so that no other one has its place read.
#[test]
fn every_name_is_found() {
    let mut missed = Vec::new();
    for designation in Lexicon::embedded().designations() {
        let name = designation.text();
        for text in [format!("{name} was given."), format!("the {name} a"), format!("を{name}の後に")] {
            let passage = Passage { cues: true, ..Passage::new(&text).overlap(Overlap::All) };
            if glosses(passage, false) != glosses(passage, true) {
                missed.push(text.clone());
            }
        }
    }
    assert!(missed.is_empty(), "{} of them: {missed:?}", missed.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("YAKUGO_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(3000)
    ))]

    /// Glosses and cues are those of a text that is read whole, in a window of any size.
    #[test]
    fn nothing_is_passed_over(
        text in texts(),
        size in 64_usize..400,
        cues in any::<bool>(),
        longest in any::<bool>(),
        form in any::<bool>(),
    ) {
        let overlap = if longest { Overlap::Longest } else { Overlap::All };
        let level = if form { Level::Form } else { Level::Spelling };
        let passage = Passage { cues, ..Passage::new(&text).overlap(overlap).level(level) };
        let whole = glosses(passage.window(1 << 20), true);
        prop_assert_eq!(&glosses(passage.window(1 << 20), false), &whole, "{:?}", text);
        prop_assert_eq!(&glosses(passage.window(size), false), &whole, "window {} of {:?}", size, text);
    }
}
