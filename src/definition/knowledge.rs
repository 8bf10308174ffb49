//! What the lexicon knows of a short form and of the words before it.

use core::cell::{Cell, OnceCell};

use crate::automaton::Automaton;
use crate::concept::Concept;
use crate::designation::Language;
use crate::effort::step;
use crate::fold::script::class;
use crate::fold::{self, Glyph, Level, Respelling, flag, fold_into, is_edge};
use crate::format::Tables;
use crate::hit::{Capitals, Postings};

use super::alignment;
use super::short_form::ShortForm;

/// Glyphs of the longest designation that is looked for before a bracket.
const LONGEST: usize = 72;

// They are numbered by the bits of one word.
const _: () = assert!(LONGEST < 128);

/// Designations of a concept whose letters are compared with a short form.
const MAX_DESIGNATIONS: usize = 16;

/// The lexicon, as the reading of definitions asks it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Knowledge<'l> {
    tables: Tables<'l>,
    keys: Automaton<'l>,
}

/// A concept, and whether the short form is one of its own.
type Answer = Option<(u32, bool)>;

/// The memory of folding designations, and of what was last asked.
#[derive(Debug, Default)]
pub(super) struct Folding {
    scratch: fold::Scratch,
    glyphs: Vec<Glyph>,
    /// A short form, and whether concepts agree with it that were asked for.
    short: Option<ShortForm>,
    agreed: Vec<(u32, bool)>,
    /// The glyphs that were last asked for with it, and the answer.
    asked: Option<(usize, usize, Answer)>,
}

impl Folding {
    /// Forgets what was asked: other glyphs are numbered from here on.
    pub(super) fn forget(&mut self) {
        self.short = None;
    }

    /// Forgets what was asked of another short form.
    fn turn_to(&mut self, short: &ShortForm) {
        if !self.short.as_ref().is_some_and(|last| last.is_same(short)) {
            self.short = Some(*short);
            self.agreed.clear();
            self.asked = None;
        }
    }
}

/// The spelling level of a paragraph, which is read when it is first asked for.
pub(super) struct Spelled {
    read: OnceCell<Respelling>,
    memory: Cell<Respelling>,
}

impl Spelled {
    /// Nothing yet, and memory to read it into.
    pub(super) fn new(memory: Respelling) -> Spelled {
        Spelled { read: OnceCell::new(), memory: Cell::new(memory) }
    }

    pub(super) fn into_memory(self) -> Respelling {
        self.read.into_inner().unwrap_or_else(|| self.memory.take())
    }

    fn of(&self, form: &[Glyph]) -> &Respelling {
        self.read.get_or_init(|| {
            let mut memory = self.memory.take();
            memory.read(form);
            memory
        })
    }
}

/// A paragraph at both levels.
#[derive(Clone, Copy)]
pub(super) struct Levels<'a> {
    pub(super) form: &'a [Glyph],
    pub(super) spelling: &'a Spelled,
}

impl<'a> Levels<'a> {
    /// Glyphs `first..end` at the spelling level; none where it reads them as the form
    /// level does.
    fn respelled(self, first: usize, end: usize) -> Option<&'a [Glyph]> {
        let respelling = self.spelling.of(self.form);
        let edits = &respelling.edits;
        // Edits that only touch the glyphs count, too.
        let next = edits.partition_point(|edit| edit.form.end < first);
        let apart = edits.get(next).is_none_or(|edit| edit.form.start > end);
        if edits.is_empty() || apart && is_edge(self.form, first) && is_edge(self.form, end) {
            return None;
        }
        let form = self.form.get(first..end).unwrap_or_default();
        let (Some(head), Some(last)) = (form.first(), form.last()) else { return Some(&[]) };
        let spelling = respelling.of(self.form);
        let from = spelling.partition_point(|glyph| glyph.start() < head.start());
        let to = spelling.partition_point(|glyph| glyph.end() <= last.end());
        Some(spelling.get(from..to).unwrap_or_default())
    }

    /// A bit for each glyph from `floor` on from which the spelling level may not read the
    /// first few glyphs before `end` as the form level does.
    fn respelled_starts(self, floor: usize, end: usize) -> u128 {
        let edits = &self.spelling.of(self.form).edits;
        let next = edits.partition_point(|edit| edit.form.end < floor);
        let near = edits.get(next..).unwrap_or_default().iter().take_while(|edit| edit.form.start <= end);
        let bits = |first: usize, end: usize| {
            let (first, end) = (first.max(floor) - floor, end.max(floor) - floor);
            (first..end.min(LONGEST + 1)).fold(0, |bits, index| bits | 1_u128 << index)
        };
        let last = bits(end.saturating_sub(SHOWN), end);
        near.fold(last, |starts, edit| {
            starts | bits(edit.form.start.saturating_sub(SHOWN), edit.form.end + 1)
        })
    }
}

/// Glyphs that show whether a key may begin with them, and those beside them.
const SHOWN: usize = 6;

