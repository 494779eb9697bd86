//! Weights summed ahead: of words, of cues and of small numbers.

use std::num::NonZeroU32;

use crate::hash::{EDGE, NUMBER, QUOTATION, feature};
use crate::lexicon::CUES;
use crate::role::{
    LONGEST_REGION, MOST_REGIONS, PATHS, Passage, distance_feature, neighbour_feature, side_feature,
};
use crate::table::{LabelTable, Lanes};

/// Sides of the cue, the cue itself being one.
pub(super) const SIDES: usize = 3;
const BEFORE: u64 = 0;
const AT: u64 = 1;
const AFTER: u64 = 2;
/// Steps of certainty.
pub(super) const LEVELS: usize = 6;
/// Steps of distance.
pub(super) const DISTANCES: usize = 11;
/// Places among two phrases, three bits each.
const PLACES: usize = 64;
/// Values of the small numbers that carry the side in their last two bits.
const SIDED: usize = 12;

#[inline]
pub(super) fn add(sums: &mut Lanes, more: &Lanes) {
    for (sum, it) in sums.iter_mut().zip(more) {
        *sum += it;
    }
}

/// Sums of few weights by label, at a byte each so that many of them stay at hand; they end at the bounds of their type.
pub(super) type Narrow = [i8; 8];

