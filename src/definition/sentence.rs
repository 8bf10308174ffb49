//! Definitions that a sentence makes: `LONG, abbreviated as SHORT`, `SHORT stands for LONG`,
//! `SHORTとは、LONGのことである`, `LONGをSHORTと略す`.

use crate::fold::flag;
use crate::fold::script::class;

use super::DefinitionForm;
use super::reading::{Long, Reading};
use super::short_form::{self, ShortForm, Sort, after};
use super::word_list;

/// Glyphs of the longest long form behind a verb.
const MAX_LONG: usize = 120;

/// Reads the definition whose verb or sign stands at glyph `at`.
pub(super) fn read(reading: &mut Reading<'_, '_>, at: usize) {
    let Some(glyph) = reading.glyph(at) else { return };
    let before = at.checked_sub(1).and_then(|before| reading.glyph(before));
    match glyph.character {
        'と' => {
            said_to_be(reading, at);
            declared_as(reading, at);
        }
        'は' | '、' => is_short_for(reading, at),
        ':' | '=' => equated(reading, at),
        _ => {}
    }
    let begins_word =
        glyph.is(class::WORD) && !before.is_some_and(|before| before.is(class::WORD | class::MARK));
    if begins_word && before.is_some_and(|before| before.character == ' ') {
        stands_for(reading, at);
        abbreviated_as(reading, at);
    } else if before.is_some_and(|before| before.character == '、') {
        abbreviated_as(reading, at);
    }
}

/// `SHORT stands for LONG`, the verb at glyph `at`.
fn stands_for(reading: &mut Reading<'_, '_>, at: usize) {
    let glyphs = reading.glyphs();
    let Some(first) = word_list::STANDS_FOR.after(glyphs, at) else { return };
    let Some(short) = short_form::before(glyphs, at - 1) else { return };
    behind(reading, &short, skip(reading, first, |c| matches!(c, ' ' | '"' | ':')), false);
}

/// `SHORTとは、LONGのことである`, と at glyph `at`.
fn said_to_be(reading: &mut Reading<'_, '_>, at: usize) {
    let glyphs = reading.glyphs();
    let Some(first) = after(glyphs, at, "とは") else { return };
    let Some(short) = short_form::before(glyphs, at) else { return };
    behind(reading, &short, skip(reading, first, |c| matches!(c, '、' | ',' | '「')), false);
}

/// `SHORTはLONGの略`, は or 、 at glyph `at`.
fn is_short_for(reading: &mut Reading<'_, '_>, at: usize) {
    let glyphs = reading.glyphs();
    let follows =
        at.checked_sub(1).and_then(|last| reading.glyph(last)).is_some_and(|last| last.is(class::WORD));
    if !follows {
        return;
    }
    let Some(short) = short_form::before(glyphs, at).filter(|short| short.sort == Sort::Likely) else {
        return;
    };
    behind(reading, &short, skip(reading, at + 1, |c| matches!(c, '、' | ',' | '「')), true);
}

/// The long form from glyph `first` on, up to what may end it: of several ends, the one
/// that gives the letters best. With `short_for`, only の略 may end it.
fn behind(reading: &mut Reading<'_, '_>, short: &ShortForm, first: usize, short_for: bool) {
    let glyphs = reading.glyphs();
    let mut best: Option<(Long, i32)> = None;
    for end in first + 1..=first + MAX_LONG {
        let glyph = reading.glyph(end);
        let closed = glyph.is_none_or(|glyph| {
            glyph.has(flag::UNBRIDGEABLE) || matches!(glyph.character, '。' | ';' | '(' | ':' | '"')
        });
        let said = word_list::MEANS.after(glyphs, end).is_some();
        let abbreviates = ["の略", "を略"].iter().any(|word| after(glyphs, end, word).is_some());
        let soft = glyph.is_some_and(|glyph| matches!(glyph.character, ' ' | ',' | '、' | '.' | '」'));
        let ends = if short_for { abbreviates } else { closed || said || soft };
        if ends && let Some(long) = reading.whole(first, end, short) {
            // Behind a verb, Japanese words that nothing proves need the end of the phrase.
            let score = reading.certainty(&long, short);
            let sure = said || abbreviates || long.proved && score.is_some();
            let score = score.unwrap_or(0);
            if sure && best.is_none_or(|(_, other)| score > other) {
                best = Some((long, score));
            }
        }
        if closed || abbreviates || said {
            break;
        }
    }
    if let Some((long, _)) = best {
        reading.add(short, long, DefinitionForm::Sentence, (short.first, long.end));
    }
}

