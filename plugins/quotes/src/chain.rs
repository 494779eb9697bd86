//! Best labels and their probabilities in a linear chain.

use crate::hash::feature;
use crate::role::label::{self, COUNT};
use crate::table::LabelTable;

/// One number for each label; the last two are padding, so that a row is added and multiplied as a whole.
pub type Row = [f32; 8];

/// Weights of one label after another, as scores and as factors.
#[derive(Clone, Debug)]
pub struct Transitions {
    /// By the label before.
    scores: [Row; COUNT],
    factors: [Row; COUNT],
    /// The factors by the label after.
    reversed: [Row; COUNT],
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
        let mut all = Self {
            scores: [[NEVER; 8]; COUNT],
            factors: [[0.0; 8]; COUNT],
            reversed: [[0.0; 8]; COUNT],
        };
        for from in 0..COUNT {
            let mut sums = [0; COUNT];
            table.add(transition(from), &mut sums);
            for to in (0..COUNT).filter(|&to| may_follow(from, to)) {
                let score = sums[to] as f32 * LabelTable::STEP;
                all.scores[from][to] = score;
                all.factors[from][to] = score.exp();
                all.reversed[to][from] = score.exp();
            }
        }
        all
    }

    /// The best path through `items`, which are scores by label. `best` is working memory.
    pub fn best_path(&self, items: &[Row], best: &mut Vec<Row>, path: &mut Vec<u8>) {
        path.clear();
        best.clear();
        let Some(mut last) = items.first().copied() else { return };
        last[label::SPEAKER_IN] = NEVER;
        last[label::CONTENT_IN] = NEVER;
        best.push(last);
        for item in &items[1..] {
            let mut next = [NEVER; 8];
            for (scores, before) in self.scores.iter().zip(last) {
                for (next, score) in next.iter_mut().zip(scores) {
                    let score = before + score;
                    *next = if score > *next { score } else { *next };
                }
            }
            for (next, item) in next.iter_mut().zip(item) {
                *next += item;
            }
            last = next;
            best.push(last);
        }
        let mut at = (0..COUNT).fold(0, |top, it| if last[it] > last[top] { it } else { top });
        path.push(at as u8);
        // Which label came before is found again where the path goes, not for all labels.
        for best in best.iter().rev().skip(1) {
            let to = at;
            let mut most = NEVER;
            at = 0;
            for from in 0..COUNT {
                let score = best[from] + self.scores[from][to];
                if score > most {
                    (most, at) = (score, from);
                }
            }
            path.push(at as u8);
        }
        path.reverse();
    }

    /// The probability of each label at each item. `factors` is working memory.
    pub fn marginals(&self, items: &[Row], factors: &mut Vec<Row>, marginals: &mut Vec<Row>) {
        marginals.clear();
        factors.clear();
        factors.extend(items.iter().map(exponentials));
        let Some(mut forward) = factors.first().copied() else { return };
        forward[label::SPEAKER_IN] = 0.0;
        forward[label::CONTENT_IN] = 0.0;
        scale(&mut forward);
        marginals.push(forward);
        for item in &factors[1..] {
            let mut next = [0.0; 8];
            for (factors, before) in self.factors.iter().zip(forward) {
                for (next, factor) in next.iter_mut().zip(factors) {
                    *next += before * factor;
                }
            }
            for (next, item) in next.iter_mut().zip(item) {
                *next *= item;
            }
            scale(&mut next);
            forward = next;
            marginals.push(forward);
        }
        let mut backward = [1.0; 8];
        for (marginal, item) in marginals.iter_mut().rev().skip(1).zip(factors.iter().rev()) {
            let mut before = [0.0; 8];
            for ((factors, item), after) in self.reversed.iter().zip(item).zip(backward) {
                for (before, factor) in before.iter_mut().zip(factors) {
                    *before += factor * item * after;
                }
            }
            scale(&mut before);
            backward = before;
            for (marginal, factor) in marginal.iter_mut().zip(&backward) {
                *marginal *= factor;
            }
            scale(marginal);
        }
    }
}

/// The exponentials of scores, the largest as 1.
fn exponentials(scores: &Row) -> Row {
    let mut most = scores[0];
    for &score in &scores[1..COUNT] {
        most = if score > most { score } else { most };
    }
    let mut all = [0.0; 8];
    for (slot, score) in all.iter_mut().zip(scores) {
        *slot = exponential(score - most);
    }
    all
}

/// The exponential of a number that is not far above zero, within two units of the last place. Plain arithmetic: eight
/// at a time, and the same on every machine.
fn exponential(power: f32) -> f32 {
    /// Added to a small number, its whole part ends up in the last bits.
    const ROUND: f32 = 12_582_912.0;
    let power = if power > -87.0 { power } else { -87.0 };
    let whole = power * std::f32::consts::LOG2_E + ROUND;
    let exponent = whole.to_bits().wrapping_sub(ROUND.to_bits());
    let whole = whole - ROUND;
    let rest = power - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let mut sum = 1.987_569_1e-4;
    for factor in [1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 0.166_666_65, 0.5] {
        sum = sum * rest + factor;
    }
    let sum = sum * (rest * rest) + rest + 1.0;
    sum * f32::from_bits(exponent.wrapping_add(127) << 23)
}

fn scale(values: &mut Row) {
    let sum: f32 = values[..COUNT].iter().sum();
    if sum > 0.0 {
        for value in values {
            *value /= sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, Transitions, exponential};
    use crate::role::label::{CONTENT, CONTENT_IN, COUNT, NONE, SPEAKER_IN};
    use crate::table::LabelTable;

    fn score(label: usize, by: f32) -> Row {
        let mut scores = [0.0; 8];
        scores[label] = by;
        scores
    }

    #[test]
    fn further_items_need_a_first_one() {
        let chain = Transitions::new(&LabelTable::from_static(&[]));
        let (mut best, mut path) = (Vec::new(), Vec::new());
        let items = [score(NONE, 0.1), score(CONTENT, 1.0), score(CONTENT_IN, 1.0)];
        chain.best_path(&items, &mut best, &mut path);
        assert_eq!(path, [NONE as u8, CONTENT as u8, CONTENT_IN as u8]);
        chain.best_path(&[score(SPEAKER_IN, 0.5)], &mut best, &mut path);
        assert_ne!(path, [SPEAKER_IN as u8]);
    }

    #[test]
    fn probabilities_of_an_item_add_up_to_one() {
        let chain = Transitions::new(&LabelTable::from_static(&[]));
        let mut marginals = Vec::new();
        chain.marginals(
            &[score(NONE, 3.0), score(CONTENT, 40.0), score(NONE, -40.0)],
            &mut Vec::new(),
            &mut marginals,
        );
        for marginal in &marginals {
            assert!((marginal[..COUNT].iter().sum::<f32>() - 1.0).abs() < 1e-4);
        }
        assert!(marginals[1][CONTENT] > 0.9);
        assert!(marginals[0][CONTENT_IN] == 0.0);
    }

    #[test]
    fn exponentials_are_right_to_the_last_places() {
        for power in (0..9000).map(|it| it as f32 / -104.0) {
            let right = f64::from(power).exp();
            let error = (f64::from(exponential(power)) - right).abs() / right;
            assert!(error < 2.5e-7, "exp({power}) is wrong by {error:e}");
        }
        assert!(exponential(-1e9) < 1e-37);
        assert!((exponential(0.0) - 1.0).abs() < f32::EPSILON);
    }
}
