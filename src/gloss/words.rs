//! Katakana words, and where they divide into terms.

use super::boundary;
use super::scan::Match;
use crate::fold::{Glyph, flag};

/// Which places inside katakana words may be the ends of terms.
///
/// A katakana term does not match inside a longer katakana word, unless that
/// whole word divides into known terms: アスピリンアレルギー is アスピリン and
/// アレルギー, but in アスピリンス (no word) there is no アスピリン.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Whether the katakana before a place inside a word divides into terms. True
    /// as soon as a match says so: those that could come before it.
    before: Vec<bool>,
    /// Whether the katakana from a place inside a word on divides into terms.
    after: Vec<bool>,
    by_end: Vec<(u32, u32)>,
}

impl Words {
    pub(super) fn clear(&mut self, form: &[Glyph]) {
        self.before.clear();
        self.before.resize(form.len() + 1, false);
    }

    /// Whether what stands before `place` leaves it open that a term begins there.
    pub(super) fn may_start(&self, form: &[Glyph], place: usize) -> bool {
        let at_break = || form.get(place).is_some_and(|glyph| glyph.has(flag::LINE));
        self.divides_before(form, place) || at_break()
    }

    fn divides_before(&self, form: &[Glyph], place: usize) -> bool {
        !boundary::is_inside_word(form, place) || self.before.get(place) == Some(&true)
    }

    /// Notes a match between two places; those that begin before it are known.
    pub(super) fn divide(&mut self, form: &[Glyph], (start, end): (usize, usize)) {
        if self.divides_before(form, start)
            && let Some(divides) = self.before.get_mut(end)
        {
            *divides = true;
        }
    }

    /// Drops the matches that begin or end inside a katakana word which does not
    /// divide.
    ///
    /// Those from place `open` on may be incomplete. Gives the place before which
    /// that changes nothing: a word divides by terms that come after the match.
    pub(super) fn retain(
        &mut self,
        form: &[Glyph],
        matches: &mut Vec<Match>,
        open: Option<usize>,
    ) -> Option<usize> {
        let mut open = open.map(|open| boundary::word_start(form, open));
        self.by_end.clear();
        // The others need nothing of each other.
        let is_inside = |place: u32| boundary::is_inside_word(form, place as usize);
        let places = matches.iter().map(|found| found.places);
        self.by_end
            .extend(places.filter(|&(start, end)| is_inside(start) || is_inside(end)).map(|(a, b)| (b, a)));
        if self.by_end.is_empty() {
            return open;
        }
        self.by_end.sort_unstable_by(|a, b| b.cmp(a));
        self.after.clear();
        self.after.resize(form.len() + 1, false);
        let divides_after = |after: &[bool], place: usize| {
            !boundary::is_inside_word(form, place) || after.get(place) == Some(&true)
        };
        for &(end, start) in &self.by_end {
            let (end, start) = (end as usize, start as usize);
            // A match that goes over the open place is in doubt as a whole, and so
            // is what it divides. The ends descend, so one pass meets all of them.
            if open.is_some_and(|open| end > open && start < open) {
                open = Some(boundary::word_start(form, start));
            }
            if divides_after(&self.after, end)
                && let Some(divides) = self.after.get_mut(start)
            {
                *divides = true;
            }
        }
        matches.retain(|found| {
            let (start, end) = (found.places.0 as usize, found.places.1 as usize);
            // A hard break inside katakana may part two words; what is long enough
            // not to be there by chance is taken for a word (ヘパ⏎リン has no リン).
            let at_break =
                |place: usize| end - start >= 4 && form.get(place).is_some_and(|glyph| glyph.has(flag::LINE));
            (self.divides_before(form, start) || at_break(start))
                && (divides_after(&self.after, end) || at_break(end))
        });
        open
    }
}
