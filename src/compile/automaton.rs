//! Making the automaton: a double array over the codes of the keys.
//!
//! What the section holds is said in `src/format.rs` and `src/automaton.rs`.

use super::alphabet::Coded;
use super::file::File;
use super::too_many;
use crate::automaton::node;
use crate::error::Fault;
use crate::format::Section;

/// Places for the children of a node are looked for in so many words of 64 before
/// they are put behind everything. More of them make a denser array and a slower
/// compile.
const TRIES: usize = 24;

/// Nodes with more children than this are looked after alike.
const CLASSES: usize = 6;

/// Free places that may lie open; the first are given up when there are more.
const OPEN: usize = 1 << 16;

/// The double array while it grows.
#[derive(Default)]
pub(super) struct Array {
    nodes: Vec<u64>,
    /// A bit for each node that is used, so that 64 are looked at at a time.
    used: Vec<u64>,
    /// Whether children are counted from here already, a bit each: each base has one
    /// owner, so that a code alone tells whose child a node is.
    taken: Vec<u64>,
    /// Places before this one are not tried any more.
    first_free: usize,
    /// The word of bits where nodes with so many children are tried first: what is
    /// before it is too full for them, and is left to those with fewer.
    first_word: [usize; CLASSES],
    /// Where a place for one child is looked for first, and how often the place there
    /// was none.
    first_of_one: usize,
    refused: usize,
}

/// The keys that go through a node.
struct Open {
    node: usize,
    keys: core::ops::Range<usize>,
    /// The characters before it.
    depth: usize,
}

/// The nodes for `keys`, which are sorted and distinct.
pub(super) fn nodes(keys: &Coded) -> Result<Array, Fault> {
    let mut array = Array { nodes: vec![0], used: vec![1], first_free: 1, ..Array::default() };
    let mut open = vec![Open { node: 0, keys: 0..keys.len(), depth: 0 }];
    let mut children: Vec<(u16, core::ops::Range<usize>)> = Vec::new();
    while let Some(Open { node, keys: range, depth }) = open.pop() {
        children.clear();
        let mut start = range.start;
        // The key that ends here is the first of them.
        if keys.key(start).len() == depth && start < range.end {
            children.push((0, start..start + 1));
            start += 1;
        }
        while start < range.end {
            let Some(&code) = keys.key(start).get(depth) else { break };
            let end = keys.end_of(code, depth, start..range.end);
            children.push((code, start..end));
            start = end;
        }
        let base = array.place(&children);
        if array.nodes.len() > node::LOW as usize {
            return Err(too_many("nodes", array.nodes.len(), node::LOW as usize));
        }
        let ends = children.first().is_some_and(|(code, _)| *code == 0);
        array.add(node, base as u64 | if ends { u64::from(node::ENDS) } else { 0 });
        for (code, range) in children.iter().rev() {
            let child = base + usize::from(*code);
            let label = u64::from(*code) << node::CODE_SHIFT;
            if range.len() == 1 {
                array.add(child, label | u64::from(node::LEAF) | range.start as u64);
            } else {
                array.add(child, label);
                open.push(Open { node: child, keys: range.clone(), depth: depth + 1 });
            }
        }
    }
    Ok(array)
}

impl Array {
    /// Writes the section of nodes.
    pub(super) fn write(&self, file: &mut File) {
        let section = file.section(Section::Nodes, self.nodes.len() * Section::Nodes.record());
        for node in &self.nodes {
            let [low @ .., _, _] = node.to_le_bytes();
            let bytes: [u8; node::BYTES] = low;
            section.extend_from_slice(&bytes);
        }
    }

    fn add(&mut self, at: usize, bits: u64) {
        if let Some(node) = self.nodes.get_mut(at) {
            *node |= bits;
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
        // Far behind, few places are left and none fits.
        let far = self.nodes.len().saturating_sub(OPEN);
        self.first_free = self.next_free(self.first_free.max(far));
        let codes = || children.iter().map(|(code, _)| usize::from(*code));
        let base = match children {
            [(code, _)] => self.base_of_one(usize::from(*code)),
            _ => self.base_of_many(codes),
        };
        let end = base + codes().max().unwrap_or(0) + 1;
        if self.nodes.len() < end {
            self.nodes.resize(end, 0);
        }
        set(&mut self.taken, base);
        for code in codes() {
            set(&mut self.used, base + code);
        }
        base
    }

    /// A base for one child, as most nodes have: one of the first free places is its own.
    fn base_of_one(&mut self, code: usize) -> usize {
        let first = self.next_free(self.first_of_one.max(self.first_free));
        let mut place = if code > first { self.next_free(code) } else { first };
        for _ in 0..TRIES {
            let base = place - code;
            if !has(&self.taken, base) {
                break;
            }
            place = self.next_free(place + 1);
        }
        // A place that is refused again and again has few codes left that may use it.
        self.refused = if place == first { 0 } else { self.refused + 1 };
        self.first_of_one = if self.refused > 4 * TRIES { first + 1 } else { first };
        if has(&self.taken, place - code) { self.nodes.len() } else { place - code }
    }

    /// A base for several children.
    fn base_of_many<C: Iterator<Item = usize>>(&mut self, codes: impl Fn() -> C) -> usize {
        let first = codes().next().unwrap_or(0);
        let class = codes().count().clamp(1, CLASSES) - 1;
        let known = self.first_word.get(class).copied().unwrap_or(0);
        let start = known.max(self.first_free.saturating_sub(first) / 64);
        // A bit of a word is a base. Behind the end, everything fits.
        let end = (self.nodes.len() / 64 + 1).min(start + TRIES);
        let base = (start..end).find_map(|word| {
            let base = word * 64;
            let mut fits = !self.taken.get(word).copied().unwrap_or(0);
            for code in codes() {
                fits &= !window(&self.used, base + code);
                if fits == 0 {
                    return None;
                }
            }
            Some(base + fits.trailing_zeros() as usize)
        });
        let base = base.unwrap_or(self.nodes.len());
        if let Some(word) = self.first_word.get_mut(class) {
            *word = start.max((base / 64).min(end).saturating_sub(TRIES / 2));
        }
        base
    }
}

/// The 64 bits from number `at` on; there are none behind the end.
#[inline]
fn window(bits: &[u64], at: usize) -> u64 {
    let word = |index: usize| bits.get(index).copied().unwrap_or(0);
    match at % 64 {
        0 => word(at / 64),
        shift => word(at / 64) >> shift | word(at / 64 + 1) << (64 - shift),
    }
}

fn has(bits: &[u64], at: usize) -> bool {
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
