//! Senses: what a stretch of a document may mean, with what the document says of it.

use super::context;
use super::memory::{Memory, Remembered, short_key};
use super::paragraph::Paragraph;
use crate::candidate::{Candidate, Evidence};
use crate::concept::Concept;
use crate::definition::DefinitionForm;
use crate::designation::Language;
use crate::format::Tables;
use crate::span::Span;

/// A definition that is in force at a place of a document. Offsets are bytes, counted as
/// those of the document's glosses.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InForce<'l> {
    /// The short form as it is defined, without the s of a plural.
    pub short: String,
    /// The long form as it stands in the text, with its line breaks.
    pub long: String,
    /// The language of the long form.
    pub long_language: Language,
    /// How the text writes the definition.
    pub form: DefinitionForm,
    /// Where the short form stands that was defined.
    pub short_span: Span,
    /// Where the long form stands.
    pub long_span: Span,
    /// Where the words stand that define.
    pub statement: Span,
    /// The concept that the long form names, if the lexicon has it.
    pub concept: Option<Concept<'l>>,
}

impl<'l> InForce<'l> {
    pub(super) fn of(tables: Tables<'l>, known: &Remembered) -> InForce<'l> {
        let Remembered { short, long, language, form, concept, short_span, long_span, statement } = known;
        InForce {
            short: short.clone(),
            long: long.clone(),
            long_language: *language,
            form: *form,
            short_span: *short_span,
            long_span: *long_span,
            statement: *statement,
            concept: concept.map(|index| Concept { tables, index }),
        }
    }

    /// The id of what is defined: that of the lexicon's concept, or `local/` and the
    /// long form in lower case, of what the lexicon has not. The latter means nothing in
    /// another document.
    ///
    /// ```
    /// use yakugo::Lexicon;
    /// let lexicon = Lexicon::embedded();
    /// let document = lexicon.document("Blue finger nail index (BFNI) was 3. BFNI rose.");
    /// let gloss = document.glosses().last().unwrap();
    /// assert_eq!(gloss.definition().unwrap().id(), "local/blue-finger-nail-index");
    /// ```
    #[must_use]
    pub fn id(&self) -> String {
        match self.concept {
            Some(concept) => concept.id().to_owned(),
            None => {
                let words = self.long.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
                format!("local/{}", words.map(str::to_lowercase).collect::<Vec<_>>().join("-"))
            }
        }
    }
}

/// One thing that a stretch of a document may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sense<'l> {
    /// What the lexicon says.
    pub candidate: Candidate<'l>,
    /// Why this sense is one. [`Evidence::Local`] where the document defines the short
    /// form so, [`Evidence::Context`] where its context decides for it; otherwise that of
    /// the candidate.
    pub evidence: Evidence,
    /// How likely it is among the senses, between 0 and 1 (see
    /// [`DocumentGloss::senses`](crate::DocumentGloss::senses)).
    pub score: f64,
}

impl<'l> Sense<'l> {
    /// The concept.
    #[must_use]
    pub fn concept(&self) -> Concept<'l> {
        self.candidate.concept()
    }
}

/// A place of a document: what is known there, and what stands near.
#[derive(Clone, Copy)]
pub(super) struct Place<'a, 'l> {
    pub(super) tables: Tables<'l>,
    pub(super) memory: &'a Memory,
    pub(super) paragraph: &'a Paragraph,
    /// Which gloss of the paragraph it is.
    pub(super) index: usize,
}

