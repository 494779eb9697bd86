//! How a word is written: its case, its shape, its first and last letters.

use rashomon_core::{Shape, Token, TokenKind, fold, raw_hash};

use crate::hash::{mix, pair};

/// Where the capitals of a word are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Case {
    /// `paris`.
    Lower,
    /// `Paris`.
    Title,
    /// `PARIS`, of two letters and more.
    Upper,
    /// `McDonald`, `iPhone`.
    Mixed,
    /// `A`.
    Initial,
    /// Not a word.
    Other,
}

impl Case {
    /// The case of a token.
    pub(crate) fn of(token: &Token) -> Self {
        let shape = token.shape;
        if token.kind() != TokenKind::Word {
            return Self::Other;
        }
        let has = |bit: u16| shape.has(bit);
        match (has(Shape::FIRST_UPPER), has(Shape::INNER_UPPER), has(Shape::LOWER)) {
            (true, _, false) if has(Shape::SINGLE) => Self::Initial,
            (true, true, false) => Self::Upper,
            (true, true, true) | (false, true, _) => Self::Mixed,
            (true, false, _) => Self::Title,
            (false, false, _) => Self::Lower,
        }
    }

    /// Whether the word begins with a capital or holds one.
    pub(crate) const fn is_capitalized(self) -> bool {
        match self {
            Self::Title | Self::Upper | Self::Mixed | Self::Initial => true,
            Self::Lower | Self::Other => false,
        }
    }
}

/// What only the features of the word itself and of its neighbours look at, as hashes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// The word as written; for numbers their pattern.
    pub raw: u64,
    /// The shape of the first eight characters, not collapsed.
    pub long_shape: u64,
    /// The first one to four characters, folded; 0 for what is no word.
    pub prefixes: [u64; 4],
    /// The last one to four characters, folded.
    pub suffixes: [u64; 4],
}

impl Form {
    /// The place before the first and after the last token of a sentence.
    pub(crate) const EDGE: Self =
        Self { raw: 3, long_shape: 3, prefixes: [0; 4], suffixes: [0; 4] };

    /// The form of a token with this text.
    pub(crate) fn of(token: &Token, text: &str) -> Self {
        let mut form = Self { raw: raw(token, text), long_shape: long_shape(text), ..Self::EDGE };
        if token.kind() == TokenKind::Word {
            form.affixes(text);
        }
        form
    }

    fn affixes(&mut self, text: &str) {
        if text.is_ascii() {
            let folded = |byte: &u8| u64::from(byte.to_ascii_lowercase());
            self.set_affixes(
                text.bytes().map(|it| folded(&it)),
                text.as_bytes().iter().rev().map(folded),
            );
        } else {
            let folded = fold(text);
            let code = |it: char| u64::from(it);
            self.set_affixes(folded.chars().map(code), folded.chars().rev().map(code));
        }
    }

    fn set_affixes(
        &mut self,
        forward: impl Iterator<Item = u64>,
        backward: impl Iterator<Item = u64>,
    ) {
        let mut hash = 23;
        for (prefix, character) in self.prefixes.iter_mut().zip(forward) {
            hash = pair(hash, character);
            *prefix = hash;
        }
        let mut hash = 29;
        for (suffix, character) in self.suffixes.iter_mut().zip(backward) {
            hash = pair(hash, character);
            *suffix = hash;
        }
    }
}

/// Identity of a word with its case: all numbers of one pattern, all addresses and all quotation marks of one sort
/// are the same.
pub(crate) fn raw(token: &Token, text: &str) -> u64 {
    match token.kind() {
        TokenKind::Number => mix(shape(text), 1),
        TokenKind::Url => mix(2, 2),
        TokenKind::Quote => raw_hash(if text.len() == 1 { text } else { straight(text) }),
        TokenKind::Dash => raw_hash("-"),
        TokenKind::Word
        | TokenKind::Clitic
        | TokenKind::Stop
        | TokenKind::Comma
        | TokenKind::Bracket
        | TokenKind::Currency
        | TokenKind::Symbol
        | _ => raw_hash(text),
    }
}

/// Curly marks as straight ones.
fn straight(text: &str) -> &'static str {
    match text {
        "‘" | "’" | "‚" | "‛" | "‹" | "›" => "'",
        _ => "\"",
    }
}

/// Letters, capitals and digits, runs of one sort collapsed: `Xx`, `X.X.`, `Xx-Xx`.
pub(crate) fn shape(text: &str) -> u64 {
    let mut hash = 17;
    let mut last = '\0';
    for class in text.chars().map(class) {
        if class != last {
            hash = pair(hash, u64::from(class));
            last = class;
        }
    }
    hash
}

fn long_shape(text: &str) -> u64 {
    text.chars().take(8).fold(19, |hash, it| pair(hash, u64::from(class(it))))
}

fn class(character: char) -> char {
    match character {
        'a'..='z' => 'x',
        'A'..='Z' => 'X',
        _ if character.is_uppercase() => 'X',
        _ if character.is_alphabetic() => 'x',
        _ if character.is_numeric() => 'd',
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn shapes_collapse_letters_of_one_sort() {
        assert_eq!(shape("Lund"), shape("Berglund"));
        assert_eq!(shape("O’Hara"), shape("D'Souza"));
        assert_ne!(shape("McLund"), shape("Lund"));
        assert_eq!(shape("1995"), shape("7"));
    }
}
