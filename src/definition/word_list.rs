//! The words that reading definitions depends on, each list with its reason.
//!
//! Folded to the form level: small letters, half-width, no full-width forms.

/// Words of a long form that give no letter to its short form as a rule, and cost
/// nothing when they do not: "quality *of* life" is QOL, but "standard *of* care" SoC.
pub(super) const LINKS: &[&str] = &[
    "of", "and", "the", "in", "for", "to", "with", "by", "on", "or", "a", "an", "at", "from", "as", "due",
    "into", "via", "per", "de", "la", "et", "und",
];

/// Articles before a long form that stands alone in a bracket or a note: no part of it.
pub(super) const ARTICLES: &[&str] = &["the", "a", "an"];

/// Words that a bracket begins with when it refers, counts or gives an example. What
/// follows them is neither a short form nor a long one.
pub(super) const REFERRING: &[&str] = &[
    "see", "e.g", "eg", "cf", "n", "p", "table", "tables", "figure", "fig", "figs", "appendix", "section",
    "chapter", "box", "panel", "grade", "grades", "day", "days", "week", "weeks", "month", "months", "year",
    "years", "cycle", "stage", "phase", "version", "ver", "vol", "no", "ref", "refs", "step", "part", "arm",
    "cohort", "group", "level", "type", "class", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
    "sep", "oct", "nov", "dec", "mean", "median", "range", "total", "yes", "note", "new", "former",
    "formerly", "such", "including", "excluding", "only", "all", "both", "not", "if", "when", "where",
    "which", "who", "that", "this", "vs", "versus",
];

/// The same in Japanese, at the beginning of a bracket or anywhere in it.
pub(super) const REFERRING_JAPANESE: &[&str] =
    &["例えば", "例:", "たとえば", "参照", "図", "表", "別紙", "別添", "など", "なお", "ただし", "以上", "未満"];

/// Units of measurement: a number before one is a quantity, not a short form (10 MB, 50Gy).
pub(super) const UNITS: &[&str] = &[
    "mg", "g", "kg", "mcg", "ug", "μg", "ng", "pg", "ml", "l", "dl", "μl", "iu", "u", "mm", "cm", "m", "nm",
    "μm", "km", "hz", "khz", "mhz", "ghz", "kb", "mb", "gb", "bp", "kda", "da", "gy", "mgy", "sv", "msv",
    "bq", "mbq", "gbq", "ci", "mci", "k", "c", "f", "h", "hr", "hrs", "min", "s", "sec", "d", "w", "wk",
    "y", "yr", "yrs", "x", "v", "kv", "a", "ma", "n", "j", "kj", "kcal", "cal", "pa", "kpa", "mpa", "mmhg",
    "mol", "mmol", "μmol", "nmol", "meq", "eq", "ppm", "rpm", "st", "nd", "rd", "th", "pm", "am", "t",
];

/// Before a short form in a bracket: from here on the short form is used. The longer
/// before what begins like them.
pub(super) const HEREAFTER: &[&str] = &[
    "以下", "以後", "略称", "略語", "略号", "略記", "通称", "略して", "略", "hereinafter", "hereafter",
    "henceforth", "referred to as", "abbreviated", "abbreviation", "abbr.", "also known as", "known as",
    "also called", "termed", "aka",
];

/// Words between that and the short form.
pub(super) const HEREAFTER_FILLERS: &[&str] =
    &["referred to", "abbreviated", "called", "simply", "as", "to", "the", "は", "、", ",", ":", "に", "単に"];

/// What follows 以下 where no short form does: 以下同じ, 以下の通り, 以下略.
pub(super) const NOT_HEREAFTER: &[&str] = &["同じ", "同様", "の", "略", "参照", "省略", "に示", "、同", "同"];

/// What ends a short form that is not quoted: 以下CRS*とする*, 以下CRS*と略す*.
pub(super) const HEREAFTER_ENDS: &[&str] = &[
    "という", "とい", "とする", "とし", "と略", "と表", "と記", "と呼", "と称", "と言", "と総称", "と定義", "。", "」",
];

