//! `yakugo check-document`

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use serde::Serialize;
use yakugo::{Finding, FindingKind};

use crate::failure::Failure;
use crate::input::{Text, inputs};
use crate::lexicon::Choice;
use crate::lookup::Format;
use crate::terminal::{Style, one_line};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    lexicon: Choice,
    /// How to write the findings: for people, or as JSON Lines
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Documents in UTF-8, each read as a whole; standard input if there is none
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// One line of JSON: the finding, its file, and where it stands for people.
#[derive(Serialize)]
struct Line<'a, 'd, 'l> {
    file: &'a str,
    line: usize,
    column: usize,
    #[serde(flatten)]
    finding: Finding<'d, 'l>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let lexicon = arguments.lexicon.open()?;
    let style = Style::of_output();
    let mut output = BufWriter::new(std::io::stdout().lock());
    for path in inputs(&arguments.files) {
        let text = Text::open(&path)?;
        let file = text.name().to_owned();
        let text = text.whole()?;
        let document = lexicon.document(&text);
        for finding in document.check() {
            let (line, column) = place(&text, finding.span.start);
            if arguments.format == Format::Json {
                serde_json::to_writer(&mut output, &Line { file: &file, line, column, finding })?;
                writeln!(output)?;
            } else {
                let said = says(&text, &finding);
                writeln!(output, "{} {said}", style.dim(&format!("{file}:{line}:{column}:")))?;
            }
        }
    }
    output.flush()?;
    Ok(())
}

/// Line and column of byte `at`, from 1, the column in characters.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

/// What was seen, and where the other place is.
fn says(text: &str, finding: &Finding<'_, '_>) -> String {
    let surface = one_line(finding.surface);
    let other = finding.other_surface.map(one_line).unwrap_or_default();
    let (line, column) = place(text, finding.other.map_or(0, |other| other.start));
    let times = if finding.count == 1 { "once".to_owned() } else { format!("{} times", finding.count) };
    match finding.kind {
        FindingKind::Undefined => {
            let long = finding
                .concept
                .and_then(|one| yakugo::Language::ALL.iter().find_map(|&language| one.long_form(language)));
            let hint = long.map(|long| format!(" (it may be {})", long.text())).unwrap_or_default();
            format!("{surface} is used {times} and nowhere defined{hint}")
        }
        FindingKind::Redefined => {
            format!("the short form is defined again, as {surface}; at {line}:{column} it was {other}")
        }
        FindingKind::Unused => format!("{surface} is defined as {other} and never used"),
        FindingKind::TwoEquivalents => {
            format!("{surface} stands for what is called {other} at {line}:{column}; one name would do")
        }
        _ => surface,
    }
}
