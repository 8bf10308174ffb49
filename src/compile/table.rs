//! Reading a source table: tab-separated fields under a header line.

use super::row::{Rows, read_row};
use super::texts::{Field, Found, Origin, Texts, field, narrow};
use crate::error::Fault;

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

pub(super) const CUES: Columns = &[
    ("concept", true),
    ("language", true),
    ("cue", true),
    ("strength", true),
    ("sources", true),
    ("note", false),
];

pub(super) const SOURCES: Columns = &[("id", true), ("citation", true), ("licence", true), ("date", true)];

/// The most columns of any table.
pub(super) const MOST_COLUMNS: usize = DESIGNATIONS.len();

/// A line of a table: its fields in the order of the columns, None where the table
/// lacks the column.
pub(super) struct Line<'t> {
    pub(super) columns: Columns,
    pub(super) fields: [Option<(Field, &'t str)>; MOST_COLUMNS],
    /// Whether a field may have a control character in it.
    pub(super) may_have_controls: bool,
}

/// Reads the table of number `index` into `texts` and `rows`. Faults go to the
/// errors of `rows`; rows that have none are kept.
pub(super) fn read(index: usize, bytes: &[u8], texts: &mut Texts, rows: &mut Rows) {
    let start = texts.begin(Origin::Table(index));
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    texts.reserve(bytes.len() + 1);
    match core::str::from_utf8(bytes) {
        Ok(text) => _ = texts.push(text),
        Err(_) => push_valid_lines(bytes, texts, &mut rows.errors),
    }
    // Even an empty field at the end of a table begins before the next table.
    texts.push("\n");
    let table = texts.from(start);
    let mut lines = Lines { rest: table, at: start };
    let Some((at, header)) = lines.next() else {
        rows.errors.push((narrow(start), Fault::Header { seen: String::new() }));
        return;
    };
    let Some(header) = header_columns(at, header, &mut rows.errors) else { return };
    rows.reserve(header.columns, lines.rest.bytes().filter(|&byte| byte == b'\n').count());
    for (at, text) in lines {
        // Controls are below the space, DEL, and U+0080 to U+009F, which begin with C2.
        let may_be_control = |byte: u8| byte < b' ' && byte != b'\t' || byte == 0x7F || byte == 0xC2;
        let mut line = Line {
            columns: header.columns,
            fields: [None; MOST_COLUMNS],
            may_have_controls: text.bytes().any(may_be_control),
        };
        let (mut place, mut seen) = (at, 0);
        for part in text.split('\t') {
            let position = header.positions.get(seen).copied().unwrap_or(MOST_COLUMNS);
            if let Some(slot) = line.fields.get_mut(position) {
                *slot = Some((field(place, part), part));
            }
            place += part.len() + 1;
            seen += 1;
        }
        if seen == header.positions.len() {
            read_row(line, rows);
        } else {
            let fault = Fault::Fields { seen, expected: header.positions.len() };
            rows.errors.push((narrow(at), fault));
        }
    }
}

/// The lines of a table that say something, each with the byte where it begins.
struct Lines<'t> {
    rest: &'t str,
    at: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<(usize, &'t str)> {
        while let Some((line, rest)) = self.rest.split_once('\n') {
            let at = self.at;
            self.rest = rest;
            self.at += line.len() + 1;
            let line = line.strip_suffix('\r').unwrap_or(line);
            if !line.is_empty() && !line.starts_with('#') {
                return Some((at, line));
            }
        }
        None
    }
}

/// Adds the lines of a table that are text. A line that is not gets a fault and
/// becomes a comment that is long enough for the fault's column.
fn push_valid_lines(bytes: &[u8], texts: &mut Texts, errors: &mut Vec<Found>) {
    for (number, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if number > 0 {
            texts.push("\n");
        }
        match core::str::from_utf8(line) {
            Ok(line) => _ = texts.push(line),
            Err(error) => {
                let valid = line.get(..error.valid_up_to()).unwrap_or_default();
                for _ in String::from_utf8_lossy(valid).chars() {
                    texts.push("#");
                }
                let byte = line.get(error.valid_up_to()).copied().unwrap_or_default();
                errors.push((narrow(texts.len()), Fault::NotUtf8 { byte }));
            }
        }
    }
}

struct Header {
    columns: Columns,
    /// For each field of a row, which of `columns` it is.
    positions: Vec<usize>,
}

/// Reads the header line, which begins at byte `start` of the texts.
fn header_columns(start: usize, line: &str, errors: &mut Vec<Found>) -> Option<Header> {
    let names: Vec<&str> = line.split('\t').map(str::trim).collect();
    let columns = match names {
        _ if names.contains(&"relation") => RELATIONS,
        _ if names.contains(&"cue") => CUES,
        _ if names.contains(&"concept") || names.contains(&"text") => DESIGNATIONS,
        _ if names.contains(&"citation") => SOURCES,
        _ => {
            errors.push((narrow(start), Fault::Header { seen: line.to_owned() }));
            return None;
        }
    };
    let before = errors.len();
    let mut positions = Vec::new();
    let mut at = start;
    for (name, written) in names.iter().zip(line.split('\t')) {
        match columns.iter().position(|(known, _)| known == name) {
            Some(position) if positions.contains(&position) => {
                errors.push((narrow(at), Fault::RepeatedColumn { column: (*name).to_owned() }));
            }
            Some(position) => positions.push(position),
            None => {
                let expected = match columns {
                    DESIGNATIONS => {
                        "one of: concept language kind status text case frequency nomenclature sources note"
                    }
                    RELATIONS => "one of: concept relation object sources note",
                    CUES => "one of: concept language cue strength sources note",
                    _ => "one of: id citation licence date",
                };
                errors.push((narrow(at), Fault::UnknownColumn { seen: (*name).to_owned(), expected }));
            }
        }
        at += written.len() + 1;
    }
    for (position, &(column, required)) in columns.iter().enumerate() {
        if required && !positions.contains(&position) {
            errors.push((narrow(start), Fault::MissingColumn { column }));
        }
    }
    (errors.len() == before).then_some(Header { columns, positions })
}
