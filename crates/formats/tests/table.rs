//! The table, as people see it.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::sync::Arc;

use rashomon_core::{AttributeType as Type, OwnedDocument, Schema};
use rashomon_formats::{
    BroughtAnnotation, Finished, Format, OffsetUnit, Status, Style, attach, writer,
};
use serde_json::{Value, json};

const TEXT: &str = "\
Mayor Ada Berg reopened the Lund bridge on Monday after almost five weeks. \
“The bridge is safe again,” Berg said. \
Engineers replaced more than 1,200 bolts for $2.5 million, up 12 percent, and the harbour authority of Malmo \
expects over 30,000 cars a day from Tuesday. \
Critics called it a “wonder bridge”. The union said that the work was late and that nobody had asked the people \
who live beside it what they thought of the noise at night. It was a bad spring for Malmo.";

/// What the table needs to know of analyzers: references cannot be told from numbers.
fn schema(name: &str) -> Option<Arc<Schema>> {
    let (labels, attributes) = match name {
        "quotes" => (
            vec!["direct", "mixed", "indirect", "scare"],
            vec![("speaker", Type::String), ("continues", Type::Reference("quotes".into()))],
        ),
        "sentiment" => (
            vec!["positive", "neutral", "negative", "evidence"],
            vec![
                ("unit", Type::String),
                ("score", Type::Float),
                ("voice", Type::String),
                ("target", Type::Reference("entities".into())),
            ],
        ),
        _ => return None,
    };
    let labels = labels.into_iter().map(str::to_owned).collect();
    let attributes = attributes.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect();
    Some(Arc::new(Schema::new(name, labels, attributes)))
}

/// Annotations as a document would bring them; places are given by their words.
fn document(rows: &[(&str, &str, &str, Value)]) -> OwnedDocument {
    let place = |words: &str| {
        let start = TEXT.find(words).unwrap_or_else(|| panic!("{words}"));
        json!({"start": start, "end": start + words.len()})
    };
    let brought = rows.iter().enumerate().map(|(id, (analyzer, label, words, attributes))| {
        let mut attributes = attributes.clone();
        for key in ["counted", "event"] {
            if let Some(value) = attributes.get_mut(key) {
                *value = place(value.as_str().unwrap());
            }
        }
        let place = place(words);
        BroughtAnnotation(json!({
            "id": id, "analyzer": analyzer, "label": label, "start": place["start"], "end": place["end"],
            "attributes": attributes,
        }))
    });
    let brought: Vec<_> = brought.collect();
    let mut document = OwnedDocument::new("d1", TEXT).unwrap();
    document.set_metadata("title", "Bridge reopens\u{1b}[2J after repairs");
    document.set_metadata("published", "2021-05-03");
    document.set_metadata("outlet", "The Lund Herald");
    let diagnostics = attach(&mut document, &brought, OffsetUnit::Bytes, &schema);
    // Schemas that are inferred here are said to be unknown, nothing else.
    assert!(diagnostics.iter().all(|it| it.contains("not among the analyzers")), "{diagnostics:?}");
    document
}

