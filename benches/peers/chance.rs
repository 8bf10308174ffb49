//! Seeded chance: random choices, and what typists do to a term.
//!
//! Everything generated comes from here, so that a run repeats exactly. The
//! generator is splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
//! number generators", 2014): a few lines, and good enough for choosing words.

use unicode_normalization::UnicodeNormalization;

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Chance {
    state: u64,
}

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance { state: seed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// True `percent` times in a hundred.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// An index below `end`, small ones far more often: the words of a text are
    /// few and the vocabulary is large. Half of the draws fall below an eighth.
    pub fn skewed(&mut self, end: usize) -> usize {
        let draw = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((draw * draw * draw) * end as f64) as usize
    }
}

/// `text` with `edits` edits (insertions, deletions, substitutions, transpositions
/// of neighbours), by characters of its own script.
pub fn misspell(text: &str, edits: usize, chance: &mut Chance) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..edits {
        let at = chance.below(characters.len());
        let new = neighbour(characters[at], chance);
        match chance.below(4) {
            0 => characters.insert(at, new),
            1 if characters.len() > 1 => drop(characters.remove(at)),
            2 if at + 1 < characters.len() => characters.swap(at, at + 1),
            _ => characters[at] = new,
        }
    }
    characters.into_iter().collect()
}

/// A character of the script of `c`.
fn neighbour(c: char, chance: &mut Chance) -> char {
    const KATAKANA: &[char] = &[
        'ア', 'イ', 'ウ', 'カ', 'キ', 'シ', 'ス', 'タ', 'ト', 'ナ', 'ブ', 'マ', 'ミ', 'ラ', 'リ', 'ル', 'ン',
        'ー',
    ];
    const KANJI: &[char] =
        &['性', '症', '肝', '血', '炎', '胃', '候', '群', '異', '常', '腎', '薬', '病', '熱'];
    const HIRAGANA: &[char] = &['い', 'う', 'か', 'し', 'の', 'ん'];
    const LATIN: &[char] = &['a', 'b', 'c', 'e', 'i', 'l', 'm', 'n', 'o', 'r', 's', 't', 'u', 'y'];
    chance
        .pick(match c {
            '\u{3041}'..='\u{3096}' => HIRAGANA,
            '\u{30A1}'..='\u{30FF}' => KATAKANA,
            '\u{4E00}'..='\u{9FFF}' => KANJI,
            _ => LATIN,
        })
        .to_owned()
}

/// `text` as somebody else would type it: in capitals, in full-width letters, in
/// half-width katakana, with its marks apart, or as it is. Only what NFKC and
/// lower case make equal again, which is all that the peers of a look-up fold.
pub fn restyle(text: &str, chance: &mut Chance) -> String {
    match chance.below(5) {
        0 => text.to_ascii_uppercase(),
        1 => text.chars().map(full_width).collect(),
        2 => text.chars().map(half_width).collect(),
        3 => text.nfd().collect(),
        _ => text.to_owned(),
    }
}

fn full_width(c: char) -> char {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Half-width forms of the katakana that have one without a mark.
fn half_width(c: char) -> char {
    const FULL: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    let index = FULL.chars().position(|full| full == c).and_then(|index| u32::try_from(index).ok());
    index.and_then(|index| char::from_u32(0xFF66 + index)).unwrap_or(c)
}

/// What users fold by, without this library: NFKC and lower case.
pub fn nfkc_lower(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}
