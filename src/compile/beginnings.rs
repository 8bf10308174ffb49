//! Making the bits for what keys begin with: see `src/automaton.rs`.

use super::alphabet::Coded;
use super::file::File;
use crate::automaton::Beginnings;
use crate::format::Section;

/// Writes the section of beginnings: some 8 to 16 bits for each, so that about one in
/// twelve of what begins no key is taken for a beginning.
pub(super) fn write(keys: &Coded, file: &mut File) {
    let start = |number: usize| {
        let key = keys.key(number);
        key.get(..key.len().min(4)).unwrap_or_default()
    };
    // Equal ones stand together, as the keys are sorted.
    let distinct = (0..keys.len()).filter(|&number| number == 0 || start(number) != start(number - 1)).count();
    let mut bits = vec![0_u8; distinct.next_power_of_two().max(8)];
    let mask = bits.len() - 1;
    for hash in (0..keys.len()).flat_map(|number| Beginnings::hashes(keys.key(number))) {
        let (byte, bit) = Beginnings::place(mask, hash);
        if let Some(bits) = bits.get_mut(byte) {
            *bits |= bit;
        }
    }
    file.section(Section::Beginnings, bits.len()).extend(bits);
}
