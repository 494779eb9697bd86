//! Learns which words are cues and who says what around them.

use std::collections::HashSet;

use rashomon_core::Span;
use rashomon_quotes::attribution::{self, CUE_LEAST};
use rashomon_quotes::cue;
use rashomon_quotes::models::Models;
use rashomon_quotes::page::{Item, Page};
use rashomon_quotes::role::{Sentence, label, pair_features, plain_features, window};
use rashomon_quotes::table::{LabelTable, LinearTable};
use rashomon_quotes::words::{NO_CUE, Words};

use crate::chain::{self, Instance, Settings};
use crate::choices::table;
use crate::corpus::{Article, Gold, read};
use crate::linear::{self, Choice, Features, question};

/// Parts of the corpus, by the number of an article.
pub(crate) const FOLDS: usize = 3;

/// Strong penalties: weights that fit single sentences make the labeller sure of what it has not seen.
const SETTINGS: Settings = Settings { rate: 0.03, l1: 0.8, l2: 200.0, epochs: 12, rounds: 4 };

/// Smaller weights are not kept.
const LEAST_WEIGHT: f32 = 0.03;

/// Nor are smaller weights of pairs, which are many and asked for at every item.
const LEAST_PAIR_WEIGHT: f32 = 0.047;

/// What the labeller learns from.
pub(crate) struct Lessons {
    /// The cues as all articles show them.
    pub(crate) cues: LinearTable,
    folds: Vec<LinearTable>,
    instances: Vec<Instance>,
    /// Hashes of the features of two words.
    pairs: HashSet<u64>,
}

impl Lessons {
    /// Reads the attributions; the cues of each article are as the other folds show them.
    pub(crate) fn read(attributions: &str) -> Self {
        let mut words = Words::default();
        let articles = read(attributions, true, &crate::predict::before());
        let pages: Vec<Page> =
            articles.iter().map(|it| Page::new(&it.document, false, &mut words)).collect();
        eprintln!("{} articles", articles.len());
        let (cues, folds) = learn_cues(&articles, &pages);
        let instances = role_instances(&articles, &pages, &folds);
        eprintln!("{} instances", instances.len());
        let rows = pages.iter().flat_map(|page| (0..page.rows.len()).map(|row| page.row(row)));
        let pairs =
            rows.flat_map(|row| (0..row.len()).flat_map(|at| pair_features(row, at))).collect();
        Self { cues, folds, instances, pairs }
    }

    /// The roles as all articles show them: of pairs of words apart.
    pub(crate) fn roles(&self) -> (LabelTable, LabelTable) {
        self.learn(None)
    }

    fn learn(&self, fold: Option<usize>) -> (LabelTable, LabelTable) {
        let rows = chain::learn(&self.instances, fold, 2, SETTINGS);
        let (pairs, others): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|it| self.pairs.contains(&it.0));
        (LabelTable::new(&others, LEAST_WEIGHT), LabelTable::new(&pairs, LEAST_PAIR_WEIGHT))
    }

    /// For each fold a labeller that has not seen it.
    pub(crate) fn labellers(&self) -> Vec<Models> {
        let empty = || LinearTable::new(&[]);
        self.folds
            .iter()
            .enumerate()
            .map(|(fold, cues)| {
                let (roles, pairs) = self.learn(Some(fold));
                Models::new(cues.clone(), roles, pairs, empty(), empty())
            })
            .collect()
    }
}

/// The items of a row that are the heads of gold cues, each with its attribution.
fn gold_cues<'g>(items: &[Item], gold: &'g [Gold]) -> Vec<(usize, &'g Gold)> {
    let mut heads = Vec::new();
    for it in gold {
        let Some(cue) = it.cue else { continue };
        let head = items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.cue != NO_CUE && cue.contains(item.span))
            .max_by_key(|(at, item)| (item.cue, std::cmp::Reverse(*at)));
        if let Some((at, _)) = head {
            heads.push((at, it));
        }
    }
    heads
}

