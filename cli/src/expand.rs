//! `yakugo expand`

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use serde::Serialize;
use yakugo::{Definition, Evidence, Expansion, Language};

use crate::failure::Failure;
use crate::input::Text;
use crate::lexicon::Choice;
use crate::lookup::Format;
use crate::terminal::{Style, one_line, padding};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The text that the short forms stand in: what it defines, and what stands near them
    /// there, counts
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
    /// What the context defines the short form as, last.
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<Definition<'l, 'a>>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let lexicon = arguments.lexicon.open()?;
    let context = match &arguments.context {
        Some(path) => Some(Text::open(path)?.whole()?),
        None => None,
    };
    let definitions = context.as_deref().map(|context| lexicon.definitions(context)).unwrap_or_default();
    let style = Style::of_output();
    let mut output = BufWriter::new(std::io::stdout().lock());
    for short in &arguments.shorts {
        let candidates = match &context {
            Some(context) => lexicon.expand_in(short, context),
            None => lexicon.expand(short),
        };
        let defines = |one: &&Definition<'_, '_>| one.short_text == short || one.singular() == short;
        let definition = definitions.iter().rev().find(defines).copied();
        if arguments.format == Format::Json {
            serde_json::to_writer(&mut output, &Answer { short, candidates, definition })?;
            writeln!(output)?;
            continue;
        }
        writeln!(output, "{}", style.bold(short))?;
        let local = definition.filter(|definition| definition.concept().is_none());
        if let Some(local) = local {
            let evidence = style.warning(&format!("[{}]", Evidence::Local));
            writeln!(output, "    {}  {evidence}", one_line(local.long_text))?;
        } else if candidates.is_empty() {
            writeln!(output, "    {}", style.dim("no short form written so; capitals count (ALL, irAE)"))?;
        }
        for expansion in candidates {
            let long = |language| expansion.long(language).map_or("—", |long| long.text());
            let kind = expansion.concept().kind().as_str();
            let score = format!("{:>3.0} %", expansion.score * 100.0);
            let english = long(Language::English);
            let evidence = match expansion.evidence {
                Evidence::Local | Evidence::Context => style.warning(&format!("  [{}]", expansion.evidence)),
                _ => String::new(),
            };
            writeln!(
                output,
                "    {} {}{} {english}{}  {}{evidence}",
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
