//! The short way for what most of a text is: plain words, numbers and marks in ASCII. It looks at eight or sixteen bytes at once
//! and gives up wherever a character before or after might matter; the rules of [`super::scan`] then decide. Both ways
//! find the same tokens: a test compares them.

use rashomon_core::{Shape, TokenKind};

use super::chars::{Class, ascii_class};
use super::eight::{Eight, bit};
use super::hash::{medium, short};
use super::sixteen::Sixteen;
use crate::vocabulary::Key;

/// Zero bytes that follow the text in a [`Padded`] copy.
const PADDING: usize = 24;

/// A copy of the text that can be read beyond its end.
#[derive(Clone, Copy)]
pub(super) struct Padded<'a>(&'a [u8]);

impl<'a> Padded<'a> {
    /// Copies the text into `space`.
    pub(super) fn new(text: &str, space: &'a mut Vec<u8>) -> Self {
        space.clear();
        space.reserve(text.len() + PADDING);
        space.extend_from_slice(text.as_bytes());
        space.extend_from_slice(&[0; PADDING]);
        Self(space)
    }

    #[inline]
    pub(super) fn byte(self, at: usize) -> u8 {
        self.0[at]
    }

    #[inline]
    fn load_two(self, at: usize) -> (u64, u64) {
        let bytes: &[u8] = &self.0[at..at + 16];
        let all = u128::from_le_bytes(bytes.try_into().expect("sixteen bytes were taken"));
        (all as u64, (all >> 64) as u64)
    }

    #[inline]
    fn load(self, at: usize) -> u64 {
        let bytes: &[u8] = &self.0[at..at + 8];
        u64::from_le_bytes(bytes.try_into().expect("eight bytes were taken"))
    }
}

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

/// The word that begins here, if it is plain and below 16 letters.
#[inline(always)]
pub(super) fn word(text: Padded<'_>, at: usize) -> Option<Quick> {
    let (low, high) = text.load_two(at);
    let all = Sixteen::read(low, high);
    let length = all.length();
    if length == 16 || !ends_word(text, at + length) {
        return None;
    }
    // Letters and digits alone are left, so to fold them is to set a bit, which digits have anyhow.
    let small = u64::from_le_bytes([b' '; 8]);
    let (raw, folded) = if length < 8 {
        let kept = (1 << (8 * length)) - 1;
        (short(low & kept, length), short((low | small) & kept, length))
    } else {
        let kept = (1 << (8 * (length - 8))) - 1;
        (medium(low, high & kept, length), medium(low | small, (high | small) & kept, length))
    };
    Some(Quick {
        length,
        kind: TokenKind::Word,
        shape: all.shape(length),
        ends_in_dot: false,
        hash: folded,
        key: Key { raw, folded },
    })
}

/// The number that begins here, if it is plain and below 8 characters.
#[inline(always)]
pub(super) fn number(text: Padded<'_>, at: usize) -> Option<Quick> {
    let eight = Eight::read(text.load(at));
    let length = eight.length();
    if length == 8 || !ends_number(text, at + length) {
        return None;
    }
    let it = eight.keep(length);
    let shape = it.shape() | bit(length == 1, Shape::SINGLE);
    // The digits `0` to `9` differ in their lower half only.
    let zeros = !((it.digits >> 7) * 0x0f);
    let raw = short(it.bytes & zeros, length);
    let folded = short(it.folded() & zeros, length);
    let hash = short(it.folded(), length);
    Some(Quick {
        length,
        kind: TokenKind::Number,
        shape,
        ends_in_dot: false,
        hash,
        key: Key { raw, folded },
    })
}

/// The ASCII mark that begins here, if nothing can be attached to it.
#[inline(always)]
pub(super) fn mark(text: Padded<'_>, at: usize, start: Start) -> Option<Quick> {
    let byte = text.byte(at);
    let next = text.byte(at + 1);
    let Class::Mark(kind) = ascii_class(byte) else { return None };
    if next >= 0x80 && !is_general(text, at + 1) {
        return None;
    }
    if start == Start::Run && (next == byte || next >= 0x80 || matches!(next, b'.' | b'!' | b'?')) {
        return None;
    }
    let shape = Shape::SINGLE | bit(byte == b'.', Shape::DOT) | bit(byte == b'-', Shape::HYPHEN);
    let hash = short(u64::from(byte), 1);
    Some(Quick {
        length: 1,
        kind,
        shape,
        ends_in_dot: false,
        hash,
        key: Key { raw: hash, folded: hash },
    })
}

