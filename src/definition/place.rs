//! The places of a paragraph at which a rule may have something to read.
//!
//! The rules look at a few glyphs each, and nearly everywhere one or two of these show
//! that none of them applies. What is no place here, no rule would have read.

use crate::effort::step;
use crate::fold::script::class;
use crate::fold::{CharacterSet, Glyph, flag};

use super::word_list;

/// Characters at which a rule may begin to read: brackets, signs that equate, marks of notes,
/// particles.
static SIGNS: CharacterSet = CharacterSet::new().with_all(&[
    '(', ')', '[', ']', '〔', '〕', ':', '=', '*', '†', '‡', '§', '※', '注', '⁰', '¹', '²', '³', '⁴', '⁵',
    '⁶', '⁷', '⁸', '⁹', 'と', 'は', '、',
]);

/// Characters before an item of a legend, or of the mark before it.
static BEFORE_ITEM: CharacterSet = CharacterSet::new()
    .with_all(&[';', ',', '、', '。', ':', '.', '|', '・', '*', ')', '•', '/', '†', '‡', '§', '※', '#']);

/// Finds them, and all brackets and line breaks among them.
pub(super) fn find(glyphs: &[Glyph], places: &mut Vec<u32>) {
    places.clear();
    let breaks = |glyph: &Glyph| glyph.has(flag::LINE | flag::UNBRIDGEABLE);
    let Some(first) = glyphs.first() else { return };
    places.push(0);
    let mut before = first;
    for (at, glyph) in (1_u32..).zip(glyphs.iter().skip(1)) {
        step();
        let is_place = breaks(glyph)
            || before.character == ' ' && breaks(before)
            || SIGNS.has(glyph.character) && is_sign(glyphs, at as usize, before)
            || glyph.is(class::WORD)
                && !before.is(class::WORD | class::MARK)
                && is_item(glyphs, at as usize, before)
            || before.character == '、' && may_begin_cue(glyphs, at as usize);
        if is_place {
            places.push(at);
        }
        before = glyph;
    }
}

/// Whether the sign at glyph `at` says something.
fn is_sign(glyphs: &[Glyph], at: usize, before: &Glyph) -> bool {
    match glyphs.get(at).map(|glyph| glyph.character) {
        Some('は' | '、') => before.is(class::WORD) || before.character == '、',
        Some('と') => {
            let next = glyphs.get(at + 1).map(|next| next.character);
            (before.is(class::WORD) || matches!(before.character, '-' | '/' | '+' | '&' | '」'))
                && (next == Some('は') || word_list::DECLARES.may_begin(glyphs.get(at..).unwrap_or_default()))
        }
        _ => true,
    }
}

/// Whether an item of a legend, or a verb or a cue of a sentence, may begin with the word at
/// glyph `at`.
fn is_item(glyphs: &[Glyph], at: usize, before: &Glyph) -> bool {
    if before.character != ' ' {
        return BEFORE_ITEM.has(before.character);
    }
    // A letter that stands alone may be a mark.
    let is_word = |back: usize| {
        at.checked_sub(back).and_then(|index| glyphs.get(index)).is_some_and(|glyph| glyph.is(class::WORD))
    };
    !(is_word(2) && is_word(3))
        || word_list::STANDS_FOR.may_begin(glyphs.get(at..).unwrap_or_default())
        || may_begin_cue(glyphs, at)
}

fn may_begin_cue(glyphs: &[Glyph], at: usize) -> bool {
    word_list::ABBREVIATED_AS.may_begin(glyphs.get(at..).unwrap_or_default())
}
