//! Generated lexica that look like the shipped one, of any size.
//!
//! Concepts come in about the shipped proportions (edition 2026.11: drugs 36 %,
//! reactions 30 %), with near four designations each, and these in a like mix: half
//! in Latin letters, a fifth in katakana, a tenth in kanji, a sixth in both, short
//! forms 9 %, brands a sixth. They are some characters longer than the shipped ones
//! (English 21 in the mean, Japanese 9; shipped 18 and 7), since millions of short
//! names do not exist. Names of substances and of persons are made of syllables, so
//! that near names are rare even among millions; the rest is combined of common
//! parts, so that long prefixes are shared (急性肝…, acute hepatic …). Every
//! designation has a key of its own.

use std::collections::HashSet;
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};

use yakugo::{Level, fold};

use super::chance::Chance;
use super::morphemes::{
    ANATOMY, CODAS, DOCUMENTS, EPONYMS, FLUIDS, MEASURES, MODIFIERS, ONSETS, PATHOLOGY, PROTEINS, SALTS,
    STEMS, SUBJECTS, THERAPIES, VOWELS,
};

const HEADER: &str = "concept\tlanguage\tkind\tstatus\ttext\tsources\n";

/// A table of `count` designations, as `LexiconBuilder::table` reads it.
pub fn table(count: usize, seed: u64) -> String {
    let mut writer =
        Writer { chance: Chance::new(seed), table: HEADER.to_owned(), rows: 0, count, keys: HashSet::new() };
    while writer.rows < count {
        let concept = concept(&mut writer.chance);
        writer.concept(&concept);
    }
    writer.table
}

/// A table whose keys share long prefixes: every start of one long katakana word,
/// and `count` words that begin with all of it. A text of that word makes a walk
/// from each character long and fruitless.
pub fn prefixes(count: usize, seed: u64) -> String {
    let mut chance = Chance::new(seed);
    let mut table = HEADER.to_owned();
    let mut keys = HashSet::new();
    let starts = (2..PREFIX.chars().count()).map(|end| PREFIX.chars().take(end).collect::<String>());
    let ends = std::iter::repeat_with(|| format!("{PREFIX}{}", name(&mut chance, 2).1));
    for (index, text) in starts.chain(ends).filter(|text| keys.insert(text.clone())).take(count).enumerate() {
        // Writing to a string does not fail.
        let _ = writeln!(table, "drug/prefix-{index}\tja\tterm\tpreferred\t{text}\teditor");
    }
    table
}

/// The long word of [`prefixes`], which repeats itself.
pub const PREFIX: &str = "アセアセアセアセアセアセアセアセアセアセアセアセアセアセアセアセアセアセアセアセ";

/// A concept's names: what the rows of one are made of.
#[derive(Default)]
struct Concept {
    kind: &'static str,
    english: Vec<String>,
    japanese: Vec<String>,
    short: Option<String>,
    brands: Vec<(String, String)>,
}

fn concept(chance: &mut Chance) -> Concept {
    match chance.below(100) {
        0..30 => drug(chance),
        30..68 => reaction(chance),
        68..75 => test(chance),
        75..80 => therapy(chance),
        80..88 => target(chance),
        88..92 => class(chance),
        _ => regulatory(chance),
    }
}

/// A name of so many syllables, in both scripts.
fn name(chance: &mut Chance, syllables: usize) -> (String, String) {
    let (mut english, mut japanese) = (String::new(), String::new());
    for _ in 0..syllables {
        let (onset, kana) = chance.pick(ONSETS);
        let vowel = chance.below(VOWELS.len());
        let (coda, coda_kana) = chance.pick(CODAS);
        english.extend([onset, VOWELS[vowel], coda]);
        japanese.extend([kana[vowel], coda_kana]);
    }
    (english, japanese)
}

fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn drug(chance: &mut Chance) -> Concept {
    let syllables = 1 + usize::from(chance.percent(67));
    let (mut english, mut japanese) = name(chance, syllables);
    let (stem, stem_kana) = chance.pick(STEMS);
    english.push_str(stem);
    japanese.push_str(stem_kana);
    if chance.percent(4) {
        let (second, second_kana) = name(chance, 2);
        english = format!("{english} {second}");
        japanese = format!("{japanese} {second_kana}");
    }
    let mut names = Concept { kind: "drug", ..Concept::default() };
    if chance.percent(40) {
        let (salt, salt_kana) = chance.pick(SALTS);
        names.english.push(format!("{english} {salt}"));
        names.japanese.push(format!("{japanese}{salt_kana}"));
    }
    if chance.percent(20) {
        names.short = Some(short_form(&english, chance));
    }
    for _ in 0..chance.below(3) {
        let syllables = 2 + chance.below(2);
        let (brand, brand_kana) = name(chance, syllables);
        names.brands.push((capitalized(&brand), brand_kana));
    }
    names.english.insert(0, english);
    names.japanese.insert(0, japanese);
    names
}

