//! Runs of simple characters: nearly all of any text, folded with one look into a
//! table each.

use super::super::glyph::narrow;
use super::super::letter::Simple;
use super::super::page::{self, Kind};
use super::super::script::class;
use super::{Fold, attaches, is_dropped};

/// The character at a byte, as far as one look tells.
#[derive(Clone, Copy)]
pub(crate) struct Peek {
    /// See [`page::entry`].
    pub(in crate::fold) entry: u32,
    /// Bytes; 0 at the end of the text.
    pub(crate) length: usize,
}

impl Peek {
    #[inline(always)]
    pub(crate) fn at(bytes: &[u8], at: usize) -> Peek {
        let rest = bytes.get(at..).unwrap_or_default();
        match *rest {
            [] => Peek { entry: 0, length: 0 },
            [a @ ..0x80, ..] => Peek { entry: page::ascii_entry(a), length: 1 },
            [a @ 0xE0..0xF0, b, c, ..] => Peek { entry: page::entry(three_bytes(a, b, c)), length: 3 },
            [a @ 0xC0..0xE0, b, ..] => {
                Peek { entry: page::entry(u32::from(a & 0x1F) << 6 | u32::from(b & 0x3F)), length: 2 }
            }
            _ => Peek { entry: page::SLOW, length: 4 },
        }
    }

    /// The character that ends before byte `end`; none at the beginning.
    #[inline]
    pub(crate) fn before(bytes: &[u8], end: usize) -> Peek {
        let before = bytes.get(..end).unwrap_or_default();
        match *before {
            [.., a @ ..0x80] => Peek { entry: page::ascii_entry(a), length: 1 },
            [.., a @ 0xE0..0xF0, b @ 0x80..0xC0, c @ 0x80..0xC0] => {
                Peek { entry: page::entry(three_bytes(a, b, c)), length: 3 }
            }
            _ => Peek::before_slowly(before),
        }
    }

    #[inline(never)]
    fn before_slowly(before: &[u8]) -> Peek {
        let end = before.len();
        let length = before.iter().rev().take(4).position(|byte| byte & 0xC0 != 0x80).map_or(0, |at| at + 1);
        Peek { length, ..Peek::at(before, end - length) }
    }

    /// Whether it becomes one character, whatever stands beside it.
    #[inline(always)]
    pub(crate) fn is_simple(self) -> bool {
        self.entry & page::SLOW == 0
    }

    /// What a simple character becomes.
    #[inline(always)]
    pub(crate) fn character(self) -> u32 {
        self.entry & page::CHARACTER
    }

    /// Whether what a simple character becomes is of one of these classes.
    #[inline(always)]
    pub(crate) fn is(self, classes: u8) -> bool {
        self.entry >> page::CLASS_SHIFT & u32::from(classes) != 0
    }

    /// What a simple character becomes, for rules.
    pub(crate) fn letter(self) -> Simple {
        Simple(self.entry)
    }

    /// Whether a simple character is a capital.
    pub(crate) fn is_capital(self) -> bool {
        self.entry & page::UPPER != 0
    }

    /// Whether it does not join the character before it, as is plain of a simple one
    /// and of ASCII.
    pub(in crate::fold) fn is_free(self) -> bool {
        self.is_simple() || self.length <= 1
    }
}

/// The number of a character of three bytes.
#[inline]
fn three_bytes(a: u8, b: u8, c: u8) -> u32 {
    u32::from(a & 0xF) << 12 | u32::from(b & 0x3F) << 6 | u32::from(c & 0x3F)
}

/// Whether the character at byte `at`, or the end of the text, joins nothing before it.
#[inline]
pub(in crate::fold) fn is_free_before(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    // ASCII, and the Han ideographs U+4000 to U+9FFF.
    matches!(bytes.get(at), None | Some(..0x80 | 0xE4..=0xE9))
        || Peek::at(bytes, at).is_free()
        || !joins(text, at)
}

/// Whether the character at byte `at` may join the one before it.
#[cold]
pub(super) fn joins(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|next| attaches(next) || is_dropped(next))
}

impl Fold<'_> {
    /// Pushes the simple characters from byte `at` on, and single spaces between words
    /// of ASCII, up to one that something may attach to. Gives how many bytes they are;
    /// 0 where something is kept back.
    #[inline]
    pub(super) fn simple_run(&mut self, bytes: &[u8], at: usize) -> usize {
        let rest = bytes.get(at..).unwrap_or_default();
        if !self.gap.is_empty() || u32::try_from(bytes.len()).is_err() {
            return 0;
        }
        let mut run = 0;
        loop {
            let before = run;
            run += self.wide_run(rest.get(run..).unwrap_or_default(), narrow(at + run));
            run += self.ascii_run(rest.get(run..).unwrap_or_default(), narrow(at + run));
            if run == before {
                break;
            }
        }
        // What follows may attach to the last of them, which waits for it.
        if run > 0
            && !Peek::at(rest, run).is_free()
            && let Some(last) = self.glyphs.pop()
        {
            run = last.start() - at;
        }
        run
    }

    /// The simple characters of three bytes that `rest` begins with, which is at byte
    /// `at`. Gives how many bytes they are.
    #[inline]
    fn wide_run(&mut self, rest: &[u8], at: u32) -> usize {
        let (characters, _) = rest.as_chunks::<3>();
        let mut start = at;
        for &[a, b, c] in characters {
            if a & 0xF0 != 0xE0 {
                break;
            }
            let entry = page::entry(three_bytes(a, b, c));
            if entry & page::SLOW != 0 {
                break;
            }
            self.glyphs.push(page::glyph(entry).at(start, start + 3));
            start += 3;
        }
        (start - at) as usize
    }

    /// The same for ASCII.
    #[inline]
    fn ascii_run(&mut self, rest: &[u8], at: u32) -> usize {
        let mut follows_word = self.glyphs.last().is_some_and(|last| last.is(class::WORD));
        let mut run = 0;
        while let Some(&byte) = rest.get(run) {
            match page::ascii_kind(byte) {
                Kind::Word => follows_word = true,
                Kind::Other => follows_word = false,
                Kind::Space if follows_word && rest.get(run + 1).is_some_and(u8::is_ascii_alphanumeric) => {
                    follows_word = false;
                }
                Kind::Space | Kind::Slow => break,
            }
            run += 1;
        }
        // Known in number, they are pushed without asking for room each time.
        let characters = rest.get(..run).unwrap_or_default().iter().zip(at..);
        self.glyphs.extend(characters.map(|(&byte, at)| page::ascii_glyph(byte).at(at, at + 1)));
        run
    }
}
