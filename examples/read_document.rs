//! Reads a document: its own definitions, its context, and where it is not consistent.
#![allow(clippy::print_stdout, reason = "an example prints")]

use yakugo::Lexicon;

const TEXT: &str = "\
Three patients had cytoreductive surgery (CRS) before chemotherapy.\n\
One of them, who took natalizumab for MS, had a fever the day after CRS.\n\
The blue finger nail index (BFNI) was 3 on admission. The BFNI fell within a week.\n\
TMAは否定的であった。\n";

fn main() {
    let lexicon = Lexicon::embedded();
    let mut document = lexicon.document(TEXT);
    for gloss in document.glosses() {
        let best = gloss.senses().first();
        let means = best.map_or_else(
            || gloss.definition().map_or_else(String::new, |local| format!("{} (local)", local.long)),
            |best| format!("{} ({}, {:.0} %)", best.concept().id(), best.evidence, best.score * 100.0),
        );
        println!("{:<24} {} {means}", gloss.surface, if gloss.is_decided() { "=" } else { "?" });
    }
    for definition in document.definitions() {
        println!("{} is defined as {}", definition.short_text, definition.long_text);
    }
    for finding in document.check() {
        println!("{}: {}", finding.kind, finding.surface);
    }
    // After an edit only what changed is read again.
    let at = TEXT.find("TMA").unwrap_or(0);
    document.replace(at..at, "血栓性微小血管症（TMA）を疑った。\n");
    println!("{} definitions after the edit", document.definitions().count());
}
