//! The tone toward a target: a name in a sentence.

use std::ops::Range;

use rashomon_core::{Document, Token, WordColumn};

use crate::features::{FeatureSink, Role, Scene, Whole};
use crate::model::{CLASSES, Model, RoleWeights, STEP};
use crate::reading::Reading;
use crate::tone::Tone;

/// Tokens that are seen on either side of a target: a list of a thousand names is not read a thousand times.
const SIGHT: usize = 100;

/// Judges targets; keeps the weights of word types.
#[derive(Debug)]
pub(crate) struct Judge {
    model: Model,
    column: WordColumn<RoleWeights>,
    /// Weights of the words of the sentence.
    rows: Vec<RoleWeights>,
    /// Weights of the pairs that are the same for all targets of the sentence.
    pairs: Vec<[f32; CLASSES]>,
    /// What each word of the sentence says toward the target.
    sums: Vec<[f32; CLASSES]>,
}

impl Default for Judge {
    fn default() -> Self {
        Self {
            model: Model::embedded(),
            column: WordColumn::new(),
            rows: Vec::new(),
            pairs: Vec::new(),
            sums: Vec::new(),
        }
    }
}

impl Judge {
    pub(crate) fn prepare(&mut self, document: &dyn Document) {
        self.column.prepare(document.vocabulary());
    }

    /// Begins a sentence: its targets are judged next.
    pub(crate) fn begin(&mut self, reading: &Reading, tokens: &[Token]) {
        self.rows.clear();
        for (item, token) in reading.items.iter().zip(tokens) {
            let model = &self.model;
            self.rows.push(if item.counts {
                self.column.get(token.folded, || model.roles(token.hash))
            } else {
                RoleWeights::default()
            });
        }
        self.pairs.clear();
        let (model, pairs) = (&self.model, &mut self.pairs);
        Scene { items: &reading.items, tokens }.shared_pairs(|hash| {
            pairs.push(if hash == 0 { [0.0; CLASSES] } else { model.pair(hash) });
        });
    }

    /// Judges a target; `own` tells the words that the target itself says. Returns also which tokens have been seen.
    pub(crate) fn judge(
        &mut self,
        reading: &Reading,
        tokens: &[Token],
        target: &Range<usize>,
        own: impl Fn(usize) -> bool,
    ) -> (Tone, Range<usize>) {
        let seen = target.start.saturating_sub(SIGHT)..tokens.len().min(target.end + SIGHT);
        let first = seen.start;
        let target = target.start - first..target.end - first;
        self.sums.clear();
        self.sums.resize(seen.len(), [0.0; CLASSES]);
        let mut sink = Adder {
            model: &self.model,
            rows: &self.rows[seen.clone()],
            pairs: &self.pairs[seen.clone()],
            sums: &mut self.sums,
            facts: [0.0; CLASSES],
        };
        let scene = Scene { items: &reading.items[seen.clone()], tokens: &tokens[seen.clone()] };
        scene.walk(&target, |it| own(it + first), &mut sink);
        let mut logits = sink.facts;
        for sum in &self.sums {
            add(&mut logits, *sum, 1.0);
        }
        (Tone::of_logits(logits), seen)
    }

    /// What each word said for positive against negative in the judgement made last.
    pub(crate) fn weights(&self) -> impl Iterator<Item = f32> {
        self.sums.iter().map(|[negative, _, positive]| positive - negative)
    }
}

/// Adds up weights.
struct Adder<'a> {
    model: &'a Model,
    rows: &'a [RoleWeights],
    pairs: &'a [[f32; CLASSES]],
    sums: &'a mut [[f32; CLASSES]],
    facts: [f32; CLASSES],
}

impl FeatureSink for Adder<'_> {
    fn word(&mut self, token: usize, role: Role, scale: f32) {
        let row = self.rows[token][role as usize].map(f32::from);
        add(&mut self.sums[token], row, scale * STEP);
    }

    fn pair(&mut self, token: usize, hash: u64) {
        add(&mut self.sums[token], self.model.pair(hash), 1.0);
    }

    fn shared_pair(&mut self, token: usize, _: u64) {
        add(&mut self.sums[token], self.pairs[token], 1.0);
    }

    fn value(&mut self, token: usize, role: Role, value: f32) {
        let weights = self.model.numbers.values[role as usize][usize::from(value > 0.0)];
        add(&mut self.sums[token], weights, value);
    }

    fn whole(&mut self, whole: Whole) {
        add(&mut self.facts, self.model.numbers.wholes[whole as usize], 1.0);
    }
}

fn add(sum: &mut [f32; CLASSES], weights: [f32; CLASSES], scale: f32) {
    for (sum, weight) in sum.iter_mut().zip(weights) {
        *sum += weight * scale;
    }
}
