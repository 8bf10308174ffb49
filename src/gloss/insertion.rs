//! What writers insert into a term: a short form in brackets, a footnote mark.
//!
//! キメラ抗原受容体（CAR）T細胞 C療法 is キメラ抗原受容体T細胞療法 with the short form
//! CAR and the footnote mark C in it.

use crate::fold::script::class;
use crate::fold::{Glyph, Peek, flag};
use crate::span::Span;

/// Characters that a short form in brackets has at the most.
pub(super) const MAX_SHORT_FORM: usize = 16;

/// Something that stands in a term and is not part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Insertion {
    /// Bytes of the window: the bracket with what is in it, and the mark.
    pub(super) span: Span,
    /// The byte at which the words end that it is attached to.
    pub(super) attached: usize,
    /// Indices of its first glyph and of the one after its last.
    pub(super) glyphs: (usize, usize),
}

impl Insertion {
    pub(super) fn holds(&self, glyph: usize) -> bool {
        self.glyphs.0 <= glyph && glyph < self.glyphs.1
    }
}

/// The insertions that may begin at a place, and whether the end of the glyphs
/// leaves that open.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    pub(super) insertions: [Option<Insertion>; 2],
    pub(super) cut_off: bool,
}

/// Glyphs that reading one insertion may look at, at the most: a bracket and a
/// footnote mark after it.
pub(super) const LOOKS_AT: usize = MAX_SHORT_FORM + 24;

/// Whether an insertion may begin with a glyph that follows `before`: nearly none
/// does.
#[inline]
pub(super) fn may_begin(before: &Glyph, glyph: &Glyph) -> bool {
    match glyph.character {
        '(' | '[' | '〔' => true,
        // Footnote marks stand between Japanese letters.
        _ if !before.is(class::KANA_OR_HAN) || glyph.is(class::KANA_OR_HAN) => false,
        '0'..='9' | '*' | '†' | '‡' | '§' | '※' => true,
        c => glyph.has(flag::UPPER) || is_superscript(c),
    }
}

/// Whether an insertion may begin in a raw text with the simple character `first`, at byte
/// `at`, behind `before`, with a gap between them or without: false is certain. Given what
/// follows, it says so of more than [`may_begin`].
#[inline]
pub(super) fn may_stand_at(bytes: &[u8], before: Peek, first: Peek, at: usize, behind_gap: bool) -> bool {
    let next = || Peek::at(bytes, at + first.length);
    // What is not simple, or at the end of the text, may be anything.
    let is_known = |peek: Peek| peek.is_simple() && peek.length > 0;
    match char::from_u32(first.character()).unwrap_or_default() {
        // A short form is letters and digits.
        '(' | '[' | '〔' => Some(next()).is_none_or(|next| !is_known(next) || !next.is(class::KANA_OR_HAN)),
        _ if !before.is(class::KANA_OR_HAN) || first.is(class::KANA_OR_HAN) => false,
        '0'..='9' => {
            let number = |byte: &&u8| byte.is_ascii_digit() || matches!(byte, b',' | b'-');
            let rest = bytes.get(at..).unwrap_or_default();
            let end = at + rest.iter().take_while(number).count();
            let behind = Peek::at(bytes, end);
            let goes_on =
                |c: u32| c == u32::from(')') || matches!(char::from_u32(c), Some('0'..='9' | ',' | '-'));
            !is_known(behind) || goes_on(behind.character())
        }
        '*' | '†' | '‡' | '§' | '※' => true,
        // A capital that nothing sets off is none.
        _ if first.is_capital() => {
            behind_gap && Some(next()).is_none_or(|next| !is_known(next) || next.is(class::KANA_OR_HAN))
        }
        c => is_superscript(c),
    }
}

