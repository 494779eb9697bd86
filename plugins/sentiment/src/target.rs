//! The tone toward a target: a name in a sentence.

use std::ops::Range;

use rashomon_core::Token;

use crate::features::{MEANT_ROLES, NEAR, Role, Scene, near_pair};
use crate::model::{Model, STEP, against_neutral};
use crate::pairs::{Pair, Pairs};
use crate::reading::{Item, Reading};
use crate::tone::Tone;
use crate::words::Words;
use crate::zones::{Sum, Until, Weights, add, difference, tilt};

/// Tokens that are seen on either side of a target: a list of a thousand names is not read a thousand times.
const SIGHT: usize = 100;

/// What speaks for negative and for positive against neutral.
type Logits = [f32; 2];

/// Judges the targets of a sentence; its memory is used again for the next one.
#[derive(Debug, Default)]
pub(crate) struct Judge {
    /// Sums before each token, and before the end of the sentence.
    untils: Vec<Until>,
    /// The first token of each clause.
    clauses: Vec<usize>,
    /// Words that have a valence in the sentence.
    valued: Vec<usize>,
    /// What tokens say because they are near the target, or part of it, judged last.
    near: Vec<Near>,
    /// What each word that the target sees says for positive against negative.
    weights: Vec<f32>,
}

/// A sentence that has been read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'a> {
    pub tokens: &'a [Token],
    pub items: &'a [Item],
    pub pairs: &'a Pairs,
    pub words: &'a Words,
}

/// What one token says because it is near the target.
#[derive(Clone, Copy, Debug, Default)]
struct Near {
    token: usize,
    /// In halves of steps of weights.
    words: Sum,
    /// In steps of features.
    pairs: Sum,
}

/// A target, and how it stands in its sentence.
#[derive(Clone, Debug)]
pub(crate) struct Target<'a> {
    tokens: Range<usize>,
    /// What it sees.
    seen: Range<usize>,
    /// Its clause, as far as it sees it.
    clause: Range<usize>,
    /// It stands within quotation marks.
    marked: bool,
    /// What words count that are not near it.
    scale: f32,
    /// The words that it says itself.
    own: &'a [Range<usize>],
}

impl Target<'_> {
    /// The tokens that it sees.
    pub(crate) fn seen(&self) -> Range<usize> {
        self.seen.clone()
    }

    fn says(&self, token: usize) -> bool {
        self.own.iter().any(|it| it.contains(&token))
    }
}

impl<'a> Told<'a> {
    fn model(&self) -> &'a Model {
        self.words.model()
    }

    fn scene(&self) -> Scene<'a> {
        Scene { items: self.items, tokens: self.tokens, seen: &self.pairs.seen }
    }
}

impl Judge {
    /// Begins a sentence: its targets are judged next.
    pub(crate) fn begin(
        &mut self,
        reading: &Reading,
        pairs: &Pairs,
        tokens: &[Token],
        words: &mut Words,
    ) {
        let Self { untils, clauses, valued, .. } = self;
        untils.clear();
        clauses.clear();
        valued.clear();
        let mut until = Until::default();
        for (index, ((item, token), pair)) in
            reading.items.iter().zip(tokens).zip(&pairs.pairs).enumerate()
        {
            untils.push(until);
            while clauses.len() <= usize::from(item.clause) {
                clauses.push(index);
            }
            if item.counts {
                until.add(item, words.weigh(token));
                if item.value != 0.0 {
                    valued.push(index);
                }
            }
            add(&mut until.pairs, pair.lean);
        }
        untils.push(until);
    }

