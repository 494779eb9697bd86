//! What words say of a target by where they stand to it.
//!
//! A word far from a target says the same of it as of any other that it stands to in the same way: before or after it, in
//! its clause or not, within quotation marks or not. So what a stretch of the sentence says of a target far away is a
//! difference of sums that are made once for all targets ([`Until`]).

use crate::features::{ROLES, Role};
use crate::reading::Item;

/// What speaks for negative and what for positive, each against neutral, in steps of weights.
pub(crate) type Lean = [i16; 2];
/// A sum of [`Lean`]s. Sums over whole sentences may wrap; those over what a target sees do not.
pub(crate) type Sum = [i32; 2];

/// What a word type says of targets, in steps of [`STEP`](crate::model::STEP).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights {
    /// After the target.
    pub after: Lean,
    /// After the target, where a negation reaches it.
    pub negated: Lean,
    /// What it says more before the target than after it.
    pub before: Lean,
    /// What it says more in the target's clause.
    pub same_clause: Lean,
    /// What it says more within quotation marks that the target is not in.
    pub marked: Lean,
    /// What it says more near the target, before and after it.
    pub near: [Lean; 2],
    /// What it says more where it is the first and the second before the target, and after it.
    pub close: [[Lean; 2]; 2],
}

impl Weights {
    pub(crate) const NONE: Self = Self {
        after: [0; 2],
        negated: [0; 2],
        before: [0; 2],
        same_clause: [0; 2],
        marked: [0; 2],
        near: [[0; 2]; 2],
        close: [[[0; 2]; 2]; 2],
    };

    /// Weights that nobody has asked for.
    pub(crate) const UNKNOWN: Self = Self { after: [i16::MIN; 2], ..Self::NONE };

    /// Whether somebody has asked for them. Known ones that look like unknown ones would only be worked out again.
    #[inline]
    pub(crate) fn are_known(&self) -> bool {
        self.after != Self::UNKNOWN.after
    }

    /// The weights of a word whose roles have these.
    pub(crate) fn of(roles: &[Lean; ROLES]) -> Self {
        let of = |role: Role| roles[role as usize];
        let sum = |one: Lean, other: Lean| {
            [one[0].saturating_add(other[0]), one[1].saturating_add(other[1])]
        };
        let [after, before] = [of(Role::After), of(Role::Before)];
        Self {
            after: sum(of(Role::Anywhere), after),
            negated: sum(of(Role::Negated), after),
            before: sum(before, after.map(i16::saturating_neg)),
            same_clause: of(Role::SameClause),
            marked: of(Role::Marked),
            near: [of(Role::NearBefore), of(Role::NearAfter)],
            close: [
                [of(Role::OneBefore), of(Role::TwoBefore)],
                [of(Role::OneAfter), of(Role::TwoAfter)],
            ],
        }
    }

    /// What the word says in this sentence after a target.
    #[inline]
    pub(crate) fn after(&self, item: &Item) -> Lean {
        if item.negated { self.negated } else { self.after }
    }
}

/// Sums over the tokens of a sentence before a token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Until {
    pub after: Sum,
    pub before: Sum,
    pub same_clause: Sum,
    /// Of words within quotation marks only.
    pub marked: Sum,
    /// Of pairs of words, in steps of features.
    pub pairs: Sum,
    /// Number of words that count.
    pub words: u32,
}

impl Until {
    /// Takes a word that counts in.
    #[inline]
    pub(crate) fn add(&mut self, item: &Item, weights: &Weights) {
        self.words += 1;
        add(&mut self.after, weights.after(item));
        add(&mut self.before, weights.before);
        add(&mut self.same_clause, weights.same_clause);
        if item.marked {
            add(&mut self.marked, weights.marked);
        }
    }
}

#[inline]
pub(crate) fn add(sum: &mut Sum, lean: Lean) {
    sum[0] = sum[0].wrapping_add(lean[0].into());
    sum[1] = sum[1].wrapping_add(lean[1].into());
}

/// What one sum has more than another.
#[inline]
pub(crate) fn difference(one: Sum, other: Sum) -> Sum {
    [one[0].wrapping_sub(other[0]), one[1].wrapping_sub(other[1])]
}

/// How much a lean speaks for positive against negative.
#[inline]
pub(crate) fn tilt<T: Into<i32>>([negative, positive]: [T; 2]) -> i32 {
    positive.into() - negative.into()
}
