//! Seams: places of a raw text where it may be taken apart and each side is folded as the
//! whole is.

use super::Core;
use crate::fold::Peek;
use crate::fold::outlook::is_inert;
use crate::fold::script::class;

/// Characters between a seam and what is to be read behind it, which rules may look at.
const LOOKS_BACK: usize = 2;

/// The last seam of a text with room for [`LOOKS_BACK`] characters before byte `before`;
/// `floor`, which is one, if there is none behind that.
pub(in crate::gloss) fn seam_before(bytes: &[u8], before: usize, floor: usize) -> usize {
    let mut at = before;
    let mut characters = 0;
    while at > floor {
        if characters >= LOOKS_BACK && is_seam(bytes, at) {
            return at;
        }
        at -= Peek::before(bytes, at).length.max(1);
        characters += 1;
    }
    floor
}

/// The first seam from byte `at` on; the end of the text if there is none.
pub(in crate::gloss) fn seam_after(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    while at < bytes.len() {
        if is_seam(bytes, at) {
            return at;
        }
        at += Peek::at(bytes, at).length.max(1);
    }
    bytes.len()
}

/// Whether the place before byte `at` is a seam. Neither folding nor a rule of the spelling
/// level looks across it: simple characters stand on both sides, or the one space between
/// two words of ASCII, and one of them is inert. And it is no place inside a word.
fn is_seam(bytes: &[u8], at: usize) -> bool {
    let after = Peek::at(bytes, at);
    if !after.is_simple() || after.length == 0 {
        return false;
    }
    if bytes.get(at.wrapping_sub(1)) == Some(&b' ') {
        let is_word = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_alphanumeric);
        return is_word(at) && is_word(at.wrapping_sub(2));
    }
    let before = Peek::before(bytes, at);
    let is_inside = |class: u8| before.is(class) && after.is(class);
    before.is_simple()
        && before.length > 0
        && !is_inside(class::WORD)
        && !is_inside(class::KATAKANA)
        && (is_inert(after) || is_inert(before) && !is_hyphen_or_long(after))
}

/// A hyphen and a long vowel read as what stands before them says.
fn is_hyphen_or_long(peek: Peek) -> bool {
    matches!(char::from_u32(peek.character()), Some('-' | 'ー'))
}

/// The stretch around byte `at` that rules of the spelling level may read together: to
/// the inert characters on both sides, and those. It begins behind byte `floor`.
pub(super) fn stretch(bytes: &[u8], at: usize, floor: usize) -> Core {
    let mut start = at;
    while start > floor {
        let before = Peek::before(bytes, start);
        start -= before.length.max(1);
        if is_inert(before) {
            break;
        }
    }
    let mut end = at;
    while end < bytes.len() {
        let next = Peek::at(bytes, end);
        end += next.length.max(1);
        if is_inert(next) {
            break;
        }
    }
    Core { start, end: end.min(bytes.len()) }
}

/// Where the katakana word ends that the place before byte `at` is inside, over the gaps
/// in it; `at` if it is inside none.
pub(super) fn word_end(bytes: &[u8], at: usize) -> usize {
    let mut start = at;
    let before = loop {
        let before = Peek::before(bytes, start);
        if before.is_simple() || before.length == 0 {
            break before;
        }
        start -= before.length;
    };
    let is_katakana = |peek: Peek| peek.is_simple() && peek.is(class::KATAKANA);
    let (mut end, mut ahead) = (at, at);
    while is_katakana(before) {
        let next = Peek::at(bytes, ahead);
        if next.length == 0 || next.is_simple() && !is_katakana(next) {
            break;
        }
        ahead += next.length;
        end = if is_katakana(next) { ahead } else { end };
    }
    end.min(bytes.len())
}
