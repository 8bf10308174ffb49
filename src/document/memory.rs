//! What a document has said up to a place.

use core::hash::{BuildHasherDefault, Hasher};
use std::collections::{HashMap, HashSet};

use super::context;
use super::local::Locals;
use super::paragraph::Paragraph;
use crate::definition::{DefinitionForm, RawDefinition};
use crate::designation::Language;
use crate::expand::expand;
use crate::fold::{Level, Scratch, flag, fold_into};
use crate::format::Tables;
use crate::span::Span;

/// What was said before a place: the definitions in force there, and what speaks for
/// the senses of short forms. Made by [`Document::memory`](crate::Document::memory), for
/// another document of the same lexicon that goes on with it.
///
/// Takes memory with the number of short forms defined and of concepts named, not with
/// the length of the text.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// By the short form, folded but for its capitals.
    definitions: HashMap<String, Vec<Remembered>>,
    /// Those that the lexicon does not have.
    locals: Locals,
    /// What earlier paragraphs add to senses.
    tallies: HashMap<u32, f64, BuildHasherDefault<Spread>>,
    named: HashSet<u32, BuildHasherDefault<Spread>>,
}

/// A definition without the text that it stands in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Remembered {
    pub(super) short: String,
    pub(super) long: String,
    pub(super) language: Language,
    pub(super) form: DefinitionForm,
    pub(super) concept: Option<u32>,
    /// Bytes, counted as in the output.
    pub(super) short_span: Span,
    pub(super) long_span: Span,
    pub(super) statement: Span,
}

impl Memory {
    /// Takes in what a paragraph says of senses; its definitions go by themselves.
    pub(super) fn learn(&mut self, paragraph: &Paragraph) {
        let mut objects: Vec<(u32, f64)> = Vec::new();
        for pointers in paragraph.pointers.chunk_by(|a, b| a.sense() == b.sense()) {
            let Some(sense) = pointers.first().map(|one| one.sense()) else { continue };
            // What speaks for a sense several times in a paragraph counts once, by the most
            // that it says.
            objects.clear();
            objects.extend(pointers.iter().map(|one| (one.object, one.weight())));
            objects.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            objects.dedup_by_key(|&mut (object, _)| object);
            let weight: f64 = objects.iter().map(|(_, weight)| weight).sum();
            let tally = self.tallies.entry(sense).or_default();
            *tally = (*tally + weight * context::EARLIER).min(context::MOST_EARLIER);
        }
        self.named.extend(&paragraph.named);
    }

    /// Puts a definition of `text` in force, beside those of the same statement and in the
    /// place of any earlier ones. `origin` bytes stand before the text.
    pub(super) fn define(&mut self, tables: Tables<'_>, raw: &RawDefinition, text: &str, origin: usize) {
        let (Some(short), Some(long)) = (text.get(raw.short.range()), text.get(raw.long.range())) else {
            return;
        };
        let shifted = |span: Span| Span::new(span.start + origin, span.end + origin);
        let short = singular(short, raw.plural);
        let one = Remembered {
            short: short.to_owned(),
            long: long.to_owned(),
            language: raw.language,
            form: raw.form,
            concept: raw.concept,
            short_span: shifted(raw.short),
            long_span: shifted(raw.long),
            statement: shifted(raw.statement),
        };
        if is_local(tables, short) {
            self.locals.insert(short);
        }
        let known = self.definitions.entry(short_key(&one.short)).or_default();
        // A（english：B） defines B twice in one statement.
        if known.last().is_some_and(|last| !touches(last.statement, one.statement)) {
            known.clear();
        }
        known.push(one);
    }

    /// The definition in force for a short form as it stands in a text: of those of one
    /// statement, one whose long form the lexicon knows. A plural s may stand behind it.
    pub(super) fn definition(&self, surface: &str) -> Option<&Remembered> {
        if self.definitions.is_empty() {
            return None;
        }
        let key = short_key(surface);
        let known = self.definitions.get(&key).or_else(|| self.definitions.get(key.strip_suffix('s')?))?;
        known.iter().find(|one| one.concept.is_some()).or_else(|| known.first())
    }

    /// The short forms that are defined and that the lexicon does not have.
    pub(super) fn locals(&self) -> &Locals {
        &self.locals
    }

    pub(super) fn tally(&self, sense: u32) -> f64 {
        self.tallies.get(&sense).copied().unwrap_or(0.0)
    }

    /// What the whole document says for a sense.
    pub(super) fn whole(&self, sense: u32) -> f64 {
        self.tally(sense) / context::EARLIER + if self.names(sense) { context::NAMED } else { 0.0 }
    }

    pub(super) fn names(&self, concept: u32) -> bool {
        self.named.contains(&concept)
    }
}

/// Hashes numbers of concepts, which nobody chooses to collide.
#[derive(Clone, Debug, Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u32(byte.into());
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Whether two statements are parts of one.
fn touches(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether the lexicon does not have the short form, in whatever sense, so that no gloss
/// finds it.
pub(super) fn is_local(tables: Tables<'_>, short: &str) -> bool {
    expand(tables, short).is_empty()
}

/// A short form without the s of its plural.
pub(super) fn singular(short: &str, plural: bool) -> &str {
    let last = short.char_indices().next_back().filter(|_| plural);
    last.and_then(|(at, _)| short.get(..at)).unwrap_or(short)
}

/// A short form folded at the form level, its capitals kept.
pub(super) fn short_key(short: &str) -> String {
    if short.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return short.to_owned();
    }
    let mut glyphs = Vec::new();
    fold_into(short, Level::Form, &mut Scratch::default(), &mut glyphs);
    let mut key = String::new();
    for glyph in &glyphs {
        if glyph.has(flag::UPPER) {
            key.extend(glyph.character.to_uppercase());
        } else {
            key.push(glyph.character);
        }
    }
    key
}
