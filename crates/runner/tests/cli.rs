//! The command line as a user meets it: help, plans, errors.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use common::{rashomon, run, stdout, transcript};
use insta::assert_snapshot;

#[test]
fn help_names_every_command() {
    assert_snapshot!(stdout(&["--help"]));
}

#[test]
fn help_of_run_names_every_flag() {
    assert_snapshot!(stdout(&["run", "--help"]));
}

#[test]
fn an_unknown_analyzer_is_an_error_with_a_hint() {
    assert_snapshot!(transcript(&run(&["run", "seeds", "-a", "qoutes"]), &[]), @r"
    status 2
    --- stdout
    --- stderr
    error: there is no analyzer named qoutes; did you mean quotes?
    ");
}

#[test]
fn a_wrong_setting_is_an_error_with_a_hint() {
    let errors: Vec<_> =
        ["unruly.mots=3", "unruly.most=many", "unruly.most=-1", "unruly", "timeline.x=1"]
            .iter()
            .map(|it| {
                String::from_utf8(run(&["run", "seeds", "-a", "unruly", "--set", it]).stderr)
                    .unwrap()
            })
            .collect();
    assert_snapshot!(errors.concat(), @r#"
    error: unruly has no option mots; did you mean most?
    error: unruly.most takes a whole number, not "many"
    error: unruly does not take these options: `most` must not be negative
    error: "unruly" is not a setting; write ANALYZER.OPTION=VALUE, for example quotes.indirect=false
    error: timeline.x is set, but timeline does not run; choose it with -a or leave the setting out
    "#);
}

#[test]
fn a_path_that_matches_nothing_is_an_error() {
    let output = run(&["run", "no-such-folder"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no-such-folder"));
}

#[test]
fn a_needed_analyzer_joins_and_is_printed_only_on_demand() {
    let analyzers = |extra: &[&str]| {
        let text = stdout(&[&["run", "seeds", "-a", "quotes", "-f", "jsonl"], extra].concat());
        ["entities", "quotes", "numbers"].map(|it| text.contains(&format!("\"analyzer\":\"{it}\"")))
    };
    assert_eq!(analyzers(&[]), [false, true, false]);
    assert_eq!(analyzers(&["--with-needed"]), [true, true, false]);
}

#[test]
fn a_closed_pipe_is_success() {
    let mut child =
        rashomon().args(["run", "seeds", "-f", "jsonl"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn standard_input_is_a_document() {
    let mut child = rashomon()
        .args(["run", "-", "-a", "numbers", "-f", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"Some 300 people came to the opening.").unwrap();
    let output = child.wait_with_output().unwrap();
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(line["annotations"][0]["attributes"]["value"], 300);
}

#[test]
fn output_takes_its_name_when_complete_and_resume_skips_what_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.jsonl");
    let name = path.to_str().unwrap();
    let whole = stdout(&["run", "seeds", "-f", "jsonl", "-a", "numbers"]);
    let half: String = whole.split_inclusive('\n').take(2).collect();
    fs::write(folder.path().join("out.jsonl.partial"), half + "{\"id\":\"cut o").unwrap();

    let refused = run(&["run", "seeds", "-a", "numbers", "-o", name]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("--resume"));

    assert!(run(&["run", "seeds", "-a", "numbers", "-o", name, "--resume"]).status.success());
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);
    assert!(!folder.path().join("out.jsonl.partial").exists());
}

#[test]
fn completions_are_a_script() {
    assert!(stdout(&["completions", "bash"]).contains("_rashomon"));
}

#[test]
fn explain_shows_labels_and_examples() {
    let text = stdout(&["explain", "numbers"]);
    assert!(text.contains("percent") && text.contains('{'), "{text}");
}

#[cfg(target_os = "linux")]
#[test]
fn threads_that_cannot_be_had_are_one_error_and_leave_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let gold = folder.path().join("gold.jsonl");
    fs::write(&gold, "{\"text\":\"x\",\"annotations\":[]}").unwrap();
    let results = folder.path().join("out.jsonl");
    for arguments in [
        ["run", "seeds", "-a", "acronyms", "-o", results.to_str().unwrap()],
        ["eval", "--gold", gold.to_str().unwrap(), "-a", "acronyms", "-q"],
    ] {
        // Room for the program, but not for the stacks of 64 threads.
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", "ulimit -v 700000; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_rashomon")]);
        let output = shell.args(arguments).args(["-j", "100000"]).current_dir(common::root());
        let output = output.output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{errors}");
        assert!(errors.ends_with("; ask for fewer with --jobs\n"), "{errors}");
        assert_eq!(errors.matches("os error").count(), 1, "{errors}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no unfinished results");
}
