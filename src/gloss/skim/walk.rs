//! Walking a raw text through the automaton, as long as every character is simple.

use super::letters::letter_of;
use super::words::WordEnd;
use super::{HYPHEN, Skim};
use crate::automaton::State;
use crate::fold::Peek;
use crate::fold::gap::gap_length;
use crate::fold::outlook;
use crate::fold::script::class;
use crate::hit::{Capitals, Posting, Postings};

impl Skim<'_> {
    /// The byte up to which must be read what begins at byte `start`, where a key ends or
    /// only folding can tell how a walk goes on; None if no term begins there.
    pub(super) fn walk(&self, start: usize) -> Option<usize> {
        let mut walked = Walked { state: self.keys.root(), at: start };
        loop {
            // Mostly letters follow one another, and nothing else need be asked.
            let found = match self.bytes.get(walked.at) {
                None => return None,
                Some(b'a'..=b'z' | b'A'..=b'Z') => self.walk_words(start, &mut walked)?,
                Some(0xE3..=0xE9) => self.walk_letters(start, &mut walked)?,
                Some(_) => None,
            };
            if found.is_some() {
                return found;
            }
            let at = walked.at;
            let here = Peek::at(self.bytes, at);
            if here.length == 0 {
                return None;
            }
            let next_at = at + here.length;
            let next = Peek::at(self.bytes, next_at);
            let character = if here.is_simple() {
                if here.character() == HYPHEN && at > start {
                    return self.goes_over_hyphen(walked.state, at, next_at).then_some(next_at);
                }
                if self.only_folding_tells(at, here, next) {
                    return Some(next_at);
                }
                here.character()
            } else if self.is_single_space(at) {
                ' '.into()
            } else {
                return (at == start || self.goes_over_gap(walked.state, at)).then_some(next_at);
            };
            walked.state = self.step(walked.state, character)?;
            walked.at = next_at;
            let key = self.keys.key(walked.state);
            if next.is_simple() && self.goes_over_insertion(walked.state, here, next_at, false)
                || key.is_some_and(|key| {
                    self.may_end(start, next_at, here, next) && self.is_wanted(key, start, next_at)
                })
            {
                return Some(next_at);
            }
        }
    }

    #[inline(always)]
    pub(super) fn step(&self, state: State, character: u32) -> Option<State> {
        self.keys.step(state, self.keys.code_of(character))
    }

    /// Goes on over words of ASCII letters and the single spaces between them, as long as
    /// each letter has a letter or such a space behind it. Gives where must be read: up to
    /// where a key ends, or a word is that a rule of British spelling applies to.
    #[inline]
    fn walk_words(&self, start: usize, walked: &mut Walked) -> Option<Option<usize>> {
        loop {
            let rest = self.bytes.get(walked.at..).unwrap_or_default();
            let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let word = rest.get(..length).unwrap_or_default();
            match self.word_behind(walked.at + length) {
                _ if length == 0 => return Some(None),
                WordEnd::Letter => return Some(None),
                // Whatever a rule leaves may make a letter before it part of another one.
                WordEnd::Here | WordEnd::Bracket if !outlook::word_is_respelt(word) => {}
                _ => return Some(Some(walked.at + length)),
            }
            let is_last = |place: usize| rest.get(place).is_none_or(|byte| !byte.is_ascii_alphabetic());
            let goes_on = rest.get(length) == Some(&b' ') && !is_last(length + 1);
            let letters = if goes_on { word } else { word.get(..length - 1).unwrap_or_default() };
            let codes = letters.iter().map(|letter| self.keys.code_of(u32::from(letter | 0x20)));
            walked.state = self.keys.advance(walked.state, codes)?;
            walked.at += letters.len();
            if !goes_on {
                return Some(None);
            }
            // Between two letters none ends.
            let key = self.keys.key(walked.state);
            if key.is_some_and(|key| self.is_wanted(key, start, walked.at)) {
                return Some(Some(walked.at));
            }
            walked.state = self.step(walked.state, u32::from(b' '))?;
            walked.at += 1;
        }
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
                && self.is_wanted(key, start, walked.at)
            {
                return Some(Some(walked.at));
            }
            letter = next;
        }
        Some(None)
    }

    /// Whether a walk that arrives at the simple character at byte `at` must leave it to
    /// folding.
    fn only_folding_tells(&self, at: usize, here: Peek, next: Peek) -> bool {
        // What attaches changes it; a gap does not.
        let is_known = next.is_simple() || gap_length(self.bytes, at + here.length).is_some();
        !is_known
            || here.character() == HYPHEN
            || match here.is(class::LATIN) {
                true => self.may_be_respelt(at),
                false => outlook::may_be_respelt(self.bytes, at),
            }
    }

    /// Whether a rule of British spelling may change the Latin letter at byte `at`: one that
    /// begins with it, or whose outcome does so with it, in as many rounds as there may be.
    pub(super) fn may_be_respelt(&self, at: usize) -> bool {
        let mut here = Peek::at(self.bytes, at);
        let mut next_at = at + here.length;
        let mut next = Peek::at(self.bytes, next_at);
        for _ in 0..outlook::RULES_REACH {
            if !here.is_simple() || !here.is(class::LATIN) {
                let end = self.word_behind(next_at - here.length);
                return !matches!(end, WordEnd::Here | WordEnd::Bracket);
            }
            let third_at = next_at + next.length;
            let third = Peek::at(self.bytes, third_at);
            if here.is(class::RULE) && outlook::latin_rule_may_begin(here, next, third) {
                return true;
            }
            (here, next_at, next) = (next, third_at, third);
            if here.length == 0 {
                return false;
            }
        }
        true
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

    /// Whether the key stands for something that is looked for, and the bytes from
    /// `start` to `end` have the capitals for it.
    fn is_wanted(&self, key: u32, start: usize, end: usize) -> bool {
        let postings = Postings::among(self.tables, self.keys, key);
        let mut capitals = None;
        let mut agrees = |posting: Posting<'_>| {
            !posting.asks_for_capitals()
                || capitals
                    .get_or_insert_with(|| self.capitals(start, end))
                    .agree_at_once(posting)
                    .unwrap_or(true)
        };
        self.with_cues && postings.cues().next().is_some()
            || postings.iter().any(|(_, posting)| agrees(posting))
    }

    fn capitals(&self, start: usize, end: usize) -> Capitals {
        let mut capitals = Capitals::default();
        let mut at = start;
        while at < end {
            let here = Peek::at(self.bytes, at);
            if here.is_simple() {
                capitals.add(&here.letter());
            }
            at += here.length.max(1);
        }
        capitals
    }
}

/// How far a walk has come.
struct Walked {
    state: State,
    /// The byte before which everything is read.
    at: usize,
}
