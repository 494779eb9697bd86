//! Word clusters for the entity tagger: k-means over word vectors, kept as a table from word hash to cluster numbers.

use std::collections::HashSet;
use std::fmt;
use std::io::Read;
use std::thread;

use rashomon_core::{fold, raw_hash};
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

/// Numbers of clusters of the three levels, coarse to fine.
pub(crate) const LEVELS: [usize; 3] = [128, 512, 2048];

/// Words, most frequent first, with unit vectors around the mean of all.
#[derive(Debug, Default)]
pub(crate) struct Vectors {
    words: Vec<String>,
    values: Vec<[f32; DIMENSIONS]>,
}

const DIMENSIONS: usize = 100;
/// Padded to whole groups of [`LANES`], so that sums are made in the same order on every machine.
const PADDED: usize = 112;
const LANES: usize = 16;
const ROUNDS: usize = 12;

impl Vectors {
    /// Reads `{"vectors": {"word": [100 numbers, ..]}}`, words in order of frequency.
    ///
    /// # Errors
    /// If the file cannot be read or is not of this form.
    pub(crate) fn read(file: impl Read) -> Result<Self, serde_json::Error> {
        let mut reader = serde_json::Deserializer::from_reader(file);
        let mut vectors = reader.deserialize_map(FileVisitor)?;
        vectors.centre();
        Ok(vectors)
    }

    fn centre(&mut self) {
        let mut mean = [0_f64; DIMENSIONS];
        for vector in &self.values {
            for (sum, value) in mean.iter_mut().zip(vector) {
                *sum += f64::from(*value);
            }
        }
        let count = self.values.len().max(1) as f64;
        for vector in &mut self.values {
            for (value, sum) in vector.iter_mut().zip(&mean) {
                *value -= (sum / count) as f32;
            }
            let norm = vector.iter().map(|it| it * it).sum::<f32>().sqrt().max(1e-9);
            for value in vector.iter_mut() {
                *value /= norm;
            }
        }
    }

    /// The table of the `keep` most frequent words; centres are fitted on the `fit` most frequent.
    ///
    /// Layout: for each word, sorted, four bytes of hash (the upper half of the word's hash), then in the same order
    /// four bytes each: 7 bits, 9 bits and 11 bits of cluster numbers and 5 bits of log2 of the frequency rank.
    pub(crate) fn table(&self, fit: usize, keep: usize) -> Vec<u8> {
        let padded: Vec<[f32; PADDED]> = self.values.iter().take(keep.max(fit)).map(pad).collect();
        let fitted = &padded[..fit.min(padded.len())];
        let levels = LEVELS.map(|count| {
            let centres = fit_centres(fitted, count);
            nearest(&padded, &centres)
        });
        let mut seen = HashSet::new();
        let mut rows: Vec<(u32, u32)> = Vec::new();
        for (rank, word) in self.words.iter().take(keep.min(padded.len())).enumerate() {
            let hash = (raw_hash(&fold(word)) >> 32) as u32;
            if seen.insert(hash) {
                let [coarse, middle, fine] = [0, 1, 2].map(|level| levels[level][rank]);
                rows.push((hash, coarse | middle << 7 | fine << 16 | (rank + 1).ilog2() << 27));
            }
        }
        rows.sort_unstable();
        let hashes = rows.iter().flat_map(|it| it.0.to_le_bytes());
        hashes.chain(rows.iter().flat_map(|it| it.1.to_le_bytes())).collect()
    }
}

fn pad(vector: &[f32; DIMENSIONS]) -> [f32; PADDED] {
    let mut padded = [0.0; PADDED];
    padded[..DIMENSIONS].copy_from_slice(vector);
    padded
}

