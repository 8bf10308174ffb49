//! Writing a lexicon: checked rows to the bytes that `format.rs` describes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::check::EDITOR;
use super::index::{FoldedKeys, add_keys, write_keys};
use super::row::{RelationRow, Row, SourceRow};
use super::table::Field;
use crate::error::Fault;
use crate::format::{CHECKED_FROM, FOLDS, HEADER, MAGIC, SECTIONS, VERSION, checksum};

/// Postings that one key can have: a gloss keeps one bit for each.
pub(crate) const MAX_POSTINGS: usize = 64;

/// The bytes of a lexicon, or what does not fit one. The order of `rows` and
/// `sources` does not matter: equal facts give equal bytes.
pub(super) fn write(
    edition: &str,
    rows: &[Row],
    relations: &[RelationRow],
    sources: &[SourceRow],
) -> Result<Vec<u8>, Fault> {
    let mut strings = Strings::default();
    let edition = strings.add(edition)?;
    let cited = rows.iter().flat_map(|row| &row.sources).chain(relations.iter().flat_map(|row| &row.sources));
    let (sources, source_index) = write_sources(cited, sources, &mut strings)?;

    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut concepts = Vec::new();
    let mut designations = Vec::new();
    let mut citations = Vec::new();
    let mut keys = FoldedKeys::default();
    let mut index = 0;
    let mut numbers = HashMap::new();
    for (concept, group) in rows.chunk_by(|a, b| a.concept.text == b.concept.text).enumerate() {
        let concept = number("concepts", concept)?;
        let Some(first) = group.first() else { continue };
        numbers.insert(first.concept.text.as_str(), concept);
        push_string(&mut concepts, strings.add(&first.concept.text)?);
        concepts.extend([first.concept_kind.to_byte(), 0, 0, 0]);
        push_u32(&mut concepts, index);
        push_u32(&mut concepts, number("designations of one concept", group.len())?);
        push_u32(&mut concepts, 0);
        for row in group {
            let (first_citation, count) = cite(&row.sources, &source_index, &mut citations)?;
            push_u32(&mut designations, concept);
            push_string(&mut designations, strings.add(&row.text.text)?);
            designations.extend([
                row.language.to_byte(),
                row.kind.to_byte(),
                row.status.to_byte(),
                row.case.to_byte(),
                row.frequency.to_byte(),
                row.nomenclatures.to_byte(),
            ]);
            designations.extend(count.to_le_bytes());
            push_u32(&mut designations, first_citation);
            add_keys(row, index, &mut keys);
            index = index
                .checked_add(1)
                .ok_or_else(|| too_many("designations", rows.len(), u32::MAX as usize))?;
        }
    }
    let relations = write_relations(relations, &numbers, &source_index, &mut citations)?;
    let index = write_keys(keys, &rows)?;
    let sections = [
        index.keys,
        index.entries,
        index.postings,
        concepts,
        designations,
        citations,
        sources,
        relations,
        index.alphabet,
        index.nodes,
        index.characters,
        index.buckets,
        index.segments,
        index.slots,
        strings.bytes,
    ];
    Ok(assemble(edition, index.longest, &sections))
}

/// The order of the designations in a file, which is that of showing them.
fn order(row: &Row) -> impl Ord + '_ {
    (row.concept.text.as_str(), row.language, row.status, row.kind, row.text.text.as_str())
}

/// Adds the sources of one fact; gives the number of the first, and how many.
fn cite(sources: &[Field], index: &HashMap<&str, u16>, citations: &mut Vec<u8>) -> Result<(u32, u16), Fault> {
    let first = number("citations", citations.len() / 2)?;
    let cited: BTreeSet<u16> =
        sources.iter().filter_map(|source| index.get(source.text.as_str()).copied()).collect();
    citations.extend(cited.iter().flat_map(|source| source.to_le_bytes()));
    let count = u16::try_from(cited.len())
        .map_err(|_| too_many("sources of one row", cited.len(), u16::MAX.into()))?;
    Ok((first, count))
}

