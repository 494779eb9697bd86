//! The whole way from documents to stories.

use std::collections::BTreeMap;

use crate::agglomerate::agglomerate;
use crate::candidates::edges;
use crate::copies::Copies;
use crate::features::Features;
use crate::graph::Node;
use crate::options::Options;
use crate::vectors::Vectors;
use crate::weights::Counted;

/// Collects the features of documents, in their order, and groups them.
#[derive(Debug)]
pub struct Grouper {
    options: Options,
    copies: Copies,
    copy_of: Vec<Option<u32>>,
    /// The features of documents that are no copies, and their days.
    counted: Counted,
    days: Vec<Option<i32>>,
}

/// Which documents belong together.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Grouping {
    /// The story of each document; stories are numbered by their first documents, from 0.
    pub stories: Vec<u32>,
    /// The earlier document of which this one is a copy with small changes. That one is never a copy itself.
    pub copy_of: Vec<Option<u32>>,
}

impl Grouper {
    /// No document yet.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            copies: Copies::default(),
            copy_of: Vec::new(),
            counted: Counted::new(),
            days: Vec::new(),
        }
    }

    /// Takes the next document.
    pub fn add(&mut self, features: Features) {
        let Features { ids, counts, sketch, day } = features;
        let copy_of = self.copies.add(sketch, self.copy_of.len() as u32);
        if copy_of.is_none() {
            self.counted.push(&ids, &counts);
            self.days.push(day);
        }
        self.copy_of.push(copy_of);
    }

    /// Groups all documents. The same documents in the same order are grouped the same way, always.
    pub fn finish(self) -> Grouping {
        let Self { options, copies, copy_of, counted, days } = self;
        drop(copies);
        let mut groups = groups(&counted.vectors(), &days, &options).into_iter();
        let mut numbers = BTreeMap::new();
        let mut stories: Vec<u32> = Vec::with_capacity(copy_of.len());
        for copy_of in &copy_of {
            let story = match copy_of {
                Some(original) => stories.get(*original as usize).copied(),
                None => groups.next().map(|group| {
                    let next = numbers.len() as u32;
                    *numbers.entry(group).or_insert(next)
                }),
            };
            // Originals come before their copies, and have a group each.
            stories.push(story.unwrap_or_default());
        }
        Grouping { stories, copy_of }
    }
}

/// A group for each document.
fn groups(vectors: &Vectors, days: &[Option<i32>], options: &Options) -> Vec<u32> {
    let nodes: Vec<_> =
        vectors.iter().zip(days).map(|(it, day)| Node::document(it, *day)).collect();
    let edges = edges(&vectors.iter().collect::<Vec<_>>());
    agglomerate(nodes, &edges, options)
}
