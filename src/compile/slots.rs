//! Making the table of keys by their hash: see `src/slots.rs`.

use super::alphabet::Coded;
use super::file::{File, number, push_u32};
use crate::error::Fault;
use crate::format::Section;
use crate::slots::{count, first, hash, number_bits, slot};

/// Writes the section of slots.
pub(super) fn write(keys: &Coded, file: &mut File) -> Result<(), Fault> {
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
    let section = file.section(Section::Slots, 4 * slots.len());
    slots.iter().for_each(|&slot| push_u32(section, slot));
    Ok(())
}
