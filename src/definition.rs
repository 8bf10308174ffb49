//! Local definitions: how a text says what its own short forms stand for.
//!
//! A text is read paragraph by paragraph ([`Reader`]), over the glyphs of the form
//! level, so that widths, line breaks and divided words are gone before any rule looks.
//! Each file below this one reads one pattern; `reading.rs` judges what may be long for
//! a short form at a place: first the lexicon, then letters (`alignment.rs`), then, in
//! Japanese, the script (`noun.rs`).

mod alignment;
mod bracket;
#[cfg(test)]
mod cost;
mod footnote;
mod knowledge;
mod legend;
mod noun;
mod parts;
mod place;
mod reading;
mod sentence;
mod short_form;
mod word_list;
mod words;

use core::fmt;

use crate::concept::Concept;
use crate::designation::Language;
use crate::fold::script::{class, is_line_break};
use crate::fold::{self, Glyph, Level, Respelling, flag, fold_into};
use crate::format::Tables;
use crate::span::Span;
use crate::vocabulary::vocabulary;

pub(crate) use footnote::Marks;
use knowledge::{Folding, Knowledge, Levels, Spelled};
use legend::Legend;
use noun::Surroundings;
use reading::Reading;

vocabulary! {
    /// How a text writes a definition.
    DefinitionForm, "form of definition" {
        /// The short form is in a bracket behind its long form:
        /// cytokine release syndrome (CRS).
        BracketedShort = 0, "bracketed-short";
        /// The long form is in a bracket behind its short form:
        /// CRS (cytokine release syndrome).
        BracketedLong = 1, "bracketed-long";
        /// The bracket says that the short form is used from here on:
        /// 有害事象（以下「AE」という。）.
        Hereafter = 2, "hereafter";
        /// An item of a list of short forms: AE: adverse event; SAE: …
        Legend = 3, "legend";
        /// A note, whose mark stands behind the short form.
        Footnote = 4, "footnote";
        /// A sentence says so: CRS stands for …; 有害事象をAEと略す.
        Sentence = 5, "sentence";
    }
}

/// A definition that a text gives of one of its short forms. Made by
/// [`Lexicon::definitions`](crate::Lexicon::definitions).
///
/// Spans are in bytes of the text, at character boundaries.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Definition<'l, 't> {
    /// Where the short form stands.
    pub short: Span,
    /// The short form as it stands there, with the s of a plural: irAEs.
    pub short_text: &'t str,
    /// Where the long form stands. A footnote's is not beside its short form.
    pub long: Span,
    /// The long form as it stands there, with its line breaks.
    pub long_text: &'t str,
    /// The language of the long form.
    pub long_language: Language,
    /// Which pattern it was.
    pub form: DefinitionForm,
    /// Byte of the text from which the definition is in force: the end of the statement.
    pub from: usize,
    /// Where the words stand that define: from the long form to the end of the bracket, the
    /// item of a legend, the note.
    pub statement: Span,
    plural: bool,
    tables: Tables<'l>,
    concept: Option<u32>,
}

impl<'l, 't> Definition<'l, 't> {
    /// The short form without the s of a plural: irAEs defines irAE, too. The short form
    /// itself where it is no plural.
    ///
    /// ```
    /// let text = "immune-related adverse events (irAEs)";
    /// let lexicon = yakugo::Lexicon::embedded();
    /// let definition = lexicon.definitions(text)[0];
    /// assert_eq!((definition.short_text, definition.singular()), ("irAEs", "irAE"));
    /// ```
    #[must_use]
    pub fn singular(&self) -> &'t str {
        let last = self.short_text.char_indices().next_back().filter(|_| self.plural);
        last.and_then(|(at, _)| self.short_text.get(..at)).unwrap_or(self.short_text)
    }

    /// The concept of the lexicon that the long form names; one that has the short form
    /// goes before others. None: the text defines something that the lexicon has not.
    #[must_use]
    pub fn concept(&self) -> Option<Concept<'l>> {
        self.concept.map(|index| Concept { tables: self.tables, index })
    }
}

