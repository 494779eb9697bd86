//! Worker processes and whoever kills them, or their parent.
#![forbid(unsafe_code)]
#![cfg(target_os = "linux")]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::{compile, rashomon};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Says that it is at a document that says `WAIT`, and goes on when it is told to; `LOOP` never goes on.
const PATIENT: &str = r#"
#define _DEFAULT_SOURCE
#include <rashomon.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#define STR(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}
static const RashomonLabel labels[] = {{.name = STR("text"), .doc = STR("the text")}};
static const RashomonInfo info = {
    .struct_size = sizeof(RashomonInfo), .label_stride = sizeof(RashomonLabel), .attribute_stride = sizeof(RashomonKey),
    .need_stride = sizeof(RashomonNeed), .example_stride = sizeof(RashomonExample), .option_stride = sizeof(RashomonOpt),
    .name = STR("patient"), .version = STR("1"), .summary = STR("Waits."), .labels = labels, .labels_len = 1,
};
static int instance;
static void *create(const RashomonAttribute *given, uintptr_t len, const RashomonReport *report) {
    (void)given, (void)len, (void)report;
    return &instance;
}
static void destroy(void *it) { (void)it; }
static int32_t analyze(const void *it, const RashomonDocument *document, const RashomonSink *sink) {
    (void)it;
    char entered[4096], go[4096];
    snprintf(entered, sizeof entered, "%s/entered", getenv("RASHOMON_TEST_FOLDER"));
    snprintf(go, sizeof go, "%s/go", getenv("RASHOMON_TEST_FOLDER"));
    int wait = document->text.len >= 4 && !memcmp(document->text.ptr, "WAIT", 4);
    int loop = document->text.len >= 4 && !memcmp(document->text.ptr, "LOOP", 4);
    if (wait || loop) close(open(entered, O_CREAT | O_WRONLY, 0600));
    while (loop || (wait && access(go, F_OK))) usleep(1000);
    sink->emit(sink->report.context, 0, 0, (uint32_t)document->text.len, NULL, 0, NULL);
    return RASHOMON_STATUS_OK;
}
static const RashomonPlugin plugin = {
    .header = {.magic = {'R','A','S','H','O','M','O','N'}, .major = RASHOMON_MAJOR, .minor = RASHOMON_MINOR,
               .struct_size = sizeof(RashomonPlugin)},
    .info = &info, .create = create, .destroy = destroy, .analyze = analyze,
};
const RashomonPlugin *rashomon_plugin_v1_rashomon_patient(void) { return &plugin; }
"#;

/// A run of the patient plugin with one worker over a document of `first` and many more.
struct Scene {
    folder: TempDir,
    plugin: PathBuf,
    corpus: PathBuf,
    results: PathBuf,
}

impl Scene {
    fn new(first: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let plugin = compile(PATIENT, folder.path(), "patient");
        let text = |index| if index == 0 { first } else { "Well." };
        let line = |it: usize| json!({"id": format!("d{it}"), "text": text(it)}).to_string();
        let lines: Vec<_> = (0..400).map(line).collect();
        let corpus = folder.path().join("corpus.jsonl");
        fs::write(&corpus, lines.join("\n")).unwrap();
        let results = folder.path().join("results.jsonl");
        Self { folder, plugin, corpus, results }
    }

    /// Starts the run in a group of processes of its own, as a shell does, and waits until the worker is at the first
    /// document.
    fn start(&self) -> (Child, Pid) {
        let mut command = rashomon();
        command.arg("run").arg(&self.corpus).arg("--plugin").arg(&self.plugin);
        command.args(["-a", "patient", "-j", "1", "-q", "--isolate", "--timeout", "900"]);
        command.arg("-o").arg(&self.results).env("RASHOMON_TEST_FOLDER", self.folder.path());
        let child =
            command.process_group(0).stderr(Stdio::null()).stdin(Stdio::null()).spawn().unwrap();
        until("the worker is at the document", || self.folder.path().join("entered").exists());
        let workers = children(child.id());
        assert_eq!(workers.len(), 1);
        (child, workers[0])
    }

    fn go(&self) {
        fs::write(self.folder.path().join("go"), "").unwrap();
    }

