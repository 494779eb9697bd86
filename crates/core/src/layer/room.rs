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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{MOST, Room};
    use crate::document::{Document as _, OwnedDocument};
    use crate::layer::{LayerBuilder, Schema};
    use crate::sink::Sink as _;
    use crate::span::Span;

    #[test]
    fn room_is_what_the_last_layer_took_and_no_more_than_some() {
        let schema = Arc::new(Schema::new("notes", vec!["note".into()], Vec::new()));
        let document = OwnedDocument::new("d", "four".repeat(512)).expect("it is short");
        let room = Room::default();
        for rows in [0, 400, 30] {
            let mut builder = LayerBuilder::with_room(schema.clone(), &document, &room);
            for _ in 0..rows {
                builder.emit(0, Span::new(0, 4), &[]).expect("it is declared");
            }
            room.learn(document.text().len(), &builder.finish().expect("nothing was refused"));
            let [made, cells, strings] = room.of(document.text().len());
            assert!((rows..2 * rows + 16).contains(&made), "{made} for {rows}");
            assert_eq!([cells, strings], [8, 8]);
            assert_eq!(room.of(usize::MAX / 4096)[0], if rows == 0 { 8 } else { MOST[0] });
        }
    }
}
