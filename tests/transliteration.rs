//! Do katakana names sound like their English ones?
//!
//! A row whose katakana does not fit its English name is a slip of the hand or a
//! name that Japanese has from elsewhere; the latter are listed, with the reason,
//! in `data/review/transliteration.tsv`.
//! `YAKUGO_BLESS=1 cargo test --test transliteration` adds the missing lines.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;

use support::Table;
use yakugo::{Kind, Language, Lexicon};

/// The classes of consonants of a katakana name, in order. Sounds that one
/// English letter may become share a class: s and z, b and v, f and h, r and l.
fn katakana_skeleton(text: &str) -> Vec<char> {
    let mut skeleton = Vec::new();
    for c in text.chars() {
        let class = match c {
            'カ' | 'キ' | 'ク' | 'ケ' | 'コ' => 'k',
            'ガ' | 'ギ' | 'グ' | 'ゲ' | 'ゴ' => 'g',
            'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'ザ' | 'ズ' | 'ゼ' | 'ゾ' => 's',
            'ジ' | 'ヂ' => 'j',
            'タ' | 'テ' | 'ト' | 'チ' | 'ツ' => 't',
            'ダ' | 'デ' | 'ド' | 'ヅ' => 'd',
            'ナ' | 'ニ' | 'ヌ' | 'ネ' | 'ノ' | 'ン' | 'マ' | 'ミ' | 'ム' | 'メ' | 'モ' => 'n',
            'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => 'h',
            'バ' | 'ビ' | 'ブ' | 'ベ' | 'ボ' | 'ヴ' => 'b',
            'パ' | 'ピ' | 'プ' | 'ペ' | 'ポ' => 'p',
            'ラ' | 'リ' | 'ル' | 'レ' | 'ロ' => 'r',
            _ => continue,
        };
        skeleton.push(class);
    }
    skeleton
}

/// The same of an English name, by its letters.
fn english_skeleton(text: &str) -> Vec<char> {
    let letters: Vec<char> = text.to_lowercase().chars().collect();
    let mut skeleton: Vec<char> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let soft = matches!(next, 'e' | 'i' | 'y');
        let (classes, taken): (&str, usize) = match (letters[at], next) {
            ('p', 'h') => ("h", 2),
            ('t', 'h') => ("t", 2),
            ('c', 'h') => ("k", 2),
            ('r', 'h') => ("r", 2),
            ('q', 'u') => ("k", 2),
            ('c', 'c') if matches!(letters.get(at + 2), Some('e' | 'i')) => ("ks", 2),
            (a, b) if a == b && !"aeiou".contains(a) => ("", 1),
            ('c', _) if soft => ("s", 1),
            ('c' | 'k' | 'q', _) => ("k", 1),
            ('g', _) if soft => ("j", 1),
            ('g', _) => ("g", 1),
            ('s' | 'z', _) => ("s", 1),
            ('x', _) if at == 0 => ("k", 1),
            ('x', _) => ("ks", 1),
            ('j', _) => ("j", 1),
            ('t', _) => ("t", 1),
            ('d', _) => ("d", 1),
            ('n' | 'm', _) => ("n", 1),
            ('f' | 'h', _) => ("h", 1),
            ('b' | 'v', _) => ("b", 1),
            ('p', _) => ("p", 1),
            ('r' | 'l', _) => ("r", 1),
            _ => ("", 1),
        };
        skeleton.extend(classes.chars());
        at += taken;
    }
    skeleton
}

/// How well two names agree, between 0 and 1: one less the edits by the length.
/// Classes that a letter may take both of cost half.
fn plausibility(english: &str, katakana: &str) -> f64 {
    let (a, b) = (english_skeleton(english), katakana_skeleton(katakana));
    let near = |x: char, y: char| {
        matches!(
            (x, y),
            ('k', 's')
                | ('s', 'k')
                | ('j', 'g' | 'd' | 's')
                | ('g' | 'd' | 's', 'j')
                | ('s', 't')
                | ('t', 's')
                | ('d', 't')
        )
    };
    let mut row: Vec<f64> = (0..=b.len()).map(|n| n as f64).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut new = vec![i as f64 + 1.0];
        for (j, &y) in b.iter().enumerate() {
            let cost = if x == y {
                0.0
            } else if near(x, y) {
                0.5
            } else {
                1.0
            };
            // A silent h costs nothing.
            let silent = if x == 'h' { 0.2 } else { 1.0 };
            new.push((row[j] + cost).min(row[j + 1] + silent).min(new[j] + 1.0));
        }
        row = new;
    }
    1.0 - row[b.len()] / a.len().max(b.len()).max(1) as f64
}

