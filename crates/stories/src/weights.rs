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
/// Of a word of which nothing is known, a text in a hundred is taken to hold it.
const UNKNOWN: f32 = 0.01;
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

/// What vectors are weighted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum By {
    /// How few documents of the corpus have a feature. It tells stories apart that have much in common; common
    /// features are left out.
    Corpus,
    /// How few texts of any kind have a common feature: what a story that is much of the corpus is known by.
    Language,
}

/// The weights of a feature.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weight {
    corpus: f32,
    language: f32,
    common: bool,
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

    /// The vectors, of length 1 with all that is left out of them, and for each one how much of its square the common
    /// features are. What one document alone has finds no other one, and the larger the corpus, the more of it is
    /// chance, so that it counts less.
    pub(crate) fn vectors(&self, weights: &[Weight], by: By) -> (Vectors, Vec<f32>) {
        let documents = (self.starts.len() - 1) as f32;
        let alone = (documents + KNOWN + 1.0).ln() * KNOWN / (documents + KNOWN);
        let alone = Weight { corpus: alone, language: alone, common: false };
        let (mut vectors, mut shares) = (Vectors::default(), Vec::with_capacity(self.starts.len()));
        let mut features = Vec::new();
        for &[start, end] in self.starts.array_windows() {
            let ids = self.ids.get(start..end).unwrap_or_default();
            let counts = self.counts.get(start..end).unwrap_or_default();
            features.clear();
            let (mut square, mut common) = (f32::MIN_POSITIVE, 0.0);
            for (&id, &count) in ids.iter().zip(counts) {
                let known = weights.get(id as usize).copied();
                let it = known.unwrap_or(alone);
                let weight = if by == By::Language { it.language } else { it.corpus };
                let weight = weight * (1.0 + f32::from(count).ln());
                square += weight * weight;
                common += if it.common { weight * weight } else { 0.0 };
                if known.is_some() && (by == By::Language || !it.common) {
                    features.push((id, weight));
                }
            }
            let length = square.sqrt();
            vectors.push(features.iter().map(|&(id, weight)| (id, weight / length)));
            shares.push(common / square);
        }
        (vectors, shares)
    }

    /// Numbers the features that several documents have, and gives their weights. It goes through the hashes in parts,
    /// lowest first, so that what is sorted stays small.
    pub(crate) fn number_features(&mut self) -> Vec<Weight> {
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
    /// The weights of a feature that so many of all documents hold.
    fn of(id: u32, holders: f32, documents: f32) -> Self {
        let share = SHARES.get(&id).copied().unwrap_or_default();
        let known = (documents + KNOWN + 1.0) / (holders + KNOWN * share);
        let number = if is_number(id) { NUMBER } else { 1.0 };
        let corpus = known.ln().max(0.0) * number;
        let common = is_common(holders, documents);
        let language = if common { -(share + UNKNOWN).min(1.0).ln() * number } else { corpus };
        Self { corpus, language, common }
    }
}

/// Whether so many documents are more than most stories have.
pub(crate) fn is_common(holders: f32, documents: f32) -> bool {
    holders > FEW.max(SHARE * documents)
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
        let weights = counted.number_features();
        let (vectors, _) = counted.vectors(&weights, By::Corpus);
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
        assert!((weights[1].corpus / weights[0].corpus - NUMBER).abs() < 1e-3);
    }

    #[test]
    fn what_most_documents_share_is_known_by_the_language_alone() {
        let people = stem_of("people").map(word).unwrap();
        let mut counted = Counted::new();
        for it in 0..100 {
            let mut ids = [people, 20, 1000 + it / 2 * 2];
            ids.sort_unstable();
            counted.push(&ids, &[1; 3]);
        }
        let weights = counted.number_features();
        let (vectors, shares) = counted.vectors(&weights, By::Corpus);
        assert!(vectors.iter().all(|it| it.features().count() == 1));
        assert!(shares.iter().all(|&it| it < 0.1));
        let (vectors, shares) = counted.vectors(&weights, By::Language);
        let first: Vec<_> = vectors.iter().next().unwrap().features().collect();
        assert_eq!(first.len(), 3);
        assert!(first[0].1 > 2.0 * first[2].1 && first[2].1 > 0.0);
        assert!(shares.iter().all(|&it| it > 0.3));
    }
}
