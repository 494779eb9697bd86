//! Ridge regression by conjugate gradients.

/// An example.
pub(crate) struct Row {
    /// Features and their values.
    pub(crate) cells: Vec<(usize, f64)>,
    pub(crate) value: f64,
    /// What it counts.
    pub(crate) weight: f64,
}

/// Steps at most.
const STEPS: usize = 60;
/// Done when what is left of the slope is this share of what it was.
const CLOSE: f64 = 1e-4;

/// Weights of the features, each held near zero as strongly as `held` says. What all rows have in common is taken out
/// of their values first.
pub(crate) fn solve(rows: &[Row], held: &[f64]) -> Vec<f64> {
    let total: f64 = rows.iter().map(|it| it.weight).sum();
    let usual = rows.iter().map(|it| it.weight * it.value).sum::<f64>() / total;
    let mut scale = held.to_vec();
    let mut slope = vec![0.0; held.len()];
    for row in rows {
        for &(feature, value) in &row.cells {
            scale[feature] += row.weight * value * value;
            slope[feature] += row.weight * value * (row.value - usual);
        }
    }
    let mut weights = vec![0.0; held.len()];
    let enough = CLOSE * dot(&slope, &slope).sqrt();
    let mut rest = divided(&slope, &scale);
    let mut direction = rest.clone();
    let mut size = dot(&slope, &rest);
    for _ in 0..STEPS {
        let mut image: Vec<f64> = direction.iter().zip(held).map(|(it, held)| it * held).collect();
        for row in rows {
            let sum: f64 = row.cells.iter().map(|&(feature, it)| it * direction[feature]).sum();
            row.cells.iter().for_each(|&(feature, it)| image[feature] += row.weight * sum * it);
        }
        let step = size / dot(&direction, &image);
        weights.iter_mut().zip(&direction).for_each(|(it, along)| *it += step * along);
        slope.iter_mut().zip(&image).for_each(|(it, along)| *it -= step * along);
        if dot(&slope, &slope).sqrt() < enough {
            break;
        }
        rest = divided(&slope, &scale);
        let next = dot(&slope, &rest);
        direction.iter_mut().zip(&rest).for_each(|(it, rest)| *it = rest + next / size * *it);
        size = next;
    }
    weights
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn divided(one: &[f64], other: &[f64]) -> Vec<f64> {
    one.iter().zip(other).map(|(one, other)| one / other).collect()
}
