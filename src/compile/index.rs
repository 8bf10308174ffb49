//! Writing what is made of the keys: the map of them, and what stands behind each.

use super::alphabet::{Alphabet, Coded};
use super::file::{File, number, push_u32};
use super::order::Keys;
use super::transducer::Transducer;
use super::{automaton, beginnings, segments, slots, too_many};
use crate::error::Fault;
use crate::format::{Section, posting};

/// Postings that one key can have: a gloss keeps one bit for each.
const MAX_POSTINGS: usize = 64;

/// The keys once they are sorted, for the structures that make searching fast.
pub(super) struct Index<'a> {
    pub(super) codes: Coded,
    pub(super) alphabet: &'a Alphabet,
    /// Which keys designations have; the others are of cues alone.
    pub(super) is_named: Vec<bool>,
    /// Where the postings of each key end.
    pub(super) postings: Vec<u32>,
}

/// Writes the sections of keys, entries and postings. Gives how many characters the
/// longest key has.
pub(super) fn write_keys(keys: &Keys, file: &mut File) -> Result<u32, Fault> {
    number("postings", keys.count())?;
    number("characters of keys", keys.characters)?;
    // Where the characters and the postings of each key end.
    let mut ends: Vec<(u32, u32)> = Vec::with_capacity(keys.len());
    let (mut end, mut longest) = ((0, 0), 0);
    // The map takes about half of its keys' bytes.
    let mut map = Transducer::new(file.section(Section::Keys, keys.bytes() / 2));
    for (key, designations) in keys.groups() {
        if designations.len() > MAX_POSTINGS {
            return Err(too_many("designations that fold to one key", designations.len(), MAX_POSTINGS));
        }
        map.insert(key.as_bytes());
        let length = number("characters in a key", key.chars().count())?;
        longest = longest.max(length);
        end = (end.0 + length, end.1 + number("postings", designations.len())?);
        ends.push(end);
    }
    map.finish();
    let entries = file.section(Section::Entries, (ends.len() + 1) * Section::Entries.record());
    for (characters, posting) in [(0, 0)].into_iter().chain(ends.iter().copied()) {
        push_u32(entries, characters);
        push_u32(entries, posting);
    }
    let postings = file.section(Section::Postings, keys.count() * Section::Postings.record());
    let mut last = ends.iter().map(|&(_, posting)| posting).peekable();
    for (row, end) in keys.postings().zip(1..) {
        let is_last = last.next_if_eq(&end).is_some();
        let flags = if is_last { row.flags | posting::LAST } else { row.flags };
        push_u32(postings, row.designation);
        postings.extend_from_slice(&flags.to_le_bytes());
        postings.extend_from_slice(&row.capitals.to_le_bytes());
    }
    Ok(longest)
}

/// The sections that make searching fast.
pub(super) fn write_search(keys: &Keys, alphabet: &Alphabet) -> Result<File, Fault> {
    let mut file = File::part(Section::Alphabet);
    let mut coded = Coded::with_capacity(keys.len(), keys.characters);
    // Which keys designations have; the others are of cues alone.
    let mut is_named: Vec<bool> = Vec::with_capacity(keys.len());
    let mut postings: Vec<u32> = Vec::with_capacity(keys.len());
    let mut may_be_small: Vec<bool> = Vec::with_capacity(keys.len());
    let mut end = 0;
    for (key, designations) in keys.groups() {
        coded.push(key.chars().map(|c| alphabet.code(c)))?;
        // Cues stand behind the designations.
        is_named.push(designations.first().is_some_and(|row| row.designation < posting::CUES));
        may_be_small.push(designations.iter().any(|row| posting::may_be_small(row.flags, row.capitals)));
        end += number("postings", designations.len())?;
        postings.push(end);
    }
    let section = alphabet.section();
    file.section(Section::Alphabet, section.len()).extend(section);
    automaton::nodes(&coded)?.write(&mut file);
    beginnings::write(&coded, alphabet, &may_be_small, &mut file);
    let section = file.section(Section::Characters, 2 * coded.codes.len());
    coded.codes.iter().for_each(|code| section.extend_from_slice(&code.to_le_bytes()));
    segments::write(&coded, &is_named, &mut file)?;
    slots::write(&Index { codes: coded, alphabet, is_named, postings }, &mut file);
    Ok(file)
}
