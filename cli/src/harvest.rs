//! `yakugo harvest`: the facts that texts state, as rows for a curator.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use serde::Serialize;
use yakugo::{CandidateRow, Fact, Standing};

use crate::failure::Failure;
use crate::input::{Text, inputs};
use crate::lexicon::{Choice, Opened};

/// What `--help` says of the rows.
pub(crate) const HELP: &str = "\
The facts are blocks of information on drugs, pairs of Japanese and English designations (in
headings, notes and brackets), and brands. The rows have the columns of the source tables. They
are candidates: `sources` says `candidate`, which `yakugo compile` refuses. Read each row at its
place, correct or delete it, write who vouches (`editor`, or an id of sources.tsv) for
`candidate`, then compile it over a lexicon:

  yakugo harvest bulletin.txt > house.tsv
  yakugo compile data/yakugo.lexicon house.tsv -o house.lexicon

Rows that contradict the lexicon come first; their notes say how.";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Also what the lexicon says already
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    lexicon: Choice,
    /// How to write the facts: as rows of the source tables, or whole as JSON Lines
    #[arg(long, value_enum, default_value_t = Format::Tsv)]
    format: Format,
    /// Texts in UTF-8; standard input if there is none
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    Tsv,
    Json,
}

/// One line of JSON.
#[derive(Serialize)]
struct Line<'a, 'h, 't> {
    file: &'a str,
    start: usize,
    end: usize,
    #[serde(flatten)]
    fact: Fact<'h, 't>,
    /// The first of its rows': what a curator should look at first.
    standing: Standing,
    rows: Vec<CandidateRow>,
}

/// A row, and the number of its file.
type Row = (usize, CandidateRow);

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let lexicon = arguments.lexicon.open()?;
    let mut output = BufWriter::new(std::io::stdout().lock());
    let mut files: Vec<String> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for path in inputs(&arguments.files) {
        let text = Text::open(&path)?;
        let file = text.name().to_owned();
        let text = text.whole()?;
        match arguments.format {
            Format::Json => lines(arguments, &lexicon, &file, &text, &mut output)?,
            Format::Tsv => {
                rows.extend(lexicon.harvest(&text).rows().into_iter().map(|row| (files.len(), row)));
            }
        }
        files.push(file);
    }
    if arguments.format == Format::Tsv {
        table(arguments, &files, rows, &mut output)?;
    }
    output.flush()?;
    Ok(())
}

/// Writes the facts of one text.
fn lines(
    arguments: &Arguments,
    lexicon: &Opened,
    file: &str,
    text: &str,
    output: &mut impl Write,
) -> Result<(), Failure> {
    let harvest = lexicon.harvest(text);
    let mut lines = Vec::new();
    for fact in harvest.facts() {
        let rows = harvest.rows_of(&fact);
        let standing = rows.iter().map(|row| row.standing).min().unwrap_or(Standing::New);
        let span = fact.span();
        lines.push(Line { file, start: span.start, end: span.end, fact, standing, rows });
    }
    lines.sort_by_key(|line| line.standing);
    for line in lines.iter().filter(|line| arguments.all || line.standing != Standing::Known) {
        serde_json::to_writer(&mut *output, line)?;
        writeln!(output)?;
    }
    Ok(())
}

/// Writes the rows of all texts as one table: of each designation the first, of each
/// concept and language one preferred one.
fn table(
    arguments: &Arguments,
    files: &[String],
    mut rows: Vec<Row>,
    output: &mut impl Write,
) -> Result<(), Failure> {
    let mut seen = std::collections::HashSet::new();
    let mut preferred = std::collections::HashSet::new();
    rows.retain(|(_, row)| seen.insert((row.concept.clone(), row.language.as_str(), row.text.clone())));
    // Stable: within a standing in the order of the files and their texts.
    rows.sort_by_key(|(_, row)| row.standing);
    for (_, row) in &mut rows {
        let first = || (row.concept.clone(), row.language.as_str());
        if row.status == yakugo::Status::Preferred && !preferred.insert(first()) {
            row.status = yakugo::Status::Admitted;
        }
    }
    writeln!(
        output,
        "# candidates: nobody has vouched for these rows yet. Read each at its place; then write who"
    )?;
    writeln!(
        output,
        "# vouches (editor, or an id of sources.tsv) for \"candidate\" in its sources, or delete it."
    )?;
    writeln!(output, "{}", CandidateRow::HEADER)?;
    for (file, row) in rows.iter().filter(|(_, row)| arguments.all || row.standing != Standing::Known) {
        let name = files.get(*file).map_or("", String::as_str);
        writeln!(output, "{}", row.to_line(name))?;
    }
    Ok(())
}