    /// Judges a target; `own` are the words that it says itself.
    pub(crate) fn judge<'t>(
        &mut self,
        told: &Told<'_>,
        tokens: Range<usize>,
        own: &'t [Range<usize>],
    ) -> (Tone, Target<'t>) {
        let items = told.items;
        let seen = tokens.start.saturating_sub(SIGHT)..items.len().min(tokens.end + SIGHT);
        let words = (self.untils[seen.end].words - self.untils[seen.start].words) as usize;
        let Item { clause, marked, .. } = items[tokens.start];
        let clause = self.clause(clause);
        let clause = clause.start.max(seen.start)..clause.end.min(seen.end);
        let scale = Scene::scale(words);
        let target = Target { tokens, seen, clause, marked, scale, own };
        let mut logits = Logits::default();
        let numbers = &told.model().numbers;
        for whole in told.scene().wholes(&target.tokens, words) {
            plus(&mut logits, against_neutral(numbers.wholes[whole as usize], sub), 1.0);
        }
        let (mut far, mut pairs) = self.far(&target, &target.seen);
        for own in own {
            let (own_far, own_pairs) = self.far(&target, own);
            far = difference(far, own_far);
            pairs = difference(pairs, own_pairs);
        }
        self.see_near(told, &target);
        let mut near = Sum::default();
        for it in &self.near {
            near = [near[0] + it.words[0], near[1] + it.words[1]];
            pairs = [pairs[0] + it.pairs[0], pairs[1] + it.pairs[1]];
        }
        plus(&mut logits, far.map(|it| it as f32), scale * STEP);
        plus(&mut logits, near.map(|it| it as f32), 0.5 * STEP);
        plus(&mut logits, pairs.map(|it| it as f32), numbers.feature_step);
        self.see_values(told, &target, |_, value| plus(&mut logits, value, 1.0));
        let [negative, positive] = logits;
        (Tone::of_logits([negative, 0.0, positive]), target)
    }

    /// What each word that a target sees says for positive against negative; the target is the one judged last.
    pub(crate) fn weights(&mut self, told: &Told<'_>, target: &Target<'_>) -> &[f32] {
        let mut weights = std::mem::take(&mut self.weights);
        weights.clear();
        let numbers = &told.model().numbers;
        let [word_step, near_step] = [target.scale * STEP, 0.5 * STEP];
        for index in target.seen.clone() {
            let item = &told.items[index];
            let mut word = 0;
            if item.counts {
                let weights = told.words.weights(&told.tokens[index]);
                word = far_tilt(item, weights, index, target);
            }
            let pair =
                if index > target.seen.start { tilt(told.pairs.pairs[index].lean) } else { 0 };
            weights.push(word as f32 * word_step + pair as f32 * numbers.feature_step);
        }
        let first = target.seen.start;
        for own in target.own {
            let own = own.start.max(first)..own.end.min(target.seen.end);
            for index in own {
                weights[index - first] = 0.0;
            }
        }
        for near in &self.near {
            weights[near.token - first] += tilt(near.words) as f32 * near_step
                + tilt(near.pairs) as f32 * numbers.feature_step;
        }
        self.see_values(told, target, |token, [negative, positive]| {
            weights[token - first] += positive - negative;
        });
        self.weights = weights;
        &self.weights
    }

    /// The tokens of a clause.
    fn clause(&self, number: u16) -> Range<usize> {
        let number = usize::from(number);
        let end = self.untils.len() - 1;
        self.clauses[number]..self.clauses.get(number + 1).copied().unwrap_or(end)
    }

    /// What words and pairs of words in a stretch of the sentence say of a target, but for its being near.
    fn far(&self, target: &Target<'_>, stretch: &Range<usize>) -> (Sum, Sum) {
        let [first, end] = [target.seen.start, target.seen.end];
        let stretch = stretch.start.clamp(first, end)..stretch.end.clamp(first, end);
        let between = |part: &Range<usize>, sum: fn(&Until) -> Sum| {
            let [start, end] = [part.start.max(stretch.start), part.end.min(stretch.end)];
            if start >= end {
                return Sum::default();
            }
            difference(sum(&self.untils[end]), sum(&self.untils[start]))
        };
        let unmarked = if target.marked { first..first } else { first..end };
        let parts = [
            between(&(first..end), |it| it.after),
            between(&(first..target.tokens.start), |it| it.before),
            between(&target.clause, |it| it.same_clause),
            between(&unmarked, |it| it.marked),
        ];
        let words = parts.iter().fold(Sum::default(), |sum, it| [sum[0] + it[0], sum[1] + it[1]]);
        // What is before the first token is not seen, nor a pair that it would make.
        (words, between(&(first + 1..end), |it| it.pairs))
    }

    /// Sees what tokens near the target say for that, and what its own pairs say in place of those of its words.
    fn see_near(&mut self, told: &Told<'_>, target: &Target<'_>) {
        let Self { near, .. } = self;
        let Target { tokens: within, .. } = target;
        let (scene, model) = (told.scene(), told.model());
        near.clear();
        let after = told.items.len().min(within.end + NEAR);
        for token in (within.start.saturating_sub(NEAR)..after).filter(|it| !target.says(*it)) {
            let before = token < within.start;
            let role = if before { Role::NearBefore } else { Role::NearAfter };
            let Pair { mut hash, lean } = told.pairs.pairs[token];
            let mut it = Near { token, ..Near::default() };
            if (within.start..=within.end).contains(&token) {
                it.pairs = lean.map(|it| -i32::from(it));
                hash = if token == within.start {
                    scene.pair_before(within).unwrap_or(0)
                } else if token == within.end {
                    scene.pair_after(within).unwrap_or(0)
                } else {
                    0
                };
                if hash != 0 {
                    add(&mut it.pairs, model.pair(hash).0);
                }
            }
            if hash != 0 {
                add(&mut it.pairs, model.pair(near_pair(hash, role)).0);
            }
            if told.items[token].counts {
                let weights = told.words.weights(&told.tokens[token]);
                add(&mut it.words, weights.near[usize::from(!before)]);
                let distance = if before { within.start - token - 1 } else { token - within.end };
                if let Some(close) = weights.close[usize::from(!before)].get(distance) {
                    add(&mut it.words, *close);
                    add(&mut it.words, *close);
                }
            }
            near.push(it);
        }
    }

    /// Calls `visit` with each valence that the target sees: its token, and what it says.
    fn see_values(
        &self,
        told: &Told<'_>,
        target: &Target<'_>,
        mut visit: impl FnMut(usize, Logits),
    ) {
        let valued = &self.valued[self.valued.partition_point(|it| *it < target.seen.start)..];
        let seen = valued.iter().copied().take_while(|it| *it < target.seen.end);
        for token in seen.filter(|it| !target.says(*it)) {
            let item = &told.items[token];
            let before = token < target.tokens.start;
            let mut logits = Logits::default();
            let sign = usize::from(item.value > 0.0);
            let mut play = |role: Role| {
                debug_assert!((role as usize) < MEANT_ROLES, "only these have weights of valences");
                let weights = told.model().numbers.values[role as usize][sign];
                plus(&mut logits, against_neutral(weights, sub), item.value);
            };
            play(if item.negated { Role::Negated } else { Role::Anywhere });
            play(if before { Role::Before } else { Role::After });
            if target.clause.contains(&token) {
                play(Role::SameClause);
            }
            if item.marked && !target.marked {
                play(Role::Marked);
            }
            if before && target.tokens.start - token <= NEAR {
                play(Role::NearBefore);
            } else if !before && token < target.tokens.end + NEAR {
                play(Role::NearAfter);
            }
            visit(token, logits);
        }
    }
}

