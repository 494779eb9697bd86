//! The whole run: JSONL in, analyzers, JSONL out, with one worker.
#![forbid(unsafe_code)]
#![allow(missing_docs, reason = "a benchmark")]

use std::fs;
use std::io;
use std::path::PathBuf;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rashomon_benches::{REPEATED, bytes, documents, engine};
use rashomon_core::Document as _;
use rashomon_formats::{Corpus, Format, OffsetUnit, Progress, ReadOptions, Style, writer};
use rashomon_runner::{Engine, Failed, Observer, Output, RunOptions, Summary, run};

struct Silent;

impl Observer for Silent {
    fn progress(&mut self, _: Progress) {}

    fn failed(&mut self, id: &str, _: &str, failed: &Failed) {
        panic!("{id}: {}", failed.message());
    }
}

fn corpus() -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("reports.jsonl");
    let line = |it: &rashomon_core::OwnedDocument| {
        format!(
            "{}\n",
            serde_json::json!({"id": it.id(), "published": it.metadata("published"), "text": it.text()})
        )
    };
    let text: String = documents(REPEATED).iter().map(line).collect();
    fs::write(&path, text).expect("the target folder can be written");
    path
}

fn run_once(path: &str, engine: &Engine) -> Summary {
    let corpus =
        Corpus::open(&[path.to_owned()], &ReadOptions::default()).expect("the corpus is there");
    let writer = writer(
        Format::Jsonl,
        OffsetUnit::Chars,
        Style { color: false, width: 100 },
        &engine.schemas(),
    );
    let mut output = Output::to(Box::new(io::sink()));
    let options = RunOptions { jobs: 1, ..RunOptions::default() };
    run(corpus, engine, writer.as_ref(), &mut output, &options, &mut Silent)
        .expect("a sink takes everything")
}

fn whole_run(criterion: &mut Criterion) {
    let path = corpus();
    let path = path.to_str().expect("the target folder has a plain name");
    let size = bytes(&documents(REPEATED));
    let mut group = criterion.benchmark_group("run, JSONL in and out");
    group.throughput(Throughput::Bytes(size)).sample_size(10);
    let chains: [(&str, &[&str]); 5] = [
        ("entities", &["entities"]),
        ("entities and quotes", &["quotes", "entities"]),
        ("numbers and timeline", &["numbers", "timeline"]),
        ("sentiment", &["sentiment"]),
        ("all five", &["entities", "quotes", "numbers", "timeline", "sentiment"]),
    ];
    for (name, analyzers) in chains {
        let engine = engine(analyzers);
        let summary = run_once(path, &engine);
        assert_eq!((summary.documents, summary.failed), (5 * REPEATED as u64, 0));
        group.bench_function(name, |bencher| bencher.iter(|| run_once(path, &engine)));
    }
    group.finish();
}

criterion_group!(benches, whole_run);
criterion_main!(benches);
