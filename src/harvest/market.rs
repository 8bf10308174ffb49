//! Whether a drug is on the market: 国内：発売済, 海外：開発中（PhaseⅡ；2025/05/07）.

use core::ops::Range;

use super::excerpt::Excerpt;
use super::sheet::{Sheet, is_bullet, is_japanese_letter};
use crate::fold::script::class;

/// What a text says of a drug's market in one place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Market<'t> {
    /// The words that say so, with what they have in brackets: 開発中（PhaseⅡ；2025/05/07）.
    pub said: Excerpt<'t>,
    /// What they mean.
    pub status: MarketStatus<'t>,
    /// The mark of the note that they refer to: ＊1.
    pub mark: Option<Excerpt<'t>>,
}

/// How a drug stands on the way to a market. Phases and dates are as the text writes
/// them, and absent where it gives none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "stage", rename_all = "snake_case"))]
#[non_exhaustive]
pub enum MarketStatus<'t> {
    /// It is sold (発売済).
    Marketed {
        /// Since when, or as of when.
        date: Option<Excerpt<'t>>,
    },
    /// It is approved (承認済); nothing is said of its being sold.
    Approved {
        /// Since when, or as of when.
        date: Option<Excerpt<'t>>,
    },
    /// An application is under review (承認申請中).
    UnderReview {
        /// Since when, or as of when.
        date: Option<Excerpt<'t>>,
    },
    /// It is in clinical development (開発中).
    InDevelopment {
        /// The phase of the trials: `PhaseⅢ`.
        phase: Option<Excerpt<'t>>,
        /// As of when.
        date: Option<Excerpt<'t>>,
    },
    /// It is not sold (未発売, 未承認).
    NotMarketed {
        /// As of when.
        date: Option<Excerpt<'t>>,
    },
    /// It is no longer sold, or developed (販売中止, 開発中止).
    Discontinued {
        /// Since when, or as of when.
        date: Option<Excerpt<'t>>,
    },
    /// Something else is said: see [`Market::said`].
    Other,
}

impl<'t> MarketStatus<'t> {
    /// The development phase, if one is given.
    #[must_use]
    pub fn phase(&self) -> Option<&Excerpt<'t>> {
        match self {
            MarketStatus::InDevelopment { phase, .. } => phase.as_ref(),
            _ => None,
        }
    }

    /// The date, if one is given.
    #[must_use]
    pub fn date(&self) -> Option<&Excerpt<'t>> {
        match self {
            MarketStatus::Marketed { date }
            | MarketStatus::Approved { date }
            | MarketStatus::UnderReview { date }
            | MarketStatus::InDevelopment { date, .. }
            | MarketStatus::NotMarketed { date }
            | MarketStatus::Discontinued { date } => date.as_ref(),
            MarketStatus::Other => None,
        }
    }
}

/// What a word for a status means.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Marketed,
    Approved,
    UnderReview,
    InDevelopment,
    NotMarketed,
    Discontinued,
}

/// The words for a status, folded; of two that begin alike the longer first.
const WORDS: [(&str, Stage); 31] = [
    ("発売済み", Stage::Marketed),
    ("発売済", Stage::Marketed),
    ("発売中止", Stage::Discontinued),
    ("発売中", Stage::Marketed),
    ("既発売", Stage::Marketed),
    ("市販済み", Stage::Marketed),
    ("市販済", Stage::Marketed),
    ("市販中", Stage::Marketed),
    ("販売中止", Stage::Discontinued),
    ("販売終了", Stage::Discontinued),
    ("販売中", Stage::Marketed),
    ("上市済み", Stage::Marketed),
    ("上市済", Stage::Marketed),
    ("未発売", Stage::NotMarketed),
    ("未販売", Stage::NotMarketed),
    ("未承認", Stage::NotMarketed),
    ("未上市", Stage::NotMarketed),
    ("未開発", Stage::NotMarketed),
    ("発売なし", Stage::NotMarketed),
    ("承認申請中", Stage::UnderReview),
    ("承認審査中", Stage::UnderReview),
    ("申請中", Stage::UnderReview),
    ("審査中", Stage::UnderReview),
    ("承認済み", Stage::Approved),
    ("承認済", Stage::Approved),
    ("開発中止", Stage::Discontinued),
    ("開発中断", Stage::Discontinued),
    ("開発中", Stage::InDevelopment),
    ("治験中", Stage::InDevelopment),
    ("臨床試験中", Stage::InDevelopment),
    ("開発段階", Stage::InDevelopment),
];

