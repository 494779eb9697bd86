//! The text layer: blocks, sentences, tokens and word types.
#![forbid(unsafe_code)]
#![allow(missing_docs, reason = "a benchmark")]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use rashomon_benches::{REPEATED, bytes, documents};
use rashomon_core::Document as _;
use rashomon_text::{TextLayer, TextOptions};

fn text_layer(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("text layer");
    for (name, times) in [("five reports", 1), ("repeated", REPEATED)] {
        let mut layer = TextLayer::new(TextOptions::default());
        let mut first = documents(1);
        for it in &mut first {
            layer.annotate(it);
        }
        let words: usize = first.iter().map(|it| it.text().split_whitespace().count()).sum();
        let tokens: usize = first.iter().map(|it| it.tokens().len()).sum();
        assert!(tokens > words, "{tokens} tokens for {words} words");
        let corpus = documents(times);
        group.throughput(Throughput::Bytes(bytes(&corpus)));
        group.bench_function(name, |bencher| {
            bencher.iter_batched_ref(
                || documents(times),
                |corpus| {
                    for it in corpus {
                        layer.annotate(it);
                    }
                },
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, text_layer);
criterion_main!(benches);
