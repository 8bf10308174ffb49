//! The words that reading definitions depends on, each list with its reason.
//!
//! Folded to the form level: small letters, half-width, no full-width forms. The lists are
//! set by hand, many words a line, to be read at once.

use super::words::{Endings, Words};

/// Words of a long form that give no letter to its short form as a rule, and cost
/// nothing when they do not: "quality *of* life" is QOL, but "standard *of* care" SoC.
#[rustfmt::skip]
pub(super) static LINKS: Words = Words::new(&[
    "of", "and", "the", "in", "for", "to", "with", "by", "on", "or", "a", "an", "at", "from", "as", "due",
    "into", "via", "per", "de", "la", "et", "und",
]);

/// Articles before a long form that stands alone in a bracket or a note: no part of it.
pub(super) static ARTICLES: Words = Words::new(&["the", "a", "an"]);

/// Words that a bracket begins with when it refers, counts or gives an example. What
/// follows them is neither a short form nor a long one.
#[rustfmt::skip]
pub(super) static REFERRING: Words = Words::new(&[
    "see", "e.g", "eg", "cf", "n", "p", "table", "tables", "figure", "fig", "figs", "appendix", "section",
    "chapter", "box", "panel", "grade", "grades", "day", "days", "week", "weeks", "month", "months", "year",
    "years", "cycle", "stage", "phase", "version", "ver", "vol", "no", "ref", "refs", "step", "part", "arm",
    "cohort", "group", "level", "type", "class", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
    "sep", "oct", "nov", "dec", "mean", "median", "range", "total", "yes", "note", "new", "former",
    "formerly", "such", "including", "excluding", "only", "all", "both", "not", "if", "when", "where",
    "which", "who", "that", "this", "vs", "versus",
]);

/// The same in Japanese, at the beginning of a bracket or anywhere in it.
#[rustfmt::skip]
pub(super) static REFERRING_JAPANESE: Words = Words::new(&[
    "例えば", "例:", "たとえば", "参照", "図", "表", "別紙", "別添", "など", "なお", "ただし", "以上",
    "未満",
]);

/// Units of measurement: a number before one is a quantity, not a short form (10 MB, 50Gy).
#[rustfmt::skip]
pub(super) static UNITS: Words = Words::new(&[
    "mg", "g", "kg", "mcg", "ug", "μg", "ng", "pg", "ml", "l", "dl", "μl", "iu", "u", "mm", "cm", "m", "nm",
    "μm", "km", "hz", "khz", "mhz", "ghz", "kb", "mb", "gb", "bp", "kda", "da", "gy", "mgy", "sv", "msv",
    "bq", "mbq", "gbq", "ci", "mci", "k", "c", "f", "h", "hr", "hrs", "min", "s", "sec", "d", "w", "wk",
    "y", "yr", "yrs", "x", "v", "kv", "a", "ma", "n", "j", "kj", "kcal", "cal", "pa", "kpa", "mpa", "mmhg",
    "mol", "mmol", "μmol", "nmol", "meq", "eq", "ppm", "rpm", "st", "nd", "rd", "th", "pm", "am", "t",
]);

/// Before a short form in a bracket: from here on the short form is used. The longer
/// before what begins like them.
#[rustfmt::skip]
pub(super) static HEREAFTER: Words = Words::new(&[
    "以下", "以後", "略称", "略語", "略号", "略記", "通称", "略して", "略", "hereinafter", "hereafter",
    "henceforth", "referred to as", "abbreviated", "abbreviation", "abbr.", "also known as", "known as",
    "also called", "called", "termed", "in short", "from here on",
]);

/// Words between that and the short form.
#[rustfmt::skip]
pub(super) static HEREAFTER_FILLERS: Words = Words::new(&[
    "referred to", "abbreviated", "called", "simply", "as", "to", "the", "は", "、", ",", ":", "に", "単に",
]);

/// What follows 以下 where no short form does: 以下同じ, 以下の通り, 以下略.
#[rustfmt::skip]
pub(super) static NOT_HEREAFTER: Words = Words::new(&[
    "同じ", "同様", "の", "略", "参照", "省略", "に示", "、同", "同",
]);

/// What ends a short form that is not quoted: 以下CRS*とする*, 以下CRS*と略す*.
#[rustfmt::skip]
pub(super) static HEREAFTER_ENDS: Words = Words::new(&[
    "という", "とい", "とする", "とし", "と略", "と表", "と記", "と呼", "と称", "と言", "と総称", "と定義",
    "。", "」",
]);

