//! Making the buckets of segments: see `src/segments.rs`.
//!
//! Buckets are many, and the members of one come from keys that lie far apart, so that
//! putting each member into its place at once would wait for memory at every one. They go
//! into stretches of neighbouring buckets first, few enough that where each goes on stays
//! in the caches, and from there, stretch by stretch, to their places.

use super::alphabet::Coded;
use super::file::{File, number, push_u32};
use crate::error::Fault;
use crate::format::Section;
use crate::segments::{Form, MEMBER, bucket, count, hash, segment, sum};

/// Members of a bucket, in the mean: fewer make the file larger, more the searches
/// slower.
const FULLNESS: usize = 4;

/// Buckets of a stretch: as many as the byte that a member leaves of a number can tell apart.
const STRETCH: usize = 1 << 8;

/// Where the bucket in its stretch stands in a number, above the member.
const BUCKET_SHIFT: usize = 8 * MEMBER;

/// Writes the sections of buckets and of their members: of the keys that designations
/// have, as no look-up asks for cues.
pub(super) fn write(keys: &Coded, is_named: &[bool], file: &mut File) -> Result<(), Fault> {
    let codes = |key: usize| if is_named.get(key) == Some(&true) { keys.key(key) } else { &[] };
    let size: usize = (0..keys.len()).map(|key| count(codes(key).len())).sum();
    let members = number("segments", size)?;
    let buckets = (size / FULLNESS).max(1);
    // The buckets of all segments, and how many members each stretch has.
    let mut found: Vec<u32> = Vec::with_capacity(size);
    let mut stretches = vec![0_u32; buckets.div_ceil(STRETCH)];
    for codes in (0..keys.len()).map(codes) {
        let count = count(codes.len());
        for index in 0..count {
            let (start, end) = segment(codes.len(), index);
            let hash = hash(count, index, sum(codes.get(start..end).unwrap_or_default()));
            let bucket = bucket(hash, buckets);
            found.push(number("buckets", bucket)?);
            if let Some(count) = stretches.get_mut(bucket / STRETCH) {
                *count += 1;
            }
        }
    }
    to_starts(&mut stretches);
    let form = Form::new(number("keys", keys.len())?);
    let mut placed = vec![0_u64; size];
    let mut found = found.into_iter();
    for key in 0..keys.len() {
        let codes = codes(key);
        let count = count(codes.len());
        if count == 0 {
            continue;
        }
        let member = form.member(number("keys", key)?, form.shape(codes));
        for bucket in found.by_ref().take(count).map(|bucket| bucket as usize) {
            let Some(free) = stretches.get_mut(bucket / STRETCH) else { continue };
            if let Some(place) = placed.get_mut(*free as usize) {
                *place = member | ((bucket % STRETCH) as u64) << BUCKET_SHIFT;
            }
            *free += 1;
        }
    }
    drop(found);
    // Each stretch ends now where the next one begins.
    let mut starts: Vec<u32> = Vec::with_capacity(stretches.len() * STRETCH + 1);
    let mut rest = placed.as_mut_slice();
    let mut unsorted = Vec::new();
    let mut first = 0;
    for end in stretches {
        let stretch = rest.split_off_mut(..(end - first) as usize).unwrap_or_default();
        starts.extend(sort(stretch, &mut unsorted).into_iter().map(|start| first + start));
        first = end;
    }
    // What the last stretch has beyond the last bucket is empty.
    starts.truncate(buckets);
    starts.push(members);
    let section = file.section(Section::Buckets, 4 * starts.len());
    starts.iter().for_each(|&start| push_u32(section, start));
    drop(starts);
    let section = file.section(Section::Segments, MEMBER * placed.len());
    for member in placed {
        let [member @ .., _] = member.to_le_bytes();
        let member: [u8; MEMBER] = member;
        section.extend_from_slice(&member);
    }
    Ok(())
}

/// Sorts the members of a stretch by bucket, with the memory of `unsorted`. Gives where each bucket begins.
fn sort(stretch: &mut [u64], unsorted: &mut Vec<u64>) -> [u32; STRETCH] {
    let bucket = |member: u64| usize::try_from(member >> BUCKET_SHIFT).unwrap_or(STRETCH);
    let mut places = [0_u32; STRETCH];
    for &member in stretch.iter() {
        if let Some(count) = places.get_mut(bucket(member)) {
            *count += 1;
        }
    }
    to_starts(&mut places);
    let starts = places;
    unsorted.clear();
    unsorted.extend_from_slice(stretch);
    for &member in unsorted.iter() {
        let Some(free) = places.get_mut(bucket(member)) else { continue };
        if let Some(place) = stretch.get_mut(*free as usize) {
            *place = member;
        }
        *free += 1;
    }
    starts
}

/// From how many there are of each to where each begins.
fn to_starts(counts: &mut [u32]) {
    let mut next = 0;
    for count in counts {
        let start = next;
        next += *count;
        *count = start;
    }
}
