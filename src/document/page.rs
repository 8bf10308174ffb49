//! What a page adds to a text: numbers of pages and running heads between two lines of a
//! sentence.
//!
//! Text copied from a PDF has them wherever a page ends, even within a word. A paragraph
//! is glossed without them, and its glosses are put back over them, so that a term that
//! goes on behind a page number is one gloss. Only lines that say themselves what they
//! are count: that a line was met before would make a gloss depend on other paragraphs.

use crate::page_line::{PageNumber, has_issue, page_number};
use crate::span::Span;

/// A text without its page lines, and the way back.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    pub(super) text: String,
    /// What was left out: bytes of the original, ascending.
    pub(super) lines: Vec<Span>,
    /// For each of them, the byte of the text where it stood.
    places: Vec<usize>,
}

impl Reading {
    /// Reads a paragraph. None where no page line stands in it.
    pub(super) fn of(text: &str) -> Option<Reading> {
        let lines = page_lines(text);
        if lines.is_empty() {
            return None;
        }
        let mut reading = Reading { text: String::with_capacity(text.len()), lines, places: Vec::new() };
        let mut at = 0;
        for line in &reading.lines {
            reading.text.push_str(text.get(at..line.start).unwrap_or_default());
            reading.places.push(reading.text.len());
            at = line.end;
        }
        reading.text.push_str(text.get(at..).unwrap_or_default());
        Some(reading)
    }

    /// The place in the original of byte `at` of the text: behind a line left out there
    /// where something begins, before it where something ends.
    pub(super) fn original(&self, at: usize, begins: bool) -> usize {
        let before = self.places.partition_point(|&place| place < at || begins && place == at);
        // The last line before it says how far behind it the text goes on.
        let last = before.checked_sub(1).and_then(|last| self.lines.get(last).zip(self.places.get(last)));
        last.map_or(at, |(line, place)| line.end + (at - place))
    }
}

/// The page lines between two lines of `text`, each with the white space up to the next
/// line.
fn page_lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut follows = false;
    // A page break may stand before the line or behind it.
    let mut is_new_page = false;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = rest.find(['\n', '\u{C}']).map_or(rest.len(), |end| end + 1);
        let line = rest.get(..length).unwrap_or_default();
        let after = rest.get(length..).unwrap_or_default();
        let blank = after.len() - after.trim_start().len();
        let gap = after.get(..blank).unwrap_or_default();
        let breaks_page = line.ends_with('\u{C}') || gap.contains('\u{C}');
        if line.trim().is_empty() {
            is_new_page |= line.contains('\u{C}');
        } else if follows && after.len() > blank && is_page_line(line.trim(), is_new_page || breaks_page) {
            lines.push(Span::new(at, at + length + blank));
            at += length + blank;
            is_new_page = breaks_page;
            continue;
        } else {
            follows = true;
            is_new_page = line.ends_with('\u{C}');
        }
        at += length;
    }
    lines
}

/// Characters of the longest page line.
const LONGEST: usize = 64;

/// Whether a line is the number of a page, or a running head. A bare number is one only
/// where a page breaks.
fn is_page_line(line: &str, at_page_break: bool) -> bool {
    line.chars().count() <= LONGEST
        && match page_number(line) {
            Some(PageNumber::Marked) => true,
            Some(PageNumber::Bare | PageNumber::Counted) => at_page_break,
            None => has_issue(line),
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_numbers_at_page_breaks() {
        for line in ["3", "3/7"] {
            assert!(is_page_line(line, true) && !is_page_line(line, false), "{line}");
        }
        assert!(is_page_line("- 3 -", false) && !is_page_line("No. 3", true));
    }

    #[test]
    fn the_way_back_is_exact() {
        let text = "サイトカイン放出\n\n- 3 -\n\n症候群は\nPage 4\n軽快した。\n";
        let reading = Reading::of(text).unwrap();
        assert_eq!(reading.text, "サイトカイン放出\n\n症候群は\n軽快した。\n");
        for (at, c) in reading.text.char_indices() {
            let (start, end) = (reading.original(at, true), reading.original(at + c.len_utf8(), false));
            assert!(text[start..end].starts_with(c), "{c:?}");
        }
        assert!(Reading::of("- 3 -\n発熱\n- 4 -\n").is_none());
    }
}
