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

/// The story of each node, and the stories that are left.
///
/// The similarity of two stories is the mean over all pairs of their documents (average link). Edges know some of these
/// pairs; their mean is a guess, and before two stories are joined it is replaced by the product of their means,
/// which is exact. Stories are joined if that reaches [`Options::least`] and the share [`Options::cohesion`] of the
/// smaller of their cohesions.
pub(crate) fn agglomerate<'a>(
    nodes: Vec<Node<'a>>,
    edges: &[Edge],
    options: &Options,
) -> (Vec<u32>, Vec<Option<Node<'a>>>) {
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
    graph.finish()
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
