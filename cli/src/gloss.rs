//! `yakugo gloss`

use std::io::{BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;
use yakugo::{
    Candidate, Document, DocumentGloss, Evidence, Kind, Kinds, Language, Memory, Overlap, Passage, Position,
    Tail,
};

use crate::chain::Chain;
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
    /// A text that was read before: its definitions and its context count in every file
    #[arg(long, value_name = "FILE")]
    context: Option<PathBuf>,
    /// Take each line for a document of its own (narratives, one a line)
    #[arg(long)]
    lines: bool,
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
struct Line<'a, 'd, 'l> {
    file: &'a str,
    #[serde(flatten)]
    gloss: DocumentGloss<'d, 'l>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let lexicon = arguments.lexicon.open()?;
    let context = match &arguments.context {
        Some(path) => lexicon.document(&Text::open(path)?.whole()?).memory(),
        None => Memory::default(),
    };
    let mut output = BufWriter::new(std::io::stdout().lock());
    let inputs = inputs(&arguments.files);
    let progress = Progress::over(&inputs);
    let work = Work { arguments, lexicon: &lexicon, chain: Chain::default(), context };
    let named = inputs.len() > 1;
    let read = |give: &mut dyn FnMut(Block) -> bool| {
        for path in &inputs {
            let mut text = Text::open(path)?;
            if !blocks(&work, &mut text, named, &progress, give)? {
                break;
            }
        }
        Ok(())
    };
    if arguments.format == Format::Html {
        let mut page = Page::begin(&mut output)?;
        let on_page = |block: &Block, written: &mut Vec<u8>| work.on_page(block, &mut page, written);
        jobs::alone(read, on_page, |written| output.write_all(written))?;
        page.end(&mut output)?;
    } else {
        let jobs = arguments.jobs.or_else(|| std::thread::available_parallelism().ok());
        let lines = |block: &Block, written: &mut Vec<u8>| work.lines(block, written);
        jobs::in_order(jobs.map_or(1, NonZeroUsize::get), read, lines, |written| output.write_all(written))?;
    }
    drop(progress);
    output.flush()?;
    Ok(())
}

/// A part of a text that can be read by itself, and where it stands.
struct Block {
    file: Arc<str>,
    text: String,
    origin: Position,
    line: usize,
    column: usize,
    /// Which of all blocks it is.
    number: usize,
    is_first: bool,
    is_last: bool,
    /// Whether the name of the file goes before it.
    headed: bool,
}

/// Bytes of a block at the least: enough that handing it over costs nothing.
const BLOCK: usize = 1 << 18;

/// Bytes in which some paragraph ends, as a rule. Of a longer one, as of a text without line
/// breaks, a part is taken for a paragraph.
const LONG: usize = 1 << 20;

/// Divides a text into blocks and gives each away. False as soon as one is refused.
fn blocks(
    work: &Work<'_>,
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
            Tail::Open if work.arguments.lines => part.rfind('\n').map(|last| last + 1),
            Tail::Open => {
                let end = Document::next_paragraph(part, BLOCK.min(part.len() / 2));
                end.or_else(|| (part.len() > LONG).then(|| settled_end(work, part)).flatten())
            }
        };
        settled = end.unwrap_or(0);
        let done = part.get(..settled).unwrap_or_default();
        if end.is_some() {
            let is_first = origin == Position::START;
            let block = Block {
                file: Arc::clone(&file),
                text: done.to_owned(),
                origin,
                line,
                column,
                number: work.chain.number(),
                is_first,
                is_last: tail == Tail::Closed,
                headed: named && is_first,
            };
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

/// Where a part of a text may be divided that has no paragraph end: what stands before is
/// settled. It costs a gloss of the part, which such texts are rare enough for.
fn settled_end(work: &Work<'_>, part: &str) -> Option<usize> {
    let mut glosses = work.lexicon.gloss(passage(work.arguments, part).tail(Tail::Open));
    glosses.by_ref().for_each(drop);
    Some(glosses.settled()).filter(|&settled| settled > 0)
}

/// What every block is worked on with.
struct Work<'a> {
    arguments: &'a Arguments,
    lexicon: &'a Opened,
    chain: Chain,
    /// What every text begins with.
    context: Memory,
}

