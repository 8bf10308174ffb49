//! Errors: opening a file and compiling tables. Searching a text has none.

use core::fmt;

/// A word that is none of those a vocabulary has, such as `reactoin` for a kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} {seen:?} is not known; expected {expected}")]
pub struct UnknownWord {
    what: &'static str,
    seen: String,
    expected: &'static str,
}

impl UnknownWord {
    pub(crate) fn new(what: &'static str, seen: &str, expected: &'static str) -> UnknownWord {
        UnknownWord { what, seen: seen.to_owned(), expected }
    }
}

/// Why bytes cannot be opened as a lexicon, or do not pass
/// [`Lexicon::verify`](crate::Lexicon::verify).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The first bytes are not those of a lexicon.
    #[error(
        "not a yakugo lexicon: the first bytes are not those of one; give a file that `yakugo compile` wrote (a table must be compiled first)"
    )]
    Foreign,
    /// The file was made by another version of the format.
    #[error("the lexicon has format version {found}, this crate reads version {expected}; {}", if found > expected { "use a newer yakugo, or compile the tables again with this one" } else { "compile the tables again with this yakugo" })]
    Version {
        /// The version in the file.
        found: u32,
        /// The version this crate reads.
        expected: u32,
    },
    /// The file ends before its end.
    #[error("the lexicon is truncated: {found} bytes of {expected}; copy or download it again")]
    Truncated {
        /// Bytes that the file should have.
        expected: u64,
        /// Bytes that it has.
        found: usize,
    },
    /// The file goes on after its end.
    #[error("the lexicon has {found} bytes where its header says {expected}; copy or download it again")]
    Overlong {
        /// Bytes that the file should have.
        expected: u64,
        /// Bytes that it has.
        found: usize,
    },
    /// The keys were folded by other rules than those of this crate.
    #[error(
        "the lexicon was compiled with other fold rules than this yakugo has; compile its tables again with this one"
    )]
    Folds,
    /// A part of the file contradicts the format.
    #[error("the lexicon is damaged in its section `{section}`; copy it again or compile its tables again")]
    Damaged {
        /// The section, as `src/format.rs` names it.
        section: &'static str,
    },
    /// Bytes have changed since the file was written.
    #[error(
        "the lexicon is damaged: its checksum is {found:#018x}, the header says {expected:#018x}; copy it again or compile its tables again"
    )]
    Checksum {
        /// The checksum in the header.
        expected: u64,
        /// The checksum of the bytes.
        found: u64,
    },
}

