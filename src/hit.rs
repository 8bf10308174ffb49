//! Hits: the postings of one key that a text or a query has reached.

use crate::concept::Kind;
use crate::designation::{CaseRule, Designation};
use crate::fold::{Glyph, Level, flag, fold_into};
use crate::format::{Tables, posting};
use crate::suffix::Suffix;

/// The postings of one key, as the value of the transducer packs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Postings<'l> {
    pub(crate) tables: Tables<'l>,
    pub(crate) value: u64,
}

impl PartialEq for Tables<'_> {
    /// Whether both are of one opened lexicon.
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.bytes, other.bytes)
    }
}

impl Eq for Tables<'_> {}

/// One posting: a designation, and the folds that lead from it to the key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Posting<'l> {
    pub(crate) designation: Designation<'l>,
    flags: u32,
}

impl Posting<'_> {
    pub(crate) fn is_at(self, level: Level) -> bool {
        let wanted = match level {
            Level::Form => posting::FORM,
            Level::Spelling => posting::SPELLING,
        };
        self.flags & wanted != 0
    }

    /// Whether the key is that of the plural.
    pub(crate) fn is_plural(self) -> bool {
        self.flags & posting::PLURAL != 0
    }
}

impl<'l> Postings<'l> {
    /// The postings, numbered. At most 64, as compiling sees to.
    pub(crate) fn iter(self) -> impl Iterator<Item = (u32, Posting<'l>)> {
        let first = u32::try_from(self.value >> posting::COUNT_BITS).unwrap_or(u32::MAX);
        let count = (self.value & ((1 << posting::COUNT_BITS) - 1)).min(64) as u32;
        (0..count).filter_map(move |number| {
            let packed = self.tables.posting(first.checked_add(number)?)?;
            let index = packed >> posting::SHIFT;
            // A damaged file may name a designation that is not there.
            self.tables.designation(index)?;
            let designation = Designation { tables: self.tables, index };
            Some((number, Posting { designation, flags: packed }))
        })
    }
}

/// The postings of a key that a stretch of text or a query agrees with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit<'l> {
    pub(crate) postings: Postings<'l>,
    pub(crate) level: Level,
    /// Bit n is set when the text agrees with posting n.
    pub(crate) agreed: u64,
    /// What stands after the key and belongs to the name.
    pub(crate) suffix: Option<Suffix>,
}

impl<'l> Hit<'l> {
    /// The agreeing postings.
    pub(crate) fn designations(self) -> impl Iterator<Item = Designation<'l>> {
        self.postings
            .iter()
            .filter(move |(number, _)| self.agreed >> number & 1 != 0)
            .map(|(_, posting)| posting.designation)
    }

    /// The same hit for drugs only. None when no drug is among its designations.
    pub(crate) fn drugs(self) -> Option<Hit<'l>> {
        let agreed = self
            .postings
            .iter()
            .filter(|(_, posting)| posting.designation.concept().kind() == Kind::Drug)
            .fold(0, |bits, (number, _)| bits | self.agreed & 1 << number);
        (agreed != 0).then_some(Hit { agreed, ..self })
    }
}

/// Memory for comparing capitals.
#[derive(Debug, Default)]
pub(crate) struct CaseScratch {
    glyphs: Vec<Glyph>,
    characters: Vec<Glyph>,
}

impl CaseScratch {
    /// Whether the capitals of the `matched` glyphs are those that the posting's
    /// designation asks for. A plural may have small letters after those.
    pub(crate) fn agrees<'g>(
        &mut self,
        posting: Posting<'_>,
        matched: impl Iterator<Item = &'g Glyph>,
    ) -> bool {
        let mut matched = matched.filter(|glyph| is_cased(glyph)).map(|glyph| glyph.has(flag::UPPER));
        match posting.designation.case_rule() {
            CaseRule::Any => true,
            CaseRule::Initial => matched.next().unwrap_or(true),
            CaseRule::Exact => {
                fold_into(posting.designation.text(), Level::Form, &mut self.characters, &mut self.glyphs);
                let wanted = self.glyphs.iter().filter(|glyph| is_cased(glyph));
                for upper in wanted.map(|glyph| glyph.has(flag::UPPER)) {
                    if matched.next() != Some(upper) {
                        return false;
                    }
                }
                match posting.is_plural() {
                    true => matched.all(|upper| !upper),
                    false => matched.next().is_none(),
                }
            }
        }
    }
}

/// Whether the folded character is a letter that has capitals.
fn is_cased(glyph: &Glyph) -> bool {
    glyph.character.is_lowercase()
}
