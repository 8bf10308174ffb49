//! One paragraph of a document: what was read in it once.

use super::context;
use super::page::Reading;
use crate::concept::{Concept, Kind};
use crate::cue;
use crate::definition::{Marks, RawDefinition, Reader};
use crate::format::{Tables, posting};
use crate::gloss::{Marked, Passage, Resolved, Window, mark};
use crate::span::{Position, Span};

/// A paragraph: its glosses, what speaks for senses in it, and its definitions.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    /// Bytes of the document.
    pub(super) span: Span,
    /// Where it begins in the document.
    pub(super) position: Position,
    /// Places are bytes of the paragraph.
    pub(super) glosses: Vec<Resolved>,
    /// By what they speak for, then by where they stand.
    pub(super) pointers: Vec<Pointer>,
    /// The concepts that it names by something other than a short form, ascending.
    pub(super) named: Vec<u32>,
    /// Places are bytes of the document.
    pub(super) definitions: Vec<RawDefinition>,
    /// The marks that waited for their notes where the paragraph begins.
    pub(super) marks: Marks,
}

/// What stands in a paragraph, over the lines that a page adds.
fn marked(tables: Tables<'_>, text: &str, knobs: Passage<'_>, window: &mut Window) -> Marked {
    let Some(reading) = Reading::of(text) else { return mark(tables, knobs.of(text), window) };
    let mut all = mark(tables, knobs.of(&reading.text), window);
    let back = |span: Span| Span::new(reading.original(span.start, true), reading.original(span.end, false));
    for resolved in &mut all.glosses {
        resolved.span = back(resolved.span);
        resolved.within = resolved.within.map(back);
    }
    for (at, _) in &mut all.cues {
        *at = reading.original(*at, true);
    }
    // What stands in the lines themselves, where no term goes over them.
    let mut farthest = 0;
    let reach = |one: &Resolved| {
        farthest = farthest.max(one.span.end);
        (one.span.start, farthest)
    };
    let reaches: Vec<(usize, usize)> = all.glosses.iter().map(reach).collect();
    for line in &reading.lines {
        let before = reaches.partition_point(|&(start, _)| start < line.start).checked_sub(1);
        if before.and_then(|last| reaches.get(last)).is_some_and(|&(_, end)| end > line.start) {
            continue;
        }
        let mut inner = mark(tables, knobs.of(text.get(line.range()).unwrap_or_default()), window);
        inner.glosses.iter_mut().for_each(|one| one.shift(line.start));
        all.glosses.append(&mut inner.glosses);
        all.cues.extend(inner.cues.into_iter().map(|(at, cue)| (at + line.start, cue)));
    }
    all.glosses.sort_by_key(|one| (one.span.start, core::cmp::Reverse(one.span.end)));
    all
}

/// Something that speaks for a sense. Small, since a text of terms has many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pointer {
    /// The sense in the upper half, and the byte of the paragraph, of which there are less
    /// than 4 Gi: the order of pointers.
    place: u64,
    /// What it is, so that it counts once: a concept, or from [`posting::CUES`] on a word.
    pub(super) object: u32,
    weight: f32,
}

impl Pointer {
    fn new(sense: u32, at: usize, object: u32, weight: f32) -> Pointer {
        Pointer { place: place(sense, at), object, weight }
    }

    /// The concept that it speaks for.
    pub(super) fn sense(self) -> u32 {
        u32::try_from(self.place >> 32).unwrap_or(u32::MAX)
    }

    /// Byte of the paragraph.
    pub(super) fn at(self) -> usize {
        usize::try_from(self.place & u64::from(u32::MAX)).unwrap_or(usize::MAX)
    }

    /// What it adds.
    pub(super) fn weight(self) -> f64 {
        self.weight.into()
    }
}

fn place(sense: u32, at: usize) -> u64 {
    u64::from(sense) << 32 | u64::from(u32::try_from(at).unwrap_or(u32::MAX))
}

