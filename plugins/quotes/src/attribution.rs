//! The role labeller at work: for each cue its speaker and its content.

use std::ops::Range;

use rashomon_core::Document;

use crate::chain::Row;
use crate::cue;
use crate::models::{Models, sigmoid};
use crate::page::{Item, Page};
use crate::role::{Sentence, label, window};
use crate::scores::Scores;
use crate::table::LinearTable;
use crate::words::NO_CUE;

/// What one cue reports. Items are numbered within the page.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The row.
    pub row: usize,
    /// The cue's item.
    pub cue: usize,
    /// All items labelled as cue around it.
    pub cue_items: Range<usize>,
    /// How sure the cue finder is.
    pub probability: f32,
    /// The same in six steps.
    pub level: u8,
    /// Who says it.
    pub speaker: Option<Range<usize>>,
    /// Mean probability of the speaker's items.
    pub speaker_probability: f32,
    /// Pieces of the content with their mean probabilities; a region may be one of their items.
    pub contents: Vec<(Range<usize>, f32)>,
    /// Whether the best path holds the content, not only its probabilities.
    pub certain: bool,
    /// For each region of the row, its item and its probability of belonging to the content.
    pub quotations: Vec<(usize, f32)>,
}

/// Below this, a word is not taken for a cue at all.
pub const CUE_LEAST: f32 = 0.08;

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
    cues: Vec<(usize, f32)>,
    table: Scores,
    scores: Vec<Row>,
    path: Vec<u8>,
    marginals: Vec<Row>,
    chain: Vec<Row>,
}

impl Scratch {
    /// Makes it fit a document.
    pub fn prepare(&mut self, document: &dyn Document) {
        self.table.prepare(document.vocabulary());
    }
}

/// Finds the cues of a row and pushes what each of them reports.
pub fn attribute(
    models: &Models,
    page: &Page,
    row: usize,
    scratch: &mut Scratch,
    found: &mut Vec<Attribution>,
) {
    if page.rows[row].cues == 0 {
        return;
    }
    let items = page.row(row);
    scratch.cues.clear();
    for (at, _) in items.iter().enumerate().filter(|(_, it)| it.cue != NO_CUE) {
        let probability = cue_probability(&models.cues, items, at);
        if probability >= CUE_LEAST {
            scratch.cues.push((at, probability));
        }
    }
    if scratch.cues.is_empty() {
        return;
    }
    scratch.sentence.prepare(items);
    for &(at, probability) in &scratch.cues {
        scratch.sentence.cue_level[at] = level(probability);
    }
    scratch.table.start(&models.roles, &models.small, items, &scratch.sentence);
    for index in 0..scratch.cues.len() {
        let (cue, probability) = scratch.cues[index];
        let window = window(items.len(), cue);
        let view = scratch.sentence.view(items, cue);
        scratch.scores.clear();
        scratch.table.score(
            &models.roles,
            &models.small,
            &view,
            window.clone(),
            &mut scratch.scores,
        );
        models.chain.best_path(&scratch.scores, &mut scratch.chain, &mut scratch.path);
        models.chain.marginals(&scratch.scores, &mut scratch.chain, &mut scratch.marginals);
        let first = page.rows[row].items.start + window.start;
        found.push(read_roles(page, row, scratch, first, first + cue - window.start, probability));
    }
}

/// Reads speaker and content off the best path and the probabilities; `first` is the page's number of the window's
/// first item.
fn read_roles(
    page: &Page,
    row: usize,
    scratch: &Scratch,
    first: usize,
    cue: usize,
    probability: f32,
) -> Attribution {
    let Scratch { path, marginals, .. } = scratch;
    let speaker_at = |at: usize| marginals[at][label::SPEAKER] + marginals[at][label::SPEAKER_IN];
    let content_at = |at: usize| marginals[at][label::CONTENT] + marginals[at][label::CONTENT_IN];
    let mean = |run: &Range<usize>, of: &dyn Fn(usize) -> f32| {
        run.clone().map(of).sum::<f32>() / run.len() as f32
    };
    let mut speaker = runs(path, label::SPEAKER).map(|it| (mean(&it, &speaker_at), it)).fold(
        None,
        |best: Option<(f32, Range<usize>)>, it| match best {
            Some(best) if best.0 >= it.0 => Some(best),
            _ => Some(it),
        },
    );
    if speaker.is_none() {
        // No speaker on the best path: the run around the likeliest item, if it is likely at all.
        let peak = (0..path.len())
            .fold(0, |top, it| if speaker_at(it) > speaker_at(top) { it } else { top });
        if speaker_at(peak) >= SPEAKER_PEAK {
            let inside = |at: &usize| speaker_at(*at) >= SPEAKER_RUN;
            let start = (0..=peak).rev().take_while(inside).last().unwrap_or(peak);
            let end = (peak..path.len()).take_while(inside).last().unwrap_or(peak) + 1;
            speaker = Some((mean(&(start..end), &speaker_at), start..end));
        }
    }
    let mut contents: Vec<(Range<usize>, f32)> =
        runs(path, label::CONTENT).map(|it| (it.clone(), mean(&it, &content_at))).collect();
    let certain = !contents.is_empty();
    if !certain {
        let mut at = 0;
        while at < path.len() {
            let end = (at..path.len()).take_while(|&it| content_at(it) >= CONTENT_RUN).count() + at;
            if end > at {
                contents.push((at..end, mean(&(at..end), &content_at)));
            }
            at = end + 1;
        }
    }
    let shift = |it: Range<usize>| first + it.start..first + it.end;
    let items = &page.items;
    let quotations = (0..path.len())
        .filter(|&at| items[first + at].region.is_some())
        .map(|at| (first + at, content_at(at)))
        .collect();
    let cue_like = |at: &usize| path.get(*at - first) == Some(&(label::CUE as u8));
    let start = (first..cue).rev().take_while(cue_like).last().unwrap_or(cue);
    let end = (cue + 1..first + path.len()).take_while(cue_like).last().unwrap_or(cue) + 1;
    Attribution {
        row,
        cue,
        cue_items: start..end,
        probability,
        level: level(probability),
        speaker_probability: speaker.as_ref().map_or(0.0, |it| it.0),
        speaker: speaker.map(|it| shift(it.1)),
        contents: contents.into_iter().map(|(it, mean)| (shift(it), mean)).collect(),
        certain,
        quotations,
    }
}

/// Least probability of the likeliest speaker item where the best path has no speaker, and of the items around it.
const SPEAKER_PEAK: f32 = 0.15;
const SPEAKER_RUN: f32 = 0.12;
/// Least probability of content items where the best path has no content.
const CONTENT_RUN: f32 = 0.2;

/// The runs of a first label and its further ones on the path.
fn runs(path: &[u8], first: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let (first, further) = (first as u8, first as u8 + 1);
    (0..path.len()).filter(move |&it| path[it] == first).map(move |start| {
        let rest = path[start + 1..].iter().take_while(|&&it| it == further).count();
        start..start + 1 + rest
    })
}
