//! Exact look-up: nanoseconds a query, folding included.
//!
//! Queries are designations in varied width, case and composition, and names that
//! are in no lexicon. Ours asks for the best candidate, with its evidence. The peers
//! fold by NFKC and lower case, and get a number from a map of the keys folded the
//! same way. What a candidate or a number stands for is read only to check the answers.

use std::collections::HashMap;
use std::hint::black_box;

use yakugo::{Candidate, Lexicon, Query};

use super::chance::{Chance, nfkc_lower, restyle};
use super::measure::{Answers, Line, Report, Unit, race};
use super::subject::Subject;
use crate::Settings;

const MAP: &str = "NFKC, lower case, fst::Map";
const TABLE: &str = "NFKC, lower case, HashMap";

/// The peers: from the key to the number of a term with it.
struct Peers {
    map: fst::Map<Vec<u8>>,
    table: HashMap<String, u32>,
}

impl Peers {
    fn new(subject: &Subject<'_>) -> Peers {
        let keys = subject.terms.iter().zip(0..).map(|(term, number)| (nfkc_lower(term.text), number));
        let table: HashMap<String, u32> = keys.collect();
        let mut sorted: Vec<(&str, u64)> =
            table.iter().map(|(key, &number)| (key.as_str(), number.into())).collect();
        sorted.sort_unstable();
        Peers { map: fst::Map::from_iter(sorted).expect("the keys are sorted, each once"), table }
    }

    fn map(&self, query: &str) -> Option<usize> {
        self.map.get(nfkc_lower(query)).and_then(|number| usize::try_from(number).ok())
    }

    fn table(&self, query: &str) -> Option<usize> {
        self.table.get(&nfkc_lower(query)).map(|&number| number as usize)
    }
}

/// The best candidate, if there is one.
pub fn best<'l>(lexicon: &'l Lexicon<Vec<u8>>, query: &str) -> Option<Candidate<'l>> {
    lexicon.lookup(Query::new(query).limit(1)).pop()
}

/// Designations as they are found in texts.
pub fn hits(subject: &Subject<'_>, count: usize) -> Vec<String> {
    let mut chance = Chance::new(17);
    let terms = std::iter::repeat_with(|| {
        let index = chance.below(subject.terms.len());
        restyle(subject.terms[index].text, &mut chance)
    });
    terms.take(count).collect()
}

/// Designations with a word before or after them that begins and ends none: half
/// of them leave a trie at once, the other half at their end.
fn misses(subject: &Subject<'_>, count: usize) -> Vec<String> {
    let spoil = |(index, text): (usize, String)| match index % 2 {
        0 => format!("ゐqx{text}"),
        _ => format!("{text}ゐqx"),
    };
    hits(subject, count).into_iter().enumerate().map(spoil).collect()
}

/// The lines of one lexicon.
pub fn summary(subject: &Subject<'_>, settings: &Settings, report: &mut Report) {
    let metric = format!("exact/{}", subject.name);
    if !report.wants(&metric) {
        return;
    }
    let peers = Peers::new(subject);
    for (name, queries) in
        [("hit", hits(subject, settings.lookups)), ("miss", misses(subject, settings.lookups))]
    {
        let mut ours = || each(&queries, |query| best(subject.lexicon, query));
        let mut map = || each(&queries, |query| peers.map(query));
        let mut table = || each(&queries, |query| peers.table(query));
        let seconds = race(settings.rounds, &mut [&mut ours, &mut map, &mut table]);
        let nanoseconds = |seconds: f64| seconds / queries.len() as f64 * 1e9;
        let hit = name == "hit";
        for (peer, theirs, get) in [
            (MAP, seconds[1], &(|query: &str| peers.map(query)) as &dyn Fn(&str) -> Option<usize>),
            (TABLE, seconds[2], &|query| peers.table(query)),
        ] {
            let (ours, theirs) = (nanoseconds(seconds[0]), nanoseconds(theirs));
            let answers = Answers::equal_unless(differs(subject, &queries, hit, get));
            let metric = format!("{metric}/{name}");
            report.line(&Line { metric, ours, unit: Unit::Nanoseconds, peer, theirs, answers });
        }
    }
}

fn each<T>(queries: &[String], mut answer: impl FnMut(&str) -> T) {
    for query in queries {
        black_box(answer(black_box(query)));
    }
}

/// The first query on which ours does not give a concept of the key that theirs
/// gives; of a miss, both must give none.
fn differs(
    subject: &Subject<'_>,
    queries: &[String],
    hit: bool,
    get: &dyn Fn(&str) -> Option<usize>,
) -> Option<String> {
    queries.iter().find_map(|query| {
        let ours = best(subject.lexicon, query).map(|one| one.concept().id());
        let theirs = get(query).map(|term| subject.terms[term].key.as_str());
        let is_right = match (ours, theirs.and_then(|key| subject.number(key))) {
            (Some(concept), Some(key)) => hit && subject.terms_of(key).any(|term| term.concept == concept),
            (None, None) => !hit,
            _ => false,
        };
        (!is_right).then(|| format!("{query:?}: ours {ours:?}, theirs {theirs:?}"))
    })
}
