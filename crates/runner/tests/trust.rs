//! Plugins that somebody else could have put in place: refused by every way that leads to them, unless allowed one by one.
#![forbid(unsafe_code)]
#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Output;

use common::{library, rashomon, run};
use serde_json::Value;
use tempfile::TempDir;

/// A copy of a plugin in a folder with these rights.
fn folder(mode: u32) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("librashomon_unruly.so");
    fs::copy(library("unruly"), &file).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    (folder, file)
}

fn with_plugin(file: &Path, extra: &[&str]) -> Output {
    let file = file.to_str().unwrap();
    run(&[&["run", "seeds", "-a", "unruly", "-f", "csv", "--plugin", file], extra].concat())
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The digest that a message shows.
fn digest(message: &str) -> String {
    let (_, rest) = message.split_once("sha256:").unwrap_or_else(|| panic!("{message}"));
    format!("sha256:{}", rest.chars().take(64).collect::<String>())
}

#[test]
fn a_link_in_a_folder_that_others_can_write_is_refused_wherever_it_leads() {
    let (safe, file) = folder(0o755);
    assert!(with_plugin(&file, &[]).status.success());
    for mode in [0o777, 0o1777] {
        let (open, _) = folder(mode);
        for (link, target) in [("librashomon_link.so", file.as_path()), ("folder", safe.path())] {
            let link = open.path().join(link);
            symlink(target, &link).unwrap();
            let way = if link.is_dir() { link.join("librashomon_unruly.so") } else { link };
            let refused = with_plugin(&way, &[]);
            assert_eq!(refused.status.code(), Some(2), "{mode:o} {}", way.display());
            let message = stderr(&refused);
            assert!(message.contains("every user of this machine can write"), "{message}");
        }
    }
}

#[test]
fn a_folder_of_plugins_below_one_that_others_can_write_is_refused() {
    let outer = tempfile::tempdir().unwrap();
    let inner = outer.path().join("inner");
    fs::create_dir(&inner).unwrap();
    fs::copy(library("unruly"), inner.join("librashomon_other.so")).unwrap();
    fs::set_permissions(outer.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let listed = run(&["plugins", "list", "--plugin-dir", inner.to_str().unwrap()]);
    let text = String::from_utf8(listed.stdout).unwrap();
    assert!(text.contains("can write a folder on its way, "), "{text}");
}

#[test]
fn an_allowed_file_is_loaded_from_any_folder_and_no_other_is() {
    let (open, file) = folder(0o777);
    let refused = with_plugin(&file, &[]);
    assert_eq!(refused.status.code(), Some(2));
    let digest = digest(&stderr(&refused));
    let allowed = with_plugin(&file, &["--allow", &digest]);
    assert!(allowed.status.success(), "{}", stderr(&allowed));
    let checked = ["plugins", "check", file.to_str().unwrap(), "--allow", &digest];
    assert!(run(&checked).status.success());

    let other = open.path().join("librashomon_acronyms.so");
    fs::copy(library("acronyms"), &other).unwrap();
    assert_eq!(with_plugin(&other, &["--allow", &digest]).status.code(), Some(2));
    // The same file with one byte more is another one.
    let mut bytes = fs::read(&file).unwrap();
    bytes.push(0);
    fs::write(&file, bytes).unwrap();
    assert_eq!(with_plugin(&file, &["--allow", &digest]).status.code(), Some(2));
}

#[test]
fn inspect_shows_the_digest_that_allows() {
    let (_folder, file) = folder(0o755);
    let plugin = ["--plugin", file.to_str().unwrap()];
    let shown = run(&[&["plugins", "inspect", "unruly"], &plugin[..]].concat());
    let digest = digest(&String::from_utf8(shown.stdout).unwrap());
    let json = run(&[&["plugins", "inspect", "unruly", "--json"], &plugin[..]].concat());
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["sha256"], digest.as_str());
    let (_open, file) = folder(0o777);
    assert!(with_plugin(&file, &["--allow", &digest]).status.success());
}

#[test]
fn what_is_no_digest_is_an_error() {
    let output = run(&["run", "seeds", "--allow", "sha256:12"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("64 hexadecimal digits"), "{}", stderr(&output));
}

#[test]
fn the_copy_that_is_loaded_leaves_nothing_behind_and_needs_a_safe_place() {
    let (_open, file) = folder(0o777);
    let digest = digest(&stderr(&with_plugin(&file, &[])));
    let temporary = tempfile::tempdir().unwrap();
    let with_temporary = |place: &Path| {
        rashomon()
            .args(["run", "seeds", "-a", "unruly", "-f", "csv", "--allow", &digest, "--plugin"])
            .arg(&file)
            .env("TMPDIR", place)
            .output()
            .unwrap()
    };
    let allowed = with_temporary(temporary.path());
    assert!(allowed.status.success(), "{}", stderr(&allowed));
    assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 0);

    fs::set_permissions(temporary.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let missing = temporary.path().join("missing");
    for place in [temporary.path(), &missing] {
        let refused = with_temporary(place);
        assert_eq!(refused.status.code(), Some(2));
        let message = stderr(&refused);
        assert!(message.contains("set TMPDIR to a folder that only you can write"), "{message}");
    }
    assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 0);
}

#[test]
fn a_pipe_that_is_named_like_a_plugin_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("librashomon_pipe.so");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let listed = run(&["plugins", "list", "--plugin-dir", folder.path().to_str().unwrap()]);
    assert!(listed.status.success());
    assert!(
        String::from_utf8(listed.stdout).unwrap().contains("librashomon_pipe.so: it is no file")
    );
}
