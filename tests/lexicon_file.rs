//! The lexicon file: compiled from `data/`, the same bytes each time, and safe
//! to open whatever its bytes are.
//!
//! `YAKUGO_BLESS=1 cargo test --test lexicon_file` compiles it anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use proptest::prelude::*;
use yakugo::{Distance, Lexicon, LexiconBuilder, OpenError, Query};

fn compiled() -> Vec<u8> {
    let mut builder = LexiconBuilder::new();
    builder.edition(std::fs::read_to_string(support::path("data/edition")).unwrap().trim());
    for path in support::source_tables() {
        let name = format!("data/{}", path.file_name().unwrap().to_str().unwrap());
        builder.table(&name, std::fs::read(&path).unwrap());
    }
    builder.compile().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_file_is_what_the_tables_say() {
    let bytes = compiled();
    let path = support::path("data/yakugo.lexicon");
    if std::env::var_os("YAKUGO_BLESS").is_some() {
        std::fs::write(&path, &bytes).unwrap();
    }
    let found = std::fs::read(&path).unwrap();
    assert!(found == bytes, "data/yakugo.lexicon is stale: YAKUGO_BLESS=1 cargo test --test lexicon_file");
}

#[test]
fn the_embedded_file_is_sound() {
    let lexicon = Lexicon::embedded();
    lexicon.verify().unwrap();
    assert_eq!(lexicon.edition(), std::fs::read_to_string(support::path("data/edition")).unwrap().trim());
    // The reason for more would have to stand in DESIGN.md.
    assert!(lexicon.size().bytes < 9 << 20, "{} bytes", lexicon.size().bytes);
}

#[test]
fn the_order_of_the_tables_does_not_matter() {
    let table = std::fs::read_to_string(support::path("tests/cases/lexicon.tsv")).unwrap();
    let (header, rows) = table.split_once('\n').unwrap();
    let compile = |tables: &[String]| {
        let mut builder = LexiconBuilder::new();
        for table in tables {
            builder.table("table", table);
        }
        builder.compile().unwrap()
    };
    let rows: Vec<&str> = rows.lines().collect();
    let reversed: Vec<&str> = rows.iter().rev().copied().collect();
    let (first, second) = reversed.split_at(20);
    let one = compile(std::slice::from_ref(&table));
    let two = compile(&[
        format!("{header}\n{}\n", first.join("\n")),
        format!("{header}\r\n{}", second.join("\r\n")),
    ]);
    assert!(one == two);
}

/// What the tables say can be read back from the file, fact by fact.
#[test]
fn every_row_is_in_the_file() {
    let lexicon = Lexicon::embedded();
    let mut rows = 0;
    for path in support::source_tables() {
        let name = format!("data/{}", path.file_name().unwrap().to_str().unwrap());
        if matches!(name.as_str(), "data/sources.tsv" | "data/relation.tsv" | "data/cue.tsv") {
            continue;
        }
        for row in support::Table::read(&name).rows {
            rows += 1;
            let concept = lexicon.concept(row.get("concept")).unwrap_or_else(|| panic!("{}", row.place()));
            let designation = concept
                .designations()
                .find(|one| one.text() == row.get("text") && one.language().as_str() == row.get("language"))
                .unwrap_or_else(|| panic!("{}", row.place()));
            assert_eq!(concept.kind().as_str(), row.get("concept").split('/').next().unwrap());
            assert_eq!(designation.kind().as_str(), row.get("kind"), "{}", row.place());
            assert_eq!(designation.status().as_str(), row.get("status"), "{}", row.place());
            assert_eq!(designation.frequency().as_str(), row.get("frequency"), "{}", row.place());
            let systems: Vec<_> = designation.nomenclatures().iter().map(|one| one.as_str()).collect();
            assert_eq!(systems.join(";"), row.get("nomenclature"), "{}", row.place());
            let sources: Vec<_> = designation.sources().map(|source| source.id()).collect();
            assert_eq!(sources.join(";"), row.get("sources"), "{}", row.place());
        }
    }
    assert_eq!(rows, lexicon.size().designations);
}

#[test]
fn every_relation_is_in_the_file() {
    let lexicon = Lexicon::embedded();
    let mut stated = Vec::new();
    for row in support::Table::read("data/relation.tsv").rows {
        let concept = lexicon.concept(row.get("concept")).unwrap_or_else(|| panic!("{}", row.place()));
        let related = concept
            .related()
            .find(|one| {
                one.relation().as_str() == row.get("relation") && one.concept().id() == row.get("object")
            })
            .unwrap_or_else(|| panic!("{}", row.place()));
        let sources: Vec<_> = related.sources().map(|source| source.id()).collect();
        assert_eq!(sources.join(";"), row.get("sources"), "{}", row.place());
        stated.push(row.place());
    }
    assert_eq!(stated.len(), lexicon.concepts().flat_map(|concept| concept.related()).count());
}

/// Asks everything of a lexicon, whatever its bytes are.
fn exercise(bytes: &[u8]) {
    let Ok(lexicon) = Lexicon::open(bytes) else { return };
    let _ = lexicon.verify();
    let text = "キメラ抗原受容体（CAR）T細胞 C療法、ブリナツモマブ（遺伝子組換え）、アスピリンアレルギー、irAEs, ALL, seizures.";
    for gloss in lexicon.gloss(text) {
        assert_eq!(&text[gloss.span.range()], gloss.surface);
        for candidate in gloss.candidates() {
            let _ = (candidate.concept().id(), candidate.equivalents().count());
        }
    }
    for candidate in lexicon.lookup(Query::new("アナフィラキシ").distance(Distance::Two)) {
        let _ = candidate.designation.sources().map(|source| source.citation().len()).sum::<usize>();
    }
    let _ = lexicon.complete("a").take(50).count();
    let _ = lexicon.expand_in("CRS", text);
    let _ = lexicon.concept("reaction/crs").map(|concept| concept.designations().count());
    let _ = (
        lexicon.edition(),
        lexicon.concepts().take(100).count(),
        lexicon.sources().count(),
        format!("{lexicon:?}"),
    );
}

fn small() -> Vec<u8> {
    support::small_lexicon().into_inner()
}

proptest! {
    #![proptest_config(support::config(1500))]

    /// A flipped bit is found by verifying, and never panics.
    #[test]
    fn flipped_bits(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut bytes = small();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        exercise(&bytes);
        let error = Lexicon::open(&bytes[..]).and_then(|lexicon| lexicon.verify()).unwrap_err();
        prop_assert!(!error.to_string().is_empty());
    }

    /// Bytes written over, with the checksum made right again: still no panic.
    #[test]
    fn forged_bytes(at in any::<prop::sample::Index>(), new in proptest::collection::vec(any::<u8>(), 1..24)) {
        let mut bytes = small();
        let at = at.index(bytes.len());
        for (to, from) in bytes[at..].iter_mut().zip(new) {
            *to = from;
        }
        exercise(&bytes);
    }

    #[test]
    fn cut_files(at in any::<prop::sample::Index>()) {
        let bytes = small();
        let cut = &bytes[..at.index(bytes.len())];
        let error = Lexicon::open(cut).unwrap_err();
        let truncated = matches!(error, OpenError::Truncated { .. });
        prop_assert!(truncated, "{} bytes: {}", cut.len(), error);
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        exercise(&bytes);
    }
}

/// Each kind of wrong file is called what it is.
#[test]
fn wrong_files_are_named() {
    let sound = small();
    let with = |at: usize, new: &[u8]| {
        let mut bytes = sound.clone();
        bytes[at..at + new.len()].copy_from_slice(new);
        bytes
    };
    let error = |bytes: Vec<u8>| Lexicon::open(bytes).and_then(|lexicon| lexicon.verify()).unwrap_err();
    assert_eq!(error(b"concept\tlanguage\n".to_vec()), OpenError::Foreign);
    assert!(matches!(error(Vec::new()), OpenError::Truncated { .. }));
    assert_eq!(error(with(8, &[9, 0, 0, 0])), OpenError::Version { found: 9, expected: 5 });
    assert!(error(with(8, &[9, 0, 0, 0])).to_string().contains("newer"));
    assert_eq!(error(with(32, &[0; 8])), OpenError::Folds);
    assert!(matches!(error(with(56, &[0xFF; 8])), OpenError::Damaged { section: "keys" }));
    assert!(matches!(error([&sound[..], b"x"].concat()), OpenError::Overlong { .. }));
    assert!(matches!(error(with(sound.len() - 1, &[!sound[sound.len() - 1]])), OpenError::Checksum { .. }));
}
