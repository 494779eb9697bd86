//! Cues of several rows, labelled together: their chains go side by side.

use std::ops::Range;

use super::reading::{Labels, runs};
use super::{Attribution, CONTENT_RUN, QUOTED, SPEAKER_PEAK};
use crate::chain::{Paths, Share, Shares};
use crate::models::Models;
use crate::page::{Marks, Page};
use crate::role::{WINDOW, label};
use crate::table::Lanes;

/// Scored items with which a batch takes no further row, and those with which it takes no further cue of one.
const FULL: usize = 1 << 12;
const MOST: usize = 1 << 16;

/// A cue around which items are scored.
#[derive(Clone, Debug)]
pub(super) struct Labelled {
    pub(super) row: usize,
    /// Its item, and the first one that is scored; counted from the start of the row.
    pub(super) cue: usize,
    pub(super) first: usize,
    pub(super) probability: f32,
    /// Its dictionary form.
    pub(super) form: &'static str,
    /// Whether no other cue of the row is labelled.
    pub(super) lone: bool,
}

/// Cues that wait to be labelled.
#[derive(Debug, Default)]
pub(super) struct Batch {
    cues: Vec<Labelled>,
    /// For each cue where its items are scored.
    ranges: Vec<Range<usize>>,
    scores: Vec<Lanes>,
    path: Vec<u8>,
    /// The probabilities of items, for the cues that ask for them.
    shares: Vec<Share>,
    /// By cue, whether they are known, and that of there being no role.
    known: Vec<Option<f32>>,
    asking: Asking,
    paths: Paths,
    sums: Shares,
}

/// Cues that ask for something, by their chains.
#[derive(Debug, Default)]
struct Asking {
    cues: Vec<u32>,
    chains: Vec<Range<usize>>,
    none: Vec<f32>,
}

impl Asking {
    /// Takes the chains of cues in the order of their lengths.
    fn take(&mut self, cues: impl Iterator<Item = usize>, ranges: &[Range<usize>]) {
        self.cues.clear();
        self.cues.extend(cues.map(|it| it as u32));
        self.cues.sort_unstable_by_key(|&it| (ranges[it as usize].len(), it));
        self.chains.clear();
        self.chains.extend(self.cues.iter().map(|&it| ranges[it as usize].clone()));
    }
}

impl Batch {
    /// Room for the scores of some items; if there is none, what it holds is read.
    pub(super) fn room(
        &mut self,
        models: &Models,
        page: &Page,
        items: usize,
        found: &mut Vec<Attribution>,
    ) -> &mut [Lanes] {
        let mut start = self.items();
        if start + items > MOST {
            self.read(models, page, found);
            start = 0;
        }
        let end = start + items;
        if self.scores.len() < end {
            self.scores.resize(end, [0; 8]);
            self.path.resize(end, 0);
            self.shares.resize(end, Share::default());
        }
        self.ranges.push(start..end);
        &mut self.scores[start..end]
    }

    /// Forgets what a document left that was given up.
    pub(super) fn clear(&mut self) {
        self.cues.clear();
        self.ranges.clear();
    }

    /// Whether what it holds had better be read before the next row.
    pub(super) fn is_full(&self) -> bool {
        self.items() >= FULL
    }

    /// The number of scored items.
    fn items(&self) -> usize {
        self.ranges.last().map_or(0, |it| it.end)
    }

    /// Takes a cue for which there was made room.
    pub(super) fn push(&mut self, cue: Labelled) {
        self.cues.push(cue);
    }

