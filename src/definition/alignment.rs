//! Letters of a short form in the words of a long one.
//!
//! Schwartz and Hearst (2003) go from the right and take the first letter that fits, which
//! finds the shortest long form, not the likeliest. Here every way to spread the
//! letters over the words is weighed: a letter at the beginning of a word counts for it,
//! one inside a word, a word without a letter, and a comma between count against it. A
//! table of words by letters holds the best of each, so the cost is bounded by the
//! words that are looked at (24) times the letters (12) times the letters of a word.

use crate::effort::step;
use crate::fold::script::class;
use crate::fold::{Glyph, flag};

use super::parts::{Joint, MAX_GLYPHS, Part, Parts};
use super::short_form::{ShortForm, Sort, is_one_of};
use super::word_list;
use super::words::Words;

/// Letters that a short form may have to be aligned.
const MAX_LETTERS: usize = 12;

/// A letter begins a word or a part of one.
const INITIAL: i32 = 4;
/// A letter inside a word whose beginning has given one (LDH, lactate de*h*ydrogenase).
const INNER: i32 = -1;
/// The first letter that a word gives is none that it begins with (amino*t*ransferase).
const LATE: i32 = -2;
/// A word gives no letter.
const SKIPPED: i32 = -2;
/// A part after a hyphen gives none.
const SKIPPED_PART: i32 = -1;
/// The last word gives none: the name ended before it.
const TRAILING: i32 = -6;
/// The same for a number or a letter that stands alone.
const TRAILING_MARK: i32 = -3;
/// A comma, or a bracket, in the long form.
const COMMA: i32 = -3;
/// A digit of the short form that the long form does not have: CO₂.
const LOST_DIGIT: i32 = -1;
/// The long form begins with a preposition or an article.
const LINK_FIRST: i32 = -4;
/// The long form begins within a compound: anti-*programmed* cell death 1.
const PART_FIRST: i32 = -2;

/// No way to align.
const NEVER: i32 = i32::MIN / 2;

/// A long form that gives the letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alignment {
    /// Glyphs of the paragraph.
    pub(super) first: usize,
    pub(super) score: i32,
    /// Letters aligned.
    pub(super) letters: i32,
}

impl Alignment {
    /// Whether most letters begin words: enough to trust it without a bracket that says so.
    pub(super) fn is_strong(&self) -> bool {
        self.score >= 2 * self.letters
    }
}

/// The likeliest long form that ends before glyph `end`.
pub(super) fn leftwards(glyphs: &[Glyph], end: usize, short: &ShortForm) -> Option<Alignment> {
    aligned(glyphs, 0, end, short, false)
}

/// The alignment with all of glyphs `first..end`, but for an article before them.
pub(super) fn whole(glyphs: &[Glyph], first: usize, end: usize, short: &ShortForm) -> Option<Alignment> {
    aligned(glyphs, first, end, short, true)
}

/// Whether characters of a long form may give the letters: they are among them in their
/// order. Capitals count as the small letters.
pub(super) fn may_give(long: impl Iterator<Item = char>, short: &ShortForm) -> bool {
    // From the right or from the left is the same; a digit may be without a counterpart, and
    // a Greek letter may be spelt out.
    let mut wanted =
        short.letters().map(|glyph| glyph.character).filter(|&c| !c.is_ascii_digit() && greek(c).is_none());
    let Some(mut next) = wanted.next() else { return true };
    for c in long {
        step();
        if c.to_ascii_lowercase() == next || greek(c).is_some_and(|name| name.starts_with(next)) {
            match wanted.next() {
                Some(more) => next = more,
                None => return true,
            }
        }
    }
    false
}

/// The same of the glyphs before `end`, as far as a long form goes there.
fn may_align(glyphs: &[Glyph], floor: usize, end: usize, letters: &Letters) -> bool {
    let wanted = letters.characters.iter().take(letters.count).rev();
    let mut wanted = wanted.filter(|c| !c.is_ascii_digit() && greek(**c).is_none());
    let Some(mut next) = wanted.next() else { return true };
    let limit = floor.max(end.saturating_sub(MAX_GLYPHS));
    let mut bracketed = false;
    for glyph in glyphs.get(limit..end).unwrap_or_default().iter().rev() {
        step();
        // A bracket may be left out, whatever it holds.
        bracketed |= glyph.character == ')';
        if !bracketed && glyph.is(class::KANA_OR_HAN) {
            return false;
        }
        if fits(glyph, *next) {
            match wanted.next() {
                Some(more) => next = more,
                None => return true,
            }
        }
    }
    false
}

