//! Which terms stand in this paragraph, and what are they in the other language?
//!
//! `cargo run --example gloss_paragraph`
//!
//! The sample has the trouble of a bulletin that was copied out of a PDF: words
//! broken over lines and pages, a short form and a footnote mark inside a term,
//! half-width katakana, full-width letters, reference numbers, a broken URL.
#![allow(clippy::print_stdout, reason = "an example prints")]

use yakugo::{Evidence, Lexicon};

const SAMPLE: &str = "\
【症例の概要】

• 60歳代の男性。びまん性大細胞型B細胞リンパ腫に対し，アキシカブタゲン・シロルユ

ーセル（Ｙｅｓｃａｒｔａ®）によるキメラ抗原受容体（CAR）T細胞 C療法を受けた。

投与翌日に発熱と低血圧が出現し，サイトカイン放出症候群（CRS）Bと診断された1,2)。ﾄｼﾘｽﾞﾏﾌﾞ

で改善したが，第5病日に免疫エフェクター細胞関連神経毒性

症候群（ICANS）Aが発現し，失語症，けいれん，脳浮腫に至った。

\u{C}Blinatumomab (Genetical Recombination) was not given. Neuro-
toxicity and seizures are known irAEs‐like events of T‑cell engagers; the MS of the patient was
unrelated. See https://example.org/case-reports/2025/cytokine-

release-syndrome.html and contact safety@example.org.
";

fn main() {
    let lexicon = Lexicon::embedded();
    println!("{SAMPLE}\n{}\n", "─".repeat(72));
    for gloss in lexicon.gloss(SAMPLE) {
        let surface = gloss.surface.split_whitespace().collect::<Vec<_>>().join("⏎");
        let indent = if gloss.within().is_some() { "    " } else { "" };
        println!("{indent}{surface}   [bytes {}–{}]", gloss.span.start, gloss.span.end);
        for candidate in gloss.candidates() {
            let equivalents: Vec<_> = candidate.equivalents().take(3).map(|one| one.text()).collect();
            let sense = if gloss.is_ambiguous() { "?" } else { "=" };
            let evidence = match candidate.evidence {
                Evidence::Exact | Evidence::Form => String::new(),
                weaker => format!("   ({weaker}: {})", candidate.designation.text()),
            };
            let kind = candidate.concept().kind();
            println!("{indent}    {sense} {kind:<12} {}{evidence}", equivalents.join(" · "));
        }
    }
}
