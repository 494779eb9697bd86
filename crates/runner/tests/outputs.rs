//! Results as folders and databases: what they are for other programs, and what becomes of what is there already.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stderr, reason = "tests with helpers")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use common::{rashomon, root, run};

/// Formats that are files or folders, each with the ending that asks for it.
const ALL: [(&str, &str); 9] = [
    ("table", ".txt"),
    ("jsonl", ".jsonl"),
    ("json", ".json"),
    ("csv", ".csv"),
    ("csv", "/"),
    ("parquet", "/"),
    ("sqlite", ".db"),
    ("brat", "/"),
    ("w3c", ".jsonld"),
];

fn message(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// All files of a folder, or one file, by name.
fn content(path: &Path) -> BTreeMap<String, Vec<u8>> {
    if path.is_file() {
        return BTreeMap::from([(String::new(), fs::read(path).unwrap())]);
    }
    let files = fs::read_dir(path).unwrap().map(|it| it.unwrap().path());
    files
        .map(|it| (it.file_name().unwrap().to_str().unwrap().into(), fs::read(&it).unwrap()))
        .collect()
}

fn run_into(path: &Path, format: &str, more: &[&str]) -> Output {
    // Beside the program lie plugins that are made for tests.
    let shipped = "entities,quotes,numbers,timeline,sentiment";
    let path = path.to_str().unwrap();
    let mut arguments = vec!["run", "seeds", "-a", shipped, "--format", format, "-o", path];
    arguments.extend(more);
    run(&arguments)
}

#[test]
fn every_format_is_the_same_with_one_worker_and_with_four() {
    let folder = tempfile::tempdir().unwrap();
    for (format, ending) in ALL {
        let [one, four] = ["1", "4"].map(|jobs| {
            let path = folder.path().join(format!("{format}-{jobs}{ending}"));
            let output = run_into(&path, format, &["--jobs", jobs]);
            assert!(output.status.success(), "{}", message(&output));
            content(&path)
        });
        assert!(one.values().all(|it| !it.is_empty()), "{format}{ending}");
        assert!(one == four, "{format}{ending} differs");
    }
    let names = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name());
    assert!(names.into_iter().all(|it| !it.to_string_lossy().ends_with(".partial")));
}

/// Python with what reads results, or why there is none.
fn python() -> Option<String> {
    let python = std::env::var("RASHOMON_PYTHON").unwrap_or_else(|_| "python3".into());
    let check = Command::new(&python).args(["-c", "import pyarrow, pandas, duckdb"]).output();
    if check.is_ok_and(|it| it.status.success()) {
        return Some(python);
    }
    let required = std::env::var_os("RASHOMON_REQUIRE_PYTHON").is_some_and(|it| it == "1");
    assert!(!required, "{python} has no pyarrow, pandas and duckdb; install them with pip");
    eprintln!(
        "SKIPPED: {python} has no pyarrow, pandas and duckdb (RASHOMON_PYTHON names another one)"
    );
    None
}

#[test]
fn other_programs_read_what_jsonl_tells() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let paths = ["results.jsonl", "parquet/", "csv/", "corpus.db"].map(|it| folder.path().join(it));
    for (path, format) in paths.iter().zip(["jsonl", "parquet", "csv", "sqlite"]) {
        let output = run_into(path, format, &[]);
        assert!(output.status.success(), "{}", message(&output));
    }
    let script = root().join("crates/runner/tests/outputs/read_back.py");
    let output = Command::new(python).arg(script).args(&paths).output().unwrap();
    assert!(output.status.success(), "{}", message(&output));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.starts_with("5 documents and 5 analyzers read back"), "{said}");
}

