//! Near keys: edit distance in characters, and the keys within it.
//!
//! The distance is that of *optimal string alignment*: the least number of
//! insertions, deletions, substitutions and transpositions of neighbours that
//! turn one text into the other, where no part is edited twice. It counts
//! characters, not bytes: `fst`'s own Levenshtein automaton counts wrongly for
//! Japanese (its issue 38).

use crate::automaton::signature;
use crate::format::Tables;
use crate::segments::{self, Segments, segment};

/// How many edits a key may be away: 0 for keys or queries under three
/// characters, at most 1 under six, at most 2 otherwise. Two-character words
/// (発疹, 発熱, 皮疹) are one edit apart and mean different things.
pub(crate) fn allowed(query: usize, key: usize, distance: usize) -> usize {
    distance.min(match query.min(key) {
        0..3 => 0,
        3..6 => 1,
        _ => 2,
    })
}

/// Edits that a search may allow.
const MOST: usize = 2;

/// The distance between two texts, if it is at most `max`, which is at most 2.
/// Linear in the shorter text: of the alignment table, only the cells within `max`
/// of the diagonal can hold such a distance.
pub(crate) fn distance<T: PartialEq>(a: &[T], b: &[T], max: usize) -> Option<usize> {
    debug_assert!(max <= MOST);
    if a.len().abs_diff(b.len()) > max {
        return None;
    }
    // What both begin or end with costs nothing.
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..)?, b.get(same..)?);
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(..a.len() - same)?, b.get(..b.len() - same)?);
    let mut rows = Rows::new(b.len());
    for (row, x) in a.iter().enumerate() {
        let x_before = row.checked_sub(1).and_then(|before| a.get(before));
        rows.next(|column| {
            let y = b.get(column)?;
            let y_before = column.checked_sub(1).and_then(|before| b.get(before));
            let swapped =
                x_before.zip(y_before).is_some_and(|(x_before, y_before)| x == y_before && x_before == y);
            Some((x == y, swapped))
        });
        if rows.least() > max {
            return None;
        }
    }
    rows.last(a.len()).filter(|&distance| distance <= max)
}

/// Cells of a row that are kept: from two before the diagonal to two after it.
const BAND: usize = 2 * MOST + 1;

/// More than any distance that matters.
const FAR: usize = 99;

/// The last rows of the alignment table, near the diagonal: cell k of row i is that
/// of column i + k - 2, where row i and column j are the table's for i characters of
/// the one text and j of the other.
struct Rows {
    row: usize,
    columns: usize,
    last: [usize; BAND],
    before: [usize; BAND],
}

impl Rows {
    fn new(columns: usize) -> Rows {
        let mut rows = Rows { row: 0, columns, last: [FAR; BAND], before: [FAR; BAND] };
        for (k, cell) in rows.last.iter_mut().enumerate() {
            if let Some(column) = k.checked_sub(MOST).filter(|&column| column <= columns) {
                *cell = column;
            }
        }
        rows
    }

    /// Adds a row. `compare` says of a character of the columns, by its number from
    /// 0, whether it is the new row's, and whether both are a transposition of the
    /// two before them; None where there is none.
    fn next(&mut self, compare: impl Fn(usize) -> Option<(bool, bool)>) {
        self.row += 1;
        let mut row = [FAR; BAND];
        let mut left = FAR;
        for (k, cell) in row.iter_mut().enumerate() {
            let Some(column) = (self.row + k).checked_sub(MOST).filter(|&column| column <= self.columns)
            else {
                continue;
            };
            let of = |row: &[usize; BAND], k: usize| row.get(k).copied().unwrap_or(FAR);
            let mut best = (of(&self.last, k + 1) + 1).min(left + 1);
            if let Some((same, swapped)) = column.checked_sub(1).and_then(&compare) {
                best = best.min(of(&self.last, k) + usize::from(!same));
                if swapped {
                    best = best.min(of(&self.before, k) + 1);
                }
            }
            *cell = best;
            left = best;
        }
        self.before = self.last;
        self.last = row;
    }

    /// No later cell can be less than this by more than a transposition, which
    /// costs one and comes from the row before.
    fn least(&self) -> usize {
        let least = |row: &[usize; BAND]| row.iter().min().copied().unwrap_or(FAR);
        least(&self.last).min(least(&self.before) + 1)
    }

    /// The distance of all characters, after `rows` rows.
    fn last(&self, rows: usize) -> Option<usize> {
        let k = (self.columns + MOST).checked_sub(rows)?;
        self.last.get(k).copied()
    }
}

/// A key near a query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near {
    pub(crate) key: u32,
    pub(crate) distance: usize,
}

