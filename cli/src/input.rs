//! Reading text of any size: in parts, as UTF-8, whatever the file's size.

use std::fs::File;
use std::io::{ErrorKind, Read, stdin};
use std::path::{Path, PathBuf};

use yakugo::Tail;

use crate::failure::Failure;

/// Bytes read at a time.
const PART: usize = 1 << 18;

/// The name that output gives a text from standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

/// The files named, or standard input for none and for `-`.
pub(crate) fn inputs(paths: &[PathBuf]) -> Vec<PathBuf> {
    if paths.is_empty() { vec![PathBuf::from(STANDARD_INPUT)] } else { paths.to_vec() }
}

/// A text that is read part by part. What its reader leaves of a part stays and
/// comes again before the next one.
pub(crate) struct Text {
    name: String,
    source: Box<dyn Read>,
    bytes: Vec<u8>,
    /// How many of `bytes` are known to be UTF-8.
    valid: usize,
    /// Bytes of the file before `bytes`.
    before: usize,
    ended: bool,
}

impl Text {
    pub(crate) fn open(path: &Path) -> Result<Text, Failure> {
        let name = path.display().to_string();
        let source: Box<dyn Read> = if name == STANDARD_INPUT {
            Box::new(stdin().lock())
        } else {
            Box::new(File::open(path).map_err(|error| Failure::Read { file: name.clone(), error })?)
        };
        Ok(Text { name, source, bytes: Vec::new(), valid: 0, before: 0, ended: false })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Drops `settled` bytes and reads on: the text that is left and what follows
    /// it, and whether more will come.
    pub(crate) fn next(&mut self, settled: usize) -> Result<(&str, Tail), Failure> {
        self.bytes.drain(..settled.min(self.valid));
        self.valid -= settled.min(self.valid);
        self.before += settled;
        // The part doubles where the reader could not settle anything in the last.
        let wanted = self.bytes.len().max(PART);
        let read = |source: &mut dyn Read, bytes: &mut Vec<u8>| source.take(wanted as u64).read_to_end(bytes);
        let read = match read(&mut self.source, &mut self.bytes) {
            Err(error) if error.kind() == ErrorKind::Interrupted => 0,
            Err(error) => return Err(Failure::Read { file: self.name.clone(), error }),
            Ok(0) => {
                self.ended = true;
                0
            }
            Ok(read) => read,
        };
        self.ended |= read < wanted;
        let new = self.bytes.get(self.valid..).unwrap_or_default();
        match std::str::from_utf8(new) {
            Ok(_) => self.valid = self.bytes.len(),
            Err(error) if error.error_len().is_none() && !self.ended => self.valid += error.valid_up_to(),
            Err(error) => return Err(self.not_utf8(self.valid + error.valid_up_to())),
        }
        let text = self.bytes.get(..self.valid).and_then(|bytes| std::str::from_utf8(bytes).ok());
        Ok((text.unwrap_or_default(), if self.ended { Tail::Closed } else { Tail::Open }))
    }

    /// The whole text at once.
    pub(crate) fn whole(mut self) -> Result<String, Failure> {
        loop {
            if let (text, Tail::Closed) = self.next(0)? {
                return Ok(text.to_owned());
            }
        }
    }

    fn not_utf8(&self, at: usize) -> Failure {
        let start = self.bytes.get(..2).filter(|_| self.before == 0);
        let hint = match start {
            Some([0xFF, 0xFE] | [0xFE, 0xFF]) => {
                "; the file is UTF-16: convert it with `iconv -f UTF-16 -t UTF-8`"
            }
            _ => "; convert the file, from Shift_JIS with `iconv -f CP932 -t UTF-8`",
        };
        let byte = self.bytes.get(at).copied().unwrap_or_default();
        Failure::Utf8 { file: self.name.clone(), offset: self.before + at, byte, hint }
    }
}
