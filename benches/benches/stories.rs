//! Grouping 1,000, 10,000 and 100,000 reports into stories: the time for a report must stay about what it is.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::print_stdout, reason = "a benchmark")]

use std::env;
use std::hint::black_box;
use std::time::Instant;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use rashomon_core::OwnedDocument;
use rashomon_stories::{Features, Grouper, Grouping, Options};
use rashomon_text::{TextLayer, TextOptions};

/// How much longer ten times as many reports may take: 10 if time is linear, 100 if it is quadratic. Tables outgrow the
/// caches, and the machine may be busy.
const MOST: f64 = 30.0;
/// Reports of a story, and facts of which each report tells about half.
const REPORTS: usize = 10;
const FACTS: usize = 20;
/// Words of the language.
const WORDS: u64 = 50_000;

struct Random(u64);

impl Random {
    /// A number from 0 to 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// The rank of a word of a language, each as frequent as one divided by its rank.
    fn rank(&mut self) -> u64 {
        (WORDS as f64).powf(self.share()) as u64 - 1
    }

    /// A sentence of the language's words and, if it is of a story, of that story's own.
    fn sentence(&mut self, language: &[&str], story: Option<u64>) -> String {
        let mut sentence = String::from("The");
        for _ in 0..16 {
            let own = story.filter(|_| self.share() < 0.2);
            let own = own.map(|it| WORDS + it * 30 + (self.share() * 30.0) as u64);
            let number = own.unwrap_or_else(|| self.rank());
            sentence.push(' ');
            match language.get(number as usize) {
                Some(word) => sentence.push_str(word),
                None => sentence.push_str(&word(number)),
            }
        }
        sentence + ". "
    }
}

/// The commonest words of English, the commonest first.
fn language() -> Vec<&'static str> {
    let lines = include_str!("../../crates/stories/lexicon/common_words.txt").lines();
    let words = lines.filter(|it| !it.starts_with('#')).filter_map(|it| it.split_once('\t'));
    let mut words: Vec<(i32, &str)> =
        words.map(|(word, share)| (-share.parse::<i32>().expect("a share"), word)).collect();
    words.sort_unstable();
    words.into_iter().map(|it| it.1).collect()
}

/// A made-up word for each number.
fn word(mut number: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "lo", "ben", "ti", "mar", "ves", "dro", "sil", "nu", "or", "pel", "ga", "rim", "tas",
        "hel", "vo",
    ];
    let mut word = String::from("x");
    while number > 0 {
        word.push_str(SYLLABLES[(number % 16) as usize]);
        number /= 16;
    }
    word
}

/// Features of reports, those of a story after each other.
fn corpus(reports: usize) -> Vec<Features> {
    let language = language();
    let mut random = Random(7);
    let mut layer = TextLayer::new(TextOptions::default());
    let mut facts = Vec::new();
    let report = |report: usize| {
        let story = (report / REPORTS) as u64;
        if report.is_multiple_of(REPORTS) {
            facts = (0..FACTS).map(|_| random.sentence(&language, Some(story))).collect();
        }
        let mut text = String::new();
        for fact in &facts {
            if random.share() < 0.4 {
                text.push_str(fact);
            } else {
                let own = random.share() < 0.4;
                text.push_str(&random.sentence(&language, own.then_some(story)));
            }
        }
        let mut document = OwnedDocument::new("report", text).expect("it is short");
        layer.annotate(&mut document);
        Features::of(&document)
    };
    (0..reports).map(report).collect()
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
