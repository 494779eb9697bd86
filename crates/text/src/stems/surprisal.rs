//! How much a shared stem tells, by how rare it is in the texts at hand.

use crate::stems::Stem;

/// Weights of stems within a set of sentences: the surprisal ln(1/f), f being the share of the sentences that hold the
/// stem. What every sentence of a story speaks of weighs little there, however rare it is elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Surprisal {
    /// Sorted by stem.
    weights: Vec<(Stem, f32)>,
    /// Weight of a stem that no sentence holds.
    most: f32,
}

impl Surprisal {
    /// Counts each stem once a sentence.
    ///
    /// ```
    /// use rashomon_text::stems::Surprisal;
    ///
    /// let weights = Surprisal::of([&[1, 2, 2][..], &[1, 3]]);
    /// assert_eq!(weights.weight(1), 0.0);
    /// assert!((weights.weight(2) - 2_f32.ln()).abs() < 1e-6);
    /// assert_eq!(weights.weight(9), weights.weight(3));
    /// ```
    pub fn of<'a>(sentences: impl IntoIterator<Item = &'a [Stem]>) -> Self {
        let (mut all, mut once, mut count) = (Vec::new(), Vec::new(), 0_u32);
        for sentence in sentences {
            count += 1;
            once.clear();
            once.extend_from_slice(sentence);
            once.sort_unstable();
            once.dedup();
            all.append(&mut once);
        }
        all.sort_unstable();
        let most = f64::from(count.max(1)).ln();
        let weight = |held: usize| (most - (held as f64).ln()) as f32;
        let weights = all
            .chunk_by(|a, b| a == b)
            .filter_map(|it| Some((*it.first()?, weight(it.len()))))
            .collect();
        Self { weights, most: most as f32 }
    }

    /// The weight of a stem, in nats; that of a stem unseen is the greatest there is.
    pub fn weight(&self, stem: Stem) -> f32 {
        let at = self.weights.binary_search_by_key(&stem, |it| it.0);
        at.ok().and_then(|it| self.weights.get(it)).map_or(self.most, |it| it.1)
    }
}
