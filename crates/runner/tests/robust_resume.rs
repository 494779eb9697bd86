//! Nothing is lost: whatever ends a run, what is in its output is whole, and going on gives what an undisturbed run gives.
#![forbid(unsafe_code)]
#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;
#[path = "common/reports.rs"]
mod reports;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::{rashomon, root, run};
use reports::write_reports;
use serde_json::Value;
use tempfile::TempDir;

/// Nothing here takes so long; what does hangs.
const PATIENCE: Duration = Duration::from_mins(2);

/// A corpus, and where its results go.
struct Place {
    folder: TempDir,
    corpus: String,
}

impl Place {
    fn new(reports: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let corpus = write_reports(folder.path(), reports);
        Self { folder, corpus }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A run into `out.jsonl` with all failures in `errors.jsonl`.
    fn command(&self, extra: &[&str]) -> Command {
        let mut command = rashomon();
        command.args(["run", &self.corpus, "-a", "acronyms,unruly", "--quiet", "--output"]);
        command.arg(self.path("out.jsonl")).arg("--errors").arg(self.path("errors.jsonl"));
        command.args(extra).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// What `out.jsonl` and `errors.jsonl` hold after a run that nothing disturbs; both are taken away.
    fn undisturbed(&self) -> [String; 2] {
        let status = self.command(&[]).status().unwrap();
        assert_eq!(status.code(), Some(1), "some reports cannot be read");
        self.take()
    }

    fn take(&self) -> [String; 2] {
        ["out.jsonl", "errors.jsonl"].map(|it| {
            let text = fs::read_to_string(self.path(it)).unwrap();
            fs::remove_file(self.path(it)).unwrap();
            text
        })
    }

    /// Whether nothing but the corpus is left.
    fn is_clean(&self) -> bool {
        fs::read_dir(self.folder.path()).unwrap().count() == 1
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Whether all lines but the last are whole results, as far as the file is there.
fn is_whole(path: &Path) -> bool {
    let text = fs::read_to_string(path).unwrap_or_default();
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole.lines().all(|it| serde_json::from_str::<Value>(it).is_ok())
}

fn send(signal: &str, child: &Child) {
    let status = Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(status.unwrap().success());
}

/// Waits until the file holds something, or the program is at its end.
fn wait_for(path: &Path, child: &mut Child) {
    let start = Instant::now();
    while fs::metadata(path).map_or(0, |it| it.len()) == 0 && child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < PATIENCE, "{} is not written", path.display());
        thread::sleep(Duration::from_millis(2));
    }
}

/// Numbers that look random and are the same in every test run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

#[test]
fn a_run_killed_again_and_again_ends_like_an_undisturbed_one() {
    let place = Place::new(900);
    let start = Instant::now();
    let undisturbed = place.undisturbed();
    let whole = start.elapsed();
    let mut chance = Chance(0x5eed_0000_0bad_cafe);
    let (mut kills, mut begun) = (0, false);
    // A run that is killed late now and then is through before: then another one begins.
    for _ in 0..60 {
        let jobs = ["1", "3"][chance.below(2) as usize];
        let resume: &[&str] = if begun { &["--resume"] } else { &[] };
        let mut child = place.command(&[resume, &["--jobs", jobs]].concat()).spawn().unwrap();
        if kills < 20 {
            thread::sleep(whole.mul_f64(chance.below(1000) as f64 / 1000.0));
            // Nobody can prevent this one, so nothing can be made good at the end.
            let _ = child.kill();
        }
        let output = child.wait_with_output().unwrap();
        begun = place.path("out.jsonl.partial").exists();
        assert!(is_whole(&place.path("out.jsonl.partial")));
        assert!(is_whole(&place.path("errors.jsonl")));
        match output.status.code() {
            None => kills += 1,
            // Of what an earlier run has done, only the results say whether it failed.
            Some(0 | 1) => {
                let found = place.take();
                assert!(found[0] == undisturbed[0], "results differ after {kills} kills");
                assert!(found[1] == undisturbed[1], "failures differ after {kills} kills");
                assert!(place.is_clean());
                if kills >= 20 {
                    return;
                }
            }
            Some(other) => panic!("status {other}: {}", stderr(&output)),
        }
    }
    panic!("{kills} kills, and no end");
}

#[test]
fn a_file_that_cannot_grow_is_cut_within_a_line_and_gone_on_with() {
    let place = Place::new(200);
    let undisturbed = place.undisturbed();
    // In blocks of 512 or 1024 bytes, as the shell has it; with and without the signal that comes with it.
    for (signal, blocks) in [("trap '' XFSZ;", 8), ("", 9), ("trap '' XFSZ;", 25), ("", 33)] {
        let limited = |resume: &str| {
            let program = place.command(&[]);
            let mut shell = Command::new("sh");
            let script = format!("{signal} ulimit -f {blocks}; exec \"$0\" \"$@\" {resume}");
            shell.args(["-c", &script]).arg(program.get_program()).args(program.get_args());
            shell.current_dir(root()).env("NO_COLOR", "1").output().unwrap()
        };
        let first = limited("");
        assert!(!first.status.success(), "{blocks}");
        if !signal.is_empty() {
            assert_eq!(first.status.code(), Some(2), "{}", stderr(&first));
            assert!(stderr(&first).contains("go on with --resume"), "{}", stderr(&first));
        }
        let partial = fs::read(place.path("out.jsonl.partial")).unwrap();
        assert!(partial.len() >= blocks * 512, "{}", partial.len());
        assert!(is_whole(&place.path("out.jsonl.partial")));
        // Once more, with no more room than before.
        assert!(!limited("--resume").status.success());
        let rest = place.command(&["--resume"]).output().unwrap();
        assert_eq!(rest.status.code(), Some(1), "{}", stderr(&rest));
        assert!(place.take() == undisturbed, "{signal} {blocks}");
        assert!(place.is_clean());
    }
}

#[test]
fn a_signal_to_end_finishes_what_is_in_flight_and_says_how_to_go_on() {
    let place = Place::new(6000);
    let undisturbed = place.undisturbed();
    for signal in ["-TERM", "-INT"] {
        let mut child = place.command(&["--jobs", "1"]).spawn().unwrap();
        wait_for(&place.path("out.jsonl.partial"), &mut child);
        send(signal, &child);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(130), "{}", stderr(&output));
        assert!(stderr(&output).contains("go on with --resume"), "{}", stderr(&output));
        let done = fs::read_to_string(place.path("out.jsonl.partial")).unwrap();
        assert!(done.ends_with('\n') && undisturbed[0].starts_with(&done));
        let failed = fs::read_to_string(place.path("errors.jsonl")).unwrap();
        assert!(undisturbed[1].starts_with(&failed));

        assert_eq!(place.command(&["--resume"]).status().unwrap().code(), Some(1));
        assert!(place.take() == undisturbed);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_is_to_outlive_its_terminal_does() {
    let place = Place::new(6000);
    let undisturbed = place.undisturbed();
    // As nohup starts it.
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' HUP; exec \"$0\" \"$@\""]);
    let program = place.command(&["--jobs", "1"]);
    command.arg(program.get_program()).args(program.get_args()).current_dir(root());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    wait_for(&place.path("out.jsonl.partial"), &mut child);
    send("-HUP", &child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(place.take() == undisturbed);
}

#[test]
fn names_that_come_twice_are_numbered_after_a_stop_as_without_one() {
    let place = Place::new(70);
    let undisturbed = place.undisturbed();
    assert!(undisturbed[0].contains("\"id\":\"report-1#4\""));
    for lines in [1, 24, 46, 47, 69] {
        let done: String = undisturbed[0].split_inclusive('\n').take(lines).collect();
        fs::write(place.path("out.jsonl.partial"), done).unwrap();
        fs::write(place.path("errors.jsonl"), &undisturbed[1]).unwrap();
        place.command(&["--resume"]).status().unwrap();
        assert!(place.take() == undisturbed, "after {lines} lines");
    }
}

#[test]
fn a_run_is_not_gone_on_with_under_other_flags() {
    let place = Place::new(40);
    let stopped = place.command(&["--max-errors", "0"]).status().unwrap();
    assert_eq!(stopped.code(), Some(1));
    let before = fs::read(place.path("out.jsonl.partial")).unwrap();
    let failed = fs::read(place.path("errors.jsonl")).unwrap();
    for (flags, difference) in [
        (&["--offsets", "bytes"][..], "--offsets was chars and is bytes"),
        (&["--with-text"], "--with-text was false and is true"),
        (&["--published", "2022-02-08"], "--published was not given and is 2022-02-08"),
        (&["--set", "unruly.most=3"], "--set was not given and is unruly.most=3"),
        (
            &["-a", "numbers"],
            "what runs was acronyms 0.1.0, unruly 0.0.1 and is acronyms 0.1.0, numbers 0.1.0, unruly",
        ),
        (&["seeds"], "PATHS was "),
    ] {
        let output = place.command(&[flags, &["--resume"]].concat()).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let message = stderr(&output);
        assert!(message.contains("out.jsonl.partial was begun differently: "), "{message}");
        assert!(message.contains(difference), "{message}");
        assert!(fs::read(place.path("out.jsonl.partial")).unwrap() == before);
        assert!(fs::read(place.path("errors.jsonl")).unwrap() == failed);
    }
    // What changes no result may change.
    let harmless = ["--resume", "--jobs", "2", "--max-errors", "50%", "--limit", "1000", "-v"];
    let harmless = place.command(&harmless[..7]).output().unwrap();
    assert_eq!(harmless.status.code(), Some(1), "{}", stderr(&harmless));
    let resumed = place.take();
    assert!(resumed == place.undisturbed());
}

#[test]
fn an_output_that_nobody_can_write_is_told_before_the_run() {
    let place = Place::new(3);
    for output in ["no/such/folder/out.jsonl", "corpus.jsonl/out.jsonl"] {
        let output = place.path(output);
        let refused =
            run(&["run", &place.corpus, "-a", "acronyms", "-o", output.to_str().unwrap()]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused).contains(output.to_str().unwrap()), "{}", stderr(&refused));
        assert!(place.is_clean());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_the_run_and_names_the_output() {
    let place = Place::new(40);
    let output = run(&["run", &place.corpus, "-a", "acronyms", "-f", "jsonl", "-o", "/dev/full"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("cannot write results to /dev/full: No space left"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_reader_that_goes_away_in_the_middle_is_no_failure() {
    let place = Place::new(2000);
    let mut child = rashomon()
        .args(["run", &place.corpus, "-a", "acronyms", "-f", "jsonl", "-q"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut first = [0; 100];
    std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut first).unwrap();
    drop(child.stdout.take());
    let status = child.wait().unwrap();
    // The failures of what was written before count.
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
}

#[test]
fn an_input_that_vanishes_is_a_failure_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| {
        let path = folder.path().join(name);
        fs::write(&path, "The UN met.").unwrap();
        path
    };
    let (first, second) = (file("first.txt"), file("second.txt"));
    let results = folder.path().join("out.jsonl");
    let mut child = rashomon()
        .args(["run", "-"])
        .args([&first, &second])
        .args(["-a", "acronyms", "-o"])
        .arg(&results)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The corpus is opened before the output, and standard input is read before the files.
    let start = Instant::now();
    while !folder.path().join("out.jsonl.partial").exists() {
        assert!(start.elapsed() < PATIENCE);
        thread::sleep(Duration::from_millis(2));
    }
    fs::remove_file(&first).unwrap();
    child.stdin.take().unwrap().write_all(b"The UN met.").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("the file is no longer there"), "{}", stderr(&output));
    let text = fs::read_to_string(&results).unwrap();
    let status: Vec<_> = text.lines().map(|it| it.contains("\"status\":\"ok\"")).collect();
    assert_eq!(status, [true, false, true]);
}
