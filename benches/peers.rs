//! The library beside what a user could pick instead, on equal answers.
//!
//! ```sh
//! cargo bench --bench peers -- --summary                    # every line; the largest lexicon takes its time
//! cargo bench --bench peers -- --summary --quick            # 35 thousand designations, short texts
//! cargo bench --bench peers -- --summary --size shipped     # or 35k, 350k, 3.5m; may be repeated
//! cargo bench --bench peers -- --summary --only gloss/35k   # metrics that begin so
//! cargo bench --bench peers                                 # criterion: the hot paths alone
//! ```
//!
//! The summary has tab-separated lines `metric  ours  unit  peer  theirs  ratio
//! answers`. A ratio above 1 means that ours is better. `answers` is `equal`, or
//! says how the two differ and why they must; answers that differ and must not are
//! `UNEQUAL`, and the exit status is 1. Without `--bench`, as `cargo test --benches`
//! runs it, or with `--test`, everything is tried once on a few hundred designations.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stdout,
    missing_docs,
    missing_debug_implementations,
    reason = "a benchmark prints, and fails by panicking"
)]

mod peers {
    pub mod agreement;
    pub mod chance;
    pub mod compile;
    pub mod documents;
    pub mod exact;
    pub mod finders;
    pub mod fuzzy;
    pub mod gloss;
    pub mod hot_paths;
    pub mod lexica;
    pub mod measure;
    pub mod memory;
    pub mod morphemes;
    pub mod resident;
    pub mod searchers;
    pub mod subject;
    pub mod texts;
}

use std::process::ExitCode;

use peers::measure::Report;
use peers::subject::{Size, Subject, compiled};
use peers::{compile, documents, exact, fuzzy, gloss, hot_paths, memory};

#[global_allocator]
static HEAP: memory::Watched = memory::Watched;

/// How much to measure.
#[derive(Debug)]
struct Settings {
    sizes: Vec<Size>,
    rounds: usize,
    /// Bytes of each text.
    text: usize,
    /// Exact queries of a pass.
    lookups: usize,
    /// Fuzzy queries.
    misspelt: usize,
    /// Designations of the lexicon with long prefixes.
    prefixes: usize,
}

impl Settings {
    fn full() -> Settings {
        let sizes = Size::NAMED.to_vec();
        Settings { sizes, rounds: 7, text: 2 << 20, lookups: 4096, misspelt: 200, prefixes: 20_000 }
    }

    fn quick() -> Settings {
        Settings { sizes: vec![Size::Small], rounds: 5, text: 256 << 10, ..Settings::full() }
    }

    fn trial() -> Settings {
        Settings {
            sizes: vec![Size::Tiny],
            rounds: 1,
            text: 8 << 10,
            lookups: 64,
            misspelt: 12,
            prefixes: 200,
        }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let values = |flag: &'static str| {
        arguments.windows(2).filter(move |pair| pair[0] == flag).map(|pair| pair[1].as_str())
    };
    // Cargo passes `--bench` when it benchmarks, and nothing when it tests.
    if has("--test") || !has("--bench") {
        hot_paths::run(Size::Tiny);
        return summary(&Settings::trial(), "");
    }
    if !has("--summary") {
        hot_paths::run(Size::Small);
        return ExitCode::SUCCESS;
    }
    let mut settings = if has("--quick") { Settings::quick() } else { Settings::full() };
    let mut sizes = Vec::new();
    for name in values("--size") {
        let Some(size) = Size::NAMED.into_iter().find(|size| size.name() == name) else {
            eprintln!("--size {name}: one of shipped, 35k, 350k, 3.5m expected");
            return ExitCode::from(2);
        };
        sizes.push(size);
    }
    if !sizes.is_empty() {
        settings.sizes = sizes;
    }
    summary(&settings, values("--only").next().unwrap_or_default())
}

fn summary(settings: &Settings, prefix: &str) -> ExitCode {
    let mut report = Report::new(prefix);
    let mut growth = fuzzy::Growth::default();
    for &size in &settings.sizes {
        let metrics = ["gloss", "document", "exact", "fuzzy1", "fuzzy2", "compile", "open", "size"];
        if !metrics.iter().any(|metric| report.wants(&format!("{metric}/{}", size.name()))) {
            continue;
        }
        let lexicon = compiled(&size.tables());
        let subject = Subject::new(size.name(), &lexicon);
        gloss::summary(&subject, settings, &mut report);
        documents::summary(&subject, settings, &mut report);
        exact::summary(&subject, settings, &mut report);
        fuzzy::summary(&subject, settings, &mut report, &mut growth);
        compile::summary(size, &subject, settings, &mut report);
    }
    gloss::prefixes(settings, &mut report);
    growth.summary(&mut report);
    if report.failed() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
