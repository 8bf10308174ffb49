//! Candidate rows: harvested facts in the columns of the source tables, and how each
//! stands to the lexicon.

use crate::concept::{Concept, Kind};
use crate::designation::{DesignationKind, Language, Nomenclature, Nomenclatures, Status};
use crate::fold::{Level, fold};
use crate::span::Span;
use crate::vocabulary::vocabulary;

use super::abbreviation::Abbreviation;
use super::brand::Brand;
use super::drug::DrugRecord;
use super::kind;
use super::known::Known;
use super::pair::{Pair, Statement};

vocabulary! {
    /// How what a text says stands to what the lexicon says. In the order in which a
    /// curator should read it.
    Standing, "standing" {
        /// The lexicon has the designation as another concept, or prefers another
        /// designation in its place.
        Contradicts = 0, "contradicts";
        /// The lexicon does not say so.
        New = 1, "new";
        /// The lexicon says the same.
        Known = 2, "known";
    }
}

/// A row that a curator may add to the source tables: see `data/README.md`.
///
/// It has no source. [`CandidateRow::SOURCE`] stands in its place, which compiling
/// refuses, until somebody vouches for the row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CandidateRow {
    /// How it stands to the lexicon.
    pub standing: Standing,
    /// The id of the concept: that of the lexicon where it knows a designation of it,
    /// else one made by the rule of the tables.
    pub concept: String,
    /// The language of the designation.
    pub language: Language,
    /// The kind of the designation.
    pub kind: DesignationKind,
    /// Preferred where the concept has no designation in the language yet.
    pub status: Status,
    /// The designation as running text would have it.
    pub text: String,
    /// The systems of drug names that the text says it belongs to.
    pub nomenclature: Nomenclatures,
    /// Where the text states it, in bytes.
    pub span: Span,
    /// The line that `span` begins in, counted from 1.
    pub line: usize,
    /// The character of the line that `span` begins at, counted from 1.
    pub column: usize,
    /// How the text states it.
    pub stated: Statement,
    /// What a curator should know; may be empty.
    pub reason: String,
}

impl CandidateRow {
    /// What stands in the column `sources` of a candidate.
    pub const SOURCE: &'static str = "candidate";

    /// The header line of a table of candidates, without its line end.
    pub const HEADER: &'static str =
        "concept\tlanguage\tkind\tstatus\ttext\tcase\tfrequency\tnomenclature\tsources\tnote";

    /// The column `note`: that it is a candidate, how and where `file` states it, and
    /// what a curator should know. Without control characters.
    #[must_use]
    pub fn note(&self, file: &str) -> String {
        let CandidateRow { standing, stated, line, column, span, reason, .. } = self;
        let separator = if reason.is_empty() { "" } else { "; " };
        let note = format!(
            "candidate: {standing}; {stated}, {file}:{line}:{column}, bytes {}-{}{separator}{reason}",
            span.start, span.end
        );
        plain(&note)
    }

    /// The row in the columns of [`CandidateRow::HEADER`], without its line end.
    #[must_use]
    pub fn to_line(&self, file: &str) -> String {
        let CandidateRow { concept, language, kind, status, text, nomenclature, .. } = self;
        let systems: Vec<&str> = nomenclature.iter().map(Nomenclature::as_str).collect();
        let (systems, source, note) = (systems.join(";"), CandidateRow::SOURCE, self.note(file));
        format!("{concept}\t{language}\t{kind}\t{status}\t{text}\t\t\t{systems}\t{source}\t{note}")
    }
}

/// Serialises as the columns, and `{"standing","start","end","line","column","stated","reason"}`.
#[cfg(feature = "serde")]
impl serde::Serialize for CandidateRow {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("CandidateRow", 14)?;
        fields.serialize_field("standing", &self.standing)?;
        fields.serialize_field("concept", &self.concept)?;
        fields.serialize_field("language", &self.language)?;
        fields.serialize_field("kind", &self.kind)?;
        fields.serialize_field("status", &self.status)?;
        fields.serialize_field("text", &self.text)?;
        fields.serialize_field("nomenclature", &self.nomenclature)?;
        fields.serialize_field("start", &self.span.start)?;
        fields.serialize_field("end", &self.span.end)?;
        fields.serialize_field("line", &self.line)?;
        fields.serialize_field("column", &self.column)?;
        fields.serialize_field("stated", &self.stated)?;
        fields.serialize_field("reason", &self.reason)?;
        fields.end()
    }
}

/// One designation of a fact.
struct Name {
    text: String,
    language: Language,
    kind: DesignationKind,
    nomenclature: Nomenclatures,
    span: Span,
}

impl Name {
    fn new(text: &str, language: Language, span: Span) -> Name {
        let (kind, nomenclature) = (DesignationKind::Term, Nomenclatures::default());
        Name { text: plain(text), language, kind, nomenclature, span }
    }

