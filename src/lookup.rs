//! Look-up of a whole text: exact, folded, by prefix, fuzzy.

use core::cell::LazyCell;
use core::cmp::Ordering;

use crate::automaton::Automaton;
use crate::candidate::{Candidate, Evidence};
use crate::concept::Kinds;
use crate::designation::Designation;
use crate::fold::{Glyph, LONGEST_PLAIN, Level, Plain, Respelling, Scratch, fold, fold_into};
use crate::format::Tables;
use crate::fuzzy;
use crate::hit::{Capitals, Posting, Postings};
use crate::query::{Distance, Query};
use crate::slots::Slots;
use crate::suffix::{self, Suffix};
use crate::transducer::{State, Transducer, Transitions};

/// The candidates of a query: see [`Lexicon::lookup`](crate::Lexicon::lookup).
pub(crate) fn lookup<'l>(tables: Tables<'l>, query: &Query<'_>) -> Vec<Candidate<'l>> {
    let keys = tables.automaton();
    let mut found = Found { tables, keys, query, candidates: Vec::new() };
    let with_spelling = query.level >= Level::Spelling;
    // Nearly always both levels read alike, and one search answers both.
    let both = [Level::Form, Level::Spelling];
    if let Some(plain) = Plain::read(query.text) {
        let mut codes = [0; LONGEST_PLAIN];
        let characters = plain.characters();
        let length = characters.len();
        codes.iter_mut().zip(characters).for_each(|(code, c)| *code = keys.code(c));
        let codes = codes.get(..length).unwrap_or_default();
        let may_have_suffix = suffix::may_end(plain.characters());
        let is_query = Some(plain.is_unchanged());
        let form = Reading { codes, may_have_suffix, is_query, glyphs: &LazyCell::new(|| plain.glyphs()) };
        match (with_spelling, with_spelling && plain.may_be_respelt()) {
            (false, _) => found.search(form, &[Level::Form]),
            (true, false) => found.search(form, &both),
            (true, true) => found.search_each(form),
        }
    } else {
        let mut glyphs = Vec::new();
        fold_into(query.text, Level::Form, &mut Scratch::default(), &mut glyphs);
        let codes = codes(keys, &glyphs);
        let form = Reading {
            codes: &codes,
            may_have_suffix: true,
            is_query: None,
            glyphs: &LazyCell::new(|| glyphs),
        };
        if with_spelling { found.search_each(form) } else { found.search(form, &[Level::Form]) }
    }
    found.finish()
}

fn codes(keys: Automaton<'_>, glyphs: &[Glyph]) -> Vec<u16> {
    glyphs.iter().map(|glyph| keys.code(glyph.character)).collect()
}

struct Found<'l, 'q> {
    tables: Tables<'l>,
    keys: Automaton<'l>,
    query: &'q Query<'q>,
    candidates: Vec<Candidate<'l>>,
}

/// A query folded at one level.
struct Reading<'r, F> {
    codes: &'r [u16],
    may_have_suffix: bool,
    /// Whether the query is this text, where that is known: folding changed it or not.
    is_query: Option<bool>,
    /// Made when something asks for more than the codes.
    glyphs: &'r LazyCell<Vec<Glyph>, F>,
}

impl<F> Clone for Reading<'_, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Reading<'_, F> {}

/// A key that a query reached, and how.
#[derive(Clone, Copy)]
struct Reached {
    key: u32,
    distance: usize,
    suffix: Option<Suffix>,
    /// Characters of the query that stand for the key.
    length: usize,
}

