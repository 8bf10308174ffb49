//! Compiling: source tables, or entries made in Rust, to the bytes of a lexicon.

mod alphabet;
mod automaton;
mod beginnings;
mod check;
mod checksum;
mod concepts;
mod file;
mod index;
mod keys;
mod layers;
mod order;
mod pair;
mod parts;
mod plural;
mod row;
mod segments;
mod slots;
mod table;
mod texts;
mod transducer;
mod write;

use crate::cue::CueObject;
use crate::designation::{
    CaseRule, DesignationKind, Frequency, Language, Nomenclature, Nomenclatures, Status,
};
use crate::error::{CompileError, Fault, RowError};
use crate::lexicon::Lexicon;
use row::{CueRow, RelationRow, Row, Rows, SourceRow};
use table::Table;
use texts::{Origin, Places, Texts};

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
    texts: Texts,
    rows: Rows,
    /// The names of the tables.
    tables: Vec<String>,
    /// Tables that are read when all are there.
    waiting: Vec<Table>,
    entries: usize,
    bases: Rows,
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
        let table = table::take(index, bytes.as_ref(), &mut self.texts, &mut self.rows.errors);
        self.waiting.extend(table);
        self
    }

    /// Adds one designation.
    pub fn entry(&mut self, entry: Entry) -> &mut LexiconBuilder {
        self.entries += 1;
        let start = self.texts.begin(Origin::Entry(self.entries));
        match entry.row(&mut self.texts) {
            Ok(row) => self.rows.designations.push(row),
            Err(fault) => self.rows.errors.push((texts::narrow(start), fault)),
        }
        // Even of an entry without texts something stands before the next one.
        self.texts.push("\n");
        self
    }

    /// Adds every fact of a lexicon, as the ground that tables and entries build
    /// on: where both prefer a designation of a concept in one language, that of
    /// the tables wins and the other becomes an admitted one; where both state
    /// the same designation, the tables' statement counts.
    pub fn base<D: AsRef<[u8]>>(&mut self, lexicon: &Lexicon<D>) -> &mut LexiconBuilder {
        let Rows { designations, relations, cues, sources, .. } = &mut self.bases;
        let texts = &mut self.texts;
        texts.begin(Origin::Base);
        for concept in lexicon.concepts() {
            let id = texts.push(concept.id());
            for related in concept.related() {
                relations.push(RelationRow {
                    concept: id,
                    relation: related.relation(),
                    object: texts.push(related.concept().id()),
                    sources: texts.push_lines(related.sources().map(|source| source.id())),
                });
            }
            for designation in concept.designations() {
                designations.push(Row {
                    concept: id,
                    concept_kind: concept.kind(),
                    language: designation.language(),
                    kind: designation.kind(),
                    status: designation.status(),
                    text: texts.push(designation.text()),
                    case: designation.case_rule(),
                    frequency: designation.frequency(),
                    nomenclatures: designation.nomenclatures(),
                    sources: texts.push_lines(designation.sources().map(|source| source.id())),
                });
            }
        }
        for cue in lexicon.cues() {
            let (language, text) = match cue.object() {
                CueObject::Concept(concept) => (None, concept.id()),
                CueObject::Word(language, word) => (Some(language), word),
            };
            cues.push(CueRow {
                concept: texts.push(cue.concept().id()),
                language,
                cue: texts.push(text),
                strength: cue.strength(),
                sources: texts.push_lines(core::iter::empty()),
            });
        }
        sources.extend(lexicon.sources().map(|source| SourceRow {
            id: texts.push(source.id()),
            citation: texts.push(source.citation()),
            licence: texts.push(source.licence()),
            date: texts.push(source.date()),
        }));
        texts.push("\n");
        self
    }

    /// The bytes of the lexicon: equal for equal facts, in whatever order they came.
    ///
    /// Takes about as long as building a bare `fst::Map` of the same keys, and memory for
    /// three to five times the bytes of the tables (DESIGN.md, "Measured"). From some
    /// thousands of rows on, a second thread does half of the work, if one can be started.
    ///
    /// # Errors
    ///
    /// Every fault of every table, each with its file, line and column.
    pub fn compile(self) -> Result<Vec<u8>, CompileError> {
        let LexiconBuilder { edition, texts, mut rows, tables, waiting, bases, .. } = self;
        let of_the_whole = |fault| {
            let file = tables.first().cloned().unwrap_or_else(|| "(entry)".to_owned());
            CompileError::new(vec![RowError { file, line: 1, column: 1, fault }])
        };
        file::number("bytes of tables", texts.len()).map_err(of_the_whole)?;
        table::read(&waiting, &texts, &mut rows);
        let mut errors = core::mem::take(&mut rows.errors);
        let stated = (rows.designations.len(), rows.relations.len());
        layers::lay_over(&mut rows, bases, &texts);
        let places = Places::new(&texts, &tables);
        let sorted = check::check(&mut rows, stated, &texts, &places, &mut errors);
        let keys = keys::fold_keys(&texts, &rows, &sorted, &mut errors);
        if errors.is_empty() {
            return write::write(&edition, texts, rows, sorted, keys).map_err(of_the_whole);
        }
        let mut errors: Vec<RowError> = errors.into_iter().map(|found| places.error(found)).collect();
        let rank =
            |error: &RowError| tables.iter().position(|name| *name == error.file).unwrap_or(usize::MAX);
        errors.sort_by_cached_key(|error| (rank(error), error.line, error.column));
        Err(CompileError::new(errors))
    }
}

fn too_many(what: &'static str, seen: usize, limit: usize) -> Fault {
    Fault::TooMany { what, seen, limit }
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

    fn row(self, texts: &mut Texts) -> Result<Row, Fault> {
        let concept_kind = row::concept_kind(&self.concept)?;
        if let Some(fault) = row::text_fault("text", &self.text) {
            return Err(fault);
        }
        Ok(Row {
            concept: texts.push(&self.concept),
            concept_kind,
            language: self.language,
            kind: self.kind,
            status: self.status,
            text: texts.push(&self.text),
            case: self.case.unwrap_or_else(|| row::default_case(Some(self.kind))),
            frequency: self.frequency,
            nomenclatures: self.nomenclatures,
            sources: texts.push_lines(self.sources.iter().map(String::as_str)),
        })
    }
}
