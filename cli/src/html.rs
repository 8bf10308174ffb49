//! Glosses as a page: the text itself, each term marked, its equivalents on hover.

use std::io::{Result, Write};

use yakugo::{DocumentGloss, Span};

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="ja"><head><meta charset="utf-8"><title>yakugo</title><style>
body { font: 1rem/1.9 sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere }
mark { background: #dff0ff; color: inherit; border-bottom: 2px solid #4a90c2; cursor: help }
mark.drug, mark.class { background: #e6f7e6; border-color: #3c9a3c }
mark.reaction { background: #fdeaea; border-color: #cc5555 }
mark.ambiguous { border-bottom-style: dashed }
</style></head><body>
"#;

/// A page that is being written. Marks nest: a gloss within a longer one stands
/// inside its mark.
pub(crate) struct Page {
    /// Byte of the file up to which the text has been written.
    written: usize,
    /// Where the open marks end, the innermost last.
    open: Vec<usize>,
    in_file: bool,
}

impl Page {
    pub(crate) fn begin(output: &mut impl Write) -> Result<Page> {
        output.write_all(HEAD.as_bytes())?;
        Ok(Page { written: 0, open: Vec::new(), in_file: false })
    }

    pub(crate) fn file(&mut self, output: &mut impl Write, name: &str) -> Result<()> {
        self.close(output)?;
        *self = Page { written: 0, open: Vec::new(), in_file: true };
        // A line feed right after <pre> is no part of the text.
        writeln!(output, "<h2>{}</h2>\n<pre>", escaped(name))
    }

    /// Writes the text before the gloss, and opens its mark. `part` begins at
    /// byte `origin` of the file.
    pub(crate) fn gloss(
        &mut self,
        output: &mut impl Write,
        part: &str,
        origin: usize,
        gloss: &DocumentGloss<'_, '_>,
    ) -> Result<()> {
        let Span { start, end } = gloss.span;
        // With --all, terms may cross each other; a mark cannot.
        if start < self.written || self.open.iter().any(|&open| open > start && open < end) {
            return Ok(());
        }
        self.text(output, part, origin, start)?;
        let kind = gloss.senses().first().map_or("local", |best| best.concept().kind().as_str());
        let ambiguous = if !gloss.is_decided() { " ambiguous" } else { "" };
        write!(output, "<mark class=\"{kind}{ambiguous}\" title=\"{}\">", escaped(&title(gloss)))?;
        self.open.push(end);
        Ok(())
    }

    /// Writes the text up to byte `end` of the file, closing the marks that end there.
    pub(crate) fn text(
        &mut self,
        output: &mut impl Write,
        part: &str,
        origin: usize,
        end: usize,
    ) -> Result<()> {
        while self.written < end || self.open.last().is_some_and(|&open| open <= end) {
            let stop = self.open.last().map_or(end, |&open| open.min(end));
            let range = self.written.saturating_sub(origin)..stop.saturating_sub(origin);
            write!(output, "{}", escaped(part.get(range).unwrap_or_default()))?;
            self.written = stop;
            while self.open.pop_if(|open| *open <= stop).is_some() {
                write!(output, "</mark>")?;
            }
        }
        Ok(())
    }

    fn close(&mut self, output: &mut impl Write) -> Result<()> {
        for _ in self.open.drain(..) {
            write!(output, "</mark>")?;
        }
        if self.in_file { writeln!(output, "</pre>") } else { Ok(()) }
    }

    pub(crate) fn end(mut self, output: &mut impl Write) -> Result<()> {
        self.close(output)?;
        writeln!(output, "</body></html>")
    }
}

/// The senses, one a line, and before them what the document defines.
fn title(gloss: &DocumentGloss<'_, '_>) -> String {
    let local = gloss.definition().map(|definition| format!("{} = {}", definition.short, definition.long));
    let senses = gloss.senses().iter().map(|sense| {
        let equivalents: Vec<&str> = sense.candidate.equivalents().map(|one| one.text()).collect();
        format!("{}: {}", sense.concept().kind(), equivalents.join(" · "))
    });
    local.into_iter().chain(senses).collect::<Vec<_>>().join("\n")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}
