//! Writing the map of keys: an `fst` map (version 3 of that format), in which the
//! value of each key is its number.
//!
//! The builder of the `fst` crate takes any values, pushes them towards the root
//! as keys come, and keeps copies of the nodes that it may share. Here values
//! count up from zero, so the output of a transition is known when it is written:
//! how many keys of its node come before it. And a node is compared with the bytes
//! that are written already. So this takes a fifth of the time; a test reads the
//! maps with the crate.

use super::checksum::crc32c;
use crate::transducer::{COMMON_INPUTS, EMPTY_FINAL, INDEXED_FROM};

/// Pairs of places that nodes are remembered in, so that equal ones are written
/// once. Of two that meet in a pair, the one used last stays. More pairs make the
/// map smaller by little and leave the second cache.
const PAIRS: usize = 1 << 15;

/// A node that more transitions may be added to, on the way to the last key.
struct Open {
    /// The number of the first key that goes through it.
    first: u64,
    is_final: bool,
    /// Where its transitions begin in the list of them.
    transitions: usize,
}

#[derive(Clone, Copy)]
struct Transition {
    input: u8,
    /// How many keys of the node come before those that go on here.
    output: u64,
    target: usize,
}

/// A node that was written: its beginning (0 is none), and bits of its hash.
#[derive(Clone, Copy, Default)]
struct Known {
    start: u32,
    hash: u32,
}

/// Writes the map behind whatever `out` holds.
pub(super) struct Transducer<'o> {
    out: &'o mut Vec<u8>,
    /// Where the map begins in `out`.
    base: usize,
    open: Vec<Open>,
    /// Those of the open nodes, whose targets are written: the deepest node's last.
    transitions: Vec<Transition>,
    last: Vec<u8>,
    keys: u64,
    known: Vec<[Known; 2]>,
    scratch: Vec<u8>,
}

impl Transducer<'_> {
    pub(super) fn new(out: &mut Vec<u8>) -> Transducer<'_> {
        let base = out.len();
        out.extend(3_u64.to_le_bytes()); // the version
        out.extend(0_u64.to_le_bytes()); // the type: no particular one
        Transducer {
            out,
            base,
            open: vec![Open { first: 0, is_final: false, transitions: 0 }],
            transitions: Vec::new(),
            last: Vec::new(),
            keys: 0,
            known: vec![[Known::default(); 2]; PAIRS],
            scratch: Vec::new(),
        }
    }

    /// Adds the key that comes after those before it.
    pub(super) fn insert(&mut self, key: &[u8]) {
        debug_assert!(self.keys == 0 || self.last.as_slice() < key, "keys ascend");
        let common = self.last.iter().zip(key).take_while(|(a, b)| a == b).count();
        self.close(common);
        self.last.truncate(common);
        for &byte in key.get(common..).unwrap_or_default() {
            self.last.push(byte);
            let transitions = self.transitions.len();
            self.open.push(Open { first: self.keys, is_final: false, transitions });
        }
        if let Some(node) = self.open.last_mut() {
            node.is_final = true;
        }
        self.keys += 1;
    }

    /// Ends the map.
    pub(super) fn finish(mut self) {
        self.close(0);
        let root = self.open.pop().map_or(EMPTY_FINAL, |node| self.write(&node));
        self.out.extend(self.keys.to_le_bytes());
        self.out.extend((root as u64).to_le_bytes());
        let sum = crc32c(self.out.get(self.base..).unwrap_or_default());
        // Masked, so that a checksum may be among what a checksum is of.
        let masked = sum.rotate_right(15).wrapping_add(0xA282_EAD8);
        self.out.extend(masked.to_le_bytes());
    }

    /// Writes the open nodes that more than `depth` bytes lead to.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth + 1 {
            let Some(node) = self.open.pop() else { return };
            let target = self.write(&node);
            self.transitions.truncate(node.transitions);
            let input = self.last.get(self.open.len() - 1).copied().unwrap_or(0);
            let parent = self.open.last().map_or(0, |parent| parent.first);
            self.transitions.push(Transition { input, output: node.first - parent, target });
        }
    }

    /// Writes a node, unless one like it is there; gives its address.
    fn write(&mut self, node: &Open) -> usize {
        let transitions = self.transitions.get(node.transitions..).unwrap_or_default();
        if transitions.is_empty() && node.is_final {
            return EMPTY_FINAL;
        }
        let hash = hash(transitions, node.is_final);
        let start = self.out.len() - self.base;
        // Nodes behind the first 4 GiB are not remembered, and so not shared.
        let new = Known { start: u32::try_from(start).unwrap_or(0), hash: (hash >> 32) as u32 };
        let pair = usize::try_from(hash & (PAIRS as u64 - 1)).unwrap_or(0);
        if let Some(pair) = self.known.get_mut(pair) {
            for index in 0..pair.len() {
                let Some(known) = pair.get(index).copied() else { continue };
                if known.hash != new.hash || known.start == 0 {
                    continue;
                }
                let at = known.start as usize;
                self.scratch.clear();
                encode(transitions, node.is_final, at, &mut self.scratch);
                let place = self.base + at..self.base + at + self.scratch.len();
                if self.out.get(place) == Some(&self.scratch) {
                    pair.swap(0, index);
                    return at + self.scratch.len() - 1;
                }
            }
            *pair = [new, pair[0]];
        }
        encode(transitions, node.is_final, start, self.out);
        self.out.len() - self.base - 1
    }
}

