//! The full check of a file: its checksum, and every reference in it.

use crate::beginnings::{Beginning, pairs};
use crate::concept::Concept;
use crate::cue::Cue;
use crate::designation::Designation;
use crate::error::OpenError;
use crate::fold::Simple;
use crate::format::{CHECKED_FROM, Section, Tables, checksum, posting, read_u64};
use crate::hit::Postings;
use crate::relation::Relation;
use crate::segments::{self, Segments};
use crate::slots::{Place, Slots};
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
        (Section::Relations, relations(tables)),
        (Section::Cues, cues(tables)),
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

/// The lists follow without gaps, and each names sources in order.
fn citations(tables: Tables<'_>) -> Option<()> {
    let mut list = 0;
    while list < tables.citation_count() {
        let count = u32::from(tables.citation(list)?);
        let mut last = None;
        for index in 0..count {
            let source = tables.citation(list.checked_add(1 + index)?)?;
            require(u32::from(source) < tables.source_count() && last < Some(source))?;
            last = Some(source);
        }
        list = list.checked_add(1 + count)?;
    }
    Some(())
}

/// Where the lists of citations begin, ascending.
fn lists(tables: Tables<'_>) -> Vec<u32> {
    let next = |&list: &u32| list.checked_add(1 + u32::from(tables.citation(list)?));
    core::iter::successors(Some(0), next).collect()
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
    let lists = lists(tables);
    for index in 0..tables.designation_count() {
        let record = tables.designation(index)?;
        require(!tables.checked_string(record.text)?.is_empty())?;
        require(tables.concept(record.concept)?.designations.contains(&index))?;
        require(record.citations < tables.citation_count())?;
        lists.binary_search(&record.citations).ok()?;
        let view = Designation { tables, index };
        require(view.concept() == Concept { tables, index: record.concept })?;
    }
    Some(())
}

fn postings(tables: Tables<'_>) -> Option<()> {
    (0..tables.posting_count()).try_for_each(|index| {
        let (designation, flags, _) = tables.posting(index)?;
        match designation.checked_sub(posting::CUES) {
            Some(cue) => require(cue < tables.cue_count())?,
            None => require(designation < tables.designation_count())?,
        }
        require(flags & (posting::FORM | posting::SPELLING) != 0)
    })
}

/// The map's own checksum, and that its values, in the order of the keys, hand
/// out the postings one after the other.
fn keys(tables: Tables<'_>) -> Option<()> {
    let map = fst::raw::Fst::new(tables.section(Section::Keys)).ok()?;
    map.verify().ok()?;
    let longest = tables.longest_key().checked_mul(4)?;
    let mut walk = Walk { tables, key: Vec::new(), next: 0 };
    walk.visit(tables.keys().root(), longest)?;
    let keys = tables.automaton();
    require(walk.next == keys.key_count())?;
    // Whatever number of the alphabet there is, it leads inside it.
    let last = keys.key_count().checked_sub(1).map_or((0, 0), |last| {
        keys.entry(last).map_or((0, 0), |entry| (entry.characters.1, entry.postings.1))
    });
    require(last.0 as usize * 2 == tables.section(Section::Characters).len())?;
    require(last.1 == tables.posting_count())
}

/// A walk through every key of the map, in order.
struct Walk<'l> {
    tables: Tables<'l>,
    key: Vec<u8>,
    /// The number that the next key has.
    next: u32,
}

