//! The form level: width, case, composed marks, dashes, white space, middle
//! dots and hard line breaks. It never merges two drugs.
//!
//! Two passes. [`characters`] turns each character, with the marks that follow
//! it, into folded characters that know which bytes of the original they stand
//! for. [`separators`] then decides which white space, middle dots and line-end
//! hyphens mean something.

use unicode_normalization::UnicodeNormalization;

use super::glyph::{Glyph, flag};
use super::script::{is_hiragana, is_japanese, is_katakana, is_line_break, is_mark, is_word};
use super::tables::{FORM, Rule};

/// What the character stream holds for a mark such as ® between its reading
/// and [`separators`]: a boundary of words that leaves no character behind.
/// U+FFFF is a noncharacter; one in the text is dropped with the same meaning.
const CUT: char = '\u{FFFF}';

/// A soft hyphen before a line break, until [`separators`] has read it.
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

/// Appends the form-folded characters of `text` to `glyphs` (which the caller
/// has emptied). Offsets are bytes of `text`. Linear in `text`.
pub(super) fn fold(text: &str, scratch: &mut Vec<Glyph>, glyphs: &mut Vec<Glyph>) {
    scratch.clear();
    characters(text, scratch);
    separators(scratch, glyphs);
}

fn characters(text: &str, glyphs: &mut Vec<Glyph>) {
    let mut unit = Unit::default();
    let mut rest = text.char_indices().peekable();
    while let Some((start, base)) = rest.next() {
        let plain_end = start + base.len_utf8();
        let next = rest.peek().map(|&(_, next)| next);
        // Nearly every character is plain and followed by a plain one.
        let alone = next.is_none_or(|next| is_plain(next) || !attaches(next) && !is_dropped(next));
        if alone && is_plain(base) {
            glyphs.push(
                Glyph::new(base.to_ascii_lowercase(), start, plain_end).upper(base.is_ascii_uppercase()),
            );
            continue;
        }
        if base.is_whitespace() {
            let flags = if is_line_break(base) { flag::LINE } else { 0 };
            // A carriage return and line feed are one break: the first is a plain space.
            let flags = if base == '\r' && next == Some('\n') { 0 } else { flags };
            let flags = if base == '\t' { flag::TAB } else { flags };
            glyphs.push(Glyph::new(' ', start, plain_end).with(flags));
            continue;
        }
        if base == CUT {
            glyphs.push(Glyph::new(CUT, start, plain_end));
            continue;
        }
        match rule(base) {
            Some(Rule::Drop) => {
                // A soft hyphen shows at a line end, and only there.
                if base == SOFT_HYPHEN && next.is_some_and(is_line_break) {
                    glyphs.push(Glyph::new(SOFT_HYPHEN, start, plain_end));
                }
                continue;
            }
            Some(Rule::Cut) => {
                glyphs.push(Glyph::new(CUT, start, plain_end));
                continue;
            }
            Some(Rule::Keep) => {
                glyphs.push(Glyph::new(base, start, plain_end));
                continue;
            }
            Some(Rule::Map(_)) | None => {}
        }
        // The base and its marks, over any invisible characters between them.
        let mut end = plain_end;
        unit.begin(base);
        let mut ahead = rest.clone();
        while let Some((at, next)) = ahead.next() {
            if attaches(next) && unit.attach(next) {
                end = at + next.len_utf8();
                rest = ahead.clone();
            } else if !is_dropped(next) {
                break;
            }
        }
        for (character, upper) in unit.folded() {
            glyphs.push(Glyph::new(character, start, end).upper(upper));
        }
    }
}

/// Characters that fold to themselves (or to their ASCII lower case) and that
/// no row of the table names: the bulk of any text.
fn is_plain(c: char) -> bool {
    matches!(c, '!'..='_' | 'a'..='~' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FE}' | '\u{4E00}'..='\u{9FFF}')
}

