//! What sort of thing a pair names that the lexicon does not know: a proposal from
//! the ends of its words.

use crate::concept::Kind;

/// The ends of Japanese designations, the more telling first.
const ENDS: [(Kind, &[&str]); 8] = [
    (Kind::Test, &["検査", "検査値", "濃度", "測定", "試験値", "スコア", "指数"]),
    (Kind::Organization, &["庁", "機構", "協会", "学会", "委員会", "研究所", "省", "機関", "センター"]),
    (Kind::Therapy, &["療法", "手術", "移植", "治療", "静注", "投与", "切除術", "点滴"]),
    (Kind::Class, &["薬", "剤", "製剤", "抗体", "製品", "ワクチン類", "誘導体"]),
    (Kind::Target, &["受容体", "抗原", "キナーゼ", "因子", "酵素", "細胞", "タンパク質", "蛋白"]),
    (Kind::Organism, &["菌", "ウイルス", "原虫", "属", "真菌"]),
    (
        Kind::Reaction,
        &[
            "症",
            "症候群",
            "炎",
            "痛",
            "障害",
            "病",
            "腫",
            "腫瘍",
            "癌",
            "がん",
            "発作",
            "出血",
            "不全",
            "異常",
            "減少",
            "増加",
            "低下",
            "上昇",
            "血症",
            "尿",
            "疹",
            "熱",
            "麻痺",
            "壊死",
            "融解",
            "塞栓",
            "血栓",
            "梗塞",
            "反応",
            "疾患",
            "損傷",
            "下垂",
            "複視",
            "死",
            "毒性",
            "穿孔",
            "潰瘍",
            "浮腫",
            "拍",
            "脈",
            "細動",
        ],
    ),
    (
        Kind::Drug,
        &[
            "マブ",
            "ニブ",
            "チブ",
            "セプト",
            "ロイセル",
            "ユーセル",
            "塩酸塩",
            "ナトリウム",
            "スタチン",
            "プリル",
        ],
    ),
];

/// The same of English ones.
const ENGLISH_ENDS: [(Kind, &[&str]); 3] = [
    (
        Kind::Drug,
        &[
            "mab",
            "nib",
            "tinib",
            "leucel",
            "cept",
            "gliptin",
            "gliflozin",
            "glutide",
            "sartan",
            "statin",
            "prazole",
        ],
    ),
    (
        Kind::Reaction,
        &[
            "itis", "emia", "aemia", "osis", "pathy", "syndrome", "disorder", "disease", "toxicity",
            "failure", "opia", "uria", "algia",
        ],
    ),
    (Kind::Therapy, &["therapy", "ectomy", "transplantation", "infusion"]),
];

/// The kind that the words of a pair suggest, and why; a reaction where nothing does,
/// as most of what a bulletin pairs is one.
pub(super) fn guess(ja: &str, en: &str) -> (Kind, &'static str) {
    let of = |table: &'static [(Kind, &'static [&'static str])], text: &str| {
        let ends = table.iter().flat_map(|(kind, ends)| ends.iter().map(move |end| (*kind, *end)));
        // The longest end tells most.
        ends.filter(|(_, end)| text.ends_with(end)).max_by_key(|(_, end)| end.len())
    };
    of(&ENDS, ja).or_else(|| of(&ENGLISH_ENDS, en)).unwrap_or((Kind::Reaction, "nothing in the words tells"))
}
