//! Concepts: one meaning each, independent of language.

use core::fmt;

use crate::designation::{Designation, Designations, Language};
use crate::format::Tables;
use crate::relation::Relations;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What sort of thing a concept is. It is the first part of the concept's id.
    Kind, "kind of concept" {
        /// A substance used as a medicine, a vaccine or a cell product.
        Drug = 0, "drug";
        /// A class of medicines: immune checkpoint inhibitors.
        Class = 1, "class";
        /// Any sign, symptom, condition or diagnosis.
        Reaction = 2, "reaction";
        /// A laboratory test, measurement, examination or score.
        Test = 3, "test";
        /// A treatment or procedure that is not one drug, regimens included.
        Therapy = 4, "therapy";
        /// What a medicine acts on: receptors, antigens, enzymes, genes, cells.
        Target = 5, "target";
        /// A part of the body.
        Anatomy = 6, "anatomy";
        /// A pathogen or another organism.
        Organism = 7, "organism";
        /// A word of regulation, pharmacovigilance, trials and bulletins.
        Regulatory = 8, "regulatory";
        /// An agency, committee or institute.
        Organization = 9, "organization";
    }
}

/// A concept of a [`Lexicon`](crate::Lexicon): a view that borrows it, cheap to copy.
#[derive(Clone, Copy)]
pub struct Concept<'l> {
    pub(crate) tables: Tables<'l>,
    pub(crate) index: u32,
}

impl<'l> Concept<'l> {
    /// The id, such as `reaction/cytokine-release-syndrome`. It means the same
    /// in every lexicon and every edition.
    #[must_use]
    pub fn id(self) -> &'l str {
        self.tables.concept(self.index).map_or("", |record| self.tables.string(record.id))
    }

    /// What sort of thing the concept is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.tables.concept(self.index).map_or(Kind::Reaction, |record| record.kind)
    }

    /// All designations, hidden ones too: English first; within a language the
    /// preferred one, then admitted, deprecated and hidden ones; within a status
    /// terms, symbols, abbreviations, brands; then by text.
    #[must_use]
    pub fn designations(self) -> Designations<'l> {
        Designations::of(self)
    }

    /// What it stands in relations to: a drug to its classes, then to its targets.
    ///
    /// ```
    /// use yakugo::{Language, Lexicon, Relation};
    /// let lexicon = Lexicon::embedded();
    /// let drug = lexicon.lookup("リツキシマブ")[0].concept();
    /// let target = drug.related().find(|one| one.relation() == Relation::Target).unwrap();
    /// assert_eq!(target.concept().id(), "target/cd20");
    /// assert!(target.sources().next().is_some());
    /// ```
    #[must_use]
    pub fn related(self) -> Relations<'l> {
        Relations::of(self)
    }

    /// The preferred designation in `language`, if the concept has one.
    #[must_use]
    pub fn preferred(self, language: Language) -> Option<Designation<'l>> {
        self.designations()
            .find(|designation| designation.language() == language && designation.is_preferred())
    }

    /// The long form in `language`: the preferred designation, or, where that is
    /// itself a short form, the first term.
    #[must_use]
    pub fn long_form(self, language: Language) -> Option<Designation<'l>> {
        let preferred = self.preferred(language);
        preferred.filter(|designation| !designation.is_short_form()).or_else(|| {
            let mut designations = self.designations();
            let is_long =
                |d: &Designation<'l>| d.language() == language && !d.is_short_form() && d.is_shown();
            designations.find(is_long).or(preferred)
        })
    }
}

impl fmt::Debug for Concept<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Concept").field(&self.id()).finish()
    }
}

/// Serialises as `{"id","kind","designations","relations"}`, without hidden designations.
#[cfg(feature = "serde")]
impl serde::Serialize for Concept<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let shown: Vec<Designation<'_>> = self.designations().filter(|one| one.is_shown()).collect();
        let related: Vec<_> = self.related().collect();
        let mut fields = serializer.serialize_struct("Concept", 4)?;
        fields.serialize_field("id", self.id())?;
        fields.serialize_field("kind", &self.kind())?;
        fields.serialize_field("designations", &shown)?;
        fields.serialize_field("relations", &related)?;
        fields.end()
    }
}

/// Two views are equal when they show the same concept, by id.
impl PartialEq for Concept<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Concept<'_> {}

/// The concepts of a lexicon, in the order of their ids. Made by
/// [`Lexicon::concepts`](crate::Lexicon::concepts).
#[derive(Clone, Debug)]
pub struct Concepts<'l> {
    pub(crate) tables: Tables<'l>,
    pub(crate) next: u32,
}

impl<'l> Iterator for Concepts<'l> {
    type Item = Concept<'l>;

    fn next(&mut self) -> Option<Concept<'l>> {
        if self.next >= self.tables.concept_count() {
            return None;
        }
        let concept = Concept { tables: self.tables, index: self.next };
        self.next += 1;
        Some(concept)
    }
}

/// A set of kinds of concepts, to ask only for some.
///
/// ```
/// use yakugo::{Kind, Kinds};
/// let kinds = Kinds::of(&[Kind::Drug, Kind::Class]);
/// assert!(kinds.contains(Kind::Drug) && !kinds.contains(Kind::Test));
/// assert!(Kinds::ALL.contains(Kind::Test));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Kinds(u16);

impl Kinds {
    /// Every kind.
    pub const ALL: Kinds = Kinds(u16::MAX);

    /// The kinds listed.
    #[must_use]
    pub fn of(kinds: &[Kind]) -> Kinds {
        Kinds(kinds.iter().fold(0, |set, kind| set | 1 << kind.to_byte()))
    }

    /// Whether `kind` is in the set.
    #[must_use]
    pub const fn contains(self, kind: Kind) -> bool {
        self.0 & (1 << kind.to_byte()) != 0
    }
}

/// Serialises as the list of the kinds.
#[cfg(feature = "serde")]
impl serde::Serialize for Kinds {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(Kind::ALL.iter().filter(|kind| self.contains(**kind)))
    }
}

impl Default for Kinds {
    fn default() -> Kinds {
        Kinds::ALL
    }
}
