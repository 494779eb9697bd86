//! Sums of weights that come again and again, of one model: kept by the hash of what they are of.

use crate::model::{Model, Sums};

/// Binary logarithm of the number of places.
const BITS: u32 = 12;

const SIZE: usize = 1 << BITS;

/// A table in which a newer sum takes the place of an older one.
#[derive(Debug)]
pub(crate) struct Memo {
    keys: Box<[u64; SIZE]>,
    sums: Box<[Sums; SIZE]>,
}

impl Default for Memo {
    fn default() -> Self {
        Self { keys: filled(0), sums: filled(Sums::default()) }
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
    ) -> &Sums {
        // 0 marks a free place.
        let key = key.max(1);
        let slot = (key >> (u64::BITS - BITS)) as usize;
        if self.keys[slot] != key {
            self.replace(slot, key, model, features);
        }
        &self.sums[slot]
    }

    #[cold]
    fn replace(
        &mut self,
        slot: usize,
        key: u64,
        model: &Model,
        features: impl FnOnce(&mut dyn FnMut(u32)),
    ) {
        let mut sums = Sums::default();
        features(&mut |it| sums.add(model.row(it)));
        (self.keys[slot], self.sums[slot]) = (key, sums);
    }
}

/// So many of one value, not all on the stack first.
#[expect(clippy::unnecessary_box_returns, reason = "the stack has no room for them")]
fn filled<T: Clone>(value: T) -> Box<[T; SIZE]> {
    let all = vec![value; SIZE].into_boxed_slice();
    all.try_into().unwrap_or_else(|_| unreachable!("there are just so many"))
}
