//! Candidate relations: the classes and targets that a drug block states.

use super::drug::DrugRecord;
use super::known::Known;
use super::row::Standing;
use crate::concept::Kind;
use crate::relation::Relation;
use crate::span::Span;

/// A relation that a drug block states, as a row of the table of relations. Both
/// concepts are the lexicon's.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct CandidateRelation {
    /// [`Standing::New`] or [`Standing::Known`].
    pub standing: Standing,
    /// The id of the drug.
    pub concept: String,
    /// How it stands to the other.
    pub relation: Relation,
    /// The id of the class or the target.
    pub object: String,
    /// Where the text names the class or the target, in bytes.
    pub span: Span,
}

/// The relations that a drug block states between concepts of the lexicon.
pub(super) fn relations(known: Known<'_>, drug: &DrugRecord<'_>) -> Vec<CandidateRelation> {
    let names = [&drug.inn, &drug.jan_ja, &drug.jan_en].into_iter().flatten();
    let subject =
        names.flat_map(|name| known.concepts(name.text())).find(|concept| concept.kind() == Kind::Drug);
    let Some(subject) = subject else { return Vec::new() };
    let classes = drug.classes.iter().map(|one| (Relation::Class, &one.name));
    let targets = drug.classes.iter().flat_map(|one| &one.targets).map(|one| (Relation::Target, one));
    let mut found: Vec<CandidateRelation> = Vec::new();
    for (relation, said) in classes.chain(targets) {
        let (_, kind) = relation.kinds();
        let Some(object) = known.concepts(said.text()).into_iter().find(|one| one.kind() == kind) else {
            continue;
        };
        let is_known = subject.related().any(|one| one.relation() == relation && one.concept() == object);
        let (concept, object) = (subject.id().to_owned(), object.id().to_owned());
        if !found.iter().any(|one| one.relation == relation && one.object == object) {
            let standing = if is_known { Standing::Known } else { Standing::New };
            found.push(CandidateRelation { standing, concept, relation, object, span: said.span });
        }
    }
    found
}
