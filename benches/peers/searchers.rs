//! The peers of fuzzy look-up, and the definition they are held to.

use fst::{IntoStreamer, Streamer};
use levenshtein_automata::LevenshteinAutomatonBuilder;
use rapidfuzz::distance::osa;
use symspell::{SymSpell, UnicodeStringStrategy, Verbosity};

use super::subject::Subject;

/// How many edits a key may be away.
fn allowed(query: usize, key: usize, distance: usize) -> usize {
    match query.min(key) {
        0..3 => 0,
        3..6 => distance.min(1),
        _ => distance,
    }
}

/// A misspelt term: as it is typed, and folded for the peers.
pub struct Misspelt {
    pub text: String,
    pub key: String,
    /// Characters of the key.
    pub length: usize,
}

/// Finds the keys near a query, as the number of the key and the edits.
pub trait Peer {
    fn name(&self) -> &'static str;

    fn near(&self, query: &Misspelt, distance: usize, found: &mut Vec<(usize, usize)>);

    /// Whether its answers must be those of the definition.
    fn is_exact(&self) -> bool {
        true
    }
}

pub struct Automata {
    builders: [LevenshteinAutomatonBuilder; 2],
    map: fst::Map<Vec<u8>>,
    /// Characters of each key.
    lengths: Vec<usize>,
}

impl Automata {
    pub fn new(subject: &Subject<'_>) -> Automata {
        let map = fst::Map::from_iter(subject.keys().zip(0..)).expect("the keys are sorted, each once");
        let lengths = subject.keys().map(|key| key.chars().count()).collect();
        let builders = [1, 2].map(|distance| LevenshteinAutomatonBuilder::new(distance, true));
        Automata { builders, map, lengths }
    }
}

impl Peer for Automata {
    fn name(&self) -> &'static str {
        "levenshtein_automata over fst"
    }

    fn near(&self, query: &Misspelt, distance: usize, found: &mut Vec<(usize, usize)>) {
        let Some(most) = allowed(query.length, usize::MAX, distance).checked_sub(1) else { return };
        let automaton = self.builders[most].build_dfa(&query.key);
        let mut keys = self.map.search_with_state(&automaton).into_stream();
        while let Some((_, number, state)) = keys.next() {
            let number = number as usize;
            let edits = usize::from(automaton.distance(state).to_u8());
            if edits <= allowed(query.length, self.lengths[number], distance) {
                found.push((number, edits));
            }
        }
    }
}

pub struct BruteForce {
    /// The characters of each key.
    pub keys: Vec<Box<[char]>>,
}

impl Peer for BruteForce {
    fn name(&self) -> &'static str {
        "rapidfuzz, every key of a fitting length"
    }

    fn near(&self, query: &Misspelt, distance: usize, found: &mut Vec<(usize, usize)>) {
        let query: Vec<char> = query.key.chars().collect();
        let comparator = osa::BatchComparator::new(query.iter().copied());
        for (number, key) in self.keys.iter().enumerate() {
            let most = allowed(query.len(), key.len(), distance);
            if most > 0 && key.len().abs_diff(query.len()) <= most {
                let args = osa::Args::default().score_cutoff(most);
                let edits = comparator.distance_with_args(key.iter().copied(), &args);
                found.extend(edits.map(|edits| (number, edits)));
            }
        }
    }
}

pub struct Neighbourhoods<'s> {
    dictionary: SymSpell<UnicodeStringStrategy>,
    subject: &'s Subject<'s>,
}

impl<'s> Neighbourhoods<'s> {
    pub fn new(subject: &'s Subject<'s>) -> Neighbourhoods<'s> {
        let mut dictionary: SymSpell<UnicodeStringStrategy> = SymSpell::default();
        for key in subject.keys() {
            dictionary.load_dictionary_line(&format!("{key}\t1"), 0, 1, "\t");
        }
        Neighbourhoods { dictionary, subject }
    }
}

impl Peer for Neighbourhoods<'_> {
    fn name(&self) -> &'static str {
        "symspell"
    }

    fn near(&self, query: &Misspelt, distance: usize, found: &mut Vec<(usize, usize)>) {
        let most = allowed(query.length, usize::MAX, distance);
        if most == 0 {
            return;
        }
        for near in self.dictionary.lookup(&query.key, Verbosity::All, most as i64) {
            let edits = near.distance as usize;
            if edits <= allowed(query.length, near.term.chars().count(), distance) {
                found.extend(self.subject.number(&near.term).map(|number| (number, edits)));
            }
        }
    }

    fn is_exact(&self) -> bool {
        false
    }
}

/// Optimal string alignment by its definition, over every key.
pub struct Naive {
    /// The characters of each key.
    pub keys: Vec<Box<[char]>>,
}

impl Naive {
    pub fn near(&self, query: &Misspelt, distance: usize) -> Vec<(usize, usize)> {
        let query: Vec<char> = query.key.chars().collect();
        let mut table = Vec::new();
        let mut found = Vec::new();
        for (number, key) in self.keys.iter().enumerate() {
            let most = allowed(query.len(), key.len(), distance);
            if most > 0 && key.len().abs_diff(query.len()) <= most {
                let edits = alignment(&query, key, &mut table);
                found.extend((edits <= most).then_some((number, edits)));
            }
        }
        found
    }
}

fn alignment(a: &[char], b: &[char], table: &mut Vec<usize>) -> usize {
    let width = b.len() + 1;
    table.clear();
    table.resize((a.len() + 1) * width, 0);
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i * width + j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = table[(i - 1) * width + j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut best = replaced.min(table[(i - 1) * width + j] + 1).min(table[i * width + j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(table[(i - 2) * width + j - 2] + 1);
                }
                best
            };
        }
    }
    table[a.len() * width + b.len()]
}
