//! What a text shows of the spelling level before it is folded: where a rule may apply,
//! and which characters no rule looks across.
//!
//! Said here is *may*: false is certain. So a text is passed over where nothing of it
//! need be known (`src/gloss/skim.rs`).

use super::character_set::{CharacterSet, code};
use super::form::Peek;
use super::gap::{gap_end, gap_length};
use super::page;
use super::script::class;
use super::spelling::{
    LATIN_PAIRS, MAX_ROUNDS, VARIANT_STARTS, begins_latin_rule, begins_variant, is_in_variant, rule_of_word,
};
use super::tables::VARIANTS;

/// Letters of the longest row of `LATIN`.
const MAX_LENGTH: usize = 9;

/// Letters behind one of a Latin word that rules may change it by: in each round one that
/// begins with it, or ends where the next has begun.
pub(crate) const RULES_REACH: usize = MAX_LENGTH * MAX_ROUNDS;

/// Katakana's long vowel, which the spelling level drops at the end of a word.
pub(crate) const LONG_VOWEL: u32 = 'ー' as u32;

/// Whether a character is a *plain* letter: a kana or a kanji of the main block that
/// folding leaves as it is, at which no rule of the spelling level begins.
#[inline(always)]
pub(crate) fn is_plain(character: u32) -> bool {
    PLAIN.has_code(character)
}

/// Whether a character is a kana or a kanji of the main block that folding leaves as it is.
#[inline(always)]
pub(crate) fn is_letter(character: u32) -> bool {
    is_short_letter(character) || character == LONG_VOWEL
}

/// The same, without the long vowel.
#[inline(always)]
pub(crate) fn is_short_letter(character: u32) -> bool {
    SHORT_LETTERS.has_code(character)
}

/// Whether a row of `VARIANTS` may begin with two letters.
#[inline]
pub(crate) fn begins_row(first: u32, second: u32) -> bool {
    begins_variant(first, Some(second))
}

/// Whether a row of `VARIANTS` may take what stands at byte `at`, of which the first
/// character is simple.
pub(crate) fn variant_may_begin(bytes: &[u8], at: usize) -> bool {
    takes(bytes, at, |_| false)
}

/// Whether a rule that begins at the simple character at byte `at`, which is no Latin
/// letter, may change how the text goes on from it.
#[inline]
pub(crate) fn may_be_respelt(bytes: &[u8], at: usize) -> bool {
    let here = Peek::at(bytes, at);
    here.is(class::RULE)
        && (is_long_vowel(here) && !is_katakana_at(bytes, at + 3) || changes(bytes, at, CHAIN))
}

/// Rows each of which takes what another one behind it leaves, as far as they are followed.
const CHAIN: u8 = 4;

/// Whether a rule may change what stands at byte `at` for a row that begins before it.
fn changes(bytes: &[u8], at: usize, chain: u8) -> bool {
    let here = Peek::at(bytes, at);
    if !here.is(class::RULE) {
        return false;
    }
    if !here.is_simple() || chain == 0 || here.character() == u32::from('-') {
        return true;
    }
    if is_long_vowel(here) {
        // It may fall away, but rows go on behind katakana with few other characters.
        let behind = gap_end(bytes, at + here.length);
        return !is_katakana_at(bytes, at + here.length) && joins_katakana(Peek::at(bytes, behind));
    }
    takes(bytes, at, |at| changes(bytes, at, chain - 1))
}

fn is_long_vowel(peek: Peek) -> bool {
    peek.is_simple() && peek.character() == LONG_VOWEL
}

fn is_katakana_at(bytes: &[u8], at: usize) -> bool {
    let peek = Peek::at(bytes, at);
    peek.is_simple() && peek.is(class::KATAKANA)
}

/// Whether a row takes what stands at byte `at`, of which the first character is simple;
/// the others may be others where they change.
fn takes(bytes: &[u8], at: usize, changes: impl Fn(usize) -> bool) -> bool {
    let here = Peek::at(bytes, at);
    let behind = gap_end(bytes, at + here.length);
    let next = Peek::at(bytes, behind);
    let character = |peek: Peek| page::character(peek.entry).filter(|_| peek.length > 0);
    let Some(first) = character(here) else { return true };
    if character(next).is_some_and(|second| second != '-')
        && !begins_variant(first.into(), character(next).map(u32::from))
        && attaches_not(bytes, behind + next.length)
        && !changes(behind)
    {
        return false;
    }
    let rows = VARIANTS.partition_point(|&(from, _)| from.chars().next().is_some_and(|c| c < first));
    let rows =
        VARIANTS.get(rows..).unwrap_or_default().iter().take_while(|(from, _)| from.starts_with(first));
    rows.into_iter().any(|(from, _)| {
        let mut at = at + here.length;
        for wanted in from.chars().skip(1) {
            // White space and dots between Japanese letters leave nothing.
            at = gap_end(bytes, at);
            if changes(at) {
                return true;
            }
            let peek = Peek::at(bytes, at);
            if !attaches_not(bytes, at + peek.length) {
                return true;
            }
            match character(peek) {
                Some(c) if c == wanted => at += peek.length,
                // A hyphen may become the long vowel of the row, or nothing.
                Some(c) => return c == '-',
                // Whatever a mark leaves; or the end of the text.
                None => return peek.length > 0,
            }
        }
        true
    })
}

/// Whether what stands at byte `at` surely attaches to nothing before it.
fn attaches_not(bytes: &[u8], at: usize) -> bool {
    Peek::at(bytes, at).is_free() || gap_length(bytes, at).is_some()
}

