//! Loading plugins and starting up: the libraries that Cargo has left beside this benchmark, from the probe of the
//! file to an analyzer that is ready.
#![forbid(unsafe_code)]
#![allow(missing_docs, reason = "a benchmark")]

use criterion::{Criterion, criterion_group, criterion_main};
use rashomon_benches::{ANALYZERS, engine};
use rashomon_core::OwnedDocument;
use rashomon_runner::{Catalog, Engine, Plan, SHIPPED, SearchPath, Settings};
use rashomon_text::TextOptions;

fn load() -> Engine {
    let catalog = Catalog::find(&SearchPath::default());
    let names = SHIPPED.map(str::to_owned);
    let plan =
        Plan::new(&catalog, &names).expect("cargo builds the libraries beside the benchmark");
    Engine::new(&plan, &Settings::default(), TextOptions::default()).expect("the defaults are good")
}

fn start(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start");
    assert_eq!(load().printed().len(), ANALYZERS.len());
    // After the first time the system holds the libraries, as it does for a user's second command.
    group.bench_function("probe and load five libraries", |bencher| bencher.iter(load));
    group.bench_function("make five analyzers that are linked in", |bencher| {
        bencher.iter(|| engine(&SHIPPED));
    });
    let engine = engine(&SHIPPED);
    group.bench_function("a document of one sentence", |bencher| {
        bencher.iter(|| {
            let mut document =
                OwnedDocument::new("a", "“We lost 300 jobs,” Ana Silva told reporters on Monday.")
                    .expect("a short text");
            let outcome = engine.annotate(&mut document, &[]);
            assert!(outcome.failures.is_empty());
            document
        });
    });
    group.finish();
}

criterion_group!(benches, start);
criterion_main!(benches);
