//! The keys of the designations: folded once at both levels, and sorted.

use super::check::Sorted;
use super::plural::plurals;
use super::row::{Row, Rows};
use super::texts::{Found, Texts};
use crate::concept::Kind;
use crate::designation::CaseRule;
use crate::error::Fault;
use crate::fold::{Glyph, Level, Respelling, Scratch, fold_into};
use crate::format::posting;
use crate::hit::cased;

/// Keys and the designations that they come from, in one text and one list, so that
/// many of them cost little more than their bytes.
#[derive(Default)]
pub(super) struct FoldedKeys {
    text: String,
    rows: Vec<FoldedKey>,
}

/// A key of a designation, and what its posting says.
#[derive(Clone, Copy)]
pub(super) struct FoldedKey {
    /// Eight bytes of the key while keys are sorted; then a number of its own.
    part: u64,
    /// Bytes of the text.
    start: u32,
    length: u32,
    pub(super) designation: u32,
    pub(super) flags: u16,
    pub(super) capitals: u16,
}

/// Folds all designations, and adds a fault for each that folds to nothing.
pub(super) fn fold_keys(texts: &Texts, rows: &Rows, sorted: &Sorted, errors: &mut Vec<Found>) -> FoldedKeys {
    let mut keys = FoldedKeys::default();
    let mut folding = Folding::default();
    let names = sorted.rows.iter().filter_map(|&row| rows.designations.get(row as usize));
    // Most have one key, about as long as its text.
    keys.text.reserve_exact(names.clone().map(|row| texts.get(row.text).len()).sum::<usize>() * 5 / 4);
    keys.rows.reserve_exact(sorted.rows.len() * 5 / 4);
    for (designation, row) in (0..).zip(names) {
        let text = texts.get(row.text);
        if !folding.add_keys(row, text, designation, &mut keys) {
            errors.push((row.text.start(), Fault::FoldsToNothing { seen: text.to_owned() }));
        }
    }
    for (number, &(_, object, row)) in (0..).zip(&sorted.cues) {
        let Some(row) = rows.cues.get(row as usize).filter(|_| object.is_none()) else { continue };
        let text = texts.get(row.cue);
        if !folding.add_cue(text, number, &mut keys) {
            errors.push((row.cue.start(), Fault::FoldsToNothing { seen: text.to_owned() }));
        }
    }
    keys
}

/// The memory of folding one designation after the other.
#[derive(Default)]
struct Folding {
    scratch: Scratch,
    form: Vec<Glyph>,
    respelling: Respelling,
    plural: Vec<Glyph>,
    plural_respelling: Respelling,
}

impl Folding {
    /// The keys of one designation: folded at both levels, and its plurals. False if
    /// nothing is left that could be found.
    fn add_keys(&mut self, row: &Row, text: &str, designation: u32, keys: &mut FoldedKeys) -> bool {
        fold_into(text, Level::Form, &mut self.scratch, &mut self.form);
        self.respelling.read(&self.form);
        let spelling = self.respelling.of(&self.form);
        let (more, capitals) = case_flags(row, text);
        let mut add = |key: &[Glyph], flags: u16| keys.add(key, designation, flags | more, capitals);
        for plural in plurals(text, row.language, row.kind, row.concept_kind) {
            fold_into(&plural, Level::Form, &mut self.scratch, &mut self.plural);
            self.plural_respelling.read(&self.plural);
            let key = self.plural_respelling.of(&self.plural);
            if !same(key, spelling) {
                add(key, posting::SPELLING | posting::PLURAL);
            }
        }
        if same(&self.form, spelling) {
            add(spelling, posting::SPELLING | posting::FORM);
        } else {
            add(spelling, posting::SPELLING);
            add(&self.form, posting::FORM);
        }
        spelling.iter().any(|glyph| glyph.character.is_alphanumeric())
    }
}

/// Whether both are the same characters.
fn same(a: &[Glyph], b: &[Glyph]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.character == b.character)
}

impl Folding {
    /// The keys of a cue, at both levels.
    fn add_cue(&mut self, text: &str, number: u32, keys: &mut FoldedKeys) -> bool {
        fold_into(text, Level::Form, &mut self.scratch, &mut self.form);
        self.respelling.read(&self.form);
        let spelling = self.respelling.of(&self.form);
        let cue = posting::CUES | number;
        if same(&self.form, spelling) {
            keys.add(spelling, cue, posting::SPELLING | posting::FORM, 0);
        } else {
            keys.add(spelling, cue, posting::SPELLING, 0);
            keys.add(&self.form, cue, posting::FORM, 0);
        }
        spelling.iter().any(|glyph| glyph.character.is_alphanumeric())
    }
}

