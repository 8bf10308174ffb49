//! Short forms that a document defines and the lexicon does not have.

use std::collections::HashMap;

use crate::fold::script::class;
use crate::fold::{Glyph, Level, Scratch, flag, fold_into, is_edge};
use crate::span::Span;

/// The short forms, folded, by what they begin with; the longest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Locals {
    keys: HashMap<char, Vec<Key>>,
}

/// The characters of a short form, and which of them are capitals.
type Key = Vec<(char, bool)>;

impl Locals {
    pub(super) fn insert(&mut self, short: &str) {
        let mut glyphs = Vec::new();
        fold_into(short, Level::Form, &mut Scratch::default(), &mut glyphs);
        let key: Key = glyphs.iter().map(written).collect();
        let Some(&(first, _)) = key.first() else { return };
        let keys = self.keys.entry(first).or_default();
        if let Err(place) = keys.binary_search_by(|known| key.len().cmp(&known.len()).then(known.cmp(&key))) {
            keys.insert(place, key);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Where the longest short form ends that stands at glyph `at`, with its plural s.
    fn end(&self, glyphs: &[Glyph], at: usize) -> Option<usize> {
        let keys = self.keys.get(&glyphs.get(at)?.character)?;
        keys.iter().find_map(|key| end_of(glyphs, at, key))
    }
}

/// Finds the short forms of `before` and `here` in `text`, at places that no span of
/// `taken` (ascending) touches. Places are bytes of `text`, ascending. Linear in the text
/// for short forms of different beginnings.
pub(super) fn find(text: &str, before: &Locals, here: &Locals, taken: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut glyphs = Vec::new();
    fold_into(text, Level::Form, &mut Scratch::default(), &mut glyphs);
    let mut at = 0;
    while let Some(glyph) = glyphs.get(at) {
        let end = before.end(&glyphs, at).max(here.end(&glyphs, at));
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
