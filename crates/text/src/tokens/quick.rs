//! The short way for what most of a text is: plain words, numbers and marks in ASCII. It looks at eight or sixteen bytes at once
//! and gives up wherever a character before or after might matter; the rules of [`super::scan`] then decide. Both ways
//! find the same tokens: a test compares them.

use rashomon_core::{Shape, TokenKind};

use super::chars::{Class, ascii_class};
use super::eight::{Eight, bit};
use super::hash::{below_sixteen, short};
use super::sixteen::Sixteen;
use super::window::Window;
use crate::vocabulary::Key;

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Space,
    LineBreak,
    Letter,
    Digit,
    /// A mark that is a token by itself.
    Single,
    /// A stop or hyphen: runs of them are one token.
    Run,
    /// May begin a clitic.
    Apostrophe,
    /// The first byte of general punctuation, `“` or `—`.
    General,
    /// Whatever needs a closer look.
    Other,
}

/// What each byte begins.
pub(super) static STARTS: [Start; 256] = {
    let mut starts = [Start::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        starts[byte] = match ascii_class(byte as u8) {
            _ if byte == b'\n' as usize || byte == b'\r' as usize => Start::LineBreak,
            Class::Space => Start::Space,
            Class::Letter => Start::Letter,
            Class::Digit => Start::Digit,
            Class::Mark(TokenKind::Stop | TokenKind::Dash) => Start::Run,
            Class::Mark(_) if byte == b'\'' as usize => Start::Apostrophe,
            Class::Mark(_) => Start::Single,
        };
        byte += 1;
    }
    starts[0xe2] = Start::General;
    starts
};

/// A token found on the short way.
#[derive(Clone, Copy)]
pub(super) struct Quick {
    pub(super) length: usize,
    pub(super) kind: TokenKind,
    pub(super) shape: u16,
    /// A word whose last dot may end a sentence.
    pub(super) ends_in_dot: bool,
    pub(super) hash: u64,
    pub(super) key: Key,
}

impl Quick {
    #[inline(always)]
    fn new(length: usize, kind: TokenKind, shape: u16, hash: u64, key: Key) -> Self {
        Self { length, kind, shape, ends_in_dot: false, hash, key }
    }
}

/// The word that begins here, if it is plain and below 16 letters.
#[inline(always)]
pub(super) fn word(text: Window<'_>) -> Option<Quick> {
    let (low, high) = text.load_two();
    let all = Sixteen::read(low, high);
    let length = all.length();
    (length < 16 && ends_word(text, length)).then(|| word_of(low, high, all, length))
}

/// The word of the first letters and digits.
#[inline(always)]
fn word_of(low: u64, high: u64, all: Sixteen, length: usize) -> Quick {
    let raw = below_sixteen(low, high, length);
    let (shape, folded) = if all.is_small(length) {
        (Shape::LOWER | bit(length == 1, Shape::SINGLE), raw)
    } else {
        // Letters and digits alone are there, so to fold them is to set a bit, which digits have anyhow.
        let small = u64::from_le_bytes([b' '; 8]);
        (all.shape(length), below_sixteen(low | small, high | small, length))
    };
    Quick::new(length, TokenKind::Word, shape, folded, Key { raw, folded })
}

/// The word that begins here if a mark behind its letters joins it to more: `don't`, `well-known`; or the clitic `n't`.
#[inline(never)]
pub(super) fn other_word(text: Window<'_>) -> Option<Quick> {
    let (low, high) = text.load_two();
    let all = Sixteen::read(low, high);
    let length = all.length();
    if text.byte(length) == b'-' {
        return hyphenated(text);
    }
    // The `n` belongs to the clitic.
    let letters = length.checked_sub(1)?;
    let mark = apostrophe(text, length)?;
    let negates = matches!(text.byte(letters), b'n' | b'N')
        && matches!(text.byte(length + mark), b't' | b'T')
        && !goes_on(text, length + mark + 1)
        && ends_word(text, length + mark + 1);
    if !negates {
        return None;
    }
    Some(match letters {
        0 => clitic(text, length, mark, 1),
        _ => word_of(low, high, all, letters),
    })
}

