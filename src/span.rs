//! Places in a text, and the three units in which platforms count them.

use core::ops::Range;

/// A range of a text: `start` inclusive, `end` exclusive.
///
/// The unit is that of the field or method that hands the span out. Unless it
/// says otherwise the unit is **bytes of the original UTF-8 text**, and both
/// ends are character boundaries, so that `&text[span.range()]` is the surface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Where the range begins.
    pub start: usize,
    /// Where the range ends (exclusive).
    pub end: usize,
}

impl Span {
    /// Makes a span from its two ends.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The span as a standard range, to slice a text with.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The length, in the unit of the span.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The span as many units further on.
    #[must_use]
    pub(crate) const fn shifted(self, units: usize) -> Span {
        Span { start: self.start + units, end: self.end + units }
    }

    /// Whether `other` lies wholly inside this span (the same span does).
    #[must_use]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// Serialises as `[start, end]`.
#[cfg(feature = "serde")]
impl serde::Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

/// One place in a text, counted in three units at once.
///
/// Rust and most files count UTF-8 bytes; JavaScript, Java and .NET count
/// UTF-16 units; Python counts characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Position {
    /// UTF-8 bytes before this place.
    pub bytes: usize,
    /// UTF-16 units before this place.
    pub utf16: usize,
    /// Characters (Unicode scalar values) before this place.
    pub chars: usize,
}

impl Position {
    /// The start of a text.
    pub const START: Position = Position { bytes: 0, utf16: 0, chars: 0 };

    /// The position after `text`, if `text` begins here. Linear in `text`.
    ///
    /// ```
    /// use yakugo::Position;
    /// let end = Position::START.after("𠮟る");
    /// assert_eq!((end.bytes, end.utf16, end.chars), (7, 3, 2));
    /// ```
    #[must_use]
    pub fn after(self, text: &str) -> Position {
        let (chars, astral) = match text.len() {
            ..=SHORT => count_short(text.as_bytes()),
            _ => count_long(text.as_bytes()),
        };
        Position {
            bytes: self.bytes + text.len(),
            utf16: self.utf16 + chars + astral,
            chars: self.chars + chars,
        }
    }
}

/// Bytes that are counted eight at a time: no more are worth the beginning of more at once.
const SHORT: usize = 64;

/// How many characters there are, and how many of them take four bytes.
fn count_long(bytes: &[u8]) -> (usize, usize) {
    let (mut chars, mut astral) = (0, 0);
    // Small counters, so that many bytes are counted at a time.
    for chunk in bytes.chunks(255) {
        let (mut first, mut four) = (0_u8, 0_u8);
        for &byte in chunk {
            // All bytes of a character but the first are 10xx_xxxx.
            first += u8::from(byte & 0xC0 != 0x80);
            four += u8::from(byte >= 0xF0);
        }
        chars += usize::from(first);
        astral += usize::from(four);
    }
    (chars, astral)
}

/// The same of a few bytes.
fn count_short(bytes: &[u8]) -> (usize, usize) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (words, rest) = bytes.as_chunks::<8>();
    let rest = rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
    // A sum for each of eight columns of bytes.
    let (mut inner, mut four) = (0, 0);
    for word in words.iter().map(|word| u64::from_le_bytes(*word)).chain([rest]) {
        inner += word >> 7 & !(word >> 6) & ONES;
        four += word >> 7 & word >> 6 & word >> 5 & word >> 4 & ONES;
    }
    // The highest column of the product is the sum of all, which a byte holds.
    let sum = |columns: u64| {
        let [.., sum] = columns.wrapping_mul(ONES).to_le_bytes();
        usize::from(sum)
    };
    (bytes.len() - sum(inner), sum(four))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_are_counted_alike() {
        let text = "aé訳𠮟語\u{FF}ﾄ".repeat(8);
        for (start, _) in text.char_indices() {
            for (end, _) in text.char_indices().filter(|&(end, _)| end >= start && end <= start + SHORT) {
                let part = &text[start..end];
                let (chars, units) = (part.chars().count(), part.encode_utf16().count());
                assert_eq!(count_short(part.as_bytes()), (chars, units - chars), "{part}");
                assert_eq!(count_long(part.as_bytes()), (chars, units - chars), "{part}");
            }
        }
    }
}
