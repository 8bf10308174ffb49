//! Making the buckets of segments: see `src/segments.rs`.

use super::alphabet::Coded;
use super::file::{File, number, push_u32};
use crate::error::Fault;
use crate::format::Section;
use crate::segments::{bucket, count, hash, key_bits, segment, tag};

/// Members of a bucket, in the mean: fewer make the file larger, more the searches
/// slower.
const FULLNESS: usize = 2;

/// Writes the sections of buckets and of their members.
pub(super) fn write(keys: &Coded, file: &mut File) -> Result<(), Fault> {
    let hashes = |key: usize| {
        let codes = keys.key(key);
        (0..count(codes.len())).map(move |index| {
            let (start, end) = segment(codes.len(), index);
            hash(codes.len(), index, codes.get(start..end).unwrap_or_default().iter().copied())
        })
    };
    let members: usize = (0..keys.len()).map(|key| count(keys.key(key).len())).sum();
    number("segments", members)?;
    let buckets = (members / FULLNESS).max(1);
    let bucket = |hash: u64| bucket(hash, buckets as u64);
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
    let bits = key_bits(number("keys", keys.len())?);
    let mut filled = vec![0_u32; members];
    for key in (0..keys.len()).rev() {
        for hash in hashes(key) {
            let Some(place) = ends.get_mut(bucket(hash)) else { continue };
            *place -= 1;
            if let Some(member) = filled.get_mut(*place as usize) {
                *member = number("keys", key)? | tag(hash, bits);
            }
        }
    }
    for (section, numbers) in [(Section::Buckets, ends), (Section::Segments, filled)] {
        let section = file.section(section, 4 * numbers.len());
        numbers.iter().for_each(|&number| push_u32(section, number));
    }
    Ok(())
}
