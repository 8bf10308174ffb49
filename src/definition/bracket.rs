//! Definitions with brackets: `Long form (SHORT)`, `SHORT (long form)`,
//! `A（以下「B」という。）`, `A（long form：SHORT）`.

use crate::fold::flag;

use super::DefinitionForm;
use super::reading::{Long, Reading};
use super::short_form::{self, ShortForm, Sort, after, ends_with, trimmed};
use super::word_list;

/// Glyphs that a bracket holds at the most.
const MAX_CONTENT: usize = 200;

/// Parts of a bracket, between its commas and colons, that are read.
const MAX_PARTS: usize = 8;

/// A part of what a bracket holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    first: usize,
    end: usize,
    short: Option<ShortForm>,
    /// 以下, "hereafter", or という behind quotation marks say that it is a short form.
    hereafter: bool,
    /// It refers, counts or gives an example (see …, 図1, 例えば, 以下同じ): it defines nothing.
    refers: bool,
}

/// Reads the bracket that opens at glyph `open`. Gives the short form that it holds.
pub(super) fn read(reading: &mut Reading<'_, '_>, open: usize) -> Option<ShortForm> {
    let close = reading.partner(open)?;
    let first = open + 1;
    if close <= first || close - first > MAX_CONTENT {
        return None;
    }
    let mut parts = core::mem::take(reading.parts);
    divide(reading, first, close, &mut parts);
    let short = read_parts(reading, open, close, &parts);
    *reading.parts = parts;
    short
}

fn read_parts(reading: &mut Reading<'_, '_>, open: usize, close: usize, parts: &[Part]) -> Option<ShortForm> {
    let statement = (open, close + 1);
    if parts.first().is_some_and(|part| part.refers) {
        return None;
    }
    let mut defined = match parts.iter().find(|part| part.hereafter) {
        Some(part) => part.short,
        None => chosen(reading, open, parts),
    };
    if let Some(short) = defined {
        let hereafter = parts.iter().any(|part| part.hereafter);
        let form = if hereafter { DefinitionForm::Hereafter } else { DefinitionForm::BracketedShort };
        let before = reading.found.len();
        outer(reading, open, close, &short, form);
        // A word with a capital may as well be a long form: TB (Tuberculosis).
        if short.sort == Sort::Doubtful && reading.found.len() == before {
            defined = None;
        }
        for (index, part) in parts.iter().enumerate() {
            if part.short.is_none()
                && !part.refers
                && adjoins(parts, index, &short)
                && let Some(long) = within(reading, part, &short)
                && (parts.len() < 4 || reading.certainty(&long, &short).is_some())
            {
                reading.add(&short, long, form, statement);
            }
        }
    }
    // AE, adverse event; SAE, serious adverse event.
    for pair in parts.windows(2) {
        let [left, right] = pair else { continue };
        for (a, b) in [(left, right), (right, left)] {
            let Some(short) = a.short else { continue };
            if b.short.is_none_or(|other| other.sort == Sort::Doubtful)
                && let Some(long) = within(reading, b, &short)
                && reading.certainty(&long, &short).is_some()
            {
                reading.add(&short, long, DefinitionForm::BracketedShort, statement);
            }
        }
    }
    if defined.is_none() {
        bracketed_long(reading, open, close, parts);
    }
    defined
}

/// Whether part `index` stands beside the part that is `short`.
fn adjoins(parts: &[Part], index: usize, short: &ShortForm) -> bool {
    let is_it = |part: Option<&Part>| {
        part.and_then(|part| part.short).is_some_and(|other| other.first == short.first)
    };
    is_it(index.checked_sub(1).and_then(|before| parts.get(before)))
        || is_it(parts.get(index + 1))
        || parts.len() <= 3
}

/// The short form among the parts that the words before the bracket may be long for.
fn chosen(reading: &Reading<'_, '_>, open: usize, parts: &[Part]) -> Option<ShortForm> {
    let shorts = || parts.iter().filter_map(|part| part.short);
    let first = shorts().find(|short| short.sort == Sort::Likely).or_else(|| shorts().next())?;
    // （AST、ALT） after Japanese words is a list of examples, unless the lexicon knows better:
    // letters cannot prove either.
    let likely = shorts().filter(|short| short.sort == Sort::Likely && !short.mixed).count();
    let japanese = open.checked_sub(1).is_some_and(|last| reading.is_japanese(last, open));
    if japanese && likely > 1 {
        let mut listed = first;
        listed.sort = Sort::Doubtful;
        return Some(listed);
    }
    Some(first)
}

