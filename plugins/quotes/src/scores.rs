//! The scores of the role labeller, the fast way.
//!
//! [`role`](crate::role) says what the features are; summing their weights one by one costs a look-up each. Here most of
//! them are summed ahead: what depends on the word alone once for each word type, what depends on small numbers once for
//! the table, what depends on the cue once for each cue, what lies between an item and the cue where that changes. The
//! sums are the same.

mod bases;
mod kinds;
mod seen;
mod sparse;
mod sums;
mod types;

use std::ops::Range;
use std::slice;

use rashomon_core::{Vocabulary, fetch, run_wide};

use self::bases::{Bases, DELAY, Sides};
use self::kinds::APART;
use self::seen::{Seen, add_special};
use self::sparse::Sparse;
pub(crate) use self::sums::SmallSums;
use self::sums::{CueSums, NeighbourSums, add, add_narrow, subtract_narrow};
pub(crate) use self::types::{EDGES, Known, Types};
use crate::hash::{EDGE, NUMBER};
use crate::models::Models;
use crate::page::Item;
use crate::role::{CueView, Sentence, pair_feature};
use crate::table::{LabelTable, Lanes};
use crate::words::class;

/// Sums of four labels fill a line of the processor's cache.
const LINE: usize = 4;

/// Working memory: sums by cue, and of the items of one sentence. For one set of weights only.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    cues: Sparse<CueSums>,
    /// Of words beside cues.
    neighbours: Sparse<NeighbourSums>,
    /// Pairs of words that may have weights: the second item, and the feature.
    pairs: Vec<(usize, u64)>,
    /// The items that add more than their words and sorts do: quotations, days, and those without a sort.
    special: Vec<usize>,
    /// For each item, [`DELAY`] places further on, what does not depend on the cue.
    base: Vec<Sides>,
}

impl Scores {
    /// Fits the columns to a document.
    pub(crate) fn prepare(&mut self, vocabulary: Vocabulary) {
        self.cues.prepare(vocabulary);
        self.neighbours.prepare(vocabulary);
    }

    /// Has the places of the sums of a cue and of the words beside it fetched.
    pub(crate) fn fetch(&self, items: &[Item], cue: usize) {
        self.cues.fetch(items[cue].word_type);
        for it in items.iter().skip(cue.saturating_sub(1)).take(3) {
            self.neighbours.fetch(it.word_type);
        }
    }

    /// Has the sums of a cue and of the words beside it fetched: those of a cue are many, and cues are seldom the same.
    pub(crate) fn fetch_sums(&mut self, models: &Models, items: &[Item], cue: usize) {
        let sums = cue_sums(&mut self.cues, models, &items[cue]);
        let far = sums.far.as_flattened();
        for line in (0..far.len()).step_by(LINE) {
            fetch(far, line);
        }
        fetch(slice::from_ref(&sums.own), 0);
        for at in [cue.wrapping_sub(1), cue + 1] {
            fetch(slice::from_ref(self.beside(models, items.get(at))), 0);
        }
    }

    /// Sums what does not depend on the cue, for all items of a sentence, of which `row` is known.
    pub(crate) fn start(
        &mut self,
        models: &Models,
        types: &Types,
        items: &[Item],
        row: &[Known],
        sentence: &Sentence,
    ) {
        let known = row[EDGES..].iter().zip(items).enumerate();
        let special = |(known, item): (&Known, &Item)| {
            item.region.is_some() || item.is(class::DAY) || known.sort == APART
        };
        self.special.clear();
        self.special.extend(known.filter(|it| special(it.1)).map(|it| it.0));
        let row = &row[EDGES - 2..row.len() + 2 - EDGES];
        self.base.resize(row.len(), [[0; 8]; 2]);
        run_wide(Bases { models, types, items, sentence, row, sums: &mut self.base });
        self.add_pairs(&models.pairs, items);
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
        for &(_, pair) in &self.pairs[..found] {
            table.fetch(pair);
        }
        for &(at, pair) in &self.pairs[..found] {
            let [to_second, to_first] = table.twins(pair);
            // Beyond the ends stand the sums of nothing.
            for (sums, more) in self.base[DELAY + at - 1..].iter_mut().zip([to_first, to_second]) {
                for side in sums {
                    add(side, &more);
                }
            }
        }
    }

    /// What does not depend on the cue, for the item that is the cue.
    fn cue_base(&self, types: &Types, row: &[Known], at: usize) -> Lanes {
        let [mut sums, _] = self.base[at + DELAY];
        let [last, own, next] = [EDGES - 1, EDGES, EDGES + 1].map(|it| types.roles(row[at + it]));
        subtract_narrow(&mut sums, &last.to_next[0]);
        subtract_narrow(&mut sums, &own.own[0]);
        subtract_narrow(&mut sums, &next.to_last[0]);
        sums
    }

    /// What a word beside the cue adds.
    fn beside<'a>(&'a mut self, models: &'a Models, item: Option<&Item>) -> &'a NeighbourSums {
        let [edge, number, quotation] = &models.small.beside;
        match item {
            None => edge,
            Some(it) if it.region.is_some() => quotation,
            Some(it) if it.word == NUMBER => number,
            Some(it) => {
                self.neighbours.get(it.word_type, || NeighbourSums::new(&models.roles, it.word))
            }
        }
    }

    /// Scores the items in `window`, seen from the cue of `view`, whose dictionary form it returns. `scores` are as many.
    pub(crate) fn score(
        &mut self,
        models: &Models,
        types: &Types,
        row: &[Known],
        view: &CueView<'_>,
        window: Range<usize>,
        scores: &mut [Lanes],
    ) -> &'static str {
        let at = view.cue_at();
        let mut own = self.cue_base(types, row, at);
        let mut beside = [[0; 8]; 3];
        for (place, it) in view.beside().into_iter().enumerate() {
            let sums = self.beside(models, it.map(|it| &view.items()[it]));
            add_narrow(&mut own, &sums.to_cue[place]);
            for (side, sums) in beside.iter_mut().zip(&sums.to_side[place]) {
                add_narrow(side, sums);
            }
        }
        let cue_sums = cue_sums(&mut self.cues, models, view.cue());
        add(&mut own, &cue_sums.own);
        let base = &self.base[DELAY..];
        let parts = [window.start..at, at..at + 1, at + 1..window.end];
        let far = &cue_sums.far;
        let first = window.start;
        run_wide(Seen { models, types, row, view, parts, base, own, far, beside, scores });
        let start = self.special.partition_point(|&it| it < window.start);
        for &at in self.special[start..].iter().take_while(|&&it| it < window.end) {
            add_special(models, view, at, row[at + EDGES], &mut scores[at - first]);
        }
        cue_sums.form
    }
}

/// What a cue's word adds.
fn cue_sums<'a>(sums: &'a mut Sparse<CueSums>, models: &Models, cue: &Item) -> &'a CueSums {
    sums.get(cue.word_type, || models.small.cue(&models.roles, cue.word, cue.suffix))
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
        let mut row = Vec::new();
        types.read(&models, items, &mut row);
        scores.start(&models, &types, items, &row, &sentence);
        for &cue in &cues {
            let mut found = vec![[0; 8]; items.len()];
            let view = sentence.view(items, cue);
            scores.score(&models, &types, &row, &view, 0..items.len(), &mut found);
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
