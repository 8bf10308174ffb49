//! Fuzzy look-up: microseconds a query, the median over the queries, and the mean,
//! which the few queries with many near keys or common beginnings raise.
//!
//! Queries are designations with one or two edits. All search the form-level keys
//! under the same limits: no near key for queries or keys under three characters,
//! one edit under six. The peers are given the query folded. Ours is asked at the
//! form level, for equal work; a line of its own compares the default, both levels.
//!
//! Ours, levenshtein_automata and rapidfuzz must agree with a naive table of
//! optimal string alignment on a sample of queries. symspell counts transpositions
//! without restriction and drops candidates by the ends of words: its differences
//! are counted.

use std::collections::{BTreeMap, HashSet};

use yakugo::{Candidate, Distance, Evidence, Level, Lexicon, Query, fold};

use super::chance::{Chance, misspell};
use super::measure::{Answerer, Answers, Line, Report, Unit, median, race_by_query};
use super::searchers::{Automata, BruteForce, Misspelt, Naive, Neighbourhoods, Peer};
use super::subject::Subject;
use crate::Settings;

/// Concepts within reach, and how many edits away.
type Near<'l> = BTreeMap<&'l str, usize>;

/// Terms with `1..=edits` edits.
pub fn misspelt(subject: &Subject<'_>, edits: usize, count: usize) -> Vec<Misspelt> {
    let mut chance = Chance::new(19);
    let queries = std::iter::repeat_with(|| {
        let index = chance.below(subject.terms.len());
        let edits = 1 + chance.below(edits);
        let text = misspell(subject.terms[index].text, edits, &mut chance);
        let key = fold(&text, Level::Form);
        Misspelt { length: key.chars().count(), text, key }
    });
    queries.take(count).collect()
}

/// Ours at the form level.
fn ours<'l>(lexicon: &'l Lexicon<Vec<u8>>, query: &str, distance: usize, level: Level) -> Vec<Candidate<'l>> {
    let distance = if distance == 1 { Distance::One } else { Distance::Two };
    lexicon.lookup(Query::new(query).level(level).distance(distance))
}

