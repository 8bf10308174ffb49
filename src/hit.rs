//! Hits: the postings of one key that a text or a query has reached.

use crate::automaton::Automaton;
use crate::designation::Designation;
use crate::fold::{Letter, Level, Scratch, flag, fold_into};
use crate::format::{Section, Tables, posting, read_posting};
use crate::suffix::Suffix;

/// The postings of one key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Postings<'l> {
    tables: Tables<'l>,
    records: &'l [u8],
}

/// One posting: a designation, and the folds that lead from it to the key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Posting<'l> {
    pub(crate) designation: Designation<'l>,
    flags: u16,
    capitals: u16,
}

impl Posting<'_> {
    pub(crate) fn is_at(self, level: Level) -> bool {
        let wanted = match level {
            Level::Form => posting::FORM,
            Level::Spelling => posting::SPELLING,
        };
        self.flags & wanted != 0
    }

    /// Whether the designation is an abbreviation or a symbol.
    pub(crate) fn is_short_form(self) -> bool {
        self.flags & posting::SHORT_FORM != 0
    }

    /// Whether it matters which letters are capitals.
    pub(crate) fn asks_for_capitals(self) -> bool {
        self.flags & (posting::INITIAL | posting::EXACT) != 0
    }

    /// Whether a text without capitals may agree with it: see [`posting::may_be_small`].
    pub(crate) fn may_be_small(self) -> bool {
        posting::may_be_small(self.flags, self.capitals)
    }

    /// Whether the text of the designation is the key.
    pub(crate) fn is_as_key(self) -> bool {
        self.flags & posting::AS_KEY != 0
    }

    /// Whether the designation names a drug.
    pub(crate) fn is_drug(self) -> bool {
        self.flags & posting::DRUG != 0
    }
}

impl<'l> Postings<'l> {
    /// The postings of key number `key`.
    pub(crate) fn of(tables: Tables<'l>, key: u32) -> Postings<'l> {
        Postings::among(tables, tables.automaton(), key)
    }

    /// The same where the automaton of the tables is at hand.
    #[inline]
    pub(crate) fn among(tables: Tables<'l>, keys: Automaton<'l>, key: u32) -> Postings<'l> {
        Postings { tables, records: keys.postings(key) }
    }

    /// The postings of the key that the first of them, number `first`, is of.
    pub(crate) fn from(tables: Tables<'l>, first: u32) -> Postings<'l> {
        let size = Section::Postings.record();
        let from = (first as usize).checked_mul(size);
        let rest = from.and_then(|from| tables.section(Section::Postings).get(from..)).unwrap_or_default();
        let is_last =
            |record: &[u8]| read_posting(record).is_none_or(|(_, flags, _)| flags & posting::LAST != 0);
        let more = rest.chunks_exact(size).take(64).position(is_last);
        Postings { tables, records: more.and_then(|more| rest.get(..(more + 1) * size)).unwrap_or_default() }
    }

    /// How many there are, with those of cues.
    pub(crate) fn len(self) -> usize {
        self.records.len() / Section::Postings.record()
    }

    /// The postings of designations, numbered. At most 64, as compiling sees to.
    pub(crate) fn iter(self) -> impl Iterator<Item = (u32, Posting<'l>)> {
        let (records, _) = self.records.as_chunks::<{ Section::Postings.record() }>();
        records.iter().zip(0..64).filter_map(move |(record, number)| {
            let (index, flags, capitals) = read_posting(record)?;
            if index >= posting::CUES {
                return None;
            }
            let designation = Designation { tables: self.tables, index };
            Some((number, Posting { designation, flags, capitals }))
        })
    }

    /// The numbers of the cues that have this key. They stand behind the designations.
    pub(crate) fn cues(self) -> impl Iterator<Item = u32> {
        let records = self.records.rchunks_exact(Section::Postings.record());
        records.map_while(|record| read_posting(record)?.0.checked_sub(posting::CUES))
    }
}

/// The postings of a key that a stretch of text or a query agrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) key: u32,
    pub(crate) level: Level,
    /// Bit n is set when the text agrees with posting n.
    pub(crate) agreed: u64,
    /// What stands after the key and belongs to the name.
    pub(crate) suffix: Option<Suffix>,
}

