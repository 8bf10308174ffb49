//! The `yakugo` command.
//!
//! Exit status 0, or 2 with a line on standard error for each thing that is
//! wrong: what was seen, what was expected, what to do.

mod chain;
mod check_document;
mod compile;
mod coverage;
mod expand;
mod failure;
mod gloss;
mod harvest;
mod html;
mod input;
mod jobs;
mod lexicon;
mod lookup;
mod progress;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use failure::Failure;

/// Bilingual Japanese/English drug-safety terminology: find terms in real text,
/// with their equivalents, each at its place.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Mark the terms of a text, with their equivalents
    Gloss(gloss::Arguments),
    /// Look terms up, one query a line from standard input if none is given
    Lookup(lookup::Arguments),
    /// Say what short forms may stand for
    Expand(expand::Arguments),
    /// List the facts that a text states, as candidate rows for the source tables
    #[command(after_help = harvest::HELP)]
    Harvest(harvest::Arguments),
    /// Compile source tables into a lexicon file
    Compile(compile::Arguments),
    /// Say where documents are not consistent in their short forms and terms
    CheckDocument(check_document::Arguments),
    /// Count what is found in texts, and list the words that look like missing terms
    Coverage(coverage::Arguments),
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let done = match &arguments.command {
        Command::Gloss(arguments) => gloss::run(arguments),
        Command::Lookup(arguments) => lookup::run(arguments),
        Command::Expand(arguments) => expand::run(arguments),
        Command::Harvest(arguments) => harvest::run(arguments),
        Command::Compile(arguments) => compile::run(arguments),
        Command::CheckDocument(arguments) => check_document::run(arguments),
        Command::Coverage(arguments) => coverage::run(arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(Failure::Compile(faults)) => {
            terminal::list(&faults.to_string());
            ExitCode::from(2)
        }
        Err(failure) => {
            terminal::complain(&failure.to_string());
            ExitCode::from(2)
        }
    }
}

/// Help and version go to standard output; a mistaken call is one line.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return match error.print() {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(2),
        };
    }
    let missing = error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    let message = error.to_string();
    let ends = |line: &&str| !line.starts_with("Usage:") && !line.starts_with("For more information");
    let lines: Vec<&str> =
        message.lines().map(str::trim).take_while(ends).filter(|line| !line.is_empty()).collect();
    let said = lines.join(" ");
    let said = said.trim_start_matches("error: ");
    let said = if missing {
        "a command is missing: gloss, lookup, expand, compile, harvest, check-document or coverage"
    } else {
        said
    };
    terminal::complain(&format!("{said}; see `yakugo --help`"));
    ExitCode::from(2)
}
