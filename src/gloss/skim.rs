//! Skimming: where in a raw text terms may begin, so that only what is near is folded.
//!
//! Nearly all of most texts begins no term, and shows it before it is folded: in a run of
//! kana and kanji by two characters or three, in an English word by its letters. What is
//! left is walked through the automaton, character by character, as long as each is simple
//! (it becomes one character, whatever stands beside it). Where a key ends, or where
//! the walk meets what only folding can read (a gap, a mark, a hyphen, a bracket, a rule of
//! the spelling level), the place belongs to a *core*: a stretch to be folded and
//! scanned by all rules. Everywhere else no term begins, at any level: this is all that a
//! skim says, and its answer may be a core too many, never one too few. A property test
//! glosses with and without it.

mod seam;
#[cfg(test)]
mod tests;
mod walk;

use super::insertion;
use crate::automaton::Automaton;
use crate::beginnings::{Beginnings, RUN};
use crate::fold::Peek;
use crate::fold::outlook::{self, LONG_VOWEL};
use crate::fold::script::class;
use crate::format::Tables;
use seam::{gap_end, gap_length};
pub(super) use seam::{seam_after, seam_before};

/// A stretch that must be read, in bytes: no term begins outside of such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Core {
    pub(super) start: usize,
    pub(super) end: usize,
}

const HYPHEN: u32 = '-' as u32;

/// The first byte of a middle dot, and of no white space but one.
const DOT: u8 = 0xE3;

/// What stands behind the ASCII letters of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordEnd {
    /// The word ends.
    Here,
    /// The same, or something is inserted, and the word goes on behind it.
    Bracket,
    /// Another letter of the word.
    Letter,
    /// Only folding tells: a hyphen at the end of a line, or what may vanish or attach.
    Open,
}

/// A text that is being skimmed.
#[derive(Debug)]
pub(super) struct Skim<'a> {
    bytes: &'a [u8],
    tables: Tables<'a>,
    keys: Automaton<'a>,
    beginnings: Beginnings<'a>,
    /// Whether the words of cues count as terms.
    with_cues: bool,
    /// Whether a key begins with a middle dot.
    dots_begin: bool,
    /// The byte before which everything was looked at.
    at: usize,
    /// Where the last core ends.
    floor: usize,
}

