//! Legends: `AST: aspartate aminotransferase; ALT: …`, `AE＝有害事象、SAE＝…`, tables
//! of short forms.
//!
//! An item is a short form, a separator and a long form up to a mark that ends it. A
//! colon does all kinds of things, so the long form must be proved by letters or by
//! the lexicon, unless a head (略語, Abbreviations) or an item before it says what the
//! line is.

use crate::effort::step;
use crate::fold::script::class;
use crate::fold::{Glyph, flag};

use super::noun::is_bullet;
use super::reading::{Long, Reading};
use super::short_form::{MAX_SHORT_FORM, ShortForm, Sort};
use super::word_list;
use super::words::Words;
use super::{DefinitionForm, begins_line};

/// Glyphs of the longest long form.
const MAX_LONG: usize = 140;

/// Ends that are tried for one long form: a comma or a line break may be inside it.
const MAX_ENDS: usize = 4;

/// What is known of a legend while its items are read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Legend {
    /// The glyph up to which the last item or the head was read.
    end: usize,
    /// There is a head or an item before the next item.
    begun: bool,
    /// The head says that these are short forms (略語, Abbreviations).
    declared: bool,
}

/// How a separator binds its two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    /// : = and a column: they equate.
    Strong,
    /// A comma, a dash or a space: they do so in legends only.
    Weak,
}

impl Legend {
    /// Reads the item that begins at glyph `at`, if one may begin there.
    pub(super) fn read(&mut self, reading: &mut Reading<'_, '_>, at: usize) {
        if at < self.end {
            return;
        }
        let Some(glyph) = reading.glyph(at) else { return };
        let mut line = begins_line(reading.glyphs(), at);
        let last = at.checked_sub(1).and_then(|last| reading.glyph(last));
        if !line && last.is_some_and(|last| last.is(class::WORD | class::MARK)) {
            return;
        }
        let mut before = preceding(reading, at);
        // a ITT, intention to treat. b PP, …; **NE: 評価不能
        if let Some(mark) = mark_before(reading, at) {
            let sentence = matches!(preceding(reading, mark), Some('.' | ';' | '。'));
            if begins_line(reading.glyphs(), mark) || sentence {
                line = true;
                before = Some(';');
                self.begun = true;
                self.end = at;
            }
        }
        let listed = is_bullet(glyph.character) || before.is_some_and(is_bullet);
        let parted = glyph.has(flag::UNBRIDGEABLE) && glyph.has(flag::LINE) && !listed;
        if parted || before == Some('。') {
            self.begun = false;
            self.declared = false;
        }
        if line && let Some(end) = head(reading, at) {
            let declared = heads(reading, at, end, &word_list::SHORT_FORM_HEADS);
            *self = Legend { end, begun: true, declared };
            return;
        }
        let boundary = line
            || before.is_none_or(|c| {
                matches!(c, ';' | ',' | '、' | '。' | ':' | '.' | '|' | '・' | '*' | ')' | '•' | '/')
            });
        if !boundary || !glyph.is(class::WORD) {
            return;
        }
        let follows = self.begun
            && reading.glyphs().get(self.end..at).is_some_and(|gap| {
                gap.iter().all(|glyph| {
                    step();
                    matches!(glyph.character, ' ' | ';' | ',' | '、' | '・' | '.' | '。')
                })
            });
        let free = line || before == Some(';') || follows;
        let Some((mut short, separator, first)) = start(reading, at, line || follows) else { return };
        // "The patient": one capital before a space begins a sentence as a rule.
        let spaced = separator == Separator::Weak && first <= short.end + 1;
        if spaced && short.capitals < 2 && !self.begun {
            return;
        }
        if separator == Separator::Weak && !free {
            return;
        }
        // Behind a head or an item, the place says that it is a short form: Cmax, t1/2.
        if self.begun && (follows || line) && separator == Separator::Strong {
            short.sort = Sort::Declared;
        }
        let long = best_long(reading, &short, first, separator, self.begun && free);
        let declared = self.declared && (follows || line);
        let Some(long) = long.or_else(|| if declared { said_long(reading, first) } else { None }) else {
            return;
        };
        let said = self.begun && (follows || line) || has_next_item(reading, long.end);
        if !(long.proved || said) {
            return;
        }
        let mut end = long.end;
        reading.add(&short, long, DefinitionForm::Legend, (at, end));
        // CRS：サイトカイン放出症候群（cytokine release syndrome）
        if reading.character(end) == Some('(')
            && let Some(close) = reading.partner(end).filter(|close| close - end < MAX_LONG)
        {
            if let Some(other) = reading.whole(end + 1, close, &short) {
                reading.add(&short, other, DefinitionForm::Legend, (at, close + 1));
            }
            end = close + 1;
        }
        *self = Legend { end, begun: true, ..*self };
    }
}

