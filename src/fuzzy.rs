//! Near keys: edit distance in characters, and the keys within it.
//!
//! The distance is that of *optimal string alignment*: the least number of
//! insertions, deletions, substitutions and transpositions of neighbours that
//! turn one text into the other, where no part is edited twice. It counts
//! characters, not bytes: `fst`'s own Levenshtein automaton counts wrongly for
//! Japanese (its issue 38).

use crate::automaton::Automaton;
use crate::format::{Tables, read_u16};
use crate::segments::{self, Member, Segments, segment, signature};

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
/// Linear in the shorter text.
pub(crate) fn distance<T: PartialEq>(a: &[T], b: &[T], max: usize) -> Option<usize> {
    debug_assert!(max <= MOST);
    if a.len().abs_diff(b.len()) > max {
        return None;
    }
    // What both begin or end with costs nothing.
    let (a, b) = without_common_start(a, b);
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(..a.len() - same)?, b.get(..b.len() - same)?);
    let edits = match (a, b) {
        ([], []) => 0,
        _ if is_one_edit(a, b) => 1,
        _ if is_two_edits(a, b) => 2,
        _ => return None,
    };
    Some(edits).filter(|&edits| edits <= max)
}

fn without_common_start<'t, T: PartialEq>(a: &'t [T], b: &'t [T]) -> (&'t [T], &'t [T]) {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default())
}

/// Whether one edit turns the one text into the other. They begin differently and end
/// differently, so that nothing may be left beside it.
fn is_one_edit<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    match (a, b) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// The same of two edits, which do not overlap. The first of them is at the beginning:
/// each of the four is tried, and what follows it must be one edit, or none, away.
fn is_two_edits<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    let within_one = |a: &[T], b: &[T]| {
        let (a, b) = without_common_start(a, b);
        a.is_empty() && b.is_empty() || is_one_edit(a, b)
    };
    let (Some((first, after)), Some((other, behind))) = (a.split_first(), b.split_first()) else {
        return a.len() + b.len() == 2;
    };
    within_one(after, behind)
        || within_one(after, b)
        || within_one(a, behind)
        || match (after.split_first(), behind.split_first()) {
            (Some((second, after)), Some((another, behind))) => {
                first == another && second == other && within_one(after, behind)
            }
            _ => false,
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
/// Looks into some twenty-five buckets of segments, whatever the number of keys, and
/// compares what is in them; the fuller they are, the longer that takes.
pub(crate) fn near(tables: Tables<'_>, keys: Automaton<'_>, query: &[u16], max: usize) -> Vec<Near> {
    let mut search = Search { query, max: max.min(MOST), probes: [Probe::default(); MOST_PROBES], count: 0 };
    for length in query.len().saturating_sub(search.max)..=query.len() + search.max {
        search.keys_of_length(length);
    }
    search.compare(Segments::new(tables, keys.key_count()), keys)
}

/// A bucket to look into.
#[derive(Clone, Copy, Default)]
struct Probe {
    hash: u64,
    /// Bits by which the signatures may differ.
    bits: usize,
    /// Edits that a key of this length may be away.
    limit: usize,
}

/// A key that nothing has refused yet.
struct Likely<'l> {
    key: u32,
    limit: usize,
    /// Its codes, as bytes of two each.
    codes: &'l [u8],
}

/// At most so many buckets: seven for keys as long as the query, six for those that
/// are longer or shorter by one, three by two.
const MOST_PROBES: usize = 25;

struct Search<'q> {
    query: &'q [u16],
    max: usize,
    probes: [Probe; MOST_PROBES],
    count: usize,
}

impl Search<'_> {
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

    /// Notes where the keys of `length` characters are whose segment number `index` is
    /// in the query, `moved` characters after its place in the key; with its last
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
        debug_assert!(self.count < MOST_PROBES);
        let (Some((part, last)), Some(slot)) = (wanted, self.probes.get_mut(self.count)) else { return };
        let hash = segments::hash(length, index, part.iter().copied().chain(last));
        let limit = allowed(self.query.len(), length, self.max);
        // An insertion or a deletion changes one bit, a substitution two.
        let bits = (2 * limit).saturating_sub(self.query.len().abs_diff(length));
        *slot = Probe { hash, bits, limit };
        self.count += 1;
    }

    /// The near ones among the keys of the buckets.
    fn compare(&self, segments: Segments<'_>, keys: Automaton<'_>) -> Vec<Near> {
        let probes = self.probes.get(..self.count).unwrap_or_default();
        // The buckets lie anywhere: all of them are asked for before any is read.
        let mut buckets: [&[u8]; MOST_PROBES] = [&[]; MOST_PROBES];
        for (bucket, probe) in buckets.iter_mut().zip(probes) {
            *bucket = segments.bucket(probe.hash);
        }
        let own = signature(self.query.iter().copied());
        let mut likely = Vec::new();
        for (bucket, probe) in buckets.iter().zip(probes) {
            let members = segments.members(bucket, probe.hash);
            let fits = |member: &Member| (member.signature ^ own).count_ones() as usize <= probe.bits;
            // Where the key stands is asked at once, too, and its characters later.
            likely.extend(members.filter(fits).map(|member| Likely {
                key: member.key,
                limit: probe.limit,
                codes: keys.entry(member.key).map_or(&[], |entry| keys.characters(entry)),
            }));
        }
        likely.sort_unstable_by_key(|one| (one.key, one.limit));
        likely.dedup_by_key(|one| (one.key, one.limit));
        let near = |Likely { key, limit, codes }| {
            let distance = self.distance(codes, limit)?;
            (distance > 0).then_some(Near { key, distance })
        };
        likely.into_iter().filter_map(near).collect()
    }

    /// The distance to the key of these codes, if it is at most `limit`.
    fn distance(&self, bytes: &[u8], limit: usize) -> Option<usize> {
        let length = bytes.len() / 2;
        // What a hash in common has brought here may be of any length.
        if length.abs_diff(self.query.len()) > limit || allowed(self.query.len(), length, limit) < limit {
            return None;
        }
        let mut codes = [0_u16; SHORT];
        if let Some(codes) = codes.get_mut(..length) {
            read_codes(bytes, codes);
            return distance(self.query, codes, limit);
        }
        let mut codes = vec![0; length];
        read_codes(bytes, &mut codes);
        distance(self.query, &codes, limit)
    }
}

/// Characters of keys that are compared without allocating.
const SHORT: usize = 64;

fn read_codes(bytes: &[u8], codes: &mut [u16]) {
    for (code, bytes) in codes.iter_mut().zip(bytes.chunks_exact(2)) {
        *code = read_u16(bytes, 0).unwrap_or(0);
    }
}
