//! Best labels and their probabilities in a linear chain.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use rashomon_core::{Work, run_wide};

use crate::hash::feature;
use crate::role::label::{self, COUNT};
use crate::table::{LabelTable, Lanes};

/// One number for each label; the last two are padding, so that a row is added and multiplied as a whole.
pub type Row = [f32; 8];

/// Weights of one label after another, as scores and as factors.
#[derive(Clone, Debug)]
pub struct Transitions {
    /// By the label before: eight times the steps of the table, and in the last three bits the labels counted from the
    /// end, so that the greatest of several sums tells where it comes from.
    scores: [Lanes; COUNT],
    factors: [Row; COUNT],
    /// By the label after.
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

/// A score that no path survives. Sums of scores end at the bounds of their type, so that two of them are as bad as one.
const NEVER: i16 = -28_000;
/// The bits of a score that hold a label.
const LABEL: i16 = 7;

impl Transitions {
    /// Reads the transitions out of the table.
    pub fn new(table: &LabelTable) -> Self {
        let mut all = Self {
            scores: [[NEVER; 8]; COUNT],
            factors: [[0.0; 8]; COUNT],
            reversed: [[0.0; 8]; COUNT],
        };
        for from in 0..COUNT {
            let mut sums = [0; 8];
            table.add_lanes(transition(from), &mut sums);
            for to in (0..COUNT).filter(|&to| may_follow(from, to)) {
                let factor = (f32::from(sums[to]) * LabelTable::STEP).exp();
                all.scores[from][to] = sums[to] << 3 | (LABEL - from as i16);
                all.factors[from][to] = factor;
                all.reversed[to][from] = factor;
            }
        }
        all
    }

    /// The best path through `items`, which are scores by label. `from` is working memory.
    pub(crate) fn best_path(&self, items: &[Lanes], from: &mut Vec<Lanes>, path: &mut Vec<u8>) {
        from.resize(items.len(), [0; 8]);
        path.clear();
        path.resize(items.len(), 0);
        run_wide(Search { chain: self, items, from, path });
    }

    /// The probability of each label at each item, up to a factor that [`share`] takes out. Where no item has any role
    /// with a probability of `sure`, nothing is computed and `false` returned. `factors` is working memory.
    pub(crate) fn marginals(
        &self,
        items: &[Lanes],
        sure: f32,
        factors: &mut Vec<Row>,
        marginals: &mut Vec<Row>,
    ) -> bool {
        factors.resize(items.len(), [0.0; 8]);
        marginals.resize(items.len(), [0.0; 8]);
        run_wide(Sum { chain: self, items, sure, factors, marginals })
    }
}

/// The search for the best path.
struct Search<'a> {
    chain: &'a Transitions,
    items: &'a [Lanes],
    from: &'a mut [Lanes],
    path: &'a mut [u8],
}

impl Work for Search<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Some((first, items)) = self.items.split_first() else { return };
        let mut last = first.map(|it| it.saturating_mul(LABEL + 1));
        last[label::SPEAKER_IN] = NEVER;
        last[label::CONTENT_IN] = NEVER;
        for (item, from) in items.iter().zip(&mut self.from[1..]) {
            let before = last;
            step(&self.chain.scores, &before, item, &mut last, from);
        }
        let mut at = (1..COUNT).fold(0, |top, it| if last[it] > last[top] { it } else { top });
        for (slot, from) in self.path.iter_mut().zip(self.from).rev() {
            *slot = at as u8;
            at = (LABEL - from[at]) as usize;
        }
    }
}

/// The sums over all paths.
struct Sum<'a> {
    chain: &'a Transitions,
    items: &'a [Lanes],
    sure: f32,
    factors: &'a mut [Row],
    marginals: &'a mut [Row],
}

impl Work for Sum<'_> {
    type Output = bool;

    #[inline(always)]
    fn run(self) -> bool {
        let Self { chain, items, sure, factors, marginals } = self;
        exponentials(items, factors);
        let Some(&(mut forward)) = factors.first() else { return false };
        for label in [label::SPEAKER_IN, label::CONTENT_IN, COUNT, COUNT + 1] {
            forward[label] = 0.0;
        }
        marginals[0] = forward;
        // The one path without any role.
        let mut none = forward[label::NONE];
        for (marginal, item) in marginals.iter_mut().zip(factors.iter()).skip(1) {
            let scale = forwards(&chain.factors, &mut forward, item);
            *marginal = forward;
            none *= chain.factors[label::NONE][label::NONE] * scale;
        }
        if none > sure * sum(&forward) {
            return false;
        }
        let mut after = [1.0; 8];
        for (marginal, item) in marginals.iter_mut().rev().skip(1).zip(factors.iter().rev()) {
            backwards(&chain.reversed, &mut after, item, marginal);
        }
        true
    }
}

/// What rows are scaled to: the product of two that hold the greatest exponentials is still a number.
const SMALL: f32 = 1.0 / 4_294_967_296.0;

/// The share of two labels.
pub(crate) fn share(marginal: &Row, labels: [usize; 2]) -> f32 {
    (marginal[labels[0]] + marginal[labels[1]]) / sum(marginal)
}

/// The sum of a row, in the order in which halves are added.
#[inline(always)]
fn sum(row: &Row) -> f32 {
    let (halves, _) = row.as_chunks::<4>();
    let [a, b, c, d] = std::array::from_fn(|it| halves[0][it] + halves[1][it]);
    (a + c) + (b + d)
}

