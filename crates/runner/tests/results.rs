//! Results: complete, in input order, the same bytes however they were made, with true offsets in every unit.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fs;
use std::process::Stdio;

use common::{rashomon, run, stdout};
use serde_json::Value;

fn documents(text: &str) -> Vec<Value> {
    text.lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

/// A corpus of many invented reports, some with characters of two, three and four bytes.
fn corpus(folder: &std::path::Path, count: usize) -> String {
    let line = |it: usize| {
        let text = format!(
            "Fire in Łódź kills {it} 👩‍🚒\n\nMayor Ana Núñez said on Tuesday that “{it} cafe\u{301}s were lost”. About {} families left the city, police said.\n",
            it * 3
        );
        format!(
            "{}\n",
            serde_json::json!({"id": format!("report-{it}"), "text": text, "published": "2023-05-10", "outlet": "The Invented Post"})
        )
    };
    let path = folder.join("corpus.jsonl");
    fs::write(&path, (0..count).map(line).collect::<String>()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn each_seed_gives_a_line_with_all_five_analyzers() {
    let documents = documents(&stdout(&["run", "seeds", "--format", "jsonl"]));
    assert_eq!(documents.len(), 5);
    for document in &documents {
        assert_eq!(document["status"], "ok");
        for analyzer in ["entities", "quotes", "numbers", "timeline", "sentiment"] {
            let found = document["annotations"]
                .as_array()
                .unwrap()
                .iter()
                .any(|it| it["analyzer"] == analyzer);
            assert!(found, "{analyzer} finds nothing in {}", document["id"]);
        }
    }
}

#[test]
fn no_annotation_lies_in_boilerplate_or_foreign_text() {
    for document in documents(&stdout(&["run", "seeds", "--format", "jsonl"])) {
        let blocks = document["blocks"].as_array().unwrap();
        let place = |it: &Value| (it["start"].as_u64().unwrap(), it["end"].as_u64().unwrap());
        for block in
            blocks.iter().filter(|it| it["kind"] == "boilerplate" || it["kind"] == "foreign")
        {
            let (start, end) = place(block);
            let inside = document["annotations"].as_array().unwrap().iter().find(|it| {
                let (from, to) = place(it);
                let around = from <= start && end <= to && (from, to) != (start, end);
                from < end && start < to && !around
            });
            assert!(inside.is_none(), "{inside:?} in {block}");
        }
    }
}

#[test]
fn jobs_and_repetition_do_not_change_a_byte() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus(folder.path(), 700);
    let with = |jobs: &str| stdout(&["run", &corpus, "seeds", "--format", "jsonl", "--jobs", jobs]);
    let one = with("1");
    assert_eq!(one.lines().count(), 705);
    assert!(one == with("4"), "four jobs differ from one");
    assert!(one == with("4"), "a second run differs from the first");
    let ids: Vec<_> =
        documents(&one).iter().take(700).map(|it| it["id"].as_str().unwrap().to_owned()).collect();
    assert!(ids.iter().enumerate().all(|(at, it)| *it == format!("report-{at}")));
}

#[test]
fn offsets_are_true_in_every_unit() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus(folder.path(), 3);
    let texts: Vec<Value> = fs::read_to_string(&corpus)
        .unwrap()
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    for unit in ["chars", "bytes", "utf16"] {
        let found = documents(&stdout(&["run", &corpus, "--format", "jsonl", "--offsets", unit]));
        for (document, source) in found.iter().zip(&texts) {
            let text = source["text"].as_str().unwrap();
            let slice = |start: usize, end: usize| match unit {
                "chars" => text.chars().skip(start).take(end - start).collect(),
                "bytes" => text.get(start..end).unwrap().to_owned(),
                _ => String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end])
                    .unwrap(),
            };
            let annotations = document["annotations"].as_array().unwrap();
            assert!(annotations.len() > 5, "{document}");
            for annotation in annotations {
                let spans = annotation["attributes"]
                    .as_object()
                    .unwrap()
                    .values()
                    .filter(|it| it["start"].is_u64());
                for span in spans.chain([annotation]) {
                    let place = |key: &str| span[key].as_u64().unwrap() as usize;
                    assert_eq!(slice(place("start"), place("end")), span["text"].as_str().unwrap());
                }
            }
        }
    }
}

#[test]
fn references_name_printed_annotations() {
    for document in documents(&stdout(&["run", "seeds", "--format", "jsonl"])) {
        let annotations = document["annotations"].as_array().unwrap();
        assert!(annotations.iter().enumerate().all(|(at, it)| it["id"] == at));
        let referred: Vec<_> = annotations
            .iter()
            .filter_map(|it| it["attributes"]["speaker_entity"].as_u64())
            .collect();
        assert!(referred.iter().all(|it| annotations[*it as usize]["analyzer"] == "entities"));
    }
}

#[test]
fn brought_annotations_stand_in_for_their_analyzer() {
    let mut child = rashomon()
        .args(["run", "-", "-a", "entities", "-f", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let line = serde_json::json!({"id": "a", "text": "Ana Silva met Bo.", "annotations": [
        {"id": 0, "analyzer": "entities", "label": "ORG", "start": 14, "end": 16, "attributes": {"canonical": "Bo Ltd", "entity": 0}}]});
    serde_json::to_writer(child.stdin.take().unwrap(), &line).unwrap();
    let output = child.wait_with_output().unwrap();
    let found = &documents(std::str::from_utf8(&output.stdout).unwrap())[0];
    let annotations = found["annotations"].as_array().unwrap();
    assert_eq!(annotations.len(), 1);
    assert_eq!(
        (annotations[0]["text"].as_str(), annotations[0]["attributes"]["canonical"].as_str()),
        (Some("Bo"), Some("Bo Ltd"))
    );
}

#[test]
fn a_file_that_is_not_text_keeps_its_place_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Some 20 people came.").unwrap();
    fs::write(folder.path().join("b.txt"), [0_u8, 159, 146, 150, 0, 0, 1, 2]).unwrap();
    fs::write(
        folder.path().join("c.txt"),
        "Caf\u{e9}".chars().map(|it| it as u8).collect::<Vec<_>>(),
    )
    .unwrap();
    let output = run(&["run", folder.path().to_str().unwrap(), "-f", "jsonl", "-a", "numbers"]);
    assert_eq!(output.status.code(), Some(1));
    let found = documents(std::str::from_utf8(&output.stdout).unwrap());
    let seen: Vec<_> = found
        .iter()
        .map(|it| format!("{}:{}", it["id"].as_str().unwrap(), it["status"].as_str().unwrap()))
        .collect();
    assert_eq!(seen, ["a:ok", "b:failed", "c:ok"]);
    assert!(!found[1]["diagnostics"].as_array().unwrap().is_empty());
    assert!(String::from_utf8(output.stderr).unwrap().contains("b.txt"));
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_whole_lines_and_says_how_to_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus(folder.path(), 60_000);
    let path = folder.path().join("out.jsonl");
    let child = rashomon()
        .args(["run", &corpus, "--jobs", "1", "-o", path.to_str().unwrap()])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let partial = folder.path().join("out.jsonl.partial");
    while fs::metadata(&partial).map_or(0, |it| it.len()) == 0 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(
        std::process::Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8(output.stderr).unwrap().contains("--resume"));
    let done = fs::read_to_string(&partial).unwrap();
    assert!(done.ends_with('\n') && !documents(&done).is_empty());
}
