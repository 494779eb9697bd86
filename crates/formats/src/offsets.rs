//! Offsets of a text in the unit that the user asked for.

use serde::{Deserialize, Serialize};

/// What output offsets count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum OffsetUnit {
    /// Unicode code points, as Python's strings count.
    #[default]
    Chars,
    /// Bytes of UTF-8, as Rust and Go count.
    Bytes,
    /// UTF-16 code units, as JavaScript, Java and C# count.
    Utf16,
}

impl OffsetUnit {
    /// The name on the command line and in results: `chars`, `bytes`, `utf16`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chars => "chars",
            Self::Bytes => "bytes",
            Self::Utf16 => "utf16",
        }
    }
}

/// Bytes between two counts that are kept.
const BLOCK: usize = 64;

/// Converts the byte offsets of one text to another unit and back.
///
/// A text of ASCII costs nothing; any other is counted once, one number for each 64 bytes, so that an offset costs a
/// look-up and a count within its block.
///
/// ```
/// use rashomon_formats::{OffsetUnit, Offsets};
///
/// let offsets = Offsets::new("Zoë 🎬 said", OffsetUnit::Chars);
/// assert_eq!(offsets.of(10), 6);
/// assert_eq!(offsets.byte(6), Some(10));
/// ```
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t [u8],
    unit: OffsetUnit,
    /// Units before each block; empty where units are bytes.
    before: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// The converter for `text`, which is at most 4 GiB long, as documents are.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let bytes = text.as_bytes();
        let mut before = Vec::new();
        if unit != OffsetUnit::Bytes && !text.is_ascii() {
            before.reserve_exact(bytes.len() / BLOCK + 1);
            let mut units = 0;
            for block in bytes.chunks(BLOCK) {
                before.push(units);
                units += match block.first_chunk() {
                    Some(whole) if unit == OffsetUnit::Chars => all_starts(whole),
                    _ => count(block, unit),
                };
            }
            before.push(units);
        }
        Self { text: bytes, unit, before }
    }

    /// The offset in units of the character that starts at `byte`; a byte after the text counts as its end.
    pub fn of(&self, byte: u32) -> u64 {
        let byte = (byte as usize).min(self.text.len());
        let block = byte / BLOCK;
        match self.before.get(block) {
            None => byte as u64,
            Some(&units) => {
                let within = match self.text.get(block * BLOCK..).and_then(<[u8]>::first_chunk) {
                    Some(whole) if self.unit == OffsetUnit::Chars => starts(whole, byte % BLOCK),
                    _ => count(self.text.get(block * BLOCK..byte).unwrap_or_default(), self.unit),
                };
                u64::from(units + within)
            }
        }
    }

    /// The byte at which the character with this offset starts; `None` after the text's end or within a character.
    pub fn byte(&self, offset: u64) -> Option<u32> {
        let offset = u32::try_from(offset).ok()?;
        if self.before.is_empty() {
            return (offset as usize <= self.text.len()).then_some(offset);
        }
        // The last block with no more units before it than asked for.
        let block = self.before.partition_point(|&it| it <= offset).checked_sub(1)?;
        let mut units = *self.before.get(block)?;
        let from = (block * BLOCK).min(self.text.len());
        for (index, &byte) in self.text.get(from..)?.iter().enumerate() {
            let width = width(byte, self.unit);
            if width > 0 {
                if units >= offset {
                    return (units == offset).then_some((from + index) as u32);
                }
                units += width;
            }
        }
        (units == offset).then_some(self.text.len() as u32)
    }
}

/// Characters that start in the first `length` bytes of a block, which are not all of it.
fn starts(block: &[u8; BLOCK], length: usize) -> u32 {
    let (eights, _) = block.as_chunks::<8>();
    let (whole, rest) = eights.split_at(length / 8);
    let last = rest.first().copied().map_or(0, continuations) & ((1 << (8 * (length % 8))) - 1);
    let all = whole.iter().copied().map(continuations).fold(last, |all, it| all + it);
    length as u32 - sum_of_bytes(all)
}

