//! Expanding a short form by a document.

use super::Document;
use super::memory::Memory;
use super::sense::{InForce, Place, Sense, defined, short_form_of, weighed};
use crate::expand::{Expansion, senses};

/// See [`Lexicon::expand_in`](crate::Lexicon::expand_in).
pub(crate) fn expand_in<'l>(document: &Document<'l>, short: &str) -> Vec<Expansion<'l>> {
    let tables = document.tables;
    let candidates = senses(tables, short);
    let end = document.memory();
    let senses = match end.definition(short) {
        Some(known) => defined(candidates, &InForce::of(tables, known)),
        None => {
            let added = candidates.iter().map(|one| added(document, &end, one.concept().index, short));
            let added: Vec<f64> = added.collect();
            weighed(candidates, &added)
        }
    };
    let expansion = |sense: &Sense<'l>| Expansion {
        designation: sense.candidate.designation,
        evidence: sense.evidence,
        score: sense.score,
    };
    senses.iter().map(expansion).collect()
}

/// What the document adds to a sense: the most that it adds where the short form stands,
/// or what it says as a whole where that is nowhere.
fn added(document: &Document<'_>, end: &Memory, sense: u32, short: &str) -> f64 {
    let concept = crate::concept::Concept { tables: document.tables, index: sense };
    let mut memory = document.before.clone();
    let mut best: Option<f64> = None;
    for paragraph in &document.paragraphs {
        let text = document.text.get(paragraph.span.range()).unwrap_or_default();
        for (index, resolved) in paragraph.glosses.iter().enumerate() {
            if short_form_of(text.get(resolved.span.range()).unwrap_or_default(), short) {
                let place = Place { tables: document.tables, memory: &memory, paragraph, index };
                let added = place.added(concept, true);
                best = Some(best.map_or(added, |best| best.max(added)));
            }
        }
        memory.learn(paragraph);
    }
    best.unwrap_or_else(|| end.whole(sense))
}
