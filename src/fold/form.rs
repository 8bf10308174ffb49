//! The form level: width, case, composed marks, dashes, white space, middle
//! dots and hard line breaks. It never merges two drugs.
//!
//! Each character, with the marks that follow it, becomes folded characters that
//! know which bytes of the original they stand for. What [`page::entry`] knows is
//! simple: one character that becomes one, whatever stands beside it. White space,
//! middle dots and line-end hyphens are kept back until the character after them
//! is known; then [`separate`] decides whether they mean something.

mod run;

use unicode_normalization::UnicodeNormalization;

use super::glyph::{Glyph, flag, narrow};
use super::page;
use super::script::{class, is_hiragana, is_katakana, is_line_break, is_mark};
use super::tables::{FORM, Rule};
pub(crate) use run::Peek;
pub(super) use run::is_free_before;

/// What the character stream holds for a mark such as ® between its reading
/// and [`separate`]: a boundary of words that leaves no character behind.
/// U+FFFF is a noncharacter; one in the text is dropped with the same meaning.
const CUT: char = '\u{FFFF}';

/// A soft hyphen before a line break, until [`separate`] has read it.
const SOFT_HYPHEN: char = '\u{AD}';

/// A gap with more line breaks than this parts paragraphs: text copied from a
/// PDF doubles its breaks, and a page break adds one.
const MAX_LINES: u8 = 3;

/// Spaces that a Japanese name may have inside where no line breaks (a copied
/// full-width space is often two); more are a column of a table.
const JAPANESE_SPACES: usize = 2;

/// The same between words of a spaced script, where justified text stretches.
const LATIN_SPACES: usize = 8;

/// White space of a gap with line breaks in it: indentation has bounds, too.
/// The bound keeps the longest match bounded in bytes (see `src/gloss/window.rs`).
const MAX_SPACES: usize = 48;

/// Appends the form-folded characters of `text` from byte `at` on to `glyphs` (which the
/// caller has emptied). Offsets are bytes of `text`. Linear in what is folded.
pub(super) fn fold(text: &str, mut at: usize, scratch: &mut Scratch, glyphs: &mut Vec<Glyph>) {
    let Scratch { unit, gap } = scratch;
    gap.clear();
    let mut fold = Fold { unit, gap, glyphs };
    let bytes = text.as_bytes();
    loop {
        // Nearly every character is a simple one that nothing attaches to.
        at += fold.simple_run(bytes, at);
        if at >= bytes.len() {
            break;
        }
        let here = Peek::at(bytes, at);
        let end = at + here.length;
        if here.is_simple() && is_free_before(text, end) {
            fold.push(page::glyph(here.entry).at(narrow(at), narrow(end)));
            at = end;
            continue;
        }
        let mut rest = text.get(at..).unwrap_or_default().chars();
        let Some(c) = rest.next() else { break };
        if let Some((entry, end)) = page::composed(text, at, c) {
            fold.push(page::glyph(entry).at(narrow(at), narrow(end)));
            at = end;
        } else {
            at = fold.character(at, c, rest.as_str());
        }
    }
}

/// The memory of folding, used again for the next text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    unit: Unit,
    gap: Vec<Glyph>,
}

/// The glyphs so far, and the separators since the last of them.
struct Fold<'a> {
    unit: &'a mut Unit,
    gap: &'a mut Vec<Glyph>,
    glyphs: &'a mut Vec<Glyph>,
}

impl Fold<'_> {
    #[inline]
    fn push(&mut self, glyph: Glyph) {
        if self.gap.is_empty() {
            self.glyphs.push(glyph);
        } else {
            self.push_after_gap(glyph);
        }
    }

    fn push_after_gap(&mut self, glyph: Glyph) {
        let flags = separate(self.gap, glyph, self.glyphs);
        self.gap.clear();
        self.glyphs.push(glyph.with(flags));
    }

    /// Folds the character `base` at byte `start`, of whatever sort, and the marks
    /// that follow it in `rest`. Gives the byte at which they end.
    fn character(&mut self, start: usize, base: char, rest: &str) -> usize {
        let plain_end = start + base.len_utf8();
        let next = rest.chars().next();
        if base.is_whitespace() {
            let flags = if is_line_break(base) { flag::LINE } else { 0 };
            // A carriage return and line feed are one break: the first is a plain space.
            let flags = if base == '\r' && next == Some('\n') { 0 } else { flags };
            let flags = if base == '\t' { flag::TAB } else { flags };
            self.gap.push(Glyph::of_class(' ', 0, start, plain_end).with(flags));
            return plain_end;
        }
        if base == CUT {
            self.gap.push(Glyph::new(CUT, start, plain_end));
            return plain_end;
        }
        match rule(base) {
            Some(Rule::Drop) => {
                // A soft hyphen shows at a line end, and only there.
                if base == SOFT_HYPHEN && next.is_some_and(is_line_break) {
                    self.gap.push(Glyph::new(SOFT_HYPHEN, start, plain_end));
                }
                return plain_end;
            }
            Some(Rule::Cut) => {
                self.gap.push(Glyph::new(CUT, start, plain_end));
                return plain_end;
            }
            Some(Rule::Keep) => {
                self.push(Glyph::new(base, start, plain_end));
                return plain_end;
            }
            Some(Rule::Map(_)) | None => {}
        }
        // The base and its marks, over any invisible characters between them.
        let mut end = plain_end;
        self.unit.begin(base);
        for (at, next) in rest.char_indices() {
            if attaches(next) && self.unit.attach(next) {
                end = plain_end + at + next.len_utf8();
            } else if !is_dropped(next) {
                break;
            }
        }
        self.unit.fold();
        for index in 0..self.unit.folded.len() {
            let Some(&(character, upper)) = self.unit.folded.get(index) else { break };
            let glyph = Glyph::new(character, start, end).upper(upper);
            if is_separator(&glyph) { self.gap.push(glyph) } else { self.push(glyph) }
        }
        end
    }
}

