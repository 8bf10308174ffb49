//! The baseline for English definitions: A. S. Schwartz and M. A. Hearst, "A simple
//! algorithm for identifying abbreviation definitions in biomedical text", Pacific
//! Symposium on Biocomputing 8 (2003), 451–462, written after its description.

/// The pairs of a short and a long form in `text`, as they stand in it.
///
/// Candidates are `long (short)` and `short (long)` within a sentence. A short form has
/// at most two words, two to ten characters, a letter among them, and begins with a
/// letter or digit; a long one has at most min(|A| + 5, 2|A|) words.
pub fn pairs(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('(').map(|at| from + at) {
        let Some(close) = text[open..].find(')').map(|at| open + at) else { break };
        from = close + 1;
        let before = sentence_before(&text[..open]);
        // What follows a comma or a semicolon in the bracket is an aside.
        let inside = &text[open + 1..close];
        let inside = inside.split([';', ',']).next().unwrap_or_default().trim();
        if inside.split_whitespace().count() <= 2 && inside.chars().count() <= 10 {
            let candidate = last_words(before, inside.chars().count());
            found.extend(pair(inside, candidate));
        } else if let Some(short) = before.split_whitespace().next_back() {
            found.extend(pair(short, text[open + 1..close].trim()));
        }
    }
    found
}

/// The end of `text` from its last sentence on.
fn sentence_before(text: &str) -> &str {
    let mut ends = text.char_indices().filter(|&(at, c)| {
        matches!(c, '.' | '!' | '?') && text[at + c.len_utf8()..].starts_with(char::is_whitespace)
    });
    ends.next_back().map_or(text, |(at, c)| &text[at + c.len_utf8()..]).trim_end()
}

/// The last words of `text` that a short form of `length` characters may stand for.
fn last_words(text: &str, length: usize) -> &str {
    let most = (length + 5).min(length * 2);
    let mut start = text.len();
    for (count, word) in text.split_whitespace().rev().enumerate() {
        if count == most {
            break;
        }
        start = word.as_ptr() as usize - text.as_ptr() as usize;
    }
    &text[start..]
}

fn pair(short: &str, candidate: &str) -> Option<(String, String)> {
    let length = short.chars().count();
    let valid = (2..=10).contains(&length)
        && short.chars().any(char::is_alphabetic)
        && short.starts_with(|c: char| c.is_alphanumeric());
    if !valid {
        return None;
    }
    let long = best_long_form(short, candidate)?;
    // The filter of the paper's program: a long form is longer, and has not the short
    // one as a word of it.
    let is_word = long.split_whitespace().any(|word| word == short);
    (long.chars().count() > length && !is_word).then(|| (short.to_owned(), long.to_owned()))
}

/// The letters of the short form, from the right, each at the first place from the right
/// that has it; the first of them at the beginning of a word.
fn best_long_form<'t>(short: &str, long: &'t str) -> Option<&'t str> {
    let characters: Vec<(usize, char)> = long.char_indices().collect();
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    let mut at = characters.len();
    let letters: Vec<char> = short.chars().collect();
    for (index, &letter) in letters.iter().enumerate().rev() {
        if !letter.is_alphanumeric() {
            continue;
        }
        loop {
            at = at.checked_sub(1)?;
            let begins = at == 0 || !characters[at - 1].1.is_alphanumeric();
            if lower(characters[at].1) == lower(letter) && (index > 0 || begins) {
                break;
            }
        }
    }
    let first = characters.get(at)?.0;
    let start = long[..first].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    Some(&long[start..])
}
