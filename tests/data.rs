//! What a machine can check of the curated rows in `data/`.
//!
//! `YAKUGO_BLESS=1 cargo test --test data` rewrites `data/review/collisions.tsv`,
//! keeping the reasons of the pairs that are still there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use support::Table;
use yakugo::{
    CueObject, Designation, DesignationKind, Frequency, Kind, Language, Level, Lexicon, Status, Strength,
    fold,
};

fn each_table(mut act: impl FnMut(&str, &str)) {
    for path in support::source_tables() {
        let name = format!("data/{}", path.file_name().unwrap().to_str().unwrap());
        act(&name, &std::fs::read_to_string(&path).unwrap());
    }
}

/// Rows are in the order of their bytes (`LC_ALL=C sort`), end in a line feed,
/// and each table holds the concepts that its name says.
#[test]
fn tables_are_in_order() {
    each_table(|name, text| {
        assert!(text.ends_with('\n') && !text.contains('\r'), "{name}: lines end in a line feed");
        let rows: Vec<&str> = text.lines().skip(1).collect();
        assert!(!rows.is_empty());
        for (index, pair) in rows.windows(2).enumerate() {
            assert!(pair[0] < pair[1], "{name}:{}: out of order; sort with LC_ALL=C", index + 3);
        }
        let kind = name.trim_start_matches("data/").trim_end_matches(".tsv");
        if !matches!(kind, "sources" | "cue") {
            let prefix = if kind == "relation" { "drug/".to_owned() } else { format!("{kind}/") };
            assert!(rows.iter().all(|row| row.starts_with(&prefix)), "{name}: only {prefix} belongs here");
        }
    });
}

/// Every source is cited, and every row is curated: none is empty of sources.
#[test]
fn sources_are_cited() {
    let lexicon = Lexicon::embedded();
    let related = lexicon.concepts().flat_map(|concept| concept.related()).flat_map(|one| one.sources());
    let stated = lexicon.designations().flat_map(|one| one.sources());
    // What cues cite is not kept in the file.
    let cues = Table::read("data/cue.tsv").rows;
    let of_cues = cues.iter().flat_map(|row| row.get("sources").split(';'));
    let cited: BTreeSet<&str> = stated.chain(related).map(|source| source.id()).chain(of_cues).collect();
    let known: BTreeSet<&str> = lexicon.sources().map(|source| source.id()).collect();
    assert_eq!(cited, known);
    for source in lexicon.sources() {
        assert!(
            !source.citation().is_empty() && !source.licence().is_empty() && !source.date().is_empty(),
            "{source:?}"
        );
    }
    assert!(lexicon.designations().all(|one| one.sources().next().is_some()));
}

/// Every concept can be shown in English, by a long form unless it is a symbol.
#[test]
fn concepts_have_a_preferred_designation() {
    let lexicon = Lexicon::embedded();
    let mut failures = Vec::new();
    for concept in lexicon.concepts() {
        if concept.preferred(Language::English).is_none() {
            failures.push(format!("{}: nothing preferred in English", concept.id()));
        }
        // Regimens are known by their letters alone.
        for language in [Language::English, Language::Japanese] {
            let preferred = concept.preferred(language);
            let short = preferred
                .filter(|one| one.kind() == DesignationKind::Abbreviation && concept.kind() != Kind::Therapy);
            let is_long = |one: &Designation<'_>| {
                one.language() == language
                    && one.kind() == DesignationKind::Term
                    && one.status() == Status::Admitted
            };
            if let (Some(short), Some(long)) = (short, concept.designations().find(is_long)) {
                failures.push(format!(
                    "{}: {} is preferred before {}",
                    concept.id(),
                    short.text(),
                    long.text()
                ));
            }
        }
    }
    support::report(&failures);
}

