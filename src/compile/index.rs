//! Writing what is made of the keys: the map of them, and what stands behind each.

use super::alphabet::{Alphabet, Coded};
use super::file::{File, number, push_u32};
use super::keys::FoldedKeys;
use super::too_many;
use super::transducer::Transducer;
use crate::automaton::signature;
use crate::error::Fault;
use crate::format::Section;

/// Postings that one key can have: a gloss keeps one bit for each.
const MAX_POSTINGS: usize = 64;

/// The keys once they are written, for the structures that make searching fast.
pub(super) struct Index {
    pub(super) codes: Coded,
    pub(super) alphabet: Alphabet,
    /// Characters in the longest key.
    pub(super) longest: u32,
}

/// Writes the sections of keys, entries and postings.
pub(super) fn write_keys(mut keys: FoldedKeys, file: &mut File) -> Result<Index, Fault> {
    keys.sort();
    let mut count = 0;
    for (_, designations) in keys.groups() {
        if designations.len() > MAX_POSTINGS {
            return Err(too_many("designations that fold to one key", designations.len(), MAX_POSTINGS));
        }
        count += 1;
    }
    number("keys", count)?;
    number("postings", keys.rows().len())?;
    // The map takes about half of its keys' bytes.
    let mut map = Transducer::new(file.section(Section::Keys, keys.bytes() / 2));
    keys.groups().for_each(|(key, _)| map.insert(key.as_bytes()));
    map.finish();
    let alphabet = Alphabet::of(keys.groups().map(|(key, _)| key))?;
    let characters = keys.groups().map(|(key, _)| key.chars().count()).sum();
    let mut coded = Coded::with_capacity(count, characters);
    let entries = file.section(Section::Entries, (count + 1) * Section::Entries.record());
    let (mut longest, mut first, mut posting) = (0, 0, 0);
    for (key, designations) in keys.groups() {
        push_u32(entries, first);
        push_u32(entries, posting);
        let codes = coded.push(key.chars().map(|c| alphabet.code(c)))?;
        push_u32(entries, signature(codes.iter().copied()));
        longest = longest.max(codes.len());
        first += number("characters of keys", codes.len())?;
        posting += number("postings", designations.len())?;
    }
    push_u32(entries, first);
    push_u32(entries, posting);
    push_u32(entries, 0);
    let postings = file.section(Section::Postings, keys.rows().len() * Section::Postings.record());
    for row in keys.rows() {
        push_u32(postings, row.designation);
        postings.extend_from_slice(&row.flags.to_le_bytes());
        postings.extend_from_slice(&row.capitals.to_le_bytes());
    }
    Ok(Index { codes: coded, alphabet, longest: number("characters in a key", longest)? })
}