impl<'l> Knowledge<'l> {
    pub(super) fn new(tables: Tables<'l>) -> Knowledge<'l> {
        Knowledge { tables, keys: tables.automaton() }
    }

    /// The key that glyphs agree with.
    fn key(self, glyphs: &[Glyph]) -> Option<u32> {
        let mut codes = glyphs.iter().inspect(|_| step()).map(|glyph| self.keys.code(glyph.character));
        let end = codes.try_fold(self.keys.root(), |state, code| self.keys.step(state, code))?;
        self.keys.key(end).filter(|_| !glyphs.is_empty())
    }

    /// The concepts that glyphs folded at `level` name, those of short forms or the others.
    fn named(self, glyphs: &[Glyph], level: Level, short: bool) -> impl Iterator<Item = u32> {
        self.key(glyphs).into_iter().flat_map(move |key| self.named_by(key, glyphs, level, short))
    }

    /// The same where the key of the glyphs is known.
    fn named_by(self, key: u32, glyphs: &[Glyph], level: Level, short: bool) -> impl Iterator<Item = u32> {
        Postings::among(self.tables, self.keys, key).iter().filter_map(move |(_, posting)| {
            let agrees =
                posting.is_at(level) && posting.is_short_form() == short && posting.designation.exists();
            let capitals =
                || !posting.asks_for_capitals() || Capitals::of(glyphs.iter()).agree(posting, glyphs.iter());
            (agrees && capitals()).then(|| posting.designation.concept().index)
        })
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
        folding.turn_to(short);
        if let Some(&(_, agrees)) = folding.agreed.iter().find(|&&(one, _)| one == concept) {
            return agrees;
        }
        let agrees = self.is_short_form_of(short, concept) || self.gives_letters(short, concept, folding);
        folding.agreed.push((concept, agrees));
        agrees
    }

    /// Whether an English name of the concept gives the letters of the short form.
    fn gives_letters(self, short: &ShortForm, concept: u32, folding: &mut Folding) -> bool {
        let designations = Concept { tables: self.tables, index: concept }.designations();
        for designation in designations.take(MAX_DESIGNATIONS) {
            if designation.language() != Language::English || designation.is_short_form() {
                continue;
            }
            let text = designation.text();
            if text.is_ascii() && !alignment::may_give(text.bytes().map(char::from), short) {
                continue;
            }
            let Folding { scratch, glyphs, .. } = folding;
            fold_into(text, Level::Form, scratch, glyphs);
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
    ) -> Answer {
        folding.turn_to(short);
        if let Some((.., answer)) = folding.asked.filter(|&(from, to, _)| (from, to) == (first, end)) {
            return answer;
        }
        let answer = self.concept_anew(levels, (first, end), short, folding);
        folding.asked = Some((first, end, answer));
        answer
    }

    fn concept_anew(
        self,
        levels: Levels<'_>,
        (first, end): (usize, usize),
        short: &ShortForm,
        folding: &mut Folding,
    ) -> Answer {
        let mut other = None;
        for (key, glyphs, level) in self.keys_of(levels, first, end) {
            let found = self.named_by(key, glyphs, level, false).find(|&concept| {
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

    /// The keys that glyphs `first..end` agree with at the two levels.
    fn keys_of<'a>(
        self,
        levels: Levels<'a>,
        first: usize,
        end: usize,
    ) -> impl Iterator<Item = (u32, &'a [Glyph], Level)> {
        let form = levels.form.get(first..end).unwrap_or_default();
        let key = self.key(form);
        let (other, spelling) = match levels.respelled(first, end) {
            Some(spelling) => (self.key(spelling), spelling),
            None => (key, form),
        };
        let of = |key: Option<u32>, glyphs, level| key.map(|key| (key, glyphs, level));
        [of(key, form, Level::Form), of(other, spelling, Level::Spelling)].into_iter().flatten()
    }

    /// Whether glyphs `first..end` are a name.
    pub(super) fn is_name(self, levels: Levels<'_>, first: usize, end: usize) -> bool {
        self.keys_of(levels, first, end)
            .any(|(key, glyphs, level)| self.named_by(key, glyphs, level, false).next().is_some())
    }

    /// Whether glyphs `first..end` of the form level may be a key: false is certain where
    /// the spelling level reads them alike.
    fn may_begin(self, glyphs: &[Glyph], first: usize, end: usize) -> bool {
        let glyphs = glyphs.get(first..end).unwrap_or_default();
        self.keys.beginnings().may_have(glyphs.iter().map(|glyph| glyph.character.into()))
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
            step();
        }
        let alike = levels.respelled(floor, end).is_none();
        let initial = short.glyphs().first().map(|glyph| glyph.character);
        let mut longest = None;
        let respelled = if alike { 0 } else { levels.respelled_starts(floor, end) };
        let may_begin = |&first: &usize| {
            may_begin(glyphs, first)
                && (respelled >> (first - floor) & 1 != 0 || self.may_begin(glyphs, first, end))
        };
        for first in (floor..end).filter(may_begin) {
            if alike && self.key(glyphs.get(first..end).unwrap_or_default()).is_none() {
                continue;
            }
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
