//! `rashomon eval` as a user meets it: figures, errors, bad gold.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fs;

use common::{eval, gold, json_of, raw, stdout};
use insta::assert_snapshot;
use serde_json::{Value, json};

/// An annotation of `marked`, at its first place in `text`, in code points.
fn annotation(text: &str, marked: &str, label: &str, attributes: &Value) -> Value {
    let start = text.split_once(marked).unwrap().0.chars().count();
    let end = start + marked.chars().count();
    json!({"analyzer": "acronyms", "label": label, "start": start, "end": end, "attributes": attributes})
}

/// Gold for the example plugin: one right, one with a wrong border and attribute, one missed, one spurious.
fn acronyms() -> Vec<Value> {
    let first = "The Oslo Rail Union (ORU) met in Zürich — “not for long”. The Kelp Trade Board (KTB) did not.";
    let second =
        "Nobody asked the Fish Council, or FC, about it. The Port Labour Office (PLO) did.";
    let definition = |text: &str, marked: &str, letters: &str| {
        annotation(text, marked, "definition", &json!({"letters": letters}))
    };
    vec![
        json!({"id": "harbour-1", "text": first, "annotations": [definition(first, "ORU", "ORU"), definition(first, "(KTB)", "KTBD")]}),
        json!({"id": "harbour-2", "text": second, "annotations": [definition(second, "FC", "FC")]}),
    ]
}

#[test]
fn help_names_every_flag_and_form() {
    assert_snapshot!(stdout(&["eval", "--help"]));
}

#[test]
fn figures_and_errors_are_shown_as_tables() {
    let (folder, file) = gold(&acronyms());
    assert_snapshot!(eval(folder.path(), &file, &["--errors"]));
}

#[test]
fn the_same_as_json() {
    let (folder, file) = gold(&acronyms());
    assert_snapshot!(eval(folder.path(), &file, &["--errors=2", "--format", "json"]));
}

#[test]
fn more_errors_than_asked_for_are_counted() {
    let (_folder, file) = gold(&acronyms());
    let text = stdout(&["eval", "--gold", &file, "--errors=1"]);
    assert!(text.ends_with("… and 3 more; --errors=all lists them\n"), "{text}");
    assert_eq!(json_of(&file, &["--errors=all"])["errors"]["listed"].as_array().unwrap().len(), 4);
    assert!(!stdout(&["eval", "--gold", &file]).contains("missed"));
}

#[test]
fn bad_lines_are_left_out_and_named() {
    let text = "There were 300 boats 🎬 and 20 cars.";
    let numbers = |start: usize, end: usize| json!([{"start": start, "end": end, "kind": "cardinal", "value": 300}]);
    let lines = [
        json!({"id": "good", "text": text, "numbers": numbers(11, 14)}).to_string(),
        "{\"id\": \"cut\", \"text\": \"There".to_owned(),
        json!({"id": "silent", "numbers": []}).to_string(),
        json!({"id": "far", "text": text, "numbers": numbers(11, 400)}).to_string(),
        json!({"id": "good", "text": text, "numbers": [{"start": 11, "end": 14, "kind": "cardinl", "value": 300}]}).to_string(),
        json!({"id": "bare", "text": text}).to_string(),
    ];
    let (folder, file) = raw(&lines.join("\n"));
    assert_snapshot!(eval(folder.path(), &file, &[]));
    assert_snapshot!(eval(folder.path(), &file, &["--offsets", "utf16", "--labels", "cardnal"]));
}

#[test]
fn gold_that_cannot_be_used_at_all_says_why() {
    let both =
        json!({"text": "x", "annotations": [{"analyzer": "quotes"}, {"analyzer": "entities"}]});
    let cases: [(&str, &[&str]); 7] = [
        ("", &[]),
        ("{\"text\":\"x\"}", &[]),
        (&both.to_string(), &[]),
        ("{\"text\":\"x\",\"spans\":[]}", &["-a", "entitys"]),
        ("{\"text\":\"x\",\"numbers\":[]}", &["-a", "quotes"]),
        ("{\"text\":\"x\",\"quotes\":[{\"kind\":\"direct\"}]}", &[]),
        ("{\"text\":\"x\",\"timexes\":[{\"start\":0,\"end\":9,\"type\":\"DATE\"}]}", &[]),
    ];
    let transcripts = cases.map(|(text, arguments)| {
        let (folder, file) = raw(text);
        eval(folder.path(), &file, arguments)
    });
    assert_snapshot!(transcripts.join("\n"));
}

