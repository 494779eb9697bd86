//! What the program that learns the weights needs: the features that the tagger sees, and the blocks by other weights.

use rashomon_core::{BlockKind, Span};

use super::context::{Context, count_copies};
use super::features;
use super::lines::Page;
use crate::tokens::Tokenizer;
use crate::vocabulary::WordTypes;

pub use super::features::{CLASSES, COUNT as INDICATORS};
pub use super::tagger::{MAY_FOLLOW, MAY_START, Weights};

/// A line as the tagger sees it.
#[derive(Clone, Debug)]
pub struct LineFeatures {
    /// Where the line stands.
    pub span: Span,
    /// Words in it.
    pub words: u32,
    /// Number of its class, below [`CLASSES`].
    pub class: usize,
    /// Its indicators, each below [`INDICATORS`].
    pub indicators: Vec<u32>,
}

/// The features of the lines of a text.
pub fn features(text: &str) -> Vec<LineFeatures> {
    let page = read_page(text);
    let context = Context::new(&page, count_copies(&page));
    (0..page.lines.len())
        .map(|index| {
            let line = &page.lines[index];
            let mut indicators = Vec::new();
            features::each(&page, &context, index, |it| indicators.push(it as u32));
            LineFeatures {
                span: line.span,
                words: line.facts.words,
                class: features::class(&context, index),
                indicators,
            }
        })
        .collect()
}

/// The blocks of a text by weights that are still being learned.
pub fn classify(text: &str, weights: &Weights) -> Vec<(Span, BlockKind)> {
    super::classify(&read_page(text), weights)
}

/// The lines of a text by itself.
pub(super) fn read_page(text: &str) -> Page {
    let mut tokenizer = Tokenizer::default();
    let tokens = tokenizer.tokenize(text, &mut WordTypes::default());
    let mut page = Page::default();
    page.read(tokenizer.tokenized(text, &tokens));
    page
}