impl fmt::Debug for Definition<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Definition")
            .field("short", &self.short_text)
            .field("long", &self.long_text)
            .field("form", &self.form)
            .field("from", &self.from)
            .field("concept", &self.concept())
            .finish_non_exhaustive()
    }
}

/// Serialises as `{"short","short_text","long","long_text","language","form","from",
/// "statement","concept"}`, spans as `[start, end]`, the concept as its id or null.
#[cfg(feature = "serde")]
impl serde::Serialize for Definition<'_, '_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("Definition", 9)?;
        fields.serialize_field("short", &self.short)?;
        fields.serialize_field("short_text", self.short_text)?;
        fields.serialize_field("long", &self.long)?;
        fields.serialize_field("long_text", self.long_text)?;
        fields.serialize_field("language", &self.long_language)?;
        fields.serialize_field("form", &self.form)?;
        fields.serialize_field("from", &self.from)?;
        fields.serialize_field("statement", &self.statement)?;
        fields.serialize_field("concept", &self.concept().map(Concept::id))?;
        fields.end()
    }
}

/// A definition without its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RawDefinition {
    pub(crate) short: Span,
    pub(crate) plural: bool,
    pub(crate) long: Span,
    pub(crate) language: Language,
    pub(crate) form: DefinitionForm,
    pub(crate) statement: Span,
    pub(crate) concept: Option<u32>,
}

impl RawDefinition {
    /// The definition in the text that it was read from. None where the text is another.
    pub(crate) fn of<'l, 't>(&self, tables: Tables<'l>, text: &'t str) -> Option<Definition<'l, 't>> {
        Some(Definition {
            short: self.short,
            short_text: text.get(self.short.range())?,
            long: self.long,
            long_text: text.get(self.long.range())?,
            long_language: self.language,
            form: self.form,
            from: self.statement.end,
            statement: self.statement,
            plural: self.plural,
            tables,
            concept: self.concept,
        })
    }
}

/// See [`Lexicon::definitions`](crate::Lexicon::definitions).
pub(crate) fn definitions<'l, 't>(tables: Tables<'l>, text: &'t str) -> Vec<Definition<'l, 't>> {
    let mut reader = Reader::default();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let paragraph = rest.get(..paragraph_end(rest)).unwrap_or(rest);
        reader.read(tables, paragraph, at, &mut found);
        at += paragraph.len();
    }
    found.iter().filter_map(|raw| raw.of(tables, text)).collect()
}

/// The longest paragraph, in bytes: offsets of glyphs have 32 bits. A longer one is cut.
const LONGEST_PARAGRAPH: usize = 1 << 30;

/// Where the first paragraph of `text` ends, in bytes: behind the line break that
/// follows the end of a sentence. No definition goes over it, so that what follows
/// changes nothing before. A blank line alone ends none: text copied from a PDF has one
/// after every line.
pub(crate) fn paragraph_end(text: &str) -> usize {
    let mut sentence_ended = false;
    // Behind the last break.
    let mut line = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    let limit = bytes.len().min(LONGEST_PARAGRAPH);
    while let Some(found) = bytes.get(at..limit).and_then(|rest| rest.iter().position(may_begin_break)) {
        at += found;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            at += 1;
            continue;
        };
        let end = at + c.len_utf8();
        at = end;
        if !is_line_break(c) {
            continue;
        }
        // A line of white space alone changes nothing.
        let last = text.get(line..end).and_then(|text| text.trim_end().chars().next_back());
        sentence_ended = match last {
            Some(last) => matches!(last, '.' | '。' | '．' | '!' | '?' | '！' | '？'),
            None => sentence_ended,
        };
        line = end;
        if sentence_ended && !(c == '\r' && text.get(end..).is_some_and(|rest| rest.starts_with('\n'))) {
            return end;
        }
    }
    let mut end = limit;
    while !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

/// Whether a line break may begin with this byte.
fn may_begin_break(&byte: &u8) -> bool {
    matches!(byte, b'\n'..=b'\r' | 0xC2 | 0xE2)
}

