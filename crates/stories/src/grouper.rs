//! The whole way from documents to stories.

use std::collections::BTreeMap;

use crate::agglomerate::agglomerate;
use crate::candidates::edges;
use crate::copies::Copies;
use crate::features::Features;
use crate::graph::Node;
use crate::options::Options;
use crate::vectors::Vectors;
use crate::weights::{By, Counted, is_common};

/// The similarity, by all features, that makes a large story. Half of the pairs of reports of one event have more, and one
/// in a thousand of those that share a topic.
const LARGE: f32 = 0.2;
/// Documents of whose square common features are less are not of a large story.
const WORTH: f32 = 0.07;

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
        let Self { options, copies, copy_of, mut counted, days } = self;
        drop(copies);
        let weights = counted.number_features();
        let mut groups = {
            let (vectors, _) = counted.vectors(&weights, By::Corpus);
            groups(&vectors, &days, &options)
        };
        let (vectors, shares) = counted.vectors(&weights, By::Language);
        join_large(&mut groups, &vectors, &shares, &days, &options);
        let mut groups = groups.into_iter();
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
    agglomerate(nodes, &edges, options).0
}

/// Joins groups to stories that are so large a part of the corpus that their words are common in it. Such words do not
/// tell the stories of a topic apart, so the mean of very many pairs must be as high as in a story.
fn join_large(
    groups: &mut [u32],
    vectors: &Vectors,
    shares: &[f32],
    days: &[Option<i32>],
    options: &Options,
) {
    let mut members: BTreeMap<u32, Vec<(Node<'_>, f32)>> = BTreeMap::new();
    for (((group, vector), share), day) in groups.iter().zip(vectors.iter()).zip(shares).zip(days) {
        members.entry(*group).or_default().push((Node::document(vector, *day), *share));
    }
    let (mut names, mut nodes) = (Vec::new(), Vec::new());
    for (group, members) in members {
        let (documents, shares): (Vec<_>, Vec<_>) = members.into_iter().unzip();
        if shares.iter().sum::<f32>() >= WORTH * shares.len() as f32 {
            names.push(group);
            nodes.extend(Node::story(documents));
        }
    }
    let edges = edges(&nodes.iter().map(Node::vector).collect::<Vec<_>>());
    let options = Options { least: options.least.max(LARGE), ..*options };
    let (joined, stories) = agglomerate(nodes, &edges, &options);
    let documents = groups.len() as f32;
    for group in groups {
        let Ok(at) = names.binary_search(group) else { continue };
        let into = joined.get(at).map_or(at, |it| *it as usize);
        let story = stories.get(into).and_then(Option::as_ref);
        if story.is_some_and(|it| is_common(it.size as f32, documents)) {
            *group = names.get(into).copied().unwrap_or(*group);
        }
    }
}
