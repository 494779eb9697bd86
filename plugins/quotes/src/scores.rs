//! The scores of the role labeller, the fast way.
//!
//! [`role`](crate::role) says what the features are; summing their weights one by one costs a look-up each. Here most of
//! them are summed ahead: what depends on the word alone once for each word type, what depends on small numbers once for
//! the table, what depends on the cue once for each cue. The sums are the same.

use rashomon_core::{WordColumn, raw_hash};

use crate::cue::strength;
use crate::hash::{EDGE, NUMBER, QUOTATION, feature};
use crate::page::Item;
use crate::role::{CueView, Sentence, Situation, label};
use crate::table::LabelTable;

/// Weights by label, in steps of the table; the last two are padding.
pub(crate) type Sums = [i16; 8];

/// Sides of the cue, the cue itself being one.
const SIDES: usize = 3;
/// Distances with their sides, paths with theirs.
const SMALL: usize = 64;

pub(crate) fn add(sums: &mut Sums, more: &Sums) {
    for (sum, it) in sums.iter_mut().zip(more) {
        *sum += it;
    }
}

fn of(table: &LabelTable, features: impl IntoIterator<Item = u64>) -> Sums {
    let mut sums = [0; label::COUNT];
    for it in features {
        table.add(it, &mut sums);
    }
    let mut all = [0; 8];
    for (slot, it) in all.iter_mut().zip(sums) {
        *slot = it as i16;
    }
    all
}

/// What a word adds, as itself and as a neighbour.
#[derive(Clone, Copy, Debug)]
struct WordSums {
    own: [Sums; SIDES],
    /// To the item after it and the one before it.
    to_next: [Sums; SIDES],
    to_last: [Sums; SIDES],
    /// To the item two after it and the one two before it.
    to_second_next: Sums,
    to_second_last: Sums,
}

impl WordSums {
    fn new(table: &LabelTable, word: u64, suffix: u64) -> Self {
        let sides = [0, 1, 2];
        Self {
            own: sides.map(|side| {
                of(table, [feature(40, word, 0), feature(43, suffix, 0), feature(60, word, side)])
            }),
            to_next: sides.map(|side| of(table, [feature(61, word, side)])),
            to_last: sides.map(|side| of(table, [feature(62, word, side)])),
            to_second_next: of(table, [feature(47, word, 0)]),
            to_second_last: of(table, [feature(48, word, 0)]),
        }
    }
}

/// What small numbers add.
#[derive(Clone, Debug)]
pub(crate) struct SmallSums {
    distance: Vec<Sums>,
    path: Vec<Sums>,
    path_level: Vec<Sums>,
    links: Vec<Sums>,
    cues: Vec<Sums>,
    breaks: Vec<Sums>,
    phrase: Vec<Sums>,
    phrase_level: Vec<Sums>,
    levels: Vec<Sums>,
    edge: WordSums,
    number: WordSums,
    quotation: WordSums,
}

impl SmallSums {
    /// Looks all of them up.
    pub(crate) fn new(table: &LabelTable) -> Self {
        let one = |template: u32, count: u64| {
            (0..count).map(|it| of(table, [feature(template, it, 0)])).collect::<Vec<_>>()
        };
        let two = |template: u32, first: u64, second: u64| {
            (0..first * second)
                .map(|it| of(table, [feature(template, it / second, it % second)]))
                .collect::<Vec<_>>()
        };
        let empty = raw_hash("");
        Self {
            distance: one(63, SMALL as u64),
            path: one(68, SMALL as u64),
            path_level: two(76, SMALL as u64, LEVELS),
            links: two(69, 12, 4),
            cues: two(70, 12, 2),
            breaks: one(71, 12),
            phrase: two(74, SMALL as u64, SIDES as u64),
            phrase_level: two(75, SMALL as u64, LEVELS),
            levels: two(46, LEVELS, LEVELS),
            edge: WordSums::new(table, EDGE, empty),
            number: WordSums::new(table, NUMBER, 0),
            quotation: WordSums::new(table, QUOTATION, 0),
        }
    }
}

