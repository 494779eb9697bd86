//! One group an analyzer: `alone` on documents that already have all that it needs, `chain` with the text layer and
//! whatever it needs.
#![forbid(unsafe_code)]
#![allow(missing_docs, reason = "a benchmark")]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use rashomon_benches::{ANALYZERS, REPEATED, bytes, documents, engine, golden_count};
use rashomon_core::ffi::PluginHandle;
use rashomon_core::{Document as _, OwnedDocument};

fn annotated(names: &[&str], times: usize) -> Vec<OwnedDocument> {
    let engine = engine(names);
    let mut corpus = documents(times);
    for document in &mut corpus {
        let outcome = engine.annotate(document, &[]);
        assert!(outcome.failures.is_empty(), "{:?}", outcome.failures);
    }
    corpus
}

fn analyzers(criterion: &mut Criterion) {
    for (name, plugin) in ANALYZERS {
        let mut group = criterion.benchmark_group(name);
        let ready = annotated(&[name], REPEATED);
        let count: usize =
            ready.iter().map(|it| it.layer(name).map_or(0, rashomon_core::Layer::len)).sum();
        assert_eq!(count, REPEATED * golden_count(name), "{name} finds what its golden files say");
        group.throughput(Throughput::Bytes(bytes(&ready)));

        let handle =
            PluginHandle::of(plugin()).expect("the shipped analyzers describe themselves rightly");
        let instance = handle.create(&[]).expect("the defaults are good");
        group.bench_function("alone", |bencher| {
            bencher.iter(|| {
                ready
                    .iter()
                    .map(|it| instance.analyze(it).map_or(0, |it| it.view().len()))
                    .sum::<usize>()
            });
        });

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
