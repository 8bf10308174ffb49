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
use super::skim::{Core, Skim, seam_after, seam_before};
use super::{Overlap, Passage, floor_boundary};
use crate::fold::script::class;
use crate::fold::{Glyph, Level, Peek, Respelling, Scratch, flag, fold_from, is_edge};
use crate::format::Tables;
use crate::span::Span;

/// Bytes read at a time where the passage does not say otherwise.
pub(super) const DEFAULT: usize = 1 << 16;

/// Bytes of the largest window: the offsets of glyphs have 32 bits. A text that goes on
/// for so long without any place to rest is cut there, even if a term stands across.
pub(super) const LARGEST: usize = 1 << 31;

/// Bytes at the end of a window that are read whatever stands there, for a place to cut.
const TAIL: usize = 512;

/// Bytes of an island that are read at once, more or less.
const ISLAND: usize = 1 << 12;

/// Bytes behind a core near another one that are read without looking for more.
const AHEAD: usize = 1 << 6;

/// Characters behind the last one that a term may begin at which are read with it: the
/// last sixteen of what is read are not certain.
const ISLAND_TAIL: usize = 20;

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
    /// Whether everything is read, as if a skim had found nothing to pass over.
    #[cfg(test)]
    pub(super) reads_all: bool,
}

impl Window {
    /// Finds the matches in `text`, and says up to which byte they are settled:
    /// all of it when the text is `closed`. None when no place to cut was found near the
    /// end of it; with `is_all`, anywhere.
    pub(super) fn read(
        &mut self,
        tables: Tables<'_>,
        text: &str,
        passage: &Passage<'_>,
        closed: bool,
        is_all: bool,
    ) -> Option<usize> {
        let open = nontext::find(text, &mut self.nontext).unwrap_or(text.len());
        let mut tail = if closed { 0 } else { TAIL };
        loop {
            let start = floor_boundary(text, text.len().saturating_sub(tail));
            let tail_core = (!closed).then_some(Core { start, end: text.len() });
            let cut_off = self.read_cores(tables, text, passage, tail_core);
            let nontext = &self.nontext;
            if !nontext.is_empty() {
                self.scanner.matches.retain(|found| !nontext::touches(nontext, found.span()));
            }
            if closed {
                return Some(text.len());
            }
            let cut = self.quiet(open.min(cut_off.unwrap_or(text.len())), false);
            if cut.is_some() || start == 0 || !is_all {
                return cut;
            }
            tail *= 8;
        }
    }

    /// Finds the matches in `text`. With a `tail`, which reaches to its end, the text may
    /// go on; gives then the byte before which what follows changes nothing.
    fn read_cores(
        &mut self,
        tables: Tables<'_>,
        text: &str,
        passage: &Passage<'_>,
        tail: Option<Core>,
    ) -> Option<usize> {
        let closed = tail.is_none();
        self.scanner.clear();
        let bytes = text.as_bytes();
        #[cfg(test)]
        let tail = if self.reads_all { Some(Core { start: 0, end: text.len() }) } else { tail };
        let mut cores = Cores { skim: Skim::new(tables, text, passage.cues), tail };
        let mut next = cores.next();
        // Up to here everything is read; nothing looks across.
        let mut seam = 0;
        while let Some(core) = next {
            let mut start = seam_before(bytes, core.start.max(seam), seam);
            let mut core_end = core.end;
            let mut end = island_end(bytes, core_end);
            let (mut more, mut ahead) = (ISLAND_TAIL, 0);
            next = cores.next();
            loop {
                // What is near is read at once.
                while let Some(core) = next.filter(|core| seam_before(bytes, core.start, end) <= end) {
                    if end > start + ISLAND && end < text.len() {
                        break;
                    }
                    // Where terms stand close together, there is nothing to pass over.
                    ahead = (2 * ahead).clamp(AHEAD, ISLAND / 4);
                    core_end = core_end.max(cores.skip(text, core.end, ahead));
                    end = end.max(island_end(bytes, core_end));
                    next = cores.next();
                }
                let part = text.get(..end).unwrap_or(text);
                let whole = end == text.len() && next.is_none();
                let cut_off = self.scan(tables, part, start, passage, whole && closed);
                if whole {
                    self.scanner.keep();
                    return cut_off;
                }
                let settled = cut_off.unwrap_or(end);
                if settled >= core_end && next.is_none_or(|next| next.start > end) {
                    self.scanner.keep();
                    break;
                }
                // A walk, or a word, goes on beyond the end: what is settled stays.
                match self.quiet(settled, true) {
                    Some(cut) if cut > start => {
                        self.scanner.keep_before(cut);
                        start = cut;
                    }
                    _ => more = (2 * more).max((end - start) / 4),
                }
                end = seam_after(bytes, floor_boundary(text, end + more).max(end));
            }
            seam = end;
        }
        None
    }

    /// Scans `text` from byte `start` on.
    fn scan(
        &mut self,
        tables: Tables<'_>,
        text: &str,
        start: usize,
        passage: &Passage<'_>,
        closed: bool,
    ) -> Option<usize> {
        fold_from(text, start, &mut self.scratch, &mut self.form);
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
        self.scanner.scan(tables, &self.form, spelling, closed, passage.cues)
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

    /// The last quiet place at or before byte `open` of what was scanned last that no match
    /// of the window goes over, and no address; with `is_fresh`, none of the last scan.
    fn quiet(&mut self, open: usize, is_fresh: bool) -> Option<usize> {
        self.reach.clear();
        let mut end = 0;
        let matches = if is_fresh { &self.scanner.fresh } else { &self.scanner.matches };
        self.reach.extend(matches.iter().map(|found| {
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

/// The cores of a text, and its tail, with which is read what reaches into it.
struct Cores<'a> {
    skim: Skim<'a>,
    tail: Option<Core>,
}

impl Cores<'_> {
    fn next(&mut self) -> Option<Core> {
        let limit = self.tail.map_or(usize::MAX, |tail| tail.start);
        match self.skim.next(limit) {
            Some(core) if core.end <= limit => Some(core),
            core => {
                let tail = self.tail.take()?;
                Some(Core { start: core.map_or(tail.start, |core| core.start.min(tail.start)), ..tail })
            }
        }
    }

    /// Takes `more` bytes behind the core that ends before byte `end` for another one, and
    /// gives where that ends.
    fn skip(&mut self, text: &str, end: usize, more: usize) -> usize {
        // Behind the tail there is nothing.
        let limit = self.tail.map_or(text.len(), |tail| tail.start);
        if end >= limit { end } else { self.skim.skip(floor_boundary(text, (end + more).min(limit))) }
    }
}

/// Where to end reading what begins before byte `core_end`: rules look at what follows.
fn island_end(bytes: &[u8], core_end: usize) -> usize {
    let mut at = core_end;
    for _ in 0..ISLAND_TAIL {
        at += Peek::at(bytes, at).length;
    }
    seam_after(bytes, at)
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
