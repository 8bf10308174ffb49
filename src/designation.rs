//! Designations: the ways to say a concept.

use core::fmt;

use crate::concept::Concept;
use crate::format::Tables;
use crate::source::Sources;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The language of a designation.
    Language, "language" {
        /// English.
        English = 0, "en";
        /// Japanese.
        Japanese = 1, "ja";
    }
}

impl Language {
    /// The other of the two.
    #[must_use]
    pub const fn other(self) -> Language {
        match self {
            Language::English => Language::Japanese,
            Language::Japanese => Language::English,
        }
    }
}

vocabulary! {
    /// What sort of name a designation is.
    DesignationKind, "kind of designation" {
        /// A full name: cytokine release syndrome, サイトカイン放出症候群.
        Term = 0, "term";
        /// A symbol of a gene, an antigen or a unit: CD19.
        Symbol = 1, "symbol";
        /// A short form: CRS.
        Abbreviation = 2, "abbreviation";
        /// A trade name: Blincyto, ビーリンサイト.
        Brand = 3, "brand";
    }
}

impl DesignationKind {
    pub(crate) const fn is_short_form(self) -> bool {
        matches!(self, DesignationKind::Abbreviation | DesignationKind::Symbol)
    }
}

vocabulary! {
    /// How a designation stands among those of its concept and language (ISO 1087).
    Status, "status" {
        /// The one to use.
        Preferred = 0, "preferred";
        /// Right as well.
        Admitted = 1, "admitted";
        /// Means the concept, but is no longer to be used.
        Deprecated = 2, "deprecated";
        /// Found in texts, never shown: misspellings and scanning errors.
        Hidden = 3, "hidden";
    }
}

vocabulary! {
    /// Which capitals a text must have for a designation to be found in it.
    CaseRule, "case rule" {
        /// Any: the default of terms and brands.
        Any = 0, "any";
        /// Those of the designation: the default of abbreviations and symbols.
        /// ALL is a leukaemia, "all" is not.
        Exact = 1, "exact";
        /// The first letter must be a capital.
        Initial = 2, "initial";
    }
}

vocabulary! {
    /// How common a sense is in drug-safety texts, among the senses of its short form.
    Frequency, "frequency" {
        /// What a reader expects when nothing else is said.
        Common = 0, "common";
        /// Met now and then.
        Occasional = 1, "occasional";
        /// Met in a special field only.
        Rare = 2, "rare";
        /// Not assessed.
        Unknown = 3, "";
    }
}

vocabulary! {
    /// A system of drug names that a name belongs to.
    Nomenclature, "nomenclature" {
        /// International Nonproprietary Name (WHO).
        Inn = 0, "INN";
        /// Japanese Accepted Name, in either language.
        Jan = 1, "JAN";
        /// United States Adopted Name.
        Usan = 2, "USAN";
        /// British Approved Name, also a former one.
        Ban = 3, "BAN";
        /// None of these: a common name.
        Common = 4, "common";
    }
}

/// The systems of drug names that a designation belongs to: none for what is no
/// drug's name, and where nobody has said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Nomenclatures(u8);

impl Nomenclatures {
    pub(crate) const fn from_byte(byte: u8) -> Option<Nomenclatures> {
        if byte < 1 << Nomenclature::ALL.len() { Some(Nomenclatures(byte)) } else { None }
    }

    pub(crate) const fn to_byte(self) -> u8 {
        self.0
    }

    pub(crate) const fn with(self, one: Nomenclature) -> Nomenclatures {
        Nomenclatures(self.0 | 1 << one.to_byte())
    }

    /// Whether the name belongs to this system.
    #[must_use]
    pub const fn contains(self, one: Nomenclature) -> bool {
        self.0 & 1 << one.to_byte() != 0
    }

    /// Whether no system is known.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The systems, in the order of [`Nomenclature::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Nomenclature> {
        Nomenclature::ALL.iter().copied().filter(move |one| self.contains(*one))
    }
}

/// Serialises as the list of the systems.
#[cfg(feature = "serde")]
impl serde::Serialize for Nomenclatures {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// One way to say a concept in one language: a view that borrows the lexicon.
#[derive(Clone, Copy)]
pub struct Designation<'l> {
    pub(crate) tables: Tables<'l>,
    pub(crate) index: u32,
}

impl<'l> Designation<'l> {
    fn record(self) -> Option<crate::format::DesignationRecord> {
        self.tables.designation(self.index)
    }

