//! The automaton that texts are scanned with: a trie over the codes of folded
//! characters, as a double array, read in place.
//!
//! It accepts the same keys as the transducer (`src/transducer.rs`), which stays
//! the index of them; a test compares both over every key. A step costs two reads
//! instead of a walk over the bytes of a character, because a character is one
//! code, and the child of a node for a code is found by adding both. A branch that
//! only one key goes on is not in the array: from there on, the text is compared
//! with the characters of the key.

use crate::beginnings::Beginnings;
use crate::format::{Section, Tables, read_u16, read_u32};

/// Bits of a node, from the lowest: where its children are counted from (of a leaf,
/// the number of its key), two flags, and the code that leads to it. Where there is
/// no node, all are zero: no step has code 0.
pub(crate) mod node {
    /// Bytes of a node.
    pub(crate) const BYTES: usize = 6;
    /// The number of the lowest bits.
    pub(crate) const LOW: u32 = (1 << 30) - 1;
    /// It is a leaf: the rest of the key stands in `characters`.
    pub(crate) const LEAF: u64 = 1 << 30;
    /// A key ends here and others go on: the child for code 0 is its leaf.
    pub(crate) const ENDS: u64 = 1 << 31;
    pub(crate) const CODE_SHIFT: u32 = 32;
}

/// Characters that one number of the first stage of the alphabet stands for.
pub(crate) const ALPHABET_BLOCK: usize = 128;

/// The automaton of an opened lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Automaton<'l> {
    alphabet: Alphabet<'l>,
    nodes: &'l [u8],
    beginnings: Beginnings<'l>,
    entries: &'l [u8],
    characters: &'l [u8],
    postings: &'l [u8],
}

/// A place in the automaton: some keys agree with what was read so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    node: u64,
    /// Characters read.
    depth: u32,
}

/// What stands behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its characters, as a range of the section.
    pub(crate) characters: (u32, u32),
    /// Its postings, as a range of the section.
    pub(crate) postings: (u32, u32),
}

impl<'l> Automaton<'l> {
    pub(crate) fn new(tables: Tables<'l>) -> Automaton<'l> {
        Automaton {
            alphabet: Alphabet::new(tables),
            nodes: tables.section(Section::Nodes),
            beginnings: Beginnings::new(tables.section(Section::Beginnings)),
            entries: tables.section(Section::Entries),
            characters: tables.section(Section::Characters),
            postings: tables.section(Section::Postings),
        }
    }

    /// The code of a folded character; 0 for one that no key has.
    #[inline]
    pub(crate) fn code(self, c: char) -> u16 {
        self.code_of(c.into())
    }

    /// The same by the number of the character.
    #[inline]
    pub(crate) fn code_of(self, character: u32) -> u16 {
        self.alphabet.code(character)
    }

    #[inline]
    pub(crate) fn root(self) -> State {
        State { node: self.node(0), depth: 0 }
    }

    /// What keys begin with.
    #[inline(always)]
    pub(crate) fn beginnings(self) -> Beginnings<'l> {
        self.beginnings
    }

    #[inline]
    fn node(self, index: usize) -> u64 {
        let bytes = index.checked_mul(node::BYTES).and_then(|at| self.nodes.get(at..)?.first_chunk());
        bytes
            .map_or(0, |&[a, b, c, d, e, f]: &[u8; node::BYTES]| u64::from_le_bytes([a, b, c, d, e, f, 0, 0]))
    }

    /// Goes on with a code, which is not 0.
    #[inline]
    pub(crate) fn step(self, state: State, code: u16) -> Option<State> {
        let depth = state.depth + 1;
        if state.node & node::LEAF != 0 {
            let entry = self.entry(low(state.node))?;
            let at = entry.characters.0.checked_add(state.depth)?;
            return (at < entry.characters.1 && self.character(at)? == code)
                .then_some(State { depth, ..state });
        }
        let child = self.node(low(state.node) as usize + usize::from(code));
        (child >> node::CODE_SHIFT == u64::from(code) && code != 0).then_some(State { node: child, depth })
    }

    /// Whether a key may end here.
    #[inline]
    pub(crate) fn ends(self, state: State) -> bool {
        state.node & (node::LEAF | node::ENDS) != 0
    }

