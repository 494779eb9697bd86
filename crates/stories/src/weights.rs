//! From counts to vectors: how much each feature tells of what a report is about.

use std::collections::HashMap;
use std::sync::LazyLock;

use rashomon_text::stems::stem_of;

use crate::features::{is_number, word};
use crate::vectors::Vectors;

/// What is known of common words counts as much as so many reports.
const KNOWN: f32 = 100.0;
/// Numbers tell events from their look-alikes.
const NUMBER: f32 = 1.5;
/// A feature that more than this share of all reports has, and more than [`FEW`], is common.
const SHARE: f32 = 0.1;
/// So many reports may be all there are of one story.
const FEW: f32 = 50.0;
/// In place of a number: a feature of one document alone.
const ALONE: u32 = u32::MAX;
/// Features that are sorted at a time.
const PART: usize = 1 << 20;

/// The share of English texts that hold a common word, by its feature.
static SHARES: LazyLock<HashMap<u32, f32>> = LazyLock::new(|| {
    let lines = include_str!("../lexicon/common_words.txt").lines();
    let entries = lines.filter(|it| !it.starts_with('#')).filter_map(|it| it.split_once('\t'));
    let mut shares: HashMap<u32, f32> = HashMap::new();
    for (text, share) in entries {
        if let (Some(stem), Ok(share)) = (stem_of(text), share.parse::<f32>()) {
            let known = shares.entry(word(stem)).or_default();
            // The text holds one form or the other.
            *known = 1.0 - (1.0 - *known) * (1.0 - share / 1000.0);
        }
    }
    shares
});

/// The weight of a feature: the fewer documents have it, the more.
#[derive(Clone, Copy, Debug)]
struct Weight {
    weight: f32,
    is_common: bool,
}

/// Counted features of documents, one after the other.
#[derive(Debug)]
pub(crate) struct Counted {
    /// Where each document begins, and where the last one ends.
    starts: Vec<usize>,
    ids: Vec<u32>,
    counts: Vec<u8>,
}

impl Counted {
    pub(crate) fn new() -> Self {
        Self { starts: vec![0], ids: Vec::new(), counts: Vec::new() }
    }

    /// Adds a document; its features come in order.
    pub(crate) fn push(&mut self, ids: &[u32], counts: &[u8]) {
        self.ids.extend_from_slice(ids);
        self.counts.extend_from_slice(counts);
        self.starts.push(self.ids.len());
    }

    /// The vectors, of length 1 with all that is left out of them: common features tell no stories apart, and what one
    /// document alone has finds no other one. The larger the corpus, the more of the latter is chance, so that it counts
    /// less.
    pub(crate) fn vectors(mut self) -> Vectors {
        let weights = self.number_features();
        let documents = (self.starts.len() - 1) as f32;
        let alone = (documents + KNOWN + 1.0).ln() * KNOWN / (documents + KNOWN);
        let mut vectors = Vectors::default();
        let mut features = Vec::new();
        for &[start, end] in self.starts.array_windows() {
            let ids = self.ids.get(start..end).unwrap_or_default();
            let counts = self.counts.get(start..end).unwrap_or_default();
            features.clear();
            let mut square = f32::MIN_POSITIVE;
            for (&id, &count) in ids.iter().zip(counts) {
                let known = weights.get(id as usize);
                let weight = known.map_or(alone, |it| it.weight) * (1.0 + f32::from(count).ln());
                square += weight * weight;
                if known.is_some_and(|it| !it.is_common) {
                    features.push((id, weight));
                }
            }
            let length = square.sqrt();
            vectors.push(features.iter().map(|&(id, weight)| (id, weight / length)));
        }
        vectors
    }

    /// Numbers the features that several documents have, and gives their weights. It goes through the hashes in parts,
    /// lowest first, so that what is sorted stays small.
    fn number_features(&mut self) -> Vec<Weight> {
        let documents = (self.starts.len() - 1) as f32;
        let parts = (self.ids.len() / PART + 1) as u64;
        let mut weights = Vec::new();
        let mut cursors = self.starts.clone();
        let mut part: Vec<(u32, usize)> = Vec::new();
        for number in 1..=parts {
            let bound = (number << 32) / parts;
            part.clear();
            for (cursor, &end) in cursors.iter_mut().zip(self.starts.iter().skip(1)) {
                let rest = self.ids.get(*cursor..end).unwrap_or_default();
                let ids = rest.iter().copied().take_while(|&it| u64::from(it) < bound);
                let before = part.len();
                part.extend(ids.zip(*cursor..));
                *cursor += part.len() - before;
            }
            part.sort_unstable();
            for same in part.chunk_by(|a, b| a.0 == b.0) {
                let mut new = ALONE;
                if let [(id, _), _, ..] = same {
                    new = weights.len() as u32;
                    weights.push(Weight::of(*id, same.len() as f32, documents));
                }
                for &(_, place) in same {
                    if let Some(id) = self.ids.get_mut(place) {
                        *id = new;
                    }
                }
            }
        }
        weights
    }
}

impl Weight {
    /// The weight of a feature that so many of all documents hold.
    fn of(id: u32, holders: f32, documents: f32) -> Self {
        let share = SHARES.get(&id).copied().unwrap_or_default();
        let known = (documents + KNOWN + 1.0) / (holders + KNOWN * share);
        let number = if is_number(id) { NUMBER } else { 1.0 };
        let is_common = holders > FEW.max(SHARE * documents);
        Self { weight: known.ln().max(0.0) * number, is_common }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_known_by_their_stems() {
        let share = |it| stem_of(it).and_then(|it| SHARES.get(&word(it))).copied().unwrap_or(0.0);
        assert!(share("people") > share("officials") && share("officials") > 0.005);
        assert!(share("sarcophagus") <= 0.0);
    }

    #[test]
    fn what_fewer_documents_share_weighs_more() {
        let mut counted = Counted::new();
        for ids in [[2, 4, 10], [2, 4, 12], [2, 6, 14], [2, 8, 16]] {
            counted.push(&ids, &[1; 3]);
        }
        let vectors = counted.vectors();
        let first: Vec<_> = vectors.iter().map(|it| it.features().collect::<Vec<_>>()).collect();
        assert_eq!(first.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1, 1]);
        assert!(first[0][1].1 > first[0][0].1);
    }

    #[test]
    fn a_number_weighs_more_than_a_word() {
        let mut counted = Counted::new();
        for _ in 0..2 {
            counted.push(&[20, 31], &[1; 2]);
        }
        let weights = counted.number_features();
        assert!((weights[1].weight / weights[0].weight - NUMBER).abs() < 1e-3);
    }

    #[test]
    fn what_most_documents_share_is_left_out() {
        let mut counted = Counted::new();
        for it in 0..100 {
            counted.push(&[20, 1000 + it / 2 * 2], &[1; 2]);
        }
        let vectors = counted.vectors();
        let features: Vec<_> = vectors.iter().map(|it| it.features().collect::<Vec<_>>()).collect();
        assert!(features.iter().all(|it| it.len() == 1 && it[0].1 < 1.0));
    }
}
