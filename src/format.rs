//! The bytes of a lexicon file, field by field.
//!
//! All numbers are little-endian and are read where they lie, at any alignment.
//! A *string* is a range of the `strings` section: offset `u32`, length `u32`
//! (both in bytes). Sections begin at multiples of 8 and follow each other in
//! this order; the bytes between them are zero.
//!
//! ```text
//! header, 328 bytes
//!   0  [u8; 8]  89 59 41 4B 55 47 4F 0A ("\x89YAKUGO\n")
//!   8  u32      version of the format: 4
//!  12  u32      number of sections: 17
//!  16  u64      length of the file in bytes
//!  24  u64      checksum of the bytes from 32 to the end (see `checksum`)
//!  32  u64      fingerprint of the fold rules that made the keys
//!  40  string   edition
//!  48  u32      characters in the longest key
//!  52  u32      numbers in the first stage of the alphabet
//!  56  17 × { offset u64, length u64 }   the sections
//!
//! keys          an `fst` map (version 3 of that format): key → number of the key, ascending
//! entries       8 bytes for each key, and one record more that ends the last:
//!   0 u32 first character   4 u32 first posting
//! postings      8 bytes each
//!   0 u32 designation, or 2³¹ and a cue   4 u16 flags (see `posting`)   6 u16 which of the first 16 letters are capitals
//! concepts      8 bytes each, sorted by id, and one record more that ends the last:
//!   0 u32 first byte of the id   4 u32 first designation, and from bit 28 on the kind
//! designations  16 bytes each; those of a concept together, in the order they are shown in; and
//!               one record more that ends the text of the last
//!   0 u32 concept   4 u32 first byte of the text   8 u32 citations   12 u8 language, and from bit 4
//!  on kind   13 u8 status, and from bit 4 on case rule   14 u8 frequency   15 u8 nomenclatures,
//!  a bit for each
//! citations     u16 each: lists, which facts refer to by the number that they begin at. First how
//!               many sources a list has, then these, ascending. Facts with the same share one
//! sources       32 bytes each, sorted by id: string id, citation, licence, date
//! relations     16 bytes each, ascending
//!   0 u32 concept   4 u32 the concept it leads to   8 u32 citations   12 u8 relation
//!  13 [u8; 3] zero
//! cues          12 bytes each: those that are concepts first, by that; then words, by sense
//!   0 u32 the concept that it speaks for   4 u32 the concept that is the cue, or the first byte
//!   of the word   8 u16 bytes of the word, 0 for a concept   10 u8 strength   11 u8 language
//! strings       UTF-8: the edition, the texts of the sources, the ids of the concepts, the texts of
//!               the designations, the words of the cues
//! alphabet      u16 each. First the first stage, as long as the header says: its number c / 128 says
//!               which of the blocks behind it, of 128 numbers each, has the code of the character
//!               c, at c % 128. 0 is a character of no key; block 0 has no others, and all
//!               characters behind the first stage are of it.
//! nodes         6 bytes each: the automaton (see `automaton::node`)
//! beginnings    u64 each, a power of two of them: a bit for each hash of what some key begins with,
//!               and of pairs inside of keys (see `beginnings`)
//! characters    u16 each: the codes of the characters of every key, one key after the other
//! buckets       u32 each: where the members of a bucket begin, and where the last one's end
//! segments      7 bytes each: a key of designations that has a segment with the hash of the bucket;
//!               from the lowest bit, the number of the key, in as many bits as the number of keys
//!               has; 2 bits of its length; its signature (see `segments::Form`)
//! slots         up to 8 bytes each: the keys of designations by a hash of them (see `slots`)
//! ```
//!
//! A key is a folded designation. Its posting says which fold leads to it: the
//! form level, the spelling level, or the spelling level of the plural. The
//! postings of a key ascend by designation, so those of one concept are together.
//!
//! The map of keys is the index: it alone has every key in order, and everything
//! about it can be asked there. Beside it stand three structures that only make
//! searching fast, and that `verify` holds against it: the automaton (alphabet,
//! nodes, beginnings, characters) for scanning texts, the slots for whole texts, and
//! the segments for near keys.
//!
//! **What opening proves**: the header's fields, that the file is as long as it
//! says, and that every section lies inside it. It does not read the sections.
//! So every later read is checked against its section's end, and a damaged file
//! gives wrong or missing answers, never a panic. **`verify`** proves the rest.

mod layout;
pub(crate) mod posting;
mod section;

pub(crate) use layout::Layout;
pub(crate) use section::Section;

use crate::automaton::Automaton;
use crate::concept::Kind;
use crate::designation::{CaseRule, DesignationKind, Frequency, Language, Nomenclatures, Status};
use crate::fold;
use crate::transducer::Transducer;

