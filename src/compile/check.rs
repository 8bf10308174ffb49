//! What can only be judged over all rows of a run.

use std::collections::{BTreeMap, BTreeSet};

use super::row::{RelationRow, Row, Rows, SourceRow};
use super::table::{Field, Place};
use crate::designation::{Language, Status};
use crate::error::Fault;
use crate::fold::{Level, fold};
use crate::fuzzy::distance;
use crate::relation::Relation;

/// The source that needs no row: the one who compiles.
pub(super) const EDITOR: &str = "editor";

/// Adds a fault for every row that contradicts another one, cites what is not
/// there, or could never be found.
pub(super) fn check(rows: &mut Rows) {
    let Rows { designations, relations, sources, cited, errors } = rows;
    let mut ids: BTreeMap<&str, &Place> = BTreeMap::new();
    for SourceRow { id, .. } in sources.iter() {
        if let Some(first) = ids.insert(&id.text, &id.place) {
            errors.push(id.place.error(Fault::Duplicate { what: "source", place: first.to_string() }));
        }
    }
    let known: BTreeSet<&str> = ids.keys().copied().chain([EDITOR]).collect();
    for source in cited.iter().filter(|source| !known.contains(source.text.as_str())) {
        let nearest = nearest(&source.text, &known);
        errors.push(source.place.error(Fault::UnknownSource { seen: source.text.clone(), nearest }));
    }
    let concepts: BTreeSet<&str> = designations
        .iter()
        .filter(|row| row.status == Status::Preferred)
        .map(|row| row.concept.text.as_str())
        .collect();
    let mut stated: BTreeMap<(&str, Relation, &str), &Place> = BTreeMap::new();
    for RelationRow { concept, relation, object, .. } in relations.iter() {
        for field in [concept, object] {
            if !concepts.contains(field.text.as_str()) {
                let nearest = nearest(&field.text, &concepts);
                errors.push(field.place.error(Fault::UnknownConcept { seen: field.text.clone(), nearest }));
            }
        }
        if let Some(first) = stated.insert((&concept.text, *relation, &object.text), &concept.place) {
            errors.push(concept.place.error(Fault::Duplicate { what: "relation", place: first.to_string() }));
        }
    }
    let mut preferred: BTreeMap<(&str, Language), &Field> = BTreeMap::new();
    let mut seen: BTreeMap<(&str, Language, &str), &Place> = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    for row in designations.iter() {
        let Row { concept, language, text, .. } = row;
        if !concepts.contains(concept.text.as_str()) && unknown.insert(concept.text.as_str()) {
            let nearest = nearest(&concept.text, &concepts);
            errors.push(concept.place.error(Fault::UnknownConcept { seen: concept.text.clone(), nearest }));
        }
        if let Some(first) = seen.insert((&concept.text, *language, &text.text), &text.place) {
            errors.push(text.place.error(Fault::Duplicate { what: "designation", place: first.to_string() }));
        } else if row.status == Status::Preferred
            && let Some(first) = preferred.insert((&concept.text, *language), text)
        {
            errors.push(text.place.error(Fault::TwoPreferred {
                concept: concept.text.clone(),
                language: language.as_str(),
                first: first.text.clone(),
                place: first.place.to_string(),
            }));
        }
        if !fold(&text.text, Level::Spelling).contains(char::is_alphanumeric) {
            errors.push(text.place.error(Fault::FoldsToNothing { seen: text.text.clone() }));
        }
    }
}

/// The known word most like `seen`, if one is within two edits.
fn nearest(seen: &str, known: &BTreeSet<&str>) -> Option<String> {
    let seen: Vec<char> = seen.chars().collect();
    known
        .iter()
        .filter_map(|word| distance(&seen, &word.chars().collect::<Vec<_>>(), 2).map(|edits| (edits, *word)))
        .min()
        .map(|(_, word)| word.to_owned())
}
