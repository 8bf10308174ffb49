//! English plurals: the keys under which the plural of a designation is found.

use crate::concept::Kind;
use crate::designation::{DesignationKind, Language};

/// The plural of `text`, or None where a plural would make no sense: Japanese,
/// drugs and organizations, brands and symbols, and what ends in no letter.
///
/// Only the last word changes (adverse events, white blood cells). The rules are
/// those of general English and of Latin and Greek nouns in medicine: diagnosis,
/// diagnoses; bacterium, bacteria; vertebra, vertebrae and vertebras.
pub(super) fn plurals(text: &str, language: Language, kind: DesignationKind, concept: Kind) -> Vec<String> {
    let countable = language == Language::English
        && matches!(kind, DesignationKind::Term | DesignationKind::Abbreviation)
        && !matches!(concept, Kind::Drug | Kind::Organization);
    let last = text.chars().next_back();
    if !countable || !last.is_some_and(|last| last.is_ascii_alphabetic()) {
        return Vec::new();
    }
    let replaced = |suffix: &str, with: &str| text.strip_suffix(suffix).map(|stem| format!("{stem}{with}"));
    if kind == DesignationKind::Abbreviation {
        return vec![format!("{text}s")];
    }
    let consonant_y = text.ends_with('y')
        && text.chars().rev().nth(1).is_some_and(|before| !matches!(before, 'a' | 'e' | 'i' | 'o' | 'u'));
    if consonant_y {
        return replaced("y", "ies").into_iter().collect();
    }
    for (singular, plurals) in [
        ("sis", &["ses"][..]),
        ("xis", &["xes"]),
        ("itis", &["itides"]),
        ("trix", &["trices"]),
        ("index", &["indices", "indexes"]),
        ("appendix", &["appendices"]),
        ("ium", &["ia", "iums"]),
        ("um", &["a", "ums"]),
        ("coccus", &["cocci"]),
        ("bacillus", &["bacilli"]),
        ("embolus", &["emboli"]),
        ("thrombus", &["thrombi"]),
        ("fungus", &["fungi"]),
        ("a", &["as", "ae"]),
    ] {
        if text.ends_with(singular) {
            return plurals.iter().filter_map(|plural| replaced(singular, plural)).collect();
        }
    }
    let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|end| text.ends_with(end));
    vec![format!("{text}{}", if sibilant { "es" } else { "s" })]
}
