//! What a user may ask of `rashomon eval`: labels, sources, destinations, and what is said of wrong wishes.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use common::{eval, gold, json_of, run, transcript};
use insta::assert_snapshot;
use serde_json::{Value, json};

#[test]
fn wrong_flags_say_what_is_right() {
    let (folder, file) = gold(&numbers());
    let errors = [
        ["--map", "GPE"],
        ["--overlap", "2"],
        ["--errors=some", "-q"],
        ["--published", "May"],
        ["--published", "2022-02-30"],
        ["-a", "entities,quotes"],
        ["--limit", "0"],
    ];
    let errors = errors.map(|it| {
        let text = eval(folder.path(), &file, &it);
        let error = text.lines().find(|it| it.starts_with("error")).unwrap().to_owned();
        format!("{error}\n")
    });
    assert_snapshot!(errors.concat(), @r"
    error: invalid value 'GPE' for '--map <OLD=NEW>': write OLD=NEW, for example GPE=LOC
    error: invalid value '2' for '--overlap <SHARE>': give a number from 0 to 1
    error: invalid value 'some' for '--errors[=<N>]': give a number, or all
    error: invalid value 'May' for '--published <DATE>': write an ISO 8601 date, for example 2022-02-08
    error: invalid value '2022-02-30' for '--published <DATE>': write an ISO 8601 date, for example 2022-02-08
    error: invalid value 'entities,quotes' for '--analyzer <NAME>': eval measures one analyzer at a time; run it once for each
    error: [gold]/gold.jsonl: a limit of 0 documents leaves nothing to measure; raise --limit
    ");
}

#[test]
fn labels_are_chosen_and_renamed() {
    let text = "Some 300 boats and 20 per cent of the cars left on the 3rd day.";
    let number = |marked: &str, kind: &str| {
        let start = text.find(marked).unwrap();
        json!({"start": start, "end": start + marked.len(), "kind": kind})
    };
    let (_folder, file) = gold(&[json!({
        "text": text, "numbers": [number("300", "COUNT"), number("20 per cent", "Percent")]
    })]);
    let labels = |arguments: &[&str]| {
        let report = json_of(&file, arguments);
        let rows = report["labels"].as_array().unwrap().iter();
        let row = |it: &Value| {
            format!("{} {}/{}", it["label"].as_str().unwrap(), it["lenient"]["right"], it["gold"])
        };
        rows.map(row).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(labels(&[]), "cardinal 0/0, ordinal 0/0, percent 1/1, COUNT 0/1");
    assert_eq!(labels(&["--map", "COUNT=cardinal"]), "cardinal 1/1, ordinal 0/0, percent 1/1");
    assert_eq!(labels(&["--map", "COUNT=cardinal", "--labels", "cardinal"]), "cardinal 1/1");
    assert_eq!(
        labels(&["--map", "COUNT=any,cardinal=any,percent=any,Percent=any", "--labels", "any"]),
        "any 2/2"
    );
}

#[test]
fn labels_are_chosen_whatever_their_case_and_with_a_comma_too_many() {
    let text = "Some 300 boats.";
    let (folder, file) = gold(&[
        json!({"text": text, "numbers": [{"start": 5, "end": 8, "kind": "Cardnal"}, {"start": 5, "end": 8, "kind": "cardinal"}]}),
    ]);
    let chosen = json_of(&file, &["--labels", "CARDINAL,"]);
    assert_eq!(chosen["labels"].as_array().unwrap().len(), 1);
    assert_eq!(chosen["micro"]["gold"], 1);
    let renamed = json_of(&file, &["--map", "cardnal=Cardinal", "--labels", "cardinal"]);
    assert_eq!(renamed["micro"]["gold"], 2);
    let told = |arguments: &[&str]| {
        let text = eval(folder.path(), &file, arguments);
        text.split_once("--- stderr\n").unwrap().1.to_owned()
    };
    let all = [
        told(&["--labels", ","]),
        told(&["--map", "cardinal=percent", "--labels", "cardinal"]),
        told(&["--map", "Boat=percent,Cardnal=cardinal"]),
        told(&["--labels", "cardinal,Cardnal"]),
    ];
    assert_snapshot!(all.concat());
}

#[test]
fn gold_can_come_from_standard_input() {
    use std::io::Write as _;

    let mut child = common::rashomon()
        .args(["eval", "--gold", "-", "-f", "json"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let line = "{\"text\":\"Some 300 boats.\",\"numbers\":[{\"start\":5,\"end\":8}]}";
    child.stdin.take().unwrap().write_all(line.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&report["gold"], &report["documents"]["scored"]), (&json!("stdin"), &json!(1)));
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_names_its_file() {
    let (folder, file) = gold(&numbers());
    let failed = |arguments: &[&str]| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2));
        transcript(&output, &[(folder.path(), "[gold]")])
    };
    let missing = folder.path().join("none/x");
    let missing = missing.to_str().unwrap();
    for target in [missing, "/dev/full"] {
        let named = target.replace(folder.path().to_str().unwrap(), "[gold]");
        let eval = failed(&["eval", "--gold", &file, "-q", "-o", target]);
        let run = failed(&["run", "seeds", "-a", "acronyms", "-q", "-f", "jsonl", "-o", target]);
        for text in [eval, run] {
            assert!(text.contains(&format!("{named}: ")) && !text.contains(".partial"), "{text}");
        }
    }
}

/// Gold for one number.
fn numbers() -> Vec<Value> {
    vec![json!({"text": "Some 300 boats.", "numbers": [{"start": 5, "end": 8}]})]
}
