//! Linear-chain conditional random fields over sparse indicators.
//!
//! A position of a sequence has attributes (numbers of indicators that hold) and a set of labels that it may have: one
//! label where it is known, several where the data leaves it open. What is maximised is the probability of all label
//! sequences that agree with those sets, under L2 regularisation.

use crate::lbfgs::Lbfgs;

/// A sequence to learn from.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// For each position the attributes that hold, each below [`Shape::attributes`].
    pub attributes: Vec<Vec<u32>>,
    /// For each position the labels that it may have, one bit each.
    pub allowed: Vec<u32>,
}

/// What a model is about.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Number of attributes.
    pub attributes: usize,
    /// Number of labels, at most 32.
    pub labels: usize,
    /// For each label, the labels that may come after it, one bit each.
    pub may_follow: Vec<u32>,
    /// The labels that may come first, one bit each.
    pub may_start: u32,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Weight of the sum of squares that is added to the loss.
    pub l2: f64,
    /// The minimiser.
    pub lbfgs: Lbfgs,
    /// Threads. Each sums up its own share of the sequences: the result depends on their number, not on their timing.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { l2: 1.0, lbfgs: Lbfgs::default(), threads: 2 }
    }
}

/// A learned model.
#[derive(Clone, Debug)]
pub struct Crf {
    labels: usize,
    /// Weights of attributes by label, then of transitions.
    weights: Vec<f64>,
    transitions: usize,
}

impl Crf {
    /// Learns from sequences.
    ///
    /// # Panics
    /// If a sequence allows no sequence of labels that the shape permits.
    pub fn train(sequences: &[Sequence], shape: &Shape, options: &Options) -> Self {
        let transitions = shape.attributes * shape.labels;
        let size = transitions + shape.labels * shape.labels;
        let mut weights = vec![0.0; size];
        let chunk_size = sequences.len().div_ceil(options.threads.max(1)).max(1);
        options.lbfgs.minimise(&mut weights, |weights, gradient| {
            let parts: Vec<(f64, Vec<f64>)> = std::thread::scope(|scope| {
                let workers: Vec<_> = sequences
                    .chunks(chunk_size)
                    .map(|chunk| {
                        scope.spawn(move || {
                            let mut part = vec![0.0; size];
                            let mut lattice = Lattice::new(shape, weights);
                            let loss: f64 =
                                chunk.iter().map(|it| lattice.loss(it, &mut part)).sum();
                            (loss, part)
                        })
                    })
                    .collect();
                workers.into_iter().map(|it| it.join().expect("a worker does not panic")).collect()
            });
            let mut loss = 0.0;
            for (part_loss, part) in parts {
                loss += part_loss;
                gradient.iter_mut().zip(&part).for_each(|(to, from)| *to += from);
            }
            for (to, weight) in gradient.iter_mut().zip(weights) {
                loss += options.l2 * weight * weight;
                *to += 2.0 * options.l2 * weight;
            }
            loss
        });
        Self { labels: shape.labels, weights, transitions }
    }

    /// Weight of an attribute for a label.
    pub fn weight(&self, attribute: usize, label: usize) -> f64 {
        self.weights[attribute * self.labels + label]
    }

    /// Weight of a label after another.
    pub fn transition(&self, from: usize, to: usize) -> f64 {
        self.weights[self.transitions + from * self.labels + to]
    }
}

/// Forward and backward sums over one sequence.
struct Lattice<'model> {
    shape: &'model Shape,
    weights: &'model [f64],
    /// Exponentials of the transitions; zero where they may not be.
    follow: Vec<f64>,
    /// For each position and label: exponential of the score, less the position's greatest.
    scores: Vec<f64>,
    greatest: Vec<f64>,
    forward: Vec<f64>,
    backward: Vec<f64>,
    scale: Vec<f64>,
}

impl<'model> Lattice<'model> {
    fn new(shape: &'model Shape, weights: &'model [f64]) -> Self {
        let labels = shape.labels;
        let transitions = &weights[shape.attributes * labels..];
        let follow = (0..labels * labels)
            .map(|it| {
                let may = shape.may_follow[it / labels] >> (it % labels) & 1 == 1;
                if may { transitions[it].exp() } else { 0.0 }
            })
            .collect();
        Self {
            shape,
            weights,
            follow,
            scores: Vec::new(),
            greatest: Vec::new(),
            forward: Vec::new(),
            backward: Vec::new(),
            scale: Vec::new(),
        }
    }

    /// Negative logarithm of the probability of the allowed labels; adds its gradient.
    fn loss(&mut self, sequence: &Sequence, gradient: &mut [f64]) -> f64 {
        if sequence.attributes.is_empty() {
            return 0.0;
        }
        self.score(sequence);
        let all = self.sum(sequence, None, 1.0, gradient);
        let right = self.sum(sequence, Some(&sequence.allowed), -1.0, gradient);
        all - right
    }

    fn score(&mut self, sequence: &Sequence) {
        let labels = self.shape.labels;
        self.scores.clear();
        self.greatest.clear();
        for attributes in &sequence.attributes {
            let at = self.scores.len();
            self.scores.resize(at + labels, 0.0);
            let scores = &mut self.scores[at..];
            for attribute in attributes {
                let row = *attribute as usize * labels;
                for (score, weight) in scores.iter_mut().zip(&self.weights[row..row + labels]) {
                    *score += weight;
                }
            }
            let greatest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            for score in scores.iter_mut() {
                *score = (*score - greatest).exp();
            }
            self.greatest.push(greatest);
        }
    }

