//! From links to groups: best links first, refused where two groups do not fit as wholes.

use crate::corpus::claim::Class;
use crate::corpus::link::Link;
use crate::corpus::score::{Figure, THRESHOLD, score, strangers};

/// How far below the threshold the mean of two groups may lie.
const MEAN: f32 = 0.35;
/// How far below the threshold two figures of one report may lie.
const OWN: f32 = 0.6;
/// How far apart two figures of one report may lie, as the logarithm of their ratio: no number is twice the other, but
/// a word like `hundreds` may stand for either.
const APART: f32 = 0.75;
/// Members that stand for a group when two are compared.
const SAMPLE: usize = 8;

/// The groups: of each the indices of its figures, in order; in the order of their first figures.
pub(super) fn groups(figures: &[Figure<'_>], links: &[Link]) -> Vec<Vec<usize>> {
    let mut group_of: Vec<usize> = (0..figures.len()).collect();
    let mut groups: Vec<Vec<usize>> = group_of.iter().map(|&it| vec![it]).collect();
    for link in links {
        let (a, b) = (group_of[link.first], group_of[link.second]);
        if a == b || !fits(figures, &groups[a], &groups[b]) {
            continue;
        }
        let (into, from) = (a.min(b), a.max(b));
        let moved = std::mem::take(&mut groups[from]);
        for &member in &moved {
            group_of[member] = into;
        }
        groups[into].extend(moved);
    }
    groups.retain(|it| !it.is_empty());
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_by_key(|it| it.first().copied());
    groups
}

/// Whether two groups are of one quantity: of each two reports the best pair of figures counts, and the mean over
/// these says so; and no report has a figure in both that it means to be two.
fn fits(figures: &[Figure<'_>], a: &[usize], b: &[usize]) -> bool {
    // Best score by pair of reports; samples are small.
    let mut best: Vec<((usize, usize), f32)> = Vec::new();
    for &x in &sample(a) {
        for &y in &sample(b) {
            let (Some(x), Some(y)) = (figures.get(x), figures.get(y)) else { continue };
            let score = score(x, y);
            if x.report == y.report {
                let near = !x.clashes(y) && x.interval.distance(y.interval) <= APART;
                if score < THRESHOLD - OWN || !near || is_two(x, y) {
                    return false;
                }
                continue;
            }
            let pair = (x.report, y.report);
            match best.iter_mut().find(|it| it.0 == pair) {
                Some(it) => it.1 = it.1.max(score),
                None => best.push((pair, score)),
            }
        }
    }
    let sum: f32 = best.iter().map(|it| it.1).sum();
    best.is_empty() || sum / best.len() as f32 >= THRESHOLD - MEAN
}

/// Whether one report tells the same number of two things: the points of one player and of another. A toll or a sum is
/// one thing, whoever stands beside it.
fn is_two(x: &Figure<'_>, y: &Figure<'_>) -> bool {
    let one = x.claim.fate.is_some() || x.claim.class == Class::Money;
    !one && strangers(x.claim, y.claim)
}

/// Some members of a group, evenly spread.
fn sample(group: &[usize]) -> Vec<usize> {
    let step = group.len().div_ceil(SAMPLE).max(1);
    group.iter().step_by(step).copied().collect()
}
