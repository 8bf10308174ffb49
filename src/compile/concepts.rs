//! The rows of designations put in order: by concept, and as each concept shows them.

use core::ops::Range;

use super::parts::{self, Parted};
use super::row::Row;
use super::texts::{FETCHED, Field, Texts};

/// The concepts in the order of their ids.
pub(super) struct Concepts<'t> {
    pub(super) ids: Vec<&'t str>,
    /// How many rows each has.
    pub(super) sizes: Vec<u32>,
}

/// Rows of one concept that stand together.
struct Run {
    /// Eight bytes of the id, for sorting.
    part: u64,
    id: Field,
    first: u32,
    rows: u32,
}

/// Ids have no zero byte (see `row::concept_kind`).
impl Parted for Run {
    #[inline]
    fn range(&self) -> Range<usize> {
        self.id.range()
    }

    #[inline]
    fn part(&self) -> u64 {
        self.part
    }

    #[inline]
    fn set_part(&mut self, part: u64) {
        self.part = part;
    }

    #[inline]
    fn rank(&self) -> u32 {
        self.first
    }
}

/// Sorts the rows.
pub(super) fn sort<'t>(rows: &mut Vec<Row>, texts: &'t Texts) -> Concepts<'t> {
    let mut runs: Vec<Run> = Vec::new();
    let mut last = "";
    for (first, row) in (0..).zip(rows.iter()) {
        let id = texts.get(row.concept);
        match runs.last_mut() {
            Some(run) if id == last => run.rows += 1,
            _ => runs.push(Run { part: 0, id: row.concept, first, rows: 1 }),
        }
        last = id;
    }
    parts::read(&mut runs, texts.bytes());
    parts::sort(&mut runs, texts.bytes());
    let (mut ids, mut sizes): (Vec<&str>, Vec<u32>) = (Vec::new(), Vec::new());
    let mut sorted: Vec<Row> = Vec::with_capacity(rows.len());
    for run in &runs {
        let first = run.first as usize;
        sorted.extend_from_slice(rows.get(first..first + run.rows as usize).unwrap_or_default());
        let id = texts.get(run.id);
        match sizes.last_mut() {
            Some(size) if ids.last() == Some(&id) => *size += run.rows,
            _ => {
                ids.push(id);
                sizes.push(run.rows);
            }
        }
    }
    let mut rest = sorted.as_mut_slice();
    for &size in &sizes {
        let group = rest.split_off_mut(..size as usize).unwrap_or_default();
        texts.fetch(group.iter().map(|row| row.text).take(FETCHED));
        if group.len() > 1 {
            group.sort_unstable_by(|a, b| {
                // Texts lie anywhere in memory: most are told apart before.
                let order = |row: &Row| (row.language, row.status, row.kind);
                let texts = || texts.bytes_of(a.text).cmp(texts.bytes_of(b.text));
                let starts = || a.text.start().cmp(&b.text.start());
                order(a).cmp(&order(b)).then_with(texts).then_with(starts)
            });
        }
    }
    *rows = sorted;
    Concepts { ids, sizes }
}
