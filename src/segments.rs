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
//! Buckets hold the numbers of keys by a hash of their segments. What else falls
//! into a bucket costs time and changes no answer: every key found is compared. Most
//! are refused by what stands beside their number, without a look at the key.

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

/// Segment number `index` of a key of `length` characters: start and end. They
/// are as long as each other, the last ones longer by one.
pub(crate) const fn segment(length: usize, index: usize) -> (usize, usize) {
    let count = count(length);
    if count == 0 {
        return (0, 0);
    }
    let (size, longer) = (length / count, length % count);
    // The last `longer` segments have one more.
    let extra = (index + longer).saturating_sub(count);
    let extra_end = (index + 1 + longer).saturating_sub(count);
    (index * size + extra, (index + 1) * size + extra_end)
}

/// The hash of a segment of a key of `length` characters.
pub(crate) fn hash(length: usize, index: usize, codes: impl Iterator<Item = u16>) -> u64 {
    let seed = (length as u64) << 2 | index as u64;
    mixed(codes.fold(seed, add))
}

/// The hash so far, and one code more.
#[inline]
pub(crate) fn add(hash: u64, code: u16) -> u64 {
    (hash ^ u64::from(code)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
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

/// The buckets of an opened lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segments<'l> {
    buckets: &'l [u8],
    members: &'l [u8],
    /// Bits of a member that are the number of a key; the rest is from the hash.
    key_bits: u32,
    count: u64,
}

/// Which of `count` buckets a hash falls into.
pub(crate) fn bucket(hash: u64, count: u64) -> usize {
    usize::try_from((hash & u64::from(u32::MAX)).wrapping_mul(count) >> 32).unwrap_or(0)
}

/// A key that has a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) key: u32,
    /// The [`signature`] of the whole key.
    pub(crate) signature: u32,
}

/// Bits of a member that are the number of a key, where there are `keys`.
pub(crate) const fn key_bits(keys: u32) -> u32 {
    let bits = 32 - keys.leading_zeros();
    if bits == 0 { 1 } else { bits }
}

/// What stands above the number of the key in a member: bits of the hash that the
/// choice of the bucket does not depend on.
pub(crate) const fn tag(hash: u64, key_bits: u32) -> u32 {
    if key_bits >= 32 { 0 } else { ((hash >> 32) as u32) << key_bits }
}

impl<'l> Segments<'l> {
    /// The buckets of a lexicon that has so many keys.
    pub(crate) fn new(tables: Tables<'l>, keys: u32) -> Segments<'l> {
        let buckets = tables.section(Section::Buckets);
        let count = (buckets.len() / 4).saturating_sub(1) as u64;
        Segments { buckets, members: tables.section(Section::Segments), key_bits: key_bits(keys), count }
    }

    /// The members of the bucket of a hash, as they are in the file.
    #[inline]
    pub(crate) fn bucket(self, hash: u64) -> &'l [u8] {
        let bucket = bucket(hash, self.count) * 4;
        let size = Section::Segments.record();
        let at = |place: usize| read_u32(self.buckets, place).unwrap_or(0) as usize * size;
        self.members.get(at(bucket)..at(bucket + 4)).unwrap_or_default()
    }

    /// The keys in a bucket that have a segment with this hash, and a few others.
    #[inline]
    pub(crate) fn members(self, bucket: &'l [u8], hash: u64) -> impl Iterator<Item = Member> + 'l {
        let wanted = tag(hash, self.key_bits);
        let bits = if self.key_bits >= 32 { u32::MAX } else { (1 << self.key_bits) - 1 };
        bucket.chunks_exact(Section::Segments.record()).filter_map(move |member| {
            let key = read_u32(member, 0)?;
            let signature = read_u32(member, 4)?;
            (key & !bits == wanted).then_some(Member { key: key & bits, signature })
        })
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
