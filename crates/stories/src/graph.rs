//! Stories in the making, and what is known of how similar they are.

use std::collections::BTreeMap;
use std::mem::take;

use crate::vectors::{Mean, Vector};

/// Reports as many days apart as this are of the same time.
const SAME_TIME: i32 = 2;

/// A story, or a document that is one by itself so far.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    /// Number of documents.
    pub(crate) size: f64,
    /// Sum of the similarities of all pairs of its documents.
    pub(crate) within: f64,
    /// First and last day of its reports that have one.
    days: Option<(i32, i32)>,
    vector: Either<'a>,
}

/// A single document's vector lies with those of the others.
#[derive(Debug)]
enum Either<'a> {
    Document(Vector<'a>),
    Story(Mean),
}

impl<'a> Node<'a> {
    /// A document, and the day on which it was published.
    pub(crate) fn document(vector: Vector<'a>, day: Option<i32>) -> Self {
        Self {
            size: 1.0,
            within: 0.0,
            days: day.map(|it| (it, it)),
            vector: Either::Document(vector),
        }
    }

    /// The mean of its documents.
    pub(crate) fn vector(&self) -> Vector<'_> {
        match &self.vector {
            Either::Document(it) => *it,
            Either::Story(it) => it.vector(),
        }
    }

    /// The mean similarity of its documents, if there are several.
    pub(crate) fn cohesion(&self) -> Option<f64> {
        (self.size > 1.0).then(|| self.within * 2.0 / (self.size * (self.size - 1.0)))
    }

    /// What is left of a similarity when two stories lie apart in time; `days` halve it.
    pub(crate) fn nearness(&self, other: &Self, days: f32) -> f32 {
        let (Some(a), Some(b)) = (self.days, other.days) else { return 1.0 };
        let apart = (a.0.saturating_sub(b.1)).max(b.0.saturating_sub(a.1));
        1.0 / (1.0 + apart.saturating_sub(SAME_TIME).max(0) as f32 / days)
    }

    /// Takes another story in, whose mean similarity to this one is given.
    fn absorb(&mut self, other: &Self, similarity: f64) {
        let mean = Mean::of(self.vector(), self.size as f32, other.vector(), other.size as f32);
        self.within += other.within + similarity * self.size * other.size;
        self.size += other.size;
        self.days = match (self.days, other.days) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
        self.vector = Either::Story(mean);
    }
}

/// What is known of the similarity of two stories.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(crate) struct Link {
    /// Sum of the known similarities of pairs of documents.
    pub(crate) sum: f64,
    /// Number of these pairs.
    pub(crate) pairs: f64,
}

impl Link {
    /// The mean of the known similarities: a guess, until all pairs are known.
    pub(crate) fn mean(self) -> f64 {
        self.sum / self.pairs
    }
}

/// Stories and links. A story that was taken in is found by its old number still.
#[derive(Debug)]
pub(crate) struct Graph<'a> {
    nodes: Vec<Option<Node<'a>>>,
    parents: Vec<u32>,
    links: Vec<BTreeMap<u32, Link>>,
}

impl<'a> Graph<'a> {
    pub(crate) fn new(nodes: Vec<Node<'a>>) -> Self {
        let count = nodes.len();
        Self {
            nodes: nodes.into_iter().map(Some).collect(),
            parents: (0..count as u32).collect(),
            links: vec![BTreeMap::new(); count],
        }
    }

    /// The story that this one is part of now.
    pub(crate) fn find(&mut self, story: u32) -> u32 {
        let mut at = story as usize;
        while self.parents[at] as usize != at {
            self.parents[at] = self.parents[self.parents[at] as usize];
            at = self.parents[at] as usize;
        }
        at as u32
    }

    /// A story that is part of no other.
    pub(crate) fn node(&self, story: u32) -> &Node<'a> {
        self.nodes[story as usize].as_ref().expect("a story that `find` gave has its node")
    }

    pub(crate) fn link(&self, a: u32, b: u32) -> Option<Link> {
        self.links[a as usize].get(&b).copied()
    }

    pub(crate) fn set_link(&mut self, a: u32, b: u32, link: Link) {
        self.links[a as usize].insert(b, link);
        self.links[b as usize].insert(a, link);
    }

    /// Joins two stories; gives the one that took the other in, and the other. The one with fewer links is moved.
    pub(crate) fn join(&mut self, a: u32, b: u32, similarity: f64) -> (u32, u32) {
        let fewer = self.links[a as usize].len() < self.links[b as usize].len();
        let (into, from) = if fewer { (b, a) } else { (a, b) };
        self.parents[from as usize] = into;
        let other = self.nodes[from as usize].take().expect("it was part of no other story");
        let node = self.nodes[into as usize].as_mut().expect("it is part of no other story");
        node.absorb(&other, similarity);
        self.links[into as usize].remove(&from);
        for (neighbour, moved) in take(&mut self.links[from as usize]) {
            if neighbour == into {
                continue;
            }
            self.links[neighbour as usize].remove(&from);
            let known = self.link(into, neighbour).unwrap_or_default();
            let link = Link { sum: known.sum + moved.sum, pairs: known.pairs + moved.pairs };
            self.set_link(into, neighbour, link);
        }
        (into, from)
    }

    /// The story of each of the first nodes.
    pub(crate) fn stories(mut self) -> Vec<u32> {
        (0..self.parents.len() as u32).map(|it| self.find(it)).collect()
    }
}
