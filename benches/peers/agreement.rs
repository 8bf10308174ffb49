//! Whether two ways to find terms in one text agree, and if not, by which rule.
//!
//! The peers know no rules: they match inside words, in any capitals, and only at
//! the form level. So every match that only one side has is put down to a rule;
//! one that no rule explains is a fault, and the run fails.

use std::collections::HashSet;
use std::fmt::Debug;

use yakugo::{Level, Lexicon, Span, fold};

use super::finders::Text;
use super::measure::Answers;
use super::subject::Subject;

/// Start and end, in bytes.
pub type Place = (usize, usize);

/// A gloss of ours.
pub struct Found<'t> {
    /// In the original text.
    pub place: Place,
    surface: &'t str,
}

/// The glosses of the text, with all rules on.
pub fn ours<'t>(lexicon: &Lexicon<Vec<u8>>, text: &'t Text) -> Vec<Found<'t>> {
    let glosses = lexicon.gloss(&text.raw);
    glosses.map(|gloss| Found { place: (gloss.span.start, gloss.span.end), surface: gloss.surface }).collect()
}

/// Places of the folded text as those of the original; without those that begin
/// or end inside a character.
pub fn original(text: &Text, places: &[Place]) -> Vec<Place> {
    let spans = places.iter().filter_map(|&(start, end)| text.folded.original(start..end));
    spans.map(|span| (span.start, span.end)).collect()
}

/// Where the terms of a text made by [`separated`](super::texts::separated) are:
/// one after the other, with a mark between.
pub fn wanted(subject: &Subject<'_>, text: &Text, terms: &[usize]) -> Vec<Place> {
    let mut from = 0;
    let mut places = Vec::with_capacity(terms.len());
    for &term in terms {
        let term = subject.terms[term].text;
        let start = from + text.raw[from..].find(term).expect("the text was made of its terms");
        from = start + term.len();
        // What folding elides at an end (®) is in no span.
        let folded = text.folded.folded(Span::new(start, from));
        let span = folded.and_then(|range| text.folded.original(range));
        places.extend(span.map(|span| (span.start, span.end)));
    }
    places
}

/// What is wrong if both lists are not the same.
pub fn differs<A: Debug + PartialEq<B>, B: Debug>(wanted: &[A], found: &[B]) -> Option<String> {
    let at = wanted.iter().zip(found).position(|(wanted, found)| wanted != found);
    match at {
        Some(at) => Some(format!("{:?} expected as number {at}, {:?} found", wanted[at], found[at])),
        None if wanted.len() != found.len() => {
            Some(format!("{} expected, {} found", wanted.len(), found.len()))
        }
        None => None,
    }
}

/// Why one side has a match that the other has not, counted.
#[derive(Default)]
struct Differences {
    shared: usize,
    /// Ours only: the surface folds to no form-level key.
    by_rules: usize,
    /// Ours only, where theirs took another stretch.
    taken: usize,
    /// Theirs only, where ours took another stretch.
    across: usize,
    inside_characters: usize,
    inside_words: usize,
    /// Theirs only: one or two kana or one kanji in a longer word.
    too_short: usize,
    /// Theirs only: a short form in other capitals, or a part of a longer one.
    short_forms: usize,
    unexplained: Option<String>,
}

impl Differences {
    fn answers(self) -> Answers {
        if let Some(how) = self.unexplained {
            return Answers::Wrong(how);
        }
        let said = |counts: &[(usize, &str)]| {
            let counts = counts.iter().filter(|(count, _)| *count > 0);
            counts.map(|(count, why)| format!("{count} more, {why}")).collect::<Vec<_>>().join("; ")
        };
        let ours = said(&[
            (self.by_rules, "by rules (spelling, plurals, insertions, suffixes)"),
            (self.taken, "where theirs took other stretches"),
        ]);
        let theirs = said(&[
            (self.inside_words, "inside words (boundary rules)"),
            (self.across, "where ours took other stretches"),
            (self.short_forms, "short forms in other capitals or parts of longer ones"),
            (self.too_short, "of one or two characters in a longer word"),
            (self.inside_characters, "inside characters"),
        ]);
        match (ours.as_str(), theirs.as_str()) {
            ("", "") => Answers::Equal,
            (ours, "") => Answers::Known(format!("{} shared; ours: {ours}", self.shared)),
            ("", theirs) => Answers::Known(format!("{} shared; theirs: {theirs}", self.shared)),
            (ours, theirs) => {
                Answers::Known(format!("{} shared; ours: {ours}; theirs: {theirs}", self.shared))
            }
        }
    }
}

