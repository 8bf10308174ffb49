//! The index for near keys: segments of keys that an edit cannot all have touched.
//!
//! A key of six or more characters has three segments, one of three to five has
//! two; shorter ones are not searched nearly (see `fuzzy::allowed`). Of n + 1
//! segments, n edits leave one untouched (the pigeonhole of `PassJoin`: Li, Deng,
//! Wang and Feng, 2011, "Pass-Join: a partition-based method for similarity joins",
//! VLDB 5(3), whose choice of places to look at is used, too).
//!
//! A transposition can touch two segments at once, on either side of a border.
//! It is counted as an edit of the right one; then an untouched segment may still
//! have its last character exchanged with the character after it, and
//! is looked for in that reading as well.
//!
//! The keys that have a segment in common, whatever their length, stand together: its
//! members. Buckets hold them by a hash of the segment. What else falls into a bucket costs
//! time and changes no answer: every key found is compared. Most are refused by what
//! stands beside their number, without a look at the key.

use crate::format::{Section, Tables, read_u32};

/// Keys of at least so many characters have three segments.
pub(crate) const THREE_FROM: usize = 6;
/// Keys of fewer characters have none.
pub(crate) const SHORTEST: usize = 3;

/// How many segments a key of `length` characters has.
pub(crate) const fn count(length: usize) -> usize {
    match length {
        0..SHORTEST => 0,
        SHORTEST..THREE_FROM => 2,
        _ => 3,
    }
}

/// Where the segments of a key of `length` characters begin, and where the last one
/// ends. They are as long as each other, the last ones longer by one.
#[inline]
pub(crate) const fn borders(length: usize) -> [usize; 4] {
    match count(length) {
        2 => [0, length / 2, length, length],
        3 => [0, length / 3, length * 2 / 3, length],
        _ => [0; 4],
    }
}

/// Segment number `index` of a key of `length` characters: start and end.
pub(crate) fn segment(length: usize, index: usize) -> (usize, usize) {
    let borders = borders(length);
    let border = |index: usize| borders.get(index).copied().unwrap_or(length);
    (border(index), border(index + 1))
}

/// The start of [`hash`], which tells apart what is the first part of two, or the last
/// of three.
const fn seed(count: usize, index: usize) -> u64 {
    ((count as u64) << 2 | index as u64) << 56
}

/// The hash of segment number `index` of `count` whose [`sum`] this is.
pub(crate) fn hash(count: usize, index: usize, sum: u64) -> u32 {
    (mixed(sum ^ seed(count, index)) >> 32) as u32
}

/// A stretch of codes as one number, such that the sum of a stretch follows from those
/// of where it begins and ends (see `fuzzy::Sums`).
pub(crate) fn sum(codes: &[u16]) -> u64 {
    codes.iter().copied().fold(0, add_to_sum)
}

pub(crate) const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The sum so far, and one code more.
#[inline]
pub(crate) fn add_to_sum(sum: u64, code: u16) -> u64 {
    sum.wrapping_mul(BASE).wrapping_add(code.into())
}

/// The last round, after which every bit depends on every code.
#[inline]
pub(crate) const fn mixed(hash: u64) -> u64 {
    let product = (hash ^ hash >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    product ^ product >> 32
}

/// A text in 32 bits: whether the codes of each sort are even or odd in number. An
/// insertion or a deletion changes one bit, a substitution at most two, a transposition
/// none. The most frequent characters have the lowest codes, and so a bit of their own.
pub(crate) fn signature(codes: impl Iterator<Item = u16>) -> u32 {
    codes.fold(0, |bits, code| bits ^ 1 << (code % 32))
}

/// Which of `count` buckets a hash falls into.
pub(crate) fn bucket(hash: u32, count: usize) -> usize {
    usize::try_from(u64::from(hash).wrapping_mul(count as u64) >> 32).unwrap_or(0)
}

/// Bits of a member that are the number of a key, where there are `keys`.
pub(crate) const fn key_bits(keys: u32) -> u32 {
    let bits = 32 - keys.leading_zeros();
    if bits == 0 { 1 } else { bits }
}

/// Bytes of a member.
pub(crate) const MEMBER: usize = 7;
const MEMBER_BITS: u32 = 56;

/// How members are written, where there are so many keys: from the lowest bit, the number
/// of the key, its length modulo four, and as much of its signature as there is room for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    key_bits: u32,
}