/// Medians of ours by size and distance, for the lines of growth.
#[derive(Debug, Default)]
pub struct Growth {
    medians: Vec<(&'static str, usize, f64)>,
}

impl Growth {
    /// The median of the largest lexicon against that of 35 thousand keys.
    pub fn summary(&self, report: &mut Report) {
        for distance in [1, 2] {
            let of =
                |name| self.medians.iter().find(|one| (one.0, one.1) == (name, distance)).map(|one| one.2);
            if let (Some(small), Some(large)) = (of("35k"), of("3.5m")) {
                report.line(&Line {
                    metric: format!("fuzzy{distance}/growth"),
                    ours: large,
                    unit: Unit::Microseconds,
                    peer: "ours, 35k",
                    theirs: small,
                    answers: Answers::Known(format!("{:.1} times from 35k to 3.5m", large / small)),
                });
            }
        }
    }
}

/// The lines of one lexicon.
pub fn summary(subject: &Subject<'_>, settings: &Settings, report: &mut Report, growth: &mut Growth) {
    if ![1, 2].iter().any(|distance| report.wants(&format!("fuzzy{distance}/{}", subject.name))) {
        return;
    }
    let keys = || subject.keys().map(|key| key.chars().collect()).collect();
    let is_large = subject.terms.len() > 1_000_000;
    let mut peers: Vec<Box<dyn Peer + '_>> =
        vec![Box::new(Automata::new(subject)), Box::new(BruteForce { keys: keys() })];
    if is_large {
        report.skip(
            &format!("fuzzy1/{}", subject.name),
            "symspell",
            "it would hold a hundred million strings (29 for a key)",
        );
    } else {
        peers.push(Box::new(Neighbourhoods::new(subject)));
    }
    let naive = Naive { keys: keys() };
    // A pass over all keys takes its time: fewer queries the more keys there are.
    let few = (3_500_000 / subject.terms.len()).clamp(6, settings.misspelt);
    for distance in [1, 2] {
        let metric = format!("fuzzy{distance}/{}", subject.name);
        if !report.wants(&metric) {
            continue;
        }
        let queries = misspelt(subject, distance, settings.misspelt);
        let truth: Vec<Vec<(usize, usize)>> =
            queries.iter().take(few).map(|query| naive.near(query, distance)).collect();
        let wrong = ours_differs(subject, &queries, &truth, distance);
        let mut form =
            |query: usize| ours(subject.lexicon, &queries[query].text, distance, Level::Form).len();
        let mut both =
            |query: usize| ours(subject.lexicon, &queries[query].text, distance, Level::Spelling).len();
        let mut found = vec![Vec::new(); peers.len()];
        let mut answers: Vec<_> = peers
            .iter()
            .zip(&mut found)
            .map(|(peer, found)| {
                |query: usize| {
                    found.clear();
                    peer.near(&queries[query], distance, found);
                    found.len()
                }
            })
            .collect();
        let mut contestants = vec![
            Answerer { queries: queries.len(), answer: &mut form },
            Answerer { queries: queries.len(), answer: &mut both },
        ];
        contestants.extend(answers.iter_mut().map(|answer| Answerer { queries: few, answer }));
        let seconds = race_by_query(settings.rounds, &mut contestants);
        let median_of = |seconds: &[f64]| median(&mut seconds.to_vec()) * 1e6;
        growth.medians.push((subject.name, distance, median_of(&seconds[0])));
        let mean_of = |seconds: &[f64]| seconds.iter().sum::<f64>() / seconds.len() as f64 * 1e6;
        for (peer, seconds_of_peer) in peers.iter().zip(&seconds[2..]) {
            let answers = match &wrong {
                Some(how) => Answers::Wrong(how.clone()),
                None => agrees(peer.as_ref(), &queries, &truth, distance),
            };
            // The same queries for both.
            let seconds_of_ours = &seconds[0][..few];
            for (metric, of) in
                [(metric.clone(), &median_of as &dyn Fn(&[f64]) -> f64), (format!("{metric}/mean"), &mean_of)]
            {
                let (ours, theirs) = (of(seconds_of_ours), of(seconds_of_peer));
                let (unit, peer, answers) = (Unit::Microseconds, peer.name(), answers.clone());
                report.line(&Line { metric, ours, unit, peer, theirs, answers });
            }
        }
        report.line(&Line {
            metric,
            ours: median_of(&seconds[0]),
            unit: Unit::Microseconds,
            peer: "ours, spelling level as well",
            theirs: median_of(&seconds[1]),
            answers: Answers::Known("searches twice, so finds more".to_owned()),
        });
    }
}

/// Whether a peer finds the keys of the definition.
fn agrees(peer: &dyn Peer, queries: &[Misspelt], truth: &[Vec<(usize, usize)>], distance: usize) -> Answers {
    let (mut more, mut missed, mut nearer) = (0, 0, 0);
    for (query, truth) in queries.iter().zip(truth) {
        let mut found = Vec::new();
        peer.near(query, distance, &mut found);
        let keys = |near: &[(usize, usize)]| near.iter().map(|&(key, _)| key).collect::<HashSet<_>>();
        // Exactly the key itself, which is no near key, is found by most peers.
        found.retain(|&(_, edits)| edits > 0);
        let truth: Vec<_> = truth.iter().copied().filter(|&(_, edits)| edits > 0).collect();
        let (found_keys, true_keys) = (keys(&found), keys(&truth));
        more += found_keys.difference(&true_keys).count();
        missed += true_keys.difference(&found_keys).count();
        nearer += found.iter().filter(|near| found_keys.contains(&near.0) && !truth.contains(near)).count();
    }
    let all: usize = truth.iter().map(Vec::len).sum();
    if more + missed + nearer == 0 {
        return Answers::Equal;
    }
    let counts =
        format!("of {all} keys theirs: {more} more (transpositions not restricted), {missed} missed");
    if peer.is_exact() { Answers::Wrong(counts) } else { Answers::Known(counts) }
}

/// The first query for which ours does not find the concepts of the definition.
/// What it finds without an edit, by the word of a salt after a name, is left out.
fn ours_differs(
    subject: &Subject<'_>,
    queries: &[Misspelt],
    truth: &[Vec<(usize, usize)>],
    distance: usize,
) -> Option<String> {
    queries.iter().zip(truth).find_map(|(query, truth)| {
        let candidates = ours(subject.lexicon, &query.text, distance, Level::Form);
        let (near, same): (Vec<&Candidate<'_>>, Vec<_>) =
            candidates.iter().partition(|one| one.evidence == Evidence::Fuzzy);
        let found: Near<'_> = near.iter().map(|one| (one.concept().id(), one.distance.into())).collect();
        let same: HashSet<&str> = same.iter().map(|one| one.concept().id()).collect();
        let mut wanted = Near::new();
        for &(key, edits) in truth.iter().filter(|&&(_, edits)| edits > 0) {
            for term in subject.terms_of(key).filter(|term| !same.contains(term.concept)) {
                let least = wanted.entry(term.concept).or_insert(edits);
                *least = edits.min(*least);
            }
        }
        (found != wanted).then(|| format!("{:?}: {wanted:?} expected, {found:?} found", query.text))
    })
}