/// Whether `c` may join the character before it into one.
pub(super) fn attaches(c: char) -> bool {
    c >= '\u{300}'
        && (is_mark(c)
            || matches!(c, '\u{309B}' | '\u{309C}' | '\u{FF9E}' | '\u{FF9F}')
            // Hangul vowels and finals compose with the initial before them.
            || matches!(c, '\u{1160}'..='\u{11FF}'))
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
#[derive(Default)]
struct Unit {
    text: String,
    kana: bool,
    folded: Vec<(char, bool)>,
}

impl Unit {
    fn begin(&mut self, base: char) {
        self.text.clear();
        match rule(base) {
            Some(Rule::Map(to)) => self.text.push_str(to),
            _ => self.text.push(base),
        }
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
    fn folded(&mut self) -> impl Iterator<Item = (char, bool)> + '_ {
        self.folded.clear();
        let spaced = self.text.nfkc().any(char::is_whitespace);
        let composed: String = if spaced { self.text.nfc().collect() } else { self.text.nfkc().collect() };
        for c in composed.chars() {
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
            let lower: String = self.folded.iter().map(|&(c, _)| c).collect();
            let again: Vec<char> = lower.nfc().collect();
            if !again.iter().eq(self.folded.iter().map(|(c, _)| c)) {
                let upper = self.folded.first().is_some_and(|&(_, upper)| upper);
                self.folded.clear();
                self.folded.extend(again.into_iter().map(|c| (c, upper)));
            }
        }
        self.folded.drain(..)
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

fn separators(characters: &[Glyph], glyphs: &mut Vec<Glyph>) {
    let mut rest = characters;
    let mut gap = 0;
    while let Some(first) = rest.first() {
        if is_separator(first) {
            let length = rest.iter().take_while(|glyph| is_separator(glyph)).count();
            let (run, after) = rest.split_at(length);
            rest = after;
            gap = separate(run, rest.first().copied(), glyphs);
        } else {
            glyphs.push(first.with(gap));
            gap = 0;
            rest = rest.get(1..).unwrap_or_default();
        }
    }
}

/// Decides what a run of separators between the last of `glyphs` and `next`
/// leaves behind: nothing, a space, or its dots. Gives the flags for `next`.
fn separate(run: &[Glyph], next: Option<Glyph>, glyphs: &mut Vec<Glyph>) -> u8 {
    let read = Separators::read(run);
    let kana = |glyph: Option<Glyph>| glyph.is_some_and(|glyph| is_katakana(glyph.character));
    if read.dots > 0 && !(kana(glyphs.last().copied()) && kana(next)) {
        // The dots stay, each for itself; the white space around them means nothing.
        let flags = read.flags(JAPANESE_SPACES);
        glyphs.extend(run.iter().filter(|glyph| glyph.character == '・').map(|dot| dot.with(flags)));
        return flags;
    }
    let (Some(previous), Some(next)) = (glyphs.last().copied(), next) else {
        return 0; // the ends of the text are trimmed
    };
    let [before, after] = [previous.character, next.character];
    if attaches(after) {
        // Nothing between a letter and a lone mark may vanish, or they would compose.
        glyphs.push(space_over(run).with(read.flags(0)));
        return 0;
    }
    if read.lines > 0 && read.soft_hyphen && is_word(before) && is_word(after) {
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
    let only_cut = read.spaces == 0 && !(is_word(before) && is_word(after));
    if only_cut || read.dots > 0 || at_bracket || is_japanese(before) || is_japanese(after) {
        return read.flags(JAPANESE_SPACES);
    }
    glyphs.push(space_over(run).with(read.flags(LATIN_SPACES)));
    0
}

/// One space that stands for the whole run.
fn space_over(run: &[Glyph]) -> Glyph {
    let start = run.first().map_or(0, |glyph| glyph.start);
    Glyph::new(' ', start, run.last().map_or(start, |glyph| glyph.end))
}
