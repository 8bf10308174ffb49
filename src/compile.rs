//! Compiling: source tables, or entries made in Rust, to the bytes of a lexicon.

mod automaton;
mod check;
mod index;
mod plural;
mod row;
mod segments;
mod slots;
mod table;
mod write;

use crate::designation::{
    CaseRule, DesignationKind, Frequency, Language, Nomenclature, Nomenclatures, Status,
};
use crate::error::{CompileError, Fault, RowError};
use crate::lexicon::Lexicon;
use row::{RelationRow, Row, Rows, SourceRow};
use table::{Field, Place};

/// Builds a lexicon from tables and entries.
///
/// ```
/// use yakugo::{Entry, Language, Lexicon, LexiconBuilder};
///
/// let table = "\
/// concept\tlanguage\tkind\tstatus\ttext\tsources
/// reaction/tumor-flare\ten\tterm\tpreferred\ttumor flare\teditor
/// reaction/tumor-flare\tja\tterm\tpreferred\t腫瘍フレア\teditor
/// ";
/// let mut builder = LexiconBuilder::new();
/// builder.edition("house glossary 3");
/// builder.table("house.tsv", table);
/// builder.entry(Entry::new("reaction/tumor-flare", Language::English, "TFR").abbreviation());
/// let lexicon = Lexicon::open(builder.compile()?)?;
///
/// let glosses: Vec<_> = lexicon.gloss("腫瘍フレア（TFR）がみられた。").collect();
/// assert_eq!(glosses.len(), 2);
/// assert_eq!(glosses[0].surface, "腫瘍フレア");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The same facts in any order give the same bytes.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    edition: String,
    rows: Rows,
    tables: Vec<String>,
    entries: usize,
    bases: Vec<Row>,
    base_relations: Vec<RelationRow>,
    base_sources: Vec<SourceRow>,
}

impl LexiconBuilder {
    /// A builder without any facts.
    #[must_use]
    pub fn new() -> LexiconBuilder {
        LexiconBuilder::default()
    }

    /// Sets the edition, the version of the data: any text a person can tell
    /// editions apart by. Empty if it is not set.
    pub fn edition(&mut self, edition: &str) -> &mut LexiconBuilder {
        edition.clone_into(&mut self.edition);
        self
    }

    /// Adds a source table: the bytes of a file of designations or of sources
    /// (`data/README.md` describes the columns). `name` is what errors call it.
    /// What is wrong with the table, [`LexiconBuilder::compile`] says.
    pub fn table(&mut self, name: &str, bytes: impl AsRef<[u8]>) -> &mut LexiconBuilder {
        let index = self.tables.len();
        self.tables.push(name.to_owned());
        if let Some(table) = table::read(index, name, bytes.as_ref(), &mut self.rows.errors) {
            self.rows.add(table);
        }
        self
    }

    /// Adds one designation.
    pub fn entry(&mut self, entry: Entry) -> &mut LexiconBuilder {
        self.entries += 1;
        let place = Place { table: usize::MAX, file: "(entry)".into(), line: self.entries, column: 1 };
        match entry.into_row(&place) {
            Ok(row) => {
                self.rows.cited.extend(row.sources.iter().cloned());
                self.rows.designations.push(row);
            }
            Err(fault) => self.rows.errors.push(place.error(fault)),
        }
        self
    }

    /// Adds every fact of a lexicon, as the ground that tables and entries build
    /// on: where both prefer a designation of a concept in one language, that of
    /// the tables wins and the other becomes an admitted one; where both state
    /// the same designation, the tables' statement counts.
    pub fn base<D: AsRef<[u8]>>(&mut self, lexicon: &Lexicon<D>) -> &mut LexiconBuilder {
        let place = Place { table: 0, file: "(base)".into(), line: 0, column: 0 };
        let field = |text: &str| Field { text: text.to_owned(), place: place.clone() };
        for concept in lexicon.concepts() {
            for related in concept.related() {
                self.base_relations.push(RelationRow {
                    concept: field(concept.id()),
                    relation: related.relation(),
                    object: field(related.concept().id()),
                    sources: related.sources().map(|source| field(source.id())).collect(),
                });
            }
            for designation in concept.designations() {
                self.bases.push(Row {
                    concept: field(concept.id()),
                    concept_kind: concept.kind(),
                    language: designation.language(),
                    kind: designation.kind(),
                    status: designation.status(),
                    text: field(designation.text()),
                    case: designation.case_rule(),
                    frequency: designation.frequency(),
                    nomenclatures: designation.nomenclatures(),
                    sources: designation.sources().map(|source| field(source.id())).collect(),
                });
            }
        }
        self.base_sources.extend(lexicon.sources().map(|source| SourceRow {
            id: field(source.id()),
            citation: source.citation().to_owned(),
            licence: source.licence().to_owned(),
            date: source.date().to_owned(),
        }));
        self
    }

