//! Documents that fail: named in a file of their own, and too many of them end a run in order.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;
#[path = "common/reports.rs"]
mod reports;

use std::fs;
use std::path::Path;
use std::process::Output;

use common::{run, stdout};
use reports::write_reports;
use serde_json::Value;

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'), "{text}");
    text.lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

/// The ids of documents that failed.
fn failed(path: &Path) -> Vec<String> {
    let failed = lines(path).into_iter().filter(|it| it["status"] == "failed");
    failed.map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn one_failure_too_many_ends_the_run_there_whatever_the_jobs() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = write_reports(folder.path(), 300);
    let mut kept = Vec::new();
    for jobs in ["1", "4"] {
        let results = folder.path().join(format!("out-{jobs}.jsonl"));
        let command = ["run", &corpus, "-a", "acronyms", "-o", results.to_str().unwrap()];
        let output = run(&[&command[..], &["--jobs", jobs, "--max-errors", "3", "-q"]].concat());
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        let unfinished = folder.path().join(format!("out-{jobs}.jsonl.partial"));
        let message = stderr(&output);
        assert!(
            message.contains(&format!(
                "stopped: 4 of 68 documents failed, more than --max-errors 3 allows; what is done is in {}, go on with --resume",
                unfinished.display()
            )),
            "{message}"
        );
        assert!(!results.exists());
        assert_eq!(failed(&unfinished).len(), 4);
        kept.push(fs::read(&unfinished).unwrap());

        assert_eq!(run(&[&command[..], &["--resume"]].concat()).status.code(), Some(1));
        let whole = run(&["run", &corpus, "-a", "acronyms", "-f", "jsonl"]);
        assert!(fs::read(&results).unwrap() == whole.stdout);
    }
    assert!(kept[0] == kept[1], "where it stops hangs on the jobs");
}

#[test]
fn a_share_of_failures_is_judged_from_the_hundredth_document_on() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = write_reports(folder.path(), 300);
    let results = folder.path().join("out.jsonl");
    let with = |share: &str| {
        let output = run(&[
            "run",
            &corpus,
            "-a",
            "acronyms",
            "-o",
            results.to_str().unwrap(),
            "--max-errors",
            share,
        ]);
        (output.status.code(), stderr(&output))
    };
    let (status, message) = with("2%");
    assert_eq!(status, Some(1), "{message}");
    assert!(
        message.contains("stopped: 5 of 100 documents failed, more than --max-errors 2% allows"),
        "{message}"
    );
    fs::remove_file(folder.path().join("out.jsonl.partial")).unwrap();
    let (status, message) = with("10%");
    assert_eq!(status, Some(1), "{message}");
    assert!(results.exists() && !message.contains("--max-errors"), "{message}");
}

#[test]
fn too_large_a_share_at_the_end_is_told_and_the_results_are_complete() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = write_reports(folder.path(), 20);
    let results = folder.path().join("out.jsonl");
    let output = run(&[
        "run",
        &corpus,
        "-a",
        "acronyms",
        "-o",
        results.to_str().unwrap(),
        "--max-errors",
        "2%",
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("1 of 20 documents failed, more than --max-errors 2% allows"));
    assert_eq!(lines(&results).len(), 20);
}

#[test]
fn a_limit_that_is_none_is_an_error() {
    let output = run(&["run", "seeds", "--max-errors", "few"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("such as 10, or a share"), "{}", stderr(&output));
}

#[test]
fn each_failure_is_a_line_in_the_file_of_errors() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus.jsonl");
    fs::write(
        &corpus,
        "{\"id\":\"fell\",\"text\":\"PANIC with 3 people.\"}\nno json\n{\"id\":\"well\",\"text\":\"All well.\"}\n",
    )
    .unwrap();
    let errors = folder.path().join("errors.jsonl");
    let (corpus, file) = (corpus.to_str().unwrap(), errors.to_str().unwrap());
    let output = run(&["run", corpus, "-a", "unruly,numbers", "-f", "jsonl", "--errors", file]);
    assert_eq!(output.status.code(), Some(1));
    let errors = lines(&errors);
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert_eq!(
        (&errors[0]["id"], &errors[0]["path"], &errors[0]["analyzer"], errors[0].get("line")),
        (&"fell".into(), &corpus.into(), &"unruly".into(), None)
    );
    assert!(errors[0]["reason"].as_str().unwrap().contains("panic"), "{errors:?}");
    assert_eq!(
        (&errors[1]["id"], &errors[1]["analyzer"], &errors[1]["line"]),
        (&"corpus-2".into(), &Value::Null, &2.into())
    );
}

#[test]
fn a_run_without_failures_leaves_an_empty_file_of_errors() {
    let folder = tempfile::tempdir().unwrap();
    let errors = folder.path().join("errors.jsonl");
    stdout(&["run", "seeds", "-a", "acronyms", "--errors", errors.to_str().unwrap()]);
    assert_eq!(fs::read(&errors).unwrap(), b"");
}

#[test]
fn a_corpus_is_not_overwritten_by_errors() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = write_reports(folder.path(), 3);
    let other = folder.path().join("other.jsonl");
    fs::copy(&corpus, &other).unwrap();
    let results = folder.path().join("out.jsonl");
    let [results, errors] = [&results, &other].map(|it| it.to_str().unwrap());
    let output = run(&["run", &corpus, "-a", "acronyms", "-o", results, "--errors", errors]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("name another file with --errors"), "{}", stderr(&output));
    assert!(fs::read(&corpus).unwrap() == fs::read(&other).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no unfinished results");
}

#[test]
fn a_document_that_is_too_large_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("large.txt"), "Rain fell. ".repeat(100)).unwrap();
    fs::write(folder.path().join("small.txt"), "Rain fell.").unwrap();
    let place = folder.path().to_str().unwrap();
    let output =
        run(&["run", place, "-f", "jsonl", "-a", "acronyms", "--max-document-size", "1000"]);
    assert_eq!(output.status.code(), Some(1));
    let message = stderr(&output);
    assert!(
        message.contains(
            "large.txt): the text is longer than 1000 bytes; split it, or raise --max-document-size"
        ),
        "{message}"
    );
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_the_file_of_errors_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = write_reports(folder.path(), 40);
    let output = run(&["run", &corpus, "-a", "acronyms", "-f", "jsonl", "--errors", "/dev/full"]);
    assert_eq!(output.status.code(), Some(2));
    let message = stderr(&output);
    assert!(message.contains("cannot write failures to /dev/full: No space left"), "{message}");
}
