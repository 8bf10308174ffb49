//! The spelling level: katakana and kanji variants, British and American
//! spelling, hyphen or space. It works on form-folded characters; what it
//! merges, the evidence of a candidate says.

use super::form::attaches;
use super::glyph::{Glyph, flag};
use super::script::{is_japanese, is_kana_or_han, is_katakana, is_latin_letter, is_word};
use super::tables::{LATIN, VARIANTS, Where};

/// Rounds until nothing changes. Every right side of the tables is stable
/// (`tests/fold_tables.rs` checks it), so real text takes two; the bound only
/// keeps a mistake in a table from hanging.
const MAX_ROUNDS: usize = 32;

/// Turns form-folded `glyphs` into spelling-folded ones, in place.
pub(super) fn fold(glyphs: &mut Vec<Glyph>, scratch: &mut Vec<Glyph>) {
    for _ in 0..MAX_ROUNDS {
        scratch.clear();
        let changed = round(glyphs, scratch);
        core::mem::swap(glyphs, scratch);
        if !changed {
            return;
        }
    }
}

/// One pass from left to right; says whether it changed anything.
fn round(glyphs: &[Glyph], out: &mut Vec<Glyph>) -> bool {
    let mut changed = false;
    let mut rest = glyphs;
    while let Some((first, after)) = rest.split_first() {
        if first.has(flag::JOINED) {
            // A hyphen at a line end may be part of the name after all (immune-mediated):
            // the form level read it as a division, this level reads it as a hyphen.
            let start = out.last().map_or(first.start, |last| last.end);
            let gap = first.flags() & (flag::LINE | flag::UNBRIDGEABLE);
            out.push(Glyph::new(' ', start, first.start).with(flag::HYPHEN | gap));
            changed = true;
        }
        if is_latin_letter(first.character) {
            let (word, after) = rest.split_at(word_length(rest));
            changed |= latin(word, after.first(), out);
            rest = after;
        } else if let Some((length, to)) = variant(rest) {
            let (from, after) = rest.split_at(length);
            replace(from, to, out);
            rest = after;
            changed = true;
        } else if first.character == '-' {
            changed |= hyphen(first, after.first(), out);
            rest = after;
        } else if first.character == 'ー' && ends_katakana_word(out.last(), after.first()) {
            // The last long vowel of a word is written or not: アナフィラキシー, アナフィラキシ.
            if let Some(last) = out.last_mut().filter(|_| !first.has(flag::UNBRIDGEABLE)) {
                last.end = first.end;
            }
            changed = true;
            rest = after;
        } else {
            out.push(first.without(flag::JOINED));
            rest = after;
        }
    }
    changed
}

/// The row of `VARIANTS` that begins here, the longest first, as the number of
/// glyphs it takes and what it becomes. None before a lone mark, which would
/// compose with the new character.
fn variant(glyphs: &[Glyph]) -> Option<(usize, &'static str)> {
    let first = glyphs.first()?.character;
    let at = VARIANTS.partition_point(|&(from, _)| from.chars().next().is_some_and(|c| c < first));
    VARIANTS
        .get(at..)?
        .iter()
        .take_while(|(from, _)| from.starts_with(first))
        .filter_map(|&(from, to)| {
            let mut following = glyphs.iter();
            let matches = from.chars().all(|c| following.next().is_some_and(|glyph| glyph.character == c));
            let before_mark = following.next().is_some_and(|glyph| attaches(glyph.character));
            (matches && !before_mark).then(|| (from.chars().count(), to))
        })
        .max_by_key(|&(length, _)| length)
}

/// Pushes `to` in the place of `from`. Sides of one length keep their own
/// ranges; otherwise every new glyph stands for the whole of `from`.
fn replace(from: &[Glyph], to: &str, out: &mut Vec<Glyph>) {
    let (Some(first), Some(last)) = (from.first(), from.last()) else { return };
    let one_to_one = to.chars().count() == from.len();
    // What parts the left side parts the right side, too.
    let inner = from.iter().skip(1).fold(0, |flags, glyph| flags | glyph.flags());
    for (index, character) in to.chars().enumerate() {
        let source = from.get(index).unwrap_or(last);
        let (start, end) = if one_to_one { (source.start, source.end) } else { (first.start, last.end) };
        let flags = if index == 0 || one_to_one { source.flags() } else { inner };
        out.push(Glyph::new(character, start, end).with(flags));
    }
}

/// Letters from the first on that make one word with it.
fn word_length(glyphs: &[Glyph]) -> usize {
    let more = glyphs.iter().skip(1);
    1 + more.take_while(|glyph| is_latin_letter(glyph.character) && !glyph.has(flag::JOINED)).count()
}

/// British spelling of one word. A word before a lone mark is left alone.
fn latin(word: &[Glyph], next: Option<&Glyph>, out: &mut Vec<Glyph>) -> bool {
    let from = out.len();
    let mut changed = false;
    let mut at = 0;
    let closed = !next.is_some_and(|next| attaches(next.character));
    while let Some(rest) = word.get(at..).filter(|rest| !rest.is_empty()) {
        let rule = LATIN.iter().filter(|_| closed).find(|rule| {
            let length = rule.from.len();
            word.len() >= rule.min
                && rest.len() >= length
                && rest.iter().zip(rule.from.chars()).all(|(glyph, c)| glyph.character == c)
                && match rule.place {
                    Where::Word => true,
                    Where::WordEnd => rest.len() == length,
                }
        });
        if let Some(rule) = rule {
            replace(rest.get(..rule.from.len()).unwrap_or_default(), rule.to, out);
            at += rule.from.len();
            changed = true;
        } else {
            out.extend(rest.first());
            at += 1;
        }
    }
    if let Some(first) = out.get_mut(from) {
        *first = first.without(flag::JOINED);
    }
    changed
}

/// Between words a hyphen is a space (anti-CD20, anti CD20); beside one Japanese
/// letter it is nothing (γ-グロブリン, インターロイキン-6); after a katakana vowel
/// and before a Japanese letter it is a mistyped long vowel (インタ－フェロン).
fn hyphen(hyphen: &Glyph, next: Option<&Glyph>, out: &mut Vec<Glyph>) -> bool {
    let (Some(before), Some(next)) = (out.last_mut(), next) else {
        out.push(*hyphen);
        return false;
    };
    let [left, right] = [before.character, next.character];
    let long_vowel = is_katakana(left) && !matches!(left, 'ン' | 'ッ' | 'ー') && is_kana_or_han(right);
    let one_japanese = is_japanese(left) && is_word(right) || is_word(left) && is_japanese(right);
    if long_vowel {
        out.push(Glyph::new('ー', hyphen.start, hyphen.end).with(hyphen.flags()));
    } else if is_word(left) && is_word(right) && !attaches(right) {
        out.push(Glyph::new(' ', hyphen.start, hyphen.end).with(hyphen.flags() | flag::HYPHEN));
    } else if !one_japanese || attaches(right) {
        out.push(*hyphen);
        return false;
    }
    true
}

fn ends_katakana_word(before: Option<&Glyph>, next: Option<&Glyph>) -> bool {
    before.is_some_and(|glyph| is_katakana(glyph.character))
        && !next.is_some_and(|glyph| is_katakana(glyph.character) || attaches(glyph.character))
}