#[test]
fn a_document_on_which_the_analyzer_fails_is_left_out() {
    let label = |text: &str| json!([{"start": 0, "end": text.len(), "label": "text"}]);
    let line = |text: &str| json!({"id": text, "text": text, "spans": label(text)});
    let (folder, file) = gold(&[line("A good text."), line("PANIC now.")]);
    assert_snapshot!(eval(folder.path(), &file, &["-a", "unruly"]));
}

#[test]
fn results_of_a_run_are_gold_on_which_it_is_always_right() {
    let results = stdout(&["run", "seeds", "-f", "jsonl", "--with-text"]);
    let (_folder, file) = raw(&results);
    for analyzer in ["entities", "quotes", "numbers", "timeline", "sentiment"] {
        for extra in [&[][..], &["--end-to-end"]] {
            let report = json_of(&file, &[&["-a", analyzer], extra].concat());
            assert_eq!(report["micro"]["lenient"]["f1"], 1.0, "{analyzer} {extra:?}");
            assert_eq!(report["documents"], json!({"scored": 5, "failed": 0}));
            for attribute in report["attributes"].as_array().unwrap() {
                let right = attribute.get("accuracy").or(attribute.get("pearson")).unwrap();
                assert!(right.as_f64().unwrap() > 0.999_999, "{analyzer}: {attribute}");
            }
            let errors = report["errors"]["counts"].as_object().unwrap();
            assert!(errors.values().all(|it| it == 0), "{analyzer}: {errors:?}");
        }
    }
}

#[test]
fn sentiment_is_judged_toward_the_targets_that_gold_gives() {
    let text = "Critics called Anna Berg a corrupt liar. Ola Dahl came by train.";
    let line = |id: &str, target: &str, label: &str| {
        let start = text.find(target).unwrap();
        json!({"id": id, "text": text, "label": label, "target": {"start": start, "end": start + target.len()}})
    };
    let (_folder, file) =
        gold(&[line("a", "Anna Berg", "negative"), line("b", "Ola Dahl", "positive")]);
    let report = json_of(&file, &["--errors"]);
    assert_eq!((&report["matching"], &report["accuracy"]), (&json!("given"), &json!(0.5)));
    assert_eq!(report["micro"]["strict"], Value::Null);
    let listed = report["errors"]["listed"].as_array().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!((&listed[0]["document"], &listed[0]["kind"]), (&json!("b"), &json!("wrong_label")));
}

#[test]
fn a_judgement_without_a_target_is_of_the_text_or_of_its_sentence() {
    let text = "The choir gave a wonderful concert. The crisis meeting ended at noon.";
    let line = |extra: Value| {
        let mut line = json!({"text": text, "label": "positive", "score": 0.5});
        line.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        line
    };
    for (extra, unit) in [(json!({}), "document"), (json!({"unit": "sentence"}), "sentence")] {
        let (_folder, file) = gold(&[line(extra)]);
        let report = json_of(&file, &["--errors"]);
        assert_eq!(report["any_label"]["lenient"]["right"], 1, "{unit}: {report:#}");
        assert_eq!(report["any_label"]["found"], 1, "{unit}");
    }
}

#[test]
fn jobs_do_not_change_a_byte_and_output_is_a_file() {
    let lines: Vec<_> = (0..200)
        .map(|it| {
            let text = format!("Zoë counted {it} boats.");
            let end = 12 + it.to_string().len();
            json!({"id": it, "text": text, "numbers": [{"start": 12, "end": end, "kind": "cardinal", "value": it}]})
        })
        .collect();
    let (folder, file) = gold(&lines);
    let with =
        |jobs: &str| stdout(&["eval", "--gold", &file, "--errors=all", "-f", "json", "-j", jobs]);
    let one = with("1");
    assert!(one == with("4"), "four jobs differ from one");
    assert_eq!(serde_json::from_str::<Value>(&one).unwrap()["documents"]["scored"], 200);
    let report = folder.path().join("report.json");
    let path = report.to_str().unwrap();
    let quiet = stdout(&["eval", "--gold", &file, "--errors=all", "-f", "json", "-o", path]);
    assert!(quiet.is_empty() && fs::read_to_string(&report).unwrap() == one);
}