/// What one character becomes by the rules, and whether it was a capital, if it
/// is one character that nothing beside it changes.
#[cfg(test)]
pub(super) fn fold_slowly(c: char) -> Option<(char, bool)> {
    let mut glyphs = Vec::new();
    let mut scratch = Scratch::default();
    let mut fold = Fold { unit: &mut scratch.unit, gap: &mut scratch.gap, glyphs: &mut glyphs };
    fold.character(0, c, "");
    match glyphs[..] {
        [glyph] if scratch.gap.is_empty() && !attaches(c) && !attaches(glyph.character) => {
            Some((glyph.character, glyph.has(flag::UPPER)))
        }
        _ => None,
    }
}

/// Whether `c` may join the character before it into one.
pub(crate) fn attaches(c: char) -> bool {
    c >= '\u{300}'
        && (is_mark(c)
            || matches!(c, '\u{309B}' | '\u{309C}' | '\u{FF9E}' | '\u{FF9F}')
            // Hangul vowels and finals compose with the initial before them.
            || matches!(c, '\u{1160}'..='\u{11FF}')
            // So does a vowel of Kirat Rai.
            || c == '\u{16D67}')
        && !is_dropped(c)
}

fn is_dropped(c: char) -> bool {
    c >= '\u{AD}' && matches!(rule(c), Some(Rule::Drop))
}

/// The row of `data/fold/form.tsv` that names `c`.
fn rule(c: char) -> Option<Rule> {
    let index = FORM.partition_point(|&(first, _, _)| first <= c).checked_sub(1)?;
    FORM.get(index).filter(|&&(_, last, _)| c <= last).map(|&(_, _, rule)| rule)
}

/// A base character and its marks while they are being composed.
#[derive(Clone, Debug, Default)]
struct Unit {
    text: String,
    composed: String,
    kana: bool,
    folded: Vec<(char, bool)>,
}

impl Unit {
    fn begin(&mut self, base: char) {
        self.text.clear();
        self.text.push(base);
        self.kana = base.nfkc().all(|c| is_katakana(c) || is_hiragana(c));
    }

    /// Adds a mark; a spacing voicing mark is taken only after a kana.
    fn attach(&mut self, mark: char) -> bool {
        let mark = match mark {
            '\u{309B}' if self.kana => '\u{3099}',
            '\u{309C}' if self.kana => '\u{309A}',
            '\u{309B}' | '\u{309C}' => return false,
            other => other,
        };
        self.text.push(mark);
        true
    }

    /// NFKC, the table once more (NFKC can yield a dash), lower case, and NFKC
    /// again, because lower case can undo a composition. NFKC is not applied
    /// where it would put a space into the text (´ is a space and a mark to it).
    fn fold(&mut self) {
        self.folded.clear();
        // Composed before the table is asked: ≁ is no ~ with a stroke.
        self.composed.clear();
        self.composed.extend(self.text.nfc());
        self.text.clear();
        for c in self.composed.chars() {
            match rule(c) {
                Some(Rule::Map(to)) => self.text.push_str(to),
                _ => self.text.push(c),
            }
        }
        let spaced = self.text.nfkc().any(char::is_whitespace);
        self.composed.clear();
        if spaced {
            self.composed.extend(self.text.nfc());
        } else {
            self.composed.extend(self.text.nfkc());
        }
        for c in self.composed.chars() {
            match rule(c) {
                Some(Rule::Map(to)) => self.folded.extend(to.chars().map(|c| (c, false))),
                Some(Rule::Drop | Rule::Cut) => {}
                Some(Rule::Keep) => self.folded.push((c, false)),
                None => {
                    let upper = c.is_uppercase();
                    self.folded.extend(c.to_lowercase().map(|c| (c, upper)));
                }
            }
        }
        // Lower case decomposes only a few letters (İ); compose again when it did.
        if self.folded.iter().any(|&(c, _)| is_mark(c)) {
            self.composed.clear();
            self.composed.extend(self.folded.iter().map(|&(c, _)| c));
            if !self.composed.nfc().eq(self.composed.chars()) {
                let upper = self.folded.first().is_some_and(|&(_, upper)| upper);
                self.folded.clear();
                self.folded.extend(self.composed.nfc().map(|c| (c, upper)));
            }
        }
    }
}