    /// The bytes of the lexicon.
    ///
    /// # Errors
    ///
    /// Every fault of every table, each with its file, line and column.
    pub fn compile(self) -> Result<Vec<u8>, CompileError> {
        let LexiconBuilder { edition, mut rows, tables, bases, base_relations, base_sources, .. } = self;
        lay_over(&mut rows, bases, base_relations, base_sources);
        check::check(&mut rows);
        let Rows { designations, relations, sources, mut errors, .. } = rows;
        if errors.is_empty() {
            match write::write(&edition, &designations, &relations, &sources) {
                Ok(bytes) => return Ok(bytes),
                Err(fault) => {
                    let file = tables.first().cloned().unwrap_or_else(|| "(entry)".to_owned());
                    errors.push(RowError { file, line: 1, column: 1, fault });
                }
            }
        }
        let rank =
            |error: &RowError| tables.iter().position(|name| *name == error.file).unwrap_or(usize::MAX);
        errors.sort_by_cached_key(|error| (rank(error), error.line, error.column));
        Err(CompileError::new(errors))
    }
}

/// Puts `rows` over the rows of the bases, later bases over earlier ones.
fn lay_over(
    rows: &mut Rows,
    bases: Vec<Row>,
    base_relations: Vec<RelationRow>,
    base_sources: Vec<SourceRow>,
) {
    use std::collections::BTreeSet;
    let key = |row: &Row| (row.concept.text.clone(), row.language, row.text.text.clone());
    let mut stated: BTreeSet<_> = rows.designations.iter().map(key).collect();
    let slot = |row: &Row| (row.concept.text.clone(), row.language);
    let is_preferred = |row: &&Row| row.status == Status::Preferred;
    let mut taken: BTreeSet<_> = rows.designations.iter().filter(is_preferred).map(slot).collect();
    for mut row in bases.into_iter().rev() {
        if !stated.insert(key(&row)) {
            continue;
        }
        if row.status == Status::Preferred && !taken.insert(slot(&row)) {
            row.status = Status::Admitted;
        }
        rows.designations.push(row);
    }
    let edge = |row: &RelationRow| (row.concept.text.clone(), row.relation, row.object.text.clone());
    let mut stated: BTreeSet<_> = rows.relations.iter().map(edge).collect();
    rows.relations.extend(base_relations.into_iter().rev().filter(|row| stated.insert(edge(row))));
    let mut known: BTreeSet<String> = rows.sources.iter().map(|source| source.id.text.clone()).collect();
    rows.sources.extend(base_sources.into_iter().rev().filter(|source| known.insert(source.id.text.clone())));
}

/// A designation stated in Rust, for [`LexiconBuilder::entry`].
///
/// It starts as a preferred term known to `editor`; the methods change that.
#[derive(Clone, Debug)]
pub struct Entry {
    concept: String,
    language: Language,
    text: String,
    kind: DesignationKind,
    status: Status,
    case: Option<CaseRule>,
    frequency: Frequency,
    nomenclatures: Nomenclatures,
    sources: Vec<String>,
}

impl Entry {
    /// The preferred term `text` of the concept with id `concept`.
    #[must_use]
    pub fn new(concept: &str, language: Language, text: &str) -> Entry {
        Entry {
            concept: concept.to_owned(),
            language,
            text: text.to_owned(),
            kind: DesignationKind::Term,
            status: Status::Preferred,
            case: None,
            frequency: Frequency::Unknown,
            nomenclatures: Nomenclatures::default(),
            sources: vec![check::EDITOR.to_owned()],
        }
    }

    /// Makes it an admitted abbreviation.
    #[must_use]
    pub fn abbreviation(self) -> Entry {
        self.kind(DesignationKind::Abbreviation).status(Status::Admitted)
    }

    /// Sets what sort of name it is.
    #[must_use]
    pub fn kind(mut self, kind: DesignationKind) -> Entry {
        self.kind = kind;
        self
    }

    /// Sets how it stands among the designations of its concept.
    #[must_use]
    pub fn status(mut self, status: Status) -> Entry {
        self.status = status;
        self
    }

    /// Sets which capitals a text must have, where that is not the default of its kind.
    #[must_use]
    pub fn case_rule(mut self, rule: CaseRule) -> Entry {
        self.case = Some(rule);
        self
    }

    /// Sets how common this sense is.
    #[must_use]
    pub fn frequency(mut self, frequency: Frequency) -> Entry {
        self.frequency = frequency;
        self
    }

    /// Says that a drug's name belongs to a system of names, besides those said before.
    #[must_use]
    pub fn nomenclature(mut self, one: Nomenclature) -> Entry {
        self.nomenclatures = self.nomenclatures.with(one);
        self
    }

    /// Sets the ids of its sources, each of which a table of sources must have.
    #[must_use]
    pub fn sources(mut self, ids: &[&str]) -> Entry {
        self.sources = ids.iter().map(|&id| id.to_owned()).collect();
        self
    }

    fn into_row(self, place: &Place) -> Result<Row, Fault> {
        let field = |text: String| Field { text, place: place.clone() };
        let concept_kind = row::concept_kind(&self.concept)?;
        if let Some(fault) = row::text_fault("text", &self.text) {
            return Err(fault);
        }
        Ok(Row {
            concept: field(self.concept),
            concept_kind,
            language: self.language,
            kind: self.kind,
            status: self.status,
            text: field(self.text),
            case: self.case.unwrap_or_else(|| row::default_case(Some(self.kind))),
            frequency: self.frequency,
            nomenclatures: self.nomenclatures,
            sources: self.sources.into_iter().map(field).collect(),
        })
    }
}
