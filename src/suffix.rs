//! Words after a drug's name that leave the substance the same, or name a salt,
//! an ester or a hydrate of it.
//!
//! The JAN marks a recombinant substance by （遺伝子組換え）. Salts are named by
//! regular words (WHO, "International Nonproprietary Names Modified", INNM), so
//! that a rule finds メトホルミン塩酸塩 where the lexicon has メトホルミン only. A
//! row of its own goes before the rule.

use crate::fold::script::{is_katakana, is_word};
use crate::fold::{Letter, code};

/// The suffixes of recombinant substances as both levels fold them. 組み換え and
/// 組換え are one at the spelling level only, so that both stand here.
static RECOMBINANT: [&str; 3] = ["(遺伝子組換え)", "(遺伝子組み換え)", "(genetical recombination)"];

/// Words for salts, esters and hydrates, folded; those of one first character together,
/// and the longer of two that begin alike first.
static SALTS: [&str; 79] = [
    "一ナトリウム",
    "一水和物",
    "二ナトリウム",
    "二塩酸塩",
    "二リン酸塩",
    "二水和物",
    "三ナトリウム",
    "三水和物",
    "ナトリウム",
    "カリウム",
    "カルシウム",
    "カンシル酸塩",
    "マグネシウム",
    "マレイン酸塩",
    "亜鉛",
    "アルミニウム",
    "アスパラギン酸塩",
    "塩酸塩",
    "塩化物",
    "臭化水素酸塩",
    "臭化物",
    "ヨウ化物",
    "硫酸塩",
    "硝酸塩",
    "リン酸塩",
    "リン酸エステル",
    "リンゴ酸塩",
    "メシル酸塩",
    "メグルミン",
    "ベシル酸塩",
    "トシル酸塩",
    "エシル酸塩",
    "フマル酸塩",
    "フランカルボン酸エステル",
    "コハク酸塩",
    "クエン酸塩",
    "酒石酸塩",
    "乳酸塩",
    "酢酸塩",
    "酢酸エステル",
    "プロピオン酸エステル",
    "ジプロピオン酸エステル",
    "吉草酸エステル",
    "酪酸エステル",
    "安息香酸エステル",
    "パモ酸塩",
    "シュウ酸塩",
    "グルコン酸塩",
    "オロト酸塩",
    "ムチン酸塩",
    "炭酸塩",
    "ヒベンズ酸塩",
    "水和物",
    "無水物",
    " disodium",
    " sodium",
    " potassium",
    " calcium",
    " magnesium",
    " dihydrochloride",
    " hydrochloride",
    " hydrobromide",
    " bromide",
    " chloride",
    " sulfate",
    " phosphate",
    " mesylate",
    " mesilate",
    " besylate",
    " besilate",
    " maleate",
    " fumarate",
    " succinate",
    " citrate",
    " tartrate",
    " acetate",
    " monohydrate",
    " dihydrate",
    " hydrate",
];

/// Glyphs after a suffix that reading it may look at: the longest word, twice.
pub(crate) const LOOKS_AHEAD: usize = 52;

/// What a suffix says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suffix {
    /// The same substance.
    Recombinant,
    /// A salt, an ester or a hydrate of it.
    Salt,
}

/// How the glyphs after a name read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A suffix of so many glyphs.
    Suffix(usize, Suffix),
    /// The glyphs end before a suffix could.
    CutOff,
    /// None.
    No,
}

/// Reads the longest suffix at the beginning of `glyphs`: any number of words for
/// salts, and the mark of a recombinant substance. Where the text ends with the glyphs, it is
/// `closed`, and nothing is cut off.
pub(crate) fn read<T: Letter>(glyphs: &[T], closed: bool) -> Reading {
    let mut length = 0;
    let mut has_salt = false;
    loop {
        match salt(glyphs.get(length..).unwrap_or_default()) {
            Reading::Suffix(more, _) if ends_word(glyphs, length + more) => {
                length += more;
                has_salt = true;
            }
            Reading::CutOff if !closed => return Reading::CutOff,
            _ => break,
        }
    }
    match recombinant(glyphs.get(length..).unwrap_or_default()) {
        Reading::Suffix(more, _) => length += more,
        Reading::CutOff if !closed => return Reading::CutOff,
        Reading::CutOff | Reading::No => {}
    }
    match (length, has_salt) {
        (0, _) => Reading::No,
        (_, true) => Reading::Suffix(length, Suffix::Salt),
        (_, false) => Reading::Suffix(length, Suffix::Recombinant),
    }
}

