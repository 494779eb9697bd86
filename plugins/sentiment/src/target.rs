//! The tone toward a target: a name in a sentence.

use std::ops::Range;

use crate::reading::{Item, Reading};
use crate::tone::LOGIT_PER_VALENCE;

/// Weights of the words of a sentence toward a target.
#[derive(Debug, Default)]
pub(crate) struct Weights(pub Vec<f32>);

impl Weights {
    /// Weighs every word; `own` says which the target itself says. Returns the logit.
    pub(crate) fn weigh(
        &mut self,
        reading: &Reading,
        target: &Range<usize>,
        own: impl Fn(usize) -> bool,
    ) -> f32 {
        self.0.clear();
        let clause = reading.items.get(target.start).map_or(0, |it| it.clause);
        let mut logit = 0.0;
        for (index, item) in reading.items.iter().enumerate() {
            let weight = if own(index) { 0.0 } else { weight(item, index, target, clause) };
            self.0.push(weight);
            logit += weight;
        }
        logit
    }
}

/// Words of the target's clause and near it weigh more.
fn weight(item: &Item, index: usize, target: &Range<usize>, clause: u16) -> f32 {
    let distance = if index < target.start {
        target.start - index
    } else {
        (index + 1).saturating_sub(target.end)
    };
    let same = if item.clause == clause { 1.0 } else { 0.6 };
    item.value * LOGIT_PER_VALENCE * same / (1.0 + distance as f32 / 20.0)
}
