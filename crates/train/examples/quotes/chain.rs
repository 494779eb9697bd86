//! The linear-chain conditional random field of the role labeller, by FTRL-proximal: one pass updates only the weights
//! that an instance touches, and the L1 penalty leaves most at exactly zero.

use std::collections::HashMap;

use rashomon_quotes::chain::{may_follow, transition};
use rashomon_quotes::role::label::COUNT;

/// One sentence seen from one cue.
pub(crate) struct Instance {
    /// Which part of the corpus it belongs to, for cross-fitting.
    pub(crate) fold: usize,
    /// Hashes of the features of all items, one after the other.
    pub(crate) features: Vec<u64>,
    /// Where the features of each item end.
    pub(crate) ends: Vec<u32>,
    pub(crate) labels: Vec<u8>,
}

/// Rates and penalties.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    pub(crate) rate: f32,
    pub(crate) l1: f32,
    pub(crate) l2: f32,
    pub(crate) epochs: usize,
    /// How often it learns, in as many orders of the instances.
    pub(crate) rounds: u64,
}

#[derive(Clone, Copy, Default)]
struct Weight {
    sum: f32,
    squares: f32,
    value: f32,
}

impl Weight {
    fn update(&mut self, gradient: f32, settings: Settings) {
        if gradient == 0.0 {
            return;
        }
        let before = self.squares.sqrt();
        self.squares += gradient * gradient;
        let after = self.squares.sqrt();
        self.sum += gradient - (after - before) / settings.rate * self.value;
        self.value = if self.sum.abs() <= settings.l1 {
            0.0
        } else {
            -(self.sum - self.sum.signum() * settings.l1)
                / ((0.5 + after) / settings.rate + settings.l2)
        };
    }
}

/// Learns from the instances outside `fold` the weights of all features by label; features met less than `least` times are
/// left out. Where a round ends is partly chance: the weights are the means of several.
pub(crate) fn learn(
    instances: &[Instance],
    fold: Option<usize>,
    least: u32,
    settings: Settings,
) -> Vec<(u64, [f32; COUNT])> {
    let mut rows = learn_once(instances, fold, least, settings, 0);
    for round in 1..settings.rounds {
        let more = learn_once(instances, fold, least, settings, round);
        for ((_, sums), (_, more)) in rows.iter_mut().zip(&more) {
            for (sum, more) in sums.iter_mut().zip(more) {
                *sum += more;
            }
        }
    }
    for (_, sums) in &mut rows {
        *sums = sums.map(|it| it / settings.rounds as f32);
    }
    rows
}

