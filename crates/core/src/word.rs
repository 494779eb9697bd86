//! Words as numbers: the case-folded hash that lexicons are keyed by, and columns indexed by word type.

use std::borrow::Cow;

use crate::processor::fetch;

/// The form that [`fold_hash`] is taken of: lower case, curly apostrophes straight.
///
/// ```
/// assert_eq!(rashomon_core::fold("O’BRIEN"), "o'brien");
/// ```
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(
        word.chars()
            .map(|it| if it == '\u{2019}' { '\'' } else { it })
            .flat_map(char::to_lowercase)
            .collect(),
    )
}

/// 64-bit hash of the case-folded word; lexicons and tokens meet in it. The function is part of the plugin interface:
/// it stays the same within a major version.
///
/// Distinct words may in principle share a hash; over a vocabulary of a million words the chance that any two do is
/// below one in 30 million.
pub fn fold_hash(word: &str) -> u64 {
    let bytes = word.as_bytes();
    if bytes.is_ascii() {
        hash_bytes::<true>(bytes)
    } else {
        hash_bytes::<false>(fold(word).as_bytes())
    }
}

/// 64-bit hash of the word as written; equal to [`fold_hash`] for words already in folded form.
pub fn raw_hash(word: &str) -> u64 {
    hash_bytes::<false>(word.as_bytes())
}

/// Hash of a phrase from the hashes of its words, left to right: `phrase_hash(phrase_hash(0, a), b)`.
/// A phrase of one word has that word's own hash.
pub fn phrase_hash(before: u64, word: u64) -> u64 {
    if before == 0 { word } else { mix(before.rotate_left(23) ^ word, SECOND) }
}

const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND: u64 = 0xd6e8_feb8_6659_fd93;

/// Multiplies to 128 bits and folds the halves: every input bit reaches every output bit.
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

fn hash_bytes<const LOWER: bool>(bytes: &[u8]) -> u64 {
    let mut state = FIRST ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().expect("a chunk of eight bytes"));
        state = mix(state ^ if LOWER { lower_ascii(word) } else { word }, SECOND);
    }
    let word = last_word(bytes, bytes.len() % 8);
    let hash = mix(state ^ if LOWER { lower_ascii(word) } else { word }, FIRST);
    // Zero is the empty phrase.
    if hash == 0 { 1 } else { hash }
}

/// The last `length` bytes, fewer than eight, with zeros behind them. They are read as what begins or ends with them: to
/// copy so few bytes in a loop, or by the library's function for any number of them, takes longer.
#[inline]
fn last_word(bytes: &[u8], length: usize) -> u64 {
    if let Some(eight) = bytes.last_chunk::<8>() {
        return u64::from_le_bytes(*eight).checked_shr(64 - 8 * length as u32).unwrap_or(0);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let last = u64::from(u32::from_le_bytes(*last)) << (8 * (length - 4));
        return u64::from(u32::from_le_bytes(*first)) | last;
    }
    match *bytes {
        [] => 0,
        [one] => u64::from(one),
        [one, two] => u64::from(u16::from_le_bytes([one, two])),
        [one, two, three, ..] => u64::from(u32::from_le_bytes([one, two, three, 0])),
    }
}

/// Sets the lower-case bit of every byte that is `A` to `Z`; all bytes must be ASCII.
fn lower_ascii(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let at_least_a = word + ONES * (0x80 - u64::from(b'A'));
    let beyond_z = word + ONES * (0x80 - u64::from(b'Z') - 1);
    let upper = (at_least_a & !beyond_z) & (ONES * 0x80);
    word | (upper >> 2)
}

/// Which numbering of word types a document's tokens use.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Default)]
pub struct Vocabulary {
    /// Unique to one numbering of one worker; a new one begins when the worker's table is cleared.
    pub generation: u64,
    /// Every [`Token::word`](crate::Token::word) and [`Token::folded`](crate::Token::folded) of the document is below this.
    pub len: u32,
}

/// Types that a column keeps room for when the numbering changes: what one huge document took is given back.
const MOST: usize = 1 << 18;

