//! Weights by feature hash: open-addressed tables that are read straight from the bytes of the model files.

use std::borrow::Cow;

use rashomon_core::fetch;

use crate::role::label;

/// One weight a feature, in steps of [`LinearTable::STEP`].
#[derive(Clone, Debug)]
pub struct LinearTable(Table<LINEAR_SLOT>);

/// One weight for each label and feature, in steps of [`LabelTable::STEP`].
#[derive(Clone, Debug)]
pub struct LabelTable(Table<LABEL_SLOT>);

/// Weights by label, in steps of [`LabelTable`]; the last two are padding.
pub(crate) type Lanes = [i16; 8];

/// Four bytes: tag, weight.
const LINEAR_SLOT: usize = 4;
/// Eight bytes: tag, one weight a label.
const LABEL_SLOT: usize = 8;

impl LinearTable {
    /// What a weight of 1 in the table stands for.
    pub const STEP: f32 = 1.0 / 1024.0;

    /// A table from the bytes of a model file.
    pub const fn from_static(bytes: &'static [u8]) -> Self {
        Self(Table::from_static(bytes))
    }

    /// A table of these weights; those that round to zero are left out.
    pub fn new(weights: &[(u64, f32)]) -> Self {
        let rows = weights.iter().filter_map(|&(hash, weight)| {
            let weight = (weight / Self::STEP).round().clamp(-32767.0, 32767.0) as i16;
            (weight != 0).then(|| (hash, weight.to_le_bytes()))
        });
        Self(Table::new(rows.collect()))
    }

    /// The bytes of the model file.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.bytes()
    }

    /// Has the weight of a feature fetched that is asked for soon.
    pub(crate) fn fetch(&self, hash: u64) {
        self.0.fetch(hash);
    }

    /// The weight of a feature in steps.
    ///
    /// Two slots are looked at together, without a branch for either: where in them a feature stands, if it is there at
    /// all, is as good as random.
    #[inline]
    pub fn get(&self, hash: u64) -> i32 {
        /// One for each tag, just above it: less a tag, nothing is left of it unless that is zero.
        const ABOVE: u64 = 0x0001_0000_0001_0000;
        const TAGS: u64 = 0x0000_ffff_0000_ffff;
        let (slots, _) = self.0.slots.as_chunks::<LINEAR_SLOT>();
        let mut at = hash as usize & slots.len().saturating_sub(1);
        let tags = u64::from(tag(hash)) * 0x0000_0001_0000_0001;
        while let Some([first, second]) = slots.get(at..).and_then(<[_]>::first_chunk) {
            let both = u64::from(u32::from_le_bytes(*first))
                | u64::from(u32::from_le_bytes(*second)) << 32;
            let hits = (ABOVE - ((both ^ tags) & TAGS)) & ABOVE;
            let ends = (ABOVE - (both & TAGS)) & ABOVE;
            if hits | ends != 0 {
                let place = (hits | ends).trailing_zeros();
                let weight = (both >> place) as i16;
                return i32::from(weight) & -((hits >> place & 1) as i32);
            }
            at += 2;
        }
        // Around the end of the table.
        self.0.probe(hash).map_or(0, |slot| i32::from(i16::from_le_bytes([slot[2], slot[3]])))
    }
}

impl LabelTable {
    /// What a weight of 1 in the table stands for.
    pub const STEP: f32 = 1.0 / 32.0;

    /// A table from the bytes of a model file.
    pub const fn from_static(bytes: &'static [u8]) -> Self {
        Self(Table::from_static(bytes))
    }

    /// A table of these weights; those below `least` and those that round to zero are left out.
    pub fn new(weights: &[(u64, [f32; label::COUNT])], least: f32) -> Self {
        let rows = weights.iter().filter_map(|&(hash, weights)| {
            let weights = weights.map(|it| {
                let kept = if it.abs() < least { 0.0 } else { it };
                (kept / Self::STEP).round().clamp(-127.0, 127.0) as i8
            });
            (weights != [0; label::COUNT]).then(|| (hash, weights.map(|it| it.to_le_bytes()[0])))
        });
        Self(Table::new(rows.collect()))
    }

