//! The left end of a Japanese noun, by script.
//!
//! From a bracket to the left, a term goes on over kanji, katakana, Latin letters and
//! digits. Hiragana end it: nearly all are particles and endings, and the nouns written
//! in hiragana are few enough for a list. A term that begins earlier is then taken too
//! short, which the caller judges by its weight against the short form.

use crate::effort::step;
use crate::fold::script::class;
use crate::fold::{Glyph, flag};

use super::knowledge::{Knowledge, Levels};
use super::short_form::after;
use super::word_list;
use super::words::Ending;

/// Glyphs of the longest noun.
const LONGEST: usize = 60;

/// A line of so many glyphs is full, so that a word may go on in the next.
const FULL_LINE: usize = 20;

/// A noun that ends at a known place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noun {
    /// Glyph of the paragraph.
    pub(super) first: usize,
    /// Twice its length in kanji: a katakana letter counts half.
    pub(super) weight: usize,
    /// The name may begin further to the left: の or a verb stands before a bare head.
    pub(super) open: bool,
}

/// What a term is looked for in.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a, 'l> {
    pub(super) text: &'a str,
    pub(super) levels: Levels<'a>,
    pub(super) knowledge: Knowledge<'l>,
}

impl Surroundings<'_, '_> {
    fn glyph(&self, index: usize) -> Option<&Glyph> {
        step();
        self.levels.form.get(index)
    }

    /// The noun that ends before glyph `end`.
    pub(super) fn noun_before(&self, end: usize) -> Option<Noun> {
        let mut at = end;
        let mut stop = None;
        while at > end.saturating_sub(LONGEST) {
            if at < end && !self.is_bridged(at) {
                break;
            }
            let Some(glyph) = at.checked_sub(1).and_then(|before| self.glyph(before)) else { break };
            match glyph.character {
                _ if glyph.is(class::HIRAGANA) => match self.hiragana_noun(at, end) {
                    Some(first) => at = first,
                    None => {
                        stop = Some(glyph.character);
                        break;
                    }
                },
                _ if glyph.is(class::HAN | class::KATAKANA | class::WORD | class::MARK) => at -= 1,
                '-' | '・' | '/' | '+' if at < end => {
                    let before = at.checked_sub(2).and_then(|before| self.glyph(before));
                    let goes_on = before
                        .is_some_and(|glyph| glyph.is(class::HAN | class::KATAKANA | class::WORD))
                        && !glyph.has(flag::UNBRIDGEABLE | flag::LINE);
                    if !goes_on {
                        break;
                    }
                    at -= 1;
                }
                _ => break,
            }
        }
        let first = self.without_leading(at, end);
        let body = self.levels.form.get(first..end).filter(|body| !body.is_empty())?;
        let bare = word_list::BARE_HEADS.has(body);
        let open = bare && matches!(stop, Some('の' | 'る' | 'た' | 'な' | 'び'));
        Some(Noun { first, weight: weight(body), open })
    }

    /// Glyphs `first..end` as nouns with links between them (医薬品製造販売後安全管理の基準), all
    /// of them. Only where something else tells both ends.
    pub(super) fn phrase_before(&self, first: usize, end: usize) -> Option<Noun> {
        let mut at = end;
        for _ in 0..6 {
            let noun = self.noun_before(at)?;
            if noun.first <= first {
                let body = self.levels.form.get(first..end)?;
                return Some(Noun { first, weight: weight(body), open: false });
            }
            let before = self.levels.form.get(..noun.first)?;
            let link = word_list::NOUN_LINKS.ending(before)?;
            at = noun.first - link.chars().count();
            if at <= first {
                return None;
            }
        }
        None
    }

