//! A run takes as much memory over a large corpus as over a small one. `scripts/memory.sh` measures the whole up to 1 GB.
#![forbid(unsafe_code)]
#![cfg(target_os = "linux")]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{Child, Stdio};
use std::thread;

const MB: usize = 1_000_000;

/// A report as JSON, with names, words and figures that no other has.
fn report(number: usize) -> String {
    let mut text = String::from("Fire in the harbour\\n\\n");
    for sentence in 0..40 {
        // Letters instead of digits: numbers of one pattern are one word.
        let name: String =
            format!("{number}{sentence}").bytes().map(|it| char::from(it - b'0' + b'a')).collect();
        write!(text, "Anna K{name} said {number}.{sentence} million had come to L{name}. ")
            .unwrap();
    }
    format!("{{\"id\":\"report-{number}\",\"text\":\"{text}\"}}\n")
}

/// The most memory that the process has had so far, in bytes.
fn peak(run: &Child) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", run.id())).unwrap();
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:")).unwrap();
    line.split_whitespace().next().unwrap().parse::<usize>().unwrap() * 1024
}

#[test]
fn memory_does_not_grow_with_the_corpus() {
    let mut run = common::rashomon()
        .args(["run", "-", "-a", "numbers", "--jobs", "2", "--format", "jsonl", "-q"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut results = run.stdout.take().unwrap();
    let reader = thread::spawn(move || std::io::copy(&mut results, &mut std::io::sink()).unwrap());
    let mut corpus = run.stdin.take().unwrap();
    let (mut written, mut number) = (0, 0);
    let mut write_until = |most: usize| {
        while written < most {
            number += 1;
            let report = report(number);
            corpus.write_all(report.as_bytes()).unwrap();
            written += report.len();
        }
    };
    // The program reads ahead by a few megabytes, no more; what was written beyond them has been analyzed.
    write_until(12 * MB);
    let small = peak(&run);
    write_until(36 * MB);
    let large = peak(&run);
    drop(corpus);
    assert!(run.wait().unwrap().success());
    assert!(reader.join().unwrap() as usize > 36 * MB, "results were written");
    // Kept texts alone would be twice this.
    let grown = large.saturating_sub(small);
    assert!(grown < 12 * MB, "{grown} bytes more for 24 MB more, {small} bytes before");
}
