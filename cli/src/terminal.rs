//! Text for people: columns as wide as they look, colour only on a terminal.

use std::io::{IsTerminal, Write};

use unicode_width::UnicodeWidthStr;

/// One line on standard error.
pub(crate) fn complain(message: &str) {
    // Where standard error is gone, there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "yakugo: {message}");
}

/// Faults that begin with their own places, a line each, on standard error.
pub(crate) fn list(faults: &str) {
    let _ = writeln!(std::io::stderr(), "{faults}");
}

/// How to show words on standard output.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    colour: bool,
}

impl Style {
    /// Colour on a terminal, unless `NO_COLOR` is set (<https://no-color.org>).
    pub(crate) fn of_output() -> Style {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Style { colour: std::io::stdout().is_terminal() && !refused }
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.painted("1", text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.painted("2", text)
    }

    pub(crate) fn warning(self, text: &str) -> String {
        self.painted("33", text)
    }

    fn painted(self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// Spaces that fill `text` up to `width` columns; none where it is wider.
/// A full-width character takes two columns.
pub(crate) fn padding(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(text.width()))
}

/// A surface on one line: each line break in it, with the white space around it,
/// is shown as ⏎; other control characters as �.
pub(crate) fn one_line(surface: &str) -> String {
    let mut shown = String::new();
    let mut space = String::new();
    for c in surface.chars() {
        if c.is_whitespace() {
            space.push(c);
            continue;
        }
        shown.push_str(gap(&space));
        space.clear();
        shown.push(if c.is_control() { '\u{FFFD}' } else { c });
    }
    shown + gap(&space)
}

fn gap(space: &str) -> &str {
    if space.contains(['\n', '\r']) {
        "⏎"
    } else if space.is_empty() {
        ""
    } else {
        " "
    }
}
