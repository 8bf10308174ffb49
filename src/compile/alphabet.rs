//! Codes for the characters of the keys, and the keys in these codes.

use crate::automaton::ALPHABET_BLOCK;
use crate::error::Fault;

/// Characters that the first stage of the alphabet covers: all of Unicode.
const FIRST_STAGE: usize = 0x11_0000 / ALPHABET_BLOCK;

/// Codes of two bytes: the distinct characters that keys may have.
const MAX_CODES: usize = 0xFFFE;

/// The codes of characters: the most frequent one has 1.
pub(super) struct Alphabet {
    /// For each block of characters, which of `codes` it is, from 1; 0 for none.
    blocks: Vec<u16>,
    codes: Vec<[u16; ALPHABET_BLOCK]>,
}

/// How often characters occur.
#[derive(Default)]
pub(super) struct Counts {
    /// As the blocks of an [`Alphabet`].
    blocks: Vec<u16>,
    counts: Vec<[u32; ALPHABET_BLOCK]>,
}

impl Counts {
    /// Counts the characters of a key; gives how many there are.
    pub(super) fn add(&mut self, key: &str) -> usize {
        let mut characters = 0;
        for c in key.chars() {
            let (block, place) = (c as usize / ALPHABET_BLOCK, c as usize % ALPHABET_BLOCK);
            let known = self.blocks.get(block).copied().unwrap_or(0);
            let known = if known == 0 { self.new_block(block) } else { known };
            let counts = self.counts.get_mut(usize::from(known).wrapping_sub(1));
            if let Some(count) = counts.and_then(|counts| counts.get_mut(place)) {
                *count = count.saturating_add(1);
            }
            characters += 1;
        }
        characters
    }

    /// Adds what another one has counted.
    pub(super) fn append(&mut self, other: Counts) {
        for (block, number) in other.blocks.into_iter().enumerate().filter(|&(_, number)| number > 0) {
            let known = self.blocks.get(block).copied().unwrap_or(0);
            let known = if known == 0 { self.new_block(block) } else { known };
            let counts = self.counts.get_mut(usize::from(known).wrapping_sub(1)).into_iter().flatten();
            let more = other.counts.get(usize::from(number).wrapping_sub(1)).into_iter().flatten();
            counts.zip(more).for_each(|(count, more)| *count = count.saturating_add(*more));
        }
    }

    #[cold]
    fn new_block(&mut self, block: usize) -> u16 {
        self.blocks.resize(FIRST_STAGE, 0);
        self.counts.push([0; ALPHABET_BLOCK]);
        let number = u16::try_from(self.counts.len()).unwrap_or(0);
        if let Some(slot) = self.blocks.get_mut(block) {
            *slot = number;
        }
        number
    }
}

impl Alphabet {
    pub(super) fn of(counts: Counts) -> Result<Alphabet, Fault> {
        let Counts { mut blocks, counts } = counts;
        blocks.resize(FIRST_STAGE, 0);
        let mut characters: Vec<(core::cmp::Reverse<u32>, usize)> = Vec::new();
        for (number, &block) in blocks.iter().enumerate() {
            let counts = counts.get(usize::from(block).wrapping_sub(1)).into_iter().flatten();
            let counted = (number * ALPHABET_BLOCK..).zip(counts).filter(|&(_, &count)| count > 0);
            characters.extend(counted.map(|(character, &count)| (core::cmp::Reverse(count), character)));
        }
        if characters.len() > MAX_CODES {
            return Err(super::too_many("distinct characters in keys", characters.len(), MAX_CODES));
        }
        characters.sort_unstable();
        // The blocks came in the order of the texts; now in that of the characters.
        for (slot, number) in blocks.iter_mut().filter(|slot| **slot != 0).zip(1..) {
            *slot = number;
        }
        let mut alphabet = Alphabet { codes: vec![[0; ALPHABET_BLOCK]; counts.len()], blocks };
        for (code, (_, character)) in (1..).zip(characters) {
            if let Some(slot) = alphabet.slot(character) {
                *slot = code;
            }
        }
        Ok(alphabet)
    }

    fn slot(&mut self, character: usize) -> Option<&mut u16> {
        let block = self.blocks.get(character / ALPHABET_BLOCK)?;
        self.codes.get_mut(usize::from(*block).wrapping_sub(1))?.get_mut(character % ALPHABET_BLOCK)
    }

    pub(super) fn code(&self, c: char) -> u16 {
        let block = self.blocks.get(c as usize / ALPHABET_BLOCK).copied().unwrap_or(0);
        let codes = self.codes.get(usize::from(block).wrapping_sub(1));
        codes.and_then(|codes| codes.get(c as usize % ALPHABET_BLOCK)).copied().unwrap_or(0)
    }

    /// The characters by their codes, as numbers.
    pub(super) fn characters(&self) -> Vec<u32> {
        let mut characters = vec![0; 1 << 16];
        for (first, &block) in (0_u32..).step_by(ALPHABET_BLOCK).zip(&self.blocks) {
            let codes = usize::from(block).checked_sub(1).and_then(|block| self.codes.get(block));
            for (character, &code) in (first..).zip(codes.into_iter().flatten()) {
                if let Some(place) = characters.get_mut(usize::from(code)) {
                    *place = character;
                }
            }
        }
        characters
    }

    /// How many numbers the first stage has.
    pub(super) fn first_stage(&self) -> usize {
        self.blocks.iter().rposition(|&block| block != 0).map_or(0, |last| last + 1)
    }

    /// The two stages, as `format.rs` describes them.
    pub(super) fn section(&self) -> Vec<u8> {
        let blocks = self.blocks.iter().take(self.first_stage()).copied();
        let codes = [0; ALPHABET_BLOCK].into_iter().chain(self.codes.iter().flatten().copied());
        blocks.chain(codes).flat_map(u16::to_le_bytes).collect()
    }
}

/// The codes of every key, one after the other.
pub(super) struct Coded {
    pub(super) codes: Vec<u16>,
    /// Where each key begins; one more for the end.
    starts: Vec<u32>,
}

impl Coded {
    /// Room for so many keys, and codes in all.
    pub(super) fn with_capacity(keys: usize, codes: usize) -> Coded {
        let mut starts = Vec::with_capacity(keys + 1);
        starts.push(0);
        Coded { codes: Vec::with_capacity(codes), starts }
    }

    /// Adds a key.
    pub(super) fn push(&mut self, codes: impl Iterator<Item = u16>) -> Result<(), Fault> {
        self.codes.extend(codes);
        self.starts.push(super::file::number("characters of keys", self.codes.len())?);
        Ok(())
    }

    pub(super) fn key(&self, number: usize) -> &[u16] {
        let at = |index: usize| self.starts.get(index).map_or(0, |&start| start as usize);
        self.codes.get(at(number)..at(number + 1)).unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Of the sorted keys of `range`, where those end that have `code` at `depth`
    /// as the first of them has: looked for in growing steps, since most are few
    /// and some are most of a lexicon.
    pub(super) fn end_of(&self, code: u16, depth: usize, range: core::ops::Range<usize>) -> usize {
        let agrees = |key: usize| key < range.end && self.key(key).get(depth) == Some(&code);
        let (mut known, mut step) = (range.start, 1);
        while agrees(known + step) {
            known += step;
            step *= 2;
        }
        while step > 1 {
            step /= 2;
            if agrees(known + step) {
                known += step;
            }
        }
        known + 1
    }
}