impl<'l> Place<'_, 'l> {
    /// The senses of a gloss, the likeliest first, and the definition in force for it.
    pub(super) fn senses(
        self,
        surface: &str,
        candidates: Vec<Candidate<'l>>,
    ) -> (Vec<Sense<'l>>, Option<InForce<'l>>) {
        let is_short = candidates.iter().any(|one| one.designation.is_short_form());
        if is_short && let Some(known) = self.memory.definition(surface) {
            let definition = InForce::of(self.tables, known);
            return (defined(candidates, &definition), Some(definition));
        }
        if let [only] = candidates[..] {
            return (vec![Sense { candidate: only, evidence: only.evidence, score: 1.0 }], None);
        }
        let added = candidates.iter().map(|one| self.added(one.concept(), is_short));
        let added: Vec<f64> = added.collect();
        (weighed(candidates, &added), None)
    }

    /// What the context adds to a sense.
    pub(super) fn added(self, concept: Concept<'l>, is_short: bool) -> f64 {
        let Some(own) = self.paragraph.glosses.get(self.index) else { return 0.0 };
        let at = own.span.start;
        // Each thing counts once, where it stands nearest.
        let mut cues: Vec<(u32, f64)> = Vec::new();
        for pointer in self.paragraph.near(concept.index, at) {
            if own.span.start <= pointer.at() && pointer.at() < own.span.end {
                continue;
            }
            let weight = pointer.weight() * context::nearness(pointer.at().abs_diff(at));
            match cues.iter_mut().find(|(object, _)| *object == pointer.object) {
                Some((_, known)) => *known = known.max(weight),
                None => cues.push((pointer.object, weight)),
            }
        }
        let mut added: f64 = cues.iter().map(|(_, weight)| weight).sum();
        added += self.memory.tally(concept.index);
        let is_named =
            self.paragraph.named.binary_search(&concept.index).is_ok() || self.memory.names(concept.index);
        if is_short && is_named {
            added += context::NAMED;
        }
        let neighbours = [self.index.checked_sub(1), self.index.checked_add(1)];
        for neighbour in
            neighbours.into_iter().flatten().filter_map(|index| self.paragraph.glosses.get(index))
        {
            let gap = neighbour.span.start.max(at).saturating_sub(neighbour.span.end.min(own.span.end));
            let is_same = |kind| kind == concept.kind();
            let mut kinds = neighbour.hit.designations(self.tables).map(|one| one.concept().kind());
            if gap <= LIST && kinds.any(is_same) {
                added += context::KIND;
            }
        }
        added
    }
}

/// Bytes between the items of a list: a comma and a space, or 、.
const LIST: usize = 4;

/// The senses where the document defines the short form: that one, then the others,
/// which stay.
pub(super) fn defined<'l>(candidates: Vec<Candidate<'l>>, definition: &InForce<'l>) -> Vec<Sense<'l>> {
    let to = candidates.first().and_then(|one| one.to);
    let mut senses: Vec<Sense<'l>> = candidates
        .into_iter()
        .map(|candidate| Sense { candidate, evidence: candidate.evidence, score: 0.0 })
        .collect();
    let Some(concept) = definition.concept else { return senses };
    if !senses.iter().any(|sense| sense.concept() == concept) {
        senses.extend(named(concept, to));
    }
    for sense in senses.iter_mut().filter(|sense| sense.concept() == concept) {
        (sense.evidence, sense.score) = (Evidence::Local, 1.0);
    }
    senses.sort_by(|a, b| b.score.total_cmp(&a.score));
    senses
}

/// The senses by what the context has `added` to each.
pub(super) fn weighed<'l>(candidates: Vec<Candidate<'l>>, added: &[f64]) -> Vec<Sense<'l>> {
    let weights: Vec<(f64, f64)> =
        candidates.iter().zip(added).map(|(one, &added)| (context::prior(one), added)).collect();
    let several = candidates.len() > 1;
    let scored = candidates.into_iter().zip(context::scores(&weights)).zip(added);
    let mut senses: Vec<Sense<'l>> = scored
        .map(|((candidate, score), &added)| {
            let decided = several && added > 0.0 && score >= context::DECIDED;
            let evidence = if decided { Evidence::Context } else { candidate.evidence };
            Sense { candidate, evidence, score }
        })
        .collect();
    // The sort is stable, so that equal scores keep the order of candidates.
    senses.sort_by(|a, b| b.score.total_cmp(&a.score));
    senses
}

/// The sense of a concept that the lexicon has, but not by this short form.
pub(super) fn named(concept: Concept<'_>, to: Option<Language>) -> Option<Sense<'_>> {
    let designation = concept.designations().find(|one| one.is_shown())?;
    let candidate = Candidate { designation, evidence: Evidence::Local, distance: 0, to, case_kept: true };
    Some(Sense { candidate, evidence: Evidence::Local, score: 1.0 })
}

/// Whether `surface` is the short form `short`, or its plural.
pub(super) fn short_form_of(surface: &str, short: &str) -> bool {
    let (surface, short) = (short_key(surface), short_key(short));
    surface == short || surface.strip_suffix('s') == Some(&short)
}