impl Form {
    pub(crate) const fn new(keys: u32) -> Form {
        Form { key_bits: key_bits(keys) }
    }

    /// A member without its key.
    pub(crate) fn shape(self, codes: &[u16]) -> u64 {
        let room = MEMBER_BITS - self.key_bits - LENGTH_BITS;
        let whole = u64::from(signature(codes.iter().copied()));
        // Bits that have no room are put on those below, which are of rarer characters than
        // the lowest.
        let signature = match room {
            32.. => whole,
            16.. => whole & ((1 << room) - 1) ^ whole >> room << (2 * room - 32),
            _ => whole & ((1 << room) - 1),
        };
        (signature << LENGTH_BITS | codes.len() as u64 & LENGTH) << self.key_bits
    }

    pub(crate) fn member(self, key: u32, shape: u64) -> u64 {
        u64::from(key) | shape
    }

    /// The number of the key.
    #[inline]
    pub(crate) const fn key(self, member: u64) -> u32 {
        let [a, b, c, d, ..] = member.to_le_bytes();
        u32::from_le_bytes([a, b, c, d]) & (u32::MAX >> (32 - self.key_bits))
    }

    /// What is left of a member, or of a shape, without the key: the length modulo four, and
    /// the signature above it.
    #[inline]
    pub(crate) const fn without_key(self, member: u64) -> u64 {
        member >> self.key_bits
    }
}

/// Bits of the length of a key in a member: keys that have a segment of the same length
/// at the same end differ by less in length.
pub(crate) const LENGTH_BITS: u32 = 2;
pub(crate) const LENGTH: u64 = (1 << LENGTH_BITS) - 1;

/// The segments of an opened lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segments<'l> {
    buckets: &'l [u8],
    members: &'l [u8],
    count: usize,
    pub(crate) form: Form,
}

impl<'l> Segments<'l> {
    /// The segments of a lexicon that has so many keys.
    pub(crate) fn new(tables: Tables<'l>, keys: u32) -> Segments<'l> {
        let buckets = tables.section(Section::Buckets);
        let count = (buckets.len() / Section::Buckets.record()).saturating_sub(1);
        Segments { buckets, members: tables.section(Section::Segments), count, form: Form::new(keys) }
    }

    /// Where the bucket of a hash begins and ends.
    #[inline]
    pub(crate) fn bucket(self, hash: u32) -> (u32, u32) {
        let at = bucket(hash, self.count) * 4;
        let place = |at: usize| read_u32(self.buckets, at).unwrap_or(0);
        (place(at), place(at + 4))
    }

    /// The members from one to another.
    #[inline]
    pub(crate) fn members(self, (start, end): (u32, u32)) -> Members<'l> {
        let range = start as usize * MEMBER..end as usize * MEMBER;
        Members { members: self.members.get(range).unwrap_or_default() }
    }
}

/// The members of a bucket.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Members<'l> {
    members: &'l [u8],
}

impl Members<'_> {
    pub(crate) fn first_byte(self) -> Option<u8> {
        self.members.first().copied()
    }

    #[inline]
    pub(crate) fn iter(self) -> impl Iterator<Item = u64> {
        self.members
            .as_chunks::<MEMBER>()
            .0
            .iter()
            .map(|&[a, b, c, d, e, f, g]| u64::from_le_bytes([a, b, c, d, e, f, g, 0]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_cover_a_key() {
        for length in SHORTEST..200 {
            let mut end = 0;
            for index in 0..count(length) {
                let (start, next) = segment(length, index);
                assert_eq!(start, end);
                assert!((length / count(length)..=length / count(length) + 1).contains(&(next - start)));
                end = next;
            }
            assert_eq!(end, length);
        }
        assert_eq!([segment(6, 0), segment(6, 1), segment(6, 2)], [(0, 2), (2, 4), (4, 6)]);
        assert_eq!([segment(8, 0), segment(8, 1), segment(8, 2)], [(0, 2), (2, 5), (5, 8)]);
        assert_eq!([segment(5, 0), segment(5, 1)], [(0, 2), (2, 5)]);
    }
}
