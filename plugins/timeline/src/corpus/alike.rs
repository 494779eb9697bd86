//! How alike the phrases of two mentions are.

use rashomon_text::stems::{Stem, Surprisal};

use super::Mention;
use super::place::{Fit, Place};
use super::stance::Stance;

/// Two mentions of at least this score are taken for one event.
pub(super) const ALIKE: f32 = 0.45;
/// What a stem weighs that one mention has in its phrase and the other beside it.
const BESIDE: f32 = 0.5;
/// The most that a rare time adds: two mentions of one day of which nobody else speaks need less in common.
const RARE_TIME: f32 = 0.3;
/// A time as rare as this needs no common word besides names.
const RARE: f32 = 0.6;
/// What two phrases have in common must weigh this much, in nats.
const LEAST: f32 = 2.0;
/// What a name counts for: whom a story is about does many things.
const NAME: f32 = 0.6;
/// What a family of words for one happening counts for, and the least that it weighs: the event that a story is about
/// stands in most of its sentences.
const ACTION: f32 = 1.5;
const LEAST_ACTION: f32 = 1.5;
/// What an occasion counts for.
const OCCASION: f32 = 2.5;
/// Both name somebody, and nobody in common.
const OTHER_NAMES: f32 = 0.25;
/// A sentence says more than what happened then.
const WHOLE_SENTENCE: f32 = 0.1;

/// A mention as it is compared.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) place: Place,
    /// Stems of the phrase with their weights, by stem.
    stems: Vec<(Stem, f32)>,
    /// Those of them that stand in names.
    names: Vec<Stem>,
    /// All stems of the sentence.
    sentence: Vec<Stem>,
    stance: Stance,
    mass: f32,
    whole_sentence: bool,
}

impl Phrase {
    pub(super) fn new(
        mention: &Mention,
        stems: &[Stem],
        sentence: &[Stem],
        weights: &Surprisal,
    ) -> Self {
        let resolved = |numbers: &[u32]| {
            let mut found: Vec<Stem> =
                numbers.iter().filter_map(|it| stems.get(*it as usize).copied()).collect();
            found.sort_unstable();
            found
        };
        let names = resolved(&mention.names);
        let (actions, occasions) = (resolved(&mention.actions), resolved(&mention.occasions));
        let weigh = |stem: Stem| {
            let (weight, of) =
                (weights.weight(stem), |kind: &[Stem]| kind.binary_search(&stem).is_ok());
            if of(&occasions) {
                weight.max(LEAST_ACTION) * OCCASION
            } else if of(&actions) {
                weight.max(LEAST_ACTION) * ACTION
            } else if of(&names) {
                weight * NAME
            } else {
                weight
            }
        };
        let weighted: Vec<(Stem, f32)> =
            resolved(&mention.phrase).into_iter().map(|it| (it, weigh(it))).collect();
        let mut sentence = sentence.to_vec();
        sentence.sort_unstable();
        Self {
            place: Place::of(mention),
            mass: weighted.iter().map(|it| it.1).sum(),
            stems: weighted,
            names,
            sentence,
            stance: mention.stance.clone(),
            whole_sentence: mention.whole_sentence,
        }
    }

    /// The stems of the phrase that weigh most, heaviest first.
    pub(super) fn heaviest(&self, count: usize) -> Vec<(Stem, f32)> {
        let mut stems = self.stems.clone();
        stems.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        stems.truncate(count);
        stems
    }

    /// How much this speaks for one event, given how rare the time is among the mentions: from 0 for a time that all
    /// have to 1.
    pub(super) fn score(&self, other: &Self, rarity: f32) -> Option<f32> {
        let fit = self.place.fit(other.place)?;
        if self.opposes(other) {
            return None;
        }
        let (mut common, mut action, mut beside) = (0.0, false, 0.0);
        for &(stem, weight) in &self.stems {
            if other.has(stem) {
                common += weight;
                action |= !self.is_name(stem) && !other.is_name(stem);
            } else if other.sentence.binary_search(&stem).is_ok() {
                beside += BESIDE * weight;
            }
        }
        let back = other.stems.iter().filter(|it| !self.has(it.0));
        let back = back.filter(|it| self.sentence.binary_search(&it.0).is_ok());
        let other_beside: f32 = back.map(|it| BESIDE * it.1).sum();
        if common < LEAST || !(action || rarity > RARE) {
            return None;
        }
        let share = |beside: f32, mass: f32| ((common + beside) / mass.max(f32::EPSILON)).min(1.0);
        let (a, b) = (share(beside, self.mass), share(other_beside, other.mass));
        let mut score = a.midpoint(b) + RARE_TIME * rarity;
        score -= match fit {
            Fit::Same => 0.0,
            Fit::Likely => 0.03,
            Fit::InWeek => 0.1,
            Fit::InMonth => 0.15,
            Fit::InYear | Fit::Next => 0.2,
        };
        if self.whole_sentence || other.whole_sentence {
            score -= WHOLE_SENTENCE;
        }
        if self.names_differ(other) {
            score -= OTHER_NAMES;
        }
        Some(score)
    }

    /// Whether one tells what the other denies, or tells it of a namesake.
    pub(super) fn opposes(&self, other: &Self) -> bool {
        self.stance.opposes(|it| self.has(it), &other.stance, |it| other.has(it))
    }

    /// Whether a sentence with these stems tells what the phrase denies, or the other way round.
    pub(super) fn is_opposed_by(&self, sentence: &[Stem], stance: &Stance) -> bool {
        let in_sentence = |it: Stem| sentence.binary_search(&it).is_ok();
        self.stance.opposes(|it| self.has(it), stance, in_sentence)
    }

    /// The stem that weighs most and stands in no name.
    pub(super) fn head(&self) -> Option<Stem> {
        let words = self.stems.iter().filter(|it| !self.is_name(it.0));
        words.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|it| it.0)
    }

    /// What a sentence holds of the phrase.
    pub(super) fn held_by(&self, sentence: &[Stem]) -> Held {
        let mut held = Held { share: 0.0, weight: 0.0, stems: 0, names: 0 };
        for &(stem, weight) in &self.stems {
            if sentence.binary_search(&stem).is_ok() {
                held.weight += weight;
                held.stems += 1;
                held.names += usize::from(self.is_name(stem));
            }
        }
        held.share = held.weight / self.mass.max(f32::EPSILON);
        held
    }

    pub(super) fn has_names(&self) -> bool {
        !self.names.is_empty()
    }

    fn has(&self, stem: Stem) -> bool {
        self.stems.binary_search_by_key(&stem, |it| it.0).is_ok()
    }

    fn is_name(&self, stem: Stem) -> bool {
        self.names.binary_search(&stem).is_ok()
    }

    /// Whether both name somebody, and neither names anybody that the other's sentence knows.
    fn names_differ(&self, other: &Self) -> bool {
        let unknown = |names: &[Stem], sentence: &[Stem]| {
            !names.is_empty() && names.iter().all(|it| sentence.binary_search(it).is_err())
        };
        unknown(&self.names, &other.sentence) && unknown(&other.names, &self.sentence)
    }
}

/// What a sentence holds of a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    /// The share of the phrase's weight.
    pub(super) share: f32,
    /// That weight, in nats.
    pub(super) weight: f32,
    /// The number of stems.
    pub(super) stems: usize,
    /// How many of them stand in names.
    pub(super) names: usize,
}
