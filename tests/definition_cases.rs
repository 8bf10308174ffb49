//! How texts define their own short forms, a row each: `tests/cases/definitions.tsv`, over
//! the small lexicon of `tests/cases/lexicon.tsv`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use support::Table;
use yakugo::Lexicon;

/// The definitions as the table lists them.
fn shown(lexicon: &Lexicon<Vec<u8>>, text: &str) -> String {
    let told = lexicon.definitions(text).into_iter().map(|one| {
        let concept = one.concept().map_or("-", |concept| concept.id());
        format!("{}={}:{}:{concept}", one.short_text, one.long_text, one.form)
    });
    let told = told.collect::<Vec<_>>().join(" | ");
    if told.is_empty() { "-".to_owned() } else { told }
}

#[test]
fn definitions() {
    let lexicon = support::small_lexicon();
    let mut failures = Vec::new();
    for row in Table::read("tests/cases/definitions.tsv").rows {
        let (text, wanted) = (row.get("text"), row.get("definitions"));
        // The same behind a paragraph and before another.
        for text in [text.to_owned(), format!("前文。\n{text}"), format!("{text}\n\n\n\n\n後文（図2）。")]
        {
            let found = shown(&lexicon, &text);
            if found != wanted {
                failures.push(format!(
                    "{}: {}\n   text   {text:?}\n   wanted {wanted:?}\n   found  {found:?}",
                    row.place(),
                    row.get("origin")
                ));
                break;
            }
        }
    }
    support::report(&failures);
}
