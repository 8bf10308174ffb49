//! Words after a drug's name that leave the substance the same, or name a salt,
//! an ester or a hydrate of it.
//!
//! The JAN marks a recombinant substance by （遺伝子組換え）. Salts are named by
//! regular words (WHO, "International Nonproprietary Names Modified", INNM), so
//! that a rule finds メトホルミン塩酸塩 where the lexicon has メトホルミン only. A
//! row of its own goes before the rule.

use crate::fold::script::{is_katakana, is_word};
use crate::fold::{CharacterSet, Glyph};

/// The suffixes of recombinant substances as both levels fold them. 組み換え and
/// 組換え are one at the spelling level only, so that both stand here.
static RECOMBINANT: [&str; 3] = ["(遺伝子組換え)", "(遺伝子組み換え)", "(genetical recombination)"];

/// Words for salts, esters and hydrates, folded; the longer of two that begin
/// alike first.
static SALTS: [&str; 79] = [
    "一ナトリウム",
    "二ナトリウム",
    "三ナトリウム",
    "ナトリウム",
    "カリウム",
    "カルシウム",
    "マグネシウム",
    "亜鉛",
    "アルミニウム",
    "二塩酸塩",
    "塩酸塩",
    "臭化水素酸塩",
    "臭化物",
    "塩化物",
    "ヨウ化物",
    "硫酸塩",
    "硝酸塩",
    "二リン酸塩",
    "リン酸塩",
    "リン酸エステル",
    "メシル酸塩",
    "ベシル酸塩",
    "トシル酸塩",
    "エシル酸塩",
    "マレイン酸塩",
    "フマル酸塩",
    "コハク酸塩",
    "クエン酸塩",
    "酒石酸塩",
    "乳酸塩",
    "リンゴ酸塩",
    "酢酸塩",
    "酢酸エステル",
    "プロピオン酸エステル",
    "ジプロピオン酸エステル",
    "吉草酸エステル",
    "酪酸エステル",
    "フランカルボン酸エステル",
    "安息香酸エステル",
    "パモ酸塩",
    "シュウ酸塩",
    "グルコン酸塩",
    "オロト酸塩",
    "ムチン酸塩",
    "アスパラギン酸塩",
    "カンシル酸塩",
    "炭酸塩",
    "ヒベンズ酸塩",
    "メグルミン",
    "一水和物",
    "二水和物",
    "三水和物",
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
/// salts, and the mark of a recombinant substance.
pub(crate) fn read(glyphs: &[Glyph]) -> Reading {
    let mut length = 0;
    let mut salt = false;
    loop {
        match word(glyphs.get(length..).unwrap_or_default(), &SALTS) {
            Reading::Suffix(more, _) if ends_word(glyphs, length + more) => {
                length += more;
                salt = true;
            }
            Reading::CutOff => return Reading::CutOff,
            _ => break,
        }
    }
    match word(glyphs.get(length..).unwrap_or_default(), &RECOMBINANT) {
        Reading::Suffix(more, _) => length += more,
        Reading::CutOff => return Reading::CutOff,
        Reading::No => {}
    }
    match (length, salt) {
        (0, _) => Reading::No,
        (_, true) => Reading::Suffix(length, Suffix::Salt),
        (_, false) => Reading::Suffix(length, Suffix::Recombinant),
    }
}

/// Whether a word of [`SALTS`] or [`RECOMBINANT`] begins with `c`.
fn begins_word(c: char) -> bool {
    STARTS.has(c)
}

/// The first characters of the words, a bit each.
static STARTS: CharacterSet = edges(false);

/// The last characters of the words.
static ENDS: CharacterSet = edges(true);

#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn edges(last: bool) -> CharacterSet {
    let mut set = CharacterSet::new();
    let mut word = 0;
    while word < SALTS.len() + RECOMBINANT.len() {
        let text = if word < SALTS.len() { SALTS[word] } else { RECOMBINANT[word - SALTS.len()] };
        let text = text.as_bytes();
        // A space, a bracket, a Latin letter, or a Japanese character of three bytes.
        let at = match (last, text[text.len() - 1]) {
            (true, ..0x80) => text.len() - 1,
            (true, _) => text.len() - 3,
            (false, _) => 0,
        };
        set = set.with(text, at);
        word += 1;
    }
    set
}

/// The first of `words` that the glyphs begin with.
fn word(glyphs: &[Glyph], words: &[&str]) -> Reading {
    let mut reading = Reading::No;
    // Nearly always, no word begins so.
    let Some(first) = glyphs.first().map(|glyph| glyph.character).filter(|&first| begins_word(first)) else {
        return Reading::No;
    };
    for word in words.iter().filter(|word| word.chars().next().is_some_and(|c| c == first)) {
        let length = word.chars().count();
        let agreeing = glyphs.iter().zip(word.chars()).take_while(|(glyph, c)| glyph.character == *c).count();
        if agreeing == length {
            return Reading::Suffix(length, Suffix::Salt);
        }
        if agreeing == glyphs.len() && !glyphs.is_empty() {
            reading = Reading::CutOff;
        }
    }
    reading
}

/// Whether no katakana or Latin word goes on at glyph `end`, unless with another
/// word for a salt.
fn ends_word(glyphs: &[Glyph], end: usize) -> bool {
    let (Some(last), Some(next)) = (end.checked_sub(1).and_then(|last| glyphs.get(last)), glyphs.get(end))
    else {
        return true;
    };
    let both = |script: fn(char) -> bool| script(last.character) && script(next.character);
    let goes_on = both(is_katakana) || both(is_word);
    !goes_on || matches!(word(glyphs.get(end..).unwrap_or_default(), &SALTS), Reading::Suffix(..))
}

/// The lengths of `glyphs` without a suffix that ends them, the shortest first.
pub(crate) fn strip(glyphs: &[Glyph]) -> impl Iterator<Item = (usize, Suffix)> + '_ {
    // Most names end in a character that no suffix ends in: nothing to try.
    let last = glyphs.last().map(|glyph| glyph.character);
    let may_end = last.is_some_and(|last| ENDS.has(last));
    let lengths = if may_end { 1..glyphs.len() } else { 0..0 };
    lengths.filter_map(|bare| match read(glyphs.get(bare..)?) {
        Reading::Suffix(length, suffix) if bare + length == glyphs.len() => Some((bare, suffix)),
        _ => None,
    })
}
