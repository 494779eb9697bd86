//! What words say of a target by where they stand to it.
//!
//! A word far from a target says the same of it as of any other that it stands to in the same way: before or after it, in
//! its clause or not, within quotation marks or not. So what a stretch of the sentence says of a target far away is a
//! difference of sums that are made once for all targets.

use std::ops::Range;

use rashomon_core::Token;

use crate::features::{ROLES, Role};
use crate::reading::{Item, Reading};
use crate::words::Words;

/// What speaks for negative and what for positive, each against neutral, in steps of weights.
pub(crate) type Lean = [i16; 2];
/// A sum of [`Lean`]s.
pub(crate) type Sum = [i32; 2];

/// Where a word that is far from a target can stand, beside after it, where all words count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Zone {
    /// Anywhere: what it says after the target.
    All,
    /// Before the target: what it says more there.
    Before,
    /// In the target's clause: what it says more there.
    SameClause,
    /// Within quotation marks that the target is not in: what it says more there.
    Marked,
}

impl Zone {
    pub(crate) const ALL: [Self; ZONES] = [Self::All, Self::Before, Self::SameClause, Self::Marked];
}

/// Number of zones.
const ZONES: usize = 4;
/// The [`Lean`]s of all zones.
const LANES: usize = 2 * ZONES;

/// What a word type says of targets, in steps of [`STEP`](crate::model::STEP).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights {
    /// In each zone.
    far: [i16; LANES],
    /// What it says more anywhere where a negation reaches it.
    negated: Lean,
    /// What it says more near the target, before and after it.
    pub near: [Lean; 2],
    /// What it says more where it is the first and the second before the target, and after it.
    pub close: [[Lean; 2]; 2],
}

impl Weights {
    pub(crate) const NONE: Self =
        Self { far: [0; LANES], negated: [0; 2], near: [[0; 2]; 2], close: [[[0; 2]; 2]; 2] };

    /// Weights that nobody has asked for.
    pub(crate) const UNKNOWN: Self = Self { far: [i16::MIN; LANES], ..Self::NONE };

    /// Whether somebody has asked for them. Known ones that look like unknown ones would only be worked out again.
    #[inline]
    pub(crate) fn are_known(&self) -> bool {
        self.far[0] != Self::UNKNOWN.far[0]
    }

    /// The weights of a word whose roles have these.
    pub(crate) fn of(roles: &[Lean; ROLES]) -> Self {
        let of = |role: Role| roles[role as usize];
        let sum = |one: Lean, other: Lean| [0, 1].map(|it| one[it].saturating_add(other[it]));
        let less = |one: Lean, other: Lean| [0, 1].map(|it| one[it].saturating_sub(other[it]));
        let [all, before] =
            [sum(of(Role::Anywhere), of(Role::After)), less(of(Role::Before), of(Role::After))];
        let [clause, marked] = [of(Role::SameClause), of(Role::Marked)];
        Self {
            far: [all[0], all[1], before[0], before[1], clause[0], clause[1], marked[0], marked[1]],
            negated: less(of(Role::Negated), of(Role::Anywhere)),
            near: [of(Role::NearBefore), of(Role::NearAfter)],
            close: [
                [of(Role::OneBefore), of(Role::TwoBefore)],
                [of(Role::OneAfter), of(Role::TwoAfter)],
            ],
        }
    }
}

/// Sums over the tokens of a sentence up to one of them. They may wrap; differences over what a target sees do not.
#[derive(Clone, Copy, Debug, Default)]
struct Until {
    far: [i32; LANES],
    /// Of pairs of words, in steps of features.
    pairs: Sum,
    /// Number of words that count.
    words: u32,
}

impl Until {
    #[inline]
    fn add(&mut self, item: &Item, weights: &Weights, pair: Lean) {
        const UNMARKED: [i16; LANES] = [-1, -1, -1, -1, -1, -1, 0, 0];
        let mask = if item.marked { &[-1; LANES] } else { &UNMARKED };
        for ((sum, it), mask) in self.far.iter_mut().zip(&weights.far).zip(mask) {
            *sum = sum.wrapping_add((it & mask).into());
        }
        if item.negated {
            self.far[0] = self.far[0].wrapping_add(weights.negated[0].into());
            self.far[1] = self.far[1].wrapping_add(weights.negated[1].into());
        }
        add(&mut self.pairs, pair);
        self.words += u32::from(item.counts);
    }
}

