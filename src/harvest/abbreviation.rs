//! Short forms that a text defines for itself.

use super::excerpt::Excerpt;
use super::sheet::Sheet;
use crate::designation::Language;
use crate::span::Span;

/// A short form, and what the text says that it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Abbreviation<'t> {
    /// From the first byte of the two to the last.
    pub span: Span,
    /// The short form.
    pub short: Excerpt<'t>,
    /// The long form.
    pub long: Excerpt<'t>,
    /// The language of the long form.
    pub language: Language,
}

/// Makes facts of definitions: the span of the short form, the span of the long one,
/// and the language of the latter. Spans that are no places in the text are passed over.
///
/// This is where the definitions that another part of the library finds come in.
pub(super) fn join<'t>(
    sheet: &Sheet<'t>,
    definitions: impl IntoIterator<Item = (Span, Span, Language)>,
) -> Vec<Abbreviation<'t>> {
    let read = |(short, long, language): (Span, Span, Language)| {
        let span = Span::new(short.start.min(long.start), short.end.max(long.end));
        let (short, long) = (sheet.at(short)?, sheet.at(long)?);
        let filled = !short.text().is_empty() && !long.text().is_empty();
        filled.then_some(Abbreviation { span, short, long, language })
    };
    definitions.into_iter().filter_map(read).collect()
}
