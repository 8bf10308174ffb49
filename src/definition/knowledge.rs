//! What the lexicon knows of a short form and of the words before it.

use crate::automaton::Automaton;
use crate::concept::Concept;
use crate::designation::Language;
use crate::fold::script::class;
use crate::fold::{self, Glyph, Level, flag, fold_into, is_edge};
use crate::format::Tables;
use crate::hit::{Capitals, Postings};

use super::alignment;
use super::short_form::ShortForm;

/// Glyphs of the longest designation that is looked for before a bracket.
const LONGEST: usize = 72;

/// Designations of a concept whose letters are compared with a short form.
const MAX_DESIGNATIONS: usize = 16;

/// The lexicon, as the reading of definitions asks it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Knowledge<'l> {
    tables: Tables<'l>,
    keys: Automaton<'l>,
}

/// The memory of folding designations.
#[derive(Debug, Default)]
pub(super) struct Folding {
    scratch: fold::Scratch,
    glyphs: Vec<Glyph>,
}

/// A paragraph at both levels.
#[derive(Clone, Copy)]
pub(super) struct Levels<'a> {
    pub(super) form: &'a [Glyph],
    pub(super) spelling: &'a [Glyph],
}

impl<'a> Levels<'a> {
    /// Glyphs `first..end` of the form level, at each level.
    fn both(self, first: usize, end: usize) -> [(Level, &'a [Glyph]); 2] {
        let form = self.form.get(first..end).unwrap_or_default();
        let same = core::ptr::eq(self.form, self.spelling);
        let spelled = match (form.first(), form.last()) {
            _ if same => form,
            (Some(head), Some(last)) => {
                let from = self.spelling.partition_point(|glyph| glyph.start() < head.start());
                let to = self.spelling.partition_point(|glyph| glyph.end() <= last.end());
                self.spelling.get(from..to).unwrap_or_default()
            }
            _ => &[],
        };
        [(Level::Form, form), (Level::Spelling, spelled)]
    }
}

impl<'l> Knowledge<'l> {
    pub(super) fn new(tables: Tables<'l>) -> Knowledge<'l> {
        Knowledge { tables, keys: tables.automaton() }
    }

    /// The concepts that glyphs folded at `level` name, those of short forms or the others.
    fn named(self, glyphs: &[Glyph], level: Level, short: bool) -> impl Iterator<Item = u32> {
        let key = self.keys.get(glyphs.iter().map(|glyph| self.keys.code(glyph.character)));
        let key = key.filter(|_| !glyphs.is_empty());
        let capitals = Capitals::of(glyphs.iter());
        key.into_iter().flat_map(move |key| Postings::of(self.tables, key).iter()).filter_map(
            move |(_, posting)| {
                let agrees =
                    posting.is_at(level) && posting.designation.exists() && posting.is_short_form() == short;
                (agrees && capitals.agree(posting, glyphs.iter()))
                    .then(|| posting.designation.concept().index)
            },
        )
    }

    /// Whether the lexicon has the short form, of whatever concept.
    pub(super) fn has_short_form(self, short: &ShortForm) -> bool {
        [short.glyphs(), short.singular()]
            .iter()
            .any(|form| self.named(form, Level::Form, true).next().is_some())
    }

    /// Whether the lexicon has it as a name that is no short form: BLINCYTO.
    pub(super) fn has_name(self, short: &ShortForm) -> bool {
        self.named(short.glyphs(), Level::Form, false).next().is_some()
    }

    /// Whether the short form is one of the concept.
    fn is_short_form_of(self, short: &ShortForm, concept: u32) -> bool {
        let forms = [short.glyphs(), short.singular()];
        forms.iter().any(|form| self.named(form, Level::Form, true).any(|one| one == concept))
    }

    /// Whether the concept has the short form, or an English name that gives its letters.
    fn agrees(self, short: &ShortForm, concept: u32, folding: &mut Folding) -> bool {
        if self.is_short_form_of(short, concept) {
            return true;
        }
        let designations = Concept { tables: self.tables, index: concept }.designations();
        for designation in designations.take(MAX_DESIGNATIONS) {
            if designation.language() != Language::English || designation.is_short_form() {
                continue;
            }
            let Folding { scratch, glyphs } = folding;
            fold_into(designation.text(), Level::Form, scratch, glyphs);
            if alignment::whole(glyphs, 0, glyphs.len(), short).is_some_and(|found| found.is_strong()) {
                return true;
            }
        }
        false
    }

    /// The concept that glyphs `first..end` of the form level name, and whether the
    /// short form is one of its own. One that has it goes before the others.
    pub(super) fn concept(
        self,
        levels: Levels<'_>,
        (first, end): (usize, usize),
        short: &ShortForm,
        folding: &mut Folding,
    ) -> Option<(u32, bool)> {
        let mut other = None;
        for (level, glyphs) in levels.both(first, end) {
            let found = self.named(glyphs, level, false).find(|&concept| {
                let agrees = self.agrees(short, concept, folding);
                if !agrees {
                    other.get_or_insert(concept);
                }
                agrees
            });
            if let Some(concept) = found {
                return Some((concept, true));
            }
        }
        other.map(|concept| (concept, false))
    }

    /// Whether glyphs `first..end` are a name.
    pub(super) fn is_name(self, levels: Levels<'_>, first: usize, end: usize) -> bool {
        levels
            .both(first, end)
            .iter()
            .any(|&(level, glyphs)| self.named(glyphs, level, false).next().is_some())
    }

    /// Where the longest designation begins that ends before glyph `end` and has the
    /// short form, and its concept.
    pub(super) fn ending(
        self,
        levels: Levels<'_>,
        end: usize,
        short: &ShortForm,
        folding: &mut Folding,
    ) -> Option<(usize, u32)> {
        let glyphs = levels.form;
        let mut floor = end;
        while floor > end.saturating_sub(LONGEST) {
            let bridged =
                floor == end || !glyphs.get(floor).is_some_and(|glyph| glyph.has(flag::UNBRIDGEABLE));
            let goes_on =
                glyphs.get(floor - 1).is_some_and(|glyph| !matches!(glyph.character, '。' | ';' | '!' | '?'));
            if !bridged || !goes_on {
                break;
            }
            floor -= 1;
        }
        let initial = short.glyphs().first().map(|glyph| glyph.character);
        let mut longest = None;
        for first in (floor..end).filter(|&first| may_begin(glyphs, first)) {
            let Some((concept, true)) = self.concept(levels, (first, end), short, folding) else { continue };
            let begins = glyphs.get(first).map(|glyph| glyph.character);
            let is_latin = glyphs.get(first).is_some_and(|glyph| glyph.is(class::LATIN));
            // "Serum C-reactive protein" is a name, too, but not what CRP is short for.
            if !is_latin || begins == initial {
                return Some(longest.filter(|_| !is_latin).unwrap_or((first, concept)));
            }
            longest.get_or_insert((first, concept));
        }
        longest
    }
}

/// Whether a designation may begin at glyph `first`: not within a word.
fn may_begin(glyphs: &[Glyph], first: usize) -> bool {
    let Some(glyph) = glyphs.get(first) else { return false };
    let Some(before) = first.checked_sub(1).and_then(|before| glyphs.get(before)) else { return true };
    let parted = glyph.has(flag::WORD_END);
    let within = |class: u8| before.is(class) && glyph.is(class) && !parted;
    !within(class::WORD)
        && !within(class::KATAKANA)
        && !glyph.is(class::MARK)
        && glyph.character != ' '
        && is_edge(glyphs, first)
}