impl<'l> Found<'l, '_> {
    /// Searches at the form level, and at the spelling level, which may read otherwise.
    fn search_each<F: FnOnce() -> Vec<Glyph>>(&mut self, form: Reading<'_, F>) {
        let mut spelling = Respelling::default();
        spelling.read(form.glyphs);
        if spelling.edits.is_empty() {
            return self.search(form, &[Level::Form, Level::Spelling]);
        }
        self.search(form, &[Level::Form]);
        let codes = codes(self.keys, &spelling.glyphs);
        let may_have_suffix = suffix::may_end(spelling.glyphs.iter().map(|glyph| glyph.character));
        let glyphs = &LazyCell::new(|| spelling.glyphs);
        self.search(Reading { codes: &codes, may_have_suffix, is_query: None, glyphs }, &[Level::Spelling]);
    }

    /// Adds what a reading leads to, which is the query folded at each of `levels`.
    fn search<F: FnOnce() -> Vec<Glyph>>(&mut self, reading: Reading<'_, F>, levels: &[Level]) {
        let keys = self.keys;
        let slots = Slots::new(self.tables, keys);
        let length = reading.codes.len();
        if length == 0 {
            return;
        }
        // The search for near keys begins with reading what lies elsewhere than the slots.
        let near = (self.query.distance > Distance::Zero).then(|| {
            fuzzy::Search::new(self.tables, keys, reading.codes, self.query.distance.edits().into())
        });
        if let Some(key) = slots.key(reading.codes) {
            self.add(reading, Reached { key, distance: 0, suffix: None, length }, levels);
        }
        // ブリナツモマブ（遺伝子組換え）, メトホルミン塩酸塩: the name goes on.
        if reading.may_have_suffix {
            for (length, suffix) in suffix::strip(reading.glyphs) {
                if let Some(key) = reading.codes.get(..length).and_then(|bare| slots.key(bare)) {
                    let suffix = Some(suffix);
                    self.add(reading, Reached { key, distance: 0, suffix, length }, levels);
                }
            }
        }
        if let Some(near) = near {
            near.each(|fuzzy::Near { key, distance }| {
                self.add(reading, Reached { key, distance, suffix: None, length }, levels);
            });
        }
    }

    fn add<F: FnOnce() -> Vec<Glyph>>(
        &mut self,
        reading: Reading<'_, F>,
        reached: Reached,
        levels: &[Level],
    ) {
        let Reached { key, distance, suffix, length } = reached;
        let count = self.tables.designation_count();
        let mut capitals = None;
        for (_, posting) in Postings::among(self.tables, self.keys, key).iter() {
            let Some(&level) = levels.iter().find(|&&level| posting.is_at(level)) else { continue };
            let designation = posting.designation;
            if suffix.is_some() && !posting.is_drug() || designation.index >= count {
                continue;
            }
            let evidence = match level {
                _ if distance > 0 => Evidence::Fuzzy,
                _ if suffix == Some(Suffix::Salt) => Evidence::Salt,
                _ if suffix.is_none() && self.is_exact(reading, level, posting) => Evidence::Exact,
                Level::Form => Evidence::Form,
                Level::Spelling => Evidence::Spelling,
            };
            let mut keeps_case = || {
                let glyphs = reading.glyphs.get(..length).unwrap_or_default();
                capitals.get_or_insert_with(|| Capitals::of(glyphs.iter())).agree(posting, glyphs.iter())
            };
            let case_kept = distance == 0 && (!posting.asks_for_capitals() || keeps_case());
            let distance = u8::try_from(distance).unwrap_or(u8::MAX);
            self.candidates.push(Candidate { designation, evidence, distance, to: self.query.to, case_kept });
        }
    }

    /// Whether the text of a posting of the key that `reading` is, is the query. Mostly
    /// the posting says so, and the text, which lies elsewhere, need not be read.
    fn is_exact<F>(&self, reading: Reading<'_, F>, level: Level, posting: Posting<'l>) -> bool {
        match reading.is_query {
            Some(is_query) if level == Level::Form && posting.is_as_key() => is_query,
            _ => posting.designation.is_text(self.query.text),
        }
    }
}

/// Concepts that are remembered without allocating.
const FEW: usize = 32;