/// The sums of a sentence; their memory is used again for the next one.
#[derive(Debug, Default)]
pub(crate) struct Zones {
    /// Before each token, and before the end of the sentence.
    untils: Vec<Until>,
    /// The first token of each clause.
    clauses: Vec<usize>,
    /// For each zone how much each token speaks for positive against negative there, if that has been asked for.
    tilts: [Vec<f32>; ZONES],
    /// The same of its pair with the token before it.
    pair_tilts: Vec<f32>,
}

impl Zones {
    /// Adds up a sentence.
    pub(crate) fn read(&mut self, reading: &Reading, tokens: &[Token], words: &mut Words) {
        let Self { untils, clauses, pair_tilts, .. } = self;
        untils.clear();
        clauses.clear();
        pair_tilts.clear();
        let mut until = Until::default();
        untils.push(until);
        let all = reading.items.iter().zip(&reading.pairs).zip(tokens).enumerate();
        untils.extend(all.map(|(index, ((item, pair), token))| {
            while clauses.len() <= usize::from(item.clause) {
                clauses.push(index);
            }
            let weights = if item.counts { words.weigh(token) } else { &Weights::NONE };
            until.add(item, weights, *pair);
            until
        }));
    }

    /// The tokens of a clause.
    pub(crate) fn clause(&self, number: u16) -> Range<usize> {
        let number = usize::from(number);
        let end = self.untils.len() - 1;
        self.clauses[number]..self.clauses.get(number + 1).copied().unwrap_or(end)
    }

    /// How many words of a stretch count.
    pub(crate) fn words(&self, stretch: &Range<usize>) -> usize {
        self.untils[stretch.end].words.wrapping_sub(self.untils[stretch.start].words) as usize
    }

    /// What the words of a stretch, which may be empty, say in a zone that all of it is in.
    #[inline]
    pub(crate) fn sum(&self, zone: Zone, stretch: &Range<usize>) -> Sum {
        let lanes = |at: usize| {
            let lane = 2 * zone as usize;
            [self.untils[at].far[lane], self.untils[at].far[lane + 1]]
        };
        if stretch.is_empty() {
            Sum::default()
        } else {
            less(lanes(stretch.end), lanes(stretch.start))
        }
    }

    /// What the pairs of a stretch say.
    #[inline]
    pub(crate) fn pairs(&self, stretch: &Range<usize>) -> Sum {
        let pairs = |at: usize| self.untils[at].pairs;
        if stretch.is_empty() {
            Sum::default()
        } else {
            less(pairs(stretch.end), pairs(stretch.start))
        }
    }

    /// Works out how much each token speaks for positive against negative, unless that has been done for the sentence.
    pub(crate) fn make_tilts(&mut self) {
        let Self { untils, tilts, pair_tilts, .. } = self;
        if !pair_tilts.is_empty() {
            return;
        }
        let steps = untils.iter().zip(&untils[1..]);
        for (zone, tilts) in tilts.iter_mut().enumerate() {
            let tilt_of = |it: &Until| tilt([it.far[2 * zone], it.far[2 * zone + 1]]);
            tilts.clear();
            tilts.extend(
                steps.clone().map(|(from, to)| tilt_of(to).wrapping_sub(tilt_of(from)) as f32),
            );
        }
        pair_tilts.extend(steps.map(|(from, to)| tilt(less(to.pairs, from.pairs)) as f32));
    }

    /// How much the tokens of a stretch speak for positive against negative in a zone.
    pub(crate) fn tilts(&self, zone: Zone, stretch: &Range<usize>) -> &[f32] {
        &self.tilts[zone as usize][stretch.clone()]
    }

    /// The same of their pairs with the tokens before them.
    pub(crate) fn pair_tilts(&self, stretch: &Range<usize>) -> &[f32] {
        &self.pair_tilts[stretch.clone()]
    }
}

#[inline]
pub(crate) fn add(sum: &mut Sum, lean: Lean) {
    sum[0] = sum[0].wrapping_add(lean[0].into());
    sum[1] = sum[1].wrapping_add(lean[1].into());
}

/// What one sum has more than another.
#[inline]
pub(crate) fn less(one: Sum, other: Sum) -> Sum {
    [one[0].wrapping_sub(other[0]), one[1].wrapping_sub(other[1])]
}

/// Two sums together.
#[inline]
pub(crate) fn both(one: Sum, other: Sum) -> Sum {
    [one[0].wrapping_add(other[0]), one[1].wrapping_add(other[1])]
}

/// How much a sum speaks for positive against negative.
#[inline]
pub(crate) fn tilt([negative, positive]: Sum) -> i32 {
    positive.wrapping_sub(negative)
}
