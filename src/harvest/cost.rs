//! What harvesting costs, counted: linear on any text.

use crate::Lexicon;
use crate::effort::counted::steps;

/// Four times the text takes four times the looks at glyphs, and no text more than so many
/// for each of its bytes.
#[test]
fn the_cost_is_linear() {
    let lexicon = Lexicon::embedded();
    for piece in [
        "〔",
        "（",
        "）",
        "◎A（",
        "◎Abc〔",
        "国内：",
        "◎Abcd〔抗悪性腫瘍薬〕国内：発売済＊1\n",
        "＊1：",
        "\nA ab\n",
        "漢（漢",
        "漢字（abcd）",
        "ab cd ",
        "\n• 漢字\nabcde\n",
        "‘",
        "a®（abc）",
        "（a（b）c）",
        "抗/",
        "発熱（fever）A\n",
    ] {
        let counted = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            steps(|| assert!(lexicon.harvest(&text).facts().len() <= text.len()))
        };
        let (short, long) = (counted(16_000), counted(64_000));
        assert!(short > 0, "{piece:?} is looked at");
        assert!(long <= 5 * short + 1_000, "{piece:?}: {short} looks, in four times the text {long}");
        assert!(long <= 64_000 * 1_000, "{piece:?}: {} looks for each byte", long / 64_000);
    }
}
