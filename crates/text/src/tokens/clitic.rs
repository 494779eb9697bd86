//! Clitics: `'s`, `'re`, `n't` and their like are tokens of their own.

use super::chars::{char_at, char_before, is_apostrophe, is_word};

/// Longest clitic in letters.
const LONGEST: usize = 2;

/// Whether the text is a clitic as a whole.
pub(super) fn is_clitic(text: &str) -> bool {
    let body = text.strip_prefix(['n', 'N']).unwrap_or(text);
    let Some(letters) = body.strip_prefix(is_apostrophe) else { return false };
    let negation = body.len() < text.len();
    if negation { letters.eq_ignore_ascii_case("t") } else { is_contracted(letters.as_bytes()) }
}

/// Where the clitic begins that the apostrophe at `at` belongs to, if it does; `start` is where the word begins.
/// For `n't` alone that is the end of it: the clitic is the word.
pub(super) fn clitic_start(text: &str, start: usize, at: usize) -> Option<usize> {
    let apostrophe = char_at(text, at)?.len_utf8();
    let letters = letters_after(text, at + apostrophe)?;
    if letters.eq_ignore_ascii_case(b"t") && matches!(text.as_bytes().get(at - 1)?, b'n' | b'N') {
        return Some(if at - 1 > start { at - 1 } else { at + apostrophe + 1 });
    }
    is_contracted(letters).then_some(at)
}

/// Where the clitic ends that an apostrophe outside a word begins: glued to what stands before it (`U.S.'s`,
/// `Yahoo!'s`), or between spaces in text that was tokenized already.
pub(super) fn standing_clitic_end(text: &str, at: usize) -> Option<usize> {
    let letters_start = at + char_at(text, at)?.len_utf8();
    let letters = letters_after(text, letters_start)?;
    let end = letters_start + letters.len();
    let before = char_before(text, at)?;
    let after = char_at(text, end);
    let open = |it: char| {
        matches!(it, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '‘' | '“' | '"' | ',' | ':' | ';')
    };
    let fits = if before.is_whitespace() {
        after.is_none_or(char::is_whitespace)
    } else if is_word(before) {
        true
    } else {
        !open(before) && !after.is_some_and(is_apostrophe)
    };
    (fits && is_contracted(letters)).then_some(end)
}

fn is_contracted(letters: &[u8]) -> bool {
    ["s", "re", "ve", "ll", "d", "m"].iter().any(|it| letters.eq_ignore_ascii_case(it.as_bytes()))
}

/// The one or two letters that stand here before anything that is no part of a word.
fn letters_after(text: &str, at: usize) -> Option<&[u8]> {
    let rest = text.as_bytes().get(at..)?;
    let length = rest.iter().take(LONGEST).take_while(|it| it.is_ascii_alphabetic()).count();
    let ends = !char_at(text, at + length).is_some_and(is_word);
    if length > 0 && ends { rest.get(..length) } else { None }
}
