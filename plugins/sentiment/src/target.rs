//! The tone toward a target: a name in a sentence.

use std::ops::Range;

use rashomon_core::Token;

use crate::features::{MEANT_ROLES, NEAR, Role, Scene};
use crate::model::{Model, STEP, against_neutral};
use crate::near::{self, Near};
use crate::reading::{Item, Reading};
use crate::tone::Tone;
use crate::words::Words;
use crate::zones::{Sum, Zone, Zones, both, less, tilt};

/// Tokens that are seen on either side of a target: a list of a thousand names is not read a thousand times.
const SIGHT: usize = 100;

/// What speaks for negative and for positive against neutral.
type Logits = [f32; 2];

/// Judges the targets of a sentence; its memory is used again for the next one.
#[derive(Debug, Default)]
pub(crate) struct Judge {
    zones: Zones,
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
    pub reading: &'a Reading,
    pub words: &'a Words,
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

    /// The tokens whose pairs it sees: what is before the first token is not seen, nor a pair that it would make.
    fn paired(&self) -> Range<usize> {
        self.seen.start + 1..self.seen.end
    }

    /// The tokens that stand in a zone, and more that say nothing there.
    fn zone(&self, zone: Zone) -> Range<usize> {
        match zone {
            Zone::Before => self.seen.start..self.tokens.start,
            Zone::SameClause => self.clause.clone(),
            Zone::Marked if self.marked => self.seen.start..self.seen.start,
            Zone::All | Zone::Marked => self.seen(),
        }
    }

    fn says(&self, token: usize) -> bool {
        self.own.iter().any(|it| it.contains(&token))
    }
}

impl<'a> Told<'a> {
    pub(crate) fn model(&self) -> &'a Model {
        self.words.model()
    }

    pub(crate) fn scene(&self) -> Scene<'a> {
        Scene { items: &self.reading.items, tokens: self.tokens }
    }
}

impl Judge {
    /// Begins a sentence: its targets are judged next.
    pub(crate) fn begin(&mut self, reading: &Reading, tokens: &[Token], words: &mut Words) {
        self.zones.read(reading, tokens, words);
        self.valued.clear();
        let values = reading.items.iter().enumerate().filter(|it| it.1.value != 0.0);
        self.valued.extend(values.map(|it| it.0));
    }

    /// Judges a target; `own` are the words that it says itself.
    pub(crate) fn judge<'t>(
        &mut self,
        told: &Told<'_>,
        tokens: Range<usize>,
        own: &'t [Range<usize>],
    ) -> (Tone, Target<'t>) {
        let items = &told.reading.items;
        let seen = tokens.start.saturating_sub(SIGHT)..items.len().min(tokens.end + SIGHT);
        let words = self.zones.words(&seen);
        let Item { clause, marked, .. } = items[tokens.start];
        let clause = overlap(&self.zones.clause(clause), &seen);
        let scale = Scene::scale(words);
        let target = Target { tokens, seen, clause, marked, scale, own };
        let mut far = Sum::default();
        let mut pairs = self.zones.pairs(&target.paired());
        for zone in Zone::ALL {
            far = both(far, self.zones.sum(zone, &target.zone(zone)));
        }
        for own in own {
            pairs = less(pairs, self.zones.pairs(&overlap(own, &target.paired())));
            for zone in Zone::ALL {
                far = less(far, self.zones.sum(zone, &overlap(own, &target.zone(zone))));
            }
        }
        near::see(&mut self.near, told, &target.tokens);
        if !own.is_empty() {
            self.near.retain(|it| !target.says(it.token));
        }
        let mut near = Sum::default();
        for it in &self.near {
            near = both(near, it.words);
            pairs = both(pairs, it.pairs);
        }
        let numbers = &told.model().numbers;
        let mut logits = Logits::default();
        for whole in told.scene().wholes(&target.tokens, words) {
            plus(&mut logits, against_neutral(numbers.wholes[whole as usize], sub), 1.0);
        }
        plus(&mut logits, far.map(|it| it as f32), scale * STEP);
        plus(&mut logits, near.map(|it| it as f32), 0.5 * STEP);
        plus(&mut logits, pairs.map(|it| it as f32), numbers.feature_step);
        see_values(&self.valued, told, &target, |_, value| plus(&mut logits, value, 1.0));
        let [negative, positive] = logits;
        (Tone::of_logits([negative, 0.0, positive]), target)
    }

    /// What each word that a target sees says for positive against negative; the target is the one judged last.
    pub(crate) fn weights(&mut self, told: &Told<'_>, target: &Target<'_>) -> &[f32] {
        let Self { zones, valued, near, weights } = self;
        let step = told.model().numbers.feature_step;
        let first = target.seen.start;
        zones.make_tilts();
        weights.clear();
        weights.extend_from_slice(zones.tilts(Zone::All, &target.seen));
        for zone in [Zone::Before, Zone::SameClause, Zone::Marked] {
            let stretch = target.zone(zone);
            let tilts = zones.tilts(zone, &stretch);
            for (sum, it) in weights[stretch.start - first..].iter_mut().zip(tilts) {
                *sum += it;
            }
        }
        let scale = target.scale * STEP;
        for weight in weights.iter_mut() {
            *weight *= scale;
        }
        for (sum, it) in weights[1..].iter_mut().zip(zones.pair_tilts(&target.paired())) {
            *sum += it * step;
        }
        for own in target.own {
            let own = overlap(own, &target.seen);
            weights[own.start - first..own.end - first].fill(0.0);
        }
        for near in near {
            weights[near.token - first] +=
                tilt(near.words) as f32 * (0.5 * STEP) + tilt(near.pairs) as f32 * step;
        }
        see_values(valued, told, target, |token, [negative, positive]| {
            weights[token - first] += positive - negative;
        });
        weights
    }
}

/// Calls `visit` with each valence that the target sees, of those that are `valued`: its token, and what it says.
fn see_values(
    valued: &[usize],
    told: &Told<'_>,
    target: &Target<'_>,
    mut visit: impl FnMut(usize, Logits),
) {
    let valued = &valued[valued.partition_point(|it| *it < target.seen.start)..];
    let seen = valued.iter().copied().take_while(|it| *it < target.seen.end);
    for token in seen.filter(|it| !target.says(*it)) {
        let item = &told.reading.items[token];
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

/// What two stretches have in common; it may be empty, but lies within the second.
fn overlap(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    one.start.clamp(other.start, other.end)..one.end.clamp(other.start, other.end)
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

    use super::{Judge, Logits, STEP, Told, plus, sub};
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
        let (mut words, mut reading, mut judge) =
            (Words::default(), Reading::default(), Judge::default());
        words.prepare(&document);
        reading.read(tokens, &mut words, &[]);
        let names: Vec<_> = reading.items.iter().enumerate().filter(|it| !it.1.counts).collect();
        let names: Vec<_> = names.into_iter().map(|it| it.0..it.0 + 1).collect();
        for start in 0..tokens.len() {
            for length in 1..4.min(tokens.len() - start + 1) {
                let target = start..start + length;
                let mut places = names.clone();
                places.push(target.clone());
                places.sort_by_key(|it| it.start);
                reading.read(tokens, &mut words, &places);
                reading.weigh_pairs(words.model());
                judge.begin(&reading, tokens, &mut words);
                let told = Told { tokens, reading: &reading, words: &words };
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
