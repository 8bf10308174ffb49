//! One folded character and the bytes of the original that it stands for.

use super::script::{self, class};

/// What a folded character knows beside itself.
pub(crate) mod flag {
    /// The original letter was a capital.
    pub(crate) const UPPER: u8 = 1;
    /// A line break stands in the gap before this character (or, of a space, in it).
    pub(crate) const LINE: u8 = 2;
    /// Of a space that [`super::super::form`] has not yet read: it is a tab.
    pub(crate) const TAB: u8 = 4;
    /// No match may run across the gap before this character: a tab, a column,
    /// a new paragraph, a list mark.
    pub(crate) const UNBRIDGEABLE: u8 = 8;
    /// The gap before this character ends a word (a space, ・ or ®).
    pub(crate) const WORD_END: u8 = 16;
    /// A hyphen at a line end before this character was read as a division of
    /// the word: the gap is inside a word.
    pub(crate) const JOINED: u8 = 32;
    /// Of a space at the spelling level: it was a hyphen.
    pub(crate) const HYPHEN: u8 = 64;
}

/// A folded character. `start..end` are bytes of the original; those behind the
/// first 4 GiB are all counted as its end. Several glyphs may share one range (㎎ is two
/// glyphs), one glyph may cover several characters (か゛), and bytes between two
/// glyphs were elided.
///
/// 16 bytes: a scan reads every one of them, so their size is its speed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    pub(crate) character: char,
    flags: u8,
    class: u8,
    /// The code of the character in a lexicon, where a scan has set it.
    pub(crate) code: u16,
    start: u32,
    end: u32,
}

/// An offset as glyphs have it.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "the largest offset stands for all behind it")]
pub(super) const fn narrow(offset: usize) -> u32 {
    if offset > u32::MAX as usize { u32::MAX } else { offset as u32 }
}

/// The same character for the same stretch, whatever lexicon it was coded for.
impl PartialEq for Glyph {
    fn eq(&self, other: &Glyph) -> bool {
        let all = |glyph: &Glyph| (glyph.character, glyph.flags, glyph.class, glyph.start, glyph.end);
        all(self) == all(other)
    }
}

impl Eq for Glyph {}

impl Glyph {
    pub(crate) fn new(character: char, start: usize, end: usize) -> Glyph {
        Glyph::of_class(character, script::classes(character), start, end)
    }

    /// The same where the classes of the character are known.
    #[inline]
    pub(crate) const fn of_class(character: char, class: u8, start: usize, end: usize) -> Glyph {
        Glyph { character, flags: 0, class, code: 0, start: narrow(start), end: narrow(end) }
    }

    /// The same at another place.
    #[inline(always)]
    pub(crate) const fn at(self, start: u32, end: u32) -> Glyph {
        Glyph { start, end, ..self }
    }

    /// The same character for another stretch of the original.
    pub(crate) fn over(self, start: usize, end: usize) -> Glyph {
        Glyph { flags: self.flags, ..Glyph::of_class(self.character, self.class, start, end) }
    }

    pub(crate) const fn start(&self) -> usize {
        self.start as usize
    }

    pub(crate) const fn end(&self) -> usize {
        self.end as usize
    }

    pub(crate) const fn with(mut self, flags: u8) -> Glyph {
        self.flags |= flags;
        self
    }

    pub(crate) const fn without(mut self, flags: u8) -> Glyph {
        self.flags &= !flags;
        self
    }

    pub(crate) const fn upper(self, upper: bool) -> Glyph {
        self.with(if upper { flag::UPPER } else { 0 })
    }

    pub(crate) const fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// Whether the character is of one of these classes.
    pub(crate) const fn is(&self, classes: u8) -> bool {
        self.class & classes != 0
    }

    pub(crate) const fn flags(&self) -> u8 {
        self.flags
    }

    pub(crate) const fn is_lower_letter(&self) -> bool {
        self.is(class::LATIN) && !self.has(flag::UPPER)
    }
}
