//! How far a designation reaches to the left of a place: a text marks where it ends,
//! by a bracket or a mark, but seldom where it begins.

use core::ops::Range;

use super::known::Known;
use super::sheet::{Sheet, is_japanese_letter};
use crate::fold::flag;
use crate::fold::script::class;

/// Glyphs of a designation, at the most.
const LONGEST: usize = 80;

/// Glyphs of a Japanese one.
const LONGEST_JAPANESE: usize = 48;

/// Kanji that end what is said before a term and are joined to it: 投与後血小板減少症.
const CUT_AFTER: [&str; 9] =
    ["投与後", "投与中", "投与時", "使用後", "治療後", "接種後", "発現後", "服用後", "本剤"];

/// Words before a term that are no part of it.
const CUT_WORDS: [&str; 9] = ["最近", "重度", "重篤", "軽度", "中等度", "主に", "以下", "当該", "特に"];

/// Words of English prose that stand before a term and not in it.
const STOP_WORDS: &str = " a an the with without and or in for by to from had have has having is was were are be been \
    after before during including include includes developed develop develops such as that which who on at of called \
    named termed than taken took take taking takes received receive receives receiving given gave treated treating \
    started starting stopped using used use uses drug drugs medicine medicines medication product products patients \
    patient women men people cases case both either when while if then not no new with reported reports report \
    experienced experience complained suffered diagnosed agent agents antibody inhibitor inhibitors ";

/// The designation that ends before glyph `end`, as ranges to be joined: in Japanese
/// if it ends in a Japanese letter, else in English. `other` is what it is said to be
/// equivalent to.
pub(super) fn before(
    sheet: &Sheet<'_>,
    known: Known<'_>,
    end: usize,
    other: Option<&str>,
) -> Option<Vec<Range<usize>>> {
    let end = sheet.trimmed(end.saturating_sub(LONGEST)..end).end;
    let last = end.checked_sub(1)?;
    let ranges = if is_japanese_letter(sheet.char(last)) {
        japanese(sheet, known, end, other)
    } else if sheet.is(last, class::WORD) {
        vec![latin(sheet, known, end, other)]
    } else {
        return None;
    };
    let letters = ranges.iter().cloned().flatten().filter(|&at| sheet.char(at).is_alphabetic()).count();
    (letters >= 2).then_some(ranges)
}

/// Whether `range` is a short form in letters of the Latin script.
pub(super) fn is_short(sheet: &Sheet<'_>, range: Range<usize>) -> bool {
    let lower = range.clone().filter(|&at| sheet.is(at, class::LATIN) && !sheet.is_upper(at)).count();
    let upper = range.clone().filter(|&at| sheet.is(at, class::LATIN) && sheet.is_upper(at)).count();
    let plain =
        range.clone().all(|at| sheet.is(at, class::WORD) || matches!(sheet.char(at), '-' | '/' | '+'));
    // irM: a capital that begins no word.
    let inner = !sheet.is_upper(range.start) && range.len() <= 6 && upper > 0;
    plain && !range.is_empty() && range.len() <= 14 && (upper >= 2 && lower <= upper || inner)
}

fn japanese(sheet: &Sheet<'_>, known: Known<'_>, end: usize, other: Option<&str>) -> Vec<Range<usize>> {
    let limit = end.saturating_sub(LONGEST_JAPANESE).max(sheet.floor(end));
    let mut start = end;
    let mut insertions: Vec<Range<usize>> = Vec::new();
    let mut terms = None;
    while let Some(at) = start.checked_sub(1).filter(|&at| at >= limit) {
        let c = sheet.char(at);
        let parted = start < end && sheet.glyph(start).is_some_and(|next| next.has(flag::WORD_END));
        let katakana = sheet.is(at, class::KATAKANA) && sheet.is(start, class::KATAKANA);
        if parted && !katakana {
            break;
        }
        if sheet.is(at, class::KATAKANA | class::HAN | class::WORD) || c == '-' && start < end {
            start = at;
            continue;
        }
        // 組換え, 取り込み: a letter of inflection between kanji.
        let inflection = matches!(c, 'え' | 'り' | 'み')
            && sheet.is(at + 1, class::HAN)
            && at > 0
            && sheet.is(at - 1, class::HAN);
        if inflection {
            start = at;
            continue;
        }
        // A term of the lexicon may hold hiragana: びまん性大細胞型B細胞リンパ腫.
        if sheet.is(at, class::HIRAGANA) {
            let terms = terms.get_or_insert_with(|| self::terms(sheet, known, limit..end));
            if let Some(first) = terms
                .iter()
                .find(|term| term.contains(&at) && term.contains(&(at + 1)))
                .map(|term| term.start)
            {
                start = first;
                continue;
            }
            break;
        }
        // A short form inserted into the term.
        if let Some(open) = sheet.open(at)
            && start < end
            && open > limit
            && is_short(sheet, sheet.trimmed(open + 1..at))
        {
            insertions.push(open..start);
            start = open;
            continue;
        }
        break;
    }
    // A hyphen or a digit that nothing stands before is none of the term.
    while start < end && sheet.char(start) == '-' {
        start += 1;
    }
    if insertions.is_empty() {
        start = cut(sheet, known, start..end, other);
    }
    let mut ranges = Vec::new();
    let mut at = start;
    for inserted in insertions.iter().rev() {
        ranges.push(at..inserted.start);
        at = inserted.end;
    }
    ranges.push(at..end);
    ranges.retain(|range| !range.is_empty());
    ranges
}

