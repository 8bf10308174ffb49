//! Brands: glofitamab［‘Columvi’］, isotretinoin (Roaccutane®), デノスマブ（商品名：プラリア）.

use core::ops::Range;

use super::excerpt::Excerpt;
use super::extent;
use super::known::Known;
use super::sheet::Sheet;
use crate::fold::script::class;
use crate::span::Span;

/// A substance, and a brand that a text says it has.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Brand<'t> {
    /// The whole statement, in bytes of the text.
    pub span: Span,
    /// The substance.
    pub substance: Excerpt<'t>,
    /// The brand, without quotation marks, ® or ™.
    pub brand: Excerpt<'t>,
}

/// Words before a brand in a bracket, folded.
const LABELS: [&str; 11] = [
    "商品名",
    "販売名",
    "製品名",
    "ブランド名",
    "先発品",
    "brand names",
    "brand name",
    "trade names",
    "trade name",
    "marketed as",
    "sold as",
];

/// Words before a substance in the bracket behind a brand.
const GENERIC: [&str; 4] = ["一般名", "有効成分", "成分名", "generic name"];

/// Glyphs of a brand, at the most.
const LONGEST: usize = 48;

/// The brands that the bracket at glyph `open` states. Empty if it states none.
pub(super) fn read<'t>(sheet: &Sheet<'t>, known: Known<'_>, open: usize, close: usize) -> Vec<Brand<'t>> {
    let content = sheet.trimmed(open + 1..close);
    let head_end = sheet.trimmed(open.saturating_sub(LONGEST)..open).end;
    let statement = |substance: Vec<Range<usize>>, brand: Range<usize>, from: usize| Brand {
        span: sheet.span(from.min(brand.start)..close + 1),
        substance: sheet.joined(&substance),
        brand: sheet.excerpt(brand),
    };
    if let Some(from) = labelled(sheet, content.clone(), &GENERIC) {
        // The brand stands before the bracket, the substance in it.
        let substance = sheet.trimmed(from..content.end);
        let Some(brand) = head_brand(sheet, head_end).or_else(|| plain(sheet, known, head_end)) else {
            return Vec::new();
        };
        let from = brand.start;
        let named = is_name(sheet, &substance);
        return named.then(|| statement(vec![substance], brand, from)).into_iter().collect();
    }
    let brands = in_bracket(sheet, content.clone());
    if !brands.is_empty() {
        let Some(substance) = substance(sheet, known, head_end) else { return Vec::new() };
        let from = substance.first().map_or(open, |range| range.start);
        return brands.into_iter().map(|brand| statement(substance.clone(), brand, from)).collect();
    }
    // Roaccutane® (isotretinoin)
    if let Some(brand) = head_brand(sheet, head_end)
        && is_name(sheet, &content)
    {
        let from = brand.start;
        return vec![statement(vec![content], brand, from)];
    }
    Vec::new()
}

/// The substance before a bracket with a brand. If that is a bracket itself, the name
/// in it: グロフィタマブ（glofitamab）［‘Columvi’］.
fn substance(sheet: &Sheet<'_>, known: Known<'_>, end: usize) -> Option<Vec<Range<usize>>> {
    let last = end.checked_sub(1)?;
    if let Some(open) = sheet.open(last) {
        let inner = sheet.trimmed(open + 1..last);
        if is_name(sheet, &inner) && inner.clone().any(|at| sheet.is(at, class::LATIN)) {
            return Some(vec![inner]);
        }
        return extent::before(sheet, known, open, None);
    }
    let found = extent::before(sheet, known, end, None)?;
    let named = found.iter().cloned().flatten().any(|at| sheet.is(at, class::LATIN | class::KATAKANA));
    named.then_some(found)
}

