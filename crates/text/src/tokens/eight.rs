//! Letters, capitals and digits of eight bytes at once.

use rashomon_core::Shape;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// Eight bytes of text with a bit for each letter, capital and digit: the highest of its byte.
#[derive(Clone, Copy)]
pub(super) struct Eight {
    pub(super) bytes: u64,
    pub(super) letters: u64,
    pub(super) upper: u64,
    pub(super) digits: u64,
}

impl Eight {
    #[inline]
    pub(super) fn read(bytes: u64) -> Self {
        let low = bytes & !HIGH;
        let lower = low | (0x20 * ONES);
        // Adding so much that the highest bit is set from `a` on, and from beyond `z` on; nothing carries over.
        let from = |byte: u8| (0x80 - u64::from(byte)) * ONES;
        let ascii = !bytes & HIGH;
        let letters = (lower + from(b'a')) & !(lower + from(b'z' + 1)) & ascii;
        let digits = (low + from(b'0')) & !(low + from(b'9' + 1)) & ascii;
        Self { bytes, letters, upper: letters & !(bytes << 2), digits }
    }

    /// Letters and digits before anything else.
    #[inline]
    pub(super) fn length(&self) -> usize {
        (!(self.letters | self.digits) & HIGH).trailing_zeros() as usize / 8
    }

    /// The first bytes, zeros behind; fewer than 8.
    #[inline]
    pub(super) fn keep(self, length: usize) -> Self {
        let kept = (1 << (8 * length)) - 1;
        Self {
            bytes: self.bytes & kept,
            letters: self.letters & kept,
            upper: self.upper & kept,
            digits: self.digits & kept,
        }
    }

    #[inline]
    pub(super) fn folded(&self) -> u64 {
        self.bytes | (self.upper >> 2)
    }

    #[inline]
    pub(super) fn shape(&self) -> u16 {
        bit(self.upper & 0x80 != 0, Shape::FIRST_UPPER)
            | bit(self.upper >> 8 != 0, Shape::INNER_UPPER)
            | bit(self.letters != self.upper, Shape::LOWER)
            | bit(self.digits != 0, Shape::DIGIT)
    }
}

/// The bit if the condition holds, without a branch.
#[inline]
pub(super) fn bit(condition: bool, bit: u16) -> u16 {
    u16::from(condition) * bit
}

#[cfg(test)]
mod tests {
    use super::Eight;

    #[test]
    fn every_byte_is_classed_as_the_library_does() {
        for byte in 0..=255_u8 {
            let it = Eight::read(u64::from_le_bytes([byte; 8]));
            let all = |bits: u64, expected: bool| {
                assert_eq!(bits, if expected { super::HIGH } else { 0 }, "{byte}");
            };
            all(it.letters, byte.is_ascii_alphabetic());
            all(it.upper, byte.is_ascii_uppercase());
            all(it.digits, byte.is_ascii_digit());
            assert_eq!(it.folded(), u64::from_le_bytes([byte.to_ascii_lowercase(); 8]));
            assert_eq!(it.length(), if byte.is_ascii_alphanumeric() { 8 } else { 0 });
        }
    }
}
