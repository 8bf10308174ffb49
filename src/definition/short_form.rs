//! Short forms: what may be one, and its letters.

use crate::effort::step;
use crate::fold::script::class;
use crate::fold::{Glyph, flag};
use crate::span::Span;

use super::word_list;

/// Characters that a short form has at the most.
pub(super) const MAX_SHORT_FORM: usize = 18;

/// What a bracket holds, or a token in the text, as far as it may be a short form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShortForm {
    glyphs: [Glyph; MAX_SHORT_FORM],
    length: u8,
    /// Glyphs of the paragraph.
    pub(super) first: usize,
    pub(super) end: usize,
    /// Bytes of the text.
    pub(super) span: Span,
    /// It ends in an s that makes a plural: irAEs.
    pub(super) plural: bool,
    /// It has Japanese letters: CAR-T細胞療法.
    pub(super) mixed: bool,
    pub(super) capitals: u8,
    pub(super) sort: Sort,
}

/// How much it looks like a short form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Capitals or digits among few letters: CRS, irAE, PD-1.
    Likely,
    /// As much a name or a word: Amgen, cfu, II. It must be proved by letters or by
    /// the lexicon.
    Doubtful,
    /// One that the text itself calls one, whatever it looks like: 以下「本剤」という.
    Declared,
}

impl ShortForm {
    /// Reads glyphs `first..end` as a short form, if they may be one.
    pub(super) fn read(glyphs: &[Glyph], first: usize, end: usize) -> Option<ShortForm> {
        let (first, end) = trimmed(glyphs, first, end);
        let body = glyphs.get(first..end)?;
        let (head, last) = (body.first()?, body.last()?);
        if body.len() > MAX_SHORT_FORM || !head.is(class::WORD) {
            return None;
        }
        let mixed = body.iter().any(|glyph| glyph.is(class::KANA_OR_HAN));
        let ends_well = last.is(class::WORD | class::KANA_OR_HAN) || last.character == '+';
        if !ends_well || body.iter().skip(1).any(|glyph| !may_stand_in(glyph)) {
            return None;
        }
        let spaces = body.iter().filter(|glyph| glyph.character == ' ').count();
        let letters = body.iter().filter(|glyph| glyph.character.is_alphabetic()).count();
        let capitals = body.iter().filter(|glyph| glyph.has(flag::UPPER)).count();
        let worded = capitals == 0 && (letters > 6 || spaces > 0) || has_word(body);
        if letters == 0 || spaces > 1 || body.len() < 2 || worded {
            return None;
        }
        if is_quantity(body) || is_unit(body) || is_formula(body) || refers(body) {
            return None;
        }
        let mut short = ShortForm::of(glyphs, first, end)?;
        short.mixed = mixed;
        short.sort = sort(body, mixed);
        Some(short)
    }

    /// The same for one that the text calls a short form: any letters.
    pub(super) fn declared(glyphs: &[Glyph], first: usize, end: usize) -> Option<ShortForm> {
        let (first, end) = trimmed(glyphs, first, end);
        let body = glyphs.get(first..end)?;
        let is_letter = |glyph: &Glyph| {
            glyph.is(class::WORD | class::KANA_OR_HAN)
                || matches!(glyph.character, '-' | '/' | '+' | ' ' | '・' | '.' | '&')
        };
        let has_letter = body.iter().any(|glyph| glyph.character.is_alphabetic());
        if body.len() > MAX_SHORT_FORM || !has_letter || !body.iter().all(is_letter) {
            return None;
        }
        let mut short = ShortForm::of(glyphs, first, end)?;
        short.mixed = body.iter().any(|glyph| glyph.is(class::KANA_OR_HAN));
        short.sort = Sort::Declared;
        Some(short)
    }

    fn of(glyphs: &[Glyph], first: usize, end: usize) -> Option<ShortForm> {
        let body = glyphs.get(first..end)?;
        let (head, last) = (*body.first()?, body.last()?);
        let mut kept = [head; MAX_SHORT_FORM];
        for (slot, glyph) in kept.iter_mut().zip(body) {
            *slot = *glyph;
        }
        let upper = |glyph: &&Glyph| glyph.has(flag::UPPER);
        let before_last = body.len().checked_sub(2).and_then(|index| body.get(index));
        let plural = last.character == 's'
            && !last.has(flag::UPPER)
            && before_last.is_some_and(|glyph| glyph.has(flag::UPPER) || glyph.character.is_ascii_digit())
            && body.len() > 2;
        Some(ShortForm {
            glyphs: kept,
            length: u8::try_from(body.len()).ok()?,
            first,
            end,
            span: Span::new(head.start(), last.end()),
            plural,
            mixed: false,
            capitals: u8::try_from(body.iter().filter(upper).count()).ok()?,
            sort: Sort::Likely,
        })
    }

