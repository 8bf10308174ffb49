//! A text laid out for reading facts: its glyphs without what the page added, and
//! its brackets matched.

use core::ops::Range;
use std::borrow::Cow;

use super::excerpt::Excerpt;
use super::furniture;
use crate::effort::step;
use crate::fold::script::{is_kana_or_han, is_latin_letter, is_line_break};
use crate::fold::{Glyph, Level, Scratch, flag, fold_into};
use crate::span::Span;

/// What [`Sheet::char`] gives beyond the ends: no text folds to it.
const NONE: char = '\0';

/// Marks that a list or a block of information begins with.
pub(super) const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '◎' | '○'
            | '●'
            | '◯'
            | '◉'
            | '※'
            | '•'
            | '・'
            | '◇'
            | '◆'
            | '♢'
            | '■'
            | '□'
            | '▪'
            | '▶'
            | '▼'
            | '☆'
            | '★'
    )
}

/// The bracket that closes `open`, as both are folded.
pub(super) const fn closing(open: char) -> Option<char> {
    match open {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        '〔' => Some('〕'),
        '【' => Some('】'),
        '〈' => Some('〉'),
        '《' => Some('》'),
        '「' => Some('」'),
        '『' => Some('』'),
        _ => None,
    }
}

/// A text and its glyphs. Indices are those of the glyphs unless they say otherwise;
/// one beyond the end reads as nothing.
pub(super) struct Sheet<'t> {
    pub(super) text: &'t str,
    glyphs: Vec<Glyph>,
    /// The other bracket of each glyph that is one of a pair; itself of any other.
    partners: Vec<usize>,
    /// Bytes of the lines that were left out.
    furniture: Vec<Span>,
    /// The glyphs that drug blocks take, in order: no running text.
    blocks: Vec<Range<usize>>,
}

