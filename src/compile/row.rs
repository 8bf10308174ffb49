//! Rows: fields read as words of their vocabularies, each fault with its place.

use core::str::FromStr;

use super::table::{CUES, Columns, DESIGNATIONS, Line, RELATIONS};
use super::texts::{Cited, Field, Found, narrow};
use crate::concept::Kind;
use crate::cue::Strength;
use crate::designation::{
    CaseRule, DesignationKind, Frequency, Language, Nomenclature, Nomenclatures, Status,
};
use crate::error::{Fault, UnknownWord};
use crate::relation::Relation;

/// A designation as a table or an [`Entry`](super::Entry) states it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) concept: Field,
    pub(super) text: Field,
    pub(super) sources: Cited,
    pub(super) concept_kind: Kind,
    pub(super) language: Language,
    pub(super) kind: DesignationKind,
    pub(super) status: Status,
    pub(super) case: CaseRule,
    pub(super) frequency: Frequency,
    pub(super) nomenclatures: Nomenclatures,
}

/// A relation as a table states it.
#[derive(Clone, Copy, Debug)]
pub(super) struct RelationRow {
    pub(super) concept: Field,
    pub(super) relation: Relation,
    pub(super) object: Field,
    pub(super) sources: Cited,
}

/// A cue as a table states it: a word in a language, or a concept where that is None.
#[derive(Clone, Copy, Debug)]
pub(super) struct CueRow {
    pub(super) concept: Field,
    pub(super) language: Option<Language>,
    pub(super) cue: Field,
    pub(super) strength: Strength,
    pub(super) sources: Cited,
}

/// A source as a table states it.
#[derive(Clone, Copy, Debug)]
pub(super) struct SourceRow {
    pub(super) id: Field,
    pub(super) citation: Field,
    pub(super) licence: Field,
    pub(super) date: Field,
}

/// What a run has read so far.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) designations: Vec<Row>,
    pub(super) relations: Vec<RelationRow>,
    pub(super) cues: Vec<CueRow>,
    pub(super) sources: Vec<SourceRow>,
    /// The sources that faulty rows cite.
    pub(super) cited: Vec<Cited>,
    pub(super) errors: Vec<Found>,
}

impl Rows {
    /// Room for the rows of a table of so many lines.
    pub(super) fn reserve(&mut self, columns: Columns, lines: usize) {
        match columns {
            DESIGNATIONS => self.designations.reserve_exact(lines),
            RELATIONS => self.relations.reserve_exact(lines),
            CUES => self.cues.reserve_exact(lines),
            _ => self.sources.reserve_exact(lines),
        }
    }

    /// Moves the rows of another run behind these.
    pub(super) fn append(&mut self, other: &mut Rows) {
        let Rows { designations, relations, cues, sources, cited, errors } = other;
        self.designations.append(designations);
        self.relations.append(relations);
        self.cues.append(cues);
        self.sources.append(sources);
        self.cited.append(cited);
        self.errors.append(errors);
    }
}

/// The concept of the last row and its kind: rows of one concept mostly stand together.
pub(super) type Last<'t> = Option<(&'t str, Kind)>;

/// Adds the row of a line, or what is wrong with it.
pub(super) fn read_row<'t>(line: Line<'t>, last: &mut Last<'t>, rows: &mut Rows) {
    let Rows { designations, relations, cues, sources, cited, errors } = rows;
    let columns = line.columns;
    let mut reader = Reader { line, last, cited, errors };
    match columns {
        DESIGNATIONS => designations.extend(reader.designation()),
        RELATIONS => relations.extend(reader.relation()),
        CUES => cues.extend(reader.cue()),
        _ => sources.extend(reader.source()),
    }
}

/// A field with its text.
type Read<'t> = (Field, &'t str);

/// Reads the fields of one row; every faulty field is reported, not only the first.
/// Columns are given by their places in the list of them.
struct Reader<'t, 'e> {
    line: Line<'t>,
    last: &'e mut Last<'t>,
    cited: &'e mut Vec<Cited>,
    errors: &'e mut Vec<Found>,
}