#[test]
fn a_folder_that_holds_something_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("notes.txt"), "mine").unwrap();
    for format in ["csv", "parquet", "brat"] {
        let output = run_into(&path, format, &[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(message(&output).contains("not an empty folder"), "{}", message(&output));
    }
    assert_eq!(content(&path), BTreeMap::from([("notes.txt".into(), b"mine".to_vec())]));
    fs::remove_file(path.join("notes.txt")).unwrap();
    assert!(run_into(&path, "parquet", &[]).status.success());
    assert_eq!(content(&path).len(), 6);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_unfinished_folder_is_not_overwritten_and_only_jsonl_resumes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out");
    fs::create_dir(folder.path().join("out.partial")).unwrap();
    let output = run_into(&path, "parquet", &[]);
    assert_eq!(output.status.code(), Some(2));
    let said = message(&output);
    assert!(
        said.contains("out.partial holds the results of an unfinished run; delete it"),
        "{said}"
    );
    assert!(!said.contains("--resume"), "{said}");
    let output = run_into(&folder.path().join("corpus.db"), "sqlite", &["--resume"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(message(&output).contains("--resume goes on with JSONL only"), "{}", message(&output));
}

#[test]
fn what_cannot_be_written_is_said_before_the_run() {
    for (arguments, expected) in [
        (&["--format", "parquet"][..], "these results are a folder; give it with --output FOLDER"),
        (
            &["--format", "sqlite", "-o", "-"],
            "these results are a database; give its file with --output FILE.db",
        ),
        (&["-o", "found.parquet"], "name one with --output, for example found/"),
        (&["-o", "found/"], "say what to write into it with --format parquet, csv or brat"),
        (&["-o", "found.xlsx"], "no format has the ending .xlsx"),
        (&["--format", "w3c", "--offsets", "bytes"], "leave --offsets bytes out"),
        (&["--format", "sqlite", "-o", "/dev/null"], "/dev/null is no file"),
        (
            &["--format", "csv", "-o", "no/such/folder/"],
            "no/such/folder: No such file or directory",
        ),
    ] {
        let output = run(&[&["run", "seeds"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(message(&output).contains(expected), "{arguments:?}: {}", message(&output));
    }
    assert!(!root().join("found").exists() && !root().join("found.partial").exists());
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_the_results() {
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    fs::create_dir(place("disk")).unwrap();
    fs::write(place("disk/old.jsonl"), "old\n").unwrap();
    symlink("disk/old.jsonl", place("link.jsonl")).unwrap();
    symlink("disk/new.db", place("link.db")).unwrap();
    symlink("disk/tables", place("tables")).unwrap();
    for (name, format, target) in [
        ("link.jsonl", "jsonl", "disk/old.jsonl"),
        ("link.db", "sqlite", "disk/new.db"),
        ("tables", "parquet", "disk/tables"),
    ] {
        let output = run_into(&place(name), format, &[]);
        assert!(output.status.success(), "{}", message(&output));
        assert!(fs::symlink_metadata(place(name)).unwrap().is_symlink(), "{name}");
        assert!(content(&place(target)).values().all(|it| it.len() > 100), "{target}");
    }
    assert_eq!(fs::read_dir(place("disk")).unwrap().count(), 3);
}

#[cfg(target_os = "linux")]
#[test]
fn names_need_not_be_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let folder = tempfile::tempdir().unwrap();
    for (name, format) in [
        (&b"caf\xe9.jsonl"[..], None),
        (b"caf\xe9.db", None),
        (b"caf\xe9/", Some("parquet")),
        (b"caf\xe9.", Some("brat")),
    ] {
        let path = folder.path().join(OsStr::from_bytes(name));
        let mut command = rashomon();
        command.args(["run", "seeds", "-o"]).arg(&path);
        if let Some(format) = format {
            command.args(["--format", format]);
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", message(&output));
        assert!(path.exists());
    }
}

/// A limit of the size of files stands in for a full disk: the system refuses to write on.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_with_the_file_that_did_not_fit() {
    let folder = tempfile::tempdir().unwrap();
    let seeds = folder.path().join("seeds.jsonl");
    let output = run(&[
        "run",
        "seeds",
        "-a",
        "numbers",
        "--format",
        "jsonl",
        "--with-text",
        "-o",
        seeds.to_str().unwrap(),
    ]);
    assert!(output.status.success(), "{}", message(&output));
    fs::write(&seeds, fs::read_to_string(&seeds).unwrap().repeat(40)).unwrap();
    for (format, name, file) in [
        ("parquet", "tables", "documents.parquet"),
        ("csv", "sheets/", "documents.csv"),
        ("sqlite", "corpus.db", "corpus.db.partial"),
        ("jsonl", "out.jsonl", "out.jsonl"),
    ] {
        let path = folder.path().join(name);
        // Eight blocks of 512 or 1,024 bytes. Without the trap the signal ends the program before it can say anything.
        let program = env!("CARGO_BIN_EXE_rashomon");
        let script = format!(
            "trap '' XFSZ; ulimit -f 8; exec {program} run {} -a numbers --with-text --format {format} -o {}",
            seeds.display(),
            path.display()
        );
        let output = Command::new("sh").args(["-c", &script]).current_dir(root()).output().unwrap();
        let said = message(&output);
        assert_eq!(output.status.code(), Some(2), "{format}: {said}");
        assert!(said.contains(file), "{format}: {said}");
        assert!(said.contains(".partial"), "{format}: {said}");
        assert!(!path.exists(), "{format} took its name");
    }
}