    /// What a run without isolation writes when nobody disturbs it.
    fn undisturbed(&self) -> String {
        self.go();
        let mut command = rashomon();
        command.arg("run").arg(&self.corpus).arg("--plugin").arg(&self.plugin);
        command.args(["-a", "patient", "-q", "-f", "jsonl"]);
        let output = command.env("RASHOMON_TEST_FOLDER", self.folder.path()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

/// Waits for what will surely come.
fn until(what: &str, happened: impl Fn() -> bool) {
    let start = Instant::now();
    while !happened() {
        assert!(start.elapsed() < Duration::from_mins(2), "not after two minutes: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// State and parent of a process; `None` if there is none.
fn state(process: &str) -> Option<(char, u32)> {
    let stat = fs::read_to_string(Path::new("/proc").join(process).join("stat")).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace();
    Some((fields.next()?.chars().next()?, fields.next()?.parse().ok()?))
}

/// The living children of a process.
fn children(parent: u32) -> Vec<Pid> {
    let names = fs::read_dir("/proc").unwrap().map(|it| it.unwrap().file_name());
    let names = names.filter_map(|it| it.to_str().map(str::to_owned));
    let own = names.filter(|it| state(it).is_some_and(|(state, it)| it == parent && state != 'Z'));
    own.filter_map(|it| Pid::from_raw(it.parse().ok()?)).collect()
}

fn is_gone(process: Pid) -> bool {
    state(&process.as_raw_nonzero().to_string()).is_none_or(|(state, _)| state == 'Z')
}

fn pid(child: &Child) -> Pid {
    Pid::from_raw(child.id() as i32).unwrap()
}

#[test]
fn a_worker_that_is_killed_from_outside_costs_nothing() {
    let scene = Scene::new("WAIT.");
    let (mut child, worker) = scene.start();
    kill_process(worker, Signal::KILL).unwrap();
    scene.go();
    assert!(child.wait().unwrap().success());
    assert_eq!(fs::read_to_string(&scene.results).unwrap(), scene.undisturbed());
}

#[test]
fn a_worker_that_is_stopped_for_ever_is_late() {
    let scene = Scene::new("WAIT.");
    let mut command = rashomon();
    command.arg("run").arg(&scene.corpus).arg("--plugin").arg(&scene.plugin);
    command.args(["-a", "patient", "-j", "1", "-q", "--isolate", "--timeout", "20", "-o"]);
    command.arg(&scene.results).env("RASHOMON_TEST_FOLDER", scene.folder.path());
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    until("the worker is at the document", || scene.folder.path().join("entered").exists());
    let workers = children(child.id());
    kill_process(workers[0], Signal::STOP).unwrap();
    scene.go();
    // The second worker finds that it need not wait.
    assert!(child.wait().unwrap().success());
    assert_eq!(fs::read_to_string(&scene.results).unwrap(), scene.undisturbed());
    assert!(is_gone(workers[0]));
}

#[test]
fn a_parent_that_is_killed_takes_its_looping_workers_along() {
    let scene = Scene::new("LOOP.");
    let (mut child, worker) = scene.start();
    kill_process(pid(&child), Signal::KILL).unwrap();
    child.wait().unwrap();
    until("the worker is gone", || is_gone(worker));
}

#[test]
fn the_first_interrupt_lets_the_document_in_flight_be_finished() {
    let scene = Scene::new("WAIT.");
    let (mut child, worker) = scene.start();
    kill_process_group(pid(&child), Signal::INT).unwrap();
    assert!(!is_gone(worker));
    scene.go();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let kept = fs::read_to_string(scene.results.with_extension("jsonl.partial")).unwrap();
    let first: Value = serde_json::from_str(kept.lines().next().unwrap()).unwrap();
    assert_eq!((&first["id"], &first["status"]), (&json!("d0"), &json!("ok")));
    assert!(kept.ends_with('\n') && kept.lines().count() < 400);
    until("the worker is gone", || is_gone(worker));
}

#[test]
fn the_second_interrupt_ends_workers_too() {
    let scene = Scene::new("LOOP.");
    let (mut child, worker) = scene.start();
    kill_process_group(pid(&child), Signal::INT).unwrap();
    // Of two signals of one kind at once the system may deliver one.
    until("the parent ends", || {
        let _ = kill_process_group(pid(&child), Signal::INT);
        thread::sleep(Duration::from_millis(50));
        state(&child.id().to_string()).is_none_or(|(state, _)| state == 'Z')
    });
    assert_eq!(child.wait().unwrap().code(), Some(130));
    until("the worker is gone", || is_gone(worker));
}

#[test]
fn nothing_of_a_run_that_is_done_stays_behind() {
    let scene = Scene::new("WAIT.");
    let (mut child, worker) = scene.start();
    scene.go();
    assert!(child.wait().unwrap().success());
    assert!(is_gone(worker));
}
