//! What may this short form stand for, here and in general?
//!
//! `cargo run --example expand_abbreviation [SHORT]`
#![allow(clippy::print_stdout, reason = "an example prints")]

use yakugo::{Language, Lexicon};

fn main() {
    let short = std::env::args().nth(1).unwrap_or_else(|| "CRS".to_owned());
    let context = "鼻茸を伴う慢性副鼻腔炎の患者を対象とした。CRSの診断は内視鏡所見による。";
    let lexicon = Lexicon::embedded();
    for (title, senses) in
        [("anywhere", lexicon.expand(&short)), ("in that text", lexicon.expand_in(&short, context))]
    {
        println!("{short}, {title}:");
        for sense in senses {
            let long = |language| sense.long(language).map_or("—", |long| long.text());
            let percent = sense.score * 100.0;
            println!("    {percent:>3.0} %  {}  {}", long(Language::English), long(Language::Japanese));
        }
    }
}
