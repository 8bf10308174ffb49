//! What can only be judged over all rows of a run, and the order of the rows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::row::{CueRow, RelationRow, Row, Rows, SourceRow};
use super::texts::{Cited, Field, Found, Places, Texts};
use crate::designation::{Language, Status};
use crate::error::Fault;
use crate::fuzzy::distance;

/// The source that needs no row: the one who compiles.
pub(super) const EDITOR: &str = "editor";

/// The rows of designations in the order of the file.
pub(super) struct Sorted {
    /// Which row each designation is.
    pub(super) rows: Vec<u32>,
    /// The relations by the numbers of the concepts: from, relation, to, and which row.
    pub(super) edges: Vec<(u32, u8, u32, u32)>,
    /// The cues in the order of the file: those that are concepts first, by what they
    /// are; the sense, the concept that is the cue (none for a word), and which row.
    pub(super) cues: Vec<(u32, Option<u32>, u32)>,
}

impl Sorted {
    /// The rows of each concept, in the order of the concepts' ids.
    pub(super) fn concepts<'s>(
        &'s self,
        rows: &'s [Row],
        texts: &'s Texts,
    ) -> impl Iterator<Item = &'s [u32]> {
        let id = |&row: &u32| rows.get(row as usize).map(|row| texts.get(row.concept));
        self.rows.chunk_by(move |a, b| id(a) == id(b))
    }
}

/// Sorts the rows, and adds a fault for every row that contradicts another one or
/// cites what is not there. Rows of bases, which stand behind the first `stated`
/// designations and relations, cite what their bases have.
pub(super) fn check(
    rows: &Rows,
    stated: (usize, usize),
    texts: &Texts,
    places: &Places<'_>,
    errors: &mut Vec<Found>,
) -> Sorted {
    let mut check = Check { texts, places, errors };
    check.sources(rows, stated);
    let Rows { designations, relations, .. } = rows;
    let (numbers, sorted) = sort(designations, texts);
    let mut sorted = Sorted { rows: sorted, edges: Vec::new(), cues: Vec::new() };
    let mut unknown = Vec::new();
    for (number, group) in (0_u32..).zip(sorted.concepts(designations, texts)) {
        if check.concept(designations, group) {
            unknown.push((number, group.iter().min().copied().unwrap_or(0)));
        }
    }
    let is_known = |id: &str| {
        let is_unknown = |number: &u32| unknown.binary_search_by_key(number, |&(number, _)| number).is_ok();
        numbers.get(id).filter(|number| !is_unknown(number))
    };
    let mut wrong: Vec<Field> = Vec::new();
    let mut seen: HashMap<(&str, u8, &str), Field> = HashMap::new();
    for (index, RelationRow { concept, relation, object, .. }) in (0..).zip(relations) {
        let ends = [concept, object].map(|&field| {
            let number = is_known(texts.get(field)).copied();
            if number.is_none() {
                wrong.push(field);
            }
            number
        });
        if let [Some(from), Some(to)] = ends {
            sorted.edges.push((from, relation.to_byte(), to, index));
        }
        let key = (texts.get(*concept), relation.to_byte(), texts.get(*object));
        if let Some(first) = seen.insert(key, *concept) {
            check.repeated("relation", *concept, first);
        }
    }
    sorted.edges.sort_unstable();
    let mut stated_cues: HashMap<(&str, Option<Language>, &str), Field> = HashMap::new();
    for (index, &CueRow { concept, language, cue, .. }) in (0..).zip(&rows.cues) {
        let mut number = |field: Field| {
            let number = is_known(texts.get(field)).copied();
            if number.is_none() {
                wrong.push(field);
            }
            number
        };
        let sense = number(concept);
        let object = if language.is_none() { number(cue).map(Some) } else { Some(None) };
        if let (Some(sense), Some(object)) = (sense, object) {
            sorted.cues.push((sense, object, index));
        }
        if let Some(first) = stated_cues.insert((texts.get(concept), language, texts.get(cue)), concept) {
            check.repeated("cue", concept, first);
        }
    }
    // Words come behind the concepts, by sense, language and text.
    sorted.cues.sort_unstable_by_key(|&(sense, object, row)| {
        let row = rows.cues.get(row as usize);
        (object.is_none(), object, sense, row.map(|row| (row.language, texts.get(row.cue))))
    });
    let first_rows = unknown.iter().filter_map(|&(_, row)| designations.get(row as usize));
    wrong.extend(first_rows.map(|row| row.concept));
    if !wrong.is_empty() {
        let known = numbers.keys().copied().filter(|id| is_known(id).is_some()).collect();
        for field in wrong {
            let seen = texts.get(field).to_owned();
            let nearest = nearest(&seen, &known);
            check.errors.push((field.start(), Fault::UnknownConcept { seen, nearest }));
        }
    }
    sorted
}

