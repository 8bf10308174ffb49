//! Documents: a text that was read once, with what it says of its own short forms.
//!
//! A document is a list of paragraphs, each glossed by itself. What one paragraph says
//! for the next ones (definitions, concepts, cues) is its [`Memory`]: so the glosses of a
//! paragraph depend on it and on what stands before it, never on what comes later, and
//! after an edit only the paragraphs that changed are read again.

mod check;
mod context;
mod expansion;
#[cfg(feature = "serde")]
mod json;
mod local;
mod memory;
mod page;
mod paragraph;
mod sense;

use core::ops::Range;

use crate::concept::Kinds;
use crate::definition::{self, Definition, Marks};
use crate::designation::Language;
use crate::format::Tables;
use crate::gloss::{Gloss, Passage};
use crate::span::{Position, Span};

pub use check::{Finding, FindingKind};
pub(crate) use expansion::expand_in;
use local::Locals;
pub use memory::Memory;
use memory::{is_local, singular};
use paragraph::{Desk, Paragraph};
pub use sense::{InForce, Sense};
use sense::{Place, defined};

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

/// A stretch of a document, and what it may mean there.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DocumentGloss<'d, 'l> {
    /// Where it stands, in bytes of the original text.
    pub span: Span,
    /// The same in UTF-16 units, as JavaScript, Java and .NET count.
    pub utf16: Span,
    /// The same in characters (Unicode scalar values), as Python counts.
    pub chars: Span,
    /// The text there: exactly the bytes of `span`.
    pub surface: &'d str,
    within: Option<Span>,
    senses: Vec<Sense<'l>>,
    definition: Option<InForce<'l>>,
    language: Language,
}

impl<'l> DocumentGloss<'_, 'l> {
    /// What the stretch may mean, the likeliest first: every candidate of the lexicon,
    /// and a concept that the document gives the short form. None where the document
    /// defines it as something that the lexicon has not; see
    /// [`DocumentGloss::definition`].
    ///
    /// The scores are between 0 and 1. Where the document defines the short form, its
    /// sense has 1; otherwise they add up to 1: each sense's share of the weights, which
    /// are how common it is (common 9, occasional 3, rare 1, tempered) times what the
    /// cues near it and before it multiply by.
    #[must_use]
    pub fn senses(&self) -> &[Sense<'l>] {
        &self.senses
    }

    /// The definition in force for it, which may stand in an earlier paragraph.
    #[must_use]
    pub fn definition(&self) -> Option<&InForce<'l>> {
        self.definition.as_ref()
    }

    /// Whether one sense can be relied on: there is only one, or the document defines it,
    /// or its score is at least 0.65 and a cue speaks for it.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        use crate::candidate::Evidence;
        self.definition.is_some()
            || self.senses.len() < 2
            || self.senses.first().is_some_and(|best| best.evidence == Evidence::Context)
    }

    /// The language of the best sense's designation.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The span, in bytes, of the longer gloss that this one stands in; see
    /// [`Gloss::within`].
    #[must_use]
    pub fn within(&self) -> Option<Span> {
        self.within
    }
}

/// The glosses of a document. Made by [`Document::glosses`].
#[derive(Debug)]
pub struct DocumentGlosses<'d, 'l> {
    document: &'d Document<'l>,
    memory: Memory,
    /// Those that are left.
    paragraphs: Range<usize>,
    ready: std::vec::IntoIter<DocumentGloss<'d, 'l>>,
}

