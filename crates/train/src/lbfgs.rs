//! Limited-memory BFGS: minimises a smooth function of many variables.

/// When to stop, and how much to remember.
#[derive(Clone, Copy, Debug)]
pub struct Lbfgs {
    /// Steps at most.
    pub iterations: usize,
    /// Steps whose change is remembered.
    pub memory: usize,
    /// Stops when the gradient is shorter than this share of the point (at least 1).
    pub tolerance: f64,
}

impl Default for Lbfgs {
    fn default() -> Self {
        Self { iterations: 120, memory: 8, tolerance: 1e-5 }
    }
}

/// A step of the past: how the point and the gradient changed.
struct Step {
    point: Vec<f64>,
    gradient: Vec<f64>,
    /// 1 / (point . gradient).
    rho: f64,
}

impl Lbfgs {
    /// Moves `point` to a minimum of `function`, which returns the value and fills in the gradient (zeroed before each
    /// call). Returns the last value. The same function gives the same result, bit for bit.
    pub fn minimise(
        &self,
        point: &mut [f64],
        mut function: impl FnMut(&[f64], &mut [f64]) -> f64,
    ) -> f64 {
        let mut gradient = vec![0.0; point.len()];
        let mut value = function(point, &mut gradient);
        let mut past: Vec<Step> = Vec::new();
        for _ in 0..self.iterations {
            if norm(&gradient) <= self.tolerance * norm(point).max(1.0) {
                break;
            }
            let mut direction = descend(&gradient, &past);
            let mut slope = dot(&direction, &gradient);
            if slope >= 0.0 {
                past.clear();
                direction = gradient.iter().map(|it| -it).collect();
                slope = -dot(&gradient, &gradient);
            }
            let first = if past.is_empty() { 1.0 / norm(&gradient) } else { 1.0 };
            let Some((next, next_gradient, next_value)) =
                search(point, &direction, value, slope, first, &mut function)
            else {
                break;
            };
            let moved = difference(&next, point);
            let turned = difference(&next_gradient, &gradient);
            let product = dot(&moved, &turned);
            if product > 1e-12 {
                if past.len() == self.memory {
                    past.remove(0);
                }
                past.push(Step { point: moved, gradient: turned, rho: 1.0 / product });
            }
            point.copy_from_slice(&next);
            (gradient, value) = (next_gradient, next_value);
        }
        value
    }
}

/// The direction of descent: the gradient through the remembered curvature (two-loop recursion).
fn descend(gradient: &[f64], past: &[Step]) -> Vec<f64> {
    let mut direction: Vec<f64> = gradient.iter().map(|it| -it).collect();
    let mut factors = Vec::with_capacity(past.len());
    for step in past.iter().rev() {
        let factor = step.rho * dot(&step.point, &direction);
        add(&mut direction, -factor, &step.gradient);
        factors.push(factor);
    }
    if let Some(last) = past.last() {
        let scale = 1.0 / (last.rho * dot(&last.gradient, &last.gradient));
        for value in &mut direction {
            *value *= scale;
        }
    }
    for (step, factor) in past.iter().zip(factors.iter().rev()) {
        let back = step.rho * dot(&step.gradient, &direction);
        add(&mut direction, factor - back, &step.point);
    }
    direction
}

/// Finds a step that lowers the value enough and flattens the slope (weak Wolfe conditions), by bisection.
fn search(
    point: &[f64],
    direction: &[f64],
    value: f64,
    slope: f64,
    first: f64,
    function: &mut impl FnMut(&[f64], &mut [f64]) -> f64,
) -> Option<(Vec<f64>, Vec<f64>, f64)> {
    let (mut low, mut high, mut length) = (0.0, f64::INFINITY, first);
    for _ in 0..40 {
        let mut next = point.to_vec();
        add(&mut next, length, direction);
        let mut gradient = vec![0.0; point.len()];
        let next_value = function(&next, &mut gradient);
        if next_value > value + 1e-4 * length * slope || !next_value.is_finite() {
            high = length;
        } else if dot(&gradient, direction) < 0.9 * slope {
            low = length;
        } else {
            return Some((next, gradient, next_value));
        }
        length = if high.is_finite() { f64::midpoint(low, high) } else { low * 2.0 };
    }
    None
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

fn difference(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

fn add(to: &mut [f64], factor: f64, what: &[f64]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += factor * what;
    }
}

#[cfg(test)]
mod tests {
    use super::Lbfgs;

    #[test]
    fn finds_the_bottom_of_a_curved_valley() {
        // Rosenbrock's function: its minimum is at (1, 1).
        let mut point = [-1.2, 1.0];
        let value =
            Lbfgs { iterations: 200, ..Lbfgs::default() }.minimise(&mut point, |at, slope| {
                let (a, b) = (1.0 - at[0], at[1] - at[0] * at[0]);
                slope[0] = -2.0 * a - 400.0 * at[0] * b;
                slope[1] = 200.0 * b;
                a * a + 100.0 * b * b
            });
        assert!(value < 1e-8, "{value}");
        assert!((point[0] - 1.0).abs() < 1e-3 && (point[1] - 1.0).abs() < 1e-3, "{point:?}");
    }
}
