//! Blocks of information on a drug:
//! `◎Name〔Japanese name，English JAN，class（targets），indication治療薬〕国内：… 海外：…`.

use core::ops::Range;

use super::class::{self, DrugClass};
use super::excerpt::Excerpt;
use super::market::{self, Market, Side};
use super::note::Note;
use super::sheet::{Sheet, is_bullet, is_japanese_letter};
use crate::fold::script::class as script;
use crate::span::Span;

/// What a text says of one drug in a block of information. What it does not say is
/// empty: no name is made from another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct DrugRecord<'t> {
    /// The whole block, in bytes of the text.
    pub span: Span,
    /// The International Nonproprietary Name that the block is headed by.
    pub inn: Option<Excerpt<'t>>,
    /// The Japanese Accepted Name in Japanese, with （遺伝子組換え） where it has that.
    pub jan_ja: Option<Excerpt<'t>>,
    /// The Japanese Accepted Name in English.
    pub jan_en: Option<Excerpt<'t>>,
    /// The classes of medicines, in the order of the text.
    pub classes: Vec<DrugClass<'t>>,
    /// What it treats: X where the block says X治療薬.
    pub indications: Vec<Excerpt<'t>>,
    /// Whether it is marketed in Japan.
    pub japan: Option<Market<'t>>,
    /// Whether it is marketed elsewhere.
    pub abroad: Option<Market<'t>>,
    /// The notes that its marks refer to.
    pub notes: Vec<Note<'t>>,
}

/// Glyphs of a name that heads a block, at the most.
const LONGEST_NAME: usize = 120;

/// Glyphs of a block's bracket, at the most.
const LONGEST_BLOCK: usize = 1000;

/// Reads the block that begins at glyph `at`, if one does, and where it ends.
pub(super) fn read<'t>(sheet: &Sheet<'t>, at: usize) -> Option<(DrugRecord<'t>, usize)> {
    let marked = is_bullet(sheet.char(at));
    let strongly = matches!(sheet.char(at), '◎' | '※');
    if !marked && !sheet.begins_line(at) {
        return None;
    }
    let start = sheet.past_space(if marked { at + 1 } else { at });
    let (name, next) = name(sheet, start, marked)?;
    let name = without_note(sheet, name);
    let bracket = bracket(sheet, next);
    let content = bracket.as_ref().map(|bracket| bracket.content.clone());
    let mut reading = Reading::default();
    let mut end = bracket.as_ref().map_or(next, |bracket| bracket.end);
    if let Some(content) = &content {
        reading.items(sheet, content.clone());
    }
    // The status may stand behind the bracket or be its last part.
    let after = reading.fields(sheet, end);
    end = after.unwrap_or(end);
    let has_status = reading.japan.is_some() || reading.abroad.is_some();
    let is_listed = content.as_ref().is_some_and(|content| {
        strongly
            && content.clone().any(|at| is_japanese_letter(sheet.char(at)))
            && (sheet.char(content.start - 1) == '〔' || sheet.parts(content.clone(), is_comma).len() > 1)
    });
    if !has_status && !is_listed {
        return None;
    }
    let mut record = DrugRecord {
        span: sheet.span(at..end),
        inn: None,
        jan_ja: reading.jan_ja.map(|range| sheet.excerpt(range)),
        jan_en: reading.jan_en.map(|range| sheet.excerpt(range)),
        classes: reading.classes.into_iter().map(|item| class::read(sheet, item)).collect(),
        indications: reading.indications.into_iter().map(|item| sheet.excerpt(item)).collect(),
        japan: reading.japan,
        abroad: reading.abroad,
        notes: Vec::new(),
    };
    if name.clone().any(|at| is_japanese_letter(sheet.char(at))) {
        // Headed by the Japanese name: the English one is in the bracket.
        record.jan_ja = Some(sheet.excerpt(name));
    } else {
        record.inn = Some(sheet.excerpt(name));
    }
    Some((record, end))
}

/// The name that begins at glyph `start`, and the glyph at which the block goes on: a
/// bracket, or the name of a market.
fn name(sheet: &Sheet<'_>, start: usize, marked: bool) -> Option<(Range<usize>, usize)> {
    let mut at = start;
    let limit = start + LONGEST_NAME;
    let is_name = |at: usize| {
        sheet.is(at, script::WORD | script::KATAKANA | script::HAN)
            || matches!(sheet.char(at), ' ' | '-' | '\'' | '/' | ',' | '.' | '+')
    };
    while at < limit && at < sheet.len() {
        if at > start && !marked && sheet.begins_line(at) {
            return None;
        }
        if market::label(sheet, at).is_some() {
            break;
        }
        if opens(sheet.char(at)) {
            // A bracket with another one behind it belongs to the name.
            let next = sheet.close(at).map(|close| sheet.past_space(close + 1));
            match next.filter(|&next| matches!(sheet.char(next), '〔' | '[') && sheet.char(at) == '(') {
                Some(next) => at = next,
                None => break,
            }
        }
        if opens(sheet.char(at)) {
            break;
        }
        if !is_name(at) {
            return None;
        }
        at += 1;
    }
    let name = sheet.trimmed(start..at.min(sheet.len()));
    let letters = name.clone().filter(|&at| sheet.is(at, script::LATIN | script::KATAKANA)).count();
    (letters >= 3 && at < limit).then_some((name, at))
}