    fn of(self, system: Nomenclature) -> Name {
        Name { nomenclature: self.nomenclature.with(system), ..self }
    }
}

/// The rows of a drug block.
pub(super) fn of_drug(known: Known<'_>, drug: &DrugRecord<'_>) -> Vec<CandidateRow> {
    let mut names: Vec<Name> = Vec::new();
    if let Some(inn) = &drug.inn {
        let name = Name::new(&lower_initial(inn.text()), Language::English, inn.span);
        names.push(name.of(Nomenclature::Inn));
    }
    if let Some(jan) = &drug.jan_en {
        let same = |name: &&mut Name| fold(&name.text, Level::Form) == fold(jan.text(), Level::Form);
        match names.iter_mut().find(same) {
            Some(name) => name.nomenclature = name.nomenclature.with(Nomenclature::Jan),
            None => names.push(Name::new(jan.text(), Language::English, jan.span).of(Nomenclature::Jan)),
        }
    }
    if let Some(jan) = &drug.jan_ja {
        let bare = without_recombinant(jan.text());
        names.push(Name::new(bare, Language::Japanese, jan.span).of(Nomenclature::Jan));
        if bare.len() < jan.text().len() {
            names.push(Name::new(jan.text(), Language::Japanese, jan.span).of(Nomenclature::Jan));
        }
    }
    let guess = (Kind::Drug, "");
    rows(known, names, guess, Statement::DrugBlock)
}

/// The rows of a pair.
pub(super) fn of_pair(known: Known<'_>, pair: &Pair<'_>) -> Vec<CandidateRow> {
    let en = Name::new(&lower_initial(pair.en.text()), Language::English, pair.en.span);
    let ja = Name::new(pair.ja.text(), Language::Japanese, pair.ja.span);
    let guess = kind::guess(&ja.text, &en.text);
    rows(known, vec![en, ja], guess, pair.stated)
}

/// The rows of a brand.
pub(super) fn of_brand(known: Known<'_>, brand: &Brand<'_>) -> Vec<CandidateRow> {
    let language = |text: &str| {
        let is_japanese = text.contains(crate::fold::script::is_kana_or_han);
        if is_japanese { Language::Japanese } else { Language::English }
    };
    let [substance, name] = [&brand.substance, &brand.brand];
    let substance = Name::new(&lower_initial(substance.text()), language(substance.text()), substance.span);
    let name =
        Name { kind: DesignationKind::Brand, ..Name::new(name.text(), language(name.text()), name.span) };
    rows(known, vec![substance, name], (Kind::Drug, ""), Statement::Brand)
}

/// The rows of a short form.
pub(super) fn of_abbreviation(known: Known<'_>, found: &Abbreviation<'_>) -> Vec<CandidateRow> {
    let long = Name::new(&lower_initial(found.long.text()), found.language, found.long.span);
    let short = Name {
        kind: DesignationKind::Abbreviation,
        // Short forms in Latin letters stand once, under English.
        ..Name::new(found.short.text(), Language::English, found.short.span)
    };
    let guess = kind::guess(&long.text, &long.text);
    rows(known, vec![long, short], guess, Statement::Abbreviation)
}

/// Rows of designations that a text says are of one concept, the one that names it
/// first. Those that the lexicon knows decide which concept that is.
fn rows(known: Known<'_>, names: Vec<Name>, guess: (Kind, &str), stated: Statement) -> Vec<CandidateRow> {
    let concepts: Vec<Vec<Concept<'_>>> = names.iter().map(|name| known.concepts(&name.text)).collect();
    let shared = |concept: &Concept<'_>| concepts.iter().filter(|those| those.contains(concept)).count();
    let of_kind = |concept: &Concept<'_>| concept.kind() == guess.0;
    // The concept that most of them designate; of those the one that the first of them
    // means first.
    let main = concepts
        .iter()
        .flatten()
        .copied()
        .enumerate()
        .max_by_key(|(order, one)| (shared(one), of_kind(one), core::cmp::Reverse(*order)))
        .map(|(_, one)| one);
    let proposed = main.map_or_else(|| propose(&names, guess), |_| (String::new(), String::new()));
    let mut preferred: Vec<Language> = Vec::new();
    let mut rows: Vec<CandidateRow> = Vec::new();
    for (name, concepts) in names.iter().zip(&concepts) {
        if !fold(&name.text, Level::Spelling).contains(char::is_alphanumeric) {
            continue;
        }
        let is_long = name.kind == DesignationKind::Term;
        let prefers = main.and_then(|main| main.preferred(name.language)).filter(|_| is_long);
        let is_main = main.is_some_and(|main| concepts.contains(&main));
        let (standing, reason) = match (main, concepts.first(), prefers) {
            _ if is_main => (Standing::Known, status_of(known, main, name)),
            // A short form may have another sense.
            (Some(_), Some(other), _) if name.kind == DesignationKind::Abbreviation => {
                (Standing::New, format!("another sense than {}", other.id()))
            }
            (Some(_), Some(other), _) => {
                (Standing::Contradicts, format!("the lexicon has it as {}", other.id()))
            }
            (Some(_), None, Some(other)) => {
                (Standing::Contradicts, format!("the lexicon prefers {}", other.text()))
            }
            (_, None, _) | (None, ..) => (Standing::New, proposed.1.clone()),
        };
        let first = is_long && prefers.is_none() && !preferred.contains(&name.language);
        let status = if first && standing == Standing::New { Status::Preferred } else { Status::Admitted };
        if first {
            preferred.push(name.language);
        }
        let known_as =
            main.filter(|_| is_main).and_then(|main| known.designation(main, &name.text, name.language));
        rows.push(CandidateRow {
            standing,
            concept: main.map_or_else(|| proposed.0.clone(), |main| main.id().to_owned()),
            language: name.language,
            kind: name.kind,
            status: known_as.map_or(status, |one| one.status()),
            text: name.text.clone(),
            nomenclature: name.nomenclature,
            span: name.span,
            line: 0,
            column: 0,
            stated,
            reason,
        });
    }
    rows
}

