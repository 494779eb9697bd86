//! The plugin in C: compiled, loaded and run as any other; and the header in other languages' eyes.
#![cfg(unix)]
#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use rashomon_testkit::{Kit, Library};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The C compiler with the header's folder and all warnings as errors.
fn compiler(standard: &str) -> Command {
    let mut command = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()));
    command.args([standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror"]);
    command.arg("-I").arg(workspace().join("crates/core/include"));
    command
}

fn run(command: &mut Command) {
    let output = command.output().expect("there is a C compiler: `cc`, or what CC names");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// `examples/c-words`, built as its README says.
fn words() -> Kit<Library> {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    let library = LIBRARY.get_or_init(|| {
        let library = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("librashomon_c_words{}", std::env::consts::DLL_SUFFIX));
        run(compiler("-std=c11")
            .args(["-O2", "-shared", "-fPIC", "-o"])
            .arg(&library)
            .arg(workspace().join("examples/c-words/words.c")));
        library
    });
    Kit::open(library, "rashomon_plugin_v1_rashomon_c_words")
}

#[test]
fn examples_are_true() {
    words().check_examples();
}

#[test]
fn holds_on_any_text() {
    words().check_invariants();
}

#[test]
fn only_words_count_and_characters_are_no_bytes() {
    let kit = words().option("longer_than", "6");
    kit.check("{word|length=7 Ålesund} wählte 12,345,678 https://example.org/a-long-path");
}

#[test]
#[should_panic(expected = "`c-words` cannot be made: longer_than is below 0")]
fn bad_option_is_refused_with_the_plugins_reason() {
    words().option("longer_than", "-1").check("nothing");
}

fn includes_header(standard: &str, language: &str) {
    let source = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("include{standard}.txt"));
    std::fs::write(&source, "#include <rashomon.h>\nRashomonPlugin *plugin;\n")
        .expect("the folder of temporary files can be written");
    run(compiler(standard).args(["-fsyntax-only", "-x", language]).arg(source));
}

#[test]
fn header_is_c_of_2011() {
    includes_header("-std=c11", "c");
}

#[test]
fn header_is_cpp_of_2017() {
    let probe = ["-fsyntax-only", "-x", "c++", "/dev/null"];
    let cpp = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()))
        .args(probe)
        .output()
        .is_ok_and(|it| it.status.success());
    if cpp {
        includes_header("-std=c++17", "c++");
    }
}
