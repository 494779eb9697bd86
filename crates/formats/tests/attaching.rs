//! Annotations that a JSONL document brings along.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::sync::Arc;

use rashomon_core::{AttributeType, Document, OwnedDocument, Schema, Value};
use rashomon_formats::{BroughtAnnotation, OffsetUnit, attach};
use serde_json::json;

const TEXT: &str = "“Zoë” met Ada Berg. She said no.";

/// What is told of an analyzer that is not known.
const NOT_PRINTED: &str =
    "annotations of \"NAME\" were brought, but it is not among the analyzers that are printed";

fn schemas(name: &str) -> Option<Arc<Schema>> {
    let names = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let attribute = |name: &str, kind| (name.to_owned(), kind);
    let schema = match name {
        "entities" => Schema::new(
            name,
            names(&["PER", "LOC"]),
            vec![
                attribute("canonical", AttributeType::String),
                attribute("entity", AttributeType::Integer),
            ],
        ),
        "quotes" => Schema::new(
            name,
            names(&["direct"]),
            vec![
                attribute("who", AttributeType::Reference("entities".into())),
                attribute("continues", AttributeType::Reference("quotes".into())),
                attribute("cue_span", AttributeType::Span),
                attribute("mood", AttributeType::Enum(names(&["calm", "loud"]))),
                attribute("score", AttributeType::Float),
            ],
        ),
        _ => return None,
    };
    Some(Arc::new(schema))
}

fn attached(annotations: serde_json::Value, unit: OffsetUnit) -> (OwnedDocument, Vec<String>) {
    let serde_json::Value::Array(annotations) = annotations else { panic!("a list") };
    let brought: Vec<_> = annotations.into_iter().map(BroughtAnnotation).collect();
    let mut document = OwnedDocument::new("d", TEXT).unwrap();
    let diagnostics = attach(&mut document, &brought, unit, &schemas);
    (document, diagnostics)
}

#[test]
fn references_are_found_whatever_the_order() {
    let (document, diagnostics) = attached(
        json!([
            {"id": "q2", "analyzer": "quotes", "label": "direct", "start": 29, "end": 31, "attributes": {"continues": "q1"}},
            {"id": "q1", "analyzer": "quotes", "label": "direct", "start": 20, "end": 23, "attributes":
                {"who": 7, "cue_span": {"start": 24, "end": 28, "text": "said"}, "mood": "loud", "score": 2}},
            {"id": 7, "analyzer": "entities", "label": "PER", "start": 10, "end": 18, "text": "Ada Berg", "attributes": {"entity": 1.0}},
            {"id": 3, "analyzer": "entities", "label": "PER", "start": 1, "end": 4, "text": "Zoë", "attributes": {"canonical": null}},
        ]),
        OffsetUnit::Chars,
    );
    assert_eq!(diagnostics, [""; 0]);
    let entities = document.layer("entities").unwrap();
    let names: Vec<_> = entities.iter().map(|it| document.slice(it.span())).collect();
    assert_eq!(names, ["Zoë", "Ada Berg"]);
    assert_eq!(entities.get(1).unwrap().attribute("entity"), Some(Value::Integer(1)));
    assert_eq!(entities.get(0).unwrap().attribute("canonical"), None);
    let quotes = document.layer("quotes").unwrap();
    let (first, second) = (quotes.get(0).unwrap(), quotes.get(1).unwrap());
    assert_eq!(first.reference("who"), Some(1));
    assert_eq!(document.slice(first.span_of("cue_span").unwrap()), "said");
    assert_eq!(first.text("mood"), Some("loud"));
    assert_eq!(first.number("score"), Some(2.0));
    assert_eq!(second.reference("continues"), Some(0));
}

#[test]
fn a_bad_annotation_is_named_and_the_others_stay() {
    let entity = |id: u32, start: i64, end: i64, text: &str| json!({"id": id, "analyzer": "entities", "label": "PER", "start": start, "end": end, "text": text});
    let (document, diagnostics) = attached(
        json!([
            entity(0, 10, 18, "Ada  Berg"),
            entity(1, -1, 4, ""),
            entity(2, 5, 99, ""),
            entity(3, 4, 1, "x"),
            entity(4, 10, 13, "Bea"),
            {"analyzer": "entities", "label": "GPE", "start": 1, "end": 4},
            {"label": "PER", "start": 1, "end": 4},
            7,
        ]),
        OffsetUnit::Chars,
    );
    assert_eq!(document.layer("entities").unwrap().len(), 1);
    let expected = [
        "annotation number 7 is left out: it has no \"analyzer\"",
        "annotation number 8 is left out: it has no \"analyzer\"",
        "annotation 1 of \"entities\" is left out: start -1 is no offset in this text; check --offsets",
        "annotation 2 of \"entities\" is left out: end 99 is no offset in this text; check --offsets",
        "annotation 3 of \"entities\" is left out: it starts after its end",
        "annotation 4 of \"entities\" is left out: its text is \"Bea\", but \"Ada\" stands there; check --offsets",
        "annotation number 6 of \"entities\" is left out: label \"GPE\" is none of PER, LOC",
    ];
    assert_eq!(diagnostics, expected);
}