/// The numbers of the concepts, and the rows in the order of the file, which is
/// that of showing them.
fn sort<'t>(rows: &[Row], texts: &'t Texts) -> (HashMap<&'t str, u32>, Vec<u32>) {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut keys: Vec<u64> = Vec::with_capacity(rows.len());
    let (mut last, mut number) = ("", 0);
    for (index, row) in (0_u64..).zip(rows) {
        let id = texts.get(row.concept);
        // Rows of one concept mostly stand together.
        if id != last {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            (last, number) = (id, *numbers.entry(id).or_insert(next));
        }
        keys.push(u64::from(number) << 32 | index);
    }
    // From the numbers as they came to those in the order of the ids.
    let mut ids: Vec<(&str, u32)> = numbers.iter().map(|(&id, &number)| (id, number)).collect();
    ids.sort_unstable();
    let mut ranks = vec![0_u32; ids.len()];
    for (rank, (id, number)) in (0..).zip(&ids) {
        if let Some(slot) = ranks.get_mut(*number as usize) {
            *slot = rank;
        }
        if let Some(number) = numbers.get_mut(id) {
            *number = rank;
        }
    }
    drop(ids);
    for key in &mut keys {
        let rank = ranks.get((*key >> 32) as usize).copied().unwrap_or(0);
        *key = u64::from(rank) << 32 | *key & u64::from(u32::MAX);
    }
    keys.sort_unstable();
    let low = |key: u64| u32::try_from(key & u64::from(u32::MAX)).unwrap_or(0);
    let order = |key: &u64| {
        let row = rows.get(low(*key) as usize);
        row.map(|row| (row.language, row.status, row.kind, texts.get(row.text)))
    };
    for group in keys.chunk_by_mut(|a, b| a >> 32 == b >> 32) {
        group.sort_unstable_by(|a, b| order(a).cmp(&order(b)).then(a.cmp(b)));
    }
    (numbers, keys.into_iter().map(low).collect())
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

    /// Sources that are stated twice, and those that are cited and not stated.
    fn sources(&mut self, rows: &Rows, stated: (usize, usize)) {
        let mut ids: BTreeMap<&str, Field> = BTreeMap::new();
        for &SourceRow { id, .. } in &rows.sources {
            if let Some(first) = ids.insert(self.texts.get(id), id) {
                self.repeated("source", id, first);
            }
        }
        let known: BTreeSet<&str> = ids.keys().copied().chain([EDITOR]).collect();
        let designations = rows.designations.iter().take(stated.0).map(|row| row.sources);
        let relations = rows.relations.iter().take(stated.1).map(|row| row.sources);
        // Most rows cite what others do, in the same words.
        let mut sound: BTreeSet<&str> = BTreeSet::new();
        let mut last = "";
        // Cues are laid over each other without sources, which the file does not keep.
        let cues = rows.cues.iter().map(|row| row.sources).filter(|cited| !cited.ids.is_empty());
        for cited in designations.chain(relations).chain(cues).chain(rows.cited.iter().copied()) {
            let written = self.texts.get(cited.ids);
            if written == last || sound.contains(written) {
                last = written;
                continue;
            }
            if self.cites(cited, &known) {
                last = written;
                sound.insert(written);
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
    fn concept(&mut self, rows: &[Row], group: &[u32]) -> bool {
        let row = |&index: &u32| rows.get(index as usize);
        let is_preferred = |row: &Row| row.status == Status::Preferred;
        let mut is_unknown = true;
        for group in group.chunk_by(|a, b| row(a).map(|row| row.language) == row(b).map(|row| row.language)) {
            // The preferred ones come first.
            let preferred = group.iter().filter_map(row).take_while(|row| is_preferred(row)).count();
            is_unknown &= preferred == 0;
            let mut texts: Vec<&str> = Vec::new();
            let is_repeated = |row: &Row| {
                let text = self.texts.get(row.text);
                texts.contains(&text) || {
                    texts.push(text);
                    false
                }
            };
            let is_small = group.len() < 16;
            if preferred > 1 || !is_small || group.len() > 1 && group.iter().filter_map(row).any(is_repeated)
            {
                self.group(rows, group);
            }
        }
        is_unknown
    }

    /// The same of the rows of a concept in one language.
    fn group(&mut self, rows: &[Row], group: &[u32]) {
        let mut stated = group.to_vec();
        stated.sort_unstable();
        let mut seen: HashMap<&str, Field> = HashMap::new();
        let mut preferred: Option<Field> = None;
        for row in stated.iter().filter_map(|&index| rows.get(index as usize)) {
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
