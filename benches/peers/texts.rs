//! Texts to gloss, of any length: invented sentences of safety documents, with
//! places that are filled from a lexicon.
//!
//! Dense texts have a term every few words, sparse ones a term every few
//! sentences. One term in fifteen is written as documents do: a line broken inside
//! it, a short form in brackets in it or after it, a plural, full-width letters,
//! capitals.

use std::collections::HashMap;

use yakugo::{DesignationKind, Kind, Language};

use super::chance::Chance;
use super::lexica::PREFIX;
use super::subject::Subject;

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Japanese,
    English,
    Mixed,
}

/// Sentences with places: 〔D〕 for a drug, 〔R〕 a reaction, 〔T〕 a test, 〔X〕 anything
/// else, 〔S〕 a short form, 〔#〕 a number; a small letter for the other language.
const JAPANESE_DENSE: &[&str] = &[
    "〔D〕投与〔#〕日後に〔R〕及び〔R〕が発現したため、〔D〕を中止し〔D〕を開始した。",
    "主な副作用は〔R〕（〔#〕%）、〔R〕（〔#〕%）、〔R〕（〔#〕%）であった。",
    "〔R〕のある患者では〔T〕を定期的に測定し、〔R〕の徴候に注意すること。",
    "〔D〕と〔D〕の併用により〔R〕が増強するおそれがある。",
    "〔S〕の既往があり、〔X〕の実施中に〔S〕が疑われた。",
    "国内で〔R〕の症例が〔#〕例報告され、うち〔#〕例は〔D〕との因果関係が否定できない。",
    "本剤の成分（〔D〕、〔D〕）に対し〔R〕の既往のある患者には投与しないこと。",
    "〔T〕は〔#〕まで上昇し、〔X〕を行ったが〔R〕に至った。",
];
const JAPANESE_SPARSE: &[&str] = &[
    "本表は、当該期間に寄せられたお問い合わせの件数を月ごとにまとめたものである。",
    "ご記入いただいた内容について、担当者から改めてお電話で確認させていただくことがあります。",
    "その後も経過を見守ったところ、翌朝には落ち着き、家族とともに歩いて帰宅した。",
    "なお、この変更は次の改訂に合わせて行うものとし、それまでは従来のとおりとする。",
    "前回の会議で出された意見を踏まえ、資料の並べ方と見出しを改めた。",
    "詳しい日時は不明だが、週の初めごろから何となく気分がすぐれなかったという。",
    "この章では、これまでに述べたことを振り返り、残された課題を挙げる。",
    "翌週の受診時にも変わりはなく、〔D〕はそのまま続けることとした。",
];
const ENGLISH_DENSE: &[&str] = &[
    "The patient developed 〔R〕 and 〔R〕 〔#〕 days after the first dose of 〔D〕, which was replaced by 〔D〕. ",
    "The most common events were 〔R〕 (〔#〕%), 〔R〕 (〔#〕%) and 〔R〕 (〔#〕%). ",
    "Monitor 〔T〕 in patients with 〔R〕 and watch for signs of 〔R〕. ",
    "Concomitant use of 〔D〕 with 〔D〕 may increase the risk of 〔R〕. ",
    "A history of 〔S〕 was noted, and 〔S〕 was suspected during 〔X〕. ",
    "Of 〔#〕 cases of 〔R〕, 〔#〕 were considered related to 〔D〕. ",
    "Do not give to patients who had 〔R〕 with 〔D〕 or 〔D〕. ",
    "Despite 〔X〕, the 〔T〕 rose to 〔#〕 and 〔R〕 followed. ",
];
const ENGLISH_SPARSE: &[&str] = &[
    "The figures below give the number of letters that came in each month, and how soon they were answered. ",
    "She had gone home the same evening and said on the phone next morning that she felt much better. ",
    "We would like to thank everyone who took the time to write to us about the earlier version of this page. ",
    "Nothing else of note was found, and the family was told to call again should anything change. ",
    "As agreed at the last meeting, the order of the sections was changed and the headings were made shorter. ",
    "It is not known when exactly this began, but it was some days before anyone thought of asking about it. ",
    "This chapter looks back at what was said so far and lists what remains to be done. ",
    "At the next visit all was well, and 〔D〕 was continued unchanged. ",
];
const MIXED_DENSE: &[&str] = &[
    "〔D〕（〔d〕）投与後に〔R〕（〔r〕、以下「〔S〕」）が認められた。",
    "報告者意見：〔S〕 Grade 〔#〕、〔R〕。Reporter's comment: 〔r〕 related to 〔d〕.",
    "〔T〕（〔S〕）高値のため〔d〕を減量、〔R〕は回復（recovered）。",
    "Narrative: 〔#〕歳男性。〔d〕 started for 〔r〕; 〔R〕のため入院。",
];
const MIXED_SPARSE: &[&str] = &[
    "原文は付録のとおり（see the appendix for the wording in full）。",
    "担当：メール又は phone にて、in the order received、順次ご連絡します。",
    "次回の meeting は来月の初め、場所は前と同じ room の予定。",
    "追加の情報は not available のため、〔D〕の続報を待つ。",
];

