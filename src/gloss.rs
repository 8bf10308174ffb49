//! Glossing: finding the terms of a text, each at its place in the original.

mod boundary;
mod insertion;
mod nontext;
mod overlap;
mod scan;
mod skim;
mod window;
mod words;

use core::fmt;

use crate::candidate::Candidates;
use crate::concept::Kinds;
use crate::designation::Language;
use crate::fold::Level;
use crate::format::Tables;
use crate::hit::Hit;
use crate::span::{Position, Span};
pub(crate) use overlap::Resolved;
pub(crate) use window::Window;

/// What to do with terms that stand in one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Overlap {
    /// From left to right, the longest term that begins first; what it covers is
    /// not glossed again, but for what an insertion marks (see [`Gloss::within`]).
    #[default]
    Longest,
    /// Every term, also those inside others: 急性肝不全, and 肝不全 in it.
    All,
}

/// Whether a text ends where its `&str` does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Tail {
    /// It ends there.
    #[default]
    Closed,
    /// More of it will follow: nothing is said yet of its last part. See
    /// [`Glosses::settled`].
    Open,
}

/// A text to gloss, with its knobs. A `&str` becomes a passage with the default
/// ones: both languages, every kind, the longest terms, the spelling level.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'t> {
    pub(crate) text: &'t str,
    pub(crate) to: Option<Language>,
    pub(crate) kinds: Kinds,
    pub(crate) overlap: Overlap,
    pub(crate) level: Level,
    tail: Tail,
    pub(crate) origin: Position,
    window: usize,
    cues: bool,
}

impl<'t> Passage<'t> {
    /// A passage with the default knobs.
    #[must_use]
    pub fn new(text: &'t str) -> Passage<'t> {
        Passage {
            text,
            to: None,
            kinds: Kinds::ALL,
            overlap: Overlap::Longest,
            level: Level::Spelling,
            tail: Tail::Closed,
            origin: Position::START,
            window: window::DEFAULT,
            cues: false,
        }
    }

    /// The same knobs for another text.
    pub(crate) fn of<'u>(self, text: &'u str) -> Passage<'u> {
        Passage { text, tail: Tail::Closed, ..self }
    }

    /// Only equivalents in this language. Terms of both languages are still found.
    #[must_use]
    pub fn to(self, language: Language) -> Passage<'t> {
        Passage { to: Some(language), ..self }
    }

    /// Only glosses with a candidate of one of these kinds. It hides glosses and
    /// does not change how the text is read: an insulin in インスリン抵抗性 is not
    /// shown as a drug, and an ambiguous short form keeps its other senses.
    #[must_use]
    pub fn kinds(self, kinds: Kinds) -> Passage<'t> {
        Passage { kinds, ..self }
    }

    /// What to do with terms that stand in one another.
    #[must_use]
    pub fn overlap(self, overlap: Overlap) -> Passage<'t> {
        Passage { overlap, ..self }
    }

    /// How much folding may make equal.
    #[must_use]
    pub fn level(self, level: Level) -> Passage<'t> {
        Passage { level, ..self }
    }

    /// Whether the text ends where the `&str` does.
    #[must_use]
    pub fn tail(self, tail: Tail) -> Passage<'t> {
        Passage { tail, ..self }
    }

    /// Where the `&str` begins in a longer text: added to every offset.
    #[must_use]
    pub fn origin(self, origin: Position) -> Passage<'t> {
        Passage { origin, ..self }
    }

    /// How many bytes to read at a time, at least 64; at most 2 GiB; 16 KiB if it is not set. Memory
    /// grows with it, the answers do not depend on it.
    #[must_use]
    pub fn window(self, bytes: usize) -> Passage<'t> {
        Passage { window: bytes.max(64), ..self }
    }
}

impl<'t> From<&'t str> for Passage<'t> {
    fn from(text: &'t str) -> Passage<'t> {
        Passage::new(text)
    }
}

impl<'t> From<&'t String> for Passage<'t> {
    fn from(text: &'t String) -> Passage<'t> {
        Passage::new(text)
    }
}

/// A stretch of a text, and what it may mean.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Gloss<'l, 't> {
    /// Where it stands, in bytes of the original text.
    pub span: Span,
    /// The same in UTF-16 units, as JavaScript, Java and .NET count.
    pub utf16: Span,
    /// The same in characters (Unicode scalar values), as Python counts.
    pub chars: Span,
    /// The text there: exactly the bytes of `span`.
    pub surface: &'t str,
    tables: Tables<'l>,
    hit: Hit,
    to: Option<Language>,
    within: Option<Span>,
}