    /// The same where it stands in another paragraph: its glyphs are none of this one.
    pub(super) fn elsewhere(&self) -> ShortForm {
        ShortForm { first: usize::MAX, end: usize::MAX, ..*self }
    }

    /// Whether it is the same short form of the same paragraph.
    pub(super) fn is_same(&self, other: &ShortForm) -> bool {
        let place = |short: &ShortForm| (short.first, short.end, short.sort, short.mixed);
        place(self) == place(other) && (self.first != usize::MAX || self == other)
    }

    /// Its folded characters, as they stand.
    pub(super) fn glyphs(&self) -> &[Glyph] {
        self.glyphs.get(..usize::from(self.length)).unwrap_or_default()
    }

    /// Without the s of a plural.
    pub(super) fn singular(&self) -> &[Glyph] {
        let length = usize::from(self.length) - usize::from(self.plural);
        self.glyphs.get(..length).unwrap_or_default()
    }

    /// The letters that a long form must give.
    pub(super) fn letters(&self) -> impl Iterator<Item = &Glyph> {
        let of = if self.plural { self.singular() } else { self.glyphs() };
        // MS/MS is one mass spectrometry behind another.
        let of = match of.iter().rposition(|glyph| glyph.character == '/') {
            Some(slash) if is_repeated(of, slash) => of.get(..slash).unwrap_or(of),
            _ => of,
        };
        of.iter().filter(|glyph| glyph.character.is_alphanumeric())
    }
}

/// Whether what stands behind the slash stands before it, too.
fn is_repeated(glyphs: &[Glyph], slash: usize) -> bool {
    let (before, behind) = (glyphs.get(..slash), glyphs.get(slash + 1..));
    let (Some(before), Some(behind)) = (before, behind) else { return false };
    let tail = before.len().checked_sub(behind.len()).and_then(|first| before.get(first..));
    tail.is_some_and(|tail| tail.iter().map(|one| one.character).eq(behind.iter().map(|one| one.character)))
}

/// `first..end` without spaces and quotation marks at its ends.
pub(super) fn trimmed(glyphs: &[Glyph], mut first: usize, mut end: usize) -> (usize, usize) {
    let is_outer = |index: usize| {
        step();
        glyphs.get(index).is_some_and(|glyph| {
            !glyph.is(class::WORD | class::KANA_OR_HAN)
                && matches!(
                    glyph.character,
                    ' ' | '"' | '\'' | '「' | '」' | '『' | '』' | '“' | '”' | '<' | '>' | '*'
                )
        })
    };
    while first < end && is_outer(first) {
        first += 1;
    }
    while first < end && is_outer(end - 1) {
        end -= 1;
    }
    (first, end)
}

fn may_stand_in(glyph: &Glyph) -> bool {
    !glyph.has(flag::UNBRIDGEABLE)
        && (glyph.is(class::WORD | class::KANA_OR_HAN)
            || matches!(glyph.character, '-' | '/' | '+' | ' ' | '&' | '.'))
}

/// Dr. Smith, NYHA class, Kaku syndrome: a word stands beside it.
fn has_word(body: &[Glyph]) -> bool {
    body.split(|glyph| glyph.character == ' ').any(|word| {
        word.len() < body.len()
            && (word.last().is_some_and(|last| last.character == '.')
                || word.len() > 2 && word.iter().skip(1).all(Glyph::is_lower_letter))
    })
}

/// A number and a unit: 10 mg/kg, 50Gy, 3 M; or a number and a Japanese counter: 58歳.
fn is_quantity(body: &[Glyph]) -> bool {
    let is_number = |glyph: &&Glyph| glyph.character.is_ascii_digit() || matches!(glyph.character, '.' | ',');
    let digits = body.iter().take_while(is_number).count();
    if digits == 0 {
        return false;
    }
    let rest = body.get(digits..).unwrap_or_default();
    let rest = if rest.first().is_some_and(|glyph| glyph.character == ' ') {
        rest.get(1..).unwrap_or_default()
    } else {
        rest
    };
    if rest.first().is_some_and(|glyph| glyph.is(class::KANA_OR_HAN)) {
        return true;
    }
    let unit = rest.iter().take_while(|glyph| glyph.character.is_alphabetic()).count();
    let after = rest.get(unit).map(|glyph| glyph.character);
    matches!(after, None | Some('/' | ' ' | '.'))
        && word_list::UNITS.has(rest.get(..unit).unwrap_or_default())
}

/// Units without a number: mg/dL, IU/L, mmHg.
fn is_unit(body: &[Glyph]) -> bool {
    let small = body.iter().any(|glyph| glyph.is_lower_letter());
    let litres = body.last().is_some_and(|last| last.character == 'l')
        && body.iter().any(|glyph| glyph.character == '/');
    let mut units = body.split(|glyph| matches!(glyph.character, '/' | ' '));
    (small || litres) && units.all(|unit| word_list::UNITS.has(unit))
}

