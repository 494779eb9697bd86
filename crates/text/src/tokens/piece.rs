//! Tokens found by the rules: their shapes and hashes.

use rashomon_core::{Shape, TokenKind, raw_hash};

use super::chars::{Case, Class, case, class, is_apostrophe, is_hyphen};
use super::eight::bit;
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

/// Measures words of any characters; keeps its buffers.
#[derive(Debug, Default)]
pub(super) struct Hasher {
    folded: String,
    pattern: String,
}

impl Hasher {
    /// The token that a piece of the text makes.
    pub(super) fn measure(&mut self, text: &str, piece: Piece) -> Quick {
        let word = piece.text(text);
        let shape = fold_into(&mut self.folded, word);
        let hash = raw_hash(&self.folded);
        let key = if piece.kind == TokenKind::Number {
            let mut pattern = |word: &str| {
                self.pattern.clear();
                let digit = |it: char| if it.is_ascii_digit() { '0' } else { it };
                self.pattern.extend(word.chars().map(digit));
                raw_hash(&self.pattern)
            };
            Key { raw: pattern(word), folded: pattern(&self.folded) }
        } else {
            Key { raw: raw_hash(word), folded: hash }
        };
        let ends_in_dot = piece.kind == TokenKind::Word && word.ends_with('.');
        Quick { length: word.len(), kind: piece.kind, shape, ends_in_dot, hash, key }
    }
}

/// Folds as [`rashomon_core::fold`] does, without a string of its own; returns the word's shape.
fn fold_into(folded: &mut String, word: &str) -> u16 {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
        return ascii_shape(word.as_bytes());
    }
    let mut shape = Shape::NON_ASCII;
    for character in word.chars() {
        shape |= match character {
            '.' => Shape::DOT,
            _ if is_hyphen(character) => Shape::HYPHEN,
            '0'..='9' => Shape::DIGIT,
            _ => 0,
        };
        let upper = if folded.is_empty() { Shape::FIRST_UPPER } else { Shape::INNER_UPPER };
        match case(character) {
            Case::Upper(small) => {
                shape |= upper;
                match small {
                    Some(small) => folded.push(small),
                    None => folded.extend(character.to_lowercase()),
                }
            }
            Case::Lower => {
                shape |= Shape::LOWER;
                folded.push(character);
            }
            Case::None if is_apostrophe(character) => folded.push('\''),
            Case::None => {
                shape |= bit(class(character) == Class::Digit, Shape::DIGIT);
                folded.push(character);
            }
            Case::Rare => {
                shape |= bit(character.is_lowercase(), Shape::LOWER);
                shape |= bit(class(character) == Class::Digit, Shape::DIGIT);
                folded.extend(character.to_lowercase());
            }
        }
    }
    let mut characters = word.chars();
    shape | bit(characters.next().is_some() && characters.next().is_none(), Shape::SINGLE)
}

fn ascii_shape(word: &[u8]) -> u16 {
    let first = word.first().map_or(0, |it| SHAPES[usize::from(*it)]);
    let all = word.iter().skip(1).fold(0, |all, it| all | SHAPES[usize::from(*it)]);
    // A capital that is not the first character has a bit of its own.
    let inner = bit(all & Shape::FIRST_UPPER != 0, Shape::INNER_UPPER);
    first | (all & !Shape::FIRST_UPPER) | inner | bit(word.len() == 1, Shape::SINGLE)
}

/// What each byte of ASCII adds to the shape of a word that begins with it.
static SHAPES: [u16; 256] = {
    let mut shapes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        shapes[byte as usize] = match byte {
            b'A'..=b'Z' => Shape::FIRST_UPPER,
            b'a'..=b'z' => Shape::LOWER,
            b'0'..=b'9' => Shape::DIGIT,
            b'.' => Shape::DOT,
            b'-' => Shape::HYPHEN,
            _ => 0,
        };
        byte += 1;
    }
    shapes
};
