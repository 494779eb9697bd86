//! Sums of weights that come again and again, of one model: kept by the hash of what they are of.

use crate::label::LABELS;
use crate::model::{Model, Sums};

/// Binary logarithm of the number of places.
const BITS: u32 = 12;

const SIZE: usize = 1 << BITS;

/// A table in which a newer sum takes the place of an older one.
#[derive(Debug)]
pub(crate) struct Memo(Box<[Entry; SIZE]>);

/// A sum beside its key, so that to find one is one look at memory.
#[derive(Clone, Default, Debug)]
#[repr(align(32))]
struct Entry {
    key: u64,
    sums: [i16; KEPT],
}

/// Weights of a sum that are kept: all that are used.
const KEPT: usize = 12;
const _: () = assert!(LABELS <= KEPT);

impl Default for Memo {
    fn default() -> Self {
        let all = vec![Entry::default(); SIZE].into_boxed_slice();
        // Not all on the stack first, which has no room for them.
        Self(all.try_into().unwrap_or_else(|_| unreachable!("there are just so many")))
    }
}

impl Memo {
    /// The sum of the features that `features` names; `key` is a hash of all that they depend on.
    #[inline]
    pub(crate) fn sums(
        &mut self,
        key: u64,
        model: &Model,
        features: impl FnOnce(&mut dyn FnMut(u32)),
    ) -> Sums {
        // 0 marks a free place.
        let key = key.max(1);
        let entry = &mut self.0[(key >> (u64::BITS - BITS)) as usize];
        if entry.key != key {
            entry.replace(key, model, features);
        }
        let mut sums = Sums::default();
        sums.0[..KEPT].copy_from_slice(&entry.sums);
        sums
    }
}

impl Entry {
    #[cold]
    fn replace(&mut self, key: u64, model: &Model, features: impl FnOnce(&mut dyn FnMut(u32))) {
        let mut sums = Sums::default();
        features(&mut |it| sums.add(model.row(it)));
        self.key = key;
        self.sums.copy_from_slice(&sums.0[..KEPT]);
    }
}