/// Where the words with a first character stand in [`SALTS`], and how many they are, by a
/// hash of it that no two of them share.
static PLACES: [(u8, u8); 128] = places();

/// The first characters of [`SALTS`].
static SALT_STARTS: [u16; SALTS.len()] = salt_characters(false);

/// The second ones: none of a word has fewer.
static SALT_SECONDS: [u16; SALTS.len()] = salt_characters(true);

const fn place(first: u32) -> usize {
    (first.wrapping_mul(0x9E37_90DF) >> 25) as usize
}

#[allow(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "evaluated when compiling")]
const fn places() -> [(u8, u8); 128] {
    let starts = salt_characters(false);
    let mut places = [(0, 0); 128];
    let mut index = 0;
    while index < starts.len() {
        let place = &mut places[place(starts[index] as u32)];
        if index == 0 || starts[index] != starts[index - 1] {
            assert!(place.1 == 0, "two first characters share a place, or their words are apart");
            place.0 = index as u8;
        }
        place.1 += 1;
        index += 1;
    }
    places
}

/// The last two to four characters of the words, a bit for each hash of them.
static TAILS: [u64; TAIL_WORDS] = tails();

const TAIL_WORDS: usize = 128;

/// The last characters of the words, a bit for each by the lowest bits of its number.
const LASTS: u64 = lasts();

/// Characters of a tail, at most: a shorter word is its own.
const TAIL: usize = 4;

#[allow(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "evaluated when compiling")]
const fn salt_characters(second: bool) -> [u16; SALTS.len()] {
    let mut characters = [0; SALTS.len()];
    let mut index = 0;
    while index < SALTS.len() {
        let text = SALTS[index].as_bytes();
        let at = if !second {
            0
        } else if text[0] < 0x80 {
            1
        } else {
            3
        };
        characters[index] = code(text, at) as u16;
        index += 1;
    }
    characters
}

/// The bytes of word number `index`.
#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn suffix(index: usize) -> &'static [u8] {
    if index < SALTS.len() { SALTS[index].as_bytes() } else { RECOMBINANT[index - SALTS.len()].as_bytes() }
}

/// Where the character begins that ends before byte `end`: a space, a bracket, a Latin
/// letter, or a Japanese character of three bytes.
#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn character_before(text: &[u8], end: usize) -> usize {
    end - if text[end - 1] < 0x80 { 1 } else { 3 }
}

const fn lasts() -> u64 {
    let (mut bits, mut index) = (0, 0);
    while index < SALTS.len() + RECOMBINANT.len() {
        let text = suffix(index);
        bits |= 1 << (code(text, character_before(text, text.len())) % 64);
        index += 1;
    }
    bits
}

#[allow(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "evaluated when compiling")]
const fn tails() -> [u64; TAIL_WORDS] {
    let mut bits = [0; TAIL_WORDS];
    let mut index = 0;
    while index < SALTS.len() + RECOMBINANT.len() {
        let text = suffix(index);
        let (mut at, mut length, mut hash) = (text.len(), 0, 0);
        while at > 0 && length < TAIL {
            at = character_before(text, at);
            hash = longer_tail(hash, code(text, at) as u32);
            length += 1;
        }
        let bit = tail_bit(hash, length);
        bits[bit / 64] |= 1 << (bit % 64);
        index += 1;
    }
    bits
}

/// The hash of a tail with one character more before it.
const fn longer_tail(hash: u32, code: u32) -> u32 {
    (hash ^ code).wrapping_mul(0x9E37_79B1).rotate_left(13)
}

const fn tail_bit(hash: u32, length: usize) -> usize {
    (hash as usize ^ length) % (64 * TAIL_WORDS)
}

