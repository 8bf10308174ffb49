//! Opening a file: the header, and where the sections lie.

use core::ops::Range;

use super::{FOLDS, HEADER, MAGIC, SECTIONS, Section, StringRef, VERSION, read_string, read_u32, read_u64};
use crate::error::OpenError;

/// Where the sections of an opened file lie. Proved by [`Layout::read`]: every
/// range is within the file.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    sections: [(usize, usize); 17],
    edition: StringRef,
    longest_key: usize,
    /// Bytes of the first stage of the alphabet.
    first_stage: usize,
}

impl Layout {
    pub(crate) fn read(bytes: &[u8]) -> Result<Layout, OpenError> {
        let found = bytes.len();
        let magic = bytes.get(..MAGIC.len());
        if magic != Some(&MAGIC[..]) {
            let is_start = MAGIC.starts_with(bytes.get(..found.min(MAGIC.len())).unwrap_or_default());
            return Err(if is_start {
                OpenError::Truncated { expected: HEADER as u64, found }
            } else {
                OpenError::Foreign
            });
        }
        let short = OpenError::Truncated { expected: HEADER as u64, found };
        let version = read_u32(bytes, 8).ok_or(short)?;
        if version != VERSION {
            return Err(OpenError::Version { found: version, expected: VERSION });
        }
        if found < HEADER {
            return Err(OpenError::Truncated { expected: HEADER as u64, found });
        }
        let expected = read_u64(bytes, 16).unwrap_or(0);
        match u64::try_from(found) {
            Ok(length) if length < expected => return Err(OpenError::Truncated { expected, found }),
            Ok(length) if length > expected => return Err(OpenError::Overlong { expected, found }),
            _ => {}
        }
        if read_u64(bytes, 32) != Some(FOLDS) {
            return Err(OpenError::Folds);
        }
        if read_u32(bytes, 12) != Some(SECTIONS) {
            return Err(OpenError::Damaged { section: "header" });
        }
        let mut sections = [(0, 0); 17];
        for (index, (slot, section)) in sections.iter_mut().zip(Section::ALL).enumerate() {
            *slot =
                Self::section(bytes, index, section).ok_or(OpenError::Damaged { section: section.name() })?;
        }
        let edition = read_string(bytes, 40).unwrap_or_default();
        let longest_key = read_u32(bytes, 48).map_or(0, |longest| longest as usize);
        let first_stage = read_u32(bytes, 52).map_or(0, |numbers| (numbers as usize).saturating_mul(2));
        Ok(Layout { sections, edition, longest_key, first_stage })
    }

    fn section(bytes: &[u8], index: usize, section: Section) -> Option<(usize, usize)> {
        let at = 56 + 16 * index;
        let start = usize::try_from(read_u64(bytes, at)?).ok()?;
        let length = usize::try_from(read_u64(bytes, at + 8)?).ok()?;
        let end = start.checked_add(length)?;
        (start >= HEADER && end <= bytes.len() && length.is_multiple_of(section.record()))
            .then_some((start, end))
    }

    pub(crate) fn edition_ref(&self) -> StringRef {
        self.edition
    }

    /// Where a section begins and ends.
    #[inline]
    pub(super) fn place(&self, section: Section) -> Range<usize> {
        let (start, end) = self.sections.get(section as usize).copied().unwrap_or_default();
        start..end
    }

    /// Characters in the longest key.
    pub(super) fn longest_key(&self) -> usize {
        self.longest_key
    }

    #[inline]
    pub(super) fn first_stage(&self) -> usize {
        self.first_stage
    }
}
