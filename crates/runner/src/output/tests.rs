//! Files and folders that take their names when they are complete.

use std::fs;
use std::io::Write as _;

use super::{Output, OutputError};

fn line(id: &str) -> String {
    format!("{{\"id\":\"{id}\",\"status\":\"ok\",\"annotations\":[]}}\n")
}

#[test]
fn a_file_takes_its_name_when_it_is_complete() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.jsonl");
    let mut output = Output::create(&path).unwrap();
    output.write_all(b"{\"id\":\"a\"}\n").unwrap();
    assert!(!path.exists());
    output.finish().unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"{\"id\":\"a\"}\n");
}

#[test]
fn an_unfinished_file_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.jsonl");
    drop(Output::create(&path).unwrap());
    assert!(matches!(Output::create(&path), Err(OutputError::Unfinished(_))));
}

#[test]
fn resuming_leaves_a_file_of_another_sort_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    let mixed = format!("{}notes\n", line("a"));
    let corpus = "{\"id\":\"a\",\"text\":\"Rain.\"}";
    for (notes, at) in [("my notes\n", 1), ("my notes", 1), (&mixed, 2), (corpus, 1)] {
        fs::write(&path, notes).unwrap();
        let refused = Output::resume(&path);
        assert!(
            matches!(refused, Err(OutputError::NotResults { line, .. }) if line == at),
            "{refused:?}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), notes);
    }
}

#[test]
fn a_folder_is_refused_before_the_run() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Output::create(folder.path()), Err(OutputError::Io { .. })));
    assert!(matches!(Output::resume(folder.path()), Err(OutputError::Io { .. })));
}

#[cfg(unix)]
#[test]
fn a_device_is_written_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt as _;

    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("null");
    std::os::unix::fs::symlink("/dev/null", &link).unwrap();
    let mut output = Output::create(&link).unwrap();
    output.write_all(b"{}\n").unwrap();
    output.finish().unwrap();
    assert!(fs::metadata(&link).unwrap().file_type().is_char_device());
}

#[test]
fn resuming_cuts_off_a_broken_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.jsonl");
    let cut = format!("{}{{\"id\":\"b\"", line("a"));
    fs::write(folder.path().join("out.jsonl.partial"), cut).unwrap();
    let (mut output, done) = Output::resume(&path).unwrap();
    assert!(done.contains("a") && done.len() == 1);
    assert!(matches!(Output::resume(&path), Err(OutputError::Busy(_))));
    output.write_all(line("c").as_bytes()).unwrap();
    output.finish().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), line("a") + &line("c"));
}
