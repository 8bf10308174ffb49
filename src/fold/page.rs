//! What the form level makes of a simple character, at one look.
//!
//! A character is *simple* when it becomes exactly one character, whatever stands
//! beside it: letters, kana, kanji, punctuation, and their full-width forms. Nearly
//! all of any text is simple, and `pages.rs` holds the answers for the blocks that
//! such text comes from; everything else goes through the rules and NFKC. A test
//! makes the pages anew from those rules and compares.

use unicode_normalization::char::compose;

use super::form::is_free_before;
use super::glyph::{Glyph, flag};
use super::pages::{ENTRIES, PAGES};
use super::script::{COMMON_HAN_FIRST, COMMON_HAN_LAST, class, common_han_classes};

/// Bits of an entry: the folded character, then these.
pub(super) const UPPER: u32 = 1 << 21;
/// The character is not simple.
pub(super) const SLOW: u32 = 1 << 22;
/// The classes of the folded character stand from this bit on.
pub(super) const CLASS_SHIFT: u32 = 24;

/// The folded character.
pub(super) const CHARACTER: u32 = (1 << 21) - 1;

/// The entry of a character of the first plane; [`SLOW`] where nothing is known of it.
#[inline(always)]
pub(super) fn entry(code: u32) -> u32 {
    if let COMMON_HAN_FIRST..=COMMON_HAN_LAST = code {
        return code | u32::from(common_han_classes(code)) << CLASS_SHIFT;
    }
    let page = PAGES.get(code as usize >> 8).copied().unwrap_or(0);
    ENTRIES.get(usize::from(page)).and_then(|page| page.get(code as usize & 0xFF)).copied().unwrap_or(SLOW)
}

/// The entry of an ASCII character.
#[inline]
pub(super) fn ascii_entry(byte: u8) -> u32 {
    // The first page that is known is that of the first block (see the tests).
    ENTRIES.get(1).and_then(|page| page.get(usize::from(byte))).copied().unwrap_or(SLOW)
}

/// What an ASCII character is to a run of simple ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A simple character of a word.
    Word,
    /// Another simple character.
    Other,
    /// A space: one between two words is simple.
    Space,
    /// It is not simple.
    Slow,
}

/// What `byte` is.
#[inline(always)]
pub(super) fn ascii_kind(byte: u8) -> Kind {
    ASCII_KINDS.get(usize::from(byte)).copied().unwrap_or(Kind::Slow)
}

/// The glyph of a simple ASCII character, or of a space between two words, of no place.
#[inline(always)]
pub(super) fn ascii_glyph(byte: u8) -> Glyph {
    ASCII_GLYPHS.get(usize::from(byte)).copied().unwrap_or(Glyph::of_class(' ', 0, 0, 0))
}

/// The kind of each byte.
static ASCII_KINDS: [Kind; 256] = ascii_kinds();

/// The glyph of each byte, so that one read has all of it.
static ASCII_GLYPHS: [Glyph; 256] = ascii_glyphs();

#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn ascii_kinds() -> [Kind; 256] {
    let mut kinds = [Kind::Slow; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let entry = ENTRIES[1][byte];
        if byte == b' ' as usize {
            kinds[byte] = Kind::Space;
        } else if entry & SLOW == 0 {
            let is_word = entry >> CLASS_SHIFT & class::WORD as u32 != 0;
            kinds[byte] = if is_word { Kind::Word } else { Kind::Other };
        }
        byte += 1;
    }
    kinds
}

#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn ascii_glyphs() -> [Glyph; 256] {
    let mut glyphs = [Glyph::of_class(' ', 0, 0, 0).with(flag::WORD_END); 256];
    let mut byte = 0;
    while byte < 0x80 {
        if byte != b' ' as usize {
            glyphs[byte] = glyph(ENTRIES[1][byte]);
        }
        byte += 1;
    }
    glyphs
}

/// The folded character of an entry, if it is of a simple one.
#[inline]
pub(super) fn character(entry: u32) -> Option<char> {
    if entry & SLOW == 0 { char::from_u32(entry & CHARACTER) } else { None }
}

/// The glyph that a simple character's entry describes, of no place.
#[inline]
pub(super) const fn glyph(entry: u32) -> Glyph {
    let character = match char::from_u32(entry & CHARACTER) {
        Some(character) => character,
        None => char::REPLACEMENT_CHARACTER,
    };
    let upper = if entry & UPPER != 0 { flag::UPPER } else { 0 };
    let [.., classes] = entry.to_le_bytes();
    Glyph::of_class(character, classes, 0, 0).with(upper)
}

