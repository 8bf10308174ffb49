//! The peers of glossing: ways to find the longest keys of a text from the left.

use std::hint::black_box;

use aho_corasick::AhoCorasick;
use daachorse::{
    CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, DoubleArrayAhoCorasick,
    DoubleArrayAhoCorasickBuilder, MatchKind,
};
use yakugo::{Folded, Level};

use super::agreement::{self, Place};
use super::chance::nfkc_lower;
use super::measure::Report;
use super::subject::Subject;

/// A raw text with its folded form, as the peers read it.
pub struct Text {
    pub raw: String,
    pub folded: Folded,
    characters: Vec<char>,
}

impl Text {
    pub fn new(raw: String) -> Text {
        let folded = Folded::new(&raw, Level::Form);
        let characters = folded.as_str().chars().collect();
        Text { raw, folded, characters }
    }
}

/// A way to find keys in a folded text.
pub enum Peer {
    Charwise(CharwiseDoubleArrayAhoCorasick<u32>),
    Bytewise(DoubleArrayAhoCorasick<u32>),
    AhoCorasick(AhoCorasick),
    Crawdad(crawdad::Trie),
}

impl Peer {
    pub fn name(&self) -> &'static str {
        match self {
            Peer::Charwise(_) => "daachorse charwise, folded text",
            Peer::Bytewise(_) => "daachorse bytewise, folded text",
            Peer::AhoCorasick(_) => "aho-corasick, folded text",
            Peer::Crawdad(_) => "crawdad, folded text",
        }
    }

    /// Calls `visit` for each match, with its start and its end: bytes of the folded
    /// text, or characters for crawdad.
    fn each(&self, text: &Text, mut visit: impl FnMut(usize, usize)) {
        match self {
            Peer::Charwise(automaton) => {
                for found in automaton.leftmost_find_iter(text.folded.as_str()) {
                    visit(found.start(), found.end());
                }
            }
            Peer::Bytewise(automaton) => {
                for found in automaton.leftmost_find_iter(text.folded.as_str()) {
                    visit(found.start(), found.end());
                }
            }
            Peer::AhoCorasick(automaton) => {
                for found in automaton.find_iter(text.folded.as_str()) {
                    visit(found.start(), found.end());
                }
            }
            Peer::Crawdad(trie) => {
                let mut start = 0;
                while start < text.characters.len() {
                    let rest = text.characters[start..].iter().copied();
                    match trie.common_prefix_search(rest).last() {
                        Some((_, length)) => {
                            visit(start, start + length);
                            start += length;
                        }
                        None => start += 1,
                    }
                }
            }
        }
    }

    /// Where each match is, in bytes of the folded text.
    pub fn places(&self, text: &Text) -> Vec<Place> {
        let mut places = Vec::new();
        self.each(text, |start, end| places.push((start, end)));
        if let Peer::Crawdad(_) = self {
            let mut offsets: Vec<usize> =
                text.folded.as_str().char_indices().map(|(offset, _)| offset).collect();
            offsets.push(text.folded.as_str().len());
            for (start, end) in &mut places {
                (*start, *end) = (offsets[*start], offsets[*end]);
            }
        }
        places
    }

    pub fn pass(&self, text: &Text) {
        let mut sum = 0;
        self.each(text, |start, end| sum += start ^ end);
        black_box(sum);
    }
}

/// daachorse over characters, the longest match from the left.
pub fn charwise<'k>(
    keys: impl Iterator<Item = &'k str>,
) -> Result<CharwiseDoubleArrayAhoCorasick<u32>, daachorse::errors::DaachorseError> {
    CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(keys)
}

/// The peers that can be built of the keys.
pub fn peers(subject: &Subject<'_>, report: &Report) -> Vec<Peer> {
    let metric = format!("gloss/{}", subject.name);
    let mut peers = Vec::new();
    let mut add = |name: &str, built: Result<Peer, String>| match built {
        Ok(peer) => peers.push(peer),
        Err(why) => report.skip(&metric, name, &why),
    };
    add("daachorse charwise", charwise(subject.keys()).map(Peer::Charwise).map_err(|why| why.to_string()));
    let bytewise = DoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest);
    let bytewise = bytewise.build(subject.keys());
    add("daachorse bytewise", bytewise.map(Peer::Bytewise).map_err(|why| why.to_string()));
    let aho =
        AhoCorasick::builder().match_kind(aho_corasick::MatchKind::LeftmostLongest).build(subject.keys());
    add("aho-corasick", aho.map(Peer::AhoCorasick).map_err(|why| why.to_string()));
    let trie = crawdad::Trie::from_keys(subject.keys());
    add("crawdad", trie.map(Peer::Crawdad).map_err(|why| why.to_string()));
    peers
}

/// What a user would write without this library.
pub struct Pipeline {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    keys: Vec<String>,
}

impl Pipeline {
    pub const NAME: &'static str = "NFKC, lower case, daachorse charwise";

    pub fn new(subject: &Subject<'_>) -> Result<Pipeline, String> {
        let mut keys: Vec<String> = subject.terms.iter().map(|term| nfkc_lower(term.text)).collect();
        keys.sort_unstable();
        keys.dedup();
        let automaton = charwise(keys.iter().map(String::as_str)).map_err(|why| why.to_string())?;
        Ok(Pipeline { automaton, keys })
    }

    fn each(&self, raw: &str, mut visit: impl FnMut(u32)) {
        for found in self.automaton.leftmost_find_iter(nfkc_lower(raw)) {
            visit(found.value());
        }
    }

    pub fn pass(&self, raw: &str) {
        let mut sum = 0_u64;
        self.each(raw, |key| sum += u64::from(key));
        black_box(sum);
    }

    pub fn count(&self, raw: &str) -> usize {
        let mut count = 0;
        self.each(raw, |_| count += 1);
        count
    }

    /// What is wrong where the separated terms of `subject` are read.
    pub fn differs(&self, subject: &Subject<'_>, raw: &str, terms: &[usize]) -> Option<String> {
        let mut found = Vec::new();
        self.each(raw, |key| found.push(self.keys[key as usize].as_str()));
        let wanted: Vec<String> = terms.iter().map(|&term| nfkc_lower(subject.terms[term].text)).collect();
        agreement::differs(&wanted, &found)
    }
}
