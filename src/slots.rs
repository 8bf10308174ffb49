//! The keys by a hash of them, for texts that are looked up whole: one read finds the
//! key that a text may be, where a walk through the automaton takes one for each
//! character.
//!
//! A table of numbers of keys, each in the first free slot from the one that its hash
//! says. Beside the number stand bits of the hash, so that another key is seldom looked
//! at; 0 is a free slot.

use crate::automaton::Automaton;
use crate::format::{Section, Tables, read_u16, read_u32};
use crate::segments::{add, key_bits, mixed, tag};

/// How many slots there are for so many keys.
pub(crate) const fn count(keys: usize) -> usize {
    keys + keys / 3 + 1
}

/// The hash of a key.
pub(crate) fn hash(codes: &[u16]) -> u64 {
    mixed(codes.iter().fold(codes.len() as u64, |hash, &code| add(hash, code)))
}

/// The first slot, of so many, where the key of this hash may be: the place of the low
/// half among all numbers of 32 bits.
pub(crate) const fn first(hash: u64, slots: usize) -> usize {
    ((hash & 0xFFFF_FFFF).wrapping_mul(slots as u64) >> 32) as usize
}

/// What the slot of a key holds. The number counts from 1.
pub(crate) const fn slot(key: u32, hash: u64, bits: u32) -> u32 {
    (key + 1) | tag(hash, bits)
}

/// Bits of a slot that are a number, where there are so many keys.
pub(crate) const fn number_bits(keys: u32) -> u32 {
    key_bits(keys.saturating_add(1))
}

/// The slots of an opened lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slots<'l> {
    keys: Automaton<'l>,
    slots: &'l [u8],
    bits: u32,
}

impl<'l> Slots<'l> {
    pub(crate) fn new(tables: Tables<'l>, keys: Automaton<'l>) -> Slots<'l> {
        Slots { keys, slots: tables.section(Section::Slots), bits: number_bits(keys.key_count()) }
    }

    /// The key that is these codes.
    pub(crate) fn key(self, codes: &[u16]) -> Option<u32> {
        let hash = hash(codes);
        let mask = if self.bits >= 32 { u32::MAX } else { (1 << self.bits) - 1 };
        let wanted = tag(hash, self.bits);
        let count = self.slots.len() / Section::Slots.record();
        let from = first(hash, count);
        let is_key = |key: &u32| {
            let entry = self.keys.entry(*key);
            entry.is_some_and(|entry| is_same(self.keys.characters(entry), codes))
        };
        // A sound table has free slots everywhere.
        (from..count)
            .chain(0..from)
            .map_while(|at| read_u32(self.slots, at * 4).filter(|&slot| slot != 0))
            .filter(|slot| slot & !mask == wanted)
            .filter_map(|slot| (slot & mask).checked_sub(1))
            .find(is_key)
    }
}

fn is_same(bytes: &[u8], codes: &[u16]) -> bool {
    let agree = |(bytes, code): (&[u8], &u16)| read_u16(bytes, 0) == Some(*code);
    bytes.len() == 2 * codes.len() && bytes.chunks_exact(2).zip(codes).all(agree)
}
