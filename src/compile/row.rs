//! Rows: fields read as words of their vocabularies, each fault with its place.

use core::str::FromStr;

use super::table::{DESIGNATIONS, Field, Place, RELATIONS, Table};
use crate::concept::Kind;
use crate::designation::{
    CaseRule, DesignationKind, Frequency, Language, Nomenclature, Nomenclatures, Status,
};
use crate::error::{Fault, RowError, UnknownWord};
use crate::relation::Relation;

/// A designation as a table or an [`Entry`](super::Entry) states it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) concept: Field,
    pub(super) concept_kind: Kind,
    pub(super) language: Language,
    pub(super) kind: DesignationKind,
    pub(super) status: Status,
    pub(super) text: Field,
    pub(super) case: CaseRule,
    pub(super) frequency: Frequency,
    pub(super) nomenclatures: Nomenclatures,
    pub(super) sources: Vec<Field>,
}

/// A relation as a table states it.
#[derive(Clone, Debug)]
pub(super) struct RelationRow {
    pub(super) concept: Field,
    pub(super) relation: Relation,
    pub(super) object: Field,
    pub(super) sources: Vec<Field>,
}

/// A source as a table states it.
#[derive(Clone, Debug)]
pub(super) struct SourceRow {
    pub(super) id: Field,
    pub(super) citation: String,
    pub(super) licence: String,
    pub(super) date: String,
}

/// What a run has read so far.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) designations: Vec<Row>,
    pub(super) relations: Vec<RelationRow>,
    pub(super) sources: Vec<SourceRow>,
    /// The sources that rows cite, also those rows that are faulty elsewhere.
    pub(super) cited: Vec<Field>,
    pub(super) errors: Vec<RowError>,
}

impl Rows {
    pub(super) fn add(&mut self, table: Table) {
        for fields in table.rows {
            let Rows { cited, errors, .. } = self;
            let mut reader = Reader { fields, columns: table.columns, cited, errors };
            match table.columns {
                DESIGNATIONS => {
                    let row = reader.designation();
                    self.designations.extend(row);
                }
                RELATIONS => {
                    let row = reader.relation();
                    self.relations.extend(row);
                }
                _ => {
                    let row = reader.source();
                    self.sources.extend(row);
                }
            }
        }
    }
}

/// Reads the fields of one row; every faulty field is reported, not only the first.
struct Reader<'e> {
    fields: Vec<Option<Field>>,
    columns: super::table::Columns,
    cited: &'e mut Vec<Field>,
    errors: &'e mut Vec<RowError>,
}

