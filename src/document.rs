//! Documents: a text that was read once, with what it says of its own short forms.
//!
//! A document is a list of paragraphs, each glossed by itself. What one paragraph says
//! for the next ones (definitions, concepts, cues) is its [`Memory`]: so the glosses of a
//! paragraph depend on it and on what stands before it, never on what comes later, and
//! after an edit only the paragraphs that changed are read again.

mod check;
mod context;
mod expansion;
mod glosses;
#[cfg(feature = "serde")]
mod json;
mod local;
mod memory;
mod page;
mod paragraph;
mod sense;

use core::ops::Range;

use crate::definition::{self, Definition, Marks};
use crate::format::Tables;
use crate::gloss::Passage;
use crate::span::{Position, Span};

pub use check::{Finding, FindingKind};
pub(crate) use expansion::expand_in;
pub use glosses::{DocumentGloss, DocumentGlosses};
pub use memory::Memory;
use paragraph::{Desk, Paragraph};
pub use sense::{InForce, Sense};

/// A text that was read once: its glosses with the definitions and the context in force
/// at each, and what can be asked of it as a whole. Made by
/// [`Lexicon::document`](crate::Lexicon::document).
///
/// A term that goes over the end of a paragraph (a sentence end and a line break) is not
/// found; otherwise the glosses stand where [`Lexicon::gloss`](crate::Lexicon::gloss)
/// has them, and there are more: the short forms that only the document defines.
#[derive(Debug)]
pub struct Document<'l> {
    tables: Tables<'l>,
    text: String,
    /// What every paragraph is read with: of no text of its own.
    knobs: Passage<'static>,
    before: Memory,
    paragraphs: Vec<Paragraph>,
    desk: Desk,
}