/// Whether a suffix may end a text, which has these characters.
pub(crate) fn may_end<T: Letter>(letters: &[T]) -> bool {
    // Most texts end in another character than all of them.
    letters.last().is_some_and(|last| LASTS >> (last.code() % 64) & 1 != 0) && has_tail(letters)
}

fn has_tail<T: Letter>(letters: &[T]) -> bool {
    let mut hash = 0;
    letters.iter().rev().take(TAIL).zip(1..).any(|(letter, length)| {
        hash = longer_tail(hash, letter.code());
        let bit = tail_bit(hash, length);
        TAILS.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 != 0)
    })
}

/// The words for salts that begin with these characters, of which the glyphs may have the
/// first alone.
#[inline]
fn words(first: u32, second: Option<u32>) -> impl Iterator<Item = &'static str> {
    // Nearly always, no word begins so.
    let (from, count) = PLACES.get(place(first)).copied().unwrap_or_default();
    let (from, end) = (usize::from(from), usize::from(from) + usize::from(count));
    let begins = SALT_STARTS.get(from).is_some_and(|&start| u32::from(start) == first);
    let end = if begins { end } else { from };
    let seconds = SALT_SECONDS.get(from..end).unwrap_or_default().iter();
    let goes_on = move |found: u16| second.is_none_or(|second| second == u32::from(found));
    let words = SALTS.get(from..end).unwrap_or_default().iter();
    seconds.zip(words).filter(move |&(&found, _)| goes_on(found)).map(|(_, word)| *word)
}

/// The first word for a salt that the glyphs begin with.
#[inline]
fn salt<T: Letter>(glyphs: &[T]) -> Reading {
    let Some(first) = glyphs.first() else { return Reading::No };
    word(glyphs, words(first.code(), glyphs.get(1).map(Letter::code)))
}

/// The mark of a recombinant substance, if the glyphs begin with one.
fn recombinant<T: Letter>(glyphs: &[T]) -> Reading {
    if glyphs.first().is_none_or(|first| first.code() != u32::from('(')) {
        return Reading::No;
    }
    word(glyphs, RECOMBINANT.into_iter())
}

/// The first of `words` that the glyphs begin with.
fn word<T: Letter>(glyphs: &[T], words: impl Iterator<Item = &'static str>) -> Reading {
    let mut reading = Reading::No;
    for word in words {
        let mut left = word.chars();
        let mut read = glyphs.iter();
        let goes_on = loop {
            let Some(c) = left.next() else { break None };
            let glyph = read.next();
            if glyph.is_none_or(|glyph| glyph.code() != u32::from(c)) {
                break Some(glyph.is_none());
            }
        };
        match goes_on {
            None => return Reading::Suffix(glyphs.len() - read.len(), Suffix::Salt),
            Some(true) if !glyphs.is_empty() => reading = Reading::CutOff,
            Some(_) => {}
        }
    }
    reading
}

/// Whether no katakana or Latin word goes on at glyph `end`, unless with another
/// word for a salt.
fn ends_word<T: Letter>(glyphs: &[T], end: usize) -> bool {
    let (Some(last), Some(next)) = (end.checked_sub(1).and_then(|last| glyphs.get(last)), glyphs.get(end))
    else {
        return true;
    };
    let both = |script: fn(char) -> bool| script(last.character()) && script(next.character());
    let goes_on = both(is_katakana) || both(is_word);
    !goes_on || matches!(salt(glyphs.get(end..).unwrap_or_default()), Reading::Suffix(..))
}

/// The lengths of `glyphs` without a suffix that ends them, the shortest first. Most
/// names end in characters that no suffix ends in, as [`may_end`] tells quickly.
pub(crate) fn strip<T: Letter>(glyphs: &[T]) -> impl Iterator<Item = (usize, Suffix)> + '_ {
    (1..glyphs.len()).filter_map(|bare| match read(glyphs.get(bare..)?, true) {
        Reading::Suffix(length, suffix) if bare + length == glyphs.len() => Some((bare, suffix)),
        _ => None,
    })
}
