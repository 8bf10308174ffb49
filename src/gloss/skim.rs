//! Skimming: where in a raw text terms may begin, so that only what is near is folded.
//!
//! Nearly all of most texts begins no term, and shows it before it is folded: in a run of
//! kana and kanji by two characters or three, in an English word by its letters. What is
//! left is walked through the automaton, character by character, as long as each is simple
//! (it becomes one character, whatever stands beside it). Where a key ends, or where
//! the walk meets what only folding can read (a gap, a mark, a hyphen, a bracket, a rule of
//! the spelling level) and a key may go on behind that, the place belongs to a *core*: a
//! stretch to be folded and scanned by all rules. Everywhere else no term begins, at any level: this is all that a
//! skim says, and its answer may be a core too many, never one too few. A property test
//! glosses with and without it.

mod letters;
mod over;
mod seam;
#[cfg(test)]
mod tests;
mod walk;
mod words;

use super::insertion;
use crate::automaton::Automaton;
use crate::beginnings::Beginnings;
use crate::fold::Peek;
use crate::fold::gap::{gap_end, gap_length};
use crate::fold::outlook::LONG_VOWEL;
use crate::fold::script::class;
use crate::format::Tables;
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

    /// The next core of those that show before byte `limit`; they ascend, and may touch.
    /// Linear in what is passed over.
    pub(super) fn next(&mut self, limit: usize) -> Option<Core> {
        while self.at < limit {
            let found = match self.bytes.get(self.at)? {
                b'a'..=b'z' | b'A'..=b'Z' => self.words(),
                0xE3..=0xE9 => self.letters(),
                _ => self.other(),
            };
            if let Some(core) = found {
                let start = core.start.max(self.floor);
                let end = seam::word_end(self.bytes, core.end).max(self.at);
                self.go_to(end);
                return Some(Core { start, end });
            }
        }
        None
    }

    /// Passes over what stands before byte `to`, which belongs to a core. Gives where that
    /// must end, which may be behind it.
    pub(super) fn skip(&mut self, to: usize) -> usize {
        if to > self.at {
            self.go_to(seam::word_end(self.bytes, to));
        }
        self.at
    }

    /// Goes on from byte `to`, before which everything is known.
    pub(super) fn go_to(&mut self, to: usize) {
        self.at = to;
        self.floor = to;
    }

    /// Finds no more.
    pub(super) fn finish(&mut self) {
        self.at = self.bytes.len();
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
}

/// Where the gap character that ends before byte `end` begins.
fn gap_before(bytes: &[u8], end: usize) -> Option<usize> {
    let start = end - Peek::before(bytes, end).length;
    (start < end && gap_length(bytes, start).is_some()).then_some(start)
}