/// Two concepts of one kind never share a preferred designation in a language.
#[test]
fn preferred_designations_are_unique() {
    let lexicon = Lexicon::embedded();
    let mut seen: BTreeMap<(Kind, Language, String), &str> = BTreeMap::new();
    let mut failures = Vec::new();
    for concept in lexicon.concepts() {
        for language in [Language::English, Language::Japanese] {
            let Some(preferred) = concept.preferred(language) else { continue };
            let key = (concept.kind(), language, fold(preferred.text(), Level::Form));
            if let Some(other) = seen.insert(key, concept.id()) {
                failures.push(format!("{} and {other} both prefer {}", concept.id(), preferred.text()));
            }
        }
    }
    support::report(&failures);
}

/// Characters that only look right: hiragana へ in katakana, a kanji 一 or a
/// dash for ー, ニ for 二, Cyrillic letters in Latin words, full-width forms.
#[test]
fn no_look_alike_characters() {
    let lexicon = Lexicon::embedded();
    let is_katakana = |c: char| ('\u{30A1}'..='\u{30FC}').contains(&c);
    let mut failures = Vec::new();
    for designation in lexicon.designations() {
        let text = designation.text();
        let chars: Vec<char> = text.chars().collect();
        for (index, &c) in chars.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| chars[before]);
            let after = chars.get(index + 1).copied();
            let both_katakana = before.is_some_and(is_katakana) && after.is_some_and(is_katakana);
            let one_katakana = before.is_some_and(is_katakana) || after.is_some_and(is_katakana);
            let wrong = match c {
                'へ' | 'べ' | 'ぺ' | 'り' => both_katakana,
                '一' if text.contains("一リン酸") => false, // mono-, not a long vowel
                '一' | '力' | '口' | '夕' | '卜' | '八' | '工' | '才' | '千' => both_katakana,
                '‐' | '−' | '―' | '－' => true,
                'ー' => !before.is_some_and(is_katakana),
                'ニ' | 'カ' | 'ロ' | 'タ' | 'ト' | 'ハ' | 'エ' | 'オ' | 'チ' | 'ミ' | 'ヘ' => {
                    !one_katakana
                        && before.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
                        && after.is_some()
                        && !matches!(after, Some('月' | '所' | '国' | '年' | '条'))
                }
                '\u{400}'..='\u{4FF}' => true,
                // Full-width Latin letters, digits and half-width katakana.
                '\u{FF10}'..='\u{FF19}'
                | '\u{FF21}'..='\u{FF3A}'
                | '\u{FF41}'..='\u{FF5A}'
                | '\u{FF61}'..='\u{FF9F}' => true,
                '\u{3000}' | '\u{A0}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' => true,
                _ => false,
            };
            if wrong {
                failures.push(format!("{}: {c:?} in {text:?}", designation.concept().id()));
            }
        }
        let japanese = chars.iter().any(|&c| c >= '\u{3040}');
        if designation.language() == Language::English && japanese {
            failures.push(format!(
                "{}: Japanese letters in an English designation {text:?}",
                designation.concept().id()
            ));
        }
        if designation.language() == Language::Japanese
            && !japanese
            && !designation.is_short_form()
            && designation.kind() != DesignationKind::Brand
        {
            failures.push(format!("{}: no Japanese letter in {text:?}", designation.concept().id()));
        }
        if text.contains(['[', ']', '|', '*']) || text.contains("  ") {
            failures.push(format!("{}: markup in {text:?}", designation.concept().id()));
        }
    }
    support::report(&failures);
}

/// Names with an INN stem have the Japanese form of the stem.
#[test]
fn stems_agree() {
    let table = Table::read("data/lists/stems.tsv");
    let stems: Vec<(&str, &str)> =
        table.rows.iter().map(|row| (row.get("stem").trim_start_matches('-'), row.get("katakana"))).collect();
    // Names that Japanese has from elsewhere are reviewed by their sound.
    let reviewed = Table::read("data/review/transliteration.tsv");
    let reviewed: BTreeSet<&str> = reviewed.rows.iter().map(|row| row.get("concept")).collect();
    let lexicon = Lexicon::embedded();
    let mut failures = Vec::new();
    let drugs =
        lexicon.concepts().filter(|concept| concept.kind() == Kind::Drug && !reviewed.contains(concept.id()));
    for concept in drugs {
        let (Some(en), Some(ja)) =
            (concept.preferred(Language::English), concept.preferred(Language::Japanese))
        else {
            continue;
        };
        for &(stem, katakana) in &stems {
            if en.text().ends_with(stem) && !en.text().contains(' ') && !ja.text().contains(katakana) {
                failures.push(format!("{}: {} and {}", concept.id(), en.text(), ja.text()));
            }
        }
    }
    support::report(&failures);
}

