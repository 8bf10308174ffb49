//! `yakugo gloss`

use std::io::{BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;
use yakugo::{Candidate, Evidence, Gloss, Kind, Kinds, Language, Overlap, Passage, Position, Tail};

use crate::failure::Failure;
use crate::html::Page;
use crate::input::{Text, inputs};
use crate::jobs;
use crate::lexicon::{Choice, Opened};
use crate::progress::Progress;
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
    /// Threads that gloss; as many as there are processors if it is not given
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
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
    let inputs = inputs(&arguments.files);
    let progress = Progress::over(&inputs);
    if arguments.format == Format::Html {
        let mut page = Page::begin(&mut output)?;
        for path in &inputs {
            on_page(arguments, &lexicon, &mut Text::open(path)?, &mut page, &progress, &mut output)?;
        }
        page.end(&mut output)?;
    } else {
        let jobs = arguments.jobs.or_else(|| std::thread::available_parallelism().ok());
        let work = |block: &Block, written: &mut Vec<u8>| block_of_lines(arguments, &lexicon, block, written);
        let read = |give: &mut dyn FnMut(Block) -> bool| {
            for path in &inputs {
                let mut text = Text::open(path)?;
                if !blocks(&lexicon, &mut text, inputs.len() > 1, &progress, give)? {
                    break;
                }
            }
            Ok(())
        };
        jobs::in_order(jobs.map_or(1, NonZeroUsize::get), read, work, |written| output.write_all(written))?;
    }
    drop(progress);
    output.flush()?;
    Ok(())
}

/// Glosses one text for a page, part by part.
fn on_page(
    arguments: &Arguments,
    lexicon: &Opened,
    text: &mut Text,
    page: &mut Page,
    progress: &Progress,
    output: &mut impl Write,
) -> Result<(), Failure> {
    page.file(output, text.name())?;
    let mut origin = Position::START;
    let mut settled = 0;
    loop {
        let (part, tail) = text.next(settled)?;
        let mut glosses = lexicon.gloss(passage(arguments, part, tail).origin(origin));
        for gloss in glosses.by_ref() {
            page.gloss(output, part, origin.bytes, &gloss)?;
        }
        settled = glosses.settled();
        page.text(output, part, origin.bytes, origin.bytes + settled)?;
        origin = origin.after(part.get(..settled).unwrap_or_default());
        progress.advance(settled);
        if tail == Tail::Closed {
            return Ok(());
        }
    }
}

/// A part of a text that can be glossed by itself, and where it stands.
struct Block {
    file: Arc<str>,
    text: String,
    origin: Position,
    line: usize,
    column: usize,
    /// Whether the name of the file goes before it.
    headed: bool,
}

/// Bytes of a block at the least: enough that handing it over costs nothing.
const BLOCK: usize = 1 << 18;

/// Divides a text into blocks and gives each away. False as soon as one is refused.
fn blocks(
    lexicon: &Opened,
    text: &mut Text,
    named: bool,
    progress: &Progress,
    give: &mut dyn FnMut(Block) -> bool,
) -> Result<bool, Failure> {
    let file: Arc<str> = text.name().into();
    let (mut origin, mut line, mut column, mut settled) = (Position::START, 1, 1, 0);
    loop {
        let (part, tail) = text.next(settled)?;
        let end = match tail {
            Tail::Closed => Some(part.len()),
            Tail::Open => lexicon.next_parting(part, BLOCK.min(part.len() / 2)),
        };
        settled = end.unwrap_or(0);
        let done = part.get(..settled).unwrap_or_default();
        if end.is_some() {
            let headed = named && origin == Position::START;
            let block =
                Block { file: Arc::clone(&file), text: done.to_owned(), origin, line, column, headed };
            if !give(block) {
                return Ok(false);
            }
        }
        progress.advance(settled);
        origin = origin.after(done);
        (line, column) = advance((line, column), done);
        if tail == Tail::Closed {
            return Ok(true);
        }
    }
}

/// Writes the glosses of one block.
fn block_of_lines(
    arguments: &Arguments,
    lexicon: &Opened,
    block: &Block,
    output: &mut Vec<u8>,
) -> Result<(), Failure> {
    let mut report = Report { style: Style::of_output(), line: block.line, column: block.column };
    if block.headed && arguments.format == Format::Text {
        writeln!(output, "{}", report.style.bold(&block.file))?;
    }
    let mut at = 0;
    for gloss in lexicon.gloss(passage(arguments, &block.text, Tail::Closed).origin(block.origin)) {
        if arguments.format == Format::Json {
            serde_json::to_writer(&mut *output, &Line { file: &block.file, gloss })?;
            writeln!(output)?;
        } else {
            let start = gloss.span.start - block.origin.bytes;
            report.advance(block.text.get(at..start).unwrap_or_default());
            at = at.max(start);
            report.write(output, &gloss)?;
        }
    }
    Ok(())
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
    line: usize,
    column: usize,
}

/// The line, and the column in it, behind `text` that begins at the given ones.
fn advance((line, column): (usize, usize), text: &str) -> (usize, usize) {
    let lines = text.bytes().filter(|&byte| byte == b'\n').count();
    let last = text.rsplit('\n').next().unwrap_or_default().chars().count();
    (line + lines, if lines == 0 { column + last } else { 1 + last })
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
        (self.line, self.column) = advance((self.line, self.column), text);
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
