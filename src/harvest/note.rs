//! Notes below a text, and the marks that refer to them.

use core::ops::Range;
use std::collections::HashMap;

use super::drug::DrugRecord;
use super::excerpt::Excerpt;
use super::market;
use super::sheet::{Sheet, is_bullet};
use crate::fold::script::class;

/// A note, and the mark that refers to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Note<'t> {
    /// The mark: ＊1.
    pub mark: Excerpt<'t>,
    /// What the note says, up to the next note, block or address.
    pub text: Excerpt<'t>,
}

/// Lines of a note, at the most.
const MOST_LINES: usize = 6;

/// A line that begins with the mark of a note.
pub(super) struct NoteLine {
    pub(super) mark: Range<usize>,
    /// The first line of what it says.
    pub(super) line: Range<usize>,
    /// All of it.
    pub(super) text: Range<usize>,
}

/// The notes of a sheet, in order. Linear in it.
pub(super) fn lines(sheet: &Sheet<'_>) -> Vec<NoteLine> {
    let mut notes = Vec::new();
    let mut start = 0;
    while start < sheet.len() {
        let end = sheet.line_end(start);
        let line = sheet.trimmed(start..end);
        if let Some((mark, text)) = begins(sheet, &line) {
            let mut last = end;
            for _ in 1..MOST_LINES {
                let next = sheet.trimmed(last..sheet.line_end(last));
                if next.is_empty() || is_other(sheet, &next) {
                    break;
                }
                last = sheet.line_end(last);
            }
            notes.push(NoteLine { mark, line: text..line.end, text: sheet.trimmed(text..last) });
        }
        start = end;
    }
    notes
}

/// Whether a line does not go on with the note before it.
fn is_other(sheet: &Sheet<'_>, line: &Range<usize>) -> bool {
    is_bullet(sheet.char(line.start))
        || sheet.past(line.start, "http").is_some()
        || begins(sheet, line).is_some()
}

/// The mark that a line begins with, and where what it says begins.
fn begins(sheet: &Sheet<'_>, line: &Range<usize>) -> Option<(Range<usize>, usize)> {
    let at = line.start;
    let colon = |end: usize| {
        let next = sheet.past_space(end);
        if matches!(sheet.char(next), ':' | ')' | '.') { Some(sheet.past_space(next + 1)) } else { None }
    };
    if let Some(mark) = market::mark(sheet, at) {
        let text = colon(mark.end).unwrap_or_else(|| sheet.past_space(mark.end));
        return (text < line.end).then_some((mark, text));
    }
    // One capital, set off: "A immune effector …".
    let set_off = sheet.char(at + 1) == ' ' || colon(at + 1).is_some();
    let wide = sheet.is(at + 1, class::KANA_OR_HAN);
    if sheet.is_upper(at) && sheet.is(at, class::LATIN) && (set_off || wide) {
        let text = colon(at + 1).unwrap_or_else(|| sheet.past_space(at + 1));
        return (text < line.end).then_some((at..at + 1, text));
    }
    None
}

/// Gives each drug the first note below it of each of its marks.
pub(super) fn attach<'t>(sheet: &Sheet<'t>, notes: &[NoteLine], drugs: &mut [DrugRecord<'t>]) {
    let mut marked: HashMap<String, Vec<&NoteLine>> = HashMap::new();
    for note in notes {
        marked.entry(sheet.excerpt(note.mark.clone()).text().to_owned()).or_default().push(note);
    }
    for drug in drugs {
        let markets = [&drug.japan, &drug.abroad].into_iter().flatten();
        for mark in markets.filter_map(|market| market.mark.clone()) {
            // In the order of the text, so that the first below is found by halves.
            let below = marked.get(mark.text()).and_then(|notes| {
                let next =
                    notes.partition_point(|note| sheet.span(note.mark.clone()).start <= mark.span.start);
                notes.get(next)
            });
            let note = below.map(|line| Note {
                mark: sheet.excerpt(line.mark.clone()),
                text: sheet.excerpt(line.text.clone()),
            });
            drug.notes.extend(note.filter(|note| !note.text.text().is_empty() && !drug.notes.contains(note)));
        }
    }
}
