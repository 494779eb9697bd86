//! One group an analyzer: `alone` on documents that already have all that it needs, `chain` with the text layer and
//! whatever it needs.
#![forbid(unsafe_code)]
#![allow(missing_docs, reason = "a benchmark")]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use rashomon_benches::{ANALYZERS, REPEATED, bytes, documents, engine, golden_count};
use rashomon_core::OwnedDocument;
use rashomon_core::ffi::PluginHandle;
use rashomon_text::{TextLayer, TextOptions};

fn annotated(names: &[&str], times: usize) -> Vec<OwnedDocument> {
    let engine = engine(names);
    let mut corpus = documents(times);
    for document in &mut corpus {
        let outcome = engine.annotate(document, &[]);
        assert!(outcome.failures.is_empty(), "{:?}", outcome.failures);
    }
    corpus
}

fn text_only() -> Vec<OwnedDocument> {
    let mut layer = TextLayer::new(TextOptions::default());
    let mut corpus = documents(1);
    for document in &mut corpus {
        layer.annotate(document);
    }
    corpus
}

fn analyzers(criterion: &mut Criterion) {
    for (name, plugin) in ANALYZERS {
        let mut group = criterion.benchmark_group(name);
        let handle =
            PluginHandle::of(plugin()).expect("the shipped analyzers describe themselves rightly");
        let instance = handle.create(&[]).expect("the defaults are good");
        let found = |corpus: &[OwnedDocument]| {
            corpus
                .iter()
                .map(|it| instance.analyze(it).map_or(0, |it| it.view().len()))
                .sum::<usize>()
        };
        let judged = |it: &OwnedDocument| {
            let layer = instance.analyze(it).expect("the reports can be analyzed");
            layer.view().iter().filter(|it| it.label() != "evidence").count()
        };
        // The golden files are made with no more than what the analyzer cannot do without.
        let plain = if name == "quotes" { annotated(&["entities"], 1) } else { text_only() };
        let count: usize = plain.iter().map(judged).sum();
        assert_eq!(count, golden_count(name), "{name} finds what its golden files say");

        let ready = annotated(&[name], REPEATED);
        group.throughput(Throughput::Bytes(bytes(&ready)));

        group.bench_function("alone", |bencher| bencher.iter(|| found(&ready)));

        let engine = engine(&[name]);
        group.bench_function("chain", |bencher| {
            bencher.iter_batched_ref(
                || documents(REPEATED),
                |corpus| {
                    for it in corpus {
                        drop(engine.annotate(it, &[]));
                    }
                },
                BatchSize::LargeInput,
            );
        });
        group.finish();
    }
}

criterion_group!(benches, analyzers);
criterion_main!(benches);