/// Whether a rule of British spelling may begin at one of these small letters, the first
/// in the lowest byte, given the one behind it.
#[inline(always)]
pub(crate) fn run_may_be_respelt(run: u64) -> bool {
    let mut rest = run;
    let mut pairs = 0;
    while rest > 0xFF {
        let [first, second, ..] = rest.to_le_bytes();
        // The letters are 1 to 26 by their lowest bits; a space is 0, and in no pair.
        let seconds = LATIN_PAIRS.get(usize::from(first & 0x1F)).copied().unwrap_or(0);
        pairs |= seconds >> (second & 0x1F);
        rest >>= 8;
    }
    pairs & 1 != 0
}

/// Whether a rule of British spelling applies to a word of these ASCII letters.
#[inline]
pub(crate) fn word_is_respelt(word: &[u8]) -> bool {
    word.windows(2).zip(0..).any(|(pair, at)| {
        let &[first, second] = pair else { return false };
        let letter = |index: usize| word.get(index).map(|&byte| char::from(byte | 0x20));
        letters_begin_rule(first, second, word.get(at + 2).copied().unwrap_or(0))
            && rule_of_word(word.len(), at, letter).is_some()
    })
}

/// Whether a rule of British spelling may begin at two ASCII letters, small ones or
/// capitals, and a third byte.
#[inline(always)]
pub(crate) fn letters_begin_rule(first: u8, second: u8, third: u8) -> bool {
    // The letters are 1 to 26 by their lowest bits.
    let pairs = LATIN_PAIRS.get(usize::from(first & 0x1F)).copied().unwrap_or(0);
    let small = |byte: u8| u32::from(byte | 0x20);
    pairs >> (second & 0x1F) & 1 != 0 && begins_latin_rule(small(first), small(second), small(third))
}

/// Whether a rule of British spelling may begin at a Latin letter and the next two
/// characters, which are simple or none of a word.
pub(crate) fn latin_rule_may_begin(first: Peek, second: Peek, third: Peek) -> bool {
    let known = |peek: Peek| if peek.is_simple() && peek.length > 0 { peek.character() } else { 0 };
    begins_latin_rule(known(first), known(second), known(third))
}

/// Whether no rule changes, takes or looks across a simple character.
pub(crate) fn is_inert(peek: Peek) -> bool {
    let Some(character) = page::character(peek.entry) else { return false };
    peek.length > 0
        && !peek.is(class::LATIN | class::MARK)
        && !matches!(character, '-' | 'ー')
        && !is_in_variant(character)
}

/// Whether a row may begin before a long vowel that falls away at the end of a katakana
/// word, and go on with the character behind it (ブドウー糖).
pub(crate) fn joins_katakana(next: Peek) -> bool {
    page::character(next.entry).is_none_or(|character| AFTER_KATAKANA.has(character))
}

/// Hiragana, katakana without the long vowel, and the main block of kanji.
const LETTERS: [(u32, u32); 3] = [(0x3041, 0x3096), (0x30A1, 0x30FA), (0x4E00, 0x9FFF)];

static SHORT_LETTERS: CharacterSet = CharacterSet::of(&LETTERS);

static PLAIN: CharacterSet = CharacterSet::of(&LETTERS).without(&VARIANT_STARTS);

/// What stands behind katakana in a row of `VARIANTS` and is none.
static AFTER_KATAKANA: CharacterSet = after_katakana();

#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
const fn after_katakana() -> CharacterSet {
    let mut set = CharacterSet::new();
    let mut row = 0;
    while row < VARIANTS.len() {
        let text = VARIANTS[row].0.as_bytes();
        // Every character is of three bytes.
        let mut at = 3;
        while at < text.len() {
            let (before, after) = (code(text, at - 3), code(text, at));
            if matches!(before, 0x30A1..=0x30FF) && !matches!(after, 0x30A1..=0x30FF) {
                set = set.with(text, at);
            }
            at += 3;
        }
        row += 1;
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::beginnings::RUN;
    use crate::fold::script::{is_kana_or_han, is_katakana};
    use crate::fold::tables::LATIN;

    /// What the functions above rest on.
    #[test]
    fn rows_are_of_letters_that_stay() {
        for (from, _) in VARIANTS {
            for c in from.chars() {
                let mut text = [0; 4];
                let peek = Peek::at(c.encode_utf8(&mut text).as_bytes(), 0);
                assert!(peek.is_simple() && peek.character() == u32::from(c) && is_kana_or_han(c), "{from}");
            }
            let pairs = from.chars().zip(from.chars().skip(1));
            for (_, after) in pairs.filter(|&(a, b)| is_katakana(a) && !is_katakana(b)) {
                assert!(AFTER_KATAKANA.has(after), "{from}");
            }
        }
    }

    fn run(letters: &str) -> u64 {
        letters.bytes().rev().fold(0, |run, letter| run << 8 | u64::from(letter))
    }

    #[test]
    fn plain_letters_begin_no_row() {
        for character in 0..0x1_0000 {
            let begins = VARIANT_STARTS.has_code(character);
            assert_eq!(is_plain(character), is_short_letter(character) && !begins, "{character:x}");
        }
    }

    #[test]
    fn a_rule_shows_in_a_word() {
        for rule in LATIN {
            let word = format!("{}{}", "xxxxxxx", rule.from);
            assert!(word_is_respelt(word.as_bytes()), "{word}");
            assert!(word_is_respelt(word.to_uppercase().as_bytes()), "{word}");
            assert!(rule.from.len() > RUN || run_may_be_respelt(run(rule.from)), "{word}");
            assert!(rule.from.len() <= MAX_LENGTH, "{word}");
        }
        assert!(!word_is_respelt(b"patient") && !run_may_be_respelt(run("patient")));
    }
}
