//! Pairs: one thing said in Japanese and in English.

use core::ops::Range;
use std::collections::{HashMap, HashSet};

use super::drug::without_note;
use super::excerpt::Excerpt;
use super::extent::{self, is_short};
use super::kind;
use super::known::Known;
use super::note::NoteLine;
use super::sheet::{Sheet, is_bullet, is_japanese_letter};
use super::wording::{has_japanese, is_english, is_label, is_term};
use crate::concept::Kind;
use crate::fold::script::class;
use crate::fold::{Level, flag, fold};
use crate::span::Span;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How a text states a fact.
    Statement, "statement" {
        /// A heading in Japanese, and the same in English on the next line.
        Heading = 0, "heading";
        /// One in a bracket behind the other.
        Bracket = 1, "bracket";
        /// A note that a mark behind a term refers to.
        Note = 2, "note";
        /// A block of information on a drug.
        DrugBlock = 3, "drug block";
        /// A name marked as a brand.
        Brand = 4, "brand";
        /// A short form with its long form.
        Abbreviation = 5, "abbreviation";
    }
}

/// A Japanese and an English designation of one thing, as a text pairs them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Pair<'t> {
    /// The whole statement, in bytes of the text.
    pub span: Span,
    /// The Japanese designation.
    pub ja: Excerpt<'t>,
    /// The English designation.
    pub en: Excerpt<'t>,
    /// How the text says that they are one.
    pub stated: Statement,
}

/// Pairs as they are found: of each pair the first statement.
#[derive(Default)]
pub(super) struct Pairs<'t> {
    pub(super) found: Vec<Pair<'t>>,
    seen: HashSet<(String, String)>,
}

impl<'t> Pairs<'t> {
    fn add(&mut self, pair: Pair<'t>) {
        let key = (fold(pair.ja.text(), Level::Form), fold(pair.en.text(), Level::Form));
        if !key.0.is_empty() && !key.1.is_empty() && self.seen.insert(key) {
            self.found.push(pair);
        }
    }

    /// Reads the bracket from glyph `open` to `close`: サイトカイン放出症候群（cytokine
    /// release syndrome; CRS）, ptosis（眼瞼下垂）.
    pub(super) fn bracket(&mut self, sheet: &Sheet<'t>, known: Known<'_>, open: usize, close: usize) {
        let inner = match in_bracket(sheet, known, open + 1..close) {
            Inner::One(inner) => inner,
            // ARIA（amyloid-related imaging abnormalities，アミロイド関連画像異常）
            Inner::Both { ja, en } => {
                let (ja, en) = (sheet.excerpt(ja), sheet.excerpt(en));
                self.add(Pair { span: sheet.span(open..close + 1), ja, en, stated: Statement::Bracket });
                return;
            }
            Inner::Other => return,
        };
        let mut end = sheet.trimmed(open.saturating_sub(2)..open).end;
        // A short form in a bracket of its own may stand between.
        if let Some(before) = end.checked_sub(1).and_then(|last| sheet.open(last))
            && is_short(sheet, sheet.trimmed(before + 1..end - 1))
        {
            end = before;
        }
        let inner_is_japanese = has_japanese(sheet, &inner);
        let last_is_japanese = end.checked_sub(1).is_some_and(|last| is_japanese_letter(sheet.char(last)));
        if inner_is_japanese == last_is_japanese {
            return;
        }
        let said = sheet.excerpt(inner);
        let Some(head) = extent::before(sheet, known, end, Some(said.text())) else { return };
        let head_is_japanese = head.iter().any(|range| has_japanese(sheet, range));
        if head_is_japanese == inner_is_japanese {
            return;
        }
        if !head_is_japanese && !head.first().is_some_and(|head| is_english(sheet, known, head)) {
            return;
        }
        let from = head.first().map_or(open, |range| range.start);
        let head =
            if let [only] = head.as_slice() { sheet.excerpt(only.clone()) } else { sheet.joined(&head) };
        let (ja, en) = if head_is_japanese { (head, said) } else { (said, head) };
        // A drug in a bracket behind its class is an example of it.
        if kinds_differ(known, &ja, &en) {
            return;
        }
        self.add(Pair { span: sheet.span(from..close + 1), ja, en, stated: Statement::Bracket });
    }

