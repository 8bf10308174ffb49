//! How do I add terms of my own, and what happens to a row that is wrong?
//!
//! `cargo run --example build_lexicon`
#![allow(clippy::print_stdout, reason = "an example prints")]

use yakugo::{Lexicon, LexiconBuilder};

const TABLE: &str = "\
concept\tlanguage\tkind\tstatus\ttext\tsources
drug/blinatumomab\tja\tabbreviation\tadmitted\tブリナツ\teditor
reaction/study-drug-rash\ten\tterm\tpreferred\tstudy drug rash\teditor
reaction/study-drug-rash\tja\tterm\tpreferred\t治験薬皮疹\teditor
";

const WRONG: &str = "\
concept\tlanguage\tkind\tstatus\ttext\tsources
reaction/rash\ten\tterm\tpreferred\trash\teditor
reaction/rash\ten\tterm\tpreferred\texanthem\teditor
reaction/rahs\tja\tterm\tadmitted\t皮疹\teditor
reaction/rash\tjp\tterm\tadmitted\t発疹\thouse
";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = LexiconBuilder::new();
    builder.edition("house glossary 1").base(&Lexicon::embedded()).table("house.tsv", TABLE);
    let lexicon = Lexicon::open(builder.compile()?)?;
    println!("{lexicon:?}");
    for gloss in lexicon.gloss("ブリナツ投与後に治験薬皮疹とCRSが発現した。") {
        let best = gloss.candidates().next().ok_or("a gloss has a candidate")?;
        let equivalents: Vec<_> = best.equivalents().take(2).map(|one| one.text()).collect();
        println!("    {} = {}", gloss.surface, equivalents.join(" · "));
    }

    let mut builder = LexiconBuilder::new();
    builder.table("wrong.tsv", WRONG);
    if let Err(errors) = builder.compile() {
        println!("\n{errors}");
    }
    Ok(())
}
