//! What does not depend on the cue, summed once for all cues of a sentence.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use rashomon_core::Work;

use super::kinds::{APART, capitals_sums};
use super::sums::{Narrow, add, add_narrow};
use super::types::{Known, Types};
use crate::cue::strength;
use crate::models::Models;
use crate::page::Item;
use crate::role::Sentence;
use crate::table::Lanes;

/// Sums of an item before a cue, and of the same item after one.
pub(super) type Sides = [Lanes; 2];

/// What does not depend on the cue, to be summed for all items of a sentence.
pub(super) struct Bases<'a> {
    pub(super) models: &'a Models,
    pub(super) types: &'a Types,
    pub(super) items: &'a [Item],
    pub(super) sentence: &'a Sentence,
    /// The items, with two edges on either side.
    pub(super) row: &'a [Known],
    /// As many.
    pub(super) sums: &'a mut [Sides],
}

/// The sums of an item stand as many places further on: where the last of the words around it is met.
pub(super) const DELAY: usize = 4;

impl Work for Bases<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { models, types, items, sentence, row, sums } = self;
        // Of the items from two before this one to the next one, what the words up to here add.
        let [mut second_last, mut last, mut own, mut next] = [[[0; 8]; 2]; 4];
        for (sums, &it) in sums.iter_mut().zip(row) {
            let word = types.roles(it);
            add_alike(&mut second_last, &word.to_second_last);
            *sums = second_last;
            add_sides(&mut last, &word.to_last);
            add_sides(&mut own, &word.own);
            add_sides(&mut next, &word.to_next);
            [second_last, last, own] = [last, own, next];
            next = [[0; 8]; 2];
            add_alike(&mut next, &word.to_second_next);
        }
        // Of the item before, of this one and of the next.
        let mut capitals = u64::from(items.first().is_some_and(Item::is_capitalized));
        let inner = sums.iter_mut().skip(DELAY).zip(row.iter().skip(DELAY / 2));
        for (((at, item), (sums, known)), &level) in
            items.iter().enumerate().zip(inner).zip(&sentence.cue_level)
        {
            let after = items.get(at + 1).is_some_and(Item::is_capitalized);
            capitals = capitals << 1 & 7 | u64::from(after);
            let mut plain = *models.small.level(level, strength(item));
            if known.sort == APART {
                add(&mut plain, &capitals_sums(&models.roles, item, capitals));
            } else {
                let kind = types.kinds.sums(known.sort);
                add_narrow(&mut plain, &kind.capitals[capitals as usize]);
            }
            for side in sums {
                add(side, &plain);
            }
        }
    }
}

#[inline(always)]
fn add_sides(sums: &mut Sides, more: &[Narrow; 2]) {
    for (sum, &it) in sums.as_flattened_mut().iter_mut().zip(more.as_flattened()) {
        *sum += i16::from(it);
    }
}

#[inline(always)]
fn add_alike(sums: &mut Sides, more: &Narrow) {
    for side in sums {
        add_narrow(side, more);
    }
}