    /// The bytes of the model file.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.bytes()
    }

    /// Adds the weights of a feature to sums that are padded.
    pub(crate) fn add_lanes(&self, hash: u64, sums: &mut Lanes) {
        if let Some(slot) = self.0.get(hash) {
            for (sum, weight) in sums.iter_mut().zip(weights(*slot)) {
                *sum += weight;
            }
        }
    }

    /// Has the weights of a feature fetched that are asked for soon.
    pub(crate) fn fetch(&self, hash: u64) {
        self.0.fetch(hash);
    }

    /// Whether a feature or its [`twin`] may have weights.
    pub(crate) fn may_hold(&self, hash: u64) -> bool {
        self.0.may_hold(hash)
    }

    /// The weights of a feature that there [may](Self::may_hold) be, and those of its [`twin`]. Both stand side by side.
    pub(crate) fn twins(&self, hash: u64) -> [Lanes; 2] {
        let (slots, _) = self.0.slots.as_chunks::<LABEL_SLOT>();
        let Some(mask) = slots.len().checked_sub(1) else { return [[0; 8]; 2] };
        let tags = [hash, twin(hash)].map(tag);
        let mut found = [usize::MAX; 2];
        // One walk for both: as far as the empty slot, which holds the weights of what is not there.
        let mut length = 0;
        loop {
            let slot = &slots[(hash as usize + length) & mask];
            let it = u16::from_le_bytes([slot[0], slot[1]]);
            if it == 0 {
                break;
            }
            for (found, tag) in found.iter_mut().zip(tags) {
                *found = if it == tag { (*found).min(length) } else { *found };
            }
            length += 1;
        }
        found.map(|it| weights(slots[(hash as usize + it.min(length)) & mask]))
    }

    /// Adds the weights of a feature, in steps.
    pub fn add(&self, hash: u64, sums: &mut [i32; label::COUNT]) {
        if let Some(slot) = self.0.get(hash) {
            for (sum, &weight) in sums.iter_mut().zip(&slot[2..]) {
                *sum += i32::from(i8::from_le_bytes([weight]));
            }
        }
    }
}

/// The weights of a slot, padded.
fn weights(slot: [u8; LABEL_SLOT]) -> Lanes {
    // Without the tag, zeros follow as padding.
    (u64::from_le_bytes(slot) >> 16).to_le_bytes().map(|it| i16::from(i8::from_le_bytes([it])))
}

/// The hash of a second feature of the same values. It differs from the first one's in the tag alone, so that both have
/// the same slot to begin with and the same bit of the filter.
pub(crate) const fn twin(hash: u64) -> u64 {
    hash ^ 1 << 60
}

/// Open-addressed slots behind a filter. Most features that are asked for are not there: the filter, small enough to stay
/// at hand, tells so for nearly all of them.
#[derive(Clone, Debug)]
struct Table<const SLOT: usize> {
    /// A bit for each feature, shared by few; [`BITS`] for each slot.
    filter: Cow<'static, [u8]>,
    /// Tag and weights; empty slots have no tag. The number of slots is a power of two, and some slot is always empty.
    slots: Cow<'static, [u8]>,
}

/// Bits of the filter for each slot.
const BITS: usize = 4;

impl<const SLOT: usize> Table<SLOT> {
    const fn from_static(bytes: &'static [u8]) -> Self {
        let slots = bytes.len() * 8 / (SLOT * 8 + BITS);
        let (filter, slots) = bytes.split_at(slots * BITS / 8);
        Self { filter: Cow::Borrowed(filter), slots: Cow::Borrowed(slots) }
    }

