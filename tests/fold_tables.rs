//! `src/fold/tables.rs` is what `data/fold/*.tsv` says, and the tables are sound.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use support::Table;
use yakugo::{Level, fold};

const HEADER: &str = "\
//! The rows of `data/fold/form.tsv` and `data/fold/spelling.tsv`, for look-up.
//!
//! Generated. To write it anew after a change of the tables:
//! `YAKUGO_BLESS=1 cargo test --test fold_tables`; then recompile the lexicon.
";

/// `U+2010..U+2015`, `⁴..⁹`, `U+00AD` or `®`.
fn range(text: &str) -> (char, char) {
    let one = |text: &str| -> char {
        match text.strip_prefix("U+") {
            Some(hex) => char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap(),
            None => {
                assert_eq!(text.chars().count(), 1, "one character or U+XXXX expected, seen {text:?}");
                text.chars().next().unwrap()
            }
        }
    };
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    (one(first), one(last))
}

fn form_rows() -> Vec<(char, char, String)> {
    let mut rows = Vec::new();
    for row in Table::read("data/fold/form.tsv").rows {
        let [from, rule, to, reason] = row.fields() else { panic!("{}: four columns expected", row.place()) };
        assert!(!reason.is_empty(), "{}: a rule needs a reason", row.place());
        let (first, last) = range(from);
        assert!(first <= last, "{}: the range ends before it begins", row.place());
        let rule = match rule.as_str() {
            "drop" => "Rule::Drop".to_owned(),
            "cut" => "Rule::Cut".to_owned(),
            "keep" => "Rule::Keep".to_owned(),
            "map" => format!("Rule::Map({to:?})"),
            other => panic!("{}: rule {other:?} is none of drop, cut, keep, map", row.place()),
        };
        rows.push((first, last, rule));
    }
    // A single character takes precedence over a range that holds it: split the range.
    let singles: BTreeSet<char> = rows.iter().filter(|row| row.0 == row.1).map(|row| row.0).collect();
    let mut split = Vec::new();
    for (first, last, rule) in rows {
        if first == last {
            split.push((first, last, rule));
            continue;
        }
        let mut from = first;
        for &single in singles.range(first..=last) {
            if from < single {
                split.push((from, char::from_u32(single as u32 - 1).unwrap(), rule.clone()));
            }
            from = char::from_u32(single as u32 + 1).unwrap();
        }
        if from <= last {
            split.push((from, last, rule));
        }
    }
    split.sort();
    for pair in split.windows(2) {
        assert!(pair[0].1 < pair[1].0, "two rows of form.tsv name {:?}", pair[1].0);
    }
    split
}

struct Spelling {
    place: String,
    from: String,
    to: String,
    min: usize,
}

fn spelling_rows() -> Vec<Spelling> {
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for row in Table::read("data/fold/spelling.tsv").rows {
        let [place, from, to, min, reason] = row.fields() else {
            panic!("{}: five columns expected", row.place())
        };
        assert!(!reason.is_empty(), "{}: a rule needs a reason", row.place());
        assert!(
            !from.is_empty() && !to.is_empty() && from != to,
            "{}: two different sides expected",
            row.place()
        );
        assert!(seen.insert((place.clone(), from.clone())), "{}: a second row for {from}", row.place());
        let min = if min.is_empty() { 0 } else { min.parse().unwrap() };
        rows.push(Spelling { place: place.clone(), from: from.clone(), to: to.clone(), min });
    }
    rows
}

