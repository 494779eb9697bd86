//! Multinomial logistic regression over all features together.

use rashomon_sentiment::training::CLASSES;
use rashomon_train::lbfgs::Lbfgs;

use crate::corpus::{ALL, Example, MEANINGS, VALUES};

/// How strongly weights are held near zero, and how far each kind of feature is stretched (which frees its weights).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) l2: f64,
    pub(crate) meanings: f64,
    pub(crate) values: f64,
}

impl Settings {
    /// The settings that were best on held-out sentences, or others from `L2`, `MEANINGS` and `VALUES`.
    pub(crate) fn from_environment() -> Self {
        let number =
            |name, usual| std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(usual);
        Self {
            l2: number("L2", 1e-3),
            meanings: number("MEANINGS", 3.0),
            values: number("VALUES", 0.5),
        }
    }

    fn stretch(&self, feature: usize) -> f64 {
        if feature >= MEANINGS {
            self.meanings
        } else if feature >= VALUES {
            self.values
        } else {
            1.0
        }
    }
}

/// Weights of all features.
pub(crate) struct Weights(pub(crate) Vec<[f64; CLASSES]>);

/// Learns weights; the same examples give the same ones.
pub(crate) fn learn(examples: &[Example], settings: &Settings) -> Weights {
    let stretch: Vec<f64> = (0..ALL).map(|it| settings.stretch(it)).collect();
    let share = 1.0 / examples.len().max(1) as f64;
    let mut point = vec![0.0; ALL * CLASSES];
    let lbfgs = Lbfgs { iterations: 150, ..Lbfgs::default() };
    lbfgs.minimise(&mut point, |point, gradient| {
        let mut loss = 0.0;
        for (weight, slope) in point.iter().zip(gradient.iter_mut()) {
            loss += 0.5 * settings.l2 * weight * weight;
            *slope += settings.l2 * weight;
        }
        let (weights, _) = point.as_chunks::<CLASSES>();
        let (slopes, _) = gradient.as_chunks_mut::<CLASSES>();
        for example in examples {
            let mut logits = [0.0; CLASSES];
            each(example, |feature, value| {
                let value = value * stretch[feature];
                for class in 0..CLASSES {
                    logits[class] += value * weights[feature][class];
                }
            });
            let mut miss = softmax(logits);
            loss -= share * miss[example.class].max(1e-12).ln();
            miss[example.class] -= 1.0;
            each(example, |feature, value| {
                let value = value * stretch[feature] * share;
                for class in 0..CLASSES {
                    slopes[feature][class] += value * miss[class];
                }
            });
        }
        loss
    });
    let (weights, _) = point.as_chunks::<CLASSES>();
    Weights(weights.iter().zip(&stretch).map(|(row, stretch)| row.map(|it| it * stretch)).collect())
}

/// Calls `visit` with every feature of an example and its value.
fn each(example: &Example, mut visit: impl FnMut(usize, f64)) {
    for &(feature, value) in &example.sparse {
        visit(feature as usize, f64::from(value));
    }
    for (index, &value) in example.dense.iter().enumerate() {
        if value != 0.0 {
            visit(MEANINGS + index, f64::from(value));
        }
    }
}

fn softmax(logits: [f64; CLASSES]) -> [f64; CLASSES] {
    let most = logits.iter().copied().fold(f64::MIN, f64::max);
    let powers = logits.map(|it| (it - most).exp());
    let sum: f64 = powers.iter().sum();
    powers.map(|it| it / sum)
}

impl Weights {
    /// Mean of the F1 of the three classes.
    pub(crate) fn macro_f1(&self, examples: &[Example]) -> f64 {
        let mut table = [[0.0; CLASSES]; CLASSES];
        for example in examples {
            let mut logits = [0.0; CLASSES];
            each(example, |feature, value| {
                logits
                    .iter_mut()
                    .zip(&self.0[feature])
                    .for_each(|(it, weight)| *it += value * weight);
            });
            let best = (0..CLASSES).max_by(|&one, &other| logits[one].total_cmp(&logits[other]));
            table[example.class][best.unwrap_or(1)] += 1.0;
        }
        let f1 = |class: usize| {
            let found: f64 = table.iter().map(|it| it[class]).sum();
            let gold: f64 = table[class].iter().sum();
            2.0 * table[class][class] / (found + gold).max(1.0)
        };
        (0..CLASSES).map(f1).sum::<f64>() / CLASSES as f64
    }
}
