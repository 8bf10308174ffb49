//! How much does the lexicon hold, of what, and on what grounds?
//!
//! `cargo run --example count_lexicon` prints the table of `data/README.md`.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::collections::BTreeSet;

use yakugo::{Designation, DesignationKind, Kind, Language, Lexicon};

fn main() {
    let lexicon = Lexicon::embedded();
    println!("| kind | concepts | English | Japanese | short forms | brands | `editor` alone |");
    println!("|---|---|---|---|---|---|---|");
    for kind in Kind::ALL {
        row(kind.as_str(), &lexicon, |one| one == *kind);
    }
    row("all", &lexicon, |_| true);
}

fn row(name: &str, lexicon: &Lexicon, wanted: impl Fn(Kind) -> bool) {
    let designations: Vec<Designation<'_>> =
        lexicon.designations().filter(|one| wanted(one.concept().kind())).collect();
    let concepts: BTreeSet<&str> = designations.iter().map(|one| one.concept().id()).collect();
    let count = |test: &dyn Fn(&Designation<'_>) -> bool| designations.iter().filter(|one| test(one)).count();
    println!(
        "| {name} | {} | {} | {} | {} | {} | {} |",
        concepts.len(),
        count(&|one| one.language() == Language::English),
        count(&|one| one.language() == Language::Japanese),
        count(&|one| one.is_short_form()),
        count(&|one| one.kind() == DesignationKind::Brand),
        count(&|one| one.sources().all(|source| source.id() == "editor")),
    );
}
