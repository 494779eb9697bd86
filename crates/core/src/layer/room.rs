//! Room for the columns of a layer, made before it is known how much they take.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::layer::OwnedLayer;

/// How much room the layers of an analyzer take: at first a guess, then what the last one took. Nothing but time hangs on
/// it.
#[derive(Debug)]
pub(crate) struct Room {
    /// For each [`UNIT`] of text the rows, the cells and the bytes of text in them.
    columns: [AtomicU32; 3],
}

/// Bytes of text.
const UNIT: usize = 1024;
/// What most layers take of a unit.
const GUESS: [u32; 3] = [10, 40, 160];
/// Room that is made at once at most, in rows, cells and bytes: columns that need more grow on the way.
const MOST: [usize; 3] = [1 << 14, 1 << 16, 1 << 18];

impl Default for Room {
    fn default() -> Self {
        Self { columns: GUESS.map(AtomicU32::new) }
    }
}

impl Room {
    /// The rows, cells and bytes of text to make room for in the layer of a text of so many bytes.
    pub(crate) fn of(&self, text: usize) -> [usize; 3] {
        let units = text / UNIT + 1;
        std::array::from_fn(|column| {
            let usual = self.columns[column].load(Ordering::Relaxed) as usize * units;
            // Some more: to grow costs a copy.
            (usual + usual / 4 + 8).min(MOST[column])
        })
    }

    /// Learns from the layer of a text of so many bytes.
    pub(crate) fn learn(&self, text: usize, layer: &OwnedLayer) {
        let units = text / UNIT + 1;
        let taken = [layer.rows.len(), layer.cells.len(), layer.strings.len()];
        for (column, taken) in self.columns.iter().zip(taken) {
            column.store(taken.div_ceil(units) as u32, Ordering::Relaxed);
        }
    }
}
