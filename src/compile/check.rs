//! What can only be judged over all rows of a run, and the order of the rows.

use core::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::concepts::{self, Concepts};
use super::parts;
use super::row::{CueRow, RelationRow, Row, Rows, SourceRow};
use super::texts::{Cited, Field, Found, Places, Texts};
use crate::designation::{Language, Status};
use crate::error::Fault;
use crate::fuzzy::distance;

/// The source that needs no row: the one who compiles.
pub(super) const EDITOR: &str = "editor";

/// What is known of the rows once they are sorted.
pub(super) struct Sorted {
    /// How many designations each concept has.
    sizes: Vec<u32>,
    /// The relations by the numbers of the concepts: from, relation, to, and which row.
    pub(super) edges: Vec<(u32, u8, u32, u32)>,
    /// The cues in the order of the file: those that are concepts first, by what they
    /// are; the sense, the concept that is the cue (none for a word), and which row.
    pub(super) cues: Vec<(u32, Option<u32>, u32)>,
}

impl Sorted {
    /// The rows of each concept, in the order of the concepts' ids.
    pub(super) fn concepts<'s>(&'s self, rows: &'s [Row]) -> impl Iterator<Item = &'s [Row]> {
        let mut rest = rows;
        self.sizes.iter().map(move |&size| {
            let (group, behind) = rest.split_at_checked(size as usize).unwrap_or_default();
            rest = behind;
            group
        })
    }
}

/// Sorts the designations in the order of the file, which is that of showing them,
/// and adds a fault for every row that contradicts another one or cites what is not
/// there. Rows of bases, which stand behind the first `stated`
/// designations and relations, cite what their bases have.
pub(super) fn check(
    rows: &mut Rows,
    stated: (usize, usize),
    texts: &Texts,
    places: &Places<'_>,
    errors: &mut Vec<Found>,
) -> Sorted {
    let mut check = Check { texts, places, errors };
    check.sources(rows, stated);
    let Concepts { ids, sizes } = concepts::sort(&mut rows.designations, texts);
    let Rows { designations, relations, cues, .. } = &*rows;
    let mut sorted = Sorted { sizes, edges: Vec::new(), cues: Vec::new() };
    let mut unknown = Vec::new();
    for (number, group) in (0_u32..).zip(sorted.concepts(designations)) {
        if check.concept(group) {
            // Of the rows of an unknown concept, the one that was stated first says so.
            unknown.push((number, group.iter().map(|row| row.concept).min_by_key(|field| field.start())));
        }
    }
    let is_known = |number: u32| unknown.binary_search_by_key(&number, |&(number, _)| number).is_err();
    let known = || (0..).zip(&ids).filter(|&(number, _)| is_known(number)).map(|(number, &id)| (id, number));
    let has_ends = !relations.is_empty() || !cues.is_empty();
    let numbers: HashMap<&str, u32> = if has_ends { known().collect() } else { HashMap::new() };
    let mut wrong: Vec<Field> = Vec::new();
    let mut last = ("", None);
    // Rows of one concept mostly stand together.
    let mut number = |field: Field| {
        let id = texts.get(field);
        if id != last.0 {
            last = (id, numbers.get(id).copied());
        }
        if last.1.is_none() {
            wrong.push(field);
        }
        last.1
    };
    for (index, &RelationRow { concept, relation, object, .. }) in (0..).zip(relations) {
        if let (Some(from), Some(to)) = (number(concept), number(object)) {
            sorted.edges.push((from, relation.to_byte(), to, index));
        }
    }
    let mut found: Vec<FoundCue> = Vec::with_capacity(cues.len());
    for (row, &CueRow { concept, language, cue, .. }) in (0..).zip(cues) {
        let sense = number(concept);
        let object = if language.is_none() { number(cue).map(Some) } else { Some(None) };
        if let (Some(sense), Some(object)) = (sense, object) {
            let order = cue_order((sense, object), language, texts.get(cue));
            found.push(FoundCue { order, text: cue, cue: (sense, object, row) });
        }
    }
    sorted.edges.sort_unstable();
    found.sort_unstable_by(|a, b| a.compare(b, texts));
    // Whether all are there and none is like the one before it.
    let edge = |&(from, relation, to, _): &(u32, u8, u32, u32)| (from, relation, to);
    let are_distinct = wrong.is_empty()
        && sorted.edges.is_sorted_by(|a, b| edge(a) < edge(b))
        && found.is_sorted_by(|a, b| a.compare(b, texts).is_lt());
    if !are_distinct {
        check.relations(relations);
        check.cues(cues);
    }
    sorted.cues = found.into_iter().map(|found| found.cue).collect();
    wrong.extend(unknown.iter().filter_map(|&(_, first)| first));
    if !wrong.is_empty() {
        let known = known().map(|(id, _)| id).collect();
        for field in wrong {
            let seen = texts.get(field).to_owned();
            let nearest = nearest(&seen, &known);
            check.errors.push((field.start(), Fault::UnknownConcept { seen, nearest }));
        }
    }
    sorted
}

/// A cue whose concepts are known.
struct FoundCue {
    /// What it is sorted by, as far as a number can say, and its text.
    order: u128,
    text: Field,
    /// As in [`Sorted`].
    cue: (u32, Option<u32>, u32),
}

impl FoundCue {
    #[inline]
    fn compare(&self, other: &FoundCue, texts: &Texts) -> Ordering {
        self.order.cmp(&other.order).then_with(|| texts.get(self.text).cmp(texts.get(other.text)))
    }
}

/// Words come behind the concepts, by sense, language and text.
fn cue_order((sense, object): (u32, Option<u32>), language: Option<Language>, text: &str) -> u128 {
    let language = language.map_or(0, |language| 1 + language as u128);
    let start = parts::first_part(text.as_bytes()) >> 16;
    u128::from(object.is_none()) << 127
        | u128::from(object.unwrap_or(0)) << 95
        | u128::from(sense) << 63
        | language << 48
        | u128::from(start)
}

