//! One document of growing length, and texts of odd kinds: the time for a byte must stay what it is.
#![forbid(unsafe_code)]
#![allow(missing_docs, reason = "a benchmark")]

use std::fs;
use std::time::{Duration, Instant};

use criterion::measurement::WallTime;
use criterion::{
    BatchSize, BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main,
};
use rashomon_benches::{engine, seeds};
use rashomon_core::{Document as _, OwnedDocument};
use rashomon_runner::Engine;

/// How much longer a text may take than fifty or a hundred shorter ones that are as long together. Linear work stays
/// below 2, for tables outgrow the caches; quadratic work comes to 50. What lies between leaves room for a busy machine.
const MOST: f64 = 10.0;

/// Reports of the samples with people and places between them that no list knows, and of whom no two are the same.
fn article(size: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "lo", "ben", "ti", "mar", "ves", "dro", "sil", "nu", "or", "pel", "ga", "rim", "tas",
        "hel", "vo",
    ];
    let mut state = 1_u64;
    let mut name = || {
        let mut name = String::new();
        for _ in 0..3 {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            name.push_str(SYLLABLES[(state >> 60) as usize]);
        }
        name.get_mut(..1).expect("syllables are ASCII").make_ascii_uppercase();
        name
    };
    let reports = seeds();
    let lines: Vec<&str> = reports.iter().flat_map(|(.., text)| text.lines()).collect();
    let mut text = String::with_capacity(size + 10_000);
    for line in lines.iter().cycle() {
        if text.len() >= size {
            break;
        }
        text.push_str(line);
        text.push('\n');
        if line.len() > 100 {
            let sentence = format!(
                "{} {} met Mr {} of the {} Institute in {}, the news agency said.\n\n",
                name(),
                name(),
                name(),
                name(),
                name()
            );
            text.push_str(&sentence);
        }
    }
    text
}

fn repeated(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len() + 1)
}

type Kind = (&'static str, fn(usize) -> String);

/// What no newsroom writes, but scrapers bring.
const KINDS: [Kind; 12] = [
    ("lower case", |size| article(size).to_lowercase()),
    ("upper case", |size| article(size).to_uppercase()),
    ("no line ends", |size| article(size).replace('\n', " ")),
    ("no punctuation", |size| {
        article(size).replace(|it: char| it.is_ascii_punctuation() || it == '\n', " ")
    }),
    ("capitals only", |size| {
        let text = article(size);
        let names = text.split_whitespace().filter(|it| it.starts_with(char::is_uppercase));
        names.collect::<Vec<_>>().join(" ")
    }),
    ("one sentence in capitals", |size| {
        let marks = |it: char| it.is_ascii_punctuation() || it == '\n';
        article(size).to_uppercase().replace(marks, " ")
    }),
    ("possessives", |size| repeated("Anna's ", size)),
    ("a word a line", |size| article(size).replace(' ', "\n")),
    ("quotation marks", |size| repeated("“Yes,” ‘no’ \"so\" ", size)),
    ("emoji", |size| repeated("👩\u{200d}🚒🇳🇴👍🏽 ", size)),
    ("another language", |size| {
        repeated("El río Verde no llega al mar, dijo la señora Ruiz en la aldea. ", size)
    }),
    ("no spaces", |size| repeated("Oslo-Bergen.Oslo/", size)),
];

/// What makes quotations, speakers and voices look far back.
const SPEECH: [Kind; 5] = [
    ("article", article),
    ("pronouns in one paragraph", |size| repeated("“It was bad,” he said. ", size)),
    ("quotations in one sentence", |size| repeated("who said “no” ", size)),
    ("offices", |size| repeated("Mayor Anna Berg left. The mayor said that it was bad. ", size)),
    ("turns", |size| repeated("BERG: We stay, he said.\n\nHOLM: Why does she go?\n\n", size)),
];

fn document(text: &str) -> OwnedDocument {
    OwnedDocument::new("long", text).expect("it is below two gigabytes")
}

fn annotate(engine: &Engine, text: &str) -> OwnedDocument {
    let mut document = document(text);
    let outcome = engine.annotate(&mut document, &[]);
    assert!(outcome.failures.is_empty(), "{:?}", outcome.failures);
    document
}

/// Time that this thread has run; where the system does not tell, the time on the wall.
fn clock(start: Instant) -> Duration {
    let nanoseconds = fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|it| it.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// The time of the better of two goes over a text, as often as it takes to read `size` bytes: the clock is coarse.
fn time(engine: &Engine, text: &str, size: usize) -> f64 {
    let start = Instant::now();
    let go = |_| {
        let before = clock(start);
        for _ in 0..size / text.len() {
            drop(annotate(engine, text));
        }
        clock(start).saturating_sub(before).as_secs_f64()
    };
    (0..2).map(go).fold(f64::INFINITY, f64::min)
}

/// One long text must take about as long as many short ones of the same kind together.
fn assert_linear(engine: &Engine, kind: &str, short: &str, long: &str) {
    let many = time(engine, short, long.len());
    let one = time(engine, long, long.len());
    assert!(
        one <= many * MOST,
        "{kind}: {one:.3} s for {} bytes, {many:.3} s for as many in texts of {}",
        long.len(),
        short.len()
    );
}

fn measure(group: &mut BenchmarkGroup<'_, WallTime>, engine: &Engine, name: &str, text: &str) {
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function(name, |bencher| {
        bencher.iter_batched_ref(
            || document(text),
            |it| drop(engine.annotate(it, &[])),
            BatchSize::PerIteration,
        );
    });
}

fn one_document(criterion: &mut Criterion) {
    let engine = engine(&["entities"]);
    let mut group = criterion.benchmark_group("entities, one document");
    group.sample_size(10);
    let mut found = Vec::new();
    for (name, size) in
        [("10 kB", 10_000), ("100 kB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)]
    {
        let text = article(size);
        let layers = annotate(&engine, &text);
        let names = layers.layer("entities").map_or(0, rashomon_core::Layer::len);
        found.push(names as f64 / text.len() as f64);
        measure(&mut group, &engine, name, &text);
    }
    group.finish();
    let (least, most) =
        found.iter().fold((f64::MAX, 0.0_f64), |(a, b), it| (a.min(*it), b.max(*it)));
    assert!(least > 0.005 && most < 2.0 * least, "names for each byte: {found:?}");
    assert_linear(&engine, "article", &article(30_000), &article(3_000_000));
}

fn odd_kinds(criterion: &mut Criterion) {
    let engine = engine(&["entities"]);
    let mut group = criterion.benchmark_group("entities, odd texts of 1 MB");
    group.sample_size(10);
    for (name, make) in KINDS {
        let text = make(1_000_000);
        assert_linear(&engine, name, &make(20_000), &text);
        measure(&mut group, &engine, name, &text);
    }
    group.finish();
}

fn speech(criterion: &mut Criterion) {
    let engine = engine(&["entities", "quotes", "numbers", "timeline", "sentiment"]);
    let mut group = criterion.benchmark_group("all five, speech of 400 kB");
    group.sample_size(10);
    for (name, make) in SPEECH {
        let text = make(400_000);
        assert_linear(&engine, name, &make(8_000), &text);
        measure(&mut group, &engine, name, &text);
    }
    group.finish();
}

criterion_group!(benches, one_document, odd_kinds, speech);
criterion_main!(benches);
