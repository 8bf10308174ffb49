//! Bilingual Japanese/English drug-safety terminology.
//!
//! `yakugo` (訳語, the word of a translation; 薬語, the words of medicines) carries a
//! curated lexicon of drugs, reactions, tests, therapies, targets and regulatory
//! terms in one finite-state file, and finds, folds, expands and looks up its
//! terms in real text: typeset with full-width letters, copied out of a PDF with
//! words broken over lines, full of footnote marks and short forms.
//!
//! # Example: gloss a paragraph
//!
//! ```
//! use yakugo::{Language, Lexicon, Passage};
//!
//! let lexicon = Lexicon::embedded();
//! let text = "免疫エフェ\nクター細胞関連神経毒性症候群（ICANS）A が発現した。";
//! for gloss in lexicon.gloss(Passage::new(text).to(Language::English)) {
//!     let best = gloss.candidates().next().unwrap();
//!     let english = best.equivalents().next().unwrap();
//!     println!("{:?} {:?} = {}", gloss.span, gloss.surface, english.text());
//! }
//! let surfaces: Vec<_> = lexicon.gloss(text).map(|gloss| gloss.surface).collect();
//! assert_eq!(surfaces, ["免疫エフェ\nクター細胞関連神経毒性症候群", "ICANS"]);
//! ```
//!
//! # Overview
//!
//! - [`Lexicon`] is opened over any bytes ([`Lexicon::open`]) or comes with the crate
//!   ([`Lexicon::embedded`]). It hands out [`Concept`]s, which have [`Designation`]s.
//! - [`Lexicon::gloss`] finds terms in a text: an iterator of [`Gloss`]es, each with its
//!   span in bytes, UTF-16 units and characters, and with its [`Candidate`]s. The knobs
//!   are on [`Passage`].
//! - [`Lexicon::lookup`] answers a [`Query`]: exactly, folded, or within some edits.
//!   [`Lexicon::complete`] completes a prefix.
//! - [`Lexicon::expand`] says what a short form may stand for; [`Lexicon::definitions`]
//!   what the text itself says that its short forms stand for.
//! - [`fold`] and [`Folded`] make equal what should match, with a map to the original.
//! - [`Lexicon::harvest`] reads the facts that a text states for a curator: drug
//!   blocks, pairs of names, brands, as candidate rows.
//! - [`LexiconBuilder`] compiles your own tables and [`Entry`] values, alone or over
//!   another lexicon.
//!
//! # Example: look a term up
//!
//! ```
//! use yakugo::{Distance, Lexicon, Query};
//!
//! let lexicon = Lexicon::embedded();
//! let found = lexicon.lookup(Query::new("anafylaxis").distance(Distance::Two));
//! assert_eq!(found[0].concept().id(), "reaction/anaphylaxis");
//! assert_eq!(found[0].distance, 2); // a guess, and it says so
//! ```
//!
//! # Example: expand a short form
//!
//! ```
//! use yakugo::{Language, Lexicon};
//!
//! let lexicon = Lexicon::embedded();
//! let senses = lexicon.expand("irAEs");
//! assert_eq!(senses[0].long(Language::Japanese).unwrap().text(), "免疫関連有害事象");
//! ```
//!
//! # Example: your own terms
//!
//! ```
//! use yakugo::{Entry, Language, Lexicon, LexiconBuilder};
//!
//! let mut builder = LexiconBuilder::new();
//! builder.base(&Lexicon::embedded());
//! builder.entry(Entry::new("drug/yakugomab", Language::English, "yakugomab"));
//! builder.entry(Entry::new("drug/yakugomab", Language::Japanese, "ヤクゴマブ"));
//! let lexicon = Lexicon::open(builder.compile()?)?;
//! assert_eq!(lexicon.gloss("ヤクゴマブによるアナフィラキシー").count(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it does not do
//!
//! - It does not translate. It says what a term may mean; an ambiguous short form
//!   keeps all its senses, and choosing is for a person or a later step.
//! - It does not invent. Where no equivalent can be vouched for, there is none, and
//!   what is guessed (a near term) is labelled by its [`Evidence`].
//! - It does not code: there is no MedDRA content in it.
//! - It does not segment Japanese or tag parts of speech. Boundaries are judged by
//!   script, which is what terminology needs and no more.
//!
//! # Costs
//!
//! Opening reads 328 bytes, whatever the size of the file. Glossing is linear in the
//! text and reads it in windows, so memory does not grow with the text, and it does
//! not allocate once it has begun: 20 to 140 MB/s on one processor. A look-up costs a
//! microsecond or less, a fuzzy one a few more, nearly whatever the number of keys.
//! Figures with their data and their peers are in DESIGN.md.
//!
//! # Threads, memory, platforms
//!
//! A lexicon has no locks, caches or global state: share one among any number of
//! threads. The core needs no file system. There is no `unsafe` code in the crate.
//! Searching never fails because of the text, whatever is in it; errors exist for
//! opening ([`OpenError`]) and compiling ([`CompileError`]) only.
//!
//! # Features
//!
//! - `serde`: the public value types serialise; this is the JSON of the `yakugo` tool.
//!
//! # Unicode
//!
//! Folding follows the Unicode version of `unicode-normalization`; its own rules are
//! rows of `data/fold/`, each with its reason.

#![forbid(unsafe_code)]

mod automaton;
mod beginnings;
mod candidate;
mod compile;
mod concept;
mod cue;
mod definition;
mod designation;
mod document;
mod effort;
mod error;
mod expand;
mod fold;
mod format;
mod fuzzy;
mod gloss;
mod harvest;
mod hit;
mod lexicon;
mod lookup;
mod page_line;
mod parting;
mod query;
mod relation;
mod segments;
mod slots;
mod source;
mod span;
mod suffix;
mod transducer;
mod verify;
mod vocabulary;

pub use candidate::{Candidate, Candidates, Equivalents, Evidence};
pub use compile::{Entry, LexiconBuilder};
pub use concept::{Concept, Concepts, Kind, Kinds};
pub use cue::{Cue, CueObject, Strength};
pub use definition::{Definition, DefinitionForm};
pub use designation::{
    CaseRule, Designation, DesignationKind, Designations, Frequency, Language, Nomenclature, Nomenclatures,
    Status,
};
pub use document::{Document, DocumentGloss, DocumentGlosses, Finding, FindingKind, InForce, Memory, Sense};
pub use error::{CompileError, Fault, OpenError, RowError, UnknownWord};
pub use expand::Expansion;
pub use fold::{Folded, Level, fold};
pub use gloss::{Gloss, Glosses, Overlap, Passage, Tail};
pub use harvest::{
    Abbreviation, Brand, CandidateRelation, CandidateRow, DrugClass, DrugRecord, Excerpt, Fact, Harvest,
    Market, MarketStatus, Note, Pair, Standing, Statement,
};
pub use lexicon::{Lexicon, Size};
pub use lookup::Completions;
pub use query::{Distance, Query};
pub use relation::{Related, Relation, Relations};
pub use source::{AllSources, Source, Sources};
pub use span::{Position, Span};

/// The code of README.md compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
