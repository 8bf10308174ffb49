//! Walking the automaton over glyphs, from one place.

use super::{Asked, Branch, Inserted, Levels, MAX_INSERTIONS, Match};
use crate::automaton::{Automaton, State};
use crate::fold::script::class;
use crate::fold::{Glyph, Level, flag};
use crate::format::Tables;
use crate::gloss::boundary;
use crate::gloss::insertion::{self, Insertion};
use crate::gloss::nontext;
use crate::gloss::words::Words;
use crate::suffix;

/// Glyphs to walk over, and where walks end.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) glyphs: &'a [Glyph],
    pub(super) end: usize,
    /// Whether these are the glyphs of the form level, whose indices are places.
    pub(super) is_form: bool,
}

/// Whether there is nothing to do between two glyphs, of which the first led to where a key
/// `ends`, or to where none does. False is not certain.
#[inline(always)]
pub(super) fn goes_on(ends: bool, last: &Glyph, next: &Glyph) -> bool {
    // Inside a word no term ends, whatever keys do.
    last.is(class::WORD) && next.is(class::LATIN)
        || !ends
            && (next.is(class::KANA_OR_HAN)
                || next.character == ' '
                || next.is(class::LATIN) && !last.is(class::KANA_OR_HAN))
}

pub(super) struct Walk<'a> {
    pub(super) tables: Tables<'a>,
    pub(super) keys: Automaton<'a>,
    pub(super) root: State,
    pub(super) form: &'a [Glyph],
    pub(super) insertions: &'a mut Vec<[Insertion; MAX_INSERTIONS]>,
    pub(super) matches: &'a mut Vec<Match>,
    pub(super) cues: &'a mut Vec<(u32, u32)>,
    pub(super) asked: Asked<'a>,
    pub(super) branches: &'a mut Vec<Branch>,
    pub(super) words: &'a mut Words,
    /// The first place from which a walk was cut off by the end of the glyphs.
    pub(super) open: Option<usize>,
    /// The byte before which all that was found ends, and all is to be found.
    pub(super) bound: usize,
    /// Whether the text ends where the glyphs do.
    pub(super) closed: bool,
    /// The byte before which all matches end that were found so far.
    pub(super) covered: usize,
}

/// A walk: what it reads, from where, and what it has seen.
pub(super) struct Course<'a> {
    pub(super) reading: Reading<'a>,
    pub(super) start: usize,
    pub(super) levels: Levels,
    /// The glyph before which everything was looked at.
    pub(super) looked_at: usize,
    pub(super) cut_off: bool,
}

