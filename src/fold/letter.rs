//! A folded character, with or without its place in the original: what the rules that
//! read whole texts ask of it, so that they are written once.

use super::glyph::{Glyph, flag};
use super::page;
use super::script::{class, classes};

/// A folded character that rules read.
pub(crate) trait Letter: Copy {
    /// The number of the character.
    fn code(&self) -> u32;

    fn character(&self) -> char;

    /// Whether it is of one of these classes.
    fn is(&self, classes: u8) -> bool;

    /// What it knows beside itself: see [`flag`].
    fn flags(&self) -> u8;

    fn has(&self, flag: u8) -> bool {
        self.flags() & flag != 0
    }

    fn without(self, flags: u8) -> Self;

    /// Another character for what stands from one to another.
    fn instead(character: char, first: &Self, last: &Self, flags: u8) -> Self;

    /// What a hyphen in the gap before a letter is, if it is part of the name.
    fn joint(before: Option<&Self>, next: &Self) -> Self;

    /// The same character, which stands for all up to another.
    fn up_to(&self, last: &Self) -> Self;

    /// Whether it has capitals.
    fn is_cased(&self) -> bool {
        let character = self.character();
        if character.is_ascii() { character.is_ascii_lowercase() } else { character.is_lowercase() }
    }
}

impl Letter for Glyph {
    #[inline(always)]
    fn code(&self) -> u32 {
        self.character.into()
    }

    #[inline(always)]
    fn character(&self) -> char {
        self.character
    }

    #[inline(always)]
    fn is(&self, classes: u8) -> bool {
        Glyph::is(self, classes)
    }

    #[inline(always)]
    fn flags(&self) -> u8 {
        Glyph::flags(self)
    }

    fn without(self, flags: u8) -> Glyph {
        Glyph::without(self, flags)
    }

    fn instead(character: char, first: &Glyph, last: &Glyph, flags: u8) -> Glyph {
        Glyph::new(character, first.start(), last.end()).with(flags)
    }

    fn joint(before: Option<&Glyph>, next: &Glyph) -> Glyph {
        let start = before.map_or(next.start(), Glyph::end);
        let gap = Glyph::flags(next) & (flag::LINE | flag::UNBRIDGEABLE);
        Glyph::new(' ', start, next.start()).with(flag::HYPHEN | gap)
    }

    fn up_to(&self, last: &Glyph) -> Glyph {
        self.over(self.start(), last.end())
    }
}

/// A folded character by its entry (`page.rs`): what it is, its classes, and whether it
/// was a capital. It stands in a text without line breaks, and nobody asks where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Simple(pub(super) u32);

impl Simple {
    /// A character that is folded, small.
    pub(crate) fn of(character: char) -> Simple {
        Simple(u32::from(character) | u32::from(classes(character)) << page::CLASS_SHIFT)
    }
}

impl Letter for Simple {
    #[inline(always)]
    fn code(&self) -> u32 {
        self.0 & page::CHARACTER
    }

    #[inline(always)]
    fn character(&self) -> char {
        char::from_u32(self.code()).unwrap_or_default()
    }

    #[inline(always)]
    fn is(&self, classes: u8) -> bool {
        self.0 >> page::CLASS_SHIFT & u32::from(classes) != 0
    }

    #[inline(always)]
    fn flags(&self) -> u8 {
        if self.0 & page::UPPER != 0 { flag::UPPER } else { 0 }
    }

    fn without(self, _: u8) -> Simple {
        self
    }

    fn instead(character: char, _: &Simple, _: &Simple, flags: u8) -> Simple {
        let upper = if flags & flag::UPPER != 0 { page::UPPER } else { 0 };
        Simple(Simple::of(character).0 | upper)
    }

    fn joint(_: Option<&Simple>, _: &Simple) -> Simple {
        Simple(u32::from(' '))
    }

    fn up_to(&self, _: &Simple) -> Simple {
        *self
    }
}

/// The entry of one space between two words.
pub(super) const SPACE: u32 = ' ' as u32;
/// Bits of an entry.
pub(super) const WORD: u32 = (class::WORD as u32) << page::CLASS_SHIFT;
/// The same, and the highest one.
pub(super) const RULE: u32 = (class::RULE as u32) << page::CLASS_SHIFT;