impl Work<'_> {
    /// Hands the documents of a block to `tell`: the block as one, which goes on with
    /// those before it in its file, or each of its lines.
    fn documents(
        &self,
        block: &Block,
        mut tell: impl FnMut(&Document<'_>, Position) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let read = |text: &str, origin| self.lexicon.document(passage(self.arguments, text).origin(origin));
        if self.arguments.lines {
            let mut origin = block.origin;
            for line in block.text.split_inclusive('\n') {
                tell(&read(line, origin).after(self.context.clone()), origin)?;
                origin = origin.after(line);
            }
            return Ok(());
        }
        // Reading is the work; what was said before is needed only afterwards.
        let turn = self.chain.turn(block.number);
        let document = read(&block.text, block.origin);
        let before = if block.is_first { self.context.clone() } else { turn.before() };
        let document = document.after(before);
        turn.end(if block.is_last { Memory::default() } else { document.memory() });
        tell(&document, block.origin)
    }

    /// Writes the glosses of one block as lines.
    fn lines(&self, block: &Block, output: &mut Vec<u8>) -> Result<(), Failure> {
        let mut report = Report { style: Style::of_output(), line: block.line, column: block.column };
        if block.headed && self.arguments.format == Format::Text {
            writeln!(output, "{}", report.style.bold(&block.file))?;
        }
        let mut at = 0;
        self.documents(block, |document, _| {
            for gloss in document.glosses() {
                if self.arguments.format == Format::Json {
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
        })
    }

    /// Writes one block of a page.
    fn on_page(&self, block: &Block, page: &mut Page, output: &mut Vec<u8>) -> Result<(), Failure> {
        if block.is_first {
            page.file(output, &block.file)?;
        }
        self.documents(block, |document, origin| {
            for gloss in document.glosses() {
                page.gloss(output, document.text(), origin.bytes, &gloss)?;
            }
            Ok(page.text(output, document.text(), origin.bytes, origin.bytes + document.text().len())?)
        })
    }
}

fn passage<'t>(arguments: &Arguments, part: &'t str) -> Passage<'t> {
    let mut passage = Passage::new(part);
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

    fn write(&self, output: &mut impl Write, gloss: &DocumentGloss<'_, '_>) -> std::io::Result<()> {
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
        let mut line = |mark: &str, kind: &str, said: &str| {
            let written = writeln!(
                output,
                "{head} {} {}{} {said}",
                self.style.warning(mark),
                self.style.dim(kind),
                padding(kind, KIND)
            );
            head = " ".repeat(PLACE + 1 + SURFACE);
            written
        };
        let local = gloss.definition().filter(|definition| definition.concept.is_none());
        if let Some(definition) = local {
            let evidence = self.style.warning(&format!("  [{}]", Evidence::Local));
            line(" ", "", &format!("{}{evidence}", one_line(&definition.long)))?;
        }
        for (number, sense) in gloss.senses().iter().enumerate() {
            // Of several senses the one that is decided has no mark; the others stay.
            let mark = match (gloss.is_decided(), number) {
                _ if gloss.senses().len() < 2 && local.is_none() => " ",
                (false, _) => "?",
                (true, 0) if local.is_none() => " ",
                (true, _) => "-",
            };
            let mut said = says(&sense.candidate, self.style);
            if matches!(sense.evidence, Evidence::Local | Evidence::Context) {
                said.push_str(&self.style.warning(&format!("  [{}]", sense.evidence)));
            }
            line(mark, sense.concept().kind().as_str(), &said)?;
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
