//! Settings: flags over the environment over `rashomon.toml` over what is built in; what is wrong with them is named.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use common::{rashomon, root};
use serde_json::Value;
use tempfile::TempDir;

/// A folder to work in, with a report and a `rashomon.toml`.
struct Place(TempDir);

impl Place {
    fn new(config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("report.txt"), "The UN said 300 people came.").unwrap();
        fs::write(folder.path().join("rashomon.toml"), config).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = rashomon();
        command.args(arguments).current_dir(self.0.path()).env("HOME", self.0.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn stdout(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a command that cannot start says.
    fn error(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
        // The folder is a different one each time.
        let text = String::from_utf8(output.stderr).unwrap();
        let real = self.0.path().canonicalize().unwrap();
        text.replace(&format!("{}/", real.display()), "")
            .replace(&format!("{}/", self.0.path().display()), "")
    }
}

/// Value and origin of a setting, as `rashomon config` has them.
fn setting(json: &str, name: &str) -> (Value, String) {
    let json: Value = serde_json::from_str(json).unwrap();
    let all = json["settings"].as_array().unwrap();
    let row = all.iter().find(|it| it["name"] == name).unwrap_or_else(|| panic!("{name}: {json}"));
    (row["value"].clone(), row["from"].as_str().unwrap().to_owned())
}

#[test]
fn a_file_sets_what_flags_would() {
    let place = Place::new("analyzers = [\"numbers\"]\nformat = \"jsonl\"\nwith_text = true\n");
    let text = place.stdout(&["run", "report.txt"]);
    let document: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["text"], "The UN said 300 people came.");
    let annotations = document["annotations"].as_array().unwrap();
    assert!(!annotations.is_empty() && annotations.iter().all(|it| it["analyzer"] == "numbers"));
}

#[test]
fn a_file_is_found_above_and_another_can_be_named_or_none() {
    let place = Place::new("format = \"jsonl\"\n");
    fs::create_dir(place.path("inner")).unwrap();
    fs::write(place.path("other.toml"), "format = \"csv\"\n").unwrap();
    let first = |extra: &[&str]| {
        let mut command = place.command(&["run", "../report.txt", "-a", "acronyms"]);
        let output = command.args(extra).current_dir(place.path("inner")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout[..4].to_vec()
    };
    assert_eq!(first(&[]), b"{\"id");
    assert_eq!(first(&["--config", "../other.toml"]), b"docu");
    assert_ne!(first(&["--no-config"]), b"{\"id");
}

#[test]
fn flags_win_over_the_environment_over_the_file_over_defaults() {
    let place = Place::new("jobs = 2\nlimit = 20\noffsets = \"bytes\"\n");
    let shown = |arguments: &[&str]| {
        let mut command = place.command(&[&["config", "--json"], arguments].concat());
        let output = command.env("RASHOMON_LIMIT", "30").env("RASHOMON_OFFSETS", "utf16");
        String::from_utf8(output.output().unwrap().stdout).unwrap()
    };
    let json = shown(&["run", "--limit", "40"]);
    let (value, from) = setting(&json, "jobs");
    assert!(value == "2" && from.ends_with("rashomon.toml:1"), "{value} {from}");
    assert_eq!(setting(&json, "limit"), ("40".into(), "flag".into()));
    assert_eq!(setting(&json, "offsets"), ("utf16".into(), "RASHOMON_OFFSETS".into()));
    assert_eq!(setting(&json, "max-document-size"), ("100000000".into(), "default".into()));
    assert_eq!(setting(&json, "published"), (Value::Null, "default".into()));
    assert_eq!(setting(&shown(&[]), "limit"), ("30".into(), "RASHOMON_LIMIT".into()));
}

#[test]
fn config_shows_every_setting_and_where_it_comes_from() {
    let place = Place::new("quiet = true\n[set]\nquotes.indirect = false\n");
    let text = place.stdout(&["config"]);
    let row = |name: &str| {
        let row = text.lines().find(|it| it.starts_with(&format!("{name} ")));
        row.unwrap_or_else(|| panic!("{name}: {text}"))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert!(row("quiet").starts_with("quiet true ") && row("quiet").ends_with("rashomon.toml:1"));
    assert!(row("set quotes.indirect").ends_with("rashomon.toml:3"), "{text}");
    assert_eq!(row("with-text"), "with-text false default");
    for name in ["analyzers", "plugin", "max-errors", "set numbers.", "color"] {
        assert!(text.contains(&format!("\n{name}")), "{name}: {text}");
    }
}

#[test]
fn options_of_analyzers_that_do_not_run_are_passed_over_and_unknown_ones_are_errors() {
    let place = Place::new("[set]\nunruly.most = 1\n");
    assert!(place.run(&["run", "report.txt", "-a", "numbers"]).status.success());
    for (config, error) in [
        (
            "[set]\nunruli.most = 1\n",
            "rashomon.toml:2: there is no analyzer named unruli; did you mean unruly?",
        ),
        (
            "[set.unruly]\n\nmots = 1\n",
            "rashomon.toml:3: unruly has no option mots; did you mean most?",
        ),
        (
            "set.unruly.most = \"many\"",
            "rashomon.toml:1: unruly.most takes a whole number, not \"many\"",
        ),
    ] {
        fs::write(place.path("rashomon.toml"), config).unwrap();
        let message = place.error(&["run", "report.txt", "-a", "numbers"]);
        assert_eq!(message, format!("error: {error}\n"));
    }
}

#[test]
fn an_option_that_is_typed_wins_over_that_of_the_file() {
    let place = Place::new("[set]\nunruly.most = -1\n");
    let run = |extra: &[&str]| place.run(&[&["run", "report.txt", "-a", "unruly"], extra].concat());
    assert_eq!(run(&[]).status.code(), Some(2), "the analyzer refuses what the file says");
    assert!(run(&["--set", "unruly.most=500"]).status.success());
}

#[test]
fn what_is_wrong_is_named_with_file_line_and_the_nearest_name() {
    for (config, error) in [
        (
            "\nanalysers = [\"quotes\"]\n",
            "rashomon.toml:2: there is no setting analysers; did you mean analyzers?",
        ),
        (
            "jobs = \"many\"",
            "rashomon.toml:1: jobs does not take \"many\": invalid digit found in string",
        ),
        ("jobs = [1, 2]", "rashomon.toml:1: jobs takes one value, not a list"),
        ("with-text = 1", "rashomon.toml:1: with-text takes true or false"),
        ("published = true", "rashomon.toml:1: published takes a value, not true"),
        (
            "format = \"jsonlines\"",
            "rashomon.toml:1: format does not take \"jsonlines\"; did you mean jsonl?",
        ),
        ("[runs]\njobs = 1\n", "rashomon.toml:2: there is no table [runs]; did you mean run?"),
        ("[eval]\nwith-text = true\n", "rashomon.toml:2: there is no setting with-text; "),
    ] {
        let place = Place::new(config);
        let message = place.error(&["run", "report.txt"]);
        assert!(message.starts_with(&format!("error: {error}")), "{config}: {message}");
    }
}

#[test]
fn a_setting_that_another_command_has_is_passed_over() {
    let place = Place::new("with-text = true\nformat = \"jsonl\"\nmin-overlap = 1\n");
    fs::write(place.path("rashomon.toml"), "with-text = true\nformat = \"jsonl\"\noverlap = 0.5\n")
        .unwrap();
    let tables = place.stdout(&["compare", "report.txt", "-a", "numbers"]);
    assert!(!tables.starts_with('{'), "{tables}");
    assert!(place.stdout(&["run", "report.txt", "-a", "numbers"]).starts_with('{'));
}

#[test]
fn a_table_of_a_command_holds_for_that_command() {
    let place =
        Place::new("format = \"csv\"\n[run]\nformat = \"jsonl\"\n[compare]\nformat = \"json\"\n");
    assert!(place.stdout(&["run", "report.txt", "-a", "numbers"]).starts_with("{\"id\""));
    assert!(place.stdout(&["compare", "report.txt", "-a", "numbers"]).starts_with("{\"tables\""));
}

#[test]
fn a_flag_that_is_at_odds_with_the_file_wins() {
    let place = Place::new("verbose = 2\n");
    assert!(place.run(&["run", "report.txt", "-a", "numbers", "--quiet"]).status.success());
    let loud = place.run(&["run", "report.txt", "-a", "numbers"]);
    assert!(String::from_utf8(loud.stderr).unwrap().contains("numbers 0.1.0 from "));
}

#[test]
fn a_file_that_was_found_loads_no_code_and_writes_no_file() {
    for (setting, why) in [
        ("plugin = [\"./librashomon_evil.so\"]", "what code is loaded"),
        ("plugin_dir = [\".\"]", "what code is loaded"),
        ("trust = true", "what code is loaded"),
        ("allow = []", "what code is loaded"),
        ("output = \"over.jsonl\"", "what is overwritten"),
        ("errors = \"over.jsonl\"", "what is overwritten"),
        ("[run]\noutput = \"over.jsonl\"", "what is overwritten"),
    ] {
        let place = Place::new(setting);
        let message = place.error(&["run", "report.txt"]);
        assert!(
            message.contains("taken only from a file that is named with --config"),
            "{message}"
        );
        assert!(message.contains(why), "{message}");
        assert!(!place.path("over.jsonl").exists());
    }
}

#[test]
fn paths_in_a_file_lie_beside_it() {
    let place = Place::new("");
    fs::create_dir(place.path("inner")).unwrap();
    fs::write(place.path("inner/mine.toml"), "output = \"out.jsonl\"\nanalyzers = \"numbers\"\n")
        .unwrap();
    place.stdout(&["run", "report.txt", "--config", "inner/mine.toml"]);
    assert!(place.path("inner/out.jsonl").exists());
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_write_is_not_found_but_can_be_named() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = Place::new("format = \"jsonl\"\n");
    fs::set_permissions(place.0.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let message = place.error(&["run", "report.txt"]);
    assert!(message.contains("every user of this machine can write its folder"), "{message}");
    assert!(message.contains("--no-config"), "{message}");
    assert!(place.run(&["run", "report.txt", "--no-config", "-a", "numbers"]).status.success());
    assert!(
        place
            .run(&["run", "report.txt", "--config", "rashomon.toml", "-a", "numbers"])
            .status
            .success()
    );
}

#[test]
fn resuming_minds_what_the_file_sets() {
    let place = Place::new("[set]\nunruly.most = 2\n");
    let broken =
        "{\"id\":\"a\",\"text\":\"All well.\"}\nno json\n{\"id\":\"b\",\"text\":\"Well.\"}\n";
    fs::write(place.path("corpus.jsonl"), broken).unwrap();
    let command = ["run", "corpus.jsonl", "-a", "unruly", "-o", "out.jsonl"];
    let stopped = place.run(&[&command[..], &["--max-errors", "0"]].concat());
    assert_eq!(stopped.status.code(), Some(1));
    fs::write(place.path("rashomon.toml"), "[set]\nunruly.most = 3\n").unwrap();
    let message = place.error(&[&command[..], &["--resume"]].concat());
    assert!(message.contains("[set] was unruly.most=2 and is unruly.most=3"), "{message}");
}

#[test]
fn the_sources_of_this_program_have_no_settings_of_their_own() {
    // Or every test would run with them.
    assert!(!root().join("rashomon.toml").exists());
}
