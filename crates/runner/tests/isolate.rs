//! Analyzers in worker processes: what costs a process its life costs a document its annotations, and nothing else.
#![forbid(unsafe_code)]
#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use common::{compile, library, run, stdout};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Does with its process what a document says, in C, where nothing holds it back.
const WILD: &str = r#"
#include <rashomon.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#define STR(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}
static const RashomonLabel labels[] = {{.name = STR("text"), .doc = STR("the text")}};
static const RashomonInfo info = {
    .struct_size = sizeof(RashomonInfo), .label_stride = sizeof(RashomonLabel), .attribute_stride = sizeof(RashomonKey),
    .need_stride = sizeof(RashomonNeed), .example_stride = sizeof(RashomonExample), .option_stride = sizeof(RashomonOpt),
    .name = STR("wild"), .version = STR("1"), .summary = STR("Wild."), .labels = labels, .labels_len = 1,
};
static int instance;
static void *create(const RashomonAttribute *given, uintptr_t len, const RashomonReport *report) {
    (void)given, (void)len, (void)report;
    CREATE;
    return &instance;
}
static void destroy(void *it) { (void)it; }
static int has(const RashomonDocument *document, const char *word) {
    size_t len = strlen(word);
    for (size_t i = 0; i + len <= document->text.len; i++)
        if (!memcmp(document->text.ptr + i, word, len)) return 1;
    return 0;
}
static int32_t analyze(const void *it, const RashomonDocument *document, const RashomonSink *sink) {
    (void)it;
    if (has(document, "SEGFAULT")) *(volatile int *)0 = 1;
    if (has(document, "CLOSE ALL")) for (int fd = 0; fd < 256; fd++) close(fd);
    if (has(document, "CLOSE INPUT")) close(0);
    if (has(document, "GARBAGE")) for (int fd = 3; fd < 256; fd++) (void)!write(fd, "garbage, garbage", 16);
    if (has(document, "FORK")) if (fork() == 0) for (;;) pause();
    sink->emit(sink->report.context, 0, 0, (uint32_t)document->text.len, NULL, 0, NULL);
    return RASHOMON_STATUS_OK;
}
static const RashomonPlugin plugin = {
    .header = {.magic = {'R','A','S','H','O','M','O','N'}, .major = RASHOMON_MAJOR, .minor = RASHOMON_MINOR,
               .struct_size = sizeof(RashomonPlugin)},
    .info = &info, .create = create, .destroy = destroy, .analyze = analyze,
};
const RashomonPlugin *rashomon_plugin_v1_rashomon_wild(void) { return &plugin; }
"#;

/// The wild plugin, which does this when it is made.
fn wild(folder: &Path, create: &str) -> PathBuf {
    compile(&WILD.replace("CREATE", create), folder, "wild")
}

