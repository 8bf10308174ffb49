//! Reading the keys: an `fst` map, with every offset checked.
//!
//! The `fst` crate verifies the checksum of the map. It does not read it here,
//! because its nodes index into the bytes without checks and panic on a damaged
//! file, and opening must not read a whole file to exclude that. This reader
//! treats whatever does not fit as an absent transition. The layout of a node is
//! that of version 3 of the format (`raw/node.rs` of fst 0.4); a test compares
//! both readers over every key. `src/compile/transducer.rs` writes it.

/// The bytes that the format gives an index of six bits, from 1 on.
const COMMON: &[u8; 63] = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

/// The index of each byte; 0 where it has none.
pub(crate) static COMMON_INPUTS: [u8; 256] = common_inputs();

#[expect(clippy::indexing_slicing, reason = "evaluated when compiling, where an index outside is an error")]
const fn common_inputs() -> [u8; 256] {
    let mut indices = [0; 256];
    let mut index: u8 = 0;
    while (index as usize) < COMMON.len() {
        indices[COMMON[index as usize] as usize] = index + 1;
        index += 1;
    }
    indices
}

/// A node with so many transitions has an index of 256 bytes.
pub(crate) const INDEXED_FROM: usize = 33;

/// A deterministic acyclic automaton over the bytes of keys, with a number for
/// each key. Every transition leads to a lower address (the format writes
/// targets first), and one that does not is refused: no walk is endless.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Transducer<'l> {
    bytes: &'l [u8],
    root: usize,
}

/// A place in the automaton, and the sum of the outputs on the way there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct State {
    address: usize,
    output: u64,
}

/// The address of the node that is final and has no transitions.
pub(crate) const EMPTY_FINAL: usize = 0;

/// How a node's fields lie, read from its state byte (the last of its bytes).
enum Node {
    EmptyFinal,
    One { input: u8, target: usize, output: u64 },
    Any(Many),
}

struct Many {
    /// Where the inputs end (exclusive), which lie in reverse order before it.
    inputs_end: usize,
    count: usize,
    /// Bytes of a target and of an output.
    target_size: usize,
    output_size: usize,
    is_final: bool,
    /// Where the node begins, from which targets are counted backwards.
    start: usize,
}

impl<'l> Transducer<'l> {
    /// Nothing is checked but that the ends are there; a wrong root has no transitions.
    pub(crate) fn new(bytes: &'l [u8]) -> Transducer<'l> {
        let root = bytes.len().checked_sub(12).and_then(|at| crate::format::read_u64(bytes, at));
        let root = root.and_then(|root| usize::try_from(root).ok()).unwrap_or(usize::MAX);
        Transducer { bytes, root }
    }

    pub(crate) const fn root(self) -> State {
        State { address: self.root, output: 0 }
    }

    /// The value of `key`.
    #[cfg(test)]
    pub(crate) fn get(self, key: &str) -> Option<u64> {
        let end = key.bytes().try_fold(self.root(), |state, byte| self.step(state, byte))?;
        self.value(end)
    }

    pub(crate) fn step(self, state: State, byte: u8) -> Option<State> {
        let (address, output) = match self.node(state.address)? {
            Node::EmptyFinal => return None,
            Node::One { input, target, output } => (input == byte).then_some((target, output))?,
            Node::Any(node) => {
                let index = self.find(&node, byte)?;
                (self.target(&node, index)?, self.output(&node, index)?)
            }
        };
        Some(State { address, output: state.output.wrapping_add(output) })
    }

    /// The value of the key that ends here, if one does.
    pub(crate) fn value(self, state: State) -> Option<u64> {
        match self.node(state.address)? {
            Node::EmptyFinal => Some(state.output),
            Node::One { .. } => None,
            Node::Any(node) if node.is_final => {
                let outputs = node.count.checked_add(1)?.checked_mul(node.output_size)?;
                let at = self.outputs_end(&node)?.checked_sub(outputs)?;
                Some(state.output.wrapping_add(self.number(at, node.output_size)?))
            }
            Node::Any(_) => None,
        }
    }

    /// The transitions from here, in the order of their bytes.
    pub(crate) fn transitions(self, state: State) -> Transitions<'l> {
        let count = match self.node(state.address) {
            None | Some(Node::EmptyFinal) => 0,
            Some(Node::One { .. }) => 1,
            Some(Node::Any(node)) => node.count,
        };
        Transitions { keys: self, state, next: 0, count }
    }