/// The word of small letters with hyphens between them that begins here, if it is below 16 characters. Those with
/// capitals may be cut at a hyphen.
fn hyphenated(text: Window<'_>) -> Option<Quick> {
    let (mut length, mut before) = (0, b'-');
    loop {
        match text.byte(length) {
            b'a'..=b'z' => {}
            b'-' if before != b'-' => {}
            _ => break,
        }
        before = text.byte(length);
        length += 1;
        if length == 16 {
            return None;
        }
    }
    if before == b'-' || goes_on(text, length) || !ends_word(text, length) {
        return None;
    }
    let (low, high) = text.load_two();
    let hash = below_sixteen(low, high, length);
    let key = Key { raw: hash, folded: hash };
    Some(Quick::new(length, TokenKind::Word, Shape::LOWER | Shape::HYPHEN, hash, key))
}

/// The number that begins here, if it is plain and below 8 characters.
#[inline(always)]
pub(super) fn number(text: Window<'_>) -> Option<Quick> {
    let eight = Eight::read(text.load());
    let length = eight.length();
    if length == 8 || !ends_number(text, length) {
        return None;
    }
    let it = eight.keep(length);
    let shape = it.shape() | bit(length == 1, Shape::SINGLE);
    // The digits `0` to `9` differ in their lower half only.
    let zeros = !((it.digits >> 7) * 0x0f);
    let raw = short(it.bytes & zeros, length);
    let folded = short(it.folded() & zeros, length);
    let hash = short(it.folded(), length);
    Some(Quick::new(length, TokenKind::Number, shape, hash, Key { raw, folded }))
}

/// The ASCII mark that begins here, if nothing can be attached to it.
#[inline(always)]
pub(super) fn mark(text: Window<'_>, start: Start) -> Option<Quick> {
    let (byte, next) = (text.byte(0), text.byte(1));
    let Class::Mark(kind) = ascii_class(byte) else { return None };
    if next >= 0x80 && !is_general(text, 1) {
        return None;
    }
    if start == Start::Run && (next == byte || next >= 0x80 || matches!(next, b'.' | b'!' | b'?')) {
        return None;
    }
    let shape = Shape::SINGLE | bit(byte == b'.', Shape::DOT) | bit(byte == b'-', Shape::HYPHEN);
    let hash = short(u64::from(byte), 1);
    Some(Quick::new(1, kind, shape, hash, Key { raw: hash, folded: hash }))
}

/// The curly quote, dash or clitic that begins here, unless it may be something else. The byte before is `before`.
#[inline(always)]
pub(super) fn general(text: Window<'_>, before: Option<u8>) -> Option<Quick> {
    let kind = match text.byte(2) {
        0x93 | 0x94 => TokenKind::Dash,
        0x98 | 0x9c | 0x9d => TokenKind::Quote,
        0x99 => return apostrophe_mark(text, before),
        _ => return None,
    };
    if text.byte(1) != 0x80 || text.byte(3) >= 0x80 {
        return None;
    }
    Some(high_mark(text, kind))
}

/// The clitic or quote that begins with this apostrophe, straight or curly, unless it may be something else. The byte
/// before is `before`.
#[inline(always)]
pub(super) fn apostrophe_mark(text: Window<'_>, before: Option<u8>) -> Option<Quick> {
    let mark = apostrophe(text, 0)?;
    let next = text.byte(mark);
    if next.is_ascii_alphabetic()
        && let Some(letters) = contraction(text, mark)
    {
        let behind_word = before.is_some_and(|it| it.is_ascii_alphanumeric());
        let ends = behind_word && !goes_on(text, mark + letters);
        return ends.then(|| clitic(text, 0, mark, letters));
    }
    match mark {
        1 => self::mark(text, Start::Single),
        _ if next < 0x80 => {
            let quote = high_mark(text, TokenKind::Quote);
            // The curly one folds to the straight one.
            let folded = short(u64::from(b'\''), 1);
            Some(Quick { hash: folded, key: Key { folded, ..quote.key }, ..quote })
        }
        _ => None,
    }
}

/// The mark of three bytes that begins here.
#[inline(always)]
fn high_mark(text: Window<'_>, kind: TokenKind) -> Quick {
    let hash = short(text.load() & 0x00ff_ffff, 3);
    let shape = Shape::SINGLE | Shape::NON_ASCII;
    Quick::new(3, kind, shape, hash, Key { raw: hash, folded: hash })
}