    /// Reads headings: a line in Japanese, and the next one in English. Linear.
    pub(super) fn headings(&mut self, sheet: &Sheet<'t>, known: Known<'_>) {
        let mut lines: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        while start < sheet.len() {
            let end = sheet.line_end(start);
            lines.push(sheet.trimmed(start..end));
            start = end;
        }
        for number in 1..lines.len() {
            let Some([before, line]) = lines.get(number - 1..=number) else { continue };
            let begins = sheet.is(line.start, class::LATIN) && sheet.is_free(line.start);
            if !begins || has_japanese(sheet, line) || !has_japanese(sheet, before) {
                continue;
            }
            // The English heading may run over several lines, up to its short form.
            let latin = lines.get(number..).unwrap_or_default().iter().take(MOST_LINES);
            let mut english = None;
            for line_end in latin.take_while(|line| !has_japanese(sheet, line)).map(|line| line.end) {
                let (text, short) = with_short(sheet, line.start..line_end);
                if short.is_some() {
                    english = Some((text, short));
                    break;
                }
                // Without one it goes on where the next line begins small.
                if english.is_none() || sheet.is(line_end, class::LATIN) {
                    english = english.or(Some((text, short)));
                }
            }
            let Some((english, short)) = english else { continue };
            let first = lines.get(..number).unwrap_or_default().iter().rev().take(MOST_LINES);
            let bulleted = first
                .take_while(|line| has_japanese(sheet, line))
                .find(|line| is_bullet(sheet.char(line.start)));
            let bullet = bulleted.map(|line| sheet.past_space(line.start + 1));
            let japanese_start = bullet.unwrap_or(before.start);
            let (japanese, japanese_short) = with_short(sheet, japanese_start..before.end);
            let same_short = match (&short, &japanese_short) {
                (Some(a), Some(b)) => same(sheet, a, b),
                (None, None) => bullet.is_some() && is_term(sheet, known, &japanese),
                _ => false,
            };
            let plain = |at: usize| !matches!(sheet.char(at), '。' | '、' | ':' | '〔' | '「');
            if same_short
                && japanese.clone().all(plain)
                && has_japanese(sheet, &japanese)
                && is_english(sheet, known, &english)
            {
                let span = sheet.span(japanese.start..short.map_or(english.end, |short| short.end + 1));
                let (ja, en) = (sheet.excerpt(japanese), sheet.excerpt(english));
                self.add(Pair { span, ja, en, stated: Statement::Heading });
            }
        }
    }

    /// Reads notes: a mark behind a term in one language, and the term in the other
    /// one behind the mark below. Linear.
    pub(super) fn notes(&mut self, sheet: &Sheet<'t>, known: Known<'_>, notes: &[NoteLine]) {
        let written = |mark: &Range<usize>| mark.clone().map(|at| sheet.char(at)).collect::<String>();
        let mut waiting: HashMap<String, &NoteLine> = HashMap::new();
        for note in notes {
            waiting.entry(written(&note.mark)).or_insert(note);
        }
        for at in 0..sheet.len() {
            if waiting.is_empty() {
                return;
            }
            let Some(mark) = reference(sheet, at) else { continue };
            let key = written(&mark);
            let Some(note) = waiting.get(&key).copied() else { continue };
            if note.mark.start <= mark.start {
                continue;
            }
            waiting.remove(&key);
            let parts = sheet.parts(note.line.clone(), |c| matches!(c, ':' | ';' | ',' | '。'));
            let Some(said) = parts.first().map(|part| with_short(sheet, part.clone()).0) else { continue };
            let said_is_japanese = has_japanese(sheet, &said);
            if said_is_japanese && !is_term(sheet, known, &said)
                || !said_is_japanese && !is_english(sheet, known, &said)
            {
                continue;
            }
            let mut end = at;
            if let Some(open) = end.checked_sub(1).and_then(|last| sheet.open(last)) {
                end = open;
            }
            let said = sheet.excerpt(said);
            let Some(head) = extent::before(sheet, known, end, Some(said.text())) else { continue };
            if head.iter().any(|range| has_japanese(sheet, range)) == said_is_japanese {
                continue;
            }
            let from = head.first().map_or(at, |range| range.start);
            let head =
                if let [only] = head.as_slice() { sheet.excerpt(only.clone()) } else { sheet.joined(&head) };
            let (ja, en) = if said_is_japanese { (said, head) } else { (head, said) };
            self.add(Pair { span: sheet.span(from..mark.end), ja, en, stated: Statement::Note });
        }
    }
}

/// Lines that a heading may run over.
const MOST_LINES: usize = 4;