pub(crate) const MAGIC: [u8; 8] = *b"\x89YAKUGO\n";
pub(crate) const VERSION: u32 = 5;
pub(crate) const HEADER: usize = 328;
/// Where the part that the checksum covers begins.
pub(crate) const CHECKED_FROM: usize = 32;

/// Where the kind of a concept stands beside its first designation.
pub(crate) const KIND_SHIFT: u32 = 28;

/// The most designations that there can be, so that there is room for the kind.
pub(crate) const MOST_DESIGNATIONS: u32 = (1 << KIND_SHIFT) - 1;

/// How many sections there are.
pub(crate) const SECTIONS: u32 = 17;

/// Tells the folding of this crate from that of any other: the rows of the fold
/// tables, and a number that changes with the rules written in code.
pub(crate) const FOLDS: u64 = fold::FINGERPRINT.rotate_left(8) ^ 2;

/// A checksum of 64 bits over little-endian words of 8 bytes, the last one
/// filled with zeros. For a given word each step is a bijection of the state,
/// and for a given state an injection of the word, so a change within one word
/// always changes the result; the length is in the header.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let step = |state: u64, word: u64| (state ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    let words = bytes.chunks_exact(8);
    let mut last = [0; 8];
    last.iter_mut().zip(words.remainder()).for_each(|(to, from)| *to = *from);
    let has_rest = !words.remainder().is_empty();
    let state = words.fold(0xcbf2_9ce4_8422_2325, |state, word| step(state, read_u64(word, 0).unwrap_or(0)));
    if has_rest { step(state, u64::from_le_bytes(last)) } else { state }
}

/// A range of the `strings` section, in bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct StringRef {
    pub(crate) offset: u32,
    pub(crate) length: u32,
}

#[derive(Clone, Debug)]
pub(crate) struct ConceptRecord {
    pub(crate) id: StringRef,
    pub(crate) kind: Kind,
    pub(crate) designations: core::ops::Range<u32>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct DesignationRecord {
    pub(crate) concept: u32,
    pub(crate) text: StringRef,
    pub(crate) language: Language,
    pub(crate) kind: DesignationKind,
    pub(crate) status: Status,
    pub(crate) case: CaseRule,
    pub(crate) frequency: Frequency,
    pub(crate) nomenclatures: Nomenclatures,
    /// Where the list of its citations begins.
    pub(crate) citations: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct RelationRecord {
    pub(crate) concept: u32,
    pub(crate) object: u32,
    pub(crate) relation: u8,
    /// Where the list of its citations begins.
    pub(crate) citations: u32,
}

/// The sections of an opened lexicon: what every view holds.
#[derive(Clone, Copy)]
pub(crate) struct Tables<'l> {
    pub(crate) bytes: &'l [u8],
    pub(crate) layout: &'l Layout,
}

impl<'l> Tables<'l> {
    pub(crate) fn section(self, section: Section) -> &'l [u8] {
        let range = self.layout.place(section);
        self.bytes.get(range).unwrap_or_default()
    }

