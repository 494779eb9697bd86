//! Fits the confidence of names to how often they are right.

use std::error::Error;
use std::fs;

use rashomon_entities::training::{Label, MAGIC};

use crate::score::{self, Scored};

/// Writes slope and offset of each label into a model file.
///
/// # Errors
/// If a file cannot be read or written or is not of the expected form.
pub(crate) fn calibrate(model: &str, files: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut bytes = fs::read(model)?;
    let mut set = |label: Label, curve: [f64; 2]| -> Result<(), Box<dyn Error>> {
        for (place, value) in (2 + 2 * label as usize..).zip(curve) {
            let start = MAGIC.len() + 4 * place;
            bytes[start..start + 4].copy_from_slice(&(value as f32).to_le_bytes());
        }
        Ok(fs::write(model, &bytes)?)
    };
    for label in Label::ALL {
        set(label, [1.0, 0.0])?;
    }
    let mut found = Vec::new();
    for file in files {
        found.extend(score::read(model, file)?.0);
    }
    for label in Label::ALL {
        let names: Vec<&Scored> = found.iter().filter(|it| it.label == label).collect();
        set(label, fit(&names))?;
    }
    Ok(())
}

/// Slope and offset of the logistic curve that makes what is right likeliest, by Newton's method. Some pull towards
/// the model's own probabilities keeps the curve rising where there are few names.
fn fit(names: &[&Scored]) -> [f64; 2] {
    const PULL: f64 = 1.0;
    let [mut slope, mut offset] = [1.0, 0.0];
    for _ in 0..50 {
        let mut gradient = [PULL * (slope - 1.0), PULL * offset];
        let mut curvature = [PULL, 0.0, PULL];
        for name in names {
            let probability = (f64::from(name.confidence) / 100.0).clamp(0.005, 0.995);
            let log_odds = (probability / (1.0 - probability)).ln();
            let fitted = 1.0 / (1.0 + (-slope * log_odds - offset).exp());
            let error = fitted - f64::from(u8::from(name.right));
            let weight = fitted * (1.0 - fitted);
            gradient[0] += error * log_odds;
            gradient[1] += error;
            curvature[0] += weight * log_odds * log_odds;
            curvature[1] += weight * log_odds;
            curvature[2] += weight;
        }
        let [a, b, c] = curvature;
        let determinant = a * c - b * b;
        // Far from the best curve, Newton's steps are too long.
        let step = |it: f64| (it / determinant).clamp(-0.25, 0.25);
        slope -= step(c * gradient[0] - b * gradient[1]);
        offset -= step(a * gradient[1] - b * gradient[0]);
    }
    [slope, offset]
}
