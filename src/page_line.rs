//! Lines that a page adds to a text that runs over it, told by themselves: numbers of
//! pages, and heads with the volume and the number of an issue.
//!
//! What stands around such a line, and whether it is repeated, is for the caller to ask.

/// How a line reads as the number of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageNumber {
    /// 3: it may be a value as well.
    Bare,
    /// 3/12, of which the first is not beyond the last.
    Counted,
    /// - 3 -, Page 3 of 12, p. 3, 3 ページ: nothing else.
    Marked,
}

/// The number of a page that `line`, without white space at its ends, is.
pub(crate) fn page_number(line: &str) -> Option<PageNumber> {
    let bare = line.trim_matches(|c: char| is_dash(c) || c == ' ' || c == '\u{3000}');
    if number(bare).is_some() {
        let dashed = line.starts_with(is_dash) && line.ends_with(is_dash);
        return if dashed {
            Some(PageNumber::Marked)
        } else if bare.len() == line.len() {
            Some(PageNumber::Bare)
        } else {
            None
        };
    }
    let before = ["Page", "page", "P.", "p."].iter().find_map(|word| bare.strip_prefix(word));
    let word = before.or_else(|| ["ページ", "頁"].iter().find_map(|word| bare.strip_suffix(word)));
    let text = word.unwrap_or(bare).trim();
    let of = text.split_once(" of ");
    let counted = of.or_else(|| text.split_once('/')).or_else(|| text.split_once('／')).is_some_and(counts);
    if word.is_some() && (number(text).is_some() || counted) || of.is_some() && counted {
        return Some(PageNumber::Marked);
    }
    counted.then_some(PageNumber::Counted)
}

/// A page and how many there are. A date such as 01/30 is none.
fn counts((page, pages): (&str, &str)) -> bool {
    let (page, pages) = (page.trim(), pages.trim());
    number(page).zip(number(pages)).is_some_and(|(a, b)| a <= b) && !page.starts_with(['0', '０'])
}

/// At most four digits of either width.
fn number(text: &str) -> Option<u32> {
    let digit = |c: char| match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    };
    let count = text.chars().count();
    text.chars().try_fold(0, |sum, c| Some(sum * 10 + digit(c)?)).filter(|_| (1..=4).contains(&count))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '–' | '—' | '−' | '－' | '―')
}

/// Whether `line` has the volume and the number of an issue in it: Vol.23 No.10, 第23巻10号.
pub(crate) fn has_issue(line: &str) -> bool {
    let plain: String = line.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let after = |word: &str| {
        plain.match_indices(word).any(|(at, _)| {
            let rest = plain.get(at + word.len()..).unwrap_or_default();
            rest.trim_start_matches(['.', '．']).starts_with(is_digit)
        })
    };
    let before = |word: &str| {
        plain
            .match_indices(word)
            .any(|(at, _)| plain.get(..at).is_some_and(|start| start.ends_with(is_digit)))
    };
    (after("vol") || after("ｖｏｌ") || before("巻")) && (after("no") || after("ｎｏ") || before("号"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages() {
        for line in ["- 3 -", "－３－", "Page 3 of 7", "3 of 7", "p. 3", "3 ページ", "Page 3/7"] {
            assert_eq!(page_number(line), Some(PageNumber::Marked), "{line}");
        }
        for line in ["3", "１２"] {
            assert_eq!(page_number(line), Some(PageNumber::Bare), "{line}");
        }
        assert_eq!(page_number("3/7"), Some(PageNumber::Counted));
        let others =
            ["-", "3 mg", "p53", "page", "1/2錠", "01/30", "7/3", "Grade 3", "- 発熱 -", "2025/01/30", ""];
        for line in others {
            assert_eq!(page_number(line), None, "{line}");
        }
    }

    #[test]
    fn heads_of_issues() {
        for line in
            ["情報 Vol.23（2025） No.10（05/08）", "Vol. 4, no 2", "第23巻 10号", "Ｖｏｌ．２３ Ｎｏ．１０"]
        {
            assert!(has_issue(line), "{line}");
        }
        for line in ["No. 3", "Vol. of distribution: no change", "volume 3"] {
            assert!(!has_issue(line), "{line}");
        }
    }
}
