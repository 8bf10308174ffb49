//! Excerpts: what a text says at a place, cleaned of what the page did to it.

use core::fmt;
use std::borrow::Cow;

use crate::span::Span;

/// A stretch of a text, and what it reads without the breaks of the page.
///
/// Nothing is added to the text but a space for a line break between two Latin
/// words, and nothing but breaks, control characters and the lines that a page adds
/// (its header, its number) is taken away. Letters keep their width and their
/// capitals.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Excerpt<'t> {
    /// Where it stands, in bytes of the original text.
    pub span: Span,
    pub(super) text: Cow<'t, str>,
}

impl Excerpt<'_> {
    /// The cleaned text. It borrows the original where nothing had to be cleaned.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {}..{}", self.text, self.span.start, self.span.end)
    }
}

/// Serialises as `{"text","start","end"}`, the latter two in bytes.
#[cfg(feature = "serde")]
impl serde::Serialize for Excerpt<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("Excerpt", 3)?;
        fields.serialize_field("text", self.text())?;
        fields.serialize_field("start", &self.span.start)?;
        fields.serialize_field("end", &self.span.end)?;
        fields.end()
    }
}
