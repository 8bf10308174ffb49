//! One window of a text: read, scanned, and cut where no term can stand.
//!
//! A window ends anywhere, even within a term. What stands before its *cut* is
//! settled: no match spans the cut, no match that begins before it could go on
//! beyond the window, and what follows it reads the same at the beginning of a
//! window as it does after what precedes it. So the glosses do not depend on the
//! size of the windows, which `tests/gloss_laws.rs` checks.

use super::nontext;
use super::overlap::{self, Resolved};
use super::scan::{Match, Scanner};
use super::{Overlap, Passage};
use crate::fold::script::is_katakana;
use crate::fold::{Glyph, Level, flag, fold_into, is_edge, respell};
use crate::format::Tables;
use crate::span::Span;

/// Bytes read at a time where the passage does not say otherwise.
pub(super) const DEFAULT: usize = 1 << 16;

/// The memory of a window, used again for the next.
#[derive(Debug, Default)]
pub(super) struct Window<'l> {
    glyphs: Vec<Glyph>,
    scratch: Vec<Glyph>,
    form: Vec<Glyph>,
    matches: Vec<Match<'l>>,
    nontext: Vec<Span>,
    scanner: Scanner,
}

impl<'l> Window<'l> {
    /// Finds the matches in `text`, and says up to which byte they are settled:
    /// all of it when the text is `closed`. None when no place to cut was found.
    pub(super) fn read(
        &mut self,
        tables: Tables<'l>,
        text: &str,
        passage: &Passage<'_>,
        closed: bool,
    ) -> Option<usize> {
        self.matches.clear();
        let mut open = nontext::find(text, &mut self.nontext).unwrap_or(text.len());
        fold_into(text, Level::Form, &mut self.scratch, &mut self.glyphs);
        self.form.clone_from(&self.glyphs);
        for level in [Level::Form, Level::Spelling] {
            if level > passage.level {
                break;
            }
            if level == Level::Spelling {
                respell(&mut self.glyphs, &mut self.scratch);
            }
            let cut_off = self.scanner.scan(tables, &self.glyphs, level, closed, &mut self.matches);
            open = open.min(cut_off.unwrap_or(text.len()));
        }
        let nontext = &self.nontext;
        self.matches.retain(|found| !nontext::touches(nontext, found.span));
        overlap::sort(&mut self.matches);
        if closed { Some(text.len()) } else { self.cut(open) }
    }

    /// Chooses among the matches before `cut` and appends them to `ready`.
    pub(super) fn resolve(&mut self, cut: usize, overlap: Overlap, ready: &mut Vec<Resolved<'l>>) {
        let settled = self.matches.partition_point(|found| found.span.start < cut);
        overlap::resolve(self.matches.get(..settled).unwrap_or_default(), overlap, ready);
    }

    /// The last quiet place at or before byte `open`.
    fn cut(&self, open: usize) -> Option<usize> {
        let mut matches = self.matches.iter().map(|found| found.span).peekable();
        let mut nontext = self.nontext.iter().copied().peekable();
        let mut covered = 0;
        let mut cut = None;
        for index in 1..self.form.len() {
            let before = self.form.get(index - 1)?;
            let place = before.end;
            if place > open {
                break;
            }
            while let Some(span) = matches.next_if(|span| span.start < place) {
                covered = covered.max(span.end);
            }
            while let Some(span) = nontext.next_if(|span| span.start < place) {
                covered = covered.max(span.end);
            }
            if covered <= place && is_edge(&self.form, index) && is_quiet(before, self.form.get(index)?) {
                cut = Some(place);
            }
        }
        cut
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
        c => {
            let katakana = is_katakana(c) && is_katakana(after.character);
            after.has(flag::LINE) && !after.has(flag::JOINED) && !katakana && after.character != '-'
        }
    }
}
