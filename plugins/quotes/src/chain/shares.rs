//! The probabilities of the labels in each chain.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use std::ops::Range;

use rashomon_core::{Work, run_wide};

use super::{ABREAST, Across, Transitions, lay_abreast};
use crate::role::label::{self, COUNT};
use crate::table::{LabelTable, Lanes};

/// The probabilities that an item is part of the speaker, and of the content.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(crate) struct Share {
    pub(crate) speaker: f32,
    pub(crate) content: f32,
}

/// Working memory of [`find`](Self::find).
#[derive(Debug, Default)]
pub(crate) struct Shares {
    items: Vec<Across<i16>>,
    /// The exponentials of the scores.
    factors: Vec<Across<f32>>,
    /// The sums over all paths up to each item.
    sums: Vec<Across<f32>>,
    /// For each item the probabilities of either role.
    found: Vec<Roles>,
}

/// Probabilities of either role, side by side.
type Roles = [[f32; ABREAST]; 2];

impl Shares {
    /// Works out the probabilities in chains, which are ranges of items in `scores`, into the same ranges of `shares`, and
    /// pushes for each chain the probability that no item of it has a role. The chains are sorted by length.
    pub(crate) fn find(
        &mut self,
        transitions: &Transitions,
        scores: &[Lanes],
        chains: &[Range<usize>],
        shares: &mut [Share],
        none: &mut Vec<f32>,
    ) {
        debug_assert!(chains.is_sorted_by_key(Range::len), "the shortest chain is over first");
        for chains in chains.chunks(ABREAST) {
            lay_abreast(scores, chains, &mut self.items);
            self.factors.clear();
            self.factors.extend(self.items.iter().map(|it| run_wide(Exponentials(it))));
            self.go_forward(&transitions.factors, chains, none);
            self.go_backward(&transitions.factors, chains);
            for (lane, chain) in chains.iter().enumerate() {
                for (share, found) in shares[chain.clone()].iter_mut().zip(self.found.iter().rev())
                {
                    *share = Share { speaker: found[0][lane], content: found[1][lane] };
                }
            }
        }
    }

    /// Sums up all paths to each item.
    fn go_forward(
        &mut self,
        transitions: &[[f32; COUNT]; COUNT],
        chains: &[Range<usize>],
        none: &mut Vec<f32>,
    ) {
        let mut lanes = chains.iter().enumerate().peekable();
        // What the paths without any role add to the sums.
        let mut without = [1.0; ABREAST];
        let mut sums = [[0.0; ABREAST]; COUNT];
        self.sums.clear();
        for item in &self.factors {
            if self.sums.is_empty() {
                sums = *item;
                sums[label::SPEAKER_IN] = [0.0; ABREAST];
                sums[label::CONTENT_IN] = [0.0; ABREAST];
            } else {
                let scale;
                (sums, scale) = run_wide(Forward { transitions, before: &sums, item });
                for (without, scale) in without.iter_mut().zip(scale) {
                    *without *= transitions[label::NONE][label::NONE] * scale;
                }
            }
            self.sums.push(sums);
            while let Some((lane, _)) = lanes.next_if(|(_, it)| it.len() == self.sums.len()) {
                none.push(without[lane] / sums.iter().map(|it| it[lane]).sum::<f32>());
            }
        }
    }

    /// Sums up all paths from the end, and finds the probabilities at each item, the last one first.
    fn go_backward(&mut self, transitions: &[[f32; COUNT]; COUNT], chains: &[Range<usize>]) {
        let mut lanes = chains.iter().enumerate().rev().peekable();
        let mut after = [[1.0; ABREAST]; COUNT];
        self.found.clear();
        for (at, (before, item)) in self.sums.iter().zip(&self.factors).enumerate().rev() {
            while let Some((lane, _)) = lanes.next_if(|(_, it)| it.len() == at + 1) {
                for after in &mut after {
                    after[lane] = 1.0;
                }
            }
            let found;
            (after, found) = run_wide(Backward { transitions, before, item, after: &after });
            self.found.push(found);
        }
    }
}

/// One item further on all paths: their sums, and by what these are scaled. What it makes is returned, not written where
/// it might be read: only so are eight lanes compiled as one.
struct Forward<'a> {
    transitions: &'a [[f32; COUNT]; COUNT],
    before: &'a Across<f32>,
    item: &'a Across<f32>,
}