fn everything() -> OwnedDocument {
    let named = |name: &str, entity: u32| json!({"canonical": name, "entity": entity});
    document(&[
        ("entities", "PER", "Ada Berg", named("Ada Berg", 0)),
        ("entities", "LOC", "Lund bridge", named("Lund bridge", 1)),
        ("entities", "PER", "Berg said", named("Ada Berg", 0)),
        ("entities", "LOC", "Malmo", named("Malmö", 2)),
        ("entities", "EVENT", "reopened", json!({})),
        ("quotes", "direct", "The bridge is safe again,", json!({"speaker": "Ada Berg"})),
        ("quotes", "direct", "It was a bad spring", json!({"continues": 5})),
        ("quotes", "scare", "wonder bridge", json!({})),
        (
            "quotes",
            "indirect",
            "the work was late and that nobody had asked the people who live beside it what they thought of the noise",
            json!({"speaker": "The union"}),
        ),
        (
            "numbers",
            "cardinal",
            "1,200",
            json!({"value": 1200.0, "modifier": "more_than", "counted": "bolts"}),
        ),
        ("numbers", "money", "$2.5 million", json!({"value": 2.5e6, "unit": "USD"})),
        ("numbers", "percent", "12 percent", json!({"value": 12.0, "unit": "%", "change": "up"})),
        (
            "numbers",
            "cardinal",
            "30,000",
            json!({"low": 30000.0, "modifier": "at_least", "counted": "cars"}),
        ),
        ("timeline", "DATE", "Tuesday", json!({"value": "2021-05-04", "begin": "2021-05-04"})),
        (
            "timeline",
            "DATE",
            "Monday",
            json!({"value": "2021-05-03", "begin": "2021-05-03", "event": "reopened"}),
        ),
        ("timeline", "DURATION", "almost five weeks", json!({"value": "P5W"})),
        (
            "sentiment",
            "negative",
            "It was a bad spring for Malmo.",
            json!({"unit": "document", "score": -0.214}),
        ),
        (
            "sentiment",
            "negative",
            "It was a bad spring for Malmo",
            json!({"unit": "sentence", "score": -0.7, "voice": "reporter"}),
        ),
        (
            "sentiment",
            "positive",
            "The bridge is safe",
            json!({"unit": "target", "score": 0.5, "voice": "quoted", "target": 1}),
        ),
        (
            "sentiment",
            "neutral",
            "Lund bridge on Monday",
            json!({"unit": "target", "score": 0.0, "voice": "reporter", "target": 1}),
        ),
        ("sentiment", "evidence", "bad", json!({})),
        ("topics", "city", "harbour authority", json!({"score": 0.5, "sure": true})),
    ])
}

fn table(
    document: &OwnedDocument,
    width: usize,
    color: bool,
    diagnostics: &[String],
    status: Status,
) -> String {
    let analyzers =
        ["entities", "quotes", "numbers", "timeline", "sentiment", "topics"].map(str::to_owned);
    let finished = Finished {
        document,
        path: "in/d1.txt",
        status,
        diagnostics,
        analyzers: &analyzers,
        include_blocks: true,
        include_text: false,
    };
    let mut out = Vec::new();
    writer(Format::Table, OffsetUnit::Chars, Style { color, width }, &[])
        .document(&finished, &mut out);
    String::from_utf8(out).unwrap()
}

const EXPECTED: &str = "\
Bridge reopens[2J after repairs
2021-05-03 · The Lund Herald · in/d1.txt
  People         Ada Berg 2
  Places         Lund bridge · Malmö
  EVENT          reopened
  Quotes         Ada Berg   “The bridge is safe again, … It was a bad spring”
                 The union  the work was late and that nobody had asked the… (indirect)
  In marks       ‘wonder bridge’
  Numbers        > 1,200 bolts · 2.5 million USD · ↑ 12% · ≥ 30,000 cars
  Timeline       2021-05-03  Monday · reopened
                 2021-05-04  Tuesday
  Durations      almost five weeks P5W
  Tone           document     −0.21  negative
                 sentences    −0.70  1 negative
                 Lund bridge  +0.25  1 positive 1 neutral  (reporter 0.00, quoted +0.50)
  Topics         city  harbour authority  score=0.5  sure=true
";

#[test]
fn findings_stand_in_short_lines_by_analyzer() {
    assert_eq!(table(&everything(), 90, false, &[], Status::Ok), EXPECTED);
}

#[test]
fn a_failed_document_says_why() {
    let document = OwnedDocument::new("d2", "").unwrap();
    let text = table(&document, 90, false, &["is not text".into()], Status::Failed);
    assert_eq!(text, "failed d2\nin/d1.txt\n  ! is not text\n");
    assert_eq!(table(&document, 90, false, &[], Status::Ok), "d2\nin/d1.txt\n  nothing found\n");
}

#[test]
fn colours_add_nothing_but_colours() {
    let colored = table(&everything(), 90, true, &[], Status::Ok);
    assert!(colored.contains('\u{1b}'));
    let mut plain = String::new();
    for (index, piece) in colored.split('\u{1b}').enumerate() {
        plain.push_str(if index == 0 { piece } else { piece.split_once('m').unwrap().1 });
    }
    assert_eq!(plain, table(&everything(), 90, false, &[], Status::Ok));
}
