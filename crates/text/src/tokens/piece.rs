//! Tokens found by the rules: their shapes and hashes.

use rashomon_core::{Shape, TokenKind, raw_hash};

use super::chars::{is_apostrophe, is_hyphen};
use super::quick::Quick;
use crate::vocabulary::Key;

/// Where a token stands and what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: TokenKind,
}

impl Piece {
    pub(super) fn text(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Hashes words of any characters; keeps its buffers.
#[derive(Debug, Default)]
pub(super) struct Hasher {
    folded: String,
    pattern: String,
}

impl Hasher {
    /// The token that a piece of the text makes.
    pub(super) fn measure(&mut self, text: &str, piece: Piece) -> Quick {
        let word = piece.text(text);
        fold_into(&mut self.folded, word);
        let hash = raw_hash(&self.folded);
        let (raw, folded) = if piece.kind == TokenKind::Number {
            let mut pattern = |word: &str| {
                self.pattern.clear();
                self.pattern
                    .extend(word.chars().map(|it| if it.is_ascii_digit() { '0' } else { it }));
                raw_hash(&self.pattern)
            };
            (pattern(word), pattern(&self.folded))
        } else {
            (raw_hash(word), hash)
        };
        Quick {
            length: word.len(),
            kind: piece.kind,
            shape: shape_of(word),
            ends_in_dot: piece.kind == TokenKind::Word && word.ends_with('.'),
            hash,
            key: Key { raw, folded },
        }
    }
}

/// As [`rashomon_core::fold`], without a string of its own.
fn fold_into(folded: &mut String, word: &str) {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        let straight = word.chars().map(|it| if is_apostrophe(it) { '\'' } else { it });
        folded.extend(straight.flat_map(char::to_lowercase));
    }
}

fn shape_of(word: &str) -> u16 {
    let mut shape = 0;
    let mut length = 0;
    for character in word.chars() {
        if character.is_uppercase() {
            shape |= if length == 0 { Shape::FIRST_UPPER } else { Shape::INNER_UPPER };
        } else if character.is_lowercase() {
            shape |= Shape::LOWER;
        } else if character.is_numeric() {
            shape |= Shape::DIGIT;
        } else if character == '.' {
            shape |= Shape::DOT;
        } else if is_hyphen(character) {
            shape |= Shape::HYPHEN;
        }
        if !character.is_ascii() {
            shape |= Shape::NON_ASCII;
        }
        length += 1;
    }
    if length == 1 {
        shape |= Shape::SINGLE;
    }
    shape
}