    fn new<const VALUE: usize>(mut rows: Vec<(u64, [u8; VALUE])>) -> Self {
        if rows.is_empty() {
            return Self::from_static(&[]);
        }
        rows.sort_unstable();
        let count = (rows.len() * 4 / 3 + 1).next_power_of_two();
        let mut slots = vec![0; count * SLOT];
        let mut filter = vec![0; count * BITS / 8];
        for (hash, value) in rows {
            let (byte, bit) = filter_bit(hash, filter.len());
            filter[byte] |= bit;
            let mut at = hash as usize & (count - 1);
            while slots[at * SLOT..at * SLOT + 2] != [0; 2] {
                at = (at + 1) & (count - 1);
            }
            let slot = &mut slots[at * SLOT..at * SLOT + SLOT];
            slot[..2].copy_from_slice(&tag(hash).to_le_bytes());
            slot[2..2 + VALUE].copy_from_slice(&value);
        }
        Self { filter: Cow::Owned(filter), slots: Cow::Owned(slots) }
    }

    fn bytes(&self) -> Vec<u8> {
        [&*self.filter, &*self.slots].concat()
    }

    /// The slot of a feature.
    fn get(&self, hash: u64) -> Option<&[u8; SLOT]> {
        if self.may_hold(hash) { self.probe(hash) } else { None }
    }

    /// Has the first slot fetched in which a feature can be.
    fn fetch(&self, hash: u64) {
        let (slots, _) = self.slots.as_chunks::<SLOT>();
        fetch(slots, hash as usize & slots.len().saturating_sub(1));
    }

    /// Whether the filter knows the feature.
    fn may_hold(&self, hash: u64) -> bool {
        if self.filter.is_empty() {
            return false;
        }
        let (byte, bit) = filter_bit(hash, self.filter.len());
        self.filter[byte] & bit != 0
    }

    /// The slot of a feature, whatever the filter says.
    fn probe(&self, hash: u64) -> Option<&[u8; SLOT]> {
        let (slots, _) = self.slots.as_chunks::<SLOT>();
        let mask = slots.len().checked_sub(1)?;
        let tag = tag(hash);
        let mut at = hash as usize & mask;
        loop {
            let slot = &slots[at];
            match u16::from_le_bytes([slot[0], slot[1]]) {
                0 => return None,
                it if it == tag => return Some(slot),
                _ => at = (at + 1) & mask,
            }
        }
    }
}

/// The part of a hash that a slot keeps; zero is an empty slot.
fn tag(hash: u64) -> u16 {
    ((hash >> 48) as u16).max(1)
}

/// The byte and the bit of a feature in a filter of `length` bytes, a power of two. They depend on other bits of the hash
/// than slot and tag.
fn filter_bit(hash: u64, length: usize) -> (usize, u8) {
    ((hash >> 27) as usize & (length - 1), 1 << (hash >> 24 & 7))
}

#[cfg(test)]
mod tests {
    use super::{LabelTable, LinearTable};
    use crate::hash::feature;

    #[test]
    fn every_weight_is_found_again_and_unknown_features_weigh_nothing() {
        let weights: Vec<_> = (0..1000).map(|it| (feature(1, it, 0), it as f32 / 64.0)).collect();
        let table = LinearTable::new(&weights);
        for (hash, weight) in weights {
            assert!((table.get(hash) as f32 * LinearTable::STEP - weight).abs() < 0.001);
        }
        assert_eq!(table.get(feature(2, 7, 0)), 0);
        assert_eq!(LinearTable::from_static(&[]).get(7), 0);
    }

    #[test]
    fn label_weights_are_clipped_and_small_ones_dropped() {
        let table = LabelTable::new(&[(7, [0.04, 0.5, -0.5, 9.0, -9.0, 0.0])], 0.05);
        let mut sums = [0; 6];
        table.add(7, &mut sums);
        assert_eq!(sums, [0, 16, -16, 127, -127, 0]);
        table.add(8, &mut sums);
        assert_eq!(sums, [0, 16, -16, 127, -127, 0]);
    }
}
