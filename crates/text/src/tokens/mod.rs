//! Tokens: words, numbers, addresses, marks.
//!
//! A token begins at every visible character that no token before it takes in. [`chars`] says which characters make
//! words and which kind a mark is, [`joined`] how far a word or number reaches, [`address`] what is a URL or mail
//! address, [`clitic`] where a clitic is cut off and [`affix`] where a word is cut at a hyphen.

mod address;
mod affix;
mod chars;
mod clitic;
mod joined;
mod scan;

use rashomon_core::{Shape, Span, Token, TokenKind, fold, fold_hash, raw_hash};

use crate::vocabulary::WordTypes;

/// The tokens of a text, their types numbered.
pub(crate) fn tokenize(text: &str, types: &mut WordTypes) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 4);
    let mut end = 0;
    scan::scan(text, &mut |piece| {
        let gap = text.get(end..piece.start).unwrap_or_default();
        let mut shape = shape_of(text.get(piece.start..piece.end).unwrap_or_default());
        if gap.is_empty() && end > 0 {
            shape |= Shape::GLUED;
        }
        if end == 0 || gap.contains(chars::is_line_break) {
            shape |= Shape::LINE_START;
        }
        end = piece.end;
        tokens.push(token(text, &piece, shape, types));
    });
    tokens
}

/// Folded hashes of the tokens of a short text, as a lexicon's phrases need them.
pub(crate) fn hashes(text: &str) -> Vec<u64> {
    if clitic::is_clitic(text) {
        return vec![fold_hash(text)];
    }
    let mut hashes = Vec::new();
    scan::scan(text, &mut |piece| {
        hashes.push(fold_hash(text.get(piece.start..piece.end).unwrap_or_default()));
    });
    hashes
}

/// A token before it is hashed and numbered.
#[derive(Clone, Copy, Debug)]
struct Piece {
    start: usize,
    end: usize,
    kind: TokenKind,
}

fn token(text: &str, piece: &Piece, shape: u16, types: &mut WordTypes) -> Token {
    let word = text.get(piece.start..piece.end).unwrap_or_default();
    let hash = fold_hash(word);
    let (number, folded) = if piece.kind == TokenKind::Number {
        let pattern: String =
            word.chars().map(|it| if it.is_ascii_digit() { '0' } else { it }).collect();
        types.intern(raw_hash(&pattern), raw_hash(&fold(&pattern)))
    } else {
        types.intern(raw_hash(word), hash)
    };
    let span = Span::new(piece.start as u32, piece.end as u32);
    Token::new(span, hash, number, folded, Shape(shape), piece.kind)
}

fn shape_of(word: &str) -> u16 {
    let mut shape = 0;
    for (index, character) in word.chars().enumerate() {
        if character.is_uppercase() {
            shape |= if index == 0 { Shape::FIRST_UPPER } else { Shape::INNER_UPPER };
        } else if character.is_lowercase() {
            shape |= Shape::LOWER;
        } else if character.is_numeric() {
            shape |= Shape::DIGIT;
        } else if character == '.' {
            shape |= Shape::DOT;
        } else if chars::is_hyphen(character) {
            shape |= Shape::HYPHEN;
        }
        if !character.is_ascii() {
            shape |= Shape::NON_ASCII;
        }
    }
    if word.chars().nth(1).is_none() {
        shape |= Shape::SINGLE;
    }
    shape
}