/// Lloyd's rounds from every n-th word as first centres; a centre that no word is near to keeps its place.
fn fit_centres(vectors: &[[f32; PADDED]], count: usize) -> Vec<[f32; PADDED]> {
    let step = (vectors.len() / count).max(1);
    let mut centres: Vec<_> = vectors.iter().step_by(step).take(count).copied().collect();
    for _ in 0..ROUNDS {
        let assigned = nearest(vectors, &centres);
        let mut sums = vec![([0_f64; PADDED], 0_u32); centres.len()];
        for (vector, &centre) in vectors.iter().zip(&assigned) {
            let (sum, size) = &mut sums[centre as usize];
            *size += 1;
            for (sum, value) in sum.iter_mut().zip(vector) {
                *sum += f64::from(*value);
            }
        }
        for (centre, (sum, size)) in centres.iter_mut().zip(&sums) {
            if *size > 0 {
                for (value, sum) in centre.iter_mut().zip(sum) {
                    *value = (sum / f64::from(*size)) as f32;
                }
            }
        }
    }
    centres
}

/// For each vector the number of the nearest centre.
fn nearest(vectors: &[[f32; PADDED]], centres: &[[f32; PADDED]]) -> Vec<u32> {
    let halves: Vec<f32> = centres.iter().map(|it| dot(it, it) / 2.0).collect();
    let mut result = vec![0; vectors.len()];
    let share =
        vectors.len().div_ceil(thread::available_parallelism().map_or(1, usize::from)).max(1);
    thread::scope(|scope| {
        for (vectors, result) in vectors.chunks(share).zip(result.chunks_mut(share)) {
            let halves = &halves;
            scope.spawn(move || {
                for (vector, result) in vectors.iter().zip(result) {
                    let mut best = f32::NEG_INFINITY;
                    for (index, centre) in centres.iter().enumerate() {
                        let score = dot(vector, centre) - halves[index];
                        if score > best {
                            (best, *result) = (score, index as u32);
                        }
                    }
                }
            });
        }
    });
    result
}

fn dot(a: &[f32; PADDED], b: &[f32; PADDED]) -> f32 {
    let mut sums = [0_f32; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum()
}

struct FileVisitor;

impl<'de> Visitor<'de> for FileVisitor {
    type Value = Vectors;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a field `vectors`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vectors, A::Error> {
        let mut vectors = Vectors::default();
        while let Some(key) = map.next_key::<String>()? {
            if key == "vectors" {
                vectors = map.next_value_seed(Words)?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(vectors)
    }
}

struct Words;

impl<'de> serde::de::DeserializeSeed<'de> for Words {
    type Value = Vectors;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vectors, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Words {
    type Value = Vectors;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object from words to lists of numbers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vectors, A::Error> {
        let mut vectors = Vectors::default();
        while let Some((word, values)) = map.next_entry::<String, Vec<f32>>()? {
            if let Some(values) = values.first_chunk::<DIMENSIONS>() {
                vectors.words.push(word);
                vectors.values.push(*values);
            }
        }
        Ok(vectors)
    }
}

#[cfg(test)]
mod tests {
    use super::Vectors;

    #[test]
    fn words_with_like_vectors_share_a_cluster() {
        let vector = |axis: usize, tilt: f32| {
            let mut values = vec![0.0; 100];
            values[axis] = 1.0;
            values[99] = tilt;
            values
        };
        let words: Vec<_> = (0..512)
            .map(|it| format!("\"w{it}\":{:?}", vector(it % 64, it as f32 / 10_000.0)))
            .collect();
        let file = format!("{{\"size\":512,\"vectors\":{{{}}}}}", words.join(","));
        let table = Vectors::read(file.as_bytes()).unwrap().table(512, 512);
        assert_eq!(table.len(), 512 * 8);
        let coarse = |word: &str| {
            let hash = ((rashomon_core::raw_hash(word) >> 32) as u32).to_le_bytes();
            let at = table[..2048].chunks(4).position(|it| it == hash).unwrap();
            table[2048 + at * 4] & 127
        };
        assert_eq!(coarse("w3"), coarse("w67"));
        assert_ne!(coarse("w3"), coarse("w4"));
    }
}
