//! Joins the most similar stories, again and again, as long as they are as similar as what they are made of.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::mem::take;

use crate::candidates::Edge;
use crate::graph::{Graph, Link, Node};
use crate::options::Options;

/// A document by itself needs this share of the similarity that a story needs: one report strays more than the mean of several.
const SINGLE: f64 = 0.75;
/// Nothing needs more than this: a story that begins with two reports out of one agency is not closed to all others.
const ENOUGH: f64 = 0.25;
/// Two stories that were kept apart are looked at again when they have this many times as many pairs of reports.
const GROWN: f64 = 1.25;

/// The story of each node.
///
/// The similarity of two stories is the mean over all pairs of their documents (average link). Edges know some of these
/// pairs; their mean is a guess, and before two stories are joined it is replaced by the product of their means,
/// which is exact. Stories are joined if that reaches [`Options::least`] and the share [`Options::cohesion`] of the
/// smaller of their cohesions.
pub(crate) fn agglomerate(nodes: Vec<Node<'_>>, edges: &[Edge], options: &Options) -> Vec<u32> {
    let least = f64::from(options.least);
    let mut refused: Vec<Vec<Refused>> = vec![Vec::new(); nodes.len()];
    let mut graph = Graph::new(nodes);
    let mut heap = BinaryHeap::new();
    for edge in edges {
        let (a, b) = (graph.node(edge.later), graph.node(edge.earlier));
        let similarity = f64::from(edge.similarity * a.nearness(b, options.days));
        let pairs = a.size * b.size;
        graph.set_link(edge.later, edge.earlier, Link { sum: similarity * pairs, pairs });
        if similarity >= least {
            heap.push(Pair::new(similarity, edge.later, edge.earlier));
        }
    }
    while let Some(pair) = heap.pop() {
        let (a, b) = (graph.find(pair.a), graph.find(pair.b));
        let Some(mut link) = graph.link(a, b) else { continue };
        let (x, y) = (graph.node(a), graph.node(b));
        let pairs = x.size * y.size;
        let needed = needed(x, y, options);
        if link.pairs < pairs {
            let product = x.vector().dot(y.vector());
            let similarity = f64::from(product * x.nearness(y, options.days));
            link = Link { sum: similarity * pairs, pairs };
            graph.set_link(a, b, link);
        }
        let similarity = link.mean();
        if similarity < least {
            continue;
        }
        // What stands in the heap is what the pair was worth before its stories grew: never less than now.
        if similarity < pair.similarity {
            heap.push(Pair::new(similarity, a, b));
            continue;
        }
        if similarity < needed {
            refused[a as usize].push(Refused { other: b, pairs });
            refused[b as usize].push(Refused { other: a, pairs });
            continue;
        }
        let (into, from) = graph.join(a, b, similarity);
        let mut again = take(&mut refused[from as usize]);
        again.append(&mut refused[into as usize]);
        for it in again {
            let other = graph.find(it.other);
            let Some(link) = graph.link(into, other) else { continue };
            if graph.node(into).size * graph.node(other).size >= GROWN * it.pairs {
                heap.push(Pair::new(link.mean(), into, other));
            } else {
                refused[into as usize].push(Refused { other, ..it });
            }
        }
    }
    graph.stories()
}

/// The similarity that two stories need.
fn needed(a: &Node<'_>, b: &Node<'_>, options: &Options) -> f64 {
    let share = f64::from(options.cohesion);
    let needed = match (a.cohesion(), b.cohesion()) {
        (Some(a), Some(b)) => share * a.min(b),
        (Some(it), None) | (None, Some(it)) => share * SINGLE * it,
        (None, None) => 0.0,
    };
    needed.min(ENOUGH)
}

/// A story that was kept apart from this one, when they had so many pairs of documents.
#[derive(Clone, Copy, Debug)]
struct Refused {
    other: u32,
    pairs: f64,
}

/// Two stories; the most similar are the greatest, and of equals the earliest.
#[derive(Clone, Copy, Debug)]
struct Pair {
    similarity: f64,
    a: u32,
    b: u32,
}

impl Pair {
    fn new(similarity: f64, a: u32, b: u32) -> Self {
        Self { similarity, a: a.min(b), b: a.max(b) }
    }
}

impl Ord for Pair {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_place = (other.a, other.b).cmp(&(self.a, self.b));
        self.similarity.total_cmp(&other.similarity).then(by_place)
    }
}

impl PartialOrd for Pair {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Pair {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Pair {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::edges;
    use crate::vectors::Vectors;

    type Document<'a> = (&'a [(u32, f32)], Option<i32>);

    /// The stories of documents with these features, published on these days.
    fn stories(documents: &[Document<'_>]) -> Vec<u32> {
        let mut vectors = Vectors::default();
        for (features, _) in documents {
            vectors.push(features.iter().copied());
        }
        let days = documents.iter().map(|it| it.1);
        let nodes = vectors.iter().zip(days).map(|(it, day)| Node::document(it, day)).collect();
        let edges = edges(&vectors.iter().collect::<Vec<_>>());
        agglomerate(nodes, &edges, &Options::default())
    }

    #[test]
    fn a_story_sets_its_own_scale() {
        let (close, near): (&[_], &[_]) = (&[(1, 0.7)], &[(1, 0.25), (2, 0.9)]);
        // 0.18 is enough for two reports, but not where two others share 0.49.
        let two = stories(&[(close, None), (near, None)]);
        assert_eq!(two[0], two[1]);
        let three = stories(&[(close, None), (close, None), (near, None)]);
        assert_eq!(three[0], three[1]);
        assert_ne!(three[0], three[2]);
    }

    #[test]
    fn reports_far_apart_in_time_are_worth_less() {
        let report: &[_] = &[(1, 0.5)];
        for (day, together) in [(Some(1), true), (None, true), (Some(40), false)] {
            let stories = stories(&[(report, Some(0)), (report, day)]);
            assert_eq!(stories[0] == stories[1], together, "{day:?}");
        }
    }

    #[test]
    fn a_chain_is_no_story() {
        let links: [&[(u32, f32)]; 4] =
            [&[(1, 0.6), (2, 0.6)], &[(2, 0.6), (3, 0.6)], &[(3, 0.6), (4, 0.6)], &[(4, 0.6)]];
        let found = stories(&links.map(|it| (it, None)));
        assert_ne!(found[0], found[3]);
    }
}
