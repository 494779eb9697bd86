//! Which words report speech here: `said` nearly always, `found` at times.

use std::sync::LazyLock;

use rashomon_core::{TokenKind, fold_hash};

use crate::hash::{EDGE, feature};
use crate::page::Item;
use crate::words::{KNOWN, NO_CUE, class};

/// Cues whose strength is above this count as strong ones between a token and its cue.
const STRONG: i8 = -3;

/// How far a word looks for quotations and other cues, in items.
pub(crate) const REACH: usize = 70;
/// How far it looks for a `that` after it.
pub(crate) const THAT: usize = 7;

/// Log-odds of a word as a small number: 0 for no cue at all, 5 for the surest.
pub fn strength(item: &Item) -> u64 {
    match item.cue {
        NO_CUE => 0,
        5.. => 5,
        1.. => 4,
        -3.. => 3,
        -7.. => 2,
        _ => 1,
    }
}

/// Whether a word is a cue more often than not, nearly.
pub fn is_strong(item: &Item) -> bool {
    item.cue > STRONG
}

/// Whether the cue at `at` says what nobody in particular says: `Berg is said to have left`.
pub(crate) fn is_hearsay(items: &[Item], at: usize) -> bool {
    let is = |at: Option<usize>, words: &[u64]| {
        at.and_then(|it| items.get(it)).is_some_and(|it| words.contains(&it.word))
    };
    is(Some(at), &PASSIVE.reported)
        && is(at.checked_sub(1), &PASSIVE.being)
        && is(Some(at + 1), &[KNOWN.to])
}

/// The words of a report that names no source.
struct Passive {
    being: [u64; 7],
    reported: [u64; 9],
}

static PASSIVE: LazyLock<Passive> = LazyLock::new(|| Passive {
    being: ["am", "are", "be", "been", "is", "was", "were"].map(fold_hash),
    reported: [
        "alleged",
        "believed",
        "claimed",
        "reported",
        "rumored",
        "rumoured",
        "said",
        "thought",
        "understood",
    ]
    .map(fold_hash),
});

/// The features of the word at `at` as a cue.
pub fn features(items: &[Item], at: usize, push: &mut impl FnMut(u64)) {
    let item = &items[at];
    let word = |offset: isize| {
        at.checked_add_signed(offset).and_then(|it| items.get(it)).map_or(EDGE, |it| it.word)
    };
    let is = |offset: isize, classes: u32| {
        at.checked_add_signed(offset).and_then(|it| items.get(it)).is_some_and(|it| it.is(classes))
    };
    let level = strength(item);
    push(feature(1, 0, 0));
    push(feature(2, item.word, 0));
    push(feature(3, level, 0));
    for offset in [-3, -2, -1, 1, 2, 3_isize] {
        push(feature(4 + offset.unsigned_abs() as u32, word(offset), u64::from(offset < 0)));
    }
    for it in pair_features(items, at) {
        push(it);
    }
    push(feature(16, item.suffix.get().into(), 0));
    push(feature(17, capitals(items, at), u64::from(is(-1, class::PRONOUN))));
    let quote = |it: &Item| it.region.is_some();
    let left = items[..at].iter().rev().take(REACH).position(quote).map_or(9, bucket);
    let right = items[at + 1..].iter().take(REACH).position(quote).map_or(9, bucket);
    push(feature(18, left, right));
    push(feature(19, left, level));
    push(feature(20, right, level));
    let that = items.iter().skip(at + 1).take(THAT).any(|it| it.is(class::THAT));
    push(feature(21, u64::from(that), level));
    push(feature(22, at.min(3) as u64, u64::from(at + 1 == items.len())));
    let near = at.saturating_sub(REACH)..items.len().min(at + REACH);
    let others = near.filter(|&it| it != at && is_strong(&items[it])).count();
    push(feature(23, others.min(3) as u64, level));
    let colon = items.get(at + 1).is_some_and(|it| it.kind == TokenKind::Comma);
    push(feature(24, u64::from(colon), level));
}

/// Those of them that depend on two words.
pub(crate) fn pair_features(items: &[Item], at: usize) -> [u64; 6] {
    let word = |offset: isize| {
        at.checked_add_signed(offset).and_then(|it| items.get(it)).map_or(EDGE, |it| it.word)
    };
    let own = items[at].word;
    [
        feature(10, word(-1), own),
        feature(11, own, word(1)),
        feature(12, word(1), word(2)),
        feature(13, word(-2), word(-1)),
        feature(14, word(-2), own),
        feature(15, own, word(2)),
    ]
}

/// Which of a word and its neighbours have a capital, as three bits.
pub(crate) fn capitals(items: &[Item], at: usize) -> u64 {
    let capital = |offset: isize| {
        let at = at.checked_add_signed(offset);
        u64::from(at.and_then(|it| items.get(it)).is_some_and(Item::is_capitalized))
    };
    capital(0) | capital(-1) << 1 | capital(1) << 2
}

/// A distance as a small number.
pub fn bucket(distance: usize) -> u64 {
    match distance {
        0..=4 => distance as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        _ => 8,
    }
}