/// How the matches of a peer, in bytes of the folded text, differ from ours.
pub fn compare(subject: &Subject<'_>, text: &Text, found: &[Found<'_>], places: &[Place]) -> Answers {
    let mut differences = Differences::default();
    let mut theirs = Vec::with_capacity(places.len());
    let ours: HashSet<Place> = found.iter().map(|found| found.place).collect();
    let ours_covers = Cover::new(found.iter().map(|found| found.place));
    let folded = text.folded.as_str();
    for &(start, end) in places {
        let Some(span) = text.folded.original(start..end) else {
            differences.inside_characters += 1;
            continue;
        };
        let place = (span.start, span.end);
        theirs.push(place);
        if ours.contains(&place) {
            differences.shared += 1;
        } else if ours_covers.touches(place) {
            differences.across += 1;
        } else if is_inside_word(folded, start) || is_inside_word(folded, end) {
            differences.inside_words += 1;
        } else if is_too_short(&folded[start..end]) {
            differences.too_short += 1;
        } else if is_case_bound(subject, &folded[start..end]) {
            differences.short_forms += 1;
        } else {
            differences.unexplained = Some(format!("theirs only: {:?} at {start}", &folded[start..end]));
        }
    }
    let theirs_covers = Cover::new(theirs.iter().copied());
    let theirs: HashSet<Place> = theirs.into_iter().collect();
    for found in found.iter().filter(|found| !theirs.contains(&found.place)) {
        if subject.number(&fold(found.surface, Level::Form)).is_none() {
            differences.by_rules += 1;
        } else if theirs_covers.touches(found.place) {
            differences.taken += 1;
        } else {
            differences.unexplained = Some(format!("ours only: {:?} at {}", found.surface, found.place.0));
        }
    }
    differences.answers()
}

/// The bytes that some places cover.
struct Cover {
    /// Apart, and in order.
    stretches: Vec<Place>,
}

impl Cover {
    fn new(places: impl Iterator<Item = Place>) -> Cover {
        let mut places: Vec<Place> = places.collect();
        places.sort_unstable();
        let mut stretches: Vec<Place> = Vec::new();
        for (start, end) in places {
            match stretches.last_mut() {
                Some((_, last)) if start < *last => *last = end.max(*last),
                _ => stretches.push((start, end)),
            }
        }
        Cover { stretches }
    }

    fn touches(&self, (start, end): Place) -> bool {
        let after = self.stretches.partition_point(|&(_, stretch_end)| stretch_end <= start);
        self.stretches.get(after).is_some_and(|&(stretch_start, _)| stretch_start < end)
    }
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー')
}

fn is_japanese(c: char) -> bool {
    is_katakana(c) || matches!(c, '\u{3041}'..='\u{3096}' | '々' | '\u{3400}'..='\u{9FFF}')
}

/// Whether the place before byte `at` is inside a word of a spaced script, or
/// inside katakana.
fn is_inside_word(folded: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (folded[..at].chars().next_back(), folded[at..].chars().next()) else {
        return false;
    };
    let is_letter = |c: char| c.is_alphanumeric() && !is_japanese(c);
    is_katakana(before) && is_katakana(after) || is_letter(before) && is_letter(after)
}

fn is_too_short(key: &str) -> bool {
    let is_hiragana = |c| matches!(c, '\u{3041}'..='\u{3096}');
    match key.chars().count() {
        1 => key.chars().all(is_japanese),
        2 => key.chars().all(is_hiragana),
        _ => false,
    }
}

/// Whether a text must have the capitals of each term with this key.
fn is_case_bound(subject: &Subject<'_>, key: &str) -> bool {
    subject.number(key).is_some_and(|number| subject.terms_of(number).all(|term| term.is_case_bound))
}
