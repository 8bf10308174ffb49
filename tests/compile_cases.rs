//! Wrong tables are refused with file, line, column, what was seen and what to
//! do: `tests/cases/compile.tsv`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use support::Table;
use yakugo::{CaseRule, DesignationKind, Entry, Evidence, Fault, Language, Lexicon, LexiconBuilder, Status};

#[test]
fn faults() {
    let mut failures = Vec::new();
    for row in Table::read("tests/cases/compile.tsv").rows {
        let mut builder = LexiconBuilder::new();
        builder.table("t.tsv", row.get("table"));
        let said = match builder.compile() {
            Ok(_) => "no error".to_owned(),
            Err(error) => error.to_string(),
        };
        let wanted = row.get("error");
        let places: Vec<&str> =
            wanted.split(' ').filter(|_| wanted.split(' ').all(|word| word.starts_with("t.tsv"))).collect();
        let agrees = match places.as_slice() {
            [] => said.contains(wanted),
            places => places.iter().all(|place| said.contains(place)),
        };
        if !agrees {
            failures.push(format!(
                "{} {}:\n   wanted {wanted}\n   said   {said}",
                row.place(),
                row.get("origin")
            ));
        }
    }
    support::report(&failures);
}

#[test]
fn bytes_that_are_not_utf8() {
    let mut builder = LexiconBuilder::new();
    let table = b"concept\tlanguage\tkind\tstatus\ttext\tsources\nreaction/rash\tja\tterm\tpreferred\t\x94\xAD\x90\x5A\teditor\n";
    builder.table("sjis.tsv", table);
    let error = builder.compile().unwrap_err();
    let first = &error.errors()[0];
    assert_eq!((first.file.as_str(), first.line, first.column), ("sjis.tsv", 2, 33));
    assert_eq!(first.fault, Fault::NotUtf8 { byte: 0x94 });
}

#[test]
fn faults_come_in_the_order_of_the_tables() {
    let bad = "concept\tlanguage\tkind\tstatus\ttext\tsources\nreaction/a\tfr\tterm\tpreferred\ta\teditor\n";
    let mut builder = LexiconBuilder::new();
    builder.table("z.tsv", bad).table("a.tsv", bad);
    let error = builder.compile().unwrap_err();
    let files: Vec<_> = error.errors().iter().map(|error| error.file.as_str()).collect();
    assert_eq!(files, ["z.tsv", "a.tsv"]);
}

/// An empty field where a table ends is that table's, not the next one's.
#[test]
fn a_fault_at_the_end_of_a_table() {
    let header = "concept\tlanguage\tkind\tstatus\ttext\tsources\n";
    let mut builder = LexiconBuilder::new();
    builder.table("a.tsv", format!("{header}reaction/a\ten\tterm\tpreferred\ta\t"));
    builder.table("b.tsv", format!("{header}reaction/b\ten\tterm\tpreferred\tb\teditor"));
    let error = builder.compile().unwrap_err();
    let places: Vec<_> =
        error.errors().iter().map(|error| (error.file.as_str(), error.line, error.column)).collect();
    assert_eq!(places, [("a.tsv", 2, 32)]);
}

#[test]
fn entries_have_the_defaults_of_tables() {
    let mut builder = LexiconBuilder::new();
    builder.entry(Entry::new("reaction/x", Language::English, "exempli gratia disease"));
    builder.entry(Entry::new("reaction/x", Language::English, "EGD").abbreviation());
    builder.entry(Entry::new("reaction/x", Language::Japanese, "例示病"));
    builder.entry(
        Entry::new("reaction/x", Language::Japanese, "レイジ")
            .kind(DesignationKind::Brand)
            .status(Status::Hidden),
    );
    let lexicon = Lexicon::open(builder.compile().unwrap()).unwrap();
    lexicon.verify().unwrap();
    let rules: Vec<_> = lexicon.designations().map(|one| (one.text().to_owned(), one.case_rule())).collect();
    assert!(rules.contains(&("EGD".to_owned(), CaseRule::Exact)));
    assert!(rules.contains(&("例示病".to_owned(), CaseRule::Any)));
    let sources: Vec<_> = lexicon.sources().map(|source| source.id()).collect();
    assert_eq!(sources, ["editor"]);
    // A hidden designation is found and never shown.
    let gloss = lexicon.gloss("レイジ").next().unwrap();
    assert!(gloss.candidates().all(|one| one.equivalents().all(|equivalent| equivalent.text() != "レイジ")));
}

#[test]
fn a_wrong_entry_is_named() {
    let mut builder = LexiconBuilder::new();
    builder.entry(Entry::new("reaction/x", Language::English, "fine"));
    builder.entry(Entry::new("x", Language::English, "no kind"));
    builder.entry(Entry::new("reaction/x", Language::Japanese, ""));
    builder.entry(Entry::new("reaction/x", Language::Japanese, "名").sources(&["nowhere"]));
    let error = builder.compile().unwrap_err().to_string();
    for place in
        ["(entry):2:1: concept id", "(entry):3:1: `text` is empty", "(entry):4:1: source \"nowhere\""]
    {
        assert!(error.contains(place), "{error}");
    }
}

/// Laying a table over a lexicon: the table's preferred designation wins, all
/// facts of both are there, and the concept is one.
#[test]
fn a_table_over_a_lexicon() {
    let base = support::small_lexicon();
    let mut builder = LexiconBuilder::new();
    builder.base(&base);
    builder.entry(Entry::new("reaction/crs", Language::Japanese, "サイトカイン遊離症候群"));
    builder.entry(Entry::new("reaction/new", Language::English, "new thing"));
    let lexicon = Lexicon::open(builder.compile().unwrap()).unwrap();
    let concept = lexicon.concept("reaction/crs").unwrap();
    assert_eq!(concept.preferred(Language::Japanese).unwrap().text(), "サイトカイン遊離症候群");
    let before = base.concept("reaction/crs").unwrap().designations().count();
    assert_eq!(concept.designations().count(), before + 1);
    let old = concept.designations().find(|one| one.text() == "サイトカイン放出症候群").unwrap();
    assert_eq!(old.status(), Status::Admitted);
    assert_eq!(lexicon.lookup("new thing")[0].evidence, Evidence::Exact);
    // Over itself, a lexicon is itself.
    let mut builder = LexiconBuilder::new();
    builder.base(&base).base(&base);
    assert!(builder.compile().unwrap() == base.as_bytes());
}