/// The definition of `short` by the words before the bracket.
fn outer(reading: &mut Reading<'_, '_>, open: usize, close: usize, short: &ShortForm, form: DefinitionForm) {
    let mut end = open;
    // サイトカイン放出症候群（cytokine release syndrome）（CRS）
    if let Some(before) = end.checked_sub(1)
        && reading.character(before) == Some(')')
        && let Some(first) = reading.partner(before)
        && before - first <= MAX_CONTENT
    {
        if let Some(long) = reading.whole(first + 1, before, short).filter(|long| long.proved) {
            reading.add(short, long, form, (first, close + 1));
            end = first;
        } else if let Some(mark) = note_mark(reading, end) {
            end = mark;
        }
    } else if let Some(mark) = note_mark(reading, end) {
        end = mark;
    }
    if let Some(long) = reading.long_before(end, short) {
        reading.add(short, long, form, (long.first, close + 1));
    }
}

/// Where a reference mark begins that ends before glyph `end` (症候群1)（CRS）).
fn note_mark(reading: &Reading<'_, '_>, end: usize) -> Option<usize> {
    let last = end.checked_sub(1)?;
    let is_superscript = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡' | '*');
    if is_superscript(reading.character(last)?) {
        let run =
            (0..=last).rev().take(4).take_while(|&at| reading.character(at).is_some_and(is_superscript));
        return run.last();
    }
    if reading.character(last)? != ')' || reading.partner(last).is_some() {
        return None;
    }
    let is_number =
        |at: &usize| reading.character(*at).is_some_and(|c| c.is_ascii_digit() || matches!(c, ',' | '-'));
    (0..last).rev().take(6).take_while(is_number).last()
}

/// The long form that a part holds.
fn within(reading: &mut Reading<'_, '_>, part: &Part, short: &ShortForm) -> Option<Long> {
    let first = after_label(reading, part.first, part.end);
    let long = reading.whole(first, part.end, short)?;
    // In a bracket, only what is proved: the rest may say anything.
    long.proved.then_some(long)
}

/// `SHORT (long form)`: the token before the bracket, and each part.
fn bracketed_long(reading: &mut Reading<'_, '_>, open: usize, close: usize, parts: &[Part]) {
    let mut end = open;
    while end > 0 && reading.character(end - 1) == Some(' ') {
        end -= 1;
    }
    if reading.glyph(open).is_some_and(|bracket| bracket.has(flag::UNBRIDGEABLE)) {
        return;
    }
    let quoted = end
        .checked_sub(1)
        .and_then(|last| reading.character(last))
        .is_some_and(|c| matches!(c, '」' | '』' | '"'));
    let Some(short) = short_form::before(reading.glyphs(), end - usize::from(quoted)) else { return };
    let known = reading.around.knowledge.has_short_form(&short);
    let statement = (short.first, close + 1);
    let mut found = false;
    for part in parts.iter().filter(|part| !part.refers) {
        let first = after_label(reading, part.first, part.end);
        let Some(long) = reading.whole(first, part.end, &short) else { continue };
        // Unproved words in a bracket define a short form that nobody knows, and only as
        // the first thing that is said of it.
        let plain = reading.glyphs().get(long.first..long.end).unwrap_or_default();
        let heavy = super::noun::weight(plain) >= 3 * usize::from(short.capitals);
        if long.proved || !known && heavy && parts.len() == 1 && short.sort == Sort::Likely {
            reading.add(&short, long, DefinitionForm::BracketedLong, statement);
            found = true;
        }
    }
    // A long form with a comma in it.
    if !found
        && parts.len() > 1
        && let (Some(first), Some(last)) = (parts.first(), parts.last())
        && !parts.iter().any(|part| part.refers)
        && let Some(long) = reading.whole(first.first, last.end, &short).filter(|long| long.proved)
    {
        reading.add(&short, long, DefinitionForm::BracketedLong, statement);
    }
}

/// Glyph `first` of a part, or the first one after "i.e." or 英語名.
fn after_label(reading: &Reading<'_, '_>, first: usize, end: usize) -> usize {
    let glyphs = reading.glyphs();
    let label = word_list::LABELS.after(glyphs, first);
    let next = label.map(|mut next| {
        while next < end && reading.character(next).is_some_and(|c| matches!(c, ' ' | ',' | '、')) {
            next += 1;
        }
        next
    });
    next.filter(|&next| next < end).unwrap_or(first)
}

/// Finds the parts of a bracket.
fn divide(reading: &Reading<'_, '_>, first: usize, close: usize, parts: &mut Vec<Part>) {
    parts.clear();
    let mut at = first;
    while at < close && parts.len() < MAX_PARTS {
        let is_separator = |c: char| matches!(c, ';' | ':' | ',' | '、' | '=' | '。');
        // A comma inside a word is none: N,N-dimethyl, 1,25-.
        let ends = |index: usize| {
            reading.character(index).is_some_and(is_separator)
                && !(reading.character(index) == Some(',')
                    && reading.glyph(index + 1).is_some_and(|next| next.character.is_ascii_alphanumeric())
                    && index
                        .checked_sub(1)
                        .and_then(|last| reading.glyph(last))
                        .is_some_and(|last| last.character.is_ascii_digit()))
        };
        let (part, next) = match hereafter(reading, at, close) {
            Some((short, said, next)) => (
                Part {
                    first: at,
                    end: next,
                    short,
                    hereafter: said && short.is_some(),
                    refers: short.is_none(),
                },
                next,
            ),
            None => {
                let end = (at..close).find(|&index| ends(index)).unwrap_or(close);
                (plain_part(reading, at, end), end + 1)
            }
        };
        if part.end > part.first {
            parts.push(part);
        }
        at = next.max(at + 1);
    }
}

