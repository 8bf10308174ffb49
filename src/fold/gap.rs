//! The gaps of a raw text: what the form level reads as white space or a middle dot.

/// Where the gap ends that goes on at byte `at`.
pub(crate) fn gap_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    while let Some(length) = gap_length(bytes, at) {
        at += length;
    }
    at
}

/// The bytes of the gap character at byte `at`: white space, or a middle dot. None if it
/// is another one.
pub(crate) fn gap_length(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        [b' ' | b'\t'..=b'\r', ..] => Some(1),
        [0xC2, 0x85 | 0xA0, ..] => Some(2),
        [0xE3, 0x80, 0x80, ..] | [0xE3, 0x83, 0xBB, ..] => Some(3),
        [0xE2, 0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF, ..] | [0xE2, 0x81, 0x9F, ..] => Some(3),
        [0xE1, 0x9A, 0x80, ..] => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::Peek;

    #[test]
    fn gaps_are_white_space_and_dots() {
        for c in char::MIN..=char::MAX {
            let text = c.to_string();
            let wanted = (c.is_whitespace() || c == '・').then_some(c.len_utf8());
            assert_eq!(gap_length(text.as_bytes(), 0), wanted, "{c:?}");
            assert!(wanted.is_none() || !Peek::at(text.as_bytes(), 0).is_simple(), "{c:?}");
        }
    }
}
