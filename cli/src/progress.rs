//! A progress bar for long work, on a terminal.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far the work has come, in bytes of the texts. Shown on standard error if that
/// is a terminal and the results go elsewhere.
pub(crate) struct Progress {
    bar: ProgressBar,
}

/// Bytes of work that are done before anybody would look at a bar.
const LONG: u64 = 4 << 20;

impl Progress {
    pub(crate) fn over(files: &[PathBuf]) -> Progress {
        let sizes: Option<Vec<u64>> =
            files.iter().map(|file| std::fs::metadata(file).ok().map(|data| data.len())).collect();
        let total: Option<u64> = sizes.map(|sizes| sizes.iter().sum());
        let shown = !std::io::stdout().is_terminal() && total.is_none_or(|total| total > LONG);
        let target = if shown { ProgressDrawTarget::stderr_with_hz(5) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(total, target);
        let template = match total {
            Some(_) => "{bar:30} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left",
            None => "{spinner} {bytes} {bytes_per_sec}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress { bar }
    }

    pub(crate) fn advance(&self, bytes: usize) {
        self.bar.inc(bytes as u64);
    }

    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