impl Walk<'_> {
    fn visit(&mut self, state: State, left: usize) -> Option<()> {
        let keys = self.tables.keys();
        if let Some(value) = keys.value(state) {
            require(value == u64::from(self.next))?;
            self.entry()?;
            self.next += 1;
        }
        let mut transitions = keys.transitions(state);
        for (byte, target) in transitions.by_ref() {
            self.key.push(byte);
            self.visit(target, left.checked_sub(1)?)?;
            self.key.pop();
        }
        require(transitions.is_complete())
    }

    /// The entry of the key, and the ways that the other structures lead to it.
    fn entry(&self) -> Option<()> {
        let keys = self.tables.automaton();
        let entry = keys.entry(self.next)?;
        let before = self.next.checked_sub(1).and_then(|before| keys.entry(before));
        let (characters, postings) = before.map_or((0, 0), |before| (before.characters.1, before.postings.1));
        require((entry.characters.0, entry.postings.0) == (characters, postings))?;
        require((1..=64).contains(&entry.postings.1.checked_sub(entry.postings.0)?))?;
        for (_, posting) in Postings::of(self.tables, self.next).iter() {
            require(posting.is_as_key() == (posting.designation.text().as_bytes() == self.key))?;
        }
        for index in entry.postings.0..entry.postings.1 {
            let (_, flags, _) = self.tables.posting(index)?;
            require((flags & posting::LAST != 0) == (index + 1 == entry.postings.1))?;
        }
        let text = core::str::from_utf8(&self.key).ok()?;
        let codes: Vec<u16> = text.chars().map(|c| keys.code(c)).collect();
        require(codes.iter().all(|&code| code != 0))?;
        let written = (entry.characters.0..entry.characters.1).map(|index| keys.character(index));
        require(written.eq(codes.iter().map(|&code| Some(code))))?;
        require(keys.get(&codes) == Some(self.next))?;
        let of_key = Postings::of(self.tables, self.next);
        let may_be_small = of_key.cues().next().is_some() || of_key.iter().any(|(_, one)| one.may_be_small());
        let beginning = Beginning::of(text.chars().map(u32::from), may_be_small);
        require(keys.beginnings().holds(beginning))?;
        let characters: Vec<u32> = text.chars().map(u32::from).collect();
        require(pairs(&characters).all(|pair| keys.beginnings().has(pair)))?;
        if Postings::of(self.tables, self.next).iter().next().is_none() {
            return Some(());
        }
        let letters: Vec<Simple> = text.chars().map(Simple::of).collect();
        let place = Place { character: entry.characters.0, posting: entry.postings.0 };
        require(Slots::new(self.tables).place(&letters) == Some(place))?;
        let segments = Segments::new(self.tables, keys.key_count());
        let member = segments.form.member(self.next, segments.form.shape(&codes));
        let count = segments::count(codes.len());
        (0..count).try_for_each(|index| {
            let (start, end) = segments::segment(codes.len(), index);
            let hash = segments::hash(count, index, segments::sum(codes.get(start..end)?));
            require(segments.members(segments.bucket(hash)).iter().any(|one| one == member))
        })
    }
}

/// Cues for concepts that are there, those that are concepts first and ascending.
fn cues(tables: Tables<'_>) -> Option<()> {
    let mut last = None;
    for index in 0..tables.cue_count() {
        let (sense, object, length, ..) = tables.cue(index)?;
        Cue::at(tables, index)?;
        require(sense < tables.concept_count())?;
        require(length > 0 || object < tables.concept_count())?;
        let order = (length > 0, if length == 0 { (object, sense) } else { (0, 0) });
        require(last.is_none_or(|last| last < order || length > 0 && last <= order))?;
        last = Some(order);
    }
    Some(())
}

/// Relations between concepts that are there, ascending.
fn relations(tables: Tables<'_>) -> Option<()> {
    let lists = lists(tables);
    let mut last = None;
    for index in 0..tables.relation_count() {
        let record = tables.relation(index)?;
        let (from, to) = Relation::from_byte(record.relation)?.kinds();
        require(tables.concept(record.concept)?.kind == from && tables.concept(record.object)?.kind == to)?;
        require(record.citations < tables.citation_count())?;
        lists.binary_search(&record.citations).ok()?;
        let order = (record.concept, record.relation, record.object);
        require(last.is_none_or(|last| last < order))?;
        last = Some(order);
    }
    Some(())
}
