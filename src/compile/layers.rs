//! Laying rows over those of other lexica.

use std::collections::HashSet;

use super::row::{CueRow, RelationRow, Row, Rows};
use super::texts::Texts;
use crate::designation::Status;

/// Puts `rows` over the rows of the bases, later bases over earlier ones.
pub(super) fn lay_over(rows: &mut Rows, bases: Rows, texts: &Texts) {
    let key = |row: &Row| (texts.get(row.concept), row.language, texts.get(row.text));
    let slot = |row: &Row| (texts.get(row.concept), row.language);
    let is_preferred = |row: &&Row| row.status == Status::Preferred;
    if !bases.designations.is_empty() {
        let mut stated: HashSet<_> = rows.designations.iter().map(key).collect();
        let mut taken: HashSet<_> = rows.designations.iter().filter(is_preferred).map(slot).collect();
        for mut row in bases.designations.into_iter().rev() {
            if !stated.insert(key(&row)) {
                continue;
            }
            if row.status == Status::Preferred && !taken.insert(slot(&row)) {
                row.status = Status::Admitted;
            }
            rows.designations.push(row);
        }
    }
    let edge = |row: &RelationRow| (texts.get(row.concept), row.relation, texts.get(row.object));
    if !bases.relations.is_empty() {
        let mut stated: HashSet<_> = rows.relations.iter().map(edge).collect();
        rows.relations.extend(bases.relations.into_iter().rev().filter(|row| stated.insert(edge(row))));
    }
    let cue = |row: &CueRow| (texts.get(row.concept), row.language, texts.get(row.cue));
    if !bases.cues.is_empty() {
        let mut stated: HashSet<_> = rows.cues.iter().map(cue).collect();
        rows.cues.extend(bases.cues.into_iter().rev().filter(|row| stated.insert(cue(row))));
    }
    let mut known: HashSet<&str> = rows.sources.iter().map(|source| texts.get(source.id)).collect();
    let is_new = bases.sources.into_iter().rev().filter(|source| known.insert(texts.get(source.id)));
    rows.sources.extend(is_new);
}
