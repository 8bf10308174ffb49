//! Flags of a posting: what a search must know of a designation to say whether a
//! place in a text agrees with it.

/// The form level leads to the key.
pub(crate) const FORM: u16 = 1;
/// The spelling level leads to the key.
pub(crate) const SPELLING: u16 = 2;
/// The key is that of the plural.
pub(crate) const PLURAL: u16 = 4;
/// The first letter must be a capital.
pub(crate) const INITIAL: u16 = 8;
/// The capitals must be those of the designation.
pub(crate) const EXACT: u16 = 16;
/// It has more than 16 letters, so that the others must be compared, too.
pub(crate) const LONG: u16 = 32;
/// It is an abbreviation or a symbol.
pub(crate) const SHORT_FORM: u16 = 64;
/// It names a drug.
pub(crate) const DRUG: u16 = 128;
/// From this number of a designation on, it is a cue (`src/cue.rs`).
pub(crate) const CUES: u32 = 1 << 31;
/// Letters that have a bit each.
pub(crate) const LETTERS: usize = 16;
/// From this bit on, five bits: how many letters there are, where they are not LONG.
pub(crate) const LETTERS_SHIFT: u32 = 8;
/// The text of the designation is the key, byte for byte.
pub(crate) const AS_KEY: u16 = 1 << 13;
/// It is the last posting of its key.
pub(crate) const LAST: u16 = 1 << 14;

/// Whether a text without capitals may agree with a posting of these flags and capitals.
pub(crate) const fn may_be_small(flags: u16, capitals: u16) -> bool {
    let is_exact = flags & EXACT != 0 && flags & INITIAL == 0;
    flags & (INITIAL | EXACT) == 0 || is_exact && (flags & LONG != 0 || capitals == 0)
}