fn reaction(chance: &mut Chance) -> Concept {
    if chance.percent(20) {
        let syllables = 1 + chance.below(2);
        let (person, person_kana) = name(chance, syllables);
        let (word, word_ja) = chance.pick(EPONYMS);
        let english = format!("{} {word}", capitalized(&person));
        let short = chance.percent(30).then(|| short_form(&english, chance));
        return Concept {
            kind: "reaction",
            english: vec![english],
            japanese: vec![format!("{person_kana}{word_ja}")],
            short,
            brands: Vec::new(),
        };
    }
    let (adjective, noun, part) = chance.pick(ANATOMY);
    let (pathology, word, other) = chance.pick(PATHOLOGY);
    let (mut before, mut before_ja) = (String::new(), String::new());
    for _ in 0..usize::from(chance.percent(60)) + usize::from(chance.percent(35)) {
        let (modifier, modifier_ja) = chance.pick(MODIFIERS);
        before = format!("{modifier} {before}");
        before_ja.insert_str(0, modifier_ja);
    }
    let english = format!("{before}{adjective} {pathology}");
    let mut names = Concept { kind: "reaction", ..Concept::default() };
    if chance.percent(30) {
        names.short = Some(short_form(&english, chance));
    }
    names.english.push(english);
    names.japanese.push(format!("{before_ja}{part}{word}"));
    if chance.percent(50) {
        names.english.push(format!("{before}{pathology} of the {noun}"));
    }
    if chance.percent(60) {
        names.japanese.push(format!("{before_ja}{part}{other}"));
    }
    names
}

/// A name of two syllables between a word before it and one after it.
fn framed(kind: &'static str, chance: &mut Chance, before: (&str, &str), after: (&str, &str)) -> Concept {
    let (name, kana) = name(chance, 2);
    let gap = if before.0.is_empty() { "" } else { " " };
    let english = format!("{}{gap}{name} {}", before.0, after.0);
    let short = chance.percent(45).then(|| short_form(&english, chance));
    let japanese = vec![format!("{}{kana}{}", before.1, after.1), format!("{kana}の{}{}", before.1, after.1)];
    let keep = 1 + usize::from(chance.percent(40));
    Concept {
        kind,
        english: vec![english],
        japanese: japanese.into_iter().take(keep).collect(),
        short,
        brands: Vec::new(),
    }
}

fn test(chance: &mut Chance) -> Concept {
    let (fluid, measure) = (*chance.pick(FLUIDS), *chance.pick(MEASURES));
    framed("test", chance, fluid, measure)
}

fn therapy(chance: &mut Chance) -> Concept {
    let word = *chance.pick(THERAPIES);
    framed("therapy", chance, ("", ""), word)
}

fn target(chance: &mut Chance) -> Concept {
    let word = *chance.pick(PROTEINS);
    framed("target", chance, ("", ""), word)
}

fn class(chance: &mut Chance) -> Concept {
    let word = *chance.pick(PROTEINS);
    framed("class", chance, ("selective", "選択的"), word)
}

fn regulatory(chance: &mut Chance) -> Concept {
    let (subject, document) = (*chance.pick(SUBJECTS), *chance.pick(DOCUMENTS));
    framed("regulatory", chance, subject, document)
}

/// Initials, with a letter or a number more where there are few.
fn short_form(english: &str, chance: &mut Chance) -> String {
    let initials = english.split([' ', '-']).filter_map(|word| word.chars().next());
    let mut short: String = initials.map(|initial| initial.to_ascii_uppercase()).take(4).collect();
    while short.len() < 3 || chance.percent(35) {
        short.push(char::from(b'A' + chance.below(26) as u8));
    }
    if chance.percent(15) {
        let _ = write!(short, "-{}", chance.below(30) + 1);
    }
    short
}

struct Writer {
    chance: Chance,
    table: String,
    rows: usize,
    count: usize,
    /// Hashes of the keys so far, and of the ids: texts would take ten times as much.
    keys: HashSet<u64>,
}

impl Writer {
    /// Writes the concept's names that are new, if its first one is.
    fn concept(&mut self, names: &Concept) {
        let Concept { kind, english, japanese, short, brands } = names;
        let Some((first, admitted)) = english.split_first() else { return };
        let id = format!("{kind}/{}", slug(first));
        if !self.is_new(&id) || !self.row(&id, "en", "term", "preferred", first) {
            return;
        }
        for text in admitted {
            self.row(&id, "en", "term", "admitted", text);
        }
        if let Some(short) = short {
            self.row(&id, "en", "abbreviation", "admitted", short);
        }
        let mut status = "preferred";
        for text in japanese {
            if self.row(&id, "ja", "term", status, text) {
                status = "admitted";
            }
        }
        for (brand, kana) in brands {
            self.row(&id, "en", "brand", "admitted", brand);
            self.row(&id, "ja", "brand", "admitted", kana);
        }
    }

    /// Whether nothing of the same hash came before.
    fn is_new(&mut self, text: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        self.keys.insert(hasher.finish())
    }

    fn row(&mut self, id: &str, language: &str, kind: &str, status: &str, text: &str) -> bool {
        let is_new = self.rows < self.count && self.is_new(&fold(text, Level::Form));
        if is_new {
            let _ = writeln!(self.table, "{id}\t{language}\t{kind}\t{status}\t{text}\teditor");
            self.rows += 1;
        }
        is_new
    }
}

/// The name of a concept's id.
fn slug(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    lower
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}