/// A corpus of these texts, with ids `d0`, `d1` ...
fn corpus(folder: &TempDir, texts: &[&str]) -> String {
    let line = |(id, text): (usize, &&str)| {
        json!({"id": format!("d{id}"), "text": text}).to_string() + "\n"
    };
    let path = folder.path().join("corpus.jsonl");
    fs::write(&path, texts.iter().enumerate().map(line).collect::<String>()).unwrap();
    path.to_str().unwrap().to_owned()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What is said of the one document of this text that the analyzer fails on, after a look at its neighbours.
fn diagnostic(text: &str, analyzer: &str, plugin: &[&str], limits: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let texts = ["All well with 3 people.", text, "Well again with 4 people."];
    let path = corpus(&folder, &texts);
    let analyzers = format!("{analyzer},numbers");
    let common = ["run", &path, "-a", &analyzers, "-f", "jsonl", "-q"];
    let output = run(&[&common, plugin, &["--isolate"], limits].concat());
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let found = lines(&output);
    let ids: Vec<_> = found.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["d0", "d1", "d2"]);
    // The others are as if the second had never been there.
    let good = corpus(&folder, &[texts[0], "", texts[2]]);
    let common = ["run", &good, "-a", &analyzers, "-f", "jsonl", "-q"];
    let without = lines(&run(&[&common, plugin].concat()));
    for index in [0, 2] {
        assert_eq!(found[index], without[index]);
        assert!(!found[index]["annotations"].as_array().unwrap().is_empty());
    }
    assert_eq!((&found[1]["status"], &found[1]["annotations"]), (&json!("failed"), &json!([])));
    let diagnostics = found[1]["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), 1);
    let told = diagnostics[0].as_str().unwrap().to_owned();
    assert!(stderr(&output).contains(&told), "{}", stderr(&output));
    told
}

#[test]
fn a_segmentation_fault_costs_its_document() {
    let folder = tempfile::tempdir().unwrap();
    let wild = wild(folder.path(), "");
    assert_eq!(
        diagnostic("SEGFAULT.", "wild", &["--plugin", wild.to_str().unwrap()], &[]),
        "wild: segmentation fault (signal 11) in its worker process"
    );
}

#[test]
fn an_abort_costs_its_document() {
    assert_eq!(
        diagnostic("ABORT.", "unruly", &[], &[]),
        "unruly: abort (signal 6) in its worker process"
    );
}

#[test]
fn a_stack_overflow_costs_its_document() {
    assert_eq!(
        diagnostic("OVERFLOW.", "unruly", &[], &[]),
        "unruly: stack overflow (signal 6) in its worker process"
    );
}

#[test]
fn an_exit_costs_its_document() {
    assert_eq!(diagnostic("EXIT.", "unruly", &[], &[]), "unruly: exited with status 0");
}

#[test]
fn an_endless_loop_costs_its_document() {
    assert_eq!(
        diagnostic("LOOP.", "unruly", &[], &["--timeout", "3"]),
        "unruly: timed out after 3 s"
    );
}

#[test]
fn eating_memory_costs_its_document() {
    assert_eq!(
        diagnostic("BOMB.", "unruly", &[], &["--memory-limit", "768M"]),
        "unruly: used more than 768 MB"
    );
}

#[test]
fn closing_the_channel_costs_its_document() {
    let folder = tempfile::tempdir().unwrap();
    let wild = wild(folder.path(), "");
    let told = diagnostic("CLOSE ALL.", "wild", &["--plugin", wild.to_str().unwrap()], &[]);
    assert!(told.starts_with("wild: "), "{told}");
}

#[test]
fn writing_into_the_channel_costs_its_document() {
    let folder = tempfile::tempdir().unwrap();
    let wild = wild(folder.path(), "");
    assert_eq!(
        diagnostic("GARBAGE.", "wild", &["--plugin", wild.to_str().unwrap()], &[]),
        "wild: wrote into the channel between its worker process and this one"
    );
}

#[test]
fn closing_standard_input_printing_and_forking_cost_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let wild = wild(folder.path(), "");
    let path = corpus(&folder, &["CLOSE INPUT.", "PRINT.", "FORK.", "CLOSE INPUT again.", "Well."]);
    let output = run(&[
        "run",
        &path,
        "-a",
        "wild,unruly",
        "-f",
        "jsonl",
        "--isolate",
        "--plugin",
        wild.to_str().unwrap(),
    ]);
    assert!(output.status.success(), "{}", stderr(&output));
    let found = lines(&output);
    assert_eq!(found.len(), 5);
    for it in found {
        assert_eq!(it["annotations"].as_array().unwrap().len(), 2, "{it}");
    }
}