fn aligned(glyphs: &[Glyph], floor: usize, end: usize, short: &ShortForm, all: bool) -> Option<Alignment> {
    let letters = Letters::of(short)?;
    if !may_align(glyphs, floor, end, &letters) {
        return None;
    }
    let parts = Parts::before(glyphs, floor, end)?;
    if all && !parts.reaches_floor {
        return None;
    }
    let mut table = Table { row: [NEVER; MAX_LETTERS + 1], letters, glyphs };
    let best = table.fill(&parts, all)?;
    let count = i32::try_from(table.letters.count).ok()?;
    // Small letters alone are words as a rule; all of them must begin words then.
    let wanted = if short.capitals == 0 && short.sort == Sort::Doubtful { INITIAL * count } else { 1 };
    (best.1 >= wanted).then_some(Alignment { first: best.0, score: best.1, letters: count })
}

/// The letters and digits of a short form.
struct Letters {
    characters: [char; MAX_LETTERS],
    upper: [bool; MAX_LETTERS],
    count: usize,
    /// Digits may be without a counterpart: two other letters are there to prove the name.
    may_lose: bool,
}

impl Letters {
    fn of(short: &ShortForm) -> Option<Letters> {
        let mut letters = Letters {
            characters: [' '; MAX_LETTERS],
            upper: [false; MAX_LETTERS],
            count: 0,
            may_lose: false,
        };
        for glyph in short.letters() {
            *letters.characters.get_mut(letters.count)? = glyph.character;
            *letters.upper.get_mut(letters.count)? = glyph.has(flag::UPPER);
            letters.count += 1;
        }
        let digits = letters.characters.iter().take(letters.count).filter(|c| c.is_ascii_digit()).count();
        letters.may_lose = letters.count > digits + 1;
        (letters.count > 1).then_some(letters)
    }

    fn get(&self, index: usize) -> Option<char> {
        self.characters.get(index).copied().filter(|_| index < self.count)
    }

    fn may_be_lost(&self, index: usize) -> bool {
        self.may_lose && self.get(index).is_some_and(|c| c.is_ascii_digit())
    }

    /// What an inner letter counts: nothing if it is small among capitals (SmPC), or a
    /// digit after a digit.
    fn inner(&self, index: usize) -> i32 {
        let is_digit = |index: usize| self.get(index).is_some_and(|c| c.is_ascii_digit());
        let upper = self.upper.get(index).copied().unwrap_or(false);
        if !upper && !is_digit(index) && self.upper.contains(&true)
            || is_digit(index) && is_digit(index.saturating_sub(1))
        {
            0
        } else {
            INNER
        }
    }
}

/// For the words so far, from the right: how well the letters from each on can be given.
struct Table<'g> {
    row: [i32; MAX_LETTERS + 1],
    letters: Letters,
    glyphs: &'g [Glyph],
}