struct Check<'t, 'e> {
    texts: &'t Texts,
    places: &'t Places<'t>,
    errors: &'e mut Vec<Found>,
}

impl Check<'_, '_> {
    fn repeated(&mut self, what: &'static str, again: Field, first: Field) {
        let place = self.places.line(first.start());
        self.errors.push((again.start(), Fault::Duplicate { what, place }));
    }

    /// Relations that are stated twice.
    fn relations(&mut self, relations: &[RelationRow]) {
        let mut seen: HashMap<(&str, u8, &str), Field> = HashMap::new();
        for &RelationRow { concept, relation, object, .. } in relations {
            let key = (self.texts.get(concept), relation.to_byte(), self.texts.get(object));
            if let Some(first) = seen.insert(key, concept) {
                self.repeated("relation", concept, first);
            }
        }
    }

    /// Cues that are stated twice.
    fn cues(&mut self, cues: &[CueRow]) {
        let mut seen: HashMap<(&str, Option<Language>, &str), Field> = HashMap::new();
        for &CueRow { concept, language, cue, .. } in cues {
            if let Some(first) =
                seen.insert((self.texts.get(concept), language, self.texts.get(cue)), concept)
            {
                self.repeated("cue", concept, first);
            }
        }
    }

    /// Sources that are stated twice, and those that are cited and not stated. Rows that cite
    /// the same in the same words have the same field for it then.
    fn sources(&mut self, rows: &mut Rows, stated: (usize, usize)) {
        let mut ids: BTreeMap<&str, Field> = BTreeMap::new();
        for &SourceRow { id, .. } in &rows.sources {
            if let Some(first) = ids.insert(self.texts.get(id), id) {
                self.repeated("source", id, first);
            }
        }
        let known: BTreeSet<&str> = ids.keys().copied().chain([EDITOR]).collect();
        let Rows { designations, relations, cues, cited, .. } = rows;
        let designations = designations.iter_mut().take(stated.0).map(|row| &mut row.sources);
        let relations = relations.iter_mut().take(stated.1).map(|row| &mut row.sources);
        // Most rows cite what others do, in the same words.
        let mut sound: HashMap<&str, Field> = HashMap::new();
        let mut last = ("", Field::default());
        // Cues are laid over each other without sources, which the file does not keep.
        let cues = cues.iter_mut().map(|row| &mut row.sources).filter(|cited| !cited.ids.is_empty());
        for cited in designations.chain(relations).chain(cues).chain(cited) {
            let written = self.texts.get(cited.ids);
            if written == last.0 {
                cited.ids = last.1;
            } else if let Some(&first) = sound.get(written) {
                last = (written, first);
                cited.ids = first;
            } else if self.cites(*cited, &known) {
                last = (written, cited.ids);
                sound.insert(written, cited.ids);
            }
        }
    }

    /// Whether all sources are known; adds a fault for each that is not.
    fn cites(&mut self, cited: Cited, known: &BTreeSet<&str>) -> bool {
        let before = self.errors.len();
        for (at, id) in self.texts.ids(cited) {
            // An empty one between semicolons is a fault already.
            if !known.contains(id) && (cited.are_lines || !id.is_empty()) {
                let nearest = nearest(id, known);
                self.errors.push((at, Fault::UnknownSource { seen: id.to_owned(), nearest }));
            }
        }
        self.errors.len() == before
    }

    /// Adds what is wrong among the rows of a concept. Gives whether it is unknown,
    /// because no row gives it a preferred designation.
    fn concept(&mut self, rows: &[Row]) -> bool {
        let mut is_unknown = true;
        for group in rows.chunk_by(|a, b| a.language == b.language) {
            // The preferred ones come first.
            let preferred = group.iter().take_while(|row| row.status == Status::Preferred).count();
            is_unknown &= preferred == 0;
            let is_same = |one: Field, other: Field| {
                one.len() == other.len() && self.texts.bytes_of(one) == self.texts.bytes_of(other)
            };
            let is_repeated = |(index, row): (usize, &Row)| {
                group.iter().take(index).any(|before| is_same(before.text, row.text))
            };
            if preferred > 1 || group.len() > 16 || group.iter().enumerate().any(is_repeated) {
                self.group(group);
            }
        }
        is_unknown
    }

    /// The same of the rows of a concept in one language, whatever their number.
    fn group(&mut self, group: &[Row]) {
        let mut stated = group.to_vec();
        stated.sort_unstable_by_key(|row| row.text.start());
        let mut seen: HashMap<&str, Field> = HashMap::new();
        let mut preferred: Option<Field> = None;
        for row in &stated {
            if let Some(first) = seen.insert(self.texts.get(row.text), row.text) {
                self.repeated("designation", row.text, first);
            } else if row.status == Status::Preferred
                && let Some(first) = preferred.replace(row.text)
            {
                let fault = Fault::TwoPreferred {
                    concept: self.texts.get(row.concept).to_owned(),
                    language: row.language.as_str(),
                    first: self.texts.get(first).to_owned(),
                    place: self.places.line(first.start()),
                };
                self.errors.push((row.text.start(), fault));
            }
        }
    }
}

/// The known word most like `seen`, if one is within two edits.
fn nearest(seen: &str, known: &BTreeSet<&str>) -> Option<String> {
    let seen: Vec<char> = seen.chars().collect();
    known
        .iter()
        .filter_map(|word| distance(&seen, &word.chars().collect::<Vec<_>>(), 2).map(|edits| (edits, *word)))
        .min()
        .map(|(_, word)| word.to_owned())
}
