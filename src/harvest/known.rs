//! What the lexicon knows of a text that was harvested.

use crate::candidate::Evidence;
use crate::concept::Concept;
use crate::designation::{Designation, Language};
use crate::fold::{Level, fold};
use crate::format::Tables;
use crate::gloss::{Glosses, Passage};
use crate::lookup;
use crate::query::Query;
use crate::span::Span;

/// A lexicon to ask.
#[derive(Clone, Copy)]
pub(super) struct Known<'l> {
    pub(super) tables: Tables<'l>,
}

impl<'l> Known<'l> {
    /// The concepts that `text` designates, best first: as it is, or folded. A salt
    /// is another thing than its substance.
    pub(super) fn concepts(self, text: &str) -> Vec<Concept<'l>> {
        let found = lookup::lookup(self.tables, &Query::new(text));
        let itself = found.into_iter().filter(|one| one.evidence <= Evidence::Spelling);
        itself.map(|one| one.concept()).collect()
    }

    /// The designations of `language` in `concept` that `text` is one of, folded.
    pub(super) fn designation(
        self,
        concept: Concept<'l>,
        text: &str,
        language: Language,
    ) -> Option<Designation<'l>> {
        let key = fold(text, Level::Spelling);
        concept
            .designations()
            .find(|one| one.language() == language && fold(one.text(), Level::Spelling) == key)
    }

    /// Where the terms of `text` stand, in bytes of it.
    pub(super) fn terms(self, text: &str) -> Vec<Span> {
        Glosses::new(self.tables, Passage::new(text)).map(|gloss| gloss.span).collect()
    }
}
