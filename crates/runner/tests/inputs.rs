//! Inputs of other kinds than text, through the whole program.
#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::unwrap_used, reason = "tests with helpers")]

mod common;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Output, Stdio};

use common::{rashomon, run};
use serde_json::Value;

const TEXT: &str = "The bridge over the Elm, closed since May, opened again on Monday, mayor Anna Berg said in \
                    Elmstadt, and some 300 people, many of them children, walked across it.";

fn page(title: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>{title}</title><meta property=\"og:site_name\" \
         content=\"Elm Herald\"><meta property=\"article:published_time\" content=\"2022-02-08T10:00:00Z\"></head>\
         <body><nav><a href=\"/\">Home</a></nav><article><h1>{title}</h1>{}</article></body></html>",
        format!("<p>{TEXT}</p>").repeat(4)
    )
}

fn documents(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

fn results(paths: &[&str], flags: &[&str]) -> (Vec<Value>, String, Option<i32>) {
    let arguments = [&["run", "--format", "jsonl", "--with-text"], flags, paths].concat();
    let output = run(&arguments);
    (documents(&output), String::from_utf8(output.stderr.clone()).unwrap(), output.status.code())
}

/// Whether each annotation stands in the text where it says.
fn check_offsets(document: &Value) {
    let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
    let annotations = document["annotations"].as_array().unwrap();
    assert!(!annotations.is_empty());
    for it in annotations {
        let place = |key: &str| usize::try_from(it[key].as_u64().unwrap()).unwrap();
        let span: String = text[place("start")..place("end")].iter().collect();
        assert_eq!(it["text"], span.as_str());
    }
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_table_is_analyzed_row_by_row() {
    let folder = tempfile::tempdir().unwrap();
    let table = format!("key;story;date\nx;\"{TEXT}\";2022-02-08\ny;broken\nz;\"{TEXT}\";\n");
    let path = write(folder.path(), "reports.csv", table.as_bytes());
    let flags = ["--text-column", "story", "--id-column", "key"];
    let (documents, errors, status) = results(&[&path], &flags);
    assert_eq!(status, Some(1), "{errors}");
    let ids: Vec<_> = documents.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["x", "reports-3", "z"]);
    check_offsets(&documents[0]);
    assert_eq!(documents[0]["published"], "2022-02-08");
    assert_eq!(documents[1]["status"], "failed");
    assert!(errors.contains("line 3: the row has 2 cells and the first row 3"), "{errors}");
    let (_, errors, status) = results(&[&path], &[]);
    assert_eq!(status, Some(1));
    assert!(errors.contains("--text-column: \"key\", \"story\", \"date\""), "{errors}");
}

#[test]
fn a_page_is_analyzed_in_its_main_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "bridge.html", page("Bridge opens again").as_bytes());
    let (documents, errors, status) = results(&[&path], &[]);
    assert_eq!(status, Some(0), "{errors}");
    check_offsets(&documents[0]);
    assert_eq!(documents[0]["title"], "Bridge opens again");
    assert_eq!(documents[0]["outlet"], "Elm Herald");
    assert!(!documents[0]["text"].as_str().unwrap().contains("Home"));
}

#[test]
fn an_archive_gives_the_same_with_one_worker_or_many_and_isolated() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Vec::new();
    for number in 0..60 {
        let body = page(&format!("Bridge {number} opens again"));
        let media = if number % 10 == 9 { "image/png" } else { "text/html; charset=utf-8" };
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n{body}");
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:page-{number}>\r\nWARC-Target-URI: \
             https://elm.example/{number}\r\nWARC-Date: 2022-02-09T01:02:03Z\r\nContent-Type: \
             application/http\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        );
        let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        member.write_all(record.as_bytes()).unwrap();
        archive.extend(member.finish().unwrap());
    }
    let path = write(folder.path(), "news.warc.gz", &archive);
    let (one, errors, status) = results(&[&path], &["--jobs", "1"]);
    assert_eq!(status, Some(0), "{errors}");
    assert_eq!(one.len(), 54);
    assert_eq!(one[0]["id"], "page-0");
    check_offsets(&one[53]);
    assert!(errors.contains("54 pages read; records passed over: 6 neither HTML"), "{errors}");
    let (many, ..) = results(&[&path], &["--jobs", "4"]);
    assert_eq!(many, one);
    let (isolated, ..) = results(&[&path], &["--isolate"]);
    assert_eq!(isolated, one);
}

#[test]
fn a_list_may_come_through_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["b.txt", "a.txt"].map(|it| write(folder.path(), it, TEXT.as_bytes()));
    let mut command = rashomon();
    command.args(["run", "--format", "jsonl", "-a", "numbers", "--files-from", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(paths.join("\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let ids: Vec<_> = documents(&output).iter().map(|it| it["id"].clone()).collect();
    assert_eq!(ids, ["b", "a"]);
}

#[test]
fn a_form_that_there_is_not_is_an_error_that_names_all() {
    let output = run(&["run", "seeds", "--input-format", "pdf"]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(errors.contains("text, jsonl, csv, tsv, html, warc and parquet"), "{errors}");
}
