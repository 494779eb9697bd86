//! Copies of texts with other capitals, so that the tagger learns to read headlines and texts without any.

use std::ops::Range;

/// How a copy of a text is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Writing {
    /// As it stands.
    Same,
    /// A part of the lines all in capitals, a part with capitals on all words.
    Headlines,
    /// All in lower case.
    Lower,
}

/// One text in so many has a copy.
const HEADLINES: usize = 3;
const LOWER: usize = 5;

impl Writing {
    /// The copies of a text with this number, the text itself first.
    pub(crate) fn of(number: usize) -> Vec<Self> {
        let mut copies = vec![Self::Same];
        if number.is_multiple_of(HEADLINES) {
            copies.push(Self::Headlines);
        }
        if number.is_multiple_of(LOWER) {
            copies.push(Self::Lower);
        }
        copies
    }

    /// The text so written and the parts of it, in bytes, that differ from the text as it stands; every character
    /// keeps its place. `shift` chooses which lines become what.
    pub(crate) fn rewrite(self, text: &str, shift: usize) -> (String, Vec<Range<usize>>) {
        let mut written = String::with_capacity(text.len());
        let mut changed = Vec::new();
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let start = written.len();
            let mut word_before = false;
            let how = match self {
                Self::Same | Self::Lower => None,
                Self::Headlines => Some((number + shift) % 4),
            };
            for character in line.chars() {
                let new = match how {
                    None if self == Self::Same => character,
                    None => same_length(character, character.to_lowercase()),
                    Some(1) => same_length(character, character.to_uppercase()),
                    Some(3) if !word_before => same_length(character, character.to_uppercase()),
                    Some(_) => character,
                };
                written.push(new);
                word_before = character.is_alphanumeric() || character == '\'' || character == '’';
            }
            if how.is_none_or(|it| it % 2 == 1) {
                changed.push(start..written.len());
            }
        }
        (written, changed)
    }
}

/// The changed character if it takes as many bytes.
fn same_length(character: char, mut changed: impl Iterator<Item = char>) -> char {
    match (changed.next(), changed.next()) {
        (Some(one), None) if one.len_utf8() == character.len_utf8() => one,
        _ => character,
    }
}
