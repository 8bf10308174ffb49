//! Candidates: proposed answers, and the evidence for them.

use core::cmp::Ordering;

use crate::concept::Concept;
use crate::designation::{Designation, Designations, Frequency, Language, Status};
use crate::fold::Level;
use crate::format::Tables;
use crate::hit::Hit;
use crate::suffix::Suffix;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why a candidate is one: what it took for text and designation to agree.
    /// In the order in which candidates are ranked.
    Evidence, "evidence" {
        /// The text is the designation, byte for byte.
        Exact = 0, "exact";
        /// They agree at the form level (see [`Level::Form`](crate::Level::Form)).
        Form = 1, "form";
        /// They agree at the spelling level, or the text is an English plural.
        Spelling = 2, "spelling";
        /// The text is the designation and a word for a salt, an ester or a hydrate
        /// (メトホルミン塩酸塩): it names a form of the substance, not just it.
        Salt = 5, "salt";
        /// They are some edits apart: a guess.
        Fuzzy = 3, "fuzzy";
        /// What stands around a short form decides for this sense (see
        /// [`Sense`](crate::Sense)).
        Context = 4, "context";
        /// The document defines the short form so.
        Local = 6, "local";
    }
}

/// A concept that a text may mean, the designation that led to it, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Candidate<'l> {
    /// The designation that matched.
    pub designation: Designation<'l>,
    /// Why it matched.
    pub evidence: Evidence,
    /// Edits between text and designation, in characters, after folding; 0
    /// unless the evidence is [`Evidence::Fuzzy`].
    pub distance: u8,
    /// The language that [`Candidate::equivalents`] is restricted to.
    pub(crate) to: Option<Language>,
    /// Whether the capitals are those that the designation asks for.
    pub(crate) case_kept: bool,
}

impl<'l> Candidate<'l> {
    /// The concept.
    #[must_use]
    pub fn concept(&self) -> Concept<'l> {
        self.designation.concept()
    }

    /// Other ways to say the concept. Where the query or the passage asked for
    /// one language, every designation in it; otherwise every designation but
    /// the matched one, the other language first. Hidden ones never. Within a
    /// language: the preferred one, admitted ones, deprecated ones, and in each
    /// of these long forms before symbols, abbreviations and brands.
    #[must_use]
    pub fn equivalents(&self) -> Equivalents<'l> {
        let first = self.to.unwrap_or_else(|| self.designation.language().other());
        Equivalents {
            matched: self.designation,
            language: first,
            second: if self.to.is_none() { Some(first.other()) } else { None },
            with_matched: self.to.is_some(),
            rest: self.concept().designations(),
        }
    }

    /// The order of candidates, best first: evidence; distance; capitals as the
    /// designation asks; how common the sense is (common, not assessed,
    /// occasional, rare); status; concept id; language; text. No two candidates
    /// of one answer are equal in it.
    #[must_use]
    pub fn rank(&self, other: &Candidate<'_>) -> Ordering {
        self.rank_key().cmp(&other.rank_key())
    }

    #[allow(clippy::type_complexity, reason = "a tuple is the plainest total order")]
    fn rank_key(&self) -> (Evidence, u8, bool, u8, Status, &'l str, Language, &'l str) {
        let designation = self.designation;
        (
            self.evidence,
            self.distance,
            !self.case_kept,
            commonness(designation.frequency()),
            designation.status(),
            designation.concept().id(),
            designation.language(),
            designation.text(),
        )
    }
}

impl Candidate<'_> {
    /// [`Candidate::rank`] in a number, but for the text, which it orders last: of
    /// candidates of one lexicon, where concepts are numbered in the order of their ids.
    pub(crate) fn rank_number(&self) -> u64 {
        let Some(designation) = self.designation.tables.designation(self.designation.index) else {
            return u64::MAX;
        };
        let low = u64::from(designation.concept) << 1 | u64::from(designation.language.to_byte());
        [
            self.evidence as u8,
            self.distance,
            u8::from(!self.case_kept) << 4
                | commonness(designation.frequency) << 2
                | designation.status as u8,
        ]
        .into_iter()
        .fold(0, |number, byte| number << 8 | u64::from(byte))
            << 33
            | low
    }
}

/// The place of a frequency among the others, the most common first.
const fn commonness(frequency: Frequency) -> u8 {
    match frequency {
        Frequency::Common => 0,
        Frequency::Unknown => 1,
        Frequency::Occasional => 2,
        Frequency::Rare => 3,
    }
}

/// Serialises as `{"concept","kind","evidence","distance","designation","equivalents"}`.
#[cfg(feature = "serde")]
impl serde::Serialize for Candidate<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("Candidate", 6)?;
        fields.serialize_field("concept", self.concept().id())?;
        fields.serialize_field("kind", &self.concept().kind())?;
        fields.serialize_field("evidence", &self.evidence)?;
        fields.serialize_field("distance", &self.distance)?;
        fields.serialize_field("designation", &self.designation)?;
        fields.serialize_field("equivalents", &self.equivalents())?;
        fields.end()
    }
}

