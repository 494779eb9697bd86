//! Weights by feature hash: open-addressed tables that are read straight from the bytes of the model files.

use std::borrow::Cow;

use crate::role::label;

/// One weight a feature, in steps of [`LinearTable::STEP`].
#[derive(Clone, Debug)]
pub struct LinearTable(Cow<'static, [u8]>);

/// One weight for each label and feature, in steps of [`LabelTable::STEP`].
#[derive(Clone, Debug)]
pub struct LabelTable(Cow<'static, [u8]>);

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
        Self(Cow::Borrowed(bytes))
    }

    /// A table of these weights; those that round to zero are left out.
    pub fn new(weights: &[(u64, f32)]) -> Self {
        let rows = weights.iter().filter_map(|&(hash, weight)| {
            let weight = (weight / Self::STEP).round().clamp(-32767.0, 32767.0) as i16;
            (weight != 0).then(|| (hash, weight.to_le_bytes()))
        });
        Self(Cow::Owned(fill::<LINEAR_SLOT, 2>(rows.collect())))
    }

    /// The bytes of the model file.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The weight of a feature in steps.
    pub fn get(&self, hash: u64) -> i32 {
        probe::<LINEAR_SLOT>(&self.0, hash)
            .map_or(0, |slot| i32::from(i16::from_le_bytes([slot[2], slot[3]])))
    }
}

impl LabelTable {
    /// What a weight of 1 in the table stands for.
    pub const STEP: f32 = 1.0 / 32.0;

    /// A table from the bytes of a model file.
    pub const fn from_static(bytes: &'static [u8]) -> Self {
        Self(Cow::Borrowed(bytes))
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
        Self(Cow::Owned(fill::<LABEL_SLOT, { label::COUNT }>(rows.collect())))
    }

    /// The bytes of the model file.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Adds the weights of a feature to sums that are padded.
    pub(crate) fn add_lanes(&self, hash: u64, sums: &mut Lanes) {
        if let Some(slot) = probe::<LABEL_SLOT>(&self.0, hash) {
            // Without the tag, zeros follow as padding.
            let weights = (u64::from_le_bytes(*slot) >> 16).to_le_bytes();
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i16::from(i8::from_le_bytes([weight]));
            }
        }
    }

    /// Adds the weights of a feature, in steps.
    pub fn add(&self, hash: u64, sums: &mut [i32; label::COUNT]) {
        if let Some(slot) = probe::<LABEL_SLOT>(&self.0, hash) {
            for (sum, &weight) in sums.iter_mut().zip(&slot[2..]) {
                *sum += i32::from(i8::from_le_bytes([weight]));
            }
        }
    }
}

/// The part of a hash that a slot keeps; zero is an empty slot.
fn tag(hash: u64) -> u16 {
    ((hash >> 48) as u16).max(1)
}

/// The slot of a feature. The number of slots is a power of two, and some slot is always empty.
fn probe<const SLOT: usize>(bytes: &[u8], hash: u64) -> Option<&[u8; SLOT]> {
    let (slots, _) = bytes.as_chunks::<SLOT>();
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

fn fill<const SLOT: usize, const VALUE: usize>(mut rows: Vec<(u64, [u8; VALUE])>) -> Vec<u8> {
    if rows.is_empty() {
        return Vec::new();
    }
    rows.sort_unstable();
    let slots = (rows.len() * 3 / 2 + 1).next_power_of_two();
    let mut bytes = vec![0; slots * SLOT];
    for (hash, value) in rows {
        let mut at = hash as usize & (slots - 1);
        while bytes[at * SLOT..at * SLOT + 2] != [0; 2] {
            at = (at + 1) & (slots - 1);
        }
        let slot = &mut bytes[at * SLOT..at * SLOT + SLOT];
        slot[..2].copy_from_slice(&tag(hash).to_le_bytes());
        slot[2..2 + VALUE].copy_from_slice(&value);
    }
    bytes
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
