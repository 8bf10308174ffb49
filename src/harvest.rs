//! Harvest: from a text to facts with their places, and to candidate rows for the
//! source tables.
//!
//! Bulletins pair the two languages in a few regular ways, and those are read; the
//! rest of a text is left alone. Everything is read on the glyphs of the form level,
//! where breaks of lines are neutral, and said in the words of the original.

mod abbreviation;
mod brand;
mod class;
#[cfg(test)]
mod cost;
mod drug;
mod excerpt;
mod extent;
mod furniture;
mod kind;
mod known;
mod market;
mod note;
mod pair;
mod relation;
mod row;
mod sheet;
mod wording;

pub use abbreviation::Abbreviation;
pub use brand::Brand;
pub use class::DrugClass;
pub use drug::DrugRecord;
pub use excerpt::Excerpt;
pub use market::{Market, MarketStatus};
pub use note::Note;
pub use pair::{Pair, Statement};
pub use relation::CandidateRelation;
pub use row::{CandidateRow, Standing};

use core::ops::Range;

use crate::designation::Language;
use crate::format::Tables;
use crate::span::Span;
use known::Known;
use sheet::Sheet;

/// What a text says of drugs, and of the names of things in both languages. Made by
/// [`Lexicon::harvest`](crate::Lexicon::harvest).
#[derive(Clone)]
#[non_exhaustive]
pub struct Harvest<'l, 't> {
    /// The blocks of information on drugs, in the order of the text.
    pub drugs: Vec<DrugRecord<'t>>,
    /// The pairs of designations in headings, notes and running text, each where it is
    /// stated first, in the order of the text. What a drug block pairs is in the block.
    pub pairs: Vec<Pair<'t>>,
    /// The brands that running text marks as such, in the order of the text.
    pub brands: Vec<Brand<'t>>,
    /// The short forms that the text defines, in the order of the text.
    pub abbreviations: Vec<Abbreviation<'t>>,
    known: Known<'l>,
    text: &'t str,
}

/// One fact of a [`Harvest`].
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "type", rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Fact<'h, 't> {
    /// A block of information on a drug.
    Drug(&'h DrugRecord<'t>),
    /// A Japanese and an English designation of one thing.
    Pair(&'h Pair<'t>),
    /// A substance and its brand.
    Brand(&'h Brand<'t>),
    /// A short form and its long form.
    Abbreviation(&'h Abbreviation<'t>),
}

impl Fact<'_, '_> {
    /// Where it is stated, in bytes of the text.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Fact::Drug(drug) => drug.span,
            Fact::Pair(pair) => pair.span,
            Fact::Brand(brand) => brand.span,
            Fact::Abbreviation(abbreviation) => abbreviation.span,
        }
    }
}

/// Glyphs of a bracket in running text that may hold a designation, at the most.
const LONGEST_BRACKET: usize = 200;

