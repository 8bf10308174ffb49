//! Sources: who says so.

use core::fmt;

use crate::format::Tables;

/// A source that designations cite: a view that borrows the lexicon.
#[derive(Clone, Copy)]
pub struct Source<'l> {
    tables: Tables<'l>,
    index: u16,
}

impl<'l> Source<'l> {
    fn field(self, field: usize) -> &'l str {
        self.tables
            .source(self.index)
            .and_then(|record| record.get(field).copied())
            .map_or("", |text| self.tables.string(text))
    }

    /// The short id that rows cite, such as `inserts`.
    #[must_use]
    pub fn id(self) -> &'l str {
        self.field(0)
    }

    /// What it is, so that a reader can find it.
    #[must_use]
    pub fn citation(self) -> &'l str {
        self.field(1)
    }

    /// The licence under which its facts are used.
    #[must_use]
    pub fn licence(self) -> &'l str {
        self.field(2)
    }

    /// Its date or version.
    #[must_use]
    pub fn date(self) -> &'l str {
        self.field(3)
    }
}

impl fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.id()).finish()
    }
}

/// Serialises as `{"id","citation","licence","date"}`.
#[cfg(feature = "serde")]
impl serde::Serialize for Source<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("Source", 4)?;
        fields.serialize_field("id", self.id())?;
        fields.serialize_field("citation", self.citation())?;
        fields.serialize_field("licence", self.licence())?;
        fields.serialize_field("date", self.date())?;
        fields.end()
    }
}

/// The sources of a designation. Made by
/// [`Designation::sources`](crate::Designation::sources).
#[derive(Clone, Debug)]
pub struct Sources<'l> {
    tables: Tables<'l>,
    next: u32,
    left: u16,
}

impl<'l> Sources<'l> {
    /// Those of the list of citations that begins at `list`.
    pub(crate) fn of(tables: Tables<'l>, list: Option<u32>) -> Sources<'l> {
        let found = list.and_then(|list| Some((list.checked_add(1)?, tables.citation(list)?)));
        let (next, left) = found.unwrap_or_default();
        Sources { tables, next, left }
    }
}

impl<'l> Iterator for Sources<'l> {
    type Item = Source<'l>;

    fn next(&mut self) -> Option<Source<'l>> {
        let left = self.left.checked_sub(1)?;
        let index = self.tables.citation(self.next)?;
        self.left = left;
        self.next += 1;
        Some(Source { tables: self.tables, index })
    }
}

impl<'l> Source<'l> {
    pub(crate) fn all(tables: Tables<'l>) -> AllSources<'l> {
        AllSources { tables, next: 0 }
    }
}

/// The sources of a lexicon, in the order of their ids. Made by
/// [`Lexicon::sources`](crate::Lexicon::sources).
#[derive(Clone, Debug)]
pub struct AllSources<'l> {
    tables: Tables<'l>,
    next: u16,
}

impl<'l> Iterator for AllSources<'l> {
    type Item = Source<'l>;

    fn next(&mut self) -> Option<Source<'l>> {
        self.tables.source(self.next)?;
        let source = Source { tables: self.tables, index: self.next };
        self.next = self.next.checked_add(1)?;
        Some(source)
    }
}
