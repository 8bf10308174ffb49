//! Classes of medicines in a drug block, and what their words say of targets and
//! indications.

use core::ops::Range;

use super::excerpt::Excerpt;
use super::sheet::Sheet;
use crate::fold::script::class;

/// A class that a drug is said to belong to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct DrugClass<'t> {
    /// As the text names it, with its brackets: 二重特異性抗体（抗CD19/抗CD3）薬.
    pub name: Excerpt<'t>,
    /// What its words say that it acts on: CD19, CD3. Of GIP/GLP-1受容体作動薬 it is
    /// GIP受容体 and GLP-1受容体; the span of the first then holds the second.
    pub targets: Vec<Excerpt<'t>>,
}

/// Words before a target that say how it is acted on.
const MANNERS: [&str; 15] = [
    "選択的",
    "非選択的",
    "可逆的",
    "不可逆的",
    "非可逆的",
    "競合的",
    "持続性",
    "長時間作用型",
    "短時間作用型",
    "経口",
    "直接的",
    "直接",
    "吸入",
    "合成",
    "高選択的",
];

/// The same behind it, before the word of action.
const MANNERS_BEHIND: [&str; 6] = ["部分", "二重", "三重", "逆", "直接", "共"];

/// What stands where a target would, and is none.
const NO_TARGETS: [&str; 4] = ["分子", "二重特異性", "モノクローナル", "多重"];

/// Words behind a target.
const ACTIONS: [&str; 22] = [
    "阻害薬",
    "阻害剤",
    "作動薬",
    "作動剤",
    "拮抗薬",
    "拮抗剤",
    "遮断薬",
    "遮断剤",
    "刺激薬",
    "刺激剤",
    "作用薬",
    "調節薬",
    "調整薬",
    "調節剤",
    "調整剤",
    "アゴニスト",
    "アンタゴニスト",
    "モジュレーター",
    "モジュレータ",
    "標的薬",
    "標的",
    "抗体",
];

/// Words after X in 抗X… that follow the target.
const BODIES: [&str; 8] =
    ["抗体", "モノクローナル", "二重特異性", "ヒト化", "ヒト型", "ヒト", "キメラ", "薬"];

/// Words for what a medicine treats: X治療薬.
const TREATMENTS: [&str; 3] = ["治療薬", "治療剤", "治療用薬"];

/// Ends of the names of classes. What ends otherwise may be a Japanese name.
const CLASS_ENDS: [&str; 25] = [
    "薬",
    "剤",
    "製品",
    "抗体",
    "療法",
    "アゴニスト",
    "アンタゴニスト",
    "モジュレーター",
    "誘導体",
    "アナログ",
    "抗生物質",
    "製品群",
    "医薬品",
    "細胞",
    "系",
    "類",
    "類似体",
    "酵素",
    "阻害",
    "複合体",
    "核酸",
    "製材",
    "コンジュゲート",
    "インヒビター",
    "ブロッカー",
];

/// Whether `item` reads as the name of a class, what is in its brackets left out.
pub(super) fn is_class(sheet: &Sheet<'_>, item: Range<usize>) -> bool {
    let end = before_bracket(sheet, item.clone()).end;
    let ends_with = |end: usize, word: &str| {
        let length = word.chars().count();
        end.checked_sub(length)
            .is_some_and(|start| start >= item.start && sheet.past(start, word) == Some(end))
    };
    CLASS_ENDS.iter().any(|word| ends_with(end, word) || ends_with(item.end, word))
}

/// `item` without the brackets that it ends with.
pub(super) fn before_bracket(sheet: &Sheet<'_>, item: Range<usize>) -> Range<usize> {
    let mut end = item.end;
    while let Some(open) = end.checked_sub(1).and_then(|last| sheet.open(last))
        && open > item.start
    {
        end = sheet.trimmed(item.start..open).end;
    }
    item.start..end
}

/// What `item` says a medicine treats, if it is a word for that: X of X治療薬.
pub(super) fn indication(sheet: &Sheet<'_>, item: Range<usize>) -> Option<Range<usize>> {
    TREATMENTS.iter().find_map(|word| {
        let start = item.end.checked_sub(word.chars().count())?;
        let treated = item.start..start;
        (sheet.says(&treated) && sheet.past(start, word) == Some(item.end)).then_some(treated)
    })
}

/// Reads `item` as a class.
pub(super) fn read<'t>(sheet: &Sheet<'t>, item: Range<usize>) -> DrugClass<'t> {
    let mut targets: Vec<Excerpt<'t>> = Vec::new();
    let mut add = |found: Vec<Excerpt<'t>>| {
        for target in found {
            if !targets.iter().any(|known| known.text() == target.text()) {
                targets.push(target);
            }
        }
    };
    let mut at = item.start;
    let mut outside = item.start;
    while at < item.end {
        if let Some(close) = sheet.close(at).filter(|&close| close < item.end) {
            add(targets_of(sheet, sheet.trimmed(outside..at), false));
            add(targets_of(sheet, sheet.trimmed(at + 1..close), true));
            at = close + 1;
            outside = at;
        } else {
            at += 1;
        }
    }
    add(targets_of(sheet, sheet.trimmed(outside..item.end), false));
    DrugClass { name: sheet.excerpt(item), targets }
}