impl Work for Forward<'_> {
    type Output = (Across<f32>, [f32; ABREAST]);

    #[inline(always)]
    fn run(self) -> Self::Output {
        let Self { transitions, before, item } = self;
        let scale = total(before).map(|it| SMALL / it);
        let mut sums = [[0.0; ABREAST]; COUNT];
        for to in 0..COUNT {
            for from in 0..COUNT {
                for lane in 0..ABREAST {
                    sums[to][lane] += before[from][lane] * transitions[from][to];
                }
            }
            for lane in 0..ABREAST {
                sums[to][lane] *= item[to][lane] * scale[lane];
            }
        }
        (sums, scale)
    }
}

/// One item further on all paths from the end: their sums, and the probabilities at the item.
struct Backward<'a> {
    transitions: &'a [[f32; COUNT]; COUNT],
    before: &'a Across<f32>,
    item: &'a Across<f32>,
    /// The sums behind the item.
    after: &'a Across<f32>,
}

impl Work for Backward<'_> {
    type Output = (Across<f32>, Roles);

    #[inline(always)]
    fn run(self) -> Self::Output {
        let Self { transitions, before, item, after } = self;
        let mut both = *before;
        for (both, after) in both.iter_mut().zip(after) {
            for (both, after) in both.iter_mut().zip(after) {
                *both *= after;
            }
        }
        let all = total(&both);
        let roles = [label::SPEAKER, label::CONTENT].map(|it| {
            std::array::from_fn(|lane| (both[it][lane] + both[it + 1][lane]) / all[lane])
        });
        let scale = total(after).map(|it| SMALL / it);
        let mut behind = *after;
        for (behind, item) in behind.iter_mut().zip(item) {
            for lane in 0..ABREAST {
                behind[lane] *= item[lane] * scale[lane];
            }
        }
        let mut sums = [[0.0; ABREAST]; COUNT];
        for (transitions, sums) in transitions.iter().zip(&mut sums) {
            for (transition, behind) in transitions.iter().zip(&behind) {
                for (sum, behind) in sums.iter_mut().zip(behind) {
                    *sum += behind * transition;
                }
            }
        }
        (sums, roles)
    }
}

/// What sums are scaled to: the product of two that hold the greatest exponentials is still a number.
const SMALL: f32 = 1.0 / 4_294_967_296.0;

/// The sums of all labels together.
#[inline(always)]
fn total(sums: &Across<f32>) -> [f32; ABREAST] {
    let sum =
        |lane: usize, labels: [usize; 3]| labels.iter().map(|&it| sums[it][lane]).sum::<f32>();
    std::array::from_fn(|lane| sum(lane, [0, 4, 2]) + sum(lane, [1, 5, 3]))
}

/// The exponentials of scores, relative to that of no role. They end where a label is all but certain.
struct Exponentials<'a>(&'a Across<i16>);

impl Work for Exponentials<'_> {
    type Output = Across<f32>;

    #[inline(always)]
    fn run(self) -> Across<f32> {
        const MOST: i16 = (50.0 / LabelTable::STEP) as i16;
        let mut factors = [[0.0; ABREAST]; COUNT];
        let none = &self.0[label::NONE];
        for (scores, factors) in self.0.iter().zip(&mut factors) {
            for lane in 0..ABREAST {
                let score = scores[lane].saturating_sub(none[lane]).clamp(-MOST, MOST);
                factors[lane] = exponential(f32::from(score) * LabelTable::STEP);
            }
        }
        factors
    }
}

/// The exponential of a number that is not far from zero, within two units of the last place. Plain arithmetic: eight
/// at a time, and the same on every machine.
#[inline(always)]
fn exponential(power: f32) -> f32 {
    /// Added to a small number, its whole part ends up in the last bits.
    const ROUND: f32 = 12_582_912.0;
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

#[cfg(test)]
mod tests {
    use super::exponential;

    #[test]
    fn exponentials_are_right_to_the_last_places() {
        for power in (-9000..9000).map(|it| it as f32 / 180.0) {
            let right = f64::from(power).exp();
            let error = (f64::from(exponential(power)) - right).abs() / right;
            assert!(error < 2.5e-7, "exp({power}) is wrong by {error:e}");
        }
        assert!((exponential(0.0) - 1.0).abs() < f32::EPSILON);
    }
}
