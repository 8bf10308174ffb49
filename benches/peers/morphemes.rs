//! The parts that generated designations are made of: an English part and the
//! Japanese one that renders it.
//!
//! Common parts of medical language, written down for this purpose; a combination
//! of them may or may not exist.

/// Onsets of syllables, with the kana for the vowels a, e, i, o, u after them.
pub const ONSETS: &[(&str, [&str; 5])] = &[
    ("", ["ア", "エ", "イ", "オ", "ウ"]),
    ("b", ["バ", "ベ", "ビ", "ボ", "ブ"]),
    ("c", ["カ", "セ", "シ", "コ", "ク"]),
    ("d", ["ダ", "デ", "ジ", "ド", "ズ"]),
    ("f", ["ファ", "フェ", "フィ", "フォ", "フ"]),
    ("g", ["ガ", "ゲ", "ギ", "ゴ", "グ"]),
    ("l", ["ラ", "レ", "リ", "ロ", "ル"]),
    ("m", ["マ", "メ", "ミ", "モ", "ム"]),
    ("n", ["ナ", "ネ", "ニ", "ノ", "ヌ"]),
    ("p", ["パ", "ペ", "ピ", "ポ", "プ"]),
    ("s", ["サ", "セ", "シ", "ソ", "ス"]),
    ("t", ["タ", "テ", "チ", "ト", "ツ"]),
    ("v", ["バ", "ベ", "ビ", "ボ", "ブ"]),
    ("x", ["キサ", "キセ", "キシ", "キソ", "キス"]),
    ("z", ["ザ", "ゼ", "ジ", "ゾ", "ズ"]),
    ("br", ["ブラ", "ブレ", "ブリ", "ブロ", "ブル"]),
    ("cl", ["クラ", "クレ", "クリ", "クロ", "クル"]),
    ("pr", ["プラ", "プレ", "プリ", "プロ", "プル"]),
    ("tr", ["トラ", "トレ", "トリ", "トロ", "トル"]),
];

pub const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];

/// How a syllable may end; open ones are most common.
pub const CODAS: &[(&str, &str)] =
    &[("", ""), ("", ""), ("", ""), ("n", "ン"), ("l", "ル"), ("s", "ス"), ("x", "ックス")];

/// Stems that end the names of substances.
pub const STEMS: &[(&str, &str)] = &[
    ("mab", "マブ"),
    ("tinib", "チニブ"),
    ("ciclib", "シクリブ"),
    ("zomib", "ゾミブ"),
    ("parib", "パリブ"),
    ("gliptin", "グリプチン"),
    ("gliflozin", "グリフロジン"),
    ("glutide", "グルチド"),
    ("olol", "オロール"),
    ("pril", "プリル"),
    ("sartan", "サルタン"),
    ("dipine", "ジピン"),
    ("statin", "スタチン"),
    ("fibrate", "フィブラート"),
    ("prazole", "プラゾール"),
    ("tidine", "チジン"),
    ("setron", "セトロン"),
    ("triptan", "トリプタン"),
    ("azepam", "アゼパム"),
    ("zolam", "ゾラム"),
    ("oxetine", "オキセチン"),
    ("piprazole", "ピプラゾール"),
    ("oxacin", "オキサシン"),
    ("cillin", "シリン"),
    ("mycin", "マイシン"),
    ("cycline", "サイクリン"),
    ("conazole", "コナゾール"),
    ("fungin", "ファンギン"),
    ("vir", "ビル"),
    ("tegravir", "テグラビル"),
    ("xaban", "キサバン"),
    ("grel", "グレル"),
    ("parin", "パリン"),
    ("cept", "セプト"),
    ("leucel", "ルユーセル"),
    ("platin", "プラチン"),
    ("rubicin", "ルビシン"),
    ("taxel", "タキセル"),
    ("trexed", "トレキセド"),
    ("lukast", "ルカスト"),
];

/// Words for salts and the like after a name.
pub const SALTS: &[(&str, &str)] = &[
    ("hydrochloride", "塩酸塩"),
    ("mesilate", "メシル酸塩"),
    ("sodium", "ナトリウム"),
    ("maleate", "マレイン酸塩"),
    ("hydrate", "水和物"),
    ("acetate", "酢酸塩"),
];

