//! Best labels and their probabilities in linear chains.
//!
//! One chain alone is slow: every item waits for the one before it, and its labels do not fill a register. So several
//! chains go side by side, each in a lane of its own.

mod paths;
mod shares;

use std::ops::Range;

pub(crate) use self::paths::Paths;
pub(crate) use self::shares::{Share, Shares};
use crate::hash::feature;
use crate::role::label::{self, COUNT};
use crate::table::{LabelTable, Lanes};

/// How many chains go side by side.
const ABREAST: usize = 8;

/// A number for each label of an item, in each of several chains.
type Across<T> = [[T; ABREAST]; COUNT];

/// Weights of one label after another, by the label before and the label after.
#[derive(Clone, Debug)]
pub struct Transitions {
    /// Eight times the steps of the table, and in the last three bits the label before, counted from the end, so that the
    /// greatest of several sums tells where it comes from.
    scores: [[i16; COUNT]; COUNT],
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

/// A score that no path survives. Sums of scores end at the bounds of their type, so that two of them are as bad as one.
const NEVER: i16 = -28_000;
/// The bits of a score that hold a label.
const LABEL: i16 = 7;

impl Transitions {
    /// Reads the transitions out of the table.
    pub fn new(table: &LabelTable) -> Self {
        let mut all = Self { scores: [[NEVER; COUNT]; COUNT], factors: [[0.0; COUNT]; COUNT] };
        for from in 0..COUNT {
            let mut sums = [0; 8];
            table.add_lanes(transition(from), &mut sums);
            for to in (0..COUNT).filter(|&to| may_follow(from, to)) {
                all.scores[from][to] = sums[to] << 3 | (LABEL - from as i16);
                all.factors[from][to] = (f32::from(sums[to]) * LabelTable::STEP).exp();
            }
        }
        all
    }
}

/// Lays chains side by side, [`ABREAST`] at most, which are ranges of items in `scores`. Behind the end of a chain stand
/// zeros.
fn lay_abreast(scores: &[Lanes], chains: &[Range<usize>], items: &mut Vec<Across<i16>>) {
    items.clear();
    items.resize(chains.iter().map(Range::len).max().unwrap_or(0), [[0; ABREAST]; COUNT]);
    for (lane, chain) in chains.iter().enumerate() {
        for (item, scores) in items.iter_mut().zip(&scores[chain.clone()]) {
            for (label, &score) in item.iter_mut().zip(scores) {
                label[lane] = score;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::{Paths, Share, Shares, Transitions, may_follow, transition};
    use crate::role::label::{CONTENT, CONTENT_IN, COUNT, NONE, SPEAKER, SPEAKER_IN};
    use crate::table::{LabelTable, Lanes};

    fn score(label: usize, by: i16) -> Lanes {
        let mut scores = [0; 8];
        scores[label] = by;
        scores
    }

    fn best_path(chain: &Transitions, items: &[Lanes]) -> Vec<u8> {
        let mut path = vec![0; items.len()];
        let all = 0..items.len();
        Paths::default().find(chain, items, &[all], &mut path);
        path
    }

    /// The probabilities, and that of no role anywhere.
    fn shares(chain: &Transitions, items: &[Lanes]) -> (Vec<Share>, f32) {
        let mut shares = vec![Share::default(); items.len()];
        let mut none = Vec::new();
        let all = 0..items.len();
        Shares::default().find(chain, items, &[all], &mut shares, &mut none);
        (shares, none[0])
    }

    #[test]
    fn further_items_need_a_first_one() {
        let chain = Transitions::new(&LabelTable::from_static(&[]));
        let items = [score(SPEAKER, -3), score(CONTENT, 30), score(CONTENT_IN, 30)];
        assert_eq!(best_path(&chain, &items), [NONE as u8, CONTENT as u8, CONTENT_IN as u8]);
        assert_ne!(best_path(&chain, &[score(SPEAKER_IN, 20)]), [SPEAKER_IN as u8]);
    }

    #[test]
    fn long_paths_with_great_scores_stay_on_their_labels() {
        let chain = Transitions::new(&LabelTable::from_static(&[]));
        let mut items = vec![score(CONTENT_IN, 300); 200];
        items[0] = score(CONTENT, 300);
        items[150] = score(SPEAKER, 3200);
        assert_eq!(best_path(&chain, &items)[149], CONTENT_IN as u8);
    }

    #[test]
    fn probabilities_are_numbers_for_the_greatest_scores() {
        let chain = Transitions::new(&LabelTable::from_static(&[]));
        let items =
            [score(SPEAKER, 32), score(CONTENT, 9000), score(NONE, 0), score(CONTENT, -9000)];
        let (shares, none) = shares(&chain, &items);
        assert!(shares.iter().all(|it| it.speaker.is_finite() && it.content.is_finite()));
        assert!(shares[1].content > 0.99 && none < 0.01);
        assert!(shares[0].content > 0.0);
        // Four labels may begin and follow: e against three ones.
        let right = 1.0_f32.exp() / (1.0_f32.exp() + 3.0);
        assert!((shares[0].speaker - right).abs() < 0.001);
    }

    #[test]
    fn no_role_anywhere_is_as_probable_as_all_items_say() {
        let chain = Transitions::new(&LabelTable::from_static(&[]));
        let items = [[0, -400, -400, -400, -400, -400, 0, 0]; 5];
        let (_, none) = shares(&chain, &items);
        assert!((0.99..1.0).contains(&none), "{none}");
    }

    /// Transitions and scores that look like learned ones, and chains of all lengths.
    fn chance() -> (Transitions, Vec<Lanes>, Vec<Range<usize>>) {
        let mut state = 7_u64;
        let mut next = |bound: i64| {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
            (state >> 33) as i64 % (2 * bound + 1) - bound
        };
        let weights: Vec<(u64, [f32; COUNT])> = (0..COUNT)
            .map(|it| (transition(it), [0; COUNT].map(|_| next(90) as f32 / 32.0)))
            .collect();
        let chains: Vec<Range<usize>> = (1..30)
            .scan(0, |end, length| {
                *end += length;
                Some(*end - length..*end)
            })
            .collect();
        let scores = (0..chains[28].end).map(|_| [0; 8].map(|_| next(150) as i16)).collect();
        (Transitions::new(&LabelTable::new(&weights, 0.0)), scores, chains)
    }

    #[test]
    fn chains_abreast_have_the_paths_of_each_alone() {
        let (chain, scores, chains) = chance();
        let mut path = vec![0; scores.len()];
        Paths::default().find(&chain, &scores, &chains, &mut path);
        let follow = |from: usize, to: usize| {
            if may_follow(from, to) { i32::from(chain.scores[from][to] >> 3) } else { -100_000 }
        };
        for range in chains {
            let items = &scores[range.clone()];
            // The best score of each label, and the paths there.
            let mut best: Vec<(i32, Vec<u8>)> = (0..COUNT)
                .map(|it| {
                    let begins = ![SPEAKER_IN, CONTENT_IN].contains(&it);
                    (if begins { items[0][it].into() } else { -100_000 }, vec![it as u8])
                })
                .collect();
            for item in &items[1..] {
                best = (0..COUNT)
                    .map(|to| {
                        let score = |from: usize| best[from].0 + follow(from, to);
                        let from =
                            (1..COUNT).fold(0, |a, b| if score(b) > score(a) { b } else { a });
                        let path = [&best[from].1[..], &[to as u8]].concat();
                        (score(from) + i32::from(item[to]), path)
                    })
                    .collect();
            }
            let top = best.iter().map(|it| it.0).max();
            let right = best.iter().find(|it| Some(it.0) == top).map(|it| &it.1[..]);
            assert_eq!(Some(&path[range]), right);
        }
    }

    #[test]
    fn chains_abreast_have_the_probabilities_of_each_alone() {
        let (chain, scores, chains) = chance();
        let mut shares = vec![Share::default(); scores.len()];
        let mut none = Vec::new();
        Shares::default().find(&chain, &scores, &chains, &mut shares, &mut none);
        let factor = |it: i16| (f64::from(it) * f64::from(LabelTable::STEP)).exp();
        for (range, none) in chains.iter().zip(none) {
            let items = &scores[range.clone()];
            // The sum of all paths that go through one of `labels` at the item `at`.
            let sum = |at: usize, labels: &[usize]| {
                let allowed = |item: usize, label: usize| item != at || labels.contains(&label);
                let mut sums: Vec<f64> = (0..COUNT)
                    .map(|it| {
                        let begins = allowed(0, it) && ![SPEAKER_IN, CONTENT_IN].contains(&it);
                        if begins { factor(items[0][it]) } else { 0.0 }
                    })
                    .collect();
                for (index, item) in items.iter().enumerate().skip(1) {
                    let step = |from: usize, to: usize| f64::from(chain.factors[from][to]);
                    sums = (0..COUNT)
                        .map(|to| {
                            let before: f64 =
                                (0..COUNT).map(|from| sums[from] * step(from, to)).sum();
                            if allowed(index, to) { before * factor(item[to]) } else { 0.0 }
                        })
                        .collect();
                }
                sums.iter().sum::<f64>()
            };
            let close = |found: f32, right: f64| assert!((f64::from(found) - right).abs() < 1e-4);
            let all = sum(usize::MAX, &[]);
            for (at, share) in shares[range.clone()].iter().enumerate() {
                close(share.speaker, sum(at, &[SPEAKER, SPEAKER_IN]) / all);
                close(share.content, sum(at, &[CONTENT, CONTENT_IN]) / all);
            }
            let alone: f64 = items.iter().map(|it| factor(it[NONE])).product();
            let follow = f64::from(chain.factors[NONE][NONE]).powi(items.len() as i32 - 1);
            close(none, alone * follow / all);
        }
    }
}