    fn transition(self, state: State, index: usize) -> Option<(u8, State)> {
        let (input, address, output) = match self.node(state.address)? {
            Node::EmptyFinal => return None,
            Node::One { input, target, output } => (input, target, output),
            Node::Any(node) => {
                (self.input(&node, index)?, self.target(&node, index)?, self.output(&node, index)?)
            }
        };
        Some((input, State { address, output: state.output.wrapping_add(output) }))
    }

    fn node(self, address: usize) -> Option<Node> {
        if address == EMPTY_FINAL {
            return Some(Node::EmptyFinal);
        }
        let state = self.byte(address)?;
        if state >> 6 < 0b10 {
            return self.many(address, state).map(Node::Any);
        }
        // One transition; its input is in the state byte or before it.
        let common = usize::from(state & 0x3F).checked_sub(1).and_then(|index| COMMON.get(index));
        let (input, end) = match common {
            Some(&input) => (input, address),
            None => (self.byte(address.checked_sub(1)?)?, address.checked_sub(1)?),
        };
        if state >> 6 == 0b11 {
            // It leads to the node written just before this one, without output.
            return Some(Node::One { input, target: end.checked_sub(1)?, output: 0 });
        }
        let sizes_at = end.checked_sub(1)?;
        let (target_size, output_size) = sizes(self.byte(sizes_at)?)?;
        let target_at = sizes_at.checked_sub(target_size)?;
        let start = target_at.checked_sub(output_size)?;
        let output = self.number(start, output_size)?;
        let target = back(start, self.number(target_at, target_size)?)?;
        Some(Node::One { input, target, output })
    }

    fn many(self, address: usize, state: u8) -> Option<Many> {
        let (count, end) = match usize::from(state & 0x3F) {
            // The number does not fit the state byte and stands before it, where
            // 1 means 256 (a real 1 would have fitted).
            0 => {
                let at = address.checked_sub(1)?;
                let count = usize::from(self.byte(at)?);
                (if count == 1 { 256 } else { count }, at)
            }
            count => (count, address),
        };
        let sizes_at = end.checked_sub(1)?;
        let (target_size, output_size) = sizes(self.byte(sizes_at)?)?;
        // The index of a node with more than 32 transitions follows the inputs.
        let inputs_end = sizes_at.checked_sub(if count >= INDEXED_FROM { 256 } else { 0 })?;
        let is_final = state & 0x40 != 0;
        let outputs = count + usize::from(is_final);
        let size = count + count * target_size + outputs * output_size;
        Some(Many {
            inputs_end,
            count,
            target_size,
            output_size,
            is_final,
            start: inputs_end.checked_sub(size)?,
        })
    }

    /// The number of the transition for `byte`. More than 32 transitions have an
    /// index of 256 bytes, which holds it, or 255 for none.
    fn find(self, node: &Many, byte: u8) -> Option<usize> {
        if node.count >= INDEXED_FROM {
            let index = usize::from(self.byte(node.inputs_end.checked_add(usize::from(byte))?)?);
            return (index < node.count && self.input(node, index) == Some(byte)).then_some(index);
        }
        let start = node.inputs_end.checked_sub(node.count)?;
        let inputs = self.bytes.get(start..node.inputs_end)?;
        inputs.iter().rev().position(|&input| input == byte)
    }

    fn input(self, node: &Many, index: usize) -> Option<u8> {
        self.byte(node.inputs_end.checked_sub(index + 1)?)
    }

    fn target(self, node: &Many, index: usize) -> Option<usize> {
        let before = node.count + (index + 1) * node.target_size;
        back(node.start, self.number(node.inputs_end.checked_sub(before)?, node.target_size)?)
    }

    fn output(self, node: &Many, index: usize) -> Option<u64> {
        let at = self.outputs_end(node)?.checked_sub((index + 1) * node.output_size)?;
        self.number(at, node.output_size)
    }

    fn outputs_end(self, node: &Many) -> Option<usize> {
        node.inputs_end.checked_sub(node.count + node.count * node.target_size)
    }

