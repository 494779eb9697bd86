//! Letters, capitals and digits of sixteen bytes at once, as bits.

use rashomon_core::Shape;

use super::eight::{Eight, bit};

/// Which of sixteen bytes of text are letters, capitals and digits: a bit for each, that of the first byte lowest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Sixteen {
    letters: u32,
    upper: u32,
    digits: u32,
}

impl Sixteen {
    #[inline(always)]
    pub(super) fn read(low: u64, high: u64) -> Self {
        match rashomon_core::classes_of_sixteen(low, high) {
            Some([letters, upper, digits]) => Self { letters, upper, digits },
            None => Self::read_by_eights(low, high),
        }
    }

    /// The same without instructions of one sort of processor.
    fn read_by_eights(low: u64, high: u64) -> Self {
        let [low, high] = [low, high].map(Eight::read);
        // Multiplied so, the highest bits of eight bytes come side by side.
        let bits = |it: u64| ((it >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32;
        let both = |low: u64, high: u64| bits(low) | bits(high) << 8;
        Self {
            letters: both(low.letters, high.letters),
            upper: both(low.upper, high.upper),
            digits: both(low.digits, high.digits),
        }
    }

    /// Letters and digits before anything else.
    #[inline(always)]
    pub(super) fn length(self) -> usize {
        (!(self.letters | self.digits) | 1 << 16).trailing_zeros() as usize
    }

    /// Whether the first bytes are small letters, if they are letters and digits.
    #[inline(always)]
    pub(super) fn is_small(self, length: usize) -> bool {
        (self.upper | self.digits) & ((1 << length) - 1) == 0
    }

    /// The shape of the first bytes.
    #[inline(always)]
    pub(super) fn shape(self, length: usize) -> u16 {
        let kept = (1 << length) - 1;
        let (letters, upper) = (self.letters & kept, self.upper & kept);
        bit(upper & 1 != 0, Shape::FIRST_UPPER)
            | bit(upper > 1, Shape::INNER_UPPER)
            | bit(letters != upper, Shape::LOWER)
            | bit(self.digits & kept != 0, Shape::DIGIT)
            | bit(length == 1, Shape::SINGLE)
    }
}

#[cfg(test)]
mod tests {
    use super::Sixteen;

    #[test]
    fn every_byte_is_classed_as_the_library_does() {
        for byte in 0..=255_u8 {
            for place in 0..16 {
                let mut bytes = [b' '; 16];
                bytes[place] = byte;
                let it = read(bytes, Sixteen::read);
                let bit = |is: bool| u32::from(is) << place;
                assert_eq!(it.letters, bit(byte.is_ascii_alphabetic()), "{byte}");
                assert_eq!(it.upper, bit(byte.is_ascii_uppercase()), "{byte}");
                assert_eq!(it.digits, bit(byte.is_ascii_digit()), "{byte}");
                assert_eq!(it, read(bytes, Sixteen::read_by_eights), "{byte}");
            }
            assert_eq!(read([byte; 16], Sixteen::read), read([byte; 16], Sixteen::read_by_eights));
        }
    }

    #[test]
    fn words_end_where_letters_and_digits_end() {
        assert_eq!(read(*b"eighteen18 parts", Sixteen::read).length(), 10);
        assert_eq!(read(*b" tides and ports", Sixteen::read).length(), 0);
        assert_eq!(read(*b"incomprehensible", Sixteen::read).length(), 16);
    }

    fn read(bytes: [u8; 16], read: impl Fn(u64, u64) -> Sixteen) -> Sixteen {
        let all = u128::from_le_bytes(bytes);
        read(all as u64, (all >> 64) as u64)
    }
}
