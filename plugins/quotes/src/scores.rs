//! The scores of the role labeller, the fast way.
//!
//! [`role`](crate::role) says what the features are; summing their weights one by one costs a look-up each. Here most of
//! them are summed ahead: what depends on the word alone once for each word type, what depends on small numbers once for
//! the table, what depends on the cue once for each cue, what lies between an item and the cue where that changes. The
//! sums are the same.

mod kinds;
mod sums;

use std::ops::Range;

use rashomon_core::{Vocabulary, WordColumn};

use self::kinds::{APART, Kind, Kinds};
pub(crate) use self::sums::SmallSums;
use self::sums::{CueSums, DISTANCES, WordSums, add, of};
use crate::cue::strength;
use crate::hash::NUMBER;
use crate::page::Item;
use crate::role::{
    CueView, Sentence, WINDOW, capitals_feature, distance, kind_class, pair_features, shape_bits,
};
use crate::table::{LabelTable, Lanes};

/// Working memory: sums by word type, and of the items of one sentence. For one set of weights only.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// By folded word type the index of a word's sums.
    words: WordColumn<u32>,
    sums: Vec<WordSums>,
    /// The same of words as cues.
    cues: WordColumn<u32>,
    cue_sums: Vec<CueSums>,
    kinds: Kinds,
    generation: Option<u64>,
    /// For each item of the sentence the index of its word's sums, two edges on either side.
    row: Vec<u32>,
    /// For each item its sort.
    sorts: Vec<Kind>,
    /// What does not depend on the cue, for items before and after it.
    base: [Vec<Lanes>; 2],
}

/// Indices of the sums that belong to no word type.
const EDGE_SUMS: u32 = 0;
const NUMBER_SUMS: u32 = 1;
const QUOTATION_SUMS: u32 = 2;

/// Steps of distance by the number of items in between.
const STEPS: [u8; WINDOW + 1] = {
    let mut steps = [0; WINDOW + 1];
    let mut at = 0;
    while at <= WINDOW {
        steps[at] = (distance(at, 0) >> 2) as u8;
        at += 1;
    }
    steps
};

/// Sums that are kept room for from one numbering of words to the next.
const MOST: usize = 1 << 17;

impl Scores {
    /// Fits the columns to a document.
    pub(crate) fn prepare(&mut self, vocabulary: Vocabulary) {
        if self.generation != Some(vocabulary.generation) {
            self.generation = Some(vocabulary.generation);
            // What one huge document took is given back.
            self.sums.clear();
            self.sums.shrink_to(MOST);
            self.cue_sums.clear();
            self.cue_sums.shrink_to(MOST);
        }
        self.words.prepare(vocabulary);
        self.cues.prepare(vocabulary);
    }

    /// Sums what does not depend on the cue, for all items of a sentence whose first and last cue are `cues`.
    pub(crate) fn start(
        &mut self,
        table: &LabelTable,
        small: &SmallSums,
        items: &[Item],
        sentence: &Sentence,
        cues: &Range<usize>,
    ) {
        self.index(table, small, items);
        let [before, after] = &mut self.base;
        before.resize(items.len(), [0; 8]);
        after.resize(items.len(), [0; 8]);
        let around = self.row.windows(5).zip(&self.sorts).zip(&sentence.cue_level);
        let bases = before.iter_mut().zip(after);
        let items_around = items.iter().enumerate().zip(around).zip(bases);
        // Of the item before, of this one and of the next.
        let mut capitals = u64::from(items.first().is_some_and(Item::is_capitalized));
        for (((at, item), ((around, &sort), &level)), (before, after)) in items_around {
            let word = |offset: usize| &self.sums[around[offset] as usize];
            let mut plain = of(table, pair_features(items, at));
            capitals =
                capitals << 1 & 7 | u64::from(items.get(at + 1).is_some_and(Item::is_capitalized));
            if sort == APART {
                table.add_lanes(capitals_feature(capitals, kind_class(item)), &mut plain);
            } else {
                add(&mut plain, &self.kinds.sums(sort).capitals[capitals as usize]);
            }
            add(&mut plain, small.shape(item.kind as usize, shape_bits(item)));
            add(&mut plain, small.level(level, strength(item)));
            add(&mut plain, &word(0).to_second_next);
            add(&mut plain, &word(4).to_second_last);
            let [last, own, next] = [word(1), word(2), word(3)];
            let seen_from = |side: usize, sums: &mut Lanes| {
                *sums = plain;
                add(sums, &last.to_next[side]);
                add(sums, &own.own[side]);
                add(sums, &next.to_last[side]);
            };
            // Only what some cue sees is needed.
            if at <= cues.end {
                seen_from(0, before);
            }
            if at > cues.start {
                seen_from(2, after);
            }
        }
    }

