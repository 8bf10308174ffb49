//! Short texts of simple characters, folded without glyphs: nearly all that is ever
//! looked up whole.
//!
//! Where such a text stands in the original nobody asks, so that a character's entry
//! (`page.rs`) says all: what it becomes, whether it was a capital, its classes. What
//! is not simple, and what is long, goes through `form.rs`.

use super::form::is_free_before;
use super::glyph::Glyph;
use super::page::{self, composed};
use super::script::class;
use super::spelling::{begins_latin_rule, may_apply_between};

/// Characters that a text may have here.
pub(crate) const LONGEST: usize = 64;

const WORD: u32 = (class::WORD as u32) << page::CLASS_SHIFT;
const LATIN: u32 = (class::LATIN as u32) << page::CLASS_SHIFT;
const RULE: u32 = (class::RULE as u32) << page::CLASS_SHIFT;

/// A text of simple characters, folded at the form level.
#[derive(Debug)]
pub(crate) struct Plain {
    entries: [u32; LONGEST],
    length: usize,
    is_unchanged: bool,
}

impl Plain {
    /// Folds `text`, if it is such a text. Inlined, since it is large to give back.
    #[inline(always)]
    pub(crate) fn read(text: &str) -> Option<Plain> {
        let mut plain = Plain { entries: [0; LONGEST], length: 0, is_unchanged: true };
        let mut before = 0;
        let mut changed = 0;
        let mut at = 0;
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(at) {
            let next = bytes.get(at + 1).copied();
            let (original, entry) = match next {
                None | Some(..0x80) if byte < 0x80 => {
                    at += 1;
                    (u32::from(byte), page::ascii_entry(byte))
                }
                _ => {
                    let c = text.get(at..)?.chars().next()?;
                    let start = at;
                    at += c.len_utf8();
                    match page::entry(c.into()) {
                        entry if entry & page::SLOW != 0 || is_free_before(text, at) => (c.into(), entry),
                        _ => {
                            let (entry, end) = composed(text, start, c)?;
                            at = end;
                            (0, entry)
                        }
                    }
                }
            };
            let entry = match entry & page::SLOW {
                0 => entry,
                // One space between two words.
                _ if byte == b' ' && before & WORD != 0 && begins_word(text.get(at..)?) => u32::from(' '),
                _ => return None,
            };
            *plain.entries.get_mut(plain.length)? = entry;
            plain.length += 1;
            before = entry;
            changed |= entry ^ original;
        }
        plain.is_unchanged = changed & page::CHARACTER == 0;
        Some(plain)
    }

    fn entries(&self) -> &[u32] {
        self.entries.get(..self.length).unwrap_or_default()
    }

    /// Whether folding changed nothing.
    pub(crate) fn is_unchanged(&self) -> bool {
        self.is_unchanged
    }

    /// The folded characters.
    pub(crate) fn characters(&self) -> impl DoubleEndedIterator<Item = char> + ExactSizeIterator {
        self.entries().iter().map(|&entry| page::character(entry).unwrap_or_default())
    }

    /// Whether the spelling level may read it otherwise.
    #[inline(always)]
    pub(crate) fn may_be_respelt(&self) -> bool {
        let mut rest = self.entries();
        let mut before = None;
        while let Some((&entry, after)) = rest.split_first() {
            if entry & RULE != 0 && may_apply(before, entry, after) {
                return true;
            }
            before = Some(entry);
            rest = after;
        }
        false
    }

    /// The text as glyphs, each of which stands for a byte of its own.
    pub(crate) fn glyphs(&self) -> Vec<Glyph> {
        self.entries().iter().zip(0..).map(|(&entry, at)| page::glyph(entry, at, at + 1)).collect()
    }
}

/// Whether the first character is simple and of a word.
fn begins_word(text: &str) -> bool {
    text.chars().next().is_some_and(|c| page::entry(c.into()) & (page::SLOW | WORD) == WORD)
}

/// Whether a rule may apply at `entry`, which one begins with.
fn may_apply(before: Option<u32>, entry: u32, after: &[u32]) -> bool {
    let character = |at: usize| after.get(at).map_or(0, |entry| entry & page::CHARACTER);
    if entry & LATIN != 0 {
        return begins_latin_rule(entry & page::CHARACTER, character(0), character(1));
    }
    let glyph = |entry: u32| page::glyph(entry, 0, 0);
    let next = after.first().copied().map(glyph);
    may_apply_between(before.map(glyph).as_ref(), &glyph(entry), next.as_ref())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fold::{Level, Respelling, Scratch, flag, fold_into};

    fn form(text: &str) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        fold_into(text, Level::Form, &mut Scratch::default(), &mut glyphs);
        glyphs
    }

    fn letters(glyphs: &[Glyph]) -> Vec<(char, bool)> {
        glyphs.iter().map(|glyph| (glyph.character, glyph.has(flag::UPPER))).collect()
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
            if let Some(plain) = Plain::read(&text) {
                let form = form(&text);
                prop_assert_eq!(letters(&plain.glyphs()), letters(&form), "{:?}", text);
                prop_assert_eq!(plain.is_unchanged(), text.chars().eq(plain.characters()), "{:?}", text);
                let mut respelling = Respelling::default();
                respelling.read(&form);
                prop_assert!(respelling.edits.is_empty() || plain.may_be_respelt(), "{:?}", text);
                let of_form = letters(respelling.of(&form));
                let glyphs = plain.glyphs();
                respelling.read(&glyphs);
                prop_assert_eq!(letters(respelling.of(&glyphs)), of_form, "{:?}", text);
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
                if let Some(plain) = Plain::read(&text) {
                    assert_eq!(letters(&plain.glyphs()), letters(&slowly), "{text:?}");
                }
            }
        }
    }
}
