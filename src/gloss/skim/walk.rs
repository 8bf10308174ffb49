//! Walking a raw text through the automaton, as long as every character is simple.

use super::seam::gap_length;
use super::{Skim, letter_of};
use crate::automaton::State;
use crate::fold::Peek;
use crate::fold::outlook;
use crate::fold::script::class;
use crate::gloss::insertion;
use crate::hit::Postings;

impl Skim<'_> {
    /// The byte up to which must be read what begins at byte `start`, where a key ends or
    /// only folding can tell how a walk goes on; None if no term begins there.
    pub(super) fn walk(&self, start: usize) -> Option<usize> {
        let mut walked = Walked { state: self.keys.root(), at: start, any: false, capital: false };
        loop {
            // Mostly letters follow one another, and nothing else need be asked.
            self.walk_word(&mut walked)?;
            if let Some(end) = self.walk_letters(start, &mut walked)? {
                return Some(end);
            }
            let at = walked.at;
            let here = Peek::at(self.bytes, at);
            if here.length == 0 {
                return None;
            }
            let next_at = at + here.length;
            let next = Peek::at(self.bytes, next_at);
            if self.only_folding_tells(at, here, next) {
                return Some(next_at);
            }
            let character = if here.is_simple() { here.character() } else { u32::from(' ') };
            walked.state = self.step(walked.state, character)?;
            walked.add(here);
            walked.at = next_at;
            let key = self.keys.key(walked.state);
            if insertion::may_stand_at(self.bytes, here, next_at, false)
                || key.is_some_and(|key| {
                    self.may_end(start, next_at, here, next) && self.is_wanted(key, &walked)
                })
            {
                return Some(next_at);
            }
        }
    }

    #[inline]
    fn step(&self, state: State, character: u32) -> Option<State> {
        self.keys.step(state, self.keys.code(char::from_u32(character)?))
    }

    /// Goes on over ASCII letters, each but the last of which has one behind it: no key
    /// that matters ends at them, and nothing is inserted.
    #[inline]
    fn walk_word(&self, walked: &mut Walked) -> Option<()> {
        let mut rest = self.bytes.get(walked.at..).unwrap_or_default();
        while let [letter, next, after @ ..] = rest
            && letter.is_ascii_alphabetic()
            && next.is_ascii_alphabetic()
        {
            let third = after.first().copied().unwrap_or(0);
            if third >= 0x80 || outlook::letters_begin_rule(*letter, *next, third) {
                return Some(());
            }
            walked.state = self.step(walked.state, u32::from(letter | 0x20))?;
            walked.any = true;
            walked.capital |= letter.is_ascii_uppercase();
            walked.at += 1;
            rest = rest.get(1..).unwrap_or_default();
        }
        Some(())
    }

    /// Goes on over plain letters, each but the last of which has a letter behind it.
    /// Gives where a key ends, if one does.
    #[inline]
    fn walk_letters(&self, start: usize, walked: &mut Walked) -> Option<Option<usize>> {
        let (characters, _) = self.bytes.get(walked.at..).unwrap_or_default().as_chunks::<3>();
        let mut letters = characters.iter().map_while(|&bytes| letter_of(bytes));
        let Some(mut letter) = letters.next() else { return Some(None) };
        for next in letters {
            if !outlook::is_plain(letter) {
                break;
            }
            walked.state = self.step(walked.state, letter)?;
            let is_first = walked.at == start;
            walked.at += 3;
            // One Japanese character is a word only by itself.
            if !is_first
                && let Some(key) = self.keys.key(walked.state)
                && self.is_wanted(key, walked)
            {
                return Some(Some(walked.at));
            }
            letter = next;
        }
        Some(None)
    }

    /// Whether a walk that arrives at the character at byte `at` must leave it to folding.
    fn only_folding_tells(&self, at: usize, here: Peek, next: Peek) -> bool {
        let is_ascii_word = |index: usize| self.bytes.get(index).is_some_and(u8::is_ascii_alphanumeric);
        if !here.is_simple() {
            // One space between two words of ASCII is one.
            return !(self.bytes.get(at) == Some(&b' ')
                && is_ascii_word(at.wrapping_sub(1))
                && is_ascii_word(at + 1));
        }
        // What attaches changes it; a gap does not.
        let is_known = |peek: Peek, at: usize| peek.is_simple() || gap_length(self.bytes, at).is_some();
        let next_at = at + here.length;
        if !is_known(next, next_at) {
            return true;
        }
        if here.character() == u32::from('-') {
            return true;
        }
        if here.is(class::LATIN) {
            let third_at = next_at + next.length;
            let third = Peek::at(self.bytes, third_at);
            return here.is(class::RULE)
                && (!is_known(third, third_at) || outlook::latin_rule_may_begin(here, next, third));
        }
        outlook::may_be_respelt(here, next)
    }

    /// Whether a term from byte `start` may end before byte `end`, as far as the characters
    /// on both sides show it.
    fn may_end(&self, start: usize, end: usize, last: Peek, next: Peek) -> bool {
        if next.length == 0 || !next.is_simple() {
            return true;
        }
        if last.is(class::WORD) && next.is(class::WORD) {
            // A number may refer to a note.
            return self.bytes.get(end).is_none_or(|byte| !byte.is_ascii_alphabetic());
        }
        // One Japanese character is a word only by itself.
        let is_one = start + last.length == end && last.is(class::KANA_OR_HAN);
        !(is_one && next.is(class::KANA_OR_HAN))
    }

    /// Whether the key stands for something that is looked for, and may be written so.
    fn is_wanted(&self, key: u32, walked: &Walked) -> bool {
        let postings = Postings::among(self.tables, self.keys, key);
        let is_small = walked.any && !walked.capital;
        self.with_cues && postings.cues().next().is_some()
            || postings.iter().any(|(_, posting)| !is_small || posting.may_be_small())
    }
}

/// How far a walk has come.
struct Walked {
    state: State,
    /// The byte before which everything is read.
    at: usize,
    /// Whether an ASCII letter was read, and whether something that may be a capital.
    any: bool,
    capital: bool,
}

impl Walked {
    fn add(&mut self, peek: Peek) {
        if peek.is_simple() && peek.is(class::LATIN) && peek.length == 1 {
            self.any = true;
            self.capital |= peek.is_capital();
        } else if peek.is_simple() && peek.is(class::WORD) {
            // Other scripts have capitals, too.
            self.capital |= peek.length > 1;
        }
    }
}
