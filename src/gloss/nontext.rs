//! What is not text: URLs, e-mail addresses and DOIs.

use crate::span::Span;

/// Finds the addresses in `text`, sorted and apart. Gives the byte at which one
/// begins that the end of the text may have cut off.
pub(super) fn find(text: &str, spans: &mut Vec<Span>) -> Option<usize> {
    spans.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut cut_off = None;
    // The token at the very end may become an address (john.d|oe@example.org).
    let tail = bytes.iter().rposition(|&byte| !is_address(byte)).map_or(0, |last| last + 1);
    if tail < bytes.len() {
        cut_off = Some(tail);
    }
    while let Some(span) = next(bytes, at) {
        let span = Span::new(span.start, continued(bytes, span.end, &mut cut_off, span.start));
        at = span.end;
        spans.push(span);
    }
    cut_off
}

/// Whether `span` shares a byte with one of the addresses.
pub(super) fn touches(addresses: &[Span], span: Span) -> bool {
    let after = addresses.partition_point(|address| address.end <= span.start);
    addresses.get(after).is_some_and(|address| address.start < span.end)
}

/// A byte that an address can have: visible ASCII but quotes, braces and the like.
fn is_address(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
}

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-')
}

/// The first address at or after `from`. Each has one of three characters at a known
/// place (://, www. or 10., @), and only at those the text is looked at.
fn next(bytes: &[u8], from: usize) -> Option<Span> {
    let mut at = from;
    loop {
        at = next_stop(bytes, at)?;
        let rest = bytes.get(at..).unwrap_or_default();
        let found = match rest.first() {
            Some(b':') if rest.starts_with(b"://") => {
                scheme(bytes, from, at).map(|start| Span::new(start, url_end(bytes, at)))
            }
            Some(b'.') => prefixed(bytes, from, at, 3, |rest| starts_with(rest, b"www."))
                .or_else(|| prefixed(bytes, from, at, 2, is_doi)),
            Some(b'@') => mail(bytes, from, at),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        at += 1;
    }
}

/// The first of the characters from `from` on that [`next`] looks at.
fn next_stop(bytes: &[u8], from: usize) -> Option<usize> {
    let is_stop = |byte: &u8| (*byte == b':') | (*byte == b'.') | (*byte == b'@');
    let rest = bytes.get(from..)?;
    // Many bytes are compared at once where the outcome is not asked for each.
    let (blocks, _) = rest.as_chunks::<32>();
    let mut start = 0;
    for block in blocks {
        let mut any = 0;
        for byte in block {
            any |= u8::from(is_stop(byte));
        }
        if any != 0 {
            break;
        }
        start += block.len();
    }
    Some(from + start + rest.get(start..)?.iter().position(is_stop)?)
}

/// The address that begins `length` bytes before the stop at `at`, if it begins as
/// `is_address` wants.
fn prefixed(
    bytes: &[u8],
    from: usize,
    at: usize,
    length: usize,
    is_address: fn(&[u8]) -> bool,
) -> Option<Span> {
    let start = at.checked_sub(length).filter(|&start| start >= from)?;
    let before = start.checked_sub(1).and_then(|before| bytes.get(before));
    let preceded = before.is_some_and(u8::is_ascii_alphanumeric);
    (!preceded && is_address(bytes.get(start..)?)).then(|| Span::new(start, url_end(bytes, start)))
}

fn starts_with(bytes: &[u8], prefix: &[u8]) -> bool {
    bytes.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Where the scheme before a `://` begins.
fn scheme(bytes: &[u8], from: usize, colon: usize) -> Option<usize> {
    let before = bytes.get(from..colon)?;
    let length = before
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
        .count();
    (length > 0).then_some(colon - length)
}

/// 10. , a number of four to nine digits, a slash.
fn is_doi(rest: &[u8]) -> bool {
    let digits = rest.get(3..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
    rest.starts_with(b"10.") && (4..=9).contains(&digits) && rest.get(3 + digits) == Some(&b'/')
}

fn mail(bytes: &[u8], from: usize, at: usize) -> Option<Span> {
    let local = bytes.get(from..at)?.iter().rev().take_while(|&&byte| is_local(byte)).count();
    let domain = bytes
        .get(at + 1..)?
        .iter()
        .take_while(|&&byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        .count();
    let name = bytes.get(at + 1..at + 1 + domain)?;
    let end = name.iter().rposition(u8::is_ascii_alphanumeric)? + 1;
    (local > 0 && name.get(..end)?.contains(&b'.')).then_some(Span::new(at - local, at + 1 + end))
}

/// Where an address that has begun before `at` ends: before the punctuation of
/// the sentence around it.
fn url_end(bytes: &[u8], at: usize) -> usize {
    let length = bytes.get(at..).unwrap_or_default().iter().take_while(|&&byte| is_address(byte)).count();
    let mut end = at + length;
    while let Some(&last) = end.checked_sub(1).and_then(|last| bytes.get(last)) {
        let open = || bytes.get(at..end).is_some_and(|address| address.contains(&b'('));
        let trailing =
            matches!(last, b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b']') || last == b')' && !open();
        if !trailing || end <= at + 1 {
            break;
        }
        end -= 1;
    }
    end
}

/// Where an address ends that a copied PDF has broken over lines. A line belongs
/// to it that is one token, begins no address of its own, and looks like the rest
/// of a path.
fn continued(bytes: &[u8], end: usize, cut_off: &mut Option<usize>, start: usize) -> usize {
    let mut end = end;
    // Three lines more are the longest that was met.
    for _ in 0..3 {
        let rest = bytes.get(end..).unwrap_or_default();
        let gap = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let breaks = rest.get(..gap).unwrap_or_default().iter().filter(|&&byte| byte == b'\n').count();
        let line = rest.get(gap..).unwrap_or_default();
        let length = line.iter().take_while(|&&byte| is_address(byte)).count();
        let after = line.get(length..).unwrap_or_default();
        if line.is_empty() || after.is_empty() {
            // The end of the text leaves open what follows on the line.
            *cut_off = Some(cut_off.map_or(start, |cut_off| cut_off.min(start)));
        }
        let token = line.get(..length).unwrap_or_default();
        let alone = after.iter().take_while(|&&byte| byte != b'\n').all(u8::is_ascii_whitespace);
        if !(1..=3).contains(&breaks) || !alone || !is_path(token) {
            return end;
        }
        end += gap + length;
    }
    end
}

/// Whether a token looks like the rest of a path: a slash, a query or a file
/// ending in it, and no address of its own.
fn is_path(token: &[u8]) -> bool {
    if starts_with(token, b"http") || starts_with(token, b"www.") || token.contains(&b'@') {
        return false;
    }
    let file_ending = token.iter().rposition(|&byte| byte == b'.').is_some_and(|dot| {
        let ending = token.get(dot + 1..).unwrap_or_default();
        dot > 0 && (2..=5).contains(&ending.len()) && ending.iter().all(u8::is_ascii_lowercase)
    });
    file_ending || token.iter().any(|byte| matches!(byte, b'/' | b'=' | b'&' | b'%' | b'_' | b'?'))
}
