//! `yakugo gloss`

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use serde::Serialize;
use yakugo::{Candidate, Evidence, Gloss, Kind, Kinds, Language, Overlap, Passage, Position, Tail};

use crate::failure::Failure;
use crate::html::Page;
use crate::input::{Text, inputs};
use crate::lexicon::{Choice, Opened};
use crate::terminal::{Style, one_line, padding};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Show equivalents in this language only
    #[arg(long, value_name = "en|ja")]
    to: Option<Language>,
    /// Show terms of this kind only (drug, class, reaction, test, …); may be repeated
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<Kind>,
    /// Show terms inside longer terms, too
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    lexicon: Choice,
    /// How to write the glosses: for people, as JSON Lines, or as a page
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Texts in UTF-8; standard input if there is none
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Html,
}

/// One line of JSON: the gloss, and the file it stands in.
#[derive(Serialize)]
struct Line<'a, 'l, 't> {
    file: &'a str,
    #[serde(flatten)]
    gloss: Gloss<'l, 't>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let lexicon = arguments.lexicon.open()?;
    let mut output = BufWriter::new(std::io::stdout().lock());
    let mut page = match arguments.format {
        Format::Html => Some(Page::begin(&mut output)?),
        _ => None,
    };
    let inputs = inputs(&arguments.files);
    for path in &inputs {
        let mut text = Text::open(path)?;
        let mut report = Report { style: Style::of_output(), named: inputs.len() > 1, line: 1, column: 1 };
        if let Some(page) = &mut page {
            page.file(&mut output, text.name())?;
        } else if arguments.format == Format::Text && report.named {
            writeln!(output, "{}", report.style.bold(text.name()))?;
        }
        one(arguments, &lexicon, &mut text, &mut report, page.as_mut(), &mut output)?;
    }
    if let Some(page) = page {
        page.end(&mut output)?;
    }
    output.flush()?;
    Ok(())
}

/// Glosses one text, part by part.
fn one(
    arguments: &Arguments,
    lexicon: &Opened,
    text: &mut Text,
    report: &mut Report,
    mut page: Option<&mut Page>,
    output: &mut impl Write,
) -> Result<(), Failure> {
    let name = text.name().to_owned();
    let mut origin = Position::START;
    let mut settled = 0;
    loop {
        let (part, tail) = text.next(settled)?;
        let mut glosses = lexicon.gloss(passage(arguments, part, tail).origin(origin));
        let mut at = 0;
        for gloss in glosses.by_ref() {
            let start = gloss.span.start - origin.bytes;
            match arguments.format {
                Format::Json => {
                    serde_json::to_writer(&mut *output, &Line { file: &name, gloss })?;
                    writeln!(output)?;
                }
                Format::Text => {
                    report.advance(part.get(at..start).unwrap_or_default());
                    at = at.max(start);
                    report.write(output, &gloss)?;
                }
                Format::Html => {
                    if let Some(page) = &mut page {
                        page.gloss(output, part, origin.bytes, &gloss)?;
                    }
                }
            }
        }
        settled = glosses.settled();
        let done = part.get(..settled).unwrap_or_default();
        report.advance(done.get(at..).unwrap_or_default());
        if let Some(page) = &mut page {
            page.text(output, part, origin.bytes, origin.bytes + settled)?;
        }
        origin = origin.after(done);
        if tail == Tail::Closed {
            return Ok(());
        }
    }
}

fn passage<'t>(arguments: &Arguments, part: &'t str, tail: Tail) -> Passage<'t> {
    let mut passage = Passage::new(part).tail(tail);
    if let Some(language) = arguments.to {
        passage = passage.to(language);
    }
    if !arguments.kinds.is_empty() {
        passage = passage.kinds(Kinds::of(&arguments.kinds));
    }
    if arguments.all {
        passage = passage.overlap(Overlap::All);
    }
    passage
}

/// Glosses for people: place, surface, kind, equivalents; each further sense of
/// an ambiguous text on a line of its own.
struct Report {
    style: Style,
    named: bool,
    line: usize,
    column: usize,
}

/// Columns of the surface; wider ones push the rest of their line.
const SURFACE: usize = 34;
const PLACE: usize = 8;
const KIND: usize = 12;

/// Equivalents that a line shows.
const SHOWN: usize = 4;

impl Report {
    /// Goes on over `text`, counting lines and, in each, characters.
    fn advance(&mut self, text: &str) {
        for c in text.chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
    }

    fn write(&self, output: &mut impl Write, gloss: &Gloss<'_, '_>) -> std::io::Result<()> {
        let place = format!("{}:{}", self.line, self.column);
        let indent = if gloss.within().is_some() { "  " } else { "" };
        let surface = format!("{indent}{}", one_line(gloss.surface));
        let mut head = format!(
            "{}{} {}{}",
            self.style.dim(&place),
            padding(&place, PLACE),
            self.style.bold(&surface),
            padding(&surface, SURFACE)
        );
        for (number, candidate) in gloss.candidates().enumerate() {
            let mark = match (gloss.is_ambiguous(), number) {
                (false, _) => " ",
                (true, _) => "?",
            };
            let kind = candidate.concept().kind();
            writeln!(
                output,
                "{head} {} {}{} {}",
                self.style.warning(mark),
                self.style.dim(kind.as_str()),
                padding(kind.as_str(), KIND),
                says(&candidate, self.style)
            )?;
            head = " ".repeat(PLACE + 1 + SURFACE);
        }
        Ok(())
    }
}

/// The equivalents of a candidate, and its evidence where that is weak.
pub(crate) fn says(candidate: &Candidate<'_>, style: Style) -> String {
    let mut equivalents: Vec<&str> = candidate.equivalents().take(SHOWN + 1).map(|one| one.text()).collect();
    if equivalents.len() > SHOWN {
        equivalents.truncate(SHOWN);
        equivalents.push("…");
    }
    let mut said =
        if equivalents.is_empty() { style.dim("(no equivalent known)") } else { equivalents.join(" · ") };
    if candidate.evidence > Evidence::Form {
        said.push_str(&style.warning(&format!(
            "  [{}: {}]",
            candidate.evidence,
            candidate.designation.text()
        )));
    }
    said
}
