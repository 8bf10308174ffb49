//! Consistency of one document: how it uses its short forms and its terms.

use std::collections::{HashMap, HashSet};

use super::Document;
use super::local::{self, Locals};
use super::memory::{short_key, singular};
use super::paragraph::Paragraph;
use crate::concept::Concept;
use crate::definition::RawDefinition;
use crate::designation::{DesignationKind, Frequency, Language};
use crate::fold::{Level, fold};
use crate::span::Span;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What is not consistent in a document.
    FindingKind, "finding" {
        /// A short form is used, and nothing in the document defines it.
        Undefined = 0, "undefined";
        /// A short form is defined again, as something else.
        Redefined = 1, "redefined";
        /// A short form is defined and never used.
        Unused = 2, "unused";
        /// One concept is called by two names of one language.
        TwoEquivalents = 3, "two-equivalents";
    }
}

/// Something that is not consistent in a document. Made by
/// [`Document::check`](crate::Document::check).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Finding<'d, 'l> {
    /// What it is.
    pub kind: FindingKind,
    /// Where: of a short form or a name, its first place, or that of the second
    /// definition. Bytes of the document's text.
    pub span: Span,
    /// The text there.
    pub surface: &'d str,
    /// The other place: the first definition, or the first place of the other name.
    pub other: Option<Span>,
    /// The text at the other place.
    pub other_surface: Option<&'d str>,
    /// The concept, where one is known.
    pub concept: Option<Concept<'l>>,
    /// How often the short form, or the name, stands in the document.
    pub count: usize,
}

impl<'l> Document<'l> {
    /// What is not consistent in the document: short forms that are used and never
    /// defined, defined twice differently, defined and never used; and concepts that are
    /// called by two names of one language. In the order of the places. As good as linear
    /// in the text; a short form that is defined as many different things costs the square
    /// of their number.
    ///
    /// A short form that the lexicon has as the usual name of its concept (DNA, pH), or
    /// that stands for a unit or a symbol, needs no definition.
    ///
    /// ```
    /// use yakugo::{FindingKind, Lexicon};
    /// let lexicon = Lexicon::embedded();
    /// let document = lexicon.document("Cytokine release syndrome (CRS) was seen. ICANS followed.");
    /// let found: Vec<_> = document.check().iter().map(|one| (one.kind, one.surface)).collect();
    /// assert_eq!(found, [(FindingKind::Unused, "CRS"), (FindingKind::Undefined, "ICANS")]);
    /// ```
    #[must_use]
    pub fn check(&self) -> Vec<Finding<'_, 'l>> {
        let definitions: Vec<&RawDefinition> =
            self.paragraphs.iter().flat_map(|paragraph| &paragraph.definitions).collect();
        let uses = self.uses();
        let mut findings = self.definitions_checked(&definitions, &uses);
        findings.extend(self.undefined(&definitions, &uses));
        findings.extend(self.two_equivalents());
        findings.sort_by_key(|finding| (finding.span.start, finding.kind));
        findings
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Where each short form stands, by its key.
    fn uses(&self) -> HashMap<String, Vec<Span>> {
        let mut uses: HashMap<String, Vec<Span>> = HashMap::new();
        let origin = self.knobs.origin.bytes;
        for gloss in self.glosses() {
            let is_short = gloss.definition.is_some()
                || gloss.senses.iter().any(|sense| sense.candidate.designation.is_short_form());
            if is_short {
                let span = Span::new(gloss.span.start - origin, gloss.span.end - origin);
                uses.entry(short_key(gloss.surface)).or_default().push(span);
            }
        }
        uses
    }

    /// Short forms that are defined twice differently, and those never used.
    fn definitions_checked<'d>(
        &'d self,
        definitions: &[&RawDefinition],
        uses: &HashMap<String, Vec<Span>>,
    ) -> Vec<Finding<'d, 'l>> {
        let statements = Statements::of(definitions);
        let mut findings = Vec::new();
        let mut unused: Vec<(String, Finding<'d, 'l>)> = Vec::new();
        let mut earlier: HashMap<String, Vec<&RawDefinition>> = HashMap::new();
        for &raw in definitions {
            let short = singular(self.slice(raw.short), raw.plural);
            let key = short_key(short);
            let concept = raw.concept.map(|index| Concept { tables: self.tables, index });
            let finding = |kind, span, other: Option<Span>, count| Finding {
                kind,
                span,
                surface: self.slice(span),
                other,
                other_surface: other.map(|other| self.slice(other)),
                concept,
                count,
            };
            if let Some(known) = earlier.get_mut(&key) {
                // In two languages it may be defined the same; what agrees with any of
                // those before is no other definition.
                let is_same = |one: &&RawDefinition| one.language == raw.language && !self.differ(one, raw);
                if known.iter().any(is_same) {
                    continue;
                }
                if let Some(other) = known.iter().rev().find(|one| self.differ(one, raw)) {
                    findings.push(finding(FindingKind::Redefined, raw.long, Some(other.long), 2));
                }
                known.push(raw);
                continue;
            }
            let plural = format!("{key}s");
            let is_used = [&key, &plural]
                .into_iter()
                .filter_map(|key| uses.get(key))
                .flatten()
                .any(|&span| !statements.hold(span));
            if !is_used {
                unused.push((key.clone(), finding(FindingKind::Unused, raw.short, Some(raw.long), 0)));
            }
            earlier.insert(key, vec![raw]);
        }
        let standing = self.standing(unused.iter().map(|(key, _)| key.as_str()), &statements);
        findings.extend(unused.into_iter().filter(|(key, _)| !standing.contains(key)).map(|(_, one)| one));
        findings
    }

