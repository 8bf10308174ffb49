//! What a scan passes over: places where a few glyphs show that no key begins.

use super::Walk;
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
        let mut follows_word = before.is_some_and(|before| before.is(class::WORD | class::MARK));
        let mut passed = 0;
        let mut rest = glyphs;
        while let [glyph, next, ..] = rest {
            let is_inside = follows_word && glyph.is(class::WORD);
            follows_word = glyph.is(class::WORD | class::MARK);
            let nothing_begins = glyph.code == 0
                || is_inside
                || glyph.character == ' '
                || !self.keys.may_begin_with(glyph.code, next.code) && self.ends_nowhere(glyph, next)
                // English words: most show with their fourth letter that they are no term.
                || glyph.is(class::LATIN) && self.is_plain_word(rest);
            if !nothing_begins {
                break;
            }
            passed += 1;
            rest = rest.get(1..).unwrap_or_default();
        }
        passed
    }

    /// Whether no key ends with `glyph`, and nothing is inserted before the `next`.
    #[inline]
    fn ends_nowhere(&self, glyph: &Glyph, next: &Glyph) -> bool {
        // Between two letters none may end.
        let goes_on = glyph.is(class::WORD) && next.is(class::LATIN)
            || glyph.is(class::KANA_OR_HAN)
                && next.is(class::KANA_OR_HAN)
                && !next.has(flag::LINE | flag::WORD_END);
        goes_on || !self.keys.may_begin_with_four([glyph.code, 0, 0, 0]) && !insertion::may_begin(glyph, next)
    }

    /// Whether no key begins with the word of a spaced script that these glyphs begin
    /// with, the first of which is a letter.
    #[inline]
    fn is_plain_word(&self, glyphs: &[Glyph]) -> bool {
        let [a, b, c, d, e, ..] = glyphs else { return false };
        let is_letter = |glyph: &Glyph| glyph.is(class::LATIN);
        let is_space = |glyph: &Glyph| glyph.character == ' ' && !glyph.has(flag::UNBRIDGEABLE);
        // A key that ends after so many of its letters, where the word does.
        let short = match (is_letter(b), is_letter(c), is_letter(d)) {
            (true, true, true) => return !self.keys.may_begin_with_four([a.code, b.code, c.code, d.code]),
            (true, true, false) if is_space(d) => [a.code, b.code, c.code, 0],
            (true, false, _) if is_space(c) && is_letter(d) => [a.code, b.code, 0, 0],
            _ => return false,
        };
        // Nothing is inserted before a letter.
        is_letter(e)
            && !self.keys.may_begin_with_four(short)
            && !self.keys.may_begin_with_four([a.code, b.code, c.code, d.code])
    }
}
