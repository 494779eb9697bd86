//! For the program that learns the weights: the segments of a document with their features.

use std::ops::Range;

use rashomon_core::Document;

use crate::cluster::Clusters;
pub use crate::features::Group;
pub use crate::label::{LABELS, Label, State};
pub use crate::model::{COLUMNS, HEADER, MAGIC, Model, ROWS};
use crate::tagger::Tagger;
pub use crate::trim::{corrected, trimmed};

/// Turns documents into chains of tokens with features.
#[derive(Debug, Default)]
pub struct Extractor {
    tagger: Tagger,
    clusters: Clusters,
}

/// A name that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// What it names.
    pub label: Label,
    /// Its tokens, as indices into the document's.
    pub tokens: Range<usize>,
    /// How likely it is right, in hundredths.
    pub confidence: u8,
}

/// A stretch of tokens that the tagger looks at as one.
#[derive(Clone, Debug)]
pub struct Chain {
    /// The tokens, as indices into the document's.
    pub tokens: Range<usize>,
    /// The features of each.
    pub features: Vec<Vec<(u32, Group)>>,
}

impl Extractor {
    /// The names that a model finds in a document with a text layer, in order. One model per extractor:
    /// word types keep the sums of their weights.
    pub fn names(&mut self, document: &dyn Document, model: &Model) -> Vec<Found> {
        let mut names = Vec::new();
        crate::find_names(document, model, &mut self.tagger, &mut self.clusters, &mut names);
        names
            .into_iter()
            .map(|it| Found { label: it.label, tokens: it.tokens, confidence: it.confidence })
            .collect()
    }

    /// The chains of a document with a text layer, in order; no part of the page is passed over.
    pub fn chains(&mut self, document: &dyn Document) -> Vec<Chain> {
        let mut chains = Vec::new();
        self.tagger.prepare(document, true);
        self.tagger.visit(document, &mut |segment| {
            let features = |index| {
                let mut features = Vec::new();
                let mut push = |feature, group| features.push((feature, group));
                segment.features(document, index, &mut push);
                features
            };
            let first = segment.first_token;
            chains.push(Chain {
                tokens: first + segment.tokens.start..first + segment.tokens.end,
                features: segment.tokens.clone().map(features).collect(),
            });
        });
        chains
    }

    /// The features of the second reading of a document, each with its token; `model` must not have learned from
    /// this document.
    pub fn evidence(&mut self, document: &dyn Document, model: &Model) -> Vec<(usize, u32)> {
        let mut found = Vec::new();
        self.tagger.prepare(document, true);
        self.tagger.read(document, model, true);
        self.tagger.visit_evidence(document, &mut |token, evidence| {
            evidence.features(&mut |feature, _| found.push((token, feature)));
        });
        found
    }
}