/// Steps of certainty.
const LEVELS: u64 = 6;

/// Working memory: sums by word type, and of the items of one sentence.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// By folded word type, of one table only.
    pub(crate) words: WordColumn<WordIndex>,
    sums: Vec<WordSums>,
    generation: Option<u64>,
    row: Vec<u32>,
    /// What does not depend on the cue, before and after it.
    base: [Vec<Sums>; 2],
    plain: Vec<Sums>,
}

/// Index of a word's sums.
pub(crate) type WordIndex = u32;

/// Numbers of the sums that belong to no word type.
const EDGE_SUMS: u32 = u32::MAX;
const NUMBER_SUMS: u32 = u32::MAX - 1;
const QUOTATION_SUMS: u32 = u32::MAX - 2;

impl Scores {
    /// Fits the columns to a document.
    pub(crate) fn prepare(&mut self, vocabulary: rashomon_core::Vocabulary) {
        if self.generation != Some(vocabulary.generation) {
            self.generation = Some(vocabulary.generation);
            self.sums.clear();
        }
        self.words.prepare(vocabulary);
    }

    fn get<'a>(&'a self, small: &'a SmallSums, at: Option<usize>) -> &'a WordSums {
        match at.and_then(|it| self.row.get(it)).copied().unwrap_or(EDGE_SUMS) {
            EDGE_SUMS => &small.edge,
            NUMBER_SUMS => &small.number,
            QUOTATION_SUMS => &small.quotation,
            index => &self.sums[index as usize],
        }
    }

    /// Sums what does not depend on the cue, for all items of a sentence.
    pub(crate) fn start(
        &mut self,
        table: &LabelTable,
        small: &SmallSums,
        items: &[Item],
        sentence: &Sentence,
    ) {
        self.row.clear();
        for item in items {
            let index = match item.word {
                _ if item.region.is_some() => QUOTATION_SUMS,
                NUMBER => NUMBER_SUMS,
                word => {
                    let sums = &mut self.sums;
                    self.words.get(item.folded, || {
                        sums.push(WordSums::new(table, word, item.suffix));
                        sums.len() as u32 - 1
                    })
                }
            };
            self.row.push(index);
        }
        self.plain.clear();
        for base in &mut self.base {
            base.clear();
        }
        for (at, item) in items.iter().enumerate() {
            let mut plain = of(table, crate::role::pair_features(items, at));
            let level = u64::from(sentence.cue_level[at]) * LEVELS + strength(item);
            add(&mut plain, &small.levels[level as usize]);
            add(&mut plain, &self.get(small, at.checked_sub(2)).to_second_next);
            add(&mut plain, &self.get(small, Some(at + 2)).to_second_last);
            for (base, side) in [0, 2].into_iter().enumerate() {
                let mut sums = plain;
                self.add_words(small, at, side, &mut sums);
                self.base[base].push(sums);
            }
            self.plain.push(plain);
        }
    }

    fn add_words(&self, small: &SmallSums, at: usize, side: usize, sums: &mut Sums) {
        add(sums, &self.get(small, Some(at)).own[side]);
        add(sums, &self.get(small, at.checked_sub(1)).to_next[side]);
        add(sums, &self.get(small, Some(at + 1)).to_last[side]);
    }

