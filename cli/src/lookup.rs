//! `yakugo lookup`

use std::io::{BufRead, BufWriter, Write, stdin};

use serde::Serialize;
use yakugo::{Candidate, Distance, Kind, Kinds, Language, Query};

use crate::failure::Failure;
use crate::gloss::says;
use crate::input::STANDARD_INPUT;
use crate::lexicon::{Choice, Opened};
use crate::terminal::{Style, padding};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Edits that a near term may be away
    #[arg(long, value_name = "0|1|2", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=2))]
    distance: u8,
    /// Candidates to give at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Show equivalents in this language only
    #[arg(long, value_name = "en|ja")]
    to: Option<Language>,
    /// Only terms of this kind; may be repeated
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<Kind>,
    #[command(flatten)]
    lexicon: Choice,
    /// How to write the candidates: for people, or as JSON Lines
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// What to look up; one query a line from standard input if there is none
    #[arg(value_name = "QUERY")]
    queries: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// One line of JSON.
#[derive(Serialize)]
struct Answer<'a, 'l> {
    query: &'a str,
    candidates: Vec<Candidate<'l>>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let lexicon = arguments.lexicon.open()?;
    let mut output = BufWriter::new(std::io::stdout().lock());
    for query in &arguments.queries {
        answer(arguments, &lexicon, query, &mut output)?;
    }
    if arguments.queries.is_empty() {
        each_line(|query| {
            answer(arguments, &lexicon, query, &mut output)?;
            // A program that asks and waits gets its answer at once.
            Ok(output.flush()?)
        })?;
    }
    output.flush()?;
    Ok(())
}

/// Calls `act` for each line of standard input that is not empty.
fn each_line(mut act: impl FnMut(&str) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut input = stdin().lock();
    let mut line = Vec::new();
    let mut offset = 0;
    loop {
        line.clear();
        let file = || STANDARD_INPUT.to_owned();
        let read =
            input.read_until(b'\n', &mut line).map_err(|error| Failure::Read { file: file(), error })?;
        if read == 0 {
            return Ok(());
        }
        let text = std::str::from_utf8(&line).map_err(|error| Failure::Utf8 {
            file: file(),
            offset: offset + error.valid_up_to(),
            byte: line.get(error.valid_up_to()).copied().unwrap_or_default(),
            hint: "; convert the input, from Shift_JIS with `iconv -f CP932 -t UTF-8`",
        })?;
        let query = text.trim_end_matches(['\n', '\r']).trim_start_matches('\u{FEFF}');
        if !query.is_empty() {
            act(query)?;
        }
        offset += read;
    }
}

fn answer(
    arguments: &Arguments,
    lexicon: &Opened,
    text: &str,
    output: &mut impl Write,
) -> Result<(), Failure> {
    let distance = Distance::of(arguments.distance).unwrap_or_default();
    let mut query = Query::new(text).distance(distance).limit(arguments.limit);
    if let Some(language) = arguments.to {
        query = query.to(language);
    }
    if !arguments.kinds.is_empty() {
        query = query.kinds(Kinds::of(&arguments.kinds));
    }
    let candidates = lexicon.lookup(query);
    if arguments.format == Format::Json {
        serde_json::to_writer(&mut *output, &Answer { query: text, candidates })?;
        writeln!(output)?;
        return Ok(());
    }
    let style = Style::of_output();
    writeln!(output, "{}", style.bold(text))?;
    if candidates.is_empty() {
        let hint = if arguments.distance < 2 { "; --distance 2 looks for near ones" } else { "" };
        writeln!(output, "    {}", style.dim(&format!("no term{hint}")))?;
    }
    for candidate in candidates {
        let kind = candidate.concept().kind().as_str();
        let found = candidate.designation.text();
        let edits =
            if candidate.distance > 0 { format!("{} edits: ", candidate.distance) } else { String::new() };
        let said = says(&candidate, style);
        writeln!(
            output,
            "    {}{} {}{}{}  {said}",
            style.dim(kind),
            padding(kind, 12),
            style.warning(&edits),
            found,
            padding(found, 30)
        )?;
    }
    Ok(())
}