    /// Whether a term may go on over the gap before glyph `at`.
    fn is_bridged(&self, at: usize) -> bool {
        let (Some(before), Some(after)) =
            (at.checked_sub(1).and_then(|before| self.glyph(before)), self.glyph(at))
        else {
            return true;
        };
        if after.has(flag::UNBRIDGEABLE) {
            return false;
        }
        if after.has(flag::LINE) {
            return self.is_wrapped(at);
        }
        if after.has(flag::WORD_END) && before.is(class::WORD | class::KANA_OR_HAN) {
            // A middle dot or a space between katakana is inside a name; a space after a
            // Latin name, too (Stevens-Johnson 症候群). Any other space parts columns.
            let katakana = before.is(class::KATAKANA) && after.is(class::KATAKANA);
            return katakana || before.is_lower_letter() && self.is_capitalised(at);
        }
        true
    }

    /// Whether the Latin word that ends before glyph `at` begins with a capital.
    fn is_capitalised(&self, at: usize) -> bool {
        let is_letter = |index: &usize| self.glyph(*index).is_some_and(|glyph| glyph.is(class::LATIN));
        let first = (at.saturating_sub(24)..at).rev().take_while(is_letter).last();
        first.and_then(|first| self.glyph(first)).is_some_and(|glyph| glyph.has(flag::UPPER))
    }

    /// Whether the line break before glyph `at` is one that the page made, and not the
    /// end of a heading. Known terms need no such guess: they are tried before.
    fn is_wrapped(&self, at: usize) -> bool {
        let floor = at.saturating_sub(LONGEST);
        let line = (floor..at).rev().find(|&first| {
            first == 0 || self.glyph(first).is_some_and(|glyph| glyph.has(flag::LINE | flag::UNBRIDGEABLE))
        });
        let Some(line) = line else { return true };
        let gap = match (at.checked_sub(1).and_then(|before| self.glyph(before)), self.glyph(at)) {
            (Some(before), Some(after)) => self.text.get(before.end()..after.start()).unwrap_or_default(),
            _ => "",
        };
        let breaks = gap.matches('\n').count();
        let marked = self.glyph(line).is_some_and(|glyph| is_bullet(glyph.character));
        let full = at - line >= FULL_LINE;
        full || breaks < 2 && !marked && !self.knowledge.is_name(self.levels, line, at)
    }

    /// Where the noun of the list begins that has its last hiragana before glyph `at`.
    fn hiragana_noun(&self, at: usize, end: usize) -> Option<usize> {
        let glyphs = self.levels.form;
        let last = self.glyph(at.checked_sub(1)?)?;
        word_list::HIRAGANA_NOUNS
            .with_last(last.character)
            .filter_map(|&Ending { body, follows, length, .. }| {
                let first = at.checked_sub(length)?;
                let found = after(glyphs.get(..at)?, first, body)?;
                // せん|妄: what must follow was read before.
                let joined = at == end || follows.is_empty() || after(glyphs, found, follows).is_some();
                joined.then_some(first)
            })
            .min()
    }

    /// `first` without what stands before a term and is no part of it.
    fn without_leading(&self, mut first: usize, end: usize) -> usize {
        let glyphs = self.levels.form;
        loop {
            let Some(glyph) = self.glyph(first).filter(|_| first < end) else { return first };
            let is_mark = matches!(glyph.character, '-' | '・' | '/' | '+') || is_bullet(glyph.character);
            let word = word_list::LEADING.after(glyphs, first);
            first = match word {
                Some(next) if next + 2 <= end => next,
                _ if is_mark => first + 1,
                _ => return first,
            };
        }
    }
}

/// A mark that begins an item of a list or a heading.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '①'..='⓿' | '❶'..='➓' | '㉑'..='㉟' | '㊱'..='㊿' | '◇' | '◆' | '■' | '□' | '●' | '○' | '▼' | '▽')
        || matches!(
            c,
            '▲' | '△'
                | '※'
                | '◎'
                | '♢'
                | '★'
                | '☆'
                | '•'
                | '▪'
                | '・'
                | '【'
                | '〈'
                | '＜'
                | '§'
                | '#'
        )
}

/// Twice the length in kanji of a noun.
pub(super) fn weight(body: &[Glyph]) -> usize {
    body.iter().map(|glyph| if glyph.is(class::HAN) { 2 } else { 1 }).sum()
}
