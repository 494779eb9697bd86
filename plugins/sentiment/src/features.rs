//! What the model sees of a target in its sentence: each word in the roles that it plays, pairs of words, valences.
//!
//! Every feature belongs to a word, so that a judgement can be explained by its words; only what concerns the target
//! itself ([`Whole`]) belongs to none. The names in a sentence, the target among them, are seen as names and never by
//! their words: who is judged must not depend on who it is.

use std::ops::Range;

use rashomon_core::{Token, TokenKind};

use crate::reading::Item;

/// Roles that a word can play toward a target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Anywhere in the sentence.
    Anywhere,
    /// Reached by a negation.
    Negated,
    /// Before the target.
    Before,
    /// After the target.
    After,
    /// Up to six tokens before the target.
    NearBefore,
    /// Up to six tokens after the target.
    NearAfter,
    /// In the target's clause.
    SameClause,
    /// Within quotation marks that the target is not in.
    Marked,
    /// Right before the target.
    OneBefore,
    /// Second before the target.
    TwoBefore,
    /// Right after the target.
    OneAfter,
    /// Second after the target.
    TwoAfter,
}

/// Number of roles.
pub const ROLES: usize = 12;
/// The first of them also see the meaning of a word, not only the word.
pub const MEANT_ROLES: usize = 8;
/// Facts of a target as a whole.
pub const WHOLES: usize = 5;
/// Reach of the near roles, in tokens.
pub(crate) const NEAR: usize = 6;

/// Facts of a target as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whole {
    /// Holds for all.
    Always,
    /// The target begins the sentence.
    First,
    /// The target ends the sentence.
    Last,
    /// The target stands within quotation marks.
    Marked,
    /// The sentence is short.
    Short,
}

/// Receives features. Tokens are given by their index in the sentence.
pub trait FeatureSink {
    /// A word in a role.
    fn word(&mut self, token: usize, role: Role, scale: f32);
    /// A pair of words, named by a hash, counted for the second of them.
    fn pair(&mut self, token: usize, hash: u64);
    /// A valence in a role.
    fn value(&mut self, token: usize, role: Role, value: f32);
    /// A fact of the whole.
    fn whole(&mut self, whole: Whole);
}

const NAME: u64 = 0x6e61_6d65;
const TARGET: u64 = 0x7467_6574;

/// A sentence as the model sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene<'a> {
    pub items: &'a [Item],
    pub tokens: &'a [Token],
}

/// What a token is seen as by targets that it is not in; 0 if it is not seen.
#[inline]
pub(crate) fn seen_as(token: &Token, kind: TokenKind, counts: bool) -> u64 {
    match kind {
        TokenKind::Word | TokenKind::Clitic if counts => token.hash,
        TokenKind::Word => NAME,
        TokenKind::Quote | TokenKind::Comma | TokenKind::Stop => token.hash,
        _ => 0,
    }
}

/// The pair that a token, whatever the target, makes with the one before it, by what they are seen as; 0 if they make
/// none.
#[inline]
pub(crate) fn pair_of(before: u64, hash: u64, kind: TokenKind) -> u64 {
    let paired = before != 0 && hash != 0 && kind != TokenKind::Comma;
    if paired { pair(before, hash) } else { 0 }
}

/// Where a token stands: all but what is right after the target is a pair with the token before it whatever the target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Outside,
    RightAfter,
    /// The first token of the target.
    Begins,
    Within,
}

