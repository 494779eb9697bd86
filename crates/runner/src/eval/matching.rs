//! Which annotation of gold is which of those found: one to one, the best first.

use std::cmp::Ordering;

use rashomon_core::Span;

/// How much two spans must share to match.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Share {
    /// All: the same span.
    All,
    /// This part of the longer one; 0 for any overlap.
    AtLeast(f64),
}

/// Most candidates that are weighed at once: spans that all overlap have as many pairs as their number squared.
const MOST: usize = 1 << 20;

/// Two that may match: their places in the lists, and what the two spans share.
struct Candidate {
    gold: u32,
    found: u32,
    common: u32,
    longer: u32,
    agree: bool,
}

/// Pairs spans one to one, those that share most of the longer one first, then those that `agree`, then in the order
/// of the text. `may` tells which may match at all. Pairs come back in the order of gold.
pub(crate) fn pair_spans(
    gold: &[Span],
    found: &[Span],
    share: Share,
    may: impl Fn(usize, usize) -> bool,
    agree: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    pair_in_rounds(gold, found, share, may, agree, MOST)
}

/// Weighs the best `most` candidates, takes pairs from them, and goes on with what is left over: the same pairs as of all
/// candidates at once, in bounded memory.
fn pair_in_rounds(
    gold: &[Span],
    found: &[Span],
    share: Share,
    may: impl Fn(usize, usize) -> bool,
    agree: impl Fn(usize, usize) -> bool,
    most: usize,
) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&it| found[it].start());
    // The greatest end so far never falls, so whatever may still reach into a span is found by a search.
    let mut reach = Vec::with_capacity(order.len());
    for &it in &order {
        reach.push(found[it].end().max(reach.last().copied().unwrap_or(0)));
    }
    let rank = |a: &Candidate, b: &Candidate| {
        let part = |a: &Candidate, b: &Candidate| u64::from(a.common) * u64::from(b.longer);
        let place = |it: &Candidate| {
            let (a, b) = (gold[it.gold as usize], found[it.found as usize]);
            (a.start(), b.start(), it.gold, it.found)
        };
        let more = part(b, a).cmp(&part(a, b));
        more.then(b.agree.cmp(&a.agree)).then_with(|| place(a).cmp(&place(b)))
    };
    let mut taken = Taken::new(gold.len(), found.len());
    let mut is_cut = true;
    while is_cut {
        is_cut = false;
        let mut best: Vec<Candidate> = Vec::new();
        for (index, &span) in gold.iter().enumerate().filter(|it| !taken.gold[it.0]) {
            let first = reach.partition_point(|&end| end < span.start());
            for &other in &order[first..] {
                if found[other].start() > span.end() {
                    break;
                }
                if taken.found[other] {
                    continue;
                }
                let (common, longer) = shared(span, found[other]);
                let enough = match share {
                    Share::All => span == found[other],
                    Share::AtLeast(part) => {
                        common > 0 && f64::from(common) >= part * f64::from(longer)
                    }
                };
                if enough && may(index, other) {
                    let agree = agree(index, other);
                    let (gold, found) = (index as u32, other as u32);
                    best.push(Candidate { gold, found, common, longer, agree });
                }
            }
            if best.len() > 2 * most {
                best.select_nth_unstable_by(most, &rank);
                best.truncate(most);
                is_cut = true;
            }
        }
        best.sort_unstable_by(&rank);
        if is_cut {
            // Beyond these some were dropped that may be better.
            best.truncate(most);
        }
        taken.take(best.into_iter().map(|it| (it.gold as usize, it.found as usize)));
    }
    taken.in_order()
}

/// Pairs the members of two lists one to one, those with the highest score first, then in order. What has no score does
/// not match.
pub(crate) fn pair_by_score(
    gold: usize,
    found: usize,
    score: impl Fn(usize, usize) -> Option<u32>,
) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for a in 0..gold {
        candidates.extend((0..found).filter_map(|b| Some((score(a, b)?, a, b))));
    }
    candidates.sort_by(|a, b| match b.0.cmp(&a.0) {
        Ordering::Equal => (a.1, a.2).cmp(&(b.1, b.2)),
        other => other,
    });
    let mut taken = Taken::new(gold, found);
    taken.take(candidates.into_iter().map(|(_, a, b)| (a, b)));
    taken.in_order()
}

/// What has found its partner.
struct Taken {
    gold: Vec<bool>,
    found: Vec<bool>,
    pairs: Vec<(usize, usize)>,
}

