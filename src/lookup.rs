//! Look-up of a whole text: exact, folded, by prefix, fuzzy.

use core::cmp::Ordering;

use crate::candidate::{Candidate, Evidence};
use crate::concept::Kinds;
use crate::designation::Designation;
use crate::fold::{Letter, Level, Plain, Respelling, Scratch, fold, fold_into};
use crate::format::Tables;
use crate::fuzzy;
use crate::hit::{Capitals, Posting, Postings};
use crate::query::{Distance, Query};
use crate::slots::Slots;
use crate::suffix::{self, Suffix};
use crate::transducer::{State, Transducer, Transitions};

/// The candidates of a query: see [`Lexicon::lookup`](crate::Lexicon::lookup).
pub(crate) fn lookup<'l>(tables: Tables<'l>, query: &Query<'_>) -> Vec<Candidate<'l>> {
    let mut found = Found { tables, query, candidates: Vec::new() };
    let with_spelling = query.level >= Level::Spelling;
    let mut plain = Plain::new();
    if plain.read(query.text) {
        let respelt = if with_spelling { plain.respelt() } else { None };
        let form = Reading { letters: plain.letters(), is_query: Some(plain.is_unchanged()) };
        found.search_levels(form, respelt.as_deref());
    } else {
        let mut glyphs = Vec::new();
        fold_into(query.text, Level::Form, &mut Scratch::default(), &mut glyphs);
        let mut spelling = Respelling::default();
        if with_spelling {
            spelling.read(&glyphs);
        }
        let respelt = (!spelling.edits.is_empty()).then_some(&spelling.glyphs[..]);
        found.search_levels(Reading { letters: &glyphs, is_query: None }, respelt);
    }
    found.finish()
}

struct Found<'l, 'q> {
    tables: Tables<'l>,
    query: &'q Query<'q>,
    candidates: Vec<Candidate<'l>>,
}

/// A query folded at one level.
#[derive(Clone, Copy)]
struct Reading<'r, T> {
    letters: &'r [T],
    /// Whether the query is this text, where that is known: folding changed it or not.
    is_query: Option<bool>,
}

/// A key that a query reached, and how.
#[derive(Clone, Copy)]
struct Reached<'l> {
    postings: Postings<'l>,
    distance: usize,
    suffix: Option<Suffix>,
    /// Characters of the query that stand for the key.
    length: usize,
}

impl<'l> Found<'l, '_> {
    /// Searches for a query at the levels that it asks for. Nearly always both read alike,
    /// and one search answers them; `respelt` is the spelling level where it does not.
    fn search_levels<T: Letter>(&mut self, form: Reading<'_, T>, respelt: Option<&[T]>) {
        match respelt {
            None if self.query.level >= Level::Spelling => self.search(form, &[Level::Form, Level::Spelling]),
            None => self.search(form, &[Level::Form]),
            Some(letters) => {
                self.search(form, &[Level::Form]);
                self.search(Reading { letters, is_query: None }, &[Level::Spelling]);
            }
        }
    }

    /// Adds what a reading leads to, which is the query folded at each of `levels`.
    fn search<T: Letter>(&mut self, reading: Reading<'_, T>, levels: &[Level]) {
        let letters = reading.letters;
        let length = letters.len();
        if length == 0 {
            return;
        }
        let tables = self.tables;
        let slots = Slots::new(tables);
        let postings = |letters| Some(Postings::from(tables, slots.place(letters)?.posting));
        let keys = tables.automaton();
        // The search for near keys begins with reading what lies elsewhere than the slots.
        let codes: Vec<u16>;
        let near = if self.query.distance > Distance::Zero {
            codes = letters.iter().map(|letter| keys.code_of(letter.code())).collect();
            Some(fuzzy::Search::new(tables, keys, &codes, self.query.distance.edits().into()))
        } else {
            None
        };
        if let Some(postings) = postings(letters) {
            self.add(reading, Reached { postings, distance: 0, suffix: None, length }, levels);
        }
        // ブリナツモマブ（遺伝子組換え）, メトホルミン塩酸塩: the name goes on.
        if suffix::may_end(letters) {
            for (length, suffix) in suffix::strip(letters) {
                if let Some(postings) = letters.get(..length).and_then(postings) {
                    let suffix = Some(suffix);
                    self.add(reading, Reached { postings, distance: 0, suffix, length }, levels);
                }
            }
        }
        if let Some(near) = near {
            near.each(|fuzzy::Near { key, distance }| {
                let postings = Postings::among(tables, keys, key);
                self.add(reading, Reached { postings, distance, suffix: None, length }, levels);
            });
        }
    }

    fn add<T: Letter>(&mut self, reading: Reading<'_, T>, reached: Reached<'l>, levels: &[Level]) {
        let Reached { postings, distance, suffix, length } = reached;
        let count = self.tables.designation_count();
        let mut capitals = None;
        for (_, posting) in postings.iter() {
            let Some(&level) = levels.iter().find(|&&level| posting.is_at(level)) else { continue };
            let designation = posting.designation;
            if suffix.is_some() && !posting.is_drug() || designation.index >= count {
                continue;
            }
            // What the form level has found so, the spelling level finds no better.
            let is_same = |known: &Candidate<'l>| known.designation.index == designation.index;
            let is_best = |known: &Candidate<'l>| known.evidence == Evidence::Exact && known.case_kept;
            if self.candidates.iter().any(|known| is_same(known) && is_best(known)) {
                continue;
            }
            let evidence = match level {
                _ if distance > 0 => Evidence::Fuzzy,
                _ if suffix == Some(Suffix::Salt) => Evidence::Salt,
                _ if suffix.is_none() && self.is_exact(reading, posting) => Evidence::Exact,
                Level::Form => Evidence::Form,
                Level::Spelling => Evidence::Spelling,
            };
            let mut keeps_case = || {
                let letters = reading.letters.get(..length).unwrap_or_default();
                capitals.get_or_insert_with(|| Capitals::of(letters.iter())).agree(posting, letters.iter())
            };
            let case_kept = distance == 0 && (!posting.asks_for_capitals() || keeps_case());
            let distance = u8::try_from(distance).unwrap_or(u8::MAX);
            if self.candidates.is_empty() {
                self.candidates = Vec::with_capacity(postings.len());
            }
            self.candidates.push(Candidate { designation, evidence, distance, to: self.query.to, case_kept });
        }
    }

    /// Whether the text of a posting of the key that `reading` is, is the query. Mostly
    /// the posting says so, and the text, which lies elsewhere, need not be read.
    fn is_exact<T>(&self, reading: Reading<'_, T>, posting: Posting<'l>) -> bool {
        match (reading.is_query, posting.is_as_key()) {
            (Some(true), is_text) => is_text,
            (Some(false), true) => false,
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
