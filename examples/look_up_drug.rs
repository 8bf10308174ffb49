//! What is this drug called, who says so, and what is nearly called the same?
//!
//! `cargo run --example look_up_drug [NAME]`
#![allow(clippy::print_stdout, reason = "an example prints")]

use yakugo::{Distance, Kind, Kinds, Lexicon, Query};

fn main() {
    let name = std::env::args().nth(1).unwrap_or_else(|| "テクリスタマフ゛".to_owned());
    let lexicon = Lexicon::embedded();
    let query =
        Query::new(&name).distance(Distance::Two).kinds(Kinds::of(&[Kind::Drug, Kind::Class])).limit(5);
    let candidates = lexicon.lookup(query);
    if candidates.is_empty() {
        println!("{name}: no drug of that name, or near it");
    }
    for candidate in candidates {
        let concept = candidate.concept();
        println!("{name} → {} ({}, {} edits)", concept.id(), candidate.evidence, candidate.distance);
        for designation in concept.designations() {
            let sources: Vec<_> = designation.sources().map(|source| source.id()).collect();
            println!(
                "    {} {:<10} {:<13} {}   [{}]",
                designation.language(),
                designation.status(),
                designation.kind(),
                designation.text(),
                sources.join(", ")
            );
        }
    }
}