impl Scene<'_> {
    /// Walks over the features of a target. `own` tells the words that the target itself says.
    pub(crate) fn walk(
        &self,
        target: &Range<usize>,
        own: impl Fn(usize) -> bool,
        sink: &mut impl FeatureSink,
    ) {
        if target.start >= self.items.len() {
            return;
        }
        let words = self.items.iter().filter(|it| it.counts).count();
        let scale = Self::scale(words);
        for index in (0..self.items.len().min(self.tokens.len())).filter(|it| !own(*it)) {
            self.see(index, target, scale, sink);
        }
        self.wholes(target, words).for_each(|it| sink.whole(it));
    }

    /// The features of a token.
    fn see(&self, index: usize, target: &Range<usize>, scale: f32, sink: &mut impl FeatureSink) {
        let [item, first] = [index, target.start].map(|it| &self.items[it]);
        let place = Self::place(index, target);
        let inside = matches!(place, Place::Begins | Place::Within);
        let hash = if inside { TARGET } else { self.items[index].seen };
        if hash == 0 {
            return;
        }
        let pair = self.pair(index, place, hash);
        let counts = item.counts && !inside;
        if counts {
            let mut play = |role| play(item, index, role, scale, sink);
            play(if item.negated { Role::Negated } else { Role::Anywhere });
            play(if index < target.start { Role::Before } else { Role::After });
            if item.clause == first.clause {
                play(Role::SameClause);
            }
            if item.marked && !first.marked {
                play(Role::Marked);
            }
        }
        if let Some(pair) = pair {
            sink.pair(index, pair);
        }
        let Some((role, distance)) = Self::near(index, target) else { return };
        if counts {
            play(item, index, role, 0.5, sink);
            let close = match (role, distance) {
                (Role::NearBefore, 1) => Some(Role::OneBefore),
                (Role::NearBefore, 2) => Some(Role::TwoBefore),
                (Role::NearAfter, 1) => Some(Role::OneAfter),
                (Role::NearAfter, 2) => Some(Role::TwoAfter),
                _ => None,
            };
            if let Some(role) = close {
                play(item, index, role, 1.0, sink);
            }
        }
        if let Some(pair) = pair {
            sink.pair(index, near_pair(pair, role));
        }
    }

    /// The pair that a token makes with the one before it.
    fn pair(&self, index: usize, place: Place, hash: u64) -> Option<u64> {
        // A target of many words is seen as one.
        if place == Place::Within || self.tokens[index].kind() == TokenKind::Comma {
            return None;
        }
        let previous = index.checked_sub(1)?;
        let before = if place == Place::RightAfter { TARGET } else { self.items[previous].seen };
        (before != 0).then(|| pair(before, hash))
    }

    fn place(index: usize, target: &Range<usize>) -> Place {
        if index == target.end && !target.is_empty() {
            Place::RightAfter
        } else if target.contains(&index) {
            if index == target.start { Place::Begins } else { Place::Within }
        } else {
            Place::Outside
        }
    }

    /// What a word counts that is not near the target: the less the more there are.
    pub(crate) fn scale(words: usize) -> f32 {
        1.0 / (words.max(4) as f32).sqrt()
    }

    /// The pair that a target makes with the token before it.
    pub(crate) fn pair_before(&self, target: &Range<usize>) -> Option<u64> {
        self.pair(target.start, Place::Begins, TARGET)
    }

    /// The pair that the token right after a target makes with it.
    pub(crate) fn pair_after(&self, target: &Range<usize>) -> Option<u64> {
        let hash = self.items.get(target.end).map(|it| it.seen).filter(|it| *it != 0)?;
        self.pair(target.end, Place::RightAfter, hash)
    }

    /// Side and distance in tokens of a token near the target.
    fn near(index: usize, target: &Range<usize>) -> Option<(Role, usize)> {
        let (role, distance) = if index < target.start {
            (Role::NearBefore, target.start - index)
        } else {
            (Role::NearAfter, (index + 1).saturating_sub(target.end))
        };
        (distance <= NEAR).then_some((role, distance))
    }

    /// The facts that hold of a target in a sentence of so many words.
    pub(crate) fn wholes(
        &self,
        target: &Range<usize>,
        words: usize,
    ) -> impl Iterator<Item = Whole> {
        [
            (Whole::Always, true),
            (Whole::First, target.start <= 1),
            (Whole::Last, target.end + 1 >= self.items.len()),
            (Whole::Marked, self.items[target.start].marked),
            (Whole::Short, words < 12),
        ]
        .into_iter()
        .filter_map(|(whole, holds)| holds.then_some(whole))
    }
}

/// The features of a word in a role.
#[inline]
fn play(item: &Item, index: usize, role: Role, scale: f32, sink: &mut impl FeatureSink) {
    sink.word(index, role, scale);
    if item.value != 0.0 && (role as usize) < MEANT_ROLES {
        sink.value(index, role, item.value);
    }
}

/// A hash of two words in a row.
fn pair(before: u64, hash: u64) -> u64 {
    before.rotate_left(17) ^ hash
}

/// The hash of a pair that is near the target.
#[inline]
pub(crate) fn near_pair(pair: u64, role: Role) -> u64 {
    pair ^ (role as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Row of a word's weights in a role, and of a pair's, in the table of features.
pub fn word_feature(hash: u64, role: Role) -> usize {
    feature(hash ^ (role as u64 + 1).wrapping_mul(0xd6e8_feb8_6659_fd93))
}

/// Row of a pair's weights in the table of features.
pub fn pair_feature(hash: u64) -> usize {
    feature(hash)
}

/// Rows of the table of features.
pub const FEATURES: usize = 1 << FEATURE_BITS;
const FEATURE_BITS: u32 = 16;

fn feature(hash: u64) -> usize {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - FEATURE_BITS)) as usize
}

impl Role {
    /// All roles, in order.
    pub const ALL: [Self; ROLES] = [
        Self::Anywhere,
        Self::Negated,
        Self::Before,
        Self::After,
        Self::NearBefore,
        Self::NearAfter,
        Self::SameClause,
        Self::Marked,
        Self::OneBefore,
        Self::TwoBefore,
        Self::OneAfter,
        Self::TwoAfter,
    ];
}
