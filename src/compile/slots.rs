//! Making the table of keys by their hash: see `src/slots.rs`.

use super::automaton::Keys;
use super::write::number;
use crate::error::Fault;
use crate::slots::{count, first, hash, number_bits, slot};

/// The section of slots.
pub(super) fn write(keys: &Keys) -> Result<Vec<u8>, Fault> {
    let mut slots = vec![0_u32; count(keys.len())];
    let bits = number_bits(number("keys", keys.len())?);
    for (key, index) in (0..keys.len()).zip(0_u32..) {
        let hash = hash(keys.key(key));
        let from = first(hash, slots.len());
        let (before, behind) = slots.split_at_mut(from);
        let free = behind.iter_mut().chain(before).find(|slot| **slot == 0);
        if let Some(free) = free {
            *free = slot(index, hash, bits);
        }
    }
    Ok(slots.iter().flat_map(|slot| slot.to_le_bytes()).collect())
}
