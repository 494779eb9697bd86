//! `rashomon compare` and `rashomon report` as a user runs them, on two small corpora of invented events with planted
//! agreements, disputes and traps.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::common::{run, stdout};

const FERRY: &str = "crates/runner/tests/accounts/ferry";
const STRIKE: &str = "crates/runner/tests/accounts/strike";

/// The rows of a table, each by the names of its columns.
struct Rows(Vec<Map<String, Value>>);

impl Rows {
    fn of(json: &str, name: &str) -> Self {
        let all: Value = serde_json::from_str(json).unwrap();
        let tables = all["tables"].as_array().unwrap();
        let table = tables.iter().find(|it| it["name"] == name).unwrap();
        let columns: Vec<_> = table["columns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["name"].as_str().unwrap())
            .collect();
        let row = |cells: &Value| {
            let cells = cells.as_array().unwrap();
            assert_eq!(cells.len(), columns.len());
            columns.iter().map(|it| (*it).to_owned()).zip(cells.iter().cloned()).collect()
        };
        Self(table["rows"].as_array().unwrap().iter().map(row).collect())
    }

    /// The rows of a report whose text holds `part`.
    fn find<'a>(
        &'a self,
        document: &'a str,
        part: &'a str,
    ) -> impl Iterator<Item = &'a Map<String, Value>> {
        self.0.iter().filter(move |it| {
            it["document"] == document && it["text"].as_str().unwrap().contains(part)
        })
    }

    /// What the column says of the places, of which each must have a row.
    fn all(&self, column: &str, places: &[(&str, &str)]) -> Vec<Vec<Value>> {
        let values = |(document, part): &(&str, &str)| {
            let values: Vec<_> = self.find(document, part).map(|it| it[column].clone()).collect();
            assert!(!values.is_empty(), "no row of {document} holds {part:?}");
            values
        };
        places.iter().map(values).collect()
    }

    /// Whether one thing has rows at all of these places.
    fn are_one(&self, column: &str, places: &[(&str, &str)]) -> bool {
        let all = self.all(column, places);
        all[0].iter().any(|it| all.iter().all(|values| values.contains(it)))
    }

    /// Whether no thing has rows at both places.
    fn are_apart(&self, column: &str, one: (&str, &str), other: (&str, &str)) -> bool {
        let all = self.all(column, &[one, other]);
        !all[0].iter().any(|it| all[1].contains(it))
    }
}

fn compared(paths: &[&str]) -> String {
    stdout(&[&["compare"], paths, &["--format", "json"]].concat())
}

#[test]
fn help_names_every_flag() {
    insta::assert_snapshot!("help_of_compare", stdout(&["compare", "--help"]));
    insta::assert_snapshot!("help_of_report", stdout(&["report", "--help"]));
}

#[test]
fn two_events_are_two_stories() {
    let json = compared(&[FERRY, STRIKE]);
    let stories: Vec<_> =
        Rows::of(&json, "stories").0.iter().map(|it| it["story"].clone()).collect();
    assert_eq!(stories, [1, 1, 1, 2, 2, 2].map(Value::from));
    let outlets = Rows::of(&json, "stories").0.into_iter().map(|it| it["outlet"].clone());
    assert_eq!(outlets.collect::<Vec<_>>()[0], "Daily Ledger");
}

#[test]
fn tables_of_the_samples() {
    insta::assert_snapshot!("ferry", stdout(&["compare", FERRY]));
    insta::assert_snapshot!("strike", stdout(&["compare", STRIKE]));
    insta::assert_snapshot!("seeds", stdout(&["compare", "seeds"]));
    insta::assert_snapshot!("seeds_json", compared(&["seeds"]));
}

#[test]
fn one_promise_in_three_wordings_is_one_utterance() {
    let rows = Rows::of(&compared(&[FERRY]), "utterances");
    let promise = "rebuild the quay before the summer";
    assert!(
        rows.are_one("utterance", &[("post", promise), ("wire", promise), ("ledger", promise)])
    );
    assert!(rows.are_apart(
        "utterance",
        ("post", promise),
        ("wire", "not vote to rebuild the quay")
    ));
    let speakers = rows.all("speaker", &[("post", promise), ("ledger", promise)]);
    assert!(speakers.iter().flatten().all(|it| it == "Ilse Tarnow"), "{speakers:?}");
}

