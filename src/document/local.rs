//! Short forms that a document defines and the lexicon does not have.

use std::collections::HashMap;

use crate::fold::script::class;
use crate::fold::{Glyph, Level, Scratch, flag, fold_into, is_edge};
use crate::span::Span;

/// Finds `short_forms` in `text`, at places that no span of `taken` (ascending) touches.
/// Places are bytes of `text`, ascending. Linear in the text for short forms of different
/// beginnings.
pub(super) fn find<'s>(text: &str, short_forms: impl Iterator<Item = &'s str>, taken: &[Span]) -> Vec<Span> {
    let mut keys: HashMap<char, Vec<Vec<(char, bool)>>> = HashMap::new();
    for short in short_forms {
        let mut glyphs = Vec::new();
        fold_into(short, Level::Form, &mut Scratch::default(), &mut glyphs);
        let key: Vec<_> = glyphs.iter().map(written).collect();
        if let Some(&(first, _)) = key.first() {
            keys.entry(first).or_default().push(key);
        }
    }
    let mut found = Vec::new();
    if keys.is_empty() {
        return found;
    }
    // The longest first.
    keys.values_mut().for_each(|keys| keys.sort_by_key(|key| core::cmp::Reverse(key.len())));
    let mut glyphs = Vec::new();
    fold_into(text, Level::Form, &mut Scratch::default(), &mut glyphs);
    let mut at = 0;
    while let Some(glyph) = glyphs.get(at) {
        let ending = |key: &Vec<(char, bool)>| end_of(&glyphs, at, key);
        let end = keys.get(&glyph.character).and_then(|keys| keys.iter().find_map(ending));
        let span = end.and_then(|end| Some(Span::new(glyph.start(), glyphs.get(end.checked_sub(1)?)?.end())));
        match (span, end) {
            (Some(span), Some(end)) if !is_taken(taken, span) => {
                found.push(span);
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

fn written(glyph: &Glyph) -> (char, bool) {
    (glyph.character, glyph.has(flag::UPPER))
}

/// Where the short form `key` ends that stands at glyph `at`, with its plural s.
fn end_of(glyphs: &[Glyph], at: usize, key: &[(char, bool)]) -> Option<usize> {
    let end = at + key.len();
    let agrees = glyphs.get(at..end)?.iter().map(written).eq(key.iter().copied());
    let before = at.checked_sub(1).and_then(|before| glyphs.get(before));
    if !agrees || !is_edge(glyphs, at) || !parts(before, glyphs.get(at)) {
        return None;
    }
    let ends = |end: usize| {
        let last = end.checked_sub(1).and_then(|last| glyphs.get(last));
        is_edge(glyphs, end) && parts(last, glyphs.get(end))
    };
    let is_plural = glyphs.get(end).is_some_and(|next| next.character == 's' && !next.has(flag::UPPER));
    if ends(end) {
        Some(end)
    } else if is_plural && ends(end + 1) {
        Some(end + 1)
    } else {
        None
    }
}

/// Whether a short form may begin or end between two glyphs: not within a word of one
/// script. Hiragana are particles.
fn parts(before: Option<&Glyph>, after: Option<&Glyph>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return true };
    let both = |classes: u8| before.is(classes) && after.is(classes);
    !(both(class::WORD) || both(class::KATAKANA) || both(class::HAN) || after.is(class::MARK))
}

fn is_taken(taken: &[Span], span: Span) -> bool {
    let after = taken.partition_point(|one| one.end <= span.start);
    taken.get(after).is_some_and(|one| one.start < span.end)
}
