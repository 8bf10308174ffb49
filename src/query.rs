//! Queries: what to look up, and how far to go for it.

use crate::concept::Kinds;
use crate::designation::Language;
use crate::fold::Level;

/// How many edits a fuzzy look-up may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(into = "u8"))]
pub enum Distance {
    /// None: no fuzzy look-up.
    #[default]
    Zero,
    /// One edit, between keys and queries of three characters or more.
    One,
    /// Two edits between keys and queries of six characters or more; one under that.
    Two,
}

impl Distance {
    /// The number of edits.
    #[must_use]
    pub const fn edits(self) -> u8 {
        match self {
            Distance::Zero => 0,
            Distance::One => 1,
            Distance::Two => 2,
        }
    }

    /// The distance of this many edits, if there is one: 0, 1 or 2.
    #[must_use]
    pub const fn of(edits: u8) -> Option<Distance> {
        match edits {
            0 => Some(Distance::Zero),
            1 => Some(Distance::One),
            2 => Some(Distance::Two),
            _ => None,
        }
    }
}

/// A text to look up, with its knobs. A `&str` becomes a query with the default
/// ones: spelling level, no fuzzy look-up, every kind, both languages, no limit.
///
/// ```
/// use yakugo::{Distance, Evidence, Lexicon, Query};
/// let lexicon = Lexicon::embedded();
/// let query = Query::new("ブリナツマモブ").distance(Distance::One);
/// let best = lexicon.lookup(query)[0];
/// assert_eq!(best.concept().id(), "drug/blinatumomab");
/// assert_eq!((best.evidence, best.distance), (Evidence::Fuzzy, 1));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Query<'q> {
    pub(crate) text: &'q str,
    pub(crate) level: Level,
    pub(crate) distance: Distance,
    pub(crate) limit: usize,
    pub(crate) kinds: Kinds,
    pub(crate) to: Option<Language>,
}

impl<'q> Query<'q> {
    /// A query with the default knobs.
    #[must_use]
    pub fn new(text: &'q str) -> Query<'q> {
        Query {
            text,
            level: Level::Spelling,
            distance: Distance::Zero,
            limit: usize::MAX,
            kinds: Kinds::ALL,
            to: None,
        }
    }

    /// How much folding may make equal.
    #[must_use]
    pub fn level(self, level: Level) -> Query<'q> {
        Query { level, ..self }
    }

    /// How many edits a fuzzy look-up may take.
    #[must_use]
    pub fn distance(self, distance: Distance) -> Query<'q> {
        Query { distance, ..self }
    }

    /// How many candidates to give at most.
    #[must_use]
    pub fn limit(self, limit: usize) -> Query<'q> {
        Query { limit, ..self }
    }

    /// Only candidates of these kinds.
    #[must_use]
    pub fn kinds(self, kinds: Kinds) -> Query<'q> {
        Query { kinds, ..self }
    }

    /// Only equivalents in this language.
    #[must_use]
    pub fn to(self, language: Language) -> Query<'q> {
        Query { to: Some(language), ..self }
    }
}

impl From<Distance> for u8 {
    fn from(distance: Distance) -> u8 {
        distance.edits()
    }
}

impl<'q> From<&'q str> for Query<'q> {
    fn from(text: &'q str) -> Query<'q> {
        Query::new(text)
    }
}

impl<'q> From<&'q String> for Query<'q> {
    fn from(text: &'q String) -> Query<'q> {
        Query::new(text)
    }
}
