//! Short texts of simple characters, folded without glyphs: nearly all that is ever
//! looked up whole.
//!
//! Where such a text stands in the original nobody asks, so that a character's entry
//! (`page.rs`) says all: what it becomes, whether it was a capital, its classes. What
//! is not simple, and what is long, goes through `form.rs`.

use super::letter::{RULE, SPACE, Simple, WORD};
use super::page::{self, composition};
use super::spelling::{self, applies_at};

/// Characters that a text may have here.
pub(crate) const LONGEST: usize = 64;

/// A text of simple characters, folded at the form level.
#[derive(Debug)]
pub(crate) struct Plain {
    entries: [Simple; LONGEST],
    length: usize,
    /// A bit for each entry at which a rule of the spelling level may apply.
    rules: u64,
    /// Bits that some entry has and the original has not, or the other way round.
    changed: u32,
}

impl Plain {
    /// No text.
    pub(crate) fn new() -> Plain {
        Plain { entries: [Simple(0); LONGEST], length: 0, rules: 0, changed: 0 }
    }

    /// Folds `text` into this value, which is new. False if it is no such text; the
    /// value is of no use then.
    pub(crate) fn read(&mut self, text: &str) -> bool {
        let (mut length, mut rules, mut changed) = (0_usize, 0, 0);
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let code = u32::from(c);
            let mut entry = match c {
                ..'\u{80}' => page::ascii_entry(code.to_le_bytes()[0]),
                _ => page::entry(code),
            };
            if entry & page::SLOW != 0 {
                let before = length.wrapping_sub(1);
                let Some(last) = self.entries.get(before) else { return false };
                if c == ' ' {
                    // One space between two words.
                    if last.0 & WORD == 0 || !begins_word(rest.as_str()) {
                        return false;
                    }
                    entry = SPACE;
                } else {
                    // What is simple joins nothing, so that marks are all that can.
                    let Some(whole) = joined(text, rest.as_str(), c) else { return false };
                    entry = whole;
                    length = before;
                    rules &= !(1 << length);
                }
            }
            let Some(place) = self.entries.get_mut(length) else { return false };
            *place = Simple(entry);
            rules |= u64::from(entry / RULE) << length;
            length += 1;
            changed |= entry ^ code;
        }
        (self.length, self.rules, self.changed) = (length, rules, changed);
        true
    }

    /// The folded characters.
    pub(crate) fn letters(&self) -> &[Simple] {
        self.entries.get(..self.length).unwrap_or_default()
    }

    /// Whether folding changed nothing.
    pub(crate) fn is_unchanged(&self) -> bool {
        self.changed & page::CHARACTER == 0
    }

    /// The characters of the spelling level, where they are others.
    pub(crate) fn respelt(&self) -> Option<Vec<Simple>> {
        let mut rules = self.rules;
        loop {
            let at = rules.trailing_zeros() as usize;
            if at >= self.length {
                return None;
            }
            if applies_at(self.letters(), at) {
                break;
            }
            rules &= rules - 1;
        }
        let mut letters = self.letters().to_vec();
        spelling::fold(&mut letters, &mut Vec::with_capacity(self.length + 1));
        Some(letters)
    }
}

/// Whether the first character is simple and of a word.
fn begins_word(text: &str) -> bool {
    text.chars().next().is_some_and(|c| page::entry(c.into()) & (page::SLOW | WORD) == WORD)
}

/// The entry of what `mark`, which stands before `rest`, makes with the character before it.
fn joined(text: &str, rest: &str, mark: char) -> Option<u32> {
    let end = text.len() - rest.len() - mark.len_utf8();
    composition(text.get(..end)?.chars().next_back()?, mark)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fold::letter::Letter;
    use crate::fold::{Glyph, Level, Respelling, Scratch, flag, fold_into};

    fn form(text: &str) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        fold_into(text, Level::Form, &mut Scratch::default(), &mut glyphs);
        glyphs
    }

    fn plain(text: &str) -> Option<Plain> {
        let mut plain = Plain::new();
        plain.read(text).then_some(plain)
    }

    fn letters(letters: &[impl Letter]) -> Vec<(char, bool)> {
        letters.iter().map(|letter| (letter.character(), letter.has(flag::UPPER))).collect()
    }

    /// Pieces that are plain, that are not, and that rules take.
    const PIECES: &[&str] = &[
        "a",
        "B",
        "ae",
        "isation",
        "tre",
        " ",
        "  ",
        "-",
        "ー",
        "ア",
        "ｶ",
        "ﾞ",
        "ﾟ",
        "か",
        "\u{3099}",
        "゛",
        "が",
        "é",
        "e\u{301}",
        "\u{301}",
        "\u{34F}",
        "\u{AD}",
        "®",
        "・",
        "ティ",
        "そう痒",
        "頸",
        "（",
        ")",
        "Ａ",
        "１",
        "㎎",
        "\n",
        "\t",
        "_",
        "²",
        "ß",
        "İ",
        "가",
        "各\u{FE00}",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn plain_texts_are_folded_alike(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..8)) {
            let text = pieces.concat();
            if let Some(plain) = plain(&text) {
                let form = form(&text);
                prop_assert_eq!(letters(plain.letters()), letters(&form), "{:?}", text);
                let classes = |letter: &Simple| (0..8).map(|bit| letter.is(1 << bit)).collect::<Vec<_>>();
                let of_glyph = |glyph: &Glyph| (0..8).map(|bit| glyph.is(1 << bit)).collect::<Vec<_>>();
                prop_assert!(plain.letters().iter().map(classes).eq(form.iter().map(of_glyph)), "{:?}", text);
                let characters = plain.letters().iter().map(Letter::character);
                prop_assert_eq!(plain.is_unchanged(), text.chars().eq(characters), "{:?}", text);
                let mut respelling = Respelling::default();
                respelling.read(&form);
                let respelt = plain.respelt();
                prop_assert_eq!(respelt.is_none(), respelling.edits.is_empty(), "{:?}", text);
                let of_plain = respelt.as_deref().unwrap_or(plain.letters());
                prop_assert_eq!(letters(of_plain), letters(respelling.of(&form)), "{:?}", text);
            }
        }
    }

    /// Whatever stands behind a letter or a kana, the short way and the rules agree.
    #[test]
    fn marks_are_composed_alike() {
        let bases =
            ('a'..='z').chain('A'..='Z').chain('\u{3041}'..='\u{30FF}').chain('\u{FF66}'..='\u{FF9D}');
        for base in bases {
            for mark in ('\u{300}'..='\u{345}').chain(['\u{3099}', '\u{309A}', '\u{FF9E}', '\u{FF9F}']) {
                let text: String = [base, mark].iter().collect();
                // A mark that is dropped leaves the long way alone.
                let slowly = form(&format!("{base}\u{34F}{mark}"));
                let same = form(&text);
                assert_eq!(letters(&same), letters(&slowly), "{text:?}");
                if let Some(plain) = plain(&text) {
                    assert_eq!(letters(plain.letters()), letters(&slowly), "{text:?}");
                }
            }
        }
    }
}
