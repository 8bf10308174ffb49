//! Footnotes: a mark behind a short form, and a line that the same mark begins.
//!
//! `（ICANS）A` in the text, `A immune effector cell-associated neurotoxicity syndrome` at
//! the foot of the page. Notes stand after their marks, and pages use the same marks
//! again, so a line belongs to the last short form that had its mark.

use crate::fold::flag;
use crate::fold::script::class;

use super::DefinitionForm;
use super::reading::Reading;
use super::short_form::{self, ShortForm, Sort};

/// Marks that wait for their notes.
const WAITING: usize = 32;

/// Glyphs of the longest note that is read.
const MAX_NOTE: usize = 160;

/// A mark, however it is typeset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A to Z.
    Capital(char),
    /// a) to z).
    Small(char),
    /// 1), 注1, ¹.
    Number(u32),
    /// ＊, ＊1, †.
    Sign(char, u32),
}

/// Short forms with a mark behind them, the last first to be asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    waiting: Vec<(Mark, ShortForm, usize)>,
}

impl Marks {
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Notes the mark that stands at glyph `at`, right behind a short form.
    pub(super) fn note(&mut self, reading: &Reading<'_, '_>, at: usize, short: ShortForm) {
        let Some((mark, _)) = mark_at(reading, at, false) else { return };
        if self.waiting.len() == WAITING {
            self.waiting.remove(0);
        }
        self.waiting.push((mark, short, reading.origin));
    }

    /// The same for a short form that stands in the text without a bracket before the
    /// mark at glyph `at`: ICANS＊1, ICANS1).
    pub(super) fn note_bare(&mut self, reading: &Reading<'_, '_>, at: usize) {
        let end = match reading.character(at) {
            Some('*' | '†' | '‡' | '§' | '※' | '注' | '(') => at,
            Some(c) if superscript(c).is_some() => at,
            Some(')') if reading.partner(at).is_none() => {
                let is_digit = |index: &usize| reading.character(*index).is_some_and(|c| c.is_ascii_digit());
                let letter = || {
                    let small =
                        |index: usize| reading.glyph(index).is_some_and(|glyph| glyph.is_lower_letter());
                    let capital =
                        |index: usize| reading.glyph(index).is_some_and(|glyph| glyph.has(flag::UPPER));
                    at.checked_sub(2)
                        .filter(|&before| small(before + 1) && capital(before))
                        .map(|before| before + 1)
                };
                match (at.saturating_sub(3)..at).rev().take_while(is_digit).last().or_else(letter) {
                    Some(first) => first,
                    None => return,
                }
            }
            _ => return,
        };
        let follows =
            end.checked_sub(1).and_then(|last| reading.glyph(last)).is_some_and(|last| last.is(class::WORD));
        if !follows || reading.glyph(end).is_some_and(|mark| mark.has(flag::LINE | flag::UNBRIDGEABLE)) {
            return;
        }
        if let Some(short) =
            short_form::before(reading.glyphs(), end).filter(|short| short.sort == Sort::Likely)
        {
            self.note(reading, end, short);
        }
    }

    /// Reads the line that begins at glyph `at` as a note.
    pub(super) fn read(&mut self, reading: &mut Reading<'_, '_>, at: usize) {
        if self.waiting.is_empty() {
            return;
        }
        let Some((mark, mut first)) = mark_at(reading, at, true) else { return };
        while reading.character(first).is_some_and(|c| matches!(c, ' ' | ':' | '.' | ')')) {
            first += 1;
        }
        let Some(place) = self.waiting.iter().rposition(|(other, ..)| *other == mark) else { return };
        let Some(&(_, short, origin)) = self.waiting.get(place) else { return };
        let Some((first, end)) = self.long_form(reading, first, &short) else { return };
        let here = short.elsewhere();
        let Some(long) = reading.whole(first, end, &here) else { return };
        reading.add_of(&here, origin, long, DefinitionForm::Footnote, (at, end));
        self.waiting.remove(place);
    }

