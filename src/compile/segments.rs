//! Making the buckets of segments: see `src/segments.rs`.

use super::automaton::Keys;
use super::write::number;
use crate::error::Fault;
use crate::segments::{count, hash, key_bits, segment, signature, tag};

/// The sections of buckets and of their members.
pub(super) fn write(keys: &Keys) -> Result<(Vec<u8>, Vec<u8>), Fault> {
    let hashes = |key: usize| {
        let codes = keys.key(key);
        (0..count(codes.len())).map(move |index| {
            let (start, end) = segment(codes.len(), index);
            hash(codes.len(), index, codes.get(start..end).unwrap_or_default().iter().copied())
        })
    };
    let members: usize = (0..keys.len()).map(|key| count(keys.key(key).len())).sum();
    // Two or three members in each, which are read together.
    let buckets = (members / 3).max(1).next_power_of_two();
    let bucket = |hash: u64| usize::try_from(hash & (buckets as u64 - 1)).unwrap_or(0);
    // Counted, summed up, and filled from the back: the members of a bucket ascend.
    let mut ends = vec![0_u32; buckets + 1];
    for hash in (0..keys.len()).flat_map(hashes) {
        if let Some(end) = ends.get_mut(bucket(hash)) {
            *end += 1;
        }
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    number("segments", members)?;
    let bits = key_bits(number("keys", keys.len())?);
    let mut filled = vec![[0_u32; 2]; members];
    for key in (0..keys.len()).rev() {
        let signature = signature(keys.key(key).iter().copied());
        for hash in hashes(key) {
            let Some(place) = ends.get_mut(bucket(hash)) else { continue };
            *place -= 1;
            if let Some(member) = filled.get_mut(*place as usize) {
                *member = [number("keys", key)? | tag(hash, bits), signature];
            }
        }
    }
    let bytes = |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    Ok((bytes(&ends), bytes(filled.as_flattened())))
}
