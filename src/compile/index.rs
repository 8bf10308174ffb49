//! Writing what is made of the keys: the map of them, and what stands behind each.

use super::alphabet::{Alphabet, Coded};
use super::file::{File, number, push_u32};
use super::keys::FoldedKeys;
use super::too_many;
use super::transducer::Transducer;
use crate::error::Fault;
use crate::format::{Section, posting};

/// Postings that one key can have: a gloss keeps one bit for each.
const MAX_POSTINGS: usize = 64;

/// The keys once they are written, for the structures that make searching fast.
pub(super) struct Index {
    pub(super) codes: Coded,
    pub(super) alphabet: Alphabet,
    /// Which keys designations have; the others are of cues alone.
    pub(super) is_named: Vec<bool>,
    /// Where the postings of each key end.
    pub(super) postings: Vec<u32>,
    /// Characters in the longest key.
    pub(super) longest: u32,
}

/// Writes the sections of keys, entries and postings.
pub(super) fn write_keys(mut keys: FoldedKeys, file: &mut File) -> Result<Index, Fault> {
    keys.sort();
    number("postings", keys.rows().len())?;
    let alphabet = Alphabet::of(core::mem::take(&mut keys.counts))?;
    let mut coded = Coded::with_capacity(keys.rows().len(), keys.characters);
    // Where the postings of each key end.
    let mut ends: Vec<u32> = Vec::with_capacity(keys.rows().len());
    let mut is_named: Vec<bool> = Vec::with_capacity(keys.rows().len());
    // The texts of keys lie in the order of the tables: each is read once.
    let mut end = 0;
    // The map takes about half of its keys' bytes.
    let mut map = Transducer::new(file.section(Section::Keys, keys.bytes() / 2));
    for (key, designations) in keys.groups() {
        if designations.len() > MAX_POSTINGS {
            return Err(too_many("designations that fold to one key", designations.len(), MAX_POSTINGS));
        }
        map.insert(key.as_bytes());
        coded.push(key.chars().map(|c| alphabet.code(c)))?;
        end += number("postings", designations.len())?;
        ends.push(end);
        // Cues stand behind the designations.
        is_named.push(designations.first().is_some_and(|row| row.designation < posting::CUES));
    }
    map.finish();
    let entries = file.section(Section::Entries, (ends.len() + 1) * Section::Entries.record());
    let (mut longest, mut first, mut posting) = (0, 0, 0);
    for (key, &end) in ends.iter().enumerate() {
        let codes = coded.key(key);
        push_u32(entries, first);
        push_u32(entries, posting);
        longest = longest.max(codes.len());
        first += number("characters of keys", codes.len())?;
        posting = end;
    }
    push_u32(entries, first);
    push_u32(entries, posting);
    let postings = file.section(Section::Postings, keys.rows().len() * Section::Postings.record());
    let mut last = ends.iter().copied().peekable();
    for (row, end) in keys.rows().iter().zip(1..) {
        let is_last = last.next_if_eq(&end).is_some();
        let flags = if is_last { row.flags | posting::LAST } else { row.flags };
        push_u32(postings, row.designation);
        postings.extend_from_slice(&flags.to_le_bytes());
        postings.extend_from_slice(&row.capitals.to_le_bytes());
    }
    let longest = number("characters in a key", longest)?;
    Ok(Index { codes: coded, alphabet, is_named, postings: ends, longest })
}
