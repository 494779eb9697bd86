//! Learns which lines of a page are the report: training data, learning and measuring of the block classifier.

mod data;
mod measure;
mod random;

pub use data::{Page, read_articles, read_pages};
pub use measure::{Score, score};

use rashomon_text::blocks_training::{
    CLASSES, INDICATORS, LineFeatures, MAY_FOLLOW, MAY_START, Weights,
};

use crate::crf::{Crf, Options, Sequence, Shape};
use crate::lbfgs::Lbfgs;

/// Parts of a page: before, body, inside, after.
const PARTS: usize = 4;

/// How the classifier is learned.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Clean articles that are learned as they are.
    pub articles: usize,
    /// Pages made of the head of one, a clean article and the tail of another.
    pub spliced: usize,
    /// Weight of the squares.
    pub l2: f64,
    /// Steps of the minimiser.
    pub iterations: usize,
    /// Models whose weights are averaged; each has its own splices.
    pub models: u64,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { articles: 100, spliced: 150, l2: 3.0, iterations: 120, models: 7 }
    }
}

/// Learns the weights from pages and clean articles: the average over several models.
pub fn learn(pages: &[&Page], articles: &[String], recipe: &Recipe) -> Weights {
    let models: Vec<Crf> = (0..recipe.models)
        .map(|seed| {
            let sequences = data::sequences(pages, articles, recipe, seed);
            Crf::train(&sequences, &shape(), &options(recipe))
        })
        .collect();
    let count = models.len().max(1) as f64;
    let mean =
        |weight: &dyn Fn(&Crf) -> f64| (models.iter().map(weight).sum::<f64>() / count) as f32;
    // The weights that all classes share are added to those of the class.
    let cell = |indicator: usize, class: usize| {
        std::array::from_fn(|part| {
            mean(&|it| {
                it.weight(crossed(indicator, class), part) + it.weight(shared(indicator), part)
            })
        })
    };
    let transitions =
        std::array::from_fn(|from| std::array::from_fn(|to| mean(&|it| it.transition(from, to))));
    Weights::new(cell, transitions)
}

fn shape() -> Shape {
    let bits =
        |row: &[bool; PARTS]| row.iter().enumerate().map(|(it, may)| u32::from(*may) << it).sum();
    Shape {
        attributes: INDICATORS * (CLASSES + 1),
        labels: PARTS,
        may_follow: MAY_FOLLOW.iter().map(bits).collect(),
        may_start: bits(&MAY_START),
    }
}

fn options(recipe: &Recipe) -> Options {
    let lbfgs = Lbfgs { iterations: recipe.iterations, ..Lbfgs::default() };
    Options { l2: recipe.l2, lbfgs, ..Options::default() }
}

/// The attribute of an indicator in lines of a class.
fn crossed(indicator: usize, class: usize) -> usize {
    indicator * (CLASSES + 1) + class
}

/// The attribute of an indicator in lines of any class.
fn shared(indicator: usize) -> usize {
    crossed(indicator, CLASSES)
}

/// The attributes of a line.
fn attributes(line: &LineFeatures) -> Vec<u32> {
    line.indicators
        .iter()
        .flat_map(|it| [crossed(*it as usize, line.class), shared(*it as usize)])
        .map(|it| it as u32)
        .collect()
}

/// A page as a sequence of known parts.
fn sequence(lines: &[LineFeatures], parts: &[usize]) -> Sequence {
    Sequence {
        attributes: lines.iter().map(attributes).collect(),
        allowed: parts.iter().map(|it| 1 << it).collect(),
    }
}