impl<'a> Skim<'a> {
    pub(super) fn new(tables: Tables<'a>, text: &'a str, with_cues: bool) -> Skim<'a> {
        let keys = tables.automaton();
        let bytes = text.as_bytes();
        let dots_begin = keys.step(keys.root(), keys.code('・')).is_some();
        Skim { bytes, tables, keys, beginnings: keys.beginnings(), with_cues, dots_begin, at: 0, floor: 0 }
    }

    /// The next core of those that begin before byte `limit`; they ascend, and may touch or
    /// overlap. Linear in what is passed over.
    pub(super) fn next(&mut self, limit: usize) -> Option<Core> {
        while self.at < limit {
            let found = match self.bytes.get(self.at)? {
                b'a'..=b'z' | b'A'..=b'Z' => self.words(),
                0xE3..=0xE9 => self.letters(),
                _ => self.other(),
            };
            if let Some(core) = found {
                let end = seam::word_end(self.bytes, core.end).max(self.at);
                self.at = end;
                self.floor = end;
                return Some(Core { start: core.start, end });
            }
        }
        None
    }

    /// Passes over what stands before byte `to`, which belongs to a core. Gives where that
    /// must end, which may be behind it.
    pub(super) fn skip(&mut self, to: usize) -> usize {
        if to > self.at {
            self.at = seam::word_end(self.bytes, to);
            self.floor = self.at;
        }
        self.at
    }

    /// Reads words that begin with ASCII letters, with single spaces between.
    #[inline]
    fn words(&mut self) -> Option<Core> {
        if self.follows_word(self.at) {
            self.at = self.word_end(self.at);
            return None;
        }
        loop {
            let start = self.at;
            let (run, mut length) = letters_at(self.bytes, start);
            if length == RUN {
                let more = self.bytes.get(start + RUN..).unwrap_or_default();
                length += more.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            }
            let end = start + length;
            let next = self.bytes.get(end).copied();
            if next == Some(b' ') {
                self.at = end + 1;
            } else {
                self.at = self.word_end(end);
            }
            // What is longer than a run is looked at letter by letter.
            if (outlook::run_may_be_respelt(run) || length > RUN)
                && outlook::word_is_respelt(self.bytes.get(start..end).unwrap_or_default())
            {
                return Some(Core { start, end });
            }
            let is_open = next != Some(b' ') && self.word_behind(end) != WordEnd::Here;
            let begins = || self.beginnings.has_run(run) && self.run_begins(start, end, run);
            if (is_open || begins())
                && let Some(end) = self.walk(start)
            {
                return Some(Core { start, end });
            }
            if next != Some(b' ') || !self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
                return None;
            }
        }
    }

    /// Whether a key may begin with a run that some key has, given what stands behind it.
    fn run_begins(&self, start: usize, end: usize, run: u64) -> bool {
        if end >= start + RUN {
            return true;
        }
        let behind = |at: usize| self.bytes.get(at).copied().unwrap_or(b'.');
        let word = self.bytes.get(start..end).unwrap_or_default();
        let is_last = || self.beginnings.has_last(run, word.iter().any(u8::is_ascii_uppercase));
        match behind(end) {
            b' ' => {
                let words = self.words_at(start);
                words.is_none_or(|words| self.beginnings.has_words(words)) || is_last()
            }
            // A hyphen or a gap may be read as the space between words, and a bracket be
            // inserted.
            b'-' | b'(' | b'[' => true,
            byte if byte.is_ascii_graphic() => is_last(),
            // So may a bracket of another width.
            _ => letter_at(self.bytes, end).is_none() || is_last(),
        }
    }

    /// The words from byte `start` on as [`Beginnings::has_words`] wants them. None where
    /// folding may change them, or the text ends soon.
    #[inline]
    fn words_at(&self, start: usize) -> Option<u64> {
        let rest = self.bytes.get(start..)?;
        let raw = u64::from_le_bytes(*rest.first_chunk()?);
        let ninth = *rest.get(RUN)?;
        let letters = letter_bits(raw);
        let others = raw ^ every(b' ');
        let spaces = !(((others & !HIGH) + !HIGH) | others) & HIGH;
        let before_letters = letters >> 8 | u64::from(ninth.is_ascii_alphabetic()) << 63;
        let end = (!(letters | spaces & before_letters) & HIGH).trailing_zeros() as usize / 8;
        let words = (raw | every(0x20)) & first_bytes(end);
        if outlook::run_may_be_respelt(words) {
            return None;
        }
        if end == RUN {
            // Of a word that goes on, every letter may matter.
            let last = rest.get(..RUN)?.iter().rposition(|&byte| byte == b' ').map_or(0, |space| space + 1);
            let more = rest.get(last..)?.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let stop = rest.get(last + more).copied().unwrap_or(0);
            let is_respelt = outlook::word_is_respelt(rest.get(last..last + more)?);
            return (!is_respelt && (stop == b' ' || is_stop(stop))).then_some(words);
        }
        // What may be read as a space, or be inserted, leaves it open.
        let stop = match rest.get(end)? {
            b' ' => rest.get(end + 1)?,
            stop => stop,
        };
        is_stop(*stop).then_some(words)
    }

    /// How a word goes on whose letters, of ASCII, end before byte `end`.
    #[inline]
    fn word_behind(&self, end: usize) -> WordEnd {
        match self.bytes.get(end) {
            None => WordEnd::Here,
            // A line may break behind the hyphen.
            Some(b'-') if !self.bytes.get(end + 1).is_none_or(u8::is_ascii_graphic) => WordEnd::Open,
            Some(b'(' | b'[') => WordEnd::Bracket,
            Some(byte) if byte.is_ascii_graphic() => WordEnd::Here,
            Some(_) => {
                let next = Peek::at(self.bytes, end);
                if gap_length(self.bytes, end).is_some() {
                    WordEnd::Here
                } else if !next.is_simple() || next.character() == HYPHEN {
                    WordEnd::Open
                } else if next.is(class::LATIN) {
                    WordEnd::Letter
                } else if matches!(char::from_u32(next.character()), Some('(' | '[' | '〔')) {
                    WordEnd::Bracket
                } else {
                    WordEnd::Here
                }
            }
        }
    }

    /// Reads a run of kana and kanji.
    #[inline]
    fn letters(&mut self) -> Option<Core> {
        let start = self.at;
        let (characters, _) = self.bytes.get(start..).unwrap_or_default().as_chunks::<3>();
        let mut number = 0;
        let (letter, at) = loop {
            let rest = characters.get(number..).unwrap_or_default();
            number += pass_letters(rest, self.beginnings);
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
    fn letters_begin(&self, at: usize, first: u32, second: u32) -> Option<usize> {
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
    fn is_free(&self, at: usize) -> bool {
        let next = Peek::at(self.bytes, at);
        next.is_simple() || next.length == 1
    }

    /// The stretch that a rule of the spelling level may change, which begins at byte `at`.
    fn respelt(&self, at: usize, here: Peek) -> Option<Core> {
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
    fn drops(&self, at: usize, here: Peek) -> bool {
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

    /// Reads one character of any other sort.
    fn other(&mut self) -> Option<Core> {
        let at = self.at;
        let here = Peek::at(self.bytes, at);
        self.at = (at + here.length.max(1)).min(self.bytes.len());
        if !here.is_simple() {
            if gap_length(self.bytes, at).is_some() {
                let is_dot = self.dots_begin && self.bytes.get(at) == Some(&DOT);
                return is_dot.then_some(Core { start: at, end: self.at });
            }
            // It may attach to what stands before it, and a key may begin one before that.
            let mut start = at;
            for _ in 0..2 {
                while let Some(before) = gap_before(self.bytes, start) {
                    start = before;
                }
                start -= Peek::before(self.bytes, start).length;
            }
            return Some(Core { start, end: self.at });
        }
        let code = char::from_u32(here.character()).map_or(0, |character| self.keys.code(character));
        if code == 0 && !here.is(class::WORD | class::RULE) {
            return None;
        }
        if here.is(class::WORD) {
            if self.follows_word(at) {
                self.at = self.word_end(at);
                return None;
            }
            // A letter beside those of ASCII is one of their word to the spelling level.
            if here.is(class::LATIN) {
                let found = self.walk(at).map(|end| Core { start: at, end });
                self.at = self.word_end(at);
                return found;
            }
        }
        if here.character() == HYPHEN {
            let (before, next) = (Peek::before(self.bytes, at), Peek::at(self.bytes, self.at));
            // It may become a long vowel, and that a part of a row.
            if !before.is_simple()
                || before.is(class::KATAKANA) && !(next.is_simple() && next.is(class::WORD))
            {
                return Some(seam::stretch(self.bytes, at, self.floor));
            }
        }
        self.respelt(at, here).or_else(|| self.place(at, here))
    }

    /// What must be read where the next character is anything.
    fn place(&self, at: usize, here: Peek) -> Option<Core> {
        if here.is(class::KATAKANA) && self.is_inside_katakana(at) {
            return None;
        }
        let next_at = at + here.length;
        let next = Peek::at(self.bytes, next_at);
        let has = |second: u32| self.beginnings.has_two(here.character(), second);
        let begins = if next.is_simple() && next.length > 0 && next.character() != HYPHEN {
            let goes_on = here.is(class::WORD) && next.is(class::LATIN)
                || here.is(class::KANA_OR_HAN) && next.is(class::KANA_OR_HAN);
            has(next.character())
                || !goes_on && has(0)
                || insertion::may_stand_at(self.bytes, here, next, next_at, false)
        } else {
            self.gap_begins(here, next, next_at, has)
        };
        let end = if begins { self.walk(at) } else { None };
        end.map(|end| Core { start: at, end })
    }

    /// Whether a key may begin with the character `here`, where behind it stands `next` at
    /// byte `at`: a gap, a hyphen, or the end of the text.
    fn gap_begins(&self, here: Peek, next: Peek, at: usize, has: impl Fn(u32) -> bool) -> bool {
        if has(0) || next.length == 0 {
            return has(0);
        }
        let is_hyphen = next.is_simple();
        if !is_hyphen && gap_length(self.bytes, at).is_none() {
            // It may attach: the core of that character holds this place.
            return false;
        }
        let behind_at = if is_hyphen { at + next.length } else { gap_end(self.bytes, at) };
        let behind = Peek::at(self.bytes, behind_at);
        let separators = [HYPHEN, LONG_VOWEL, ' '.into(), '・'.into()];
        separators.into_iter().any(&has)
            || behind.length > 0
                && (!behind.is_simple()
                    || behind.character() == HYPHEN
                    || has(behind.character())
                    || insertion::may_stand_at(self.bytes, here, behind, behind_at, true))
    }

    /// Whether what stands at byte `at` goes on with a word of a spaced script.
    #[inline]
    fn follows_word(&self, at: usize) -> bool {
        match at.checked_sub(1).and_then(|before| self.bytes.get(before)) {
            None => false,
            Some(&before @ ..0x80) => is_word(before),
            Some(_) => {
                let before = Peek::before(self.bytes, at);
                before.is_simple() && before.is(class::WORD)
            }
        }
    }

    /// Where the simple characters of a word end that go on at byte `at`.
    #[inline]
    fn word_end(&self, at: usize) -> usize {
        let mut at = at;
        loop {
            match self.bytes.get(at) {
                Some(&byte @ ..0x80) if is_word(byte) => at += 1,
                Some(0x80..) => {
                    let next = Peek::at(self.bytes, at);
                    if !next.is_simple() || !next.is(class::WORD) {
                        return at;
                    }
                    at += next.length;
                }
                _ => return at,
            }
        }
    }

    /// Whether the katakana at byte `at` has another one right before it.
    fn is_inside_katakana(&self, at: usize) -> bool {
        let before = Peek::before(self.bytes, at);
        before.length > 0 && before.is_simple() && before.is(class::KATAKANA)
    }
}

/// Whether an ASCII character is one of a word.
#[inline]
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The highest bit of each of eight bytes.
const HIGH: u64 = every(0x80);

/// Eight times a byte.
const fn every(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// All bits of the first bytes of eight.
#[inline(always)]
const fn first_bytes(count: usize) -> u64 {
    if count >= 8 { u64::MAX } else { (1 << (8 * count)) - 1 }
}

/// The highest bit of each of eight bytes that is a letter of ASCII.
#[inline(always)]
fn letter_bits(raw: u64) -> u64 {
    let small = (raw | every(0x20)) & !HIGH;
    // It is a or more, and it is not more than z.
    let from_a = small + every(0x80 - b'a');
    let behind_z = small + every(0x80 - b'z' - 1);
    from_a & !behind_z & !raw & HIGH
}

/// The letters of a to z from byte `at` on, as small ones, and how many they are: no more
/// than [`RUN`] of each.
#[inline]
fn letters_at(bytes: &[u8], at: usize) -> (u64, usize) {
    let rest = bytes.get(at..).unwrap_or_default();
    let raw = match rest.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => rest.iter().rev().fold(0, |raw, &byte| raw << 8 | u64::from(byte)),
    };
    let length = (!letter_bits(raw) & HIGH).trailing_zeros() as usize / 8;
    ((raw | every(0x20)) & first_bytes(length), length)
}

/// Whether words of single spaces surely end before this byte: it is visible, and neither
/// a hyphen, which may be read as a space, nor a bracket, which may be inserted.
#[inline]
fn is_stop(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'-' | b'(' | b'[')
}

/// How many letters a text begins with that have another one behind them, with which no
/// key and no rule begins; long vowels are looked at elsewhere. By itself, so that all it
/// needs stays in registers.
#[inline(never)]
fn pass_letters(characters: &[[u8; 3]], beginnings: Beginnings<'_>) -> usize {
    let is_letter = |bytes: [u8; 3]| is_wide(bytes) && outlook::is_short_letter(number_of(bytes));
    let Some((&first, more)) = characters.split_first().filter(|&(&first, _)| is_letter(first)) else {
        return 0;
    };
    let mut letter = number_of(first);
    let begins = |&bytes: &[u8; 3]| {
        let before = core::mem::replace(&mut letter, number_of(bytes));
        !is_letter(bytes)
            || beginnings.has_two(before, letter)
            || !outlook::is_plain(before) && outlook::begins_row(before, letter)
    };
    more.iter().position(begins).unwrap_or(more.len())
}

/// The letter at byte `at` (see [`outlook::is_letter`]).
#[inline(always)]
fn letter_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().and_then(|&bytes| letter_of(bytes))
}

/// The same of three bytes.
#[inline(always)]
fn letter_of(bytes: [u8; 3]) -> Option<u32> {
    let letter = number_of(bytes);
    (is_wide(bytes) && outlook::is_letter(letter)).then_some(letter)
}

/// Whether bytes of UTF-8 begin with a character of three.
#[inline(always)]
fn is_wide([first, ..]: [u8; 3]) -> bool {
    first & 0xF0 == 0xE0
}

/// The number of a character of three bytes.
#[inline(always)]
fn number_of([a, b, c]: [u8; 3]) -> u32 {
    u32::from(a & 0xF) << 12 | u32::from(b & 0x3F) << 6 | u32::from(c & 0x3F)
}

fn is_katakana(letter: u32) -> bool {
    matches!(letter, 0x30A1..=0x30FF)
}

/// Where the gap character that ends before byte `end` begins.
fn gap_before(bytes: &[u8], end: usize) -> Option<usize> {
    let start = end - Peek::before(bytes, end).length;
    (start < end && gap_length(bytes, start).is_some()).then_some(start)
}