/// Where the mark of a note begins that stands before glyph `at`: a letter, signs.
fn mark_before(reading: &Reading<'_, '_>, at: usize) -> Option<usize> {
    let mut end = at;
    while end > 0 && reading.character(end - 1).is_some_and(|c| matches!(c, ' ' | ')')) {
        end -= 1;
    }
    let is_sign = |index: &usize| {
        reading.character(*index).is_some_and(|c| matches!(c, '*' | '†' | '‡' | '§' | '※' | '#'))
    };
    let first = (end.saturating_sub(4)..end).rev().take_while(is_sign).last();
    let letter = || {
        let letter = end.checked_sub(1).filter(|_| end < at)?;
        let alone = letter
            .checked_sub(1)
            .and_then(|before| reading.glyph(before))
            .is_none_or(|before| !before.is(class::WORD));
        let is_mark = reading
            .character(letter)
            .is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '注');
        (alone && is_mark).then_some(letter)
    };
    first.or_else(letter)
}

/// The character before glyph `at`, over a space.
fn preceding(reading: &Reading<'_, '_>, at: usize) -> Option<char> {
    let mut before = at.checked_sub(1)?;
    while reading.character(before) == Some(' ') {
        before = before.checked_sub(1)?;
    }
    reading.character(before)
}

/// Where the head of a legend ends that begins at glyph `at`: 略語：, Abbreviations.
fn head(reading: &Reading<'_, '_>, at: usize) -> Option<usize> {
    let glyphs = reading.glyphs();
    let mut first = at;
    while first < at + 2
        && reading.character(first).is_some_and(|c| matches!(c, '【' | '[' | '<' | '*' | '※' | '(' | ' '))
    {
        first += 1;
    }
    let ends = word_list::LEGEND_HEADS.beginning(glyphs, first);
    let mut end = ends.max()?;
    while reading.character(end).is_some_and(|c| matches!(c, '】' | ']' | '>' | ')' | ' ')) {
        end += 1;
    }
    match reading.glyph(end) {
        Some(glyph) if glyph.character == ':' => Some(end + 1),
        Some(glyph) if glyph.has(flag::LINE) => Some(end),
        _ => None,
    }
}

/// The short form at glyph `at`, its separator, and where the long form begins.
fn start(reading: &Reading<'_, '_>, at: usize, line: bool) -> Option<(ShortForm, Separator, usize)> {
    let glyphs = reading.glyphs();
    let is_part = |glyph: &Glyph| glyph.is(class::WORD) || matches!(glyph.character, '-' | '/' | '+' | '&');
    let mut end = at;
    while let Some(glyph) = glyphs.get(end).filter(|_| end <= at + MAX_SHORT_FORM) {
        let parted = end > at && glyph.has(flag::LINE | flag::UNBRIDGEABLE | flag::WORD_END);
        if parted || !is_part(glyph) || is_dash(reading, end) {
            break;
        }
        end += 1;
    }
    let short = ShortForm::read(glyphs, at, end)?;
    let mut next = end;
    let mut spaced = false;
    while reading.character(next) == Some(' ') {
        spaced = true;
        if glyphs.get(next).is_some_and(|glyph| glyph.has(flag::LINE)) {
            return None;
        }
        next += 1;
    }
    let column = (end..=next).any(|index| {
        glyphs.get(index).is_some_and(|glyph| glyph.has(flag::UNBRIDGEABLE) && !glyph.has(flag::LINE))
    });
    let separator = match reading.character(next)? {
        ':' | '=' => {
            next += 1;
            Separator::Strong
        }
        ',' | '、' => {
            next += 1;
            Separator::Weak
        }
        '-' if spaced || is_dash(reading, next) => {
            next += 1;
            Separator::Weak
        }
        '…' | '.'
            if glyphs
                .get(next..next + 2)
                .is_some_and(|two| two.iter().all(|one| matches!(one.character, '…' | '.'))) =>
        {
            while reading.character(next).is_some_and(|c| matches!(c, '…' | '.')) {
                next += 1;
            }
            Separator::Strong
        }
        _ if column => Separator::Strong,
        _ if line
            && (spaced
                || glyphs
                    .get(next)
                    .is_some_and(|glyph| glyph.has(flag::WORD_END) && !glyph.has(flag::LINE))) =>
        {
            Separator::Weak
        }
        _ => return None,
    };
    while reading.character(next) == Some(' ') {
        next += 1;
    }
    (next < glyphs.len()).then_some((short, separator, next))
}