/// One item further on the best paths: `next` is their scores, `from` the labels before in the manner of
/// [`Transitions::scores`]. Sums stay relative to the path without a role so far, and with that small. A function of its
/// own so that it is compiled for whole rows at a time, whatever surrounds it.
#[inline(never)]
fn step(scores: &[Lanes; COUNT], before: &Lanes, item: &Lanes, next: &mut Lanes, from: &mut Lanes) {
    let mut best = [i16::MIN; 8];
    for (scores, &before) in scores.iter().zip(before) {
        for (best, &score) in best.iter_mut().zip(scores) {
            *best = (*best).max(before.saturating_add(score));
        }
    }
    for (((next, from), best), &item) in next.iter_mut().zip(from).zip(best).zip(item) {
        *from = best & LABEL;
        // Three times twice as much: eight times, without leaving the type.
        let item = item.saturating_add(item);
        let item = item.saturating_add(item);
        let item = item.saturating_add(item);
        *next = (best & !LABEL).saturating_add(item).saturating_sub(before[label::NONE]);
    }
}

/// One item further on all paths; by what their sums are scaled.
#[inline(always)]
fn forwards(factors: &[Row; COUNT], sums: &mut Row, item: &Row) -> f32 {
    let scale = SMALL / sum(sums);
    let next = product(factors, sums);
    for ((sum, next), &item) in sums.iter_mut().zip(next).zip(item) {
        *sum = next * item * scale;
    }
    scale
}

/// One item further on all paths, from the end; what comes after `marginal` is multiplied into it.
#[inline(always)]
fn backwards(factors: &[Row; COUNT], after: &mut Row, item: &Row, marginal: &mut Row) {
    let scale = SMALL / sum(after);
    for (after, &item) in after.iter_mut().zip(item) {
        *after = *after * item * scale;
    }
    *after = product(factors, after);
    for (marginal, sum) in marginal.iter_mut().zip(after) {
        *marginal *= *sum;
    }
}

/// The sums over the labels of one side.
#[inline(always)]
fn product(factors: &[Row; COUNT], row: &Row) -> Row {
    let mut sums = [0.0; 8];
    for (factors, &it) in factors.iter().zip(row) {
        for (sum, &factor) in sums.iter_mut().zip(factors) {
            *sum += it * factor;
        }
    }
    sums
}

/// The exponentials of scores, relative to that of no role. They end where a label is all but certain. All numbers of all
/// items are one loop: as many at a time as the processor takes.
#[inline(always)]
fn exponentials(items: &[Lanes], rows: &mut [Row]) {
    const MOST: i16 = (50.0 / LabelTable::STEP) as i16;
    for (scores, row) in items.iter().zip(rows.iter_mut()) {
        for (slot, &it) in row.iter_mut().zip(scores) {
            let it = it.saturating_sub(scores[label::NONE]).clamp(-MOST, MOST);
            *slot = f32::from(it) * LabelTable::STEP;
        }
    }
    for it in rows.as_flattened_mut() {
        *it = exponential(*it);
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
    use super::{Transitions, exponential, share, sum};
    use crate::role::label::{CONTENT, CONTENT_IN, NONE, SPEAKER, SPEAKER_IN};
    use crate::table::{LabelTable, Lanes};

    fn score(label: usize, by: i16) -> Lanes {
        let mut scores = [0; 8];
        scores[label] = by;
        scores
    }

    #[test]
    fn further_items_need_a_first_one() {
        let chain = Transitions::new(&LabelTable::from_static(&[]));
        let (mut best, mut path) = (Vec::new(), Vec::new());
        let items = [score(SPEAKER, -3), score(CONTENT, 30), score(CONTENT_IN, 30)];
        chain.best_path(&items, &mut best, &mut path);
        assert_eq!(path, [NONE as u8, CONTENT as u8, CONTENT_IN as u8]);
        chain.best_path(&[score(SPEAKER_IN, 20)], &mut best, &mut path);
        assert_ne!(path, [SPEAKER_IN as u8]);
    }

    #[test]
    fn long_paths_with_great_scores_stay_on_their_labels() {
        let chain = Transitions::new(&LabelTable::from_static(&[]));
        let (mut best, mut path) = (Vec::new(), Vec::new());
        let mut items = vec![score(CONTENT_IN, 300); 200];
        items[0] = score(CONTENT, 300);
        items[150] = score(SPEAKER, 3200);
        chain.best_path(&items, &mut best, &mut path);
        assert_eq!(path[149], CONTENT_IN as u8);
    }

    #[test]
    fn probabilities_are_numbers_for_the_greatest_scores() {
        let chain = Transitions::new(&LabelTable::from_static(&[]));
        let mut marginals = Vec::new();
        let items =
            [score(SPEAKER, 32), score(CONTENT, 9000), score(NONE, 0), score(CONTENT, -9000)];
        assert!(chain.marginals(&items, 0.8, &mut Vec::new(), &mut marginals));
        assert!(marginals.iter().all(|it| sum(it).is_finite()));
        assert!(share(&marginals[1], [CONTENT, CONTENT_IN]) > 0.99);
        assert!(share(&marginals[0], [SPEAKER_IN, CONTENT_IN]) == 0.0);
        // Four labels may begin and follow: e against three ones.
        let right = 1.0_f32.exp() / (1.0_f32.exp() + 3.0);
        assert!((share(&marginals[0], [SPEAKER, SPEAKER_IN]) - right).abs() < 0.001);
    }

    #[test]
    fn no_role_anywhere_is_seen_without_probabilities() {
        let chain = Transitions::new(&LabelTable::from_static(&[]));
        let items = [[0, -400, -400, -400, -400, -400, 0, 0]; 5];
        assert!(!chain.marginals(&items, 0.99, &mut Vec::new(), &mut Vec::new()));
        assert!(chain.marginals(&items, 1.0, &mut Vec::new(), &mut Vec::new()));
    }

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
