//! Look-up of a whole text: exact, folded, by prefix, fuzzy.

use crate::candidate::{Candidate, Evidence};
use crate::concept::Kinds;
use crate::designation::Designation;
use crate::fold::{Glyph, Level, Respelling, Scratch, fold, fold_into};
use crate::format::Tables;
use crate::fuzzy;
use crate::hit::{Capitals, Postings};
use crate::query::{Distance, Query};
use crate::suffix::{self, Suffix};
use crate::transducer::{State, Transducer, Transitions};

/// The candidates of a query: see [`Lexicon::lookup`](crate::Lexicon::lookup).
pub(crate) fn lookup<'l>(tables: Tables<'l>, query: &Query<'_>) -> Vec<Candidate<'l>> {
    let mut found = Found { tables, query, candidates: Vec::new() };
    let mut glyphs = Vec::new();
    fold_into(query.text, Level::Form, &mut Scratch::default(), &mut glyphs);
    if glyphs.is_empty() {
        return Vec::new();
    }
    let with_spelling = query.level >= Level::Spelling;
    let mut spelling = Respelling::default();
    if with_spelling {
        spelling.read(&glyphs);
    }
    // Nearly always both levels read alike, and one search answers both.
    let both = [Level::Form, Level::Spelling];
    match (with_spelling, !spelling.edits.is_empty()) {
        (false, _) => found.search(&glyphs, &[Level::Form]),
        (true, false) => found.search(&glyphs, &both),
        (true, true) => {
            found.search(&glyphs, &[Level::Form]);
            found.search(spelling.of(&glyphs), &[Level::Spelling]);
        }
    }
    found.finish()
}

struct Found<'l, 'q> {
    tables: Tables<'l>,
    query: &'q Query<'q>,
    candidates: Vec<Candidate<'l>>,
}

/// A key that a query reached, and how.
#[derive(Clone, Copy)]
struct Reached<'g> {
    key: u32,
    distance: usize,
    suffix: Option<Suffix>,
    /// The glyphs of the query that stand for the key.
    glyphs: &'g [Glyph],
}

impl Found<'_, '_> {
    /// Adds what `glyphs` lead to, which are the query folded at each of `levels`.
    fn search(&mut self, glyphs: &[Glyph], levels: &[Level]) {
        let keys = self.tables.automaton();
        let code = |glyph: &Glyph| keys.code(glyph.character);
        if let Some(key) = keys.get(glyphs.iter().map(code)) {
            self.add(Reached { key, distance: 0, suffix: None, glyphs }, levels);
        }
        // ブリナツモマブ（遺伝子組換え）, メトホルミン塩酸塩: the name goes on.
        for (length, suffix) in suffix::strip(glyphs) {
            let bare = glyphs.get(..length).unwrap_or_default();
            if let Some(key) = keys.get(bare.iter().map(code)) {
                self.add(Reached { key, distance: 0, suffix: Some(suffix), glyphs: bare }, levels);
            }
        }
        if self.query.distance > Distance::Zero {
            let codes: Vec<u16> = glyphs.iter().map(code).collect();
            for near in fuzzy::near(self.tables, &codes, self.query.distance.edits().into()) {
                self.add(Reached { key: near.key, distance: near.distance, suffix: None, glyphs }, levels);
            }
        }
    }

    fn add(&mut self, reached: Reached<'_>, levels: &[Level]) {
        let Reached { key, distance, suffix, glyphs } = reached;
        let capitals = if distance == 0 { Capitals::of(glyphs.iter()) } else { Capitals::default() };
        for (_, posting) in Postings::of(self.tables, key).iter() {
            let designation = posting.designation;
            let Some(&level) = levels.iter().find(|&&level| posting.is_at(level)) else { continue };
            if suffix.is_some() && !posting.is_drug() || !designation.exists() {
                continue;
            }
            let evidence = match level {
                _ if distance > 0 => Evidence::Fuzzy,
                _ if suffix == Some(Suffix::Salt) => Evidence::Salt,
                _ if designation.text() == self.query.text => Evidence::Exact,
                Level::Form => Evidence::Form,
                Level::Spelling => Evidence::Spelling,
            };
            let distance = u8::try_from(distance).unwrap_or(u8::MAX);
            let case_kept = distance == 0 && capitals.agree(posting, glyphs.iter());
            self.candidates.push(Candidate { designation, evidence, distance, to: self.query.to, case_kept });
        }
    }
}

impl<'l> Found<'l, '_> {
    /// The best candidate of each concept, in order.
    fn finish(self) -> Vec<Candidate<'l>> {
        let Found { query, mut candidates, .. } = self;
        if query.kinds != Kinds::ALL {
            candidates.retain(|candidate| query.kinds.contains(candidate.concept().kind()));
        }
        if candidates.len() > 1 {
            candidates.sort_by(Candidate::rank);
            let mut seen = std::collections::HashSet::new();
            candidates.retain(|candidate| seen.insert(candidate.concept().index));
        }
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
