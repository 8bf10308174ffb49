//! Writing a lexicon: checked rows to the bytes that `format.rs` describes.
//!
//! Each section goes straight to its place in the file, and what it was made of is
//! given up as soon as no other one needs it, so that compiling takes little more
//! memory than the tables and the file.

use std::collections::{BTreeMap, HashMap};

use super::alphabet::Alphabet;
use super::check::{EDITOR, Sorted};
use super::file::{File, number, push_string, push_u32};
use super::index;
use super::keys::FoldedKeys;
use super::order::Keys;
use super::pair::both;
use super::row::{Row, Rows, SourceRow};
use super::texts::{Cited, Field, Texts};
use super::too_many;
use crate::designation::Language;
use crate::error::Fault;
use crate::format::{KIND_SHIFT, MOST_DESIGNATIONS, Section};

/// The bytes of a lexicon, or what does not fit one. The order that the facts came
/// in does not matter: equal facts give equal bytes.
///
/// What makes searching fast takes about as long as all the rest, needs nothing of it
/// but the keys, and is made at the same time.
pub(super) fn write(
    edition: &str,
    texts: Texts,
    rows: Rows,
    sorted: Sorted,
    mut keys: FoldedKeys,
) -> Result<Vec<u8>, Fault> {
    let counts = core::mem::take(&mut keys.counts);
    let keys = Keys::of(keys);
    let alphabet = Alphabet::of(counts)?;
    let (search, lexicon) = both(
        keys.len(),
        || index::write_search(&keys, &alphabet),
        || {
            let mut facts = File::part(Section::Concepts);
            let edition = write_facts(edition, &texts, &rows, &sorted, &mut facts)?;
            drop((texts, rows, sorted));
            let mut file = File::new();
            let longest = index::write_keys(&keys, &mut file)?;
            file.append(facts);
            Ok((file, edition, longest))
        },
    );
    drop(keys);
    let (mut file, edition, longest) = lexicon?;
    file.append(search?);
    Ok(file.finish(edition, longest, number("blocks of characters", alphabet.first_stage())?))
}

/// Concepts, designations, citations, sources, relations and strings. Gives the
/// place of the edition among the strings.
fn write_facts(
    edition: &str,
    texts: &Texts,
    rows: &Rows,
    sorted: &Sorted,
    file: &mut File,
) -> Result<(u32, u32), Fault> {
    let Rows { designations, relations, .. } = rows;
    let mut strings = edition.to_owned();
    let edition = (0, number("bytes of text", edition.len())?);
    let mut sources = Vec::new();
    let cited = || designations.iter().map(|row| row.sources).chain(relations.iter().map(|row| row.sources));
    let numbers = write_sources(cited(), &rows.sources, texts, &mut strings, &mut sources)?;
    let mut citations = Citations {
        texts,
        numbers,
        known: HashMap::new(),
        lists: HashMap::new(),
        last: None,
        written: Vec::new(),
    };

    if designations.len() > MOST_DESIGNATIONS as usize {
        return Err(too_many("designations", designations.len(), MOST_DESIGNATIONS as usize));
    }
    let groups = || sorted.concepts(designations);
    let firsts = || groups().filter_map(<[Row]>::first);
    let size = (groups().count() + 1) * Section::Concepts.record();
    let ids: usize = firsts().map(|row| row.concept.len()).sum();
    let names: usize = designations.iter().map(|row| row.text.len()).sum();
    let word = |&(_, object, row): &(u32, Option<u32>, u32)| {
        rows.cues.get(row as usize).filter(|_| object.is_none()).map_or(Field::default(), |row| row.cue)
    };
    let words: usize = sorted.cues.iter().map(|cue| word(cue).len()).sum();
    number("bytes of text", strings.len() + ids + names + words)?;
    let section = file.section(Section::Concepts, size);
    let mut at = number("bytes of text", strings.len())?;
    let mut first = 0;
    for group in groups() {
        let Some(row) = group.first() else { continue };
        push_u32(section, at);
        push_u32(section, first | u32::from(row.concept_kind.to_byte()) << KIND_SHIFT);
        at += number("bytes of text", row.concept.len())?;
        first += number("designations", group.len())?;
    }
    push_u32(section, at);
    push_u32(section, first);

    let section =
        file.section(Section::Designations, (designations.len() + 1) * Section::Designations.record());
    for (concept, group) in (0..).zip(groups()) {
        for row in group {
            push_u32(section, concept);
            push_u32(section, at);
            push_u32(section, citations.cite(row.sources)?);
            section.extend_from_slice(&vocabulary(row));
            at += number("bytes of text", row.text.len())?;
        }
    }
    push_u32(section, 0);
    push_u32(section, at);
    section.extend([0; 8]);

    let mut edges = Vec::new();
    write_relations(rows, sorted, &mut citations, &mut edges)?;
    let written = citations.written;
    let section = file.section(Section::Citations, 2 * written.len());
    section.extend(written.iter().flat_map(|source| source.to_le_bytes()));
    file.section(Section::Sources, sources.len()).extend(sources);
    file.section(Section::Relations, edges.len()).extend(edges);
    let section = file.section(Section::Cues, sorted.cues.len() * Section::Cues.record());
    for cue in &sorted.cues {
        let Some(row) = rows.cues.get(cue.2 as usize) else { continue };
        let length = word(cue).len();
        push_u32(section, cue.0);
        push_u32(section, cue.1.unwrap_or(at));
        section.extend_from_slice(
            &u16::try_from(length)
                .map_err(|_| too_many("bytes of a cue", length, u16::MAX.into()))?
                .to_le_bytes(),
        );
        section.extend_from_slice(&[row.strength.to_byte(), row.language.map_or(0, Language::to_byte)]);
        at += number("bytes of text", length)?;
    }
    let section = file.section(Section::Strings, strings.len() + ids + names + words);
    section.extend_from_slice(strings.as_bytes());
    firsts().for_each(|row| section.extend_from_slice(texts.bytes_of(row.concept)));
    designations.iter().for_each(|row| section.extend_from_slice(texts.bytes_of(row.text)));
    sorted.cues.iter().for_each(|cue| section.extend_from_slice(texts.bytes_of(word(cue))));
    Ok(edition)
}

