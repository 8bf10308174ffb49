//! The spelling level: katakana and kanji variants, British and American
//! spelling, hyphen or space. It works on form-folded characters; what it
//! merges, the evidence of a candidate says.

use super::character_set::{CharacterSet, code};
use super::form::attaches;
use super::glyph::{Glyph, flag};
use super::script::class;
use super::tables::{LATIN, LatinRule, VARIANTS, Where};

/// Rounds until nothing changes. Every right side of the tables is stable
/// (`tests/fold_tables.rs` checks it), so real text takes two; the bound only
/// keeps a mistake in a table from hanging.
const MAX_ROUNDS: usize = 32;

/// The first glyph from `at` on at which a rule of one [`round`] applies.
pub(super) fn next_application(glyphs: &[Glyph], mut at: usize) -> Option<usize> {
    loop {
        let rest = glyphs.get(at..)?;
        at += rest.iter().position(|glyph| glyph.is(class::RULE) || glyph.has(flag::JOINED))?;
        if begins_rule_with(glyphs.get(at..)?) && applies(glyphs, at) {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether a rule of one [`round`] applies at glyph `at`.
fn applies(glyphs: &[Glyph], at: usize) -> bool {
    let Some(glyph) = glyphs.get(at) else { return false };
    if glyph.has(flag::JOINED) {
        return true;
    }
    let neighbour = |index: Option<usize>| index.and_then(|index| glyphs.get(index));
    let next = glyphs.get(at + 1);
    if glyph.is(class::LATIN) {
        let is_end = |index: &usize| {
            let parts = |glyph: &Glyph| glyph.has(flag::JOINED);
            glyphs.get(*index).is_some_and(parts)
                || index
                    .checked_sub(1)
                    .and_then(|before| glyphs.get(before))
                    .is_none_or(|before| !before.is(class::LATIN))
        };
        let word_start = (0..=at).rev().find(is_end).unwrap_or(0);
        let rest = glyphs.get(word_start..).unwrap_or_default();
        let (word, after) = rest.split_at(word_length(rest));
        return !after.first().is_some_and(|next| attaches(next.character))
            && latin_rule(word, at - word_start).is_some();
    }
    match glyph.character {
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
pub(super) fn fold(glyphs: &mut Vec<Glyph>, scratch: &mut Vec<Glyph>) {
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
fn round(glyphs: &[Glyph], out: &mut Vec<Glyph>) {
    let mut rest = glyphs;
    while let Some((first, after)) = rest.split_first() {
        if first.has(flag::JOINED) {
            // A hyphen at a line end may be part of the name after all (immune-mediated):
            // the form level read it as a division, this level reads it as a hyphen.
            let start = out.last().map_or(first.start(), Glyph::end);
            let gap = first.flags() & (flag::LINE | flag::UNBRIDGEABLE);
            out.push(Glyph::new(' ', start, first.start()).with(flag::HYPHEN | gap));
        }
        if first.is(class::LATIN) {
            let (word, after) = rest.split_at(word_length(rest));
            latin(word, after.first(), out);
            rest = after;
        } else if let Some((length, to)) = variant(rest) {
            let (from, after) = rest.split_at(length);
            replace(from, to, out);
            rest = after;
        } else if first.character == '-' {
            hyphen(first, after.first(), out);
            rest = after;
        } else if first.character == 'ー' && ends_katakana_word(out.last(), after.first()) {
            // The last long vowel of a word is written or not: アナフィラキシー, アナフィラキシ.
            if let Some(last) = out.last_mut().filter(|_| !first.has(flag::UNBRIDGEABLE)) {
                *last = last.over(last.start(), first.end());
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
fn variant(glyphs: &[Glyph]) -> Option<(usize, &'static str)> {
    let first = glyphs.first()?.character;
    if !begins_variant(first, glyphs.get(1).map(|glyph| glyph.character)) {
        return None;
    }
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
        let (start, end) =
            if one_to_one { (source.start(), source.end()) } else { (first.start(), last.end()) };
        let flags = if index == 0 || one_to_one { source.flags() } else { inner };
        out.push(Glyph::new(character, start, end).with(flags));
    }
}

/// Letters from the first on that make one word with it.
fn word_length(glyphs: &[Glyph]) -> usize {
    let more = glyphs.iter().skip(1);
    1 + more.take_while(|glyph| glyph.is(class::LATIN) && !glyph.has(flag::JOINED)).count()
}

/// The rule for British spelling that applies at letter `at` of a word.
fn latin_rule(word: &[Glyph], at: usize) -> Option<&'static LatinRule> {
    rule_of_word(word.len(), at, |index| word.get(index).map(|glyph| glyph.character))
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
fn latin(word: &[Glyph], next: Option<&Glyph>, out: &mut Vec<Glyph>) {
    let from = out.len();
    let mut at = 0;
    let closed = !next.is_some_and(|next| attaches(next.character));
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
fn hyphen_becomes(before: &Glyph, next: &Glyph) -> HyphenReading {
    let is_vowel = before.is(class::KATAKANA) && !matches!(before.character, 'ン' | 'ッ' | 'ー');
    let one_japanese = before.is(class::JAPANESE) && next.is(class::WORD)
        || before.is(class::WORD) && next.is(class::JAPANESE);
    if is_vowel && next.is(class::KANA_OR_HAN) {
        HyphenReading::LongVowel
    } else if attaches(next.character) {
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
fn hyphen(hyphen: &Glyph, next: Option<&Glyph>, out: &mut Vec<Glyph>) {
    let reading =
        out.last().zip(next).map_or(HyphenReading::Itself, |(before, next)| hyphen_becomes(before, next));
    let over = |character: char| Glyph::new(character, hyphen.start(), hyphen.end()).with(hyphen.flags());
    match reading {
        HyphenReading::LongVowel => out.push(over('ー')),
        HyphenReading::Space => out.push(over(' ').with(flag::HYPHEN)),
        HyphenReading::Nothing => {}
        HyphenReading::Itself => out.push(*hyphen),
    }
}

fn ends_katakana_word(before: Option<&Glyph>, next: Option<&Glyph>) -> bool {
    before.is_some_and(|glyph| glyph.is(class::KATAKANA))
        && !next.is_some_and(|glyph| glyph.is(class::KATAKANA) || attaches(glyph.character))
}

/// The same as [`begins_rule`] of a Han ideograph.
#[inline]
pub(super) fn begins_rule_with_han(code: u32) -> bool {
    VARIANT_STARTS.has_code(code)
}

/// Whether a rule of this level may apply at the folded character with this code: for
/// [`class::RULE`].
#[inline]
pub(super) fn begins_rule(code: u32) -> bool {
    const HYPHEN: u32 = '-' as u32;
    const LONG_VOWEL: u32 = 'ー' as u32;
    let letter = code.wrapping_sub(u32::from('a'));
    matches!(code, HYPHEN | LONG_VOWEL)
        || VARIANT_STARTS.has_code(code)
        || letter < 26 && LATIN_FIRST >> letter & 1 != 0
}

/// The same for the first of `glyphs`, by what follows it.
#[inline]
fn begins_rule_with(glyphs: &[Glyph]) -> bool {
    let Some(glyph) = glyphs.first() else { return false };
    if glyph.has(flag::JOINED) {
        return true;
    }
    let next = |distance: usize| glyphs.get(distance).map(|glyph| glyph.character);
    if glyph.is(class::LATIN) {
        let code = |distance: usize| next(distance).map_or(0, u32::from);
        return begins_latin_rule(glyph.character.into(), code(1), code(2));
    }
    matches!(glyph.character, '-' | 'ー') || begins_variant(glyph.character, next(1))
}

/// Whether a rule may apply at a glyph of that class that is no Latin letter, by the
/// glyphs beside it: always where [`applies`] says so, and seldom elsewhere.
pub(super) fn may_apply_between(before: Option<&Glyph>, glyph: &Glyph, next: Option<&Glyph>) -> bool {
    match (glyph.character, before, next) {
        ('-', Some(before), Some(next)) => hyphen_becomes(before, next) != HyphenReading::Itself,
        ('-', ..) => false,
        ('ー', ..) if ends_katakana_word(before, next) => true,
        (first, ..) => begins_variant(first, next.map(|next| next.character)),
    }
}

/// Whether a row of `VARIANTS` may begin with these two characters.
#[inline]
pub(super) fn begins_variant(first: char, second: Option<char>) -> bool {
    let has = |bit: usize| VARIANT_PAIRS.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 != 0);
    has(pair(first as usize, 0)) || second.is_some_and(|second| has(pair(first as usize, second as usize)))
}

/// The bit of a pair of characters, or of a character that is a row alone.
const fn pair(first: usize, second: usize) -> usize {
    (first.wrapping_mul(31) ^ second.wrapping_mul(57)) % (64 * PAIR_WORDS)
}

const PAIR_WORDS: usize = 128;

/// Whether a row of `LATIN` begins with these letters, of which the third may be
/// something else where the row has only two; 0 is none.
#[inline]
pub(super) fn begins_latin_rule(first: u32, second: u32, third: u32) -> bool {
    let letter = |code: u32| code.wrapping_sub(u32::from('a')).min(26);
    let thirds = LATIN_STARTS.get((letter(first) * 27 + letter(second)) as usize).copied().unwrap_or(0);
    thirds >> letter(third) & 1 != 0
}

/// The first characters of `VARIANTS`, a bit each; all of them are in the first
/// plane (`tests` below).
pub(super) static VARIANT_STARTS: CharacterSet = variant_characters(1);

/// All characters of the left sides of `VARIANTS`.
static VARIANT_CHARACTERS: CharacterSet = variant_characters(usize::MAX);

/// The first two characters of each row of `VARIANTS`, a bit for each [`pair`].
static VARIANT_PAIRS: [u64; PAIR_WORDS] = variant_pairs();

/// For the first two letters of each row of `LATIN` (27 for each first one), the third
/// ones; bit 26 is whatever is no letter.
static LATIN_STARTS: [u32; 27 * 27] = latin_starts();

/// The first letters of `LATIN`.
const LATIN_FIRST: u32 = latin_first();

/// The first characters of the left sides of `VARIANTS`, so many of each.
#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn variant_characters(first: usize) -> CharacterSet {
    let mut set = CharacterSet::new();
    let mut row = 0;
    while row < VARIANTS.len() {
        let text = VARIANTS[row].0.as_bytes();
        let mut at = 0;
        // Every character is Japanese, and of three bytes (`tests` below).
        while at < text.len() && at / 3 < first {
            set = set.with(text, at);
            at += 3;
        }
        row += 1;
    }
    set
}

/// Whether a row of `VARIANTS` has `c` on its left side.
pub(super) fn is_in_variant(c: char) -> bool {
    VARIANT_CHARACTERS.has(c)
}

#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn variant_pairs() -> [u64; PAIR_WORDS] {
    let mut bits = [0; PAIR_WORDS];
    let mut row = 0;
    while row < VARIANTS.len() {
        let text = VARIANTS[row].0.as_bytes();
        let bit = pair(code(text, 0), code(text, 3));
        bits[bit / 64] |= 1 << (bit % 64);
        row += 1;
    }
    bits
}

#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn latin_starts() -> [u32; 27 * 27] {
    let mut bits = [0; 27 * 27];
    let mut row = 0;
    while row < LATIN.len() {
        let text = LATIN[row].from.as_bytes();
        let pair = (text[0] - b'a') as usize * 27 + (text[1] - b'a') as usize;
        bits[pair] |= if text.len() > 2 { 1 << (text[2] - b'a') } else { u32::MAX };
        row += 1;
    }
    bits
}

#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn latin_first() -> u32 {
    let mut bits = 0;
    let mut row = 0;
    while row < LATIN.len() {
        bits |= 1 << (LATIN[row].from.as_bytes()[0] - b'a');
        row += 1;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_characters_are_known() {
        for (from, _) in VARIANTS {
            let mut characters = from.chars();
            let (first, second) = (characters.next().unwrap(), characters.next());
            assert!(begins_rule(u32::from(first)) && begins_variant(first, second), "{from}");
            assert!(from.chars().all(|c| c.len_utf8() == 3), "{from}");
        }
        for rule in LATIN {
            let mut letters = rule.from.chars();
            let [first, second, third] = [(); 3].map(|()| letters.next().map_or(0, u32::from));
            assert!(begins_rule(first) && begins_latin_rule(first, second, third), "{}", rule.from);
        }
    }
}