#[test]
fn results_are_the_same_bytes_in_every_format_whatever_the_number_of_workers() {
    let folder = tempfile::tempdir().unwrap();
    let texts = ["All well.", "PANIC with 3 people.", "LIE to 4.", "Éclair: CUT.", "FAIL.", ""];
    let unruly = corpus(&folder, &texts);
    let broken = folder.path().join("broken.jsonl");
    let brought = json!({"id": "b", "text": "Ana Silva spoke.", "published": "2022-02-08", "outlet": "Öst",
        "annotations": [{"analyzer": "entities", "label": "PER", "start": 0, "end": 9, "attributes": {}},
                        {"analyzer": "mood", "label": "calm", "start": 0, "end": 3, "attributes": {"score": 0.1}}]});
    fs::write(&broken, format!("{brought}\nno JSON\n{{\"id\": \"c\"}}\n")).unwrap();
    let paths = ["run", "seeds", &unruly, broken.to_str().unwrap(), "-q"];
    let analyzers = ["-a", "entities,quotes,numbers,timeline,sentiment,unruly"];
    let shapes: [&[&str]; 6] = [
        &["-f", "jsonl", "--with-text", "--offsets", "utf16"],
        &["-f", "jsonl", "--set", "quotes.indirect=false", "--published", "2020-02-02"],
        &["-f", "json", "--include-boilerplate"],
        &["-f", "csv"],
        &["-f", "table", "--color", "always"],
        &["-f", "jsonl", "-a", "quotes", "--with-needed"],
    ];
    for shape in shapes {
        let plain = run(&[&paths[..], &analyzers, shape].concat());
        assert_eq!(plain.status.code(), Some(1));
        assert!(plain.stdout.len() > 2000);
        for jobs in ["1", "4"] {
            let isolated =
                run(&[&paths[..], &analyzers, shape, &["--isolate", "--jobs", jobs]].concat());
            assert_eq!(isolated.status.code(), Some(1), "{}", stderr(&isolated));
            assert!(isolated.stdout == plain.stdout, "{shape:?} with {jobs} workers differs");
        }
    }
}

#[test]
fn a_worker_that_cannot_begin_stops_the_run_before_it_begins() {
    let output = run(&["run", "seeds", "-f", "csv", "--isolate", "--memory-limit", "40M"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let said = stderr(&output);
    assert!(said.contains("a worker process cannot begin: "), "{said}");
    assert!(
        said.contains("(it may use 40 MB; if that is too little, raise --memory-limit)"),
        "{said}"
    );
}

#[test]
fn a_plugin_that_kills_all_workers_at_their_start_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    // It is made in the parent, too, where it behaves: workers lead groups of processes.
    let wild = wild(folder.path(), "if (getpgrp() == getpid()) exit(3)");
    let wild = wild.to_str().unwrap();
    let output = run(&["run", "seeds", "-a", "wild", "-f", "csv", "--isolate", "--plugin", wild]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("a worker process cannot begin: exited with status 3"), "{said}");
}

#[test]
fn a_run_in_which_every_document_kills_its_worker_comes_to_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let texts = vec!["EXIT."; 130];
    let path = corpus(&folder, &texts);
    let results = folder.path().join("results.jsonl");
    let results = results.to_str().unwrap();
    let output =
        run(&["run", &path, "-a", "unruly", "-j", "2", "--isolate", "-q", "--output", results]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let said = stderr(&output);
    assert!(said.contains("200 worker processes died one after the other"), "{said}");
    assert!(said.contains("--resume"), "{said}");
    let kept = fs::read_to_string(format!("{results}.partial")).unwrap();
    assert!(
        kept.lines().count() < 130 && kept.ends_with('\n') && kept.starts_with("{\"id\":\"d0\"")
    );
}

#[test]
fn limits_need_isolation_and_sense() {
    let cases: [(&[&str], &str); 4] = [
        (&["--timeout", "3"], "--isolate"),
        (&["--memory-limit", "1G"], "--isolate"),
        (&["--isolate", "--timeout", "0"], "above 0"),
        (&["--isolate", "--memory-limit", "lots"], "for example 2G"),
    ];
    for (arguments, told) in cases {
        let output = run(&[&["run", "seeds"], arguments].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(told), "{}", stderr(&output));
    }
}

#[test]
fn a_worker_without_a_parent_says_what_it_is_for() {
    let output = common::rashomon().arg("worker").stdin(std::process::Stdio::null()).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("run --isolate"), "{}", stderr(&output));
}

#[test]
fn a_library_that_crashes_when_it_is_checked_is_a_message() {
    let folder = tempfile::tempdir().unwrap();
    let wild = wild(folder.path(), "*(volatile int *)0 = 1");
    let output = run(&["plugins", "check", wild.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("segmentation fault (signal 11) while it was tried"),
        "{}",
        stderr(&output)
    );
    let good = library("unruly");
    assert!(stdout(&["plugins", "check", good.to_str().unwrap()]).contains("0 failures"));
}