impl<'l> Found<'l, '_> {
    /// The best candidate of each concept, in order.
    fn finish(self) -> Vec<Candidate<'l>> {
        let Found { query, mut candidates, .. } = self;
        if query.kinds != Kinds::ALL {
            candidates.retain(|candidate| query.kinds.contains(candidate.concept().kind()));
        }
        if candidates.len() > 1 {
            in_order(&mut candidates);
        }
        candidates.truncate(query.limit);
        candidates
    }
}

/// Sorts candidates, and keeps the best of each concept.
fn in_order(candidates: &mut Vec<Candidate<'_>>) {
    if candidates.len() <= FEW {
        candidates.sort_unstable_by(compare);
        let (mut seen, mut count) = ([0; FEW], 0);
        candidates.retain(|candidate| {
            let concept = candidate.concept().index;
            let known = seen.get(..count).is_some_and(|seen| seen.contains(&concept));
            if let Some(slot) = seen.get_mut(count).filter(|_| !known) {
                *slot = concept;
                count += 1;
            }
            !known
        });
    } else {
        candidates.sort_by_cached_key(|candidate| (candidate.rank_number(), candidate.designation.text()));
        let mut seen = std::collections::HashSet::new();
        candidates.retain(|candidate| seen.insert(candidate.concept().index));
    }
}

/// As [`Candidate::rank`], of candidates of one lexicon.
fn compare(a: &Candidate<'_>, b: &Candidate<'_>) -> Ordering {
    let texts = || a.designation.text().cmp(b.designation.text());
    a.rank_number().cmp(&b.rank_number()).then_with(texts)
}

/// See [`Lexicon::complete`](crate::Lexicon::complete).
pub(crate) fn complete<'l>(tables: Tables<'l>, prefix: &str) -> Completions<'l> {
    let key = fold(prefix, Level::Form);
    let keys = tables.keys();
    let start = key.bytes().try_fold(keys.root(), |state, byte| keys.step(state, byte));
    let start = start.filter(|_| !key.is_empty());
    Completions {
        tables,
        keys,
        pending: start,
        stack: Vec::new(),
        ready: Vec::new(),
        // A sound transducer reaches a key within the longest one's bytes.
        patience: tables.longest_key().saturating_mul(8),
    }
}

/// Designations whose keys share a prefix. Made by
/// [`Lexicon::complete`](crate::Lexicon::complete).
#[derive(Debug)]
pub struct Completions<'l> {
    tables: Tables<'l>,
    keys: Transducer<'l>,
    pending: Option<State>,
    stack: Vec<Transitions<'l>>,
    /// Designations of the last key, the last to give first.
    ready: Vec<Designation<'l>>,
    /// Steps that may pass without reaching a key.
    patience: usize,
}

impl<'l> Completions<'l> {
    /// The next state in the order of the keys.
    fn advance(&mut self) -> Option<State> {
        if let Some(state) = self.pending.take() {
            self.stack.push(self.keys.transitions(state));
            return Some(state);
        }
        loop {
            match self.stack.last_mut()?.next() {
                Some((_, state)) => {
                    self.stack.push(self.keys.transitions(state));
                    return Some(state);
                }
                None => drop(self.stack.pop()),
            }
        }
    }
}

impl<'l> Iterator for Completions<'l> {
    type Item = Designation<'l>;

    fn next(&mut self) -> Option<Designation<'l>> {
        let mut steps = 0;
        loop {
            if let Some(designation) = self.ready.pop() {
                return Some(designation);
            }
            let state = self.advance()?;
            if let Some(key) = self.keys.value(state) {
                steps = 0;
                let key = u32::try_from(key).unwrap_or(u32::MAX);
                let postings = Postings::of(self.tables, key).iter();
                let shown = postings
                    .filter(|(_, posting)| posting.is_at(Level::Form) && posting.designation.is_shown());
                self.ready.extend(shown.map(|(_, posting)| posting.designation));
                self.ready.reverse();
            }
            steps += 1;
            if steps > self.patience {
                return None;
            }
        }
    }
}