    /// The text, as it is written in running text.
    #[must_use]
    pub fn text(self) -> &'l str {
        self.record().map_or("", |record| self.tables.string(record.text))
    }

    /// Whether `text` is its text.
    pub(crate) fn is_text(self, text: &str) -> bool {
        self.record().is_some_and(|record| self.tables.is_string(record.text, text))
    }

    /// The language.
    #[must_use]
    pub fn language(self) -> Language {
        self.record().map_or(Language::English, |record| record.language)
    }

    /// What sort of name it is.
    #[must_use]
    pub fn kind(self) -> DesignationKind {
        self.record().map_or(DesignationKind::Term, |record| record.kind)
    }

    /// How it stands among the designations of its concept.
    #[must_use]
    pub fn status(self) -> Status {
        self.record().map_or(Status::Hidden, |record| record.status)
    }

    /// Which capitals a text must have.
    #[must_use]
    pub fn case_rule(self) -> CaseRule {
        self.record().map_or(CaseRule::Any, |record| record.case)
    }

    /// How common this sense is among the senses of the same short form.
    #[must_use]
    pub fn frequency(self) -> Frequency {
        self.record().map_or(Frequency::Unknown, |record| record.frequency)
    }

    /// The systems of drug names it belongs to.
    ///
    /// ```
    /// use yakugo::{Lexicon, Nomenclature};
    /// let lexicon = Lexicon::embedded();
    /// let name = lexicon.lookup("acetaminophen")[0].designation;
    /// assert!(name.nomenclatures().contains(Nomenclature::Usan));
    /// ```
    #[must_use]
    pub fn nomenclatures(self) -> Nomenclatures {
        self.record().map_or(Nomenclatures::default(), |record| record.nomenclatures)
    }

    /// The concept it designates.
    #[must_use]
    pub fn concept(self) -> Concept<'l> {
        let index = self.record().map_or(u32::MAX, |record| record.concept);
        Concept { tables: self.tables, index }
    }

    /// The sources that say so, in the order of their ids.
    #[must_use]
    pub fn sources(self) -> Sources<'l> {
        Sources::of(self.tables, self.record().map(|record| record.citations))
    }

    pub(crate) fn is_preferred(self) -> bool {
        self.status() == Status::Preferred
    }

    /// Whether it may be shown as an equivalent.
    pub(crate) fn is_shown(self) -> bool {
        self.status() != Status::Hidden
    }

    /// Whether it is an abbreviation or a symbol.
    #[must_use]
    pub fn is_short_form(self) -> bool {
        self.kind().is_short_form()
    }

    /// Whether it is there: a damaged file may name one that is not.
    pub(crate) fn exists(self) -> bool {
        self.record().is_some()
    }
}

impl fmt::Debug for Designation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Designation")
            .field("text", &self.text())
            .field("language", &self.language())
            .field("concept", &self.concept().id())
            .finish_non_exhaustive()
    }
}

/// Two views are equal when they show the same designation: concept, language and text.
impl PartialEq for Designation<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
            && self.language() == other.language()
            && self.concept() == other.concept()
    }
}

impl Eq for Designation<'_> {}

/// Serialises as `{"text","language","kind","status","nomenclature"}`, the last only
/// where a system of names is known.
#[cfg(feature = "serde")]
impl serde::Serialize for Designation<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("Designation", 5)?;
        fields.serialize_field("text", self.text())?;
        fields.serialize_field("language", &self.language())?;
        fields.serialize_field("kind", &self.kind())?;
        fields.serialize_field("status", &self.status())?;
        match self.nomenclatures() {
            known if known.is_empty() => fields.skip_field("nomenclature")?,
            known => fields.serialize_field("nomenclature", &known)?,
        }
        fields.end()
    }
}

/// The designations of a concept. Made by [`Concept::designations`].
#[derive(Clone, Debug)]
pub struct Designations<'l> {
    tables: Tables<'l>,
    next: u32,
    end: u32,
}

impl<'l> Designations<'l> {
    pub(crate) fn of(concept: Concept<'l>) -> Designations<'l> {
        let range = concept.tables.concept(concept.index).map_or(0..0, |record| record.designations);
        // A damaged file may claim any count; there are no more than the table holds.
        let end = range.end.min(concept.tables.designation_count());
        Designations { tables: concept.tables, next: range.start, end }
    }
}

impl<'l> Iterator for Designations<'l> {
    type Item = Designation<'l>;

    fn next(&mut self) -> Option<Designation<'l>> {
        if self.next >= self.end {
            return None;
        }
        let designation = Designation { tables: self.tables, index: self.next };
        self.next += 1;
        Some(designation)
    }
}
