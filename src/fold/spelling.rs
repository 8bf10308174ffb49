//! The spelling level: katakana and kanji variants, British and American
//! spelling, hyphen or space. It works on form-folded characters; what it
//! merges, the evidence of a candidate says.

mod beginning;

use super::form::attaches;
use super::glyph::flag;
use super::letter::Letter;
use super::script::class;
use super::tables::{LATIN, LatinRule, VARIANTS, Where};
use beginning::begins_rule_with;
pub(super) use beginning::{
    LATIN_PAIRS, VARIANT_STARTS, begins_latin_rule, begins_rule, begins_rule_with_han, begins_variant,
    is_in_variant,
};

/// Rounds until nothing changes. Every right side of the tables is stable
/// (`tests/fold_tables.rs` checks it), so real text takes two; the bound only
/// keeps a mistake in a table from hanging.
pub(super) const MAX_ROUNDS: usize = 32;

/// The first glyph from `at` on at which a rule of one [`round`] applies.
pub(super) fn next_application<T: Letter>(glyphs: &[T], at: usize) -> Option<usize> {
    let mut rest = glyphs.get(at..)?;
    while let [glyph, after @ ..] = rest {
        let at = glyphs.len() - rest.len();
        if (glyph.is(class::RULE) || glyph.has(flag::JOINED))
            && begins_rule_with(glyph, after)
            && applies(glyphs, at)
        {
            return Some(at);
        }
        rest = after;
    }
    None
}

/// Whether a rule of one [`round`] applies at glyph `at`, which one may begin with.
#[inline(always)]
pub(super) fn applies_at<T: Letter>(glyphs: &[T], at: usize) -> bool {
    let rest = glyphs.get(at..).unwrap_or_default();
    rest.split_first().is_some_and(|(glyph, after)| begins_rule_with(glyph, after)) && applies(glyphs, at)
}

/// The same where one begins as the glyphs do.
#[inline(never)]
fn applies<T: Letter>(glyphs: &[T], at: usize) -> bool {
    let Some(glyph) = glyphs.get(at) else { return false };
    if glyph.has(flag::JOINED) {
        return true;
    }
    let neighbour = |index: Option<usize>| index.and_then(|index| glyphs.get(index));
    let next = glyphs.get(at + 1);
    if glyph.is(class::LATIN) {
        let is_end = |index: &usize| {
            let parts = |glyph: &T| glyph.has(flag::JOINED);
            glyphs.get(*index).is_some_and(parts)
                || index
                    .checked_sub(1)
                    .and_then(|before| glyphs.get(before))
                    .is_none_or(|before| !before.is(class::LATIN))
        };
        let word_start = (0..=at).rev().find(is_end).unwrap_or(0);
        let rest = glyphs.get(word_start..).unwrap_or_default();
        let (word, after) = rest.split_at(word_length(rest));
        return !after.first().is_some_and(|next| attaches(next.character()))
            && latin_rule(word, at - word_start).is_some();
    }
    match glyph.character() {
        '-' => {
            let sides = neighbour(at.checked_sub(1)).zip(next);
            sides.is_some_and(|(before, next)| hyphen_becomes(before, next) != HyphenReading::Itself)
        }
        'ー' => {
            ends_katakana_word(neighbour(at.checked_sub(1)), next)
                || variant(glyphs.get(at..).unwrap_or_default()).is_some()
        }
        _ => variant(glyphs.get(at..).unwrap_or_default()).is_some(),
    }
}

/// Turns form-folded `glyphs` into spelling-folded ones, in place.
pub(super) fn fold<T: Letter>(glyphs: &mut Vec<T>, scratch: &mut Vec<T>) {
    for _ in 0..MAX_ROUNDS {
        scratch.clear();
        round(glyphs, scratch);
        core::mem::swap(glyphs, scratch);
        if next_application(glyphs, 0).is_none() {
            return;
        }
    }
}

/// One pass from left to right.
fn round<T: Letter>(glyphs: &[T], out: &mut Vec<T>) {
    let mut rest = glyphs;
    while let Some((first, after)) = rest.split_first() {
        if first.has(flag::JOINED) {
            // A hyphen at a line end may be part of the name after all (immune-mediated):
            // the form level read it as a division, this level reads it as a hyphen.
            out.push(T::joint(out.last(), first));
        }
        if first.is(class::LATIN) {
            let (word, after) = rest.split_at(word_length(rest));
            latin(word, after.first(), out);
            rest = after;
        } else if let Some((length, to)) = variant(rest) {
            let (from, after) = rest.split_at(length);
            replace(from, to, out);
            rest = after;
        } else if first.character() == '-' {
            hyphen(first, after.first(), out);
            rest = after;
        } else if first.character() == 'ー' && ends_katakana_word(out.last(), after.first()) {
            // The last long vowel of a word is written or not: アナフィラキシー, アナフィラキシ.
            if let Some(last) = out.last_mut().filter(|_| !first.has(flag::UNBRIDGEABLE)) {
                *last = last.up_to(first);
            }
            rest = after;
        } else {
            out.push(first.without(flag::JOINED));
            rest = after;
        }
    }
}