/// A value for each word type, worked out when the type is first met: the place for whatever depends on the word alone
/// (lexicon classes, features, weights). Keep it in a `thread_local!`; it empties itself when the numbering changes,
/// so results cannot depend on it.
///
/// The value may depend on the token's text and case alone, for [`Number`](crate::TokenKind::Number) tokens on the
/// pattern of their digits alone.
#[derive(Debug)]
pub struct WordColumn<T> {
    generation: u64,
    values: Vec<Option<T>>,
}

impl<T> Default for WordColumn<T> {
    fn default() -> Self {
        Self { generation: 0, values: Vec::new() }
    }
}

impl<T: Copy> WordColumn<T> {
    /// An empty column.
    pub const fn new() -> Self {
        Self { generation: 0, values: Vec::new() }
    }

    /// Makes the column fit a document: call it before the first [`get`](Self::get) of each document.
    pub fn prepare(&mut self, vocabulary: Vocabulary) {
        if self.generation != vocabulary.generation {
            self.generation = vocabulary.generation;
            self.values.clear();
            self.values.shrink_to(MOST);
        }
        if self.values.len() < vocabulary.len as usize {
            self.values.resize(vocabulary.len as usize, None);
        }
    }

    /// The value of word type `word`, from `make` if it is met for the first time. A type beyond the prepared length
    /// is made anew each time.
    pub fn get(&mut self, word: u32, make: impl FnOnce() -> T) -> T {
        match self.values.get_mut(word as usize) {
            Some(Some(value)) => *value,
            Some(slot) => *slot.insert(make()),
            None => make(),
        }
    }

    /// Has the processor fetch the value of a word type that is asked for soon.
    #[doc(hidden)]
    #[inline]
    pub fn fetch(&self, word: u32) {
        fetch(&self.values, word as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Vocabulary, WordColumn, fold, fold_hash, last_word, lower_ascii, phrase_hash, raw_hash,
    };

    #[test]
    fn case_and_apostrophe_do_not_change_the_folded_hash() {
        for (one, other) in [
            ("Said", "sAID"),
            ("O'Brien", "O’BRIEN"),
            ("ÉLYSÉE", "élysée"),
            ("Internationally", "INTERNATIONALLY"),
        ] {
            assert_eq!(fold_hash(one), fold_hash(other));
        }
        assert_ne!(fold_hash("said"), fold_hash("says"));
        assert_ne!(raw_hash("Said"), raw_hash("said"));
    }

    #[test]
    fn folded_hash_is_the_raw_hash_of_the_folded_form() {
        for word in ["", "a", "Straße", "ABCDEFGH", "ABCDEFGHI@[`{z", "’S"] {
            assert_eq!(fold_hash(word), raw_hash(&fold(word)), "{word}");
        }
    }

    #[test]
    fn last_bytes_are_read_as_if_they_were_copied() {
        let bytes: Vec<u8> = (1..=40).collect();
        for end in 0..bytes.len() {
            let length = end % 8;
            let mut copy = [0; 8];
            copy[..length].copy_from_slice(&bytes[end - length..end]);
            assert_eq!(last_word(&bytes[..end], length), u64::from_le_bytes(copy), "{end}");
        }
    }

    #[test]
    fn lower_ascii_agrees_with_the_library_on_every_byte() {
        for byte in 0..128_u8 {
            let word = u64::from_le_bytes([byte; 8]);
            assert_eq!(lower_ascii(word), u64::from_le_bytes([byte.to_ascii_lowercase(); 8]));
        }
    }

    #[test]
    fn phrases_depend_on_the_order_of_their_words() {
        let (a, b) = (fold_hash("new"), fold_hash("york"));
        assert_eq!(phrase_hash(0, a), a);
        assert_ne!(phrase_hash(a, b), phrase_hash(b, a));
    }

    #[test]
    fn column_forgets_when_the_numbering_changes() {
        let mut column = WordColumn::new();
        column.prepare(Vocabulary { generation: 1, len: 4 });
        assert_eq!(column.get(2, || 'a'), 'a');
        assert_eq!(column.get(2, || 'b'), 'a');
        column.prepare(Vocabulary { generation: 2, len: 4 });
        assert_eq!(column.get(2, || 'b'), 'b');
        assert_eq!(column.get(9, || 'c'), 'c');
    }
}
