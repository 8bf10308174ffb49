//! Making the table of keys by their hash: see `src/slots.rs`.

use super::file::File;
use super::index::Index;
use crate::format::Section;
use crate::slots::{LONGEST, Place, Shape, count, first, hash};

/// Writes the section of slots.
pub(super) fn write(index: &Index<'_>, file: &mut File) {
    let Index { codes: keys, alphabet, is_named, postings: ends, .. } = index;
    let postings = ends.last().map_or(0, |&end| end as usize);
    let Some(shape) = Shape::of(postings, keys.codes.len()) else {
        file.section(Section::Slots, 0);
        return;
    };
    // What has postings of cues alone is nobody's name.
    let has_slot = |&(key, is_named): &(usize, bool)| is_named && keys.key(key).len() <= LONGEST;
    let named = || (0..keys.len()).zip(is_named.iter().copied());
    let short = named().filter(has_slot).count();
    let mut slots = vec![0_u64; count(short)];
    let characters = alphabet.characters();
    let character = |&code: &u16| characters.get(usize::from(code)).copied().unwrap_or(0);
    let mut place = Place { character: 0, posting: 0 };
    // Slots lie anywhere, and those of some keys are waited for at the same time.
    let mut batch: Vec<(usize, u64)> = Vec::with_capacity(BATCH);
    for (key, &end) in named().zip(ends) {
        let codes = keys.key(key.0);
        if has_slot(&key) {
            let hash = hash(codes.len(), codes.iter().map(character));
            batch.push((first(hash, slots.len()), shape.slot(hash, codes.len(), place)));
            if batch.len() == BATCH {
                batch.drain(..).for_each(|slot| fill(&mut slots, slot));
            }
        }
        // That there are so many characters at most is known.
        place.character = place.character.saturating_add(u32::try_from(codes.len()).unwrap_or(u32::MAX));
        place.posting = end;
    }
    batch.into_iter().for_each(|slot| fill(&mut slots, slot));
    let size = shape.bytes(slots.len());
    let section = file.section(Section::Slots, size);
    let end = section.len() + size;
    slots.iter().for_each(|&slot| section.extend(shape.write(slot)));
    section.resize(end, 0);
}

/// Keys whose hashes are made before their slots are filled.
const BATCH: usize = 64;

/// Puts a slot into the first place from the one given that is free.
fn fill(slots: &mut [u64], (first, slot): (usize, u64)) {
    let (before, behind) = slots.split_at_mut_checked(first).unwrap_or_default();
    if let Some(free) = behind.iter_mut().chain(before).find(|slot| **slot == 0) {
        *free = slot;
    }
}
