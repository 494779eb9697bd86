//! Grouping 1,000, 10,000 and 100,000 reports into stories: the time for a report must stay about what it is.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::print_stdout, reason = "a benchmark")]

use std::env;
use std::hint::black_box;
use std::time::Instant;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use rashomon_benches::made_up::{REPORTS, Reports};
use rashomon_core::OwnedDocument;
use rashomon_stories::{Features, Grouper, Grouping, Options};
use rashomon_text::{TextLayer, TextOptions};

/// How much longer ten times as many reports may take: 10 if time is linear, 100 if it is quadratic. Tables outgrow the
/// caches, and the machine may be busy.
const MOST: f64 = 30.0;
/// Features of reports, those of a story after each other.
fn corpus(reports: usize) -> Vec<Features> {
    let mut layer = TextLayer::new(TextOptions::default());
    let features = |text: String| {
        let mut document = OwnedDocument::new("report", text).expect("it is short");
        layer.annotate(&mut document);
        Features::of(&document)
    };
    Reports::new().take(reports).map(features).collect()
}

fn group(reports: Vec<Features>) -> Grouping {
    let mut grouper = Grouper::new(Options::default());
    for it in reports {
        grouper.add(it);
    }
    grouper.finish()
}

/// Groups a corpus once and gives the time it took. It must find the stories: a wrong answer is not a fast one.
fn time(reports: Vec<Features>) -> f64 {
    let count = reports.len();
    let start = Instant::now();
    let grouping = group(reports);
    let time = start.elapsed().as_secs_f64();
    let mut homes = vec![None; count];
    let mixed = (0..count).filter(|&it| {
        let home = &mut homes[grouping.stories[it] as usize];
        *home.get_or_insert(it / REPORTS) != it / REPORTS
    });
    let mixed = mixed.count();
    let found = grouping.stories.iter().max().map_or(0, |it| *it as usize + 1);
    assert!(mixed < count / 100, "{mixed} of {count} reports are with those of another story");
    assert!(found < count / REPORTS * 3 / 2, "{found} stories of {count} reports");
    time
}

fn stories(criterion: &mut Criterion) {
    let mut benchmarks = criterion.benchmark_group("stories");
    benchmarks.sample_size(10);
    for (name, size) in [("1,000 reports", 1_000), ("10,000 reports", 10_000)] {
        let reports = corpus(size);
        benchmarks.throughput(Throughput::Elements(size as u64));
        benchmarks.bench_function(name, |bencher| {
            bencher.iter_batched(
                || reports.clone(),
                |it| black_box(group(it)),
                BatchSize::PerIteration,
            );
        });
    }
    benchmarks.finish();
    // The largest takes most of a minute, most of it to make the reports.
    let sizes: &[usize] = if env::args().any(|it| it == "--test") {
        &[1_000, 10_000]
    } else {
        &[1_000, 10_000, 100_000]
    };
    let times: Vec<f64> = sizes.iter().map(|it| time(corpus(*it))).collect();
    for (times, sizes) in times.windows(2).zip(sizes.windows(2)) {
        println!(
            "stories/{} reports: {:.2} s; {} reports: {:.2} s",
            sizes[0], times[0], sizes[1], times[1]
        );
        assert!(
            times[1] <= times[0] * MOST,
            "{:.3} s for {} reports, {:.3} s for {}",
            times[0],
            sizes[0],
            times[1],
            sizes[1]
        );
    }
}

criterion_group!(benches, stories);
criterion_main!(benches);