/// Reads what may be inserted before glyph `at` of a term that has begun.
pub(super) fn read(glyphs: &[Glyph], at: usize) -> Reading {
    let Some(before) = at.checked_sub(1).and_then(|before| glyphs.get(before)) else {
        return Reading::default();
    };
    let Some(first) = glyphs.get(at) else { return Reading::default() };
    if first.has(flag::UNBRIDGEABLE) {
        return Reading::default();
    }
    let insertion = |end: usize| {
        let last = glyphs.get(end.checked_sub(1)?)?;
        Some(Insertion {
            span: Span::new(first.start(), last.end()),
            attached: before.end(),
            glyphs: (at, end),
        })
    };
    match bracket(glyphs, at) {
        Mark::CutOff => return Reading { cut_off: true, ..Reading::default() },
        Mark::Ends(end) => {
            // A mark may follow the bracket, or be the next letter of the term:
            // （CAR）T細胞. Both are tried.
            let marked = match footnote(glyphs, end, true) {
                Mark::Ends(end) => insertion(end),
                Mark::No => None,
                Mark::CutOff => return Reading { insertions: [insertion(end), None], cut_off: true },
            };
            return Reading { insertions: [insertion(end), marked], cut_off: false };
        }
        Mark::No => {}
    }
    match footnote(glyphs, at, false) {
        Mark::CutOff => Reading { cut_off: true, ..Reading::default() },
        Mark::Ends(end) => Reading { insertions: [insertion(end), None], cut_off: false },
        Mark::No => Reading::default(),
    }
}

/// How the glyphs at a place read as something that may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It ends before this glyph.
    Ends(usize),
    /// The glyphs end before it does.
    CutOff,
    /// It is none.
    No,
}

/// A bracket around a short form: letters and digits with a capital among them.
fn bracket(glyphs: &[Glyph], at: usize) -> Mark {
    let Some(first) = glyphs.get(at) else { return Mark::CutOff };
    let close = match first.character {
        '(' => ')',
        '[' => ']',
        '〔' => '〕',
        _ => return Mark::No,
    };
    let mut capital = false;
    for (index, glyph) in glyphs.iter().enumerate().skip(at + 1).take(MAX_SHORT_FORM + 1) {
        let c = glyph.character;
        if c == close {
            return if capital && index > at + 2 { Mark::Ends(index + 1) } else { Mark::No };
        }
        if !(glyph.is(class::WORD) || matches!(c, '-' | '/' | '+' | ' ')) || glyph.has(flag::UNBRIDGEABLE) {
            return Mark::No;
        }
        capital |= glyph.has(flag::UPPER);
    }
    if glyphs.len() <= at + 1 + MAX_SHORT_FORM { Mark::CutOff } else { Mark::No }
}

/// A footnote mark between Japanese letters: one capital set off by a space or a
/// bracket, or a [`reference_mark`].
fn footnote(glyphs: &[Glyph], at: usize, after_bracket: bool) -> Mark {
    let before = at.checked_sub(1).and_then(|before| glyphs.get(before));
    let attached = after_bracket || before.is_some_and(|glyph| glyph.is(class::KANA_OR_HAN));
    let Some(mark) = glyphs.get(at) else { return Mark::CutOff };
    if !attached {
        return Mark::No;
    }
    let is_capital = mark.has(flag::UPPER) && mark.character.is_ascii_lowercase();
    let end = if is_capital && (after_bracket || mark.has(flag::WORD_END)) {
        at + 1
    } else {
        match reference_mark(glyphs, at) {
            Mark::Ends(end) => end,
            other => return other,
        }
    };
    match glyphs.get(end) {
        None => Mark::CutOff,
        Some(next) if next.is(class::KANA_OR_HAN) => Mark::Ends(end),
        Some(_) => Mark::No,
    }
}

/// A mark that refers to a note or a reference: 1-3), 4,5), ¹, ＊1, †.
pub(super) fn reference_mark(glyphs: &[Glyph], at: usize) -> Mark {
    let character = |index: usize| glyphs.get(index).map(|glyph| glyph.character);
    let run = |from: usize, wanted: fn(char) -> bool| {
        from + glyphs.iter().skip(from).take(12).take_while(|glyph| wanted(glyph.character)).count()
    };
    match character(at) {
        None => Mark::CutOff,
        Some(c) if is_superscript(c) => Mark::Ends(run(at, |c| is_superscript(c) || c == ',')),
        Some('*' | '†' | '‡' | '§' | '※') => Mark::Ends(run(at + 1, |c| c.is_ascii_digit())),
        Some(c) if c.is_ascii_digit() => {
            let end = run(at, |c| c.is_ascii_digit() || matches!(c, ',' | '-'));
            match character(end) {
                Some(')') => Mark::Ends(end + 1),
                None => Mark::CutOff,
                Some(_) => Mark::No,
            }
        }
        Some(_) => Mark::No,
    }
}

fn is_superscript(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁻' | '⁾' | '⁽')
}
