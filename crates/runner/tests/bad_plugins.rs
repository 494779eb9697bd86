//! Plugins that are not what they should be: each is refused or contained, named, and the run goes on.
#![forbid(unsafe_code)]
#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use common::{compile, library, run, transcript};
use insta::assert_snapshot;

const WRONG_MAJOR: &str = r#"
#include "rashomon.h"
static const RashomonPlugin table = {.header = {.magic = {'R','A','S','H','O','M','O','N'}, .major = 7, .struct_size = sizeof table}};
const RashomonPlugin *rashomon_plugin_v1_future(void) { return &table; }
"#;
const NO_MAGIC: &str = r#"
#include "rashomon.h"
static const RashomonPlugin table = {.header = {.major = 1, .struct_size = sizeof table}};
const RashomonPlugin *rashomon_plugin_v1_nomagic(void) { return &table; }
"#;
const OTHER_INTERFACE: &str = "int rashomon_plugin_v9_newer(void) { return 0; }";
const NO_SYMBOL: &str = "int something_else(void) { return 0; }";

fn folder_with(make: impl FnOnce(&Path)) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    make(folder.path());
    folder
}

/// What a run over a small text says with this folder of plugins.
fn transcript_with(folder: &tempfile::TempDir, text: &str) -> String {
    let file = folder.path().join("report.txt");
    fs::write(&file, text).unwrap();
    let arguments = [
        "run",
        file.to_str().unwrap(),
        "--plugin-dir",
        folder.path().to_str().unwrap(),
        "-a",
        "numbers",
        "-f",
        "csv",
    ];
    transcript(&run(&arguments), &[(folder.path(), "[folder]")])
}

#[test]
fn a_wrong_major_version_is_refused_with_a_remedy() {
    let folder = folder_with(|it| drop(compile(WRONG_MAJOR, it, "future")));
    assert_snapshot!(transcript_with(&folder, "No figure."));
}

#[test]
fn another_interface_is_refused_before_it_is_loaded() {
    let folder = folder_with(|it| drop(compile(OTHER_INTERFACE, it, "newer")));
    assert_snapshot!(transcript_with(&folder, "No figure."));
}

#[test]
fn a_table_without_magic_is_refused() {
    let folder = folder_with(|it| drop(compile(NO_MAGIC, it, "nomagic")));
    assert_snapshot!(transcript_with(&folder, "No figure."));
}

#[test]
fn a_library_without_the_symbol_is_passed_over_in_a_folder_and_refused_by_name() {
    let folder = folder_with(|it| drop(compile(NO_SYMBOL, it, "other")));
    assert_snapshot!(transcript_with(&folder, "No figure."));
    let file = folder.path().join("librashomon_other.so");
    let named = run(&["run", "seeds", "--plugin", file.to_str().unwrap()]);
    assert_snapshot!(transcript(&named, &[(folder.path(), "[folder]")]));
}

#[test]
fn a_truncated_library_is_refused() {
    let folder = folder_with(|it| {
        let bytes = fs::read(library("unruly")).unwrap();
        fs::write(it.join("librashomon_cut.so"), &bytes[..200]).unwrap();
    });
    let text = transcript_with(&folder, "No figure.");
    assert!(
        text.starts_with("status 0")
            && text.contains("librashomon_cut.so: it is no library of this system, or cut off"),
        "{text}"
    );
}

#[test]
fn a_folder_that_others_can_write_is_refused_unless_trusted() {
    let folder = folder_with(|it| {
        fs::copy(library("unruly"), it.join("librashomon_copy.so")).unwrap();
        fs::set_permissions(it, fs::Permissions::from_mode(0o777)).unwrap();
    });
    let file = folder.path().join("librashomon_copy.so");
    let with = |extra: &[&str]| {
        run(&[
            &["run", "seeds", "-a", "unruly", "-f", "csv", "--plugin", file.to_str().unwrap()],
            extra,
        ]
        .concat())
    };
    let digest = rashomon_runner::FileDigest::of_file(&file).unwrap().to_string();
    let (real, digest) = (folder.path().canonicalize().unwrap(), Path::new(&digest));
    let hidden = [(&*real, "[folder]"), (folder.path(), "[folder]"), (digest, "[digest]")];
    assert_snapshot!(transcript(&with(&[]), &hidden));
    assert!(with(&["--trust"]).status.success());
}

#[test]
fn a_plugin_that_fails_costs_one_document_its_own_annotations() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus.jsonl");
    let texts = [
        "All well.",
        "PANIC with 3 people.",
        "LIE to 4 people.",
        "Éclair: CUT.",
        "FAIL.",
        "Well again.",
    ];
    let line = |(id, text): (usize, &&str)| {
        serde_json::json!({"id": format!("d{id}"), "text": text}).to_string() + "\n"
    };
    let lines: String = texts.iter().enumerate().map(line).collect();
    fs::write(&corpus, lines).unwrap();
    let output =
        run(&["run", corpus.to_str().unwrap(), "-a", "unruly,numbers", "-f", "jsonl", "-q"]);
    assert_eq!(output.status.code(), Some(1));
    let documents: Vec<serde_json::Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    let seen: Vec<_> = documents
        .iter()
        .map(|it| {
            let analyzers: Vec<_> = it["annotations"]
                .as_array()
                .unwrap()
                .iter()
                .map(|it| it["analyzer"].as_str().unwrap())
                .collect();
            format!("{} {} {} {}", it["id"], it["status"], analyzers.join("+"), it["diagnostics"])
        })
        .collect();
    assert_snapshot!(seen.join("\n"));
}

#[test]
fn check_says_that_a_good_library_is_good_and_why_a_bad_one_is_not() {
    let good = run(&["plugins", "check", library("unruly").to_str().unwrap()]);
    assert_snapshot!(transcript(&good, &[]));
    let folder = folder_with(|it| drop(compile(WRONG_MAJOR, it, "future")));
    let bad =
        run(&["plugins", "check", folder.path().join("librashomon_future.so").to_str().unwrap()]);
    assert_snapshot!(transcript(&bad, &[(folder.path(), "[folder]")]));
}
