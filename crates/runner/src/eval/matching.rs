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

/// Two that may match: their places in the lists, and what the two spans share.
struct Candidate {
    gold: usize,
    found: usize,
    common: u64,
    longer: u64,
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
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&it| found[it].start());
    // The greatest end so far never falls, so whatever may still reach into a span is found by a search.
    let mut reach = Vec::with_capacity(order.len());
    for &it in &order {
        reach.push(found[it].end().max(reach.last().copied().unwrap_or(0)));
    }
    let mut candidates = Vec::new();
    for (index, &span) in gold.iter().enumerate() {
        let first = reach.partition_point(|&end| end < span.start());
        for &other in &order[first..] {
            if found[other].start() > span.end() {
                break;
            }
            // The same span shares all of itself, even if it is empty.
            let is_same = span == found[other];
            let (common, longer) = if is_same { (1, 1) } else { shared(span, found[other]) };
            let enough = match share {
                Share::All => is_same,
                Share::AtLeast(part) => common > 0 && common as f64 >= part * longer as f64,
            };
            if enough && may(index, other) {
                let agree = agree(index, other);
                candidates.push(Candidate { gold: index, found: other, common, longer, agree });
            }
        }
    }
    candidates.sort_by(|a, b| {
        let more = (b.common * a.longer).cmp(&(a.common * b.longer));
        let place = || {
            let of = |it: &Candidate| {
                (gold[it.gold].start(), found[it.found].start(), it.gold, it.found)
            };
            of(a).cmp(&of(b))
        };
        more.then(b.agree.cmp(&a.agree)).then_with(place)
    });
    take(candidates.into_iter().map(|it| (it.gold, it.found)), gold.len(), found.len())
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
    take(candidates.into_iter().map(|(_, a, b)| (a, b)), gold, found)
}

/// Takes each member once, first come, first served.
fn take(
    candidates: impl Iterator<Item = (usize, usize)>,
    gold: usize,
    found: usize,
) -> Vec<(usize, usize)> {
    let (mut gold_taken, mut found_taken) = (vec![false; gold], vec![false; found]);
    let mut pairs = Vec::new();
    for (a, b) in candidates {
        if !gold_taken[a] && !found_taken[b] {
            (gold_taken[a], found_taken[b]) = (true, true);
            pairs.push((a, b));
        }
    }
    pairs.sort_unstable();
    pairs
}

fn shared(a: Span, b: Span) -> (u64, u64) {
    let common = a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    (u64::from(common), u64::from(a.len().max(b.len())))
}

#[cfg(test)]
mod tests {
    use rashomon_core::Span;

    use super::{Share, pair_by_score, pair_spans};

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
}