/// Characters that start in a block.
fn all_starts(block: &[u8; BLOCK]) -> u32 {
    let (eights, _) = block.as_chunks::<8>();
    BLOCK as u32 - sum_of_bytes(eights.iter().copied().map(continuations).sum())
}

const ONES: u64 = 0x0101_0101_0101_0101;

/// Which of eight bytes start no character: a one in each.
fn continuations(eight: [u8; 8]) -> u64 {
    let eight = u64::from_le_bytes(eight);
    eight >> 7 & !(eight >> 6) & ONES
}

/// The sum of the eight bytes of a number, at most 255: the product has it in its highest byte.
fn sum_of_bytes(bytes: u64) -> u32 {
    (bytes.wrapping_mul(ONES) >> 56) as u32
}

/// Units of the characters that start in `bytes`.
fn count(bytes: &[u8], unit: OffsetUnit) -> u32 {
    let starts = || bytes.iter().map(|&it| u32::from(is_start(it))).sum::<u32>();
    match unit {
        OffsetUnit::Bytes => bytes.len() as u32,
        OffsetUnit::Chars => starts(),
        OffsetUnit::Utf16 => starts() + bytes.iter().map(|&it| u32::from(is_pair(it))).sum::<u32>(),
    }
}

/// Units of the character that starts with `byte`; 0 if none does.
fn width(byte: u8, unit: OffsetUnit) -> u32 {
    match unit {
        OffsetUnit::Bytes => 1,
        OffsetUnit::Chars => u32::from(is_start(byte)),
        OffsetUnit::Utf16 => u32::from(is_start(byte)) + u32::from(is_pair(byte)),
    }
}

/// Whether a character starts with this byte of UTF-8.
const fn is_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// Whether this byte starts a character that UTF-16 writes as a pair.
const fn is_pair(byte: u8) -> bool {
    byte >= 0xf0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{OffsetUnit, Offsets};

    fn naive(text: &str, byte: usize, unit: OffsetUnit) -> u64 {
        let before = text.get(..byte).unwrap();
        (match unit {
            OffsetUnit::Bytes => before.len(),
            OffsetUnit::Chars => before.chars().count(),
            OffsetUnit::Utf16 => before.encode_utf16().count(),
        }) as u64
    }

    fn check(text: &str) {
        for unit in [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16] {
            let offsets = Offsets::new(text, unit);
            for byte in (0..=text.len()).filter(|&it| text.is_char_boundary(it)) {
                let expected = naive(text, byte, unit);
                assert_eq!(offsets.of(byte as u32), expected, "{unit:?} of {byte} in {text:?}");
                assert_eq!(offsets.byte(expected), Some(byte as u32), "{unit:?} {text:?}");
            }
            let end = naive(text, text.len(), unit);
            assert_eq!(offsets.byte(end + 1), None);
            assert_eq!(offsets.byte(u64::MAX), None);
        }
    }

    #[test]
    fn emoji_and_combining_marks_count_as_each_unit_counts_them() {
        let text = "e\u{301}🎬x";
        assert_eq!(Offsets::new(text, OffsetUnit::Chars).of(7), 3);
        assert_eq!(Offsets::new(text, OffsetUnit::Utf16).of(7), 4);
        assert_eq!(Offsets::new(text, OffsetUnit::Bytes).of(7), 7);
    }

    #[test]
    fn half_a_surrogate_pair_is_no_offset() {
        assert_eq!(Offsets::new("a🎬b", OffsetUnit::Utf16).byte(2), None);
    }

    #[test]
    fn characters_may_lie_across_blocks() {
        for shift in 0..4 {
            check(&format!("{}{}", "x".repeat(61 + shift), "🎬é—".repeat(40)));
        }
        check(&"é".repeat(32));
        check(&"é".repeat(64));
        check("");
        check(&"plain ".repeat(40));
    }

    proptest! {
        #[test]
        fn offsets_equal_naive_counting(text in "(\\PC|[🎬é\u{301}—]){0,200}") {
            check(&text);
        }
    }
}
