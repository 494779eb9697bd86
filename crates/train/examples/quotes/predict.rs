//! Predictions in the form of the gold files.

use std::fs;
use std::sync::LazyLock;

use rashomon_core::Plugin;
use rashomon_entities::{Entities, EntitiesOptions};
use rashomon_quotes::analysis::{Analysis, SPEECH_LEAST};
use rashomon_quotes::attribution::Scratch;
use rashomon_quotes::models::Models;
use rashomon_quotes::table::{LabelTable, LinearTable};
use rashomon_quotes::words::Words;
use serde_json::json;

use crate::corpus::{Annotate, Article, read};

/// The analyzers that run before.
pub(crate) fn before() -> Vec<&'static dyn Annotate> {
    static ENTITIES: LazyLock<Entities> = LazyLock::new(|| {
        Entities::create(EntitiesOptions::default()).expect("the defaults are valid")
    });
    vec![&*ENTITIES]
}

/// Prints the quotations of each article of `gold` as the models in `folder` see them.
pub(crate) fn predict(gold: &str, folder: &str) {
    let file = |name: &str| {
        let bytes = fs::read(format!("{folder}/{name}.bin")).expect("the model can be read");
        &*bytes.leak()
    };
    let linear = |name| LinearTable::from_static(file(name));
    let models = Models::new(
        linear("cues"),
        LabelTable::from_static(file("roles")),
        LabelTable::from_static(file("pairs")),
        linear("ranker"),
        linear("speech"),
    );
    let mut words = Words::default();
    let mut scratch = Scratch::default();
    for article in read(gold, false, &before()) {
        let analysis = Analysis::new(&article.document, &models, false, &mut words, &mut scratch);
        print(&article, &analysis, &models);
    }
}

/// Prints the quotations of an article.
pub(crate) fn print(article: &Article, analysis: &Analysis, models: &Models) {
    let mut quotes = Vec::new();
    let at = |it| article.code_point(it);
    let decisions = analysis.decide(&article.document, models);
    for (index, (region, decision)) in analysis.page.regions.iter().zip(&decisions).enumerate() {
        if decision.speech < SPEECH_LEAST || decision.paraphrase || region.nested {
            continue;
        }
        let content = region.content(&article.document);
        let speaker = decision
            .speaker
            .as_ref()
            .map(|it| json!({"start": at(it.span.start()), "end": at(it.span.end())}));
        let kind = if analysis.insides[index].clause { "direct" } else { "mixed" };
        let (start, end) = (at(content.start()), at(content.end()));
        quotes.push(json!({"start": start, "end": end, "kind": kind, "speaker": speaker}));
    }
    for it in analysis.indirect(&decisions) {
        let span = analysis.page.span(it.content.clone());
        let speaker = it.speaker.clone().map(|it| {
            let span = analysis.page.span(it);
            json!({"start": at(span.start()), "end": at(span.end())})
        });
        let (start, end) = (at(span.start()), at(span.end()));
        quotes.push(json!({"start": start, "end": end, "kind": "indirect", "speaker": speaker}));
    }
    println!("{}", json!({"id": article.id, "quotes": quotes}));
}

/// Prints all regions of the articles, for reading.
pub(crate) fn regions(gold: &str) {
    let mut words = Words::default();
    for article in read(gold, false, &before()) {
        let page = rashomon_quotes::page::Page::new(&article.document, false, &mut words);
        for it in page.regions.iter().filter(|it| !it.nested) {
            use rashomon_core::Document;
            let content = it.content(&article.document);
            let gold = article
                .gold
                .iter()
                .any(|gold| gold.contents.iter().any(|gold| gold.overlaps(content)));
            println!(
                "{} {} {} {} {:?}",
                article.id,
                u8::from(gold),
                u8::from(it.single),
                u8::from(it.closed),
                article.document.slice(content)
            );
        }
    }
}