/// The entry of what `base`, at byte `start`, and one mark after it make together,
/// where that is a simple character, and the byte at which the mark ends: texts whose
/// marks stand apart, and half-width katakana.
#[inline]
pub(super) fn composed(text: &str, start: usize, base: char) -> Option<(u32, usize)> {
    let end = start + base.len_utf8();
    let mark = text.get(end..)?.chars().next()?;
    let entry = composition(base, mark)?;
    let end = end + mark.len_utf8();
    is_free_before(text, end).then_some((entry, end))
}

/// The entry of what a character and a mark make together, if it is a simple one.
#[inline]
pub(super) fn composition(base: char, mark: char) -> Option<u32> {
    // A letter that is composed already makes nothing with these marks.
    let (letter, sign) = match (base, mark) {
        ('a'..='z' | 'A'..='Z', '\u{300}'..='\u{33F}') => (base, mark),
        ('\u{3041}'..='\u{30FF}', '\u{3099}' | '\u{309A}') => (base, mark),
        ('\u{FF66}'..='\u{FF9D}', '\u{FF9E}') => (character(entry(base.into()))?, '\u{3099}'),
        ('\u{FF66}'..='\u{FF9D}', '\u{FF9F}') => (character(entry(base.into()))?, '\u{309A}'),
        _ => return None,
    };
    Some(entry(compose(letter, sign)?.into())).filter(|composed| composed & SLOW == 0)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::super::script::classes;
    use super::*;
    use crate::fold::form::fold_slowly;

    /// Blocks of 256 that simple characters of real texts come from.
    const BLOCKS: [u32; 15] =
        [0x00, 0x01, 0x02, 0x03, 0x04, 0x20, 0x21, 0x22, 0x23, 0x25, 0x26, 0x30, 0x33, 0xFE, 0xFF];

    /// The entry by the rules.
    fn slowly(code: u32) -> u32 {
        let Some(c) = char::from_u32(code) else { return SLOW };
        let Some((folded, upper)) = fold_slowly(c) else { return SLOW };
        folded as u32 | if upper { UPPER } else { 0 } | u32::from(classes(folded)) << CLASS_SHIFT
    }

    fn generated() -> String {
        let mut pages = vec![0_u8; 256];
        let mut body = String::new();
        let mut known = vec![vec![SLOW; 256]];
        for block in BLOCKS {
            let page: Vec<u32> = (0..256).map(|low| slowly(block << 8 | low)).collect();
            if page.iter().all(|&entry| entry == SLOW) {
                continue;
            }
            pages[block as usize] = u8::try_from(known.len()).unwrap();
            known.push(page);
        }
        writeln!(body, "//! What becomes of simple characters; see `page.rs`.\n//!").unwrap();
        writeln!(body, "//! Generated by `YAKUGO_BLESS=1 cargo test --lib fold::page`.\n").unwrap();
        writeln!(body, "/// The page of `ENTRIES` that holds a block of 256 characters; 0 knows none.")
            .unwrap();
        writeln!(body, "#[rustfmt::skip]\npub(super) static PAGES: [u8; 256] = [").unwrap();
        for row in pages.chunks(32) {
            let row: Vec<String> = row.iter().map(u8::to_string).collect();
            writeln!(body, "    {},", row.join(", ")).unwrap();
        }
        writeln!(body, "];\n\n/// Folded character, capital, slowness, classes.").unwrap();
        writeln!(body, "#[rustfmt::skip]\npub(super) static ENTRIES: [[u32; 256]; {}] = [", known.len())
            .unwrap();
        for page in &known {
            writeln!(body, "    [").unwrap();
            for row in page.chunks(12) {
                let row: Vec<String> = row.iter().map(|entry| format!("{entry:#x}")).collect();
                writeln!(body, "        {},", row.join(", ")).unwrap();
            }
            writeln!(body, "    ],").unwrap();
        }
        writeln!(body, "];").unwrap();
        body
    }

    #[test]
    fn the_pages_are_what_the_rules_say() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/fold/pages.rs");
        let generated = generated();
        if std::env::var_os("YAKUGO_BLESS").is_some() {
            std::fs::write(path, &generated).unwrap();
        }
        assert!(std::fs::read_to_string(path).unwrap() == generated, "src/fold/pages.rs is not up to date");
    }

    /// Every entry that is not slow is right, also of characters without a page.
    #[test]
    fn every_simple_character_is_folded_alike() {
        for c in char::MIN..=char::MAX {
            let entry = entry(u32::from(c));
            assert!(entry & SLOW != 0 || entry == slowly(c as u32), "{c:?}");
            if let Ok(byte) = u8::try_from(c) {
                assert_eq!(ascii_entry(byte), entry, "{c:?}");
            }
        }
    }
}
