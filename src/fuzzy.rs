//! Near keys: edit distance in characters, and the keys within it.
//!
//! The distance is that of *optimal string alignment*: the least number of
//! insertions, deletions, substitutions and transpositions of neighbours that
//! turn one text into the other, where no part is edited twice. It counts
//! characters, not bytes: `fst`'s own Levenshtein automaton counts wrongly for
//! Japanese (its issue 38).

use crate::format::Tables;
use crate::transducer::{State, Transducer};

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

/// The distance between two texts, if it is at most `max`.
/// Quadratic in the lengths; for words of a few dozen characters.
pub(crate) fn distance(a: &[char], b: &[char], max: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > max {
        return None;
    }
    let mut rows = Rows::new(a);
    for &c in b {
        rows.push(c);
    }
    rows.distance().filter(|&distance| distance <= max)
}

/// The rows of the alignment table, one for each character of the key so far.
struct Rows<'q> {
    query: &'q [char],
    key: Vec<char>,
    /// `query.len() + 1` numbers a row; row 0 is that of the empty key.
    cells: Vec<usize>,
}

impl<'q> Rows<'q> {
    fn new(query: &'q [char]) -> Rows<'q> {
        Rows { query, key: Vec::new(), cells: (0..=query.len()).collect() }
    }

    fn row(&self, index: usize) -> &[usize] {
        let width = self.query.len() + 1;
        self.cells.get(index * width..(index + 1) * width).unwrap_or_default()
    }

    fn push(&mut self, c: char) {
        let last = self.key.len();
        let mut left = last + 1;
        let mut new = Vec::with_capacity(self.query.len() + 1);
        new.push(left);
        for (column, &q) in self.query.iter().enumerate() {
            let above = self.row(last);
            let cell = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
            let substituted = cell(above, column) + usize::from(q != c);
            let mut best = substituted.min(cell(above, column + 1) + 1).min(left + 1);
            let before =
                column.checked_sub(1).and_then(|before| self.query.get(before).map(|&q| (before, q)));
            if let (Some((before, q_before)), Some(&c_before)) = (before, self.key.last())
                && q == c_before
                && q_before == c
            {
                best = best.min(cell(self.row(last - 1), before) + 1);
            }
            new.push(best);
            left = best;
        }
        self.cells.append(&mut new);
        self.key.push(c);
    }

    fn pop(&mut self) {
        if self.key.pop().is_some() {
            self.cells.truncate((self.key.len() + 1) * (self.query.len() + 1));
        }
    }

    fn distance(&self) -> Option<usize> {
        self.row(self.key.len()).last().copied()
    }

    /// Whether no longer key can come within `max`. A cell of the next row comes
    /// from this row (no less than its least cell) or, by a transposition, from
    /// the row above at a cost of one.
    fn is_hopeless(&self, max: usize) -> bool {
        let least = |index: usize| self.row(index).iter().min().copied().unwrap_or(0);
        let last = self.key.len();
        least(last) > max && last.checked_sub(1).is_none_or(|above| least(above) >= max)
    }
}

/// A key near a query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near {
    /// The value of the transducer: the postings of the key.
    pub(crate) value: u64,
    pub(crate) distance: usize,
}

/// All keys within `max` edits of `query`, both folded at one level, in the
/// order of the keys. Walks the part of the transducer that can still come near.
pub(crate) fn near(tables: Tables<'_>, query: &str, max: usize) -> Vec<Near> {
    let query: Vec<char> = query.chars().collect();
    let mut search = Search { keys: tables.keys(), rows: Rows::new(&query), max, found: Vec::new() };
    // A key is longer than the query by at most `max`; this also bounds the walk
    // through a damaged file.
    search.visit(search.keys.root(), Partial::default(), query.len() + max);
    search.found
}

struct Search<'l, 'q> {
    keys: Transducer<'l>,
    rows: Rows<'q>,
    max: usize,
    found: Vec<Near>,
}

/// The first bytes of a character that the walk stands in.
#[derive(Clone, Copy, Default)]
struct Partial {
    bytes: [u8; 4],
    length: usize,
}

impl Partial {
    /// The character, when `byte` completes it; the bytes so far otherwise. None
    /// when they cannot become a character.
    fn push(mut self, byte: u8) -> Option<Result<char, Partial>> {
        *self.bytes.get_mut(self.length)? = byte;
        self.length += 1;
        match core::str::from_utf8(self.bytes.get(..self.length)?) {
            Ok(text) => text.chars().next().map(Ok),
            Err(error) if error.error_len().is_none() => Some(Err(self)),
            Err(_) => None,
        }
    }
}

impl Search<'_, '_> {
    fn visit(&mut self, state: State, partial: Partial, left: usize) {
        if partial.length == 0 {
            let length = self.rows.key.len();
            let limit = allowed(self.rows.query.len(), length, self.max);
            if let (Some(value), Some(distance)) = (self.keys.value(state), self.rows.distance())
                && distance <= limit
            {
                self.found.push(Near { value, distance });
            }
            if left == 0 || self.rows.is_hopeless(self.max) {
                return;
            }
        }
        for (byte, next) in self.keys.transitions(state) {
            match partial.push(byte) {
                Some(Ok(c)) => {
                    self.rows.push(c);
                    self.visit(next, Partial::default(), left - 1);
                    self.rows.pop();
                }
                Some(Err(partial)) => self.visit(next, partial, left),
                None => {}
            }
        }
    }
}