fn hash(transitions: &[Transition], is_final: bool) -> u64 {
    let mix = |state: u64, value: u64| {
        let product = (state ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        product ^ product >> 29
    };
    transitions.iter().fold(u64::from(is_final), |state, one| {
        let (input, output) = (u64::from(one.input), one.output << 8);
        mix(mix(state, input | output), one.target as u64)
    })
}

/// The bytes of a node that begins at `start`: its fields backwards, so that the
/// last byte, which is its address, says how to read the others.
fn encode(transitions: &[Transition], is_final: bool, start: usize, bytes: &mut Vec<u8>) {
    let delta = |one: &Transition| if one.target == EMPTY_FINAL { 0 } else { (start - one.target) as u64 };
    if let ([only], false) = (transitions, is_final) {
        let next = only.output == 0 && only.target + 1 == start;
        if !next {
            let output_size = if only.output == 0 { 0 } else { size(only.output) };
            let target_size = size(delta(only));
            push(bytes, only.output, output_size);
            push(bytes, delta(only), target_size);
            bytes.push(sizes(target_size, output_size));
        }
        let common = COMMON_INPUTS.get(usize::from(only.input)).copied().unwrap_or(0);
        if common == 0 {
            bytes.push(only.input);
        }
        bytes.push(if next { 0b1100_0000 } else { 0b1000_0000 } | common);
        return;
    }
    let target_size = transitions.iter().map(|one| size(delta(one))).max().unwrap_or(0);
    let outputs = transitions.iter().map(|one| one.output).max().unwrap_or(0);
    let output_size = if outputs == 0 { 0 } else { size(outputs) };
    if is_final {
        // The key that ends here is the first of the node.
        push(bytes, 0, output_size);
    }
    for one in transitions.iter().rev() {
        push(bytes, one.output, output_size);
    }
    for one in transitions.iter().rev() {
        push(bytes, delta(one), target_size);
    }
    bytes.extend(transitions.iter().rev().map(|one| one.input));
    if transitions.len() >= INDEXED_FROM {
        let mut index = [255; 256];
        for (number, one) in (0..=255).zip(transitions) {
            if let Some(slot) = index.get_mut(usize::from(one.input)) {
                *slot = number;
            }
        }
        bytes.extend(index);
    }
    bytes.push(sizes(target_size, output_size));
    let last = if is_final { 0b0100_0000 } else { 0 };
    match u8::try_from(transitions.len()) {
        Ok(count @ 1..64) => bytes.push(last | count),
        Ok(count) => bytes.extend([count, last]),
        // 1 would have been in the last byte, so that it can stand for 256.
        Err(_) => bytes.extend([1, last]),
    }
}

/// How many bytes a number takes.
fn size(number: u64) -> usize {
    (64 - number.leading_zeros() as usize).div_ceil(8).max(1)
}

fn sizes(target: usize, output: usize) -> u8 {
    u8::try_from(target << 4 | output).unwrap_or(0)
}

fn push(bytes: &mut Vec<u8>, number: u64, size: usize) {
    bytes.extend_from_slice(number.to_le_bytes().get(..size).unwrap_or_default());
}
