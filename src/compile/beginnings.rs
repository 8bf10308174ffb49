//! Making the bits for what keys begin with: see `src/beginnings.rs`.

use super::alphabet::{Alphabet, Coded};
use super::file::File;
use crate::beginnings::{Beginning, Beginnings, RUN, pairs};
use crate::format::Section;

/// Writes the section of beginnings: some 8 to 16 bits for each, so that about one in
/// twelve of what begins no key is taken for a beginning. `may_be_small` says of each key
/// whether a text without capitals may mean something by it.
pub(super) fn write(keys: &Coded, alphabet: &Alphabet, may_be_small: &[bool], file: &mut File) {
    let characters = alphabet.characters();
    let beginning = |number: usize| {
        // One more may show that a space is one between words.
        let codes = keys.key(number).iter().take(RUN + 1);
        let character = |&code: &u16| characters.get(usize::from(code)).copied().unwrap_or(0);
        Beginning::of(codes.map(character), may_be_small.get(number).copied().unwrap_or(true))
    };
    // Equal ones stand together, as the keys are sorted.
    let mut hashes: Vec<u32> = Vec::new();
    let mut last = None;
    for number in 0..keys.len() {
        let this = beginning(number);
        if last != Some(this) {
            hashes.extend(this.0);
            last = Some(this);
        }
    }
    hashes.append(&mut all_pairs(keys, &characters));
    let mut bits = vec![0_u8; hashes.len().next_power_of_two().max(8)];
    let mask = bits.len() - 1;
    for hash in hashes {
        let (byte, bit) = Beginnings::place(mask, hash);
        if let Some(bits) = bits.get_mut(byte) {
            *bits |= bit;
        }
    }
    file.section(Section::Beginnings, bits.len()).extend(bits);
}

/// Hashes of pairs that are remembered, so that most are met with but once.
const REMEMBERED: usize = 1 << 14;

/// The hashes of the pairs of all keys, each once.
fn all_pairs(keys: &Coded, characters: &[u32]) -> Vec<u32> {
    let (mut all, mut key) = (Vec::new(), Vec::new());
    let mut remembered = vec![0; REMEMBERED];
    for number in 0..keys.len() {
        key.clear();
        key.extend(
            keys.key(number).iter().map(|&code| characters.get(usize::from(code)).copied().unwrap_or(0)),
        );
        for hash in pairs(&key) {
            let place = remembered.get_mut(hash as usize % REMEMBERED);
            if place.is_some_and(|place| core::mem::replace(place, hash) != hash) {
                all.push(hash);
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}
