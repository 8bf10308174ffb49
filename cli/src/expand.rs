//! `yakugo expand`

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use serde::Serialize;
use yakugo::{Expansion, Language};

use crate::failure::Failure;
use crate::input::Text;
use crate::lexicon::Choice;
use crate::lookup::Format;
use crate::terminal::{Style, padding};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The text that the short forms stand in: senses that it names come first
    #[arg(long, value_name = "FILE")]
    context: Option<PathBuf>,
    #[command(flatten)]
    lexicon: Choice,
    /// How to write the senses: for people, or as JSON Lines
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Short forms, with their capitals: CRS, CAR-T, irAE
    #[arg(value_name = "SHORT", required = true)]
    shorts: Vec<String>,
}

/// One line of JSON.
#[derive(Serialize)]
struct Answer<'a, 'l> {
    short: &'a str,
    candidates: Vec<Expansion<'l>>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let lexicon = arguments.lexicon.open()?;
    let context = match &arguments.context {
        Some(path) => Some(Text::open(path)?.whole()?),
        None => None,
    };
    let style = Style::of_output();
    let mut output = BufWriter::new(std::io::stdout().lock());
    for short in &arguments.shorts {
        let candidates = match &context {
            Some(context) => lexicon.expand_in(short, context),
            None => lexicon.expand(short),
        };
        if arguments.format == Format::Json {
            serde_json::to_writer(&mut output, &Answer { short, candidates })?;
            writeln!(output)?;
            continue;
        }
        writeln!(output, "{}", style.bold(short))?;
        if candidates.is_empty() {
            writeln!(output, "    {}", style.dim("no short form written so; capitals count (ALL, irAE)"))?;
        }
        for expansion in candidates {
            let long = |language| expansion.long(language).map_or("—", |long| long.text());
            let kind = expansion.concept().kind().as_str();
            let score = format!("{:>3.0} %", expansion.score * 100.0);
            let english = long(Language::English);
            writeln!(
                output,
                "    {} {}{} {english}{}  {}",
                style.dim(&score),
                style.dim(kind),
                padding(kind, 12),
                padding(english, 44),
                long(Language::Japanese)
            )?;
        }
    }
    output.flush()?;
    Ok(())
}
