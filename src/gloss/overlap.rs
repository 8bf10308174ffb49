//! Overlap: which of the matches that share characters are glosses.

use super::Overlap;
use super::insertion::Insertion;
use super::scan::{MAX_INSERTIONS, Match};
use crate::hit::Hit;
use crate::span::Span;

/// A match that is a gloss. Spans are bytes of the window until they are shifted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resolved {
    pub(crate) span: Span,
    pub(crate) hit: Hit,
    pub(crate) within: Option<Span>,
}

impl Resolved {
    pub(crate) fn shift(&mut self, bytes: usize) {
        self.span = self.span.shifted(bytes);
        self.within = self.within.map(|within| within.shifted(bytes));
    }
}

/// Sorts matches, which come by where they begin, so that of those that begin alike
/// the longer go first; and of equal spans leaves the best: the form level before the
/// spelling level, a key before a key with a suffix, fewer insertions before more;
/// then by number, so that the order is total.
pub(super) fn sort(matches: &mut Vec<Match>) {
    debug_assert!(matches.is_sorted_by_key(|found| found.span().start));
    for group in matches.chunk_by_mut(|a, b| a.span().start == b.span().start) {
        if group.len() > 1 {
            group.sort_unstable_by_key(|found| {
                let hit = found.hit;
                let end = core::cmp::Reverse(found.span().end);
                (end, hit.level, hit.suffix.is_some(), found.insertions.count, hit.key)
            });
        }
    }
    matches.dedup_by_key(|found| found.span());
}

/// Appends the glosses among `matches`, which [`sort`] has sorted, to `ready`.
pub(super) fn resolve(
    matches: &[Match],
    insertions: &[[Insertion; MAX_INSERTIONS]],
    overlap: Overlap,
    ready: &mut Vec<Resolved>,
) {
    let mut end = 0;
    for (index, found) in matches.iter().enumerate() {
        let span = found.span();
        match overlap {
            Overlap::All => ready.push(Resolved { span, hit: found.hit, within: None }),
            Overlap::Longest if span.start >= end => {
                end = span.end;
                ready.push(Resolved { span, hit: found.hit, within: None });
                if found.insertions.count > 0 {
                    let inner = matches.get(index + 1..).unwrap_or_default();
                    marked(span, found.insertions.of(insertions), inner, ready);
                }
            }
            Overlap::Longest => {}
        }
    }
}

/// Appends what the `insertions` of the gloss at `outer` mark: for each, the longest
/// term that ends where it begins (a short form or a note is attached to that), and
/// the terms in it.
fn marked(outer: Span, insertions: &[Insertion], inner: &[Match], ready: &mut Vec<Resolved>) {
    let first = ready.len();
    let within = Some(outer);
    let inner = || inner.iter().take_while(|found| found.span().start < outer.end);
    for insertion in insertions {
        let attached = inner().find(|found| found.span().end == insertion.attached);
        ready.extend(attached.map(|found| Resolved { span: found.span(), hit: found.hit, within }));
        let mut end = insertion.span.start;
        for found in inner().filter(|found| insertion.span.contains(found.span())) {
            let span = found.span();
            if span.start >= end {
                end = span.end;
                ready.push(Resolved { span, hit: found.hit, within });
            }
        }
    }
    if let Some(new) = ready.get_mut(first..) {
        new.sort_unstable_by_key(|resolved| (resolved.span.start, core::cmp::Reverse(resolved.span.end)));
    }
}
