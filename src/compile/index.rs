//! Making what is made of the keys: the map of them, their postings, and the
//! structures for searching.

use super::automaton::{self, Alphabet, Keys};
use super::plural::plurals;
use super::row::Row;
use super::write::{MAX_POSTINGS, number, push_u32, too_many};
use super::{segments, slots};
use crate::concept::Kind;
use crate::designation::CaseRule;
use crate::error::Fault;
use crate::fold::{Level, fold};
use crate::format::{Section, posting};
use crate::hit::cased;

/// The keys of one designation: folded at both levels, and its plurals.
pub(super) fn add_keys(row: &Row, index: u32, keys: &mut FoldedKeys) {
    let mut add = |key: &str, flags: u16| keys.add(key, index, flags);
    let text = &row.text.text;
    let spelling = fold(text, Level::Spelling);
    for plural in plurals(text, row.language, row.kind, row.concept_kind) {
        let key = fold(&plural, Level::Spelling);
        if key != spelling {
            add(&key, posting::SPELLING | posting::PLURAL);
        }
    }
    add(&spelling, posting::SPELLING);
    add(&fold(text, Level::Form), posting::FORM);
}

/// Keys and the designations that they come from, in one text and one list, so that
/// many of them cost little more than their bytes.
#[derive(Default)]
pub(super) struct FoldedKeys {
    text: String,
    rows: Vec<FoldedKey>,
}

#[derive(Clone, Copy)]
struct FoldedKey {
    /// Bytes of the text.
    start: usize,
    length: u32,
    designation: u32,
    flags: u16,
}

impl FoldedKeys {
    fn add(&mut self, key: &str, designation: u32, flags: u16) {
        if let Some(length) = u32::try_from(key.len()).ok().filter(|&length| length > 0) {
            self.rows.push(FoldedKey { start: self.text.len(), length, designation, flags });
            self.text.push_str(key);
        }
    }

    fn key(&self, row: &FoldedKey) -> &str {
        self.text.get(row.start..row.start + row.length as usize).unwrap_or_default()
    }

    /// Sorts by key, then by designation, and puts the flags of equal ones together.
    fn sort(&mut self) {
        let mut rows = core::mem::take(&mut self.rows);
        rows.sort_unstable_by(|a, b| (self.key(a), a.designation).cmp(&(self.key(b), b.designation)));
        rows.dedup_by(|next, first| {
            let same = next.designation == first.designation && self.key(next) == self.key(first);
            if same {
                first.flags |= next.flags;
            }
            same
        });
        self.rows = rows;
    }

    /// The keys in order, each with its designations.
    fn groups(&self) -> impl Iterator<Item = (&str, &[FoldedKey])> {
        let groups = self.rows.chunk_by(|a, b| self.key(a) == self.key(b));
        groups.filter_map(|group| Some((self.key(group.first()?), group)))
    }
}

/// The sections that are made of the keys.
pub(super) struct Index {
    pub(super) keys: Vec<u8>,
    pub(super) entries: Vec<u8>,
    pub(super) postings: Vec<u8>,
    pub(super) alphabet: Vec<u8>,
    pub(super) nodes: Vec<u8>,
    pub(super) characters: Vec<u8>,
    pub(super) buckets: Vec<u8>,
    pub(super) segments: Vec<u8>,
    pub(super) slots: Vec<u8>,
    /// Characters in the longest key.
    pub(super) longest: u32,
}

/// `rows` are the designations, in the order of their numbers.
pub(super) fn write_keys(mut keys: FoldedKeys, rows: &[&Row]) -> Result<Index, Fault> {
    keys.sort();
    let mut builder = fst::MapBuilder::memory();
    let mut postings = Vec::new();
    let mut entries = Vec::new();
    let alphabet = Alphabet::of(keys.groups().map(|(key, _)| key))?;
    let mut coded = Keys { codes: Vec::new(), starts: vec![0] };
    let mut longest = 0;
    for (ordinal, (key, designations)) in keys.groups().enumerate() {
        if designations.len() > MAX_POSTINGS {
            return Err(too_many("designations that fold to one key", designations.len(), MAX_POSTINGS));
        }
        let first = coded.codes.len();
        coded.codes.extend(key.chars().map(|c| alphabet.code(c)));
        let codes = coded.codes.get(first..).unwrap_or_default();
        longest = longest.max(codes.len());
        push_u32(&mut entries, number("characters of keys", first)?);
        push_u32(&mut entries, number("postings", postings.len() / Section::Postings.record())?);
        coded.starts.push(number("characters of keys", coded.codes.len())?);
        for one in designations {
            push_u32(&mut postings, one.designation);
            let row = rows.get(one.designation as usize);
            let (mut more, capitals) = row.map_or((0, 0), |row| case_flags(row));
            if row.is_some_and(|row| row.text.text == key) {
                more |= posting::AS_KEY;
            }
            postings.extend((one.flags | more).to_le_bytes());
            postings.extend(capitals.to_le_bytes());
        }
        // The map is sorted by bytes and writing to memory does not fail.
        let inserted = builder.insert(key, ordinal as u64);
        debug_assert!(inserted.is_ok(), "{inserted:?}");
    }
    push_u32(&mut entries, number("characters of keys", coded.codes.len())?);
    push_u32(&mut entries, number("postings", postings.len() / Section::Postings.record())?);
    drop(keys);
    let (buckets, segments) = segments::write(&coded)?;
    Ok(Index {
        keys: builder.into_inner().unwrap_or_default(),
        entries,
        postings,
        alphabet: alphabet.section(),
        nodes: automaton::nodes(&coded)?,
        characters: coded.codes.iter().flat_map(|code| code.to_le_bytes()).collect(),
        buckets,
        segments,
        slots: slots::write(&coded)?,
        longest: number("characters in a key", longest)?,
    })
}

/// What a posting says of its designation, beside the levels: flags and capitals.
fn case_flags(row: &Row) -> (u16, u16) {
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
        let letters: Vec<bool> = cased(&row.text.text).collect();
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
