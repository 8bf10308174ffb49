//! Words of ASCII letters: eight bytes of a text are looked at together.

use super::letters::letter_at;
use super::{Core, HYPHEN, Skim};
use crate::beginnings::RUN;
use crate::fold::Peek;
use crate::fold::gap::gap_length;
use crate::fold::outlook;
use crate::fold::script::class;

/// What stands behind the ASCII letters of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordEnd {
    /// The word ends.
    Here,
    /// The same, or something is inserted, and the word goes on behind it.
    Bracket,
    /// Another letter of the word.
    Letter,
    /// Only folding tells: a hyphen at the end of a line, or what may vanish or attach.
    Open,
}

impl Skim<'_> {
    /// Reads words that begin with ASCII letters, with single spaces between.
    #[inline]
    pub(super) fn words(&mut self) -> Option<Core> {
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
    pub(super) fn run_begins(&self, start: usize, end: usize, run: u64) -> bool {
        if end >= start + RUN {
            return true;
        }
        let behind = |at: usize| self.bytes.get(at).copied().unwrap_or(b'.');
        let word = self.bytes.get(start..end).unwrap_or_default();
        let is_last = || self.beginnings.has_last(run, word.iter().any(u8::is_ascii_uppercase));
        match behind(end) {
            b' ' => {
                let words = self.words_at(start);
                words.is_none_or(|words| self.words_begin(words)) || is_last()
            }
            // A hyphen or a gap may be read as the space between words, and a bracket be
            // inserted.
            b'-' | b'(' | b'[' => true,
            byte if byte.is_ascii_graphic() => is_last(),
            // So may a bracket of another width.
            _ => letter_at(self.bytes, end).is_none() || is_last(),
        }
    }

    /// Whether a key may begin with these words, or be all of the first of them, but the
    /// first alone.
    fn words_begin(&self, words: u64) -> bool {
        let mut spaces = 0;
        let mut is_key = |(at, byte): (usize, u8)| {
            spaces += usize::from(byte == b' ');
            byte == b' ' && spaces > 1 && self.beginnings.has_words(words & first_bytes(at))
        };
        self.beginnings.has_words(words) || words.to_le_bytes().into_iter().enumerate().any(&mut is_key)
    }

    /// The words from byte `start` on as [`Beginnings::has_words`] wants them. None where
    /// folding may change them, or the text ends soon.
    #[inline]
    pub(super) fn words_at(&self, start: usize) -> Option<u64> {
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
    pub(super) fn word_behind(&self, end: usize) -> WordEnd {
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

    /// Whether what stands at byte `at` goes on with a word of a spaced script.
    #[inline]
    pub(super) fn follows_word(&self, at: usize) -> bool {
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
    pub(super) fn word_end(&self, at: usize) -> usize {
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
}

/// Whether an ASCII character is one of a word.
#[inline]
pub(super) fn is_word(byte: u8) -> bool {
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
pub(super) fn letter_bits(raw: u64) -> u64 {
    let small = (raw | every(0x20)) & !HIGH;
    // It is a or more, and it is not more than z.
    let from_a = small + every(0x80 - b'a');
    let behind_z = small + every(0x80 - b'z' - 1);
    from_a & !behind_z & !raw & HIGH
}

/// The letters of a to z from byte `at` on, as small ones, and how many they are: no more
/// than [`RUN`] of each.
#[inline]
pub(super) fn letters_at(bytes: &[u8], at: usize) -> (u64, usize) {
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
pub(super) fn is_stop(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'-' | b'(' | b'[')
}
