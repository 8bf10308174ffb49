//! Which script a character belongs to, as far as matching cares.

use super::spelling::{begins_rule, begins_rule_with_han};

/// Katakana letters, the prolonged sound mark ー and the iteration marks.
/// Half-width katakana are not here: folding turns them into full-width first.
pub(crate) const fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}')
}

/// Hiragana letters and iteration marks.
pub(crate) const fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}')
}

/// Han ideographs, with 々, 〆 and 〇, which stand among them.
pub(crate) const fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{3005}'..='\u{3007}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// A letter of the scripts that Japanese is written in without spaces.
pub(crate) const fn is_kana_or_han(c: char) -> bool {
    is_han(c) || is_katakana(c) || is_hiragana(c)
}

/// A character beside which white space means nothing: Japanese letters and
/// the punctuation of Japanese (、。「」【】・ and the rest of its block).
pub(crate) const fn is_japanese(c: char) -> bool {
    is_kana_or_han(c)
        || matches!(c, '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{303F}' | '\u{30A0}' | '\u{30FB}')
}

/// A combining mark: never the first character of a word, never cut from its base.
pub(crate) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && unicode_normalization::char::is_combining_mark(c)
}

/// A character of a word in the spaced scripts (Latin, Greek, Cyrillic, digits …):
/// anything alphanumeric that is not Japanese, and the underscore.
pub(crate) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || c == '_'
    } else {
        !is_kana_or_han(c) && c.is_alphanumeric()
    }
}

/// A letter that has two cases in the Latin script.
pub(crate) fn is_latin_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && c.is_alphabetic()
}

/// A line break in any of the forms that text files have.
pub(crate) const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Classes of characters as bits, so that a glyph can keep them.
pub(crate) mod class {
    /// [`super::is_word`]
    pub(crate) const WORD: u8 = 1;
    /// [`super::is_latin_letter`]
    pub(crate) const LATIN: u8 = 2;
    /// [`super::is_katakana`]
    pub(crate) const KATAKANA: u8 = 4;
    /// [`super::is_hiragana`]
    pub(crate) const HIRAGANA: u8 = 8;
    /// [`super::is_han`]
    pub(crate) const HAN: u8 = 16;
    /// [`super::is_japanese`]
    pub(crate) const JAPANESE: u8 = 32;
    /// [`super::is_mark`]
    pub(crate) const MARK: u8 = 64;
    /// A rule of the spelling level may apply at it.
    pub(crate) const RULE: u8 = 128;

    /// [`super::is_kana_or_han`]
    pub(crate) const KANA_OR_HAN: u8 = KATAKANA | HIRAGANA | HAN;
}

/// The classes that `c` is of.
pub(crate) fn classes(c: char) -> u8 {
    if let COMMON_HAN_FIRST..=COMMON_HAN_LAST = u32::from(c) {
        return common_han_classes(u32::from(c));
    }
    let mut classes = if begins_rule(u32::from(c)) { class::RULE } else { 0 };
    for (holds, class) in [
        (is_word(c), class::WORD),
        (is_latin_letter(c), class::LATIN),
        (is_katakana(c), class::KATAKANA),
        (is_hiragana(c), class::HIRAGANA),
        (is_han(c), class::HAN),
        (is_japanese(c), class::JAPANESE),
        (is_mark(c), class::MARK),
    ] {
        classes |= if holds { class } else { 0 };
    }
    classes
}

/// The main block of Han ideographs.
pub(crate) const COMMON_HAN_FIRST: u32 = 0x4E00;
pub(crate) const COMMON_HAN_LAST: u32 = 0x9FFF;

/// The classes of a character of the main block of Han ideographs.
#[inline]
pub(crate) fn common_han_classes(code: u32) -> u8 {
    class::HAN | class::JAPANESE | if begins_rule_with_han(code) { class::RULE } else { 0 }
}
