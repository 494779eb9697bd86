//! Sums of weights that come again and again, of one model: kept by the hash of what they are of.

use crate::model::{Model, Sums};

/// Binary logarithm of the number of places.
const BITS: u32 = 12;

/// A table in which a newer sum takes the place of an older one.
#[derive(Debug)]
pub(crate) struct Memo {
    keys: Vec<u64>,
    sums: Vec<Sums>,
}

impl Default for Memo {
    fn default() -> Self {
        Self { keys: vec![0; 1 << BITS], sums: vec![Sums::default(); 1 << BITS] }
    }
}

impl Memo {
    /// The sum of the features that `features` names; `key` is a hash of all that they depend on.
    pub(crate) fn sums(
        &mut self,
        key: u64,
        model: &Model,
        features: impl FnOnce(&mut dyn FnMut(u32)),
    ) -> &Sums {
        // 0 marks a free place.
        let key = key.max(1);
        let slot = (key >> (u64::BITS - BITS)) as usize;
        let sums = &mut self.sums[slot];
        if self.keys[slot] != key {
            *sums = Sums::default();
            features(&mut |it| sums.add(model.row(it)));
            self.keys[slot] = key;
        }
        sums
    }
}
