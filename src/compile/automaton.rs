//! Making the automaton: codes for the characters of the keys, and a double array.
//!
//! What the sections hold is said in `src/format.rs` and `src/automaton.rs`.

use std::collections::HashMap;

use crate::automaton::{ALPHABET_BLOCK, Beginnings, node};
use crate::error::Fault;

/// Characters that the first stage of the alphabet covers: all of Unicode.
const FIRST_STAGE: usize = 0x11_0000 / ALPHABET_BLOCK;

/// Codes of two bytes: the distinct characters that keys may have.
const MAX_CODES: usize = 0xFFFE;

/// The codes of characters: the most frequent one has 1.
pub(super) struct Alphabet {
    codes: HashMap<char, u16>,
}

impl Alphabet {
    pub(super) fn of<'k>(keys: impl Iterator<Item = &'k str>) -> Result<Alphabet, Fault> {
        let mut counts: HashMap<char, usize> = HashMap::new();
        for key in keys {
            for c in key.chars() {
                *counts.entry(c).or_default() += 1;
            }
        }
        let mut characters: Vec<(char, usize)> = counts.into_iter().collect();
        characters.sort_unstable_by_key(|&(c, count)| (core::cmp::Reverse(count), c));
        if characters.len() > MAX_CODES {
            return Err(super::write::too_many("distinct characters in keys", characters.len(), MAX_CODES));
        }
        let codes = (1_u16..).zip(characters).map(|(code, (c, _))| (c, code)).collect();
        Ok(Alphabet { codes })
    }

    pub(super) fn code(&self, c: char) -> u16 {
        self.codes.get(&c).copied().unwrap_or(0)
    }

    /// The two stages, as `format.rs` describes them.
    pub(super) fn section(&self) -> Vec<u8> {
        let mut blocks: std::collections::BTreeMap<usize, Vec<u16>> = std::collections::BTreeMap::new();
        for (&c, &code) in &self.codes {
            let block = blocks.entry(c as usize / ALPHABET_BLOCK).or_insert_with(|| vec![0; ALPHABET_BLOCK]);
            if let Some(slot) = block.get_mut(c as usize % ALPHABET_BLOCK) {
                *slot = code;
            }
        }
        // The blocks are counted from the beginning of the section, whose first ones
        // are the first stage; the one after those is empty.
        let first = FIRST_STAGE.div_ceil(ALPHABET_BLOCK);
        let mut numbers: Vec<u16> = vec![u16::try_from(first).unwrap_or(0); first * ALPHABET_BLOCK];
        numbers.extend([0; ALPHABET_BLOCK]);
        for (block, codes) in blocks {
            let number = u16::try_from(numbers.len() / ALPHABET_BLOCK).unwrap_or(0);
            if let Some(slot) = numbers.get_mut(block) {
                *slot = number;
            }
            numbers.extend(codes);
        }
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }
}

/// The codes of every key, one after the other.
pub(super) struct Keys {
    pub(super) codes: Vec<u16>,
    /// Where each key begins; one more for the end.
    pub(super) starts: Vec<u32>,
}

impl Keys {
    pub(super) fn key(&self, number: usize) -> &[u16] {
        let at = |index: usize| self.starts.get(index).map_or(0, |&start| start as usize);
        self.codes.get(at(number)..at(number + 1)).unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }
}

/// The bits for the beginnings of the keys: some 8 to 16 for each, so that about one in
/// twelve of what begins none is taken for a beginning.
pub(super) fn beginnings(keys: &Keys) -> Vec<u8> {
    let start = |key: &[u16]| key.get(..key.len().min(4)).map(<[u16]>::to_vec);
    // Equal ones stand together, as the keys are sorted.
    let mut distinct = 0_usize;
    let mut last = None;
    for number in 0..keys.len() {
        let start = start(keys.key(number));
        distinct += usize::from(last != start);
        last = start;
    }
    let mut bits = vec![0_u8; distinct.next_power_of_two().max(8)];
    let mask = bits.len() - 1;
    for hash in (0..keys.len()).flat_map(|number| Beginnings::hashes(keys.key(number))) {
        let (byte, bit) = Beginnings::place(mask, hash);
        if let Some(bits) = bits.get_mut(byte) {
            *bits |= bit;
        }
    }
    bits
}

/// How many free places are tried for a node with several children before it is
/// put behind everything. More of them make a denser array and a slower compile.
const TRIES: usize = 1024;

