//! `yakugo coverage`: what a lexicon finds in texts, and what it lacks.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use yakugo::{Kind, Language, Level, Passage, Position, Tail, fold};

use crate::failure::Failure;
use crate::input::Text;
use crate::lexicon::{Choice, Opened};
use crate::terminal::Style;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    lexicon: Choice,
    /// Unknown words to list of each sort
    #[arg(long, value_name = "N", default_value_t = 30)]
    limit: usize,
    /// Texts in UTF-8, and folders of them (all files in them are read)
    #[arg(value_name = "TEXT", required = true)]
    texts: Vec<PathBuf>,
}

/// The stems of international nonproprietary names that show an unknown word to
/// be a drug's. The first column of the table, without its hyphen.
const STEMS: &str = include_str!("../../data/lists/stems.tsv");

/// Letters before a stem, so that an ordinary word in -ase or -gene is none.
const BEFORE_STEM: usize = 3;

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let lexicon = arguments.lexicon.open()?;
    let mut files = Vec::new();
    for text in &arguments.texts {
        collect(text, &mut files)?;
    }
    let mut count = Count::default();
    for file in &files {
        count.text(&lexicon, Text::open(file)?)?;
    }
    let mut output = BufWriter::new(std::io::stdout().lock());
    count.report(&mut output, &lexicon, files.len(), arguments.limit)?;
    output.flush()?;
    Ok(())
}

/// The files of a folder and of the folders in it, sorted by name.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let unreadable = |error| Failure::Read { file: path.display().to_string(), error };
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        entries.push(entry.map_err(unreadable)?.path());
    }
    entries.sort();
    entries.iter().try_for_each(|entry| collect(entry, files))
}

/// What one kind of term amounts to.
#[derive(Default)]
struct Amount {
    glosses: usize,
    concepts: HashMap<String, usize>,
    characters: usize,
    ambiguous: usize,
}

/// What the texts amount to.
#[derive(Default)]
struct Count {
    characters: usize,
    amounts: BTreeMap<(Language, Kind), Amount>,
    katakana: HashMap<String, usize>,
    stems: HashMap<String, usize>,
    capitals: HashMap<String, usize>,
}

impl Count {
    fn text(&mut self, lexicon: &Opened, mut text: Text) -> Result<(), Failure> {
        let mut settled = 0;
        loop {
            let (part, tail) = text.next(settled)?;
            let mut glosses = lexicon.gloss(Passage::new(part).tail(tail));
            let mut known = 0;
            for gloss in glosses.by_ref() {
                let Some(best) = gloss.candidates().next() else { continue };
                let amount = self.amounts.entry((gloss.language(), best.concept().kind())).or_default();
                amount.glosses += 1;
                amount.ambiguous += usize::from(gloss.is_ambiguous());
                *amount.concepts.entry(best.concept().id().to_owned()).or_default() += 1;
                if gloss.within().is_none() {
                    amount.characters += gloss.chars.len();
                    self.unknown(part.get(known..gloss.span.start).unwrap_or_default());
                    known = gloss.span.end;
                }
            }
            settled = glosses.settled();
            self.unknown(part.get(known..settled).unwrap_or_default());
            self.characters += Position::START.after(part.get(..settled).unwrap_or_default()).chars;
            if tail == Tail::Closed {
                return Ok(());
            }
        }
    }

    /// Counts the telling words of a stretch in which nothing was found.
    fn unknown(&mut self, text: &str) {
        for word in runs(text, |c| {
            ('\u{30A1}'..='\u{30FA}').contains(&c) || c == 'ー' || ('\u{FF66}'..='\u{FF9F}').contains(&c)
        }) {
            if word.chars().count() >= 3 {
                *self.katakana.entry(fold(word, Level::Form)).or_default() += 1;
            }
        }
        let is_word = |c: char| c.is_alphanumeric() && !('\u{3040}'..='\u{9FFF}').contains(&c) || c == '-';
        for word in runs(text, is_word).map(|word| word.trim_matches('-')) {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            let capital = |c: char| c.is_uppercase() || c.is_ascii_digit() || c == '-';
            if letters >= 2 && word.chars().all(capital) {
                *self.capitals.entry(word.to_owned()).or_default() += 1;
            } else if has_stem(word) {
                *self.stems.entry(word.to_lowercase()).or_default() += 1;
            }
        }
    }

    fn report(
        &self,
        output: &mut impl Write,
        lexicon: &Opened,
        files: usize,
        limit: usize,
    ) -> std::io::Result<()> {
        let style = Style::of_output();
        writeln!(output, "{files} texts, {} characters; lexicon {}", self.characters, lexicon.edition())?;
        let heading =
            "language  kind          glosses  concepts  ambiguous  per 1,000 characters  characters covered";
        writeln!(output, "\n{}", style.bold(heading))?;
        let per_thousand = |number: usize| 1000.0 * number as f64 / self.characters.max(1) as f64;
        for ((language, kind), amount) in &self.amounts {
            writeln!(
                output,
                "{language:<9} {kind:<12} {:>8} {:>9} {:>10} {:>21.2} {:>17.1} %",
                amount.glosses,
                amount.concepts.len(),
                amount.ambiguous,
                per_thousand(amount.glosses),
                per_thousand(amount.characters) / 10.0
            )?;
        }
        for (title, words) in [
            ("unknown katakana words", &self.katakana),
            ("unknown words with the stem of a drug's name", &self.stems),
            ("unknown words in capitals", &self.capitals),
        ] {
            writeln!(output, "\n{} ({} different)", style.bold(title), words.len())?;
            let mut words: Vec<_> = words.iter().collect();
            words.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
            for (word, count) in words.into_iter().take(limit) {
                writeln!(output, "{count:>6}  {word}")?;
            }
        }
        Ok(())
    }
}

/// The longest stretches of `text` whose characters are all `wanted`.
fn runs(text: &str, wanted: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    text.split(move |c| !wanted(c)).filter(|run| !run.is_empty())
}

fn has_stem(word: &str) -> bool {
    let word = word.to_lowercase();
    let stems = STEMS
        .lines()
        .skip(1)
        .filter_map(|row| row.split('\t').next())
        .map(|stem| stem.trim_start_matches('-'));
    word.chars().all(char::is_alphabetic)
        && stems
            .into_iter()
            .any(|stem| word.strip_suffix(stem).is_some_and(|before| before.chars().count() >= BEFORE_STEM))
}
