//! One window of a text: read, scanned, and cut where no term can stand.
//!
//! A window ends anywhere, even within a term. What stands before its *cut* is
//! settled: no match spans the cut, no match that begins before it could go on
//! beyond the window, and what follows it reads the same at the beginning of a
//! window as it does after what precedes it. So the glosses do not depend on the
//! size of the windows, which `tests/gloss_laws.rs` checks.

use core::ops::Range;

use super::nontext;
use super::overlap::{self, Resolved};
use super::scan::{Asked, End, Scanner};
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

/// Bytes behind a core in which another one is read with it, at least.
const NEAR: usize = 1 << 6;

/// Bytes behind a core near another one that are read without looking for more.
const AHEAD: usize = 1 << 6;

/// Characters behind a core that are read with it, and so are cores that begin there.
const ISLAND_TAIL: usize = 16;

/// The memory of a window, used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Window {
    scratch: Scratch,
    form: Vec<Glyph>,
    spelling: Respelling,
    addresses: Vec<Span>,
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
        let mut addresses = core::mem::take(&mut self.addresses);
        let open = nontext::find(text, &mut addresses).unwrap_or(text.len());
        let part = Part { tables, text, passage, addresses: &addresses, closed };
        let mut tail = if closed { 0 } else { TAIL };
        let cut = loop {
            let start = floor_boundary(text, text.len().saturating_sub(tail));
            let cut_off = self.read_cores(part, (!closed).then_some(Core { start, end: text.len() }));
            if !addresses.is_empty() {
                self.scanner.matches.retain(|found| !nontext::touches(&addresses, found.span()));
            }
            if closed {
                break Some(text.len());
            }
            let cut = self.quiet(&addresses, open.min(cut_off.unwrap_or(text.len())), false);
            if cut.is_some() || start == 0 || !is_all {
                break cut;
            }
            tail *= 8;
        };
        self.addresses = addresses;
        cut
    }

    /// Finds the matches in a text. With a `tail`, which reaches to its end, the text may
    /// go on; gives then the byte before which what follows changes nothing.
    fn read_cores(&mut self, part: Part<'_>, tail: Option<Core>) -> Option<usize> {
        self.scanner.clear();
        #[cfg(test)]
        let tail = if self.reads_all { Some(Core { start: 0, end: part.text.len() }) } else { tail };
        self.read_islands(part, Cores { skim: Skim::new(part.tables, part.text, part.passage.cues), tail })
    }

    /// Reads around each core, with those that are near it.
    fn read_islands(&mut self, part: Part<'_>, mut cores: Cores<'_>) -> Option<usize> {
        let (text, bytes) = (part.text, part.text.as_bytes());
        let has_tail = cores.tail.is_some();
        let mut pending = None;
        // What was read last: where it begins and ends.
        let mut before = 0..0;
        while let Some(core) = pending.take().or_else(|| cores.next(text.len())) {
            let Core { start: mut from, end: mut core_end } = core;
            // Nothing looks across a seam.
            let floor = if from < before.end { before.start.min(from) } else { before.end };
            let mut start = seam_before(bytes, from, floor);
            let mut end = island_end(bytes, core_end);
            let (mut more, mut ahead) = (ISLAND_TAIL, 0);
            if start < before.end && start <= before.start {
                // All of that is read again, and so as much must be new.
                ahead = before.len();
                core_end = cores.skip(text, core_end, ahead);
                end = end.max(island_end(bytes, core_end));
            }
            loop {
                // What is near is read at once.
                while let Some(next) = pending.take().or_else(|| cores.next(end.max(core_end + NEAR))) {
                    if end > start + ISLAND && seam_before(bytes, next.start, start) > start + ISLAND / 2 {
                        pending = Some(next);
                        break;
                    }
                    // Where cores stand close together, there is little to pass over.
                    ahead = (2 * ahead).clamp(AHEAD, ISLAND / 4);
                    core_end = core_end.max(cores.skip(text, next.end, ahead));
                    end = end.max(island_end(bytes, core_end));
                }
                let (bound, cut_off) = self.scan(part, start..end, from..core_end);
                if has_tail && cores.tail.is_none() && pending.is_none() {
                    self.scanner.keep();
                    return cut_off;
                }
                if cut_off.unwrap_or(end) >= bound || part.closed && end == text.len() {
                    self.scanner.keep();
                    if bound > core_end {
                        // All that begins before is found.
                        cores.skim.go_to(bound);
                        pending = None;
                    }
                    break;
                }
                // A walk, or a word, goes on beyond the end: what is settled stays.
                match self.quiet(part.addresses, cut_off.unwrap_or(end), true) {
                    Some(cut) if cut > start => {
                        self.scanner.keep_before(cut);
                        start = cut;
                        from = from.max(cut);
                        core_end = core_end.max(from);
                    }
                    _ => more = (2 * more).max((end - start) / 4),
                }
                end = seam_after(bytes, floor_boundary(text, end + more).max(end));
            }
            before = start..end;
        }
        None
    }

    /// Reads the bytes `read` of a text, and scans them for what begins in `starts`: see
    /// [`Scanner::scan`].
    fn scan(&mut self, part: Part<'_>, read: Range<usize>, starts: Range<usize>) -> (usize, Option<usize>) {
        let Part { tables, text, passage, .. } = part;
        let end = match read.end == text.len() {
            true if part.closed => End::Closed,
            true => End::Open,
            false => End::Seam,
        };
        fold_from(text.get(..read.end).unwrap_or(text), read.start, &mut self.scratch, &mut self.form);
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
        let longest = passage.overlap == Overlap::Longest && !passage.cues;
        #[cfg(test)]
        let longest = longest && !self.reads_all;
        let asked = Asked { cues: passage.cues, longest, addresses: part.addresses };
        self.scanner.scan(tables, (&self.form, spelling), starts, end, asked)
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
    fn quiet(&mut self, addresses: &[Span], open: usize, is_fresh: bool) -> Option<usize> {
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
            let address = addresses.partition_point(|address| address.start < place);
            let before = |index: usize| index.checked_sub(1);
            before(matches).and_then(|last| self.reach.get(last)).is_some_and(|&(_, end)| end > place)
                || before(address).and_then(|last| addresses.get(last)).is_some_and(|last| last.end > place)
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

/// A text that is read at once, and what is asked of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    pub(super) tables: Tables<'a>,
    pub(super) text: &'a str,
    pub(super) passage: &'a Passage<'a>,
    /// Where URLs and the like stand, in which is no term.
    pub(super) addresses: &'a [Span],
    /// Whether the text ends here.
    pub(super) closed: bool,
}

/// The cores of a text, and its tail, with which is read what reaches into it.
struct Cores<'a> {
    skim: Skim<'a>,
    tail: Option<Core>,
}

impl Cores<'_> {
    /// The next core, if the skim finds one before byte `limit`.
    fn next(&mut self, limit: usize) -> Option<Core> {
        let Some(tail) = self.tail else { return self.skim.next(limit) };
        match self.skim.next(limit.min(tail.start)) {
            Some(core) if core.end <= tail.start => Some(core),
            None if limit <= tail.start => None,
            core => {
                self.tail = None;
                self.skim.finish();
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
