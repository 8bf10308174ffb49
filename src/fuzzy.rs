//! Near keys: edit distance in characters, and the keys within it.
//!
//! The distance is that of *optimal string alignment*: the least number of
//! insertions, deletions, substitutions and transpositions of neighbours that
//! turn one text into the other, where no part is edited twice. It counts
//! characters, not bytes: `fst`'s own Levenshtein automaton counts wrongly for
//! Japanese (its issue 38).

use core::hint::black_box;
use core::ops::Range;

use crate::automaton::{Automaton, Entry};
use crate::format::Tables;
use crate::segments::{self, BASE, LENGTH, LENGTH_BITS, Members, Segments, borders};

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

/// At most so many segments: seven for keys as long as the query, six for those that
/// are longer or shorter by one, three by two.
const MOST_PROBES: usize = 25;

/// What is remembered of a step without allocating.
const FEW: usize = 16;

/// A search for all keys within one or two edits of a query, but the query itself.
///
/// Looks for some ten segments, whatever the number of keys, and compares what has
/// them; the more keys have the same segments, the longer that takes.
///
/// What it reads lies anywhere in the file, and reading one place tells where the next
/// one is. So each step is taken for all places before the next step begins, that the
/// waiting for memory be done at the same time.
pub(crate) struct Search<'l, 'q> {
    keys: Automaton<'l>,
    segments: Segments<'l>,
    query: &'q [u16],
    max: usize,
    /// Where the buckets begin and end that may have it.
    buckets: [(u32, u32); MOST_PROBES],
    count: usize,
}

impl<'l, 'q> Search<'l, 'q> {
    /// Finds the buckets. `query` holds the codes of its characters, folded at one level;
    /// 0 stands for any that no key has.
    pub(crate) fn new(tables: Tables<'l>, keys: Automaton<'l>, query: &'q [u16], max: usize) -> Self {
        let segments = Segments::new(tables, keys.key_count());
        let max = max.min(MOST);
        let mut sums = Sums { text: query, starts: [0; SHORT], powers: [0; SHORT] };
        sums.fill();
        let mut probing =
            Probing { query, max, sums: &sums, seen: [0; 8], hashes: [0; MOST_PROBES], count: 0 };
        probing.all();
        let mut buckets = [(0, 0); MOST_PROBES];
        for (bucket, &hash) in buckets.iter_mut().zip(probing.hashes.iter().take(probing.count)) {
            *bucket = segments.bucket(hash);
        }
        Search { keys, segments, query, max, buckets, count: probing.count }
    }

    /// Calls `found` for each near key, in no order.
    pub(crate) fn each(&self, mut found: impl FnMut(Near)) {
        let mut buckets = [Members::default(); MOST_PROBES];
        for (members, &bucket) in buckets.iter_mut().zip(self.buckets.iter().take(self.count)) {
            *members = self.segments.members(bucket);
            black_box(members.first_byte());
        }
        let mut likely = Likely::default();
        match self.max {
            0 | 1 => self.scan::<1>(&buckets, &mut likely),
            _ => self.scan::<2>(&buckets, &mut likely),
        }
        likely.for_each_few(|few| self.compare(few, &mut found));
    }