#[test]
fn an_attribute_that_does_not_fit_goes_alone() {
    let (document, diagnostics) = attached(
        json!([
            {"id": 0, "analyzer": "quotes", "label": "direct", "start": 20, "end": 23, "attributes":
                {"who": 5, "mood": "sad", "score": "high", "trust": 1, "cue_span": {"start": 0}}},
            {"id": 1, "analyzer": "quotes", "label": "direct", "start": 20, "end": 22, "attributes": {"trust": 2, "score": 0.5}},
        ]),
        OffsetUnit::Chars,
    );
    let quotes = document.layer("quotes").unwrap();
    assert_eq!(quotes.get(0).unwrap().attributes().count(), 0);
    assert_eq!(quotes.get(1).unwrap().number("score"), Some(0.5));
    assert_eq!(diagnostics.len(), 5, "{diagnostics:#?}");
    assert!(diagnostics.iter().any(|it| it.contains("brings no annotation 5 of \"entities\"")));
    assert!(diagnostics.iter().any(|it| it.contains("\"sad\" is not one of calm, loud")));
    assert!(
        diagnostics.contains(&"\"quotes\" declares no attribute \"trust\"; it is left out".into())
    );
}

#[test]
fn units_are_those_that_were_asked_for() {
    for (unit, start, end) in
        [(OffsetUnit::Chars, 10, 13), (OffsetUnit::Utf16, 10, 13), (OffsetUnit::Bytes, 15, 18)]
    {
        let brought =
            json!([{"analyzer": "mine", "label": "X", "start": start, "end": end, "text": "Ada"}]);
        let (document, diagnostics) = attached(brought, unit);
        assert_eq!(diagnostics, [NOT_PRINTED.replace("NAME", "mine")]);
        assert_eq!(document.slice(document.layer("mine").unwrap().get(0).unwrap().span()), "Ada");
    }
    // Within a character of two bytes.
    let brought = json!([{"analyzer": "mine", "label": "X", "start": 6, "end": 8}]);
    let (document, diagnostics) = attached(brought, OffsetUnit::Bytes);
    assert!(document.layer("mine").is_none());
    assert_eq!(diagnostics.len(), 2);
}

#[test]
fn unknown_analyzers_keep_what_they_say() {
    let (document, diagnostics) = attached(
        json!([
            {"analyzer": "topics", "label": "city", "start": 0, "end": 5, "attributes": {"score": 1, "terms": ["a"], "at": {"start": 1, "end": 4}}},
            {"analyzer": "topics", "label": "sport", "start": 0, "end": 9, "attributes": {"score": 0.5}},
        ]),
        OffsetUnit::Chars,
    );
    assert_eq!(diagnostics, [NOT_PRINTED.replace("NAME", "topics")]);
    let topics = document.layer("topics").unwrap();
    let labels: Vec<_> = topics.iter().map(|it| it.label().to_owned()).collect();
    assert_eq!(labels, ["sport", "city"]);
    assert_eq!(topics.get(1).unwrap().text("terms"), Some("[\"a\"]"));
    assert_eq!(topics.get(1).unwrap().number("score"), Some(1.0));
    assert_eq!(document.slice(topics.get(1).unwrap().span_of("at").unwrap()), "Zoë");
}

#[test]
fn many_faults_are_counted() {
    let brought: Vec<_> = (0..30)
        .map(|it| json!({"id": it, "analyzer": "entities", "label": "PER", "start": 90 + it, "end": 200}))
        .collect();
    let (_, diagnostics) = attached(brought.into(), OffsetUnit::Chars);
    assert_eq!(diagnostics.len(), 11);
    assert_eq!(diagnostics[10], "and 20 more about the annotations it brings");
}
