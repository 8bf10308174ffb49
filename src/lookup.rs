//! Look-up of a whole text: exact, folded, by prefix, fuzzy.

use crate::candidate::{Candidate, Evidence};
use crate::designation::Designation;
use crate::fold::{Glyph, Level, fold, fold_into, respell};
use crate::format::Tables;
use crate::fuzzy;
use crate::hit::{CaseScratch, Posting, Postings};
use crate::query::{Distance, Query};
use crate::suffix::{self, Suffix};
use crate::transducer::{State, Transducer, Transitions};

/// The candidates of a query: see [`Lexicon::lookup`](crate::Lexicon::lookup).
pub(crate) fn lookup<'l>(tables: Tables<'l>, query: &Query<'_>) -> Vec<Candidate<'l>> {
    let mut found = Found { tables, query, case: CaseScratch::default(), candidates: Vec::new() };
    let mut glyphs = Vec::new();
    let mut scratch = Vec::new();
    fold_into(query.text, Level::Form, &mut scratch, &mut glyphs);
    if glyphs.is_empty() {
        return Vec::new();
    }
    found.level(&glyphs, Level::Form);
    if query.level >= Level::Spelling {
        respell(&mut glyphs, &mut scratch);
        found.level(&glyphs, Level::Spelling);
    }
    found.finish()
}

struct Found<'l, 'q> {
    tables: Tables<'l>,
    query: &'q Query<'q>,
    case: CaseScratch,
    candidates: Vec<Candidate<'l>>,
}

impl<'l> Found<'l, '_> {
    fn level(&mut self, glyphs: &[Glyph], level: Level) {
        let key: String = glyphs.iter().map(|glyph| glyph.character).collect();
        if let Some(value) = self.tables.keys().get(&key) {
            self.add(value, level, 0, None, glyphs);
        }
        // ブリナツモマブ（遺伝子組換え）, メトホルミン塩酸塩: the name goes on.
        for (length, suffix) in suffix::strip(glyphs) {
            let bare = glyphs.get(..length).unwrap_or_default();
            let key: String = bare.iter().map(|glyph| glyph.character).collect();
            if let Some(value) = self.tables.keys().get(&key) {
                self.add(value, level, 0, Some(suffix), bare);
            }
        }
        if self.query.distance > Distance::Zero {
            for near in fuzzy::near(self.tables, &key, self.query.distance.edits().into()) {
                if near.distance > 0 {
                    self.add(near.value, level, near.distance, None, glyphs);
                }
            }
        }
    }

    fn add(&mut self, value: u64, level: Level, distance: usize, suffix: Option<Suffix>, glyphs: &[Glyph]) {
        let postings = Postings { tables: self.tables, value };
        let wanted = |posting: Posting<'l>| {
            posting.is_at(level) && (suffix.is_none() || suffix::fits(posting.designation))
        };
        for (_, posting) in postings.iter().filter(|(_, posting)| wanted(*posting)) {
            let designation = posting.designation;
            let evidence = match level {
                _ if distance > 0 => Evidence::Fuzzy,
                _ if suffix == Some(Suffix::Salt) => Evidence::Salt,
                _ if designation.text() == self.query.text => Evidence::Exact,
                Level::Form => Evidence::Form,
                Level::Spelling => Evidence::Spelling,
            };
            let distance = u8::try_from(distance).unwrap_or(u8::MAX);
            let case_kept = distance == 0 && self.case.agrees(posting, glyphs.iter());
            self.candidates.push(Candidate { designation, evidence, distance, to: self.query.to, case_kept });
        }
    }

    /// The best candidate of each concept, in order.
    fn finish(self) -> Vec<Candidate<'l>> {
        let Found { query, mut candidates, .. } = self;
        candidates.retain(|candidate| query.kinds.contains(candidate.concept().kind()));
        candidates.sort_by(Candidate::rank);
        let mut seen = std::collections::HashSet::new();
        candidates.retain(|candidate| seen.insert(candidate.concept().index));
        candidates.truncate(query.limit);
        candidates
    }
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
            if let Some(value) = self.keys.value(state) {
                steps = 0;
                let postings = Postings { tables: self.tables, value }.iter();
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