/// The clitic that begins here: letters, an apostrophe of so many bytes, letters.
#[inline(always)]
fn clitic(text: Window<'_>, before: usize, mark: usize, after: usize) -> Quick {
    let length = before + mark + after;
    let eight = Eight::read(text.load()).keep(length);
    // The curly apostrophe folds to the straight one: what follows moves up.
    let low = (1 << (8 * before)) - 1;
    let small = eight.folded();
    let behind = (small >> (8 * mark)) & !low;
    let folded = (small & low) | u64::from(b'\'') << (8 * before) | behind << 8;
    let raw = short(eight.bytes, length);
    let folded = short(folded, before + 1 + after);
    let shape = eight.shape() | bit(mark > 1, Shape::NON_ASCII);
    Quick::new(length, TokenKind::Clitic, shape, folded, Key { raw, folded })
}

/// How many letters behind an apostrophe make a contraction, as far as they tell: two, or one if the second is no such
/// letter.
#[inline(always)]
fn contraction(text: Window<'_>, at: usize) -> Option<usize> {
    let [one, two] = [at, at + 1].map(|it| text.byte(it) | 0x20);
    match (one, two) {
        (b'r' | b'v', b'e') | (b'l', b'l') => Some(2),
        (b's' | b'd' | b'm', _) if !text.byte(at + 1).is_ascii_alphabetic() => Some(1),
        _ => None,
    }
}

/// Bytes of the apostrophe that stands here, if one does.
#[inline(always)]
fn apostrophe(text: Window<'_>, at: usize) -> Option<usize> {
    if text.byte(at) == b'\'' {
        Some(1)
    } else {
        (is_general(text, at) && text.byte(at + 2) == 0x99).then_some(3)
    }
}

/// Whether a clitic begins at this apostrophe of so many bytes.
#[inline(always)]
fn is_clitic(text: Window<'_>, at: usize, mark: usize) -> bool {
    contraction(text, at + mark).is_some_and(|it| !goes_on(text, at + mark + it))
}

/// Whether letters may go on with this byte.
#[inline(always)]
fn goes_on(text: Window<'_>, at: usize) -> bool {
    text.byte(at) >= 0x80 || text.byte(at).is_ascii_alphanumeric()
}

/// Whether a word surely ends before this byte.
#[inline(always)]
fn ends_word(text: Window<'_>, at: usize) -> bool {
    ENDS[usize::from(text.byte(at))] || may_end_word(text, at)
}

/// Bytes before which a word ends, whatever follows them.
static ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        ends[byte as usize] =
            !matches!(byte, b'\'' | b'-' | b'&' | b'_' | b'@' | b'+' | b'.' | b':');
        byte += 1;
    }
    ends
};

/// Whether a word ends before this byte by what follows it.
#[inline(never)]
fn may_end_word(text: Window<'_>, at: usize) -> bool {
    match text.byte(at) {
        b'\'' => is_clitic(text, at, 1),
        b'-' | b'&' | b'_' | b'@' | b'+' => false,
        b'.' => ends_before_dot(text, at),
        b':' => text.byte(at + 1) != b'/',
        0..0x80 => true,
        _ => ends_before_high(text, at),
    }
}

/// Whether a number surely ends before this byte.
#[inline(always)]
fn ends_number(text: Window<'_>, at: usize) -> bool {
    match text.byte(at) {
        b'-' | b'_' | b'@' | b'+' => false,
        b'.' => ends_before_dot(text, at),
        b',' | b':' | b'/' => !matches!(text.byte(at + 1), b'0'..=b'9' | b'/'),
        0..0x80 => true,
        _ => ends_before_high(text, at),
    }
}

#[inline]
fn ends_before_dot(text: Window<'_>, at: usize) -> bool {
    match text.byte(at + 1) {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'+' | b'%' | b'@' => false,
        0..0x80 => true,
        _ => is_general(text, at + 1),
    }
}

/// A character beyond ASCII that joins nothing: a quote, a dash, a no-break space.
#[inline]
fn ends_before_high(text: Window<'_>, at: usize) -> bool {
    let third = text.byte(at + 2);
    (is_general(text, at) && third >= 0x92 && (third != 0x99 || is_clitic(text, at, 3)))
        || (text.byte(at) == 0xc2 && text.byte(at + 1) == 0xa0)
}

/// U+2000 to U+203F: spaces, dashes, quotes; no letters and nothing that is attached to what stands before it.
#[inline]
fn is_general(text: Window<'_>, at: usize) -> bool {
    text.byte(at) == 0xe2 && text.byte(at + 1) == 0x80
}