impl Hit {
    /// The agreeing designations.
    pub(crate) fn designations(self, tables: Tables<'_>) -> impl Iterator<Item = Designation<'_>> {
        let agrees = move |number: u32| self.agreed >> number & 1 != 0;
        let postings = Postings::of(tables, self.key).iter();
        // A damaged file may name a designation that is not there.
        postings
            .filter(move |&(number, posting)| agrees(number) && posting.designation.exists())
            .map(|(_, posting)| posting.designation)
    }
}

/// The capitals of a stretch of text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Capitals {
    /// Letters that have capitals.
    letters: usize,
    /// A bit for each of the first 16 that is a capital.
    first: u16,
    /// Whether a later one is a capital.
    later: bool,
}

impl Capitals {
    pub(crate) fn of<'g, T: Letter + 'g>(glyphs: impl Iterator<Item = &'g T>) -> Capitals {
        let mut capitals = Capitals::default();
        glyphs.for_each(|glyph| capitals.add(glyph));
        capitals
    }

    /// Those of one letter more.
    pub(crate) fn add(&mut self, letter: &impl Letter) {
        if letter.is_cased() {
            let upper = letter.has(flag::UPPER);
            if self.letters < posting::LETTERS {
                self.first |= u16::from(upper) << self.letters;
            } else {
                self.later |= upper;
            }
            self.letters += 1;
        }
    }

    /// Whether these are the capitals that the posting's designation asks for.
    /// `glyphs` are those of the stretch again. A plural may have small letters
    /// after those of the designation.
    pub(crate) fn agree<'g, T: Letter + 'g>(
        self,
        posting: Posting<'_>,
        glyphs: impl Iterator<Item = &'g T>,
    ) -> bool {
        self.agree_at_once(posting)
            .unwrap_or_else(|| agree_slowly(posting, posting.flags & posting::PLURAL != 0, glyphs))
    }

    /// The same where the posting says enough.
    pub(crate) fn agree_at_once(self, posting: Posting<'_>) -> Option<bool> {
        if !posting.asks_for_capitals() {
            return Some(true);
        }
        if posting.flags & posting::INITIAL != 0 {
            return Some(self.letters == 0 || self.first & 1 != 0);
        }
        if posting.flags & posting::LONG != 0 {
            return None;
        }
        let is_plural = posting.flags & posting::PLURAL != 0;
        let letters = usize::from(posting.flags >> posting::LETTERS_SHIFT & 0x1F);
        let are_as_many = if is_plural { self.letters >= letters } else { self.letters == letters };
        Some(self.first == posting.capitals && !self.later && are_as_many)
    }
}

/// The same for a designation of more letters than a posting has bits for.
#[cold]
fn agree_slowly<'g, T: Letter + 'g>(
    posting: Posting<'_>,
    is_plural: bool,
    glyphs: impl Iterator<Item = &'g T>,
) -> bool {
    let mut found = glyphs.filter(|glyph| glyph.is_cased()).map(|glyph| glyph.has(flag::UPPER));
    for wanted in cased(posting.designation.text()) {
        if found.next() != Some(wanted) {
            return false;
        }
    }
    if is_plural { found.all(|upper| !upper) } else { found.next().is_none() }
}

/// The letters of `text`, as the form level folds it, that have capitals: whether
/// each is one.
pub(crate) fn cased(text: &str) -> impl Iterator<Item = bool> {
    let mut glyphs = Vec::new();
    fold_into(text, Level::Form, &mut Scratch::default(), &mut glyphs);
    glyphs.into_iter().filter(Letter::is_cased).map(|glyph| glyph.has(flag::UPPER))
}
