//! The score of a candidate, the fast way: weights of features that are small numbers stand in tables by these numbers.

use super::{Context, NEAR, Role, Traits};
use crate::candidates::{Candidate, OFTEN, Sources, proposer};
use crate::hash::feature;
use crate::table::LinearTable;

/// The weights of the ranker.
#[derive(Clone, Debug)]
pub struct Ranker {
    /// Of all features.
    table: LinearTable,
    /// Of those that are small numbers.
    small: Box<Small>,
}

const PROPOSERS: usize = proposer::COUNT as usize;
/// Values of [`mention_class`](super::mention_class).
const MENTIONS: usize = 1 << 9;
const DISTANCES: usize = 34;
/// Values of a place, rounded up to a power of two.
const PLACES: usize = 1 << 8;
const FORMS: usize = 1 << 5;
const COUNTS: usize = 7;
const CUES: usize = 5;
/// Steps of probability.
const SHARES: usize = 10;
const RANKS: usize = 4;
/// Values of [`Context::gap`].
const GAPS: usize = 8;
/// How often who is named speaks, with none and nobody.
const TIMES: usize = OFTEN + 2;
/// What a name names, with no name.
const SORTS: usize = 6;
/// Sets of the proposers that look beside the sentence.
const NEARS: usize = 1 << 6;
/// The least margin is that much below zero, the greatest that much above.
const MARGIN: i64 = 5;

/// One weight each, or the sum of several.
#[derive(Clone, Debug)]
struct Small {
    /// By proposer: with the probability, by itself too.
    probabilities: [[i32; SHARES]; PROPOSERS],
    distances: [[i16; DISTANCES]; PROPOSERS],
    mentions: [[i16; MENTIONS]; PROPOSERS],
    places: [[i16; PLACES]; PROPOSERS],
    forms: [[i16; FORMS]; PROPOSERS],
    cues: [[i16; CUES]; PROPOSERS],
    /// By the number of proposers.
    several: [i16; PROPOSERS + 1],
    mention: [i16; MENTIONS],
    /// By distance and number of candidates.
    counts: [[i16; COUNTS]; DISTANCES],
    /// Of speakers of a cue, by their share and how surely they are that, singly and together.
    shares: [[i32; SHARES]; SHARES],
    levels: [[i16; SHARES]; 6],
    margins: [[i16; 2 * MARGIN as usize + 1]; RANKS],
    ranks: [[i16; CUES]; RANKS],
    between: [[i16; SHARES]; 3],
    endings: [[i16; 8]; 8],
    /// By whether the last word is that of who spoke last.
    same: [[i16; PLACES]; 2],
    again: [[i16; GAPS]; 2],
    here: [[i16; 2]; TIMES],
    sorts: [[i16; SORTS]; TIMES],
    gaps: [[i16; GAPS]; NEARS],
    /// By the gap and the probability.
    chances: [[i16; GAPS << 4]; NEARS],
}

/// The six proposers that look beside the sentence, side by side, as those stand in a set of all.
const fn near_set(near: u64) -> u64 {
    (near & 0xf) << 1 | (near >> 4) << 14
}

/// The other way round.
const fn near_number(set: u64) -> u64 {
    set >> 1 & 0xf | (set >> 14 & 3) << 4
}

/// [`near_set`] knows them all.
const _: () = assert!(near_set(NEARS as u64 - 1) == NEAR as u64);

impl Small {
    fn new(table: &LinearTable) -> Self {
        fn two<const B: usize, const A: usize>(
            table: &LinearTable,
            template: u32,
        ) -> [[i16; B]; A] {
            by(|a| by(|b| table.get(feature(template, a, b)) as i16))
        }
        let one = |template: u32, a: u64| table.get(feature(template, a, 0));
        let proposer = |bit: u64, it: u64| one(125, bit) + table.get(feature(126, bit, it));
        let share = |share: u64, speaker: u64| {
            one(150, share) + one(151, speaker) + table.get(feature(152, share, speaker))
        };
        let margin =
            |rank: u64, it: u64| table.get(feature(154, rank, (it as i64 - MARGIN) as u64)) as i16;
        Self {
            probabilities: by(|bit| by(|it| proposer(bit, it))),
            distances: two(table, 127),
            mentions: two(table, 128),
            places: two(table, 129),
            forms: two(table, 130),
            cues: two(table, 131),
            several: by(|it| one(123, it) as i16),
            mention: by(|it| one(124, it) as i16),
            counts: two(table, 140),
            shares: by(|it| by(|speaker| share(it, speaker))),
            levels: two(table, 153),
            margins: by(|rank| by(|it| margin(rank, it))),
            ranks: two(table, 155),
            between: two(table, 158),
            endings: two(table, 159),
            same: two(table, 142),
            again: two(table, 149),
            here: two(table, 145),
            sorts: two(table, 146),
            gaps: by(|near| by(|gap| table.get(feature(161, near_set(near), gap)) as i16)),
            chances: by(|near| by(|it| table.get(feature(162, near_set(near), it)) as i16)),
        }
    }