/// Modifiers of reactions.
pub const MODIFIERS: &[(&str, &str)] = &[
    ("acute", "急性"),
    ("chronic", "慢性"),
    ("subacute", "亜急性"),
    ("severe", "重症"),
    ("mild", "軽症"),
    ("recurrent", "再発性"),
    ("refractory", "難治性"),
    ("immune-mediated", "免疫介在性"),
    ("drug-induced", "薬剤性"),
    ("infusion-related", "輸注関連"),
    ("radiation", "放射線"),
    ("ischemic", "虚血性"),
    ("hemorrhagic", "出血性"),
    ("necrotizing", "壊死性"),
    ("eosinophilic", "好酸球性"),
    ("granulomatous", "肉芽腫性"),
    ("allergic", "アレルギー性"),
    ("toxic", "中毒性"),
    ("congenital", "先天性"),
    ("idiopathic", "特発性"),
    ("bacterial", "細菌性"),
    ("viral", "ウイルス性"),
    ("fungal", "真菌性"),
    ("autoimmune", "自己免疫性"),
    ("diffuse", "びまん性"),
    ("focal", "限局性"),
    ("bilateral", "両側性"),
    ("postoperative", "術後"),
    ("neonatal", "新生児"),
    ("hereditary", "遺伝性"),
];

/// Parts of the body: adjective, noun, Japanese.
pub const ANATOMY: &[(&str, &str, &str)] = &[
    ("hepatic", "liver", "肝"),
    ("renal", "kidney", "腎"),
    ("pulmonary", "lung", "肺"),
    ("cardiac", "heart", "心"),
    ("gastric", "stomach", "胃"),
    ("intestinal", "intestine", "腸管"),
    ("duodenal", "duodenum", "十二指腸"),
    ("esophageal", "esophagus", "食道"),
    ("rectal", "rectum", "直腸"),
    ("colonic", "colon", "結腸"),
    ("pancreatic", "pancreas", "膵"),
    ("biliary", "bile duct", "胆管"),
    ("splenic", "spleen", "脾"),
    ("thyroid", "thyroid gland", "甲状腺"),
    ("adrenal", "adrenal gland", "副腎"),
    ("pituitary", "pituitary gland", "下垂体"),
    ("cerebral", "brain", "脳"),
    ("cerebellar", "cerebellum", "小脳"),
    ("spinal", "spinal cord", "脊髄"),
    ("retinal", "retina", "網膜"),
    ("corneal", "cornea", "角膜"),
    ("conjunctival", "conjunctiva", "結膜"),
    ("nasal", "nasal cavity", "鼻腔"),
    ("laryngeal", "larynx", "喉頭"),
    ("tracheal", "trachea", "気管"),
    ("bronchial", "bronchus", "気管支"),
    ("pleural", "pleura", "胸膜"),
    ("peritoneal", "peritoneum", "腹膜"),
    ("pericardial", "pericardium", "心膜"),
    ("myocardial", "myocardium", "心筋"),
    ("aortic", "aorta", "大動脈"),
    ("venous", "vein", "静脈"),
    ("lymphatic", "lymph node", "リンパ節"),
    ("vertebral", "vertebra", "脊椎"),
    ("femoral", "femur", "大腿骨"),
    ("mandibular", "mandible", "下顎骨"),
    ("muscular", "muscle", "筋肉"),
    ("cutaneous", "skin", "皮膚"),
    ("mucosal", "mucosa", "粘膜"),
    ("oral", "oral cavity", "口腔"),
    ("ovarian", "ovary", "卵巣"),
    ("uterine", "uterus", "子宮"),
    ("prostatic", "prostate", "前立腺"),
    ("urethral", "urethra", "尿道"),
    ("ureteral", "ureter", "尿管"),
    ("vesical", "bladder", "膀胱"),
    ("placental", "placenta", "胎盤"),
    ("optic nerve", "optic nerve", "視神経"),
    ("bone marrow", "bone marrow", "骨髄"),
    ("soft tissue", "soft tissue", "軟部組織"),
];