/// Before the items of a list of short forms, with a colon or on a line by itself.
#[rustfmt::skip]
pub(super) static LEGEND_HEADS: Words = Words::new(&[
    "略語", "略号", "略称", "略語一覧", "略号一覧", "略語表", "略語の説明", "略語の定義", "用語",
    "略語・用語", "abbreviations", "abbreviation", "list of abbreviations", "abbreviations used", "key",
    "acronyms", "definitions", "注", "note", "notes", "脚注", "凡例",
]);

/// Before a name in a bracket, to say what language or sort of name it is.
#[rustfmt::skip]
pub(super) static LABELS: Words = Words::new(&[
    "英語名", "英語表記", "英語", "英名", "英", "和名", "正式名称", "正式名", "名称", "i.e.", "ie",
    "または", "又は", "or", "the",
]);

/// Japanese words written in hiragana, or partly so, that stand inside terms; ` |`
/// parts what must follow. All other hiragana end a term to the left: they are
/// particles and endings of verbs and adjectives.
#[rustfmt::skip]
pub(super) static HIRAGANA_NOUNS: Endings<111> = Endings::new([
    // Diseases, signs, substances.
    "がん", "うつ", "そううつ", "びまん", "てんかん", "めまい", "けいれん", "ふらつき", "むくみ", "ほてり",
    "しびれ", "ふるえ", "かゆみ", "もやもや", "むずむず", "たこつぼ", "はしか", "びらん", "たむし",
    "あせも", "やけど", "にきび", "いびき", "しゃっくり", "じょくそう", "こうそく", "まひ", "かぜ",
    "らせん", "ぶどう", "たんぱく", "じんましん", "うっ|血", "うっ|滞", "えん|下", "おう|吐", "がん|腫",
    "くも|膜", "くる|病", "けい|肺", "けん|怠", "けん|引", "こむら|返り", "さい|帯", "ざ|瘡", "しゅう|酸",
    "じょく|瘡", "じん|麻疹", "じん|肺", "じんま|疹", "じん|帯", "ぜん|息", "ぜん|鳴", "ぜん|動", "せん|妄",
    "そう|痒", "たん|白", "つつが|虫", "てん|疱", "のう|胞", "はく|離", "ばく|露", "ばち|指", "はん|痕",
    "ばね|指", "ひ|素", "ひょう|疽", "ふん|便", "へん|桃", "ほう|酸", "ほ|乳", "りん|酸", "れん|縮",
    "ろう|孔", "わき|腋",
    // Verbs as parts of nouns.
    "再取り込み", "再取込み", "取り込み", "取込み", "組換え", "組み換え", "繰り返し", "立ちくらみ",
    "書き換え", "切り替え", "引きこもり", "寝たきり", "読み取り", "使い捨て", "受け入れ", "打ち切り",
    "飛び火", "手続き", "植え込み", "埋め込み", "貼り付け", "折りたたみ", "取り扱い", "乗り物酔い",
    "割り付け", "割付け", "むち打ち", "ひきつけ", "思い込み", "すり|傷", "すり|合わせ", "締め|付け",
    // Phrases that are one name.
    "までの|時間", "までの|期間", "までの|日数", "生活の|質",
]);

/// Words that stand before a term without a particle and are no part of it.
#[rustfmt::skip]
pub(super) static LEADING: Words = Words::new(&[
    "本剤投与後", "投与後", "投与中", "治療中", "治療後", "今回", "最近", "近年", "現在", "国内", "海外",
    "当院", "本剤", "当該", "本研究", "本試験", "本邦", "我国", "一方", "通常", "当時", "同時", "同院",
    "同社", "各種", "当初", "以前", "以降", "当社", "弊社", "新規",
]);

/// Heads that say too little by themselves: after の or a verb, the name goes on to the
/// left of them, and its left end cannot be told.
#[rustfmt::skip]
pub(super) static BARE_HEADS: Words = Words::new(&[
    "法律", "基準", "規則", "制度", "事業", "委員会", "報告書", "報告", "情報", "省令", "政令", "通知",
    "指針", "会議", "機関", "機構", "研究", "試験", "調査", "計画", "方法", "患者", "症例", "治療", "療法",
    "検査", "事項", "文書", "資料", "対象", "場合", "群", "薬剤", "薬", "投与", "評価", "項目", "割合",
    "期間", "値", "量", "法", "質", "者", "もの", "程度", "発現", "発生", "頻度", "有無", "結果", "影響",
    "作用", "効果", "上昇", "低下", "増加", "減少", "状態",
]);