    /// Logarithm of the sum over all label sequences (that are allowed); adds `sign` times its gradient.
    fn sum(
        &mut self,
        sequence: &Sequence,
        allowed: Option<&[u32]>,
        sign: f64,
        gradient: &mut [f64],
    ) -> f64 {
        let labels = self.shape.labels;
        let count = sequence.attributes.len();
        let may = |at: usize, label: usize| {
            allowed.is_none_or(|it| it[at] >> label & 1 == 1)
                && (at > 0 || self.shape.may_start >> label & 1 == 1)
        };
        self.forward.clear();
        self.forward.resize(count * labels, 0.0);
        self.backward.clear();
        self.backward.resize(count * labels, 0.0);
        self.scale.clear();
        let mut log = 0.0;
        for at in 0..count {
            let mut total = 0.0;
            for label in (0..labels).filter(|it| may(at, *it)) {
                let reach = if at == 0 {
                    1.0
                } else {
                    let before = &self.forward[(at - 1) * labels..at * labels];
                    before
                        .iter()
                        .enumerate()
                        .map(|(it, value)| value * self.follow[it * labels + label])
                        .sum()
                };
                let value = reach * self.scores[at * labels + label];
                self.forward[at * labels + label] = value;
                total += value;
            }
            assert!(total > 0.0, "position {at} allows no label that may stand there");
            self.forward[at * labels..(at + 1) * labels].iter_mut().for_each(|it| *it /= total);
            self.scale.push(total);
            log += total.ln() + self.greatest[at];
        }
        for at in (0..count).rev() {
            for label in (0..labels).filter(|it| may(at, *it)) {
                self.backward[at * labels + label] = if at + 1 == count {
                    1.0
                } else {
                    let next = (at + 1) * labels;
                    let sum: f64 = (0..labels)
                        .filter(|it| may(at + 1, *it))
                        .map(|it| {
                            self.follow[label * labels + it]
                                * self.scores[next + it]
                                * self.backward[next + it]
                        })
                        .sum();
                    sum / self.scale[at + 1]
                };
            }
        }
        self.add_expectations(sequence, sign, gradient);
        log
    }

    /// Adds the expected count of each attribute and transition.
    fn add_expectations(&self, sequence: &Sequence, sign: f64, gradient: &mut [f64]) {
        let labels = self.shape.labels;
        let (states, transitions) = gradient.split_at_mut(self.shape.attributes * labels);
        let mut node = vec![0.0; labels];
        for (at, attributes) in sequence.attributes.iter().enumerate() {
            let here = at * labels;
            for (label, value) in node.iter_mut().enumerate() {
                *value = sign * self.forward[here + label] * self.backward[here + label];
            }
            for attribute in attributes {
                let row = *attribute as usize * labels;
                for (to, from) in states[row..row + labels].iter_mut().zip(&node) {
                    *to += from;
                }
            }
            if at > 0 {
                for before in 0..labels {
                    let value = sign * self.forward[here - labels + before] / self.scale[at];
                    for label in 0..labels {
                        transitions[before * labels + label] += value
                            * self.follow[before * labels + label]
                            * self.scores[here + label]
                            * self.backward[here + label];
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Crf, Lattice, Options, Sequence, Shape};

    fn shape() -> Shape {
        Shape { attributes: 3, labels: 2, may_follow: vec![0b11, 0b10], may_start: 0b11 }
    }

    fn sequences() -> Vec<Sequence> {
        vec![
            Sequence { attributes: vec![vec![0], vec![1, 2], vec![1]], allowed: vec![1, 2, 2] },
            Sequence { attributes: vec![vec![0, 2], vec![0], vec![1]], allowed: vec![1, 3, 2] },
        ]
    }

    #[test]
    fn gradient_is_the_slope_of_the_loss() {
        let weights: Vec<f64> = (0..10).map(|it| f64::from(it) * 0.1 - 0.4).collect();
        let loss = |weights: &[f64], gradient: &mut [f64]| -> f64 {
            let shape = shape();
            let mut lattice = Lattice::new(&shape, weights);
            sequences().iter().map(|it| lattice.loss(it, gradient)).sum()
        };
        let mut gradient = vec![0.0; 10];
        let value = loss(&weights, &mut gradient);
        for index in 0..10 {
            let mut moved = weights.clone();
            moved[index] += 1e-6;
            let slope = (loss(&moved, &mut [0.0; 10]) - value) / 1e-6;
            assert!((slope - gradient[index]).abs() < 1e-4, "{index}: {slope} {}", gradient[index]);
        }
    }

    #[test]
    fn what_tells_labels_apart_gets_weight() {
        let crf = Crf::train(&sequences(), &shape(), &Options { l2: 0.01, ..Options::default() });
        assert!(crf.weight(0, 0) > crf.weight(0, 1));
        assert!(crf.weight(1, 1) > crf.weight(1, 0));
        assert!(crf.transition(0, 1).is_finite());
    }

    #[test]
    fn learning_twice_gives_the_same_bits() {
        let learn = || Crf::train(&sequences(), &shape(), &Options::default()).weights;
        assert_eq!(learn(), learn());
    }
}