impl<'l, 't> Gloss<'l, 't> {
    /// The gloss of what stands at `resolved` in `text`, of which `start` begins it.
    pub(crate) fn at(
        tables: Tables<'l>,
        text: &'t str,
        resolved: &Resolved,
        start: Position,
        to: Option<Language>,
    ) -> Gloss<'l, 't> {
        let Resolved { span, hit, within } = *resolved;
        let surface = text.get(span.range()).unwrap_or_default();
        let end = start.after(surface);
        let (utf16, chars) = (Span::new(start.utf16, end.utf16), Span::new(start.chars, end.chars));
        Gloss { span, utf16, chars, surface, tables, hit, to, within }
    }

    /// The same in a text before which another one stands, which ends at `origin`.
    pub(crate) fn behind(self, origin: Position) -> Gloss<'l, 't> {
        Gloss {
            span: self.span.shifted(origin.bytes),
            utf16: self.utf16.shifted(origin.utf16),
            chars: self.chars.shifted(origin.chars),
            within: self.within.map(|within| within.shifted(origin.bytes)),
            ..self
        }
    }

    /// What the stretch may mean, best first; at least one candidate.
    #[must_use]
    pub fn candidates(&self) -> Candidates<'l, 't> {
        Candidates::new(self.tables, self.hit, self.surface, self.to)
    }

    /// The language of the best candidate's designation. A short form that both
    /// languages use (ICANS) counts as English.
    #[must_use]
    pub fn language(&self) -> Language {
        self.candidates().next().map_or(Language::English, |best| best.designation.language())
    }

    /// Whether more than one concept is meant, so that a reader must choose.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.candidates().nth(1).is_some()
    }

    /// The span, in bytes, of the longer gloss that this one stands in.
    ///
    /// With [`Overlap::Longest`] there is one only where something is inserted
    /// into a term: キメラ抗原受容体（CAR）T細胞療法 is one gloss, and since the
    /// bracket gives the short form of the words before it, both キメラ抗原受容体
    /// and CAR are glossed within it.
    #[must_use]
    pub fn within(&self) -> Option<Span> {
        self.within
    }
}

impl fmt::Debug for Gloss<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gloss")
            .field("span", &self.span)
            .field("surface", &self.surface)
            .field("candidates", &self.candidates().map(|candidate| candidate.concept()).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

/// Serialises as `{"start","end","utf16","chars","surface","language","ambiguous",
/// "within","candidates"}`, `within` only where there is one.
#[cfg(feature = "serde")]
impl serde::Serialize for Gloss<'_, '_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("Gloss", 9)?;
        fields.serialize_field("start", &self.span.start)?;
        fields.serialize_field("end", &self.span.end)?;
        fields.serialize_field("utf16", &self.utf16)?;
        fields.serialize_field("chars", &self.chars)?;
        fields.serialize_field("surface", self.surface)?;
        fields.serialize_field("language", &self.language())?;
        fields.serialize_field("ambiguous", &self.is_ambiguous())?;
        match self.within {
            Some(within) => fields.serialize_field("within", &within)?,
            None => fields.skip_field("within")?,
        }
        fields.serialize_field("candidates", &self.candidates())?;
        fields.end()
    }
}

/// The glosses of a passage: by where they begin, and the longer first. Made by
/// [`Lexicon::gloss`](crate::Lexicon::gloss).
///
/// Reads the text a window at a time, so that its memory does not grow with the
/// text. Cost is linear in the text for real texts.
#[derive(Debug)]
pub struct Glosses<'l, 't> {
    tables: Tables<'l>,
    passage: Passage<'t>,
    window: Window,
    ready: Vec<Resolved>,
    /// The words of cues, if the passage asks for them: byte, and number of the cue.
    cues: Vec<(usize, u32)>,
    next: usize,
    /// Byte of the text that the next window begins at.
    settled: usize,
    finished: bool,
    /// The place up to which UTF-16 units and characters have been counted.
    counted: Position,
}

impl<'l, 't> Glosses<'l, 't> {
    pub(crate) fn new(tables: Tables<'l>, passage: Passage<'t>) -> Glosses<'l, 't> {
        Glosses {
            tables,
            passage,
            window: Window::default(),
            ready: Vec::new(),
            cues: Vec::new(),
            next: 0,
            settled: 0,
            finished: false,
            counted: Position::START,
        }
    }

