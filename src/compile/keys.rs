//! The keys of the designations: folded once at both levels.

use core::ops::Range;

use super::alphabet::Counts;
use super::check::Sorted;
use super::pair::both;
use super::parts::Parted;
use super::plural::plurals;
use super::row::{Row, Rows};
use super::texts::{self, Found, Texts};
use crate::concept::Kind;
use crate::designation::CaseRule;
use crate::error::Fault;
use crate::fold::{Glyph, Letter, Level, Plain, Respelling, Scratch, fold_into};
use crate::format::posting;
use crate::hit::cased;

/// Keys and the designations that they come from, in one text and one list, so that
/// many of them cost little more than their bytes.
#[derive(Default)]
pub(super) struct FoldedKeys {
    pub(super) text: String,
    pub(super) rows: Vec<FoldedKey>,
    /// How often keys have each character; also those keys that come again.
    pub(super) counts: Counts,
    pub(super) characters: usize,
}

/// A key of a designation, and what its posting says.
#[derive(Clone, Copy)]
pub(super) struct FoldedKey {
    /// Eight bytes of the key, for sorting.
    pub(super) part: u64,
    start: u32,
    pub(super) length: u32,
    pub(super) designation: u32,
    pub(super) flags: u16,
    pub(super) capitals: u16,
}

/// Folds all designations, and adds a fault for each that folds to nothing.
pub(super) fn fold_keys(texts: &Texts, rows: &Rows, sorted: &Sorted, errors: &mut Vec<Found>) -> FoldedKeys {
    let size = rows.designations.len() + sorted.cues.len();
    // Cues are short: half of the rows is near half of the work.
    let middle = (size / 2).min(rows.designations.len());
    let (behind, (mut keys, found)) = both(
        size,
        || fold_from(middle, usize::MAX, texts, rows, sorted),
        || fold_from(0, middle, texts, rows, sorted),
    );
    errors.extend(found);
    errors.extend(behind.1);
    keys.append(behind.0);
    keys
}

/// Folds the designations from one to another, and behind the last the cues.
fn fold_from(
    start: usize,
    end: usize,
    texts: &Texts,
    rows: &Rows,
    sorted: &Sorted,
) -> (FoldedKeys, Vec<Found>) {
    let Rows { designations, cues, .. } = rows;
    let (mut keys, mut errors) = (FoldedKeys::default(), Vec::new());
    let mut folding = Folding::default();
    let cue_rows = if end > designations.len() { sorted.cues.as_slice() } else { &[] };
    let designations = designations.get(start..end.min(designations.len())).unwrap_or_default();
    let words = || {
        let words = (0..).zip(cue_rows).filter(|(_, (_, object, _))| object.is_none());
        words.filter_map(|(number, &(_, _, row))| Some((number, cues.get(row as usize)?.cue)))
    };
    // Most have one key, about as long as its text.
    let fields = designations.iter().map(|row| row.text).chain(words().map(|(_, word)| word));
    let (mut count, mut bytes) = (0, 0);
    fields.for_each(|field| (count, bytes) = (count + 1, bytes + field.len()));
    keys.text.reserve_exact(bytes * 5 / 4);
    keys.rows.reserve_exact(count * 5 / 4);
    let mut numbers = texts::narrow(start)..;
    for some in designations.chunks(texts::FETCHED) {
        texts.fetch(some.iter().map(|row| row.text));
        for (row, designation) in some.iter().zip(numbers.by_ref()) {
            let text = texts.get(row.text);
            if !folding.add_keys(row, text, designation, &mut keys) {
                errors.push((row.text.start(), Fault::FoldsToNothing { seen: text.to_owned() }));
            }
        }
    }
    for (number, word) in words() {
        let text = texts.get(word);
        if !folding.add_cue(text, number, &mut keys) {
            errors.push((word.start(), Fault::FoldsToNothing { seen: text.to_owned() }));
        }
    }
    (keys, errors)
}

/// The memory of folding one designation after the other.
#[derive(Default)]
struct Folding {
    text: Reading,
    plural: Reading,
    plural_text: String,
}

impl Folding {
    /// The keys of one designation: folded at both levels, and its plurals. False if
    /// nothing is left that could be found.
    fn add_keys(&mut self, row: &Row, text: &str, designation: u32, keys: &mut FoldedKeys) -> bool {
        let folded = self.text.read(text);
        let (more, capitals) = case_flags(row, text);
        let mut add = |key: &str, flags: u16| {
            let more = if key == text { more | posting::AS_KEY } else { more };
            keys.add(key, designation, flags | more, capitals);
        };
        let (stem, endings) = plurals(text, row.language, row.kind, row.concept_kind);
        for ending in endings {
            self.plural_text.clear();
            self.plural_text.extend([stem, ending]);
            let key = self.plural.read(&self.plural_text).spelling;
            if key != folded.spelling {
                add(key, posting::SPELLING | posting::PLURAL);
            }
        }
        folded.keys().for_each(|(key, flags)| add(key, flags));
        folded.says_something()
    }