/// Verbs between a short form and its long form.
#[rustfmt::skip]
pub(super) static STANDS_FOR: Words = Words::new(&[
    "stands for", "is short for", "is the abbreviation of", "is the abbreviation for",
    "is an abbreviation of", "is an abbreviation for", "is the acronym for", "is the acronym of",
    "is an acronym for", "is an acronym of", "denotes", "means", "refers to", "is defined as",
    "was defined as", "abbreviates",
]);

/// What stands between a long form and its short form where no bracket does. Letters or
/// the lexicon must prove such a long form.
#[rustfmt::skip]
pub(super) static ABBREVIATED_AS: Words = Words::new(&[
    "abbreviated as", "abbreviated to", "abbreviated", "also known as", "known as", "also called",
    "also referred to as", "referred to as", "hereafter", "hereinafter referred to as", "hereinafter",
    "henceforth", "or", "i.e.", "以下", "略して", "略称", "すなわち", "通称",
]);

/// Words between a long form and such a cue.
#[rustfmt::skip]
pub(super) static BEFORE_CUES: Words = Words::new(&[
    "is", "are", "was", "often", "commonly", "usually", "also", "sometimes", "frequently", "better",
    "generally", "hereafter", "hereinafter", "be", "will", "collectively", "formerly",
]);

/// What ends a long form behind SHORTとは.
#[rustfmt::skip]
pub(super) static MEANS: Words = Words::new(&[
    "のこと", "をい", "を指", "を意味", "の略", "を略", "である", "です", "であり", "を表", "を示",
]);

/// Behind a short form, what says that it is used for the words before it.
#[rustfmt::skip]
pub(super) static DECLARES: Words = Words::new(&[
    "と略", "と呼", "と称", "と総称", "と表記", "と記載", "と記す", "という", "とする", "といい", "と定義",
]);

/// Routes of administration and the like: short forms in small letters that a text
/// defines although they are as small as words.
#[rustfmt::skip]
pub(super) static SMALL_FORMS: Words = Words::new(&[
    "sc", "iv", "im", "ip", "po", "pk", "pd", "bid", "tid", "qd", "prn",
]);

/// Elements that mark a formula: with a small letter in them, and among the others.
#[rustfmt::skip]
pub(super) const ELEMENTS: &[&str] = &[
    "Na", "Ca", "Mg", "Cl", "Li", "Al", "Fe", "Zn", "K", "H", "O", "C", "S", "N", "P", "I",
];

/// Heads of class names. A known short form of something else behind one is an example:
/// 画像検査（CT）.
#[rustfmt::skip]
pub(super) static CLASS_HEADS: Words = Words::new(&[
    "検査", "検査値", "値", "薬", "剤", "療法", "治療", "酵素", "指標", "項目", "所見", "症状", "反応",
    "疾患", "製剤", "機器", "機関", "企業", "抗体", "遺伝子", "細胞", "受容体", "蛋白", "機能", "マーカー",
    "画像", "診断", "患者", "ウイルス", "成分", "国", "地域", "学会", "団体", "サイトカイン", "因子",
]);

/// Between the nouns of a long form whose ends are known: that of a legend or a note. The
/// longer before what they end in.
#[rustfmt::skip]
pub(super) static NOUN_LINKS: Words = Words::new(&[
    "に関する", "に対する", "における", "による", "に伴う", "を伴う", "に基づく", "のための", "としての",
    "への", "との", "からの", "での", "および", "及び", "ならびに", "並びに", "または", "又は", "された",
    "した", "性の", "な", "の", "と",
]);

/// Heads of lists that hold nothing but short forms.
#[rustfmt::skip]
pub(super) static SHORT_FORM_HEADS: Words = Words::new(&[
    "略語", "略号", "略称", "abbreviations", "abbreviation", "list of abbreviations", "acronyms",
]);

/// Words that no long form begins with.
#[rustfmt::skip]
pub(super) static NEVER_FIRST: Words = Words::new(&[
    "and", "or", "by", "with", "from", "due", "into", "at", "for", "to", "via", "et", "und",
]);
