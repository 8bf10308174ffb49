//! The sections of a file.

use crate::automaton::node;
use crate::segments;

/// The sections, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Keys,
    Entries,
    Postings,
    Concepts,
    Designations,
    Citations,
    Sources,
    Relations,
    Cues,
    Strings,
    Alphabet,
    Nodes,
    Beginnings,
    Characters,
    Buckets,
    Segments,
    Slots,
}

impl Section {
    pub(crate) const ALL: [Section; 17] = [
        Section::Keys,
        Section::Entries,
        Section::Postings,
        Section::Concepts,
        Section::Designations,
        Section::Citations,
        Section::Sources,
        Section::Relations,
        Section::Cues,
        Section::Strings,
        Section::Alphabet,
        Section::Nodes,
        Section::Beginnings,
        Section::Characters,
        Section::Buckets,
        Section::Segments,
        Section::Slots,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Section::Keys => "keys",
            Section::Entries => "entries",
            Section::Postings => "postings",
            Section::Concepts => "concepts",
            Section::Designations => "designations",
            Section::Citations => "citations",
            Section::Sources => "sources",
            Section::Relations => "relations",
            Section::Cues => "cues",
            Section::Alphabet => "alphabet",
            Section::Nodes => "nodes",
            Section::Beginnings => "beginnings",
            Section::Characters => "characters",
            Section::Buckets => "buckets",
            Section::Segments => "segments",
            Section::Slots => "slots",
            Section::Strings => "strings",
        }
    }

    /// Bytes of one record; 1 where the section is not made of records.
    pub(crate) const fn record(self) -> usize {
        match self {
            Section::Keys | Section::Strings | Section::Slots => 1,
            Section::Citations | Section::Alphabet | Section::Characters => 2,
            Section::Buckets => 4,
            Section::Nodes => node::BYTES,
            Section::Entries | Section::Postings | Section::Concepts | Section::Beginnings => 8,
            Section::Segments => segments::MEMBER,
            Section::Cues => 12,
            Section::Designations | Section::Relations => 16,
            Section::Sources => 32,
        }
    }
}
