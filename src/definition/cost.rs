//! What reading definitions costs, counted: linear on any text.

use crate::Lexicon;
use crate::effort::counted::steps;

/// Brackets that nothing closes or opens, words without an end, marks that wait, and
/// pieces of every pattern.
const UNITS: &[&str] = &[
    "(",
    ")",
    "((a))",
    "(())",
    "（CRS）",
    "(CRS",
    "AST: ",
    "CRS（",
    "A (B C) ",
    "「（",
    "症候群（CRS",
    "*",
    "\n",
    "AB, ",
    "以下「",
    "（以下「CRS」",
    "A\n",
    "CRSは",
    "と",
    "CRSと略",
    "、",
    "、略称",
    "or A ",
    "A stands for ",
    "CRS*",
    "\nA ",
    "\n* ",
    "ア",
    "肝",
    "A",
    "a",
    "9",
    "の（A",
    "\"(A",
    "A-",
    "A b ",
    " - ",
    "略語：",
    "サイトカイン放出症候群（AST）",
    "cytokine release syndrome (AST) ",
];

/// Four times the text takes four times the looks, and no text more than so many for
/// each of its bytes.
#[test]
fn the_cost_is_linear() {
    let lexicon = Lexicon::embedded();
    for unit in UNITS {
        let counted = |bytes: usize| {
            let text = unit.repeat(bytes / unit.len());
            steps(|| assert!(lexicon.definitions(&text).len() <= text.len()))
        };
        let (short, long) = (counted(16_000), counted(64_000));
        assert!(long <= 5 * short + 1_000, "{unit:?}: {short} looks, in four times the text {long}");
        assert!(long <= 64_000 * 600, "{unit:?}: {} looks for each byte", long / 64_000);
    }
}

/// The same of brackets thousands deep around one short form.
#[test]
fn nested_brackets_cost_what_they_are() {
    let lexicon = Lexicon::embedded();
    let counted = |depth: usize| {
        let nested = format!("{}CRS{}", "サイトカイン放出症候群（".repeat(depth), "）".repeat(depth));
        steps(|| assert_eq!(lexicon.definitions(&nested).len(), 1))
    };
    let (short, long) = (counted(1_000), counted(4_000));
    assert!(long <= 5 * short, "{short} looks, four times as deep {long}");
}
