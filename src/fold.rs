//! Folding: making equal what should match, with a map back to the original.
//!
//! The rules are rows of `data/fold/form.tsv` and `data/fold/spelling.tsv`,
//! each with its reason, and the context rules written in `form.rs` and
//! `spelling.rs`. Folding is lossy on purpose; it is for finding, not for
//! rewriting a text.

mod character_set;
mod form;
pub(crate) mod gap;
mod glyph;
mod letter;
pub(crate) mod outlook;
mod page;
mod pages;
mod plain;
mod respelling;
pub(crate) mod script;
mod spelling;
mod tables;

pub(crate) use character_set::{CharacterSet, code};
pub(crate) use form::{Peek, Scratch, attaches};
pub(crate) use glyph::{Glyph, flag};
pub(crate) use letter::{Letter, Simple};
pub(crate) use plain::Plain;
pub(crate) use respelling::{Edit, Respelling};
pub(crate) use tables::FINGERPRINT;

use crate::span::Span;
use core::fmt;

/// How much folding makes equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Level {
    /// Width, case, composed marks, dashes, white space, middle dots and hard
    /// line breaks. Never merges two drugs.
    Form,
    /// Also katakana variants (final ー, ヴァ and バ, ティ and チ), kanji variants
    /// (頸 and 頚), half-kana writings (そう痒 and 掻痒), British and American
    /// spelling, hyphen and space. A second chance: candidates found by it say so.
    #[default]
    Spelling,
}

/// A folded text and its map to the original.
///
/// Indices into [`Folded::as_str`] are bytes of the folded text; spans are bytes
/// of the original.
///
/// ```
/// use yakugo::{Folded, Level};
///
/// let text = "抗ﾋｽﾀﾐﾝ薬 ５㎎";
/// let folded = Folded::new(text, Level::Form);
/// assert_eq!(folded.as_str(), "抗ヒスタミン薬5mg");
///
/// let at = folded.as_str().find("ヒスタミン").unwrap();
/// let span = folded.original(at..at + "ヒスタミン".len()).unwrap();
/// assert_eq!(&text[span.range()], "ﾋｽﾀﾐﾝ");
///
/// // ㎎ is one character of the original: half of it is no place there.
/// let m = folded.as_str().find('m').unwrap();
/// assert_eq!(folded.original(m..m + 1), None);
/// ```
#[derive(Clone, Default)]
pub struct Folded {
    text: String,
    glyphs: Vec<Glyph>,
    /// Byte offset of each glyph in `text`; one more for the end.
    offsets: Vec<usize>,
    scratch: Scratch,
    respelling: Respelling,
}

impl Folded {
    /// Folds `text` at `level`. Linear in the text; three allocations, which
    /// [`Folded::refold`] reuses.
    #[must_use]
    pub fn new(text: &str, level: Level) -> Folded {
        let mut folded = Folded::default();
        folded.refold(text, level);
        folded
    }

    /// Folds another text into this value, keeping its memory.
    pub fn refold(&mut self, text: &str, level: Level) {
        fold_into(text, Level::Form, &mut self.scratch, &mut self.glyphs);
        if level == Level::Spelling {
            respell(&mut self.glyphs, &mut self.respelling);
        }
        self.text.clear();
        self.offsets.clear();
        for glyph in &self.glyphs {
            self.offsets.push(self.text.len());
            self.text.push(glyph.character);
        }
        self.offsets.push(self.text.len());
    }

    /// The folded text, which is the key to look a term up by.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The place in the original (bytes) that `range` of the folded text (bytes)
    /// stands for, without white space or marks elided around it. None when an
    /// end of the range is no character boundary of the folded text, or falls
    /// inside one character of the original (half of ㎎), or the range is empty; or
    /// the place is behind the first 4 GiB of the original.
    #[must_use]
    pub fn original(&self, range: core::ops::Range<usize>) -> Option<Span> {
        let first = self.offsets.binary_search(&range.start).ok()?;
        let end = self.offsets.binary_search(&range.end).ok()?;
        if end <= first || !is_edge(&self.glyphs, first) || !is_edge(&self.glyphs, end) {
            return None;
        }
        let last = self.glyphs.get(end.checked_sub(1)?)?;
        // Offsets have 32 bits and stop at the last of them.
        if last.end() == u32::MAX as usize {
            return None;
        }
        Some(Span::new(self.glyphs.get(first)?.start(), last.end()))
    }

    /// The range of the folded text (bytes) that stands for characters lying
    /// wholly inside `span` of the original (bytes). None when there is none.
    #[must_use]
    pub fn folded(&self, span: Span) -> Option<core::ops::Range<usize>> {
        let first = self.glyphs.partition_point(|glyph| glyph.start() < span.start);
        let end = self.glyphs.partition_point(|glyph| glyph.end() <= span.end);
        if end <= first {
            return None;
        }
        Some(*self.offsets.get(first)?..*self.offsets.get(end)?)
    }
}

impl fmt::Debug for Folded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Folded").field("text", &self.text).finish_non_exhaustive()
    }
}

/// The key of `text` at `level`: what [`Folded::as_str`] gives, without the map.
///
/// ```
/// use yakugo::{Level, fold};
/// assert_eq!(fold("アキシカブタゲン・シロルユーセル", Level::Form), "アキシカブタゲンシロルユーセル");
/// assert_eq!(fold("Oedema", Level::Spelling), fold("edema", Level::Spelling));
/// assert_eq!(fold("×10⁹/L", Level::Form), "×10⁹/l"); // never ×109/L
/// ```
#[must_use]
pub fn fold(text: &str, level: Level) -> String {
    let mut glyphs = Vec::new();
    fold_into(text, level, &mut Scratch::default(), &mut glyphs);
    glyphs.iter().map(|glyph| glyph.character).collect()
}

/// Folds `text` into `glyphs`, whose former content is lost.
pub(crate) fn fold_into(text: &str, level: Level, scratch: &mut Scratch, glyphs: &mut Vec<Glyph>) {
    glyphs.clear();
    form::fold(text, 0, scratch, glyphs);
    if level == Level::Spelling {
        respell(glyphs, &mut Respelling::default());
    }
}

/// Folds `text` from byte `start` on at the form level into `glyphs`, whose former content
/// is lost. Offsets are those of `text`.
pub(crate) fn fold_from(text: &str, start: usize, scratch: &mut Scratch, glyphs: &mut Vec<Glyph>) {
    glyphs.clear();
    form::fold(text, start, scratch, glyphs);
}

/// Folds `glyphs` of the form level on to the spelling level, in place. False if
/// that changed nothing.
pub(crate) fn respell(glyphs: &mut Vec<Glyph>, respelling: &mut Respelling) -> bool {
    respelling.read(glyphs);
    let changed = !respelling.edits.is_empty();
    if changed {
        core::mem::swap(glyphs, &mut respelling.glyphs);
    }
    changed
}

/// Whether the boundary before glyph `index` is a boundary of the original,
/// that is, whether no character of the original lies on both sides of it.
pub(crate) fn is_edge(glyphs: &[Glyph], index: usize) -> bool {
    match (index.checked_sub(1).and_then(|before| glyphs.get(before)), glyphs.get(index)) {
        (Some(before), Some(after)) => before.end() <= after.start(),
        _ => index <= glyphs.len(),
    }
}
