//! The suffix by which the JAN marks a recombinant substance. A name with it
//! and the name without it are the same substance.

use crate::concept::Kind;
use crate::designation::Designation;
use crate::fold::Glyph;

/// The suffixes as both levels fold them. 組み換え and 組換え are one at the
/// spelling level only, so that both stand here.
const SUFFIXES: [&str; 3] = ["(遺伝子組換え)", "(遺伝子組み換え)", "(genetical recombination)"];

/// Whether a name of this designation may take the suffix.
pub(crate) fn fits(designation: Designation<'_>) -> bool {
    designation.concept().kind() == Kind::Drug
}

/// How a suffix and the glyphs at a place agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A suffix of so many glyphs.
    Suffix(usize),
    /// The glyphs end before a suffix could.
    CutOff,
    /// None.
    No,
}

/// Reads a suffix at the beginning of `glyphs`.
pub(crate) fn read(glyphs: &[Glyph]) -> Reading {
    for suffix in SUFFIXES {
        let length = suffix.chars().count();
        let agreeing =
            glyphs.iter().zip(suffix.chars()).take_while(|(glyph, c)| glyph.character == *c).count();
        if agreeing == length {
            return Reading::Suffix(length);
        }
        if agreeing == glyphs.len() {
            return Reading::CutOff;
        }
    }
    Reading::No
}

/// The number of glyphs before a suffix that ends them.
pub(crate) fn strip(glyphs: &[Glyph]) -> Option<usize> {
    let open = glyphs.iter().rposition(|glyph| glyph.character == '(').filter(|&open| open > 0)?;
    match read(glyphs.get(open..)?) {
        Reading::Suffix(length) if open + length == glyphs.len() => Some(open),
        _ => None,
    }
}
