//! A lexicon under test: the library's, and the keys that the peers are built of.

use yakugo::{DesignationKind, Kind, Language, Level, Lexicon, LexiconBuilder, fold};

use super::lexica;

/// How many designations; `Shipped` are those of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    Tiny,
    Shipped,
    Small,
    Medium,
    Large,
}

impl Size {
    /// What `--size` takes.
    pub const NAMED: [Size; 4] = [Size::Shipped, Size::Small, Size::Medium, Size::Large];

    pub fn name(self) -> &'static str {
        match self {
            Size::Tiny => "tiny",
            Size::Shipped => "shipped",
            Size::Small => "35k",
            Size::Medium => "350k",
            Size::Large => "3.5m",
        }
    }

    /// The tables that the lexicon is compiled from.
    pub fn tables(self) -> Vec<String> {
        let count = match self {
            Size::Shipped => return shipped_tables(),
            Size::Tiny => 600,
            Size::Small => 35_000,
            Size::Medium => 350_000,
            Size::Large => 3_500_000,
        };
        vec![lexica::table(count, 20_261_123)]
    }
}

/// The tables of `data/`.
fn shipped_tables() -> Vec<String> {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let files = std::fs::read_dir(data).expect("data/ is there").map(|file| file.expect("a file").path());
    let tables = files.filter(|file| file.extension().is_some_and(|ending| ending == "tsv"));
    tables.map(|file| std::fs::read_to_string(file).expect("a table is text")).collect()
}

/// The bytes of the lexicon of tables that are known to be right.
pub fn compile(tables: &[String]) -> Vec<u8> {
    let mut builder = LexiconBuilder::new();
    for (number, table) in tables.iter().enumerate() {
        builder.table(&format!("table {number}"), table);
    }
    builder.compile().unwrap_or_else(|errors| panic!("a table: {errors}"))
}

/// The same, opened.
pub fn compiled(tables: &[String]) -> Lexicon<Vec<u8>> {
    Lexicon::open(compile(tables)).expect("what was compiled opens")
}

/// A designation, read once.
#[derive(Clone, Debug)]
pub struct Term<'l> {
    pub text: &'l str,
    /// The text folded at the form level.
    pub key: String,
    pub concept: &'l str,
    pub concept_kind: Kind,
    pub language: Language,
    pub kind: DesignationKind,
    /// Whether a text must have its capitals.
    pub is_case_bound: bool,
}

/// A lexicon, its terms in the order of the file, and its keys.
#[derive(Debug)]
pub struct Subject<'l> {
    pub name: &'static str,
    pub lexicon: &'l Lexicon<Vec<u8>>,
    pub terms: Vec<Term<'l>>,
    /// Indices of the terms, in the order of their keys.
    by_key: Vec<usize>,
    /// Where the terms of each key begin in `by_key`, and the end.
    starts: Vec<usize>,
}

impl<'l> Subject<'l> {
    pub fn new(name: &'static str, lexicon: &'l Lexicon<Vec<u8>>) -> Subject<'l> {
        let terms: Vec<Term<'l>> = lexicon
            .designations()
            .map(|one| Term {
                text: one.text(),
                key: fold(one.text(), Level::Form),
                concept: one.concept().id(),
                concept_kind: one.concept().kind(),
                language: one.language(),
                kind: one.kind(),
                is_case_bound: one.case_rule() != yakugo::CaseRule::Any,
            })
            .collect();
        let mut by_key: Vec<usize> = (0..terms.len()).collect();
        by_key.sort_by(|&a, &b| terms[a].key.cmp(&terms[b].key));
        let is_first = |&at: &usize| at == 0 || terms[by_key[at]].key != terms[by_key[at - 1]].key;
        let mut starts: Vec<usize> = (0..by_key.len()).filter(is_first).collect();
        starts.push(by_key.len());
        Subject { name, lexicon, terms, by_key, starts }
    }

    /// The keys, sorted, each once.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.starts.len() - 1).map(|key| self.key(key))
    }

    pub fn key(&self, key: usize) -> &str {
        &self.terms[self.by_key[self.starts[key]]].key
    }

    /// The terms that have the key of this number.
    pub fn terms_of(&self, key: usize) -> impl Iterator<Item = &Term<'l>> {
        self.by_key[self.starts[key]..self.starts[key + 1]].iter().map(|&term| &self.terms[term])
    }

    /// The number of a key.
    pub fn number(&self, key: &str) -> Option<usize> {
        let keys = &self.starts[..self.starts.len() - 1];
        keys.binary_search_by(|&start| self.terms[self.by_key[start]].key.as_str().cmp(key)).ok()
    }
}
