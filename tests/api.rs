//! What the types promise: threads, unwinding, copying, order, texts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::panic::{RefUnwindSafe, UnwindSafe};

use yakugo::{
    Candidate, Candidates, CompileError, Completions, Concept, Concepts, Definition, Designation,
    DesignationKind, Designations, Document, DocumentGloss, Entry, Equivalents, Evidence, Expansion, Folded,
    Gloss, Glosses, Harvest, Kind, Language, Lexicon, LexiconBuilder, Memory, OpenError, Passage, Query,
    Source, Sources, Span, Status,
};

fn shared<T: Send + Sync + UnwindSafe + RefUnwindSafe>() {}
fn copied<T: Copy>() {}

#[test]
fn threads_and_unwinding() {
    shared::<Lexicon>();
    shared::<Lexicon<Vec<u8>>>();
    shared::<LexiconBuilder>();
    shared::<Concept<'_>>();
    shared::<Concepts<'_>>();
    shared::<Definition<'_, '_>>();
    shared::<Document<'_>>();
    shared::<DocumentGloss<'_, '_>>();
    shared::<Memory>();
    shared::<Designation<'_>>();
    shared::<Designations<'_>>();
    shared::<Source<'_>>();
    shared::<Sources<'_>>();
    shared::<Candidate<'_>>();
    shared::<Candidates<'_, '_>>();
    shared::<Equivalents<'_>>();
    shared::<Expansion<'_>>();
    shared::<Completions<'_>>();
    shared::<Gloss<'_, '_>>();
    shared::<Glosses<'_, '_>>();
    shared::<Harvest<'_, '_>>();
    shared::<Folded>();
    shared::<Passage<'_>>();
    shared::<Query<'_>>();
    shared::<Entry>();
    shared::<OpenError>();
    shared::<CompileError>();
}

#[test]
fn views_are_copied() {
    copied::<Concept<'_>>();
    copied::<Designation<'_>>();
    copied::<Source<'_>>();
    copied::<Candidate<'_>>();
    copied::<Expansion<'_>>();
    copied::<Gloss<'_, '_>>();
    copied::<Passage<'_>>();
    copied::<Query<'_>>();
    copied::<Span>();
}

/// Views outlive the values that handed them out: they borrow the lexicon and the text.
#[test]
fn views_borrow_the_lexicon_and_the_text() {
    let lexicon = Lexicon::embedded();
    let text = String::from("サイトカイン放出症候群");
    let surface: &str = lexicon.gloss(&text).next().unwrap().surface;
    let english: &str = {
        let gloss = lexicon.gloss(&text).next().unwrap();
        let best = gloss.candidates().next().unwrap();
        best.equivalents().next().unwrap().text()
    };
    assert_eq!((surface, english), ("サイトカイン放出症候群", "cytokine release syndrome"));
}

#[test]
fn one_lexicon_for_many_threads() {
    let lexicon = Lexicon::embedded();
    let count = || lexicon.gloss("CAR-T細胞療法後のCRSとICANS").count();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(count)).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), 3);
        }
    });
}

#[test]
fn words_go_both_ways() {
    for kind in Kind::ALL {
        assert_eq!(kind.as_str().parse::<Kind>().unwrap(), *kind);
    }
    for kind in DesignationKind::ALL {
        assert_eq!(kind.to_string().parse::<DesignationKind>().unwrap(), *kind);
    }
    for status in Status::ALL {
        assert_eq!(status.as_str().parse::<Status>().unwrap(), *status);
    }
    let error = "reactoin".parse::<Kind>().unwrap_err().to_string();
    assert!(error.contains("\"reactoin\"") && error.contains("reaction"), "{error}");
    assert!(Evidence::Exact < Evidence::Form && Evidence::Spelling < Evidence::Fuzzy);
    assert_eq!(Language::English.other(), Language::Japanese);
}

/// Opening a lexicon neither copies nor reads it: the view of a text lies in the bytes.
#[test]
fn opening_does_not_copy() {
    let bytes = Lexicon::embedded().as_bytes().to_vec();
    let lexicon = Lexicon::open(&bytes[..]).unwrap();
    let text = lexicon.concept("reaction/cytokine-release-syndrome").unwrap().id();
    let range = bytes.as_ptr_range();
    assert!(range.contains(&text.as_ptr()));
}
