//! The order of learning: each step sees the steps before it as they are on articles that they have not seen.

use rashomon_quotes::analysis::Analysis;
use rashomon_quotes::attribution::Scratch;
use rashomon_quotes::models::Models;
use rashomon_quotes::ranker::Ranker;
use rashomon_quotes::words::Words;

use crate::choices;
use crate::corpus::{Article, read};
use crate::predict::{before, print};
use crate::roles::{FOLDS, Lessons};

/// Learns from all articles and writes the model files into `folder`.
pub(crate) fn learn(attributions: &str, quotations: &str, folder: &str) {
    let lessons = Lessons::read(attributions);
    let labellers = lessons.labellers();
    let (roles, pairs) = lessons.roles();
    let articles = read(quotations, false, &before());
    let (speech, ranker) = choices::learn(&articles, &analyses(&articles, &labellers), None);
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(format!("{folder}/{name}.bin"), bytes).expect("the folder can be written");
    };
    write("cues", &lessons.cues.bytes());
    write("roles", &roles.bytes());
    write("pairs", &pairs.bytes());
    write("speech", &speech.bytes());
    write("ranker", &ranker.bytes());
}

/// Prints the quotations of each article as models see them that have learned from the other folds.
pub(crate) fn validate(attributions: &str, quotations: &str) {
    let mut models = Lessons::read(attributions).labellers();
    let articles = read(quotations, false, &before());
    let analyses = analyses(&articles, &models);
    for (fold, models) in models.iter_mut().enumerate() {
        let (speech, ranker) = choices::learn(&articles, &analyses, Some(fold));
        models.speech = speech;
        models.ranker = Ranker::new(ranker);
    }
    for (at, (article, analysis)) in articles.iter().zip(&analyses).enumerate() {
        print(article, analysis, &models[at % FOLDS]);
    }
}

/// The articles as the labellers see them that have not seen them before.
fn analyses(articles: &[Article], labellers: &[Models]) -> Vec<Analysis> {
    let mut scratches: Vec<Scratch> = labellers.iter().map(|_| Scratch::default()).collect();
    let mut words = Words::default();
    articles
        .iter()
        .enumerate()
        .map(|(at, it)| {
            let fold = at % FOLDS;
            let scratch = &mut scratches[fold];
            Analysis::new(&it.document, &labellers[fold], false, &mut words, scratch)
        })
        .collect()
}