impl<'l, 't> Harvest<'l, 't> {
    /// Reads `text`; `definitions` are the short forms that it defines: the span of
    /// the short form, that of the long one, and the language of the latter.
    pub(crate) fn of(
        tables: Tables<'l>,
        text: &'t str,
        definitions: impl IntoIterator<Item = (Span, Span, Language)>,
    ) -> Harvest<'l, 't> {
        let known = Known { tables };
        let mut sheet = Sheet::new(text);
        let (mut drugs, blocks) = drugs(&sheet);
        sheet.set_blocks(blocks);
        let sheet = sheet;
        let notes = note::lines(&sheet);
        note::attach(&sheet, &notes, &mut drugs);
        let mut pairs = pair::Pairs::default();
        let mut brands: Vec<Brand<'t>> = Vec::new();
        pairs.headings(&sheet, known);
        for open in (0..sheet.len()).filter(|&at| matches!(sheet.char(at), '(' | '[' | '〔')) {
            let near =
                sheet.close(open).filter(|&close| close - open <= LONGEST_BRACKET && sheet.is_free(open));
            let Some(close) = near else { continue };
            let found = brand::read(&sheet, known, open, close);
            if found.is_empty() {
                pairs.bracket(&sheet, known, open, close);
            }
            for brand in found {
                let is_same = |known: &Brand<'_>| {
                    known.brand.text() == brand.brand.text()
                        && known.substance.text() == brand.substance.text()
                };
                if !brands.iter().rev().take(64).any(is_same) {
                    brands.push(brand);
                }
            }
        }
        pairs.notes(&sheet, known, &notes);
        let mut pairs = pairs.found;
        pairs.sort_by_key(|pair| (pair.span.start, pair.span.end));
        let mut abbreviations = abbreviation::join(&sheet, definitions);
        // 開発中（PhaseⅡ）in a block is a status, no short form.
        let in_block = |span: Span| drugs.iter().any(|drug| drug.span.contains(span));
        abbreviations.retain(|one| !in_block(one.short.span));
        abbreviations.sort_by_key(|one| (one.span.start, one.span.end));
        Harvest { drugs, pairs, brands, abbreviations, known, text }
    }

    /// Every fact, in the order of the text.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact<'_, 't>> {
        let drugs = self.drugs.iter().map(Fact::Drug);
        let pairs = self.pairs.iter().map(Fact::Pair);
        let brands = self.brands.iter().map(Fact::Brand);
        let short = self.abbreviations.iter().map(Fact::Abbreviation);
        let mut facts: Vec<_> = drugs.chain(pairs).chain(brands).chain(short).collect();
        facts.sort_by_key(|fact| fact.span().start);
        facts
    }

    /// The candidate rows of one fact: one for each designation in it.
    #[must_use]
    pub fn rows_of(&self, fact: &Fact<'_, '_>) -> Vec<CandidateRow> {
        let mut rows = self.unplaced(fact);
        self.place(&mut rows);
        rows
    }

    /// All candidate rows: those that contradict the lexicon first, then those that it
    /// does not know, then those that it knows; within each in the order of the text.
    /// A designation of one concept stands once, where it is stated first.
    #[must_use]
    pub fn rows(&self) -> Vec<CandidateRow> {
        let mut rows: Vec<CandidateRow> = self.facts().iter().flat_map(|fact| self.unplaced(fact)).collect();
        let mut seen = std::collections::HashSet::new();
        rows.retain(|row| seen.insert((row.concept.clone(), row.language.as_str(), row.text.clone())));
        self.place(&mut rows);
        rows.sort_by_key(|row| (row.standing, row.span.start));
        // Of one concept and language one row is preferred.
        let mut preferred = std::collections::HashSet::new();
        for row in &mut rows {
            let mut is_first = || preferred.insert((row.concept.clone(), row.language.as_str()));
            if row.status == crate::designation::Status::Preferred && !is_first() {
                row.status = crate::designation::Status::Admitted;
            }
        }
        rows
    }

    /// The relations of drugs to classes and targets that the drug blocks state, where
    /// the lexicon knows both.
    #[must_use]
    pub fn relations(&self) -> Vec<CandidateRelation> {
        self.drugs.iter().flat_map(|drug| relation::relations(self.known, drug)).collect()
    }

    fn unplaced(&self, fact: &Fact<'_, '_>) -> Vec<CandidateRow> {
        match fact {
            Fact::Drug(drug) => row::of_drug(self.known, drug),
            Fact::Pair(pair) => row::of_pair(self.known, pair),
            Fact::Brand(brand) => row::of_brand(self.known, brand),
            Fact::Abbreviation(abbreviation) => row::of_abbreviation(self.known, abbreviation),
        }
    }

    /// Counts the lines and columns of rows.
    fn place(&self, rows: &mut [CandidateRow]) {
        let mut order: Vec<&mut CandidateRow> = rows.iter_mut().collect();
        order.sort_by_key(|row| row.span.start);
        let (mut line, mut column, mut at) = (1, 1, 0);
        for row in order {
            for c in self.text.get(at..row.span.start).unwrap_or_default().chars() {
                (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
            }
            at = at.max(row.span.start);
            (row.line, row.column) = (line, column);
        }
    }
}

impl core::fmt::Debug for Harvest<'_, '_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Harvest")
            .field("drugs", &self.drugs)
            .field("pairs", &self.pairs)
            .field("brands", &self.brands)
            .field("abbreviations", &self.abbreviations)
            .finish_non_exhaustive()
    }
}

/// The drug blocks of a sheet, and the glyphs that they take.
fn drugs<'t>(sheet: &Sheet<'t>) -> (Vec<DrugRecord<'t>>, Vec<Range<usize>>) {
    let (mut drugs, mut blocks) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < sheet.len() {
        match drug::read(sheet, at) {
            Some((drug, end)) if end > at => {
                drugs.push(drug);
                blocks.push(at..end);
                at = end;
            }
            _ => at += 1,
        }
    }
    (drugs, blocks)
}
