//! Laws of folding, on text made to hurt.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use proptest::prelude::*;
use support::hostile;
use unicode_normalization::UnicodeNormalization;
use yakugo::{Folded, Level, Span, fold};

const LEVELS: [Level; 2] = [Level::Form, Level::Spelling];

fn boundaries(text: &str) -> Vec<usize> {
    (0..=text.len()).filter(|&index| text.is_char_boundary(index)).collect()
}

/// What hidden offsets make easy to get wrong: every span slices the original,
/// spans of consecutive pieces do not overlap, and the whole covers the pieces.
fn check_map(text: &str, level: Level) -> Result<(), TestCaseError> {
    let folded = Folded::new(text, level);
    let ends = boundaries(folded.as_str());
    let mut last = Span::new(0, 0);
    for pair in ends.windows(2) {
        let Some(span) = folded.original(pair[0]..pair[1]) else { continue };
        prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        prop_assert!(span.start < span.end && span.end <= text.len());
        prop_assert!(span.start >= last.end, "{span:?} after {last:?}");
        last = span;
    }
    for (index, &start) in ends.iter().enumerate() {
        for &end in &ends[index + 1..] {
            let Some(span) = folded.original(start..end) else { continue };
            // Folding the surface alone gives the same piece, up to what its
            // neighbours decided (white space and hyphens at its ends).
            prop_assert!(text.get(span.range()).is_some());
            let range = folded.folded(span).unwrap();
            prop_assert_eq!(range, start..end, "{:?}", span);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(support::config(4000))]

    #[test]
    fn folding_is_idempotent(text in hostile::text()) {
        for level in LEVELS {
            let once = fold(&text, level);
            prop_assert_eq!(&fold(&once, level), &once, "{:?} of {:?}", level, text);
        }
    }

    #[test]
    fn spelling_is_a_function_of_form(text in hostile::text()) {
        // Not of its string alone (a hyphen at a line end is read twice), so
        // only where no line break stands.
        let text: String = text.chars().filter(|c| !matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' | '®' | '™' | 'Ⓡ' | '・' | '･' | ' ' | '\u{3000}')).collect();
        let form = fold(&text, Level::Form);
        prop_assert_eq!(fold(&form, Level::Spelling), fold(&text, Level::Spelling));
    }

    #[test]
    fn maps_are_sound(text in hostile::text()) {
        for level in LEVELS {
            check_map(&text, level)?;
        }
    }

    #[test]
    fn canonical_equivalents_fold_alike(text in hostile::text()) {
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        for level in LEVELS {
            prop_assert_eq!(fold(&composed, level), fold(&decomposed, level), "{:?}", level);
        }
    }

    #[test]
    fn reuse_changes_nothing(first in hostile::text(), second in hostile::text()) {
        let mut folded = Folded::new(&first, Level::Spelling);
        folded.refold(&second, Level::Form);
        let fresh = Folded::new(&second, Level::Form);
        prop_assert_eq!(folded.as_str(), fresh.as_str());
    }
}

/// Every character by itself, at both levels: no panic, and stable.
#[test]
fn every_character_is_stable() {
    let mut unstable = Vec::new();
    for c in '\0'..=char::MAX {
        for level in LEVELS {
            let text = format!("x{c}x");
            let once = fold(&text, level);
            if fold(&once, level) != once {
                unstable.push(format!("U+{:04X} {level:?}: {once:?}", c as u32));
            }
        }
    }
    assert!(unstable.is_empty(), "{unstable:#?}");
}

/// Found by `canonical_equivalents_fold_alike` with U+16D68, whose parts are letters
/// and no marks: so every character is tried.
#[test]
fn every_character_folds_as_its_parts() {
    use unicode_normalization::UnicodeNormalization;
    for c in char::MIN..=char::MAX {
        let parts: String = core::iter::once(c).nfd().collect();
        if parts.chars().count() > 1 {
            assert_eq!(fold(&parts, Level::Form), fold(&c.to_string(), Level::Form), "{c:?}");
        }
    }
}