    fn sum(&self, it: &Traits, context: &Context<'_>) -> i32 {
        let at = |it: u64| it as usize;
        let (mention, distance) = (at(it.mention), at(it.distance));
        let mut sum = i32::from(self.several[it.set.count_ones() as usize])
            + i32::from(self.mention[mention])
            + i32::from(self.counts[distance][at(context.count)])
            + it.same.map_or(0, |it| i32::from(self.same[at(it)][at(context.place)]));
        let (times, near) = (at(it.times), at(near_number(it.set)));
        let (gap, chance) = (at(context.gap), at(context.gap << 4 | context.probability));
        sum += i32::from(self.again[at(it.again)][gap])
            + i32::from(self.here[times][at(it.here)])
            + i32::from(self.sorts[times][at(it.sort)])
            + i32::from(self.gaps[near][gap])
            + i32::from(self.chances[near][chance]);
        for bit in it.proposers().map(at) {
            sum += self.probabilities[bit][at(context.probability)]
                + i32::from(self.distances[bit][distance])
                + i32::from(self.mentions[bit][mention])
                + i32::from(self.places[bit][at(context.place)])
                + i32::from(self.forms[bit][at(context.form)])
                + i32::from(self.cues[bit][at(context.cues)]);
        }
        sum + it.role.map_or(0, |it| self.role(&it, context))
    }

    fn role(&self, it: &Role, context: &Context<'_>) -> i32 {
        let at = |it: u64| it as usize;
        let (share, rank) = (at(it.share), at(it.rank));
        let margin = (it.margin + MARGIN) as usize;
        let mut sum = self.shares[share][at(it.speaker)]
            + i32::from(self.levels[at(it.level)][share])
            + i32::from(self.margins[rank][margin])
            + i32::from(self.ranks[rank][at(context.cues)]);
        if let Some(cue) = it.cue {
            let between = at(cue.between);
            let ending = self.endings[between | at(cue.after) << 2][at(context.ending)];
            sum += i32::from(self.between[between][share]) + i32::from(ending);
        }
        sum
    }
}

impl Ranker {
    /// The ranker with these weights.
    pub fn new(table: LinearTable) -> Self {
        let small = Box::new(Small::new(&table));
        Self { table, small }
    }

    /// The score of a candidate in steps of the table: the sum of the weights of its [`features`](super::features).
    pub fn score(
        &self,
        sources: &Sources<'_>,
        context: &Context<'_>,
        candidates: &[Candidate],
        index: usize,
    ) -> i32 {
        let it = Traits::new(sources, context, candidates, index);
        let mut sum = self.small.sum(&it, context);
        it.large_features(context, &mut |it| sum += self.table.get(it));
        sum
    }
}

/// An array of what a function says of each index.
fn by<T, const N: usize>(mut make: impl FnMut(u64) -> T) -> [T; N] {
    std::array::from_fn(|it| make(it as u64))
}

#[cfg(test)]
mod tests {
    use rashomon_core::OwnedDocument;
    use rashomon_text::{TextLayer, TextOptions};

    use super::Ranker;
    use crate::analysis::Analysis;
    use crate::attribution::Scratch;
    use crate::candidates::{History, LastSpeaker};
    use crate::models::Models;
    use crate::ranker::{Context, features};
    use crate::table::LinearTable;
    use crate::words::Words;

    const TEXT: &str = "“We are broke,” Mayor Anna Berg of Vik told reporters on Monday. “Nobody”, she said, “will \
        sell the harbour.”\nOla Holm, her deputy, asked: “Who will pay?” “Not us” — Clara Ness\n“It is over,” he added \
        after the vote, calling it “a shame” and “a disaster”. Berg said the “plan” would be “dropped”.";

    #[test]
    fn fast_scores_are_the_plain_ones() {
        let mut document = OwnedDocument::new("a", TEXT).unwrap();
        TextLayer::new(TextOptions::default()).annotate(&mut document);
        let models = Models::embedded();
        let (mut words, mut scratch) = (Words::default(), Scratch::default());
        let analysis = Analysis::new(&document, &models, false, &mut words, &mut scratch);
        let sources = analysis.sources();
        let mut questions = Vec::new();
        let mut history = History::default();
        for region in 0..analysis.page.regions.len() {
            let mut candidates = Vec::new();
            sources.candidates(region, &history, &mut candidates);
            let context = Context::new(&sources, region, region % 2 == 0, &candidates, &history);
            for index in 0..candidates.len() {
                let mut all = Vec::new();
                features(&sources, &context, &candidates, index, &mut |it| all.push(it));
                questions.push((region, index, history.clone(), all));
            }
            if let Some(it) = candidates.pop() {
                let block = analysis.page.regions[region].block;
                let row = analysis.page.row_of[region];
                history.push(LastSpeaker { span: it.span, items: it.items, block, row });
            }
        }
        // Each feature weighs what its hash says.
        let weight = |hash: u64| (hash % 64) as f32 / 256.0 - 0.125;
        let mut weights: Vec<(u64, f32)> =
            questions.iter().flat_map(|it| &it.3).map(|&it| (it, weight(it))).collect();
        weights.sort_by_key(|it| it.0);
        weights.dedup_by_key(|it| it.0);
        let table = LinearTable::new(&weights);
        let ranker = Ranker::new(table.clone());
        assert!(questions.len() > 12);
        for (region, index, history, features) in questions {
            let mut candidates = Vec::new();
            sources.candidates(region, &history, &mut candidates);
            let context = Context::new(&sources, region, region % 2 == 0, &candidates, &history);
            let right: i32 = features.iter().map(|&it| table.get(it)).sum();
            let score = ranker.score(&sources, &context, &candidates, index);
            assert_eq!(score, right, "candidate {index} of region {region}");
        }
    }
}