impl FoldedKeys {
    fn add(&mut self, key: &[Glyph], designation: u32, flags: u16, capitals: u16) {
        let start = self.text.len();
        self.text.extend(key.iter().map(|glyph| glyph.character));
        let length = self.text.len() - start;
        // Of more than 4 GiB of keys the first ones are enough to say so.
        if let (Ok(start), Ok(length @ 1..)) = (u32::try_from(start), u32::try_from(length)) {
            self.rows.push(FoldedKey { part: 0, start, length, designation, flags, capitals });
        }
    }

    /// Bytes of all keys.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    pub(super) fn key(&self, row: &FoldedKey) -> &str {
        self.text.get(row.start as usize..(row.start + row.length) as usize).unwrap_or_default()
    }

    /// Sorts by key, then by designation, and puts the flags of equal ones together.
    pub(super) fn sort(&mut self) {
        let mut rows = core::mem::take(&mut self.rows);
        sort_from(&mut rows, self.text.as_bytes(), 0);
        rows.dedup_by(|next, first| {
            let same = next.designation == first.designation && self.key(next) == self.key(first);
            if same {
                first.flags |= next.flags;
            }
            same
        });
        // From here on, the part is the number of the key.
        let (mut number, mut last) = (0, "");
        for row in &mut rows {
            let key =
                self.text.get(row.start as usize..(row.start + row.length) as usize).unwrap_or_default();
            number += u64::from(key != last);
            (last, row.part) = (key, number);
        }
        self.rows = rows;
    }

    /// The keys in order, each with its designations.
    pub(super) fn groups(&self) -> impl Iterator<Item = (&str, &[FoldedKey])> {
        let groups = self.rows.chunk_by(|a, b| a.part == b.part);
        groups.filter_map(|group| Some((self.key(group.first()?), group)))
    }

    /// All postings, in the order of the keys.
    pub(super) fn rows(&self) -> &[FoldedKey] {
        &self.rows
    }
}

/// Bytes at the beginnings of keys that are compared eight at a time.
const DEEPEST: usize = 512;

/// Sorts keys that agree in their first `depth` bytes by the rest, then by
/// designation. Numbers of eight bytes are compared, and where those are equal, the
/// next eight: the texts lie anywhere in memory, so that they are better read once
/// than at each comparison.
fn sort_from(rows: &mut [FoldedKey], text: &[u8], depth: usize) {
    let rest = |row: &FoldedKey| {
        let (start, end) = (row.start as usize, (row.start + row.length) as usize);
        text.get((start + depth).min(end)..end).unwrap_or_default()
    };
    if depth >= DEEPEST || rows.len() < 8 {
        rows.sort_unstable_by(|a, b| rest(a).cmp(rest(b)).then(a.designation.cmp(&b.designation)));
        return;
    }
    for row in rows.iter_mut() {
        let rest = rest(row);
        row.part = match rest.first_chunk() {
            Some(chunk) => u64::from_be_bytes(*chunk),
            None => {
                let mut chunk = [0; 8];
                chunk.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                u64::from_be_bytes(chunk)
            }
        };
    }
    // No key has a zero byte (see `row::stray`), so one that ends comes before those
    // that go on.
    rows.sort_unstable_by_key(|row| (row.part, row.designation));
    for rows in rows.chunk_by_mut(|a, b| a.part == b.part) {
        if rows.len() > 1 && rows.first().is_some_and(|row| row.part.trailing_zeros() < 8) {
            sort_from(rows, text, depth + 8);
        }
    }
}

/// What a posting says of its designation, beside the levels: flags and capitals.
fn case_flags(row: &Row, text: &str) -> (u16, u16) {
    let mut flags = match row.case {
        CaseRule::Any => 0,
        CaseRule::Initial => posting::INITIAL,
        CaseRule::Exact => posting::EXACT,
    };
    if row.kind.is_short_form() {
        flags |= posting::SHORT_FORM;
    }
    if row.concept_kind == Kind::Drug {
        flags |= posting::DRUG;
    }
    let mut capitals = 0;
    if row.case == CaseRule::Exact {
        let letters: Vec<bool> = cased(text).collect();
        match u16::try_from(letters.len()) {
            Ok(count) if letters.len() <= posting::LETTERS => {
                flags |= count << posting::LETTERS_SHIFT;
                capitals = letters.iter().rev().fold(0, |bits, &upper| bits << 1 | u16::from(upper));
            }
            _ => flags |= posting::LONG,
        }
    }
    (flags, capitals)
}
