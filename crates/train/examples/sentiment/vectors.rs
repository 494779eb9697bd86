//! Word vectors.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fs::File;
use std::io::BufReader;

use rashomon_core::fold_hash;
use serde::Deserialize;

/// Numbers of a vector.
pub(crate) const DIMENSIONS: usize = 100;
/// Frequency at which a word's meaning counts half: more frequent words mean less (Arora et al. 2017).
const HALF: f64 = 1e-3;

#[derive(Deserialize)]
struct VectorFile {
    words: Vec<String>,
    vectors: HashMap<String, Vec<f32>>,
}

/// A word of the vocabulary.
pub(crate) struct Word {
    /// Its case-folded hash.
    pub(crate) hash: u64,
    /// Place in the order of frequency, from zero.
    pub(crate) rank: usize,
    /// Its vector, with a mean of zero over the vocabulary.
    pub(crate) vector: [f64; DIMENSIONS],
    /// What its meaning counts.
    pub(crate) share: f64,
}

/// The vocabulary, in the order of frequency.
pub(crate) struct Vectors {
    pub(crate) words: Vec<Word>,
    index: BTreeMap<u64, usize>,
}

impl Vectors {
    /// The word with this hash.
    pub(crate) fn get(&self, hash: u64) -> Option<&Word> {
        self.index_of(hash).map(|it| &self.words[it])
    }

    /// The place of the word with this hash.
    pub(crate) fn index_of(&self, hash: u64) -> Option<usize> {
        self.index.get(&hash).copied()
    }
}

/// Reads the most frequent words that are written in letters.
pub(crate) fn read(path: &str, most: usize) -> Result<Vectors, Box<dyn Error>> {
    let file: VectorFile =
        serde_json::from_reader(BufReader::with_capacity(1 << 20, File::open(path)?))?;
    let mut words = Vec::new();
    let mut keys = BTreeSet::new();
    for (rank, word) in file.words.iter().enumerate() {
        let plain = word.bytes().all(|it| it.is_ascii_lowercase() || it == b'-' || it == b'\'');
        let Some(numbers) = file.vectors.get(word).filter(|_| plain && words.len() < most) else {
            continue;
        };
        let hash = fold_hash(word);
        // The analyzer knows words by the upper half of their hash.
        if keys.insert((hash >> 32) as u32) {
            let mut vector = [0.0; DIMENSIONS];
            vector.iter_mut().zip(numbers).for_each(|(to, &from)| *to = f64::from(from));
            // Zipf's law: the word of rank n has a frequency of about 0.08 / n.
            let frequency = 0.08 / (rank as f64 + 1.0);
            words.push(Word { hash, rank, vector, share: HALF / (HALF + frequency) });
        }
    }
    center(&mut words);
    let index = words.iter().enumerate().map(|(index, it)| (it.hash, index)).collect();
    Ok(Vectors { words, index })
}

/// Takes the mean out and makes vectors about one long.
fn center(words: &mut [Word]) {
    let count = words.len().max(1) as f64;
    let mut mean = [0.0; DIMENSIONS];
    for word in words.iter() {
        mean.iter_mut().zip(&word.vector).for_each(|(sum, it)| *sum += it / count);
    }
    for word in words {
        word.vector.iter_mut().zip(&mean).for_each(|(it, mean)| *it -= mean);
        let length = word.vector.iter().map(|it| it * it).sum::<f64>().sqrt().max(1e-9);
        word.vector.iter_mut().for_each(|it| *it /= length);
    }
}