fn learn_cues(articles: &[Article], pages: &[Page]) -> (LinearTable, Vec<LinearTable>) {
    let mut features = Features::default();
    let mut questions: Vec<(usize, Choice)> = Vec::new();
    for (index, (article, page)) in articles.iter().zip(pages).enumerate() {
        for row in 0..page.rows.len() {
            let items = page.row(row);
            let heads = gold_cues(items, &article.gold);
            for at in (0..items.len()).filter(|&it| items[it].cue != NO_CUE) {
                let mut ids = Vec::new();
                cue::features(items, at, &mut |it| ids.push(features.id(it)));
                let yes = heads.iter().any(|it| it.0 == at);
                questions.push((index % FOLDS, question(ids, yes)));
            }
        }
    }
    let count = questions.iter().filter(|it| it.1.right[0]).count();
    eprintln!("{} words that may be cues, {count} are", questions.len());
    let all = |fold: Option<usize>| {
        let mut chosen: Vec<Choice> = questions
            .iter()
            .filter(|it| Some(it.0) != fold)
            .map(|it| Choice { candidates: it.1.candidates.clone(), right: it.1.right.clone() })
            .collect();
        linear::drop_rare(&mut chosen, features.hashes.len(), 3);
        table(&features, &linear::learn(&chosen, features.hashes.len(), 3.0, 60))
    };
    (all(None), (0..FOLDS).map(|it| all(Some(it))).collect())
}

fn role_instances(articles: &[Article], pages: &[Page], cues: &[LinearTable]) -> Vec<Instance> {
    let mut instances = Vec::new();
    let mut sentence = Sentence::default();
    for (index, (article, page)) in articles.iter().zip(pages).enumerate() {
        let fold = index % FOLDS;
        for row in 0..page.rows.len() {
            let items = page.row(row);
            let kept: Vec<(usize, f32)> = (0..items.len())
                .filter(|&it| items[it].cue != NO_CUE)
                .map(|it| (it, attribution::cue_probability(&cues[fold], items, it)))
                .filter(|it| it.1 >= CUE_LEAST)
                .collect();
            if kept.is_empty() {
                continue;
            }
            let heads = gold_cues(items, &article.gold);
            sentence.prepare(items);
            for &(at, probability) in &kept {
                sentence.cue_level[at] = attribution::level(probability);
            }
            for &(at, _) in &kept {
                let gold = heads.iter().find(|it| it.0 == at).map(|it| it.1);
                let view = sentence.view(items, at);
                let mut features = Vec::new();
                let mut ends = Vec::new();
                let mut labels = Vec::new();
                let window = window(items.len(), at);
                for item in window.clone() {
                    plain_features(items, &sentence, item, &mut |it| features.push(it));
                    view.features(item, &mut |it| features.push(it));
                    ends.push(features.len() as u32);
                    let before = labels.last().copied();
                    labels.push(gold.map_or(0, |it| role_of(it, &items[item], before)));
                }
                instances.push(Instance { fold, features, ends, labels });
            }
        }
    }
    instances
}

/// The gold label of an item; `before` is that of the item before it.
fn role_of(gold: &Gold, item: &Item, before: Option<u8>) -> u8 {
    let inside = |it: &Span| {
        let start = it.start().max(item.span.start());
        let end = it.end().min(item.span.end());
        end > start && 2 * (end - start) > item.span.len()
    };
    let (first, further) = if gold.cue.iter().any(inside) {
        return label::CUE as u8;
    } else if gold.speakers.iter().any(inside) {
        (label::SPEAKER, label::SPEAKER_IN)
    } else if gold.contents.iter().any(inside) {
        (label::CONTENT, label::CONTENT_IN)
    } else {
        return label::NONE as u8;
    };
    let goes_on = before.is_some_and(|it| it == first as u8 || it == further as u8);
    if goes_on { further as u8 } else { first as u8 }
}
