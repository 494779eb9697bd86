//! What a run writes is not what it reads, and two runs do not write one file.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fs::{self, File};
use std::path::Path;
use std::process::Output;

use common::{rashomon, run};

const TWO: &str =
    "{\"id\":\"a\",\"text\":\"Rain fell.\"}\n{\"id\":\"b\",\"text\":\"It stopped.\"}\n";

fn reports() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("reports.jsonl"), TWO).unwrap();
    folder
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    rashomon().current_dir(folder).args(arguments).output().unwrap()
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn an_input_is_not_overwritten() {
    let folder = reports();
    for flag in ["-o", "--errors"] {
        let output = run_in(
            folder.path(),
            &["run", "reports.jsonl", "-a", "acronyms", flag, "./reports.jsonl"],
        );
        assert_eq!(output.status.code(), Some(2), "{flag}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.contains("reports.jsonl is an input, and would be overwritten; name another file"),
            "{said}"
        );
        assert_eq!(text(&folder.path().join("reports.jsonl")), TWO);
    }
}

#[test]
fn results_and_failures_go_to_two_files() {
    let folder = reports();
    let args = ["run", "reports.jsonl", "-a", "acronyms", "-o", "x.jsonl", "--errors", "./x.jsonl"];
    let output = run_in(folder.path(), &args);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("name two files"));
}

#[test]
fn what_a_run_writes_into_its_corpus_is_not_read() {
    let folder = reports();
    fs::write(folder.path().join("broken.jsonl"), "{\"id\":\"c\",\"text\":\n").unwrap();
    let args = ["run", ".", "-a", "acronyms", "-o", "out.jsonl", "--errors", "errors.jsonl"];
    for _ in 0..2 {
        let output = run_in(folder.path(), &args);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(text(&folder.path().join("out.jsonl")).lines().count(), 3);
        assert_eq!(text(&folder.path().join("errors.jsonl")).lines().count(), 1);
    }
}

#[test]
fn a_corpus_is_no_file_to_go_on_with() {
    let folder = reports();
    fs::write(folder.path().join("one.jsonl"), "{\"id\":\"z\",\"text\":\"Snow.\"}").unwrap();
    fs::write(folder.path().join("two.jsonl"), TWO).unwrap();
    for name in ["one.jsonl", "two.jsonl"] {
        let before = text(&folder.path().join(name));
        for flags in [["-o", name, "--resume"], ["--errors", name, "-q"]] {
            let args = [&["run", "reports.jsonl", "-a", "acronyms", "-f", "jsonl"], &flags[..]];
            let output = run_in(folder.path(), &args.concat());
            assert_eq!(output.status.code(), Some(2), "{name} {flags:?}");
            assert_eq!(text(&folder.path().join(name)), before);
        }
    }
}

#[test]
fn a_file_that_another_run_writes_is_left_to_it() {
    let folder = reports();
    let partial = folder.path().join("out.jsonl.partial");
    fs::write(&partial, "").unwrap();
    let other = File::options().write(true).open(&partial).unwrap();
    other.lock().unwrap();
    let args = ["run", "reports.jsonl", "-a", "acronyms", "-o", "out.jsonl", "--resume"];
    let output = run_in(folder.path(), &args);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("is being written by another run"), "{said}");
    drop(other);
    assert!(run_in(folder.path(), &args).status.success());
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_open_already_is_written_as_it_is() {
    let output = run(&["run", "seeds", "-a", "acronyms", "-f", "jsonl", "-o", "/dev/stdout"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 5);
}