/// The bracket of a block.
struct Bracket {
    content: Range<usize>,
    end: usize,
}

/// The bracket that opens at glyph `at`, if one does. One that is not closed goes to
/// the name of a market.
fn bracket(sheet: &Sheet<'_>, at: usize) -> Option<Bracket> {
    if !opens(sheet.char(at)) {
        return None;
    }
    let closed = sheet.close(at).filter(|&close| close - at <= LONGEST_BLOCK);
    if let Some(close) = closed {
        return Some(Bracket { content: at + 1..close, end: close + 1 });
    }
    let limit = (at + 1 + LONGEST_BLOCK / 2).min(sheet.len());
    let stop = (at + 1..limit)
        .find(|&at| market::label(sheet, at).is_some() || matches!(sheet.char(at), '◎' | '〔'))?;
    let is_close = matches!(sheet.before(stop), ')' | ']' | '〕') && sheet.open(stop - 1).is_none();
    market::label(sheet, stop)?;
    Some(Bracket { content: at + 1..stop - usize::from(is_close), end: stop })
}

const fn opens(c: char) -> bool {
    matches!(c, '〔' | '[' | '(' | '【')
}

const fn is_comma(c: char) -> bool {
    matches!(c, ',' | '、')
}

/// The parts of a block.
#[derive(Default)]
struct Reading<'t> {
    jan_ja: Option<Range<usize>>,
    jan_en: Option<Range<usize>>,
    classes: Vec<Range<usize>>,
    indications: Vec<Range<usize>>,
    japan: Option<Market<'t>>,
    abroad: Option<Market<'t>>,
}

impl<'t> Reading<'t> {
    fn items(&mut self, sheet: &Sheet<'t>, content: Range<usize>) {
        let items = sheet.parts(content, is_comma);
        for (number, item) in items.iter().enumerate() {
            if market::label(sheet, item.start).is_some() {
                self.fields(sheet, item.start);
                continue;
            }
            let is_japanese = |item: &Range<usize>| {
                let item = without_note(sheet, item.clone());
                item.clone().any(|at| is_japanese_letter(sheet.char(at)))
            };
            let named = self.classes.is_empty() && self.indications.is_empty();
            if !is_japanese(item) {
                if named && self.jan_en.is_none() && item.clone().any(|at| sheet.is(at, script::LATIN)) {
                    self.jan_en = Some(without_note(sheet, item.clone()));
                } else {
                    self.classes.push(item.clone());
                }
                continue;
            }
            // The Japanese name comes first, and the English one, if any, right after it.
            let next_is_latin = items.get(number + 1).is_some_and(|next| !is_japanese(next));
            let is_class = class::is_class(sheet, item.clone()) && !next_is_latin;
            if named && self.jan_ja.is_none() && !is_class {
                self.jan_ja = Some(without_note(sheet, item.clone()));
            } else if let Some(indication) = class::indication(sheet, item.clone()) {
                self.indications.push(indication);
            } else {
                self.classes.push(item.clone());
            }
        }
    }

    /// Reads what is said of markets from glyph `at` on. Gives where it ends, if
    /// there is anything.
    fn fields(&mut self, sheet: &Sheet<'t>, at: usize) -> Option<usize> {
        let mut end = None;
        let mut at = at;
        loop {
            at = sheet.past_space(at);
            if end.is_some() && matches!(sheet.char(at), ',' | '、' | '/' | ';') {
                at = sheet.past_space(at + 1);
            }
            let Some((side, value)) = market::label(sheet, at) else { return end };
            let mut slots: Vec<&mut Option<Market<'t>>> = match side {
                Side::Japan => vec![&mut self.japan],
                Side::Abroad => vec![&mut self.abroad],
                Side::Both => vec![&mut self.japan, &mut self.abroad],
            };
            match market::read(sheet, value) {
                // What was said once stands.
                Some(_) if slots.iter().any(|slot| slot.is_some()) => return end,
                Some((market, past)) => {
                    for slot in &mut slots {
                        **slot = Some(market.clone());
                    }
                    at = past;
                }
                // A label that nothing follows says nothing.
                None => at = value,
            }
            end = Some(at);
        }
    }
}

/// `item` without the mark behind it of the pharmacopoeia, or of a system of names:
/// （JP）, （仮）.
pub(super) fn without_note(sheet: &Sheet<'_>, item: Range<usize>) -> Range<usize> {
    let Some(open) = item.end.checked_sub(1).and_then(|last| sheet.open(last)) else { return item };
    let inner = sheet.trimmed(open + 1..item.end - 1);
    let is_mark = ["jp", "jan", "inn", "日局", "局方", "日本薬局方", "仮", "仮称"]
        .iter()
        .any(|mark| sheet.past(inner.start, mark) == Some(inner.end));
    if is_mark && open > item.start { sheet.trimmed(item.start..open) } else { item }
}
