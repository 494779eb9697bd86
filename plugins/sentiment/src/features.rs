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
const NEAR: usize = 6;

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
    /// A pair of words that is the same for all targets of the sentence.
    fn shared_pair(&mut self, token: usize, hash: u64) {
        self.pair(token, hash);
    }
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
    /// What each token is seen as by targets that it is not in; 0 if it is not seen.
    pub seen: &'a [u64],
}

/// What each token of a sentence is seen as.
pub(crate) fn see_tokens(items: &[Item], tokens: &[Token], seen: &mut Vec<u64>) {
    seen.clear();
    seen.extend(items.iter().zip(tokens).map(|(item, token)| match token.kind() {
        TokenKind::Word | TokenKind::Clitic if item.counts => token.hash,
        TokenKind::Word => NAME,
        TokenKind::Quote | TokenKind::Comma | TokenKind::Stop => token.hash,
        _ => 0,
    }));
}

/// How a token stands to a target.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stance {
    before: bool,
    same_clause: bool,
    /// Within quotation marks that the target is not in.
    marked: bool,
    near: Option<(Role, usize)>,
    place: Place,
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

impl Stance {
    /// Ways in which tokens far from a target can stand to it.
    pub(crate) const FAR: usize = 8;

    /// Whether a token that is near the target has all features that it would have far from it.
    #[inline]
    pub(crate) fn is_outside(self) -> bool {
        self.place == Place::Outside
    }

    /// The number of the way in which a token far from the target stands to it.
    #[inline]
    pub(crate) fn far(item: &Item, target: &Item, before: bool) -> usize {
        usize::from(before)
            | usize::from(item.clause == target.clause) << 1
            | usize::from(item.marked && !target.marked) << 2
    }

    /// The way with this number.
    pub(crate) fn of_far(number: usize) -> Self {
        Self {
            before: number & 1 != 0,
            same_clause: number & 2 != 0,
            marked: number & 4 != 0,
            near: None,
            place: Place::Outside,
        }
    }
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
        let words = self.words();
        let scale = Self::scale(words);
        for index in (0..self.items.len().min(self.tokens.len())).filter(|it| !own(*it)) {
            self.see(index, self.stance(index, target), scale, sink);
        }
        self.see_whole(target, words, sink);
    }

    /// The features of a token that stands so to the target.
    pub(crate) fn see(
        &self,
        index: usize,
        stance: Stance,
        scale: f32,
        sink: &mut impl FeatureSink,
    ) {
        self.see_far(index, stance, scale, sink);
        self.see_near(index, stance, sink);
    }

    /// The features that a token has also where it is far from the target.
    fn see_far(&self, index: usize, stance: Stance, scale: f32, sink: &mut impl FeatureSink) {
        let item = &self.items[index];
        let Some((inside, hash)) = self.shown(index, stance.place) else { return };
        if item.counts && !inside {
            let mut play = |role| play(item, index, role, scale, sink);
            play(if item.negated { Role::Negated } else { Role::Anywhere });
            play(if stance.before { Role::Before } else { Role::After });
            if stance.same_clause {
                play(Role::SameClause);
            }
            if stance.marked {
                play(Role::Marked);
            }
        }
        if let Some(pair) = self.pair(index, stance.place, hash) {
            if stance.place == Place::Outside {
                sink.shared_pair(index, pair);
            } else {
                sink.pair(index, pair);
            }
        }
    }

    /// The features that a token has because it is near the target.
    pub(crate) fn see_near(&self, index: usize, stance: Stance, sink: &mut impl FeatureSink) {
        let Some((role, distance)) = stance.near else { return };
        let item = &self.items[index];
        let Some((inside, hash)) = self.shown(index, stance.place) else { return };
        if item.counts && !inside {
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
        if let Some(pair) = self.pair(index, stance.place, hash) {
            sink.pair(index, pair ^ (role as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        }
    }

    /// Whether a token is part of the target, and the hash by which it is seen; nothing of a token that is not.
    fn shown(&self, index: usize, place: Place) -> Option<(bool, u64)> {
        let inside = matches!(place, Place::Begins | Place::Within);
        let hash = if inside { TARGET } else { self.seen[index] };
        (hash != 0).then_some((inside, hash))
    }

    /// The pair that a token makes with the one before it.
    fn pair(&self, index: usize, place: Place, hash: u64) -> Option<u64> {
        // A target of many words is seen as one.
        if place == Place::Within || self.tokens[index].kind() == TokenKind::Comma {
            return None;
        }
        let previous = index.checked_sub(1)?;
        let before = if place == Place::RightAfter { TARGET } else { self.seen[previous] };
        (before != 0).then(|| pair(before, hash))
    }

    /// How a token stands to a target.
    pub(crate) fn stance(&self, index: usize, target: &Range<usize>) -> Stance {
        let place = if index == target.end && !target.is_empty() {
            Place::RightAfter
        } else if target.contains(&index) {
            if index == target.start { Place::Begins } else { Place::Within }
        } else {
            Place::Outside
        };
        let far = Stance::far(&self.items[index], &self.items[target.start], index < target.start);
        Stance { near: Self::near(index, target), place, ..Stance::of_far(far) }
    }

    /// The tokens in or near a target; all others are far from it.
    pub(crate) fn surroundings(&self, target: &Range<usize>) -> Range<usize> {
        target.start.saturating_sub(NEAR)..self.items.len().min(target.end + NEAR)
    }

    /// What a word counts that is not near the target: the less the more there are.
    pub(crate) fn scale(words: usize) -> f32 {
        1.0 / (words.max(4) as f32).sqrt()
    }

    /// How many words count.
    pub(crate) fn words(&self) -> usize {
        self.items.iter().filter(|it| it.counts).count()
    }

    /// Calls `visit` with each token's shared pair, 0 if it has none.
    pub(crate) fn shared_pairs(&self, mut visit: impl FnMut(u64)) {
        let mut before = 0;
        for (token, &hash) in self.tokens.iter().zip(self.seen) {
            let paired = before != 0 && hash != 0 && token.kind() != TokenKind::Comma;
            visit(if paired { pair(before, hash) } else { 0 });
            before = hash;
        }
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

    /// The facts of a target as a whole.
    pub(crate) fn see_whole(
        &self,
        target: &Range<usize>,
        words: usize,
        sink: &mut impl FeatureSink,
    ) {
        sink.whole(Whole::Always);
        if target.start <= 1 {
            sink.whole(Whole::First);
        }
        if target.end + 1 >= self.items.len() {
            sink.whole(Whole::Last);
        }
        if self.items[target.start].marked {
            sink.whole(Whole::Marked);
        }
        if words < 12 {
            sink.whole(Whole::Short);
        }
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