impl<'t> Reader<'t, '_> {
    fn name(&self, column: usize) -> &'static str {
        self.line.columns.get(column).map_or("", |&(name, _)| name)
    }

    fn fault(&mut self, field: Field, fault: Fault) {
        self.errors.push((field.start(), fault));
    }

    fn field(&mut self, column: usize) -> Option<Read<'t>> {
        let (field, text) = self.line.fields.get(column).copied().flatten()?;
        if !self.line.may_have_controls && !has_space_at_end(text) {
            return Some((field, text));
        }
        let fault = stray(self.name(column), text);
        self.keep((field, text), fault)
    }

    fn filled(&mut self, column: usize) -> Option<Read<'t>> {
        let read = self.field(column)?;
        let fault = read.0.is_empty().then(|| Fault::Empty { column: self.name(column) });
        self.keep(read, fault)
    }

    fn keep(&mut self, read: Read<'t>, fault: Option<Fault>) -> Option<Read<'t>> {
        match fault {
            Some(fault) => {
                self.fault(read.0, fault);
                None
            }
            None => Some(read),
        }
    }

    fn word<T: FromStr<Err = UnknownWord>>(
        &mut self,
        column: usize,
        expected: &'static str,
        default: Option<T>,
    ) -> Option<T> {
        let read = if default.is_some() { self.field(column) } else { self.filled(column) };
        let Some((field, text)) = read.filter(|(_, text)| default.is_none() || !text.is_empty()) else {
            return default;
        };
        let word = text.parse().ok();
        if word.is_none() {
            let fault = Fault::Word { column: self.name(column), seen: text.to_owned(), expected };
            self.fault(field, fault);
        }
        word
    }

    fn designation(&mut self) -> Option<Row> {
        let concept = self.filled(0);
        let concept_kind = concept.and_then(|(field, text)| match self.kind(text) {
            Ok(kind) => Some(kind),
            Err(fault) => {
                self.fault(field, fault);
                None
            }
        });
        let language = self.word(1, Language::EXPECTED, None);
        let kind = self.word(2, DesignationKind::EXPECTED, None);
        let status = self.word(3, Status::EXPECTED, None);
        let text = self.filled(4);
        let case = self.word(5, CaseRule::EXPECTED, Some(default_case(kind)));
        let frequency = self.word(6, Frequency::EXPECTED, Some(Frequency::Unknown));
        let nomenclatures = self.nomenclatures(7);
        let sources = self.sources(8);
        self.field(9);
        let row = (|| {
            Some(Row {
                concept: concept?.0,
                concept_kind: concept_kind?,
                language: language?,
                kind: kind?,
                status: status?,
                text: text?.0,
                case: case?,
                frequency: frequency?,
                nomenclatures: nomenclatures?,
                sources: sources?,
            })
        })();
        if row.is_none() {
            self.cited.extend(sources);
        }
        row
    }

    fn relation(&mut self) -> Option<RelationRow> {
        let relation: Option<Relation> = self.word(1, Relation::EXPECTED, None);
        let kinds = relation.map(Relation::kinds);
        let concept = self.concept(0, kinds.map(|(from, _)| from));
        let object = self.concept(2, kinds.map(|(_, to)| to));
        let sources = self.sources(3);
        self.field(4);
        let row = (|| {
            Some(RelationRow { concept: concept?, relation: relation?, object: object?, sources: sources? })
        })();
        if row.is_none() {
            self.cited.extend(sources);
        }
        row
    }

    fn cue(&mut self) -> Option<CueRow> {
        let concept = self.concept(0, None);
        let is_concept = self.field(1).is_some_and(|(field, _)| field.is_empty());
        let language = if is_concept { Some(None) } else { self.word(1, Language::EXPECTED, None).map(Some) };
        let cue = if is_concept { self.concept(2, None) } else { self.filled(2).map(|(field, _)| field) };
        let strength = self.word(3, Strength::EXPECTED, None);
        let sources = self.sources(4);
        self.field(5);
        let row = (|| {
            Some(CueRow {
                concept: concept?,
                language: language?,
                cue: cue?,
                strength: strength?,
                sources: sources?,
            })
        })();
        if row.is_none() {
            self.cited.extend(sources);
        }
        row
    }

    /// The kind of the concept id that a row begins with.
    fn kind(&mut self, id: &'t str) -> Result<Kind, Fault> {
        match *self.last {
            Some((last, kind)) if last == id => Ok(kind),
            _ => concept_kind(id).inspect(|&kind| *self.last = Some((id, kind))),
        }
    }

    /// A concept id, of the kind `wanted` where that is known.
    fn concept(&mut self, column: usize, wanted: Option<Kind>) -> Option<Field> {
        let (field, text) = self.filled(column)?;
        let fault = match if column == 0 { self.kind(text) } else { concept_kind(text) } {
            Ok(kind) if wanted.is_some_and(|wanted| wanted != kind) => {
                let expected = wanted.map_or("", Kind::as_str);
                Some(Fault::Word { column: self.name(column), seen: text.to_owned(), expected })
            }
            Ok(_) => None,
            Err(fault) => Some(fault),
        };
        self.keep((field, text), fault).map(|(field, _)| field)
    }

    /// Words with semicolons between; an empty field is none.
    fn nomenclatures(&mut self, column: usize) -> Option<Nomenclatures> {
        let (field, text) = match self.field(column) {
            Some(read) if !read.0.is_empty() => read,
            _ => return Some(Nomenclatures::default()),
        };
        let mut known = Nomenclatures::default();
        for word in text.split(';') {
            let Ok(one) = word.parse::<Nomenclature>() else {
                let (seen, column) = (word.to_owned(), self.name(column));
                self.fault(field, Fault::Word { column, seen, expected: Nomenclature::EXPECTED });
                return None;
            };
            known = known.with(one);
        }
        Some(known)
    }

    /// Ids of sources with semicolons between.
    fn sources(&mut self, column: usize) -> Option<Cited> {
        let (ids, text) = self.filled(column)?;
        if text.starts_with(';') || text.ends_with(';') || text.contains(";;") {
            let mut at = ids.start();
            for id in text.split(';') {
                if id.is_empty() {
                    self.errors.push((at, Fault::Empty { column: "sources" }));
                }
                at += narrow(id.len() + 1);
            }
        }
        Some(Cited { ids, are_lines: false })
    }

    fn source(&mut self) -> Option<SourceRow> {
        let id = self.filled(0);
        let citation = self.filled(1);
        let licence = self.filled(2);
        let date = self.field(3);
        Some(SourceRow { id: id?.0, citation: citation?.0, licence: licence?.0, date: date?.0 })
    }
}

/// What must not stand in any field.
fn stray(column: &'static str, text: &str) -> Option<Fault> {
    let seen = if has_space_at_end(text) {
        "white space at an end"
    } else if text.contains(char::is_control) {
        "a control character"
    } else {
        return None;
    };
    Some(Fault::Stray { column, seen })
}

fn has_space_at_end(text: &str) -> bool {
    match text.as_bytes() {
        [b'!'..=b'~', .., b'!'..=b'~'] => false,
        _ => text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace),
    }
}

/// What is wrong with a text that must be there.
pub(super) fn text_fault(column: &'static str, text: &str) -> Option<Fault> {
    if text.is_empty() { Some(Fault::Empty { column }) } else { stray(column, text) }
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
    // No hyphen at the beginning, behind another one, or at the end.
    let mut before = b'-';
    let is_sound = |byte: u8| {
        let is_sound = byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' && before != b'-';
        before = byte;
        is_sound
    };
    if !name.bytes().all(is_sound) || name.ends_with('-') || name.is_empty() {
        return Err(fault());
    }
    kind.parse().map_err(|_| Fault::ConceptKind { seen: id.to_owned(), expected: Kind::EXPECTED })
}