    fn byte(self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// A little-endian number of `size` bytes; none is zero.
    fn number(self, at: usize, size: usize) -> Option<u64> {
        let bytes = self.bytes.get(at..at.checked_add(size)?)?;
        Some(bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }
}

/// Bytes of a target and of an output, from their shared byte.
fn sizes(byte: u8) -> Option<(usize, usize)> {
    let (target, output) = (usize::from(byte >> 4), usize::from(byte & 0xF));
    (target <= 8 && output <= 8).then_some((target, output))
}

/// The address `delta` bytes before `start`; zero stands for the empty final node.
fn back(start: usize, delta: u64) -> Option<usize> {
    if delta == 0 {
        return Some(EMPTY_FINAL);
    }
    start.checked_sub(usize::try_from(delta).ok()?)
}

/// The transitions from one state. Made by [`Transducer::transitions`].
#[derive(Clone, Debug)]
pub(crate) struct Transitions<'l> {
    keys: Transducer<'l>,
    state: State,
    next: usize,
    count: usize,
}

impl Transitions<'_> {
    /// Whether every transition was read: a damaged one ends them early.
    pub(crate) fn is_complete(&self) -> bool {
        self.next == self.count
    }
}

impl Iterator for Transitions<'_> {
    type Item = (u8, State);

    fn next(&mut self) -> Option<(u8, State)> {
        if self.next >= self.count {
            return None;
        }
        let transition = self.keys.transition(self.state, self.next)?;
        self.next += 1;
        Some(transition)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use fst::{IntoStreamer, Streamer};
    use proptest::prelude::*;

    use super::{State, Transducer};

    fn compiled(keys: &BTreeMap<Vec<u8>, u64>) -> Vec<u8> {
        let mut builder = fst::MapBuilder::memory();
        for (key, &value) in keys {
            builder.insert(key, value).unwrap();
        }
        builder.into_inner().unwrap()
    }

    /// Every key and value, in the order of the walk.
    fn walk(keys: Transducer<'_>, state: State, key: &mut Vec<u8>, found: &mut Vec<(Vec<u8>, u64)>) {
        if let Some(value) = keys.value(state) {
            found.push((key.clone(), value));
        }
        let mut transitions = keys.transitions(state);
        for (byte, next) in transitions.by_ref() {
            assert_eq!(keys.step(state, byte), Some(next));
            key.push(byte);
            walk(keys, next, key, found);
            key.pop();
        }
        assert!(transitions.is_complete());
    }

    fn agrees(keys: &BTreeMap<Vec<u8>, u64>) {
        let bytes = compiled(keys);
        let ours = Transducer::new(&bytes);
        let theirs = fst::Map::new(&bytes[..]).unwrap();
        let mut wanted = Vec::new();
        let mut stream = theirs.into_stream();
        while let Some((key, value)) = stream.next() {
            wanted.push((key.to_vec(), value));
        }
        let mut found = Vec::new();
        walk(ours, ours.root(), &mut Vec::new(), &mut found);
        assert_eq!(found, wanted);
    }

    /// The reader of the fst crate and this one agree over every key that ships.
    #[test]
    fn the_embedded_keys_are_read_alike() {
        let lexicon = crate::Lexicon::embedded();
        let bytes = lexicon.tables().section(crate::format::Section::Keys);
        let theirs = fst::Map::new(bytes).unwrap();
        let ours = lexicon.tables().keys();
        let mut stream = theirs.into_stream();
        let mut count = 0;
        while let Some((key, value)) = stream.next() {
            assert_eq!(ours.get(std::str::from_utf8(key).unwrap()), Some(value));
            count += 1;
        }
        let mut found = Vec::new();
        walk(ours, ours.root(), &mut Vec::new(), &mut found);
        assert_eq!(found.len(), count);
    }

    /// A node with all 256 transitions, and one with an index.
    #[test]
    fn wide_nodes_are_read_alike() {
        for width in [32_u8, 33, 255] {
            agrees(&(0..=width).map(|byte| (vec![b'a', byte, byte], u64::from(byte) * 1_000_003)).collect());
        }
        agrees(&BTreeMap::new());
        agrees(&BTreeMap::from([(Vec::new(), 7)]));
    }

    proptest! {
        #[test]
        fn any_keys_are_read_alike(
            keys in proptest::collection::btree_map(proptest::collection::vec(any::<u8>(), 0..6), any::<u64>(), 0..200)
        ) {
            agrees(&keys);
        }

        /// Whatever the bytes are, reading them ends and does not panic.
        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300), key in any::<String>()) {
            let keys = Transducer::new(&bytes);
            let _ = keys.get(&key);
            for byte in 0..=255 {
                if let Some(next) = keys.step(keys.root(), byte) {
                    prop_assert!(next.address < keys.root().address);
                    let _ = (keys.value(next), keys.transitions(next).count());
                }
            }
        }
    }
}
