//! Cues: what speaks for one sense of a short form where it stands near.

use core::fmt;

use crate::concept::Concept;
use crate::designation::Language;
use crate::format::{StringRef, Tables};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How much a cue says.
    Strength, "strength" {
        /// It speaks for the sense somewhat.
        Weak = 1, "weak";
        /// It hardly stands with any of the other senses.
        Strong = 2, "strong";
    }
}

/// What a cue is.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum CueObject<'l> {
    /// Something of the lexicon, by whatever name.
    Concept(Concept<'l>),
    /// A word or phrase of a language, found as terms are.
    Word(Language, &'l str),
}

/// A fact of the lexicon about contexts: near its object, a short form that may mean
/// the concept is likely to mean it. A view that borrows the lexicon, cheap to copy.
/// Made by [`Lexicon::cues`](crate::Lexicon::cues).
#[derive(Clone, Copy)]
pub struct Cue<'l> {
    tables: Tables<'l>,
    sense: u32,
    strength: Strength,
    object: CueObject<'l>,
}

impl<'l> Cue<'l> {
    /// Cue number `index` of the file.
    pub(crate) fn at(tables: Tables<'l>, index: u32) -> Option<Cue<'l>> {
        let (sense, object, length, strength, language) = tables.cue(index)?;
        let object = match length {
            0 => CueObject::Concept(Concept { tables, index: object }),
            _ => {
                let text = StringRef { offset: object, length: length.into() };
                CueObject::Word(Language::from_byte(language)?, tables.checked_string(text)?)
            }
        };
        Some(Cue { tables, sense, strength: Strength::from_byte(strength)?, object })
    }

    /// Every cue, in the order of the file: concepts before words.
    pub(crate) fn all(tables: Tables<'l>) -> impl Iterator<Item = Cue<'l>> {
        (0..tables.cue_count()).filter_map(move |index| Cue::at(tables, index))
    }

    /// The concept that it speaks for.
    #[must_use]
    pub fn concept(&self) -> Concept<'l> {
        Concept { tables: self.tables, index: self.sense }
    }

    /// What stands near.
    #[must_use]
    pub fn object(&self) -> CueObject<'l> {
        self.object
    }

    /// How much it says.
    #[must_use]
    pub fn strength(&self) -> Strength {
        self.strength
    }
}

impl fmt::Debug for Cue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cue")
            .field("concept", &self.concept())
            .field("object", &self.object)
            .field("strength", &self.strength)
            .finish()
    }
}

/// The cues that are concept number `concept`: the sense each speaks for, and how
/// strongly. Binary search in the section, whose first part is sorted by them.
pub(crate) fn of_concept(tables: Tables<'_>, concept: u32) -> impl Iterator<Item = (u32, Strength)> {
    let is_before = |index: u32| {
        tables.cue(index).is_some_and(|(_, object, length, ..)| length == 0 && object < concept)
    };
    let (mut low, mut high) = (0, tables.cue_count());
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(middle) { low = middle + 1 } else { high = middle }
    }
    (low..tables.cue_count()).map_while(move |index| {
        let (sense, object, length, strength, _) = tables.cue(index)?;
        (length == 0 && object == concept).then_some((sense, Strength::from_byte(strength)?))
    })
}

/// The sense that the word of cue number `index` speaks for, and how strongly.
pub(crate) fn of_word(tables: Tables<'_>, index: u32) -> Option<(u32, Strength)> {
    let (sense, _, _, strength, _) = tables.cue(index)?;
    Some((sense, Strength::from_byte(strength)?))
}