impl<'d, 'l> DocumentGlosses<'d, 'l> {
    /// The glosses of one paragraph, with what is known at each.
    fn paragraph(&mut self, paragraph: &'d Paragraph) -> Vec<DocumentGloss<'d, 'l>> {
        let Document { tables, text, knobs, .. } = self.document;
        let origin = knobs.origin;
        let text: &'d str = text.get(paragraph.span.range()).unwrap_or_default();
        let mut definitions = paragraph.definitions.iter().peekable();
        let locals = self.locals(paragraph, text);
        let mut locals = locals.into_iter().peekable();
        let (mut found, mut counted) = (Vec::new(), Position::START);
        let count = |to: usize, counted: &mut Position| {
            *counted = counted.after(text.get(counted.bytes..to).unwrap_or_default());
            *counted
        };
        let mut index = 0;
        loop {
            let resolved = paragraph.glosses.get(index);
            let local = locals.next_if(|local| resolved.is_none_or(|one| local.start < one.span.start));
            let Some(start) = local.map(|local| local.start).or(resolved.map(|one| one.span.start)) else {
                break;
            };
            // Within its own statement a definition is in force as well.
            let here = paragraph.span.start + start;
            while let Some(raw) = definitions.next_if(|raw| raw.statement.start <= here) {
                self.memory.define(*tables, raw, &self.document.text, origin.bytes);
            }
            let place = count(start, &mut counted);
            let position = Position {
                bytes: paragraph.position.bytes + origin.bytes,
                utf16: paragraph.position.utf16 + origin.utf16,
                chars: paragraph.position.chars + origin.chars,
            };
            match (local, resolved) {
                (Some(local), _) => found.extend(self.local(text, local, place, position)),
                (None, Some(resolved)) => {
                    let gloss = Gloss::at(*tables, text, resolved, place, knobs.to);
                    let known = Place { tables: *tables, memory: &self.memory, paragraph, index };
                    found.push(with_senses(&gloss.behind(position), known));
                    index += 1;
                }
                (None, None) => {}
            }
        }
        for raw in definitions {
            self.memory.define(*tables, raw, &self.document.text, origin.bytes);
        }
        self.memory.learn(paragraph);
        let kinds = knobs.kinds;
        if kinds != Kinds::ALL {
            found.retain(|gloss| gloss.senses.iter().any(|sense| kinds.contains(sense.concept().kind())));
        }
        found
    }

    /// Where short forms stand that only the document defines.
    fn locals(&self, paragraph: &Paragraph, text: &str) -> Vec<Span> {
        let mut here = Locals::default();
        for raw in &paragraph.definitions {
            let short = self.document.text.get(raw.short.range()).unwrap_or_default();
            let short = singular(short, raw.plural);
            if is_local(self.document.tables, short) {
                here.insert(short);
            }
        }
        if here.is_empty() && self.memory.locals().is_empty() {
            return Vec::new();
        }
        // Apart and ascending: those that stand in others are left out.
        let mut taken: Vec<Span> = Vec::with_capacity(paragraph.glosses.len());
        for span in paragraph.glosses.iter().map(|one| one.span) {
            if taken.last().is_none_or(|last| last.end <= span.start) {
                taken.push(span);
            }
        }
        local::find(text, self.memory.locals(), &here, &taken)
    }

    /// The gloss of a short form that only the document defines, if that is in force.
    fn local(
        &self,
        text: &'d str,
        span: Span,
        start: Position,
        origin: Position,
    ) -> Option<DocumentGloss<'d, 'l>> {
        let surface = text.get(span.range())?;
        let definition = InForce::of(self.document.tables, self.memory.definition(surface)?);
        let end = start.after(surface);
        Some(DocumentGloss {
            span: span.shifted(origin.bytes),
            utf16: Span::new(start.utf16, end.utf16).shifted(origin.utf16),
            chars: Span::new(start.chars, end.chars).shifted(origin.chars),
            surface,
            within: None,
            senses: defined(Vec::new(), &definition),
            language: definition.long_language,
            definition: Some(definition),
        })
    }
}

fn with_senses<'d, 'l>(gloss: &Gloss<'l, 'd>, place: Place<'_, 'l>) -> DocumentGloss<'d, 'l> {
    let (senses, definition) = place.senses(gloss.surface, gloss.candidates().all());
    let language = senses.first().map_or(Language::English, |best| best.candidate.designation.language());
    DocumentGloss {
        span: gloss.span,
        utf16: gloss.utf16,
        chars: gloss.chars,
        surface: gloss.surface,
        within: gloss.within(),
        senses,
        definition,
        language,
    }
}

impl<'d, 'l> Iterator for DocumentGlosses<'d, 'l> {
    type Item = DocumentGloss<'d, 'l>;

    fn next(&mut self) -> Option<DocumentGloss<'d, 'l>> {
        loop {
            if let Some(gloss) = self.ready.next() {
                return Some(gloss);
            }
            let index = self.paragraphs.next()?;
            let paragraph = self.document.paragraphs.get(index)?;
            self.ready = self.paragraph(paragraph).into_iter();
        }
    }
}

impl core::iter::FusedIterator for DocumentGlosses<'_, '_> {}
