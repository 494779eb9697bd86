//! Valences of words that the list does not have, from words of like meaning: ridge regression on the vectors.

use rashomon_sentiment::training::valences;

use crate::vectors::{DIMENSIONS, Vectors, Word};

/// How strongly weights are held near zero.
const RIDGE: f64 = 2.0;
/// What a word counts that the raters did not find worth rating; most such words have no valence.
const UNRATED: f64 = 0.15;
/// Such words among the most frequent ones are taken.
const FREQUENT: usize = 20_000;

/// A likely valence for each word of the vocabulary.
pub(crate) fn learn(vectors: &Vectors) -> Vec<f64> {
    let rated: std::collections::BTreeMap<u64, f32> = valences().collect();
    let mut matrix = vec![[0.0; DIMENSIONS + 1]; DIMENSIONS];
    for word in &vectors.words {
        let (value, share) = match rated.get(&word.hash) {
            Some(&value) => (f64::from(value), 1.0),
            None if word.rank < FREQUENT => (0.0, UNRATED),
            None => continue,
        };
        for (row, one) in matrix.iter_mut().zip(&word.vector) {
            for (cell, other) in row.iter_mut().zip(&word.vector) {
                *cell += share * one * other;
            }
            row[DIMENSIONS] += share * one * value;
        }
    }
    for (index, row) in matrix.iter_mut().enumerate() {
        row[index] += RIDGE;
    }
    let weights = solve(matrix);
    let value = |word: &Word| -> f64 {
        word.share * word.vector.iter().zip(&weights).map(|(one, other)| one * other).sum::<f64>()
    };
    // Running text of words that nobody found worth rating has no tone: what it would have on average is taken out.
    let (mut sum, mut count) = (0.0, 0.0);
    for word in vectors.words.iter().filter(|it| !rated.contains_key(&it.hash)) {
        let frequency = word.share / (word.rank as f64 + 1.0);
        sum += frequency * value(word);
        count += frequency * word.share;
    }
    let usual = sum / count;
    vectors.words.iter().map(|it| value(it) - usual * it.share).collect()
}

/// Solves a system whose matrix is positive definite, the right side in the last column.
fn solve(mut matrix: Vec<[f64; DIMENSIONS + 1]>) -> Vec<f64> {
    for pivot in 0..DIMENSIONS {
        let row = matrix[pivot];
        for other in (0..DIMENSIONS).filter(|&it| it != pivot) {
            let factor = matrix[other][pivot] / row[pivot];
            matrix[other].iter_mut().zip(&row).for_each(|(cell, it)| *cell -= factor * it);
        }
    }
    matrix.iter().enumerate().map(|(index, row)| row[DIMENSIONS] / row[index]).collect()
}
