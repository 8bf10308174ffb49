//! Documents: what their definitions and their context cost, beside the gloss itself.
//!
//! Ours is all that a document adds: reading the text as a document and looking at the
//! senses of every gloss, less the time of glossing it and looking at the candidates,
//! which is the peer. So a ratio over 1 says that definitions and context cost less than
//! the gloss.

use std::hint::black_box;

use yakugo::Lexicon;

use super::measure::{Answers, Line, Report, Unit, race};
use super::subject::Subject;
use super::texts::{self, Style};
use crate::Settings;

const STYLES: [(&str, Style, bool); 4] = [
    ("japanese-dense", Style::Japanese, true),
    ("english-dense", Style::English, true),
    ("japanese-sparse", Style::Japanese, false),
    ("english-sparse", Style::English, false),
];

/// Bytes of one document: some pages.
const PAGES: usize = 1 << 14;

/// Reads the text as documents of a few pages.
fn read(lexicon: &Lexicon<Vec<u8>>, pages: &[&str]) {
    for page in pages {
        for gloss in lexicon.document(*page).glosses() {
            black_box(&gloss);
        }
    }
}

/// The lines of one lexicon.
pub fn summary(subject: &Subject<'_>, settings: &Settings, report: &mut Report) {
    for (name, style, dense) in STYLES {
        let metric = format!("document/{}/{name}", subject.name);
        if !report.wants(&metric) {
            continue;
        }
        let text = texts::text(subject, style, dense, settings.text, 7);
        let pages = pages(&text);
        let lexicon = subject.lexicon;
        let seconds = race(
            settings.rounds,
            &mut [&mut || read(lexicon, &pages), &mut || {
                for candidate in
                    pages.iter().flat_map(|page| lexicon.gloss(*page)).flat_map(|one| one.candidates())
                {
                    black_box(&candidate);
                }
            }],
        );
        let speed = |seconds: f64| text.len() as f64 / seconds / 1e6;
        let added = (seconds[0] - seconds[1]).max(seconds[1] / 1e3);
        let (ours, theirs) = (speed(added), speed(seconds[1]));
        let count = |page: &&str| lexicon.document(*page).glosses().count();
        let (found, plain): (usize, usize) =
            (pages.iter().map(count).sum(), pages.iter().map(|page| lexicon.gloss(*page).count()).sum());
        let answers = if found >= plain {
            Answers::Known(format!("{found} glosses, {plain} without local short forms"))
        } else {
            Answers::Wrong(format!("{found} glosses, {plain} in the text"))
        };
        let (unit, peer) = (Unit::MegabytesPerSecond, "ours, gloss and candidates");
        report.line(&Line { metric, ours, unit, peer, theirs, answers });
    }
}

/// The text in pieces that end where a paragraph does.
fn pages(text: &str) -> Vec<&str> {
    let mut pages = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let from = (PAGES.min(rest.len())..=rest.len()).find(|&at| rest.is_char_boundary(at)).unwrap_or(0);
        let end = rest[from..].find('\n').map_or(rest.len(), |at| from + at + 1);
        let (page, left) = rest.split_at(end);
        pages.push(page);
        rest = left;
    }
    pages
}
