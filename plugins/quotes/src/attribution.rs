//! The role labeller at work: for each cue its speaker and its content.

mod cues;
mod reading;

use std::ops::Range;

use rashomon_core::Document;

use self::cues::CueFinder;
pub(crate) use self::cues::{CueWord, SmallCueSums};
use self::reading::{Labels, runs};
use crate::chain::Row;
use crate::cue;
use crate::models::{Models, sigmoid};
use crate::page::{Item, Marks, Page};
use crate::role::{Sentence, WINDOW, label, window};
use crate::scores::{Known, Scores, Types};
use crate::table::{Lanes, LinearTable};

/// What one cue reports. Items are numbered within the page.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The row.
    pub row: usize,
    /// The cue's item.
    pub cue: usize,
    /// All items labelled as cue around it.
    pub cue_items: Range<usize>,
    /// Its dictionary form: `say`.
    pub form: &'static str,
    /// How sure the cue finder is.
    pub probability: f32,
    /// The same in six steps.
    pub level: u8,
    /// Who says it.
    pub speaker: Option<Range<usize>>,
    /// Mean probability of the speaker's items; 1 where nothing asks for it.
    pub speaker_probability: f32,
    /// Pieces of the content with their mean probabilities, 1 where nothing asks for them; a region may be one of their items.
    pub contents: Vec<(Range<usize>, f32)>,
    /// Whether the best path holds the content, not only its probabilities.
    pub certain: bool,
    /// For each region of the row, its item and its probability of belonging to the content.
    pub quotations: Vec<(usize, f32)>,
}

/// Below this, a word is not taken for a cue at all.
pub const CUE_LEAST: f32 = 0.08;

/// Below this, what a cue reports is not asked: hardly any indirect speech is taken from it, and hardly any quotation.
/// Far from marks it is asked less often: only a quotation gives a doubtful cue a speaker of its own.
const fn least_labelled(marks: Marks) -> f32 {
    match marks {
        Marks::Far => 0.4,
        Marks::Beside => 0.3,
        Marks::Here => 0.2,
    }
}

/// The probability of the word at `at` being a cue.
pub fn cue_probability(table: &LinearTable, items: &[Item], at: usize) -> f32 {
    let mut sum = 0;
    cue::features(items, at, &mut |it| sum += table.get(it));
    sigmoid(sum as f32 * LinearTable::STEP)
}

/// A probability of being a cue in six steps.
pub fn level(probability: f32) -> u8 {
    match probability {
        ..0.08 => 0,
        ..0.25 => 1,
        ..0.5 => 2,
        ..0.75 => 3,
        ..0.92 => 4,
        _ => 5,
    }
}

/// Working memory of [`attribute`], for one set of weights.
#[derive(Debug, Default)]
pub struct Scratch {
    sentence: Sentence,
    types: Types,
    finder: CueFinder,
    /// What is known of the items of a row.
    row: Vec<Known>,
    cues: Vec<(usize, f32)>,
    table: Scores,
    scores: Vec<Lanes>,
    /// The dictionary form of the cue that they are seen from.
    form: &'static str,
    from: Vec<Lanes>,
    path: Vec<u8>,
    factors: Vec<Row>,
    marginals: Vec<Row>,
}

impl Scratch {
    /// Makes it fit a document.
    pub fn prepare(&mut self, models: &Models, document: &dyn Document) {
        self.types.prepare(models, document.vocabulary());
        self.table.prepare(document.vocabulary());
    }
}