/// The reference to a note at glyph `at`: a capital set off behind a term, or a mark.
fn reference(sheet: &Sheet<'_>, at: usize) -> Option<Range<usize>> {
    let before = at.checked_sub(1)?;
    let behind = is_japanese_letter(sheet.char(before)) || matches!(sheet.char(before), ')' | ']');
    if !behind || sheet.begins_line(at) {
        return None;
    }
    let apart = matches!(sheet.char(before), ')' | ']')
        || sheet.glyph(at).is_some_and(|glyph| glyph.has(flag::WORD_END));
    if sheet.is_upper(at) && sheet.is(at, class::LATIN) && apart && !sheet.is(at + 1, class::WORD) {
        return Some(at..at + 1);
    }
    super::market::mark(sheet, at)
}

/// A heading without the short form in brackets that it ends with, and that.
fn with_short(sheet: &Sheet<'_>, range: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let mut end = range.end;
    // （ICANS）A: a mark may follow.
    if end > range.start + 1 && matches!(sheet.char(end - 2), ')' | ']') && sheet.is_upper(end - 1) {
        end -= 1;
    }
    let Some(open) = end.checked_sub(1).and_then(|last| sheet.open(last)) else { return (range, None) };
    let short = sheet.trimmed(open + 1..end - 1);
    if open > range.start && is_short(sheet, short.clone()) {
        (sheet.trimmed(range.start..open), Some(short))
    } else {
        (range, None)
    }
}

fn same(sheet: &Sheet<'_>, a: &Range<usize>, b: &Range<usize>) -> bool {
    let is_same =
        |(a, b): (usize, usize)| sheet.char(a) == sheet.char(b) && sheet.is_upper(a) == sheet.is_upper(b);
    a.len() == b.len() && a.clone().zip(b.clone()).all(is_same)
}

/// Whether the two are known as things of such kinds that one is no name of the other.
fn kinds_differ(known: Known<'_>, ja: &Excerpt<'_>, en: &Excerpt<'_>) -> bool {
    let is_of = |text: &str, kind: Kind| known.concepts(text).iter().any(|one| one.kind() == kind);
    let [ja, en] = [ja.text(), en.text()];
    let differ = |a, b| is_of(a, Kind::Drug) && is_of(b, Kind::Class) && !is_of(b, Kind::Drug);
    // 抗CD20抗体（rituximab), where the lexicon lacks the class.
    let is_example = is_of(en, Kind::Drug) && !is_of(ja, Kind::Drug) && kind::guess(ja, "").0 == Kind::Class;
    differ(ja, en) || differ(en, ja) || is_example
}

/// What a bracket holds beside short forms.
enum Inner {
    /// One designation.
    One(Range<usize>),
    /// A short form's two long forms.
    Both {
        ja: Range<usize>,
        en: Range<usize>,
    },
    Other,
}

/// Reads the content of a bracket.
fn in_bracket(sheet: &Sheet<'_>, known: Known<'_>, content: Range<usize>) -> Inner {
    let content = sheet.trimmed(content);
    let listed = matches!(sheet.before(content.start), '〔' | '[');
    let open = content.start.saturating_sub(1);
    let head = (open.saturating_sub(14)..open)
        .rev()
        .take_while(|&at| sheet.is(at, class::WORD) || sheet.char(at) == '-');
    let behind_short = head.last().is_some_and(|start| is_short(sheet, start..open));
    let mut found: Option<Range<usize>> = None;
    let mut second: Option<Range<usize>> = None;
    for part in sheet.parts(content, |c| matches!(c, ',' | '、' | ';' | ':')) {
        let part = without_note(sheet, part);
        if is_label(sheet, &part) || is_short(sheet, part.clone()) {
            continue;
        }
        let (part, _) = with_short(sheet, part);
        let fits = if has_japanese(sheet, &part) {
            is_term(sheet, known, &part)
        } else {
            is_english(sheet, known, &part)
        };
        match (&found, fits) {
            (None, true) => found = Some(part),
            // Behind the name in 〔…〕 other things may be listed.
            (Some(_), _) if listed => {}
            (Some(first), true)
                if behind_short
                    && second.is_none()
                    && has_japanese(sheet, first) != has_japanese(sheet, &part) =>
            {
                second = Some(part);
            }
            _ => return Inner::Other,
        }
    }
    match (found, second) {
        (Some(one), None) => Inner::One(one),
        (Some(a), Some(b)) if has_japanese(sheet, &a) => Inner::Both { ja: a, en: b },
        (Some(a), Some(b)) => Inner::Both { ja: b, en: a },
        _ => Inner::Other,
    }
}
