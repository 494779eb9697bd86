//! Divides a page into what stands before the report, its lines, noise between them, and what follows: a linear-chain
//! conditional random field with learned weights (`models/blocks.bin`).

use std::fmt;
use std::sync::LazyLock;

use super::context::Context;
use super::features::{self, CLASSES, COUNT};
use super::kinds::Part;
use super::lines::Page;

const PARTS: [Part; 4] = [Part::Before, Part::Body, Part::Inside, Part::After];

/// Which part may follow which: noise inside returns to the report, and nothing follows what comes after it.
pub const MAY_FOLLOW: [[bool; 4]; 4] = [
    [true, true, false, false],
    [false, true, true, true],
    [false, true, true, false],
    [false, false, false, true],
];

/// Which part may come first.
pub const MAY_START: [bool; 4] = [true, true, false, false];

const MAGIC: [u8; 4] = *b"RBLK";
const VERSION: u32 = 1;
const HEADER: usize = 16;
const CELLS: usize = COUNT * CLASSES;

/// Learned weights.
pub struct Weights {
    /// For each indicator and class the weight of each part.
    cells: Vec<[f32; 4]>,
    /// For each part the weight of each part after it.
    transitions: [[f32; 4]; 4],
}

impl fmt::Debug for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Weights").field("transitions", &self.transitions).finish_non_exhaustive()
    }
}

/// The weights that the crate carries.
pub(super) static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    Weights::from_bytes(include_bytes!("../../models/blocks.bin"))
        .expect("the weights are those of these features: a test reads them")
});

impl Weights {
    /// Puts learned weights in order: `cell(indicator, class)` and `transitions` hold a weight for each part.
    pub fn new(cell: impl Fn(usize, usize) -> [f32; 4], transitions: [[f32; 4]; 4]) -> Self {
        let cells = (0..CELLS).map(|it| cell(it / CLASSES, it % CLASSES)).collect();
        Self { cells, transitions }
    }

    /// Reads the form that [`Self::to_bytes`] writes; `None` if the bytes are not of this version and these features.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (header, body) = bytes.split_at_checked(HEADER)?;
        let number = |at: usize| header.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
        let fits = header.starts_with(&MAGIC)
            && number(4)? == VERSION
            && number(8)? == COUNT as u32
            && body.len() == 16 * 4 + CELLS * 4 * 2;
        if !fits {
            return None;
        }
        let scale = f32::from_bits(number(12)?);
        let (transitions, cells) = body.split_at(16 * 4);
        let mut floats =
            transitions.chunks_exact(4).map(|it| f32::from_le_bytes([it[0], it[1], it[2], it[3]]));
        let transitions =
            std::array::from_fn(|_| std::array::from_fn(|_| floats.next().unwrap_or(0.0)));
        let short = |it: &[u8]| f32::from(i16::from_le_bytes([it[0], it[1]])) * scale;
        let cells = cells
            .chunks_exact(8)
            .map(|it| [short(&it[..2]), short(&it[2..4]), short(&it[4..6]), short(&it[6..])])
            .collect();
        Some(Self { cells, transitions })
    }

    /// A header, the transitions as f32, the cells as i16 with one scale; little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let greatest = self.cells.iter().flatten().fold(1e-6_f32, |most, it| most.max(it.abs()));
        let scale = greatest / f32::from(i16::MAX);
        let mut bytes = Vec::from(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend((COUNT as u32).to_le_bytes());
        bytes.extend(scale.to_bits().to_le_bytes());
        bytes.extend(self.transitions.iter().flatten().flat_map(|it| it.to_le_bytes()));
        let short = |it: &f32| ((it / scale).round() as i16).to_le_bytes();
        bytes.extend(self.cells.iter().flatten().flat_map(short));
        bytes
    }

    /// The best sequence of parts for the lines of a page.
    pub(super) fn decode(&self, page: &Page, context: &Context) -> Vec<Part> {
        let count = page.lines.len();
        let mut back: Vec<[u8; 4]> = Vec::with_capacity(count);
        let mut best = [0.0_f32; 4];
        for index in 0..count {
            let class = features::class(context, index);
            let mut scores = [0.0_f32; 4];
            features::each(page, context, index, |indicator| {
                let cell = &self.cells[indicator * CLASSES + class];
                for (score, weight) in scores.iter_mut().zip(cell) {
                    *score += weight;
                }
            });
            let mut from = [0; 4];
            let mut next = [f32::NEG_INFINITY; 4];
            for part in 0..4 {
                for before in 0..4 {
                    let reach = if index == 0 {
                        if MAY_START[part] { 0.0 } else { f32::NEG_INFINITY }
                    } else if MAY_FOLLOW[before][part] {
                        best[before] + self.transitions[before][part]
                    } else {
                        f32::NEG_INFINITY
                    };
                    if reach > next[part] {
                        (next[part], from[part]) = (reach, before as u8);
                    }
                }
                next[part] += scores[part];
            }
            best = next;
            back.push(from);
        }
        let mut part = (0..4).fold(0, |most, it| if best[it] > best[most] { it } else { most });
        let mut parts = vec![Part::Before; count];
        for index in (0..count).rev() {
            parts[index] = PARTS[part];
            part = usize::from(back[index][part]);
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::{WEIGHTS, Weights};

    #[test]
    fn weights_survive_writing_and_reading() {
        let weights =
            Weights::new(|it, class| [it as f32, class as f32, -1.0, 0.5], [[0.25; 4]; 4]);
        let bytes = weights.to_bytes();
        let again = Weights::from_bytes(&bytes).unwrap();
        assert_eq!(again.transitions, weights.transitions);
        for (a, b) in again.cells.iter().flatten().zip(weights.cells.iter().flatten()) {
            assert!((a - b).abs() < 0.01, "{a} {b}");
        }
        assert!(Weights::from_bytes(&bytes[..bytes.len() - 1]).is_none());
        assert!(Weights::from_bytes(b"RBLK").is_none());
    }

    #[test]
    fn carried_weights_fit_the_features() {
        assert!(WEIGHTS.cells.iter().flatten().any(|it| it.abs() > 0.5));
    }
}