/// A run of white space, middle dots, cuts and soft hyphens between two characters.
#[derive(Default)]
struct Separators {
    spaces: usize,
    lines: u8,
    tab: bool,
    dots: usize,
    dot_after_line: bool,
    cut: bool,
    soft_hyphen: bool,
}

impl Separators {
    fn read(run: &[Glyph]) -> Separators {
        let mut read = Separators::default();
        for glyph in run {
            match glyph.character {
                ' ' => {
                    read.spaces += 1;
                    read.lines = read.lines.saturating_add(u8::from(glyph.has(flag::LINE)));
                    read.tab |= glyph.has(flag::TAB);
                }
                '・' => {
                    read.dots += 1;
                    read.dot_after_line |= read.lines > 0;
                }
                SOFT_HYPHEN => read.soft_hyphen = true,
                _ => read.cut = true,
            }
        }
        read
    }

    /// What the next character must know of the gap. `limit` is how many spaces
    /// without a line break a name may have inside.
    fn flags(&self, limit: usize) -> u8 {
        let wide = if self.lines == 0 { self.spaces > limit } else { self.spaces > MAX_SPACES };
        let unbridgeable = wide || self.tab || self.dot_after_line || self.lines > MAX_LINES;
        let word_end = self.dots > 0 || self.cut || self.spaces > 0 && self.lines == 0;
        let mut flags = 0;
        for (holds, flag) in
            [(unbridgeable, flag::UNBRIDGEABLE), (word_end, flag::WORD_END), (self.lines > 0, flag::LINE)]
        {
            flags |= if holds { flag } else { 0 };
        }
        flags
    }
}

fn is_separator(glyph: &Glyph) -> bool {
    matches!(glyph.character, ' ' | '・' | CUT | SOFT_HYPHEN)
}

/// Decides what a run of separators between the last of `glyphs` and `next`
/// leaves behind: nothing, a space, or its dots. Gives the flags for `next`.
fn separate(run: &[Glyph], next: Glyph, glyphs: &mut Vec<Glyph>) -> u8 {
    // Most often one space between two words.
    if let ([space], Some(previous)) = (run, glyphs.last())
        && space.character == ' '
        && !space.has(flag::LINE | flag::TAB)
        && previous.is(class::WORD)
        && next.is(class::WORD)
    {
        glyphs.push(space.with(flag::WORD_END));
        return 0;
    }
    let read = Separators::read(run);
    let after_kana = glyphs.last().is_some_and(|glyph| glyph.is(class::KATAKANA));
    if read.dots > 0 && !(after_kana && next.is(class::KATAKANA)) {
        // The dots stay, each for itself; the white space around them means nothing.
        let flags = read.flags(JAPANESE_SPACES);
        glyphs.extend(run.iter().filter(|glyph| glyph.character == '・').map(|dot| dot.with(flags)));
        return flags;
    }
    let Some(previous) = glyphs.last().copied() else {
        return 0; // the beginning of the text is trimmed
    };
    let [before, after] = [previous.character, next.character];
    if attaches(after) {
        // Nothing between a letter and a lone mark may vanish, or they would compose.
        glyphs.push(space_over(run).with(read.flags(0)));
        return 0;
    }
    if read.lines > 0 && read.soft_hyphen && previous.is(class::WORD) && next.is(class::WORD) {
        return read.flags(JAPANESE_SPACES) | flag::JOINED;
    }
    if read.lines > 0 && before == '-' && after.is_alphanumeric() {
        let stem = glyphs.len().checked_sub(2).and_then(|index| glyphs.get(index));
        if stem.is_some_and(Glyph::is_lower_letter) && next.is_lower_letter() {
            glyphs.pop();
            return read.flags(JAPANESE_SPACES) | flag::JOINED;
        }
        return read.flags(JAPANESE_SPACES);
    }
    let at_bracket = after == '(' || after == ')' || before == '(';
    // ® between two words leaves a space; anywhere else it leaves nothing.
    let words = previous.is(class::WORD) && next.is(class::WORD);
    let only_cut = read.spaces == 0 && !words;
    if only_cut || read.dots > 0 || at_bracket || previous.is(class::JAPANESE) || next.is(class::JAPANESE) {
        return read.flags(JAPANESE_SPACES);
    }
    glyphs.push(space_over(run).with(read.flags(LATIN_SPACES)));
    0
}

/// One space that stands for the whole run.
fn space_over(run: &[Glyph]) -> Glyph {
    let start = run.first().map_or(0, Glyph::start);
    Glyph::of_class(' ', 0, start, run.last().map_or(start, Glyph::end))
}
