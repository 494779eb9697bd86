//! Laying 1,000, 10,000 and 100,000 reports side by side, from the file to the tables: the time for a report must stay
//! about what it is. The largest corpus takes minutes and is left out unless `RASHOMON_LARGE` is set.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::print_stdout, reason = "a benchmark")]

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rashomon_benches::engine;
use rashomon_benches::made_up::{REPORTS, Reports, word};
use rashomon_formats::{Corpus, JsonTables, Progress, ReadOptions};
use rashomon_runner::{CompareOptions, Failed, Gathering, Observer, SHIPPED, gather};

/// How much longer ten times as many reports may take: 10 if time is linear, 100 if it is quadratic. Tables outgrow the
/// caches, and the machine may be busy.
const MOST: f64 = 30.0;
/// A name for each number, unlike those of its neighbours.
fn name(number: usize) -> String {
    let mut name = word((number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40);
    name.get_mut(..1).expect("made-up words are ASCII").make_ascii_uppercase();
    name
}

/// A report of an event; each tells what all tell in words of its own, and something that it tells alone.
fn report(event: usize, report: usize, facts: &str) -> String {
    let (town, mayor, street) = (name(3 * event), name(3 * event + 1), name(3 * event + 2));
    let (hurt, trains) = (20 + event % 70, 2 + event % 9);
    let own = name(1_000_000 + event * REPORTS + report);
    let (lead, promise) = match report {
        0 => (
            format!(
                "At least {hurt} people were injured on Monday when a tram derailed in {town}."
            ),
            format!(
                "\"We will repair the {street} bridge this year,\" said Anna {mayor}, the mayor of {town}."
            ),
        ),
        1 => (
            format!(
                "More than {hurt} people were hurt in {town} on Monday as a tram left the rails."
            ),
            format!(
                "The mayor of {town}, Anna {mayor}, promised to repair the {street} bridge this year."
            ),
        ),
        _ => (
            format!(
                "A tram derailed in {town} on Monday. {} people were injured, doctors said.",
                hurt + report
            ),
            format!(
                "Anna {mayor}, the mayor, said the city would \"repair the {street} bridge this year\"."
            ),
        ),
    };
    format!(
        "Tram derails in {town}\n\n{lead}\n\n{promise}\n\nThe line has {trains} trams a day. Inspectors will meet {mayor} on Thursday.\n\n\
         \"I heard a loud noise,\" said Peter {own}, who lives near {street} Street and sells bread there.\n\n{facts}\n"
    )
}

fn corpus(folder: &Path, reports: usize) -> (PathBuf, u64) {
    let mut lines = String::new();
    for (number, facts) in Reports::new().take(reports).enumerate() {
        let text = report(number / REPORTS, number % REPORTS, &facts);
        let text = text.replace('\n', "\\n").replace('"', "\\\"");
        writeln!(lines, "{{\"id\":\"{number}\",\"published\":\"2031-03-04\",\"text\":\"{text}\"}}")
            .expect("memory can be written");
    }
    let path = folder.join(format!("{reports}.jsonl"));
    let bytes = lines.len() as u64;
    fs::write(&path, lines).expect("the folder can be written");
    (path, bytes)
}

struct Silent;

impl Observer for Silent {
    fn progress(&mut self, _: Progress) {}

    fn failed(&mut self, id: &str, _: &str, failed: &Failed) {
        panic!("{id}: {}", failed.message());
    }
}

/// Compares the reports and returns the number of stories of several reports, with the time that it took.
fn compare(path: &Path) -> (usize, Duration) {
    let start = Instant::now();
    let paths = [path.display().to_string()];
    let corpus = Corpus::open(&paths, &ReadOptions::default()).expect("it was just written");
    let options = CompareOptions { jobs: 1, ..CompareOptions::default() };
    let gathering = gather(corpus, &engine(&SHIPPED), &options, &mut Silent);
    let Gathering { gathered, .. } = gathering.expect("the temporary folder can be written");
    let failures = gathered.write(&mut JsonTables::new(io::sink())).expect("a sink takes all");
    assert_eq!(failures, Vec::<String>::new());
    let shared = (0..gathered.stories()).filter(|&it| gathered.documents_of(it) > 1).count();
    (shared, start.elapsed())
}

fn growth(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("the temporary folder can be written");
    let is_large = std::env::var_os("RASHOMON_LARGE").is_some();
    let is_test = std::env::args().any(|it| it == "--test");
    let sizes: &[usize] = match (is_test, is_large) {
        (true, _) => &[100, 1_000],
        (false, false) => &[1_000, 10_000],
        (false, true) => &[1_000, 10_000, 100_000],
    };
    let mut group = criterion.benchmark_group("compare");
    group.sample_size(10);
    let mut before: Option<Duration> = None;
    for &reports in sizes {
        let (path, bytes) = corpus(folder.path(), reports);
        let (shared, took) = compare(&path);
        assert!(shared * 10 >= reports / REPORTS * 9, "{shared} stories of {reports} reports");
        println!("compare {reports} reports: {:.1} a second", reports as f64 / took.as_secs_f64());
        if let Some(before) = before.replace(took) {
            let ratio = took.as_secs_f64() / before.as_secs_f64();
            assert!(
                ratio < MOST,
                "{reports} reports took {ratio:.0} times as long as a tenth of them"
            );
        }
        if reports <= 1_000 {
            group.throughput(Throughput::Bytes(bytes));
            group.bench_function(format!("{reports} reports"), |it| it.iter(|| compare(&path)));
        }
    }
}

criterion_group!(benches, growth);
criterion_main!(benches);
