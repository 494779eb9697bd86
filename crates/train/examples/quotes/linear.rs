//! Log-linear models by L-BFGS: binary ones, and a choice among several candidates.

use std::collections::HashMap;

/// Numbers of features, in order of their first occurrence.
#[derive(Default)]
pub(crate) struct Features {
    ids: HashMap<u64, u32>,
    pub(crate) hashes: Vec<u64>,
}

impl Features {
    pub(crate) fn id(&mut self, hash: u64) -> u32 {
        *self.ids.entry(hash).or_insert_with(|| {
            self.hashes.push(hash);
            self.hashes.len() as u32 - 1
        })
    }
}

/// One choice: the features of each candidate, and which of them are right.
pub(crate) struct Choice {
    pub(crate) candidates: Vec<Vec<u32>>,
    pub(crate) right: Vec<bool>,
}

/// A yes-or-no question is a choice between its features and nothing.
pub(crate) fn question(features: Vec<u32>, yes: bool) -> Choice {
    Choice { candidates: vec![features, Vec::new()], right: vec![yes, !yes] }
}

/// Takes features out that occur in fewer than `least` choices.
pub(crate) fn drop_rare(choices: &mut [Choice], features: usize, least: u32) {
    let mut counts = vec![0; features];
    for &id in choices.iter().flat_map(|it| &it.candidates).flatten() {
        counts[id as usize] += 1;
    }
    for candidate in choices.iter_mut().flat_map(|it| &mut it.candidates) {
        candidate.retain(|&id| counts[id as usize] >= least);
    }
}

/// Learns one weight a feature: likelihood of choosing any right candidate, L2 penalty `l2 / 2 * |w|^2`.
pub(crate) fn learn(choices: &[Choice], features: usize, l2: f64, iterations: usize) -> Vec<f64> {
    minimize(features, iterations, |weights, gradient| {
        let mut loss = 0.0;
        for (gradient, &weight) in gradient.iter_mut().zip(weights) {
            *gradient = l2 * weight;
            loss += 0.5 * l2 * weight * weight;
        }
        let mut scores = Vec::new();
        for choice in choices {
            scores.clear();
            scores.extend(
                choice
                    .candidates
                    .iter()
                    .map(|it| it.iter().map(|&id| weights[id as usize]).sum::<f64>()),
            );
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let factors: Vec<f64> = scores.iter().map(|it| (it - most).exp()).collect();
            let all: f64 = factors.iter().sum();
            let right: f64 =
                factors.iter().zip(&choice.right).filter(|it| *it.1).map(|it| it.0).sum();
            if right <= 0.0 {
                continue;
            }
            loss -= (right / all).ln();
            for (at, candidate) in choice.candidates.iter().enumerate() {
                let wanted = if choice.right[at] { factors[at] / right } else { 0.0 };
                let error = factors[at] / all - wanted;
                for &id in candidate {
                    gradient[id as usize] += error;
                }
            }
        }
        loss
    })
}

/// L-BFGS with a backtracking line search.
fn minimize(
    dimensions: usize,
    iterations: usize,
    mut loss_of: impl FnMut(&[f64], &mut [f64]) -> f64,
) -> Vec<f64> {
    const HISTORY: usize = 8;
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let mut weights = vec![0.0; dimensions];
    let mut gradient = vec![0.0; dimensions];
    let mut loss = loss_of(&weights, &mut gradient);
    let mut history: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for iteration in 0..iterations {
        if iteration % 20 == 0 {
            eprintln!("  iteration {iteration}: loss {loss:.1}");
        }
        let mut direction = gradient.clone();
        let mut alphas = Vec::new();
        for (step, change, rho) in history.iter().rev() {
            let alpha = rho * dot(step, &direction);
            direction.iter_mut().zip(change).for_each(|(d, c)| *d -= alpha * c);
            alphas.push(alpha);
        }
        let scale = history.last().map_or_else(
            || 1.0 / dot(&gradient, &gradient).sqrt().max(1e-9),
            |(step, change, _)| dot(step, change) / dot(change, change),
        );
        for it in &mut direction {
            *it *= scale;
        }
        for ((step, change, rho), alpha) in history.iter().zip(alphas.iter().rev()) {
            let beta = rho * dot(change, &direction);
            direction.iter_mut().zip(step).for_each(|(d, s)| *d += (alpha - beta) * s);
        }
        let slope = -dot(&gradient, &direction);
        let mut rate = 1.0;
        let mut next = vec![0.0; dimensions];
        let mut next_gradient = vec![0.0; dimensions];
        let mut next_loss = f64::MAX;
        for _ in 0..20 {
            for (at, it) in next.iter_mut().enumerate() {
                *it = weights[at] - rate * direction[at];
            }
            next_loss = loss_of(&next, &mut next_gradient);
            if next_loss <= loss + 1e-4 * rate * slope {
                break;
            }
            rate *= 0.5;
        }
        if next_loss >= loss - 1e-6 * loss.abs() {
            eprintln!("  iteration {iteration}: stops at loss {loss:.1}");
            return if next_loss < loss { next } else { weights };
        }
        let step: Vec<f64> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let change: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let curvature = dot(&step, &change);
        if curvature > 1e-12 {
            history.push((step, change, 1.0 / curvature));
            if history.len() > HISTORY {
                history.remove(0);
            }
        }
        (weights, gradient, loss) = (next, next_gradient, next_loss);
    }
    weights
}