/// A brand of any letters before a place.
fn plain(sheet: &Sheet<'_>, known: Known<'_>, end: usize) -> Option<Range<usize>> {
    match extent::before(sheet, known, end, None)?.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// Where what follows one of `labels` begins, if `content` begins with one.
fn labelled(sheet: &Sheet<'_>, content: Range<usize>, labels: &[&str]) -> Option<usize> {
    let end = labels.iter().find_map(|label| sheet.past(content.start, label))?;
    let mut at = sheet.past_space(end);
    if matches!(sheet.char(at), ':' | 'は' | '=') {
        at = sheet.past_space(at + 1);
    }
    (at < content.end).then_some(at)
}

/// The brands in a bracket: quoted, with ® or ™, or behind a word for a brand.
fn in_bracket(sheet: &Sheet<'_>, content: Range<usize>) -> Vec<Range<usize>> {
    let is_separator = |c: char| matches!(c, ',' | '、' | ';' | '/' | '・');
    let mut brands = Vec::new();
    let mut labels = false;
    for mut part in sheet.parts(content, is_separator).into_iter().flat_map(|part| without_and(sheet, part)) {
        if let Some(from) = labelled(sheet, part.clone(), &LABELS) {
            labels = true;
            part = sheet.trimmed(from..part.end);
        }
        // 商品名「…」
        if labels
            && matches!(sheet.char(part.start), '「' | '『' | '"')
            && let Some(end) = part.end.checked_sub(1).filter(|&end| end > part.start)
            && matches!(sheet.char(end), '」' | '』' | '"')
        {
            part = sheet.trimmed(part.start + 1..end);
        }
        if let Some(brand) = quoted(sheet, &part).or_else(|| registered(sheet, &part)) {
            brands.push(brand);
        } else if labels && is_name(sheet, &part) {
            brands.push(part);
        }
    }
    brands
}

/// The parts between "and" and "or".
fn without_and(sheet: &Sheet<'_>, part: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = part.start;
    for at in part.clone() {
        let past = [" and ", " or "].iter().find_map(|word| sheet.past(at, word));
        if let Some(past) = past.filter(|&past| past < part.end && at > start) {
            parts.push(sheet.trimmed(start..at));
            start = past;
        }
    }
    parts.push(sheet.trimmed(start..part.end));
    parts
}

/// What stands between single quotation marks at the beginning of `part`.
fn quoted(sheet: &Sheet<'_>, part: &Range<usize>) -> Option<Range<usize>> {
    if sheet.char(part.start) != '\'' {
        return None;
    }
    let close = (part.start + 1..part.end).find(|&at| sheet.char(at) == '\'')?;
    let brand = sheet.trimmed(part.start + 1..close);
    is_name(sheet, &brand).then_some(brand)
}

/// What stands before ® or ™ in `part`.
fn registered(sheet: &Sheet<'_>, part: &Range<usize>) -> Option<Range<usize>> {
    let last = part.clone().find(|&at| is_registered(sheet, at))?;
    let brand = part.start..last + 1;
    is_name(sheet, &brand).then_some(brand)
}

/// Whether ® or ™ follows glyph `at`.
fn is_registered(sheet: &Sheet<'_>, at: usize) -> bool {
    let Some(glyph) = sheet.glyph(at).filter(|glyph| glyph.character != ' ') else { return false };
    let rest = sheet.text.get(glyph.end()..).unwrap_or_default();
    rest.starts_with(['®', '™', '℠', 'Ⓡ'])
}

/// The brand that is marked as one before a place: by ®, ™ or quotation marks.
fn head_brand(sheet: &Sheet<'_>, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1)?;
    let limit = end.saturating_sub(LONGEST);
    let brand = if sheet.char(last) == '\'' {
        let open = (limit..last).rev().find(|&at| sheet.char(at) == '\'')?;
        open + 1..last
    } else if is_registered(sheet, last) {
        let is_part = |at: usize| sheet.is(at, class::WORD | class::KATAKANA) || sheet.char(at) == '-';
        let start = (limit..end).rev().take_while(|&at| is_part(at)).last()?;
        start..end
    } else {
        return None;
    };
    is_name(sheet, &brand).then_some(brand)
}

/// Whether `range` may be a name: letters, katakana, digits and what joins them, and
/// not too long.
fn is_name(sheet: &Sheet<'_>, range: &Range<usize>) -> bool {
    let is_part = |at: usize| {
        sheet.is(at, class::WORD | class::KATAKANA | class::HAN) || matches!(sheet.char(at), ' ' | '-' | '\'')
    };
    let letters = range.clone().filter(|&at| sheet.is(at, class::LATIN | class::KATAKANA)).count();
    letters >= 2 && range.len() <= LONGEST && range.clone().all(is_part)
}