pub(super) fn narrow(sums: Lanes) -> Narrow {
    sums.map(|it| it.clamp(i8::MIN.into(), i8::MAX.into()) as i8)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "eight bytes by value are widened one by one"
)]
#[inline]
pub(super) fn add_narrow(sums: &mut Lanes, more: &Narrow) {
    for (sum, &it) in sums.iter_mut().zip(more) {
        *sum += i16::from(it);
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "eight bytes by value are widened one by one"
)]
#[inline]
pub(super) fn subtract_narrow(sums: &mut Lanes, less: &Narrow) {
    for (sum, &it) in sums.iter_mut().zip(less) {
        *sum -= i16::from(it);
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

/// What a word adds before a cue and after it, as itself and as a neighbour: one line of the processor's cache.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(align(64))]
pub(super) struct WordSums {
    pub(super) own: [Narrow; 2],
    /// To the item after it and the one before it.
    pub(super) to_next: [Narrow; 2],
    pub(super) to_last: [Narrow; 2],
    /// To the item two after it and the one two before it.
    pub(super) to_second_next: Narrow,
    pub(super) to_second_last: Narrow,
}

impl WordSums {
    pub(super) fn new(table: &LabelTable, word: u64, suffix: NonZeroU32) -> Self {
        let sides = [BEFORE, AFTER];
        let sum = |feature: u64| narrow(of(table, [feature]));
        let anywhere = own_sums(table, word, suffix);
        Self {
            own: sides.map(|side| {
                let mut sums = anywhere;
                table.add_lanes(own_feature(word, side), &mut sums);
                narrow(sums)
            }),
            to_next: sides.map(|side| sum(to_next_feature(word, side))),
            to_last: sides.map(|side| sum(to_last_feature(word, side))),
            to_second_next: sum(feature(47, word, 0)),
            to_second_last: sum(feature(48, word, 0)),
        }
    }

    /// Whether nothing but the word's last letters adds anything.
    pub(super) fn is_plain(&self) -> bool {
        let others = [self.to_next, self.to_last, [self.to_second_next, self.to_second_last]];
        self.own[0] == self.own[1] && others == [[[0; 8]; 2]; 3]
    }
}

/// What a word adds to itself, wherever it stands.
fn own_sums(table: &LabelTable, word: u64, suffix: NonZeroU32) -> Lanes {
    of(table, [feature(40, word, 0), feature(43, suffix.get().into(), 0)])
}

/// What a word adds to itself on one side.
fn own_feature(word: u64, side: u64) -> u64 {
    feature(60, word, side)
}

/// What a word adds to the item after it.
fn to_next_feature(word: u64, side: u64) -> u64 {
    feature(61, word, side)
}

/// What a word adds to the item before it.
fn to_last_feature(word: u64, side: u64) -> u64 {
    feature(62, word, side)
}

/// What a cue's word adds.
#[derive(Clone, Copy, Debug)]
pub(super) struct CueSums {
    /// To the cue itself, as a word.
    pub(super) own: Lanes,
    /// To all items, by side and distance.
    pub(super) far: [[Lanes; DISTANCES]; SIDES],
    /// Its dictionary form.
    pub(super) form: &'static str,
}

/// What a quotation adds besides its sort.
#[derive(Clone, Debug)]
pub(super) struct RegionSums {
    /// By what lies between it and the cue and by how it ends.
    pub(super) endings: [[Lanes; ENDINGS]; PATHS],
    /// By steps of distance with the side, and by how it ends.
    pub(super) distances: [[Lanes; ENDINGS]; SIDED_DISTANCES],
    /// By the number of quotations in the sentence and the side.
    pub(super) counts: [[Lanes; SIDES]; COUNTS],
    /// By its length and the side.
    pub(super) lengths: [[Lanes; SIDES]; LENGTHS],
}

/// Values of [`Item::ending`](crate::page::Item::ending).
const ENDINGS: usize = 6;
/// Values of [`distance`](crate::role::distance).
const SIDED_DISTANCES: usize = 4 * DISTANCES;
/// Steps of the number of quotations in a sentence.
const COUNTS: usize = MOST_REGIONS as usize + 1;
/// Steps of the length of a quotation.
const LENGTHS: usize = LONGEST_REGION as usize + 1;

impl RegionSums {
    fn new(table: &LabelTable) -> Self {
        fn two<const B: usize, const A: usize>(
            table: &LabelTable,
            template: u32,
        ) -> [[Lanes; B]; A] {
            by(|a| by(|b| of(table, [feature(template, a as u64, b as u64)])))
        }
        Self {
            endings: two(table, 77),
            distances: two(table, 80),
            counts: two(table, 78),
            lengths: two(table, 81),
        }
    }
}

/// What a word adds that stands beside a cue.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct NeighbourSums {
    /// Before the cue and after it, to all items of one side.
    pub(super) to_side: [[Narrow; SIDES]; 2],
    /// To the cue itself, from before and from after.
    pub(super) to_cue: [Narrow; 2],
}

impl NeighbourSums {
    pub(super) fn new(table: &LabelTable, word: u64) -> Self {
        let sum = |feature: u64| narrow(of(table, [feature]));
        Self {
            to_side: by(|place| by(|side| sum(neighbour_feature(place, side as u64, word)))),
            to_cue: [sum(to_next_feature(word, AT)), sum(to_last_feature(word, AT))],
        }
    }
}

/// What small numbers add.
#[derive(Clone, Debug)]
pub(crate) struct SmallSums {
    /// By side and distance.
    distance: [[Lanes; DISTANCES]; SIDES],
    /// By how sure the cue is and by the path.
    path: [[Lanes; PATHS]; LEVELS],
    links: [[Lanes; 4]; SIDED],
    cues: [[Lanes; 2]; SIDED],
    breaks: [Lanes; SIDED],
    /// By how sure the cue is, the side and the place among the phrases.
    phrase: Box<[[[Lanes; PLACES]; SIDES]; LEVELS]>,
    /// By how sure an item is as a cue and by its strength.
    levels: [[Lanes; LEVELS]; LEVELS],
    pub(super) region: Box<RegionSums>,
    /// What a day adds, by steps of distance with the side.
    pub(super) day: [Lanes; SIDED_DISTANCES],
    /// What stands beside a cue and is no word: the edge of the sentence, a number, a quotation.
    pub(super) beside: [NeighbourSums; 3],
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
        Self {
            distance: by(|side| by(|at| two(63, at << 2 | side, 0))),
            path: by(|level| by(|it| path(level, it))),
            links: by(|links| by(|commas| two(69, links, commas))),
            cues: by(|cues| by(|thats| two(70, cues, thats))),
            breaks: by(|breaks| two(71, breaks, 0)),
            phrase: Box::new(by(|level| by(|side| by(|place| phrase(level, side, place))))),
            levels: by(|level| by(|strength| two(46, level, strength))),
            region: Box::new(RegionSums::new(table)),
            day: by(|distance| two(79, distance, 0)),
            beside: [EDGE, NUMBER, QUOTATION].map(|it| NeighbourSums::new(table, it)),
        }
    }

    /// What a cue's word adds.
    pub(super) fn cue(&self, table: &LabelTable, word: u64, suffix: NonZeroU32) -> CueSums {
        let mut far = self.distance;
        for (side, sums) in far.iter_mut().enumerate() {
            let here = of(table, [side_feature(side as u64, word)]);
            for (distance, sums) in sums.iter_mut().enumerate() {
                let distance = (distance << 2 | side) as u64;
                table.add_lanes(distance_feature(distance, word), sums);
                add(sums, &here);
            }
        }
        let mut own = own_sums(table, word, suffix);
        table.add_lanes(own_feature(word, AT), &mut own);
        let form = CUES.get(word).map_or("", |it| it.value(0));
        CueSums { own, far, form }
    }

    /// What lies between an item and its cue.
    #[inline]
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
}

/// An array of what a function says of each index.
fn by<T, const N: usize>(make: impl FnMut(usize) -> T) -> [T; N] {
    std::array::from_fn(make)
}