/// Free places that may lie open; the first are given up when there are more.
const OPEN: usize = 1 << 16;

/// The double array while it grows.
struct Array {
    nodes: Vec<u64>,
    /// A bit for each node that is used, so that 64 are passed over at a time.
    used: Vec<u64>,
    /// Whether children are counted from here already, a bit each: each base has one
    /// owner, so that a code alone tells whose child a node is.
    taken: Vec<u64>,
    /// Places before this one are not tried any more.
    first_free: usize,
}

/// The nodes for `keys`, which are sorted and distinct.
pub(super) fn nodes(keys: &Keys) -> Result<Vec<u8>, Fault> {
    let mut array = Array { nodes: vec![node::USED], used: vec![1], taken: Vec::new(), first_free: 1 };
    // Node, keys that go through it, and the characters before it.
    let mut open = vec![(0_usize, 0..keys.len(), 0_usize)];
    let mut children: Vec<(u16, core::ops::Range<usize>)> = Vec::new();
    while let Some((at, range, depth)) = open.pop() {
        children.clear();
        let mut start = range.start;
        // The key that ends here is the first of them.
        if keys.key(start).len() == depth && start < range.end {
            children.push((0, start..start + 1));
            start += 1;
        }
        while start < range.end {
            let Some(&code) = keys.key(start).get(depth) else { break };
            let rest = start..range.end;
            let end = start + rest.take_while(|&key| keys.key(key).get(depth) == Some(&code)).count();
            children.push((code, start..end));
            start = end;
        }
        let base = array.place(&children);
        let ends = children.first().is_some_and(|(code, _)| *code == 0);
        array.update(at, |node| node | super::write::number("nodes", base).map_or(0, u64::from));
        array.update(at, |node| node | if ends { node::ENDS } else { 0 });
        for (code, range) in children.iter().rev() {
            let child = base + usize::from(*code);
            let mark = node::USED | u64::from(*code) << node::CODE_SHIFT;
            if range.len() == 1 {
                let key = u64::from(super::write::number("keys", range.start)?);
                array.update(child, |_| mark | node::LEAF | key);
            } else {
                array.update(child, |_| mark);
                open.push((child, range.clone(), depth + 1));
            }
        }
    }
    super::write::number("nodes", array.nodes.len())?;
    Ok(array.nodes.iter().flat_map(|node| node.to_le_bytes()).collect())
}

impl Array {
    fn update(&mut self, at: usize, change: impl FnOnce(u64) -> u64) {
        if let Some(node) = self.nodes.get_mut(at) {
            *node = change(*node);
        }
    }

    /// The first place from `from` on that is free; the end counts as free.
    fn next_free(&self, from: usize) -> usize {
        let mut word = from / 64;
        let mut mask = u64::MAX << (from % 64);
        while let Some(&used) = self.used.get(word) {
            let free = !used & mask;
            if free != 0 {
                return word * 64 + free.trailing_zeros() as usize;
            }
            mask = u64::MAX;
            word += 1;
        }
        from.max(self.nodes.len())
    }

    /// Finds a base where all children fit, and makes room for them.
    fn place(&mut self, children: &[(u16, core::ops::Range<usize>)]) -> usize {
        let first = children.first().map_or(0, |(code, _)| usize::from(*code));
        let highest = children.iter().map(|(code, _)| usize::from(*code)).max().unwrap_or(first);
        // Far behind, few places are left and none fits.
        let far = self.nodes.len().saturating_sub(OPEN);
        self.first_free = self.next_free(self.first_free.max(far));
        let mut tries = if children.len() == 1 { usize::MAX } else { TRIES };
        let mut place = self.next_free(self.first_free.max(first));
        let base = loop {
            if place >= self.nodes.len() || tries == 0 {
                break self.nodes.len();
            }
            let base = place - first;
            let fits = || children.iter().all(|(code, _)| !bit(&self.used, base + usize::from(*code)));
            if !bit(&self.taken, base) && fits() {
                break base;
            }
            tries -= 1;
            place = self.next_free(place + 1);
        };
        if self.nodes.len() <= base + highest {
            self.nodes.resize(base + highest + 1, 0);
        }
        set(&mut self.taken, base);
        for (code, _) in children {
            set(&mut self.used, base + usize::from(*code));
        }
        base
    }
}

fn bit(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 != 0)
}

fn set(bits: &mut Vec<u64>, at: usize) {
    if bits.len() <= at / 64 {
        bits.resize(at / 64 + 1, 0);
    }
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}
