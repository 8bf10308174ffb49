//! Making the buckets of segments: see `src/segments.rs`.

use super::alphabet::Coded;
use super::file::{File, number, push_u32};
use crate::error::Fault;
use crate::format::Section;
use crate::segments::{Form, MEMBER, bucket, count, hash, segment, sum};

/// Members of a bucket, in the mean: fewer make the file larger, more the searches
/// slower.
const FULLNESS: usize = 4;

/// Writes the sections of buckets and of their members: of the keys that designations
/// have, as no look-up asks for cues.
pub(super) fn write(keys: &Coded, is_named: &[bool], file: &mut File) -> Result<(), Fault> {
    let codes = |key: usize| if is_named.get(key) == Some(&true) { keys.key(key) } else { &[] };
    let hashes = |key: usize| {
        let codes = codes(key);
        let count = count(codes.len());
        (0..count).map(move |index| {
            let (start, end) = segment(codes.len(), index);
            hash(count, index, sum(codes.get(start..end).unwrap_or_default()))
        })
    };
    let members: usize = (0..keys.len()).map(|key| count(codes(key).len())).sum();
    number("segments", members)?;
    let buckets = (members / FULLNESS).max(1);
    // Counted, summed up, and filled from the back: the members of a bucket ascend.
    let mut ends = vec![0_u32; buckets + 1];
    for hash in (0..keys.len()).flat_map(hashes) {
        if let Some(end) = ends.get_mut(bucket(hash, buckets)) {
            *end += 1;
        }
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    let form = Form::new(number("keys", keys.len())?);
    let mut filled = vec![[0_u8; MEMBER]; members];
    for key in (0..keys.len()).rev() {
        let member = form.member(number("keys", key)?, form.shape(codes(key))).to_le_bytes();
        for hash in hashes(key) {
            let Some(place) = ends.get_mut(bucket(hash, buckets)) else { continue };
            *place -= 1;
            if let (Some(to), Some(from)) = (filled.get_mut(*place as usize), member.first_chunk()) {
                *to = *from;
            }
        }
    }
    let section = file.section(Section::Buckets, 4 * ends.len());
    ends.iter().for_each(|&end| push_u32(section, end));
    let filled = filled.as_flattened();
    file.section(Section::Segments, filled.len()).extend_from_slice(filled);
    Ok(())
}
