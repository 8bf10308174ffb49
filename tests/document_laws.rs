//! Laws of documents, on text made to hurt and on text made of definitions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and may print its counts"
)]

mod support;

use proptest::prelude::*;
use support::hostile;
use yakugo::{DefinitionForm, Document, DocumentGloss, Lexicon, Passage, Span};

thread_local! {
    static LEXICON: &'static Lexicon<Vec<u8>> = Box::leak(Box::new(support::small_lexicon()));
}

fn lexicon() -> &'static Lexicon<Vec<u8>> {
    LEXICON.with(|lexicon| *lexicon)
}

/// Pieces of documents: definitions in all forms, uses, notes, ends of paragraphs, and
/// pieces of edits.
const PIECES: &[&str] = &[
    "cytokine release syndrome (CRS)",
    "サイトカイン放出症候群（CRS）",
    "慢性副鼻腔炎（CRS）",
    "CRS（chronic rhinosinusitis）",
    "blue nail index (BNI)",
    "BNI",
    "BNIs",
    "CRS",
    "CRSが",
    "MS",
    "AS, CR: ",
    "（以下「機構」という。）",
    "独立行政法人（以下「機構」という。）",
    "機構",
    "（ICANS）A",
    "A immune effector cell-associated neurotoxicity syndrome\n",
    "BNI: blue nail index; CRS: cytokine release syndrome",
    "トシリズマブ",
    "発熱",
    " ",
    "、",
    "。",
    "。\n",
    ".\n",
    "\n",
    "\n\n",
    "\r\n",
    "(",
    "）",
    "は",
    "が発現した",
    "\n- 3 -\n",
    "\nPage 2\n",
    "\n7\n",
    "\u{C}",
    "サイトカイン放出",
    "症候群",
    "𠮷",
    "e\u{301}",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => proptest::sample::select(hostile::PIECES).prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// All that a gloss says, for comparing; scores to six digits.
fn told(gloss: &DocumentGloss<'_, '_>) -> String {
    let senses: Vec<String> = gloss
        .senses()
        .iter()
        .map(|sense| format!("{} {} {:.6}", sense.concept().id(), sense.evidence, sense.score))
        .collect();
    let definition = gloss.definition().map(|one| (one.id(), one.long_span, one.statement));
    format!("{:?} {:?} {:?} {senses:?} {definition:?}", gloss.span, gloss.utf16, gloss.surface)
}

fn all(document: &Document<'_>) -> Vec<String> {
    document.glosses().map(|gloss| told(&gloss)).collect()
}

proptest! {
    #![proptest_config(support::config(400))]

    #[test]
    fn every_span_slices_the_original(text in pieces()) {
        let document = lexicon().document(&text);
        prop_assert_eq!(document.text(), &text);
        let mut end = 0;
        for paragraph in document.paragraphs() {
            prop_assert_eq!(paragraph.start, end);
            end = paragraph.end;
        }
        prop_assert_eq!(end, text.len());
        for gloss in document.glosses() {
            prop_assert_eq!(&text[gloss.span.range()], gloss.surface);
            let utf16: Vec<u16> = text.encode_utf16().collect();
            let surface: Vec<u16> = gloss.surface.encode_utf16().collect();
            prop_assert_eq!(&utf16[gloss.utf16.range()], &surface[..]);
            let characters: String = text.chars().skip(gloss.chars.start).take(gloss.chars.len()).collect();
            prop_assert_eq!(&characters, gloss.surface);
            if let Some(definition) = gloss.definition() {
                prop_assert_eq!(&text[definition.long_span.range()], &definition.long);
                prop_assert!(text[definition.short_span.range()].starts_with(&definition.short));
                prop_assert!(definition.statement.start <= gloss.span.start);
                prop_assert!(!gloss.senses().is_empty() || definition.concept.is_none());
            }
            for sense in gloss.senses() {
                prop_assert!((0.0..=1.0).contains(&sense.score));
            }
        }
        let _ = document.check();
    }

    /// Each paragraph is glossed as it would be by itself, but for what only a document
    /// knows.
    #[test]
    fn paragraphs_are_glossed_as_texts(text in pieces()) {
        // Over what a page adds, a longer term takes the place of its parts.
        prop_assume!(!["- 3 -", "Page 2", "\u{C}"].iter().any(|page| text.contains(page)));
        let document = lexicon().document(&text);
        for paragraph in document.paragraphs() {
            let alone: Vec<Span> = lexicon()
                .gloss(&text[paragraph.range()])
                .map(|gloss| Span::new(gloss.span.start + paragraph.start, gloss.span.end + paragraph.start))
                .collect();
            let glosses = document.glosses_in(paragraph.range());
            let here: Vec<Span> = glosses.map(|gloss| gloss.span).collect();
            for span in &alone {
                prop_assert!(here.contains(span), "{:?} {here:?}", &text[span.range()]);
            }
        }
    }

    /// What follows a closed paragraph changes nothing before.
    #[test]
    fn what_follows_changes_nothing_before(before in pieces(), after in pieces()) {
        let closed = format!("{before}。\n");
        let first = all(&lexicon().document(&closed));
        let both = all(&lexicon().document(&format!("{closed}x{after}")));
        prop_assert_eq!(&first[..], &both[..first.len()]);
    }

    /// Paragraphs that define nothing may stand in any order: each place means the same
    /// things, though not in the same order where what stands before it speaks for one.
    #[test]
    fn independent_paragraphs_may_change_places(a in hostile::text_with_terms(), b in hostile::text_with_terms()) {
        let (a, b) = (format!("x{a}。\n"), format!("x{b}。\n"));
        let (one, other) = (format!("{a}{b}"), format!("{b}{a}"));
        let (one, other) = (lexicon().document(&one), lexicon().document(&other));
        prop_assume!(one.definitions().next().is_none() && other.definitions().next().is_none());
        let meanings = |document: &Document<'_>| {
            let mut meanings: Vec<String> = document
                .glosses()
                .map(|gloss| {
                    let mut ids: Vec<&str> = gloss.senses().iter().map(|one| one.concept().id()).collect();
                    ids.sort_unstable();
                    format!("{} {ids:?}", gloss.surface)
                })
                .collect();
            meanings.sort();
            meanings
        };
        prop_assert_eq!(meanings(&one), meanings(&other));
    }

    /// After edits a document is as one that was read anew.
    #[test]
    fn an_edited_document_is_as_a_new_one(
        text in pieces(),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), pieces()), 1..4),
    ) {
        let mut document = lexicon().document(&text);
        let mut text = text;
        for (from, to, with) in edits {
            let places: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
            let (from, to) = (places[from.index(places.len())], places[to.index(places.len())]);
            let range = from.min(to)..from.max(to);
            text.replace_range(range.clone(), &with);
            document.replace(range, &with);
            let anew = lexicon().document(&text);
            prop_assert_eq!(document.paragraphs().collect::<Vec<_>>(), anew.paragraphs().collect::<Vec<_>>());
            prop_assert_eq!(all(&document), all(&anew));
            let spans = |document: &Document<'_>| {
                document.definitions().map(|one| (one.short, one.long, one.statement)).collect::<Vec<_>>()
            };
            prop_assert_eq!(spans(&document), spans(&anew));
        }
    }

    /// A document that goes on with another one's memory is as the second part of both.
    #[test]
    fn a_memory_goes_on(before in pieces(), after in pieces()) {
        let (before, after) = (format!("{before}。\n"), format!("x{after}"));
        let text = format!("{before}{after}");
        let whole = lexicon().document(&text);
        // A note may belong to a mark in the part before.
        prop_assume!(whole.definitions().all(|one| one.form != DefinitionForm::Footnote));
        let first = lexicon().document(&before);
        let origin = yakugo::Position::START.after(&before);
        let second = lexicon().document(Passage::new(&after).origin(origin)).after(first.memory());
        let parts: Vec<String> = all(&first).into_iter().chain(all(&second)).collect();
        prop_assert_eq!(parts, all(&whole));
    }
}