/// One round of [`learn`].
fn learn_once(
    instances: &[Instance],
    fold: Option<usize>,
    least: u32,
    settings: Settings,
    round: u64,
) -> Vec<(u64, [f32; COUNT])> {
    let chosen: Vec<&Instance> = instances.iter().filter(|it| Some(it.fold) != fold).collect();
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for hash in chosen.iter().flat_map(|it| &it.features) {
        *counts.entry(*hash).or_default() += 1;
    }
    let mut ids: HashMap<u64, u32> = HashMap::new();
    let mut hashes = Vec::new();
    let mut compact: Vec<Vec<u32>> = Vec::new();
    for instance in &chosen {
        let row = instance.features.iter().map(|hash| {
            if counts[hash] < least {
                return u32::MAX;
            }
            *ids.entry(*hash).or_insert_with(|| {
                hashes.push(*hash);
                hashes.len() as u32 - 1
            })
        });
        compact.push(row.collect());
    }
    drop(counts);
    let mut weights = vec![[Weight::default(); COUNT]; hashes.len()];
    let mut transitions = [[Weight::default(); COUNT]; COUNT];
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    let mut seed =
        0x2545_f491_4f6c_dd1d_u64.wrapping_add(round.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let held_out: Vec<(&Instance, Vec<u32>)> = instances
        .iter()
        .filter(|it| Some(it.fold) == fold)
        .map(|it| {
            let id = |hash| ids.get(hash).copied().unwrap_or(u32::MAX);
            (it, it.features.iter().map(id).collect())
        })
        .collect();
    for epoch in 0..settings.epochs {
        for at in (1..order.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            order.swap(at, (seed % (at as u64 + 1)) as usize);
        }
        let mut loss = 0.0;
        for &at in &order {
            loss += step(chosen[at], &compact[at], &mut weights, &mut transitions, Some(settings));
        }
        let mut other = 0.0;
        for (instance, features) in &held_out {
            other += step(instance, features, &mut weights, &mut transitions, None);
        }
        eprintln!(
            "  epoch {epoch}: loss {:.4} an instance, held out {:.4}",
            loss / order.len().max(1) as f64,
            other / held_out.len().max(1) as f64
        );
    }
    let mut rows: Vec<(u64, [f32; COUNT])> =
        hashes.iter().zip(&weights).map(|(&hash, row)| (hash, row.map(|it| it.value))).collect();
    for (from, row) in transitions.iter().enumerate() {
        rows.push((transition(from), row.map(|it| it.value)));
    }
    rows
}

/// Forward and backward sums over a sentence.
struct Lattice {
    exponentials: Vec<[f32; COUNT]>,
    forward: Vec<[f32; COUNT]>,
    backward: Vec<[f32; COUNT]>,
    log_z: f64,
}

impl Lattice {
    fn new(scores: &[[f32; COUNT]], factors: &[[f32; COUNT]; COUNT]) -> Self {
        let length = scores.len();
        let mut log_z = 0.0_f64;
        let mut exponentials = Vec::with_capacity(length);
        for row in scores {
            let most = row.iter().copied().fold(f32::MIN, f32::max);
            exponentials.push(row.map(|it| (it - most).exp()));
            log_z += f64::from(most);
        }
        let mut forward = vec![[0.0_f32; COUNT]; length];
        for at in 0..length {
            for to in 0..COUNT {
                let sum = if at == 0 {
                    if may_follow(0, to) { 1.0 } else { 0.0 }
                } else {
                    (0..COUNT).map(|from| forward[at - 1][from] * factors[from][to]).sum()
                };
                forward[at][to] = sum * exponentials[at][to];
            }
            log_z += f64::from(normalize(&mut forward[at]).ln());
        }
        let mut backward = vec![[1.0_f32; COUNT]; length];
        for at in (0..length - 1).rev() {
            let (item, next) = (exponentials[at + 1], backward[at + 1]);
            for (from, factors) in factors.iter().enumerate() {
                backward[at][from] = (0..COUNT).map(|to| factors[to] * item[to] * next[to]).sum();
            }
            normalize(&mut backward[at]);
        }
        Self { exponentials, forward, backward, log_z }
    }
}

/// Makes the values add up to one; returns what they added up to.
fn normalize(values: &mut [f32; COUNT]) -> f32 {
    let sum = values.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    for it in values {
        *it /= sum;
    }
    sum
}

fn step(
    instance: &Instance,
    features: &[u32],
    weights: &mut [[Weight; COUNT]],
    transitions: &mut [[Weight; COUNT]; COUNT],
    settings: Option<Settings>,
) -> f64 {
    let length = instance.labels.len();
    let mut scores = vec![[0.0_f32; COUNT]; length];
    let mut start = 0;
    for (at, &end) in instance.ends.iter().enumerate() {
        for &id in features[start..end as usize].iter().filter(|&&id| id != u32::MAX) {
            for (score, weight) in scores[at].iter_mut().zip(&weights[id as usize]) {
                *score += weight.value;
            }
        }
        start = end as usize;
    }
    let factor = |from: usize, to: usize| {
        if may_follow(from, to) { transitions[from][to].value.exp() } else { 0.0 }
    };
    let mut factors = [[0.0_f32; COUNT]; COUNT];
    for (from, row) in factors.iter_mut().enumerate() {
        for (to, it) in row.iter_mut().enumerate() {
            *it = factor(from, to);
        }
    }
    let Lattice { exponentials, forward, backward, log_z } = Lattice::new(&scores, &factors);
    let mut gold = 0.0_f64;
    let mut expected = [[0.0_f32; COUNT]; COUNT];
    for at in 0..length {
        let label = usize::from(instance.labels[at]);
        gold += f64::from(scores[at][label]);
        if at > 0 {
            let before = usize::from(instance.labels[at - 1]);
            gold += f64::from(transitions[before][label].value);
            let item = exponentials[at];
            let mut pair = [[0.0_f32; COUNT]; COUNT];
            let mut sum = 0.0;
            for from in 0..COUNT {
                for to in 0..COUNT {
                    pair[from][to] =
                        forward[at - 1][from] * factors[from][to] * item[to] * backward[at][to];
                    sum += pair[from][to];
                }
            }
            if sum > 0.0 {
                for from in 0..COUNT {
                    for to in 0..COUNT {
                        expected[from][to] += pair[from][to] / sum;
                    }
                }
            }
            expected[before][label] -= 1.0;
        }
    }
    let Some(settings) = settings else { return log_z - gold };
    let mut start = 0;
    for (at, &end) in instance.ends.iter().enumerate() {
        let mut marginal = [0.0; COUNT];
        for (to, it) in marginal.iter_mut().enumerate() {
            *it = forward[at][to] * backward[at][to];
        }
        normalize(&mut marginal);
        marginal[usize::from(instance.labels[at])] -= 1.0;
        for &id in features[start..end as usize].iter().filter(|&&id| id != u32::MAX) {
            for (weight, &gradient) in weights[id as usize].iter_mut().zip(&marginal) {
                if gradient.abs() > 1e-4 {
                    weight.update(gradient, settings);
                }
            }
        }
        start = end as usize;
    }
    for from in 0..COUNT {
        for to in 0..COUNT {
            transitions[from][to].update(expected[from][to], settings);
        }
    }
    log_z - gold
}