    /// Passes over the members that differ from the query in too many bits for so many
    /// edits, which is nearly all.
    #[inline]
    fn scan<const EDITS: usize>(&self, buckets: &[Members<'l>], likely: &mut Likely) {
        let form = self.segments.form;
        let own = form.without_key(form.shape(self.query)) >> LENGTH_BITS;
        let bits = self.bits();
        for members in buckets.iter().take(self.count) {
            for member in members.iter() {
                let rest = form.without_key(member);
                let differences = rest >> LENGTH_BITS ^ own;
                let mut left = differences;
                // Without the lowest two bits, for each edit: cheaper than to count them.
                for _ in 0..EDITS {
                    left &= left.wrapping_sub(1);
                    left &= left.wrapping_sub(1);
                }
                if left == 0 && differences.count_ones() < bits >> ((rest & LENGTH) * 8) & 0xFF {
                    likely.push(form.key(member));
                }
            }
        }
    }

    /// In how many bits the signature of a key may differ, and one more, by the length
    /// of the key modulo four: a substitution changes two, an insertion or a deletion one.
    fn bits(&self) -> u32 {
        let query = self.query.len();
        let mut bits = [0_u8; 1 << LENGTH_BITS];
        for length in query.saturating_sub(self.max)..=query + self.max {
            let (limit, difference) = (allowed(query, length, self.max), query.abs_diff(length));
            let more = if difference > limit { 0 } else { 2 * limit - difference + 1 };
            if let Some(bits) = bits.get_mut(length % (1 << LENGTH_BITS)) {
                // Two lengths that differ by four have one place.
                *bits = (*bits).max(u8::try_from(more).unwrap_or(u8::MAX));
            }
        }
        u32::from_le_bytes(bits)
    }

    /// Compares at most [`FEW`] keys.
    fn compare(&self, few: &[u32], found: &mut impl FnMut(Near)) {
        let mut entries: [Option<Entry>; FEW] = [None; FEW];
        for (entry, &key) in entries.iter_mut().zip(few) {
            *entry = self.keys.entry(key);
        }
        for entry in entries.iter().flatten() {
            // Its postings are wanted if it is near, which mostly it is.
            black_box((self.keys.characters(*entry).first(), self.keys.postings_of(*entry).first()));
        }
        for (entry, &key) in entries.iter().zip(few) {
            let distance = entry.and_then(|entry| self.distance(self.keys.characters(entry)));
            if let Some(distance) = distance.filter(|&distance| distance > 0) {
                found(Near { key, distance });
            }
        }
    }

    /// The distance to the key of these codes, if it is near.
    fn distance(&self, bytes: &[u8]) -> Option<usize> {
        let length = bytes.len() / 2;
        let limit = allowed(self.query.len(), length, self.max);
        if length.abs_diff(self.query.len()) > limit {
            return None;
        }
        // What both begin or end with is most of them, and costs nothing.
        let query = self.query;
        let codes = bytes.as_chunks::<2>().0;
        let agree = |(code, &bytes): (&u16, &[u8; 2])| *code == u16::from_le_bytes(bytes);
        let start = query.iter().zip(codes).take_while(|&pair| agree(pair)).count();
        let (query, codes) = (query.get(start..)?, codes.get(start..)?);
        let end = query.iter().rev().zip(codes.iter().rev()).take_while(|&pair| agree(pair)).count();
        let (query, codes) = (query.get(..query.len() - end)?, codes.get(..codes.len() - end)?);
        let mut short = [0_u16; 16];
        if let Some(short) = short.get_mut(..codes.len()) {
            read_codes(codes, short);
            return distance(query, short, limit);
        }
        let mut long = vec![0; codes.len()];
        read_codes(codes, &mut long);
        distance(query, &long, limit)
    }
}

/// Keys that nothing has refused yet, each once.
#[derive(Default)]
struct Likely {
    few: [u32; FEW],
    count: usize,
    rest: Vec<u32>,
}

impl Likely {
    fn push(&mut self, key: u32) {
        if self.few.iter().take(self.count).any(|&known| known == key) {
            return;
        }
        match self.few.get_mut(self.count) {
            Some(place) => {
                *place = key;
                self.count += 1;
            }
            None => self.rest.push(key),
        }
    }

    fn for_each_few(mut self, mut compare: impl FnMut(&[u32])) {
        compare(self.few.get(..self.count).unwrap_or_default());
        self.rest.sort_unstable();
        self.rest.dedup();
        self.rest.chunks(FEW).for_each(compare);
    }
}

/// The choice of segments to look for.
struct Probing<'q> {
    query: &'q [u16],
    max: usize,
    sums: &'q Sums<'q>,
    /// For each number of segments and index, a bit for each place of the query that has
    /// been chosen: keys of several lengths have segments of the same.
    seen: [u64; 8],
    hashes: [u32; MOST_PROBES],
    count: usize,
}

