//! Relations: from a concept to another one.

use core::fmt;

use crate::concept::{Concept, Kind};
use crate::format::Tables;
use crate::source::Sources;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How one concept stands to another.
    Relation, "relation" {
        /// A drug belongs to a class of medicines.
        Class = 0, "class";
        /// A drug acts on a target.
        Target = 1, "target";
    }
}

impl Relation {
    /// The kinds of concept that it leads from and to.
    pub(crate) const fn kinds(self) -> (Kind, Kind) {
        match self {
            Relation::Class => (Kind::Drug, Kind::Class),
            Relation::Target => (Kind::Drug, Kind::Target),
        }
    }
}

/// A concept that another one stands in a relation to: a view that borrows the
/// lexicon, cheap to copy. Made by [`Concept::related`].
#[derive(Clone, Copy)]
pub struct Related<'l> {
    tables: Tables<'l>,
    relation: Relation,
    object: u32,
    citations: u32,
}

impl<'l> Related<'l> {
    /// Relation number `index` of the file, with the concept it leads from.
    pub(crate) fn at(tables: Tables<'l>, index: u32) -> Option<(u32, Related<'l>)> {
        let record = tables.relation(index)?;
        let relation = Relation::from_byte(record.relation)?;
        let related = Related { tables, relation, object: record.object, citations: record.citations };
        Some((record.concept, related))
    }

    /// How the two stand to each other.
    #[must_use]
    pub fn relation(self) -> Relation {
        self.relation
    }

    /// The concept that the relation leads to.
    #[must_use]
    pub fn concept(self) -> Concept<'l> {
        Concept { tables: self.tables, index: self.object }
    }

    /// The sources that say so, in the order of their ids.
    #[must_use]
    pub fn sources(self) -> Sources<'l> {
        Sources::of(self.tables, Some(self.citations))
    }
}

impl fmt::Debug for Related<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Related").field("relation", &self.relation).field("concept", &self.concept()).finish()
    }
}

/// Serialises as `{"relation","concept"}`, the latter the id.
#[cfg(feature = "serde")]
impl serde::Serialize for Related<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("Related", 2)?;
        fields.serialize_field("relation", &self.relation)?;
        fields.serialize_field("concept", self.concept().id())?;
        fields.end()
    }
}

/// The relations of a concept. Made by [`Concept::related`].
#[derive(Clone, Debug)]
pub struct Relations<'l> {
    pub(crate) concept: Concept<'l>,
    pub(crate) next: u32,
}

impl<'l> Relations<'l> {
    /// Binary search in the section, which is sorted by concept.
    pub(crate) fn of(concept: Concept<'l>) -> Relations<'l> {
        let tables = concept.tables;
        let (mut low, mut high) = (0, tables.relation_count());
        while low < high {
            let middle = low + (high - low) / 2;
            match tables.relation(middle) {
                Some(record) if record.concept < concept.index => low = middle + 1,
                _ => high = middle,
            }
        }
        Relations { concept, next: low }
    }
}

impl<'l> Iterator for Relations<'l> {
    type Item = Related<'l>;

    fn next(&mut self) -> Option<Related<'l>> {
        let (from, related) = Related::at(self.concept.tables, self.next)?;
        if from != self.concept.index {
            return None;
        }
        self.next += 1;
        Some(related)
    }
}
