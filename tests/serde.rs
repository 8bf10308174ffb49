//! The JSON of the values, with the feature `serde`.
#![cfg(feature = "serde")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use serde::Serialize;
use serde_json::{Value, json, to_value};
use yakugo::{
    Candidate, CandidateRelation, CandidateRow, Candidates, CaseRule, Concept, Definition, DefinitionForm,
    Designation, DesignationKind, Distance, DocumentGloss, Equivalents, Evidence, Expansion, Fact, Finding,
    Frequency, Gloss, InForce, Kind, Kinds, Language, Level, Lexicon, LexiconBuilder, Overlap, Position,
    Query, RowError, Sense, Size, Source, Span, Status, Tail,
};

fn serialises<T: Serialize>() {}

#[test]
fn every_value_type_serialises() {
    serialises::<Candidate<'_>>();
    serialises::<Candidates<'_, '_>>();
    serialises::<CaseRule>();
    serialises::<Concept<'_>>();
    serialises::<Definition<'_, '_>>();
    serialises::<DefinitionForm>();
    serialises::<Designation<'_>>();
    serialises::<DesignationKind>();
    serialises::<Distance>();
    serialises::<Equivalents<'_>>();
    serialises::<Evidence>();
    serialises::<Expansion<'_>>();
    serialises::<Fact<'_, '_>>();
    serialises::<CandidateRow>();
    serialises::<CandidateRelation>();
    serialises::<Frequency>();
    serialises::<Gloss<'_, '_>>();
    serialises::<DocumentGloss<'_, '_>>();
    serialises::<Finding<'_, '_>>();
    serialises::<InForce<'_>>();
    serialises::<Sense<'_>>();
    serialises::<Kind>();
    serialises::<Kinds>();
    serialises::<Language>();
    serialises::<Level>();
    serialises::<Overlap>();
    serialises::<Position>();
    serialises::<RowError>();
    serialises::<Size>();
    serialises::<Source<'_>>();
    serialises::<Span>();
    serialises::<Status>();
    serialises::<Tail>();
}

#[test]
fn a_gloss() {
    let lexicon = support::small_lexicon();
    let glosses: Vec<Value> = lexicon.gloss("𠮟・急性肝不全").map(|gloss| to_value(gloss).unwrap()).collect();
    let wanted = json!([{
        "start": 7, "end": 22, "utf16": [3, 8], "chars": [2, 7], "surface": "急性肝不全", "language": "ja", "ambiguous": false,
        "candidates": [{
            "concept": "reaction/acute-hepatic-failure", "kind": "reaction", "evidence": "exact", "distance": 0,
            "designation": {"text": "急性肝不全", "language": "ja", "kind": "term", "status": "preferred"},
            "equivalents": [{"text": "acute hepatic failure", "language": "en", "kind": "term", "status": "preferred"}]
        }]
    }]);
    assert_eq!(Value::Array(glosses), wanted);
}

#[test]
fn an_expansion() {
    let lexicon = support::small_lexicon();
    let expansions = to_value(lexicon.expand("CRS")).unwrap();
    assert_eq!(
        expansions[0]["long"],
        json!({"en": "cytokine release syndrome", "ja": "サイトカイン放出症候群"})
    );
    assert_eq!(expansions[0]["score"], json!(0.9));
    assert_eq!(expansions[1]["concept"], json!("reaction/rhinosinusitis"));
}

#[test]
fn a_drug_block() {
    let lexicon = support::small_lexicon();
    let harvest = lexicon.harvest("◎Aspirin〔抗血小板薬〕国内：開発中（PhaseⅡ）");
    let fact = to_value(harvest.facts()[0]).unwrap();
    assert_eq!(fact["type"], json!("drug"));
    assert_eq!(fact["inn"], json!({"text": "Aspirin", "start": 3, "end": 10}));
    assert_eq!(fact["jan_ja"], json!(null));
    assert_eq!(fact["classes"][0]["name"]["text"], json!("抗血小板薬"));
    let phase = json!({"text": "PhaseⅡ", "start": 52, "end": 60});
    assert_eq!(fact["japan"]["status"], json!({"stage": "in_development", "phase": phase, "date": null}));
    let row = to_value(&harvest.rows()[0]).unwrap();
    assert_eq!((&row["concept"], &row["standing"]), (&json!("drug/aspirin"), &json!("known")));
}

#[test]
fn small_values() {
    assert_eq!(to_value(Span::new(2, 5)).unwrap(), json!([2, 5]));
    assert_eq!(to_value(Distance::Two).unwrap(), json!(2));
    assert_eq!(to_value(Kinds::of(&[Kind::Test, Kind::Drug])).unwrap(), json!(["drug", "test"]));
    assert_eq!(to_value(Level::Spelling).unwrap(), json!("spelling"));
    assert_eq!(to_value(Overlap::All).unwrap(), json!("all"));
    let lexicon = Lexicon::embedded();
    let candidates = to_value(lexicon.lookup(Query::new("zzzzzz"))).unwrap();
    assert_eq!(candidates, json!([]));
    let mut builder = LexiconBuilder::new();
    builder.table("t.tsv", "x");
    let error = to_value(&builder.compile().unwrap_err().errors()[0]).unwrap();
    assert_eq!((&error["file"], &error["line"]), (&json!("t.tsv"), &json!(1)));
}

#[test]
fn a_definition_is_its_places_and_its_concept() {
    let lexicon = support::small_lexicon();
    let definitions = lexicon.definitions("（CRS）は、cytokine release syndrome (CRS)");
    assert_eq!(
        to_value(definitions[0]).unwrap(),
        json!({
            "short": [42, 45], "short_text": "CRS",
            "long": [15, 40], "long_text": "cytokine release syndrome",
            "language": "en", "form": "bracketed-short", "from": 46, "statement": [15, 46],
            "concept": "reaction/crs",
        })
    );
}
