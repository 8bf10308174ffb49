//! Context: which sense of a short form what stands near speaks for.
//!
//! Each sense gets a weight: how common it is, times what each cue near it multiplies
//! by (a sum of logarithms). Scores are the shares of the weights, so they are between 0
//! and 1 and add up to 1. A sense is *decided* where its score is at least [`DECIDED`]
//! and a cue speaks for it: how common a sense is decides nothing by itself.
//!
//! The figures below were chosen on one half of the sentences of
//! `tests/cases/context.tsv`; the other half was only counted.

use crate::candidate::Candidate;
use crate::cue::Strength;
use crate::designation::Frequency;

/// The score from which on a sense counts as decided.
pub(crate) const DECIDED: f64 = 0.65;

/// What a sense weighs before any cue.
pub(super) fn prior(candidate: &Candidate<'_>) -> f64 {
    match candidate.designation.frequency() {
        Frequency::Common => 9.0_f64,
        Frequency::Unknown | Frequency::Occasional => 3.0,
        Frequency::Rare => 1.0,
    }
    .ln()
        * PRIOR
}

/// How much of the logarithm of its frequency a sense keeps.
const PRIOR: f64 = 0.4;

/// What a cue adds in the paragraph.
pub(super) fn weight(strength: Strength) -> f32 {
    match strength {
        Strength::Weak => 2.0,
        Strength::Strong => 4.5,
    }
}

/// A drug speaks for its class and its target somewhat.
pub(super) const RELATED: f32 = 1.0;

/// The part of a weight that is left, by the distance in bytes within the paragraph.
pub(super) fn nearness(distance: usize) -> f64 {
    match distance {
        0..=120 => 1.0,
        121..=400 => 0.8,
        _ => 0.6,
    }
}

/// Bytes on either side that are looked at, so that the cost of a paragraph is linear
/// however long it is.
pub(super) const REACH: usize = 4096;

/// The part that is left of what stands in earlier paragraphs.
pub(super) const EARLIER: f64 = 0.35;

/// What earlier paragraphs can add together.
pub(super) const MOST_EARLIER: f64 = 2.0;

/// What naming the concept by a long form adds, in this paragraph or before it.
pub(super) const NAMED: f64 = 4.0;

/// What a neighbour in a list adds that may mean something of the same kind.
pub(super) const KIND: f64 = 0.5;

/// What all cues together can add: more than this is certain enough.
const MOST: f64 = 8.0;

/// The scores of senses of which each has a prior and what its cues add.
pub(super) fn scores(senses: &[(f64, f64)]) -> Vec<f64> {
    let weights: Vec<f64> = senses.iter().map(|(prior, added)| (prior + added.min(MOST)).exp()).collect();
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / total).collect()
}
