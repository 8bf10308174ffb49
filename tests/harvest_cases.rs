//! Facts that texts state, as rows: tests/cases/harvest.jsonl.
//!
//! The rows `H-` were written by somebody who had not seen the code; those with an odd
//! number were used to find its faults, those with an even one were not looked at. The
//! rows `Y-` are the authors' own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and prints what is wrong"
)]

mod support;

use serde_json::{Value, json};
use yakugo::{DrugRecord, Excerpt, Harvest, Lexicon, Market, MarketStatus};

fn text(excerpt: Option<&Excerpt<'_>>) -> String {
    excerpt.map_or(String::new(), |excerpt| excerpt.text().to_owned())
}

fn stage(market: Option<&Market<'_>>) -> &'static str {
    match market.map(|market| &market.status) {
        Some(MarketStatus::Marketed { .. }) => "marketed",
        // The rows know three: an application under review is one of development.
        Some(MarketStatus::InDevelopment { .. } | MarketStatus::UnderReview { .. }) => "in development",
        Some(MarketStatus::NotMarketed { .. }) => "not marketed",
        Some(MarketStatus::Approved { .. }) => "approved",
        Some(MarketStatus::Discontinued { .. }) => "discontinued",
        Some(_) => "other",
        None => "",
    }
}

fn drug(record: &DrugRecord<'_>) -> Value {
    let texts = |excerpts: Vec<&Excerpt<'_>>| -> Vec<String> {
        excerpts.iter().map(|excerpt| excerpt.text().to_owned()).collect()
    };
    let [japan, abroad] = [record.japan.as_ref(), record.abroad.as_ref()];
    let phase = |market: Option<&Market<'_>>| text(market.and_then(|market| market.status.phase()));
    let date = |market: Option<&Market<'_>>| text(market.and_then(|market| market.status.date()));
    json!({
        "inn": text(record.inn.as_ref()),
        "jan_ja": text(record.jan_ja.as_ref()),
        "jan_en": text(record.jan_en.as_ref()),
        "classes": texts(record.classes.iter().map(|class| &class.name).collect()),
        "targets": texts(record.classes.iter().flat_map(|class| &class.targets).collect()),
        "indications": texts(record.indications.iter().collect()),
        "japan": stage(japan), "japan_phase": phase(japan), "japan_date": date(japan),
        "abroad": stage(abroad), "abroad_phase": phase(abroad), "abroad_date": date(abroad),
    })
}

fn facts(harvest: &Harvest<'_, '_>) -> [(&'static str, Value); 3] {
    let pairs = harvest.pairs.iter();
    let pairs: Vec<_> = pairs.map(|pair| json!({"ja": pair.ja.text(), "en": pair.en.text()})).collect();
    let brands = harvest.brands.iter();
    let brands = brands.map(|one| json!({"substance": one.substance.text(), "brand": one.brand.text()}));
    let drugs: Vec<_> = harvest.drugs.iter().map(drug).collect();
    [("drugs", Value::Array(drugs)), ("pairs", Value::Array(pairs)), ("brands", brands.collect())]
}

#[test]
fn stated_facts() {
    let lexicon = Lexicon::embedded();
    let table = std::fs::read_to_string(support::path("tests/cases/harvest.jsonl")).unwrap();
    // For each set: rows, and those that are right in everything.
    let mut sets = [("odd", 0, 0), ("even", 0, 0), ("own", 0, 0)];
    for line in table.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let id = row["id"].as_str().unwrap();
        let number: usize = id.split_once('-').unwrap().1.parse().unwrap();
        let set = if id.starts_with('Y') { 2 } else { 1 - number % 2 };
        let harvest = lexicon.harvest(row["text"].as_str().unwrap());
        let mut right = true;
        for (name, found) in facts(&harvest) {
            if found != row[name] {
                right = false;
                if set != 1 || std::env::var_os("YAKUGO_SHOW").is_some() {
                    println!("{id} {name}\n  wanted {}\n  found  {found}", row[name]);
                }
            }
        }
        sets[set].1 += 1;
        sets[set].2 += usize::from(right);
    }
    for (set, rows, right) in sets {
        println!("{set}: {right} of {rows} rows right");
    }
    assert_eq!(sets.map(|(_, rows, _)| rows), [22, 19, 19]);
    // What was reached. It may only rise.
    let floor = [22, 15, 19];
    for ((set, _, right), floor) in sets.iter().zip(floor) {
        assert!(*right >= floor, "{set}: {right} rows right, {floor} were");
    }
}
