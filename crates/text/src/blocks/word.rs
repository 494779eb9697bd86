//! Words: where they end, how they look, and the hash that lexicon and page share.

/// A word of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    hash: u64,
    start: u32,
    end: u32,
}

impl Word {
    /// A word at these bytes; the last bit of the hash gives way to `content`.
    pub(super) fn new(hash: u64, content: bool, start: usize, end: usize) -> Self {
        Self { hash: (hash & !1) | u64::from(content), start: start as u32, end: end as u32 }
    }

    /// Hash of the word without its last bit.
    pub(super) fn key(self) -> u64 {
        self.hash & !1
    }

    /// Whether it has more than three letters and is no stop word.
    pub(super) fn is_content(self) -> bool {
        self.hash & 1 == 1
    }

    /// First byte.
    pub(super) fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte; a clitic is not part of the word.
    pub(super) fn end(self) -> usize {
        self.end as usize
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

const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = ONES * 0x80;
const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND: u64 = 0xd6e8_feb8_6659_fd93;

/// The word of ASCII letters at `start`, if it is that and at least eight bytes of text follow its start.
#[inline]
pub(super) fn read_plain(bytes: &[u8], start: usize) -> Option<Shape> {
    let mut at = start;
    let mut hash = FIRST;
    let mut classes = 0;
    let first_upper = bytes[start].is_ascii_uppercase();
    loop {
        let chunk: [u8; 8] = bytes.get(at..at + 8)?.try_into().ok()?;
        let chunk = u64::from_le_bytes(chunk);
        let letters = mark_letters(chunk);
        let rest = !letters & TOPS;
        let length = (rest.trailing_zeros() / 8) as usize;
        // Bits of the letters before the first other byte.
        let before = if length == 8 { u64::MAX } else { (1 << (length * 8)) - 1 };
        let upper = letters & !(chunk << 2) & before;
        let lower = letters & (chunk << 2) & before;
        classes |= if upper != 0 { UPPER } else { 0 } | if lower != 0 { LOWER } else { 0 };
        if length > 0 {
            hash = mix(hash ^ ((chunk | (letters >> 2)) & before), SECOND);
        }
        at += length;
        if length < 8 {
            let class = CLASS[usize::from(bytes[at])];
            let punctuation = bytes[at] == 0xe2 && bytes.get(at + 1) == Some(&0x80);
            let plain = class & (DIGIT | HIGH) == 0 || punctuation;
            return plain.then_some(Shape {
                end: at,
                classes,
                first_upper,
                hash,
                ..Shape::default()
            });
        }
    }
}

/// Sets the top bit of each byte that is a letter of ASCII: folded, from `a` (0x61) to below `{` (0x7b).
fn mark_letters(chunk: u64) -> u64 {
    let folded = (chunk & !TOPS) | (ONES * 0x20);
    let at_least_a = folded + ONES * (0x80 - 0x61);
    let beyond_z = folded + ONES * (0x80 - 0x7b);
    at_least_a & !beyond_z & !chunk & TOPS
}

/// The word at `start`, whatever it is made of. `folded` is space to fold it in.
pub(super) fn read_any(text: &str, start: usize, end: usize, folded: &mut String) -> Shape {
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
        hash_ascii(word.as_bytes())
    } else {
        folded.clear();
        folded.extend(word.chars().flat_map(char::to_lowercase));
        hash_ascii(folded.as_bytes())
    };
    shape
}

/// Hash of a word whose letters beyond ASCII are folded already.
pub(super) fn hash_ascii(word: &[u8]) -> u64 {
    let mut hash = FIRST;
    for part in word.chunks(8) {
        let mut chunk = [0; 8];
        chunk[..part.len()].copy_from_slice(part);
        chunk.make_ascii_lowercase();
        hash = mix(hash ^ u64::from_le_bytes(chunk), SECOND);
    }
    hash
}

/// Multiplies to 128 bits and folds the halves.
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
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
    use super::{CLASS, HIGH, LOWER, UPPER, hash_ascii, mark_letters, read_any, read_plain};

    #[test]
    fn both_ways_of_reading_agree() {
        let text =
            "Photograph by internationalization, Oslo ABCDEFGH's abcdefghi. x y z and more text";
        let mut folded = String::new();
        for (start, _) in text.match_indices(' ').map(|(at, it)| (at + 1, it)) {
            if !text.as_bytes()[start].is_ascii_alphabetic() {
                continue;
            }
            let any = read_any(text, start, text.len(), &mut folded);
            if let Some(plain) = read_plain(text.as_bytes(), start) {
                assert_eq!((plain.end, plain.classes), (any.end, any.classes));
                assert_eq!((plain.hash, plain.first_upper), (any.hash, any.first_upper));
            }
        }
        assert_eq!(read_plain(b"Photograph by night", 0).unwrap().classes, UPPER | LOWER);
    }

    #[test]
    fn words_that_are_not_plain_are_left_to_the_other_way() {
        assert!(read_plain("café and more".as_bytes(), 0).is_none());
        assert!(read_plain(b"iPhone11 and more", 0).is_none());
        assert!(read_plain(b"short", 0).is_none());
        assert_eq!(read_plain("talks’ end is near".as_bytes(), 0).unwrap().end, 5);
        let mut folded = String::new();
        let shape = read_any("CAFÉ", 0, 5, &mut folded);
        assert_eq!(shape.hash, hash_ascii("café".as_bytes()));
        assert!(shape.classes & HIGH != 0 && shape.first_upper);
    }

    #[test]
    fn letters_are_those_of_ascii() {
        for byte in 0..=255_u8 {
            let marked = mark_letters(u64::from_le_bytes([byte; 8])) != 0;
            assert_eq!(marked, byte.is_ascii_alphabetic(), "{byte}");
            assert_eq!(marked, CLASS[usize::from(byte)] & (UPPER | LOWER) != 0);
        }
    }
}