impl Reader<'_> {
    fn field(&mut self, column: &'static str) -> Option<Field> {
        let position = self.columns.iter().position(|&(name, _)| name == column)?;
        let field = self.fields.get_mut(position)?.take()?;
        let fault = stray(column, &field.text);
        self.keep(field, fault)
    }

    fn filled(&mut self, column: &'static str) -> Option<Field> {
        let field = self.field(column)?;
        let fault = text_fault(column, &field.text);
        self.keep(field, fault)
    }

    fn keep(&mut self, field: Field, fault: Option<Fault>) -> Option<Field> {
        match fault {
            Some(fault) => {
                self.errors.push(field.place.error(fault));
                None
            }
            None => Some(field),
        }
    }

    fn word<T: FromStr<Err = UnknownWord>>(
        &mut self,
        column: &'static str,
        expected: &'static str,
        default: Option<T>,
    ) -> Option<T> {
        let field = if default.is_some() { self.field(column) } else { self.filled(column) };
        let Some(field) = field.filter(|field| default.is_none() || !field.text.is_empty()) else {
            return default;
        };
        let word = field.text.parse().ok();
        if word.is_none() {
            let fault = Fault::Word { column, seen: field.text.clone(), expected };
            self.errors.push(field.place.error(fault));
        }
        word
    }

    fn designation(&mut self) -> Option<Row> {
        let concept = self.filled("concept");
        let concept_kind = concept.as_ref().and_then(|field| match concept_kind(&field.text) {
            Ok(kind) => Some(kind),
            Err(fault) => {
                self.errors.push(field.place.error(fault));
                None
            }
        });
        let language = self.word("language", Language::EXPECTED, None);
        let kind = self.word("kind", DesignationKind::EXPECTED, None);
        let status = self.word("status", Status::EXPECTED, None);
        let text = self.filled("text");
        let case = self.word("case", CaseRule::EXPECTED, Some(default_case(kind)));
        let frequency = self.word("frequency", Frequency::EXPECTED, Some(Frequency::Unknown));
        let nomenclatures = self.nomenclatures();
        let sources = self.filled("sources").map(|field| split_sources(&field, self.errors));
        self.cited.extend(sources.iter().flatten().cloned());
        self.field("note");
        Some(Row {
            concept: concept?,
            concept_kind: concept_kind?,
            language: language?,
            kind: kind?,
            status: status?,
            text: text?,
            case: case?,
            frequency: frequency?,
            nomenclatures: nomenclatures?,
            sources: sources?,
        })
    }

    fn relation(&mut self) -> Option<RelationRow> {
        let relation: Option<Relation> = self.word("relation", Relation::EXPECTED, None);
        let kinds = relation.map(Relation::kinds);
        let concept = self.concept("concept", kinds.map(|(from, _)| from));
        let object = self.concept("object", kinds.map(|(_, to)| to));
        let sources = self.filled("sources").map(|field| split_sources(&field, self.errors));
        self.cited.extend(sources.iter().flatten().cloned());
        self.field("note");
        Some(RelationRow { concept: concept?, relation: relation?, object: object?, sources: sources? })
    }

    /// A concept id, of the kind `wanted` where that is known.
    fn concept(&mut self, column: &'static str, wanted: Option<Kind>) -> Option<Field> {
        let field = self.filled(column)?;
        let fault = match concept_kind(&field.text) {
            Ok(kind) if wanted.is_some_and(|wanted| wanted != kind) => {
                let expected = wanted.map_or("", Kind::as_str);
                Some(Fault::Word { column, seen: field.text.clone(), expected })
            }
            Ok(_) => None,
            Err(fault) => Some(fault),
        };
        self.keep(field, fault)
    }

    /// Words with semicolons between; an empty field is none.
    fn nomenclatures(&mut self) -> Option<Nomenclatures> {
        let field = match self.field("nomenclature") {
            Some(field) if !field.text.is_empty() => field,
            _ => return Some(Nomenclatures::default()),
        };
        let mut known = Nomenclatures::default();
        for word in field.text.split(';') {
            let Ok(one) = word.parse::<Nomenclature>() else {
                let seen = word.to_owned();
                let fault = Fault::Word { column: "nomenclature", seen, expected: Nomenclature::EXPECTED };
                return self.keep(field, Some(fault)).and(None);
            };
            known = known.with(one);
        }
        Some(known)
    }

    fn source(&mut self) -> Option<SourceRow> {
        let id = self.filled("id");
        let citation = self.filled("citation");
        let licence = self.filled("licence");
        let date = self.field("date");
        Some(SourceRow { id: id?, citation: citation?.text, licence: licence?.text, date: date?.text })
    }
}

/// What must not stand in any field.
fn stray(column: &'static str, text: &str) -> Option<Fault> {
    let seen = if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
        "white space at an end"
    } else if text.contains(char::is_control) {
        "a control character"
    } else {
        return None;
    };
    Some(Fault::Stray { column, seen })
}

/// What is wrong with a text that must be there.
pub(super) fn text_fault(column: &'static str, text: &str) -> Option<Fault> {
    if text.is_empty() { Some(Fault::Empty { column }) } else { stray(column, text) }
}

/// The ids in a field of sources, which semicolons separate.
fn split_sources(field: &Field, errors: &mut Vec<RowError>) -> Vec<Field> {
    let mut column = field.place.column;
    let mut sources = Vec::new();
    for id in field.text.split(';') {
        let place = Place { column, ..field.place.clone() };
        if id.is_empty() {
            errors.push(place.error(Fault::Empty { column: "sources" }));
        } else {
            sources.push(Field { text: id.to_owned(), place });
        }
        column += id.chars().count() + 1;
    }
    sources
}

/// The case rule of a designation that states none: see [`CaseRule`].
pub(super) fn default_case(kind: Option<DesignationKind>) -> CaseRule {
    match kind {
        Some(DesignationKind::Abbreviation | DesignationKind::Symbol) => CaseRule::Exact,
        _ => CaseRule::Any,
    }
}

/// The kind that a concept id begins with, if the id follows the grammar
/// `kind/name`, where the name is lower-case ASCII letters and digits with
/// single hyphens between them.
pub(super) fn concept_kind(id: &str) -> Result<Kind, Fault> {
    let fault = || Fault::ConceptId { seen: id.to_owned() };
    let (kind, name) = id.split_once('/').ok_or_else(fault)?;
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if !name.split('-').all(part) {
        return Err(fault());
    }
    kind.parse().map_err(|_| Fault::ConceptKind { seen: id.to_owned(), expected: Kind::EXPECTED })
}