/// A part that nothing declares.
fn plain_part(reading: &Reading<'_, '_>, first: usize, end: usize) -> Part {
    let glyphs = reading.glyphs();
    let (first, mut end) = trimmed(glyphs, first, end);
    if ends_with(glyphs.get(first..end).unwrap_or_default(), " for short") {
        end -= " for short".len();
    }
    let begun = after_label(reading, first, end);
    let body = glyphs.get(first..end).unwrap_or_default();
    let word =
        body.iter().take_while(|glyph| glyph.character.is_alphanumeric() || glyph.character == '.').count();
    let shouted = body.iter().take(word).all(|glyph| glyph.has(flag::UPPER));
    let word = body.get(..word).unwrap_or_default();
    let spaced = body.get(word.len()).is_none_or(|glyph| glyph.character == ' ');
    let refers = !shouted && spaced && word_list::REFERRING.has(word) && body.len() > word.len()
        || word_list::REFERRING_JAPANESE.beginning(glyphs, first).any(|next| next <= end)
        || word_list::REFERRING_JAPANESE.ending(body).is_some();
    let short = if refers { None } else { ShortForm::read(glyphs, begun, end) };
    Part { first, end, short, hereafter: false, refers }
}

/// The short form that 以下 or the like declares at glyph `at`, and where to read on.
/// The short form is none where 以下 says something else. Between the two: whether words, and
/// not quotation marks alone, declare it.
fn hereafter(reading: &Reading<'_, '_>, at: usize, close: usize) -> Option<(Option<ShortForm>, bool, usize)> {
    let glyphs = reading.glyphs();
    let mut first = at;
    while first < close && reading.character(first) == Some(' ') {
        first += 1;
    }
    let lead = word_list::HEREAFTER.after(glyphs, first);
    let mut next = lead.unwrap_or(first);
    if lead.is_some() {
        loop {
            while next < close && reading.character(next) == Some(' ') {
                next += 1;
            }
            let Some(on) = word_list::HEREAFTER_FILLERS.after(glyphs, next) else { break };
            next = on;
        }
        if word_list::NOT_HEREAFTER.after(glyphs, next).is_some() {
            return Some((None, true, sentence_end(reading, next, close)));
        }
    }
    let quote = match reading.character(next)? {
        '「' => Some('」'),
        '『' => Some('』'),
        '"' => Some('"'),
        '\'' => Some('\''),
        _ => None,
    };
    if let Some(quote) = quote {
        let end = (next + 1..close).take(40).find(|&index| reading.character(index) == Some(quote))?;
        // Quotation marks alone declare a short form if という follows, or nothing.
        let said = after(glyphs, end + 1, "という").is_some() || after(glyphs, end + 1, "とい").is_some();
        if lead.is_none() && !said && end + 1 < close {
            return None;
        }
        let short = ShortForm::declared(glyphs, next + 1, end);
        let short = if lead.is_none() && !said { ShortForm::read(glyphs, next + 1, end) } else { short };
        return Some((short, lead.is_some() || said, sentence_end(reading, end, close)));
    }
    lead?;
    let ends = |index: usize| {
        reading.character(index).is_some_and(|c| matches!(c, ';' | ',' | '、' | '。' | ':'))
            || word_list::HEREAFTER_ENDS.after(glyphs, index).is_some()
    };
    let end = (next..close).take(40).find(|&index| ends(index)).unwrap_or(close);
    // Latin letters are what stands for a short form without quotation marks; Japanese
    // words need とする or という behind them, or they are a sentence.
    let short = ShortForm::declared(glyphs, next, end);
    let said = reading.character(end).is_some_and(|c| c == 'と');
    let short = short.filter(|short| short.capitals > 0 || said || short.mixed && end == close);
    Some((short, true, sentence_end(reading, end, close)))
}

/// The glyph after the sentence or part that glyph `at` is in.
fn sentence_end(reading: &Reading<'_, '_>, at: usize, close: usize) -> usize {
    let is_end =
        |index: &usize| reading.character(*index).is_some_and(|c| matches!(c, '。' | ';' | ',' | '、'));
    (at..close).find(is_end).map_or(close, |end| end + 1)
}
