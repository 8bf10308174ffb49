//! The spelling level of a text, and where it differs from the form level.

use core::ops::Range;

use super::form::attaches;
use super::glyph::{Glyph, flag};
use super::script::class;
use super::spelling::{fold, is_in_variant, next_application};

/// A stretch where the spelling level reads otherwise than the form level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// Indices of the form-folded glyphs.
    pub(crate) form: Range<usize>,
    /// Indices of the spelling-folded glyphs in their place.
    pub(crate) spelling: Range<usize>,
}

/// The spelling level of a text, and where it differs from the form level.
#[derive(Clone, Debug, Default)]
pub(crate) struct Respelling {
    /// Of the spelling level; not filled where that is the form level.
    pub(crate) glyphs: Vec<Glyph>,
    /// From left to right; apart.
    pub(crate) edits: Vec<Edit>,
    stretch: Vec<Glyph>,
    scratch: Vec<Glyph>,
}

impl Respelling {
    /// Reads form-folded `glyphs`. Linear in them.
    ///
    /// Rules are tried at every glyph, but where none applies nothing is done; where
    /// one does, the stretch between two [`is_inert`] glyphs is read in rounds until
    /// nothing changes. No rule looks across an inert glyph.
    pub(crate) fn read(&mut self, form: &[Glyph]) {
        self.glyphs.clear();
        self.edits.clear();
        let mut done = 0;
        while let Some(at) = next_application(form, done) {
            let before = form.get(done..at).unwrap_or_default();
            let start = done + before.iter().rposition(is_inert).unwrap_or(0);
            let more = form.get(at + 1..).unwrap_or_default();
            let end = more.iter().position(is_inert).map_or(form.len(), |more| at + 1 + more);
            self.glyphs.extend_from_slice(form.get(done..start).unwrap_or_default());
            // The inert glyph after the stretch is read with it, and again after it.
            self.stretch.clear();
            self.stretch.extend_from_slice(form.get(start..(end + 1).min(form.len())).unwrap_or_default());
            fold(&mut self.stretch, &mut self.scratch);
            if end < form.len() {
                self.stretch.pop();
            }
            self.note_edits(form.get(start..end).unwrap_or_default(), start);
            self.glyphs.extend_from_slice(&self.stretch);
            done = end;
        }
        if !self.edits.is_empty() {
            self.glyphs.extend_from_slice(form.get(done..).unwrap_or_default());
        }
    }

    /// Gives the glyphs that are not those of the form level their codes.
    pub(crate) fn encode(&mut self, code: impl Fn(char) -> u16) {
        for edit in &self.edits {
            for glyph in self.glyphs.get_mut(edit.spelling.clone()).unwrap_or_default() {
                glyph.code = code(glyph.character);
            }
        }
    }

    /// The glyphs of the spelling level, where `form` is what was read.
    pub(crate) fn of<'a>(&'a self, form: &'a [Glyph]) -> &'a [Glyph] {
        if self.edits.is_empty() { form } else { &self.glyphs }
    }

    /// Notes where the stretch differs from `form`, of which the first glyph is
    /// number `start`: both are gone through by the bytes they stand for.
    fn note_edits(&mut self, form: &[Glyph], start: usize) {
        let base = self.glyphs.len();
        let (mut at, mut open) = ((0, 0), None);
        loop {
            let (old, new) = (form.get(at.0), self.stretch.get(at.1));
            if old == new {
                if let Some(from) = open.take() {
                    let (from, to): ((usize, usize), (usize, usize)) = (from, at);
                    self.edits.push(Edit {
                        form: start + from.0..start + to.0,
                        spelling: base + from.1..base + to.1,
                    });
                }
                if old.is_none() {
                    return;
                }
                at = (at.0 + 1, at.1 + 1);
                continue;
            }
            open.get_or_insert(at);
            let end = |glyph: Option<&Glyph>| glyph.map_or(usize::MAX, Glyph::end);
            let (old, new) = (end(old), end(new));
            at = (at.0 + usize::from(old <= new), at.1 + usize::from(new <= old));
        }
    }
}

/// A glyph that no rule changes, takes or looks across: it is in no row of the
/// tables, and the rules written here look at one neighbour only.
fn is_inert(glyph: &Glyph) -> bool {
    !glyph.is(class::LATIN | class::MARK)
        && !glyph.has(flag::JOINED)
        && !matches!(glyph.character, '-' | 'ー')
        && !is_in_variant(glyph.character)
        && !attaches(glyph.character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fold::{Level, fold_into};

    /// Pieces that rules take, that they look at, and that they do not cross.
    const PIECES: &[&str] = &[
        "ー",
        "-",
        "\u{AD}\n",
        "-\n",
        "ア",
        "レルギ",
        "ヴァ",
        "ティ",
        "そう",
        "痒",
        "掻",
        "けい",
        "れん",
        "たん",
        "ぱく",
        "haem",
        "oe",
        "ae",
        "isation",
        "our",
        "tre",
        "x",
        "A",
        "7",
        "é",
        "\u{301}",
        "\u{3099}",
        "、",
        "。",
        " ",
        "(",
        "・",
        "\n",
        "\t",
        "γ",
        "蛋白",
        "タンパク",
        "か",
        "じん麻疹",
        "蕁麻しん",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        /// Stretch by stretch is as the whole text in rounds, and the edits say where
        /// the two levels differ.
        #[test]
        fn stretches_are_read_as_the_whole(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24)) {
            let mut form = Vec::new();
            fold_into(&pieces.concat(), Level::Form, &mut crate::fold::Scratch::default(), &mut form);
            let mut whole = form.clone();
            fold(&mut whole, &mut Vec::new());
            let mut read = Respelling::default();
            read.read(&form);
            prop_assert_eq!(read.of(&form), &whole[..]);
            let (mut at, mut rebuilt) = (0, Vec::new());
            for edit in &read.edits {
                rebuilt.extend_from_slice(&form[at..edit.form.start]);
                prop_assert_eq!(rebuilt.len(), edit.spelling.start);
                rebuilt.extend_from_slice(&read.of(&form)[edit.spelling.clone()]);
                at = edit.form.end;
            }
            rebuilt.extend_from_slice(&form[at..]);
            prop_assert_eq!(&rebuilt, &whole);
        }
    }
}
