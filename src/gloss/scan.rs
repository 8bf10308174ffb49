//! Scanning: every place where the folded text walks through the keys.
//!
//! From every place where a term may begin, the automaton is walked over the
//! glyphs of the form level. Where the spelling level reads the same glyphs (nearly
//! everywhere), that one walk finds the keys of both levels; a walk that comes near
//! a place where they differ is made again on the glyphs of the spelling level.

mod pass;
mod record;
mod walk;

use core::ops::Range;

use super::insertion::Insertion;
use super::overlap;
use super::words::Words;
use crate::automaton::State;
use crate::fold::script::class;
use crate::fold::{Edit, Glyph, Level, Respelling};
use crate::format::Tables;
use crate::hit::Hit;
use crate::span::Span;
use walk::{Course, Reading, Walk};

/// Insertions that one term may have.
pub(super) const MAX_INSERTIONS: usize = 2;

/// The insertions of one match, as a row of [`Scanner::insertions`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Inserted {
    row: u32,
    pub(super) count: u8,
}

impl Inserted {
    pub(super) fn of(self, rows: &[[Insertion; MAX_INSERTIONS]]) -> &[Insertion] {
        if self.count == 0 {
            return &[];
        }
        let row = rows.get(self.row as usize).map_or(&[][..], |row| row);
        row.get(..usize::from(self.count)).unwrap_or_default()
    }
}

/// A place where the text agrees with a key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    /// Bytes of the window.
    start: u32,
    end: u32,
    /// Places between the glyphs of the form level.
    pub(super) places: (u32, u32),
    pub(super) hit: Hit,
    pub(super) insertions: Inserted,
}

impl Match {
    pub(super) fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// The memory of scans, and what they found.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// What was kept: by where they begin, the longer first; one for each span.
    pub(super) matches: Vec<Match>,
    pub(super) insertions: Vec<[Insertion; MAX_INSERTIONS]>,
    /// Where the words of cues stand, if they are asked for: bytes of the window.
    pub(super) cues: Vec<(u32, u32)>,
    /// The matches of the last scan, which is not kept yet.
    pub(super) fresh: Vec<Match>,
    /// How many of the insertions, and of the cues, are kept.
    kept: (usize, usize),
    branches: Vec<Branch>,
    words: Words,
}

/// A walk that has read the glyphs up to `at`.
#[derive(Clone, Copy, Debug)]
struct Branch {
    state: State,
    at: usize,
    inserted: Inserted,
}

/// What a scan is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    /// The words of cues.
    pub(super) cues: bool,
    /// The longest terms from the left, and nothing else.
    pub(super) longest: bool,
    /// Where no term is.
    pub(super) addresses: &'a [Span],
}

/// Where glyphs end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Where the text does.
    Closed,
    /// At a seam, so that they read as they do with what follows. A walk that arrives there
    /// is cut off.
    Seam,
    /// Anywhere: the last ones may read otherwise with what follows, and walks end before
    /// those.
    Open,
}

/// Which levels a walk finds keys of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Levels {
    Both,
    Only(Level),
}

impl Levels {
    fn has(self, level: Level) -> bool {
        self == Levels::Both || self == Levels::Only(level)
    }
}

impl Scanner {
    /// Forgets everything that was found.
    pub(super) fn clear(&mut self) {
        self.matches.clear();
        self.insertions.clear();
        self.cues.clear();
        self.fresh.clear();
        self.kept = (0, 0);
    }

    /// Keeps what the last scan found, which stands behind all that was kept before.
    pub(super) fn keep(&mut self) {
        self.matches.append(&mut self.fresh);
        self.kept = (self.insertions.len(), self.cues.len());
    }

    /// Keeps what the last scan found before byte `end`.
    pub(super) fn keep_before(&mut self, end: usize) {
        let settled = self.fresh.partition_point(|found| found.span().start < end);
        self.matches.extend(self.fresh.drain(..settled));
        let (_, first) = self.kept;
        let mut last = first;
        for index in first..self.cues.len() {
            if self.cues.get(index).is_some_and(|&(at, _)| (at as usize) < end) {
                self.cues.swap(last, index);
                last += 1;
            }
        }
        self.kept = (self.insertions.len(), last);
    }

