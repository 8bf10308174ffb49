//! Reading a source table: tab-separated fields under a header line.

use core::ops::Range;

use super::pair::both;
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

/// A table whose rows wait to be read.
#[derive(Debug)]
pub(super) struct Table {
    header: Header,
    /// The bytes of the texts behind the header line.
    lines: Range<usize>,
}

/// Takes the table of number `index` into `texts`, unless its header is faulty.
pub(super) fn take(index: usize, bytes: &[u8], texts: &mut Texts, errors: &mut Vec<Found>) -> Option<Table> {
    let start = texts.begin(Origin::Table(index));
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    texts.reserve(bytes.len() + 1);
    match core::str::from_utf8(bytes) {
        Ok(text) => _ = texts.push(text),
        Err(_) => push_valid_lines(bytes, texts, errors),
    }
    // Even an empty field at the end of a table begins before the next table.
    texts.push("\n");
    let mut lines = Lines { rest: texts.part(start..texts.len()), at: start };
    let Some((at, header)) = lines.next() else {
        errors.push((narrow(start), Fault::Header { seen: String::new() }));
        return None;
    };
    let header = header_columns(at, header, errors)?;
    Some(Table { header, lines: lines.at..texts.len() })
}

/// Reads the rows of all tables, half of them at the same time as the others. Faults go
/// to the errors of `rows`; rows that have none are kept.
pub(super) fn read(tables: &[Table], texts: &Texts, rows: &mut Rows) {
    for Table { header, lines } in tables {
        let ends = texts.part(lines.clone()).bytes().filter(|&byte| byte == b'\n');
        rows.reserve(header.columns, ends.count());
    }
    let bytes = tables.iter().map(|table| table.lines.len()).sum::<usize>();
    // The parts of each table before the middle of all, and behind it.
    let mut before = bytes / 2;
    let parts: Vec<(&Header, Range<usize>, Range<usize>)> = tables
        .iter()
        .map(|Table { header, lines }| {
            let middle = match lines.len().checked_sub(before) {
                None | Some(0) => lines.end,
                Some(_) => {
                    let rest = texts.bytes().get(lines.start + before..lines.end).unwrap_or_default();
                    let end = rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |end| end + 1);
                    lines.start + before + end
                }
            };
            before = before.saturating_sub(lines.len());
            (header, lines.start..middle, middle..lines.end)
        })
        .collect();
    let (mut behind, ()) = both(
        bytes / ROW,
        || {
            let mut rows = Rows::default();
            parts.iter().for_each(|(header, _, lines)| read_lines(header, lines.clone(), texts, &mut rows));
            rows
        },
        || parts.iter().for_each(|(header, lines, _)| read_lines(header, lines.clone(), texts, rows)),
    );
    rows.append(&mut behind);
}

/// Bytes of a row, about.
const ROW: usize = 64;

/// Reads the rows in these bytes of the texts.
fn read_lines(header: &Header, lines: Range<usize>, texts: &Texts, rows: &mut Rows) {
    let mut lines = Lines { rest: texts.part(lines.clone()), at: lines.start };
    let mut last = None;
    while let Some((at, text)) = lines.begin() {
        let mut line =
            Line { columns: header.columns, fields: [None; MOST_COLUMNS], may_have_controls: false };
        let (mut place, mut seen) = (0, 0);
        let end = loop {
            let end = field_end(text.as_bytes(), place, &mut line.may_have_controls);
            let part = text.get(place..end).unwrap_or_default();
            let position = header.positions.get(seen).copied().unwrap_or(MOST_COLUMNS);
            if let Some(slot) = line.fields.get_mut(position) {
                *slot = Some((field(at + place, part), part));
            }
            seen += 1;
            place = end + 1;
            if text.as_bytes().get(end) != Some(&b'\t') {
                break end;
            }
        };
        if seen == header.positions.len() {
            read_row(line, &mut last, rows);
        } else {
            let fault = Fault::Fields { seen, expected: header.positions.len() };
            rows.errors.push((narrow(at), fault));
        }
        lines.skip(end);
    }
}

/// Whether a byte may be, or begin, a control character: those are below the space, DEL,
/// and U+0080 to U+009F, which begin with C2.
const fn may_be_control(byte: u8) -> bool {
    matches!(byte, ..b' ' | 0x7F | 0xC2)
}

/// Where the field that begins at byte `from` ends: at a tab or at the end of the line.
/// Notes what may be a control character on the way.
#[inline]
fn field_end(text: &[u8], from: usize, may_have_controls: &mut bool) -> usize {
    let mut at = from;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let Some(before) = rest.iter().position(|&byte| may_be_control(byte)) else { return text.len() };
        at += before;
        if let Some([b'\t' | b'\n', ..] | [b'\r', b'\n', ..]) = rest.get(before..) {
            return at;
        }
        *may_have_controls = true;
        at += 1;
    }
}

/// The lines of a table that say something, each with the byte where it begins.
struct Lines<'t> {
    rest: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    /// All that begins with the next line.
    fn begin(&mut self) -> Option<(usize, &'t str)> {
        while let [b'#' | b'\n', ..] | [b'\r', b'\n', ..] = self.rest.as_bytes() {
            self.skip(0);
        }
        (!self.rest.is_empty()).then_some((self.at, self.rest))
    }

    /// Goes behind the end of the line, which is at byte `from` of the rest or behind it.
    fn skip(&mut self, from: usize) {
        let rest = self.rest.get(from..).unwrap_or_default();
        let end = from + rest.find('\n').map_or(rest.len(), |end| end + 1);
        self.rest = self.rest.get(end..).unwrap_or_default();
        self.at += end;
    }

    /// The next line, without its end.
    fn next(&mut self) -> Option<(usize, &'t str)> {
        let (at, text) = self.begin()?;
        let end = text.find('\n').unwrap_or(text.len());
        self.skip(end);
        let line = text.get(..end).unwrap_or_default();
        Some((at, line.strip_suffix('\r').unwrap_or(line)))
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

#[derive(Debug)]
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