/// What happens there: English, Japanese, another Japanese word.
pub const PATHOLOGY: &[(&str, &str, &str)] = &[
    ("necrosis", "壊死", "ネクローシス"),
    ("hemorrhage", "出血", "内出血"),
    ("edema", "浮腫", "むくみ"),
    ("failure", "不全", "機能不全"),
    ("impairment", "機能障害", "障害"),
    ("infarction", "梗塞", "梗塞症"),
    ("stenosis", "狭窄", "狭窄症"),
    ("perforation", "穿孔", "せん孔"),
    ("ulcer", "潰瘍", "びらん性潰瘍"),
    ("fibrosis", "線維症", "線維化"),
    ("abscess", "膿瘍", "化膿巣"),
    ("fistula", "瘻孔", "瘻"),
    ("atrophy", "萎縮", "萎縮症"),
    ("hypertrophy", "肥大", "肥大症"),
    ("inflammation", "炎", "炎症"),
    ("infection", "感染", "感染症"),
    ("thrombosis", "血栓症", "血栓"),
    ("embolism", "塞栓症", "塞栓"),
    ("obstruction", "閉塞", "閉塞症"),
    ("rupture", "破裂", "断裂"),
    ("neoplasm", "腫瘍", "新生物"),
    ("carcinoma", "癌", "がん腫"),
    ("lymphoma", "リンパ腫", "悪性リンパ腫"),
    ("calcification", "石灰化", "石灰沈着"),
    ("dysplasia", "異形成", "異形成症"),
    ("degeneration", "変性", "変性症"),
    ("ischemia", "虚血", "阻血"),
    ("granuloma", "肉芽腫", "肉芽腫性病変"),
    ("pain", "痛", "疼痛"),
    ("spasm", "痙攣", "攣縮"),
    ("cyst", "嚢胞", "のう胞"),
    ("polyp", "ポリープ", "ポリポーシス"),
    ("toxicity", "毒性", "中毒"),
    ("enlargement", "腫大", "腫脹"),
];

/// Where a substance is measured, and how.
pub const FLUIDS: &[(&str, &str)] = &[
    ("serum", "血清"),
    ("plasma", "血漿"),
    ("urinary", "尿中"),
    ("cerebrospinal fluid", "髄液"),
    ("whole blood", "全血"),
    ("fecal", "便中"),
];
pub const MEASURES: &[(&str, &str)] = &[
    ("concentration", "濃度"),
    ("activity", "活性"),
    ("level", "値"),
    ("antibody test", "抗体検査"),
    ("increased", "増加"),
    ("decreased", "減少"),
];

/// What may be done to a part of the body or with a substance.
pub const THERAPIES: &[(&str, &str)] = &[
    ("therapy", "療法"),
    ("infusion", "点滴静注"),
    ("resection", "切除術"),
    ("transplantation", "移植"),
    ("irradiation", "照射"),
    ("replacement", "補充療法"),
    ("biopsy", "生検"),
    ("drainage", "ドレナージ"),
];

/// What ends the names of proteins.
pub const PROTEINS: &[(&str, &str)] = &[
    ("receptor", "受容体"),
    ("kinase", "キナーゼ"),
    ("ligand", "リガンド"),
    ("antigen", "抗原"),
    ("transporter", "トランスポーター"),
    ("inhibitor", "阻害薬"),
    ("antagonist", "拮抗薬"),
];

/// What ends a name after a person or a place.
pub const EPONYMS: &[(&str, &str)] = &[
    ("syndrome", "症候群"),
    ("disease", "病"),
    ("reaction", "反応"),
    ("fever", "熱"),
    ("virus infection", "ウイルス感染症"),
];

/// The two halves of a term of regulation.
pub const SUBJECTS: &[(&str, &str)] = &[
    ("marketing authorization", "製造販売承認"),
    ("risk management", "リスク管理"),
    ("periodic safety", "定期的安全性"),
    ("clinical study", "治験"),
    ("post-marketing", "製造販売後"),
    ("signal detection", "シグナル検出"),
    ("adverse event", "有害事象"),
    ("individual case", "個別症例"),
    ("pediatric", "小児"),
    ("quality assurance", "品質保証"),
];
pub const DOCUMENTS: &[(&str, &str)] = &[
    ("report", "報告"),
    ("plan", "計画書"),
    ("review", "審査"),
    ("guideline", "ガイドライン"),
    ("committee", "委員会"),
    ("database", "データベース"),
    ("agreement", "契約"),
    ("procedure", "手順書"),
];