    pub(crate) fn keys(self) -> Transducer<'l> {
        Transducer::new(self.section(Section::Keys))
    }

    pub(crate) fn automaton(self) -> Automaton<'l> {
        Automaton::new(self)
    }

    /// The two stages of the alphabet.
    pub(crate) fn alphabet(self) -> (&'l [u8], &'l [u8]) {
        self.section(Section::Alphabet).split_at_checked(self.layout.first_stage()).unwrap_or_default()
    }

    /// Characters in the longest key, as the header has it.
    pub(crate) fn longest_key(self) -> usize {
        self.layout.longest_key()
    }

    pub(crate) fn edition(self) -> &'l str {
        self.string(self.layout.edition_ref())
    }

    /// A string; empty where a damaged file points outside or at broken UTF-8.
    pub(crate) fn string(self, text: StringRef) -> &'l str {
        self.checked_string(text).unwrap_or("")
    }

    pub(crate) fn checked_string(self, text: StringRef) -> Option<&'l str> {
        let start = text.offset as usize;
        let bytes = self.section(Section::Strings).get(start..start.checked_add(text.length as usize)?)?;
        core::str::from_utf8(bytes).ok()
    }

    /// Whether `text` is that string.
    pub(crate) fn is_string(self, place: StringRef, text: &str) -> bool {
        let start = place.offset as usize;
        place.length as usize == text.len()
            && self
                .section(Section::Strings)
                .get(start..)
                .is_some_and(|bytes| bytes.starts_with(text.as_bytes()))
    }

    fn count(self, section: Section) -> u32 {
        u32::try_from(self.section(section).len() / section.record()).unwrap_or(u32::MAX)
    }

    fn record(self, section: Section, index: u32) -> Option<&'l [u8]> {
        let size = section.record();
        let start = (index as usize).checked_mul(size)?;
        self.section(section).get(start..start.checked_add(size)?)
    }

    /// The last record only ends the one before it.
    pub(crate) fn concept_count(self) -> u32 {
        self.count(Section::Concepts).saturating_sub(1)
    }

    /// The last record only ends the one before it.
    pub(crate) fn designation_count(self) -> u32 {
        self.count(Section::Designations).saturating_sub(1)
    }

    pub(crate) fn source_count(self) -> u32 {
        self.count(Section::Sources)
    }

    pub(crate) fn citation_count(self) -> u32 {
        self.count(Section::Citations)
    }

    pub(crate) fn relation_count(self) -> u32 {
        self.count(Section::Relations)
    }

    pub(crate) fn posting_count(self) -> u32 {
        self.count(Section::Postings)
    }

    pub(crate) fn concept(self, index: u32) -> Option<ConceptRecord> {
        let record = self.record(Section::Concepts, index)?;
        let next = self.record(Section::Concepts, index.checked_add(1)?)?;
        let (first, end) = (read_u32(record, 4)?, read_u32(next, 4)?);
        let kind = Kind::from_byte((first >> KIND_SHIFT).to_le_bytes()[0])?;
        let designations = first & MOST_DESIGNATIONS..end & MOST_DESIGNATIONS;
        Some(ConceptRecord { id: between(read_u32(record, 0)?, read_u32(next, 0)?)?, kind, designations })
    }

    pub(crate) fn designation(self, index: u32) -> Option<DesignationRecord> {
        let record = self.record(Section::Designations, index)?;
        let next = self.record(Section::Designations, index.checked_add(1)?)?;
        let &[names, uses, frequency, nomenclatures] = record.last_chunk()?;
        Some(DesignationRecord {
            concept: read_u32(record, 0)?,
            text: between(read_u32(record, 4)?, read_u32(next, 4)?)?,
            language: Language::from_byte(names & 0xF)?,
            kind: DesignationKind::from_byte(names >> 4)?,
            status: Status::from_byte(uses & 0xF)?,
            case: CaseRule::from_byte(uses >> 4)?,
            frequency: Frequency::from_byte(frequency)?,
            nomenclatures: Nomenclatures::from_byte(nomenclatures)?,
            citations: read_u32(record, 8)?,
        })
    }

    /// A posting: designation, flags, capitals.
    #[inline]
    pub(crate) fn posting(self, index: u32) -> Option<(u32, u16, u16)> {
        read_posting(self.record(Section::Postings, index)?)
    }

    pub(crate) fn relation(self, index: u32) -> Option<RelationRecord> {
        let record = self.record(Section::Relations, index)?;
        Some(RelationRecord {
            concept: read_u32(record, 0)?,
            object: read_u32(record, 4)?,
            relation: *record.get(12)?,
            citations: read_u32(record, 8)?,
        })
    }

    /// A cue: the sense; the concept that is the cue, or where the word begins among
    /// the strings; how long the word is, in bytes; strength; language.
    pub(crate) fn cue(self, index: u32) -> Option<(u32, u32, u16, u8, u8)> {
        let record = self.record(Section::Cues, index)?;
        let byte = |at: usize| record.get(at).copied();
        Some((read_u32(record, 0)?, read_u32(record, 4)?, read_u16(record, 8)?, byte(10)?, byte(11)?))
    }

    pub(crate) fn cue_count(self) -> u32 {
        self.count(Section::Cues)
    }

    pub(crate) fn citation(self, index: u32) -> Option<u16> {
        read_u16(self.record(Section::Citations, index)?, 0)
    }

    /// The strings of a source: id, citation, licence, date.
    pub(crate) fn source(self, index: u16) -> Option<[StringRef; 4]> {
        let record = self.record(Section::Sources, u32::from(index))?;
        Some([
            read_string(record, 0)?,
            read_string(record, 8)?,
            read_string(record, 16)?,
            read_string(record, 24)?,
        ])
    }
}

impl core::fmt::Debug for Tables<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Tables").field("bytes", &self.bytes.len()).field("edition", &self.edition()).finish()
    }
}

/// Designation, flags, capitals.
#[inline]
pub(crate) fn read_posting(record: &[u8]) -> Option<(u32, u16, u16)> {
    Some((read_u32(record, 0)?, read_u16(record, 4)?, read_u16(record, 6)?))
}

#[inline]
pub(crate) fn read_u16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|chunk| u16::from_le_bytes(*chunk))
}

#[inline]
pub(crate) fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|chunk| u32::from_le_bytes(*chunk))
}

#[inline]
pub(crate) fn read_u64(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

/// The string from one byte to another.
fn between(start: u32, end: u32) -> Option<StringRef> {
    Some(StringRef { offset: start, length: end.checked_sub(start)? })
}

fn read_string(bytes: &[u8], at: usize) -> Option<StringRef> {
    Some(StringRef { offset: read_u32(bytes, at)?, length: read_u32(bytes, at + 4)? })
}
