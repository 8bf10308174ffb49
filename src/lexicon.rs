//! The lexicon: opened bytes, and what can be asked of them.

use crate::candidate::Candidate;
use crate::concept::{Concept, Concepts};
use crate::cue::Cue;
use crate::definition::{self, Definition};
use crate::designation::Designation;
use crate::document::{self, Document};
use crate::error::OpenError;
use crate::expand::{self, Expansion};
use crate::format::{Layout, Tables};
use crate::gloss::{Glosses, Passage};
use crate::lookup::{self, Completions};
use crate::parting;
use crate::query::Query;
use crate::source::{AllSources, Source};
use crate::verify;

/// The lexicon that the crate carries, compiled from `data/`.
static EMBEDDED: &[u8] = include_bytes!("../data/yakugo.lexicon");

/// A lexicon over any bytes: static ones, a `Vec<u8>`, a memory map.
///
/// Opening reads the header alone: nothing is copied or parsed, so it takes
/// microseconds whatever the size, and touches only the pages that a search
/// needs. A lexicon holds no locks and no caches; one value serves any number
/// of threads.
#[derive(Clone)]
pub struct Lexicon<D = &'static [u8]> {
    bytes: D,
    layout: Layout,
}

impl Lexicon<&'static [u8]> {
    /// The lexicon that the crate carries.
    ///
    /// # Panics
    ///
    /// Never: a test opens and verifies these very bytes.
    ///
    /// ```
    /// let lexicon = yakugo::Lexicon::embedded();
    /// let concept = lexicon.concept("reaction/cytokine-release-syndrome").unwrap();
    /// let ja = concept.preferred(yakugo::Language::Japanese).unwrap();
    /// assert_eq!(ja.text(), "サイトカイン放出症候群");
    /// ```
    #[must_use]
    pub fn embedded() -> Lexicon<&'static [u8]> {
        #[expect(clippy::expect_used, reason = "tests/lexicon_file.rs opens and verifies these bytes")]
        Lexicon::open(EMBEDDED).expect("the embedded lexicon opens")
    }
}

impl<D: AsRef<[u8]>> Lexicon<D> {
    /// Opens the bytes of a lexicon file.
    ///
    /// A file from elsewhere, that may have been damaged on the way, should pass
    /// [`Lexicon::verify`] as well: opening proves that the header is sound and
    /// the sections lie inside the file, not what they hold. Whatever they hold,
    /// no search panics; it may find wrong things or nothing.
    ///
    /// # Errors
    ///
    /// The bytes are not a lexicon, are cut off or overlong, were written by
    /// another version of the format, or folded by other rules.
    pub fn open(bytes: D) -> Result<Lexicon<D>, OpenError> {
        let layout = Layout::read(bytes.as_ref())?;
        Ok(Lexicon { bytes, layout })
    }

    /// Reads the whole file and checks its checksum and every reference in it.
    /// Linear in the size, at about a gigabyte a second.
    ///
    /// # Errors
    ///
    /// The checksum differs, or a section contradicts the format.
    pub fn verify(&self) -> Result<(), OpenError> {
        verify::verify(self.tables())
    }

