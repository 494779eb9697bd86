//! Sums of what an item is: its sort among capitals and behind commas, with the word itself where that opens a clause.
//!
//! There are few such sorts, each with all its sums; they are numbered as they are met.

use super::sums::{Narrow, narrow, of};
use crate::page::Item;
use crate::role::{
    PATHS, capitals_feature, is_structural, kind_class, shape_bits, shape_feature, sort_features,
};
use crate::table::{LabelTable, Lanes};

/// Number of a sort of item.
pub(super) type Kind = u16;

/// The sort without sums: of items of which there are too many sorts.
pub(super) const APART: Kind = 0;

/// Most sorts that are kept; texts have a few hundred.
const MOST: usize = 2048;
/// Slots, twice as many.
const SLOTS: usize = 2 * MOST;

#[derive(Clone, Debug)]
#[repr(align(64))]
pub(super) struct KindSums {
    /// By the capitals of it and its neighbours; with its shape.
    pub(super) capitals: [Narrow; 8],
    /// By what lies between it and the cue.
    pub(super) paths: [Narrow; PATHS],
}

/// The sorts met so far, of one table only.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    /// Open addressing: key and number, [`APART`] being empty.
    slots: Vec<(u64, Kind)>,
    sums: Vec<KindSums>,
}

impl Kinds {
    /// The number of an item's sort; [`APART`] if there are too many.
    pub(super) fn get(&mut self, table: &LabelTable, item: &Item) -> Kind {
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, (0, APART));
            self.sums.push(KindSums { capitals: [[0; 8]; 8], paths: [[0; 8]; PATHS] });
        }
        let class = kind_class(item);
        let word = if is_structural(item) { item.word } else { 0 };
        let key = (class | shape_bits(item) << 40).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word;
        let mut at = (key.wrapping_mul(0xd6e8_feb8_6659_fd93) >> 52) as usize % SLOTS;
        loop {
            match self.slots[at] {
                (_, APART) => break,
                (it, kind) if it == key => return kind,
                _ => at = (at + 1) % SLOTS,
            }
        }
        if self.sums.len() >= MOST {
            return APART;
        }
        let kind = self.sums.len() as Kind;
        self.slots[at] = (key, kind);
        self.sums.push(KindSums {
            capitals: std::array::from_fn(|it| narrow(capitals_sums(table, item, it as u64))),
            paths: std::array::from_fn(|path| narrow(of(table, sort_features(path as u64, item)))),
        });
        kind
    }

    /// The sums of a sort that was met.
    pub(super) fn sums(&self, kind: Kind) -> &KindSums {
        &self.sums[usize::from(kind)]
    }
}

/// What the shape of an item adds, and its sort among `capitals`.
pub(super) fn capitals_sums(table: &LabelTable, item: &Item, capitals: u64) -> Lanes {
    let shape = shape_feature(shape_bits(item), item.kind as u64);
    of(table, [shape, capitals_feature(capitals, kind_class(item))])
}