    /// Finds the matches in `form` that begin at the bytes of `starts`, or before where one
    /// of them ends, and those of the spelling level where that is given; what is not kept
    /// is forgotten. Gives the byte that all found begin and end before, and the byte before
    /// which what follows the glyphs changes nothing: no walk from there was cut off by
    /// their end, and no word that a match ends in
    /// goes on beyond it; None when that is all of them.
    pub(super) fn scan(
        &mut self,
        tables: Tables<'_>,
        (form, spelling): (&[Glyph], Option<&Respelling>),
        starts: Range<usize>,
        end: End,
        asked: Asked<'_>,
    ) -> (usize, Option<usize>) {
        self.fresh.clear();
        self.insertions.truncate(self.kept.0);
        self.cues.truncate(self.kept.1);
        self.words.clear(form);
        let spelled = spelling.map_or(form, |spelling| spelling.of(form));
        let edits = spelling.map_or(&[][..], |spelling| &spelling.edits);
        let (mut ends, mut open) = ((form.len(), spelled.len()), None);
        if end == End::Open {
            let bytes = certain(form).min(certain(spelled));
            ends = (before(form, bytes), before(spelled, bytes));
            open = form.get(ends.0).map(|_| ends.0);
        }
        let levels = if spelling.is_some() { Levels::Both } else { Levels::Only(Level::Form) };
        let mut walk = Walk {
            tables,
            keys: tables.automaton(),
            root: tables.automaton().root(),
            form,
            insertions: &mut self.insertions,
            matches: &mut self.fresh,
            cues: &mut self.cues,
            asked,
            branches: &mut self.branches,
            words: &mut self.words,
            open,
            bound: starts.end,
            closed: end == End::Closed,
            covered: 0,
        };
        let on_form = Reading { glyphs: form, end: ends.0, is_form: true };
        let on_spelling = Reading { glyphs: spelled, end: ends.1, is_form: false };
        let first = before(form, starts.start);
        let mut at = (0, 0);
        let behind = [Edit { form: form.len()..form.len(), spelling: spelled.len()..spelled.len() }];
        'all: for edit in edits.iter().chain(&behind) {
            // Up to the edit, both levels read alike; just after the last one, a rule
            // that looks at what stands before a term sees another thing.
            let after_edit = at.0 + if at.0 == 0 { 0 } else { LOOKS_BACK };
            let skipped = first.min(edit.form.start).saturating_sub(at.0);
            at = (at.0 + skipped, at.1 + skipped);
            while at.0 < edit.form.start {
                if form.get(at.0).is_some_and(|glyph| glyph.start() >= walk.bound) {
                    break 'all;
                }
                // Nearly everywhere, two glyphs are enough to see that nothing begins.
                let passed = if at.0 < after_edit { 0 } else { walk.pass(at.0, edit.form.start.min(ends.0)) };
                if passed > 0 {
                    at = (at.0 + passed, at.1 + passed);
                    continue;
                }
                let (start, other) = at;
                at = (start + 1, other + 1);
                if start >= ends.0 {
                    continue;
                }
                let apart = start < after_edit;
                let first = walk.matches.len();
                let levels = if apart && levels == Levels::Both { Levels::Only(Level::Form) } else { levels };
                let looked_at = walk.from(on_form, start, start, levels);
                if apart && spelling.is_some() {
                    walk.from(on_spelling, other, start, Levels::Only(Level::Spelling));
                } else if looked_at > edit.form.start && levels == Levels::Both {
                    walk.forget_spelling(first);
                    walk.from(on_spelling, other, start, Levels::Only(Level::Spelling));
                }
                let covered = walk.covered;
                walk.take_in(first);
                if !apart && walk.matches.len() > first {
                    let leap = walk.leap(first, start, covered, edit.form.start);
                    at = (start + leap, other + leap);
                }
            }
            // Within it, each for itself, in the order of the original.
            while at.0 < edit.form.end || at.1 < edit.spelling.end {
                let first = walk.matches.len();
                let byte = |glyphs: &[Glyph], index: usize, end: usize| {
                    glyphs.get(index).filter(|_| index < end).map_or(usize::MAX, Glyph::start)
                };
                let (a, b) = (byte(form, at.0, edit.form.end), byte(spelled, at.1, edit.spelling.end));
                if a.min(b) >= walk.bound {
                    break 'all;
                }
                let is_before = a.min(b) < starts.start;
                if a <= b {
                    if at.0 < ends.0 && !is_before {
                        walk.from(on_form, at.0, at.0, Levels::Only(Level::Form));
                    }
                    at.0 += 1;
                } else {
                    if at.1 < ends.1 && !is_before {
                        walk.from(on_spelling, at.1, before(form, b), Levels::Only(Level::Spelling));
                    }
                    at.1 += 1;
                }
                walk.take_in(first);
            }
        }
        let (open, bound) = (walk.open, walk.bound);
        let open = self.words.retain(form, &mut self.fresh, open);
        overlap::sort(&mut self.fresh);
        (bound, open.and_then(|open| form.get(open)).map(Glyph::start))
    }
}

/// Glyphs before a term that a rule may look at.
const LOOKS_BACK: usize = 2;

/// Glyphs after a term that a rule may look at: a mark that refers to a note.
const LOOKS_AHEAD: usize = 16;

/// Glyphs that a rule of the spelling level may take together.
const LONGEST_VARIANT: usize = 16;

/// The byte before which the glyphs read the same whatever follows: before the
/// longest variant (けい|れん may become 痙攣), and before the last Latin word (the
/// rules for British spelling depend on its length and its end).
fn certain(glyphs: &[Glyph]) -> usize {
    let end = glyphs.len().saturating_sub(LONGEST_VARIANT);
    let is_letter = |glyph: &Glyph| glyph.is(class::LATIN);
    let end = if glyphs.get(end).is_some_and(is_letter) {
        let before = glyphs.get(..end).and_then(|before| before.iter().rposition(|glyph| !is_letter(glyph)));
        before.map_or(0, |last| last + 1)
    } else {
        end
    };
    glyphs.get(end).map_or(0, Glyph::start)
}

/// How many glyphs begin before byte `byte`.
fn before(glyphs: &[Glyph], byte: usize) -> usize {
    glyphs.partition_point(|glyph| glyph.start() < byte)
}