    /// The part of a note that is the long form: up to a mark that ends it, or the end
    /// of a line if the letters are given there.
    fn long_form(
        &self,
        reading: &mut Reading<'_, '_>,
        first: usize,
        short: &ShortForm,
    ) -> Option<(usize, usize)> {
        let here = short.elsewhere();
        let mut first = first;
        // ＊1 ICANS：immune effector …
        let own = here.glyphs().len();
        let same = reading.glyphs().get(first..first + own).is_some_and(|begun| {
            begun.iter().map(|glyph| glyph.character).eq(here.glyphs().iter().map(|glyph| glyph.character))
        });
        if same {
            first += own;
            while reading.character(first).is_some_and(|c| matches!(c, ' ' | ':' | '=' | ',')) {
                first += 1;
            }
        }
        let mut best: Option<(usize, i32)> = None;
        for index in first + 1..=first + MAX_NOTE {
            let glyph = reading.glyph(index);
            let stop = glyph.is_none_or(|glyph| {
                glyph.has(flag::UNBRIDGEABLE)
                    || matches!(glyph.character, ':' | ';' | '。' | '(' | ',' | '、' | '=')
                    || glyph.character == '.'
                        && reading.glyph(index + 1).is_none_or(|next| !next.is(class::WORD))
            });
            let line = glyph.is_some_and(|glyph| glyph.has(flag::LINE) && !glyph.has(flag::JOINED));
            if stop || line {
                if let Some(long) = reading.whole(first, index, &here) {
                    let score = super::alignment::whole(reading.glyphs(), first, index, &here)
                        .map_or(0, |found| found.score);
                    let score = if long.proved { score + 1 } else { score };
                    if best.is_none_or(|(_, other)| score > other) {
                        best = Some((index, score));
                    }
                }
                if stop || best.is_some() && line && glyph.is_some_and(|glyph| glyph.is(class::KANA_OR_HAN)) {
                    break;
                }
            }
        }
        best.map(|(end, _)| (first, end))
    }
}

/// The mark at glyph `at` and the glyph after it. At the beginning of a line a mark may
/// have 注 before it, and something must part it from the note.
fn mark_at(reading: &Reading<'_, '_>, at: usize, line: bool) -> Option<(Mark, usize)> {
    let mut at = at;
    if reading.character(at) == Some(' ') && !line {
        at += 1;
    }
    // （注1）
    let bracketed = reading.character(at) == Some('(')
        && matches!(reading.character(at + 1), Some('注' | '*' | '※' | '†'))
        && reading.partner(at).is_some_and(|close| close < at + 6);
    if bracketed {
        let (mark, _) = mark_at(reading, at + 1, true)?;
        return Some((mark, reading.partner(at)? + 1));
    }
    let mut noted = false;
    if reading.character(at) == Some('注') {
        at += 1;
        noted = true;
    }
    let number = |from: usize| {
        let digits =
            reading.glyphs().iter().skip(from).take(3).map_while(|glyph| glyph.character.to_digit(10));
        let (count, value) = digits.fold((0, 0), |(count, value), digit| (count + 1, value * 10 + digit));
        (from + count, value)
    };
    let glyph = reading.glyph(at)?;
    let next = reading.glyph(at + 1);
    match glyph.character {
        c @ ('*' | '†' | '‡' | '§' | '※') => {
            let (end, value) = number(at + 1);
            Some((Mark::Sign(c, value), end))
        }
        c if superscript(c).is_some() => {
            let run =
                reading.glyphs().iter().skip(at).take(3).map_while(|glyph| superscript(glyph.character));
            let (count, value) = run.fold((0, 0), |(count, value), digit| (count + 1, value * 10 + digit));
            Some((Mark::Number(value), at + count))
        }
        c if c.is_ascii_digit() => {
            let (end, value) = number(at);
            let closed = reading.character(end) == Some(')');
            let free = !reading
                .glyph(end)
                .is_some_and(|glyph| glyph.is(class::WORD) || matches!(glyph.character, ',' | '-'));
            (closed || noted || line && free).then_some((Mark::Number(value), end + usize::from(closed)))
        }
        c if c.is_ascii_lowercase() => {
            let closed = next.is_some_and(|next| next.character == ')');
            if closed {
                return Some((Mark::Small(c), at + 2));
            }
            // A capital behind a bracket, or before a note.
            let parted = next.is_none_or(|next| {
                !next.is(class::WORD) && !matches!(next.character, '-' | '/' | '+')
                    || next.has(flag::WORD_END | flag::LINE)
            });
            let parted = parted
                && (!line
                    || next.is_some_and(|next| {
                        matches!(next.character, ' ' | ':' | '.') || next.is(class::KANA_OR_HAN)
                    }));
            (glyph.has(flag::UPPER) && parted).then_some((Mark::Capital(c), at + 1))
        }
        _ => None,
    }
}

fn superscript(c: char) -> Option<u32> {
    Some(match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴' => 4,
        '⁵' => 5,
        '⁶' => 6,
        '⁷' => 7,
        '⁸' => 8,
        '⁹' => 9,
        _ => return None,
    })
}
