//! How document glosses are written: the fields of a gloss, and more.

use serde::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};

use super::{DocumentGloss, InForce, Sense};
use crate::candidate::Evidence;
use crate::concept::Concept;
use crate::designation::{DesignationKind, Language, Status};

/// Serialises as `{"start","end","utf16","chars","surface","language","ambiguous",
/// "decided","within","definition","candidates"}`: `within` and `definition` only where
/// there is one.
impl Serialize for DocumentGloss<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("DocumentGloss", 11)?;
        fields.serialize_field("start", &self.span.start)?;
        fields.serialize_field("end", &self.span.end)?;
        fields.serialize_field("utf16", &self.utf16)?;
        fields.serialize_field("chars", &self.chars)?;
        fields.serialize_field("surface", self.surface)?;
        fields.serialize_field("language", &self.language())?;
        fields.serialize_field("ambiguous", &(self.senses.len() > 1))?;
        fields.serialize_field("decided", &self.is_decided())?;
        match self.within {
            Some(within) => fields.serialize_field("within", &within)?,
            None => fields.skip_field("within")?,
        }
        match &self.definition {
            Some(definition) => fields.serialize_field("definition", definition)?,
            None => fields.skip_field("definition")?,
        }
        fields.serialize_field("candidates", &Answers(self))?;
        fields.end()
    }
}

/// The senses, and before them what only the document defines.
struct Answers<'a, 'd, 'l>(&'a DocumentGloss<'d, 'l>);

impl Serialize for Answers<'_, '_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let DocumentGloss { senses, definition, .. } = self.0;
        let local = definition.as_ref().filter(|definition| definition.concept.is_none());
        let mut list = serializer.serialize_seq(Some(senses.len() + usize::from(local.is_some())))?;
        if let Some(definition) = local {
            list.serialize_element(&Local(definition))?;
        }
        for sense in senses {
            list.serialize_element(sense)?;
        }
        list.end()
    }
}

/// Serialises as a candidate, with `score`.
impl Serialize for Sense<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Sense", 7)?;
        fields.serialize_field("concept", self.concept().id())?;
        fields.serialize_field("kind", &self.concept().kind())?;
        fields.serialize_field("evidence", &self.evidence)?;
        fields.serialize_field("score", &self.score)?;
        fields.serialize_field("distance", &self.candidate.distance)?;
        fields.serialize_field("designation", &self.candidate.designation)?;
        fields.serialize_field("equivalents", &self.candidate.equivalents())?;
        fields.end()
    }
}

/// A concept of the document alone: of no kind, with its long form as the equivalent.
struct Local<'a, 'l>(&'a InForce<'l>);

impl Serialize for Local<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Local", 5)?;
        fields.serialize_field("concept", &self.0.id())?;
        fields.serialize_field("kind", &None::<&str>)?;
        fields.serialize_field("evidence", &Evidence::Local)?;
        fields.serialize_field("score", &1.0)?;
        let equivalent = Equivalent {
            text: &self.0.long,
            language: self.0.long_language,
            kind: DesignationKind::Term,
            status: Status::Admitted,
        };
        fields.serialize_field("equivalents", &[equivalent])?;
        fields.end()
    }
}

#[derive(serde::Serialize)]
struct Equivalent<'a> {
    text: &'a str,
    language: Language,
    kind: DesignationKind,
    status: Status,
}

/// Serialises as `{"short","long","language","form","short_span","long_span",
/// "statement","concept"}`, spans as `[start, end]` in bytes.
impl Serialize for InForce<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("InForce", 8)?;
        fields.serialize_field("short", &self.short)?;
        fields.serialize_field("long", &self.long)?;
        fields.serialize_field("language", &self.long_language)?;
        fields.serialize_field("form", &self.form)?;
        fields.serialize_field("short_span", &self.short_span)?;
        fields.serialize_field("long_span", &self.long_span)?;
        fields.serialize_field("statement", &self.statement)?;
        fields.serialize_field("concept", &self.concept.map(Concept::id))?;
        fields.end()
    }
}
