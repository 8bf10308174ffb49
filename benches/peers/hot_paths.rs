//! The three hot paths by criterion, with its statistics: ours beside the peer
//! that comes nearest to it, over 35 thousand designations.

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use yakugo::{Distance, Level, Query};

use super::chance::nfkc_lower;
use super::subject::{self, Size, Subject};
use super::texts::{self, Style};
use super::{exact, finders, fuzzy, gloss};

/// Runs the groups; `size` is small where they are only tried.
pub fn run(size: Size) {
    let lexicon = subject::compiled(&size.tables());
    let subject = Subject::new(size.name(), &lexicon);
    let mut criterion = Criterion::default().configure_from_args();
    glossing(&mut criterion, &subject);
    exact_lookup(&mut criterion, &subject);
    fuzzy_lookup(&mut criterion, &subject);
    criterion.final_summary();
}

fn glossing(criterion: &mut Criterion, subject: &Subject<'_>) {
    let text = finders::Text::new(texts::text(subject, Style::Mixed, true, 256 << 10, 7));
    let automaton = finders::charwise(subject.keys()).expect("daachorse takes these keys");
    let mut group = criterion.benchmark_group("gloss");
    group.throughput(Throughput::Bytes(text.raw.len() as u64));
    group.bench_function("ours", |bencher| {
        bencher.iter(|| gloss::pass(subject.lexicon, black_box(&text.raw), Level::Spelling));
    });
    group.bench_function("daachorse charwise, folded text", |bencher| {
        bencher.iter(|| automaton.leftmost_find_iter(black_box(text.folded.as_str())).count());
    });
    group.finish();
}

fn exact_lookup(criterion: &mut Criterion, subject: &Subject<'_>) {
    let queries = exact::hits(subject, 1024);
    let keys = subject.terms.iter().zip(0_u32..).map(|(term, number)| (nfkc_lower(term.text), number));
    let table: std::collections::HashMap<String, u32> = keys.collect();
    let mut group = criterion.benchmark_group("exact");
    group.throughput(Throughput::Elements(queries.len() as u64));
    group.bench_function("ours", |bencher| {
        bencher.iter(|| queries.iter().filter(|query| exact::best(subject.lexicon, query).is_some()).count());
    });
    group.bench_function("NFKC, lower case, HashMap", |bencher| {
        bencher.iter(|| queries.iter().filter(|query| table.contains_key(&nfkc_lower(query))).count());
    });
    group.finish();
}

fn fuzzy_lookup(criterion: &mut Criterion, subject: &Subject<'_>) {
    let mut group = criterion.benchmark_group("fuzzy");
    for (name, edits, distance) in [("one edit", 1, Distance::One), ("two edits", 2, Distance::Two)] {
        let queries = fuzzy::misspelt(subject, edits, 64);
        group.throughput(Throughput::Elements(queries.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let found = |text| subject.lexicon.lookup(Query::new(text).distance(distance)).len();
                queries.iter().map(|query| found(query.text.as_str())).sum::<usize>()
            });
        });
    }
    group.finish();
}