impl Probing<'_> {
    /// Chooses. Each call of `choose` below is one case of where the edits are; see
    /// `segments` for why they are all.
    fn all(&mut self) {
        let query = self.query.len();
        for length in query.saturating_sub(self.max)..=query + self.max {
            let limit = allowed(query, length, self.max);
            // How far the end of the query is from that of the key.
            let shift = query as isize - length as isize;
            if limit == 0 || shift.unsigned_abs() > limit {
                continue;
            }
            let [_, one, two, end] = borders(length);
            match (segments::count(length), limit) {
                (2, _) => {
                    self.choose((2, 0), 0..one, 0, false);
                    if shift == 0 {
                        self.choose((2, 0), 0..one, 0, true);
                    }
                    self.choose((2, 1), one..end, shift, false);
                }
                // One edit touches at most two neighbours: the first or the last is whole.
                (3, 1) => {
                    self.choose((3, 0), 0..one, 0, false);
                    self.choose((3, 2), two..end, shift, false);
                }
                (3, _) => {
                    // No edit before it; two after it, one of which may cross its end.
                    self.choose((3, 0), 0..one, 0, false);
                    if shift.abs() <= 1 {
                        self.choose((3, 0), 0..one, 0, true);
                    }
                    // One edit before it, one after it, which may cross its end.
                    for moved in -1..=1 {
                        if (shift - moved).abs() <= 1 {
                            self.choose((3, 1), one..two, moved, false);
                        }
                        if shift == moved {
                            self.choose((3, 1), one..two, moved, true);
                        }
                    }
                    // Two edits before it.
                    self.choose((3, 2), two..end, shift, false);
                }
                _ => {}
            }
        }
    }

    /// Chooses the keys that have `place` as segment number `index` of `count`, if it is in
    /// the query, `moved` characters after its place in the key; with its last character
    /// exchanged with the one after it where that is `crossed`.
    #[inline]
    fn choose(&mut self, (count, index): (usize, usize), place: Range<usize>, moved: isize, crossed: bool) {
        let start = place.start.wrapping_add_signed(moved);
        let length = place.end - place.start;
        // Lengths, and starts, differ by less than four, and eight.
        let bit = 1_u64 << (usize::from(crossed) << 5 | (length & 3) << 3 | start & 7);
        let seen = self.seen.get_mut((count & 1) << 2 | index);
        if seen.is_none_or(|seen| core::mem::replace(seen, *seen | bit) & bit != 0) {
            return;
        }
        let sum = match crossed {
            false => self.sums.of_part(start, length),
            true => self.sums.of_crossed(start, length),
        };
        let hash = self.hashes.get_mut(self.count);
        debug_assert!(hash.is_some());
        if let (Some(sum), Some(hash)) = (sum, hash) {
            *hash = segments::hash(count, index, sum);
            self.count += 1;
        }
    }
}

/// The sums of all parts of a text.
struct Sums<'t> {
    text: &'t [u16],
    /// Of the first n codes, where there are so many.
    starts: [u64; SHORT],
    powers: [u64; SHORT],
}

impl Sums<'_> {
    fn fill(&mut self) {
        let (mut sum, mut power) = (0, 1);
        let places = self.starts.iter_mut().zip(&mut self.powers);
        // The last place is behind the last code.
        for ((start, place), &code) in places.zip(self.text.iter().chain([&0])) {
            (*start, *place) = (sum, power);
            sum = segments::add_to_sum(sum, code);
            power = power.wrapping_mul(BASE);
        }
    }

    /// Of so many codes from `start` on; none where there are fewer.
    #[inline]
    fn of_part(&self, start: usize, length: usize) -> Option<u64> {
        let end = start.checked_add(length).filter(|&end| end <= self.text.len())?;
        let (Some(before), Some(whole)) = (self.starts.get(start), self.starts.get(end)) else {
            return self.text.get(start..end).map(segments::sum);
        };
        Some(whole.wrapping_sub(before.wrapping_mul(*self.powers.get(length)?)))
    }

    /// The same with the code behind them in the place of the last one; none where these
    /// are the same, or where there is none behind.
    fn of_crossed(&self, start: usize, length: usize) -> Option<u64> {
        let part = self.of_part(start, length - 1)?;
        let &[last, behind] = self.text.get(start + length - 1..)?.first_chunk()?;
        (last != behind).then(|| segments::add_to_sum(part, behind))
    }
}

/// Characters of queries whose sums are remembered.
const SHORT: usize = 64;

fn read_codes(bytes: &[[u8; 2]], codes: &mut [u16]) {
    for (code, &bytes) in codes.iter_mut().zip(bytes) {
        *code = u16::from_le_bytes(bytes);
    }
}