/// The targets that `words` name, which stand `within` a bracket or not.
fn targets_of<'t>(sheet: &Sheet<'t>, words: Range<usize>, within: bool) -> Vec<Excerpt<'t>> {
    let mut targets = Vec::new();
    for part in sheet.parts(words, |c| matches!(c, ',' | '、')) {
        let found = anti(sheet, part.clone(), within);
        if found.is_empty() {
            targets.extend(acted_on(sheet, part));
        } else {
            targets.extend(found);
        }
    }
    targets
}

/// 抗CD19/抗CD3, 抗PD-1抗体, 抗CD20/CD3: what follows 抗.
fn anti<'t>(sheet: &Sheet<'t>, part: Range<usize>, within: bool) -> Vec<Excerpt<'t>> {
    let Some(first) = part.clone().find(|&at| begins_anti(sheet, at)) else { return Vec::new() };
    let mut targets = Vec::new();
    let mut at = first;
    while at < part.end {
        let mut start = if begins_anti(sheet, at) { at + 1 } else { at };
        // 抗ヒトIL-6受容体抗体
        start = ["ヒト化", "ヒト"].iter().find_map(|word| sheet.past(start, word)).unwrap_or(start);
        let ends = |at: &usize| {
            sheet.char(*at) == '/'
                || sheet.char(*at) == '・'
                || BODIES.iter().any(|word| sheet.past(*at, word).is_some())
                || *at > start && begins_anti(sheet, *at)
        };
        let end = (start..part.end).find(ends).unwrap_or(part.end);
        let followed = BODIES.iter().any(|word| sheet.past(end, word).is_some()) && sheet.char(end) != '薬';
        let target = sheet.trimmed(start..end);
        // 抗悪性腫瘍薬 is against a disease: only what looks like a molecule, or is
        // bound by an antibody, is a target.
        let is_target = within || followed || target.clone().any(|at| sheet.is(at, class::WORD));
        if is_target && sheet.says(&target) {
            targets.push(sheet.excerpt(target));
        }
        if !(sheet.char(end) == '/' || sheet.char(end) == '・' || begins_anti(sheet, end)) {
            break;
        }
        at = if begins_anti(sheet, end) { end } else { end + 1 };
    }
    targets
}

/// Whether 抗 at glyph `at` means against: not in 抗体, 抗原, 抗生物質, 拮抗.
fn begins_anti(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.char(at) == '抗' && !matches!(sheet.char(at + 1), '体' | '原' | '生')
}

/// What stands before a word of action: DPP-4阻害薬, CD19標的CAR-T細胞療法,
/// GIP/GLP-1受容体作動薬.
fn acted_on<'t>(sheet: &Sheet<'t>, part: Range<usize>) -> Vec<Excerpt<'t>> {
    let action = part.clone().find(|&at| ACTIONS.iter().any(|word| sheet.past(at, word).is_some()));
    let Some(end) = action else { return Vec::new() };
    let bare = without_manner(sheet, part.start..end);
    // 二重特異性抗体 says nothing of a target; IL-6受容体抗体 does.
    let vague = sheet.past(end, "抗体").is_some() && !bare.clone().any(|at| sheet.is(at, class::WORD));
    let is_none = NO_TARGETS.iter().any(|word| sheet.past(bare.start, word) == Some(bare.end));
    if !sheet.says(&bare) || vague || is_none {
        return Vec::new();
    }
    let list = listed(sheet, bare);
    let Some((last, others)) = list.split_last() else { return Vec::new() };
    // The word that all have in common stands behind the last.
    let common = ["受容体", "キナーゼ"].iter().find_map(|word| {
        let start = last.end.checked_sub(word.chars().count())?;
        (start > last.start && sheet.past(start, word) == Some(last.end)).then_some((start..last.end, word))
    });
    let with_common = |target: &Range<usize>| match &common {
        Some((range, word)) if !sheet.has(target.clone(), word) => {
            sheet.joined(&[target.clone(), range.clone()])
        }
        _ => sheet.excerpt(target.clone()),
    };
    others.iter().map(with_common).chain([sheet.excerpt(last.clone())]).collect()
}

/// `range` without words for the manner of the action at its ends.
fn without_manner(sheet: &Sheet<'_>, range: Range<usize>) -> Range<usize> {
    let mut bare = range;
    while let Some(start) = MANNERS.iter().filter_map(|word| sheet.past(bare.start, word)).max() {
        if start > bare.end {
            break;
        }
        bare.start = start;
    }
    let behind = MANNERS_BEHIND.iter().find_map(|word| {
        let start = bare.end.checked_sub(word.chars().count())?;
        (start > bare.start && sheet.past(start, word) == Some(bare.end)).then_some(start)
    });
    bare.end = behind.unwrap_or(bare.end);
    sheet.trimmed(bare)
}

/// The targets between slashes. JAK1/2 stays one.
fn listed(sheet: &Sheet<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut list: Vec<Range<usize>> = Vec::new();
    for part in sheet.parts(range, |c| c == '/') {
        match list.last_mut() {
            Some(last) if part.clone().all(|at| sheet.char(at).is_ascii_digit()) => last.end = part.end,
            _ => list.push(part),
        }
    }
    list
}
