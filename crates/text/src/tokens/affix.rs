//! Words that are cut at a hyphen: a name tied to a common word, `Oslo-based`, `pro-European`, and names of
//! countries, cities or peoples side by side, `Chad-Niger`. Any other hyphen joins: `well-known`, `Jean-Luc`, `Kim Jong-un`.

use rashomon_core::{TokenKind, fold_hash};

use super::Piece;
use super::chars::is_hyphen;
use crate::words::words;

words!(PREFIXES, "hyphen_prefixes.txt");
words!(SUFFIXES, "hyphen_suffixes.txt");
words!(PARTNERS, "hyphen_partners.txt");

/// Emits the word from `start` to `end`, in parts if it is one of those.
pub(super) fn split(text: &str, start: usize, end: usize, emit: &mut impl FnMut(Piece)) {
    let word = text.get(start..end).unwrap_or_default();
    // A capital, a digit or a letter beyond ASCII, and a hyphen (its first byte, in ASCII or beyond).
    let names = |it: u8| it.is_ascii_uppercase() || it.is_ascii_digit() || it >= 0x80;
    if !word.bytes().any(|it| it == b'-' || it == 0xe2) || !word.bytes().any(names) {
        emit(Piece { start, end, kind: TokenKind::Word });
        return;
    }
    let mut parts = Parts { start, emit };
    let mut rest = word;
    while let Some((prefix, hyphen, after)) = cut_first(rest)
        && after.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit())
        && PREFIXES.contains(fold_hash(prefix))
    {
        parts.emit(prefix, word_kind(prefix));
        parts.emit(hyphen, TokenKind::Dash);
        rest = after;
    }
    let (head, tail) = match cut_last(rest) {
        Some((head, hyphen, suffix)) if has_upper(head) && is_suffix(suffix) => {
            (head, Some((hyphen, suffix)))
        }
        _ => (rest, None),
    };
    if head.split(is_hyphen).all(is_partner) {
        let mut head = head;
        while let Some((one, hyphen, others)) = cut_first(head) {
            parts.emit(one, TokenKind::Word);
            parts.emit(hyphen, TokenKind::Dash);
            head = others;
        }
        parts.emit(head, TokenKind::Word);
    } else {
        parts.emit(head, word_kind(head));
    }
    if let Some((hyphen, suffix)) = tail {
        parts.emit(hyphen, TokenKind::Dash);
        parts.emit(suffix, TokenKind::Word);
    }
}

struct Parts<'e, E> {
    start: usize,
    emit: &'e mut E,
}

impl<E: FnMut(Piece)> Parts<'_, E> {
    fn emit(&mut self, part: &str, kind: TokenKind) {
        let end = self.start + part.len();
        (self.emit)(Piece { start: self.start, end, kind });
        self.start = end;
    }
}

fn cut_first(word: &str) -> Option<(&str, &str, &str)> {
    let at = word.find(is_hyphen)?;
    cut(word, at)
}

fn cut_last(word: &str) -> Option<(&str, &str, &str)> {
    let at = word.rfind(is_hyphen)?;
    cut(word, at)
}

fn cut(word: &str, at: usize) -> Option<(&str, &str, &str)> {
    let (before, rest) = word.split_at_checked(at)?;
    let hyphen = rest.chars().next()?.len_utf8();
    let (hyphen, after) = rest.split_at_checked(hyphen)?;
    Some((before, hyphen, after))
}

fn word_kind(word: &str) -> TokenKind {
    if word.starts_with(char::is_numeric) { TokenKind::Number } else { TokenKind::Word }
}

fn has_upper(word: &str) -> bool {
    word.contains(char::is_uppercase)
}

/// Listed, or a participle in `-ed`: no syllable of a name is as long and ends so.
fn is_suffix(word: &str) -> bool {
    word.bytes().all(|it| it.is_ascii_lowercase())
        && ((word.len() >= 6 && word.ends_with("ed")) || SUFFIXES.contains(fold_hash(word)))
}

fn is_partner(word: &str) -> bool {
    has_upper(word) && PARTNERS.contains(fold_hash(word))
}
