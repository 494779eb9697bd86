//! `rashomon new` makes a crate outside the workspace that builds by itself, passes its tests and runs.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{root, run};

#[test]
fn a_new_plugin_builds_passes_its_tests_and_runs() {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("rashomon-word-count");
    let made_name = made.to_str().unwrap();
    assert!(run(&["new", "word-count", "--path", made_name]).status.success());
    assert_eq!(
        run(&["new", "word-count", "--path", made_name]).status.code(),
        Some(2),
        "an existing folder is kept"
    );

    // With the workspace's lock file the versions are those that are here already; its own target folder keeps what is
    // built between runs of this test.
    fs::copy(root().join("Cargo.lock"), made.join("Cargo.lock")).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-plugin");
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(arguments)
            .current_dir(&made)
            .env("CARGO_TARGET_DIR", &target)
            .env_remove("CARGO_BUILD_TARGET");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    cargo(&["test"]);

    let report = folder.path().join("report.txt");
    fs::write(&report, "The UN and NATO met in Oslo.").unwrap();
    let libraries = target.join("debug/deps");
    let libraries = libraries.to_str().unwrap();
    let output = run(&[
        "run",
        report.to_str().unwrap(),
        "--plugin-dir",
        libraries,
        "-a",
        "word-count",
        "-f",
        "csv",
    ]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success() && text.contains("NATO") && text.lines().count() == 3,
        "{text}"
    );
}

#[test]
fn a_name_that_cannot_be_a_crate_is_refused() {
    for name in ["Word", "9lives", "two words", "", "sink"] {
        assert_eq!(
            run(&["new", name, "--path", "no-such-folder"]).status.code(),
            Some(2),
            "{name}"
        );
    }
}
