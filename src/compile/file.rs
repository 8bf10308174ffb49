//! The file while it is written: its sections one after the other.

use super::too_many;
use crate::error::Fault;
use crate::format::{CHECKED_FROM, FOLDS, HEADER, MAGIC, SECTIONS, Section, VERSION, checksum};

/// The bytes so far, each section written in its place.
pub(super) struct File {
    bytes: Vec<u8>,
    /// Where the sections begin and end.
    places: Vec<(usize, usize)>,
    /// The first section.
    first: Section,
}

impl File {
    pub(super) fn new() -> File {
        File { bytes: vec![0; HEADER], places: Vec::new(), first: Section::Keys }
    }

    /// The sections from `first` on, which [`File::append`] puts behind those before.
    pub(super) fn part(first: Section) -> File {
        File { bytes: Vec::new(), places: Vec::new(), first }
    }

    /// Adds the sections of a part, which follow.
    pub(super) fn append(&mut self, mut part: File) {
        self.end_section();
        part.end_section();
        debug_assert_eq!(self.places.len(), part.first as usize, "{:?} comes in its turn", part.first);
        let start = self.bytes.len().next_multiple_of(8);
        self.bytes.reserve_exact(start + part.bytes.len() - self.bytes.len());
        self.bytes.resize(start, 0);
        self.bytes.append(&mut part.bytes);
        self.places.extend(part.places.into_iter().map(|(from, to)| (start + from, start + to)));
    }

    /// Begins the next section, which `section` names, with room for so many bytes.
    pub(super) fn section(&mut self, section: Section, bytes: usize) -> &mut Vec<u8> {
        let number = self.first as usize + self.places.len();
        debug_assert_eq!(number, section as usize, "{section:?} comes in its turn");
        self.end_section();
        let start = self.bytes.len().next_multiple_of(8);
        // A vector that grew by doubling could have twice the bytes of the file.
        self.bytes.reserve_exact(start + bytes - self.bytes.len());
        self.bytes.resize(start, 0);
        self.places.push((start, start));
        &mut self.bytes
    }

    fn end_section(&mut self) {
        if let Some((_, end)) = self.places.last_mut() {
            *end = self.bytes.len();
        }
    }

    /// The whole file. `edition` is a range of the strings; the longest key is
    /// counted in characters, the first stage of the alphabet in numbers.
    pub(super) fn finish(mut self, edition: (u32, u32), longest_key: u32, first_stage: u32) -> Vec<u8> {
        self.end_section();
        let File { mut bytes, places, .. } = self;
        let mut header = Vec::with_capacity(HEADER);
        header.extend(MAGIC);
        header.extend(VERSION.to_le_bytes());
        header.extend(SECTIONS.to_le_bytes());
        header.extend((bytes.len() as u64).to_le_bytes());
        header.extend([0; 8]); // the checksum, below
        header.extend(FOLDS.to_le_bytes());
        push_string(&mut header, edition);
        push_u32(&mut header, longest_key);
        push_u32(&mut header, first_stage);
        for (start, end) in places {
            header.extend((start as u64).to_le_bytes());
            header.extend(((end - start) as u64).to_le_bytes());
        }
        for (slot, byte) in bytes.iter_mut().zip(header) {
            *slot = byte;
        }
        let sum = checksum(bytes.get(CHECKED_FROM..).unwrap_or_default());
        if let Some(place) = bytes.get_mut(24..32) {
            place.copy_from_slice(&sum.to_le_bytes());
        }
        bytes
    }
}

pub(super) fn number(what: &'static str, seen: usize) -> Result<u32, Fault> {
    u32::try_from(seen).map_err(|_| too_many(what, seen, u32::MAX as usize))
}

pub(super) fn push_u32(bytes: &mut Vec<u8>, number: u32) {
    bytes.extend_from_slice(&number.to_le_bytes());
}

pub(super) fn push_string(bytes: &mut Vec<u8>, (offset, length): (u32, u32)) {
    push_u32(bytes, offset);
    push_u32(bytes, length);
}