/// A candidate and its [`Candidate::rank_number`].
type Numbered<'l> = (u64, Candidate<'l>);

/// [`Candidate::rank`]: the text is asked only where the numbers are equal.
fn before(a: &Numbered<'_>, b: &Numbered<'_>) -> Ordering {
    a.0.cmp(&b.0).then_with(|| a.1.designation.text().cmp(b.1.designation.text()))
}

/// The candidates of a [`Gloss`](crate::Gloss), best first, one for each concept:
/// the best by [`Candidate::rank`] of its designations. Made by
/// [`Gloss::candidates`](crate::Gloss::candidates). Takes no memory; quadratic in
/// the number of designations that share the key, which is rarely above three.
#[derive(Clone, Debug)]
pub struct Candidates<'l, 't> {
    tables: Tables<'l>,
    hit: Hit,
    surface: &'t str,
    to: Option<Language>,
    last: Option<Candidate<'l>>,
}

impl<'l, 't> Candidates<'l, 't> {
    pub(crate) fn new(
        tables: Tables<'l>,
        hit: Hit,
        surface: &'t str,
        to: Option<Language>,
    ) -> Candidates<'l, 't> {
        Candidates { tables, hit, surface, to, last: None }
    }

    /// All of them at once, as the iterator gives them one by one.
    pub(crate) fn all(&self) -> Vec<Candidate<'l>> {
        if self.hit.agreed.is_power_of_two() {
            return self.agreeing().collect();
        }
        let mut numbered: Vec<Numbered<'l>> =
            self.agreeing().map(|candidate| (candidate.rank_number(), candidate)).collect();
        numbered.sort_by(before);
        let mut all: Vec<Candidate<'l>> = Vec::with_capacity(numbered.len());
        for (_, candidate) in numbered {
            let concept = candidate.concept().index;
            if !all.iter().any(|known| known.concept().index == concept) {
                all.push(candidate);
            }
        }
        all
    }

    fn agreeing(&self) -> impl Iterator<Item = Candidate<'l>> {
        let Candidates { tables, hit, surface, to, .. } = *self;
        hit.designations(tables).map(move |designation| {
            let evidence = match hit.level {
                _ if hit.suffix == Some(Suffix::Salt) => Evidence::Salt,
                _ if designation.text() == surface => Evidence::Exact,
                Level::Form => Evidence::Form,
                Level::Spelling => Evidence::Spelling,
            };
            Candidate { designation, evidence, distance: 0, to, case_kept: true }
        })
    }
}

impl<'l> Iterator for Candidates<'l, '_> {
    type Item = Candidate<'l>;

    fn next(&mut self) -> Option<Candidate<'l>> {
        // Most often there is one, and it is the first and the last.
        if self.hit.agreed.is_power_of_two() {
            let only = if self.last.is_none() { self.agreeing().next() } else { None };
            self.last = only.or(self.last);
            return only;
        }
        let is_best_of_concept = |(number, candidate): &Numbered<'l>| {
            let concept = candidate.concept().index;
            !self.agreeing().any(|other| {
                other.concept().index == concept
                    && before(&(other.rank_number(), other), &(*number, *candidate)).is_lt()
            })
        };
        let last = self.last.map(|last| (last.rank_number(), last));
        let (_, next) = self
            .agreeing()
            .map(|candidate| (candidate.rank_number(), candidate))
            .filter(|candidate| last.is_none_or(|last| before(&last, candidate).is_lt()))
            .filter(is_best_of_concept)
            .min_by(before)?;
        self.last = Some(next);
        Some(next)
    }
}

/// Serialises as the list of the candidates.
#[cfg(feature = "serde")]
impl serde::Serialize for Candidates<'_, '_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.clone())
    }
}

/// Other ways to say a candidate's concept. Made by [`Candidate::equivalents`].
#[derive(Clone, Debug)]
pub struct Equivalents<'l> {
    matched: Designation<'l>,
    language: Language,
    second: Option<Language>,
    with_matched: bool,
    rest: Designations<'l>,
}

impl<'l> Iterator for Equivalents<'l> {
    type Item = Designation<'l>;

    fn next(&mut self) -> Option<Designation<'l>> {
        loop {
            let Some(designation) = self.rest.next() else {
                self.language = self.second.take()?;
                self.rest = self.matched.concept().designations();
                continue;
            };
            let is_matched = designation.index == self.matched.index;
            if designation.language() == self.language
                && designation.is_shown()
                && (self.with_matched || !is_matched)
            {
                return Some(designation);
            }
        }
    }
}

/// Serialises as the list of the designations.
#[cfg(feature = "serde")]
impl serde::Serialize for Equivalents<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.clone())
    }
}
