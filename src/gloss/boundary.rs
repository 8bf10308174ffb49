//! Where a term may begin and end, by script.

use super::insertion::{Mark, reference_mark};
use super::scan::Match;
use crate::designation::Designation;
use crate::fold::script::{is_hiragana, is_kana_or_han, is_katakana, is_mark, is_word};
use crate::fold::{Glyph, flag, is_edge};

/// Particles that may follow a hiragana term of one or two characters.
const PARTICLES: &str = "はがをにのともやでへか";

/// Whether a term may begin at glyph `start`: not inside a character of the
/// original, not with a mark or a space, not inside a word of a spaced script.
pub(super) fn may_start(glyphs: &[Glyph], start: usize) -> bool {
    let Some(first) = glyphs.get(start) else { return false };
    let c = first.character;
    if c == ' ' || is_mark(c) || !is_edge(glyphs, start) {
        return false;
    }
    let before = start.checked_sub(1).and_then(|before| glyphs.get(before));
    // A mark before belongs to a letter before it, which is one of the same word.
    !(is_word(c) && before.is_some_and(|before| is_word(before.character) || is_mark(before.character)))
}

/// Whether a term from glyph `start` may end before glyph `end`.
pub(super) fn may_end(glyphs: &[Glyph], start: usize, end: usize) -> bool {
    let Some(last) = end.checked_sub(1).and_then(|last| glyphs.get(last)) else { return false };
    let Some(after) = glyphs.get(end) else { return true };
    if is_mark(after.character) || !is_edge(glyphs, end) {
        return false;
    }
    if is_word(last.character) && is_word(after.character) {
        // A number that refers to a note (glofitamab1)) is not part of the word.
        let is_note = last.character.is_alphabetic() && matches!(reference_mark(glyphs, end), Mark::Ends(_));
        return is_note && end > start;
    }
    true
}

/// Rules that depend on the designation: what is short must stand freely.
pub(super) fn may_stand(glyphs: &[Glyph], start: usize, end: usize, designation: Designation<'_>) -> bool {
    let term = glyphs.get(start..end).unwrap_or_default();
    let before = start.checked_sub(1).and_then(|before| glyphs.get(before));
    // The neighbours in the same line, without a space between.
    let left =
        before.filter(|_| term.first().is_some_and(|first| !parted(first))).map(|glyph| glyph.character);
    let right = glyphs.get(end).filter(|after| !parted(after)).map(|glyph| glyph.character);
    let all = |script: fn(char) -> bool| term.iter().all(|glyph| script(glyph.character));
    if term.len() == 1 && all(is_kana_or_han) {
        // One Japanese character is a word only by itself.
        return !left.is_some_and(is_kana_or_han) && !right.is_some_and(is_kana_or_han);
    }
    if term.len() <= 2 && all(is_hiragana) {
        // Two kana are inside half of all words.
        return !left.is_some_and(is_hiragana)
            && right.is_none_or(|c| !is_hiragana(c) || PARTICLES.contains(c));
    }
    if designation.is_short_form() && all(is_word) {
        return stands_off_hyphens(glyphs, start, end);
    }
    true
}

fn parted(glyph: &Glyph) -> bool {
    glyph.character == ' ' || glyph.has(flag::LINE | flag::WORD_END)
}

/// A short form of up to three letters is not the part of another one: PD in
/// PD-1; a short form of two is not what follows a hyphen, either: MS in LC-MS.
fn stands_off_hyphens(glyphs: &[Glyph], start: usize, end: usize) -> bool {
    let is_hyphen = |glyph: &Glyph| glyph.character == '-' || glyph.has(flag::HYPHEN);
    let length = end - start;
    let number_follows = glyphs.get(end).is_some_and(is_hyphen)
        && glyphs.get(end + 1).is_some_and(|next| next.character.is_ascii_digit());
    let before = |distance: usize| start.checked_sub(distance).and_then(|index| glyphs.get(index));
    let form_precedes = before(1).is_some_and(is_hyphen)
        && before(2).is_some_and(|glyph| glyph.character.is_ascii_digit() || glyph.has(flag::UPPER));
    !(length <= 3 && number_follows || length <= 2 && form_precedes)
}

/// Which places inside katakana words may be the ends of terms.
///
/// A katakana term does not match inside a longer katakana word, unless that
/// whole word divides into known terms: アスピリンアレルギー is アスピリン and
/// アレルギー, but in アスピリンス (no word) there is no アスピリン.
#[derive(Debug, Default)]
pub(super) struct Cover {
    /// Whether the katakana before glyph n divides into terms (true outside words).
    divides_before: Vec<bool>,
    /// Whether the katakana from glyph n on divides into terms.
    divides_after: Vec<bool>,
    by_end: Vec<(usize, usize)>,
}

impl Cover {
    /// Drops the matches from `first` on that begin or end inside a katakana word
    /// which does not divide. The matches come in the order of their starts.
    ///
    /// Those from glyph `open` on may be incomplete. Gives the glyph before which
    /// that changes nothing: a word divides by terms that come after the match.
    pub(super) fn retain_words(
        &mut self,
        glyphs: &[Glyph],
        matches: &mut Vec<Match<'_>>,
        first: usize,
        open: usize,
    ) -> usize {
        let mut open = word_start(glyphs, open);
        let Some(new) = matches.get(first..).filter(|new| !new.is_empty()) else { return open };
        self.divides_before.clear();
        self.divides_before.extend((0..=glyphs.len()).map(|place| !is_inside_word(glyphs, place)));
        self.divides_after.clone_from(&self.divides_before);
        self.by_end.clear();
        for found in new {
            let (start, end) = found.glyphs;
            if self.divides_before.get(start) == Some(&true) {
                set(&mut self.divides_before, end);
            }
            self.by_end.push((end, start));
        }
        self.by_end.sort_unstable_by(|a, b| b.cmp(a));
        for &(end, start) in &self.by_end {
            // A match that goes over the open place is in doubt as a whole, and so
            // is what it divides. The ends descend, so one pass meets all of them.
            if end > open && start < open {
                open = word_start(glyphs, start);
            }
            if self.divides_after.get(end) == Some(&true) {
                set(&mut self.divides_after, start);
            }
        }
        let mut index = 0;
        matches.retain(|found| {
            index += 1;
            if index <= first {
                return true;
            }
            let (start, end) = found.glyphs;
            // A hard break inside katakana may part two words; what is long enough
            // not to be there by chance is taken for a word (ヘパ⏎リン has no リン).
            let at_break = |place: usize| {
                end - start >= 4 && glyphs.get(place).is_some_and(|glyph| glyph.has(flag::LINE))
            };
            (self.divides_before.get(start) == Some(&true) || at_break(start))
                && (self.divides_after.get(end) == Some(&true) || at_break(end))
        });
        open
    }
}

/// Where the katakana word begins that the place before glyph `place` is inside.
fn word_start(glyphs: &[Glyph], place: usize) -> usize {
    (0..=place).rev().find(|&start| !is_inside_word(glyphs, start)).unwrap_or(0)
}

fn set(places: &mut [bool], place: usize) {
    if let Some(flag) = places.get_mut(place) {
        *flag = true;
    }
}

/// Whether the place before glyph `place` is inside a katakana word: katakana on
/// both sides, and no space, ・ or ® between.
fn is_inside_word(glyphs: &[Glyph], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|before| glyphs.get(before));
    let (Some(before), Some(after)) = (before, glyphs.get(place)) else { return false };
    is_katakana(before.character) && is_katakana(after.character) && !after.has(flag::WORD_END)
}
