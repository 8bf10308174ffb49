//! The keys of designations by a hash of them, for texts that are looked up whole: one read finds the
//! key that a text may be, where a walk through the automaton takes one for each
//! character.
//!
//! A table of places of keys, each in the first free slot from the one that its hash
//! says; 0 is a free slot. A slot says where the characters of the key and its postings
//! begin, so that both are read at once and not one after the other, and has bits of the
//! hash, so that another key is seldom looked at. The hash is of the characters and not
//! of their codes, which only a text that is a key is asked for.
//!
//! The lowest bits of a slot are how many characters the key has, then as many as the
//! number of its first posting needs, as many as the place of its first character, and
//! the rest are of the hash: few, since the length tells most keys apart, too. A slot has
//! as many bytes as that takes, and behind the last one there are so many zeros that
//! eight bytes can be read where any slot begins. A longer key than those bits can count is in no slot, and
//! the automaton finds it; and so it is with all keys of a lexicon whose places would
//! fill a slot.

use crate::automaton::Alphabet;
use crate::fold::Letter;
use crate::format::{Section, Tables, read_u64};
use crate::segments::mixed;

/// Bits of a slot that count characters.
const LENGTH_BITS: u32 = 6;

/// Bits of the hash that a slot has at least.
const TAG_BITS: u32 = 5;

/// Bytes that are read where a slot begins.
const READ: usize = 8;

/// Characters that a key in the slots has at most.
pub(crate) const LONGEST: usize = (1 << LENGTH_BITS) - 1;

/// How many slots there are for so many keys.
pub(crate) const fn count(keys: usize) -> usize {
    keys + keys / 3 + 1
}

/// The hash of a key of so many characters.
#[inline]
pub(crate) fn hash(length: usize, characters: impl Iterator<Item = u32>) -> u64 {
    let add = |hash: u64, character: u32| (hash ^ u64::from(character)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed(characters.fold(length as u64, add))
}

/// The first slot, of so many, where the key of this hash may be: the place of the low
/// half among all numbers of 32 bits.
pub(crate) const fn first(hash: u64, slots: usize) -> usize {
    ((hash & 0xFFFF_FFFF).wrapping_mul(slots as u64) >> 32) as usize
}

/// Where the characters of a key begin, and its postings: their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) character: u32,
    pub(crate) posting: u32,
}

/// How a slot is divided.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    posting_bits: u32,
    character_bits: u32,
    /// Bytes.
    size: usize,
}

impl Shape {
    /// That of a lexicon with so many postings, and characters of keys, if there is one.
    pub(crate) fn of(postings: usize, characters: usize) -> Option<Shape> {
        let bits = |count: usize| usize::BITS - count.leading_zeros();
        let (posting_bits, character_bits) = (bits(postings), bits(characters));
        let size = (LENGTH_BITS + posting_bits + character_bits + TAG_BITS).div_ceil(8) as usize;
        let fits = size <= READ && posting_bits <= 32 && character_bits <= 32;
        fits.then_some(Shape { posting_bits, character_bits, size })
    }

    /// Bytes of so many slots.
    pub(crate) const fn bytes(self, slots: usize) -> usize {
        slots * self.size + READ - self.size
    }

    /// The bytes of a slot.
    pub(crate) fn write(self, slot: u64) -> impl Iterator<Item = u8> {
        slot.to_le_bytes().into_iter().take(self.size)
    }

    /// How many slots there are in so many bytes.
    const fn count(self, bytes: usize) -> usize {
        (bytes + self.size).saturating_sub(READ) / self.size
    }

    /// The bits that a slot has.
    const fn bits(self) -> u64 {
        u64::MAX >> (64 - 8 * self.size)
    }

    const fn tag_shift(self) -> u32 {
        LENGTH_BITS + self.posting_bits + self.character_bits
    }

    /// What a slot has beside the place of a key: its hash, and its length, which is not 0.
    const fn tag(self, hash: u64, length: usize) -> u64 {
        (hash >> 32 << self.tag_shift() | length as u64) & self.bits()
    }

    /// The slot of a key.
    pub(crate) const fn slot(self, hash: u64, length: usize, place: Place) -> u64 {
        self.tag(hash, length)
            | (place.posting as u64) << LENGTH_BITS
            | (place.character as u64) << (LENGTH_BITS + self.posting_bits)
    }

    /// The bits of a slot that are the place of a key.
    const fn place_bits(self) -> u64 {
        (1 << self.tag_shift()) - (1 << LENGTH_BITS)
    }

    fn place(self, slot: u64) -> Option<Place> {
        let bits = (slot & self.place_bits()) >> LENGTH_BITS;
        let posting = u32::try_from(bits & ((1 << self.posting_bits) - 1)).ok()?;
        Some(Place { character: u32::try_from(bits >> self.posting_bits).ok()?, posting })
    }
}

/// The slots of an opened lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slots<'l> {
    tables: Tables<'l>,
    alphabet: Alphabet<'l>,
    slots: &'l [u8],
    characters: &'l [u8],
    shape: Option<Shape>,
}

impl<'l> Slots<'l> {
    #[inline]
    pub(crate) fn new(tables: Tables<'l>) -> Slots<'l> {
        let [slots, characters, postings] =
            [Section::Slots, Section::Characters, Section::Postings].map(|section| tables.section(section));
        let shape = Shape::of(
            postings.len() / Section::Postings.record(),
            characters.len() / Section::Characters.record(),
        );
        Slots { tables, alphabet: Alphabet::new(tables), slots, characters, shape }
    }

    /// The place of the key that is these letters.
    pub(crate) fn place<T: Letter>(self, letters: &[T]) -> Option<Place> {
        let Some(shape) = self.shape.filter(|_| letters.len() <= LONGEST && !self.slots.is_empty()) else {
            return self.walk(letters);
        };
        let count = shape.count(self.slots.len());
        let hash = hash(letters.len(), letters.iter().map(Letter::code));
        let wanted = shape.tag(hash, letters.len());
        let mut at = first(hash, count) * shape.size;
        // A sound table has free slots everywhere.
        for _ in 0..count {
            let slot = read_u64(self.slots, at)? & shape.bits();
            if slot & !shape.place_bits() == wanted
                && let Some(place) = shape.place(slot)
                && self.is_same(place.character, letters)
            {
                return Some(place);
            }
            if slot == 0 {
                return None;
            }
            at += shape.size;
            if at + READ > self.slots.len() {
                at = 0;
            }
        }
        None
    }

    /// Whether these letters are the characters from number `first` on.
    fn is_same<T: Letter>(self, first: u32, letters: &[T]) -> bool {
        let size = Section::Characters.record();
        let start = (first as usize).saturating_mul(size);
        let written =
            self.characters.get(start..start.saturating_add(letters.len() * size)).unwrap_or_default();
        let (codes, _) = written.as_chunks();
        let agree =
            |(code, letter): (&[u8; 2], &T)| u16::from_le_bytes(*code) == self.alphabet.code(letter.code());
        codes.len() == letters.len() && codes.iter().zip(letters).all(agree)
    }

    /// The same as [`Slots::place`], by the automaton.
    #[cold]
    fn walk<T: Letter>(self, letters: &[T]) -> Option<Place> {
        let keys = self.tables.automaton();
        let codes: Vec<u16> = letters.iter().map(|letter| self.alphabet.code(letter.code())).collect();
        let entry = keys.entry(keys.get(&codes)?)?;
        Some(Place { character: entry.characters.0, posting: entry.postings.0 })
    }
}
