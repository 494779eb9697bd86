//! The variants of one story, made comparable: words numbered through all its reports and weighted by how much they
//! tell there.

use std::collections::HashMap;

use rashomon_core::Span;
use rashomon_text::stems::Stem;

use crate::corpus::state::{Kind, State, Variant};
use crate::corpus::voices::{Holders, Speaker};

/// A variant among those of all reports.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Number of the report.
    pub(crate) report: u32,
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    pub(crate) sentence: u32,
    pub(crate) annotation: u32,
    pub(crate) statement: u32,
    pub(crate) repeats: Option<u32>,
    /// Who says it; a description is replaced by the name that other reports give.
    pub(crate) voice: Option<Speaker>,
    /// The speaker as the report has it.
    pub(crate) written: Option<String>,
    pub(crate) negated: bool,
    pub(crate) run: Vec<u32>,
    pub(crate) content: Bag,
    pub(crate) around: Bag,
}

/// Telling words, sorted by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bag {
    pub(crate) words: Vec<u32>,
    /// Sum of the weights.
    pub(crate) mass: f32,
    /// Sum of their squares.
    pub(crate) square: f32,
}

/// One story.
#[derive(Debug, Default)]
pub(crate) struct Story {
    /// Ids of its reports.
    pub(crate) reports: Vec<String>,
    /// In order of the reports, then of their texts.
    pub(crate) rows: Vec<Row>,
    /// Weight of each word: its surprisal, ln(1/f), f being the share of the story's sentences that hold it. What every
    /// report speaks of weighs little, however rare it is elsewhere.
    pub(crate) weights: Vec<f32>,
    /// The weight of a word that a single sentence holds.
    pub(crate) most: f32,
}

impl Story {
    pub(crate) fn new(state: State) -> Self {
        let mut index: HashMap<Stem, u32> = HashMap::new();
        let mut counts: Vec<u32> = Vec::new();
        let mut sentences = 0_u32;
        let mut numbers: Vec<Vec<u32>> = Vec::with_capacity(state.reports.len());
        for report in &state.reports {
            sentences = report.sentences.saturating_add(sentences);
            let number = report.words.iter().map(|word| {
                let number = *index.entry(word.stem).or_insert_with(|| {
                    counts.push(0);
                    counts.len() as u32 - 1
                });
                let count = &mut counts[number as usize];
                *count = count.saturating_add(word.sentences);
                number
            });
            numbers.push(number.collect());
        }
        let all = f64::from(sentences.max(1)).ln();
        let weights: Vec<f32> =
            counts.iter().map(|&it| (all - f64::from(it.max(1)).ln()).max(0.0) as f32).collect();
        let holders = Holders::new(&state.reports);
        let mut story = Self { weights, most: all as f32, ..Self::default() };
        for (number, (report, numbers)) in state.reports.into_iter().zip(&numbers).enumerate() {
            for variant in report.variants {
                let row = story.row(number as u32, variant, numbers, &holders);
                story.rows.push(row);
            }
            story.reports.push(report.id);
        }
        story
    }

    fn row(&self, report: u32, it: Variant, numbers: &[u32], holders: &Holders) -> Row {
        let number = |words: Vec<u32>| -> Vec<u32> {
            words.iter().filter_map(|&it| numbers.get(it as usize).copied()).collect()
        };
        Row {
            report,
            span: it.span(),
            kind: it.kind,
            sentence: it.sentence,
            annotation: it.annotation,
            statement: it.statement,
            repeats: it.repeats,
            written: it.voice.as_ref().map(|it| it.name.clone()),
            voice: it.voice.map(|it| Speaker::new(holders.named(it))),
            negated: it.negated,
            run: number(it.run),
            content: self.bag(number(it.content)),
            around: self.bag(number(it.around)),
        }
    }

    fn bag(&self, mut words: Vec<u32>) -> Bag {
        words.sort_unstable();
        words.dedup();
        let weight = |it: &u32| self.weights[*it as usize];
        Bag {
            mass: words.iter().map(weight).sum(),
            square: words.iter().map(|it| weight(it).powi(2)).sum(),
            words,
        }
    }
}
