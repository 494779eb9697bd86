//! The scores of the role labeller, the fast way.
//!
//! [`role`](crate::role) says what the features are; summing their weights one by one costs a look-up each. Here most of
//! them are summed ahead: what depends on the word alone once for each word type, what depends on small numbers once for
//! the table, what depends on the cue once for each cue, what lies between an item and the cue where that changes. The
//! sums are the same.
#![expect(
    clippy::inline_always,
    reason = "what is compiled for several processors has to be inlined where it is called for one"
)]

mod bases;
mod kinds;
mod sparse;
mod sums;
mod types;

use std::ops::Range;

use rashomon_core::{Vocabulary, Work, run_wide};

use self::bases::Bases;
use self::kinds::{APART, Kind, Kinds};
use self::sparse::Sparse;
pub(crate) use self::sums::SmallSums;
use self::sums::{CueSums, DISTANCES, NeighbourSums, WordSums, add, add_narrow, subtract_narrow};
pub(crate) use self::types::{EDGE_SUMS, Types};
use crate::hash::{EDGE, NUMBER};
use crate::models::Models;
use crate::page::Item;
use crate::role::{CueView, Sentence, WINDOW, distance, pair_feature};
use crate::table::{LabelTable, Lanes};

/// Working memory: sums by cue, and of the items of one sentence. For one set of weights only.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    cues: Sparse<CueSums>,
    /// Of words beside cues.
    neighbours: Sparse<NeighbourSums>,
    kinds: Kinds,
    /// For each item of the sentence the sums of its word, two edges on either side.
    row: Vec<WordSums>,
    /// For each item the index of these.
    indices: Vec<u32>,
    /// For each item its sort.
    sorts: Vec<Kind>,
    /// Pairs of words that may have weights: the second item, and the feature.
    pairs: Vec<(usize, u64)>,
    /// What does not depend on the cue, for items before and after it.
    base: [Vec<Lanes>; 2],
}

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

impl Scores {
    /// Fits the columns to a document.
    pub(crate) fn prepare(&mut self, vocabulary: Vocabulary) {
        self.cues.prepare(vocabulary);
        self.neighbours.prepare(vocabulary);
    }

    /// Sums what does not depend on the cue, for all items of a sentence whose first and last cue are `cues`.
    pub(crate) fn start(
        &mut self,
        models: &Models,
        types: &mut Types,
        items: &[Item],
        sentence: &Sentence,
        cues: &Range<usize>,
    ) {
        self.index(models, types, items);
        let Self { row, sorts, base: [before, after], kinds, .. } = self;
        before.resize(items.len(), [0; 8]);
        after.resize(items.len(), [0; 8]);
        run_wide(Bases { models, items, sentence, cues, row, sorts, kinds, before, after });
        self.add_pairs(&models.pairs, items);
    }

    /// Finds the sums of all words and the sorts of all items.
    fn index(&mut self, models: &Models, types: &mut Types, items: &[Item]) {
        // Each in a loop of its own: what memory the items wait for, they wait for together.
        self.indices.clear();
        self.indices.extend(items.iter().map(|it| types.index(models, it)));
        let edges = [*types.roles(EDGE_SUMS); 2];
        self.row.clear();
        self.row.extend(edges);
        self.row.extend(self.indices.iter().map(|&it| *types.roles(it)));
        self.row.extend(edges);
        self.sorts.clear();
        self.sorts.extend(items.iter().map(|it| self.kinds.get(&models.roles, it)));
    }

    /// Adds what pairs of words add to either of them.
    fn add_pairs(&mut self, table: &LabelTable, items: &[Item]) {
        self.pairs.resize(items.len() + 1, (0, 0));
        let mut found = 0;
        let mut last = EDGE;
        for (at, word) in items.iter().map(|it| it.word).chain([EDGE]).enumerate() {
            let pair = pair_feature(last, word);
            self.pairs[found] = (at, pair);
            found += usize::from(table.may_hold(pair));
            last = word;
        }
        for &(at, pair) in &self.pairs[..found] {
            let [to_second, to_first] = table.twins(pair);
            for base in &mut self.base {
                if let Some(sums) = base.get_mut(at) {
                    add(sums, &to_second);
                }
                if let Some(sums) = at.checked_sub(1).and_then(|at| base.get_mut(at)) {
                    add(sums, &to_first);
                }
            }
        }
    }

    /// What does not depend on the cue, for the item that is the cue.
    fn cue_base(&self, at: usize) -> Lanes {
        let mut sums = self.base[0][at];
        subtract_narrow(&mut sums, self.row[at + 1].to_next[0]);
        subtract_narrow(&mut sums, self.row[at + 2].own[0]);
        subtract_narrow(&mut sums, self.row[at + 3].to_last[0]);
        sums
    }

    /// What a word beside the cue adds.
    fn beside(&mut self, models: &Models, item: Option<&Item>) -> NeighbourSums {
        let [edge, number, quotation] = &models.small.beside;
        match item {
            None => *edge,
            Some(it) if it.region.is_some() => *quotation,
            Some(it) if it.word == NUMBER => *number,
            Some(it) => {
                *self.neighbours.get(it.folded, || NeighbourSums::new(&models.roles, it.word))
            }
        }
    }