impl<'l> Document<'l> {
    pub(crate) fn new(tables: Tables<'l>, passage: Passage<'_>) -> Document<'l> {
        let text = passage.text.to_owned();
        let knobs = passage.of("");
        let (before, paragraphs, desk) = (Memory::default(), Vec::new(), Desk::default());
        let mut document = Document { tables, text, knobs, before, paragraphs, desk };
        let mut position = Position::START;
        while position.bytes < document.text.len() {
            position = document.read_paragraph(position);
        }
        document
    }

    /// The first place behind byte `from` of a text where a paragraph ends, and where the
    /// text may be divided: the parts, the second one [after](Document::after) the memory
    /// of the first, have the glosses of the whole, but for a footnote whose mark stands in
    /// the other part. None where none ends before the end of the text. Linear in the
    /// distance.
    ///
    /// ```
    /// use yakugo::Document;
    /// let text = "Fever was seen.\nIt fell\nthe same day.\n";
    /// assert_eq!(Document::next_paragraph(text, 0), Some(16));
    /// assert_eq!(Document::next_paragraph(text, 16), None);
    /// ```
    #[must_use]
    pub fn next_paragraph(text: &str, from: usize) -> Option<usize> {
        let from = (from..=text.len()).find(|&at| text.is_char_boundary(at))?;
        let end = from + definition::paragraph_end(text.get(from..)?);
        (end < text.len()).then_some(end)
    }

    /// Lets the document go on with what another one of the same lexicon has said:
    /// definitions of that one are in force from the beginning.
    #[must_use]
    pub fn after(mut self, before: Memory) -> Document<'l> {
        self.before = before;
        self
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The paragraphs, as ranges of bytes that follow each other: each ends behind the
    /// line breaks after the end of a sentence.
    pub fn paragraphs(&self) -> impl ExactSizeIterator<Item = Span> {
        self.paragraphs.iter().map(|paragraph| paragraph.span)
    }

    /// The definitions, in the order in which they get in force. Offsets are bytes of the
    /// text of this document.
    pub fn definitions(&self) -> impl Iterator<Item = Definition<'l, '_>> {
        let all = self.paragraphs.iter().flat_map(|paragraph| &paragraph.definitions);
        all.filter_map(|raw| raw.of(self.tables, &self.text))
    }

    /// What is known at the end of the document.
    #[must_use]
    pub fn memory(&self) -> Memory {
        self.memory_before(self.paragraphs.len())
    }

    /// The glosses, with what the document says of each: by where they begin, and the
    /// longer first. Linear in the number of glosses; the text is not read again.
    ///
    /// ```
    /// use yakugo::{Evidence, Lexicon};
    /// let lexicon = Lexicon::embedded();
    /// let document = lexicon.document("腫瘍減量手術（CRS）を行った。CRSの翌日に発熱した。");
    /// let gloss = document.glosses().nth(2).unwrap();
    /// assert_eq!(gloss.surface, "CRS");
    /// assert_eq!(gloss.senses()[0].concept().id(), "therapy/cytoreductive-surgery");
    /// assert_eq!(gloss.senses()[0].evidence, Evidence::Local);
    /// ```
    #[must_use]
    pub fn glosses(&self) -> DocumentGlosses<'_, 'l> {
        self.glosses_of(0..self.paragraphs.len())
    }

    /// The glosses of the paragraphs that share a byte with `bytes`, or that touch it
    /// where it is empty.
    #[must_use]
    pub fn glosses_in(&self, bytes: Range<usize>) -> DocumentGlosses<'_, 'l> {
        let first = self.paragraphs.partition_point(|one| one.span.end <= bytes.start);
        let end = self.paragraphs.partition_point(|one| one.span.start < bytes.end.max(bytes.start + 1));
        self.glosses_of(first..end.max(first))
    }

    fn glosses_of(&self, paragraphs: Range<usize>) -> DocumentGlosses<'_, 'l> {
        let memory = self.memory_before(paragraphs.start);
        DocumentGlosses { document: self, memory, paragraphs, ready: Vec::new().into_iter() }
    }

    fn memory_before(&self, paragraph: usize) -> Memory {
        let mut memory = self.before.clone();
        for paragraph in self.paragraphs.iter().take(paragraph) {
            for raw in &paragraph.definitions {
                memory.define(self.tables, raw, &self.text, self.knobs.origin.bytes);
            }
            memory.learn(paragraph);
        }
        memory
    }

    /// Reads the paragraph that begins at `position` behind those there are. Gives where
    /// it ends.
    fn read_paragraph(&mut self, position: Position) -> Position {
        let rest = self.text.get(position.bytes..).unwrap_or_default();
        let text = rest.get(..definition::paragraph_end(rest)).unwrap_or(rest);
        let paragraph = Paragraph::read(self.tables, text, position, self.knobs, &mut self.desk);
        self.paragraphs.push(paragraph);
        position.after(text)
    }

    /// Replaces the bytes `range` of the text by `with`, and reads the paragraphs again
    /// that this changes. Afterwards the document is as one that was read anew from the
    /// whole text.
    ///
    /// Where a short form waits for its footnote, the definitions of what follows are
    /// read again as well.
    ///
    /// # Panics
    ///
    /// As [`String::replace_range`]: where an end of `range` is no character boundary of
    /// the text, or is behind its end.
    ///
    /// ```
    /// let lexicon = yakugo::Lexicon::embedded();
    /// let mut document = lexicon.document("Alanine rose.\nCRS was noted.\n");
    /// document.replace(0..0, "Chronic rhinosinusitis (CRS) was known.\n");
    /// let last = document.glosses().last().unwrap();
    /// assert_eq!(last.senses()[0].concept().id(), "reaction/chronic-rhinosinusitis");
    /// ```
    pub fn replace(&mut self, range: Range<usize>, with: &str) {
        self.text.replace_range(range.clone(), with);
        // What follows a paragraph may change where it ends.
        let touched = self.paragraphs.partition_point(|one| one.span.end < range.start).saturating_sub(1);
        let mut old = self.paragraphs.split_off(touched.min(self.paragraphs.len()));
        let (mut position, marks) = match old.first() {
            Some(first) => (first.position, first.marks.clone()),
            None => (Position::START, self.desk.reader.marks().clone()),
        };
        self.desk.reader.resume(marks);
        let end = range.start + with.len();
        loop {
            // The old paragraphs go on where a new one ends as an old one did.
            let was = (position.bytes + range.end.saturating_sub(range.start)).wrapping_sub(with.len());
            let kept = old.partition_point(|one| one.span.start < was);
            let goes_on = position.bytes >= end && old.get(kept).is_some_and(|one| one.span.start == was);
            if goes_on {
                self.keep(old.split_off(kept), position);
                return;
            }
            if position.bytes >= self.text.len() {
                return;
            }
            position = self.read_paragraph(position);
        }
    }

    /// Appends paragraphs that were read before, and that now begin at `position`.
    fn keep(&mut self, paragraphs: Vec<Paragraph>, mut position: Position) {
        let waited = |marks: &Marks| !marks.is_empty();
        // Places of short forms that wait lie before, and may have moved.
        let again = waited(self.desk.reader.marks()) || paragraphs.iter().any(|one| waited(&one.marks));
        for mut paragraph in paragraphs {
            paragraph.shift(position);
            let text = self.text.get(paragraph.span.range()).unwrap_or_default();
            if again {
                paragraph.define(self.tables, text, &mut self.desk.reader);
            }
            position = position.after(text);
            self.paragraphs.push(paragraph);
        }
    }
}