    /// Which of the short forms stand outside of all statements, also where they are parts
    /// of something longer (CAR in CAR-T).
    fn standing<'k>(&self, keys: impl Iterator<Item = &'k str>, statements: &Statements) -> HashSet<String> {
        let mut locals = Locals::default();
        keys.for_each(|key| locals.insert(key));
        if locals.is_empty() {
            return HashSet::new();
        }
        let places = local::find(&self.text, &locals, &Locals::default(), &[]);
        let outside = places.into_iter().filter(|&span| !statements.hold(span));
        let keys = outside.map(|span| short_key(self.slice(span)));
        // Where a plural stands, its singular is used.
        keys.flat_map(|key| [key.strip_suffix('s').map(str::to_owned), Some(key)]).flatten().collect()
    }

    /// Whether two definitions of a short form say different things: not the same
    /// concept, nor the same words, nor the same in two languages as far as is known.
    fn differ(&self, a: &RawDefinition, b: &RawDefinition) -> bool {
        if a.concept.is_some() && a.concept == b.concept {
            return false;
        }
        let overlap = a.statement.start < b.statement.end && b.statement.start < a.statement.end;
        let unknown = a.concept.is_none() || b.concept.is_none();
        if unknown && (overlap || a.language != b.language) {
            return false;
        }
        let folded = |span: Span| fold(self.slice(span), Level::Spelling);
        folded(a.long) != folded(b.long)
    }

    /// Short forms that are used and nowhere defined.
    fn undefined<'d>(
        &'d self,
        definitions: &[&RawDefinition],
        uses: &HashMap<String, Vec<Span>>,
    ) -> Vec<Finding<'d, 'l>> {
        let defined: HashSet<String> =
            definitions.iter().map(|raw| short_key(singular(self.slice(raw.short), raw.plural))).collect();
        let is_defined = |key: &str| {
            let singular = key.strip_suffix('s').unwrap_or(key);
            defined.contains(key) || defined.contains(singular)
        };
        let mut findings = Vec::new();
        for (key, places) in uses {
            let Some(&span) = places.first().filter(|_| !is_defined(key)) else { continue };
            let surface = self.slice(span);
            let senses = crate::expand::expand(self.tables, surface);
            let is_abbreviation = |kind| kind == DesignationKind::Abbreviation;
            let Some(best) = senses.first().filter(|best| is_abbreviation(best.designation.kind())) else {
                continue;
            };
            // Written out beside it, or everybody knows it.
            let is_usual = senses.iter().any(|sense| {
                let concept = sense.concept();
                let long = [Language::English, Language::Japanese].map(|one| concept.preferred(one));
                long.into_iter().flatten().any(|one| one.is_short_form())
            });
            if is_usual || is_common(key) || best.designation.frequency() == Frequency::Rare {
                continue;
            }
            let concept = (senses.len() == 1).then(|| best.concept());
            findings.push(Finding {
                kind: FindingKind::Undefined,
                span,
                surface,
                other: None,
                other_surface: None,
                concept,
                count: places.len(),
            });
        }
        findings
    }

    /// Concepts that are called by two names of one language.
    fn two_equivalents(&self) -> Vec<Finding<'_, 'l>> {
        let mut names: HashMap<(u32, Language), Vec<Name>> = HashMap::new();
        for paragraph in &self.paragraphs {
            for (concept, language, span) in self.names(paragraph) {
                let key = fold(self.slice(span), Level::Spelling);
                let known = names.entry((concept, language)).or_default();
                match known.iter_mut().find(|(name, ..)| same_word(name, &key)) {
                    Some((_, _, count)) => *count += 1,
                    None => known.push((key, span, 1)),
                }
            }
        }
        let mut findings = Vec::new();
        for ((index, _), known) in names {
            let Some(((_, first, _), others)) = known.split_first() else { continue };
            for (_, span, count) in others {
                findings.push(Finding {
                    kind: FindingKind::TwoEquivalents,
                    span: *span,
                    surface: self.slice(*span),
                    other: Some(*first),
                    other_surface: Some(self.slice(*first)),
                    concept: Some(Concept { tables: self.tables, index }),
                    count: *count,
                });
            }
        }
        findings
    }

    /// The terms of a paragraph that mean one thing: concept, language, and bytes of the
    /// document.
    fn names(&self, paragraph: &Paragraph) -> Vec<(u32, Language, Span)> {
        let mut names = Vec::new();
        for resolved in &paragraph.glosses {
            let mut designations = resolved.hit.designations(self.tables).peekable();
            let Some(first) = designations.peek().copied() else { continue };
            let is_one = resolved.hit.suffix.is_none()
                && designations.all(|one| {
                    one.concept() == first.concept()
                        && one.kind() == DesignationKind::Term
                        && one.language() == first.language()
                });
            if is_one {
                let span = Span::new(
                    resolved.span.start + paragraph.span.start,
                    resolved.span.end + paragraph.span.start,
                );
                names.push((first.concept().index, first.language(), span));
            }
        }
        names
    }
}

