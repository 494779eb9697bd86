//! Weights as the analyzer reads them: in steps of one byte.

use rashomon_sentiment::training::{
    CLASSES, FEATURE_COLUMNS, FEATURES, MAGIC, MEANT_ROLES, Numbers, WHOLES, WORD_COLUMNS,
};

use crate::corpus::{FACTS, MEANINGS, VALUES};
use crate::learn::Weights;
use crate::vectors::{DIMENSIONS, Vectors};
use crate::whole::Whole;

/// The file of weights.
pub(crate) fn model(weights: &Weights, vectors: &Vectors, whole: &Whole) -> Vec<u8> {
    let mut numbers = Numbers::default();
    let features = &weights.0[..FEATURES];
    numbers.feature_step = step(features.iter().flatten().copied());
    numbers.pair_step = step(whole.pairs.iter().copied());
    numbers.listed = whole.listed.map(|it| it as f32);
    for role in 0..MEANT_ROLES {
        for sign in 0..2 {
            numbers.values[role][sign] = weights.0[VALUES + role * 2 + sign].map(|it| it as f32);
        }
    }
    for whole in 0..WHOLES {
        numbers.wholes[whole] = weights.0[FACTS + whole].map(|it| it as f32);
    }
    let mut rows: Vec<(u32, [f64; WORD_COLUMNS])> = Vec::new();
    for (word, &valence) in vectors.words.iter().zip(&whole.words) {
        let mut columns = [0.0; WORD_COLUMNS];
        for role in 0..MEANT_ROLES {
            for class in 0..CLASSES {
                let block = &weights.0[MEANINGS + role * DIMENSIONS..][..DIMENSIONS];
                let sum: f64 =
                    block.iter().zip(&word.vector).map(|(row, it)| row[class] * it).sum();
                columns[role * CLASSES + class] = sum * word.share;
            }
        }
        columns[WORD_COLUMNS - 1] = valence;
        rows.push(((word.hash >> 32) as u32, columns));
    }
    rows.sort_by_key(|it| it.0);
    for column in 0..WORD_COLUMNS {
        numbers.word_steps[column] = step(rows.iter().map(|it| it.1[column]));
    }
    let mut file = MAGIC.to_vec();
    file.extend(numbers.to_bytes());
    for (feature, &pair) in features.iter().zip(&whole.pairs) {
        let mut row = [quantized(pair, numbers.pair_step); FEATURE_COLUMNS];
        row.iter_mut().zip(feature).for_each(|(to, &it)| *to = quantized(it, numbers.feature_step));
        file.extend(row);
    }
    file.extend(rows.iter().flat_map(|it| it.0.to_le_bytes()));
    for (_, columns) in &rows {
        file.extend(columns.iter().zip(numbers.word_steps).map(|(&it, step)| quantized(it, step)));
    }
    file
}

/// The step with which all but the largest of some weights fit a byte: these few are cut, the others keep more of
/// what tells them apart.
fn step(weights: impl Iterator<Item = f64>) -> f32 {
    let mut sizes: Vec<f64> = weights.map(f64::abs).filter(|it| *it > 0.0).collect();
    sizes.sort_by(f64::total_cmp);
    let largest = sizes.get(sizes.len() - sizes.len() / CUT - 1).copied().unwrap_or(1.0);
    (largest / 127.0) as f32
}

/// One weight in this many is cut.
const CUT: usize = 1000;

fn quantized(weight: f64, step: f32) -> u8 {
    ((weight / f64::from(step)).round().clamp(-127.0, 127.0) as i8).cast_unsigned()
}
