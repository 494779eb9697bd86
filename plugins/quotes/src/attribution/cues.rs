//! The probability of a word being a cue, the fast way.
//!
//! [`cue`](crate::cue) says what the features are. Here what depends on one word is looked up once for each word type,
//! what depends on small numbers once for the table, and distances to quotations and other cues are read off the places
//! where these stand. The sums are the same.

use rashomon_core::{TokenKind, Vocabulary, WordColumn};

use super::sigmoid;
use crate::cue::{self, REACH, THAT, bucket, is_strong, strength};
use crate::hash::{EDGE, NUMBER, QUOTATION, feature};
use crate::page::Item;
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
    /// The words that are no words.
    edge: WordSums,
    number: WordSums,
    quotation: WordSums,
}

/// What a word adds as itself, and as a neighbour from three items before to three after.
#[derive(Clone, Copy, Debug, Default)]
struct WordSums {
    own: i32,
    beside: [i32; 7],
}

impl WordSums {
    fn new(table: &LinearTable, word: u64, suffix: u64) -> Self {
        let beside = |at: usize| {
            let offset = at as i32 - 3;
            let template = 4 + offset.unsigned_abs();
            if offset == 0 { 0 } else { table.get(feature(template, word, u64::from(offset < 0))) }
        };
        Self {
            own: table.get(feature(2, word, 0)) + table.get(feature(16, suffix, 0)),
            beside: std::array::from_fn(beside),
        }
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
            edge: WordSums::new(table, EDGE, 0),
            number: WordSums::new(table, NUMBER, 0),
            quotation: WordSums::new(table, QUOTATION, 0),
        }
    }
}

/// Working memory: sums by word type, and where in one row cues and quotations stand. For one set of weights only.
#[derive(Debug, Default)]
pub(super) struct CueFinder {
    words: WordColumn<WordSums>,
    hits: Vec<usize>,
    quotations: Vec<usize>,
}

impl CueFinder {
    /// Fits the columns to a document.
    pub(super) fn prepare(&mut self, vocabulary: Vocabulary) {
        self.words.prepare(vocabulary);
    }

    /// Pushes the words of a row that may be cues, with their probabilities of being some, unless those are below
    /// `least`.
    pub(super) fn find(
        &mut self,
        table: &LinearTable,
        small: &SmallCueSums,
        items: &[Item],
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
        for index in 0..self.hits.len() {
            let at = self.hits[index];
            let sum = self.sum(table, small, items, at);
            let probability = sigmoid(sum as f32 * LinearTable::STEP);
            if probability >= least {
                cues.push((at, probability));
            }
        }
    }

    /// The weights of all features of the word at `at`, which is one of the hits.
    fn sum(&mut self, table: &LinearTable, small: &SmallCueSums, items: &[Item], at: usize) -> i32 {
        let item = &items[at];
        let level = strength(item) as usize;
        let mut sum = small.level[level];
        for place in 0..7 {
            let offset = place as isize - 3;
            let word = self.word(table, small, at.checked_add_signed(offset), items);
            sum += if offset == 0 { word.own } else { word.beside[place] };
        }
        for it in cue::pair_features(items, at) {
            sum += table.get(it);
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

    /// What the word at `at` adds.
    fn word(
        &mut self,
        table: &LinearTable,
        small: &SmallCueSums,
        at: Option<usize>,
        items: &[Item],
    ) -> WordSums {
        match at.and_then(|it| items.get(it)) {
            None => small.edge,
            Some(it) if it.region.is_some() => small.quotation,
            Some(it) if it.word == NUMBER => small.number,
            Some(it) => self.words.get(it.folded, || WordSums::new(table, it.word, it.suffix)),
        }
    }
}

#[cfg(test)]
mod tests {
    use rashomon_core::{Document, OwnedDocument};
    use rashomon_text::{TextLayer, TextOptions};

    use super::{CueFinder, SmallCueSums};
    use crate::attribution::cue_probability;
    use crate::cue;
    use crate::page::Page;
    use crate::table::LinearTable;
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
        let small = SmallCueSums::new(&table);
        let mut finder = CueFinder::default();
        finder.prepare(document.vocabulary());
        let mut count = 0;
        for items in rows {
            let mut found = Vec::new();
            finder.find(&table, &small, items, 0.0, &mut found);
            let hits = (0..items.len()).filter(|&it| items[it].cue != NO_CUE);
            let right: Vec<_> = hits.map(|it| (it, cue_probability(&table, items, it))).collect();
            assert_eq!(found, right);
            count += found.len();
        }
        assert!(count > 6);
    }
}
