//! The probability of a word being a cue, the fast way.
//!
//! [`cue`](crate::cue) says what the features are. Here what depends on one word is looked up once for each word type,
//! what depends on small numbers once for the table, and distances to quotations and other cues are read off the places
//! where these stand. The sums are the same.

use rashomon_core::TokenKind;

use super::sigmoid;
use crate::cue::{self, REACH, THAT, bucket, is_strong, strength};
use crate::hash::feature;
use crate::models::Models;
use crate::page::Item;
use crate::scores::{EDGES, Known, Types};
use crate::table::LinearTable;
use crate::words::{NO_CUE, class};

/// Steps of strength.
const LEVELS: usize = 6;
/// Steps of distance, with one for none at all.
const STEPS: usize = 10;

/// What small numbers add.
#[derive(Clone, Debug)]
pub(crate) struct SmallCueSums {
    level: [i32; LEVELS],
    /// By capitals and whether a pronoun stands before.
    capitals: [[i32; 2]; 8],
    /// By the steps to the next quotation on either side.
    both: [[i32; STEPS]; STEPS],
    left: [[i32; LEVELS]; STEPS],
    right: [[i32; LEVELS]; STEPS],
    that: [[i32; LEVELS]; 2],
    /// By the place from the start and whether it is the last.
    place: [[i32; 2]; 4],
    others: [[i32; LEVELS]; 4],
    comma: [[i32; LEVELS]; 2],
}

/// What a word adds to cues from three items before it to three after it, its own place being the middle; words that are
/// no cues add nothing there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct CueWord([i16; PLACES]);

/// Places around a cue, and one to fill a power of two.
const PLACES: usize = 8;
/// The cue's own.
const OWN: usize = EDGES;

impl CueWord {
    /// Of an item.
    pub(crate) fn new(table: &LinearTable, item: &Item) -> Self {
        let mut sums = Self::beside(table, item.word);
        if item.cue != NO_CUE {
            let own = [feature(2, item.word, 0), feature(16, item.suffix.get().into(), 0)];
            let own = own.iter().map(|&it| table.get(it)).sum::<i32>();
            sums.0[OWN] = own.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        }
        sums
    }

    /// Of what is beside cues and never one.
    pub(crate) fn beside(table: &LinearTable, word: u64) -> Self {
        Self(std::array::from_fn(|place| match place.abs_diff(OWN) {
            0 | 4.. => 0,
            distance => {
                let feature = feature(4 + distance as u32, word, u64::from(place < OWN));
                table.get(feature) as i16
            }
        }))
    }

    /// Whether it adds nothing.
    pub(crate) fn is_none(&self) -> bool {
        self.0 == [0; PLACES]
    }
}

impl SmallCueSums {
    /// Looks all of them up.
    pub(crate) fn new(table: &LinearTable) -> Self {
        fn two<const B: usize, const A: usize>(
            table: &LinearTable,
            template: u32,
        ) -> [[i32; B]; A] {
            std::array::from_fn(|a| {
                std::array::from_fn(|b| table.get(feature(template, a as u64, b as u64)))
            })
        }
        let bias = table.get(feature(1, 0, 0));
        Self {
            level: std::array::from_fn(|it| bias + table.get(feature(3, it as u64, 0))),
            capitals: two(table, 17),
            both: two(table, 18),
            left: two(table, 19),
            right: two(table, 20),
            that: two(table, 21),
            place: two(table, 22),
            others: two(table, 23),
            comma: two(table, 24),
        }
    }
}

/// Working memory: where in one row cues and quotations stand.
#[derive(Debug, Default)]
pub(super) struct CueFinder {
    hits: Vec<usize>,
    quotations: Vec<usize>,
    /// For each hit its features that depend on two words.
    pairs: Vec<[u64; 6]>,
}

impl CueFinder {
    /// Pushes the words of a row that may be cues, with their probabilities of being some, unless those are below
    /// `least`. `row` is what is known of its items.
    pub(super) fn find(
        &mut self,
        models: &Models,
        types: &Types,
        items: &[Item],
        row: &[Known],
        least: f32,
        cues: &mut Vec<(usize, f32)>,
    ) {
        self.hits.clear();
        self.quotations.clear();
        for (at, item) in items.iter().enumerate() {
            if item.cue != NO_CUE {
                self.hits.push(at);
            }
            if item.region.is_some() {
                self.quotations.push(at);
            }
        }
        // All that the cues ask memory for they wait for together.
        self.pairs.clear();
        for &at in &self.hits {
            types.fetch_cues(&row[at..=at + 2 * OWN]);
            let pairs = cue::pair_features(items, at);
            for &it in &pairs {
                models.cues.fetch(it);
            }
            self.pairs.push(pairs);
        }
        for (&at, pairs) in self.hits.iter().zip(&self.pairs) {
            let sum = self.sum(models, types, items, row, at)
                + pairs.iter().map(|&it| models.cues.get(it)).sum::<i32>();
            let probability = sigmoid(sum as f32 * LinearTable::STEP);
            if probability >= least {
                cues.push((at, probability));
            }
        }
    }

