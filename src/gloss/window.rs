//! One window of a text: read, scanned, and cut where no term can stand.
//!
//! A window ends anywhere, even within a term. What stands before its *cut* is
//! settled: no match spans the cut, no match that begins before it could go on
//! beyond the window, and what follows it reads the same at the beginning of a
//! window as it does after what precedes it. So the glosses do not depend on the
//! size of the windows, which `tests/gloss_laws.rs` checks.

use super::nontext;
use super::overlap::{self, Resolved};
use super::scan::Scanner;
use super::{Overlap, Passage};
use crate::fold::script::class;
use crate::fold::{Glyph, Level, Respelling, Scratch, flag, fold_into, is_edge};
use crate::format::Tables;
use crate::span::Span;

/// Bytes read at a time where the passage does not say otherwise: their glyphs, at
/// both levels, stay in the processor's second cache.
pub(super) const DEFAULT: usize = 1 << 14;

/// Bytes of the largest window: the offsets of glyphs have 32 bits. A text that goes on
/// for so long without any place to rest is cut there, even if a term stands across.
pub(super) const LARGEST: usize = 1 << 31;

/// The memory of a window, used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Window {
    scratch: Scratch,
    form: Vec<Glyph>,
    spelling: Respelling,
    nontext: Vec<Span>,
    scanner: Scanner,
    /// For each match, its start and the farthest end so far.
    reach: Vec<(usize, usize)>,
}

impl Window {
    /// Finds the matches in `text`, and says up to which byte they are settled:
    /// all of it when the text is `closed`. None when no place to cut was found.
    pub(super) fn read(
        &mut self,
        tables: Tables<'_>,
        text: &str,
        passage: &Passage<'_>,
        closed: bool,
    ) -> Option<usize> {
        let open = nontext::find(text, &mut self.nontext).unwrap_or(text.len());
        fold_into(text, Level::Form, &mut self.scratch, &mut self.form);
        let keys = tables.automaton();
        for glyph in &mut self.form {
            glyph.code = keys.code(glyph.character);
        }
        let spelling = (passage.level == Level::Spelling).then_some(&mut self.spelling);
        let spelling = spelling.map(|spelling| {
            spelling.read(&self.form);
            spelling.encode(|character| keys.code(character));
            &*spelling
        });
        let cut_off = self.scanner.scan(tables, &self.form, spelling, closed, passage.cues);
        let nontext = &self.nontext;
        if !nontext.is_empty() {
            self.scanner.matches.retain(|found| !nontext::touches(nontext, found.span()));
        }
        if closed { Some(text.len()) } else { self.cut(open.min(cut_off.unwrap_or(text.len()))) }
    }

    /// Chooses among the matches before `cut` and appends them to `ready`.
    pub(super) fn resolve(&mut self, cut: usize, overlap: Overlap, ready: &mut Vec<Resolved>) {
        let matches = &self.scanner.matches;
        let settled = matches.partition_point(|found| found.span().start < cut);
        let matches = matches.get(..settled).unwrap_or_default();
        overlap::resolve(matches, &self.scanner.insertions, overlap, ready);
    }

    /// Appends where the words of cues stand before `cut` to `cues`: byte of the text, in
    /// which the window begins at `start`, and number of the cue.
    pub(super) fn cues(&self, cut: usize, start: usize, cues: &mut Vec<(usize, u32)>) {
        let settled = self.scanner.cues.iter().map(|&(at, cue)| (at as usize, cue));
        cues.extend(settled.filter(|&(at, _)| at < cut).map(|(at, cue)| (start + at, cue)));
    }

    /// The last quiet place at or before byte `open` that no match and no address
    /// goes over.
    fn cut(&mut self, open: usize) -> Option<usize> {
        self.reach.clear();
        let mut end = 0;
        self.reach.extend(self.scanner.matches.iter().map(|found| {
            let span = found.span();
            end = end.max(span.end);
            (span.start, end)
        }));
        // The ends of addresses ascend as their starts do.
        let goes_over = |place: usize| {
            let matches = self.reach.partition_point(|&(start, _)| start < place);
            let address = self.nontext.partition_point(|address| address.start < place);
            let before = |index: usize| index.checked_sub(1);
            before(matches).and_then(|last| self.reach.get(last)).is_some_and(|&(_, end)| end > place)
                || before(address)
                    .and_then(|last| self.nontext.get(last))
                    .is_some_and(|last| last.end > place)
        };
        let last = self.form.partition_point(|glyph| glyph.end() <= open);
        (1..=last.min(self.form.len().saturating_sub(1))).rev().find_map(|index| {
            let (before, after) = (self.form.get(index - 1)?, self.form.get(index)?);
            let place = before.end();
            (place <= open && is_quiet(before, after) && is_edge(&self.form, index) && !goes_over(place))
                .then_some(place)
        })
    }
}

/// Whether the place between two characters is one that no rule looks across:
/// after the end of a sentence or clause, or at a line break that does not stand
/// in a katakana word or after a hyphen.
fn is_quiet(before: &Glyph, after: &Glyph) -> bool {
    let gap = after.character == ' ' || after.has(flag::LINE | flag::WORD_END);
    match before.character {
        '-' => false,
        '。' | '、' | '!' | '?' | ';' => after.character != '-',
        ',' | '.' | ':' | ')' if gap => after.character != '-',
        _ => {
            let katakana = before.is(class::KATAKANA) && after.is(class::KATAKANA);
            after.has(flag::LINE) && !after.has(flag::JOINED) && !katakana && after.character != '-'
        }
    }
}