/// All keys within `max` edits (1 or 2) of a query, but the query itself, in the
/// order of the keys. `query` holds the codes of its characters, folded at one
/// level; 0 stands for any that no key has.
///
/// Looks into some thirty buckets of segments, whatever the number of keys, and
/// compares what is in them; the fuller they are, the longer that takes.
pub(crate) fn near(tables: Tables<'_>, query: &[u16], max: usize) -> Vec<Near> {
    let mut search = Search {
        tables,
        segments: Segments::new(tables),
        query,
        signature: signature(query.iter().copied()),
        max: max.min(MOST),
        found: Vec::new(),
    };
    for length in query.len().saturating_sub(search.max)..=query.len() + search.max {
        search.keys_of_length(length);
    }
    search.found.sort_unstable_by_key(|near| near.key);
    search.found.dedup_by_key(|near| near.key);
    search.found
}

struct Search<'l, 'q> {
    tables: Tables<'l>,
    segments: Segments<'l>,
    query: &'q [u16],
    signature: u32,
    max: usize,
    found: Vec<Near>,
}

impl Search<'_, '_> {
    /// Looks for the keys of `length` characters. Each call of `probe` below is one
    /// case of where the edits are; see `segments` for why they are all.
    fn keys_of_length(&mut self, length: usize) {
        let limit = allowed(self.query.len(), length, self.max);
        // How far the end of the query is from that of the key.
        let shift = self.query.len() as isize - length as isize;
        if limit == 0 || shift.unsigned_abs() > limit {
            return;
        }
        match (segments::count(length), limit) {
            (2, _) => {
                self.probe(length, 0, 0, false);
                if shift == 0 {
                    self.probe(length, 0, 0, true);
                }
                self.probe(length, 1, shift, false);
            }
            // One edit touches at most two neighbours: the first or the last is whole.
            (3, 1) => {
                self.probe(length, 0, 0, false);
                self.probe(length, 2, shift, false);
            }
            (3, _) => {
                // No edit before it; two after it, one of which may cross its end.
                self.probe(length, 0, 0, false);
                if shift.abs() <= 1 {
                    self.probe(length, 0, 0, true);
                }
                // One edit before it, one after it, which may cross its end.
                for moved in -1..=1 {
                    if (shift - moved).abs() <= 1 {
                        self.probe(length, 1, moved, false);
                    }
                    if shift == moved {
                        self.probe(length, 1, moved, true);
                    }
                }
                // Two edits before it.
                self.probe(length, 2, shift, false);
            }
            _ => {}
        }
    }

    /// Compares the keys of `length` characters whose segment number `index` is in
    /// the query, `moved` characters after its place in the key; with its last
    /// character exchanged with the one after it where that is `crossed`.
    fn probe(&mut self, length: usize, index: usize, moved: isize, crossed: bool) {
        let (start, end) = segment(length, index);
        let place = |at: usize| at.checked_add_signed(moved);
        let (Some(start), Some(end)) = (place(start), place(end)) else { return };
        let wanted = match crossed {
            false => self.query.get(start..end).map(|whole| (whole, None)),
            true => self
                .query
                .get(start..end - 1)
                .zip(self.query.get(end))
                .map(|(part, last)| (part, Some(*last))),
        };
        let Some((part, last)) = wanted else { return };
        let hash = segments::hash(length, index, part.iter().copied().chain(last));
        for key in self.segments.keys(hash) {
            self.compare(key, length);
        }
    }

    fn compare(&mut self, key: u32, length: usize) {
        let keys = self.tables.automaton();
        let Some(entry) = keys.entry(key) else { return };
        let limit = allowed(self.query.len(), length, self.max);
        let lost = (self.signature & !entry.signature).count_ones() as usize;
        let new = (entry.signature & !self.signature).count_ones() as usize;
        if lost > limit || new > limit {
            return;
        }
        let bytes = keys.characters(entry);
        if bytes.len() != 2 * length || self.found.last().is_some_and(|last| last.key == key) {
            return;
        }
        let mut codes = [0_u16; SHORT];
        let distance = if let Some(codes) = codes.get_mut(..length) {
            read_codes(bytes, codes);
            distance(self.query, codes, limit)
        } else {
            let mut codes = vec![0; length];
            read_codes(bytes, &mut codes);
            distance(self.query, &codes, limit)
        };
        if let Some(distance) = distance.filter(|&distance| distance > 0) {
            self.found.push(Near { key, distance });
        }
    }
}

/// Characters of keys that are compared without allocating.
const SHORT: usize = 64;

fn read_codes(bytes: &[u8], codes: &mut [u16]) {
    for (code, bytes) in codes.iter_mut().zip(bytes.chunks_exact(2)) {
        *code = crate::format::read_u16(bytes, 0).unwrap_or(0);
    }
}