/// The terms of the lexicon in `range`.
fn terms(sheet: &Sheet<'_>, known: Known<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let span = sheet.span(range.clone());
    let Some(text) = sheet.text.get(span.range()) else { return Vec::new() };
    let place = |byte: usize| {
        range
            .clone()
            .find(|&at| sheet.glyph(at).is_some_and(|glyph| glyph.start() >= byte))
            .unwrap_or(range.end)
    };
    let spans = known.terms(text).into_iter();
    spans.map(|term| place(term.start + span.start)..place(term.end + span.start)).collect()
}

/// Where the term in a run of Japanese letters begins: at its start, but where
/// another word is joined to it.
fn cut(sheet: &Sheet<'_>, known: Known<'_>, run: Range<usize>, other: Option<&str>) -> usize {
    let text = |start: usize| sheet.excerpt(start..run.end).text().to_owned();
    let whole = known.concepts(&text(run.start));
    if !whole.is_empty() {
        return with_severity(sheet, run.start, other);
    }
    let meant = other.map(|other| known.concepts(other)).unwrap_or_default();
    if !meant.is_empty() {
        let shares = |start: &usize| known.concepts(&text(*start)).iter().any(|one| meant.contains(one));
        if let Some(start) = (run.start + 1..run.end.saturating_sub(1)).find(shares) {
            return start;
        }
    }
    // A line above that ends without a mark is none of the term, if what stands below
    // is a term by itself.
    let is_term = |at: &usize| sheet.begins_line(*at) && !known.concepts(&text(*at)).is_empty();
    if let Some(start) = (run.start + 1..run.end.saturating_sub(1)).find(is_term) {
        return start;
    }
    let after = |words: &[&str]| {
        words.iter().filter_map(|word| run.clone().rev().find_map(|at| sheet.past(at, word))).max()
    };
    let begun = CUT_WORDS.iter().find_map(|word| sheet.past(run.start, word));
    let end = after(&CUT_AFTER).or(begun);
    let start = end.filter(|&start| start + 1 < run.end && !sheet.is(start, class::HIRAGANA));
    start.unwrap_or_else(|| with_severity(sheet, run.start, other))
}

/// Where 重篤な before `start` begins, if the English designation has that, too.
fn with_severity(sheet: &Sheet<'_>, start: usize, other: Option<&str>) -> usize {
    const SEVERE: [&str; 4] = ["重篤な", "重度の", "重症の", "重大な"];
    let is_severe = other.is_some_and(|other| {
        let other = other.to_lowercase();
        ["severe ", "serious "].iter().any(|word| other.starts_with(word))
    });
    let before = start
        .checked_sub(3)
        .filter(|&at| is_severe && SEVERE.iter().any(|word| sheet.past(at, word) == Some(start)));
    before.unwrap_or(start)
}

fn latin(sheet: &Sheet<'_>, known: Known<'_>, end: usize, other: Option<&str>) -> Range<usize> {
    let limit = end.saturating_sub(LONGEST).max(sheet.floor(end));
    let mut start = end;
    while let Some(at) = start.checked_sub(1).filter(|&at| at >= limit) {
        let is_part = sheet.is(at, class::WORD) || matches!(sheet.char(at), ' ' | '-' | '\'' | '/');
        let parted = sheet.char(start) != ' '
            && start < end
            && sheet.char(at) != ' '
            && sheet.glyph(start).is_some_and(|next| next.has(flag::WORD_END));
        if !is_part || parted {
            break;
        }
        start = at;
    }
    while start < end && !sheet.is(start, class::WORD) {
        start += 1;
    }
    // Cut off within a word by the limit: that word is not known whole.
    if start == limit && start > 0 && sheet.is(start - 1, class::WORD) {
        start = (start..end).find(|&at| sheet.char(at) == ' ').map_or(start, |space| space + 1);
    }
    let words: Vec<usize> = (start..end).filter(|&at| at == start || sheet.before(at) == ' ').collect();
    let text = |start: usize| sheet.excerpt(start..end).text().to_owned();
    let meant = other.map(|other| known.concepts(other)).unwrap_or_default();
    for (number, &word) in words.iter().enumerate() {
        let concepts = known.concepts(&text(word));
        let many = words.len() - number > 1;
        if concepts.iter().any(|one| meant.contains(one)) || many && !concepts.is_empty() {
            return word..end;
        }
    }
    let is_stop = |word: &usize| {
        let word_end = (*word..end).find(|&at| sheet.char(at) == ' ').unwrap_or(end);
        let word: String = (*word..word_end).map(|at| sheet.char(at)).collect();
        STOP_WORDS.contains(&format!(" {word} "))
    };
    let after = words.iter().rposition(is_stop).map_or(0, |stop| stop + 1);
    words.get(after).map_or(end..end, |&word| word..end)
}
