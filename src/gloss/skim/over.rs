//! What a walk over a raw text meets beside letters, and whether a key may go on over it.

use super::{HYPHEN, Skim};
use crate::automaton::State;
use crate::fold::Peek;
use crate::fold::gap::{gap_end, gap_length};
use crate::fold::outlook::{self, LONG_VOWEL};
use crate::fold::script::class;
use crate::gloss::insertion;

/// Bytes of a bracket that are looked at.
const BRACKET: usize = 256;

impl Skim<'_> {
    /// Whether one space between two words of ASCII stands at byte `at`.
    pub(super) fn is_single_space(&self, at: usize) -> bool {
        let is_word = |index: usize| self.bytes.get(index).is_some_and(u8::is_ascii_alphanumeric);
        self.bytes.get(at) == Some(&b' ') && is_word(at.wrapping_sub(1)) && is_word(at + 1)
    }

    /// Whether a walk may go on over what is not simple at byte `at`.
    pub(super) fn goes_over_gap(&self, state: State, at: usize) -> bool {
        if gap_length(self.bytes, at).is_none() {
            return true;
        }
        let behind_at = gap_end(self.bytes, at);
        !self.keys.ends_all(state)
            && (Peek::before(self.bytes, at).character() == HYPHEN
                || self.goes_on_with(state, behind_at, true)
                || {
                    let (last, behind) = (Peek::before(self.bytes, at), Peek::at(self.bytes, behind_at));
                    behind.is_simple() && self.goes_over_insertion(state, last, behind_at, true)
                })
    }

    /// Whether a key may go on from `state` with what stands at byte `at`, behind a gap or
    /// something inserted.
    fn goes_on_with(&self, state: State, at: usize, behind_gap: bool) -> bool {
        let next = Peek::at(self.bytes, at);
        if next.length == 0
            || !next.is_simple()
            || next.character() == HYPHEN
            || !self.is_free(at + next.length)
        {
            return true;
        }
        let is_respelt = match next.is(class::LATIN) {
            true => self.may_be_respelt(at),
            false => outlook::may_be_respelt(self.bytes, at),
        };
        let character = next.character();
        is_respelt
            || self.has_step(state, &['・'.into(), character])
            || behind_gap
                && self.step(state, ' '.into()).is_some_and(|state| self.has_step(state, &[character]))
    }

    /// Whether a walk may go on over a hyphen, before which it is in `state`, to what stands
    /// behind it at byte `at`; the hyphen itself begins at byte `start`.
    pub(super) fn goes_over_hyphen(&self, state: State, start: usize, at: usize) -> bool {
        let next = Peek::at(self.bytes, at);
        !self.keys.ends_all(state)
            && (!next.is_simple()
                || next.length == 0
                || next.is(class::RULE)
                || !self.is_free(at + next.length)
                || self.has_step(state, &[HYPHEN, ' '.into(), LONG_VOWEL, next.character()])
                // Where it leaves nothing, a mark may follow.
                || self.goes_over_insertion(state, Peek::before(self.bytes, start), at, false))
    }

    /// Whether something may be inserted at byte `at`, behind the character `before`, over
    /// which a key goes on from `state`.
    pub(super) fn goes_over_insertion(
        &self,
        state: State,
        before: Peek,
        at: usize,
        behind_gap: bool,
    ) -> bool {
        let first = Peek::at(self.bytes, at);
        if self.keys.ends_all(state)
            || first.length == 0
            || !insertion::may_stand_at(self.bytes, before, first, at, behind_gap)
        {
            return false;
        }
        let close = match char::from_u32(first.character()) {
            Some('(') => ')',
            Some('[') => ']',
            Some('〔') => '〕',
            _ => return self.goes_over_mark(state, at, first),
        };
        let limit = at + BRACKET;
        let (mut at, mut characters) = (at + first.length, 0);
        while characters <= insertion::MAX_SHORT_FORM {
            if at > limit {
                return true;
            }
            let rest = self.bytes.get(at..).unwrap_or_default();
            let word = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            if word > 0 {
                // A rule of British spelling may make it shorter.
                let is_respelt = outlook::word_is_respelt(rest.get(..word).unwrap_or_default());
                characters += if is_respelt { 1 } else { word };
                at += word;
                continue;
            }
            let next = Peek::at(self.bytes, at);
            if next.length == 0 {
                return true;
            }
            at += next.length;
            if !next.is_simple() {
                if gap_length(self.bytes, at - next.length).is_none() {
                    return true;
                }
                continue;
            }
            match char::from_u32(next.character()) {
                Some(c) if c == close => return self.goes_behind_bracket(state, at),
                Some('-' | '/' | '+') => characters += 1,
                // A rule may take it with those of ASCII.
                _ if next.is(class::LATIN) => {}
                _ if next.is(class::WORD) => characters += 1,
                _ => return false,
            }
        }
        false
    }

    /// Whether a key goes on from `state` behind a mark that refers to a note, which begins
    /// with the character `first` at byte `at` and stands before a Japanese letter.
    fn goes_over_mark(&self, state: State, at: usize, first: Peek) -> bool {
        let mut at = at + first.length;
        let is_digit = |c: char| c.is_ascii_digit();
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '-');
        let first = char::from_u32(first.character()).unwrap_or_default();
        // What is taken for a part of the mark, and whether a bracket ends it.
        let (is_part, closes): (fn(char) -> bool, bool) = match first {
            '0'..='9' => (is_number, true),
            '*' | '†' | '‡' | '§' | '※' => (is_digit, false),
            'a'..='z' => (|_| false, false),
            _ => return true,
        };
        loop {
            let next = Peek::at(self.bytes, at);
            let character = char::from_u32(next.character()).filter(|_| next.length > 0 && next.is_simple());
            match character {
                Some(c) if is_part(c) => at += next.length,
                Some(')') if closes => {
                    at += next.length;
                    break;
                }
                Some(_) if closes => return false,
                Some(_) => break,
                None if next.length == 0 => return true,
                None if closes || gap_length(self.bytes, at).is_none() => return true,
                None => break,
            }
        }
        let behind_at = gap_end(self.bytes, at);
        let behind = Peek::at(self.bytes, behind_at);
        (behind.length == 0 || !behind.is_simple() || behind.is(class::KANA_OR_HAN))
            && self.goes_on_with(state, behind_at, behind_at > at)
    }

    /// Whether a key goes on from `state` behind a bracket that ends before byte `at`.
    fn goes_behind_bracket(&self, state: State, at: usize) -> bool {
        let next = Peek::at(self.bytes, at);
        if gap_length(self.bytes, at).is_some() {
            let behind_at = gap_end(self.bytes, at);
            let behind = Peek::at(self.bytes, behind_at);
            // A mark may follow over a gap, too.
            return !behind.is(class::LATIN | class::KANA_OR_HAN)
                || behind.is_capital()
                || self.goes_on_with(state, behind_at, true);
        }
        // A mark may follow, or another bracket.
        !next.is_simple()
            || next.length > 0 && !next.is(class::KANA_OR_HAN) && !self.is_stop(next)
            || self.goes_on_with(state, at, false)
    }

    /// Whether a character ends a sentence, or a clause.
    fn is_stop(&self, peek: Peek) -> bool {
        matches!(
            char::from_u32(peek.character()),
            Some(',' | '.' | ';' | ':' | ')' | '。' | '、' | '!' | '?')
        )
    }

    /// Whether a key goes on from `state` with one of these characters.
    fn has_step(&self, state: State, characters: &[u32]) -> bool {
        characters.iter().any(|&character| self.step(state, character).is_some())
    }
}
