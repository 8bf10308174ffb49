//! Laws of harvesting, on text made to hurt.
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
use yakugo::{CandidateRow, Excerpt, Fact, Harvest, Lexicon, LexiconBuilder, Standing};

thread_local! {
    static LEXICON: &'static Lexicon<Vec<u8>> = Box::leak(Box::new(support::small_lexicon()));
}

fn lexicon() -> &'static Lexicon<Vec<u8>> {
    LEXICON.with(|lexicon| *lexicon)
}

/// Pieces of drug blocks, headings, notes and brands, whole and broken.
const PIECES: &[&str] = &[
    "\n◎Yakugomab〔ヤクゴマブ（遺伝子組換え），",
    "◎Aspirin（アスピリン，Aspirin（JP），",
    "抗CD19抗体，乾癬治療薬〕国内：発売済 海外：",
    "ブリナツモマブ（blinatumomab）",
    "\n• 血小板減少症（XYZ）\nThrombocytopenia (XYZ)\n",
    "ヘパリン［‘Hepa’，‘Rin’］",
    "浮腫（edema）＊1",
    "\n＊1：oedema\n",
    "◎",
    "※",
    "•",
    "〔",
    "〕",
    "［",
    "］",
    "（",
    "）",
    "(",
    ")",
    "[",
    "]",
    "【",
    "】",
    "，",
    "、",
    ", ",
    "；",
    "：",
    ":",
    "国内",
    "国\n内",
    "国内：",
    "海外：",
    "日本：",
    "国内外：",
    "発売済",
    "発\n売済",
    "開発中",
    "開発中（PhaseⅡ；2025/05/07）",
    "PhaseⅢ",
    "Phase Ⅰ/Ⅱ",
    "2024/03",
    "2025/\n01/30",
    "未発売",
    "承認申請中",
    "＊1",
    "＊1：",
    "※2",
    "A ",
    "）A",
    "†",
    "¹",
    "Glofitamab",
    "Axicabtagene ciloleucel",
    "ブリナツモ\nマブ（遺伝子組換え）",
    "Blinatumomab (Genetical\nRecombination)",
    "（JP）",
    "二重特異性抗体（抗CD19/抗CD3）薬",
    "GIP/GLP-1受容体作動薬",
    "選択的",
    "抗",
    "標的",
    "抗悪性腫瘍薬",
    "乾癬治療薬",
    "抗ヒトIL-6受容体抗体",
    "‘",
    "’",
    "‘Columvi’",
    "®",
    "™",
    "商品名：",
    "一般名：",
    "brand name ",
    "Keytruda",
    "and ",
    " or ",
    "サイトカイン放出症候群",
    "cytokine release syndrome",
    "（CRS）",
    "(CRS)",
    "びまん性",
    "投与後",
    "重篤な",
    "severe ",
    "\n",
    "\n\n",
    "\r\n",
    "\u{C}",
    "- 3 -",
    "\n12\n",
    "Vol.23 No.10",
    "https://example.org/",
    "。",
    "は",
    "の",
    "え",
    "\t",
    "㈱",
    "⑴",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        10 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        2 => proptest::sample::select(hostile::PIECES).prop_map(str::to_owned),
        2 => proptest::sample::select(hostile::TERMS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Every excerpt of a harvest.
fn excerpts<'h, 't>(harvest: &'h Harvest<'_, 't>) -> Vec<&'h Excerpt<'t>> {
    let mut all = Vec::new();
    for drug in &harvest.drugs {
        all.extend([&drug.inn, &drug.jan_ja, &drug.jan_en].into_iter().flatten());
        all.extend(&drug.indications);
        for class in &drug.classes {
            all.push(&class.name);
            all.extend(&class.targets);
        }
        for market in [&drug.japan, &drug.abroad].into_iter().flatten() {
            all.push(&market.said);
            all.extend(
                [market.status.phase(), market.status.date(), market.mark.as_ref()].into_iter().flatten(),
            );
        }
        all.extend(drug.notes.iter().flat_map(|note| [&note.mark, &note.text]));
    }
    all.extend(harvest.pairs.iter().flat_map(|pair| [&pair.ja, &pair.en]));
    all.extend(harvest.brands.iter().flat_map(|one| [&one.substance, &one.brand]));
    all.extend(harvest.abbreviations.iter().flat_map(|one| [&one.short, &one.long]));
    all
}

/// Whether the characters of `part`, white space aside, stand in `whole` in that order.
/// GIP受容体 of GIP/GLP-1受容体 does.
fn is_within(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().filter(|c| !c.is_whitespace()).all(|c| rest.any(|other| other == c))
}

proptest! {
    #![proptest_config(support::config(2000))]

    #[test]
    fn nothing_is_invented(text in text()) {
        let harvest = lexicon().harvest(&text);
        for excerpt in excerpts(&harvest) {
            let Some(written) = text.get(excerpt.span.range()) else {
                return Err(TestCaseError::fail(format!("{excerpt:?} is no place")));
            };
            prop_assert!(!excerpt.text().is_empty(), "{:?}", excerpt);
            prop_assert!(is_within(excerpt.text(), written), "{:?} in {:?}", excerpt, written);
            prop_assert!(!excerpt.text().contains(char::is_control), "{:?}", excerpt);
            prop_assert_eq!(excerpt.text().trim(), excerpt.text());
        }
        let mut last = 0;
        for fact in harvest.facts() {
            prop_assert!(text.get(fact.span().range()).is_some());
            prop_assert!(fact.span().start >= last, "in order");
            last = fact.span().start;
            if let Fact::Drug(drug) = fact {
                let inner = [&drug.inn, &drug.jan_ja, &drug.jan_en].into_iter().flatten();
                prop_assert!(inner.into_iter().all(|one| drug.span.contains(one.span)), "{:?}", drug);
            }
        }
    }

    #[test]
    fn rows_compile_once_somebody_vouches(text in text()) {
        let harvest = lexicon().harvest(&text);
        let rows = harvest.rows();
        let mut table = format!("{}\n", CandidateRow::HEADER);
        for row in &rows {
            let line = row.to_line("a\tfile\n");
            prop_assert_eq!(line.matches('\t').count(), 9, "{}", line);
            let vouched = line.replacen("\tcandidate\tcandidate: ", "\teditor\tcandidate: ", 1);
            prop_assert_ne!(&vouched, &line);
            table.push_str(&vouched);
            table.push('\n');
        }
        prop_assert!(rows.is_sorted_by_key(|row| row.standing));
        let mut builder = LexiconBuilder::new();
        builder.base(lexicon()).table("rows", &table);
        let compiled = builder.compile();
        prop_assert!(compiled.is_ok(), "{}\n{}", compiled.unwrap_err(), table);
    }

    #[test]
    fn candidates_are_refused(text in text()) {
        let rows = lexicon().harvest(&text).rows();
        if rows.iter().all(|row| row.standing == Standing::Known) {
            return Ok(());
        }
        // Nobody vouches for a candidate: compiling refuses it.
        let mut builder = LexiconBuilder::new();
        let lines: Vec<_> = rows.iter().map(|row| row.to_line("file")).collect();
        builder.base(lexicon()).table("rows", format!("{}\n{}\n", CandidateRow::HEADER, lines.join("\n")));
        prop_assert!(builder.compile().is_err());
    }
}