#[test]
fn words_shared_by_different_speakers_do_not_make_one_utterance() {
    let rows = Rows::of(&compared(&[FERRY]), "utterances");
    assert!(rows.are_apart(
        "utterance",
        ("ledger", "There was no warning"),
        ("wire", "three warnings")
    ));
    let rows = Rows::of(&compared(&[STRIKE]), "utterances");
    assert!(rows.are_apart("utterance", ("morning", "We cannot pay"), ("weekly", "We will pay")));
    assert!(rows.are_apart(
        "utterance",
        ("morning", "waited long enough"),
        ("weekly", "waited in vain")
    ));
}

#[test]
fn a_sentence_its_report_and_its_echo_are_one_utterance() {
    let rows = Rows::of(&compared(&[STRIKE]), "utterances");
    let slap = "a slap in the face of every passenger";
    assert!(rows.are_one("utterance", &[("morning", slap), ("evening", slap), ("weekly", slap)]));
    let waited = "waited long enough";
    assert!(rows.are_one("utterance", &[("morning", waited), ("evening", waited)]));
}

#[test]
fn figures_agree_fit_or_clash() {
    let rows = Rows::of(&compared(&[FERRY]), "figures");
    let verdicts = |document, part| -> Vec<_> {
        rows.find(document, part).map(|it| it["verdict"].as_str().unwrap().to_owned()).collect()
    };
    assert!(rows.are_one("figure", &[("post", "312"), ("wire", "312")]));
    assert_eq!(verdicts("post", "312"), ["agree"]);
    assert!(rows.are_one("figure", &[("post", "40"), ("wire", "40"), ("ledger", "43")]));
    assert_eq!(verdicts("ledger", "43"), ["compatible"]);
    assert!(rows.are_apart("figure", ("post", "312"), ("ledger", "900")));
    // Two sources put the damage at 12 and at 30 million euros. What links the two is their meaning alone, so they stand
    // apart: a wrong merge is worse than a missed one.
    assert_eq!(verdicts("wire", "30 million"), ["alone"]);
    let rows = Rows::of(&compared(&[STRIKE]), "figures");
    assert!(rows.are_one("figure", &[("morning", "9%"), ("evening", "9 percent")]));
    assert!(rows.are_apart("figure", ("morning", "9%"), ("morning", "4%")));
    assert!(rows.are_apart("figure", ("morning", "4%"), ("weekly", "6%")));
    assert!(rows.are_one("figure", &[("evening", "1,200"), ("weekly", "900")]));
    assert!(rows.find("weekly", "900").all(|it| it["verdict"] == "dispute"));
}

#[test]
fn relatives_and_namesakes_are_two_and_spellings_of_one_name_are_one() {
    let names = |corpus| -> Vec<_> {
        let rows = Rows::of(&compared(&[corpus]), "entities").0;
        let people = rows.into_iter().filter(|it| it["label"] == "PER");
        people.map(|it| it["canonical"].as_str().unwrap().to_owned()).collect()
    };
    let ferry = names(FERRY);
    for name in ["Ilse Tarnow", "Karl Tarnow", "Boris Hallin"] {
        assert_eq!(ferry.iter().filter(|it| *it == name).count(), 1, "{ferry:?}");
    }
    assert_eq!(ferry.iter().filter(|it| it.ends_with("Volkonin")).count(), 1, "{ferry:?}");
    let strike = names(STRIKE);
    assert!(strike.iter().any(|it| it == "Tomas Brandl"), "{strike:?}");
    assert!(strike.iter().any(|it| it == "Edita Brandl"), "{strike:?}");
}

#[test]
fn what_is_to_come_in_one_report_and_over_in_another_is_one_event() {
    let events = Rows::of(&compared(&[FERRY]), "events").0;
    let thursday: Vec<_> = events.iter().filter(|it| it["begin"] == "2031-03-06").collect();
    assert!(
        thursday.iter().any(|it| it["documents"].as_array().unwrap().len() == 3),
        "{thursday:?}"
    );
}

#[test]
fn tone_has_a_row_for_each_target_voice_and_report() {
    let tone = Rows::of(&compared(&[STRIKE]), "tone").0;
    assert!(!tone.is_empty());
    let mut keys: Vec<_> = tone
        .iter()
        .map(|it| format!("{}|{}|{}", it["document"], it["target"], it["voice"]))
        .collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all);
    assert!(tone.iter().all(|it| it["n"].as_i64().unwrap() > 0));
}

#[test]
fn the_same_bytes_with_one_worker_or_many() {
    let jobs =
        |jobs| stdout(&["compare", "seeds", FERRY, STRIKE, "--format", "json", "--jobs", jobs]);
    assert_eq!(jobs("1"), jobs("5"));
}

