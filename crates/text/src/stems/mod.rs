//! Words as stems, for comparing what texts are about: the coarse view that the corpus stages and the grouping into
//! stories share.

mod suffix;
mod surprisal;

use std::ops::Range;
use std::sync::LazyLock;

use rashomon_core::{Document, Token, TokenKind, fold, fold_hash, phrase_hash};

pub use self::surprisal::Surprisal;
use crate::words::words;

words!(STOP_WORDS, "stop_words.txt");

/// A stem as a number: a 64-bit hash, the same in every run.
pub type Stem = u64;

/// The stem of a word or number, however it is written; `None` for stop words, and for what holds neither letter nor
/// digit. Commas within numbers do not count.
///
/// ```
/// use rashomon_text::stems::stem_of;
///
/// assert_eq!(stem_of("Promised"), stem_of("promises"));
/// assert_eq!(stem_of("12,500"), stem_of("12500"));
/// assert_eq!(stem_of("The"), None);
/// ```
pub fn stem_of(word: &str) -> Option<Stem> {
    let folded = fold(word);
    let hash = fold_hash(&folded);
    // "us" is a stop word, "US" a country: see `push_stems`.
    if STOP_WORDS.contains(hash)
        || !folded.bytes().any(|it| it.is_ascii_alphanumeric() || it >= 0x80)
    {
        return None;
    }
    if folded.starts_with(|it: char| it.is_ascii_digit()) {
        return Some(fold_hash(&folded.replace(',', "")));
    }
    Some(fold_hash(&suffix::strip(&folded)))
}

/// Appends the stems of these tokens of the document, in order. Stop words, marks and clitics have none; the short and
/// the long name of a state (`U.S.`, `United States`) have one and the same.
pub fn push_stems(document: &dyn Document, tokens: Range<u32>, stems: &mut Vec<Stem>) {
    let tokens = document.tokens().get(tokens.start as usize..tokens.end as usize);
    let mut rest = tokens.unwrap_or_default();
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        if !matches!(token.kind(), TokenKind::Word | TokenKind::Number) {
            continue;
        }
        let word = document.slice(token.span);
        if let Some((state, length)) = state(word, token, after) {
            stems.push(state);
            rest = after.get(length - 1..).unwrap_or_default();
        } else {
            stems.extend(stem_of(word));
        }
    }
}

/// The stem of the state whose short or long name begins with `token`, and the number of tokens it takes.
fn state(word: &str, token: &Token, after: &[Token]) -> Option<(Stem, usize)> {
    /// By hash: the short name of one word, and the first word and whole of the long one.
    static STATES: LazyLock<Vec<(u64, u64, u64, usize)>> = LazyLock::new(|| {
        let lines = include_str!("../../lexicon/short_names.txt").lines();
        let pairs = lines.filter(|it| !it.starts_with('#')).filter_map(|it| it.split_once('\t'));
        let entry = |(short, long): (&str, &str)| {
            let words: Vec<u64> = long.split(' ').map(fold_hash).collect();
            let whole = words.iter().fold(0, |before, &it| phrase_hash(before, it));
            (fold_hash(short), words.first().copied().unwrap_or_default(), whole, words.len())
        };
        pairs.map(entry).collect()
    });
    if !token.shape.is_capitalized() {
        return None;
    }
    STATES.iter().find_map(|&(short, first, whole, length)| {
        if token.hash == short && word.bytes().filter(u8::is_ascii_uppercase).count() > 1 {
            return Some((whole, 1));
        }
        let others = after.get(..length - 1)?;
        let phrase = others.iter().fold(token.hash, |before, it| phrase_hash(before, it.hash));
        (token.hash == first && phrase == whole).then_some((whole, length))
    })
}

#[cfg(test)]
mod tests {
    use rashomon_core::OwnedDocument;

    use super::*;
    use crate::{TextLayer, TextOptions};

    fn stems(text: &str) -> Vec<Stem> {
        let mut document = OwnedDocument::new("a", text).unwrap();
        TextLayer::new(TextOptions::default()).annotate(&mut document);
        let mut stems = Vec::new();
        push_stems(&document, 0..document.tokens().len() as u32, &mut stems);
        stems
    }

    #[test]
    fn stop_words_marks_and_clitics_have_no_stem() {
        assert_eq!(stems("The mayor's guards weren't there."), stems("mayor guards"));
    }

    #[test]
    fn short_and_long_names_of_states_are_one() {
        assert_eq!(stems("The United States left"), stems("the U.S. left"));
        assert_eq!(stems("US troops"), stems("United States troops"));
        assert_eq!(stems("they told us nothing"), []);
        assert_eq!(stems("United States").len(), 1);
    }

    #[test]
    fn an_unknown_range_has_no_stems() {
        let document = OwnedDocument::new("a", "text").unwrap();
        let mut stems = Vec::new();
        push_stems(&document, 4..9, &mut stems);
        assert!(stems.is_empty());
    }
}
