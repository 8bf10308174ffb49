//! One paragraph being read: what a short form may stand for at a place, and how sure
//! that is.

use crate::designation::Language;
use crate::effort::step;
use crate::fold::script::class;
use crate::fold::{Glyph, flag};
use crate::span::Span;

use super::alignment::{self, Alignment};
use super::bracket::Part;
use super::knowledge::Folding;
use super::noun::{Noun, Surroundings, weight};
use super::short_form::{ShortForm, Sort, trimmed};
use super::word_list;
use super::{DefinitionForm, RawDefinition};

/// Glyphs between quotation marks before a bracket.
const MAX_QUOTED: usize = 100;

/// A paragraph, and the definitions found in it so far.
pub(super) struct Reading<'a, 'l> {
    pub(super) around: Surroundings<'a, 'l>,
    /// For each glyph that is a bracket, the index of its partner.
    pub(super) partners: &'a [u32],
    pub(super) folding: &'a mut Folding,
    /// The memory of reading brackets.
    pub(super) parts: &'a mut Vec<Part>,
    pub(super) found: &'a mut Vec<RawDefinition>,
    /// Byte of the whole text that the paragraph begins at.
    pub(super) origin: usize,
}

/// A long form: glyphs of the paragraph, and the concept that it names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Long {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) concept: Option<u32>,
    /// The lexicon or the letters prove it.
    pub(super) proved: bool,
}

