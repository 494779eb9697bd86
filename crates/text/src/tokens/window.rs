//! The bytes of a text, so many at once that none of them has to be asked whether the text has it.

/// Bytes that are looked at from where a token begins.
const WIDTH: usize = 32;

/// A copy of the text that can be read beyond its end.
#[derive(Clone, Copy)]
pub(super) struct Padded<'a>(&'a [u8]);

impl<'a> Padded<'a> {
    /// Copies the text into `space`.
    pub(super) fn new(text: &str, space: &'a mut Vec<u8>) -> Self {
        space.clear();
        space.reserve(text.len() + WIDTH);
        space.extend_from_slice(text.as_bytes());
        space.extend_from_slice(&[0; WIDTH - 1]);
        Self(space)
    }

    /// The text from here on, if this is not its end.
    #[inline(always)]
    pub(super) fn window(self, at: usize) -> Option<Window<'a>> {
        // One byte more than stands behind the text.
        self.0.get(at..)?.first_chunk().map(Window)
    }

    /// The byte before this one.
    #[inline(always)]
    pub(super) fn before(self, at: usize) -> Option<u8> {
        at.checked_sub(1).and_then(|it| self.0.get(it).copied())
    }
}

/// Bytes of a text from where a token begins; zeros behind the end of the text.
#[derive(Clone, Copy)]
pub(super) struct Window<'a>(&'a [u8; WIDTH]);

impl Window<'_> {
    /// One of them; what is looked at is less far than they reach.
    #[inline(always)]
    pub(super) fn byte(self, at: usize) -> u8 {
        self.0[at % WIDTH]
    }

    /// The first eight, and the eight behind them.
    #[inline(always)]
    pub(super) fn load_two(self) -> (u64, u64) {
        let (eights, _) = self.0.as_chunks();
        (u64::from_le_bytes(eights[0]), u64::from_le_bytes(eights[1]))
    }

    #[inline(always)]
    pub(super) fn load(self) -> u64 {
        self.load_two().0
    }
}
