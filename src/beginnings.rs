//! What keys begin with: bits for hashes of beginnings, so that nearly every place of a
//! text is passed over without a look at the nodes of the automaton, which lie anywhere in
//! megabytes.
//!
//! Hashes are of folded characters and not of their codes: a text is asked about before
//! anything else is known of it. Each key has two. One that begins with a letter of a to z
//! has a hash of its *run*, the letters up to the first character that is none, of which
//! eight count; and one of what the run is: a word with others behind it, of which eight
//! characters count with the spaces between (`in vitro`), or the last one, for which some
//! designation may be written without capitals (`icu`) or none (`MET`). So most English
//! words, which begin as some key does, show that they are none. Any other key has a hash of
//! its first two characters, and one of three.

use crate::fold::script::is_katakana;

/// Characters of a run that count.
pub(crate) const RUN: usize = 8;

/// The bits of an opened lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beginnings<'l> {
    bits: &'l [u8],
    /// One less than how many bytes there are, which is a power of two.
    mask: usize,
}

/// What a key begins with, as two hashes, each of which has a bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beginning(pub(crate) [u32; 2]);

impl<'l> Beginnings<'l> {
    pub(crate) fn new(bits: &'l [u8]) -> Beginnings<'l> {
        Beginnings { bits, mask: bits.len().wrapping_sub(1) }
    }

    /// The byte of a hash, and its bit there.
    #[inline(always)]
    pub(crate) fn place(mask: usize, hash: u32) -> (usize, u8) {
        // The high bits are those that all bits of the characters have gone into.
        ((hash >> 8) as usize & mask, 1 << (hash >> 5 & 7))
    }

    /// Whether something with this hash may be there. False is certain.
    #[inline(always)]
    pub(crate) fn has(self, hash: u32) -> bool {
        let (byte, bit) = Beginnings::place(self.mask, hash);
        self.bits.get(byte).is_none_or(|bits| bits & bit != 0)
    }

    /// Whether a key may begin with the run of these letters: small ones, the first in
    /// the lowest byte, and no more than [`RUN`]; zeros behind a shorter run. False is
    /// certain.
    #[inline(always)]
    pub(crate) fn has_run(self, run: u64) -> bool {
        self.has(hash_run(run, Tail::Any))
    }

    /// Whether a key may begin with these words, in so many characters, with single spaces
    /// between; zeros behind them. False is certain.
    #[inline]
    pub(crate) fn has_words(self, words: u64) -> bool {
        self.has(hash_run(words, Tail::Words))
    }

    /// Whether a key with this run may have no other word behind it, where the text has
    /// capitals or has none. False is certain.
    #[inline]
    pub(crate) fn has_last(self, run: u64, has_capitals: bool) -> bool {
        self.has(hash_run(run, Tail::Last)) || has_capitals && self.has(hash_run(run, Tail::Capitals))
    }

    /// Whether a key may begin with these two characters, or be the first of them, where
    /// the second is 0; no key with a run is among them. False is certain.
    #[inline(always)]
    pub(crate) fn has_two(self, first: u32, second: u32) -> bool {
        self.has(hash_two(first, second))
    }

    /// The same of three characters; a key of two has 0 in the place of the third.
    #[inline(always)]
    pub(crate) fn has_three(self, first: u32, second: u32, third: u32) -> bool {
        self.has(hash_three(first, second, third))
    }

    /// Whether a key may have these two characters, one behind the other, and a katakana that
    /// is the second of them or stands behind. False is certain.
    #[inline]
    pub(crate) fn has_pair(self, first: u32, second: u32) -> bool {
        self.has(hash_pair(first, second))
    }

    /// Whether there may be a key of these characters: false is certain.
    pub(crate) fn may_have(self, key: impl Iterator<Item = u32> + Clone) -> bool {
        [true, false].into_iter().any(|may_be_small| self.holds(Beginning::of(key.clone(), may_be_small)))
    }

    /// Whether a key that begins so may be there.
    pub(crate) fn holds(self, Beginning(hashes): Beginning) -> bool {
        hashes.into_iter().all(|hash| self.has(hash))
    }
}

impl Beginning {
    /// What a key begins with, given its characters, and whether a text without capitals
    /// may mean something by it.
    pub(crate) fn of(key: impl Iterator<Item = u32>, may_be_small: bool) -> Beginning {
        let mut characters = [0; RUN + 1];
        for (place, character) in characters.iter_mut().zip(key) {
            *place = character;
        }
        let [first, second, third, ..] = characters;
        if !is_letter(first) {
            return Beginning([hash_two(first, second), hash_three(first, second, third)]);
        }
        let mut run = 0;
        let mut words = 0;
        let mut is_run = true;
        for (place, pair) in (0_u32..).zip(characters.windows(2)) {
            let &[character, next] = pair else { break };
            if !(is_letter(character) || character == SPACE && is_letter(next)) {
                break;
            }
            is_run &= character != SPACE;
            words |= u64::from(character) << (8 * place);
            run = if is_run { words } else { run };
        }
        let tail = match may_be_small {
            _ if !is_run => Tail::Words,
            true => Tail::Last,
            false => Tail::Capitals,
        };
        Beginning([hash_run(run, Tail::Any), hash_run(words, tail)])
    }
}

/// The hashes of the pairs of a key, given its characters, for [`Beginnings::has_pair`].
pub(crate) fn pairs(key: &[u32]) -> impl Iterator<Item = u32> + '_ {
    let is_katakana = |&character: &u32| char::from_u32(character).is_some_and(is_katakana);
    let end = key.iter().rposition(is_katakana).map_or(0, |last| last + 1);
    key.get(..end).unwrap_or_default().windows(2).filter_map(|pair| match *pair {
        [first, second] => Some(hash_pair(first, second)),
        _ => None,
    })
}

const SPACE: u32 = ' ' as u32;

/// Whether a folded character is a letter of a run.
#[inline(always)]
pub(crate) fn is_letter(c: u32) -> bool {
    c.wrapping_sub(u32::from('a')) < 26
}

/// What stands behind the characters of a run that are hashed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tail {
    Any,
    Words,
    Last,
    Capitals,
}

#[inline(always)]
#[allow(clippy::cast_possible_truncation, reason = "the high half is what is wanted")]
fn hash_run(letters: u64, tail: Tail) -> u32 {
    // Odd numbers, so that no two runs have one product.
    let factor = match tail {
        Tail::Any => 0x9E37_79B9_7F4A_7C15,
        Tail::Words => 0xD6E8_FEB8_6659_FD93,
        Tail::Last => 0xC2B2_AE3D_27D4_EB4F,
        Tail::Capitals => 0x1656_67B1_9E37_79F9,
    };
    (letters.wrapping_mul(factor) >> 32) as u32
}

#[inline(always)]
fn hash_two(first: u32, second: u32) -> u32 {
    (first << 16 ^ second).wrapping_mul(0x9E37_79B1)
}

#[inline(always)]
fn hash_pair(first: u32, second: u32) -> u32 {
    (first << 16 ^ second).wrapping_mul(0xC2B2_AE35)
}

#[inline(always)]
fn hash_three(first: u32, second: u32, third: u32) -> u32 {
    (hash_two(first, second).rotate_left(15) ^ third).wrapping_mul(0x85EB_CA77)
}
