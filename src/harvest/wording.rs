//! Whether a stretch of a text reads as a designation, in Japanese or in English.

use core::ops::Range;

use super::known::Known;
use super::sheet::{Sheet, is_japanese_letter};
use crate::fold::script::class;

/// Whether there is a Japanese letter in `range`.
pub(super) fn has_japanese(sheet: &Sheet<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|at| is_japanese_letter(sheet.char(at)))
}

/// 英：, 略称：, 以下
pub(super) fn is_label(sheet: &Sheet<'_>, part: &Range<usize>) -> bool {
    const LABELS: [&str; 10] =
        ["英", "英語", "英名", "英語名", "英文名", "略称", "略語", "略", "和名", "英語表記"];
    LABELS.iter().any(|label| sheet.past(part.start, label) == Some(part.end))
        || sheet.past(part.start, "以下").is_some()
}

/// Whether `range` reads as an English designation, no short form: Latin words of
/// which one at least has four small letters, none of prose.
pub(super) fn is_english(sheet: &Sheet<'_>, known: Known<'_>, range: &Range<usize>) -> bool {
    const OPENINGS: &str = " e.g eg i.e ie see including such n median mean range approximately about week weeks day \
        days month months year years age aged version note and or with in for from by at on as is if not all any both \
        http https www table figure fig section appendix page vol no ";
    let is_part = |at: usize| {
        sheet.is(at, class::WORD)
            || matches!(sheet.char(at), ' ' | '-' | '\'' | '/' | ',')
            || sheet.open(at).is_some()
            || sheet.close(at).is_some()
    };
    if range.len() > 160 || !sheet.is(range.start, class::WORD) || !range.clone().all(is_part) {
        return false;
    }
    let words: Vec<Range<usize>> = sheet.parts(range.clone(), |c| c == ' ');
    let spelled = |word: &Range<usize>| word.clone().map(|at| sheet.char(at)).collect::<String>();
    let Some(first) = words.first() else { return false };
    if words.len() > 14 || OPENINGS.contains(&format!(" {} ", spelled(first))) {
        return false;
    }
    let letters = |word: &Range<usize>| {
        word.clone().filter(|&at| sheet.is(at, class::LATIN) && !sheet.is_upper(at)).count()
    };
    let has_number = words.iter().any(|word| word.clone().all(|at| sheet.char(at).is_ascii_digit()));
    let has_comma = range.clone().any(|at| sheet.char(at) == ',');
    let has_word = words.iter().any(|word| letters(word) >= 4);
    has_word && (!has_number && !has_comma || is_known(sheet, known, range))
}

fn is_known(sheet: &Sheet<'_>, known: Known<'_>, range: &Range<usize>) -> bool {
    !known.concepts(sheet.excerpt(range.clone()).text()).is_empty()
}

/// Whether `range` reads as a Japanese designation: no prose, no remark.
pub(super) fn is_term(sheet: &Sheet<'_>, known: Known<'_>, range: &Range<usize>) -> bool {
    const REMARKS: [&str; 22] = [
        "国内",
        "海外",
        "未承認",
        "承認",
        "発売",
        "参照",
        "訳注",
        "下記",
        "上記",
        "本剤",
        "以下",
        "例えば",
        "注",
        "図",
        "表",
        "年",
        "歳",
        "男性",
        "女性",
        "約",
        "中央値",
        "当時",
    ];
    let is_part = |at: usize| {
        sheet.is(at, class::KANA_OR_HAN | class::WORD)
            || matches!(sheet.char(at), '-' | '/' | '・')
            || sheet.open(at).is_some()
            || sheet.close(at).is_some()
    };
    if range.len() < 2 || range.len() > 60 || !range.clone().all(is_part) {
        return false;
    }
    let remark = REMARKS.iter().any(|word| match word.chars().count() {
        1 => sheet.past(range.start, word).is_some() || sheet.past(range.end - 1, word) == Some(range.end),
        _ => sheet.has(range.clone(), word),
    });
    let in_kanji = |at: usize| {
        matches!(sheet.char(at), 'え' | 'り' | 'み' | 'の')
            && at > range.start
            && sheet.is(at - 1, class::HAN | class::KATAKANA | class::WORD)
            && sheet.is(at + 1, class::HAN | class::KATAKANA | class::WORD)
            || sheet.char(at) == 'え' && sheet.char(at + 1) == ')'
    };
    let prose = range.clone().any(|at| sheet.is(at, class::HIRAGANA) && !in_kanji(at));
    !remark && !prose || is_known(sheet, known, range)
}