/// The stretches in which a text defines, apart and ascending.
struct Statements(Vec<Span>);

impl Statements {
    fn of(definitions: &[&RawDefinition]) -> Statements {
        let mut spans: Vec<Span> = definitions.iter().flat_map(|one| [one.statement, one.short]).collect();
        spans.sort_unstable();
        let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match apart.last_mut().filter(|last| span.start < last.end) {
                Some(last) => last.end = last.end.max(span.end),
                None => apart.push(span),
            }
        }
        Statements(apart)
    }

    /// Whether `span` stands in one.
    fn hold(&self, span: Span) -> bool {
        let after = self.0.partition_point(|one| one.end <= span.start);
        self.0.get(after).is_some_and(|one| one.contains(span))
    }
}

/// A folded name, its first place, and how often it stands.
type Name = (String, Span, usize);

/// Short forms that nobody defines; 米FDA is FDA.
fn is_common(key: &str) -> bool {
    matches!(
        key.trim_start_matches(|c: char| !c.is_ascii()),
        "DNA"
            | "RNA"
            | "CT"
            | "MRI"
            | "USA"
            | "US"
            | "EU"
            | "UK"
            | "pH"
            | "HIV"
            | "AIDS"
            | "QOL"
            | "PDF"
            | "WHO"
            | "FDA"
            | "EMA"
            | "PMDA"
            | "COVID-19"
            | "SD"
            | "CI"
            | "IV"
            | "SC"
            | "IM"
            | "ID"
            | "mRNA"
            | "PCR"
    )
}

/// Whether two folded names are one, but for a plural or for what a name has behind it
/// in full: blinatumomab (genetical recombination).
fn same_word(a: &str, b: &str) -> bool {
    let full = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.starts_with(['(', ' ']) && rest.ends_with(')'))
    };
    let plural = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| matches!(rest, "s" | "es"))
            || long.strip_suffix("ies").is_some_and(|stem| short.strip_suffix('y') == Some(stem))
            || long.strip_suffix("es").is_some_and(|stem| short.strip_suffix("is") == Some(stem))
    };
    a == b || plural(a, b) || plural(b, a) || full(a, b) || full(b, a)
}

#[cfg(feature = "serde")]
impl serde::Serialize for Finding<'_, '_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("Finding", 8)?;
        fields.serialize_field("finding", &self.kind)?;
        fields.serialize_field("start", &self.span.start)?;
        fields.serialize_field("end", &self.span.end)?;
        fields.serialize_field("surface", self.surface)?;
        fields.serialize_field("other", &self.other)?;
        fields.serialize_field("other_surface", &self.other_surface)?;
        fields.serialize_field("concept", &self.concept.map(Concept::id))?;
        fields.serialize_field("count", &self.count)?;
        fields.end()
    }
}
