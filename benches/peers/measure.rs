//! Measuring side by side, and the lines of the summary.
//!
//! Contestants run in turn within each round, so that what disturbs the machine
//! disturbs all of them; a figure is the median of the rounds. A first round is
//! not counted.

use std::hint::black_box;
use std::time::Instant;

/// What a figure counts, and so which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    MegabytesPerSecond,
    Nanoseconds,
    Microseconds,
    Milliseconds,
    Bytes,
    /// Peak heap in bytes for each byte of input.
    BytesPerByte,
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Unit::MegabytesPerSecond => "MB/s",
            Unit::Nanoseconds => "ns",
            Unit::Microseconds => "µs",
            Unit::Milliseconds => "ms",
            Unit::Bytes => "bytes",
            Unit::BytesPerByte => "bytes/byte",
        }
    }

    /// Above 1 where ours is better.
    fn ratio(self, ours: f64, theirs: f64) -> f64 {
        if self == Unit::MegabytesPerSecond { ours / theirs } else { theirs / ours }
    }
}

/// Whether both gave the same answers.
#[derive(Clone, Debug)]
pub enum Answers {
    Equal,
    /// They differ as they must, and this says how.
    Known(String),
    /// They differ and must not: the run fails.
    Wrong(String),
}

impl Answers {
    /// Equal, unless `wrong` says what is not.
    pub fn equal_unless(wrong: Option<String>) -> Answers {
        wrong.map_or(Answers::Equal, Answers::Wrong)
    }
}

/// One line of the summary.
#[derive(Clone, Debug)]
pub struct Line {
    pub metric: String,
    pub ours: f64,
    pub unit: Unit,
    pub peer: &'static str,
    pub theirs: f64,
    pub answers: Answers,
}

/// Prints the lines that were asked for, as they come.
#[derive(Debug)]
pub struct Report {
    /// Lines whose metric begins otherwise are left out.
    prefix: String,
    failed: bool,
}

impl Report {
    pub fn new(prefix: &str) -> Report {
        println!("metric\tours\tunit\tpeer\ttheirs\tratio\tanswers");
        Report { prefix: prefix.to_owned(), failed: false }
    }

    /// Whether a metric that begins with `part` may be asked for.
    pub fn wants(&self, part: &str) -> bool {
        part.starts_with(&self.prefix) || self.prefix.starts_with(part)
    }

    pub fn line(&mut self, line: &Line) {
        let Line { metric, ours, unit, peer, theirs, answers } = line;
        let answers = match answers {
            Answers::Equal => "equal",
            Answers::Known(how) => how,
            Answers::Wrong(_) => "UNEQUAL",
        };
        let detail = if let Answers::Wrong(how) = &line.answers { format!(": {how}") } else { String::new() };
        self.failed |= matches!(line.answers, Answers::Wrong(_));
        if metric.starts_with(&self.prefix) {
            let ratio = unit.ratio(*ours, *theirs);
            let unit = unit.name();
            println!(
                "{metric}\t{}\t{unit}\t{peer}\t{}\t{}\t{answers}{detail}",
                short(*ours),
                short(*theirs),
                short(ratio)
            );
        }
    }

    /// Says on standard error what was not measured, and why.
    pub fn skip(&self, metric: &str, peer: &str, why: &str) {
        if metric.starts_with(&self.prefix) {
            eprintln!("{metric}: {peer} left out: {why}");
        }
    }

    pub fn failed(&self) -> bool {
        self.failed
    }
}

/// Three digits, and all of a whole number.
fn short(figure: f64) -> String {
    match figure.abs() {
        100.0.. => format!("{figure:.0}"),
        10.0.. => format!("{figure:.1}"),
        1.0.. => format!("{figure:.2}"),
        _ => format!("{figure:.3}"),
    }
}

/// The median of some figures; of two in the middle, the upper one.
pub fn median(figures: &mut [f64]) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The seconds that a pass of each contestant takes: the median of `rounds`.
pub fn race(rounds: usize, contestants: &mut [&mut dyn FnMut()]) -> Vec<f64> {
    let mut seconds = vec![Vec::with_capacity(rounds); contestants.len()];
    for round in 0..=rounds {
        for (contestant, seconds) in contestants.iter_mut().zip(&mut seconds) {
            let start = Instant::now();
            contestant();
            let passed = start.elapsed().as_secs_f64();
            if round > 0 {
                seconds.push(passed);
            }
        }
    }
    seconds.iter_mut().map(|seconds| median(seconds)).collect()
}

/// A contestant that answers queries by their index, and how many of them it is given.
pub struct Answerer<'a> {
    pub queries: usize,
    pub answer: &'a mut dyn FnMut(usize) -> usize,
}

/// The seconds that each contestant takes for each of its queries: the medians
/// of `rounds`.
pub fn race_by_query(rounds: usize, contestants: &mut [Answerer<'_>]) -> Vec<Vec<f64>> {
    let mut seconds: Vec<Vec<Vec<f64>>> =
        contestants.iter().map(|one| vec![Vec::with_capacity(rounds); one.queries]).collect();
    for round in 0..=rounds {
        for (contestant, seconds) in contestants.iter_mut().zip(&mut seconds) {
            for (query, seconds) in seconds.iter_mut().enumerate() {
                let start = Instant::now();
                black_box((contestant.answer)(query));
                let passed = start.elapsed().as_secs_f64();
                if round > 0 {
                    seconds.push(passed);
                }
            }
        }
    }
    seconds.iter_mut().map(|queries| queries.iter_mut().map(|seconds| median(seconds)).collect()).collect()
}
