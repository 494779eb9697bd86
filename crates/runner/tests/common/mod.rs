//! Runs the binary as a user would and writes down what came of it.
#![allow(dead_code, reason = "each test file uses a part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// Root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the workspace is there")
}

/// The program with all its messages in plain text and no plugin path of the user's.
pub(crate) fn rashomon() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
    // With a backtrace of each, panics that are reported would be printed too.
    command.env_remove("RASHOMON_PLUGIN_PATH").env_remove("RUST_BACKTRACE");
    command.env("NO_COLOR", "1").current_dir(root());
    command
}

/// Runs the program to its end.
pub(crate) fn run(arguments: &[&str]) -> Output {
    rashomon().args(arguments).output().expect("the program starts")
}

/// Standard output of a run that must succeed.
pub(crate) fn stdout(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("results are UTF-8")
}

/// Exit status and both streams, with folders that differ between machines replaced.
pub(crate) fn transcript(output: &Output, folders: &[(&Path, &str)]) -> String {
    let status = output.status.code().map_or("killed".to_owned(), |it| it.to_string());
    let text = format!(
        "status {status}\n--- stdout\n{}--- stderr\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    let target =
        Path::new(env!("CARGO_BIN_EXE_rashomon")).parent().expect("the program lies in a folder");
    let all = folders.iter().copied().chain([(target, "[target]")]);
    all.fold(text, |text, (folder, name)| text.replace(&*folder.to_string_lossy(), name))
}

/// The library of a workspace plugin, freshly built by Cargo for this test.
pub(crate) fn library(name: &str) -> PathBuf {
    let target =
        Path::new(env!("CARGO_BIN_EXE_rashomon")).parent().expect("the program lies in a folder");
    target.join("deps").join(format!(
        "{}rashomon_{name}{}",
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    ))
}

/// Compiles a plugin in C.
pub(crate) fn compile(source: &str, folder: &Path, name: &str) -> PathBuf {
    let file = folder.join(format!("{name}.c"));
    fs::write(&file, source).expect("the folder can be written");
    let library = folder.join(format!("librashomon_{name}.so"));
    let include = root().join("crates/core/include");
    let status = Command::new("cc")
        .args(["-std=c11", "-Wall", "-Werror", "-shared", "-fPIC", "-I"])
        .arg(include)
        .arg("-o")
        .arg(&library)
        .arg(file)
        .status();
    assert!(status.expect("a C compiler is there").success());
    library
}

/// A folder with a gold file of these lines, and the file's name.
pub(crate) fn gold(lines: &[Value]) -> (TempDir, String) {
    let lines: Vec<_> = lines.iter().map(Value::to_string).collect();
    raw(&lines.join("\n"))
}

/// A folder with a gold file of this text, and the file's name.
pub(crate) fn raw(text: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gold.jsonl");
    fs::write(&path, text).unwrap();
    let name = path.to_str().unwrap().to_owned();
    (folder, name)
}

/// Status and both streams of `rashomon eval --gold FILE`, with the folder of the file left out.
pub(crate) fn eval(folder: &Path, file: &str, arguments: &[&str]) -> String {
    let output = run(&[&["eval", "--gold", file], arguments].concat());
    transcript(&output, &[(folder, "[gold]")])
}

/// The JSON of `rashomon eval --gold FILE`.
pub(crate) fn json_of(file: &str, arguments: &[&str]) -> Value {
    let text = stdout(&[&["eval", "--gold", file, "-f", "json"], arguments].concat());
    serde_json::from_str(&text).unwrap()
}