/// Whether the hyphen at glyph `at` was a dash.
fn is_dash(reading: &Reading<'_, '_>, at: usize) -> bool {
    let original = reading.glyph(at).filter(|glyph| glyph.character == '-');
    let original = original.and_then(|glyph| reading.around.text.get(glyph.start()..glyph.end()));
    original.is_some_and(|original| matches!(original, "–" | "—" | "―" | "─"))
}

/// The long form from glyph `first` on, up to one of the marks that may end it.
fn best_long(
    reading: &mut Reading<'_, '_>,
    short: &ShortForm,
    first: usize,
    separator: Separator,
    begun: bool,
) -> Option<Long> {
    let mut best: Option<(Long, i32)> = None;
    let mut ends = 0;
    let mut index = first + 1;
    while ends < MAX_ENDS && index <= first + MAX_LONG {
        let end = match reading.glyph(index) {
            None => Some(true),
            Some(glyph) => end_at(reading, glyph, index),
        };
        if let Some(last) = end {
            ends += 1;
            if let Some(long) = reading.whole(first, index, short) {
                let score = super::alignment::whole(reading.glyphs(), first, index, short)
                    .map_or(0, |found| found.score);
                // A weak separator and a long form of one word: "AE, a".
                let bare = separator == Separator::Weak && !long.proved && !begun;
                if !bare && best.is_none_or(|(other, of)| long.proved && !other.proved || score > of) {
                    best = Some((long, score));
                }
            }
            if last {
                break;
            }
        }
        index += 1;
    }
    best.map(|(long, _)| long)
}

/// What stands up to the mark that ends an item, where the head says that it is a long
/// form and nothing else proves it: BID, twice daily.
fn said_long(reading: &Reading<'_, '_>, first: usize) -> Option<Long> {
    let ends = |index: &usize| {
        let glyph = reading.glyph(*index);
        glyph.is_none_or(|glyph| end_at(reading, glyph, *index).is_some())
    };
    let end = (first + 1..first + 60).find(ends)?;
    let last = reading.character(end);
    let line = reading.glyph(end).is_none_or(|glyph| glyph.has(flag::LINE | flag::UNBRIDGEABLE));
    let begins = reading.glyph(first).is_some_and(|glyph| glyph.character.is_alphabetic());
    let whole = line || matches!(last, Some(';' | '.' | '。'));
    (begins && whole && end - first > 3).then_some(Long { first, end, concept: None, proved: false })
}

/// Whether one of `words` is the head at glyphs `at..end`.
fn heads(reading: &Reading<'_, '_>, at: usize, end: usize, words: &Words) -> bool {
    (at..end.min(at + 3)).any(|first| words.beginning(reading.glyphs(), first).any(|next| next <= end))
}

/// Whether a long form may end before glyph `index`; and, if so, whether it must.
fn end_at(reading: &Reading<'_, '_>, glyph: &Glyph, index: usize) -> Option<bool> {
    if glyph.has(flag::UNBRIDGEABLE) {
        return Some(true);
    }
    match glyph.character {
        ';' | '。' | ')' | '|' | '=' | ':' | '」' | '】' | ']' => Some(true),
        '.' => {
            let next = reading.glyph(index + 1);
            next.is_none_or(|next| !next.is(class::WORD)).then_some(true)
        }
        '(' | ',' | '、' | '/' => Some(false),
        // A line break before a Latin word is in a space.
        ' ' if glyph.has(flag::LINE) => Some(false),
        // The mark of the next item: "  b) SAE: …".
        ' ' if reading.character(index + 2) == Some(')') && reading.partner(index + 2).is_none() => {
            Some(true)
        }
        _ if glyph.has(flag::LINE) && !glyph.has(flag::JOINED) => Some(false),
        _ => None,
    }
}

/// Whether another item follows the mark at glyph `at`.
fn has_next_item(reading: &Reading<'_, '_>, at: usize) -> bool {
    let mut next = at;
    while next < at + 3 && reading.character(next).is_some_and(|c| matches!(c, ' ' | ';' | ',' | '、' | '/'))
    {
        next += 1;
    }
    // The next may stand in a line of its own, behind a list mark.
    let line = (at..=next).any(|index| begins_line(reading.glyphs(), index));
    if line && reading.character(next).is_some_and(is_bullet) {
        next += 1;
    }
    let found = start(reading, next, false);
    (next > at || line) && found.is_some_and(|(_, separator, _)| separator == Separator::Strong)
}
