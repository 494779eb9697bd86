//! The best path through each chain.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use std::ops::Range;

use rashomon_core::{Work, run_wide};

use super::{ABREAST, Across, LABEL, NEVER, Transitions, lay_abreast};
use crate::role::label::{self, COUNT};
use crate::table::Lanes;

/// Working memory of [`find`](Self::find).
#[derive(Debug, Default)]
pub(crate) struct Paths {
    items: Vec<Across<i16>>,
    /// For each item and label the label before.
    from: Vec<Across<i16>>,
}

impl Paths {
    /// Finds the best paths through chains, which are ranges of items in `scores`, into the same ranges of `path`. The
    /// chains are sorted by length.
    pub(crate) fn find(
        &mut self,
        transitions: &Transitions,
        scores: &[Lanes],
        chains: &[Range<usize>],
        path: &mut [u8],
    ) {
        debug_assert!(chains.is_sorted_by_key(Range::len), "the shortest chain is over first");
        for chains in chains.chunks(ABREAST) {
            lay_abreast(scores, chains, &mut self.items);
            self.from.clear();
            let mut lanes = chains.iter().enumerate().peekable();
            let mut scores = [[0; ABREAST]; COUNT];
            for item in &self.items {
                let from;
                (scores, from) = if self.from.is_empty() {
                    (first(item), [[0; ABREAST]; COUNT])
                } else {
                    run_wide(Step { transitions: &transitions.scores, before: &scores, item })
                };
                self.from.push(from);
                while let Some((lane, chain)) = lanes.next_if(|(_, it)| it.len() == self.from.len())
                {
                    self.walk_back(&scores, lane, &mut path[chain.clone()]);
                }
            }
        }
    }

    /// The path that ends with the best of these scores, in one lane.
    fn walk_back(&self, scores: &Across<i16>, lane: usize, path: &mut [u8]) {
        let better = |top: usize, it: usize| scores[it][lane] > scores[top][lane];
        let mut at = (1..COUNT).fold(0, |top, it| if better(top, it) { it } else { top });
        for (slot, from) in path.iter_mut().zip(&self.from).rev() {
            *slot = at as u8;
            // Where all labels are as bad as can be, none of them tells where it comes from.
            at = (from[at][lane] as usize).min(COUNT - 1);
        }
    }
}

/// The scores of the first items.
fn first(item: &Across<i16>) -> Across<i16> {
    let mut scores = item.map(|it| it.map(|it| it.saturating_mul(LABEL + 1)));
    scores[label::SPEAKER_IN] = [NEVER; ABREAST];
    scores[label::CONTENT_IN] = [NEVER; ABREAST];
    scores
}

/// One item further on the best paths: their scores, and the labels before. Sums stay relative to the path without a role
/// so far, and with that small. What it makes is returned, not written where it might be read: only so are eight lanes
/// compiled as one.
struct Step<'a> {
    transitions: &'a [[i16; COUNT]; COUNT],
    before: &'a Across<i16>,
    item: &'a Across<i16>,
}

impl Work for Step<'_> {
    type Output = (Across<i16>, Across<i16>);

    #[inline(always)]
    fn run(self) -> Self::Output {
        let Self { transitions, before, item } = self;
        let (mut scores, mut from) = ([[0; ABREAST]; COUNT], [[0; ABREAST]; COUNT]);
        for to in 0..COUNT {
            let mut best = [i16::MIN; ABREAST];
            for (transitions, before) in transitions.iter().zip(before) {
                for (best, before) in best.iter_mut().zip(before) {
                    *best = (*best).max(before.saturating_add(transitions[to]));
                }
            }
            for lane in 0..ABREAST {
                from[to][lane] = LABEL - (best[lane] & LABEL);
                // Three times twice as much: eight times, without leaving the type.
                let item = item[to][lane].saturating_add(item[to][lane]);
                let item = item.saturating_add(item);
                let item = item.saturating_add(item);
                let score = (best[lane] & !LABEL).saturating_add(item);
                scores[to][lane] = score.saturating_sub(before[label::NONE][lane]);
            }
        }
        (scores, from)
    }
}