/// Glyphs of a status that is not in the table, at the most.
const LONGEST: usize = 24;

/// Glyphs that a bracket after a status may hold.
const LONGEST_BRACKET: usize = 80;

/// Which market.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Japan,
    Abroad,
    Both,
}

/// The name of a side at glyph `at`, with its colon: the side, and where it ends.
pub(super) fn label(sheet: &Sheet<'_>, at: usize) -> Option<(Side, usize)> {
    const LABELS: [(&str, Side); 8] = [
        ("国内外", Side::Both),
        ("国内・海外", Side::Both),
        ("国内/海外", Side::Both),
        ("国内および海外", Side::Both),
        ("国内", Side::Japan),
        ("日本", Side::Japan),
        ("海外", Side::Abroad),
        ("国外", Side::Abroad),
    ];
    let (side, end) = LABELS.iter().find_map(|&(word, side)| sheet.past(at, word).map(|end| (side, end)))?;
    let value = sheet.past_space(end);
    if sheet.char(value) == ':' {
        return Some((side, sheet.past_space(value + 1)));
    }
    // Without a colon, only a status makes it a label.
    word(sheet, value).map(|_| (side, value))
}

fn word(sheet: &Sheet<'_>, at: usize) -> Option<(Stage, usize)> {
    WORDS.iter().find_map(|&(word, stage)| sheet.past(at, word).map(|end| (stage, end)))
}

/// Reads the status that begins at glyph `at`, if there is one, and where it ends.
pub(super) fn read<'t>(sheet: &Sheet<'t>, at: usize) -> Option<(Market<'t>, usize)> {
    let mut bare_phase = None;
    let (stage, word_end) = match word(sheet, at) {
        Some((stage, end)) => (Some(stage), end),
        None if is_phase(sheet, at) => {
            bare_phase = Some(phase(sheet, at..sheet.len().min(at + LONGEST)));
            (Some(Stage::InDevelopment), bare_phase.as_ref().map_or(at, |phase| phase.end))
        }
        None => {
            // 米国で発売済: the status stands behind the place.
            let end = other(sheet, at);
            let inner = (at..end).find_map(|at| word(sheet, at).filter(|&(_, past)| past == end));
            (inner.map(|(stage, _)| stage), end)
        }
    };
    if word_end == at {
        return None;
    }
    let mut end = word_end;
    let open = sheet.past_space(word_end);
    let mut details = None;
    if matches!(sheet.char(open), '(' | '[') {
        let stop = |at: &usize| is_bullet(sheet.char(*at)) || label(sheet, *at).is_some();
        let close = sheet.close(open).filter(|&close| close - open <= LONGEST_BRACKET);
        // Where the bracket is not closed, it holds what is left of the status.
        let inner_end = close.unwrap_or_else(|| {
            let limit = (open + 1 + LONGEST).min(sheet.len());
            (open + 1..limit).find(stop).unwrap_or(limit)
        });
        let inner = open + 1..inner_end;
        let read = Details::read(sheet, inner.clone());
        if close.is_some() || read.any() {
            end = if close.is_some() { inner_end + 1 } else { read.end(open) };
            details = Some(read);
        }
    }
    let details = details.unwrap_or_default();
    let phase = bare_phase.or(details.phase).map(|range| sheet.excerpt(range));
    let date = details.date.map(|range| sheet.excerpt(range));
    let status = match stage {
        Some(Stage::Marketed) => MarketStatus::Marketed { date },
        Some(Stage::Approved) => MarketStatus::Approved { date },
        Some(Stage::UnderReview) => MarketStatus::UnderReview { date },
        Some(Stage::InDevelopment) => MarketStatus::InDevelopment { phase, date },
        Some(Stage::NotMarketed) => MarketStatus::NotMarketed { date },
        Some(Stage::Discontinued) => MarketStatus::Discontinued { date },
        None => MarketStatus::Other,
    };
    let said = sheet.excerpt(at..end);
    // On the next line, a mark with a colon begins the note itself.
    let begins_note = |mark: &Range<usize>| {
        sheet.begins_line(mark.start) && matches!(sheet.char(sheet.past_space(mark.end)), ':' | ')' | '.')
    };
    let mark = mark(sheet, sheet.past_space(end)).filter(|mark| !begins_note(mark));
    let past = mark.as_ref().map_or(end, |mark| mark.end);
    Some((Market { said, status, mark: mark.map(|mark| sheet.excerpt(mark)) }, past))
}

