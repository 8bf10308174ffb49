//! What keys begin with: a bit for each hash of a beginning, so that nearly every place
//! of a text is passed over without a look at the nodes of the automaton, which lie
//! anywhere in megabytes.
//!
//! Hashes are of folded characters and not of their codes: a text is asked about before
//! anything else is known of it. A key that begins with a letter of a to z has a hash of
//! its *run*, the letters up to the first character that is none, of which eight count;
//! so most English words, which begin as some key does, show that they are none. Any
//! other key has a hash of its first two characters, and one of three.

/// Letters of a run that count.
pub(crate) const RUN: usize = 8;

/// The bits of an opened lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beginnings<'l> {
    bits: &'l [u8],
    /// One less than how many bytes there are, which is a power of two.
    mask: usize,
}

/// What a key begins with, by its hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beginning {
    Run(u32),
    Characters { two: u32, three: u32 },
}

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

    #[inline(always)]
    fn has(self, hash: u32) -> bool {
        let (byte, bit) = Beginnings::place(self.mask, hash);
        self.bits.get(byte).is_none_or(|bits| bits & bit != 0)
    }

    /// Whether a key may begin with the run of these letters: small ones, the first in
    /// the lowest byte, and no more than [`RUN`]; zeros behind a shorter run. False is
    /// certain.
    #[inline(always)]
    pub(crate) fn has_run(self, letters: u64) -> bool {
        self.has(hash_run(letters))
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

    /// Whether a key may begin with `text`, or `text` with a key, or be one: false is
    /// certain.
    pub(crate) fn may_begin(self, text: impl Iterator<Item = u32>) -> bool {
        match Beginning::of(text) {
            Beginning::Run(hash) => self.has(hash),
            Beginning::Characters { two, three } => self.has(two) && self.has(three),
        }
    }
}

impl Beginning {
    /// What a key begins with, given its characters.
    pub(crate) fn of(key: impl Iterator<Item = u32>) -> Beginning {
        let mut key = key.peekable();
        if key.peek().is_some_and(|&first| is_letter(first)) {
            let run = key.take_while(|&c| is_letter(c)).take(RUN);
            return Beginning::Run(hash_run(
                run.zip(0_u32..).fold(0, |run, (c, place)| run | u64::from(c) << (8 * place)),
            ));
        }
        let mut next = || key.next().unwrap_or(0);
        let (first, second, third) = (next(), next(), next());
        Beginning::Characters { two: hash_two(first, second), three: hash_three(first, second, third) }
    }

    /// The hashes of which each has a bit.
    pub(crate) fn hashes(self) -> impl Iterator<Item = u32> {
        let (first, second) = match self {
            Beginning::Run(run) => (run, None),
            Beginning::Characters { two, three } => (two, Some(three)),
        };
        core::iter::once(first).chain(second)
    }
}

/// Whether a folded character is a letter of a run.
#[inline(always)]
pub(crate) fn is_letter(c: u32) -> bool {
    c.wrapping_sub(u32::from(b'a')) < 26
}

#[inline(always)]
#[allow(clippy::cast_possible_truncation, reason = "the high half is what is wanted")]
fn hash_run(letters: u64) -> u32 {
    (letters.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

#[inline(always)]
fn hash_two(first: u32, second: u32) -> u32 {
    (first << 16 ^ second).wrapping_mul(0x9E37_79B1)
}

#[inline(always)]
fn hash_three(first: u32, second: u32, third: u32) -> u32 {
    (hash_two(first, second).rotate_left(15) ^ third).wrapping_mul(0x85EB_CA77)
}