/// `LONG, abbreviated as SHORT`, the cue at glyph `at`.
fn abbreviated_as(reading: &mut Reading<'_, '_>, at: usize) {
    let glyphs = reading.glyphs();
    let Some(cue) = word_list::ABBREVIATED_AS.after(glyphs, at) else { return };
    let Some(short) = token(reading, skip(reading, cue, |c| matches!(c, ' ' | '"' | '\'' | '「' | ',')))
    else {
        return;
    };
    if short.sort != Sort::Likely {
        return;
    }
    let mut end = at;
    loop {
        while end > 0 && reading.character(end - 1).is_some_and(|c| matches!(c, ' ' | ',' | '、')) {
            end -= 1;
        }
        let word = (end.saturating_sub(14)..end)
            .rev()
            .take_while(|&index| reading.glyph(index).is_some_and(|glyph| glyph.is(class::LATIN)))
            .last();
        match word {
            Some(first) if word_list::BEFORE_CUES.has(glyphs.get(first..end).unwrap_or_default()) => {
                end = first;
            }
            _ => break,
        }
    }
    if let Some(long) = reading.long_before(end, &short) {
        reading.add(&short, long, DefinitionForm::Sentence, (long.first, short.end));
    }
}

/// `LONGをSHORTと略す`, と at glyph `at`.
fn declared_as(reading: &mut Reading<'_, '_>, at: usize) {
    let glyphs = reading.glyphs();
    let Some(end) = word_list::DECLARES.after(glyphs, at) else { return };
    let closed = at.checked_sub(1).and_then(|last| reading.character(last)) == Some('」');
    let Some(short) = short_form::before(glyphs, at - usize::from(closed)) else { return };
    let mut before = short.first;
    if closed && before.checked_sub(1).and_then(|open| reading.character(open)) == Some('「') {
        before -= 1;
    }
    let particle = before.checked_sub(1).and_then(|last| reading.character(last));
    if !matches!(particle, Some('を' | 'は')) || short.sort != Sort::Likely {
        return;
    }
    if let Some(long) = reading.long_before(before - 1, &short) {
        reading.add(&short, long, DefinitionForm::Sentence, (long.first, end));
    }
}

/// `LONG: SHORT` where letters or the lexicon prove it, the sign at glyph `at`.
fn equated(reading: &mut Reading<'_, '_>, at: usize) {
    let first = skip(reading, at + 1, |c| c == ' ');
    let Some(short) = token(reading, first).filter(|short| short.sort == Sort::Likely) else { return };
    let ends = reading.glyph(short.end).is_none_or(|glyph| {
        glyph.has(flag::LINE | flag::UNBRIDGEABLE)
            || matches!(glyph.character, ';' | ',' | '、' | '。' | ')' | '.')
    });
    if !ends {
        return;
    }
    if let Some(long) = reading.long_before(at, &short).filter(|long| long.proved)
        && reading.certainty(&long, &short).is_some()
    {
        reading.add(&short, long, DefinitionForm::Legend, (long.first, short.end));
    }
}

/// The first glyph from `at` on that is not `skipped`, a few further at the most.
fn skip(reading: &Reading<'_, '_>, at: usize, skipped: fn(char) -> bool) -> usize {
    (at..at + 4).find(|&index| !reading.character(index).is_some_and(skipped)).unwrap_or(at + 4)
}

/// The short form that begins at glyph `first`, as a token of the text.
fn token(reading: &Reading<'_, '_>, first: usize) -> Option<ShortForm> {
    let is_part = |index: &usize| {
        reading.glyph(*index).is_some_and(|glyph| {
            (glyph.is(class::WORD) || matches!(glyph.character, '-' | '/' | '+' | '&'))
                && (*index == first || !glyph.has(flag::LINE | flag::UNBRIDGEABLE | flag::WORD_END))
        })
    };
    let last = (first..first + short_form::MAX_SHORT_FORM).take_while(is_part).last()?;
    ShortForm::read(reading.glyphs(), first, last + 1)
}
