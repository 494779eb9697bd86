//! Sparse vectors: those of all documents in one place, and those of stories.

/// What a weight of 1 is stored as: a weight takes two bytes, and sums of products are exact, whatever their order.
const ONE: f32 = 65_535.0;
/// A story's vector keeps its heaviest features, once there are twice as many.
const MOST: usize = 2000;

/// A vector: features in order, and their weights from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vector<'a> {
    ids: &'a [u32],
    weights: &'a [u16],
}

impl<'a> Vector<'a> {
    /// Features and their weights.
    pub(crate) fn features(self) -> impl Iterator<Item = (u32, f32)> + 'a {
        self.ids.iter().zip(self.weights).map(|(&id, &weight)| (id, f32::from(weight) / ONE))
    }

    /// The sum of the products of common features.
    pub(crate) fn dot(self, other: Self) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0_u64);
        while let (Some(&a), Some(&b)) = (self.ids.get(i), other.ids.get(j)) {
            if a == b
                && let (Some(&a), Some(&b)) = (self.weights.get(i), other.weights.get(j))
            {
                sum += u64::from(a) * u64::from(b);
            }
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        (sum as f64 / f64::from(ONE * ONE)) as f32
    }
}

/// The vectors of all documents.
#[derive(Debug, Default)]
pub(crate) struct Vectors {
    ends: Vec<usize>,
    ids: Vec<u32>,
    weights: Vec<u16>,
}

impl Vectors {
    /// Adds a vector; features come in order.
    pub(crate) fn push(&mut self, features: impl Iterator<Item = (u32, f32)>) {
        for (id, weight) in features {
            self.ids.push(id);
            self.weights.push(stored(weight));
        }
        self.ends.push(self.ids.len());
    }

    /// All vectors, in order.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = Vector<'_>> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let range = start..end;
            start = end;
            Vector {
                ids: self.ids.get(range.clone()).unwrap_or_default(),
                weights: self.weights.get(range).unwrap_or_default(),
            }
        })
    }
}

/// A vector of its own: the mean of several.
#[derive(Debug)]
pub(crate) struct Mean {
    ids: Vec<u32>,
    weights: Vec<u16>,
}

impl Mean {
    /// The mean of two vectors that stand for so many documents each.
    pub(crate) fn of(a: Vector<'_>, size_a: f32, b: Vector<'_>, size_b: f32) -> Self {
        let (share_a, share_b) = (size_a / (size_a + size_b), size_b / (size_a + size_b));
        let mut all: Vec<(u32, f32)> = Vec::with_capacity(a.ids.len() + b.ids.len());
        let (mut a, mut b) = (a.features().peekable(), b.features().peekable());
        loop {
            let (x, y) = match (a.peek(), b.peek()) {
                (None, None) => break,
                (Some(x), Some(y)) if x.0 == y.0 => (a.next(), b.next()),
                (Some(x), Some(y)) if x.0 < y.0 => (a.next(), None),
                (Some(_), None) => (a.next(), None),
                (_, Some(_)) => (None, b.next()),
            };
            let id = x.or(y).map_or(0, |it| it.0);
            let weight = x.map_or(0.0, |it| it.1 * share_a) + y.map_or(0.0, |it| it.1 * share_b);
            all.push((id, weight));
        }
        if all.len() > 2 * MOST {
            all.select_nth_unstable_by(MOST, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            all.truncate(MOST);
            all.sort_unstable_by_key(|it| it.0);
        }
        let (ids, weights) = all.into_iter().map(|(id, weight)| (id, stored(weight))).unzip();
        Self { ids, weights }
    }

    /// The mean itself.
    pub(crate) fn vector(&self) -> Vector<'_> {
        Vector { ids: &self.ids, weights: &self.weights }
    }
}

fn stored(weight: f32) -> u16 {
    (weight * ONE).round() as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vectors(features: &[&[(u32, f32)]]) -> Vectors {
        let mut vectors = Vectors::default();
        for it in features {
            vectors.push(it.iter().copied());
        }
        vectors
    }

    #[test]
    fn products_of_common_features_are_summed() {
        let vectors = vectors(&[&[(1, 0.6), (3, 0.8)], &[(2, 0.6), (3, 0.5)], &[]]);
        let [a, b, none] = vectors.iter().collect::<Vec<_>>()[..] else { panic!("three vectors") };
        assert!((a.dot(b) - 0.4).abs() < 1e-4);
        assert!((a.dot(a) - 1.0).abs() < 1e-4);
        assert!(a.dot(none) <= 0.0);
    }

    #[test]
    fn a_mean_has_the_mean_similarity() {
        let vectors =
            vectors(&[&[(1, 0.6), (3, 0.8)], &[(3, 0.5), (4, 0.1)], &[(3, 0.2), (4, 0.9)]]);
        let [a, b, c] = vectors.iter().collect::<Vec<_>>()[..] else { panic!("three vectors") };
        let mean = Mean::of(a, 3.0, b, 1.0);
        let expected = (3.0 * a.dot(c) + b.dot(c)) / 4.0;
        assert!((mean.vector().dot(c) - expected).abs() < 1e-4);
    }

    #[test]
    fn a_long_mean_keeps_what_is_heaviest() {
        let long: Vec<_> = (0..5000).map(|it| (it, 0.001 + it as f32 / 10_000.0)).collect();
        let vectors = vectors(&[&long, &[]]);
        let [a, none] = vectors.iter().collect::<Vec<_>>()[..] else { panic!("two vectors") };
        let mean = Mean::of(a, 1.0, none, 1.0);
        assert_eq!(mean.ids, (3000..5000).collect::<Vec<_>>());
    }
}
