//! The lexicon of a run: the embedded one, with files laid over it.

use std::borrow::Cow;
use std::path::PathBuf;

use yakugo::{Lexicon, LexiconBuilder};

use crate::failure::Failure;

/// Where terms come from.
#[derive(clap::Args)]
pub(crate) struct Choice {
    /// A lexicon file (made by `yakugo compile`) to lay over the embedded one; the last wins
    #[arg(long = "lexicon", value_name = "FILE")]
    lexica: Vec<PathBuf>,
    /// Use only the files given with --lexicon
    #[arg(long, requires = "lexica")]
    alone: bool,
}

pub(crate) type Opened = Lexicon<Cow<'static, [u8]>>;

impl Choice {
    /// Opens what was chosen. Several lexica are merged into one in memory, so
    /// that a concept has its designations from all of them.
    pub(crate) fn open(&self) -> Result<Opened, Failure> {
        let embedded = Lexicon::embedded();
        let mut lexica = Vec::new();
        for path in &self.lexica {
            let file = path.display().to_string();
            let bytes = std::fs::read(path).map_err(|error| Failure::Read { file: file.clone(), error })?;
            let open = |bytes| {
                let lexicon = Lexicon::open(bytes)?;
                lexicon.verify()?;
                Ok(lexicon)
            };
            lexica.push(open(bytes).map_err(|error| Failure::Open { file, error })?);
        }
        let bytes = match lexica.as_slice() {
            [] => Cow::Borrowed(embedded.into_inner()),
            [only] if self.alone => Cow::Owned(only.as_bytes().to_vec()),
            _ => {
                let mut builder = LexiconBuilder::new();
                if !self.alone {
                    builder.base(&embedded);
                }
                let editions = lexica.iter().map(|lexicon| lexicon.edition().to_owned());
                let below = (!self.alone).then(|| embedded.edition().to_owned());
                builder.edition(&below.into_iter().chain(editions).collect::<Vec<_>>().join(" + "));
                for lexicon in &lexica {
                    builder.base(lexicon);
                }
                Cow::Owned(builder.compile()?)
            }
        };
        Lexicon::open(bytes).map_err(|error| Failure::Open { file: "(merged)".to_owned(), error })
    }
}
