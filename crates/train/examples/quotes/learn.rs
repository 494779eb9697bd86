//! The order of learning: each step sees the steps before it as they are on articles that they have not seen.

use rashomon_core::{Document, Span};
use rashomon_quotes::analysis::Analysis;
use rashomon_quotes::attribution::{self, CUE_LEAST, Scratch};
use rashomon_quotes::candidates::{History, LastSpeaker};
use rashomon_quotes::models::{Models, sigmoid};
use rashomon_quotes::page::{Item, Page};
use rashomon_quotes::role::{Sentence, label, plain_features, window};
use rashomon_quotes::table::{LabelTable, LinearTable};
use rashomon_quotes::words::{NO_CUE, Words};
use rashomon_quotes::{cue, ranker, speech};

use crate::chain::{self, Instance, Settings};
use crate::corpus::{Article, Gold, read};
use crate::linear::{self, Choice, Features, question};

const FOLDS: usize = 3;

pub(crate) fn learn(attributions: &str, quotations: &str, folder: &str) {
    let mut words = Words::default();
    let articles = read(attributions, true, &crate::predict::before());
    let pages: Vec<Page> =
        articles.iter().map(|it| Page::new(&it.document, false, &mut words)).collect();
    eprintln!("{} articles", articles.len());
    let (cues, cue_folds) = learn_cues(&articles, &pages);
    let instances = role_instances(&articles, &pages, &cue_folds);
    eprintln!("{} instances", instances.len());
    if let Ok(grid) = std::env::var("GRID") {
        for it in grid.split(';') {
            let n: Vec<f32> = it.split(',').map(|it| it.parse().expect("a number")).collect();
            eprintln!("{it}");
            chain::learn(
                &instances,
                Some(0),
                n[4] as u32,
                Settings { rate: n[0], l1: n[1], l2: n[2], epochs: n[3] as usize },
            );
        }
        return;
    }
    let role_folds: Vec<LabelTable> =
        (0..FOLDS).map(|it| chain::learn(&instances, Some(it), 2, SETTINGS)).collect();
    let roles = chain::learn(&instances, None, 2, SETTINGS);
    drop(instances);
    let empty = || LinearTable::new(&[]);
    let models: Vec<Models> = role_folds
        .into_iter()
        .zip(cue_folds)
        .map(|(roles, cues)| Models::new(cues, roles, empty(), empty()))
        .collect();
    let articles = read(quotations, false, &crate::predict::before());
    let mut scratches: Vec<Scratch> = models.iter().map(|_| Scratch::default()).collect();
    let mut words = Words::default();
    let analyses: Vec<Analysis> = articles
        .iter()
        .enumerate()
        .map(|(at, it)| {
            let fold = at % FOLDS;
            Analysis::new(&it.document, &models[fold], false, &mut words, &mut scratches[fold])
        })
        .collect();
    let (speech, ranker) = learn_choices(&articles, &analyses);
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(format!("{folder}/{name}.bin"), bytes).expect("the folder can be written");
    };
    write("cues", cues.bytes());
    write("roles", roles.bytes());
    write("speech", speech.bytes());
    write("ranker", ranker.bytes());
}

const SETTINGS: Settings = Settings { rate: 0.03, l1: 0.8, l2: 10.0, epochs: 12 };

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

fn table(features: &Features, weights: &[f64]) -> LinearTable {
    let rows: Vec<(u64, f32)> = features
        .hashes
        .iter()
        .zip(weights)
        .filter(|(_, it)| it.abs() > 0.03)
        .map(|(&hash, &it)| (hash, it as f32))
        .collect();
    eprintln!("  {} features, {} kept", features.hashes.len(), rows.len());
    LinearTable::new(&rows)
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

/// Learns the speech filter and the ranker.
fn learn_choices(articles: &[Article], analyses: &[Analysis]) -> (LinearTable, LinearTable) {
    let mut speech_features = Features::default();
    let mut questions = Vec::new();
    let mut ranker_features = Features::default();
    let mut choices = Vec::new();
    let (mut reached, mut quotes, mut golds) = (0, 0, 0);
    for (article, analysis) in articles.iter().zip(analyses) {
        let sources = analysis.sources();
        let page = &analysis.page;
        let mut last = History::default();
        let mut candidates = Vec::new();
        golds += article.gold.len();
        for (index, region) in page.regions.iter().enumerate().filter(|(_, it)| !it.nested) {
            let content = region.content(&article.document);
            let gold = article
                .gold
                .iter()
                .find(|it| it.contents.iter().any(|it| same(&article.document, *it, content)));
            let mut ids = Vec::new();
            let inside = &analysis.insides[index];
            speech::features(&sources, index, inside, analysis.is_repeated(index), &mut |it| {
                ids.push(speech_features.id(it));
            });
            questions.push(question(ids, gold.is_some()));
            let Some(gold) = gold.filter(|it| !it.speakers.is_empty()) else { continue };
            quotes += 1;
            sources.candidates(index, &last, &mut candidates);
            let shared = ranker::Context::new(&sources, index, inside.lower, &candidates);
            let right: Vec<bool> = candidates
                .iter()
                .map(|it| gold.speakers.iter().any(|gold| gold.overlaps(it.span)))
                .collect();
            let rows = (0..candidates.len())
                .map(|at| {
                    let mut ids = Vec::new();
                    ranker::features(&sources, &shared, &candidates, at, &last, &mut |it| {
                        ids.push(ranker_features.id(it));
                    });
                    ids
                })
                .collect();
            let items = if let Some(at) = right.iter().position(|&it| it) {
                reached += 1;
                candidates[at].items.clone()
            } else {
                let first = gold.speakers[0];
                let start = page.items.partition_point(|it| it.span.end() <= first.start());
                let rest = &page.items[start..];
                start..start + rest.partition_point(|it| it.span.start() < first.end())
            };
            if !items.is_empty() {
                let span = page.span(items.clone());
                last.push(LastSpeaker { span, items, block: region.block });
            }
            choices.push(Choice { candidates: rows, right });
        }
    }
    eprintln!(
        "{golds} quotations, {quotes} found; the right speaker among the candidates of {reached}"
    );
    linear::drop_rare(&mut questions, speech_features.hashes.len(), 3);
    linear::drop_rare(&mut choices, ranker_features.hashes.len(), 3);
    let speech = linear::learn(&questions, speech_features.hashes.len(), 2.0, 100);
    let ranker = linear::learn(&choices, ranker_features.hashes.len(), 1.0, 100);
    let correct = questions.iter().filter(|it| {
        let sum: f64 = it.candidates[0].iter().map(|&id| speech[id as usize]).sum();
        (sigmoid(sum as f32) >= 0.45) == it.right[0]
    });
    eprintln!("{} regions, {} told right", questions.len(), correct.count());
    (table(&speech_features, &speech), table(&ranker_features, &ranker))
}

/// Whether two spans are the same but for their edges.
fn same(document: &dyn Document, a: Span, b: Span) -> bool {
    let shared = i64::from(a.end().min(b.end())) - i64::from(a.start().max(b.start()));
    let longer = a.len().max(b.len());
    let slack = document.slice(b).len() as i64
        - document.slice(b).trim_end_matches([',', '.']).len() as i64;
    shared > 0 && (shared + slack) * 10 >= i64::from(longer) * 8
}
