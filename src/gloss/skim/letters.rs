//! Runs of kana and kanji: two characters, or three, show that no key begins.

use super::seam;
use super::{Core, HYPHEN, Skim};
use crate::beginnings::Beginnings;
use crate::fold::Peek;
use crate::fold::outlook::{self, LONG_VOWEL};
use crate::fold::script::class;

impl Skim<'_> {
    /// Reads a run of kana and kanji.
    #[inline]
    pub(super) fn letters(&mut self) -> Option<Core> {
        let start = self.at;
        let (characters, _) = self.bytes.get(start..).unwrap_or_default().as_chunks::<3>();
        let mut number = 0;
        let (letter, at) = loop {
            let rest = characters.get(number..).unwrap_or_default();
            let behind = number.checked_sub(1).and_then(|behind| characters.get(behind));
            number += pass_letters(rest, behind.map_or(0, |&bytes| number_of(bytes)), self.beginnings);
            let Some(letter) = characters.get(number).and_then(|&bytes| letter_of(bytes)) else {
                return self.other();
            };
            let at = start + 3 * number;
            let Some(next) = characters.get(number + 1).and_then(|&bytes| letter_of(bytes)) else {
                break (letter, at);
            };
            self.at = at + 3;
            if letter == LONG_VOWEL || !outlook::is_plain(letter) && outlook::begins_row(letter, next) {
                let found = self.respelt(at, Peek::at(self.bytes, at));
                if found.is_some() {
                    return found;
                }
            }
            if self.beginnings.has_two(letter, next)
                && let Some(end) = self.letters_begin(at, letter, next)
            {
                return Some(Core { start: at, end });
            }
            number += 1;
        };
        self.at = at + 3;
        let (here, next) = (Peek::at(self.bytes, at), Peek::at(self.bytes, at + 3));
        let stays = letter != LONG_VOWEL
            && next.is_simple()
            && next.length > 0
            && next.character() != HYPHEN
            && !outlook::begins_row(letter, next.character());
        let respelt = if stays { None } else { self.respelt(at, here) };
        respelt.or_else(|| self.place(at, here))
    }

    /// What must be read where a key may begin with the two letters at byte `at`.
    pub(super) fn letters_begin(&self, at: usize, first: u32, second: u32) -> Option<usize> {
        if is_katakana(first) && self.is_inside_katakana(at) {
            return None;
        }
        // A third one, unless something may change it.
        if let Some(third) = letter_at(self.bytes, at + 6)
            && outlook::is_plain(third)
            && self.is_free(at + 9)
            && !self.beginnings.has_three(first, second, third)
            && !self.beginnings.has_three(first, second, 0)
        {
            return None;
        }
        self.walk(at)
    }

    /// Whether nothing attaches to the character before byte `at`.
    pub(super) fn is_free(&self, at: usize) -> bool {
        let next = Peek::at(self.bytes, at);
        next.is_simple() || next.length == 1
    }

    /// The stretch that a rule of the spelling level may change, which begins at byte `at`.
    pub(super) fn respelt(&self, at: usize, here: Peek) -> Option<Core> {
        if !here.is(class::RULE) {
            return None;
        }
        let may = if here.character() == LONG_VOWEL {
            self.drops(at, here)
        } else {
            outlook::variant_may_begin(self.bytes, at)
        };
        may.then(|| seam::stretch(self.bytes, at, self.floor))
    }

    /// Whether a long vowel may fall away where that changes what begins: behind the
    /// first letter of a katakana word, or before the rest of a rule's row.
    pub(super) fn drops(&self, at: usize, here: Peek) -> bool {
        let next = Peek::at(self.bytes, at + here.length);
        if next.is_simple() && next.length > 0 && next.is(class::KATAKANA) {
            return outlook::variant_may_begin(self.bytes, at);
        }
        let before = Peek::before(self.bytes, at);
        if !before.is_simple() {
            return true;
        }
        before.is(class::KATAKANA)
            && (outlook::joins_katakana(next) || !self.is_inside_katakana(at - before.length))
    }

    /// Whether the katakana at byte `at` has another one right before it.
    pub(super) fn is_inside_katakana(&self, at: usize) -> bool {
        let before = Peek::before(self.bytes, at);
        before.length > 0 && before.is_simple() && before.is(class::KATAKANA)
    }
}

/// How many letters a text begins with, behind the one `behind`, that have another one
/// after them, with which no key and no rule begins; long vowels are looked at elsewhere.
/// By itself, so that all it needs stays in registers.
#[inline(never)]
pub(super) fn pass_letters(characters: &[[u8; 3]], behind: u32, beginnings: Beginnings<'_>) -> usize {
    let is_letter = |bytes: [u8; 3]| is_wide(bytes) && outlook::is_short_letter(number_of(bytes));
    let Some((&first, more)) = characters.split_first().filter(|&(&first, _)| is_letter(first)) else {
        return 0;
    };
    let (mut letter, mut before, mut previous) = (number_of(first), behind, 0);
    let begins = |&bytes: &[u8; 3]| {
        (previous, before, letter) = (before, letter, number_of(bytes));
        !is_letter(bytes)
            // Inside a katakana word nothing begins.
            || beginnings.has_two(before, letter) && !(is_katakana(before) && is_katakana(previous))
            || !outlook::is_plain(before) && outlook::begins_row(before, letter)
    };
    more.iter().position(begins).unwrap_or(more.len())
}

/// The letter at byte `at` (see [`outlook::is_letter`]).
#[inline(always)]
pub(super) fn letter_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().and_then(|&bytes| letter_of(bytes))
}

/// The same of three bytes.
#[inline(always)]
pub(super) fn letter_of(bytes: [u8; 3]) -> Option<u32> {
    let letter = number_of(bytes);
    (is_wide(bytes) && outlook::is_letter(letter)).then_some(letter)
}

/// Whether bytes of UTF-8 begin with a character of three.
#[inline(always)]
pub(super) fn is_wide([first, ..]: [u8; 3]) -> bool {
    first & 0xF0 == 0xE0
}

/// The number of a character of three bytes.
#[inline(always)]
pub(super) fn number_of([a, b, c]: [u8; 3]) -> u32 {
    u32::from(a & 0xF) << 12 | u32::from(b & 0x3F) << 6 | u32::from(c & 0x3F)
}

pub(super) fn is_katakana(letter: u32) -> bool {
    matches!(letter, 0x30A1..=0x30FF)
}