/// NaCl, CaCO3: elements, one of two letters among them.
fn is_formula(body: &[Glyph]) -> bool {
    // All begin with a capital, and one has a small letter.
    if !body.first().is_some_and(|first| first.has(flag::UPPER)) || !body.iter().any(Glyph::is_lower_letter) {
        return false;
    }
    let mut at = 0;
    let (mut elements, mut long) = (0, false);
    while let Some(glyph) = body.get(at) {
        if glyph.character.is_ascii_digit() && elements > 0 {
            at += 1;
            continue;
        }
        let fits = |element: &&&str| {
            let letters = element.chars().zip(body.get(at..).unwrap_or_default());
            let same = letters.clone().all(|(c, glyph)| {
                c.to_ascii_lowercase() == glyph.character && c.is_ascii_uppercase() == glyph.has(flag::UPPER)
            });
            same && letters.count() == element.len()
        };
        let Some(element) = word_list::ELEMENTS.iter().find(fits) else { return false };
        long |= element.len() > 1;
        elements += 1;
        at += element.len();
    }
    elements > 1 && long
}

/// "Grade 3", "Table 1", "see": a reference, a count or a word.
fn refers(body: &[Glyph]) -> bool {
    let word = body.iter().take_while(|glyph| glyph.character.is_alphabetic()).count();
    let whole = word == body.len();
    let shouted = body.iter().take(word).all(|glyph| glyph.has(flag::UPPER));
    let number_follows = body.get(word).is_some_and(|glyph| glyph.character == ' ')
        && body.get(word + 1).is_some_and(|glyph| glyph.character.is_ascii_digit());
    // ALL is a leukaemia and NO a gas; "all" is a word.
    (whole && !shouted
        || number_follows
        || body.get(word).is_some_and(|glyph| glyph.character == ' ') && !shouted)
        && (word_list::REFERRING.has(body.get(..word).unwrap_or_default()) || number_follows && !shouted)
}

fn sort(body: &[Glyph], mixed: bool) -> Sort {
    let capitals = body.iter().filter(|glyph| glyph.has(flag::UPPER)).count();
    let digits = body.iter().filter(|glyph| glyph.character.is_ascii_digit()).count();
    let letters = body.iter().filter(|glyph| glyph.is(class::LATIN)).count();
    let is_roman = body.iter().all(|glyph| matches!(glyph.character, 'i' | 'v' | 'x'));
    let title = capitals == 1
        && digits == 0
        && letters > 3
        && body.first().is_some_and(|glyph| glyph.has(flag::UPPER));
    let long = letters + digits > 8;
    if word_list::SMALL_FORMS.has(body) {
        return Sort::Likely;
    }
    // XB-1043 is the code of a product.
    let code = digits > 2;
    if capitals == 0 || is_roman || title || long || code || mixed && capitals < 2 {
        Sort::Doubtful
    } else {
        Sort::Likely
    }
}

/// Whether the characters are one of `words`.
pub(super) fn is_one_of(body: &[Glyph], words: &[&str]) -> bool {
    words.iter().any(|word| body.iter().map(|glyph| glyph.character).eq(word.chars()))
}

/// Whether `word` ends the glyphs.
pub(super) fn ends_with(body: &[Glyph], word: &str) -> bool {
    let mut before = body.iter().rev();
    word.chars().rev().all(|c| before.next().is_some_and(|glyph| glyph.character == c))
}

/// Where `word` ends if it begins at glyph `at`.
pub(super) fn after(glyphs: &[Glyph], at: usize, word: &str) -> Option<usize> {
    let mut end = at;
    for c in word.chars() {
        step();
        if glyphs.get(end)?.character != c {
            return None;
        }
        end += 1;
    }
    // A Latin word ends where the word in the text does.
    let is_word = |glyph: Option<&Glyph>| glyph.is_some_and(|glyph| glyph.is(class::WORD));
    let last = end.checked_sub(1).and_then(|last| glyphs.get(last));
    (!(is_word(last) && is_word(glyphs.get(end)))).then_some(end)
}

/// The short form that ends before glyph `end`, as a token of the text.
pub(super) fn before(glyphs: &[Glyph], end: usize) -> Option<ShortForm> {
    let is_part = |glyph: &Glyph| glyph.is(class::WORD) || matches!(glyph.character, '-' | '/' | '+' | '&');
    let mut first = end;
    while let Some(glyph) = first.checked_sub(1).and_then(|index| glyphs.get(index)) {
        step();
        if !is_part(glyph) || end - first > MAX_SHORT_FORM {
            break;
        }
        first -= 1;
        if glyph.has(flag::LINE | flag::UNBRIDGEABLE | flag::WORD_END) && !glyph.has(flag::JOINED) {
            break;
        }
    }
    while first < end && glyphs.get(first).is_some_and(|glyph| !glyph.is(class::WORD)) {
        first += 1;
    }
    ShortForm::read(glyphs, first, end)
}
