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
//! into a bucket costs time and changes no answer: every key found is compared.

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
    codes.fold(mix(seed), |hash, code| mix(hash ^ u64::from(code)))
}

/// One round: a multiplication, and the high bits folded into the low ones.
const fn mix(state: u64) -> u64 {
    let product = (state ^ 0x9E37_79B9_7F4A_7C15).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    product ^ product >> 32
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
    pub(crate) fn new(tables: Tables<'l>) -> Segments<'l> {
        let buckets = tables.section(Section::Buckets);
        let count = (buckets.len() / 4).saturating_sub(1) as u64;
        Segments {
            buckets,
            members: tables.section(Section::Segments),
            key_bits: key_bits(tables.automaton().key_count()),
            count,
        }
    }

    /// The numbers of the keys that have a segment with this hash, and a few others.
    pub(crate) fn keys(self, hash: u64) -> impl Iterator<Item = u32> + 'l {
        let bucket = bucket(hash, self.count) * 4;
        let at = |place: usize| read_u32(self.buckets, place).unwrap_or(0) as usize * 4;
        let members = self.members.get(at(bucket)..at(bucket + 4)).unwrap_or_default();
        let wanted = tag(hash, self.key_bits);
        let bits = if self.key_bits >= 32 { u32::MAX } else { (1 << self.key_bits) - 1 };
        members.chunks_exact(4).filter_map(move |member| {
            let member = read_u32(member, 0)?;
            (member & !bits == wanted).then_some(member & bits)
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
