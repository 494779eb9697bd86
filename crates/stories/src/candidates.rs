//! Which pairs are worth comparing: those that share some of their heaviest features.

use crate::vectors::Vector;

/// Features of each vector that are indexed.
const HEAVIEST: usize = 40;
/// Holders of a feature that are looked at, the latest.
const HOLDERS: usize = 256;
/// Earlier vectors that each one is compared with.
const MOST: usize = 20;
/// Similarities below this one are noise.
const NOISE: f32 = 0.03;

/// Two vectors, and how similar they are.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Edge {
    pub(crate) later: u32,
    pub(crate) earlier: u32,
    pub(crate) similarity: f32,
}

/// The edges of a sparse graph, in time that grows with the number of vectors, not of pairs.
pub(crate) fn edges(vectors: &[Vector<'_>]) -> Vec<Edge> {
    let index = Index::of(vectors);
    let mut scores = vec![0.0_f32; vectors.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut edges = Vec::new();
    for later in 0..vectors.len() {
        for &(id, weight) in index.features(later) {
            for &(earlier, other) in index.holders_before(id, later as u32) {
                if let Some(score) = scores.get_mut(earlier as usize) {
                    if *score == 0.0 {
                        touched.push(earlier);
                    }
                    *score += weight * other;
                }
            }
        }
        let score = |it: &u32| scores.get(*it as usize).copied().unwrap_or_default();
        let order = |a: &u32, b: &u32| score(b).total_cmp(&score(a)).then(a.cmp(b));
        if touched.len() > MOST {
            touched.select_nth_unstable_by(MOST, order);
        }
        for &earlier in touched.iter().take(MOST) {
            let pair = vectors.get(later).zip(vectors.get(earlier as usize));
            let similarity = pair.map_or(0.0, |(a, b)| a.dot(*b));
            if similarity >= NOISE {
                edges.push(Edge { later: later as u32, earlier, similarity });
            }
        }
        for it in touched.drain(..) {
            if let Some(score) = scores.get_mut(it as usize) {
                *score = 0.0;
            }
        }
    }
    edges
}

/// The heaviest features of each vector, and for each feature the vectors that hold it so.
struct Index {
    /// [`HEAVIEST`] places a vector.
    features: Vec<Vec<(u32, f32)>>,
    /// Where the holders of each feature begin.
    starts: Vec<u32>,
    /// In the order of the vectors.
    holders: Vec<(u32, f32)>,
}

impl Index {
    fn of(vectors: &[Vector<'_>]) -> Self {
        let features: Vec<_> = vectors.iter().map(|it| heaviest(*it)).collect();
        let end = features.iter().flatten().map(|it| it.0 + 1).max().unwrap_or(0) as usize;
        let mut starts = vec![0_u32; end + 1];
        for (id, _) in features.iter().flatten() {
            if let Some(count) = starts.get_mut(*id as usize + 1) {
                *count += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut cursors = starts.clone();
        let mut holders = vec![(0, 0.0); features.iter().map(Vec::len).sum()];
        for (vector, list) in features.iter().enumerate() {
            for &(id, weight) in list {
                let cursor = &mut cursors[id as usize];
                holders[*cursor as usize] = (vector as u32, weight);
                *cursor += 1;
            }
        }
        Self { features, starts, holders }
    }

    fn features(&self, vector: usize) -> &[(u32, f32)] {
        self.features.get(vector).map_or(&[], Vec::as_slice)
    }

    /// The latest holders of a feature before this vector.
    fn holders_before(&self, id: u32, vector: u32) -> &[(u32, f32)] {
        let id = id as usize;
        let Some(&[start, end]) = self.starts.get(id..id + 2) else { return &[] };
        let holders = self.holders.get(start as usize..end as usize).unwrap_or_default();
        let end = holders.partition_point(|it| it.0 < vector);
        holders.get(end.saturating_sub(HOLDERS)..end).unwrap_or_default()
    }
}

/// The heaviest features of a vector, in order.
fn heaviest(vector: Vector<'_>) -> Vec<(u32, f32)> {
    let mut features: Vec<(u32, f32)> = vector.features().collect();
    if features.len() > HEAVIEST {
        features.select_nth_unstable_by(HEAVIEST, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        features.truncate(HEAVIEST);
        features.sort_unstable_by_key(|it| it.0);
        features.shrink_to_fit();
    }
    features
}
