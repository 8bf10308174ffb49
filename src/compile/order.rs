//! Keys put in order: each once, with its postings, and the texts of all one behind the other, so
//! that whatever is made of them goes through memory from one end to the other.

use std::sync::{Mutex, PoisonError};

use super::keys::{FoldedKey, FoldedKeys};
use super::pair::both;
use super::parts::{self, Parted};
use super::texts::{self, FETCHED};

/// The keys in order, in two halves that were sorted at the same time.
pub(super) struct Keys {
    halves: [Half; 2],
    /// Of all keys that were folded; also of those that came again.
    pub(super) characters: usize,
}

/// Keys that follow each other.
#[derive(Default)]
struct Half {
    text: String,
    /// Where the text of each key ends, and its postings.
    ends: Vec<(u32, u32)>,
    postings: Vec<Posting>,
}

/// A designation, or a cue, that a key leads to, and what is said of that.
#[derive(Clone, Copy)]
pub(super) struct Posting {
    pub(super) designation: u32,
    pub(super) flags: u16,
    pub(super) capitals: u16,
}

impl Keys {
    /// Sorts by key, then by designation, and puts the flags of equal ones together.
    pub(super) fn of(mut folded: FoldedKeys) -> Keys {
        let mut rows = core::mem::take(&mut folded.rows);
        parts::read(&mut rows, folded.text.as_bytes());
        let size = rows.len();
        let (before, behind) = split(&mut rows);
        let behind = Mutex::new(behind);
        let (behind, before) = both(
            size,
            || Half::of(&mut behind.lock().unwrap_or_else(PoisonError::into_inner), &folded),
            || Half::of(before, &folded),
        );
        Keys { halves: [before, behind], characters: folded.characters }
    }

    /// The keys in order, each with its postings.
    pub(super) fn groups(&self) -> impl Iterator<Item = (&str, &[Posting])> {
        self.halves.iter().flat_map(|half| {
            let mut start = (0, 0);
            half.ends.iter().map(move |&(text, posting)| {
                let end = (text as usize, posting as usize);
                let (from, from_posting) = core::mem::replace(&mut start, end);
                let key = half.text.get(from..end.0).unwrap_or_default();
                (key, half.postings.get(from_posting..end.1).unwrap_or_default())
            })
        })
    }

    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.halves.iter().map(|half| half.ends.len()).sum()
    }

    /// Bytes of all keys.
    pub(super) fn bytes(&self) -> usize {
        self.halves.iter().map(|half| half.text.len()).sum()
    }

    /// All postings, in the order of the keys.
    pub(super) fn postings(&self) -> impl Iterator<Item = &Posting> {
        self.halves.iter().flat_map(|half| &half.postings)
    }

    /// How many postings there are.
    pub(super) fn count(&self) -> usize {
        self.halves.iter().map(|half| half.postings.len()).sum()
    }
}

impl Half {
    /// Puts rows whose first parts are known in order, and their texts.
    fn of(rows: &mut [FoldedKey], folded: &FoldedKeys) -> Half {
        parts::sort(rows, folded.text.as_bytes());
        let bytes = rows.iter().map(|row| row.length as usize).sum();
        let mut half = Half {
            text: String::with_capacity(bytes),
            ends: Vec::with_capacity(rows.len()),
            postings: Vec::with_capacity(rows.len()),
        };
        let mut start = 0;
        for some in rows.chunks(FETCHED) {
            texts::fetch(folded.text.as_bytes(), some.iter().map(|row| row.range().start));
            for row in some {
                let key = folded.key(row);
                let FoldedKey { designation, flags, capitals, .. } = *row;
                if half.ends.is_empty() || half.text.get(start..) != Some(key) {
                    start = half.text.len();
                    half.text.push_str(key);
                    // The text of all keys has no more bytes than 32 bits can count.
                    half.ends.push((u32::try_from(half.text.len()).unwrap_or(u32::MAX), 0));
                } else if let Some(last) = half.postings.last_mut()
                    && last.designation == designation
                {
                    last.flags |= flags;
                    continue;
                }
                half.postings.push(Posting { designation, flags, capitals });
                if let Some((_, end)) = half.ends.last_mut() {
                    *end = u32::try_from(half.postings.len()).unwrap_or(u32::MAX);
                }
            }
        }
        half
    }
}

/// Splits the rows into two halves of about the same size, of which the second comes behind
/// the first: keys that agree in their first parts stay together.
fn split(rows: &mut [FoldedKey]) -> (&mut [FoldedKey], &mut [FoldedKey]) {
    let mut sample: Vec<u64> = rows.iter().step_by(rows.len() / SAMPLE + 1).map(|row| row.part).collect();
    sample.sort_unstable();
    let middle = sample.get(sample.len() / 2).copied().unwrap_or(0);
    let mut before = 0;
    for index in 0..rows.len() {
        if rows.get(index).is_some_and(|row| row.part < middle) {
            rows.swap(before, index);
            before += 1;
        }
    }
    rows.split_at_mut_checked(before).unwrap_or_default()
}

/// Rows that are looked at to find the middle.
const SAMPLE: usize = 1 << 10;