impl<'t> Sheet<'t> {
    pub(super) fn new(text: &'t str) -> Sheet<'t> {
        let mut glyphs = Vec::new();
        fold_into(text, Level::Form, &mut Scratch::default(), &mut glyphs);
        let furniture = furniture::lines(text);
        let glyphs = without(glyphs, &furniture);
        let partners = partners(&glyphs);
        Sheet { text, glyphs, partners, furniture, blocks: Vec::new() }
    }

    /// Says which glyphs drug blocks take.
    pub(super) fn set_blocks(&mut self, blocks: Vec<Range<usize>>) {
        self.blocks = blocks;
    }

    /// Whether glyph `index` is in no drug block.
    pub(super) fn is_free(&self, index: usize) -> bool {
        let next = self.blocks.partition_point(|block| block.end <= index);
        self.blocks.get(next).is_none_or(|block| index < block.start)
    }

    /// Where the last drug block before `index` ends.
    pub(super) fn floor(&self, index: usize) -> usize {
        let next = self.blocks.partition_point(|block| block.end <= index);
        next.checked_sub(1).and_then(|last| self.blocks.get(last)).map_or(0, |block| block.end)
    }

    pub(super) fn len(&self) -> usize {
        self.glyphs.len()
    }

    pub(super) fn glyph(&self, index: usize) -> Option<&Glyph> {
        step();
        self.glyphs.get(index)
    }

    pub(super) fn char(&self, index: usize) -> char {
        step();
        self.glyphs.get(index).map_or(NONE, |glyph| glyph.character)
    }

    /// The character before `index`.
    pub(super) fn before(&self, index: usize) -> char {
        index.checked_sub(1).map_or(NONE, |index| self.char(index))
    }

    pub(super) fn is(&self, index: usize, classes: u8) -> bool {
        self.glyphs.get(index).is_some_and(|glyph| glyph.is(classes))
    }

    pub(super) fn is_upper(&self, index: usize) -> bool {
        self.glyphs.get(index).is_some_and(|glyph| glyph.has(flag::UPPER))
    }

    /// Whether a line begins with this glyph.
    pub(super) fn begins_line(&self, index: usize) -> bool {
        let breaks = |glyph: &Glyph| glyph.has(flag::LINE);
        let Some(before) = index.checked_sub(1) else { return index < self.len() };
        self.glyphs.get(index).is_some_and(breaks)
            || self.glyphs.get(before).is_some_and(|glyph| glyph.character == ' ' && breaks(glyph))
    }

    /// The first glyph after `index` that begins a line, or the end.
    pub(super) fn line_end(&self, index: usize) -> usize {
        (index + 1..self.len()).find(|&at| self.begins_line(at)).unwrap_or(self.len())
    }

    /// The closing bracket of the opening one at `index`.
    pub(super) fn close(&self, index: usize) -> Option<usize> {
        self.partners.get(index).copied().filter(|&partner| partner > index)
    }

    /// The opening bracket of the closing one at `index`.
    pub(super) fn open(&self, index: usize) -> Option<usize> {
        self.partners.get(index).copied().filter(|&partner| partner < index)
    }

    /// The first glyph from `index` on that is no space.
    pub(super) fn past_space(&self, index: usize) -> usize {
        index + usize::from(self.char(index) == ' ')
    }

    /// Where `word`, in its folded form, ends if it stands at `index`.
    pub(super) fn past(&self, index: usize, word: &str) -> Option<usize> {
        let mut at = index;
        for c in word.chars() {
            if self.char(at) != c {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether `word` stands anywhere in `range`.
    pub(super) fn has(&self, range: Range<usize>, word: &str) -> bool {
        range.clone().any(|at| self.past(at, word).is_some_and(|end| end <= range.end))
    }

    /// `range` without spaces at its ends.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let Range { mut start, end } = range;
        let mut end = end.min(self.len());
        while start < end && self.char(start) == ' ' {
            start += 1;
        }
        while start < end && self.before(end) == ' ' {
            end -= 1;
        }
        start..end
    }

    /// Whether there is a letter or a digit in `range`.
    pub(super) fn says(&self, range: &Range<usize>) -> bool {
        range.clone().any(|at| self.char(at).is_alphanumeric())
    }

    /// The parts of `range` between the separators for which `parts` holds, not
    /// looking into brackets, that have a letter or a digit. A comma between two digits is part of a number or a
    /// name (1,3-グルカン) if it is narrow.
    pub(super) fn parts(&self, range: Range<usize>, parts: impl Fn(char) -> bool) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = range.start;
        let mut at = range.start;
        while at < range.end {
            if let Some(close) = self.close(at).filter(|&close| close < range.end) {
                at = close + 1;
                continue;
            }
            let c = self.char(at);
            let narrow = self.glyph(at).is_some_and(|glyph| glyph.end() == glyph.start() + 1);
            let in_number =
                c == ',' && narrow && self.before(at).is_ascii_digit() && self.char(at + 1).is_ascii_digit();
            if parts(c) && !in_number {
                found.push(self.trimmed(start..at));
                start = at + 1;
            }
            at += 1;
        }
        found.push(self.trimmed(start..range.end));
        found.retain(|part| self.says(part));
        found
    }

    /// The bytes of the original that the glyphs of `range` stand for.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let range = self.trimmed(range);
        let last = range.end.checked_sub(1).and_then(|last| self.glyphs.get(last));
        match (self.glyphs.get(range.start), last) {
            (Some(first), Some(last)) if range.start < range.end => Span::new(first.start(), last.end()),
            (Some(first), _) => Span::new(first.start(), first.start()),
            _ => Span::new(self.text.len(), self.text.len()),
        }
    }

    /// What the text says in `range`.
    pub(super) fn excerpt(&self, range: Range<usize>) -> Excerpt<'t> {
        let range = self.trimmed(range);
        let span = self.span(range.clone());
        let written = self.text.get(span.range()).unwrap_or_default();
        let text = if written.contains(|c: char| c.is_control() || is_line_break(c)) {
            // A control character at an end leaves the space beside it.
            Cow::Owned(self.cleaned(range).trim().to_owned())
        } else {
            Cow::Borrowed(written)
        };
        Excerpt { span, text }
    }