/// About `bytes` bytes of text with the terms of `subject`.
pub fn text(subject: &Subject<'_>, style: Style, dense: bool, bytes: usize, seed: u64) -> String {
    let mut filler = Filler { subject, pools: pools(subject), chance: Chance::new(seed) };
    let sentences = match (style, dense) {
        (Style::Japanese, true) => JAPANESE_DENSE,
        (Style::Japanese, false) => JAPANESE_SPARSE,
        (Style::English, true) => ENGLISH_DENSE,
        (Style::English, false) => ENGLISH_SPARSE,
        (Style::Mixed, true) => MIXED_DENSE,
        (Style::Mixed, false) => MIXED_SPARSE,
    };
    let language = if style == Style::English { Language::English } else { Language::Japanese };
    let mut out = String::with_capacity(bytes + 1024);
    while out.len() < bytes {
        let sentence = *filler.chance.pick(sentences);
        filler.sentence(sentence, language, &mut out);
        if filler.chance.percent(25) {
            out.push_str("\n\n");
        }
    }
    out
}

/// One katakana, over and over: no word ever ends.
pub fn one_katakana(bytes: usize) -> String {
    "ア".repeat(bytes / "ア".len())
}

/// The long word that the keys of [`prefixes`](super::lexica::prefixes) begin with,
/// broken off at many lengths.
pub fn prefixes(bytes: usize, seed: u64) -> String {
    let mut chance = Chance::new(seed);
    let length = PREFIX.chars().count();
    let mut out = String::with_capacity(bytes + PREFIX.len());
    while out.len() < bytes {
        out.extend(PREFIX.chars().take(length / 2 + chance.below(length / 2 + 1)));
        if chance.percent(50) {
            out.push('。');
        }
    }
    out
}

/// Terms of `subject` with a mark between each and the next, and their indices:
/// nothing stands inside a word and nothing is ambiguous, so that every method
/// must find just these.
pub fn separated(subject: &Subject<'_>, bytes: usize, seed: u64) -> (String, Vec<usize>) {
    let mut chance = Chance::new(seed);
    let (mut out, mut terms) = (String::new(), Vec::new());
    while out.len() < bytes {
        let index = chance.below(subject.terms.len());
        terms.push(index);
        out.push_str(subject.terms[index].text);
        out.push_str(if chance.percent(50) { "、" } else { " | " });
    }
    (out, terms)
}

/// The terms that may fill a place, by its letter and the language.
type Pools = HashMap<(char, Language), Vec<usize>>;

fn pools(subject: &Subject<'_>) -> Pools {
    let mut pools = Pools::new();
    for (index, term) in subject.terms.iter().enumerate() {
        let language = term.language;
        let place = match (term.kind, term.concept_kind) {
            (DesignationKind::Abbreviation | DesignationKind::Symbol, _) => {
                // Both languages write them alike.
                pools.entry(('S', Language::Japanese)).or_default().push(index);
                pools.entry(('S', Language::English)).or_default().push(index);
                continue;
            }
            (_, Kind::Drug) => 'D',
            (_, Kind::Reaction) => 'R',
            (_, Kind::Test) => 'T',
            _ => 'X',
        };
        pools.entry((place, language)).or_default().push(index);
    }
    pools
}

struct Filler<'s, 'l> {
    subject: &'s Subject<'l>,
    pools: Pools,
    chance: Chance,
}

impl Filler<'_, '_> {
    fn sentence(&mut self, sentence: &str, language: Language, out: &mut String) {
        let mut rest = sentence;
        while let Some((before, place)) = rest.split_once('〔') {
            out.push_str(before);
            let Some((place, after)) = place.split_once('〕') else { break };
            match place.chars().next() {
                Some('#') => out.push_str(&(self.chance.below(98) + 1).to_string()),
                Some(letter) if letter.is_ascii_lowercase() => {
                    self.term(letter.to_ascii_uppercase(), language.other(), out);
                }
                Some(letter) => self.term(letter, language, out),
                None => {}
            }
            rest = after;
        }
        out.push_str(rest);
    }

    fn term(&mut self, place: char, language: Language, out: &mut String) {
        // A lexicon of a few rows may have none for a place.
        let Some(pool) = self.pools.get(&(place, language)).filter(|pool| !pool.is_empty()) else { return };
        // Spread over the alphabet, which is the order of the terms: 7919 is prime.
        let rank = self.chance.skewed(pool.len()).wrapping_mul(7919) % pool.len();
        let text = self.subject.terms[pool[rank]].text;
        let characters = text.chars().count();
        match self.chance.below(80) {
            // A middle dot that begins a line is a list mark, and no part of a term.
            0 if language == Language::Japanese
                && characters > 4
                && text.chars().nth(characters / 2) != Some('・') =>
            {
                out.extend(text.chars().take(characters / 2));
                out.push('\n');
                out.extend(text.chars().skip(characters / 2));
            }
            1 => {
                out.push_str(text);
                out.push('（');
                self.term('S', language, out);
                out.push('）');
            }
            2 => out.push_str(&text.to_ascii_uppercase()),
            3 if language == Language::Japanese && characters > 4 => {
                out.extend(text.chars().take(characters / 2));
                out.push('（');
                self.term('S', language, out);
                out.push('）');
                out.extend(text.chars().skip(characters / 2));
            }
            4 if language == Language::English && place == 'R' => {
                out.push_str(text);
                out.push('s');
            }
            5 if language == Language::Japanese => out.extend(text.chars().map(full_width)),
            _ => out.push_str(text),
        }
    }
}

fn full_width(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        _ => c,
    }
}