/// Memory that is used again from paragraph to paragraph.
#[derive(Debug, Default)]
pub(super) struct Desk {
    window: Window,
    pub(super) reader: Reader,
}

impl Paragraph {
    /// Reads the paragraph that `text` is, which stands at `position` of the document.
    pub(super) fn read(
        tables: Tables<'_>,
        text: &str,
        position: Position,
        knobs: Passage<'_>,
        desk: &mut Desk,
    ) -> Paragraph {
        let Marked { glosses, cues } = marked(tables, text, knobs, &mut desk.window);
        let mut paragraph = Paragraph {
            span: Span::new(position.bytes, position.bytes + text.len()),
            position,
            glosses,
            pointers: Vec::new(),
            named: Vec::new(),
            definitions: Vec::new(),
            marks: Marks::default(),
        };
        paragraph.define(tables, text, &mut desk.reader);
        for index in 0..paragraph.glosses.len() {
            if let Some(&resolved) = paragraph.glosses.get(index) {
                paragraph.point(tables, &resolved);
            }
        }
        for (at, cue) in cues {
            if let Some((sense, strength)) = cue::of_word(tables, cue) {
                let object = posting::CUES | cue;
                paragraph.pointers.push(Pointer::new(sense, at, object, context::weight(strength)));
            }
        }
        paragraph.pointers.sort_unstable_by_key(|pointer| (pointer.place, pointer.object));
        paragraph.pointers.dedup();
        paragraph.named.sort_unstable();
        paragraph.named.dedup();
        paragraph
    }

    /// Reads the definitions anew: the marks that wait may have changed.
    pub(super) fn define(&mut self, tables: Tables<'_>, text: &str, reader: &mut Reader) {
        self.marks = reader.marks().clone();
        self.definitions.clear();
        reader.read(tables, text, self.span.start, &mut self.definitions);
    }

    /// Notes what a gloss speaks for, if it means one thing only.
    fn point(&mut self, tables: Tables<'_>, resolved: &Resolved) {
        let mut concept: Option<Concept<'_>> = None;
        let mut is_short = true;
        for designation in resolved.hit.designations(tables) {
            if concept.is_some_and(|concept| concept != designation.concept()) {
                return;
            }
            concept = Some(designation.concept());
            is_short &= designation.is_short_form();
        }
        let Some(concept) = concept else { return };
        if !is_short {
            self.named.push(concept.index);
        }
        let (at, object) = (resolved.span.start, concept.index);
        let cues =
            cue::of_concept(tables, object).map(|(sense, strength)| (sense, context::weight(strength)));
        // Only drugs have relations.
        let related = (concept.kind() == Kind::Drug).then(|| concept.related()).into_iter().flatten();
        let related = related.map(|related| (related.concept().index, context::RELATED));
        let all = cues.chain(related);
        self.pointers.extend(all.map(|(sense, weight)| Pointer::new(sense, at, object, weight)));
    }

    /// The pointers to a sense that stand near byte `at`.
    pub(super) fn near(&self, sense: u32, at: usize) -> &[Pointer] {
        let (from, to) = (place(sense, at.saturating_sub(context::REACH)), place(sense, at + context::REACH));
        let first = self.pointers.partition_point(|pointer| pointer.place < from);
        let end = self.pointers.partition_point(|pointer| pointer.place <= to);
        self.pointers.get(first..end).unwrap_or_default()
    }

    /// Moves the paragraph, whose bytes stay the same, to another place.
    pub(super) fn shift(&mut self, to: Position) {
        let from = self.span.start;
        let moved = |span: Span| {
            // A footnote's short form may stand before the paragraph; see `Document::replace`.
            let move_by = |at: usize| at.wrapping_add(to.bytes).wrapping_sub(from);
            Span::new(move_by(span.start), move_by(span.end))
        };
        for definition in &mut self.definitions {
            if definition.short.start >= from {
                definition.short = moved(definition.short);
            }
            definition.long = moved(definition.long);
            definition.statement = moved(definition.statement);
        }
        self.span = moved(self.span);
        self.position = to;
    }
}
