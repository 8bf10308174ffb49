//! Where a rule of the spelling level may begin: sets of first characters, known when
//! compiling, that pass over nearly all of a text.

use super::super::character_set::{CharacterSet, code};
use super::super::glyph::flag;
use super::super::letter::Letter;
use super::super::script::class;
use super::super::tables::{LATIN, VARIANTS};

const HYPHEN: u32 = '-' as u32;
const LONG_VOWEL: u32 = 'ー' as u32;

/// The same as [`begins_rule`] of a Han ideograph.
#[inline]
pub(in crate::fold) fn begins_rule_with_han(code: u32) -> bool {
    VARIANT_STARTS.has_code(code)
}

/// Whether a rule of this level may apply at the folded character with this code: for
/// [`class::RULE`].
#[inline]
pub(in crate::fold) fn begins_rule(code: u32) -> bool {
    let letter = code.wrapping_sub(u32::from('a'));
    matches!(code, HYPHEN | LONG_VOWEL)
        || VARIANT_STARTS.has_code(code)
        || letter < 26 && LATIN_FIRST >> letter & 1 != 0
}

/// The same of a glyph, by what follows it.
#[inline(always)]
pub(super) fn begins_rule_with<T: Letter>(glyph: &T, after: &[T]) -> bool {
    if glyph.has(flag::JOINED) {
        return true;
    }
    let next = |distance: usize| after.get(distance).map(Letter::code);
    if glyph.is(class::LATIN) {
        return begins_latin_rule(glyph.code(), next(0).unwrap_or(0), next(1).unwrap_or(0));
    }
    matches!(glyph.code(), HYPHEN | LONG_VOWEL) || begins_variant(glyph.code(), next(0))
}

/// Whether a row of `VARIANTS` may begin with these two characters.
#[inline]
pub(in crate::fold) fn begins_variant(first: u32, second: Option<u32>) -> bool {
    let has = |bit: usize| VARIANT_PAIRS.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 != 0);
    has(pair(first as usize, 0)) || second.is_some_and(|second| has(pair(first as usize, second as usize)))
}

/// The bit of a pair of characters, or of a character that is a row alone.
const fn pair(first: usize, second: usize) -> usize {
    (first.wrapping_mul(31) ^ second.wrapping_mul(57)) % (64 * PAIR_WORDS)
}

const PAIR_WORDS: usize = 128;

/// Whether a row of `LATIN` begins with these letters, of which the third may be
/// something else where the row has only two; 0 is none.
#[inline]
pub(in crate::fold) fn begins_latin_rule(first: u32, second: u32, third: u32) -> bool {
    let letter = |code: u32| code.wrapping_sub(u32::from('a')).min(26);
    // Most pairs of letters begin none.
    let seconds = LATIN_PAIRS.get(letter(first) as usize + 1).copied().unwrap_or(0);
    if seconds >> (letter(second) + 1) & 1 == 0 {
        return false;
    }
    let thirds = LATIN_STARTS.get((letter(first) * 27 + letter(second)) as usize).copied().unwrap_or(0);
    thirds >> letter(third) & 1 != 0
}

/// The first characters of `VARIANTS`, a bit each; all of them are in the first
/// plane (`tests` below).
pub(in crate::fold) static VARIANT_STARTS: CharacterSet = variant_characters(1);

/// All characters of the left sides of `VARIANTS`.
static VARIANT_CHARACTERS: CharacterSet = variant_characters(usize::MAX);

/// The first two characters of each row of `VARIANTS`, a bit for each [`pair`].
static VARIANT_PAIRS: [u64; PAIR_WORDS] = variant_pairs();

/// For the first two letters of each row of `LATIN` (27 for each first one), the third
/// ones; bit 26 is whatever is no letter.
static LATIN_STARTS: [u32; 27 * 27] = latin_starts();

/// The second letters for each first one: both are 1 to 26, as the lowest bits of small
/// ones and capitals are.
pub(in crate::fold) static LATIN_PAIRS: [u32; 32] = latin_pairs();

/// The first letters of `LATIN`.
const LATIN_FIRST: u32 = latin_first();

/// The first characters of the left sides of `VARIANTS`, so many of each.
#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn variant_characters(first: usize) -> CharacterSet {
    let mut set = CharacterSet::new();
    let mut row = 0;
    while row < VARIANTS.len() {
        let text = VARIANTS[row].0.as_bytes();
        let mut at = 0;
        // Every character is Japanese, and of three bytes (`tests` below).
        while at < text.len() && at / 3 < first {
            set = set.with(text, at);
            at += 3;
        }
        row += 1;
    }
    set
}

/// Whether a row of `VARIANTS` has `c` on its left side.
pub(in crate::fold) fn is_in_variant(c: char) -> bool {
    VARIANT_CHARACTERS.has(c)
}

#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn variant_pairs() -> [u64; PAIR_WORDS] {
    let mut bits = [0; PAIR_WORDS];
    let mut row = 0;
    while row < VARIANTS.len() {
        let text = VARIANTS[row].0.as_bytes();
        let bit = pair(code(text, 0), code(text, 3));
        bits[bit / 64] |= 1 << (bit % 64);
        row += 1;
    }
    bits
}

#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn latin_starts() -> [u32; 27 * 27] {
    let mut bits = [0; 27 * 27];
    let mut row = 0;
    while row < LATIN.len() {
        let text = LATIN[row].from.as_bytes();
        let pair = (text[0] - b'a') as usize * 27 + (text[1] - b'a') as usize;
        bits[pair] |= if text.len() > 2 { 1 << (text[2] - b'a') } else { u32::MAX };
        row += 1;
    }
    bits
}

#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn latin_pairs() -> [u32; 32] {
    let mut bits = [0; 32];
    let mut row = 0;
    while row < LATIN.len() {
        let text = LATIN[row].from.as_bytes();
        bits[(text[0] & 0x1F) as usize] |= 1 << (text[1] & 0x1F);
        row += 1;
    }
    bits
}

#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn latin_first() -> u32 {
    let mut bits = 0;
    let mut row = 0;
    while row < LATIN.len() {
        bits |= 1 << (LATIN[row].from.as_bytes()[0] - b'a');
        row += 1;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_characters_are_known() {
        for (from, _) in VARIANTS {
            let mut characters = from.chars();
            let (first, second) = (characters.next().unwrap(), characters.next());
            assert!(
                begins_rule(u32::from(first)) && begins_variant(first.into(), second.map(u32::from)),
                "{from}"
            );
            assert!(from.chars().all(|c| c.len_utf8() == 3), "{from}");
        }
        for rule in LATIN {
            let mut letters = rule.from.chars();
            let [first, second, third] = [(); 3].map(|()| letters.next().map_or(0, u32::from));
            assert!(begins_rule(first) && begins_latin_rule(first, second, third), "{}", rule.from);
        }
    }
}
