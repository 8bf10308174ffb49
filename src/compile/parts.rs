//! Sorting by texts, eight bytes at a time, as numbers: the texts lie anywhere in memory, so
//! that they are better read once than at each comparison.

use core::ops::Range;

/// What is sorted by a text.
pub(super) trait Parted {
    /// The bytes of the text, among those of all.
    fn range(&self) -> Range<usize>;

    /// Eight bytes of the text.
    fn part(&self) -> u64;

    fn set_part(&mut self, part: u64);

    /// What comes first of equal texts.
    fn rank(&self) -> u32;
}

/// Bytes at the beginnings of texts that are compared eight at a time.
const DEEPEST: usize = 512;

/// Reads the first parts.
pub(super) fn read<T: Parted>(rows: &mut [T], text: &[u8]) {
    read_at(rows, text, 0);
}

/// Sorts rows whose first parts are read. No text may have a zero byte, so that one that ends
/// comes before those that go on.
pub(super) fn sort<T: Parted>(rows: &mut [T], text: &[u8]) {
    sort_parts(rows, text, 0);
}

/// Sorts rows whose texts agree in their first `depth` bytes, and whose part is what follows
/// these.
fn sort_parts<T: Parted>(rows: &mut [T], text: &[u8], depth: usize) {
    rows.sort_unstable_by_key(|row| (row.part(), row.rank()));
    for rows in rows.chunk_by_mut(|a, b| a.part() == b.part()) {
        if rows.len() > 1 && rows.first().is_some_and(|row| row.part().trailing_zeros() < 8) {
            sort_from(rows, text, depth + 8);
        }
    }
}

/// Sorts rows whose texts agree in their first `depth` bytes.
fn sort_from<T: Parted>(rows: &mut [T], text: &[u8], depth: usize) {
    if depth >= DEEPEST || rows.len() < 8 {
        let rest = |row: &T| rest(row, text, depth);
        rows.sort_unstable_by(|a, b| rest(a).cmp(rest(b)).then(a.rank().cmp(&b.rank())));
        return;
    }
    read_at(rows, text, depth);
    sort_parts(rows, text, depth);
}

/// Reads the parts behind the first `depth` bytes.
fn read_at<T: Parted>(rows: &mut [T], text: &[u8], depth: usize) {
    for row in rows {
        let part = first_part(rest(row, text, depth));
        row.set_part(part);
    }
}

/// The first eight bytes, with zeros behind a text that is shorter.
pub(super) fn first_part(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(chunk) => u64::from_be_bytes(*chunk),
        None => {
            let mut chunk = [0; 8];
            chunk.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
            u64::from_be_bytes(chunk)
        }
    }
}

/// A text without its first `depth` bytes.
fn rest<'t, T: Parted>(row: &T, text: &'t [u8], depth: usize) -> &'t [u8] {
    let range = row.range();
    text.get((range.start + depth).min(range.end)..range.end).unwrap_or_default()
}