/// Two concepts that share a name, and how: level, and each one's id and text.
type Pair = (String, String, String, String, String);

/// A level of agreement, and what two texts must have in common there.
type Agreement = (&'static str, fn(&str) -> String);

/// Full names that two concepts share: exactly, or only after a fold. Short forms
/// are left out: their senses are listed on purpose.
fn collisions() -> BTreeSet<Pair> {
    let lexicon = Lexicon::embedded();
    let mut found = BTreeSet::new();
    let keys: [Agreement; 3] = [
        ("exact", str::to_owned),
        ("form", |text| fold(text, Level::Form)),
        ("spelling", |text| fold(text, Level::Spelling)),
    ];
    let mut known: BTreeSet<(String, String, String, String)> = BTreeSet::new();
    for (level, key) in keys {
        let mut names: BTreeMap<String, Vec<Designation<'_>>> = BTreeMap::new();
        for designation in lexicon.designations().filter(|one| !one.is_short_form()) {
            names.entry(key(designation.text())).or_default().push(designation);
        }
        for designations in names.values() {
            for (index, a) in designations.iter().enumerate() {
                for b in &designations[index + 1..] {
                    if a.concept() == b.concept() {
                        continue;
                    }
                    let side = |one: &Designation<'_>| (one.concept().id().to_owned(), one.text().to_owned());
                    let (first, second) = (side(a).min(side(b)), side(a).max(side(b)));
                    if known.insert((first.0.clone(), first.1.clone(), second.0.clone(), second.1.clone())) {
                        found.insert((level.to_owned(), first.0, first.1, second.0, second.1));
                    }
                }
            }
        }
    }
    found
}

/// Every collision is listed and reviewed, with the reason why it is right; no
/// fold merges two drugs.
#[test]
fn collisions_are_reviewed() {
    let path = support::path("data/review/collisions.tsv");
    let header = "level\tconcept\ttext\tother_concept\tother_text\treason\n";
    let mut reasons: BTreeMap<Pair, String> = BTreeMap::new();
    if path.exists() {
        for row in Table::read("data/review/collisions.tsv").rows {
            let [level, a, a_text, b, b_text, reason] = row.fields() else { panic!("{}", row.place()) };
            reasons.insert(
                (level.clone(), a.clone(), a_text.clone(), b.clone(), b_text.clone()),
                reason.clone(),
            );
        }
    }
    let found = collisions();
    for (level, a, _, b, _) in &found {
        let drugs = a.starts_with("drug/") && b.starts_with("drug/");
        assert!(!drugs || level == "exact", "a fold merges two drugs: {a} and {b}");
    }
    if std::env::var_os("YAKUGO_BLESS").is_some() {
        let line = |pair: &Pair| {
            let (level, a, a_text, b, b_text) = pair;
            let reason = reasons.get(pair).map_or("", String::as_str);
            format!("{level}\t{a}\t{a_text}\t{b}\t{b_text}\t{reason}\n")
        };
        std::fs::write(&path, header.to_owned() + &found.iter().map(line).collect::<String>()).unwrap();
    }
    let listed: BTreeSet<Pair> = reasons.keys().cloned().collect();
    let missing: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not reviewed: {missing:#?}\nno longer there: {gone:#?}");
    let unreasoned: Vec<_> = reasons.iter().filter(|(_, reason)| reason.is_empty()).collect();
    assert!(unreasoned.is_empty(), "a reason is missing: {unreasoned:#?}");
}

/// What Japanese inserts and US labels call adverse reactions three times or more
/// (`data/lists/reaction-frequency.tsv`) is found, or there is a reason why it is
/// no term. A reason for what is found by now is stale.
#[test]
fn frequent_reactions_resolve() {
    let lexicon = Lexicon::embedded();
    let mut failures = Vec::new();
    for row in Table::read("data/lists/reaction-frequency.tsv").rows {
        let (surface, reason) = (row.get("surface"), row.get("reason"));
        let is_found = !lexicon.lookup(surface).is_empty();
        if is_found != reason.is_empty() {
            failures.push(format!(
                "{} {surface}: {}",
                row.place(),
                if is_found { "found, and a reason" } else { "not found" }
            ));
        }
    }
    support::report(&failures);
}

/// Every sense of a short form says how common it is, and short forms that are
/// known to mislead have more senses than the one that suits.
#[test]
fn short_forms_have_their_senses() {
    let lexicon = Lexicon::embedded();
    let mut failures = Vec::new();
    for designation in lexicon.designations().filter(|one| one.kind() == DesignationKind::Abbreviation) {
        if designation.frequency() == Frequency::Unknown {
            failures.push(format!("{}: {} has no frequency", designation.concept().id(), designation.text()));
        }
    }
    // Some that readers of drug-safety texts meet in more than one sense.
    for short in [
        "ADR", "AF", "AS", "CR", "CRS", "CSF", "DI", "DM", "HD", "MAS", "MI", "MS", "PCP", "PD", "PE", "PML",
        "PR", "RA", "SD", "TEN", "TMA",
    ] {
        if lexicon.expand(short).len() < 2 {
            failures.push(format!("{short} has one sense only"));
        }
    }
    support::report(&failures);
}

/// Each cue speaks for a sense of an ambiguous short form, never by one of the sense's own
/// names, and never for two senses of one short form alike.
#[test]
fn cues_tell_senses_apart() {
    let lexicon = Lexicon::embedded();
    let mut rivals: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut forms: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for designation in lexicon.designations().filter(|one| one.is_short_form()) {
        forms.entry(designation.text()).or_default().insert(designation.concept().id());
    }
    for senses in forms.values().filter(|senses| senses.len() > 1) {
        for sense in senses {
            rivals.entry(sense).or_default().extend(senses);
        }
    }
    let names: BTreeSet<(&str, String)> =
        lexicon.designations().map(|one| (one.concept().id(), fold(one.text(), Level::Spelling))).collect();
    let mut strong: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut failures = Vec::new();
    for cue in lexicon.cues() {
        let sense = cue.concept().id();
        if !rivals.contains_key(sense) {
            failures.push(format!("{cue:?}: the concept is no sense of an ambiguous short form"));
        }
        let object = match cue.object() {
            CueObject::Concept(concept) if concept.id() == sense => {
                failures.push(format!("{cue:?}: the concept itself"));
                continue;
            }
            CueObject::Concept(concept) => concept.id().to_owned(),
            CueObject::Word(_, word) => {
                let key = fold(word, Level::Spelling);
                if names.contains(&(sense, key.clone())) {
                    failures.push(format!("{cue:?}: a name of the concept"));
                }
                key
            }
            _ => continue,
        };
        if cue.strength() == Strength::Strong {
            strong.entry(object).or_default().insert(sense);
        }
    }
    // Two concepts may be rivals by one short form and belong together by another; what
    // speaks strongly for both says nothing between them.
    let mut shared = 0;
    for senses in strong.values() {
        for sense in senses {
            shared += rivals.get(sense).map_or(0, |rivals| senses.intersection(rivals).count() - 1);
        }
    }
    let all: usize = strong.values().map(BTreeSet::len).sum();
    assert!(shared * 50 < all, "{shared} of {all} strong cues speak for a rival as well");
    support::report(&failures);
}
