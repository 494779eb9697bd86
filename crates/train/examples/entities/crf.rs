//! The entity tagger's conditional random field: hashed binary features, `AdaGrad`, dropout, averaged weights.

use std::thread;

use rashomon_entities::training::{COLUMNS, Group, HEADER, LABELS, Label, MAGIC, ROWS, State};

use crate::data::Example;

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// Times that all examples are seen.
    pub epochs: usize,
    /// Step of `AdaGrad`.
    pub step: f32,
    /// Chance of a feature to be left out.
    pub dropout: f32,
    /// Chance of all list features of a chain to be left out.
    pub list_dropout: f32,
    /// Chance of all features of the second reading of a chain to be left out.
    pub evidence_dropout: f32,
    /// Where the random numbers begin.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            epochs: 6,
            step: 0.05,
            dropout: 0.2,
            list_dropout: 0.2,
            evidence_dropout: 0.5,
            seed: 1,
        }
    }
}

/// Weights while they are learned.
#[derive(Debug)]
pub(crate) struct Trainer {
    /// Of features, then of transitions; each with its sum of squared gradients and its sum over time.
    weights: Vec<Weight>,
    /// Runs whose weights are summed up in these.
    runs: f32,
    /// Updates that count in the average so far.
    time: f32,
    random: Random,
}

#[derive(Clone, Copy, Debug)]
struct Weight {
    value: f32,
    squares: f32,
    /// Changes, each times the time at which it came.
    late: f32,
}

const TRANSITIONS: usize = ROWS * LABELS;

