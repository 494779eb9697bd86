//! What words say of a target because they are near it.

use std::ops::Range;

use crate::features::{NEAR, Role, near_pair};
use crate::model::Model;
use crate::reading::Reading;
use crate::target::Told;
use crate::zones::{Lean, Sum, add};

/// What one token says because it is near the target, or part of it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Near {
    pub token: usize,
    /// In halves of steps of weights.
    pub words: Sum,
    /// In steps of features.
    pub pairs: Sum,
}

/// Sees what tokens near a target say for that, and what its own pairs say in place of those of its words.
pub(crate) fn see(near: &mut Vec<Near>, told: &Told<'_>, target: &Range<usize>) {
    let Range { start, end } = *target;
    let [before, after] = around(target, told.tokens.len());
    near.clear();
    near.extend(before.map(|token| told.near::<false>(token, start - token - 1)));
    let own = near.len();
    near.extend((start..end).map(|token| Near { token, ..Near::default() }));
    near.extend(after.map(|token| told.near::<true>(token, token - end)));
    // Within the target only its first word makes a pair, and with the target as a whole. So does what is right after it.
    let pairs = told.reading.pairs[start..].iter().zip(&mut near[own..]);
    for (pair, near) in pairs.take(end + 1 - start) {
        near.pairs = pair.map(|it| -i32::from(it));
    }
    let scene = told.scene();
    let [first, behind] = [scene.pair_before(target), scene.pair_after(target)];
    for (at, pair) in [(own, first), (own + end - start, behind)] {
        if let Some(pair) = pair {
            add(&mut near[at].pairs, told.model().pair(pair).0);
            add(&mut near[at].pairs, told.near_pair(pair, Role::NearAfter));
        }
    }
}

/// Has the weights of the pairs near a target fetched, which are asked for soon.
pub(crate) fn fetch(reading: &Reading, target: &Range<usize>, model: &Model) {
    let [before, after] = around(target, reading.items.len());
    for (tokens, role) in [(before, Role::NearBefore), (after, Role::NearAfter)] {
        for item in &reading.items[tokens] {
            model.fetch_pair(near_pair(item.pair, role));
        }
    }
}

/// The tokens near a target in a sentence of so many, before and after it.
fn around(target: &Range<usize>, tokens: usize) -> [Range<usize>; 2] {
    [target.start.saturating_sub(NEAR)..target.start, target.end..tokens.min(target.end + NEAR)]
}

impl Told<'_> {
    /// What a token says because so many others are between it and the target, which it comes after or before.
    #[inline]
    fn near<const AFTER: bool>(&self, token: usize, between: usize) -> Near {
        let item = &self.reading.items[token];
        let role = if AFTER { Role::NearAfter } else { Role::NearBefore };
        let mut near = Near { token, ..Near::default() };
        if item.counts {
            let weights = self.words.weights(&self.tokens[token]);
            let side = usize::from(AFTER);
            add(&mut near.words, weights.near[side]);
            if let Some(close) = weights.close[side].get(between) {
                add(&mut near.words, *close);
                add(&mut near.words, *close);
            }
        }
        add(&mut near.pairs, self.near_pair(item.pair, role));
        near
    }

    /// What a pair, 0 for none, says more because it is near the target.
    #[inline]
    fn near_pair(&self, pair: u64, role: Role) -> Lean {
        let (lean, _) = self.model().pair(near_pair(pair, role));
        if pair == 0 { Lean::default() } else { lean }
    }
}