    pub(crate) fn tables(&self) -> Tables<'_> {
        Tables { bytes: self.bytes.as_ref(), layout: &self.layout }
    }

    /// The edition of the data: a version of its own, apart from the crate's.
    #[must_use]
    pub fn edition(&self) -> &str {
        self.tables().edition()
    }

    /// The bytes of the file.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    /// Gives the bytes back.
    #[must_use]
    pub fn into_inner(self) -> D {
        self.bytes
    }

    /// The concept with this id. Logarithmic in the number of concepts.
    #[must_use]
    pub fn concept(&self, id: &str) -> Option<Concept<'_>> {
        let tables = self.tables();
        let (mut low, mut high) = (0, tables.concept_count());
        while low < high {
            let middle = low + (high - low) / 2;
            let concept = Concept { tables, index: middle };
            match concept.id().cmp(id) {
                core::cmp::Ordering::Less => low = middle + 1,
                core::cmp::Ordering::Equal => return Some(concept),
                core::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Every concept, in the order of their ids.
    #[must_use]
    pub fn concepts(&self) -> Concepts<'_> {
        Concepts { tables: self.tables(), next: 0 }
    }

    /// Every source, in the order of their ids.
    #[must_use]
    pub fn sources(&self) -> AllSources<'_> {
        Source::all(self.tables())
    }

    /// Every cue: what speaks for one sense of a short form where it stands near.
    ///
    /// ```
    /// use yakugo::{CueObject, Lexicon};
    /// let lexicon = Lexicon::embedded();
    /// let sclerosis = lexicon.concept("reaction/multiple-sclerosis").unwrap();
    /// let natalizumab = lexicon.concept("drug/natalizumab").unwrap();
    /// let mut cues = lexicon.cues().filter(|cue| cue.concept() == sclerosis);
    /// assert!(cues.any(|cue| cue.object() == CueObject::Concept(natalizumab)));
    /// ```
    pub fn cues(&self) -> impl Iterator<Item = Cue<'_>> {
        Cue::all(self.tables())
    }

    /// Reads a text as a document: its own definitions of short forms, and its context,
    /// count in what its glosses mean. The passage's tail is taken as closed.
    ///
    /// Takes the time of [`Lexicon::gloss`], and some of it again for the definitions;
    /// and memory with the text, of which it keeps a copy.
    #[must_use]
    pub fn document<'t>(&self, passage: impl Into<Passage<'t>>) -> Document<'_> {
        Document::new(self.tables(), passage.into())
    }

    /// What a whole text may mean: candidates by exact, folded and, if the query
    /// asks for it, fuzzy look-up, best first (see [`Candidate::rank`]), one for
    /// each concept. Capitals are not required here; a candidate whose
    /// designation asks for others comes after its equals.
    ///
    /// ```
    /// use yakugo::{Evidence, Language, Lexicon};
    /// let lexicon = Lexicon::embedded();
    /// let candidates = lexicon.lookup("ﾌﾞﾘﾅﾂﾓﾏﾌﾞ");
    /// assert_eq!(candidates[0].evidence, Evidence::Form);
    /// let english = candidates[0].concept().preferred(Language::English).unwrap();
    /// assert_eq!(english.text(), "blinatumomab");
    /// ```
    #[must_use]
    pub fn lookup<'q>(&self, query: impl Into<Query<'q>>) -> Vec<Candidate<'_>> {
        lookup::lookup(self.tables(), &query.into())
    }

    /// The designations whose key begins with the folded `prefix`, in the order
    /// of the keys; hidden ones are left out. For completion while typing. Lazy:
    /// take as many as are needed. An empty prefix completes to nothing.
    ///
    /// ```
    /// let lexicon = yakugo::Lexicon::embedded();
    /// let first = lexicon.complete("ブリナ").next().unwrap();
    /// assert_eq!(first.text(), "ブリナツモマブ");
    /// ```
    #[must_use]
    pub fn complete(&self, prefix: &str) -> Completions<'_> {
        lookup::complete(self.tables(), prefix)
    }

    /// What a short form may stand for: every concept of which it is an
    /// abbreviation or a symbol, with its capitals as the case rules ask, most
    /// common first. Plurals of short forms (irAEs) are found.
    ///
    /// ```
    /// let lexicon = yakugo::Lexicon::embedded();
    /// let senses = lexicon.expand("CRS");
    /// assert!(senses.len() > 1, "CRS has several senses");
    /// assert_eq!(senses[0].concept().id(), "reaction/cytokine-release-syndrome");
    /// assert!(lexicon.expand("all").is_empty(), "ALL is a leukaemia, \"all\" is not");
    /// ```
    #[must_use]
    pub fn expand(&self, short: &str) -> Vec<Expansion<'_>> {
        expand::expand(self.tables(), short)
    }

    /// The same, where `context` is the document that the short form stands in: what the
    /// document defines comes first, with [`Evidence::Local`](crate::Evidence::Local);
    /// otherwise what stands near the short form there, or in the document where it does
    /// not stand there, speaks for its senses, and one that is decided has
    /// [`Evidence::Context`](crate::Evidence::Context). Reads the context, so linear in
    /// it.
    ///
    /// ```
    /// let lexicon = yakugo::Lexicon::embedded();
    /// let senses = lexicon.expand_in("MS", "Natalizumab was given for MS.");
    /// assert_eq!(senses[0].concept().id(), "reaction/multiple-sclerosis");
    /// assert_eq!(senses[0].evidence, yakugo::Evidence::Context);
    /// ```
    #[must_use]
    pub fn expand_in(&self, short: &str, context: &str) -> Vec<Expansion<'_>> {
        document::expand_in(&self.document(context), short)
    }

    /// The definitions that a text gives of its own short forms, in the order in which
    /// they get in force ([`Definition::from`]). One statement may give several:
    /// サイトカイン放出症候群（cytokine release syndrome：CRS） gives CRS a long form in each
    /// language.
    ///
    /// Where the long form begins is told by the lexicon, by the letters of the short
    /// form, or, in Japanese, by script; where none of them tells, there is no
    /// definition. Linear in the text; memory grows with the longest paragraph.
    ///
    /// ```
    /// let lexicon = yakugo::Lexicon::embedded();
    /// let text = "重篤な免疫介在性溶血性貧血（IMHA）がみられた。\n\nALT: alanine aminotransferase";
    /// let definitions = lexicon.definitions(text);
    /// let told: Vec<_> = definitions.iter().map(|one| (one.short_text, one.long_text)).collect();
    /// assert_eq!(told, [("IMHA", "免疫介在性溶血性貧血"), ("ALT", "alanine aminotransferase")]);
    /// ```
    #[must_use]
    pub fn definitions<'l, 't>(&'l self, text: &'t str) -> Vec<Definition<'l, 't>> {
        definition::definitions(self.tables(), text)
    }

    /// The terms in a text, in the order they stand in. Lazy, and the memory it
    /// takes does not grow with the text.
    ///
    /// ```
    /// use yakugo::{Language, Lexicon, Passage};
    /// let lexicon = Lexicon::embedded();
    /// let text = "サイトカイン放出症⏎候群".replace('⏎', "\n");
    /// let gloss = lexicon.gloss(Passage::new(&text).to(Language::English)).next().unwrap();
    /// assert_eq!(gloss.surface, text);
    /// let best = gloss.candidates().next().unwrap();
    /// assert_eq!(best.equivalents().next().unwrap().text(), "cytokine release syndrome");
    /// ```
    #[must_use]
    pub fn gloss<'l, 't>(&'l self, passage: impl Into<Passage<'t>>) -> Glosses<'l, 't> {
        Glosses::new(self.tables(), passage.into())
    }

    /// The first place after byte `from` of a text that parts it: what stands before
    /// the place and what stands after it can be glossed by themselves, by several
    /// threads at once, and give the glosses of the whole. None when there is none.
    ///
    /// A parting is behind a 。 or 、, or behind a ; ? or ! within a line, if no term of
    /// the lexicon has that mark. Linear in the distance.
    ///
    /// ```
    /// use yakugo::Lexicon;
    /// let lexicon = Lexicon::embedded();
    /// let text = "発熱がみられた。咳嗽はない。";
    /// let place = lexicon.next_parting(text, 0).unwrap();
    /// assert_eq!(text.split_at(place), ("発熱がみられた。", "咳嗽はない。"));
    /// ```
    #[must_use]
    pub fn next_parting(&self, text: &str, from: usize) -> Option<usize> {
        parting::next(self.tables(), text, from)
    }

    /// How much the lexicon holds: concepts, designations, keys.
    #[must_use]
    pub fn size(&self) -> Size {
        let tables = self.tables();
        Size {
            bytes: self.as_bytes().len(),
            concepts: tables.concept_count() as usize,
            designations: tables.designation_count() as usize,
        }
    }

    /// The designations of every concept, hidden ones too, in the order of the file.
    pub fn designations(&self) -> impl Iterator<Item = Designation<'_>> {
        self.concepts().flat_map(Concept::designations)
    }
}

impl<D: AsRef<[u8]>> core::fmt::Debug for Lexicon<D> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Lexicon").field("edition", &self.edition()).field("size", &self.size()).finish()
    }
}

/// How much a lexicon holds. Made by [`Lexicon::size`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Size {
    /// Bytes of the file.
    pub bytes: usize,
    /// Concepts.
    pub concepts: usize,
    /// Designations.
    pub designations: usize,
}