impl Table<'_> {
    /// The best first glyph and its score. With `all`, the first part must begin.
    fn fill(&mut self, parts: &Parts, all: bool) -> Option<(usize, i32)> {
        let count = self.letters.count;
        // Digits at the end may have no counterpart.
        let mut lost = 0;
        for letter in (0..=count).rev() {
            if letter < count {
                lost += LOST_DIGIT;
            }
            if letter < count && !self.letters.may_be_lost(letter) {
                break;
            }
            if let Some(slot) = self.row.get_mut(letter) {
                *slot = lost;
            }
        }
        let mut best: Option<(usize, i32)> = None;
        let words_limit = 2 * count + 4;
        let mut words = 0;
        for index in 0..parts.count {
            let Some(part) = parts.get(index) else { break };
            let comma = index
                .checked_sub(1)
                .and_then(|right| parts.get(right))
                .is_some_and(|right| right.joint == Joint::Comma);
            let comma = if comma { COMMA } else { 0 };
            words += usize::from(part.joint != Joint::Hyphen);
            let first_of_all = index + 1 == parts.count
                || index + 2 == parts.count
                    && parts.get(index + 1).is_some_and(|article| self.is(article, &word_list::ARTICLES));
            let is_link = self.is(part, &word_list::LINKS);
            let mut row = [NEVER; MAX_LETTERS + 1];
            for (letter, slot) in row.iter_mut().enumerate().take(count + 1) {
                *slot = (self.score(part, is_link, letter) + comma).max(NEVER);
            }
            let begun = self.begun(part, 0) + comma;
            let start = begun
                + if part.joint == Joint::Hyphen { PART_FIRST } else { 0 }
                + if is_link { LINK_FIRST } else { 0 };
            if begun > NEVER / 2
                && (!all || first_of_all)
                && !self.is(part, &word_list::NEVER_FIRST)
                && best.is_none_or(|(_, score)| start > score)
            {
                best = Some((parts.with_locants(index), start));
            }
            self.row = row;
            if words > words_limit {
                break;
            }
        }
        best
    }

    fn is(&self, part: &Part, words: &Words) -> bool {
        words.has(self.of(part))
    }

    fn of(&self, part: &Part) -> &[Glyph] {
        self.glyphs.get(part.first..part.end).unwrap_or_default()
    }

    fn right(&self, letter: usize) -> i32 {
        self.row.get(letter).copied().unwrap_or(NEVER)
    }

    /// The best for letters from `letter` on, with this part and those to its right.
    fn score(&self, part: &Part, is_link: bool, letter: usize) -> i32 {
        step();
        let body = self.of(part);
        let alone = body.len() == 1 || body.iter().all(|glyph| glyph.character.is_ascii_digit());
        let skipped = if letter == self.letters.count {
            match part.joint {
                _ if alone => TRAILING_MARK,
                Joint::Hyphen => TRAILING_MARK,
                _ => TRAILING,
            }
        } else if is_link {
            0
        } else if part.joint == Joint::Hyphen {
            SKIPPED_PART
        } else {
            SKIPPED
        };
        let mut best = self.right(letter) + skipped;
        best = best.max(self.begun(part, letter));
        best = best.max(self.late(part, letter));
        if letter > 0 && self.letters.may_be_lost(letter) {
            best = best.max(self.score(part, is_link, letter + 1) + LOST_DIGIT);
        }
        best
    }

    /// The same where the part begins with that letter.
    fn begun(&self, part: &Part, letter: usize) -> i32 {
        let Some(wanted) = self.letters.get(letter) else { return NEVER };
        let Some((gain, read)) = begins(self.of(part), wanted) else { return NEVER };
        self.given(part, letter + 1, read, gain)
    }

    /// The same where the letter is inside the part.
    fn late(&self, part: &Part, letter: usize) -> i32 {
        let Some(wanted) = self.letters.get(letter).filter(|_| letter > 0) else { return NEVER };
        let body = self.of(part);
        let Some(at) = (1..body.len()).find(|&at| body.get(at).is_some_and(|glyph| fits(glyph, wanted)))
        else {
            return NEVER;
        };
        self.given(part, letter + 1, at + 1, LATE)
    }

    /// The best for the letters from `letter` on, of which the part may give more from
    /// its glyph `at` on.
    fn given(&self, part: &Part, mut letter: usize, mut at: usize, mut gain: i32) -> i32 {
        let body = self.of(part);
        let mut best = self.right(letter) + gain;
        while let Some(wanted) = self.letters.get(letter) {
            let found = (at..body.len()).find(|&at| body.get(at).is_some_and(|glyph| fits(glyph, wanted)));
            let Some(found) = found else { break };
            gain += self.letters.inner(letter);
            letter += 1;
            at = found + 1;
            best = best.max(self.right(letter) + gain);
        }
        best
    }
}

fn fits(glyph: &Glyph, wanted: char) -> bool {
    glyph.character == wanted || greek(glyph.character).is_some_and(|name| name.starts_with(wanted))
}

/// How a part begins with a letter: what that counts, and the glyphs that it takes.
fn begins(body: &[Glyph], wanted: char) -> Option<(i32, usize)> {
    let first = body.first()?;
    if fits(first, wanted) {
        return Some((INITIAL, 1));
    }
    if greek(wanted).is_some_and(|name| is_one_of(body, &[name])) {
        return Some((INITIAL, body.len()));
    }
    let second = body.get(1).map(|glyph| glyph.character);
    // XR, extended release.
    (wanted == 'x' && first.character == 'e' && second == Some('x')).then_some((INITIAL / 2, 2))
}

/// The name of a Greek letter.
#[inline]
fn greek(c: char) -> Option<&'static str> {
    if c < 'α' { None } else { greek_name(c) }
}

fn greek_name(c: char) -> Option<&'static str> {
    Some(match c {
        'α' => "alpha",
        'β' => "beta",
        'γ' => "gamma",
        'δ' => "delta",
        'ε' => "epsilon",
        'ζ' => "zeta",
        'η' => "eta",
        'θ' => "theta",
        'κ' => "kappa",
        'λ' => "lambda",
        'μ' => "mu",
        'π' => "pi",
        'σ' => "sigma",
        'τ' => "tau",
        'φ' => "phi",
        'χ' => "chi",
        'ψ' => "psi",
        'ω' => "omega",
        _ => return None,
    })
}
