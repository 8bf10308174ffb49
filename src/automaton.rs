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
    pub(crate) const LEAF: u32 = 1 << 30;
    /// A key ends here and others go on: the child for code 0 is its leaf.
    pub(crate) const ENDS: u32 = 1 << 31;
    pub(crate) const CODE_SHIFT: u32 = 32;
}

/// Characters that one number of the first stage of the alphabet stands for.
pub(crate) const ALPHABET_BLOCK: usize = 128;

/// The automaton of an opened lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Automaton<'l> {
    alphabet: Alphabet<'l>,
    nodes: &'l [[u8; node::BYTES]],
    beginnings: Beginnings<'l>,
    entries: &'l [u8],
    characters: &'l [u8],
    postings: &'l [u8],
}

/// The lower half of a node; of a leaf that a key ends at, with [`node::ENDS`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node(u32);

/// A place in the automaton: some keys agree with what was read so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    node: Node,
    /// Characters read; of a leaf, the number of the next character of its key, so that
    /// the entry of the key is read but once.
    at: u32,
    /// Of a leaf, where the characters of its key end.
    end: u32,
}

/// What stands behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its characters, as a range of the section.
    pub(crate) characters: (u32, u32),
    /// Its postings, as a range of the section.
    pub(crate) postings: (u32, u32),
}

impl Node {
    /// Where its children are counted from.
    #[inline(always)]
    fn low(self) -> usize {
        (self.0 & node::LOW) as usize
    }

    /// Whether it stands for the rest of a key.
    #[inline(always)]
    pub(crate) fn is_leaf(self) -> bool {
        self.0 & node::LEAF != 0
    }

    /// Whether a key ends here, where it is no leaf.
    #[inline(always)]
    pub(crate) fn ends(self) -> bool {
        self.0 & node::ENDS != 0
    }
}

impl State {
    #[inline(always)]
    fn of_leaf(node: Node, at: u32, end: u32) -> State {
        State { node: Node(node.0 | if at == end { node::ENDS } else { 0 }), at, end }
    }

    /// The node, if it is no leaf.
    #[inline(always)]
    pub(crate) fn inner(self) -> Option<Node> {
        (!self.node.is_leaf()).then_some(self.node)
    }

    /// How many characters were read, if the node is no leaf.
    #[inline(always)]
    pub(crate) fn depth(self) -> u32 {
        self.at
    }
}

impl<'l> Automaton<'l> {
    pub(crate) fn new(tables: Tables<'l>) -> Automaton<'l> {
        Automaton {
            alphabet: Alphabet::new(tables),
            nodes: tables.section(Section::Nodes).as_chunks().0,
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
        let (node, _) = self.node(0);
        State { node: Node(node), at: 0, end: 0 }
    }

    /// What keys begin with.
    #[inline(always)]
    pub(crate) fn beginnings(self) -> Beginnings<'l> {
        self.beginnings
    }

    /// The lower half of node number `index`, and the code that leads to it.
    #[inline(always)]
    fn node(self, index: usize) -> (u32, u16) {
        let bytes = self.nodes.get(index);
        bytes.map_or((0, 0), |&[a, b, c, d, e, f]| {
            (u32::from_le_bytes([a, b, c, d]), u16::from_le_bytes([e, f]))
        })
    }

    /// Goes on with a code.
    #[inline]
    pub(crate) fn step(&self, state: State, code: u16) -> Option<State> {
        let Some(inner) = state.inner() else { return self.step_in_leaf(state, code) };
        self.child(inner, code).and_then(|node| self.state(node, state.at + 1))
    }

    /// The same from a node that is no leaf.
    #[inline(always)]
    pub(crate) fn child(&self, node: Node, code: u16) -> Option<Node> {
        let (child, found) = self.node(node.low() + usize::from(code));
        (found == code && code != 0).then_some(Node(child))
    }

    /// The state that `node` is after `depth` characters.
    #[inline(always)]
    pub(crate) fn state(&self, node: Node, depth: u32) -> Option<State> {
        if node.is_leaf() { self.leaf(node, depth) } else { Some(State { node, at: depth, end: 0 }) }
    }

    /// Goes on with a code where one key is left.
    #[inline(always)]
    pub(crate) fn step_in_leaf(&self, state: State, code: u16) -> Option<State> {
        let agrees = state.at < state.end && self.character(state.at)? == code;
        agrees.then_some(State::of_leaf(state.node, state.at + 1, state.end))
    }

    /// Goes on with codes, whatever ends between them.
    #[inline]
    pub(crate) fn advance(&self, mut state: State, mut codes: impl Iterator<Item = u16>) -> Option<State> {
        if let Some(mut node) = state.inner() {
            let mut depth = state.at;
            loop {
                let Some(code) = codes.next() else { return Some(State { node, at: depth, end: 0 }) };
                node = self.child(node, code)?;
                depth += 1;
                if node.is_leaf() {
                    state = self.leaf(node, depth)?;
                    break;
                }
            }
        }
        let mut rest = self.rest(state).iter();
        for code in codes {
            if rest.next().is_none_or(|&wanted| u16::from_le_bytes(wanted) != code) {
                return None;
            }
        }
        Some(State::of_leaf(state.node, state.end - u32::try_from(rest.len()).ok()?, state.end))
    }

    /// Of a leaf, the codes that its key goes on with, as bytes.
    #[inline]
    pub(crate) fn rest(&self, state: State) -> &'l [[u8; 2]] {
        self.characters.as_chunks().0.get(state.at as usize..state.end as usize).unwrap_or_default()
    }

    /// The leaf that is reached after `depth` characters.
    #[inline(never)]
    fn leaf(&self, node: Node, depth: u32) -> Option<State> {
        let (start, end) = self.entry(node.0 & node::LOW)?.characters;
        Some(State::of_leaf(node, start.checked_add(depth)?, end))
    }

    /// Whether a key ends here.
    #[inline(always)]
    pub(crate) fn ends(self, state: State) -> bool {
        state.node.ends()
    }

    /// Whether a key ends here, and none goes on.
    #[inline(always)]
    pub(crate) fn ends_all(self, state: State) -> bool {
        state.node.is_leaf() && state.node.ends()
    }

    /// The number of the key that ends here.
    #[inline]
    pub(crate) fn key(self, state: State) -> Option<u32> {
        if !state.node.ends() {
            return None;
        }
        if state.node.is_leaf() {
            return Some(state.node.0 & node::LOW);
        }
        let (leaf, _) = self.node(state.node.low());
        (leaf & node::LEAF != 0).then_some(leaf & node::LOW)
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
            if state.node.is_leaf() {
                let key = state.node.0 & node::LOW;
                let rest = self.characters.get(state.at as usize * 2..state.end as usize * 2)?;
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
