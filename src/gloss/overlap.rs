//! Overlap: which of the matches that share characters are glosses.

use super::Overlap;
use super::scan::Match;
use crate::hit::Hit;
use crate::span::Span;

/// A match that is a gloss. Spans are bytes of the window until they are shifted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved<'l> {
    pub(super) span: Span,
    pub(super) hit: Hit<'l>,
    pub(super) within: Option<Span>,
}

impl Resolved<'_> {
    pub(super) fn shift(&mut self, bytes: usize) {
        self.span = self.span.shifted(bytes);
        self.within = self.within.map(|within| within.shifted(bytes));
    }
}

/// Sorts matches by where they begin, the longer first, and of equal spans leaves
/// the best: the form level before the spelling level, a key before a key with a
/// suffix, fewer insertions before more.
pub(super) fn sort(matches: &mut Vec<Match<'_>>) {
    let insertions = |found: &Match<'_>| found.insertions.iter().flatten().count();
    matches.sort_by_key(|found| {
        let Span { start, end } = found.span;
        (start, core::cmp::Reverse(end), found.hit.level, found.hit.suffix.is_some(), insertions(found))
    });
    matches.dedup_by_key(|found| found.span);
}

/// Appends the glosses among `matches`, which [`sort`] has sorted, to `ready`.
pub(super) fn resolve<'l>(matches: &[Match<'l>], overlap: Overlap, ready: &mut Vec<Resolved<'l>>) {
    let mut end = 0;
    for (index, found) in matches.iter().enumerate() {
        let resolved = Resolved { span: found.span, hit: found.hit, within: None };
        match overlap {
            Overlap::All => ready.push(resolved),
            Overlap::Longest if found.span.start >= end => {
                end = found.span.end;
                ready.push(resolved);
                let inner = matches.get(index + 1..).unwrap_or_default();
                marked(found, inner, ready);
            }
            Overlap::Longest => {}
        }
    }
}

/// Appends what the insertions of `outer` mark: for each, the longest term that
/// ends where it begins (a short form or a note is attached to that), and the
/// terms in it.
fn marked<'l>(outer: &Match<'l>, inner: &[Match<'l>], ready: &mut Vec<Resolved<'l>>) {
    if outer.insertions.iter().all(Option::is_none) {
        return;
    }
    let first = ready.len();
    let within = Some(outer.span);
    let inner = || inner.iter().take_while(|found| found.span.start < outer.span.end);
    for insertion in outer.insertions.iter().flatten() {
        let attached = inner().find(|found| found.span.end == insertion.attached);
        ready.extend(attached.map(|found| Resolved { span: found.span, hit: found.hit, within }));
        let mut end = insertion.span.start;
        for found in inner().filter(|found| insertion.span.contains(found.span)) {
            if found.span.start >= end {
                end = found.span.end;
                ready.push(Resolved { span: found.span, hit: found.hit, within });
            }
        }
    }
    if let Some(new) = ready.get_mut(first..) {
        new.sort_by_key(|resolved| (resolved.span.start, core::cmp::Reverse(resolved.span.end)));
    }
}