/// The bytes of a designation that are words in the tables.
fn vocabulary(row: &Row) -> [u8; 4] {
    [
        row.language.to_byte() | row.kind.to_byte() << 4,
        row.status.to_byte() | row.case.to_byte() << 4,
        row.frequency.to_byte(),
        row.nomenclatures.to_byte(),
    ]
}

/// The section of citations: each list of sources once, in the order of the
/// designations and relations that first have it.
struct Citations<'t> {
    texts: &'t Texts,
    numbers: HashMap<&'t str, u16>,
    /// Lists by where the tables have them; the same one may be written variously.
    known: HashMap<Field, u32>,
    lists: HashMap<Vec<u16>, u32>,
    /// What was cited last, which is mostly cited again.
    last: Option<(Field, u32)>,
    written: Vec<u16>,
}

impl Citations<'_> {
    /// Where the list of the sources of one fact begins.
    fn cite(&mut self, cited: Cited) -> Result<u32, Fault> {
        let key = cited.ids;
        if let Some((last, list)) = self.last
            && last == key
        {
            return Ok(list);
        }
        if let Some(&list) = self.known.get(&key) {
            self.last = Some((key, list));
            return Ok(list);
        }
        let ids = self.texts.ids(cited).filter_map(|(_, id)| self.numbers.get(id).copied());
        let mut sources: Vec<u16> = ids.collect();
        sources.sort_unstable();
        sources.dedup();
        let first = number("citations", self.written.len())?;
        let count = u16::try_from(sources.len())
            .map_err(|_| too_many("sources of one row", sources.len(), u16::MAX.into()))?;
        let list = match self.lists.get(&sources) {
            Some(&list) => list,
            None => {
                self.written.push(count);
                self.written.extend_from_slice(&sources);
                *self.lists.entry(sources).or_insert(first)
            }
        };
        self.known.insert(key, list);
        Ok(list)
    }
}

/// The section of relations.
fn write_relations(
    rows: &Rows,
    sorted: &Sorted,
    citations: &mut Citations<'_>,
    bytes: &mut Vec<u8>,
) -> Result<(), Fault> {
    for &(from, relation, to, row) in &sorted.edges {
        let Some(row) = rows.relations.get(row as usize) else { continue };
        push_u32(bytes, from);
        push_u32(bytes, to);
        push_u32(bytes, citations.cite(row.sources)?);
        bytes.extend([relation, 0, 0, 0]);
    }
    Ok(())
}

/// Writes the records of the sources to `bytes` and their texts to `strings`. Gives
/// the number of each.
fn write_sources<'t>(
    cited: impl Iterator<Item = Cited>,
    sources: &[SourceRow],
    texts: &'t Texts,
    strings: &mut String,
    bytes: &mut Vec<u8>,
) -> Result<HashMap<&'t str, u16>, Fault> {
    let mut known: BTreeMap<&str, [&str; 3]> = BTreeMap::new();
    for &SourceRow { id, citation, licence, date } in sources {
        known.insert(texts.get(id), [citation, licence, date].map(|field: Field| texts.get(field)));
    }
    let mut is_cited = cited.flat_map(|cited| texts.ids(cited)).map(|(_, id)| id);
    if !known.contains_key(EDITOR) && is_cited.any(|id| id == EDITOR) {
        known.insert(EDITOR, ["the knowledge of whoever compiled this lexicon", "", ""]);
    }
    let mut index = HashMap::new();
    for (position, (&id, fields)) in known.iter().enumerate() {
        let position =
            u16::try_from(position).map_err(|_| too_many("sources", known.len(), u16::MAX.into()))?;
        index.insert(id, position);
        for text in [id].iter().chain(fields) {
            push_string(
                bytes,
                (number("bytes of text", strings.len())?, number("bytes of text", text.len())?),
            );
            strings.push_str(text);
        }
    }
    Ok(index)
}
