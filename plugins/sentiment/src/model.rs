//! The learned weights, read from `models/tone.bin` as they lie there.

use rashomon_core::fetch;

use crate::features::{FEATURES, MEANT_ROLES, ROLES, Role, WHOLES, pair_feature, word_feature};
use crate::zones::Lean;

/// Negative, neutral, positive.
pub const CLASSES: usize = 3;
/// Weights of a word's meaning: for each role and class, and what it adds to the valence of a sentence.
pub const WORD_COLUMNS: usize = MEANT_ROLES * CLASSES + 1;
/// Weights of a feature.
pub const FEATURE_COLUMNS: usize = CLASSES + 1;
/// Begins the file; the last digit is the version of the features.
pub const MAGIC: &[u8; 8] = b"RSHTONE2";

static FILE: &[u8] = include_bytes!("../models/tone.bin");

/// The weights that are no table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Numbers {
    /// What one step of a feature's weights is worth.
    pub feature_step: f32,
    /// What one step of what pairs of words add to the valence of a sentence is worth.
    pub pair_step: f32,
    /// What a point of listed valence below and above zero counts in a sentence.
    pub listed: [f32; 2],
    /// What one step of each column of a word's weights is worth.
    pub word_steps: [f32; WORD_COLUMNS],
    /// Weights of valences below and above zero in each role.
    pub values: [[[f32; CLASSES]; 2]; MEANT_ROLES],
    /// Weights of facts of the whole.
    pub wholes: [[f32; CLASSES]; WHOLES],
}

impl Numbers {
    /// How many there are.
    pub const LEN: usize = 4 + WORD_COLUMNS + MEANT_ROLES * 2 * CLASSES + WHOLES * CLASSES;

    fn slots(&mut self) -> impl Iterator<Item = &mut f32> {
        let values = self.values.iter_mut().flatten().flatten();
        let wholes = self.wholes.iter_mut().flatten();
        [&mut self.feature_step, &mut self.pair_step]
            .into_iter()
            .chain(&mut self.listed)
            .chain(&mut self.word_steps)
            .chain(values)
            .chain(wholes)
    }

    /// As the file has them: little-endian f32.
    pub fn to_bytes(mut self) -> Vec<u8> {
        self.slots().flat_map(|it| it.to_le_bytes()).collect()
    }

    fn read(bytes: &[u8]) -> Self {
        let mut numbers = Self::default();
        for (slot, bytes) in numbers.slots().zip(bytes.as_chunks().0) {
            *slot = f32::from_le_bytes(*bytes);
        }
        numbers
    }
}

/// The weights. The file: magic; [`Numbers`]; the table of features, four i8 each, for the classes and, of pairs of
/// words, for the valence of a sentence; then the words: the upper halves
/// of their hashes in order, u32, and their columns, i8.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub numbers: Numbers,
    features: &'static [[u8; FEATURE_COLUMNS]],
    keys: &'static [[u8; 4]],
    words: &'static [[u8; WORD_COLUMNS]],
    /// For each beginning of keys the first word that has it, or a later one.
    buckets: [u16; BUCKETS + 1],
}

/// Bits of keys by which they are looked up.
const BUCKET_BITS: u32 = 12;
const BUCKETS: usize = 1 << BUCKET_BITS;

/// What one step of [`Lean`]s of words is worth.
pub(crate) const STEP: f32 = 1.0 / 1024.0;

impl Model {
    /// The weights that the library carries.
    pub(crate) fn embedded() -> Self {
        Self::read(FILE).expect("the model is of this version of the features")
    }

    /// Weights from a file; `None` if it is of another version.
    fn read(file: &'static [u8]) -> Option<Self> {
        let (numbers, rest) = file.strip_prefix(MAGIC)?.split_at_checked(Numbers::LEN * 4)?;
        let (features, rest) = rest.split_at_checked(FEATURES * FEATURE_COLUMNS)?;
        let (keys, words) = rest.split_at_checked(rest.len() / (4 + WORD_COLUMNS) * 4)?;
        let model = Self {
            numbers: Numbers::read(numbers),
            features: features.as_chunks().0,
            keys: keys.as_chunks().0,
            words: words.as_chunks().0,
            buckets: [0; BUCKETS + 1],
        };
        (model.keys.len() == model.words.len() && u16::try_from(model.keys.len()).is_ok())
            .then(|| model.with_buckets())
    }

