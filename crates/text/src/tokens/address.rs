//! Addresses of the web and of mail.

use super::chars::{char_at, is_space};
use crate::words::words;

words!(SUFFIXES, "address_suffixes.txt");

/// How far a host name, a mail address or a scheme can reach; what is longer is no address.
const LONGEST_HOST: usize = 255;

/// Where the address ends that begins with the word or number from `start` to `end`, if one does.
pub(super) fn address_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let next = *bytes.get(end)?;
    if !matches!(next, b'.' | b'@' | b':' | b'+') {
        return None;
    }
    if next == b':' {
        let scheme = bytes.get(start..end)?;
        let known = scheme.len() <= 10 && scheme.iter().all(u8::is_ascii_alphanumeric);
        let follows = bytes.get(end..end + 3) == Some(b"://");
        return (known && follows && !starts_blank(text, end + 3)).then(|| tail_end(text, end + 3));
    }
    let reach = (start + LONGEST_HOST).min(bytes.len());
    let host = if next == b'@' { end } else { host_end(bytes, end, reach)? };
    match bytes.get(host) {
        Some(b'@') => {
            let domain = host + 1;
            let end = host_end(bytes, domain, (domain + LONGEST_HOST).min(bytes.len()))?;
            let named = bytes.get(domain..end)?;
            (named.contains(&b'.') && named.first()?.is_ascii_alphanumeric()).then_some(end)
        }
        after => {
            let name = text.get(start..host)?;
            let known =
                name.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("www.")) && name.len() > 4;
            if !known && !has_suffix(name) {
                return None;
            }
            match after {
                Some(b'/' | b'?' | b'#') => Some(tail_end(text, host)),
                Some(b':') if bytes.get(host + 1).is_some_and(u8::is_ascii_digit) => {
                    Some(tail_end(text, host))
                }
                _ => Some(host),
            }
        }
    }
}

/// The end of the run of letters, digits and `.-_+%` from `at`, without a mark at its end.
fn host_end(bytes: &[u8], at: usize, reach: usize) -> Option<usize> {
    let run = bytes.get(at..reach)?;
    let part =
        |it: &u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-' | b'_' | b'+' | b'%');
    let length = run.iter().take_while(|it| part(it)).count();
    let trimmed = run.get(..length)?.iter().rposition(u8::is_ascii_alphanumeric)?;
    let end = at + trimmed + 1;
    // A letter beyond ASCII right after it: no host name that this can read.
    (bytes.get(end).is_none_or(u8::is_ascii)).then_some(end)
}

/// `paper.org`, `paper.co.uk`, `index.html`: ends in a known suffix, in lower case unless all of it is upper case.
fn has_suffix(name: &str) -> bool {
    let Some((host, suffix)) = name.rsplit_once('.') else { return false };
    let lower = suffix.bytes().all(|it| it.is_ascii_lowercase());
    let upper = name.bytes().all(|it| !it.is_ascii_lowercase());
    let labels = host.split('.').all(|it| !it.is_empty());
    (lower || upper) && labels && SUFFIXES.contains(rashomon_core::fold_hash(suffix))
}

/// Where the path of an address ends: before white space, quotes or angle brackets, and before marks that close the
/// sentence or bracket it stands in.
fn tail_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let ends = |it: char| {
        is_space(it) || matches!(it, '"' | '<' | '>' | '“' | '”' | '‘' | '’' | '«' | '»' | '…')
    };
    let tail = rest.find(ends).map_or(rest, |it| rest.get(..it).unwrap_or_default());
    let count = |mark: u8| tail.bytes().filter(|it| *it == mark).count();
    let mut closed_in_excess = count(b')').saturating_sub(count(b'('));
    let mut end = tail.len();
    for byte in tail.bytes().rev() {
        match byte {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b']' | b'}' => end -= 1,
            b')' if closed_in_excess > 0 => {
                closed_in_excess -= 1;
                end -= 1;
            }
            _ => break,
        }
    }
    at + end
}

fn starts_blank(text: &str, at: usize) -> bool {
    char_at(text, at).is_none_or(|it| is_space(it) || !it.is_alphanumeric())
}
