//! Lists of words, with what shows at one look that nothing of a list stands at a place.

use crate::fold::Glyph;

/// A list of words. Most questions are answered by a bit: no word begins so, or ends so,
/// or has that beginning and that length.
pub(super) struct Words {
    list: &'static [&'static str],
    firsts: Bits,
    lasts: Bits,
    wholes: [Bits; 4],
    pairs: Bits,
}

impl Words {
    #[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
    pub(super) const fn new(list: &'static [&'static str]) -> Words {
        let none = Bits([0; 4]);
        let mut words = Words { list, firsts: none, lasts: none, wholes: [none; 4], pairs: none };
        let mut index = 0;
        while index < list.len() {
            let bytes = list[index].as_bytes();
            let (mut at, mut length, mut last) = (0, 0, 0);
            while at < bytes.len() {
                last = at;
                at += width(bytes[at]);
                length += 1;
            }
            let first = code(bytes, 0);
            words.firsts = words.firsts.with(first);
            words.lasts = words.lasts.with(code(bytes, last));
            words.pairs = match width(bytes[0]) {
                second if second < bytes.len() => words.pairs.with(pair(first, code(bytes, second))),
                _ => Bits([u64::MAX; 4]),
            };
            let (row, whole) = whole(first, code(bytes, last), length);
            words.wholes[row] = words.wholes[row].with(whole);
            index += 1;
        }
        words
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.list.iter().copied()
    }

    /// Whether a word may begin with the first two of the glyphs: false is certain.
    #[inline]
    pub(super) fn may_begin(&self, glyphs: &[Glyph]) -> bool {
        let [first, second, ..] = glyphs else { return true };
        let first = u32::from(first.character);
        self.firsts.has(first) && self.pairs.has(pair(first, u32::from(second.character)))
    }

    /// Where the first of the words ends that begin at glyph `at`.
    #[inline]
    pub(super) fn after(&self, glyphs: &[Glyph], at: usize) -> Option<usize> {
        self.beginning(glyphs, at).next()
    }

    /// Where each of the words ends that begin at glyph `at`.
    #[inline]
    pub(super) fn beginning(&self, glyphs: &[Glyph], at: usize) -> impl Iterator<Item = usize> {
        let may = glyphs.get(at).is_some_and(|glyph| self.firsts.has(u32::from(glyph.character)));
        let list = if may { self.list } else { &[] };
        list.iter().filter_map(move |word| super::short_form::after(glyphs, at, word))
    }

    /// Whether the characters are one of the words.
    #[inline]
    pub(super) fn has(&self, body: &[Glyph]) -> bool {
        let (Some(first), Some(last)) = (body.first(), body.last()) else { return false };
        let (row, whole) = whole(u32::from(first.character), u32::from(last.character), body.len());
        self.wholes.get(row).is_some_and(|bits| bits.has(whole))
            && super::short_form::is_one_of(body, self.list)
    }

    /// The first of the words that end the glyphs.
    #[inline]
    pub(super) fn ending(&self, body: &[Glyph]) -> Option<&'static str> {
        let last = body.last()?;
        if !self.lasts.has(u32::from(last.character)) {
            return None;
        }
        self.iter().find(|word| super::short_form::ends_with(body, word))
    }
}

/// The bit of two characters.
const fn pair(first: u32, second: u32) -> u32 {
    first.wrapping_mul(37) ^ second
}

/// The bit of a word of so many characters that begins and ends so, in one of four rows.
const fn whole(first: u32, last: u32, length: usize) -> (usize, u32) {
    (length & 3, first.wrapping_mul(37) ^ last.wrapping_mul(11))
}

/// A word that may end inside a term, and what must follow it there.
pub(super) struct Ending {
    pub(super) body: &'static str,
    pub(super) follows: &'static str,
    last: u32,
    /// Characters of `body`.
    pub(super) length: usize,
}

/// A list of them.
pub(super) struct Endings<const N: usize> {
    list: [Ending; N],
    lasts: Bits,
}

impl<const N: usize> Endings<N> {
    /// Of words in which a bar parts what follows.
    #[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
    pub(super) const fn new(words: [&'static str; N]) -> Endings<N> {
        let mut endings = Endings {
            list: [const { Ending { body: "", follows: "", last: 0, length: 0 } }; N],
            lasts: Bits([0; 4]),
        };
        let mut index = 0;
        while index < N {
            let bytes = words[index].as_bytes();
            let (mut at, mut length, mut last) = (0, 0, 0);
            while at < bytes.len() && bytes[at] != b'|' {
                last = at;
                at += width(bytes[at]);
                length += 1;
            }
            let (body, rest) = words[index].split_at(at);
            let follows = if rest.is_empty() { rest } else { rest.split_at(1).1 };
            let last = code(bytes, last);
            endings.list[index] = Ending { body, follows, last, length };
            endings.lasts = endings.lasts.with(last);
            index += 1;
        }
        endings
    }

    /// Those whose last character is `c`.
    #[inline]
    pub(super) fn with_last(&self, c: char) -> impl Iterator<Item = &Ending> {
        let last = u32::from(c);
        let list = if self.lasts.has(last) { &self.list[..] } else { &[] };
        list.iter().filter(move |ending| ending.last == last)
    }
}

/// Characters by the low bits of their codes.
#[derive(Clone, Copy)]
struct Bits([u64; 4]);

impl Bits {
    #[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
    const fn with(mut self, code: u32) -> Bits {
        self.0[(code / 64 % 4) as usize] |= 1 << (code % 64);
        self
    }

    #[inline]
    fn has(&self, code: u32) -> bool {
        self.0.get((code / 64 % 4) as usize).is_some_and(|bits| bits >> (code % 64) & 1 != 0)
    }
}

/// Bytes of the character that begins with `byte`: the words have those of one byte, of two
/// and of three.
const fn width(byte: u8) -> usize {
    match byte {
        ..0x80 => 1,
        0x80..0xE0 => 2,
        _ => 3,
    }
}

/// The character at byte `at`.
#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn code(text: &[u8], at: usize) -> u32 {
    match text[at] {
        byte @ ..0x80 => byte as u32,
        byte @ 0x80..0xE0 => (byte as u32 & 0x1F) << 6 | text[at + 1] as u32 & 0x3F,
        byte => (byte as u32 & 0xF) << 12 | (text[at + 1] as u32 & 0x3F) << 6 | text[at + 2] as u32 & 0x3F,
    }
}
