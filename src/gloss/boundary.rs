//! Where a term may begin and end, by script.

use super::insertion::{Mark, reference_mark};
use crate::fold::script::class;
use crate::fold::{Glyph, flag, is_edge};

/// Particles that may follow a hiragana term of one or two characters.
const PARTICLES: &str = "はがをにのともやでへか";

/// Whether a term may begin at glyph `start`: not inside a character of the
/// original, not with a mark or a space, not inside a word of a spaced script.
pub(super) fn may_start(glyphs: &[Glyph], start: usize) -> bool {
    let Some(first) = glyphs.get(start) else { return false };
    !is_inside_spaced_word(glyphs, start)
        && first.character != ' '
        && !first.is(class::MARK)
        && is_edge(glyphs, start)
}

/// Whether glyph `start` goes on with a word of a spaced script.
#[inline]
pub(super) fn is_inside_spaced_word(glyphs: &[Glyph], start: usize) -> bool {
    // A mark before belongs to a letter before it, which is one of the same word.
    let before = start.checked_sub(1).and_then(|before| glyphs.get(before));
    before.is_some_and(|before| before.is(class::WORD | class::MARK))
        && glyphs.get(start).is_some_and(|first| first.is(class::WORD))
}

/// Whether a term from glyph `start` may end before glyph `end`.
pub(super) fn may_end(glyphs: &[Glyph], start: usize, end: usize) -> bool {
    let Some(last) = end.checked_sub(1).and_then(|last| glyphs.get(last)) else { return false };
    let Some(after) = glyphs.get(end) else { return true };
    if after.is(class::MARK) || !is_edge(glyphs, end) {
        return false;
    }
    if last.is(class::WORD) && after.is(class::WORD) {
        // A number that refers to a note (glofitamab1)) is not part of the word.
        let is_note = last.character.is_alphabetic() && matches!(reference_mark(glyphs, end), Mark::Ends(_));
        return is_note && end > start;
    }
    true
}

/// Rules that depend on what stands there: what is short must stand freely.
pub(super) fn may_stand(glyphs: &[Glyph], start: usize, end: usize, is_short_form: bool) -> bool {
    if end - start > 2 && !is_short_form {
        return true;
    }
    let term = glyphs.get(start..end).unwrap_or_default();
    let before = start.checked_sub(1).and_then(|before| glyphs.get(before));
    // The neighbours in the same line, without a space between.
    let left = before.filter(|_| term.first().is_some_and(|first| !parted(first)));
    let right = glyphs.get(end).filter(|after| !parted(after));
    let all = |classes: u8| term.iter().all(|glyph| glyph.is(classes));
    let is = |glyph: Option<&Glyph>, classes: u8| glyph.is_some_and(|glyph| glyph.is(classes));
    if term.len() == 1 && all(class::KANA_OR_HAN) {
        // One Japanese character is a word only by itself.
        return !is(left, class::KANA_OR_HAN) && !is(right, class::KANA_OR_HAN);
    }
    if term.len() <= 2 && all(class::HIRAGANA) {
        // Two kana are inside half of all words.
        return !is(left, class::HIRAGANA)
            && right.is_none_or(|glyph| !glyph.is(class::HIRAGANA) || PARTICLES.contains(glyph.character));
    }
    if is_short_form && all(class::WORD) {
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

/// Whether the place before glyph `place` is inside a katakana word: katakana on
/// both sides, and no space, ・ or ® between.
pub(super) fn is_inside_word(glyphs: &[Glyph], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|before| glyphs.get(before));
    let (Some(before), Some(after)) = (before, glyphs.get(place)) else { return false };
    before.is(class::KATAKANA) && after.is(class::KATAKANA) && !after.has(flag::WORD_END)
}

/// Where the katakana word begins that the place before glyph `place` is inside.
pub(super) fn word_start(glyphs: &[Glyph], place: usize) -> usize {
    (0..=place).rev().find(|&start| !is_inside_word(glyphs, start)).unwrap_or(0)
}
