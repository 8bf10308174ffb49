//! Expansion: from a short form to what it may stand for.

use crate::candidate::{Candidate, Evidence};
use crate::concept::Concept;
use crate::designation::{Designation, Frequency, Language};
use crate::fold::{Level, Respelling, Scratch, fold_into, respell};
use crate::format::Tables;
use crate::hit::{Capitals, Postings};

/// One sense of a short form.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Expansion<'l> {
    /// The short form as the lexicon has it.
    pub designation: Designation<'l>,
    /// Why this sense is one. [`Evidence::Local`] where the context defines it,
    /// [`Evidence::Context`] where the context decides for it; otherwise how the short
    /// form matched.
    pub evidence: Evidence,
    /// How much of the weight of all senses this one has, between 0 and 1. Without a
    /// context a common sense weighs 9, one not assessed or occasional 3, a rare one 1;
    /// with one, see [`DocumentGloss::senses`](crate::DocumentGloss::senses).
    pub score: f64,
}

impl<'l> Expansion<'l> {
    /// The concept.
    #[must_use]
    pub fn concept(&self) -> Concept<'l> {
        self.designation.concept()
    }

    /// The long form in a language, if the concept has one there.
    #[must_use]
    pub fn long(&self, language: Language) -> Option<Designation<'l>> {
        self.concept().long_form(language)
    }
}

/// Serialises as `{"concept","kind","evidence","score","designation","long":{"en","ja"}}`.
#[cfg(feature = "serde")]
impl serde::Serialize for Expansion<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let long: std::collections::BTreeMap<&str, &str> = [Language::English, Language::Japanese]
            .into_iter()
            .filter_map(|language| Some((language.as_str(), self.long(language)?.text())))
            .collect();
        let mut fields = serializer.serialize_struct("Expansion", 6)?;
        fields.serialize_field("concept", self.concept().id())?;
        fields.serialize_field("kind", &self.concept().kind())?;
        fields.serialize_field("evidence", &self.evidence)?;
        fields.serialize_field("score", &self.score)?;
        fields.serialize_field("designation", &self.designation)?;
        fields.serialize_field("long", &long)?;
        fields.end()
    }
}

/// See [`Lexicon::expand`](crate::Lexicon::expand).
pub(crate) fn expand<'l>(tables: Tables<'l>, short: &str) -> Vec<Expansion<'l>> {
    let senses = senses(tables, short);
    let weight = |sense: &Candidate<'_>| match sense.designation.frequency() {
        Frequency::Common => 9.0,
        Frequency::Unknown | Frequency::Occasional => 3.0,
        Frequency::Rare => 1.0,
    };
    let total: f64 = senses.iter().map(weight).sum();
    let mut expansions: Vec<_> = senses
        .iter()
        .map(|sense| Expansion {
            designation: sense.designation,
            evidence: sense.evidence,
            score: weight(sense) / total,
        })
        .collect();
    // The sort is stable, so that equal weights keep the order of candidates.
    expansions.sort_by(|a, b| b.score.total_cmp(&a.score));
    expansions
}

/// The concepts that `short` abbreviates, one candidate each, in their order.
pub(crate) fn senses<'l>(tables: Tables<'l>, short: &str) -> Vec<Candidate<'l>> {
    let mut senses: Vec<Candidate<'l>> = Vec::new();
    let mut glyphs = Vec::new();
    fold_into(short, Level::Form, &mut Scratch::default(), &mut glyphs);
    for level in [Level::Form, Level::Spelling] {
        if level == Level::Spelling {
            respell(&mut glyphs, &mut Respelling::default());
        }
        let keys = tables.automaton();
        let Some(key) = keys.get(glyphs.iter().map(|glyph| keys.code(glyph.character))) else { continue };
        let capitals = Capitals::of(glyphs.iter());
        for (_, posting) in Postings::of(tables, key).iter() {
            let designation = posting.designation;
            if !posting.is_short_form() || !posting.is_at(level) || !capitals.agree(posting, glyphs.iter()) {
                continue;
            }
            let evidence = match level {
                _ if designation.text() == short => Evidence::Exact,
                Level::Form => Evidence::Form,
                Level::Spelling => Evidence::Spelling,
            };
            senses.push(Candidate { designation, evidence, distance: 0, to: None, case_kept: true });
        }
    }
    senses.sort_by(Candidate::rank);
    let mut seen = std::collections::HashSet::new();
    senses.retain(|sense| seen.insert(sense.designation.concept().index));
    senses
}
