//! What does not depend on the cue, summed once for all cues of a sentence.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use std::ops::Range;

use rashomon_core::Work;

use super::kinds::{APART, Kind, Kinds, capitals_sums};
use super::sums::{WordSums, add, add_narrow};
use crate::cue::strength;
use crate::models::Models;
use crate::page::Item;
use crate::role::Sentence;
use crate::table::Lanes;

/// What does not depend on the cue, to be summed for all items of a sentence.
pub(super) struct Bases<'a> {
    pub(super) models: &'a Models,
    pub(super) items: &'a [Item],
    pub(super) sentence: &'a Sentence,
    /// First and last cue.
    pub(super) cues: &'a Range<usize>,
    pub(super) row: &'a [WordSums],
    pub(super) sorts: &'a [Kind],
    pub(super) kinds: &'a Kinds,
    /// For items before a cue and after it.
    pub(super) before: &'a mut [Lanes],
    pub(super) after: &'a mut [Lanes],
}

impl Work for Bases<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { models, items, cues, .. } = self;
        let around = self.row.array_windows::<5>().zip(self.sorts).zip(&self.sentence.cue_level);
        let bases = self.before.iter_mut().zip(self.after);
        // Of the item before, of this one and of the next.
        let mut capitals = u64::from(items.first().is_some_and(Item::is_capitalized));
        for (((at, item), ((around, &sort), &level)), (before, after)) in
            items.iter().enumerate().zip(around).zip(bases)
        {
            let next = items.get(at + 1).is_some_and(Item::is_capitalized);
            capitals = capitals << 1 & 7 | u64::from(next);
            let mut plain = *models.small.level(level, strength(item));
            if sort == APART {
                add(&mut plain, &capitals_sums(&models.roles, item, capitals));
            } else {
                add_narrow(&mut plain, self.kinds.sums(sort).capitals[capitals as usize]);
            }
            let [second_last, last, own, next, second_next] = around;
            add_narrow(&mut plain, second_last.to_second_next);
            add_narrow(&mut plain, second_next.to_second_last);
            let seen_from = |side: usize, sums: &mut Lanes| {
                *sums = plain;
                add_narrow(sums, last.to_next[side]);
                add_narrow(sums, own.own[side]);
                add_narrow(sums, next.to_last[side]);
            };
            // Only what some cue sees is needed.
            if at <= cues.end {
                seen_from(0, before);
            }
            if at > cues.start {
                seen_from(1, after);
            }
        }
    }
}
