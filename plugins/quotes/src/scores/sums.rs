//! Weights summed ahead: of words, of cues and of small numbers.

use rashomon_core::raw_hash;

use crate::hash::{EDGE, NUMBER, QUOTATION, feature};
use crate::role::{PATHS, Passage, distance_feature, shape_feature, side_feature};
use crate::table::{LabelTable, Lanes};

/// Sides of the cue, the cue itself being one.
pub(super) const SIDES: usize = 3;
/// Steps of certainty.
pub(super) const LEVELS: usize = 6;
/// Steps of distance.
pub(super) const DISTANCES: usize = 11;
/// Places among two phrases, three bits each.
const PLACES: usize = 64;
/// Values of the small numbers that carry the side in their last two bits.
const SIDED: usize = 12;
/// Bits of a shape, as values, and sorts of tokens.
const SHAPES: usize = 256;
const KINDS: usize = 16;

#[inline]
pub(super) fn add(sums: &mut Lanes, more: &Lanes) {
    for (sum, it) in sums.iter_mut().zip(more) {
        *sum += it;
    }
}

/// The sum of the weights of some features.
pub(super) fn of(table: &LabelTable, features: impl IntoIterator<Item = u64>) -> Lanes {
    let mut sums = [0; 8];
    for it in features {
        table.add_lanes(it, &mut sums);
    }
    sums
}

/// What a word adds, as itself and as a neighbour.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordSums {
    pub(super) own: [Lanes; SIDES],
    /// To the item after it and the one before it.
    pub(super) to_next: [Lanes; SIDES],
    pub(super) to_last: [Lanes; SIDES],
    /// To the item two after it and the one two before it.
    pub(super) to_second_next: Lanes,
    pub(super) to_second_last: Lanes,
}

impl WordSums {
    pub(super) fn new(table: &LabelTable, word: u64, suffix: u64) -> Self {
        let sides = [0, 1, 2];
        let plain = of(table, [feature(40, word, 0), feature(43, suffix, 0)]);
        Self {
            own: sides.map(|side| {
                let mut sums = plain;
                table.add_lanes(feature(60, word, side), &mut sums);
                sums
            }),
            to_next: sides.map(|side| of(table, [feature(61, word, side)])),
            to_last: sides.map(|side| of(table, [feature(62, word, side)])),
            to_second_next: of(table, [feature(47, word, 0)]),
            to_second_last: of(table, [feature(48, word, 0)]),
        }
    }
}

/// What a cue's word and the distance from it add, by side.
pub(super) type CueSums = [[Lanes; DISTANCES]; SIDES];

/// What small numbers add.
#[derive(Clone, Debug)]
pub(crate) struct SmallSums {
    /// By side and distance.
    distance: CueSums,
    /// By how sure the cue is and by the path.
    path: [[Lanes; PATHS]; LEVELS],
    links: [[Lanes; 4]; SIDED],
    cues: [[Lanes; 2]; SIDED],
    breaks: [Lanes; SIDED],
    /// By how sure the cue is, the side and the place among the phrases.
    phrase: Box<[[[Lanes; PLACES]; SIDES]; LEVELS]>,
    /// By how sure an item is as a cue and by its strength.
    levels: [[Lanes; LEVELS]; LEVELS],
    /// By sort of token and shape.
    shapes: Box<[[Lanes; SHAPES]; KINDS]>,
    /// The words that are no words, in the order of their indices.
    pub(super) words: [WordSums; 3],
}

impl SmallSums {
    /// Looks all of them up.
    pub(crate) fn new(table: &LabelTable) -> Self {
        let two = |template: u32, first: usize, second: usize| {
            of(table, [feature(template, first as u64, second as u64)])
        };
        let path = |level: usize, path: usize| {
            let (level, path) = (level as u64, path as u64);
            of(table, [feature(68, path, 0), feature(76, path, level)])
        };
        let phrase = |level: usize, side: usize, place: usize| {
            let (level, side, place) = (level as u64, side as u64, place as u64);
            of(table, [feature(74, place, side), feature(75, place, level)])
        };
        let shape =
            |kind: usize, shape: usize| of(table, [shape_feature(shape as u64, kind as u64)]);
        Self {
            distance: by(|side| by(|at| two(63, at << 2 | side, 0))),
            path: by(|level| by(|it| path(level, it))),
            links: by(|links| by(|commas| two(69, links, commas))),
            cues: by(|cues| by(|thats| two(70, cues, thats))),
            breaks: by(|breaks| two(71, breaks, 0)),
            phrase: Box::new(by(|level| by(|side| by(|place| phrase(level, side, place))))),
            levels: by(|level| by(|strength| two(46, level, strength))),
            shapes: Box::new(by(|kind| by(|it| shape(kind, it)))),
            words: [
                WordSums::new(table, EDGE, raw_hash("")),
                WordSums::new(table, NUMBER, 0),
                WordSums::new(table, QUOTATION, 0),
            ],
        }
    }

    /// What a cue's word adds on each side at each distance.
    pub(super) fn cue(&self, table: &LabelTable, word: u64) -> CueSums {
        let mut sums = self.distance;
        for (side, sums) in sums.iter_mut().enumerate() {
            let here = of(table, [side_feature(side as u64, word)]);
            for (distance, sums) in sums.iter_mut().enumerate() {
                let distance = (distance << 2 | side) as u64;
                table.add_lanes(distance_feature(distance, word), sums);
                add(sums, &here);
            }
        }
        sums
    }

    /// What lies between an item and its cue.
    pub(super) fn passage(&self, it: &Passage, level: usize) -> Lanes {
        let mut sums = self.path[level][it.path as usize];
        add(&mut sums, &self.links[it.links as usize][it.commas as usize]);
        add(&mut sums, &self.cues[it.cues as usize][it.thats as usize]);
        add(&mut sums, &self.breaks[it.breaks as usize]);
        sums
    }

    /// By the place among the phrases.
    pub(super) fn places(&self, level: usize, side: usize) -> &[Lanes; PLACES] {
        &self.phrase[level][side]
    }

    /// How sure an item is as a cue itself.
    pub(super) fn level(&self, level: u8, strength: u64) -> &Lanes {
        &self.levels[usize::from(level)][strength as usize]
    }

    /// The characters of an item and its sort of token.
    pub(super) fn shape(&self, kind: usize, bits: u64) -> &Lanes {
        &self.shapes[kind][bits as usize]
    }
}

/// An array of what a function says of each index.
fn by<T, const N: usize>(make: impl FnMut(usize) -> T) -> [T; N] {
    std::array::from_fn(make)
}