    /// Pushes the scores of the items in `window`, seen from the cue of `view`.
    pub(crate) fn score(
        &self,
        table: &LabelTable,
        small: &SmallSums,
        view: &CueView<'_>,
        window: std::ops::Range<usize>,
        scores: &mut Vec<[f32; label::COUNT]>,
    ) {
        let sides = [0, 1, 2].map(|side| of(table, view.cue_features(side)));
        let mut far: [Option<Sums>; SMALL] = [None; SMALL];
        let level = u64::from(view.level());
        for at in window {
            let it: Situation = view.situation(at);
            let side = it.side as usize;
            let mut sums = match it.side {
                0 => self.base[0][at],
                2 => self.base[1][at],
                _ => {
                    let mut sums = self.plain[at];
                    self.add_words(small, at, side, &mut sums);
                    sums
                }
            };
            add(&mut sums, &sides[side]);
            add(&mut sums, &small.distance[it.distance as usize]);
            let slot = &mut far[it.distance as usize];
            add(
                &mut sums,
                slot.get_or_insert_with(|| of(table, [view.distance_feature(it.distance)])),
            );
            add(&mut sums, &small.path[it.path as usize]);
            add(&mut sums, &small.path_level[(it.path * LEVELS + level) as usize]);
            add(&mut sums, &small.links[(it.links * 4 + it.commas) as usize]);
            add(&mut sums, &small.cues[(it.cues * 2 + it.thats) as usize]);
            add(&mut sums, &small.breaks[it.breaks as usize]);
            add(&mut sums, &small.phrase[it.phrase as usize * SIDES + side]);
            add(&mut sums, &small.phrase_level[(it.phrase * LEVELS + level) as usize]);
            let mut rest = [0; label::COUNT];
            view.item_features(at, &it, &mut |it| table.add(it, &mut rest));
            let mut score = [0.0; label::COUNT];
            for (slot, (sum, rest)) in score.iter_mut().zip(sums.iter().zip(rest)) {
                *slot = (i32::from(*sum) + rest) as f32 * LabelTable::STEP;
            }
            scores.push(score);
        }
    }
}

#[cfg(test)]
mod tests {
    use rashomon_core::{Document, OwnedDocument};
    use rashomon_text::{TextLayer, TextOptions};

    use super::{Scores, SmallSums};
    use crate::page::Page;
    use crate::role::{Sentence, label, plain_features};
    use crate::table::LabelTable;
    use crate::words::Words;

    const TEXT: &str = "Anna Berg, who leads the town, said on Monday that \"nobody will sell the harbour\" — not \
        for 300 kroner (or 5,000), she told reporters; \"Never,\" Ola Holm added.";

    #[test]
    fn fast_sums_are_the_plain_ones() {
        let mut document = OwnedDocument::new("a", TEXT).unwrap();
        TextLayer::new(TextOptions::default()).annotate(&mut document);
        let page = Page::new(&document, false, &mut Words::default());
        let items = page.row(0);
        let mut sentence = Sentence::default();
        sentence.prepare(items);
        let cues: Vec<usize> = (0..items.len()).step_by(3).collect();
        for (level, &cue) in cues.iter().enumerate() {
            sentence.cue_level[cue] = level as u8 % 6;
        }
        let features = |cue: usize, at: usize| {
            let mut all = Vec::new();
            plain_features(items, &sentence, at, &mut |it| all.push(it));
            sentence.view(items, cue).features(at, &mut |it| all.push(it));
            all
        };
        // Each feature weighs what its hash says.
        let mut weights: Vec<(u64, [f32; label::COUNT])> = Vec::new();
        for &cue in &cues {
            for hash in (0..items.len()).flat_map(|at| features(cue, at)) {
                let weight = |label: usize| ((hash >> (label * 5)) % 16) as f32 / 8.0 - 1.0;
                weights.push((hash, [0, 1, 2, 3, 4, 5].map(weight)));
            }
        }
        weights.sort_by_key(|it| it.0);
        weights.dedup_by_key(|it| it.0);
        let table = LabelTable::new(&weights, 0.01);
        let small = SmallSums::new(&table);
        let mut scores = Scores::default();
        scores.prepare(document.vocabulary());
        scores.start(&table, &small, items, &sentence);
        for &cue in &cues {
            let mut found = Vec::new();
            let view = sentence.view(items, cue);
            scores.score(&table, &small, &view, 0..items.len(), &mut found);
            for (at, found) in found.iter().enumerate() {
                let mut sums = [0; label::COUNT];
                for hash in features(cue, at) {
                    table.add(hash, &mut sums);
                }
                let steps = found.map(|it| (it / LabelTable::STEP) as i32);
                assert_eq!(steps, sums, "item {at} seen from {cue}");
            }
        }
    }
}