/// The row of `VARIANTS` that begins here, the longest first, as the number of
/// glyphs it takes and what it becomes. None before a lone mark, which would
/// compose with the new character.
fn variant<T: Letter>(glyphs: &[T]) -> Option<(usize, &'static str)> {
    let first = glyphs.first()?.character();
    if !begins_variant(first.into(), glyphs.get(1).map(Letter::code)) {
        return None;
    }
    let at = VARIANTS.partition_point(|&(from, _)| from.chars().next().is_some_and(|c| c < first));
    VARIANTS
        .get(at..)?
        .iter()
        .take_while(|(from, _)| from.starts_with(first))
        .filter_map(|&(from, to)| {
            let mut following = glyphs.iter();
            let matches = from.chars().all(|c| following.next().is_some_and(|glyph| glyph.character() == c));
            let before_mark = following.next().is_some_and(|glyph| attaches(glyph.character()));
            (matches && !before_mark).then(|| (from.chars().count(), to))
        })
        .max_by_key(|&(length, _)| length)
}

/// Pushes `to` in the place of `from`. Sides of one length keep their own
/// ranges; otherwise every new glyph stands for the whole of `from`.
fn replace<T: Letter>(from: &[T], to: &str, out: &mut Vec<T>) {
    let (Some(first), Some(last)) = (from.first(), from.last()) else { return };
    let one_to_one = to.chars().count() == from.len();
    // What parts the left side parts the right side, too.
    let inner = from.iter().skip(1).fold(0, |flags, glyph| flags | glyph.flags());
    for (index, character) in to.chars().enumerate() {
        let source = from.get(index).unwrap_or(last);
        let (start, end) = if one_to_one { (source, source) } else { (first, last) };
        let flags = if index == 0 || one_to_one { source.flags() } else { inner };
        out.push(T::instead(character, start, end, flags));
    }
}

/// Letters from the first on that make one word with it.
fn word_length<T: Letter>(glyphs: &[T]) -> usize {
    let more = glyphs.iter().skip(1);
    1 + more.take_while(|glyph| glyph.is(class::LATIN) && !glyph.has(flag::JOINED)).count()
}

/// The rule for British spelling that applies at letter `at` of a word.
#[inline]
fn latin_rule<T: Letter>(word: &[T], at: usize) -> Option<&'static LatinRule> {
    let rest = word.get(at..)?;
    let code = |at: usize| rest.get(at).map_or(0, Letter::code);
    if begins_latin_rule(code(0), code(1), code(2)) {
        rule_of_word(word.len(), at, |index| word.get(index).map(Letter::character))
    } else {
        None
    }
}

/// The same of a word of so many letters, given letter by letter.
pub(super) fn rule_of_word(
    length: usize,
    at: usize,
    letter: impl Fn(usize) -> Option<char>,
) -> Option<&'static LatinRule> {
    let first = letter(at)?;
    LATIN.iter().find(|rule| {
        let end = at + rule.from.len();
        rule.from.starts_with(first)
            && length >= rule.min
            && length >= end
            && (at..end).zip(rule.from.chars()).all(|(index, c)| letter(index) == Some(c))
            && match rule.place {
                Where::Word => true,
                Where::WordEnd => length == end,
            }
    })
}

/// British spelling of one word. A word before a lone mark is left alone.
fn latin<T: Letter>(word: &[T], next: Option<&T>, out: &mut Vec<T>) {
    let from = out.len();
    let mut at = 0;
    let closed = !next.is_some_and(|next| attaches(next.character()));
    while let Some(rest) = word.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(rule) = latin_rule(word, at).filter(|_| closed) {
            replace(rest.get(..rule.from.len()).unwrap_or_default(), rule.to, out);
            at += rule.from.len();
        } else {
            out.extend(rest.first());
            at += 1;
        }
    }
    if let Some(first) = out.get_mut(from) {
        *first = first.without(flag::JOINED);
    }
}

/// How a hyphen reads between two glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HyphenReading {
    Itself,
    Nothing,
    Space,
    LongVowel,
}

/// Between words a hyphen is a space (anti-CD20, anti CD20); beside one Japanese
/// letter it is nothing (γ-グロブリン, インターロイキン-6); after a katakana vowel
/// and before a Japanese letter it is a mistyped long vowel (インタ－フェロン).
fn hyphen_becomes<T: Letter>(before: &T, next: &T) -> HyphenReading {
    let is_vowel = before.is(class::KATAKANA) && !matches!(before.character(), 'ン' | 'ッ' | 'ー');
    let one_japanese = before.is(class::JAPANESE) && next.is(class::WORD)
        || before.is(class::WORD) && next.is(class::JAPANESE);
    if is_vowel && next.is(class::KANA_OR_HAN) {
        HyphenReading::LongVowel
    } else if attaches(next.character()) {
        HyphenReading::Itself
    } else if before.is(class::WORD) && next.is(class::WORD) {
        HyphenReading::Space
    } else if one_japanese {
        HyphenReading::Nothing
    } else {
        HyphenReading::Itself
    }
}

/// Pushes what a hyphen becomes.
fn hyphen<T: Letter>(hyphen: &T, next: Option<&T>, out: &mut Vec<T>) {
    let reading =
        out.last().zip(next).map_or(HyphenReading::Itself, |(before, next)| hyphen_becomes(before, next));
    let over = |character, flags| T::instead(character, hyphen, hyphen, hyphen.flags() | flags);
    match reading {
        HyphenReading::LongVowel => out.push(over('ー', 0)),
        HyphenReading::Space => out.push(over(' ', flag::HYPHEN)),
        HyphenReading::Nothing => {}
        HyphenReading::Itself => out.push(*hyphen),
    }
}

fn ends_katakana_word<T: Letter>(before: Option<&T>, next: Option<&T>) -> bool {
    before.is_some_and(|glyph| glyph.is(class::KATAKANA))
        && !next.is_some_and(|glyph| glyph.is(class::KATAKANA) || attaches(glyph.character()))
}