fn fingerprint(body: &str) -> u64 {
    // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
    body.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

fn generated() -> String {
    let mut body = String::new();
    let form = form_rows();
    writeln!(body, "/// First and last character of a range, and what becomes of it; sorted, disjoint.")
        .unwrap();
    writeln!(body, "pub(super) static FORM: [(char, char, Rule); {}] = [", form.len()).unwrap();
    for (first, last, rule) in form {
        writeln!(body, "    ('\\u{{{:X}}}', '\\u{{{:X}}}', {rule}),", first as u32, last as u32).unwrap();
    }
    writeln!(body, "];\n").unwrap();
    let rows = spelling_rows();
    let (mut variants, latin): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.place == "anywhere");
    variants.sort_by(|a, b| a.from.cmp(&b.from));
    writeln!(body, "/// What is written two ways anywhere in a text; sorted by the left side.").unwrap();
    writeln!(body, "pub(super) static VARIANTS: [(&str, &str); {}] = [", variants.len()).unwrap();
    for row in variants {
        writeln!(body, "    ({:?}, {:?}),", row.from, row.to).unwrap();
    }
    writeln!(body, "];\n").unwrap();
    let mut latin = latin;
    latin.sort_by_key(|row| (std::cmp::Reverse(row.from.len()), row.from.clone()));
    writeln!(body, "/// British spellings inside a word; the longest left side first.").unwrap();
    writeln!(body, "pub(super) static LATIN: [LatinRule; {}] = [", latin.len()).unwrap();
    for row in latin {
        let place = match row.place.as_str() {
            "word" => "Where::Word",
            "word-end" => "Where::WordEnd",
            other => panic!("place {other:?} is none of anywhere, word, word-end"),
        };
        let Spelling { from, to, min, .. } = row;
        writeln!(body, "    LatinRule {{ place: {place}, from: {from:?}, to: {to:?}, min: {min} }},")
            .unwrap();
    }
    writeln!(body, "];").unwrap();
    format!(
        "{HEADER}
/// What becomes of a character before NFKC sees it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule {{
    /// It vanishes without a trace.
    Drop,
    /// It vanishes, and a word ends there.
    Cut,
    /// It stays itself.
    Keep,
    /// It becomes this text.
    Map(&'static str),
}}

/// Where in a word a [`LatinRule`] applies.
#[derive(Clone, Copy, Debug)]
pub(super) enum Where {{
    Word,
    WordEnd,
}}

/// One row for words of the Latin script. `min` is the length in letters that a
/// word must have.
#[derive(Clone, Copy, Debug)]
pub(super) struct LatinRule {{
    pub(super) place: Where,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) min: usize,
}}

/// Tells these rows from any others (FNV-1a of what follows): a lexicon says
/// which rows folded its keys, and one folded by others is refused.
pub(crate) const FINGERPRINT: u64 = {:#018x};

{body}",
        fingerprint(&body)
    )
}

#[test]
fn generated_tables_are_current() {
    let path = support::path("src/fold/tables.rs");
    let wanted = support::formatted(&generated());
    if std::env::var_os("YAKUGO_BLESS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap();
    assert!(found == wanted, "src/fold/tables.rs is stale: YAKUGO_BLESS=1 cargo test --test fold_tables");
}

/// The right side of a row is what the fold gives for it: no row's result is
/// rewritten by another, so that folding ends after two rounds.
#[test]
fn right_sides_are_stable() {
    let mut unstable = Vec::new();
    for row in spelling_rows() {
        let to = fold(&row.to, Level::Spelling);
        if row.place == "anywhere" && to != row.to {
            unstable.push(format!("{} -> {} -> {to}", row.from, row.to));
        }
    }
    assert!(unstable.is_empty(), "{unstable:#?}");
}

/// Each row does what it says, in a text by itself.
#[test]
fn rows_take_effect() {
    for row in spelling_rows().iter().filter(|row| row.place == "anywhere") {
        assert_eq!(fold(&row.from, Level::Spelling), row.to, "{}", row.from);
        assert_ne!(fold(&row.from, Level::Form), row.to, "{} is settled by the form level already", row.from);
    }
    for (first, last, rule) in form_rows() {
        for c in [first, last] {
            let folded = fold(&format!("x{c}x"), Level::Form);
            let wanted = match rule.as_str() {
                "Rule::Drop" => "xx".to_owned(),
                "Rule::Cut" => "x x".to_owned(),
                "Rule::Keep" => format!("x{c}x"),
                map => format!(
                    "x{}x",
                    map.trim_start_matches("Rule::Map(\"").trim_end_matches("\")").replace("\\\"", "\"")
                ),
            };
            assert_eq!(folded, wanted, "U+{:04X} {rule}", c as u32);
        }
    }
}
