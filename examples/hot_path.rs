//! Runs one hot path a fixed number of times, for counting its instructions, which
//! repeat exactly:
//!
//! ```text
//! cargo build --release --example hot_path
//! valgrind --tool=callgrind target/release/examples/hot_path gloss-ja
//! ```
//!
//! The paths are `gloss-ja`, `gloss-en`, `sparse-ja` and `sparse-en` (texts with few terms),
//! `exact`, `near-1`, `near-2`, and `nothing`, which prepares the same and is subtracted.
#![allow(clippy::print_stdout, reason = "an example prints")]

use yakugo::{Distance, Lexicon, Query};

const JAPANESE: &str = "再発又は難治性のびまん性大細胞型B細胞リンパ腫の患者に、キメラ抗原受容体（CAR）T細胞療法を行った。\
    投与3日目に発熱と血圧低下があり、サイトカイン放出症候群と診断した。アセトアミノフェン500mgとトシリズマブを投与し、\
    翌日には解熱した。その後の経過に問題はなく、家族とともに自宅へ帰った。次の外来は二週間後の予定である。\n";

const ENGLISH: &str = "A 54-year-old woman with relapsed diffuse large B-cell lymphoma received an infusion of \
    chimeric antigen receptor T cells. On day 3 she developed fever and hypotension, and cytokine release syndrome \
    (CRS) was diagnosed. Tocilizumab and acetaminophen were given, and her condition was better the next morning.\n";

const SPARSE_JAPANESE: &str = "先月の集まりでは、新しい様式の使い方について話し合い、いくつかの見直しを行うことになった。\
    書類の並べ方は前のままとし、見出しだけを短くする。夕方からは雨が強くなったため、予定より早く終わり、参加した人たちは\
    それぞれ家に帰った。残りの議題は、次に集まるときまでに担当の者がまとめておく。なお、トシリズマブの項は変えていない。\
    お問い合わせの件数は春に比べて少し減り、そのほとんどは保管の場所と開け方についてであった。\n";

const SPARSE_ENGLISH: &str = "When we met last month, we talked about how the new forms are to be filled in, and some of \
    them will be changed before the summer. The order of the pages stays as it was, only the headings will be made \
    shorter. It began to rain hard in the evening, so we stopped earlier than planned and everyone went home. What is \
    left will be put together by those in charge before we meet again. The page on tocilizumab was not changed.\n";

/// How often each path is run.
const ROUNDS: usize = 200;

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let lexicon = Lexicon::embedded();
    let texts = [JAPANESE, ENGLISH, SPARSE_JAPANESE, SPARSE_ENGLISH].map(|text| text.repeat(ROUNDS));
    let gloss = |text: &String| (lexicon.gloss(text).count(), text.chars().count());
    // One name in forty, and a slip in each for the near ones.
    let names: Vec<&str> = lexicon.designations().map(|one| one.text()).step_by(40).collect();
    let slips: Vec<String> = names
        .iter()
        .map(|name| name.chars().enumerate().filter(|(at, _)| *at != 2).map(|(_, c)| c).collect())
        .collect();
    let near =
        |distance| slips.iter().map(|slip| lexicon.lookup(Query::new(slip).distance(distance)).len()).sum();
    let (found, units): (usize, usize) = match path.as_str() {
        "gloss-ja" => gloss(&texts[0]),
        "gloss-en" => gloss(&texts[1]),
        "sparse-ja" => gloss(&texts[2]),
        "sparse-en" => gloss(&texts[3]),
        "exact" => (names.iter().map(|name| lexicon.lookup(*name).len()).sum(), names.len()),
        "near-1" => (near(Distance::One), slips.len()),
        "near-2" => (near(Distance::Two), slips.len()),
        _ => (0, names.len()),
    };
    println!("{path}: {units} characters or queries, {found} found");
}