/// Before the items of a list of short forms, with a colon or on a line by itself.
pub(super) const LEGEND_HEADS: &[&str] = &[
    "略語", "略号", "略称", "略語一覧", "略号一覧", "略語表", "略語の説明", "略語の定義", "用語", "略語・用語",
    "abbreviations", "abbreviation", "list of abbreviations", "abbreviations used", "key", "acronyms",
    "definitions", "注", "note", "notes", "脚注", "凡例",
];

/// Before a name in a bracket, to say what language or sort of name it is.
pub(super) const LABELS: &[&str] =
    &["英語名", "英語表記", "英語", "英名", "英", "和名", "正式名称", "正式名", "名称", "i.e.", "ie", "または", "又は", "or"];

/// Japanese words written in hiragana, or partly so, that stand inside terms; ` |`
/// parts what must follow. All other hiragana end a term to the left: they are
/// particles and endings of verbs and adjectives.
pub(super) const HIRAGANA_NOUNS: &[&str] = &[
    // Diseases and signs.
    "がん", "うつ", "そううつ", "びまん", "てんかん", "めまい", "けいれん", "ふらつき", "むくみ", "ほてり",
    "しびれ", "ふるえ", "かゆみ", "もやもや", "はしか", "ぜん|息", "せん|妄", "じん|麻疹", "じんま|疹",
    "そう|痒", "びらん", "ひょう|疽", "けん|怠", "うっ|血", "はん|痕", "ろう|孔", "ざ|瘡", "いぼ", "たむし",
    "あせも", "やけど", "にきび", "あざ", "いびき", "しゃっくり", "くも|膜", "ばね|指", "こむら|返り",
    "じん|肺", "てん|疱", "せつ", "よう", "がん|腫", "りん|酸", "たん|白", "たんぱく", "ほう|酸", "ひ|素",
    "へん|桃", "のう|胞", "らい", "ぶどう", "わき|腋", "ぶどう|膜", "ぶどう|糖", "ぶどう|球菌",
    // Verbs as parts of nouns.
    "再取り込み", "再取込み", "取り込み", "取込み", "組換え", "組み換え", "遺伝子組換え", "繰り返し", "立ちくらみ",
    "書き換え", "切り替え", "引きこもり", "寝たきり", "読み取り", "使い捨て", "受け入れ", "見かけ", "打ち切り", "飛び火",
    "曲がり", "手続き", "植え込み", "埋め込み", "貼り付け", "折りたたみ", "すり|合わせ", "取り扱い", "乗り物酔い",
    "ひきつけ", "引き金", "落ち|着き", "食い|違い", "締め|付け", "張り", "詰まり", "割り付け", "割付け", "盲け",
];

/// Words that stand before a term without a particle and are no part of it.
pub(super) const LEADING: &[&str] = &[
    "本剤投与後", "投与後", "投与中", "治療中", "治療後", "今回", "最近", "近年", "現在", "国内", "海外", "当院", "本剤",
    "当該", "本研究", "本試験", "本邦", "我国", "一方", "通常", "当時", "同時", "同院", "同社", "特", "各種", "当初",
    "以前", "以降", "当社", "弊社", "新規",
];

/// Heads that say too little by themselves: after の or a verb, the name goes on to the
/// left of them, and its left end cannot be told.
pub(super) const BARE_HEADS: &[&str] = &[
    "法律", "基準", "規則", "制度", "事業", "委員会", "報告書", "報告", "情報", "省令", "政令", "通知", "指針", "会議",
    "機関", "機構", "研究", "試験", "調査", "計画", "方法", "患者", "症例", "治療", "療法", "検査", "事項", "文書", "資料",
    "対象", "場合", "群", "薬剤", "薬", "投与", "評価", "項目", "割合", "期間", "値", "量", "法", "質", "者", "もの",
    "程度", "発現", "発生", "頻度", "有無", "結果", "影響", "作用", "効果", "上昇", "低下", "増加", "減少", "状態",
];
