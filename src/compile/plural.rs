//! English plurals: the keys under which the plural of a designation is found.

use crate::concept::Kind;
use crate::designation::{DesignationKind, Language};

/// The plurals of `text`, as what they share and how each ends; no ending where a plural
/// would make no sense: Japanese, drugs and organizations, brands and symbols, and what
/// ends in no letter.
///
/// Only the last word changes (adverse events, white blood cells). The rules are
/// those of general English and of Latin and Greek nouns in medicine: diagnosis,
/// diagnoses; bacterium, bacteria; vertebra, vertebrae and vertebras.
pub(super) fn plurals(
    text: &str,
    language: Language,
    kind: DesignationKind,
    concept: Kind,
) -> (&str, &'static [&'static str]) {
    let countable = language == Language::English
        && matches!(kind, DesignationKind::Term | DesignationKind::Abbreviation)
        && !matches!(concept, Kind::Drug | Kind::Organization);
    let last = text.chars().next_back();
    if !countable || !last.is_some_and(|last| last.is_ascii_alphabetic()) {
        return ("", &[]);
    }
    if kind == DesignationKind::Abbreviation {
        return (text, &["s"]);
    }
    if let Some(stem) = text.strip_suffix('y')
        && stem.chars().next_back().is_some_and(|before| !matches!(before, 'a' | 'e' | 'i' | 'o' | 'u'))
    {
        return (stem, &["ies"]);
    }
    // All of the singulars below end in one of these.
    if !matches!(last, Some('s' | 'x' | 'm' | 'a')) {
        let sibilant = ["z", "ch", "sh"].iter().any(|end| text.ends_with(end));
        return (text, if sibilant { &["es"] } else { &["s"] });
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
        if let Some(stem) = text.strip_suffix(singular) {
            return (stem, plurals);
        }
    }
    (text, if last == Some('m') { &["s"] } else { &["es"] })
}
