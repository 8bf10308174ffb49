//! Partings: places that no term goes over and no rule looks across.

use crate::automaton::Automaton;
use crate::fold::attaches;
use crate::format::Tables;

/// See [`Lexicon::next_parting`](crate::Lexicon::next_parting).
///
/// A parting stands behind a mark that ends a sentence or a clause and that no key
/// has: so no walk goes over it, and `is_quiet` of `src/gloss/window.rs` holds for
/// it. The ASCII marks can stand in an address; not so between two words of a line.
pub(crate) fn next(tables: Tables<'_>, text: &str, from: usize) -> Option<usize> {
    let keys = tables.automaton();
    let start = (from..=text.len()).find(|&at| text.is_char_boundary(at))?;
    let rest = text.get(start..)?;
    rest.char_indices().find_map(|(at, mark)| {
        let end = at + mark.len_utf8();
        let (before, after) = (text.get(..start + at)?, rest.get(end..)?);
        (may_part(keys, mark) && parts(before, mark, after)).then_some(start + end)
    })
}

/// Whether `mark` is one of the marks, and in no key.
fn may_part(keys: Automaton<'_>, mark: char) -> bool {
    matches!(mark, '。' | '、' | ';' | '?' | '!') && keys.code(mark) == 0
}

/// Bytes before a mark that are looked at.
const NEAR: usize = 256;

/// Whether what stands beside `mark` leaves it alone: behind it a letter or a digit,
/// to which nothing before it can matter; before an ASCII mark, more than one word
/// on its line, which might be the rest of an address otherwise.
fn parts(before: &str, mark: char, after: &str) -> bool {
    let next = match mark {
        '。' | '、' => after.trim_start().chars().next(),
        _ => {
            // What is near says enough, and a line may be long.
            let near =
                (before.len().saturating_sub(NEAR)..).find_map(|at| before.get(at..)).unwrap_or_default();
            let line = near.rsplit('\n').next().unwrap_or_default().trim();
            let is_word = line.contains(' ');
            after.strip_prefix(' ').and_then(|after| after.chars().next()).filter(|c| is_word && c.is_ascii())
        }
    };
    next.is_some_and(|next| next.is_alphanumeric() && !attaches(next))
}