    /// With the buckets filled: the keys are in order.
    fn with_buckets(mut self) -> Self {
        let mut first = 0;
        for (bucket, slot) in self.buckets.iter_mut().enumerate() {
            let begins_before =
                |it: &[u8; 4]| ((u32::from_le_bytes(*it) >> (32 - BUCKET_BITS)) as usize) < bucket;
            let rest = self.keys.get(first..).unwrap_or_default();
            first += rest.iter().take_while(|it| begins_before(it)).count();
            *slot = first as u16;
        }
        self
    }

    /// The columns of a word, if it is known.
    fn columns(&self, hash: u64) -> Option<&[u8; WORD_COLUMNS]> {
        let key = (hash >> 32) as u32;
        let bucket = (key >> (32 - BUCKET_BITS)) as usize;
        let [first, end] = [self.buckets[bucket], self.buckets[bucket + 1]].map(usize::from);
        let at = self.keys[first..end].iter().position(|it| u32::from_le_bytes(*it) == key)?;
        self.words.get(first + at)
    }

    /// What a word adds to the valence of a sentence, beside its listed valence.
    pub(crate) fn learned_valence(&self, hash: u64) -> f32 {
        let last = WORD_COLUMNS - 1;
        let column = self.columns(hash).map_or(0, |it| it[last]);
        f32::from(column.cast_signed()) * self.numbers.word_steps[last]
    }

    /// What a word leans to in all roles.
    pub(crate) fn leans(&self, hash: u64) -> [Lean; ROLES] {
        let columns = self.columns(hash);
        Role::ALL.map(|role| {
            let row = self.feature(word_feature(hash, role));
            let weights: [i16; CLASSES] = std::array::from_fn(|class| {
                let mut sum = f32::from(row[class].cast_signed()) * self.numbers.feature_step;
                let column = role as usize * CLASSES + class;
                if let Some(columns) = columns.filter(|_| (role as usize) < MEANT_ROLES) {
                    sum +=
                        f32::from(columns[column].cast_signed()) * self.numbers.word_steps[column];
                }
                // The nearest step, without a call.
                ((sum / STEP + 32_768.5) as i32 - 32_768) as i16
            });
            against_neutral(weights, i16::saturating_sub)
        })
    }

    /// What a pair of words leans to, in steps of features, and what it adds to the valence of the sentence, in steps of
    /// its own. No pair, 0, leans to nothing.
    #[inline]
    pub(crate) fn pair(&self, hash: u64) -> (Lean, i8) {
        let row = u32::from_le_bytes(self.feature(pair_feature(hash)));
        let row = if hash == 0 { 0 } else { row };
        let [negative, neutral, positive, valence] = row.to_le_bytes().map(u8::cast_signed);
        let weights = [negative, neutral, positive].map(i16::from);
        (against_neutral(weights, |it, neutral| it - neutral), valence)
    }

    /// Has the weights of a pair fetched, which are asked for soon.
    #[inline]
    pub(crate) fn fetch_pair(&self, hash: u64) {
        fetch(self.features, pair_feature(hash));
    }

    #[inline]
    fn feature(&self, feature: usize) -> [u8; FEATURE_COLUMNS] {
        self.features.get(feature).copied().unwrap_or_default()
    }
}

/// What speaks for negative and for positive more than for neutral.
pub(crate) fn against_neutral<T: Copy>(
    [negative, neutral, positive]: [T; CLASSES],
    minus: impl Fn(T, T) -> T,
) -> [T; 2] {
    [minus(negative, neutral), minus(positive, neutral)]
}

#[cfg(test)]
mod tests {
    use super::Model;

    #[test]
    fn words_are_found_by_their_keys() {
        let model = Model::embedded();
        assert!(model.keys.is_sorted_by_key(|it| u32::from_le_bytes(*it)));
        for (key, columns) in model.keys.iter().zip(model.words) {
            let hash = u64::from(u32::from_le_bytes(*key)) << 32;
            assert_eq!(model.columns(hash), Some(columns));
            let next = hash.wrapping_add(1 << 32);
            let known = model.keys.contains(&((next >> 32) as u32).to_le_bytes());
            assert_eq!(model.columns(next).is_some(), known);
        }
        for hash in [0, u64::MAX, u64::MAX >> 1] {
            let known = model.keys.contains(&((hash >> 32) as u32).to_le_bytes());
            assert_eq!(model.columns(hash).is_some(), known);
        }
    }
}