    /// The weights of the features of the word at `at`, which is one of the hits, but for those of pairs of words.
    fn sum(&self, models: &Models, types: &Types, items: &[Item], row: &[Known], at: usize) -> i32 {
        let small = &models.small_cues;
        let item = &items[at];
        let level = strength(item) as usize;
        let mut sum = small.level[level];
        // As many edges stand on either side of the row as words stand on either side of a cue.
        for (place, &word) in row[at..=at + 2 * OWN].iter().enumerate() {
            sum += i32::from(types.cues(word).0[place]);
        }
        let capitals = cue::capitals(items, at) as usize;
        let before = at.checked_sub(1).map(|it| &items[it]);
        sum +=
            small.capitals[capitals][usize::from(before.is_some_and(|it| it.is(class::PRONOUN)))];
        let next = self.quotations.partition_point(|&it| it <= at);
        let far = |distance: Option<usize>| {
            distance.filter(|&it| it < REACH).map_or(STEPS - 1, |it| bucket(it) as usize)
        };
        let left = far(next.checked_sub(1).map(|it| at - 1 - self.quotations[it]));
        let right = far(self.quotations.get(next).map(|it| it - at - 1));
        sum += small.both[left][right] + small.left[left][level] + small.right[right][level];
        let after = items.get(at + 1..).unwrap_or_default();
        let that = after.iter().take(THAT).any(|it| it.is(class::THAT));
        sum += small.that[usize::from(that)][level];
        sum += small.place[at.min(3)][usize::from(after.is_empty())];
        let strong = |&&it: &&usize| it != at && is_strong(&items[it]);
        let near = |&&it: &&usize| it + REACH >= at && it < at + REACH;
        // The hits of a row are few, those beyond reach fewer.
        let here = self.hits.partition_point(|&it| it < at);
        let others = self.hits[..here].iter().rev().take_while(near).filter(strong).take(3).count()
            + self.hits[here..].iter().take_while(near).filter(strong).take(3).count();
        sum += small.others[others.min(3)][level];
        let comma = after.first().is_some_and(|it| it.kind == TokenKind::Comma);
        sum + small.comma[usize::from(comma)][level]
    }
}

#[cfg(test)]
mod tests {
    use rashomon_core::{Document, OwnedDocument};
    use rashomon_text::{TextLayer, TextOptions};

    use super::CueFinder;
    use crate::attribution::cue_probability;
    use crate::cue;
    use crate::models::Models;
    use crate::page::Page;
    use crate::scores::Types;
    use crate::table::{LabelTable, LinearTable};
    use crate::words::{NO_CUE, Words};

    const TEXT: &str = "Anna Berg, who said on Monday that \"nobody will sell the harbour\", told 300 reporters she \
        had found, noted and claimed it; \"Never,\" Ola Holm added. According to him, they asked";

    #[test]
    fn fast_sums_are_the_plain_ones() {
        let mut document = OwnedDocument::new("a", TEXT).unwrap();
        TextLayer::new(TextOptions::default()).annotate(&mut document);
        let page = Page::new(&document, false, &mut Words::default());
        // Each feature weighs what its hash says.
        let mut weights = Vec::new();
        let rows: Vec<_> = (0..page.rows.len()).map(|it| page.row(it)).collect();
        for items in &rows {
            for at in 0..items.len() {
                let push = &mut |it: u64| weights.push((it, (it % 64) as f32 / 256.0 - 0.125));
                cue::features(items, at, push);
            }
        }
        weights.sort_by_key(|it| it.0);
        weights.dedup_by_key(|it| it.0);
        let table = LinearTable::new(&weights);
        let models = Models::new(
            table,
            LabelTable::from_static(&[]),
            LabelTable::from_static(&[]),
            LinearTable::new(&[]),
            LinearTable::new(&[]),
        );
        let mut finder = CueFinder::default();
        let mut types = Types::default();
        types.prepare(&models, document.vocabulary());
        let (mut count, mut known) = (0, Vec::new());
        for items in rows {
            let mut found = Vec::new();
            types.read(&models, items, &mut known);
            finder.find(&models, &types, items, &known, 0.0, &mut found);
            let hits = (0..items.len()).filter(|&it| items[it].cue != NO_CUE);
            let right: Vec<_> =
                hits.map(|it| (it, cue_probability(&models.cues, items, it))).collect();
            assert_eq!(found, right);
            count += found.len();
        }
        assert!(count > 6);
    }
}