impl<'a> Reading<'a, '_> {
    pub(super) fn glyphs(&self) -> &'a [Glyph] {
        self.around.levels.form
    }

    pub(super) fn glyph(&self, index: usize) -> Option<&'a Glyph> {
        step();
        self.glyphs().get(index)
    }

    pub(super) fn character(&self, index: usize) -> Option<char> {
        self.glyph(index).map(|glyph| glyph.character)
    }

    /// The partner of the bracket at glyph `at`.
    pub(super) fn partner(&self, at: usize) -> Option<usize> {
        self.partners.get(at).filter(|&&partner| partner != u32::MAX).map(|&partner| partner as usize)
    }

    pub(super) fn is_japanese(&self, first: usize, end: usize) -> bool {
        self.glyphs().get(first..end).unwrap_or_default().iter().any(|glyph| glyph.is(class::KANA_OR_HAN))
    }

    /// Adds a definition, unless the same is there.
    pub(super) fn add(
        &mut self,
        short: &ShortForm,
        long: Long,
        form: DefinitionForm,
        statement: (usize, usize),
    ) {
        self.add_of(short, self.origin, long, form, statement);
    }

    /// The same for a short form in the paragraph that begins at byte `origin`.
    pub(super) fn add_of(
        &mut self,
        short: &ShortForm,
        origin: usize,
        long: Long,
        form: DefinitionForm,
        statement: (usize, usize),
    ) {
        let bytes = |first: usize, end: usize| {
            let start = self.glyph(first).map_or(0, Glyph::start);
            let end = end.checked_sub(1).and_then(|last| self.glyph(last)).map_or(start, Glyph::end);
            Span::new(start, end.max(start)).shifted(self.origin)
        };
        let language =
            if self.is_japanese(long.first, long.end) { Language::Japanese } else { Language::English };
        let statement = bytes(statement.0, statement.1);
        let raw = RawDefinition {
            short: short.span.shifted(origin),
            plural: short.plural,
            long: bytes(long.first, long.end),
            language,
            form,
            statement,
            concept: long.concept,
        };
        let same = |other: &RawDefinition| other.short == raw.short && other.long == raw.long;
        let recent = self.found.len().saturating_sub(8);
        if !raw.long.is_empty() && !self.found.iter().skip(recent).any(same) {
            self.found.push(raw);
        }
    }

    /// What stands right before glyph `end` as the long form of `short`.
    pub(super) fn long_before(&mut self, end: usize, short: &ShortForm) -> Option<Long> {
        let mut end = end;
        while end > 0 && self.character(end - 1) == Some(' ') {
            end -= 1;
        }
        let last = *self.glyph(end.checked_sub(1)?)?;
        if self.glyph(end).is_some_and(|bracket| bracket.has(flag::UNBRIDGEABLE)) {
            return None;
        }
        if let Some(open) = self.quoted(end) {
            return self.quoted_long(open + 1, end - 1, short);
        }
        let known = self.around.knowledge.ending(self.around.levels, end, short, self.folding);
        if let Some((first, concept)) = known {
            return Some(Long { first, end, concept: Some(concept), proved: true });
        }
        if let Some(shared) = self.shared_tail(end, short) {
            return Some(shared);
        }
        if last.is(class::WORD) && !last.is(class::KANA_OR_HAN) {
            let aligned = alignment::leftwards(self.glyphs(), end, short);
            if let Some(aligned) = aligned {
                let concept = self.concept(aligned.first, end, short).map(|(concept, _)| concept);
                return Some(Long { first: aligned.first, end, concept, proved: true });
            }
        }
        let noun = self.around.noun_before(end)?;
        if !self.is_japanese(noun.first, end) {
            return None;
        }
        self.accepted(noun, end, short)
    }

    /// A noun that no letters and no entry of the lexicon prove, if a careful reader
    /// would take it: it has a kanji or two katakana for each capital of the short form.
    fn accepted(&mut self, noun: Noun, end: usize, short: &ShortForm) -> Option<Long> {
        let Noun { first, weight, open } = noun;
        if open {
            return None;
        }
        let long = Long { first, end, concept: None, proved: false };
        let named = self.concept(first, end, short);
        let concept = named.map(|(concept, _)| concept);
        if short.sort == Sort::Declared && short.capitals == 0 {
            let own = super::noun::weight(short.glyphs());
            return (weight > own).then_some(Long { concept, ..long });
        }
        if short.sort == Sort::Doubtful || short.mixed && short.sort != Sort::Declared {
            return None;
        }
        let knowledge = self.around.knowledge;
        let is_known = knowledge.has_short_form(short);
        // Two things that the lexicon keeps apart: 抗がん剤（5-FU） is an example. And a
        // name in capitals is a brand.
        let apart = is_known && concept.is_some() || knowledge.has_name(short);
        let declared = short.sort == Sort::Declared;
        // A short form with another sense needs more of a name than one without.
        let body = self.glyphs().get(first..end).unwrap_or_default();
        let (share, letters) = if is_known && !declared {
            (2, short.letters().count())
        } else {
            (1, usize::from(short.capitals))
        };
        let is_example =
            is_known && weight < 2 * (share + 1) * letters && word_list::CLASS_HEADS.ending(body).is_some();
        // A number is the same in both: IL-6, インターロイキン6.
        let is_digit = |glyph: &&Glyph| glyph.character.is_ascii_digit();
        let has = |digit: &Glyph| body.iter().any(|glyph| glyph.character == digit.character);
        let numbered = short.letters().filter(is_digit).all(has);
        let apart = apart || is_example || !numbered;
        ((declared || !apart) && weight >= 2 * share * letters && weight > 2)
            .then_some(Long { concept, ..long })
    }

    /// A long form that letters have proved. Few letters do not where the lexicon has both
    /// as names of two things: AST, alkaline phosphatase.
    fn proved(&mut self, aligned: Alignment, end: usize, short: &ShortForm) -> Option<Long> {
        let first = aligned.first;
        let named = self.concept(first, end, short);
        let apart = named.is_some_and(|(_, agrees)| !agrees) && self.around.knowledge.has_short_form(short);
        let concept = named.map(|(concept, _)| concept);
        (aligned.is_strong() || !apart).then_some(Long { first, end, concept, proved: true })
    }

    /// How well letters prove a long form, if they or the lexicon do so beyond doubt.
    pub(super) fn certainty(&mut self, long: &Long, short: &ShortForm) -> Option<i32> {
        let aligned = alignment::whole(self.glyphs(), long.first, long.end, short);
        let strong = aligned.filter(Alignment::is_strong).map(|found| found.score);
        let known = self.concept(long.first, long.end, short).is_some_and(|(_, agrees)| agrees);
        strong.or(known.then_some(1))
    }

    pub(super) fn concept(&mut self, first: usize, end: usize, short: &ShortForm) -> Option<(u32, bool)> {
        self.around.knowledge.concept(self.around.levels, (first, end), short, self.folding)
    }

    /// Glyphs `first..end` as the long form of `short`, all of them.
    pub(super) fn whole(&mut self, first: usize, end: usize, short: &ShortForm) -> Option<Long> {
        let (first, end) = trimmed(self.glyphs(), first, end);
        if end <= first || first < short.end && short.first < end {
            return None;
        }
        if let Some((concept, true)) = self.concept(first, end, short) {
            return Some(Long { first, end, concept: Some(concept), proved: true });
        }
        if !self.is_japanese(first, end) {
            let aligned = alignment::whole(self.glyphs(), first, end, short)?;
            return self.proved(aligned, end, short);
        }
        let noun = self.around.phrase_before(first, end)?;
        let weight = weight(self.glyphs().get(first..end)?);
        let concept = self.concept(first, end, short);
        // The lexicon has the words for something else.
        if concept.is_some() {
            return None;
        }
        self.accepted(Noun { first: noun.first, weight, open: false }, end, short)
    }

    /// The glyph of the quotation mark that opens the quotation before glyph `end`.
    fn quoted(&self, end: usize) -> Option<usize> {
        let close = end.checked_sub(1)?;
        let open = match self.character(close)? {
            '」' => '「',
            '』' => '『',
            '"' => '"',
            _ => return None,
        };
        let floor = close.saturating_sub(MAX_QUOTED);
        (floor..close).rev().find(|&index| self.character(index) == Some(open))
    }

    /// What stands between quotation marks is a name as it stands.
    fn quoted_long(&mut self, first: usize, end: usize, short: &ShortForm) -> Option<Long> {
        let body = self.glyphs().get(first..end)?;
        let has_break = body.iter().any(|glyph| matches!(glyph.character, '。' | '「' | '」'));
        if body.len() < 2 || has_break || short.sort == Sort::Doubtful {
            return None;
        }
        let weight = weight(body);
        let wanted = 2 * usize::from(short.capitals).max(1);
        let concept = self.concept(first, end, short).map(|(concept, _)| concept);
        (weight >= wanted).then_some(Long { first, end, concept, proved: false })
    }

    /// キメラ抗原受容体T細胞療法（CAR-T細胞療法）: a short form that ends in the same
    /// Japanese letters as the words before it.
    fn shared_tail(&mut self, end: usize, short: &ShortForm) -> Option<Long> {
        if !short.mixed || short.sort == Sort::Declared {
            return None;
        }
        let glyphs = short.glyphs();
        let is_japanese = |glyph: &&Glyph| glyph.is(class::KANA_OR_HAN);
        let tail = glyphs.iter().rev().take_while(is_japanese).count();
        let head_has_japanese =
            glyphs.iter().take(glyphs.len() - tail).any(|glyph| glyph.is(class::KANA_OR_HAN));
        let before = self.glyphs().get(end.checked_sub(tail)?..end)?;
        let own = glyphs.get(glyphs.len() - tail..)?;
        let same = before.iter().map(|glyph| glyph.character).eq(own.iter().map(|glyph| glyph.character));
        let bare = word_list::BARE_HEADS.has(own);
        if tail == 0 || !same || bare || head_has_japanese || short.capitals < 2 {
            return None;
        }
        let noun = self.around.noun_before(end)?;
        let own = super::noun::weight(glyphs);
        let concept = self.concept(noun.first, end, short).map(|(concept, _)| concept);
        (noun.weight > own && !noun.open).then_some(Long { first: noun.first, end, concept, proved: false })
    }
}