/// Where a status of other words ends: a run of Japanese letters on one line.
fn other(sheet: &Sheet<'_>, at: usize) -> usize {
    let ends = |index: usize| {
        !is_japanese_letter(sheet.char(index))
            || label(sheet, index).is_some()
            || index > at && sheet.begins_line(index)
    };
    (at..at + LONGEST).find(|&index| ends(index)).unwrap_or(at)
}

/// The mark of a note at glyph `at`: ＊1, ※2, 注1, †, superscript digits.
pub(super) fn mark(sheet: &Sheet<'_>, at: usize) -> Option<Range<usize>> {
    let digits = |from: usize| (from..from + 3).find(|&at| !sheet.char(at).is_ascii_digit()).unwrap_or(from);
    // ＊1）: the bracket is the mark's.
    let past_bracket = |end: usize, from: usize| {
        end + usize::from(end > from && sheet.char(end) == ')' && sheet.open(end).is_none())
    };
    let is_superscript = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let end = match sheet.char(at) {
        '*' | '†' | '‡' | '§' => past_bracket(digits(at + 1), at + 1),
        // Without a number it begins the next block.
        '※' | '注' if digits(at + 1) > at + 1 => past_bracket(digits(at + 1), at + 1),
        c if is_superscript(c) => (at..at + 4).find(|&at| !is_superscript(sheet.char(at))).unwrap_or(at + 1),
        _ => return None,
    };
    Some(at..end)
}

/// What stands in the bracket behind a status.
#[derive(Default)]
struct Details {
    phase: Option<Range<usize>>,
    date: Option<Range<usize>>,
}

impl Details {
    fn read(sheet: &Sheet<'_>, inner: Range<usize>) -> Details {
        let mut details = Details::default();
        for part in sheet.parts(inner, |c| matches!(c, ';' | ',' | '、' | ':')) {
            if is_phase(sheet, part.start) {
                let phase = phase(sheet, part.clone());
                details.date = details.date.or_else(|| date(sheet, phase.end..part.end));
                details.phase = details.phase.or(Some(phase));
            } else if let Some(date) = date(sheet, part) {
                details.date = details.date.or(Some(date));
            }
        }
        details
    }

    fn any(&self) -> bool {
        self.phase.is_some() || self.date.is_some()
    }

    fn end(&self, open: usize) -> usize {
        let end = |range: &Option<Range<usize>>| range.as_ref().map_or(open, |range| range.end);
        end(&self.phase).max(end(&self.date))
    }
}

fn is_phase(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.past(at, "phase").is_some()
        || sheet.past(at, "フェーズ").is_some()
        || sheet.past(at, "第").is_some() && (at..at + 8).any(|at| sheet.char(at) == '相')
        || sheet.char(at) == 'p' && matches!(sheet.char(at + 1), '1'..='4' | 'i' | 'v')
}

/// The phase that `range` begins with: up to a bracket, a date or other words.
fn phase(sheet: &Sheet<'_>, range: Range<usize>) -> Range<usize> {
    let is_date = |at: usize| (at..at + 4).all(|at| sheet.char(at).is_ascii_digit());
    let is_part = |at: usize| {
        sheet.is(at, class::WORD)
            || matches!(sheet.char(at), ' ' | '/' | '-' | '第' | '相' | 'フ' | 'ェ' | 'ー' | 'ズ')
    };
    let end = range.clone().find(|&at| !is_part(at) || is_date(at)).unwrap_or(range.end);
    sheet.trimmed(range.start..end)
}

/// The date in `part`: it begins with a digit and goes on over digits, slashes and
/// the characters for year, month and day.
fn date(sheet: &Sheet<'_>, part: Range<usize>) -> Option<Range<usize>> {
    let is_date = |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | '年' | '月' | '日' | ' ');
    let start = part.clone().find(|&at| sheet.char(at).is_ascii_digit())?;
    let end = (start..part.end).find(|&at| !is_date(sheet.char(at))).unwrap_or(part.end);
    let date = sheet.trimmed(start..end);
    let digits = date.clone().filter(|&at| sheet.char(at).is_ascii_digit()).count();
    (digits >= 4).then_some(date)
}
