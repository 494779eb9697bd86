//! The weights: a table of rows, one for each feature hash, and the transitions between labels.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

use crate::confidence::{Calibration, Odds};
use crate::direct::Direct;
use crate::label::{LABELS, State};

/// Rows of the table.
pub const ROWS: usize = 1 << ROW_BITS;
/// Bits of a feature hash that choose its row.
pub(crate) const ROW_BITS: u32 = 18;
/// Weights of a row: one for each state, padded for whole vector registers.
pub const COLUMNS: usize = 16;
/// Begins the file; the last digit is the version of the features.
pub const MAGIC: &[u8; 8] = b"RSHENT03";
/// Numbers of four bytes between the magic and the transitions: nats of a unit, nothing, then for each label slope
/// and offset of its calibration.
pub const HEADER: usize = 10;

/// So that no row lies across two lines of the processor's cache.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../models/tagger.bin"));

/// Weights, as the file has them: magic, header, transitions as 16 x 16 little-endian i16, rows of 16 i8.
#[derive(Clone, Debug)]
pub struct Model {
    rows: &'static [[u8; COLUMNS]; ROWS],
    transitions: [[i16; COLUMNS]; COLUMNS],
    arrivals: [[i16; COLUMNS]; COLUMNS],
    /// Sums of which there are few.
    pub(crate) direct: Direct,
    /// How well the probabilities of each label's names hold.
    pub(crate) calibrations: [Calibration; 4],
    /// What the tagger's numbers mean as probabilities.
    pub(crate) odds: Odds,
}

/// Sums of weights, one for each state.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
#[repr(align(32))]
pub(crate) struct Sums(pub [i16; COLUMNS]);

impl Model {
    /// The weights that the library carries.
    ///
    /// # Panics
    /// If the library was built with a file of another version, which a test rules out.
    pub fn embedded() -> Self {
        Self::read(&FILE.0).expect("the model is of this version of the features")
    }

    /// Weights from a file; `None` if it is of another version.
    pub fn read(file: &'static [u8]) -> Option<Self> {
        let (header, rest) = file.strip_prefix(MAGIC)?.split_at_checked(HEADER * 4)?;
        let (transitions, rows) = rest.split_at_checked(COLUMNS * COLUMNS * 2)?;
        let (header, _) = header.as_chunks::<4>();
        let header = |it: usize| f32::from_le_bytes(header[it]);
        let (values, _) = transitions.as_chunks::<2>();
        let mut transitions = [[FORBIDDEN; COLUMNS]; COLUMNS];
        for (index, value) in values.iter().enumerate() {
            let (from, to) = (index / COLUMNS, index % COLUMNS);
            if from < LABELS && to < LABELS && State(from as u8).allows(State(to as u8)) {
                transitions[from][to] = i16::from_le_bytes(*value);
            }
        }
        let rows: &[[u8; COLUMNS]; ROWS] = rows.as_chunks().0.try_into().ok()?;
        Some(Self {
            rows,
            direct: Direct::new(|feature, sums| sums.add(&rows[feature as usize % ROWS])),
            transitions,
            arrivals: std::array::from_fn(|to| transitions.map(|row| row[to])),
            calibrations: [2, 4, 6, 8]
                .map(|it| Calibration { slope: header(it), offset: header(it + 1) }),
            odds: Odds::new(header(0), &transitions),
        })
    }

    /// The weights of a feature.
    #[inline(always)]
    pub(crate) fn row(&self, feature: u32) -> &[u8; COLUMNS] {
        // Hashes are cut to the number of rows already, which spares a check.
        &self.rows[feature as usize % ROWS]
    }

    /// What it counts to go from each state to each other; what may not follow counts so little that it never wins.
    pub(crate) const fn transitions(&self) -> &[[i16; COLUMNS]; COLUMNS] {
        &self.transitions
    }

    /// The same, to each state from each other.
    pub(crate) const fn arrivals(&self) -> &[[i16; COLUMNS]; COLUMNS] {
        &self.arrivals
    }
}

/// Low enough never to win: sums of weights stay far above it.
pub(crate) const FORBIDDEN: i16 = i16::MIN / 4 * 3;

impl Sums {
    /// Adds the weights of a feature.
    #[inline(always)]
    pub(crate) fn add(&mut self, row: &[u8; COLUMNS]) {
        for (sum, &weight) in self.0.iter_mut().zip(row) {
            *sum += i16::from(weight.cast_signed());
        }
    }

    /// Adds other sums.
    #[inline(always)]
    pub(crate) fn add_sums(&mut self, other: &Self) {
        for (sum, value) in self.0.iter_mut().zip(&other.0) {
            *sum += value;
        }
    }
}
