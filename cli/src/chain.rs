//! What blocks of a text say to the next ones, though several threads read them.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use yakugo::Memory;

/// The memories that wait for the block after theirs, by its number.
#[derive(Default)]
pub(crate) struct Chain {
    numbers: AtomicUsize,
    memories: Mutex<BTreeMap<usize, Memory>>,
    arrived: Condvar,
}

impl Chain {
    /// The number of the next block, from 1.
    pub(crate) fn number(&self) -> usize {
        self.numbers.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// The turn of block `number`: whatever becomes of it, the next one gets a memory.
    pub(crate) fn turn(&self, number: usize) -> Turn<'_> {
        Turn { chain: self, number, memory: Memory::default() }
    }
}

/// The turn of one block. Each block takes what the one before it left, in whatever
/// order they come to it: blocks are given to threads in their order, so that the one
/// before is done or under way.
pub(crate) struct Turn<'c> {
    chain: &'c Chain,
    number: usize,
    memory: Memory,
}

impl Turn<'_> {
    /// Waits for what the block before this one has left.
    pub(crate) fn before(&self) -> Memory {
        let mut memories = self.chain.memories.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(memory) = memories.remove(&self.number) {
                return memory;
            }
            memories = self.chain.arrived.wait(memories).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Leaves `memory` for the next block.
    pub(crate) fn end(mut self, memory: Memory) {
        self.memory = memory;
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let memory = std::mem::take(&mut self.memory);
        let mut memories = self.chain.memories.lock().unwrap_or_else(PoisonError::into_inner);
        // What the first block of the next file does not ask for goes with this.
        memories.remove(&self.number);
        memories.insert(self.number + 1, memory);
        self.chain.arrived.notify_all();
    }
}