impl Walk<'_> {
    /// Records the matches that begin at glyph `start`, which is at `place` of the
    /// form level. Gives the glyph before which everything was looked at.
    pub(super) fn from(&mut self, reading: Reading<'_>, start: usize, place: usize, levels: Levels) -> usize {
        if !boundary::may_start(reading.glyphs, start) || !self.words.may_start(self.form, place) {
            return start + 1;
        }
        let Some(glyph) = reading.glyphs.get(start) else { return start + 1 };
        let Some(state) = self.keys.step(self.root, glyph.code) else {
            return start + 1;
        };
        // Most walks end after a few glyphs, without anything to do but to go on.
        let mut ahead = reading.glyphs.get(start + 1..reading.end).unwrap_or_default().iter();
        let Some((state, last)) = self.advance(state, glyph, &mut ahead) else {
            return reading.end - ahead.len();
        };
        let mut course = Course { reading, start, levels, looked_at: start + 1, cut_off: false };
        let branch = Branch { state, at: reading.end - ahead.len(), inserted: Inserted::default() };
        self.follow(&mut course, branch, Some(last));
        while let Some(branch) = self.branches.pop() {
            self.follow(&mut course, branch, None);
        }
        if course.cut_off {
            self.open = Some(self.open.map_or(place, |open| open.min(place)));
        }
        course.looked_at
    }

    /// Whether a match stays: it divides no katakana word.
    fn is_certain(&self, found: &Match) -> bool {
        let (start, end) = (found.places.0 as usize, found.places.1 as usize);
        !boundary::is_inside_word(self.form, start) && !boundary::is_inside_word(self.form, end)
    }

    /// Drops the matches from number `first` on that only the spelling level has.
    pub(super) fn forget_spelling(&mut self, first: usize) {
        let mut kept = first;
        for index in first..self.matches.len() {
            if self.matches.get(index).is_some_and(|found| found.hit.level == Level::Form) {
                self.matches.swap(kept, index);
                kept += 1;
            }
        }
        self.matches.truncate(kept);
    }

    /// Notes where the matches from number `first` on, which stay, end, and where they
    /// divide words.
    pub(super) fn take_in(&mut self, first: usize) {
        for found in self.matches.get(first..).unwrap_or_default() {
            let (start, end) = (found.places.0 as usize, found.places.1 as usize);
            self.words.divide(self.form, (start, end));
            self.covered = self.covered.max(found.span().end);
            if found.span().end <= self.bound {
                continue;
            }
            self.bound = found.span().end;
            // What divides the word that it ends in is to be found, too.
            let inside = self.form.get(end..).unwrap_or_default().iter().zip(end..);
            let rest = inside.take_while(|&(_, place)| boundary::is_inside_word(self.form, place));
            self.bound = rest.last().map_or(self.bound, |(glyph, _)| glyph.end());
        }
    }

    /// Follows one branch to its end. `last` is the glyph that it has just read, unless
    /// what there is to do behind that is done.
    pub(super) fn follow<'g>(
        &mut self,
        course: &mut Course<'g>,
        mut branch: Branch,
        mut last: Option<&'g Glyph>,
    ) {
        let Reading { glyphs, end, .. } = course.reading;
        loop {
            if let Some(last) = last {
                self.arrive(course, branch, last);
            }
            let mut ahead = glyphs.get(branch.at..end).unwrap_or_default().iter();
            let Some(glyph) = ahead.next() else {
                course.cut_off = true;
                course.looked_at = course.looked_at.max(end);
                return;
            };
            let next = self.step(branch.state, glyph);
            let Some((state, glyph)) = next.and_then(|state| self.advance(state, glyph, &mut ahead)) else {
                course.looked_at = course.looked_at.max(end - ahead.len());
                return;
            };
            branch = Branch { state, at: end - ahead.len(), ..branch };
            last = Some(glyph);
        }
    }

    /// Goes on from the glyph `last` as long as there is nothing else to do. None where no
    /// key does; what was looked at is no longer `ahead`.
    #[inline(always)]
    pub(super) fn advance<'g>(
        &self,
        mut state: State,
        mut last: &'g Glyph,
        ahead: &mut core::slice::Iter<'g, Glyph>,
    ) -> Option<(State, &'g Glyph)> {
        if let Some(mut node) = state.inner() {
            let glyphs = ahead.len();
            while !node.is_leaf()
                && let Some(next) = ahead.as_slice().first()
                && goes_on(node.ends(), last, next)
            {
                ahead.next();
                node = self.keys.child(node, next.code).filter(|_| !next.has(flag::UNBRIDGEABLE))?;
                last = next;
            }
            let read = u32::try_from(glyphs - ahead.len()).unwrap_or(u32::MAX);
            state = self.keys.state(node, state.depth().saturating_add(read))?;
            if state.inner().is_some() {
                return Some((state, last));
            }
        }
        while let Some(next) = ahead.as_slice().first()
            && goes_on(self.keys.ends(state), last, next)
        {
            ahead.next();
            state = self.keys.step_in_leaf(state, next.code).filter(|_| !next.has(flag::UNBRIDGEABLE))?;
            last = next;
        }
        Some((state, last))
    }

    /// How many glyphs to go on by behind glyph `start`, from which the matches from number
    /// `first` on were found, where those before end before byte `covered`, and the next edit
    /// is at glyph `edit`. Where only the longest terms are asked for, nothing that begins
    /// inside of one matters but what divides a katakana word behind it.
    pub(super) fn leap(&self, first: usize, start: usize, covered: usize, edit: usize) -> usize {
        if !self.asked.longest {
            return 1;
        }
        let found = self.matches.get(first..).unwrap_or_default();
        let Some(longest) = found.iter().max_by_key(|found| found.span().end) else { return 1 };
        let (span, end) = (longest.span(), longest.places.1 as usize);
        let stays = span.start >= covered
            && self.is_certain(longest)
            && longest.insertions.count == 0
            && end + 1 < edit
            && !nontext::touches(self.asked.addresses, span)
            && !self.may_go_on(end);
        if stays { end - start } else { 1 }
    }

    /// Whether a key, or the salt of a drug, may go on from inside a term that ends before glyph
    /// `end` into a katakana word behind it.
    fn may_go_on(&self, end: usize) -> bool {
        let last = end.checked_sub(1).and_then(|last| self.form.get(last));
        let (Some(last), Some(next)) = (last, self.form.get(end)) else { return true };
        self.keys.beginnings().has_pair(last.character.into(), next.character.into())
            || insertion::may_begin(last, next)
            || suffix::read(self.form.get(end..).unwrap_or_default(), self.closed) != suffix::Reading::No
    }

    #[inline(always)]
    pub(super) fn step(&self, state: State, glyph: &Glyph) -> Option<State> {
        if glyph.has(flag::UNBRIDGEABLE) { None } else { self.keys.step(state, glyph.code) }
    }

    /// Does what there is to do where a branch has just read the glyph `last`.
    #[inline]
    pub(super) fn arrive(&mut self, course: &mut Course<'_>, branch: Branch, last: &Glyph) {
        if self.keys.ends(branch.state)
            && let Some(key) = self.keys.key(branch.state)
        {
            self.record(course, branch.at, branch.inserted, key);
        }
        if let Some(next) = course.reading.glyphs.get(branch.at)
            && !next.is(class::KANA_OR_HAN)
            && insertion::may_begin(last, next)
            && usize::from(branch.inserted.count) < MAX_INSERTIONS
            && !self.keys.ends_all(branch.state)
        {
            self.insert(course, branch);
        }
    }

    /// Opens a branch behind each insertion that may stand here.
    #[inline(never)]
    pub(super) fn insert(&mut self, course: &mut Course<'_>, branch: Branch) {
        let reading = insertion::read(course.reading.glyphs, branch.at);
        course.looked_at = course.looked_at.max(branch.at + insertion::LOOKS_AT);
        course.cut_off |= reading.cut_off;
        for inserted in reading.insertions.into_iter().flatten() {
            let mut row = self.insertions.get(branch.inserted.row as usize).copied().unwrap_or_default();
            if let Some(slot) = row.get_mut(usize::from(branch.inserted.count)) {
                *slot = inserted;
            }
            let number = u32::try_from(self.insertions.len()).unwrap_or(u32::MAX);
            self.insertions.push(row);
            let count = branch.inserted.count + 1;
            self.branches.push(Branch {
                at: inserted.glyphs.1,
                inserted: Inserted { row: number, count },
                ..branch
            });
        }
    }
}
