//! What worker processes cost: CPU time of parent and worker together over reports of 4 kB, against the same run
//! without isolation, with a cheap analyzer (acronyms).
//!
//! Prints microseconds a document, the median of several pairs. Linux only: elsewhere nothing tells the CPU time of
//! processes that have ended without a call of C.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::print_stdout, reason = "a benchmark")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use rashomon_benches::documents;
use rashomon_core::Document as _;
use rashomon_formats::{Corpus, Format, OffsetUnit, Progress, ReadOptions, Style, writer};
use rashomon_runner::{
    Catalog, Engine, Failed, IsolatedWorkers, Isolation, Observer, Output, Plan, RunOptions,
    SearchPath, Settings, run, serve,
};
use rashomon_text::TextOptions;

const WORKER: &str = "worker";
const TEXT: usize = 4096;
const STYLE: Style = Style { color: false, width: 100 };
/// Ticks of the kernel's clock in a second, as Linux has them on all common machines.
const TICKS: f64 = 100.0;

struct Silent;

impl Observer for Silent {
    fn progress(&mut self, _: Progress) {}

    fn failed(&mut self, id: &str, _: &str, failed: &Failed) {
        panic!("{id}: {}", failed.message());
    }
}

fn main() {
    if env::args().nth(1).as_deref() == Some(WORKER) {
        serve(&Catalog::default()).expect("the benchmark is a good parent");
        return;
    }
    let is_test = env::args().any(|it| it == "--test");
    let (count, pairs) = if is_test { (200, 1) } else { (40_000, 7) };
    let corpus = corpus(count);
    let engine = engine();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (plain, isolated) = (folder.join("plain.jsonl"), folder.join("isolated.jsonl"));
    once(&corpus, &engine, None, &plain);
    once(&corpus, &engine, Some(workers(&engine)), &isolated);
    let read = |it: &Path| fs::read(it).expect("the results were written");
    assert!(read(&plain) == read(&isolated), "results differ");
    assert_eq!(read(&plain).split(|it| *it == b'\n').count(), count + 1);
    let null = Path::new("/dev/null");
    let mut costs: Vec<[f64; 2]> = (0..pairs)
        .map(|_| {
            [false, true].map(|isolates| {
                let start = cpu_seconds();
                once(&corpus, &engine, isolates.then(|| workers(&engine)), null);
                (cpu_seconds() - start) * 1e6 / count as f64
            })
        })
        .collect();
    if is_test {
        return;
    }
    costs.sort_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])));
    let [without, with] = costs[costs.len() / 2];
    println!(
        "isolate: {without:.1} us of CPU a document of 4 kB without isolation, {with:.1} with it: {:.1} more \
         (pairs of {count} documents: {})",
        with - without,
        costs.iter().map(|it| format!("{:.1}", it[1] - it[0])).collect::<Vec<_>>().join(", ")
    );
}

/// So many reports of 4 kB.
fn corpus(count: usize) -> PathBuf {
    let line = |it: &rashomon_core::OwnedDocument| {
        let text = it.text().repeat(2);
        let text = text.get(..text.floor_char_boundary(TEXT)).unwrap_or_default();
        let published = it.metadata("published");
        format!("{}\n", serde_json::json!({"id": it.id(), "published": published, "text": text}))
    };
    let text: String = documents(count / 5).iter().map(line).collect();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("isolate.jsonl");
    fs::write(&path, text).expect("the target folder can be written");
    path
}

/// The example's analyzer, from the library that Cargo has left beside this benchmark.
fn engine() -> Engine {
    let catalog = Catalog::find(&SearchPath::default());
    let plan = Plan::new(&catalog, &["acronyms".to_owned()]);
    let plan = plan.expect("cargo builds the library beside the benchmark");
    Engine::new(&plan, &Settings::default(), TextOptions::default()).expect("the defaults are good")
}

fn workers(engine: &Engine) -> IsolatedWorkers {
    let isolation = Isolation::new(vec![WORKER.into()], &SearchPath::default());
    let isolation = isolation.expect("the system names this program");
    IsolatedWorkers::start(isolation, engine, Format::Jsonl, STYLE, false)
        .expect("this program is a worker too")
}

fn once(corpus: &Path, engine: &Engine, isolated: Option<IsolatedWorkers>, results: &Path) {
    let path = corpus.to_str().expect("the target folder has a plain name").to_owned();
    let corpus = Corpus::open(&[path], &ReadOptions::default()).expect("the corpus is there");
    let writer = writer(Format::Jsonl, OffsetUnit::Chars, STYLE, &engine.schemas());
    let file = fs::File::create(results).expect("the target folder can be written");
    let mut output = Output::to(Box::new(file));
    let options = RunOptions { jobs: 1, isolated, ..RunOptions::default() };
    let summary = run(corpus, engine, writer.as_ref(), &mut output, &options, &mut Silent)
        .expect("the file takes everything");
    assert_eq!(summary.failed, 0);
    output.finish().expect("the file takes everything");
}

/// CPU time of this process and of all its children that have ended, user and system.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("this is Linux");
    let (_, fields) = stat.rsplit_once(')').expect("the name of the program is in brackets");
    // After the name come state, parent ...; times are the 14th to 17th of all fields.
    let ticks = fields.split_whitespace().skip(11).take(4);
    let ticks: u64 = ticks.map(|it| it.parse::<u64>().expect("times are numbers")).sum();
    ticks as f64 / TICKS
}
