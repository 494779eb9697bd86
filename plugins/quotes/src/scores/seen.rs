//! The items around a cue, seen from it.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use std::ops::Range;

use rashomon_core::Work;

use super::bases::Sides;
use super::kinds::APART;
use super::sums::{DISTANCES, SIDES, add, add_narrow};
use super::types::{EDGES, Known, Types};
use crate::models::Models;
use crate::role::{CueView, LONGEST_REGION, WINDOW, distance, sort_features};
use crate::table::Lanes;
use crate::words::class;

/// All items around a cue, to be scored.
pub(super) struct Seen<'a> {
    pub(super) models: &'a Models,
    pub(super) types: &'a Types,
    pub(super) row: &'a [Known],
    pub(super) view: &'a CueView<'a>,
    /// The items before the cue, the cue, and the items after it.
    pub(super) parts: [Range<usize>; SIDES],
    /// What does not depend on the cue, for the items of its sentence, and for the cue itself.
    pub(super) base: &'a [Sides],
    pub(super) own: Lanes,
    /// By side and distance.
    pub(super) far: &'a [[Lanes; DISTANCES]; SIDES],
    /// By side what the words beside the cue add.
    pub(super) beside: [Lanes; SIDES],
    pub(super) scores: &'a mut [Lanes],
}

impl Work for Seen<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { models, types, row, view, parts, base, own, far, beside, scores } = self;
        let level = usize::from(view.level());
        let [before, after] = view.phrases();
        let mut steps = &STEPS[WINDOW - parts[0].len()..];
        let mut scores = scores;
        for (side, part) in parts.into_iter().enumerate() {
            let (far, places) = (&far[side], models.small.places(level, side));
            // Only one of the phrases stands on this side; to the other all items stand alike.
            let (phrase, shift, other) = if side == 2 {
                (after, 3, before.place(part.start))
            } else {
                (before, 0, after.place(part.start) << 3)
            };
            let counts = view.counts(part.start, part.len());
            let mut start = part.start;
            while start < part.end {
                // Runs of items have the same in between and the same place.
                let edges = [phrase.start, phrase.start + 1, phrase.end, phrase.end + 1];
                let most = edges.into_iter().filter(|&it| it > start).fold(part.end, usize::min);
                let counts = &counts[start - part.start..most - part.start];
                let length = counts.iter().take_while(|it| **it == counts[0]).count();
                let run = start..start + length;
                let passage = view.between(start).passage(side as u64);
                let path = passage.path as usize;
                let mut shared = models.small.passage(&passage, level);
                add(&mut shared, &beside[side]);
                add(&mut shared, &places[(phrase.place(start) << shift | other) as usize]);
                let items = row[run.start + EDGES..run.end + EDGES].iter().zip(&base[run]);
                let (here, rest) = scores.split_at_mut(length);
                for (((known, base), step), sums) in items.zip(steps).zip(here) {
                    let mut all = if side == 1 { own } else { base[side / 2] };
                    add(&mut all, &shared);
                    add(&mut all, &far[usize::from(*step)]);
                    add_narrow(&mut all, &types.kinds.sums(known.sort).paths[path]);
                    *sums = all;
                }
                scores = rest;
                steps = &steps[length..];
                start += length;
            }
        }
    }
}

/// Steps of distance from the farthest item before a cue to the cue, and on to the farthest item after it.
const STEPS: [u8; 2 * WINDOW + 1] = {
    let mut steps = [0; 2 * WINDOW + 1];
    let mut at = 0;
    while at < steps.len() {
        steps[at] = (distance(at.abs_diff(WINDOW), 0) >> 2) as u8;
        at += 1;
    }
    steps
};

/// Adds what an item adds besides its word and its sort, for a quotation or a day; for one without a sort what that
/// would add.
pub(super) fn add_special(
    models: &Models,
    view: &CueView<'_>,
    at: usize,
    known: Known,
    sums: &mut Lanes,
) {
    let it = view.situation(at);
    let item = &view.items()[at];
    let [side, path, distance] = [it.side, it.passage.path, it.distance].map(|it| it as usize);
    if item.region.is_some() {
        let region = &models.small.region;
        let ending = usize::from(item.ending);
        add(sums, &region.endings[path][ending]);
        add(sums, &region.distances[distance][ending]);
        add(sums, &region.counts[view.regions() as usize][side]);
        add(sums, &region.lengths[usize::from(item.length.min(LONGEST_REGION))][side]);
    }
    if item.is(class::DAY) {
        add(sums, &models.small.day[distance]);
    }
    if known.sort == APART {
        for it in sort_features(it.passage.path, item) {
            models.roles.add_lanes(it, sums);
        }
    }
}
