//! Pairs worth comparing: figures of one kind that share a number or a rare word. No figure is compared with all.

use std::collections::HashMap;

use rashomon_core::fold_hash;

use crate::corpus::score::{Figure, THRESHOLD, score};

/// Words of a figure by which it is found, the heaviest.
const KEYS: usize = 10;
/// Figures that a list remembers, the latest.
const LIST: usize = 48;
/// Earlier figures that one is compared with, those that share most.
const MOST: usize = 32;

/// Two figures of one quantity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) score: f32,
    pub(super) first: usize,
    pub(super) second: usize,
}

/// The links among figures, best first.
pub(super) fn links(figures: &[Figure<'_>]) -> Vec<Link> {
    let mut lists: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut links = Vec::new();
    let mut shared: Vec<(usize, f32)> = Vec::new();
    for (index, figure) in figures.iter().enumerate() {
        shared.clear();
        let keys = keys(figure);
        for &(key, weight) in &keys {
            let list = lists.entry(key).or_default();
            shared.extend(list.iter().map(|&it| (it, weight)));
            if list.len() == LIST {
                list.remove(0);
            }
            list.push(index);
        }
        shared.retain(|it| figures.get(it.0).is_some_and(|it| it.report != figure.report));
        shared.sort_unstable_by_key(|it| it.0);
        shared.dedup_by(|next, first| {
            let same = next.0 == first.0;
            first.1 += if same { next.1 } else { 0.0 };
            same
        });
        shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        for &(other, _) in shared.iter().take(MOST) {
            let Some(earlier) = figures.get(other) else { continue };
            let score = score(earlier, figure);
            if score >= THRESHOLD {
                links.push(Link { score, first: other, second: index });
            }
        }
    }
    links.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then(a.first.cmp(&b.first)).then(a.second.cmp(&b.second))
    });
    links
}

/// Keys of the lists in which a figure stands, with the weight of each; all of them hold the kind.
fn keys(figure: &Figure<'_>) -> Vec<(u64, f32)> {
    let within = |key: u64| key.wrapping_mul(31).wrapping_add(figure.kind);
    // Units make numbers equal that are written differently, so two digits must do.
    let value = fold_hash(&format!("{:.1e}", figure.interval.value));
    let mut stems: Vec<(u64, f32)> =
        figure.near.stems.iter().chain(&figure.phrase.stems).copied().collect();
    stems.sort_unstable_by_key(|it| it.0);
    stems.dedup_by_key(|it| it.0);
    stems.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    stems.truncate(KEYS);
    // What is counted and what it makes up are keys however common they are.
    stems.extend([figure.claim.head, figure.whole].into_iter().flatten().map(|it| (it, 0.5)));
    stems.sort_unstable_by_key(|it| it.0);
    stems.dedup_by_key(|it| it.0);
    stems.iter().map(|it| (within(it.0), it.1)).chain([(within(value), 2.0)]).collect()
}