    /// The keys of a cue, at both levels.
    fn add_cue(&mut self, text: &str, number: u32, keys: &mut FoldedKeys) -> bool {
        let folded = self.text.read(text);
        folded.keys().for_each(|(key, flags)| keys.add(key, posting::CUES | number, flags, 0));
        folded.says_something()
    }
}

/// A text folded at both levels.
#[derive(Clone, Copy)]
struct Folded<'t> {
    form: &'t str,
    spelling: &'t str,
}

impl<'t> Folded<'t> {
    /// Its keys, and the flags that say of which levels.
    fn keys(self) -> impl Iterator<Item = (&'t str, u16)> {
        let (form, spelling) = (posting::FORM, posting::SPELLING);
        let [first, second] = if self.form == self.spelling {
            [Some((self.form, form | spelling)), None]
        } else {
            [Some((self.spelling, spelling)), Some((self.form, form))]
        };
        first.into_iter().chain(second)
    }

    /// Whether there is something that could be found.
    fn says_something(self) -> bool {
        self.spelling.contains(char::is_alphanumeric)
    }
}

/// The memory of folding one text after the other.
#[derive(Default)]
struct Reading {
    scratch: Scratch,
    glyphs: Vec<Glyph>,
    respelling: Respelling,
    form: String,
    spelling: String,
}

impl Reading {
    fn read<'r>(&'r mut self, text: &'r str) -> Folded<'r> {
        self.form.clear();
        self.spelling.clear();
        // Most texts are simple, many are their own keys, and few are respelt.
        let mut plain = Plain::new();
        if plain.read(text) {
            let respelt = plain.respelt();
            let form = if plain.is_unchanged() {
                text
            } else {
                self.form.extend(plain.letters().iter().map(Letter::character));
                &self.form
            };
            let Some(respelt) = respelt else { return Folded { form, spelling: form } };
            self.spelling.extend(respelt.iter().map(Letter::character));
            return Folded { form, spelling: &self.spelling };
        }
        fold_into(text, Level::Form, &mut self.scratch, &mut self.glyphs);
        self.form.extend(self.glyphs.iter().map(|glyph| glyph.character));
        self.respelling.read(&self.glyphs);
        if self.respelling.edits.is_empty() {
            return Folded { form: &self.form, spelling: &self.form };
        }
        self.spelling.extend(self.respelling.glyphs.iter().map(|glyph| glyph.character));
        Folded { form: &self.form, spelling: &self.spelling }
    }
}

impl FoldedKeys {
    fn add(&mut self, key: &str, designation: u32, flags: u16, capitals: u16) {
        let start = self.text.len();
        self.text.push_str(key);
        self.characters += self.counts.add(key);
        // Of more than 4 GiB of keys the first ones are enough to say so.
        if let (Ok(start), Ok(length @ 1..)) = (u32::try_from(start), u32::try_from(key.len())) {
            self.rows.push(FoldedKey { part: 0, start, length, designation, flags, capitals });
        }
    }

    /// Adds the keys that are behind these.
    fn append(&mut self, behind: FoldedKeys) {
        let start = texts::narrow(self.text.len());
        self.text.push_str(&behind.text);
        let moved = behind.rows.into_iter().filter_map(|row| {
            let start = row.start.checked_add(start)?;
            Some(FoldedKey { start, ..row })
        });
        self.rows.extend(moved);
        self.counts.append(behind.counts);
        self.characters += behind.characters;
    }

    /// The bytes of a key.
    #[inline]
    pub(super) fn key(&self, row: &FoldedKey) -> &str {
        self.text.get(row.range()).unwrap_or_default()
    }
}

/// Keys have no zero byte (see `row::stray`).
impl Parted for FoldedKey {
    #[inline]
    fn range(&self) -> Range<usize> {
        self.start as usize..(self.start + self.length) as usize
    }

    #[inline]
    fn part(&self) -> u64 {
        self.part
    }

    #[inline]
    fn set_part(&mut self, part: u64) {
        self.part = part;
    }

    #[inline]
    fn rank(&self) -> u32 {
        self.designation
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