/// The curly quote, dash or clitic that begins here, unless it may be something else.
#[inline(always)]
pub(super) fn general(text: Padded<'_>, at: usize) -> Option<Quick> {
    let kind = match text.byte(at + 2) {
        0x93 | 0x94 => TokenKind::Dash,
        0x98 | 0x9c | 0x9d => TokenKind::Quote,
        0x99 => return possessive(text, at),
        _ => return None,
    };
    if text.byte(at + 1) != 0x80 || text.byte(at + 3) >= 0x80 {
        return None;
    }
    let hash = short(text.load(at) & 0x00ff_ffff, 3);
    let shape = Shape::SINGLE | Shape::NON_ASCII;
    Some(Quick {
        length: 3,
        kind,
        shape,
        ends_in_dot: false,
        hash,
        key: Key { raw: hash, folded: hash },
    })
}

/// The clitic `'s` that begins here, straight or curly, right behind a letter or digit.
#[inline(always)]
pub(super) fn possessive(text: Padded<'_>, at: usize) -> Option<Quick> {
    let mark = if text.byte(at) == b'\'' { 1 } else { 3 };
    let curly = is_general(text, at) && text.byte(at + 2) == 0x99;
    let behind_word = at > 0 && text.byte(at - 1).is_ascii_alphanumeric();
    if !behind_word || (mark == 3 && !curly) || !is_possessive(text, at + mark) {
        return None;
    }
    let letter = text.byte(at + mark);
    let length = mark + 1;
    let raw = short(text.load(at) & ((1 << (8 * length)) - 1), length);
    let folded = short(u64::from_le_bytes(*b"'s\0\0\0\0\0\0"), 2);
    let shape = bit(letter == b's', Shape::LOWER)
        | bit(letter == b'S', Shape::INNER_UPPER)
        | bit(mark == 3, Shape::NON_ASCII);
    let key = Key { raw, folded };
    Some(Quick { length, kind: TokenKind::Clitic, shape, ends_in_dot: false, hash: folded, key })
}

/// Whether an apostrophe before this byte begins the clitic `'s`.
#[inline(always)]
fn is_possessive(text: Padded<'_>, at: usize) -> bool {
    let after = text.byte(at + 1);
    matches!(text.byte(at), b's' | b'S') && after < 0x80 && !after.is_ascii_alphanumeric()
}

/// Whether a word surely ends before this byte.
#[inline(always)]
fn ends_word(text: Padded<'_>, at: usize) -> bool {
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
fn may_end_word(text: Padded<'_>, at: usize) -> bool {
    match text.byte(at) {
        b'\'' => is_possessive(text, at + 1),
        b'-' | b'&' | b'_' | b'@' | b'+' => false,
        b'.' => ends_before_dot(text, at),
        b':' => text.byte(at + 1) != b'/',
        0..0x80 => true,
        _ => ends_before_high(text, at),
    }
}

/// Whether a number surely ends before this byte.
#[inline(always)]
fn ends_number(text: Padded<'_>, at: usize) -> bool {
    match text.byte(at) {
        b'-' | b'_' | b'@' | b'+' => false,
        b'.' => ends_before_dot(text, at),
        b',' | b':' | b'/' => !matches!(text.byte(at + 1), b'0'..=b'9' | b'/'),
        0..0x80 => true,
        _ => ends_before_high(text, at),
    }
}

#[inline]
fn ends_before_dot(text: Padded<'_>, at: usize) -> bool {
    match text.byte(at + 1) {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'+' | b'%' | b'@' => false,
        0..0x80 => true,
        _ => is_general(text, at + 1),
    }
}

/// A character beyond ASCII that joins nothing: a quote, a dash, a no-break space.
#[inline]
fn ends_before_high(text: Padded<'_>, at: usize) -> bool {
    let third = text.byte(at + 2);
    let possessive = || third == 0x99 && is_possessive(text, at + 3);
    (is_general(text, at) && third >= 0x92 && (third != 0x99 || possessive()))
        || (text.byte(at) == 0xc2 && text.byte(at + 1) == 0xa0)
}

/// U+2000 to U+203F: spaces, dashes, quotes; no letters and nothing that is attached to what stands before it.
#[inline]
fn is_general(text: Padded<'_>, at: usize) -> bool {
    text.byte(at) == 0xe2 && text.byte(at + 1) == 0x80
}
