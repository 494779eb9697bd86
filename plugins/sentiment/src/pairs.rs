//! Pairs of neighbouring words: what a sentence says by them, whatever the target.

use crate::model::Model;
use crate::reading::Reading;
use crate::zones::Lean;

/// The pair that a token makes with the one before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    /// 0 if it makes none.
    pub hash: u64,
    /// What it says of targets, in steps of features, once the pairs of its sentence have been weighed.
    pub lean: Lean,
}

impl Pair {
    /// A pair that has not been weighed.
    pub(crate) fn new(hash: u64) -> Self {
        Self { hash, lean: Lean::default() }
    }
}

impl Reading {
    /// Looks the pairs of the sentence up, and adds what they say of it as a whole to what their second words say.
    pub(crate) fn weigh_pairs(&mut self, model: &Model) {
        let mut before = 1.0_f32;
        for (item, pair) in self.items.iter_mut().zip(&mut self.pairs) {
            if pair.hash != 0 {
                let (lean, valence) = model.pair(pair.hash);
                pair.lean = lean;
                let valence = f32::from(valence) * model.numbers.pair_step;
                item.whole_value += valence * before.min(item.share);
            }
            before = item.share;
        }
    }
}
