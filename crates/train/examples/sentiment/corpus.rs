//! Examples: targets with their labels, as features.

use std::error::Error;

use rashomon_core::{Document as _, OwnedDocument, Span};
use rashomon_sentiment::training::{
    CLASSES, FEATURES, FeatureSink, MEANT_ROLES, Role, WHOLES, Whole, features, pair_feature,
    word_feature,
};
use rashomon_text::{TextLayer, TextOptions};
use serde::Deserialize;

use crate::vectors::{DIMENSIONS, Vectors};

/// First of the valences' features.
pub(crate) const VALUES: usize = FEATURES;
/// First of the features of the whole.
pub(crate) const FACTS: usize = VALUES + MEANT_ROLES * 2;
/// First of the meanings.
pub(crate) const MEANINGS: usize = FACTS + WHOLES;
/// Number of features.
pub(crate) const ALL: usize = MEANINGS + MEANT_ROLES * DIMENSIONS;

/// The labels in the order of the classes.
const LABELS: [&str; CLASSES] = ["negative", "neutral", "positive"];

#[derive(Deserialize)]
struct Line {
    text: String,
    target: Place,
    label: String,
}

#[derive(Deserialize)]
struct Place {
    start: usize,
    end: usize,
}

/// A target with its label.
pub(crate) struct Example {
    pub(crate) class: usize,
    /// Features and their values.
    pub(crate) sparse: Vec<(u32, f32)>,
    /// The meanings, from [`MEANINGS`] on.
    pub(crate) dense: Vec<f32>,
}

/// Reads examples; those whose target lies in no sentence are left out.
pub(crate) fn read(path: &str, vectors: &Vectors) -> Result<Vec<Example>, Box<dyn Error>> {
    let mut layer = TextLayer::new(TextOptions { include_boilerplate: true });
    let mut examples = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let line: Line = serde_json::from_str(line)?;
        let at = |characters: usize| {
            line.text.char_indices().nth(characters).map_or(line.text.len(), |it| it.0) as u32
        };
        let span = Span::new(at(line.target.start), at(line.target.end));
        let class = LABELS.iter().position(|it| *it == line.label);
        let class = class.ok_or_else(|| format!("{} is no label", line.label))?;
        let mut document = OwnedDocument::new("example", line.text)?;
        layer.annotate(&mut document);
        let Some(sentence) = document.sentences().iter().find(|it| it.span.contains(span)) else {
            continue;
        };
        let hashes = document.tokens_of(sentence).iter().map(|it| it.hash).collect();
        let dense = vec![0.0; MEANT_ROLES * DIMENSIONS];
        let mut sink =
            Collect { vectors, hashes, example: Example { class, sparse: Vec::new(), dense } };
        features(&document, span, &mut sink);
        examples.push(sink.example);
    }
    Ok(examples)
}

/// Collects the features of one example.
struct Collect<'a> {
    vectors: &'a Vectors,
    hashes: Vec<u64>,
    example: Example,
}

impl FeatureSink for Collect<'_> {
    fn word(&mut self, token: usize, role: Role, scale: f32) {
        let hash = self.hashes[token];
        self.example.sparse.push((word_feature(hash, role) as u32, scale));
        if let Some(word) = self.vectors.get(hash).filter(|_| (role as usize) < MEANT_ROLES) {
            let factor = f64::from(scale) * word.share;
            let block = self.example.dense[role as usize * DIMENSIONS..].iter_mut();
            block.zip(&word.vector).for_each(|(to, from)| *to += (factor * from) as f32);
        }
    }

    fn pair(&mut self, _: usize, hash: u64) {
        self.example.sparse.push((pair_feature(hash) as u32, 1.0));
    }

    fn value(&mut self, _: usize, role: Role, value: f32) {
        let feature = VALUES + role as usize * 2 + usize::from(value > 0.0);
        self.example.sparse.push((feature as u32, value));
    }

    fn whole(&mut self, whole: Whole) {
        self.example.sparse.push(((FACTS + whole as usize) as u32, 1.0));
    }
}
