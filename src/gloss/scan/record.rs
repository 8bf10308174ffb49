//! Recording what a walk has found: the keys that end somewhere, and their suffixes.

use super::{Course, Inserted, LOOKS_AHEAD, Match, Walk, before};
use crate::fold::script::class;
use crate::fold::{Glyph, Level};
use crate::gloss::boundary;
use crate::hit::{Capitals, Hit, Postings};
use crate::suffix;

impl Walk<'_> {
    /// Records the key that ends before glyph `end`, if it may stand there.
    #[inline(never)]
    pub(super) fn record(&mut self, course: &mut Course<'_>, end: usize, insertions: Inserted, key: u32) {
        let (glyphs, start) = (course.reading.glyphs, course.start);
        course.looked_at = course.looked_at.max(end + LOOKS_AHEAD);
        course.cut_off |= !self.closed && shows_too_little(glyphs.get(end..).unwrap_or_default());
        if !boundary::may_end(glyphs, start, end) {
            return;
        }
        let inserted = insertions.of(self.insertions);
        let term = glyphs.get(start..end).unwrap_or_default();
        let matched = || {
            let matched = (start..).zip(term);
            matched.filter(|(index, _)| !inserted.iter().any(|one| one.holds(*index))).map(|(_, glyph)| glyph)
        };
        let mut capitals = None;
        let long_stands = boundary::may_stand(glyphs, start, end, false);
        // The postings that agree at each level, and those of drugs.
        let (mut form, mut spelling, mut drug) = (0_u64, 0_u64, 0_u64);
        let (with_form, with_spelling) = (course.levels.has(Level::Form), course.levels.has(Level::Spelling));
        for (number, posting) in Postings::among(self.tables, self.keys, key).iter() {
            let stands = match posting.is_short_form() {
                true => boundary::may_stand(glyphs, start, end, true),
                false => long_stands,
            };
            let mut agrees = || {
                !posting.asks_for_capitals()
                    || match inserted {
                        [] => capitals
                            .get_or_insert_with(|| Capitals::of(term.iter()))
                            .agree(posting, term.iter()),
                        _ => {
                            capitals.get_or_insert_with(|| Capitals::of(matched())).agree(posting, matched())
                        }
                    }
            };
            if !stands || !agrees() {
                continue;
            }
            form |= u64::from(with_form && posting.is_at(Level::Form)) << number;
            spelling |= u64::from(with_spelling && posting.is_at(Level::Spelling)) << number;
            drug |= u64::from(posting.is_drug()) << number;
        }
        if self.asked.cues && long_stands {
            self.record_cues(course, end, key);
        }
        let best = |form: u64, spelling: u64| {
            let (level, agreed) = if form != 0 { (Level::Form, form) } else { (Level::Spelling, spelling) };
            (agreed != 0).then_some(Hit { key, level, agreed, suffix: None })
        };
        let Some(hit) = best(form, spelling) else { return };
        self.push(course, end, hit, insertions);
        // ブリナツモマブ（遺伝子組換え）, メトホルミン塩酸塩: the name goes on.
        let Some(drugs) = best(form & drug, spelling & drug) else { return };
        match suffix::read(glyphs.get(end..).unwrap_or_default(), self.closed) {
            suffix::Reading::Suffix(length, suffix) => {
                course.looked_at = course.looked_at.max(end + length + suffix::LOOKS_AHEAD);
                let after = glyphs.get(end + length..).unwrap_or_default();
                course.cut_off |= !self.closed && shows_too_little(after);
                self.push(course, end + length, Hit { suffix: Some(suffix), ..drugs }, insertions);
            }
            suffix::Reading::CutOff => course.cut_off = true,
            suffix::Reading::No => course.looked_at = course.looked_at.max(end + suffix::LOOKS_AHEAD),
        }
    }

    /// Records the cues of a key that has just been read, unless it begins or ends
    /// inside a katakana word.
    fn record_cues(&mut self, course: &Course<'_>, end: usize, key: u32) {
        let (glyphs, start) = (course.reading.glyphs, course.start);
        let mut cues = Postings::among(self.tables, self.keys, key).cues().peekable();
        if cues.peek().is_none()
            || boundary::is_inside_word(glyphs, start)
            || boundary::is_inside_word(glyphs, end)
        {
            return;
        }
        let at = glyphs.get(start).map_or(0, Glyph::start);
        self.cues.extend(cues.map(|cue| (u32::try_from(at).unwrap_or(u32::MAX), cue)));
    }

    fn push(&mut self, course: &Course<'_>, end: usize, hit: Hit, insertions: Inserted) {
        let glyphs = course.reading.glyphs;
        let (Some(first), Some(last)) = (glyphs.get(course.start), glyphs.get(end - 1)) else { return };
        let places = match course.reading.is_form {
            true => (course.start, end),
            false => (before(self.form, first.start()), before(self.form, last.end())),
        };
        let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.matches.push(Match {
            start: narrow(first.start()),
            end: narrow(last.end()),
            places: (narrow(places.0), narrow(places.1)),
            hit,
            insertions,
        });
    }
}

/// Whether the glyphs behind a term end before all that a rule may look at: two, and where
/// a mark may refer to a note, all of that.
fn shows_too_little(after: &[Glyph]) -> bool {
    let is_mark = |first: &Glyph| !first.is(class::LATIN | class::JAPANESE) && first.character != ' ';
    after.len() < 2 || after.len() < LOOKS_AHEAD && after.first().is_some_and(is_mark)
}