    /// Labels what it holds, pushes what the cues report, and is empty.
    pub(super) fn read(&mut self, models: &Models, page: &Page, found: &mut Vec<Attribution>) {
        self.asking.take(0..self.cues.len(), &self.ranges);
        self.paths.find(&models.chain, &self.scores, &self.asking.chains, &mut self.path);
        self.known.clear();
        self.known.resize(self.cues.len(), None);
        let Self { cues, ranges, path, asking, .. } = self;
        let doubtful = |&it: &usize| !is_plain(page, &cues[it], &path[ranges[it].clone()]);
        asking.take((0..cues.len()).filter(doubtful), ranges);
        self.weigh(models);
        let start = found.len();
        // The cue of each attribution.
        let kept =
            |it: &usize| self.known[*it].is_none_or(|none| none <= sure(page, &self.cues[*it]));
        let kept: Vec<usize> = (0..self.cues.len()).filter(kept).collect();
        found.extend(kept.iter().map(|&it| self.labels(page, it)));
        let overlapping = overlapping(page, &found[start..]);
        let overlapping: Vec<usize> =
            overlapping.filter(|&it| self.known[kept[it]].is_none()).collect();
        if !overlapping.is_empty() {
            self.asking.take(overlapping.iter().map(|&it| kept[it]), &self.ranges);
            self.weigh(models);
            for it in overlapping {
                found[start + it] = self.labels(page, kept[it]);
            }
        }
        self.clear();
    }

    /// Works out the probabilities for the cues that ask.
    fn weigh(&mut self, models: &Models) {
        let Self { scores, shares, known, asking, sums, .. } = self;
        asking.none.clear();
        sums.find(&models.chain, scores, &asking.chains, shares, &mut asking.none);
        for (&cue, &none) in asking.cues.iter().zip(&asking.none) {
            known[cue as usize] = Some(none);
        }
    }

    /// What a cue reports.
    fn labels(&self, page: &Page, index: usize) -> Attribution {
        let (it, range) = (&self.cues[index], self.ranges[index].clone());
        let start = page.rows[it.row].items.start;
        let shares = if self.known[index].is_some() { &self.shares[range.clone()] } else { &[] };
        let labels =
            Labels { path: &self.path[range], shares, first: start + it.first, form: it.form };
        labels.read(page, it.row, start + it.cue, it.probability)
    }
}

/// Whether the path says all that is asked: who says what is certain, and how certain nobody asks.
fn is_plain(page: &Page, cue: &Labelled, path: &[u8]) -> bool {
    let asked = match page.rows[cue.row].marks {
        Marks::Far => false,
        // The surest speaker of the row may be that of a quotation beside it.
        Marks::Beside => !cue.lone,
        Marks::Here => true,
    };
    !asked && runs(path, label::SPEAKER).count() == 1 && path.contains(&(label::CONTENT as u8))
}

/// The probability of there being no role from which on it is certain that there is nothing to report.
fn sure(page: &Page, cue: &Labelled) -> f32 {
    match page.rows[cue.row].marks {
        Marks::Far => 1.0 - CONTENT_RUN,
        Marks::Beside => 1.0 - SPEAKER_PEAK,
        Marks::Here => 1.0 - QUOTED,
    }
}

/// The attributions far from quotation marks whose contents are certain and overlap with those of other cues of the row.
fn overlapping(page: &Page, found: &[Attribution]) -> impl Iterator<Item = usize> {
    let whole = |it: &Attribution| {
        let (first, last) = (it.contents.first()?, it.contents.last()?);
        Some(first.0.start..last.0.end)
    };
    let overlap = move |a: &Attribution, b: &Attribution| match (whole(a), whole(b)) {
        (Some(a), Some(b)) => a.start < b.end && b.start < a.end,
        _ => false,
    };
    (0..found.len()).filter(move |&index| {
        let it = &found[index];
        if !it.certain || page.rows[it.row].marks != Marks::Far {
            return false;
        }
        let near =
            |other: &&Attribution| it.row == other.row && it.cue.abs_diff(other.cue) <= 2 * WINDOW;
        let before = found[..index].iter().rev().take_while(near);
        let after = found[index + 1..].iter().take_while(near);
        before.chain(after).any(|other| overlap(it, other))
    })
}
