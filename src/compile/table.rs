//! Reading a source table: tab-separated fields under a header line.

use std::sync::Arc;

use crate::error::{Fault, RowError};

/// Where something stands in the sources.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Number of the table, in the order given.
    pub(super) table: usize,
    pub(super) file: Arc<str>,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Place {
    pub(super) fn error(&self, fault: Fault) -> RowError {
        RowError { file: self.file.to_string(), line: self.line, column: self.column, fault }
    }
}

impl core::fmt::Display for Place {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// One field of a row.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) text: String,
    pub(super) place: Place,
}

/// The columns a table may have: name, and whether it must.
pub(super) type Columns = &'static [(&'static str, bool)];

pub(super) const DESIGNATIONS: Columns = &[
    ("concept", true),
    ("language", true),
    ("kind", true),
    ("status", true),
    ("text", true),
    ("case", false),
    ("frequency", false),
    ("nomenclature", false),
    ("sources", true),
    ("note", false),
];

pub(super) const RELATIONS: Columns =
    &[("concept", true), ("relation", true), ("object", true), ("sources", true), ("note", false)];

pub(super) const SOURCES: Columns = &[("id", true), ("citation", true), ("licence", true), ("date", true)];

/// A table whose header was understood.
pub(super) struct Table {
    pub(super) columns: Columns,
    /// One row: a field for each of `columns`; None where the table lacks it.
    pub(super) rows: Vec<Vec<Option<Field>>>,
}

/// Splits `bytes` into rows. Faults go to `errors`; rows that have none are kept.
/// None when the header is of no known table.
pub(super) fn read(index: usize, name: &str, bytes: &[u8], errors: &mut Vec<RowError>) -> Option<Table> {
    let file: Arc<str> = name.into();
    let place = |line: usize, column: usize| Place { table: index, file: Arc::clone(&file), line, column };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut lines = Vec::new();
    for (number, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match core::str::from_utf8(line) {
            Ok(line) => lines.push((number + 1, line)),
            Err(error) => {
                let valid = line.get(..error.valid_up_to()).unwrap_or_default();
                let column = String::from_utf8_lossy(valid).chars().count() + 1;
                let byte = line.get(error.valid_up_to()).copied().unwrap_or_default();
                errors.push(place(number + 1, column).error(Fault::NotUtf8 { byte }));
            }
        }
    }
    let mut lines = lines.into_iter().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let Some((number, header)) = lines.next() else {
        errors.push(place(1, 1).error(Fault::Header { seen: String::new() }));
        return None;
    };
    let header = header_columns(header, &place(number, 1), errors)?;
    let mut rows = Vec::new();
    for (number, line) in lines {
        let mut column = 1;
        let mut fields = Vec::new();
        for text in line.split('\t') {
            fields.push(Field { text: text.to_owned(), place: place(number, column) });
            column += text.chars().count() + 1;
        }
        if fields.len() != header.positions.len() {
            let fault = Fault::Fields { seen: fields.len(), expected: header.positions.len() };
            errors.push(place(number, 1).error(fault));
            continue;
        }
        let mut row = vec![None; header.columns.len()];
        for (field, &position) in fields.into_iter().zip(&header.positions) {
            if let Some(slot) = row.get_mut(position) {
                *slot = Some(field);
            }
        }
        rows.push(row);
    }
    Some(Table { columns: header.columns, rows })
}

struct Header {
    columns: Columns,
    /// For each field of a row, which of `columns` it is.
    positions: Vec<usize>,
}

fn header_columns(line: &str, place: &Place, errors: &mut Vec<RowError>) -> Option<Header> {
    let names: Vec<&str> = line.split('\t').map(str::trim).collect();
    let columns = match names {
        _ if names.contains(&"relation") => RELATIONS,
        _ if names.contains(&"concept") || names.contains(&"text") => DESIGNATIONS,
        _ if names.contains(&"citation") => SOURCES,
        _ => {
            errors.push(place.error(Fault::Header { seen: line.to_owned() }));
            return None;
        }
    };
    let before = errors.len();
    let mut positions = Vec::new();
    let mut column = 1;
    for (name, written) in names.iter().zip(line.split('\t')) {
        let here = Place { column, ..place.clone() };
        match columns.iter().position(|(known, _)| known == name) {
            Some(position) if positions.contains(&position) => {
                errors.push(here.error(Fault::RepeatedColumn { column: (*name).to_owned() }));
            }
            Some(position) => positions.push(position),
            None => {
                let expected = match columns {
                    DESIGNATIONS => {
                        "one of: concept language kind status text case frequency nomenclature sources note"
                    }
                    RELATIONS => "one of: concept relation object sources note",
                    _ => "one of: id citation licence date",
                };
                errors.push(here.error(Fault::UnknownColumn { seen: (*name).to_owned(), expected }));
            }
        }
        column += written.chars().count() + 1;
    }
    for (position, &(column, required)) in columns.iter().enumerate() {
        if required && !positions.contains(&position) {
            errors.push(place.error(Fault::MissingColumn { column }));
        }
    }
    (errors.len() == before).then_some(Header { columns, positions })
}