/// The section of relations. `concepts` are the numbers of the concepts.
fn write_relations(
    rows: &[RelationRow],
    concepts: &HashMap<&str, u32>,
    sources: &HashMap<&str, u16>,
    citations: &mut Vec<u8>,
) -> Result<Vec<u8>, Fault> {
    let concept = |field: &Field| concepts.get(field.text.as_str()).copied();
    let edges = rows.iter().filter_map(|row| {
        Some(((concept(&row.concept)?, row.relation.to_byte(), concept(&row.object)?), row))
    });
    let edges: BTreeMap<_, _> = edges.collect();
    let mut bytes = Vec::new();
    for ((from, relation, to), row) in edges {
        let (first, count) = cite(&row.sources, sources, citations)?;
        push_u32(&mut bytes, from);
        push_u32(&mut bytes, to);
        bytes.extend([relation, 0]);
        bytes.extend(count.to_le_bytes());
        push_u32(&mut bytes, first);
        push_u32(&mut bytes, 0);
    }
    Ok(bytes)
}

fn write_sources<'r>(
    mut cited: impl Iterator<Item = &'r Field>,
    sources: &'r [SourceRow],
    strings: &mut Strings,
) -> Result<(Vec<u8>, HashMap<&'r str, u16>), Fault> {
    let mut known: BTreeMap<&str, [&str; 3]> = BTreeMap::new();
    for SourceRow { id, citation, licence, date } in sources {
        known.insert(&id.text, [citation, licence, date]);
    }
    if cited.any(|source| source.text == EDITOR) && !known.contains_key(EDITOR) {
        known.insert(EDITOR, ["the knowledge of whoever compiled this lexicon", "", ""]);
    }
    let mut bytes = Vec::new();
    let mut index = HashMap::new();
    for (position, (id, fields)) in known.iter().enumerate() {
        let position =
            u16::try_from(position).map_err(|_| too_many("sources", known.len(), u16::MAX.into()))?;
        index.insert(*id, position);
        push_string(&mut bytes, strings.add(id)?);
        for field in fields {
            push_string(&mut bytes, strings.add(field)?);
        }
    }
    Ok((bytes, index))
}

fn assemble(edition: (u32, u32), longest_key: u32, sections: &[Vec<u8>; 15]) -> Vec<u8> {
    let mut places = Vec::new();
    let mut end = HEADER;
    for section in sections {
        let start = end.next_multiple_of(8);
        end = start + section.len();
        places.push(start);
    }
    let mut bytes = Vec::with_capacity(end);
    bytes.extend(MAGIC);
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(SECTIONS.to_le_bytes());
    bytes.extend((end as u64).to_le_bytes());
    bytes.extend([0; 8]); // the checksum, below
    bytes.extend(FOLDS.to_le_bytes());
    push_string(&mut bytes, edition);
    push_u32(&mut bytes, longest_key);
    push_u32(&mut bytes, 0);
    for (section, &start) in sections.iter().zip(&places) {
        bytes.extend((start as u64).to_le_bytes());
        bytes.extend((section.len() as u64).to_le_bytes());
    }
    for (section, &start) in sections.iter().zip(&places) {
        bytes.resize(start, 0);
        bytes.extend(section);
    }
    let sum = checksum(bytes.get(CHECKED_FROM..).unwrap_or_default());
    if let Some(place) = bytes.get_mut(24..32) {
        place.copy_from_slice(&sum.to_le_bytes());
    }
    bytes
}

/// The section of strings, each text once.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    known: HashMap<String, (u32, u32)>,
}

impl Strings {
    fn add(&mut self, text: &str) -> Result<(u32, u32), Fault> {
        if let Some(&place) = self.known.get(text) {
            return Ok(place);
        }
        let place = (number("bytes of text", self.bytes.len())?, number("bytes of text", text.len())?);
        self.bytes.extend(text.as_bytes());
        self.known.insert(text.to_owned(), place);
        Ok(place)
    }
}

pub(super) fn number(what: &'static str, seen: usize) -> Result<u32, Fault> {
    u32::try_from(seen).map_err(|_| too_many(what, seen, u32::MAX as usize))
}

pub(super) fn too_many(what: &'static str, seen: usize, limit: usize) -> Fault {
    Fault::TooMany { what, seen, limit }
}

pub(super) fn push_u32(bytes: &mut Vec<u8>, number: u32) {
    bytes.extend(number.to_le_bytes());
}

fn push_string(bytes: &mut Vec<u8>, (offset, length): (u32, u32)) {
    push_u32(bytes, offset);
    push_u32(bytes, length);
}