impl Taken {
    fn new(gold: usize, found: usize) -> Self {
        Self { gold: vec![false; gold], found: vec![false; found], pairs: Vec::new() }
    }

    /// Takes each member once, first come, first served.
    fn take(&mut self, candidates: impl Iterator<Item = (usize, usize)>) {
        for (a, b) in candidates {
            if !self.gold[a] && !self.found[b] {
                (self.gold[a], self.found[b]) = (true, true);
                self.pairs.push((a, b));
            }
        }
    }

    fn in_order(mut self) -> Vec<(usize, usize)> {
        self.pairs.sort_unstable();
        self.pairs
    }
}

/// What two spans have in common, and how long the longer one is. The same span shares all of itself, even if it is
/// empty.
fn shared(a: Span, b: Span) -> (u32, u32) {
    if a == b {
        return (1, 1);
    }
    let common = a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    (common, a.len().max(b.len()))
}

#[cfg(test)]
mod tests {
    use rashomon_core::Span;

    use super::{Share, pair_by_score, pair_in_rounds, pair_spans};

    fn spans(spans: &[(u32, u32)]) -> Vec<Span> {
        spans.iter().map(|&(start, end)| Span::new(start, end)).collect()
    }

    fn pairs(gold: &[(u32, u32)], found: &[(u32, u32)], share: Share) -> Vec<(usize, usize)> {
        pair_spans(&spans(gold), &spans(found), share, |_, _| true, |_, _| false)
    }

    #[test]
    fn the_same_span_goes_before_a_longer_overlap() {
        let any = Share::AtLeast(0.0);
        assert_eq!(pairs(&[(0, 20), (4, 8)], &[(4, 8), (0, 9)], any), [(0, 1), (1, 0)]);
    }

    #[test]
    fn neighbours_do_not_match() {
        assert_eq!(pairs(&[(0, 4)], &[(4, 8)], Share::AtLeast(0.0)), []);
        assert_eq!(pairs(&[(0, 4), (8, 9)], &[(4, 8)], Share::AtLeast(0.0)), []);
    }

    #[test]
    fn a_share_is_of_the_longer_span() {
        let four_fifths = Share::AtLeast(0.8);
        assert_eq!(pairs(&[(0, 10)], &[(0, 8)], four_fifths).len(), 1);
        assert_eq!(pairs(&[(0, 10)], &[(0, 7)], four_fifths).len(), 0);
        assert_eq!(pairs(&[(0, 8)], &[(0, 10)], four_fifths).len(), 1);
        assert_eq!(pairs(&[(0, 10)], &[(0, 8)], Share::All).len(), 0);
    }

    #[test]
    fn empty_spans_match_themselves_only() {
        assert_eq!(pairs(&[(3, 3)], &[(3, 3)], Share::All), [(0, 0)]);
        assert_eq!(pairs(&[(3, 3)], &[(0, 9)], Share::AtLeast(0.0)), []);
    }

    #[test]
    fn a_nested_span_before_a_far_reaching_one_is_seen() {
        // The outer span reaches over the inner ones that start later.
        let found = [(0, 100), (10, 12), (20, 22)];
        assert_eq!(pairs(&[(90, 99)], &found, Share::AtLeast(0.0)), [(0, 0)]);
    }

    #[test]
    fn each_is_taken_once_and_the_best_score_first() {
        let score = |a: usize, b: usize| [[Some(1), Some(3)], [None, Some(2)]][a][b];
        assert_eq!(pair_by_score(2, 2, score), [(0, 1)]);
        assert_eq!(pair_by_score(2, 2, |_, _| Some(0)), [(0, 0), (1, 1)]);
    }

    #[test]
    fn many_rounds_find_the_pairs_of_one() {
        // Spans of all lengths, most of which overlap.
        let of = |seed: u32| -> Vec<Span> {
            let mut state = seed;
            let mut next = |below: u32| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 16) % below
            };
            let spans = (0..60).map(|_| (next(40), next(50)));
            spans.map(|(start, length)| Span::new(start, start + length)).collect()
        };
        for seed in 0..20 {
            let (gold, found) = (of(seed), of(seed + 1000));
            let pairs = |most| {
                let share = Share::AtLeast(0.0);
                pair_in_rounds(&gold, &found, share, |a, b| (a + b) % 5 > 0, |a, b| a < b, most)
            };
            let at_once = pairs(1 << 20);
            assert!(at_once.len() > 40);
            for most in [1, 7, 100] {
                assert_eq!(pairs(most), at_once, "seed {seed}, {most} a round");
            }
        }
    }
}
