//! The role labeller at work: for each cue its speaker and its content.

mod batch;
mod cues;
mod reading;

use std::ops::Range;

use rashomon_core::Document;

use self::batch::{Batch, Labelled};
use self::cues::CueFinder;
pub(crate) use self::cues::{CueWord, SmallCueSums};
use crate::cue;
use crate::models::{Models, sigmoid};
use crate::page::{Item, Marks, Page};
use crate::role::{Sentence, window};
use crate::scores::{Known, Scores, Types};
use crate::table::LinearTable;

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
    batch: Batch,
}

impl Scratch {
    /// Makes it fit a document.
    pub fn prepare(&mut self, models: &Models, document: &dyn Document) {
        self.types.prepare(models, document.vocabulary());
        self.table.prepare(document.vocabulary());
        self.batch.clear();
    }

    /// Scores the items around the cues of a row; what of them waits to be labelled is put into the batch.
    fn score(&mut self, models: &Models, page: &Page, row: usize, found: &mut Vec<Attribution>) {
        let items = page.row(row);
        let Self { sentence, types, finder, row: known, cues, table, batch } = self;
        cues.clear();
        types.read(models, items, known);
        types.fetch(page.row(row + 1));
        finder.find(models, types, items, known, CUE_LEAST, cues);
        let least = least_labelled(page.rows[row].marks);
        let asked = cues.iter().filter(|it| it.1 >= least).count();
        if asked == 0 {
            return;
        }
        types.fetch_roles(known);
        sentence.prepare(items);
        for &(at, probability) in cues.iter() {
            sentence.cue_level[at] = level(probability);
            if probability >= least {
                table.fetch(items, at);
            }
        }
        for &(at, _) in cues.iter().filter(|it| it.1 >= least) {
            table.fetch_sums(models, items, at);
        }
        table.start(models, types, items, known, sentence);
        for &(cue, probability) in cues.iter().filter(|it| it.1 >= least) {
            let window = window(items.len(), cue);
            let first = window.start;
            let scores = batch.room(models, page, window.len(), found);
            let view = sentence.view(items, cue);
            let form = table.score(models, types, known, &view, window, scores);
            batch.push(Labelled { row, cue, first, probability, form, lone: asked == 1 });
        }
    }
}

/// Finds the cues of a page and pushes what each of them reports.
///
/// Far from quotation marks only indirect speech asks: attributions that have no content there are left out, and those
/// whose speaker and content are certain and overlap with no other have no probabilities of their own.
pub fn attribute(
    models: &Models,
    page: &Page,
    scratch: &mut Scratch,
    found: &mut Vec<Attribution>,
) {
    for row in (0..page.rows.len()).filter(|&it| page.rows[it].cues > 0) {
        scratch.score(models, page, row, found);
        if scratch.batch.is_full() {
            scratch.batch.read(models, page, found);
        }
    }
    scratch.batch.read(models, page, found);
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