/// How much a word speaks for positive against negative, but for its being near the target.
#[inline]
fn far_tilt(item: &Item, weights: &Weights, index: usize, target: &Target<'_>) -> i32 {
    let part = |holds: bool, lean| if holds { tilt(lean) } else { 0 };
    tilt(weights.after(item))
        + part(index < target.tokens.start, weights.before)
        + part(target.clause.contains(&index), weights.same_clause)
        + part(item.marked && !target.marked, weights.marked)
}

fn sub(one: f32, other: f32) -> f32 {
    one - other
}

#[inline]
fn plus(logits: &mut Logits, values: Logits, scale: f32) {
    logits[0] += values[0] * scale;
    logits[1] += values[1] * scale;
}

#[cfg(test)]
mod tests {
    use rashomon_core::Document;
    use rashomon_testkit::Kit;

    use super::{Judge, Logits, Pairs, STEP, Told, plus, sub};
    use crate::Sentiment;
    use crate::features::{FeatureSink, Role, Whole};
    use crate::model::{Model, against_neutral};
    use crate::reading::Reading;
    use crate::tone::Tone;
    use crate::words::Words;

    /// Adds up each token's features one by one, and last those of the whole.
    struct Plain<'a>(Told<'a>, Vec<Logits>);

    impl Plain<'_> {
        fn model(&self) -> &Model {
            self.0.model()
        }
    }

    impl FeatureSink for Plain<'_> {
        fn word(&mut self, token: usize, role: Role, scale: f32) {
            let lean = self.model().leans(self.0.tokens[token].hash)[role as usize];
            plus(&mut self.1[token], lean.map(f32::from), scale * STEP);
        }

        fn pair(&mut self, token: usize, hash: u64) {
            let (lean, _) = self.model().pair(hash);
            let step = self.model().numbers.feature_step;
            plus(&mut self.1[token], lean.map(f32::from), step);
        }

        fn value(&mut self, token: usize, role: Role, value: f32) {
            let weights = self.model().numbers.values[role as usize][usize::from(value > 0.0)];
            plus(&mut self.1[token], against_neutral(weights, sub), value);
        }

        fn whole(&mut self, whole: Whole) {
            let weights = self.model().numbers.wholes[whole as usize];
            let last = self.1.len() - 1;
            plus(&mut self.1[last], against_neutral(weights, sub), 1.0);
        }
    }

    #[test]
    fn sums_that_targets_share_are_those_of_each_target_alone() {
        let text = "Critics say the brave mayor did not lie, but “a terrible, cruel and weak plan” \
                    ruined the good name of Ostby, and the angry crowd blamed Lund for the awful mess \
                    that Ostby, who won praise and love in happier days, had left behind there.";
        let document = Kit::<Sentiment>::new().annotate(text);
        let tokens = document.tokens();
        let (mut words, mut reading, mut pairs, mut judge) =
            (Words::default(), Reading::default(), Pairs::default(), Judge::default());
        words.prepare(&document);
        reading.read(tokens, &mut words, |_| false);
        let names: Vec<_> = reading.items.iter().map(|it| !it.counts).collect();
        for start in 0..tokens.len() {
            for length in 1..4.min(tokens.len() - start + 1) {
                let target = start..start + length;
                reading.read(tokens, &mut words, |it| names[it] || target.contains(&it));
                pairs.read(&mut reading, tokens, words.model());
                judge.begin(&reading, &pairs, tokens, &mut words);
                let told = Told { tokens, items: &reading.items, pairs: &pairs, words: &words };
                let end = tokens.len().min(target.end + 3);
                let said = [start / 4..start / 2, target.end..end];
                for own in [&said[..0], &said] {
                    let (tone, seen) = judge.judge(&told, target.clone(), own);
                    let mut plain = Plain(told, vec![Logits::default(); tokens.len() + 1]);
                    let says = |token| own.iter().any(|it| it.contains(&token));
                    told.scene().walk(&target, says, &mut plain);
                    let weights = judge.weights(&told, &seen);
                    assert_eq!(weights.len(), tokens.len());
                    for (index, (weight, plain)) in weights.iter().zip(&plain.1).enumerate() {
                        let off = (weight - (plain[1] - plain[0])).abs();
                        assert!(off < 1e-5, "{index} for {target:?}: {weight} {plain:?}");
                    }
                    let mut all = Logits::default();
                    plain.1.iter().for_each(|it| plus(&mut all, *it, 1.0));
                    let expected = Tone::of_logits([all[0], 0.0, all[1]]);
                    assert!((tone.logit - expected.logit).abs() < 1e-4, "{target:?}");
                    assert!((tone.confidence - expected.confidence).abs() < 1e-4, "{target:?}");
                    assert!(expected.logit.abs() > 1e-3);
                }
            }
        }
    }
}