/// What is wrong with one place of a source table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// Bytes that are not UTF-8.
    #[error(
        "byte 0x{byte:02X} is not UTF-8; save the table as UTF-8 (from Excel: \"Unicode text\" converted to UTF-8; from Shift_JIS: iconv -f CP932 -t UTF-8)"
    )]
    NotUtf8 {
        /// The first byte that does not fit.
        byte: u8,
    },
    /// The header line is of no table that yakugo knows.
    #[error(
        "the header line names no table of designations (columns concept, language, kind, status, text, sources), of relations (concept, relation, object, sources) or of sources (id, citation, licence, date); seen: {seen:?}; columns are separated by tabs"
    )]
    Header {
        /// The header line.
        seen: String,
    },
    /// A column that must be there is not.
    #[error("the header has no column `{column}`; add it (columns are separated by tabs)")]
    MissingColumn {
        /// The column.
        column: &'static str,
    },
    /// A column that yakugo does not know.
    #[error(
        "the header has a column {seen:?} that is not known and would be ignored; remove it or rename it to {expected}"
    )]
    UnknownColumn {
        /// The name seen.
        seen: String,
        /// The names known.
        expected: &'static str,
    },
    /// Two columns of one name.
    #[error("the header names the column `{column}` twice; remove one")]
    RepeatedColumn {
        /// The column.
        column: String,
    },
    /// A row with more or fewer fields than the header.
    #[error(
        "{seen} fields where the header has {expected}; separate fields with one tab each, and write an empty field as nothing between two tabs"
    )]
    Fields {
        /// Fields in the row.
        seen: usize,
        /// Columns in the header.
        expected: usize,
    },
    /// A field that must not be empty.
    #[error("`{column}` is empty; fill it in or remove the row")]
    Empty {
        /// The column.
        column: &'static str,
    },
    /// White space at an end, or a control character.
    #[error("`{column}` has {seen}; remove it")]
    Stray {
        /// The column.
        column: &'static str,
        /// What stands there.
        seen: &'static str,
    },
    /// A word outside the column's vocabulary.
    #[error("`{column}` is {seen:?}; expected {expected}")]
    Word {
        /// The column.
        column: &'static str,
        /// The word.
        seen: String,
        /// The words that may stand there.
        expected: &'static str,
    },
    /// An id that does not follow the grammar of concept ids.
    #[error(
        "concept id {seen:?} is not of the form kind/name, with lower-case ASCII letters, digits and single hyphens in the name (reaction/cytokine-release-syndrome)"
    )]
    ConceptId {
        /// The id.
        seen: String,
    },
    /// An id whose first part is no kind.
    #[error("concept id {seen:?} begins with an unknown kind; expected {expected}, then a slash")]
    ConceptKind {
        /// The id.
        seen: String,
        /// The kinds.
        expected: &'static str,
    },
    /// A concept that no row introduces with a preferred designation.
    #[error("concept {seen:?} is not known: no row gives it a preferred designation{}", suggestion(.nearest, "; did you mean", "; make one of its rows `preferred`, or correct the id"))]
    UnknownConcept {
        /// The id.
        seen: String,
        /// The known id most like it.
        nearest: Option<String>,
    },
    /// A source that no table of sources has.
    #[error("source {seen:?} is not in any table of sources{}", suggestion(.nearest, "; did you mean", "; add it there (columns id, citation, licence, date), or use `editor` for your own knowledge"))]
    UnknownSource {
        /// The id.
        seen: String,
        /// The known id most like it.
        nearest: Option<String>,
    },
    /// Two preferred designations of a concept in one language.
    #[error(
        "{concept} has a second preferred designation in {language}; the first is {first:?} at {place}; make one of them `admitted`"
    )]
    TwoPreferred {
        /// The concept.
        concept: String,
        /// The language.
        language: &'static str,
        /// The text of the first one.
        first: String,
        /// Where the first one stands.
        place: String,
    },
    /// The same fact twice.
    #[error("the same {what} stands at {place} already; remove one of the two")]
    Duplicate {
        /// A designation, a relation or a source.
        what: &'static str,
        /// Where the first one stands.
        place: String,
    },
    /// A designation of which folding leaves nothing to find it by.
    #[error("the text {seen:?} folds to nothing, so it could never be found; give it a letter or a digit")]
    FoldsToNothing {
        /// The text.
        seen: String,
    },
    /// More than the format can hold.
    #[error("{what}: {seen} is more than a lexicon file can hold ({limit}); split the tables")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How much there is.
        seen: usize,
        /// The most there can be.
        limit: usize,
    },
}

fn suggestion(nearest: &Option<String>, before: &str, otherwise: &str) -> String {
    match nearest {
        Some(nearest) => format!("{before} {nearest:?}?"),
        None => otherwise.to_owned(),
    }
}

/// One fault and its place, printed as `file:line:column: fault`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {fault}")]
#[non_exhaustive]
pub struct RowError {
    /// The name the table was given by; `(entry)` for [`Entry`](crate::Entry) values.
    pub file: String,
    /// The line, from 1; for entries, their number in the order they were added.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// Serialises as `{"file","line","column","message"}`.
#[cfg(feature = "serde")]
impl serde::Serialize for RowError {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("RowError", 4)?;
        fields.serialize_field("file", &self.file)?;
        fields.serialize_field("line", &self.line)?;
        fields.serialize_field("column", &self.column)?;
        fields.serialize_field("message", &self.fault.to_string())?;
        fields.end()
    }
}

/// Every fault of the tables of one run, in the order of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    errors: Vec<RowError>,
}

impl CompileError {
    pub(crate) fn new(errors: Vec<RowError>) -> CompileError {
        CompileError { errors }
    }

    /// The faults: at least one.
    #[must_use]
    pub fn errors(&self) -> &[RowError] {
        &self.errors
    }
}

/// One fault a line.
impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.errors.iter().enumerate() {
            write!(f, "{}{error}", if index == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl core::error::Error for CompileError {}
