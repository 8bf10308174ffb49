//! The texts of a run: all tables in one string, and fields as ranges of it.
//!
//! A field of eight bytes costs less than a string of its own, and where it stands
//! is counted only when an error has to say so.

use core::cell::OnceCell;
use core::ops::Range;

use crate::error::{Fault, RowError};

/// What a stretch of the texts was made from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    /// The table of this number.
    Table(usize),
    /// The entry of this number, from 1.
    Entry(usize),
    /// A lexicon that others are laid over.
    Base,
}

/// A stretch of the texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Field {
    start: u32,
    length: u32,
}

impl Field {
    /// The byte of the texts where it begins.
    pub(super) const fn start(self) -> u32 {
        self.start
    }

    /// The bytes of the texts.
    pub(super) const fn range(self) -> Range<usize> {
        let start = self.start as usize;
        start..start + self.length as usize
    }

    /// Bytes: known without a look at the text, which may lie anywhere in memory.
    pub(super) const fn len(self) -> usize {
        self.length as usize
    }

    pub(super) const fn is_empty(self) -> bool {
        self.length == 0
    }
}

/// The sources of one fact, as they are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cited {
    pub(super) ids: Field,
    /// Whether the ids are lines (of entries and bases) and not parted by semicolons.
    pub(super) are_lines: bool,
}

/// All texts of a run.
#[derive(Debug, Default)]
pub(super) struct Texts {
    text: String,
    /// Where each origin begins, ascending.
    origins: Vec<(u32, Origin)>,
}

impl Texts {
    /// Begins a stretch; what follows comes from `origin`.
    pub(super) fn begin(&mut self, origin: Origin) -> usize {
        self.origins.push((narrow(self.text.len()), origin));
        self.text.len()
    }

    /// Room for a table, so that it costs its bytes and no more.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.text.reserve_exact(bytes);
    }

    pub(super) fn push(&mut self, text: &str) -> Field {
        let start = self.text.len();
        self.text.push_str(text);
        Field { start: narrow(start), length: narrow(text.len()) }
    }

    /// Adds ids, a line each.
    pub(super) fn push_lines<'i>(&mut self, ids: impl Iterator<Item = &'i str>) -> Cited {
        let start = self.text.len();
        for id in ids {
            self.text.push_str(id);
            self.text.push('\n');
        }
        let ids = Field { start: narrow(start), length: narrow(self.text.len() - start) };
        Cited { ids, are_lines: true }
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text from one byte to another.
    pub(super) fn part(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    #[inline]
    pub(super) fn get(&self, field: Field) -> &str {
        self.text.get(field.range()).unwrap_or_default()
    }

    /// The bytes of a field, for copying.
    #[inline]
    pub(super) fn bytes_of(&self, field: Field) -> &[u8] {
        self.text.as_bytes().get(field.range()).unwrap_or_default()
    }

    /// Looks at the beginnings of some texts, so that memory is waited for once and not at
    /// each of them when they are read.
    pub(super) fn fetch(&self, fields: impl Iterator<Item = Field>) {
        fetch(self.text.as_bytes(), fields.map(|field| field.range().start));
    }

    /// The ids of sources, and where each begins.
    pub(super) fn ids(&self, cited: Cited) -> impl Iterator<Item = (u32, &str)> {
        let text = self.get(cited.ids);
        let separator = if cited.are_lines { '\n' } else { ';' };
        let mut at = cited.ids.start;
        text.split_inclusive(separator).map(move |id| {
            let start = at;
            at += narrow(id.len());
            (start, id.strip_suffix(separator).unwrap_or(id))
        })
    }
}

/// Texts that are fetched at a time: about as many as a core can wait for.
pub(super) const FETCHED: usize = 16;

/// Looks at some places of `bytes`, all of which are fetched at the same time.
#[inline]
pub(super) fn fetch(bytes: &[u8], places: impl Iterator<Item = usize>) {
    core::hint::black_box(places.fold(0, |seen, at| seen ^ bytes.get(at).copied().unwrap_or(0)));
}

/// An offset of the texts. Those behind the first 4 GiB, which [`super::write`]
/// refuses, are all counted as its end.
pub(super) fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// The part of a table's text that begins at byte `start` of the texts.
pub(super) fn field(start: usize, text: &str) -> Field {
    Field { start: narrow(start), length: narrow(text.len()) }
}

/// A fault, and the byte of the texts that it is at.
pub(super) type Found = (u32, Fault);

/// Says where bytes of the texts stand in the tables.
pub(super) struct Places<'t> {
    texts: &'t Texts,
    tables: &'t [String],
    /// Where lines begin; made when it is asked for, since most runs have no errors.
    lines: OnceCell<Vec<u32>>,
}

impl<'t> Places<'t> {
    pub(super) fn new(texts: &'t Texts, tables: &'t [String]) -> Places<'t> {
        Places { texts, tables, lines: OnceCell::new() }
    }

    /// File, line and column.
    fn place(&self, at: u32) -> (&str, usize, usize) {
        let origins = &self.texts.origins;
        let origin = origins.partition_point(|&(start, _)| start <= at).checked_sub(1);
        let Some(&(start, origin)) = origin.and_then(|index| origins.get(index)) else {
            return ("(entry)", 0, 1);
        };
        match origin {
            Origin::Entry(number) => ("(entry)", number, 1),
            Origin::Base => ("(base)", 0, 0),
            Origin::Table(table) => {
                let lines = self.lines.get_or_init(|| {
                    let ends = self.texts.text.bytes().zip(1..).filter(|&(byte, _)| byte == b'\n');
                    ends.map(|(_, next)| next).collect()
                });
                let before = lines.partition_point(|&line| line <= start);
                let end = lines.partition_point(|&line| line <= at);
                let line = if end > before { lines.get(end - 1).copied().unwrap_or(start) } else { start };
                let text = self.texts.text.get(line as usize..at as usize).unwrap_or_default();
                let file = self.tables.get(table).map_or("", String::as_str);
                (file, end - before + 1, text.chars().count() + 1)
            }
        }
    }

    /// File and line, as faults name other rows.
    pub(super) fn line(&self, at: u32) -> String {
        let (file, line, _) = self.place(at);
        format!("{file}:{line}")
    }

    pub(super) fn error(&self, (at, fault): Found) -> RowError {
        let (file, line, column) = self.place(at);
        RowError { file: file.to_owned(), line, column, fault }
    }
}
