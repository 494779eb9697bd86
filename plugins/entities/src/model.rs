//! The weights: a table of rows, one for each feature hash, and the transitions between labels.

use crate::label::{LABELS, State};

/// Rows of the table.
pub const ROWS: usize = 1 << ROW_BITS;
/// Bits of a feature hash that choose its row.
pub(crate) const ROW_BITS: u32 = 18;
/// Weights of a row: one for each state, padded for whole vector registers.
pub const COLUMNS: usize = 16;
/// Begins the file; the last digit is the version of the features.
pub const MAGIC: &[u8; 8] = b"RSHENT01";

static FILE: &[u8] = include_bytes!("../models/tagger.bin");

/// Weights, as the file has them: magic, transitions as 16 x 16 little-endian i16, rows of 16 i8.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    rows: &'static [[u8; COLUMNS]],
    transitions: [[i16; COLUMNS]; COLUMNS],
}

/// Sums of weights, one for each state.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Sums(pub [i16; COLUMNS]);

impl Model {
    /// The weights that the library carries.
    ///
    /// # Panics
    /// If the library was built with a file of another version, which a test rules out.
    pub fn embedded() -> Self {
        Self::read(FILE).expect("the model is of this version of the features")
    }

    /// Weights from a file; `None` if it is of another version.
    pub fn read(file: &'static [u8]) -> Option<Self> {
        let (transitions, rows) =
            file.strip_prefix(MAGIC)?.split_at_checked(COLUMNS * COLUMNS * 2)?;
        let (values, _) = transitions.as_chunks::<2>();
        let mut model = Self { rows: rows.as_chunks().0, transitions: [[0; COLUMNS]; COLUMNS] };
        for (index, value) in values.iter().enumerate() {
            model.transitions[index / COLUMNS][index % COLUMNS] = i16::from_le_bytes(*value);
        }
        (model.rows.len() == ROWS).then_some(model)
    }

    /// A model that knows nothing, for programs that only want features.
    pub const fn empty() -> Self {
        Self { rows: &[], transitions: [[0; COLUMNS]; COLUMNS] }
    }

    /// The weights of a feature.
    pub(crate) fn row(&self, feature: u32) -> &[u8; COLUMNS] {
        self.rows.get(feature as usize).unwrap_or(&[0; COLUMNS])
    }

    /// The best states of a chain that begins after a token outside of all names.
    pub(crate) fn decode(
        &self,
        scores: &[Sums],
        back: &mut Vec<[u8; COLUMNS]>,
        best: &mut Vec<State>,
    ) {
        back.clear();
        best.clear();
        let mut before = [FORBIDDEN; COLUMNS];
        before[usize::from(State::OUTSIDE.0)] = 0;
        for sums in scores {
            let mut now = [FORBIDDEN; COLUMNS];
            let mut from = [0; COLUMNS];
            for to in 0..LABELS {
                for (previous, &reached) in before.iter().enumerate().take(LABELS) {
                    let score = reached + i32::from(self.transitions[previous][to]);
                    if State(previous as u8).allows(State(to as u8)) && score > now[to] {
                        now[to] = score;
                        from[to] = previous as u8;
                    }
                }
                now[to] += i32::from(sums.0[to]);
            }
            back.push(from);
            let base = now[usize::from(State::OUTSIDE.0)];
            before = now.map(|it| if it > FORBIDDEN / 2 { it - base } else { FORBIDDEN });
        }
        let last = (0..LABELS).rev().max_by_key(|&it| before[it]).unwrap_or_default();
        let mut state = last as u8;
        best.resize(scores.len(), State::OUTSIDE);
        for (slot, from) in best.iter_mut().zip(back.iter()).rev() {
            *slot = State(state);
            state = from[usize::from(state)];
        }
    }
}

/// Low enough never to win, high enough never to overflow.
const FORBIDDEN: i32 = i32::MIN / 2;

impl Sums {
    /// Adds the weights of a feature.
    pub(crate) fn add(&mut self, row: &[u8; COLUMNS]) {
        for (sum, &weight) in self.0.iter_mut().zip(row) {
            *sum += i16::from(weight.cast_signed());
        }
    }

    /// Adds other sums.
    pub(crate) fn add_sums(&mut self, other: &Self) {
        for (sum, value) in self.0.iter_mut().zip(&other.0) {
            *sum += value;
        }
    }
}
