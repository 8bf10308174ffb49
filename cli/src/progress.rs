//! A progress bar for long work, on a terminal.

use std::io::IsTerminal;
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far the work has come, in bytes of the texts. Shown on standard error if that
/// is a terminal and the results go elsewhere.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Whether to show it as soon as the work is long.
    wanted: bool,
}

/// Bytes of work that are done before anybody would look at a bar.
const LONG: u64 = 4 << 20;

impl Progress {
    pub(crate) fn over(files: &[PathBuf]) -> Progress {
        let sizes: Option<Vec<u64>> =
            files.iter().map(|file| std::fs::metadata(file).ok().map(|data| data.len())).collect();
        let total: Option<u64> = sizes.map(|sizes| sizes.iter().sum());
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let template = match total {
            Some(_) => "{bar:30} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left",
            None => "{spinner} {bytes} {bytes_per_sec}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let wanted = !std::io::stdout().is_terminal() && total.is_none_or(|total| total > LONG);
        Progress { bar, wanted }
    }

    pub(crate) fn advance(&self, bytes: usize) {
        self.bar.inc(bytes as u64);
        if self.wanted && self.bar.is_hidden() && self.bar.position() > LONG {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
        }
    }
}

/// However the work ends, nothing of the bar stays on the terminal.
impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