    /// Scores the items in `window`, seen from the cue of `view`.
    pub(crate) fn score(
        &mut self,
        models: &Models,
        view: &CueView<'_>,
        window: Range<usize>,
        scores: &mut Vec<Lanes>,
    ) {
        let (table, small) = (&models.roles, &models.small);
        let cue = view.cue();
        let at = view.cue_at();
        let beside = view.beside().map(|it| self.beside(models, it.map(|it| &view.items()[it])));
        let mut own = [self.cue_base(at)];
        let cue_sums = self.cues.get(cue.folded, || small.cue(table, cue.word, cue.suffix));
        add(&mut own[0], &cue_sums.own);
        add_narrow(&mut own[0], beside[0].to_cue[0]);
        add_narrow(&mut own[0], beside[1].to_cue[1]);
        scores.clear();
        scores.resize(window.len(), [0; 8]);
        let (before, rest) = scores.split_at_mut(at - window.start);
        let (here, after) = rest.split_at_mut(1);
        let parts = [
            (&self.base[0][window.start..at], window.start, before),
            (&own[..], at, here),
            (&self.base[1][at + 1..window.end], at + 1, after),
        ];
        for (side, (base, first, scores)) in parts.into_iter().enumerate() {
            let far = &cue_sums.far[side];
            let sorts = &self.sorts[first..first + base.len()];
            let kinds = &self.kinds;
            let mut shared = [0; 8];
            add_narrow(&mut shared, beside[0].to_side[0][side]);
            add_narrow(&mut shared, beside[1].to_side[1][side]);
            run_wide(Seen {
                table,
                small,
                view,
                side,
                first,
                base,
                sorts,
                kinds,
                far,
                beside: shared,
                scores,
            });
        }
    }
}

/// The items on one side of a cue, to be scored.
struct Seen<'a> {
    table: &'a LabelTable,
    small: &'a SmallSums,
    view: &'a CueView<'a>,
    side: usize,
    /// The first item.
    first: usize,
    /// What does not depend on the cue.
    base: &'a [Lanes],
    sorts: &'a [Kind],
    kinds: &'a Kinds,
    /// By distance.
    far: &'a [Lanes; DISTANCES],
    /// By the words beside the cue.
    beside: Lanes,
    scores: &'a mut [Lanes],
}

impl Work for Seen<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { table, small, view, side, first, base, sorts, kinds, far, beside, scores } =
            self;
        let cue = view.cue_at();
        let level = usize::from(view.level());
        let places = small.places(level, side);
        // Only one of the phrases stands on this side; to the other all items stand alike.
        let [before, after] = view.phrases();
        let (phrase, shift, other) = if side == 2 {
            (after, 3, before.place(first))
        } else {
            (before, 0, after.place(first) << 3)
        };
        let counts = view.counts(first, base.len());
        let mut start = 0;
        while start < base.len() {
            // Runs of items have the same in between.
            let length = counts[start..].iter().take_while(|it| **it == counts[start]).count();
            let run = start..start + length;
            let passage = view.between(first + start).passage(side as u64);
            let path = passage.path as usize;
            let mut shared = small.passage(&passage, level);
            add(&mut shared, &beside);
            let items = base[run.clone()].iter().zip(&sorts[run.clone()]).zip(&mut scores[run]);
            for (at, ((base, &sort), sums)) in (first + start..).zip(items) {
                let mut all = *base;
                add(&mut all, &shared);
                add(&mut all, &far[usize::from(STEPS[at.abs_diff(cue)])]);
                add(&mut all, &places[(phrase.place(at) << shift | other) as usize]);
                add_narrow(&mut all, kinds.sums(sort).paths[path]);
                *sums = all;
                if sort == APART {
                    let it = view.situation(at);
                    view.item_features(at, &it, &mut |it| table.add_lanes(it, sums));
                }
            }
            start += length;
        }
    }
}

#[cfg(test)]
mod tests {
    use rashomon_core::{Document, OwnedDocument};
    use rashomon_text::{TextLayer, TextOptions};

    use super::{Scores, Types};
    use crate::models::Models;
    use crate::page::Page;
    use crate::role::{Sentence, label, plain_features};
    use crate::table::{LabelTable, LinearTable};
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
        let none = || LinearTable::new(&[]);
        let models = Models::new(none(), table.clone(), table, none(), none());
        let mut types = Types::default();
        types.prepare(&models, document.vocabulary());
        let mut scores = Scores::default();
        scores.prepare(document.vocabulary());
        scores.start(&models, &mut types, items, &sentence, &(0..cues[cues.len() - 1]));
        for &cue in &cues {
            let mut found = Vec::new();
            let view = sentence.view(items, cue);
            scores.score(&models, &view, 0..items.len(), &mut found);
            for (at, found) in found.iter().enumerate() {
                let mut sums = [0; label::COUNT];
                for hash in features(cue, at) {
                    models.roles.add(hash, &mut sums);
                }
                let steps = found.map(i32::from);
                assert_eq!(steps[..label::COUNT], sums, "item {at} seen from {cue}");
            }
        }
    }
}