/// What to say of a designation that the lexicon has and does not want.
fn status_of(known: Known<'_>, main: Option<Concept<'_>>, name: &Name) -> String {
    let status =
        main.and_then(|main| known.designation(main, &name.text, name.language)).map(|one| one.status());
    match status {
        Some(Status::Deprecated | Status::Hidden) => "the lexicon has it as no longer to be used".to_owned(),
        _ => String::new(),
    }
}

/// The id of a concept that the lexicon does not know, by the rule of the tables, and
/// what a curator should know of it.
fn propose(names: &[Name], (kind, why): (Kind, &str)) -> (String, String) {
    let english = names.iter().find(|name| {
        name.language == Language::English
            && name.kind == DesignationKind::Term
            && !slug(&name.text).is_empty()
    });
    let said = if why.is_empty() { String::new() } else { format!("kind proposed: {why}") };
    match english {
        Some(name) => (format!("{kind}/{}", slug(&name.text)), said),
        None => {
            let at = names.first().map_or(0, |name| name.span.start);
            let missing = "no English name is stated: the id needs one";
            let said = if said.is_empty() { missing.to_owned() } else { format!("{missing}; {said}") };
            (format!("{kind}/unnamed-{at}"), said)
        }
    }
}

/// The name of a concept by its English designation: lower case, American spelling,
/// each run of other characters one hyphen.
fn slug(english: &str) -> String {
    let mut slug = String::new();
    for c in fold(english, Level::Spelling).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    while slug.ends_with('-') {
        slug.pop();
    }
    slug
}

/// A name without （遺伝子組換え） or (Genetical Recombination).
fn without_recombinant(name: &str) -> &str {
    let open = name.rfind(['（', '(']);
    let inner = open.and_then(|open| name.get(open..));
    let is_mark = inner.is_some_and(|inner| inner.contains("遺伝子組") && inner.ends_with(['）', ')']));
    match open {
        Some(open) if is_mark && open > 0 => name.get(..open).map_or(name, str::trim_end),
        _ => name,
    }
}

/// A designation that begins a line or a block, as running text has it: its first
/// letter small, if the first word has no other capital and is nobody's name
/// (Crohn's, Stevens-Johnson keep theirs).
fn lower_initial(text: &str) -> String {
    let mut rest = text.chars();
    let Some(first) = rest.next() else { return String::new() };
    let word: &str = rest.as_str().split([' ', '\u{3000}']).next().unwrap_or_default();
    let lower = word.chars().next().is_some_and(char::is_lowercase);
    let small = lower && !word.contains(char::is_uppercase) && !word.contains(['\'', '’']);
    if small && first.is_uppercase() { first.to_lowercase().chain(rest).collect() } else { text.to_owned() }
}

/// `text` without control characters and white space at its ends, as a field must be.
fn plain(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        assert_eq!(slug("Haemophagocytic lymphohistiocytosis"), "hemophagocytic-lymphohistiocytosis");
        assert_eq!(slug("  5α-reductase (type II)"), "5-reductase-type-ii");
        assert_eq!(slug("。"), "");
    }

    #[test]
    fn initials() {
        assert_eq!(lower_initial("Glofitamab"), "glofitamab");
        assert_eq!(lower_initial("Crohn's disease"), "Crohn's disease");
        assert_eq!(lower_initial("Stevens-Johnson syndrome"), "Stevens-Johnson syndrome");
        assert_eq!(lower_initial("QT prolongation"), "QT prolongation");
    }

    #[test]
    fn recombinant_marks() {
        assert_eq!(without_recombinant("ヤクゴマブ（遺伝子組換え）"), "ヤクゴマブ");
        assert_eq!(without_recombinant("ヤクゴマブ（仮称）"), "ヤクゴマブ（仮称）");
    }
}
