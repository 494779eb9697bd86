//! The scores of the role labeller, the fast way.
//!
//! [`role`](crate::role) says what the features are; summing their weights one by one costs a look-up each. Here most of
//! them are summed ahead: what depends on the word alone once for each word type, what depends on small numbers once for
//! the table, what depends on the cue once for each cue. The sums are the same.

use rashomon_core::{WordColumn, raw_hash};

use crate::chain::Row;
use crate::cue::strength;
use crate::hash::{EDGE, NUMBER, QUOTATION, feature};
use crate::page::Item;
use crate::role::{CueView, Sentence, Situation};
use crate::table::{LabelTable, Lanes};

type Sums = Lanes;

/// Sides of the cue, the cue itself being one.
const SIDES: usize = 3;
/// Distances with their sides, paths with theirs.
const SMALL: usize = 64;

fn add(sums: &mut Sums, more: &Sums) {
    for (sum, it) in sums.iter_mut().zip(more) {
        *sum += it;
    }
}

fn of(table: &LabelTable, features: impl IntoIterator<Item = u64>) -> Sums {
    let mut sums = [0; 8];
    for it in features {
        table.add_lanes(it, &mut sums);
    }
    sums
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
    /// By the path and how sure the cue is.
    path: Vec<Sums>,
    links: Vec<Sums>,
    cues: Vec<Sums>,
    breaks: Vec<Sums>,
    /// By the place among the phrases, the side and how sure the cue is.
    phrase: Vec<Sums>,
    levels: Vec<Sums>,
    /// The words that are no words, in the order of their indices.
    words: [WordSums; 3],
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
        let path = |it: u64| {
            of(table, [feature(68, it / LEVELS, 0), feature(76, it / LEVELS, it % LEVELS)])
        };
        let phrase = |it: u64| {
            let (place, side) = (it / LEVELS / SIDES as u64, it / LEVELS % SIDES as u64);
            of(table, [feature(74, place, side), feature(75, place, it % LEVELS)])
        };
        Self {
            distance: one(63, SMALL as u64),
            path: (0..SMALL as u64 * LEVELS).map(path).collect(),
            links: two(69, 12, 4),
            cues: two(70, 12, 2),
            breaks: one(71, 12),
            phrase: (0..(SMALL * SIDES) as u64 * LEVELS).map(phrase).collect(),
            levels: two(46, LEVELS, LEVELS),
            words: [
                WordSums::new(table, EDGE, raw_hash("")),
                WordSums::new(table, NUMBER, 0),
                WordSums::new(table, QUOTATION, 0),
            ],
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
    /// For each item of the sentence the index of its sums, two edges on either side.
    row: Vec<WordIndex>,
    /// What does not depend on the cue, for items before and after it.
    base: [Vec<Sums>; 2],
}

/// Index of a word's sums.
pub(crate) type WordIndex = u32;

/// Indices of the sums that belong to no word type.
const EDGE_SUMS: WordIndex = 0;
const NUMBER_SUMS: WordIndex = 1;
const QUOTATION_SUMS: WordIndex = 2;

impl Scores {
    /// Fits the columns to a document.
    pub(crate) fn prepare(&mut self, vocabulary: rashomon_core::Vocabulary) {
        if self.generation != Some(vocabulary.generation) {
            self.generation = Some(vocabulary.generation);
            self.sums.clear();
        }
        self.words.prepare(vocabulary);
    }

    /// Sums what does not depend on the cue, for all items of a sentence.
    pub(crate) fn start(
        &mut self,
        table: &LabelTable,
        small: &SmallSums,
        items: &[Item],
        sentence: &Sentence,
    ) {
        if self.sums.is_empty() {
            self.sums.extend(small.words);
        }
        self.row.clear();
        self.row.extend([EDGE_SUMS; 2]);
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
        self.row.extend([EDGE_SUMS; 2]);
        let [before, after] = &mut self.base;
        before.clear();
        after.clear();
        let around = self.row.windows(5);
        for ((at, item), around) in items.iter().enumerate().zip(around) {
            let word = |offset: usize| &self.sums[around[offset] as usize];
            let mut plain = of(table, crate::role::pair_features(items, at));
            let level = u64::from(sentence.cue_level[at]) * LEVELS + strength(item);
            add(&mut plain, &small.levels[level as usize]);
            add(&mut plain, &word(0).to_second_next);
            add(&mut plain, &word(4).to_second_last);
            let [last, own, next] = [word(1), word(2), word(3)];
            for (base, side) in [(&mut *before, 0), (&mut *after, 2)] {
                let mut sums = plain;
                add(&mut sums, &last.to_next[side]);
                add(&mut sums, &own.own[side]);
                add(&mut sums, &next.to_last[side]);
                base.push(sums);
            }
        }
    }

    /// What does not depend on the cue, for the item that is the cue.
    fn cue_base(&self, at: usize) -> Sums {
        let mut sums = self.base[0][at];
        let word = |offset: usize| &self.sums[self.row[at + offset] as usize];
        let [last, own, next] = [word(1), word(2), word(3)];
        let sides = [&last.to_next, &own.own, &next.to_last];
        for of in sides {
            for ((sum, more), less) in sums.iter_mut().zip(of[1]).zip(of[0]) {
                *sum += more - less;
            }
        }
        sums
    }

    /// Pushes the scores of the items in `window`, seen from the cue of `view`.
    pub(crate) fn score(
        &self,
        table: &LabelTable,
        small: &SmallSums,
        view: &CueView<'_>,
        window: std::ops::Range<usize>,
        scores: &mut Vec<Row>,
    ) {
        let sides = [0, 1, 2].map(|side| of(table, view.cue_features(side)));
        // What the side and the distance add.
        let mut far: [Option<Sums>; SMALL] = [None; SMALL];
        let level = u64::from(view.level());
        for at in window {
            let it: Situation = view.situation(at);
            let mut sums = match it.side {
                0 => self.base[0][at],
                1 => self.cue_base(at),
                _ => self.base[1][at],
            };
            let far = far[it.distance as usize].get_or_insert_with(|| {
                let mut sums = of(table, [view.distance_feature(it.distance)]);
                add(&mut sums, &small.distance[it.distance as usize]);
                add(&mut sums, &sides[it.side as usize]);
                sums
            });
            add(&mut sums, far);
            add(&mut sums, &small.path[(it.path * LEVELS + level) as usize]);
            add(&mut sums, &small.links[(it.links * 4 + it.commas) as usize]);
            add(&mut sums, &small.cues[(it.cues * 2 + it.thats) as usize]);
            add(&mut sums, &small.breaks[it.breaks as usize]);
            let phrase = (it.phrase * SIDES as u64 + it.side) * LEVELS + level;
            add(&mut sums, &small.phrase[phrase as usize]);
            view.item_features(at, &it, &mut |it| table.add_lanes(it, &mut sums));
            let mut score = [0.0; 8];
            for (slot, sum) in score.iter_mut().zip(sums) {
                *slot = f32::from(sum) * LabelTable::STEP;
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
                assert_eq!(steps[..label::COUNT], sums, "item {at} seen from {cue}");
            }
        }
    }
}
