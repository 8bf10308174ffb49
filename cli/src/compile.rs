//! `yakugo compile`

use std::path::{Path, PathBuf};

use yakugo::{Lexicon, LexiconBuilder};

use crate::failure::Failure;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Source tables (.tsv), folders of them, and lexicon files to build upon
    #[arg(value_name = "SOURCE", required = true)]
    sources: Vec<PathBuf>,
    /// The lexicon file to write
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// The edition of the data; by default what a file `edition` beside the tables says
    #[arg(long, value_name = "TEXT")]
    edition: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut builder = LexiconBuilder::new();
    let mut edition = arguments.edition.clone();
    let mut tables = 0;
    for source in &arguments.sources {
        if source.is_dir() {
            let found = in_folder(source)?;
            if found.is_empty() {
                let folder = source.display();
                return Err(Failure::Call(format!(
                    "{folder}: the folder has no tables (.tsv); give one that has"
                )));
            }
            for table in found {
                tables += 1;
                add(&mut builder, &table)?;
            }
            let said = std::fs::read_to_string(source.join("edition")).ok();
            edition = edition.or(said.map(|said| said.trim().to_owned()));
        } else {
            tables += 1;
            add(&mut builder, source)?;
        }
    }
    builder.edition(edition.as_deref().unwrap_or_default());
    let bytes = builder.compile()?;
    write(&arguments.output, &bytes)?;
    let size = Lexicon::open(&bytes).map(|lexicon| lexicon.size());
    if let Ok(size) = size {
        let files = if tables == 1 { "file" } else { "files" };
        crate::terminal::complain(&format!(
            "{} designations of {} concepts from {tables} {files}, {} bytes in {}",
            size.designations,
            size.concepts,
            size.bytes,
            arguments.output.display()
        ));
    }
    Ok(())
}

/// The tables right in a folder, sorted by name.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |error| Failure::Read { file: folder.display().to_string(), error };
    let mut tables = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|ending| ending == "tsv") {
            tables.push(path);
        }
    }
    tables.sort();
    Ok(tables)
}

fn add(builder: &mut LexiconBuilder, path: &Path) -> Result<(), Failure> {
    let file = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Failure::Read { file: file.clone(), error })?;
    if path.extension().is_some_and(|ending| ending == "tsv") {
        builder.table(&file, &bytes);
        return Ok(());
    }
    let open = || {
        let lexicon = Lexicon::open(&bytes)?;
        lexicon.verify()?;
        Ok(lexicon)
    };
    builder.base(&open().map_err(|error| Failure::Open { file, error })?);
    Ok(())
}

/// Writes beside the place and moves it there, so that no half-written lexicon is
/// ever found.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error| Failure::Write { file: path.display().to_string(), error };
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    std::fs::write(&beside, bytes).map_err(failed)?;
    std::fs::rename(&beside, path).map_err(|error| {
        // The half-written file is of no use to anyone.
        let _ = std::fs::remove_file(&beside);
        failed(error)
    })
}