#[test]
fn stories_can_come_from_a_field() {
    let json = stdout(&[
        "compare",
        FERRY,
        STRIKE,
        "--format",
        "json",
        "--stories",
        "outlet",
        "-a",
        "numbers",
    ]);
    let stories: Vec<_> =
        Rows::of(&json, "stories").0.iter().map(|it| it["story"].clone()).collect();
    assert_eq!(stories, [1, 2, 3, 4, 5, 6].map(Value::from));
}

#[test]
fn a_field_that_no_document_has_is_told() {
    let output = run(&["compare", FERRY, "--stories", "storey", "-a", "numbers"]);
    assert!(
        String::from_utf8_lossy(&output.stderr)
            .contains("no document has the metadata field storey")
    );
}

#[test]
fn a_place_that_cannot_be_written_is_told_before_the_run() {
    for command in ["compare", "report"] {
        let output = run(&[command, "seeds", "-o", "/nowhere/at/all.json"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("/nowhere/at/all.json"));
    }
}

#[test]
fn tables_of_analyzers_that_were_not_chosen_are_left_out() {
    let json = stdout(&["compare", FERRY, "--format", "json", "-a", "quotes"]);
    let all: Value = serde_json::from_str(&json).unwrap();
    let names: Vec<_> =
        all["tables"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["stories", "utterances"]);
}

#[test]
fn results_of_a_run_can_be_compared() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("results.jsonl");
    let path = path.to_str().unwrap();
    stdout(&["run", "seeds", "--with-text", "--with-needed", "--output", path]);
    assert_eq!(compared(&["seeds"]), compared(&[path]));
    // Read with another unit, most annotations are elsewhere: that is told.
    let output = run(&["compare", path, "--offsets", "bytes"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("check --offsets"));
    // The page names the file, which is another one; all that was found is the same.
    let marks = |corpus: &str, name: &str| {
        let page = folder.path().join(name);
        stdout(&["report", corpus, "-o", page.to_str().unwrap()]);
        fs::read_to_string(page).unwrap().matches("<mark ").count()
    };
    assert_eq!(marks("seeds", "direct.html"), marks(path, "again.html"));
}

#[test]
fn offsets_are_code_points_of_the_report() {
    let rows = Rows::of(&compared(&["seeds"]), "utterances");
    for row in &rows.0 {
        let id = row["document"].as_str().unwrap();
        let text = fs::read_to_string(common::root().join(format!("seeds/{id}.txt"))).unwrap();
        let (start, end) = (row["start"].as_u64().unwrap(), row["end"].as_u64().unwrap());
        let there: String =
            text.chars().skip(start as usize).take((end - start) as usize).collect();
        assert_eq!(there, row["text"].as_str().unwrap());
    }
}

#[test]
fn a_report_that_cannot_be_read_costs_itself_alone() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus.jsonl");
    let line = |id: &str| {
        let text = fs::read_to_string(common::root().join(format!("{FERRY}/{id}.txt"))).unwrap();
        serde_json::json!({"id": id, "text": text, "published": "2031-03-03"}).to_string()
    };
    fs::write(&corpus, format!("{}\n{{\"id\": 5\n{}\n", line("post"), line("wire"))).unwrap();
    let output = run(&["compare", corpus.to_str().unwrap(), "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 2"));
    let stories = Rows::of(&String::from_utf8(output.stdout).unwrap(), "stories").0;
    assert_eq!(stories.len(), 2);
}

#[test]
fn nothing_to_compare_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("empty.txt");
    fs::write(&file, "").unwrap();
    let text = stdout(&["compare", file.to_str().unwrap()]);
    assert!(text.contains("one report, nothing to compare it with"), "{text}");
}

#[test]
fn a_page_is_written_for_a_story_or_for_each() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("report.html");
    stdout(&["report", FERRY, "-o", page.to_str().unwrap()]);
    let html = fs::read_to_string(&page).unwrap();
    assert!(html.contains("Velmora") && html.contains("default-src 'none'"));
    let site = folder.path().join("site/");
    stdout(&["report", FERRY, STRIKE, "-o", &format!("{}/", site.display())]);
    let read = |name: &str| fs::read_to_string(Path::new(&site).join(name)).unwrap();
    assert!(
        read("index.html").contains("story-1.html") && read("index.html").contains("story-2.html")
    );
    assert!(read("story-2.html").contains("Mirela Danko"));
}

#[test]
fn too_much_for_one_page_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("many.jsonl");
    let lines = (0..201).map(|it| format!("{{\"id\":\"{it}\",\"text\":\"Number {it}.\"}}\n"));
    fs::write(&corpus, lines.collect::<String>()).unwrap();
    let page = folder.path().join("report.html");
    let output = run(&["report", corpus.to_str().unwrap(), "-o", page.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("end --output in /"));
    assert!(!page.exists());
}