/// Finds the cues of a row and pushes what each of them reports.
///
/// Far from quotation marks only indirect speech asks: attributions that have no content there are left out, and those
/// whose speaker and content are certain and overlap with no other have no probabilities of their own.
pub fn attribute(
    models: &Models,
    page: &Page,
    row: usize,
    scratch: &mut Scratch,
    found: &mut Vec<Attribution>,
) {
    let marks = page.rows[row].marks;
    if page.rows[row].cues == 0 {
        return;
    }
    let items = page.row(row);
    scratch.cues.clear();
    let Scratch { types, finder, row: known, cues, .. } = scratch;
    types.read(models, items, known);
    types.fetch(page.row(row + 1));
    finder.find(models, types, items, known, CUE_LEAST, cues);
    let least = least_labelled(marks);
    if scratch.cues.iter().all(|it| it.1 < least) {
        return;
    }
    scratch.types.fetch_roles(&scratch.row);
    scratch.sentence.prepare(items);
    for &(at, probability) in &scratch.cues {
        scratch.sentence.cue_level[at] = level(probability);
        if probability >= least {
            scratch.table.fetch(items, at);
        }
    }
    let Scratch { types, row: known, table, sentence, .. } = scratch;
    table.start(models, types, items, known, sentence);
    let start = found.len();
    for index in 0..scratch.cues.len() {
        let (cue, probability) = scratch.cues[index];
        if probability < least {
            continue;
        }
        let first = scratch.label(models, items, cue);
        // Who says what is certain, and how certain nobody asks.
        let plain = marks == Marks::Far
            && runs(&scratch.path, label::SPEAKER).count() == 1
            && scratch.path.contains(&(label::CONTENT as u8));
        // From here on it is certain that there is nothing to report.
        let sure = match marks {
            Marks::Far => 1.0 - CONTENT_RUN,
            Marks::Beside => 1.0 - SPEAKER_PEAK,
            Marks::Here => 1.0 - QUOTED,
        };
        scratch.marginals.clear();
        if plain || scratch.marginals(models, sure) {
            let row_start = page.rows[row].items.start;
            let labels = scratch.labels(row_start + first);
            found.push(labels.read(page, row, row_start + cue, probability));
        }
    }
    if marks == Marks::Far && scratch.cues.len() > 1 {
        weigh_overlaps(models, page, scratch, &mut found[start..]);
    }
}

/// Works out the probabilities of contents that overlap with those of other cues of the row.
fn weigh_overlaps(models: &Models, page: &Page, scratch: &mut Scratch, found: &mut [Attribution]) {
    let whole = |it: &Attribution| {
        let (first, last) = (it.contents.first()?, it.contents.last()?);
        Some(first.0.start..last.0.end)
    };
    let overlap = |a: &Attribution, b: &Attribution| match (whole(a), whole(b)) {
        (Some(a), Some(b)) => a.start < b.end && b.start < a.end,
        _ => false,
    };
    for index in 0..found.len() {
        let it = &found[index];
        let near = |other: &&Attribution| it.cue.abs_diff(other.cue) <= 2 * WINDOW;
        let before = found[..index].iter().rev().take_while(near);
        let after = found[index + 1..].iter().take_while(near);
        let row = it.row;
        if it.certain && before.chain(after).any(|other| overlap(it, other)) {
            let start = page.rows[row].items.start;
            let first = scratch.label(models, page.row(row), it.cue - start);
            scratch.marginals(models, 1.0);
            let labels = scratch.labels(start + first);
            found[index] = labels.read(page, row, it.cue, it.probability);
        }
    }
}

impl Scratch {
    /// Labels the items around a cue; the first of them.
    fn label(&mut self, models: &Models, items: &[Item], cue: usize) -> usize {
        let window = window(items.len(), cue);
        let first = window.start;
        let view = self.sentence.view(items, cue);
        self.form =
            self.table.score(models, &self.types, &self.row, &view, window, &mut self.scores);
        models.chain.best_path(&self.scores, &mut self.from, &mut self.path);
        first
    }

    /// The probabilities of the labels, unless it is `sure` that there is nothing.
    fn marginals(&mut self, models: &Models, sure: f32) -> bool {
        models.chain.marginals(&self.scores, sure, &mut self.factors, &mut self.marginals)
    }

    fn labels(&self, first: usize) -> Labels<'_> {
        Labels { path: &self.path, marginals: &self.marginals, first, form: self.form }
    }
}

/// Least probability of the likeliest speaker item where the best path has no speaker, and of the items around it.
const SPEAKER_PEAK: f32 = 0.15;
const SPEAKER_RUN: f32 = 0.12;
/// Least probability of content items where the best path has no content, at most, and as a share of the likeliest one's.
const CONTENT_RUN: f32 = 0.1;
const CONTENT_RUN_MOST: f32 = 0.25;
const CONTENT_SHARE: f32 = 0.4;
/// Least probability at which a quotation counts as part of a content.
const QUOTED: f32 = 0.005;