    /// How many bytes of the text are done with, once the iterator has ended: all
    /// of them, or, where the [`Tail`] is open, those before the place from which
    /// the next part must be given again with what follows it.
    ///
    /// ```
    /// use yakugo::{Lexicon, Passage, Tail};
    /// let lexicon = Lexicon::embedded();
    /// let part = "発熱がみられた。その翌日に採血して調べたところ、サイトカイン放";
    /// let mut glosses = lexicon.gloss(Passage::new(part).tail(Tail::Open));
    /// assert_eq!(glosses.by_ref().count(), 1);
    /// assert_eq!(&part[glosses.settled()..], "その翌日に採血して調べたところ、サイトカイン放");
    /// ```
    #[must_use]
    pub fn settled(&self) -> usize {
        self.settled
    }

    /// Reads the next window. False when there is none.
    fn read(&mut self) -> bool {
        if self.finished {
            return false;
        }
        let rest = self.passage.text.get(self.settled..).unwrap_or_default();
        let mut size = self.passage.window.min(window::LARGEST);
        let mut forced = false;
        loop {
            let whole = rest.len() <= size;
            let part = if whole { rest } else { rest.get(..floor_boundary(rest, size)).unwrap_or(rest) };
            let closed = whole && self.passage.tail == Tail::Closed || forced;
            let cut = self.window.read(self.tables, part, &self.passage, closed, whole);
            self.finished = whole;
            match cut {
                Some(cut) => {
                    self.window.resolve(cut, self.passage.overlap, &mut self.ready);
                    self.window.cues(cut, self.settled, &mut self.cues);
                    for resolved in &mut self.ready {
                        resolved.shift(self.settled);
                    }
                    self.settled += cut;
                    return true;
                }
                // Nothing may be cut: read on, unless there is no more.
                None if whole => return false,
                None if size >= window::LARGEST => forced = true,
                None => size = size.saturating_mul(4).min(window::LARGEST),
            }
        }
    }

    /// Counts on to byte `at` of the text.
    fn count_to(&mut self, at: usize) -> Position {
        let text = self.passage.text.get(self.counted.bytes..at).unwrap_or_default();
        self.counted = self.counted.after(text);
        self.counted
    }

    #[inline]
    fn gloss(&mut self, resolved: &Resolved) -> Gloss<'l, 't> {
        let Resolved { span, hit, within } = *resolved;
        let surface = self.passage.text.get(span.range()).unwrap_or_default();
        let start = self.count_to(span.start);
        let end = start.after(surface);
        let origin = self.passage.origin;
        Gloss {
            span: span.shifted(origin.bytes),
            utf16: Span::new(start.utf16, end.utf16).shifted(origin.utf16),
            chars: Span::new(start.chars, end.chars).shifted(origin.chars),
            surface,
            tables: self.tables,
            hit,
            to: self.passage.to,
            within: within.map(|within| within.shifted(origin.bytes)),
        }
    }
}

/// What stands in a whole passage: glosses, the longer first, and the words of cues.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marked {
    pub(crate) glosses: Vec<Resolved>,
    /// Byte, and number of the cue; not sorted.
    pub(crate) cues: Vec<(usize, u32)>,
}

/// Reads a whole passage, with memory that is used again.
pub(crate) fn mark(tables: Tables<'_>, passage: Passage<'_>, window: &mut Window) -> Marked {
    let mut glosses = Glosses::new(tables, Passage { cues: true, ..passage });
    glosses.window = core::mem::take(window);
    let mut marked = Marked::default();
    while glosses.read() {
        marked.glosses.append(&mut glosses.ready);
        marked.cues.append(&mut glosses.cues);
    }
    *window = glosses.window;
    marked
}

impl<'l, 't> Iterator for Glosses<'l, 't> {
    type Item = Gloss<'l, 't>;

    fn next(&mut self) -> Option<Gloss<'l, 't>> {
        loop {
            while let Some(&resolved) = self.ready.get(self.next) {
                self.next += 1;
                let kinds = self.passage.kinds;
                // Made where it is wanted: it is large.
                if kinds == Kinds::ALL {
                    return Some(self.gloss(&resolved));
                }
                let gloss = self.gloss(&resolved);
                if gloss.candidates().any(|one| kinds.contains(one.concept().kind())) {
                    return Some(gloss);
                }
            }
            self.ready.clear();
            self.next = 0;
            if !self.read() {
                return None;
            }
        }
    }
}

impl core::iter::FusedIterator for Glosses<'_, '_> {}

/// The last character boundary of `text` that is at most `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&index| text.is_char_boundary(index)).unwrap_or(0)
}
