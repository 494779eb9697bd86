//! What words and pairs of words say of a sentence as a whole: ridge regression on rated texts.

use std::collections::HashMap;

use rashomon_sentiment::training::FEATURES;

use crate::ratings::Rating;
use crate::ridge::{Row, solve};
use crate::vectors::{DIMENSIONS, Vectors};

/// How strongly the weights of listed valences, words, pairs and meanings are held near zero.
const HELD: [f64; 4] = [1.0, 50.0, 50.0, 100.0];
/// What likely valences count beside listed ones.
const LIKELY: f64 = 0.6;
/// Likely valences nearer to zero than this are nothing but noise.
const LEAST_LIKELY: f64 = 0.1;
/// What the regression counts beside the valences: it knows the texts that it was learned from better than others.
const LEARNED: f64 = 2.0;

/// How much of what was learned of a word, and of a pair of words, is noise: a text of many words that say nothing
/// must not add up to a judgement.
const WORD_NOISE: f64 = 0.1;
const PAIR_NOISE: f64 = 0.05;

/// What is added to the valence of a sentence.
pub(crate) struct Whole {
    /// By a point of listed valence below and above zero.
    pub(crate) listed: [f64; 2],
    /// By each word of the vocabulary.
    pub(crate) words: Vec<f64>,
    /// By each feature of pairs.
    pub(crate) pairs: Vec<f64>,
}

/// Learns from ratings. `likely` are the likely valences of the words.
pub(crate) fn learn(ratings: &[Rating], vectors: &Vectors, likely: &[f64]) -> Whole {
    let (words, first_pair) = (2, 2 + vectors.words.len());
    let first_meaning = first_pair + FEATURES;
    let rows: Vec<Row> = ratings
        .iter()
        .map(|rating| {
            let mut cells: HashMap<usize, f64> = HashMap::new();
            let mut meaning = [0.0; DIMENSIONS];
            let share = f64::from(rating.text.share);
            for word in &rating.text.words {
                let listed = f64::from(word.valence);
                *cells.entry(usize::from(listed > 0.0)).or_default() += listed * share;
                if let Some(index) = vectors.index_of(word.hash) {
                    let factor = f64::from(word.factor) * share;
                    *cells.entry(words + index).or_default() += factor;
                    let known = &vectors.words[index];
                    let parts = meaning.iter_mut().zip(&known.vector);
                    parts.for_each(|(sum, it)| *sum += factor * known.share * it);
                }
            }
            for &(pair, damped) in &rating.text.pairs {
                *cells.entry(first_pair + pair).or_default() += f64::from(damped) * share;
            }
            let mut cells: Vec<_> = cells.into_iter().collect();
            cells.extend(meaning.iter().enumerate().map(|(at, &it)| (first_meaning + at, it)));
            cells.sort_unstable_by_key(|it| it.0);
            Row { cells, value: rating.value, weight: rating.weight }
        })
        .collect();
    let held = [2, vectors.words.len(), FEATURES, DIMENSIONS];
    let held = held.iter().zip(HELD).flat_map(|(&count, held)| std::iter::repeat_n(held, count));
    let weights = solve(&rows, &held.collect::<Vec<_>>());
    let meaning = &weights[first_meaning..];
    let word = |index: usize| {
        let word = &vectors.words[index];
        let meant: f64 = word.vector.iter().zip(meaning).map(|(it, weight)| it * weight).sum();
        let likely = if likely[index].abs() < LEAST_LIKELY { 0.0 } else { likely[index] };
        shrunk(
            LIKELY * likely + LEARNED * (weights[words + index] + word.share * meant),
            WORD_NOISE,
        )
    };
    Whole {
        listed: [weights[0], weights[1]].map(|it| 1.0 + LEARNED * it),
        words: (0..vectors.words.len()).map(word).collect(),
        pairs: weights[first_pair..first_meaning]
            .iter()
            .map(|it| shrunk(LEARNED * it, PAIR_NOISE))
            .collect(),
    }
}

/// A number nearer to zero by `noise`.
fn shrunk(number: f64, noise: f64) -> f64 {
    number.signum() * (number.abs() - noise).max(0.0)
}
