//! Making the automaton: codes for the characters of the keys, and a double array.
//!
//! What the sections hold is said in `src/format.rs` and `src/automaton.rs`.

use std::collections::HashMap;

use crate::automaton::{ALPHABET_BLOCK, node};
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

/// How many free places are tried for a node with several children before it is
/// put behind everything. More of them make a denser array and a slower compile.
const TRIES: usize = 128;

/// Free places that may lie open; the first are given up when there are more.
const OPEN: usize = 1 << 16;

/// The double array while it grows.
struct Array {
    nodes: Vec<u64>,
    /// Whether children are counted from here already: each base has one owner,
    /// so that a code alone tells whose child a node is.
    taken: Vec<bool>,
    /// Places before this one are not tried any more.
    first_free: usize,
}

/// The nodes for `keys`, which are sorted and distinct.
pub(super) fn nodes(keys: &Keys) -> Result<Vec<u8>, Fault> {
    let mut array = Array { nodes: vec![node::USED], taken: vec![], first_free: 1 };
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

    fn is_free(&self, at: usize) -> bool {
        self.nodes.get(at).is_none_or(|&node| node == 0)
    }

    /// Finds a base where all children fit, and makes room for them.
    fn place(&mut self, children: &[(u16, core::ops::Range<usize>)]) -> usize {
        let first = children.first().map_or(0, |(code, _)| usize::from(*code));
        let last = children.last().map_or(0, |(code, _)| usize::from(*code));
        let highest = children.iter().map(|(code, _)| usize::from(*code)).max().unwrap_or(last);
        while !self.is_free(self.first_free) {
            self.first_free += 1;
        }
        // Far behind, few places are left and none fits.
        self.first_free = self.first_free.max(self.nodes.len().saturating_sub(OPEN));
        let tries = if children.len() == 1 { usize::MAX } else { TRIES };
        let fits = |place: &usize| {
            place.checked_sub(first).is_some_and(|base| {
                !self.taken.get(base).copied().unwrap_or(false)
                    && children.iter().all(|(code, _)| self.is_free(base + usize::from(*code)))
            })
        };
        let places = (self.first_free.max(first)..self.nodes.len()).filter(|&place| self.is_free(place));
        let base = places.take(tries).find(fits).map_or(self.nodes.len(), |place| place - first);
        if self.nodes.len() <= base + highest {
            self.nodes.resize(base + highest + 1, 0);
        }
        if self.taken.len() <= base {
            self.taken.resize(base + 1, false);
        }
        if let Some(taken) = self.taken.get_mut(base) {
            *taken = true;
        }
        for (code, _) in children {
            // Not free any more; what the nodes say comes later.
            self.update(base + usize::from(*code), |_| node::USED);
        }
        base
    }
}
