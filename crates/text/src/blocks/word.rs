//! Words: where they end, how they look, and the hash that lexicon and page share.

use rashomon_core::{Token, fold_hash, raw_hash};

use super::known::Known;

/// A word of the page.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    hash: u64,
    start: u32,
    length: u16,
    /// Whether it has content, and the phrases that it opens where it stands, as [`Known`] has them.
    about: u16,
}

impl Word {
    /// Stands for a word of which nothing is known.
    pub(super) const ANY: Self = Self { hash: 0, start: 0, length: 0, about: Known::ANY_WORD };

    /// A word at these bytes. `group` numbers the phrases that it opens where it stands; 0 if none.
    #[inline]
    pub(super) fn new(hash: u64, content: bool, start: usize, end: usize, group: u16) -> Self {
        // No phrase has a word so long that its length is cut short here.
        let length = (end - start).min(usize::from(u16::MAX)) as u16;
        Self { hash, start: start as u32, length, about: Known::about(content, group) }
    }

    /// The word that a token is by itself.
    #[inline]
    pub(super) fn of(token: &Token, known: Known) -> Self {
        Self {
            hash: token.hash,
            start: token.span.start(),
            length: token.span.len() as u16,
            about: known.about_word(),
        }
    }

    /// Hash of the word without its last bit, which the lists do without.
    pub(super) fn key(self) -> u64 {
        self.hash & !1
    }

    /// Whether it has more than three letters and is no stop word.
    pub(super) fn is_content(self) -> bool {
        Known::is_content(self.about)
    }

    /// First byte.
    pub(super) fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte; a clitic is not part of the word.
    pub(super) fn end(self) -> usize {
        self.start as usize + usize::from(self.length)
    }

    /// Whether one of the phrases that it opens may go on with `next`.
    #[inline]
    pub(super) fn may_open(self, next: Self) -> bool {
        Known::may_open(self.about, next.about)
    }

    /// The phrases that it opens.
    pub(super) fn group(self) -> u16 {
        Known::group(self.about)
    }
}

pub(super) const LOWER: u8 = 1;
pub(super) const UPPER: u8 = 2;
pub(super) const DIGIT: u8 = 4;
pub(super) const HIGH: u8 = 8;
pub(super) const SPACE: u8 = 16;
pub(super) const ALNUM: u8 = LOWER | UPPER | DIGIT;

/// The class of each byte; 0 is punctuation.
pub(super) static CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b' ' | b'\t' | b'\r' | 11 | 12 => SPACE,
            0x80.. => HIGH,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// How a word looks, found while its end was searched.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    /// One past its last byte.
    pub(super) end: usize,
    /// Classes of its bytes.
    pub(super) classes: u8,
    pub(super) first_upper: bool,
    /// Letters beyond the Latin alphabet.
    pub(super) other: u32,
    /// Colons between its digits; slashes, hyphens and dots between its digits.
    pub(super) colons: u32,
    pub(super) slashes: u32,
    pub(super) hash: u64,
}

/// The word of letters and digits at `start`, whatever token it is part of. `folded` is space to fold it in.
pub(super) fn read(text: &str, start: usize, end: usize, folded: &mut String) -> Shape {
    let bytes = text.as_bytes();
    let mut shape = Shape { first_upper: bytes[start].is_ascii_uppercase(), ..Shape::default() };
    let number = bytes[start].is_ascii_digit();
    let mut at = start;
    while at < end {
        let class = CLASS[usize::from(bytes[at])];
        if class & ALNUM != 0 {
            shape.classes |= class;
            at += 1;
        } else if class == HIGH {
            let Some(character) = text.get(at..).and_then(|it| it.chars().next()) else { break };
            if !character.is_alphanumeric() {
                break;
            }
            shape.classes |= HIGH | if character.is_lowercase() { LOWER } else { 0 };
            if character.is_uppercase() {
                shape.classes |= UPPER;
                shape.first_upper |= at == start;
            }
            shape.other += u32::from(character.is_alphabetic() && !is_latin(character));
            at += character.len_utf8();
        } else if number
            && matches!(bytes[at], b',' | b'.' | b':' | b'/' | b'-')
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        {
            shape.colons += u32::from(bytes[at] == b':');
            shape.slashes += u32::from(matches!(bytes[at], b'/' | b'-' | b'.'));
            at += 1;
        } else {
            break;
        }
    }
    shape.end = at;
    let word = text.get(start..at).unwrap_or_default();
    shape.hash = if shape.classes & HIGH == 0 {
        fold_hash(word)
    } else {
        folded.clear();
        folded.extend(word.chars().flat_map(char::to_lowercase));
        raw_hash(folded)
    };
    shape
}

/// Letters of the Latin alphabet, with accents.
pub(super) fn is_latin(character: char) -> bool {
    matches!(
        character,
        'a'..='z' | 'A'..='Z' | '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}'
    )
}

/// The end of a clitic at `at` (`'s`, `’t`), or `at`.
#[inline]
pub(super) fn skip_clitic(bytes: &[u8], at: usize, end: usize) -> usize {
    let length = match bytes.get(at) {
        Some(b'\'') => 1,
        Some(0xe2) if bytes.get(at + 1..at + 3) == Some(&[0x80, 0x99]) => 3,
        _ => return at,
    };
    let rest = bytes.get(at + length..end).unwrap_or_default();
    let letters = rest.iter().take_while(|it| it.is_ascii_alphabetic()).count();
    if letters == 0 { at } else { at + length + letters }
}

#[cfg(test)]
mod tests {
    use rashomon_core::fold_hash;

    use super::{DIGIT, HIGH, LOWER, UPPER, read};

    #[test]
    fn words_end_where_letters_and_digits_end() {
        let shape = |text: &str| read(text, 0, text.len(), &mut String::new());
        assert_eq!(shape("Photograph by night").end, 10);
        assert_eq!(shape("Photograph by night").classes, UPPER | LOWER);
        assert_eq!((shape("iPhone11-like").end, shape("talks’ end").end), (8, 5));
        assert_eq!((shape("10:30 then").end, shape("10:30 then").colons), (5, 1));
        assert_eq!((shape("2020-05-04.").slashes, shape("2020-05-04.").classes), (2, DIGIT));
    }

    #[test]
    fn words_are_hashed_as_tokens_are() {
        let text = "CAFÉS";
        let shape = read(text, 0, text.len(), &mut String::new());
        assert_eq!(shape.hash, fold_hash("cafés"));
        assert!(shape.classes & HIGH != 0 && shape.first_upper);
    }
}
