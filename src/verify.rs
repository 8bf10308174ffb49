//! The full check of a file: its checksum, and every reference in it.

use crate::concept::Concept;
use crate::designation::Designation;
use crate::error::OpenError;
use crate::format::{CHECKED_FROM, Section, Tables, checksum, posting, read_u64};
use crate::transducer::State;

/// Checks everything that [`Layout::read`](crate::format::Layout::read) leaves open.
pub(crate) fn verify(tables: Tables<'_>) -> Result<(), OpenError> {
    let expected = read_u64(tables.bytes, 24).unwrap_or(0);
    let found = checksum(tables.bytes.get(CHECKED_FROM..).unwrap_or_default());
    if expected != found {
        return Err(OpenError::Checksum { expected, found });
    }
    for (section, is_sound) in [
        (Section::Strings, strings(tables)),
        (Section::Sources, sources(tables)),
        (Section::Citations, citations(tables)),
        (Section::Concepts, concepts(tables)),
        (Section::Designations, designations(tables)),
        (Section::Postings, postings(tables)),
        (Section::Keys, keys(tables)),
    ] {
        if is_sound.is_none() {
            return Err(OpenError::Damaged { section: section.name() });
        }
    }
    Ok(())
}

/// `Some(())` when `holds`: lets a check be written as a chain of `?`.
fn require(holds: bool) -> Option<()> {
    holds.then_some(())
}

fn strings(tables: Tables<'_>) -> Option<()> {
    core::str::from_utf8(tables.section(Section::Strings)).ok()?;
    tables.checked_string(tables.layout.edition_ref()).map(|_| ())
}

fn sources(tables: Tables<'_>) -> Option<()> {
    let mut last: Option<&str> = None;
    for index in 0..tables.source_count() {
        let fields = tables.source(u16::try_from(index).ok()?)?;
        for field in fields {
            tables.checked_string(field)?;
        }
        let id = tables.checked_string(*fields.first()?)?;
        require(last.is_none_or(|last| last < id))?;
        last = Some(id);
    }
    Some(())
}

fn citations(tables: Tables<'_>) -> Option<()> {
    (0..tables.citation_count())
        .try_for_each(|index| require(u32::from(tables.citation(index)?) < tables.source_count()))
}

/// Ids ascend and have the kind in them, and the designations follow without gaps.
fn concepts(tables: Tables<'_>) -> Option<()> {
    let mut last: Option<&str> = None;
    let mut next = 0;
    for index in 0..tables.concept_count() {
        let record = tables.concept(index)?;
        let id = tables.checked_string(record.id)?;
        require(last.is_none_or(|last| last < id))?;
        require(id.split_once('/').is_some_and(|(kind, _)| kind == record.kind.as_str()))?;
        require(record.designations.start == next && !record.designations.is_empty())?;
        next = record.designations.end;
        last = Some(id);
    }
    require(next == tables.designation_count())
}

fn designations(tables: Tables<'_>) -> Option<()> {
    for index in 0..tables.designation_count() {
        let record = tables.designation(index)?;
        require(!tables.checked_string(record.text)?.is_empty())?;
        require(tables.concept(record.concept)?.designations.contains(&index))?;
        let (first, count) = record.sources;
        require(first.checked_add(count.into())? <= tables.citation_count())?;
        let view = Designation { tables, index };
        require(view.concept() == Concept { tables, index: record.concept })?;
    }
    Some(())
}

fn postings(tables: Tables<'_>) -> Option<()> {
    (0..tables.posting_count()).try_for_each(|index| {
        let packed = tables.posting(index)?;
        require(packed >> posting::SHIFT < tables.designation_count())?;
        require(packed & (posting::FORM | posting::SPELLING) != 0)
    })
}

/// The map's own checksum, and that its values, in the order of the keys, hand
/// out the postings one after the other.
fn keys(tables: Tables<'_>) -> Option<()> {
    let map = fst::raw::Fst::new(tables.section(Section::Keys)).ok()?;
    map.verify().ok()?;
    let mut next = 0;
    let longest = tables.longest_key().checked_mul(4)?;
    walk(tables, tables.keys().root(), longest, &mut next)?;
    require(next == u64::from(tables.posting_count()))
}

fn walk(tables: Tables<'_>, state: State, left: usize, next: &mut u64) -> Option<()> {
    let keys = tables.keys();
    if let Some(value) = keys.value(state) {
        require(value >> posting::COUNT_BITS == *next)?;
        let count = value & ((1 << posting::COUNT_BITS) - 1);
        require(count > 0)?;
        *next += count;
    }
    let mut transitions = keys.transitions(state);
    for (_, target) in transitions.by_ref() {
        walk(tables, target, left.checked_sub(1)?, next)?;
    }
    require(transitions.is_complete())
}