    /// Finds the sums of all words and the sorts of all items.
    fn index(&mut self, table: &LabelTable, small: &SmallSums, items: &[Item]) {
        if self.sums.is_empty() {
            self.sums.extend(small.words);
        }
        self.sorts.clear();
        self.row.clear();
        self.row.extend([EDGE_SUMS; 2]);
        for item in items {
            self.row.push(match item.word {
                _ if item.region.is_some() => QUOTATION_SUMS,
                NUMBER => NUMBER_SUMS,
                word => {
                    let sums = &mut self.sums;
                    self.words.get(item.folded, || {
                        sums.push(WordSums::new(table, word, item.suffix));
                        sums.len() as u32 - 1
                    })
                }
            });
            self.sorts.push(self.kinds.get(table, item));
        }
        self.row.extend([EDGE_SUMS; 2]);
    }

    /// What does not depend on the cue, for the item that is the cue.
    fn cue_base(&self, at: usize) -> Lanes {
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
        &mut self,
        table: &LabelTable,
        small: &SmallSums,
        view: &CueView<'_>,
        window: Range<usize>,
        scores: &mut Vec<Lanes>,
    ) {
        let cue = view.cue();
        let at = view.cue_at();
        let all = &mut self.cue_sums;
        let index = self.cues.get(cue.folded, || {
            all.push(small.cue(table, cue.word));
            all.len() as u32 - 1
        });
        let own = [self.cue_base(at)];
        let parts = [
            (0, &self.base[0][window.start..at], window.start),
            (1, &own[..], at),
            (2, &self.base[1][at + 1..window.end], at + 1),
        ];
        for (side, base, first) in parts {
            let far = &self.cue_sums[index as usize][side];
            self.score_side(table, small, view, (side, first), base, far, scores);
        }
    }

    /// Pushes the scores of the items on one side of the cue.
    #[expect(clippy::too_many_arguments, reason = "what all items of one side share")]
    fn score_side(
        &self,
        table: &LabelTable,
        small: &SmallSums,
        view: &CueView<'_>,
        (side, first): (usize, usize),
        base: &[Lanes],
        far: &[Lanes; DISTANCES],
        scores: &mut Vec<Lanes>,
    ) {
        let cue = view.cue_at();
        let level = usize::from(view.level());
        let neighbours = of(table, view.neighbour_features(side as u64));
        let places = small.places(level, side);
        // Only one of the phrases stands on this side; to the other all items stand alike.
        let [before, after] = view.phrases();
        let (phrase, shift, other) = if side == 2 {
            (after, 3, before.place(first))
        } else {
            (before, 0, after.place(first) << 3)
        };
        let sorts = &self.sorts[first..first + base.len()];
        let counts = view.counts(first, base.len());
        let start = scores.len();
        scores.resize(start + base.len(), [0; 8]);
        let scores = &mut scores[start..];
        let mut start = 0;
        while start < base.len() {
            // Runs of items have the same in between.
            let length = counts[start..].iter().take_while(|it| **it == counts[start]).count();
            let run = start..start + length;
            let passage = view.between(first + start).passage(side as u64);
            let path = passage.path as usize;
            let mut shared = small.passage(&passage, level);
            add(&mut shared, &neighbours);
            let items = base[run.clone()].iter().zip(&sorts[run.clone()]).zip(&mut scores[run]);
            for (at, ((base, &sort), sums)) in (first + start..).zip(items) {
                let far = &far[usize::from(STEPS[at.abs_diff(cue)])];
                let place = &places[(phrase.place(at) << shift | other) as usize];
                total([base, &shared, far, place, &self.kinds.sums(sort).paths[path]], sums);
                if sort == APART {
                    let it = view.situation(at);
                    view.item_features(at, &it, &mut |it| table.add_lanes(it, sums));
                }
            }
            start += length;
        }
    }
}

/// The sum of parts; a function of its own so that it is compiled for all lanes at a time, whatever surrounds it.
#[inline(never)]
fn total(parts: [&Lanes; 5], sums: &mut Lanes) {
    let mut all = [0; 8];
    for part in parts {
        add(&mut all, part);
    }
    *sums = all;
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
        scores.start(&table, &small, items, &sentence, &(0..cues[cues.len() - 1]));
        for &cue in &cues {
            let mut found = Vec::new();
            let view = sentence.view(items, cue);
            scores.score(&table, &small, &view, 0..items.len(), &mut found);
            for (at, found) in found.iter().enumerate() {
                let mut sums = [0; label::COUNT];
                for hash in features(cue, at) {
                    table.add(hash, &mut sums);
                }
                let steps = found.map(i32::from);
                assert_eq!(steps[..label::COUNT], sums, "item {at} seen from {cue}");
            }
        }
    }
}
