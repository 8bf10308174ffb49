//! Scanning: every place where the folded text walks through the keys.

use super::boundary;
use super::insertion::{self, Insertion};
use crate::fold::script::is_latin_letter;
use crate::fold::{Glyph, Level, flag};
use crate::format::Tables;
use crate::hit::{CaseScratch, Hit, Postings};
use crate::span::Span;
use crate::suffix;
use crate::transducer::State;

/// Insertions that one term may have.
pub(super) const MAX_INSERTIONS: usize = 2;

/// A place where the text agrees with a key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'l> {
    /// Bytes of the window.
    pub(super) span: Span,
    /// Indices of the first glyph and of the one after the last.
    pub(super) glyphs: (usize, usize),
    pub(super) hit: Hit<'l>,
    pub(super) insertions: [Option<Insertion>; MAX_INSERTIONS],
}

/// The memory of a scan.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    branches: Vec<Branch>,
    case: CaseScratch,
    cover: boundary::Cover,
}

/// A walk that has read the glyphs up to `at`.
#[derive(Clone, Copy, Debug)]
struct Branch {
    state: State,
    at: usize,
    insertions: [Option<Insertion>; MAX_INSERTIONS],
}

impl Scanner {
    /// Appends the matches in `glyphs`, folded at `level`, to `matches`. Gives the
    /// byte before which what follows the glyphs changes nothing: no walk from there
    /// was cut off by their end, and no word that a match ends in goes on beyond it.
    /// Where the text is not `closed`, the last glyphs may read otherwise with what
    /// follows them, and a walk ends before those.
    pub(super) fn scan<'l>(
        &mut self,
        tables: Tables<'l>,
        glyphs: &[Glyph],
        level: Level,
        closed: bool,
        matches: &mut Vec<Match<'l>>,
    ) -> Option<usize> {
        let first = matches.len();
        let end = if closed { glyphs.len() } else { certain(glyphs) };
        let mut cut_off = None;
        let mut walk = Walk { tables, glyphs, end, level, case: &mut self.case, matches };
        for start in 0..end {
            if !boundary::may_start(glyphs, start) {
                continue;
            }
            self.branches.push(Branch {
                state: tables.keys().root(),
                at: start,
                insertions: [None; MAX_INSERTIONS],
            });
            let mut reached_end = false;
            while let Some(branch) = self.branches.pop() {
                reached_end |= walk.follow(start, branch, &mut self.branches);
            }
            if reached_end && cut_off.is_none() {
                cut_off = Some(start);
            }
        }
        let open = self.cover.retain_words(glyphs, matches, first, cut_off.unwrap_or(end));
        glyphs.get(open).map(|glyph| glyph.start)
    }
}

/// Glyphs that a rule of the spelling level may take together.
const LONGEST_VARIANT: usize = 16;

/// How many glyphs read the same whatever follows: all but the longest variant
/// (けい|れん may become 痙攣), and no part of a Latin word (the rules for British
/// spelling depend on its length and its end).
fn certain(glyphs: &[Glyph]) -> usize {
    let end = glyphs.len().saturating_sub(LONGEST_VARIANT);
    let is_letter = |glyph: &Glyph| is_latin_letter(glyph.character);
    if !glyphs.get(end).is_some_and(is_letter) {
        return end;
    }
    glyphs
        .get(..end)
        .and_then(|before| before.iter().rposition(|glyph| !is_letter(glyph)))
        .map_or(0, |last| last + 1)
}

struct Walk<'a, 'l> {
    tables: Tables<'l>,
    glyphs: &'a [Glyph],
    /// Where walks end.
    end: usize,
    level: Level,
    case: &'a mut CaseScratch,
    matches: &'a mut Vec<Match<'l>>,
}

impl<'l> Walk<'_, 'l> {
    /// Follows one branch to its end. True if the end of the glyphs cut it off.
    fn follow(&mut self, start: usize, mut branch: Branch, branches: &mut Vec<Branch>) -> bool {
        let keys = self.tables.keys();
        let mut cut_off = false;
        loop {
            let Some(glyph) = self.glyphs.get(branch.at).filter(|_| branch.at < self.end) else {
                return true;
            };
            if branch.at > start && glyph.has(flag::UNBRIDGEABLE) {
                return cut_off;
            }
            let Some(state) = keys.step_char(branch.state, glyph.character) else { return cut_off };
            branch.state = state;
            branch.at += 1;
            if let Some(value) = keys.value(state) {
                cut_off |= self.record(start, &branch, value);
            }
            if let Some(slot) = branch.insertions.iter().position(Option::is_none) {
                let reading = insertion::read(self.glyphs, branch.at);
                cut_off |= reading.cut_off;
                for inserted in reading.insertions.into_iter().flatten() {
                    let mut insertions = branch.insertions;
                    if let Some(slot) = insertions.get_mut(slot) {
                        *slot = Some(inserted);
                    }
                    branches.push(Branch { at: inserted.glyphs.1, insertions, ..branch });
                }
            }
        }
    }

    /// Records the key that ends before `branch.at`, if it may stand there. True if
    /// the end of the glyphs leaves open what stands there.
    fn record(&mut self, start: usize, branch: &Branch, value: u64) -> bool {
        let end = branch.at;
        if !boundary::may_end(self.glyphs, start, end) {
            return false;
        }
        let mut hit = Hit {
            postings: Postings { tables: self.tables, value },
            level: self.level,
            agreed: 0,
            suffix: None,
        };
        for (number, posting) in hit.postings.iter() {
            let matched = self.glyphs.iter().enumerate().take(end).skip(start);
            let matched =
                matched.filter(|(index, _)| !branch.insertions.iter().flatten().any(|one| one.holds(*index)));
            if posting.is_at(self.level)
                && boundary::may_stand(self.glyphs, start, end, posting.designation)
                && self.case.agrees(posting, matched.map(|(_, glyph)| glyph))
            {
                hit.agreed |= 1 << number;
            }
        }
        if hit.agreed == 0 {
            return false;
        }
        self.push(start, end, hit, branch);
        // ブリナツモマブ（遺伝子組換え）, メトホルミン塩酸塩: the name goes on.
        let Some(drugs) = hit.drugs() else { return false };
        match suffix::read(self.glyphs.get(end..).unwrap_or_default()) {
            suffix::Reading::Suffix(length, suffix) => {
                self.push(start, end + length, Hit { suffix: Some(suffix), ..drugs }, branch);
            }
            suffix::Reading::CutOff => return true,
            suffix::Reading::No => {}
        }
        false
    }

    fn push(&mut self, start: usize, end: usize, hit: Hit<'l>, branch: &Branch) {
        let (Some(first), Some(last)) = (self.glyphs.get(start), self.glyphs.get(end - 1)) else { return };
        let span = Span::new(first.start, last.end);
        self.matches.push(Match { span, glyphs: (start, end), hit, insertions: branch.insertions });
    }
}