/// Reads definitions paragraph by paragraph, with memory that is used again, and the
/// marks that wait for their footnotes.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    scratch: fold::Scratch,
    form: Vec<Glyph>,
    spelling: Respelling,
    places: Vec<u32>,
    partners: Vec<u32>,
    stack: Vec<u32>,
    folding: Folding,
    parts: Vec<bracket::Part>,
    marks: Marks,
}

impl Reader {
    /// The marks that wait for their notes.
    pub(crate) fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Goes on with what waited when a paragraph began.
    pub(crate) fn resume(&mut self, marks: Marks) {
        self.marks = marks;
    }

    /// Appends the definitions in `paragraph`, which begins at byte `origin` of the text,
    /// in the order in which they get in force. Linear in it.
    pub(crate) fn read(
        &mut self,
        tables: Tables<'_>,
        paragraph: &str,
        origin: usize,
        found: &mut Vec<RawDefinition>,
    ) {
        fold_into(paragraph, Level::Form, &mut self.scratch, &mut self.form);
        let Reader { form, spelling, places, partners, stack, folding, parts, marks, .. } = self;
        folding.forget();
        place::find(form, places);
        pair(form, places, stack, partners);
        let first = found.len();
        let spelled = Spelled::new(core::mem::take(spelling));
        let levels = Levels { form, spelling: &spelled };
        let around = Surroundings { text: paragraph, levels, knowledge: Knowledge::new(tables) };
        let mut reading = Reading { around, partners, folding, parts, found, origin };
        let mut legend = Legend::default();
        for at in places.iter().map(|&place| place as usize) {
            let Some(glyph) = form.get(at) else { break };
            let line = begins_line(form, at);
            if line {
                marks.read(&mut reading, at);
            }
            match glyph.character {
                '(' | '[' | '〔' => {
                    let short = bracket::read(&mut reading, at);
                    if let (Some(short), Some(close)) = (short, reading.partner(at)) {
                        marks.note(&reading, close + 1, short);
                    }
                }
                _ if glyph.is(class::WORD) || line => legend.read(&mut reading, at),
                _ => {}
            }
            sentence::read(&mut reading, at);
            marks.note_bare(&reading, at);
        }
        *spelling = spelled.into_memory();
        let added = found.get_mut(first..).unwrap_or_default();
        // Without a buffer; no two definitions share both spans.
        added.sort_unstable_by_key(|raw| (raw.statement.end, raw.long.start, raw.short.start));
    }
}

/// Whether a line, or a column, begins with glyph `at`.
fn begins_line(glyphs: &[Glyph], at: usize) -> bool {
    let breaks = |glyph: &Glyph| glyph.has(flag::LINE | flag::UNBRIDGEABLE);
    match (glyphs.get(at), at.checked_sub(1).and_then(|before| glyphs.get(before))) {
        // A line break between Latin words is in the space between them.
        (Some(glyph), Some(before)) => {
            glyph.character != ' ' && (breaks(glyph) || before.character == ' ' && breaks(before))
        }
        (Some(_), None) => true,
        _ => false,
    }
}

/// Finds the partners of brackets, all of which are among `places`. One that none closes
/// before a gap that no term goes over has none.
fn pair(glyphs: &[Glyph], places: &[u32], stack: &mut Vec<u32>, partners: &mut Vec<u32>) {
    partners.clear();
    partners.resize(glyphs.len(), u32::MAX);
    stack.clear();
    for &place in places {
        let Some(glyph) = glyphs.get(place as usize) else { return };
        if glyph.has(flag::UNBRIDGEABLE) && glyph.has(flag::LINE) {
            stack.clear();
        }
        let open = match glyph.character {
            '(' | '[' | '〔' => {
                stack.push(place);
                continue;
            }
            ')' => '(',
            ']' => '[',
            '〕' => '〔',
            _ => continue,
        };
        let Some(&last) = stack.last() else { continue };
        if glyphs.get(last as usize).is_some_and(|glyph| glyph.character == open) {
            stack.pop();
            for (from, to) in [(last, place), (place, last)] {
                if let Some(slot) = partners.get_mut(from as usize) {
                    *slot = to;
                }
            }
        }
    }
}
