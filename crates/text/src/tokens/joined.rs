//! How far a word or a number reaches: which marks between two letters or digits join them.

use super::chars::{char_at, is_apostrophe, is_hyphen, is_joiner, is_word};
use super::clitic;

/// Where the word that begins with the letter at `start` ends: clitics are cut off, affixes are not.
pub(super) fn word_end(text: &str, start: usize) -> usize {
    let mut walk = Walk { text, start, at: start, part: start, dotted: false };
    while let Some(character) = char_at(text, walk.at) {
        let more = match character {
            _ if is_word(character) => walk.step(character),
            _ if is_apostrophe(character) => match clitic::clitic_start(text, start, walk.at) {
                Some(clitic) => return clitic,
                None => walk.joins(character, char::is_alphabetic),
            },
            '.' => walk.dot() || walk.joins_digits(character),
            '&' | '_' => walk.joins_part(character),
            _ if is_hyphen(character) => walk.joins_part(character),
            _ if is_joiner(character) => walk.joins(character, char::is_alphabetic),
            _ => false,
        };
        if !more {
            break;
        }
    }
    walk.at
}

/// Where the number that begins with the digit at `start` ends.
pub(super) fn number_end(text: &str, start: usize) -> usize {
    let mut walk = Walk { text, start, at: start, part: start, dotted: false };
    while let Some(character) = char_at(text, walk.at) {
        let more = match character {
            'a' | 'A' | 'p' | 'P' if walk.at_half_day() => false,
            _ if is_word(character) => walk.step(character),
            '.' | ',' | ':' | '/' => walk.joins_digits(character),
            '_' => walk.joins_part(character),
            _ if is_hyphen(character) => walk.joins_part(character),
            _ if is_joiner(character) => walk.joins(character, char::is_alphanumeric),
            _ => false,
        };
        if !more {
            break;
        }
    }
    walk.at
}

struct Walk<'t> {
    text: &'t str,
    start: usize,
    at: usize,
    /// Where the part after the last hyphen or dot begins.
    part: usize,
    /// The current part belongs to an abbreviation with dots.
    dotted: bool,
}

impl Walk<'_> {
    fn step(&mut self, character: char) -> bool {
        self.at += character.len_utf8();
        true
    }

    /// Goes on over a mark if the character after it fits.
    fn joins(&mut self, mark: char, fits: impl Fn(char) -> bool) -> bool {
        let after = self.at + mark.len_utf8();
        char_at(self.text, after).is_some_and(fits) && self.step(mark)
    }

    /// `well-known`, `AT&T`: the mark stands before a further part.
    fn joins_part(&mut self, mark: char) -> bool {
        let joins = self.joins(mark, is_word);
        if joins {
            self.part = self.at;
            self.dotted = false;
        }
        joins
    }

    /// `1,000.5`, `10:30`, `v1.2`: the mark stands between two digits.
    fn joins_digits(&mut self, mark: char) -> bool {
        let before = self.text.as_bytes().get(self.at.wrapping_sub(1));
        self.at > self.start
            && before.is_some_and(u8::is_ascii_digit)
            && self.joins(mark, |it| it.is_ascii_digit())
    }

    /// `U.S.`, `a.m.`: dots after single letters, two letters at least. `J.Smith` is no such thing, and in `U.S.Army` the
    /// last dot is the abbreviation's own but the letters after it are not.
    fn dot(&mut self) -> bool {
        let mut part = self.text.get(self.part..self.at).unwrap_or_default().chars();
        let single = part.next().is_some_and(char::is_alphabetic) && part.next().is_none();
        let next = char_at(self.text, self.at + 1);
        let letter = next.is_some_and(char::is_alphabetic)
            && !char_at(self.text, self.at + 1 + next.map_or(0, char::len_utf8))
                .is_some_and(is_word);
        let joins = single && (letter || self.dotted);
        if joins {
            self.at += 1;
            self.part = self.at;
            self.dotted = letter;
        }
        joins && (letter || self.hyphen_follows())
    }

    /// `U.S.-led`.
    fn hyphen_follows(&self) -> bool {
        char_at(self.text, self.at).is_some_and(is_hyphen)
    }

    /// `9:30a.m.`: the letters are a token of their own.
    fn at_half_day(&self) -> bool {
        let rest = self.text.as_bytes().get(self.at + 1..).unwrap_or_default();
        matches!(rest, [b'.', b'm' | b'M', after @ ..] if !after.first().is_some_and(u8::is_ascii_alphanumeric))
    }
}
