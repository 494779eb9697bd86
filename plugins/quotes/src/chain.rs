//! Best labels and their probabilities in a linear chain.

use crate::hash::feature;
use crate::role::label::{self, COUNT};
use crate::table::LabelTable;

/// Weights of one label after another, as scores and as factors.
#[derive(Clone, Debug)]
pub struct Transitions {
    scores: [[f32; COUNT]; COUNT],
    factors: [[f32; COUNT]; COUNT],
}

/// The feature that stands for "the label before is `from`"; [`COUNT`] is the start.
pub fn transition(from: usize) -> u64 {
    feature(99, from as u64, 0)
}

/// Whether a label may follow another: a further item needs a first one before it.
pub fn may_follow(from: usize, to: usize) -> bool {
    match to {
        label::SPEAKER_IN => matches!(from, label::SPEAKER | label::SPEAKER_IN),
        label::CONTENT_IN => matches!(from, label::CONTENT | label::CONTENT_IN),
        _ => true,
    }
}

/// A score that no path survives.
const NEVER: f32 = -1e9;

#[expect(clippy::needless_range_loop, reason = "labels index several arrays at once")]
impl Transitions {
    /// Reads the transitions out of the table.
    pub fn new(table: &LabelTable) -> Self {
        let mut scores = [[NEVER; COUNT]; COUNT];
        let mut factors = [[0.0; COUNT]; COUNT];
        for from in 0..COUNT {
            let mut sums = [0; COUNT];
            table.add(transition(from), &mut sums);
            for to in (0..COUNT).filter(|&to| may_follow(from, to)) {
                scores[from][to] = sums[to] as f32 * LabelTable::STEP;
                factors[from][to] = scores[from][to].exp();
            }
        }
        Self { scores, factors }
    }

    /// The best path through `items`, which are scores by label.
    pub fn best_path(&self, items: &[[f32; COUNT]], path: &mut Vec<u8>) {
        path.clear();
        let Some(first) = items.first() else { return };
        let mut best = *first;
        best[label::SPEAKER_IN] = NEVER;
        best[label::CONTENT_IN] = NEVER;
        let mut back: Vec<[u8; COUNT]> = Vec::with_capacity(items.len());
        back.push([0; COUNT]);
        for item in &items[1..] {
            let mut next = [NEVER; COUNT];
            let mut from_of = [0; COUNT];
            for to in 0..COUNT {
                for from in 0..COUNT {
                    let score = best[from] + self.scores[from][to];
                    if score > next[to] {
                        next[to] = score;
                        from_of[to] = from as u8;
                    }
                }
                next[to] += item[to];
            }
            best = next;
            back.push(from_of);
        }
        let mut at =
            (0..COUNT).fold(0, |top, it| if best[it] > best[top] { it } else { top }) as u8;
        for from_of in back.iter().rev() {
            path.push(at);
            at = from_of[usize::from(at)];
        }
        path.reverse();
    }

    /// The probability of each label at each item.
    pub fn marginals(&self, items: &[[f32; COUNT]], marginals: &mut Vec<[f32; COUNT]>) {
        marginals.clear();
        if items.is_empty() {
            return;
        }
        let factors: Vec<[f32; COUNT]> = items.iter().map(exponentials).collect();
        let mut forward = factors[0];
        forward[label::SPEAKER_IN] = 0.0;
        forward[label::CONTENT_IN] = 0.0;
        scale(&mut forward);
        marginals.push(forward);
        for item in &factors[1..] {
            let mut next = [0.0; COUNT];
            for from in 0..COUNT {
                for to in 0..COUNT {
                    next[to] += forward[from] * self.factors[from][to];
                }
            }
            for to in 0..COUNT {
                next[to] *= item[to];
            }
            scale(&mut next);
            forward = next;
            marginals.push(forward);
        }
        let mut backward = [1.0; COUNT];
        for at in (0..factors.len() - 1).rev() {
            let mut before = [0.0; COUNT];
            for from in 0..COUNT {
                for to in 0..COUNT {
                    before[from] += self.factors[from][to] * factors[at + 1][to] * backward[to];
                }
            }
            scale(&mut before);
            backward = before;
            for (marginal, factor) in marginals[at].iter_mut().zip(&backward) {
                *marginal *= factor;
            }
            scale(&mut marginals[at]);
        }
    }
}

/// The exponentials of scores, the largest as 1.
fn exponentials(scores: &[f32; COUNT]) -> [f32; COUNT] {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.map(|it| (it - most).exp())
}

fn scale(values: &mut [f32; COUNT]) {
    let sum: f32 = values.iter().sum();
    if sum > 0.0 {
        for value in values {
            *value /= sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Transitions;
    use crate::role::label::{CONTENT, CONTENT_IN, COUNT, NONE, SPEAKER_IN};
    use crate::table::LabelTable;

    fn score(label: usize, by: f32) -> [f32; COUNT] {
        let mut scores = [0.0; COUNT];
        scores[label] = by;
        scores
    }

    #[test]
    fn further_items_need_a_first_one() {
        let chain = Transitions::new(&LabelTable::from_static(&[]));
        let mut path = Vec::new();
        chain
            .best_path(&[score(NONE, 0.1), score(CONTENT, 1.0), score(CONTENT_IN, 1.0)], &mut path);
        assert_eq!(path, [NONE as u8, CONTENT as u8, CONTENT_IN as u8]);
        chain.best_path(&[score(SPEAKER_IN, 0.5)], &mut path);
        assert_ne!(path, [SPEAKER_IN as u8]);
    }

    #[test]
    fn probabilities_of_an_item_add_up_to_one() {
        let chain = Transitions::new(&LabelTable::from_static(&[]));
        let mut marginals = Vec::new();
        chain.marginals(
            &[score(NONE, 3.0), score(CONTENT, 40.0), score(NONE, -40.0)],
            &mut marginals,
        );
        for marginal in &marginals {
            assert!((marginal.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        }
        assert!(marginals[1][CONTENT] > 0.9);
        assert!(marginals[0][CONTENT_IN] == 0.0);
    }
}