    /// The number of the key that ends here.
    #[inline]
    pub(crate) fn key(self, state: State) -> Option<u32> {
        if state.node & node::LEAF != 0 {
            let key = low(state.node);
            let entry = self.entry(key)?;
            return (entry.characters.1.wrapping_sub(entry.characters.0) == state.depth).then_some(key);
        }
        if state.node & node::ENDS == 0 {
            return None;
        }
        let leaf = self.node(low(state.node) as usize);
        (leaf & node::LEAF != 0).then_some(low(leaf))
    }

    /// What stands behind key number `key`.
    #[inline]
    pub(crate) fn entry(self, key: u32) -> Option<Entry> {
        let size = Section::Entries.record();
        let at = (key as usize).checked_mul(size)?;
        let record = self.entries.get(at..at.checked_add(2 * size)?)?;
        Some(Entry {
            characters: (read_u32(record, 0)?, read_u32(record, size)?),
            postings: (read_u32(record, 4)?, read_u32(record, size + 4)?),
        })
    }

    /// The records of the postings of a key.
    #[inline]
    pub(crate) fn postings(self, key: u32) -> &'l [u8] {
        self.entry(key).map_or(&[], |entry| self.postings_of(entry))
    }

    /// The same where the entry is at hand.
    #[inline]
    pub(crate) fn postings_of(self, entry: Entry) -> &'l [u8] {
        let size = Section::Postings.record();
        let (start, end) = entry.postings;
        self.postings.get(start as usize * size..end as usize * size).unwrap_or_default()
    }

    /// The code of a character of a key.
    #[inline]
    pub(crate) fn character(self, index: u32) -> Option<u16> {
        read_u16(self.characters, (index as usize).checked_mul(2)?)
    }

    /// The codes of a key, as bytes of two each.
    pub(crate) fn characters(self, entry: Entry) -> &'l [u8] {
        let (start, end) = (entry.characters.0 as usize * 2, entry.characters.1 as usize * 2);
        self.characters.get(start..end).unwrap_or_default()
    }

    /// How many keys there are: the last record only ends the one before it.
    pub(crate) fn key_count(self) -> u32 {
        let records = self.entries.len() / Section::Entries.record();
        u32::try_from(records.saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The key that agrees with all of `codes`.
    pub(crate) fn get(self, codes: &[u16]) -> Option<u32> {
        let mut codes = codes.iter();
        let mut state = self.root();
        loop {
            // One key is left: the rest of it at once.
            if state.node & node::LEAF != 0 {
                let key = low(state.node);
                let (start, end) = self.entry(key)?.characters;
                let rest = start.checked_add(state.depth)? as usize * 2..end as usize * 2;
                let rest = self.characters.get(rest)?;
                let agrees = rest.len() == 2 * codes.len()
                    && rest.chunks_exact(2).zip(codes).all(|(bytes, &code)| read_u16(bytes, 0) == Some(code));
                return agrees.then_some(key);
            }
            let Some(&code) = codes.next() else { return self.key(state) };
            state = self.step(state, code)?;
        }
    }
}

/// The codes of characters, in two stages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alphabet<'l> {
    blocks: &'l [u8],
    codes: &'l [u8],
}

impl<'l> Alphabet<'l> {
    pub(crate) fn new(tables: Tables<'l>) -> Alphabet<'l> {
        let (blocks, codes) = tables.alphabet();
        Alphabet { blocks, codes }
    }

    /// The code of a folded character, by its number; 0 for one that no key has.
    #[inline(always)]
    pub(crate) fn code(self, character: u32) -> u16 {
        let number = |bytes: &[u8], at: usize| {
            let (numbers, _) = bytes.as_chunks();
            numbers.get(at).map_or(0, |&number| u16::from_le_bytes(number))
        };
        let (block, at) = (character as usize / ALPHABET_BLOCK, character as usize % ALPHABET_BLOCK);
        number(self.codes, usize::from(number(self.blocks, block)) * ALPHABET_BLOCK + at)
    }
}

/// The lowest bits of a node: where its children are counted from, or its key.
const fn low(node: u64) -> u32 {
    let [a, b, c, d, ..] = node.to_le_bytes();
    u32::from_le_bytes([a, b, c, d]) & node::LOW
}
