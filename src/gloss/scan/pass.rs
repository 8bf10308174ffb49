//! What a scan passes over: places where a few glyphs show that no key begins.

use super::Walk;
use crate::beginnings::{RUN, is_letter};
use crate::fold::script::class;
use crate::fold::{Glyph, flag};
use crate::gloss::insertion;

impl Walk<'_> {
    /// How many glyphs of the form level from `start` on begin no key, of those before
    /// `end`, as far as a few of them show it.
    #[inline]
    pub(super) fn pass(&self, start: usize, end: usize) -> usize {
        let glyphs = self.form.get(start..end).unwrap_or_default();
        let before = start.checked_sub(1).and_then(|before| self.form.get(before));
        let mut rest = glyphs;
        if before.is_some_and(|before| before.is(class::WORD | class::MARK)) {
            rest = behind_word(rest);
        }
        while let [glyph, after @ ..] = rest
            && let [next, ..] = after
        {
            if glyph.code != 0 && glyph.character != ' ' {
                let nothing_begins = match is_letter(glyph.character.into()) {
                    true => self.begins_no_run(rest),
                    false => self.begins_nothing(glyph, next, after.get(1)),
                };
                if !nothing_begins {
                    break;
                }
            }
            // Most glyphs of a spaced script stand inside a word, where nothing begins.
            rest = if glyph.is(class::WORD | class::MARK) { behind_word(after) } else { after };
        }
        glyphs.len() - rest.len()
    }

    /// Whether no key begins with `glyph`, which is no letter of a run, and the next ones.
    #[inline]
    fn begins_nothing(&self, glyph: &Glyph, next: &Glyph, third: Option<&Glyph>) -> bool {
        let beginnings = self.keys.beginnings();
        let [first, second] = [glyph, next].map(|glyph| u32::from(glyph.character));
        if !beginnings.has_two(first, second) {
            return self.ends_nowhere(glyph, next);
        }
        let Some(third) = third else { return false };
        !beginnings.has_three(first, second, third.character.into())
            && !beginnings.has_three(first, second, 0)
            && !insertion::may_begin(next, third)
            && self.ends_nowhere(glyph, next)
    }

    /// Whether no key ends with `glyph`, and nothing is inserted before the `next`.
    #[inline]
    fn ends_nowhere(&self, glyph: &Glyph, next: &Glyph) -> bool {
        // Between two letters none may end.
        let goes_on = glyph.is(class::WORD) && next.is(class::LATIN)
            || glyph.is(class::KANA_OR_HAN)
                && next.is(class::KANA_OR_HAN)
                && !next.has(flag::LINE | flag::WORD_END);
        goes_on
            || !self.keys.beginnings().has_two(glyph.character.into(), 0)
                && !insertion::may_begin(glyph, next)
    }

    /// Whether no key begins with the run that these glyphs begin with, if they show
    /// where it ends; a bracket that may be inserted ends none.
    #[inline]
    fn begins_no_run(&self, glyphs: &[Glyph]) -> bool {
        let (mut run, mut length) = (0_u64, 0);
        loop {
            let Some(glyph) = glyphs.get(length) else { return false };
            let character = u32::from(glyph.character);
            if !is_letter(character) {
                let before = length.checked_sub(1).and_then(|before| glyphs.get(before));
                if before.is_none_or(|before| insertion::may_begin(before, glyph)) {
                    return false;
                }
                break;
            }
            run |= u64::from(character) << (8 * length);
            length += 1;
            if length == RUN {
                break;
            }
        }
        !self.keys.beginnings().has_run(run)
    }
}

/// The glyphs behind those that go on with a word.
#[inline(always)]
fn behind_word(glyphs: &[Glyph]) -> &[Glyph] {
    let inside = glyphs.iter().take_while(|glyph| glyph.is(class::WORD)).count();
    glyphs.get(inside..).unwrap_or_default()
}