/// Under this a pair must be reviewed.
const PLAUSIBLE: f64 = 0.75;

fn is_katakana_name(text: &str) -> bool {
    text.chars().all(|c| ('\u{30A1}'..='\u{30FC}').contains(&c) || c == ' ' || c == '・')
}

#[test]
fn katakana_fits_english() {
    let path = support::path("data/review/transliteration.tsv");
    let mut reasons: BTreeMap<(String, String, String), String> = BTreeMap::new();
    if path.exists() {
        for row in Table::read("data/review/transliteration.tsv").rows {
            let [concept, english, katakana, reason] = row.fields() else { panic!("{}", row.place()) };
            reasons.insert((concept.clone(), english.clone(), katakana.clone()), reason.clone());
        }
    }
    let lexicon = Lexicon::embedded();
    let mut found = BTreeMap::new();
    let mut pairs = 0;
    for concept in lexicon.concepts().filter(|concept| concept.kind() == Kind::Drug) {
        let (Some(en), Some(ja)) =
            (concept.preferred(Language::English), concept.preferred(Language::Japanese))
        else {
            continue;
        };
        if !is_katakana_name(ja.text()) {
            continue;
        }
        pairs += 1;
        let score = plausibility(en.text(), ja.text());
        if score < PLAUSIBLE {
            found.insert((concept.id().to_owned(), en.text().to_owned(), ja.text().to_owned()), score);
        }
    }
    assert!(pairs > 500, "only {pairs} pairs were compared");
    if std::env::var_os("YAKUGO_BLESS").is_some() {
        let mut text = "concept\tenglish\tkatakana\treason\n".to_owned();
        for (concept, english, katakana) in found.keys() {
            let key = (concept.clone(), english.clone(), katakana.clone());
            let reason = reasons.get(&key).map_or("", String::as_str);
            text.push_str(&format!("{concept}\t{english}\t{katakana}\t{reason}\n"));
        }
        std::fs::write(&path, text).unwrap();
    }
    let mut failures = Vec::new();
    for (pair, score) in &found {
        if reasons.get(pair).is_none_or(String::is_empty) {
            failures.push(format!("{} {} {}: {score:.2}, and no reason is listed", pair.0, pair.1, pair.2));
        }
    }
    for pair in reasons.keys().filter(|pair| !found.contains_key(*pair)) {
        failures.push(format!("{} {} {}: listed, and not (or no longer) an outlier", pair.0, pair.1, pair.2));
    }
    support::report(&failures);
}

/// No katakana fits the English name of another drug better than its own by more
/// than a letter: names of two drugs have not been swapped.
#[test]
fn names_are_not_swapped() {
    let lexicon = Lexicon::embedded();
    let drugs = lexicon.concepts().filter(|concept| concept.kind() == Kind::Drug);
    let pairs: Vec<(&str, &str)> = drugs
        .filter_map(|concept| {
            Some((
                concept.preferred(Language::English)?.text(),
                concept.preferred(Language::Japanese)?.text(),
            ))
        })
        // In names of several words, some are translated by other loans (vaccine, sodium).
        .filter(|(english, katakana)| !english.contains(' ') && is_katakana_name(katakana))
        .collect();
    let mut failures = Vec::new();
    for (english, katakana) in &pairs {
        let own = plausibility(english, katakana);
        // A low score is reviewed above; four consonants or fewer are like too many others.
        if own < PLAUSIBLE || katakana_skeleton(katakana).len() <= 4 {
            continue;
        }
        for (other, _) in pairs.iter().filter(|(other, _)| other != english) {
            let score = plausibility(other, katakana);
            if score > own + 0.12 {
                failures
                    .push(format!("{katakana} fits {other} ({score:.2}) better than {english} ({own:.2})"));
            }
        }
    }
    support::report(&failures);
}

/// The score tells slips from names.
#[test]
fn the_score_tells_slips() {
    for (english, katakana) in [
        ("blinatumomab", "ブリナツモマブ"),
        ("ciclosporin", "シクロスポリン"),
        ("rituximab", "リツキシマブ"),
        ("phenytoin", "フェニトイン"),
    ] {
        assert!(plausibility(english, katakana) >= 0.8, "{english} {}", plausibility(english, katakana));
    }
    for (english, katakana) in [
        ("blinatumomab", "エプコリタマブ"),
        ("lamotrigine", "レベチラセタム"),
        ("cisplatin", "カルボプラチン"),
    ] {
        assert!(
            plausibility(english, katakana) < 0.8,
            "{english} {katakana} {}",
            plausibility(english, katakana)
        );
    }
}