    /// What the text says at `span` of its bytes, if that is a place in it.
    pub(super) fn at(&self, span: Span) -> Option<Excerpt<'t>> {
        self.text.get(span.range())?;
        let first = self.glyphs.partition_point(|glyph| glyph.start() < span.start);
        let end = self.glyphs.partition_point(|glyph| glyph.end() <= span.end);
        (first < end).then(|| self.excerpt(first..end))
    }

    /// What the text says in several ranges that belong together, the first first.
    pub(super) fn joined(&self, ranges: &[Range<usize>]) -> Excerpt<'t> {
        let mut text = String::new();
        let mut span: Option<Span> = None;
        for range in ranges {
            let excerpt = self.excerpt(range.clone());
            text.push_str(&excerpt.text);
            let wider =
                |span: Span| Span::new(span.start.min(excerpt.span.start), span.end.max(excerpt.span.end));
            span = Some(span.map_or(excerpt.span, wider));
        }
        Excerpt { span: span.unwrap_or_default(), text: Cow::Owned(text) }
    }

    fn cleaned(&self, range: Range<usize>) -> String {
        let mut text = String::new();
        let mut at = None;
        for glyph in self.glyphs.get(range).unwrap_or_default() {
            if let Some(from) = at {
                if glyph.end() <= from {
                    continue; // another glyph of the same character
                }
                self.push_gap(Span::new(from, glyph.start()), glyph.start(), &mut text);
            }
            let written = self.text.get(glyph.start()..glyph.end()).unwrap_or_default();
            if glyph.character == ' ' {
                self.push_gap(Span::new(glyph.start(), glyph.end()), glyph.end(), &mut text);
            } else {
                text.extend(written.chars().filter(|c| !c.is_control() && !is_line_break(*c)));
            }
            at = Some(glyph.end());
        }
        text
    }

    /// Appends what stands between two glyphs, of which the second begins at byte
    /// `next`: as it is within a line, else without the white space.
    fn push_gap(&self, gap: Span, next: usize, text: &mut String) {
        let written = self.text.get(gap.range()).unwrap_or_default();
        if !written.contains(|c: char| is_line_break(c) || c == '\t') {
            text.extend(written.chars().filter(|c| !c.is_control()));
            return;
        }
        let mut kept = false;
        let first = self.furniture.partition_point(|line| line.end <= gap.start);
        let mut lines = self.furniture.get(first..).unwrap_or_default().iter().peekable();
        for (at, c) in written.char_indices() {
            let at = gap.start + at;
            while lines.next_if(|line| line.end <= at).is_some() {}
            let is_furniture = lines.peek().is_some_and(|line| line.start <= at);
            // A soft hyphen shows at the end of a line only, and there is none now.
            if !(c.is_whitespace() || c.is_control() || c == '\u{AD}' || is_furniture) {
                text.push(c);
                kept = true;
            }
        }
        let before = text.chars().next_back();
        let after = self.text.get(next..).and_then(|rest| rest.chars().next());
        if !kept && before.zip(after).is_some_and(|(before, after)| spaced(before, after)) {
            text.push(' ');
        }
    }
}

/// Whether a line break between the two stands for a space: between Latin words and
/// the narrow marks around them.
fn spaced(before: char, after: char) -> bool {
    let is_latin = |c: char| c.is_ascii_alphanumeric() || is_latin_letter(c);
    (is_latin(before) || matches!(before, ',' | ';' | ':' | ')' | ']'))
        && (is_latin(after) || matches!(after, '(' | '['))
        && !(before.is_ascii_digit() && after.is_ascii_digit())
}

/// Takes out the glyphs of `furniture`. What follows them begins a line.
fn without(glyphs: Vec<Glyph>, furniture: &[Span]) -> Vec<Glyph> {
    if furniture.is_empty() {
        return glyphs;
    }
    let mut lines = furniture.iter().peekable();
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut skipped = false;
    for glyph in glyphs {
        while lines.next_if(|line| line.end <= glyph.start()).is_some() {}
        if lines.peek().is_some_and(|line| line.start < glyph.end() && glyph.character != ' ')
            || lines.peek().is_some_and(|line| line.start <= glyph.start())
        {
            skipped = true;
        } else if skipped && glyph.character == ' ' {
            // The space before the line, if any, is enough.
        } else {
            kept.push(if skipped { glyph.with(flag::LINE) } else { glyph });
            skipped = false;
        }
    }
    kept
}

/// Matches brackets of each kind, nested in any way; one that its partner misses is
/// passed over. Linear: each bracket is put on the stack and taken from it once.
fn partners(glyphs: &[Glyph]) -> Vec<usize> {
    let mut partners: Vec<usize> = (0..glyphs.len()).collect();
    let mut stack: Vec<(usize, char)> = Vec::new();
    let mut waiting: Vec<(char, usize)> = Vec::new();
    for (index, glyph) in glyphs.iter().enumerate() {
        let c = glyph.character;
        if let Some(close) = closing(c) {
            stack.push((index, close));
            match waiting.iter_mut().find(|(kind, _)| *kind == close) {
                Some((_, count)) => *count += 1,
                None => waiting.push((close, 1)),
            }
        } else if waiting.iter().any(|&(kind, count)| kind == c && count > 0) {
            while let Some((open, kind)) = stack.pop() {
                if let Some((_, count)) = waiting.iter_mut().find(|(waits, _)| *waits == kind) {
                    *count = count.saturating_sub(1);
                }
                if kind == c {
                    if let Some(partner) = partners.get_mut(open) {
                        *partner = index;
                    }
                    if let Some(partner) = partners.get_mut(index) {
                        *partner = open;
                    }
                    break;
                }
            }
        }
    }
    partners
}

/// Whether a character is a letter of Japanese.
pub(super) fn is_japanese_letter(c: char) -> bool {
    is_kana_or_han(c)
}
