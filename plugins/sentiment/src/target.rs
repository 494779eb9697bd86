//! The tone toward a target: a name in a sentence.

use std::ops::Range;

use rashomon_core::{Document, Token, Vocabulary, WordColumn};

use crate::features::{FeatureSink, Role, Scene, Stance, Whole};
use crate::model::{CLASSES, Lanes, Model, RoleWeights, STEP};
use crate::pairs::Pairs;
use crate::reading::Reading;
use crate::tone::Tone;

/// Tokens that are seen on either side of a target: a list of a thousand names is not read a thousand times.
const SIGHT: usize = 100;

/// Weights that are kept room for from one numbering of words to the next: what one huge document took is given back.
const MOST: usize = 1 << 17;

/// Judges targets; keeps the weights of word types.
#[derive(Debug)]
pub(crate) struct Judge {
    model: Model,
    vocabulary: Vocabulary,
    /// For each word type the index of its weights.
    column: WordColumn<u32>,
    weights: Vec<RoleWeights>,
    /// For each token of the sentence the index of its weights.
    rows: Vec<u32>,
    far: Far,
    /// What each word of the sentence says toward the target.
    sums: Vec<Lanes>,
}

/// What tokens say of targets far away, and of near ones beside what nearness adds: the same for all targets that they
/// stand to in the same way.
#[derive(Debug, Default)]
struct Far {
    /// The tokens of the sentence that this is about.
    seen: Range<usize>,
    /// How many words among them count.
    words: usize,
    /// For each token and way the sum of its weights, if the token's bit of `known` for that way is set.
    sums: Vec<[Lanes; Stance::FAR]>,
    known: Vec<u8>,
}

impl Default for Judge {
    fn default() -> Self {
        Self {
            model: Model::embedded(),
            vocabulary: Vocabulary::default(),
            column: WordColumn::new(),
            weights: Vec::new(),
            rows: Vec::new(),
            far: Far::default(),
            sums: Vec::new(),
        }
    }
}

impl Judge {
    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    pub(crate) fn prepare(&mut self, document: &dyn Document) {
        let vocabulary = document.vocabulary();
        if vocabulary.generation != self.vocabulary.generation {
            self.weights.clear();
            self.weights.shrink_to(MOST);
        }
        self.vocabulary = vocabulary;
        self.column.prepare(vocabulary);
    }

    /// Begins a sentence: its targets are judged next.
    pub(crate) fn begin(&mut self, reading: &Reading, tokens: &[Token]) {
        self.rows.clear();
        let Self { model, column, weights, rows, .. } = self;
        rows.extend(reading.items.iter().zip(tokens).map(|(item, token)| {
            let row = || {
                weights.push(model.roles(token.hash));
                weights.len() as u32 - 1
            };
            if item.counts { column.get(token.folded, row) } else { u32::MAX }
        }));
        self.far.seen = 0..0;
    }

    /// Judges a target; `own` tells the words that the target itself says. Returns also which tokens have been seen.
    pub(crate) fn judge(
        &mut self,
        reading: &Reading,
        pairs: &Pairs,
        tokens: &[Token],
        target: &Range<usize>,
        own: impl Fn(usize) -> bool,
    ) -> (Tone, Range<usize>) {
        let seen = target.start.saturating_sub(SIGHT)..tokens.len().min(target.end + SIGHT);
        let first = seen.start;
        let target = target.start - first..target.end - first;
        let items = &reading.items[seen.clone()];
        let scene = Scene { items, tokens: &tokens[seen.clone()], seen: &pairs.seen[seen.clone()] };
        let Self { model, weights, far, sums, .. } = self;
        if far.seen != seen {
            far.begin(seen.clone(), &scene);
        }
        let scale = Scene::scale(far.words);
        let mut adder = Adder {
            model,
            weights,
            rows: &self.rows[seen.clone()],
            pairs: &pairs.weights[seen.clone()],
            sum: Lanes::default(),
        };
        scene.see_whole(&target, far.words, &mut adder);
        let mut logits = adder.sum;
        let surroundings = scene.surroundings(&target);
        sums.clear();
        for (index, item) in items.iter().enumerate() {
            let sum = if own(index + first) {
                Lanes::default()
            } else {
                let near = surroundings.contains(&index).then(|| scene.stance(index, &target));
                if let Some(stance) = near.filter(|it| !it.is_outside()) {
                    adder.sum = Lanes::default();
                    scene.see(index, stance, scale, &mut adder);
                    adder.sum
                } else {
                    let way = Stance::far(item, &items[target.start], index < target.start);
                    if far.known[index] >> way & 1 == 0 {
                        far.known[index] |= 1 << way;
                        adder.sum = Lanes::default();
                        scene.see(index, Stance::of_far(way), scale, &mut adder);
                        far.sums[index][way] = adder.sum;
                    }
                    adder.sum = far.sums[index][way];
                    if let Some(stance) = near {
                        scene.see_near(index, stance, &mut adder);
                    }
                    adder.sum
                }
            };
            add(&mut logits, sum, 1.0);
            sums.push(sum);
        }
        let [negative, neutral, positive, _] = logits;
        (Tone::of_logits([negative, neutral, positive]), seen)
    }