impl Trainer {
    /// Learns from examples.
    pub(crate) fn train(examples: &[&Example], settings: &Settings) -> Self {
        let zero = Weight { value: 0.0, squares: 1.0, late: 0.0 };
        let mut trainer = Self {
            weights: vec![zero; TRANSITIONS + LABELS * LABELS],
            runs: 1.0,
            time: 0.0,
            random: Random(settings.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
        };
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut lattice = Lattice::default();
        for epoch in 0..settings.epochs {
            for index in (1..order.len()).rev() {
                order.swap(index, trainer.random.below(index + 1));
            }
            for &index in &order {
                // The average begins with the second epoch.
                trainer.time += if epoch > 0 { 1.0 / 1024.0 } else { 0.0 };
                trainer.learn(examples[index], settings, &mut lattice);
            }
        }
        trainer
    }

    /// The mean of several runs that differ in their random numbers alone.
    pub(crate) fn ensemble(examples: &[&Example], settings: &Settings, runs: usize) -> Self {
        let run = |number: usize| {
            let settings = Settings { seed: settings.seed + number as u64, ..*settings };
            let mut one = Self::train(examples, &settings);
            for weight in &mut one.weights {
                let value = weight.value - weight.late / one.time.max(1e-9);
                *weight = Weight { value, squares: 1.0, late: 0.0 };
            }
            one
        };
        // Two at once: more would need more memory than they save time.
        let mut all: Option<Self> = None;
        for first in (0..runs).step_by(2) {
            let pair = thread::scope(|scope| {
                let tasks: Vec<_> =
                    (first..runs.min(first + 2)).map(|it| scope.spawn(move || run(it))).collect();
                tasks.into_iter().map(|it| it.join().expect("no run panics")).collect::<Vec<_>>()
            });
            for one in pair {
                match &mut all {
                    None => all = Some(one),
                    Some(all) => {
                        all.runs += 1.0;
                        for (sum, weight) in all.weights.iter_mut().zip(&one.weights) {
                            sum.value += weight.value;
                        }
                    }
                }
            }
        }
        all.expect("there is at least one run")
    }

    /// The model file: averaged weights in whole numbers.
    pub(crate) fn file(&self) -> Vec<u8> {
        let values: Vec<f32> =
            self.weights.iter().map(|it| it.value - it.late / self.time.max(1e-9)).collect();
        let mut sizes: Vec<f32> =
            values[..TRANSITIONS].iter().map(|it| it.abs()).filter(|it| *it > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes.get(sizes.len() - sizes.len() / 10_000 - 1).copied().unwrap_or(1.0);
        let scale = 127.0 / largest;
        let mut file = MAGIC.to_vec();
        let mut header = [0.0; HEADER];
        // The mean of the runs is worth as much as one of them, their sum is what the weights hold.
        header[0] = 1.0 / (scale * self.runs);
        for label in 0..Label::ALL.len() {
            header[2 + 2 * label] = 1.0;
        }
        file.extend(header.iter().flat_map(|it| it.to_le_bytes()));
        for from in 0..COLUMNS {
            for to in 0..COLUMNS {
                let known = from < LABELS && to < LABELS;
                let value = if known { values[TRANSITIONS + from * LABELS + to] } else { 0.0 };
                file.extend(((value * scale).round() as i16).to_le_bytes());
            }
        }
        for row in values[..TRANSITIONS].chunks(LABELS) {
            let mut bytes = [0; COLUMNS];
            for (byte, value) in bytes.iter_mut().zip(row) {
                *byte = ((value * scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
            }
            file.extend(bytes);
        }
        file
    }

    fn learn(&mut self, example: &Example, settings: &Settings, lattice: &mut Lattice) {
        let lists = self.random.unit() >= settings.list_dropout;
        let evidence = self.random.unit() >= settings.evidence_dropout;
        let features: Vec<Vec<u32>> = example
            .chain
            .features
            .iter()
            .map(|features| {
                let kept = features.iter().filter(|(_, group)| {
                    let dropped = self.random.unit() < settings.dropout;
                    !dropped
                        && match group {
                            Group::Plain => true,
                            Group::Lists => lists,
                            Group::Evidence => evidence,
                        }
                });
                kept.map(|it| it.0).collect()
            })
            .collect();
        lattice.scores.clear();
        for features in &features {
            let mut scores = [0.0; LABELS];
            for &feature in features {
                let row = feature as usize * LABELS;
                for (score, weight) in scores.iter_mut().zip(&self.weights[row..row + LABELS]) {
                    *score += f64::from(weight.value);
                }
            }
            lattice.scores.push(scores);
        }
        for from in 0..LABELS {
            for to in 0..LABELS {
                lattice.transitions[from][to] =
                    f64::from(self.weights[TRANSITIONS + from * LABELS + to].value);
            }
        }
        let every = vec![(1 << LABELS) - 1; example.allowed.len()];
        let expected = lattice.marginals(&every);
        let observed = lattice.marginals(&example.allowed);
        for (at, features) in features.iter().enumerate() {
            let gradient: [f32; LABELS] = std::array::from_fn(|it| {
                (observed.states[at][it] - expected.states[at][it]) as f32
            });
            if gradient.iter().all(|it| it.abs() < 1e-5) {
                continue;
            }
            for &feature in features {
                for (label, &gradient) in gradient.iter().enumerate() {
                    self.update(feature as usize * LABELS + label, gradient, settings.step);
                }
            }
        }
        for from in 0..LABELS {
            for to in 0..LABELS {
                let gradient = observed.pairs[from][to] - expected.pairs[from][to];
                self.update(TRANSITIONS + from * LABELS + to, gradient as f32, settings.step);
            }
        }
    }

    fn update(&mut self, index: usize, gradient: f32, step: f32) {
        let weight = &mut self.weights[index];
        weight.squares += gradient * gradient;
        let change = step * gradient / weight.squares.sqrt();
        weight.value += change;
        weight.late += change * self.time;
    }
}

/// Forward and backward sums over one chain.
#[derive(Debug, Default)]
struct Lattice {
    scores: Vec<[f64; LABELS]>,
    transitions: [[f64; LABELS]; LABELS],
}

struct Marginals {
    states: Vec<[f64; LABELS]>,
    /// Expected number of each transition; the place before the chain counts as outside.
    pairs: [[f64; LABELS]; LABELS],
}

impl Lattice {
    /// Probabilities of states and transitions over the paths that keep to the allowed states; if none does, over all.
    fn marginals(&self, allowed: &[u16]) -> Marginals {
        let length = self.scores.len();
        let permitted = |at: usize, state: usize| allowed[at] >> state & 1 == 1;
        let follows = |from: usize, to: usize| State(from as u8).allows(State(to as u8));
        let mut forward = vec![[f64::NEG_INFINITY; LABELS]; length];
        for to in (0..LABELS).filter(|&to| permitted(0, to) && follows(0, to)) {
            forward[0][to] = self.scores[0][to] + self.transitions[0][to];
        }
        for at in 1..length {
            for to in (0..LABELS).filter(|&to| permitted(at, to)) {
                let terms = (0..LABELS)
                    .filter(|&from| follows(from, to))
                    .map(|from| forward[at - 1][from] + self.transitions[from][to]);
                forward[at][to] = self.scores[at][to] + log_sum(terms);
            }
        }
        let total = log_sum(forward[length - 1].iter().copied());
        if total == f64::NEG_INFINITY {
            return self.marginals(&vec![(1 << LABELS) - 1; length]);
        }
        let mut backward = vec![[0.0; LABELS]; length];
        for at in (0..length - 1).rev() {
            for from in 0..LABELS {
                let terms = (0..LABELS)
                    .filter(|&to| permitted(at + 1, to) && follows(from, to))
                    .map(|to| {
                        self.transitions[from][to] + self.scores[at + 1][to] + backward[at + 1][to]
                    });
                backward[at][from] = log_sum(terms);
            }
        }
        let mut pairs = [[0.0; LABELS]; LABELS];
        let states: Vec<[f64; LABELS]> = (0..length)
            .map(|at| std::array::from_fn(|it| (forward[at][it] + backward[at][it] - total).exp()))
            .collect();
        for (to, value) in states[0].iter().enumerate() {
            pairs[0][to] += value;
        }
        for at in 1..length {
            for from in 0..LABELS {
                for to in (0..LABELS).filter(|&to| permitted(at, to) && follows(from, to)) {
                    let log = forward[at - 1][from]
                        + self.transitions[from][to]
                        + self.scores[at][to]
                        + backward[at][to];
                    pairs[from][to] += (log - total).exp();
                }
            }
        }
        Marginals { states, pairs }
    }
}

fn log_sum(terms: impl Iterator<Item = f64>) -> f64 {
    let (mut largest, mut sum) = (f64::NEG_INFINITY, 0.0);
    for term in terms {
        if term > largest {
            sum = sum * (largest - term).exp() + 1.0;
            largest = term;
        } else if term > f64::NEG_INFINITY {
            sum += (term - largest).exp();
        }
    }
    if sum == 0.0 { f64::NEG_INFINITY } else { largest + sum.ln() }
}

/// A xorshift generator.
#[derive(Clone, Copy, Debug)]
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }
}
