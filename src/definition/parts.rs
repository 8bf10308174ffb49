//! The words before a place, and their parts, as a long form may have them.

use crate::effort::step;
use crate::fold::script::class;
use crate::fold::{Glyph, flag};

use super::short_form::after;

/// Words, and parts of words at hyphens, that a long form may have.
const MAX_PARTS: usize = 24;

/// Glyphs that are looked at for them.
pub(super) const MAX_GLYPHS: usize = 200;

/// What stands before a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    Space,
    Hyphen,
    Comma,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) joint: Joint,
}

/// Words and parts of words, the last first.
pub(super) struct Parts {
    parts: [Part; MAX_PARTS],
    pub(super) count: usize,
    /// Nothing but an article stands between the floor and the first of them.
    pub(super) reaches_floor: bool,
}

impl Parts {
    pub(super) fn get(&self, index: usize) -> Option<&Part> {
        self.parts.get(index).filter(|_| index < self.count)
    }

    /// Where the long form begins whose first part is `index`: the 2 of 2-hydroxyethyl and
    /// the N of N-acetyl are no letters of a short form, but of the name.
    pub(super) fn with_locants(&self, index: usize) -> usize {
        let mut first = index;
        while self.get(first).is_some_and(|part| part.joint == Joint::Hyphen)
            && let Some(left) = self.get(first + 1).filter(|left| left.end - left.first == 1)
            && left.end + 1 == self.get(first).map_or(0, |part| part.first)
        {
            first += 1;
        }
        self.get(first).map_or(0, |part| part.first)
    }

    /// Reads from glyph `end` to the left, up to what no English term goes over.
    pub(super) fn before(glyphs: &[Glyph], floor: usize, end: usize) -> Option<Parts> {
        let none = Part { first: end, end, joint: Joint::Space };
        let mut read = Parts { parts: [none; MAX_PARTS], count: 0, reaches_floor: false };
        let limit = floor.max(end.saturating_sub(MAX_GLYPHS));
        let mut at = end;
        let mut part_end = None;
        let mut close = |at: usize, part_end: &mut Option<usize>, joint: Joint| -> bool {
            if let Some(end) = part_end.take() {
                let Some(slot) = read.parts.get_mut(read.count) else { return false };
                *slot = Part { first: at, end, joint };
                read.count += 1;
            } else if joint == Joint::Comma
                && let Some(last) = read.count.checked_sub(1).and_then(|last| read.parts.get_mut(last))
            {
                last.joint = Joint::Comma;
            }
            true
        };
        let mut stopped = false;
        while at > limit && !stopped {
            step();
            let Some(glyph) = glyphs.get(at - 1) else { break };
            let after = glyphs.get(at);
            let bridged = at == end || !after.is_some_and(|after| after.has(flag::UNBRIDGEABLE));
            let c = glyph.character;
            let goes_on = bridged
                && match c {
                    _ if glyph.is(class::KANA_OR_HAN) => false,
                    _ if glyph.is(class::WORD | class::MARK) => {
                        let split = part_end.is_some() && after.is_some_and(|after| after.has(flag::JOINED));
                        let fits = !split || close(at, &mut part_end, Joint::Hyphen);
                        part_end.get_or_insert(at);
                        fits
                    }
                    ' ' => close(at, &mut part_end, Joint::Space),
                    '-' | '/' | '+' | '&' => close(at, &mut part_end, Joint::Hyphen),
                    // Inside a word only: Crohn's, 1.25, N,N-dimethyl.
                    '\'' | '.' | ','
                        if part_end.is_some() && after.is_some_and(|after| after.is(class::WORD)) =>
                    {
                        true
                    }
                    ',' => close(at, &mut part_end, Joint::Comma),
                    '\'' => close(at, &mut part_end, Joint::Space),
                    ')' => match short_bracket(glyphs, limit, at) {
                        // "… factor (VEGF) and its receptor": two things.
                        Some(open) if !begins_with_and(glyphs, at, end) => {
                            let fits = close(at, &mut part_end, Joint::Comma);
                            at = open + 1;
                            fits && close(at, &mut part_end, Joint::Comma)
                        }
                        _ => false,
                    },
                    _ => false,
                };
            if goes_on { at -= 1 } else { stopped = true }
        }
        // A part that the limit or the table cuts is none.
        let whole = stopped || at == floor;
        if whole {
            close(at, &mut part_end, Joint::Space);
        }
        read.reaches_floor = !stopped && at == floor;
        (read.count > 0).then_some(read)
    }
}

/// Whether "and" or "or" follows glyph `at`.
fn begins_with_and(glyphs: &[Glyph], at: usize, end: usize) -> bool {
    let first = at + usize::from(glyphs.get(at).is_some_and(|glyph| glyph.character == ' '));
    ["and", "or"].iter().any(|word| after(glyphs, first, word).is_some_and(|next| next <= end))
}

/// Where the bracket opens that closes before glyph `end`, if a short form is in it.
fn short_bracket(glyphs: &[Glyph], limit: usize, end: usize) -> Option<usize> {
    let floor = limit.max(end.saturating_sub(14));
    let open = (floor..end.checked_sub(1)?)
        .rev()
        .find(|&index| glyphs.get(index).is_some_and(|glyph| matches!(glyph.character, '(' | ')' | ' ')))?;
    (glyphs.get(open)?.character == '(').then_some(open)
}
