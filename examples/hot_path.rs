//! Runs one hot path a fixed number of times, for counting its instructions, which
//! repeat exactly:
//!
//! ```text
//! cargo build --release --example hot_path
//! valgrind --tool=callgrind target/release/examples/hot_path gloss-ja
//! ```
//!
//! The paths are `gloss-ja`, `gloss-en`, `exact`, `near-1`, `near-2`, and `nothing`,
//! which prepares the same and is subtracted.
#![allow(clippy::print_stdout, reason = "an example prints")]

use yakugo::{Distance, Lexicon, Query};

const JAPANESE: &str = "再発又は難治性のびまん性大細胞型B細胞リンパ腫の患者に、キメラ抗原受容体（CAR）T細胞療法を行った。\
    投与3日目に発熱と血圧低下があり、サイトカイン放出症候群と診断した。アセトアミノフェン500mgとトシリズマブを投与し、\
    翌日には解熱した。その後の経過に問題はなく、家族とともに自宅へ帰った。次の外来は二週間後の予定である。\n";

const ENGLISH: &str = "A 54-year-old woman with relapsed diffuse large B-cell lymphoma received an infusion of \
    chimeric antigen receptor T cells. On day 3 she developed fever and hypotension, and cytokine release syndrome \
    (CRS) was diagnosed. Tocilizumab and acetaminophen were given, and her condition was better the next morning.\n";

/// How often each path is run.
const ROUNDS: usize = 200;

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let lexicon = Lexicon::embedded();
    let (japanese, english) = (JAPANESE.repeat(ROUNDS), ENGLISH.repeat(ROUNDS));
    // One name in forty, and a slip in each for the near ones.
    let names: Vec<&str> = lexicon.designations().map(|one| one.text()).step_by(40).collect();
    let slips: Vec<String> = names
        .iter()
        .map(|name| name.chars().enumerate().filter(|(at, _)| *at != 2).map(|(_, c)| c).collect())
        .collect();
    let near =
        |distance| slips.iter().map(|slip| lexicon.lookup(Query::new(slip).distance(distance)).len()).sum();
    let (found, units): (usize, usize) = match path.as_str() {
        "gloss-ja" => (lexicon.gloss(&japanese).count(), japanese.chars().count()),
        "gloss-en" => (lexicon.gloss(&english).count(), english.chars().count()),
        "exact" => (names.iter().map(|name| lexicon.lookup(*name).len()).sum(), names.len()),
        "near-1" => (near(Distance::One), slips.len()),
        "near-2" => (near(Distance::Two), slips.len()),
        _ => (0, names.len()),
    };
    println!("{path}: {units} characters or queries, {found} found");
}
