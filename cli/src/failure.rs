//! What ends the command.

use std::io;

use yakugo::{CompileError, OpenError};

/// A reason to stop, as one line says it (compiling: one line a fault).
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{file}: {error}; give a file that exists and can be read")]
    Read { file: String, error: io::Error },
    #[error("{file}: {error}; give a place that can be written to")]
    Write { file: String, error: io::Error },
    #[error("{0}")]
    Output(#[from] io::Error),
    #[error("{file}: byte {offset} (0x{byte:02X}) is not UTF-8{hint}")]
    Utf8 { file: String, offset: usize, byte: u8, hint: &'static str },
    #[error("{file}: {error}")]
    Open { file: String, error: OpenError },
    #[error("{0}")]
    Compile(#[from] CompileError),
    #[error("{0}")]
    Call(String),
}

impl Failure {
    /// Whether the reader of our output has gone (`yakugo gloss … | head`).
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Failure {
        Failure::Output(error.into())
    }
}
