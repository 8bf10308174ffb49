//! What the documents say of the data is so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use yakugo::{Kind, Lexicon, Source};

/// `17728` as `17,728`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let head = digits.len() % 3;
    let mut groups: Vec<&str> = Vec::new();
    if head > 0 {
        groups.push(&digits[..head]);
    }
    groups.extend((head..digits.len()).step_by(3).map(|at| &digits[at..at + 3]));
    groups.join(",")
}

#[test]
fn counts_are_current() {
    let size = Lexicon::embedded().size();
    let lexicon = Lexicon::embedded();
    let is_editor = |source: Source<'_>| source.id() == "editor";
    let editor = lexicon.designations().filter(|one| one.sources().all(is_editor)).count();
    let share = format!("{} %", (editor * 100 + size.designations / 2) / size.designations);
    for (file, wanted) in [
        ("README.md", vec![grouped(size.concepts), grouped(size.designations), share.clone()]),
        ("README.ja.md", vec![grouped(size.concepts), grouped(size.designations)]),
        ("CHANGELOG.md", vec![grouped(size.concepts), grouped(size.designations)]),
        ("DESIGN.md", vec![grouped(size.designations)]),
        ("data/README.md", vec![grouped(size.concepts), grouped(size.designations), share]),
    ] {
        let text = std::fs::read_to_string(support::path(file)).unwrap();
        for number in wanted {
            assert!(text.contains(&number), "{file} should say {number}");
        }
    }
}

/// The table of `data/README.md` is what the example prints for each kind.
#[test]
fn the_table_of_counts_is_current() {
    let text = std::fs::read_to_string(support::path("data/README.md")).unwrap();
    let lexicon = Lexicon::embedded();
    for kind in Kind::ALL {
        let concepts = lexicon.concepts().filter(|concept| concept.kind() == *kind).count();
        let row = format!("| {kind} | {concepts} |");
        assert!(text.contains(&row), "data/README.md should have {row}: cargo run --example count_lexicon");
    }
}

/// Files that the documents point to are there.
#[test]
fn links_lead_somewhere() {
    for file in ["README.md", "README.ja.md", "DESIGN.md", "data/README.md"] {
        let text = std::fs::read_to_string(support::path(file)).unwrap();
        for link in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            if !link.contains("://") {
                let folder = support::path(file).parent().unwrap().to_path_buf();
                assert!(folder.join(link).exists(), "{file}: {link}");
            }
        }
    }
}