    /// What each word said for positive against negative in the judgement made last.
    pub(crate) fn weights(&self) -> impl Iterator<Item = f32> {
        self.sums.iter().map(|[negative, _, positive, _]| positive - negative)
    }
}

impl Far {
    fn begin(&mut self, seen: Range<usize>, scene: &Scene<'_>) {
        self.words = scene.words();
        self.known.clear();
        self.known.resize(seen.len(), 0);
        if self.sums.len() < seen.len() {
            self.sums.resize(seen.len(), Default::default());
        }
        self.seen = seen;
    }
}

/// Adds up weights.
struct Adder<'a> {
    model: &'a Model,
    weights: &'a [RoleWeights],
    rows: &'a [u32],
    pairs: &'a [Lanes],
    sum: Lanes,
}

impl FeatureSink for Adder<'_> {
    fn word(&mut self, token: usize, role: Role, scale: f32) {
        let weights = self.weights.get(self.rows[token] as usize);
        if let Some(weights) = weights {
            add(&mut self.sum, weights[role as usize].map(f32::from), scale * STEP);
        }
    }

    fn pair(&mut self, _: usize, hash: u64) {
        add(&mut self.sum, self.model.pair(hash), 1.0);
    }

    fn shared_pair(&mut self, token: usize, _: u64) {
        add(&mut self.sum, self.pairs[token], 1.0);
    }

    fn value(&mut self, _: usize, role: Role, value: f32) {
        let weights = self.model.numbers.values[role as usize][usize::from(value > 0.0)];
        add(&mut self.sum, padded(weights), value);
    }

    fn whole(&mut self, whole: Whole) {
        add(&mut self.sum, padded(self.model.numbers.wholes[whole as usize]), 1.0);
    }
}

fn padded([negative, neutral, positive]: [f32; CLASSES]) -> Lanes {
    [negative, neutral, positive, 0.0]
}

#[inline]
fn add(sum: &mut Lanes, weights: Lanes, scale: f32) {
    for (sum, weight) in sum.iter_mut().zip(weights) {
        *sum += weight * scale;
    }
}

#[cfg(test)]
mod tests {
    use rashomon_core::Document;
    use rashomon_testkit::Kit;

    use super::{Adder, Judge, Lanes, Pairs, add};
    use crate::Sentiment;
    use crate::features::{FeatureSink, Role, Scene, Whole};
    use crate::reading::Reading;
    use crate::words::Words;

    /// Adds up each token's features by itself.
    struct Plain<'a>(Adder<'a>, Vec<Lanes>);

    impl Plain<'_> {
        fn note(&mut self, token: usize, see: impl FnOnce(&mut Adder<'_>)) {
            self.0.sum = self.1[token];
            see(&mut self.0);
            self.1[token] = self.0.sum;
        }
    }

    impl FeatureSink for Plain<'_> {
        fn word(&mut self, token: usize, role: Role, scale: f32) {
            self.note(token, |it| it.word(token, role, scale));
        }

        fn pair(&mut self, token: usize, hash: u64) {
            self.note(token, |it| it.pair(token, hash));
        }

        fn value(&mut self, token: usize, role: Role, value: f32) {
            self.note(token, |it| it.value(token, role, value));
        }

        fn whole(&mut self, _: Whole) {}
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
        judge.prepare(&document);
        reading.read(tokens, &mut words, |_| false);
        pairs.read(&mut reading, tokens, &judge.model);
        judge.begin(&reading, tokens);
        for start in (0..tokens.len() - 1).chain([3, 9]) {
            let target = start..start + 1 + start % 2;
            judge.judge(&reading, &pairs, tokens, &target, |it| it % 7 == 3);
            let Judge { model, weights, rows, sums, .. } = &judge;
            let adder =
                Adder { model, weights, rows, pairs: &pairs.weights, sum: Lanes::default() };
            let mut plain = Plain(adder, vec![Lanes::default(); tokens.len()]);
            let scene = Scene { items: &reading.items, tokens, seen: &pairs.seen };
            scene.walk(&target, |it| it % 7 == 3, &mut plain);
            assert_eq!(&plain.1, sums, "{target:?}");
            let mut all = Lanes::default();
            for sum in sums {
                add(&mut all, *sum, 1.0);
            }
            assert!(all.iter().take(3).any(|it| *it != 0.0));
        }
    }
}
