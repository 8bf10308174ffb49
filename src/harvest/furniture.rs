//! What a page adds to a text that runs over it: headers, page numbers.

use std::collections::HashMap;

use crate::fold::script::{is_kana_or_han, is_line_break};
use crate::page_line::{PageNumber, has_issue, page_number};
use crate::span::Span;

/// Characters of a line that may be the header of a page, at the most.
const LONGEST: usize = 80;

/// The lines of `text` that belong to its pages, in order, without their breaks.
/// Linear in the text.
pub(super) fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    // The first line of a page is told by the form feed before it.
    let mut heads_page = false;
    for (at, c) in text.char_indices().filter(|&(_, c)| is_line_break(c)).chain([(text.len(), '\n')]) {
        let line = text.get(start..at).unwrap_or_default();
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let from = start + line.len() - line.trim_start().len();
            lines.push((Span::new(from, from + trimmed.len()), trimmed, heads_page));
            heads_page = false;
        }
        heads_page |= c == '\u{C}';
        start = at + c.len_utf8().min(text.len() - at);
    }
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (_, line, _) in &lines {
        *times.entry(line).or_default() += 1;
    }
    // A number that goes on with the line before it (2025/01/⏎30) is none of a page.
    let goes_on: Vec<bool> = core::iter::once(false)
        .chain(lines.iter().map(|(_, line, _)| {
            line.ends_with([
                '/', '／', '.', '-', '(', '（', ',', '，', '、', ';', '；', ':', '：', '〔', '・',
            ])
        }))
        .collect();
    let is_repeated = |line: &str| times.get(line).is_some_and(|&times| times > 1);
    let furniture = lines.iter().zip(goes_on).filter(|&(&(_, line, heads_page), goes_on)| {
        is_number(line) && !goes_on || is_header(line, heads_page || is_repeated(line))
    });
    furniture.map(|(&(span, _, _), _)| span).collect()
}

/// A page number; a bare one of at most three digits.
fn is_number(line: &str) -> bool {
    page_number(line).is_some_and(|number| number != PageNumber::Bare || line.chars().count() <= 3)
}

/// A running header: the volume and number of a bulletin, or a line that stands on
/// several pages and has nothing of a sentence or a record in it.
fn is_header(line: &str, is_told: bool) -> bool {
    if line.chars().count() > LONGEST {
        return false;
    }
    let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let numbered = has_issue(line);
    const NAMES: [&str; 4] =
        ["医薬品安全性情報", "NIHS医薬品安全性情報", "各国規制機関情報", "国立医薬品食品衛生研究所"];
    let named = NAMES.iter().any(|name| plain.starts_with(name)) && plain.chars().count() <= 40;
    let of_a_record = |c: char| {
        matches!(
            c,
            '〔' | '〕'
                | '［'
                | '］'
                | '['
                | ']'
                | '◎'
                | '※'
                | '，'
                | '、'
                | '。'
                | '「'
                | '」'
                | '：'
                | '；'
        )
    };
    if line.contains(of_a_record) || plain.contains("国内") || plain.contains("海外") {
        return false;
    }
    let long_enough = line.chars().filter(|&c| c.is_alphanumeric() || is_kana_or_han(c)).count() >= 4;
    let brackets = line.contains(['(', ')', '（', '）']);
    numbered || named || is_told && long_enough && !brackets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        lines(text).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn numbers_and_headers() {
        assert_eq!(of("抗体\n\n- 3 -\n\n薬"), ["- 3 -"]);
        assert_eq!(of("抗体\r\n Page 3 of 12 \r\n薬"), ["Page 3 of 12"]);
        assert_eq!(
            of("抗体\n安全性情報 Vol.23 No.10（2025/05/08）\n薬"),
            ["安全性情報 Vol.23 No.10（2025/05/08）"]
        );
        assert_eq!(of("抗体\n\u{C}各国の情報\n薬\n\u{C}各国の情報\n剤"), ["各国の情報", "各国の情報"]);
        assert!(of("2025/\n01/30").is_empty());
        assert!(of("抗体，\n薬〕国内：発売済\n抗体，\n薬〕国内：発売済").is_empty());
        assert!(of("").is_empty());
    }
}
