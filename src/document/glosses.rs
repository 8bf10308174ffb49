//! The glosses of a document, one paragraph after the other.

use core::ops::Range;

use super::Document;
use super::local::{self, Locals};
use super::memory::{Memory, is_local, singular};
use super::paragraph::Paragraph;
use super::sense::{InForce, Place, Sense, defined};
use crate::candidate::Evidence;
use crate::concept::Kinds;
use crate::designation::Language;
use crate::gloss::Gloss;
use crate::span::{Position, Span};

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
    pub(super) within: Option<Span>,
    pub(super) senses: Vec<Sense<'l>>,
    pub(super) definition: Option<InForce<'l>>,
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
    pub(super) document: &'d Document<'l>,
    pub(super) memory: Memory,
    /// Those that are left.
    pub(super) paragraphs: Range<usize>,
    pub(super) ready: std::vec::IntoIter<DocumentGloss<'d, 'l>>,
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
