//! Sets of characters that are known when compiling, asked once for every character
//! of a text.

/// Characters of the first plane, a bit each.
pub(crate) struct CharacterSet([u64; 1024]);

impl CharacterSet {
    pub(crate) const fn new() -> CharacterSet {
        CharacterSet([0; 1024])
    }

    /// Adds the character at byte `at` of UTF-8 text: one of one byte or of three.
    #[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
    pub(crate) const fn with(mut self, text: &[u8], at: usize) -> CharacterSet {
        let code = code(text, at);
        self.0[code / 64] |= 1 << (code % 64);
        self
    }

    /// Adds characters of the first plane.
    #[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
    pub(crate) const fn with_all(mut self, characters: &[char]) -> CharacterSet {
        let mut index = 0;
        while index < characters.len() {
            let code = characters[index] as usize;
            self.0[code / 64] |= 1 << (code % 64);
            index += 1;
        }
        self
    }

    /// These without those of `others`.
    #[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
    pub(crate) const fn without(mut self, others: &CharacterSet) -> CharacterSet {
        let mut word = 0;
        while word < self.0.len() {
            self.0[word] &= !others.0[word];
            word += 1;
        }
        self
    }

    /// The characters from the first to the last of each range.
    #[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
    pub(crate) const fn of(ranges: &[(u32, u32)]) -> CharacterSet {
        let mut set = CharacterSet::new();
        let mut index = 0;
        while index < ranges.len() {
            let (mut code, last) = ranges[index];
            while code <= last {
                set.0[code as usize / 64] |= 1 << (code % 64);
                code += 1;
            }
            index += 1;
        }
        set
    }

    #[inline]
    pub(crate) fn has(&self, c: char) -> bool {
        self.has_code(u32::from(c))
    }

    #[inline]
    pub(crate) fn has_code(&self, code: u32) -> bool {
        self.0.get(code as usize / 64).is_some_and(|bits| bits >> (code % 64) & 1 != 0)
    }
}

/// The character at byte `at`, which is of one byte or of three; 0 behind the end.
#[allow(clippy::indexing_slicing, reason = "evaluated when compiling")]
pub(crate) const fn code(text: &[u8], at: usize) -> usize {
    if at >= text.len() {
        return 0;
    }
    match text[at] {
        byte @ ..0x80 => byte as usize,
        byte => {
            (byte as usize & 0xF) << 12 | (text[at + 1] as usize & 0x3F) << 6 | text[at + 2] as usize & 0x3F
        }
    }
}
