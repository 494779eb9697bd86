//! A small comparison of invented reports, and the same with text that tries to get out of its place.
#![allow(
    dead_code,
    clippy::needless_pass_by_value,
    reason = "each test uses a part of it; values are made at the call"
)]

use std::fmt::Write as _;

use rashomon_report::{Annotation, Block, Column, Document, Report, Table};
use serde_json::{Value, json};

/// What a report must never do to the page that shows it.
pub(crate) const HOSTILE: &str = "<script>document.title='taken'</script></style></title><!--<img src=x onerror=\"document.title='taken'\">\u{2028}\u{202e}'\"&amp;";

/// Three reports of one invented event: an utterance in three wordings, a figure in dispute, an event in all of them.
pub(crate) fn ferry() -> Report {
    let documents = vec![one(), two(), three()];
    let tables = vec![
        stories(),
        entities(),
        names(),
        utterances(&documents),
        figures(&documents),
        events(),
        mentions(&documents),
        tone(),
        table("ships", "story ship", json!([[0, "Alma"]])),
    ];
    Report { title: "A ferry runs aground".into(), documents, tables }
}

const SAID: &str = "We will not open the harbour before the last passenger is ashore,";
const MAYOR: &str = "Ines Calder";

fn one() -> Document {
    let text = "Harbour shut after ferry runs aground\nMenu | Subscribe\n\
        The ferry Alma ran aground off Port Lissa on Tuesday with 310 people aboard.\n\
        “We will not open the harbour before the last passenger is ashore,” said Mayor Ines Calder.\n\
        She praised the coast guard.";
    let mut one = document("one", text);
    block(&mut one, "Menu | Subscribe", "boilerplate");
    block(&mut one, "Harbour shut after ferry runs aground", "title");
    find(&mut one, "entities", "LOC", "Port Lissa", json!({"canonical": "Port Lissa"}));
    find(&mut one, "entities", "PER", MAYOR, json!({"canonical": MAYOR, "entity": 1}));
    find(&mut one, "numbers", "cardinal", "310 people", json!({"value": 310}));
    find(&mut one, "timeline", "DATE", "Tuesday", json!({"value": "2031-05-06"}));
    find(&mut one, "quotes", "direct", SAID, json!({"speaker": MAYOR, "cue": "say"}));
    find(&mut one, "sentiment", "positive", "coast guard", json!({"unit": "target"}));
    one
}

fn two() -> Document {
    let text = "Alma stuck on the rocks\n\
        Mayor Calder said the harbour stays shut until the last passenger is ashore.\n\
        At least 350 people were on the Alma when she struck on Tuesday morning.";
    let said = "the harbour stays shut until the last passenger is ashore";
    let mut two = document("two", text);
    find(&mut two, "entities", "PER", "Calder", json!({"canonical": "Calder"}));
    find(&mut two, "quotes", "indirect", said, json!({"speaker": "Calder"}));
    find(&mut two, "numbers", "cardinal", "At least 350 people", json!({"value": 350}));
    find(&mut two, "timeline", "DATE", "Tuesday morning", json!({}));
    two
}

fn three() -> Document {
    let text = "“Before the last passenger is ashore”, nothing moves, the mayor said. \
        On 6 May the Alma had run aground.";
    let said = "Before the last passenger is ashore";
    let mut three = document("three", text);
    find(&mut three, "quotes", "mixed", said, json!({"speaker": "the mayor"}));
    find(&mut three, "timeline", "DATE", "6 May", json!({}));
    find(&mut three, "ships", "ship", "Alma", json!({"tons": 900}));
    three
}

fn stories() -> Table {
    let rows = json!([[0, "one", null], [0, "two", null], [0, "three", "one"]]);
    table("stories", "story document copy_of", rows)
}

fn entities() -> Table {
    let rows = json!([
        [0, 0, MAYOR, "PER", ["Calder", "the mayor"], 2, ["one", "two"]],
        [0, 1, "Port Lissa", "LOC", [], 1, ["one"]],
    ]);
    table("entities", "story entity canonical label aliases mentions documents", rows)
}

fn names() -> Table {
    let rows = json!([[0, 0, "one", MAYOR, MAYOR, 1], [0, 0, "two", "Calder", MAYOR, 1]]);
    table("names", "story entity document name canonical mentions", rows)
}

fn utterances(documents: &[Document]) -> Table {
    let until = "the harbour stays shut until the last passenger is ashore";
    let before = "Before the last passenger is ashore";
    let rows = json!([
        [0, 0, MAYOR, at(documents, 0, SAID), "direct", MAYOR],
        [0, 0, MAYOR, at(documents, 1, until), "indirect", "Calder"],
        [0, 0, MAYOR, at(documents, 2, before), "mixed", "the mayor"],
        [0, 1, null, at(documents, 2, "nothing moves"), "indirect", null],
    ]);
    table("utterances", "story utterance speaker @ kind speaker_in_document", rows)
}

fn figures(documents: &[Document]) -> Table {
    let (one, two) = (at(documents, 0, "310 people"), at(documents, 1, "At least 350 people"));
    let rows = json!([
        [0, 0, "people aboard", one, 310.0, 310.0, 310.0, "exact", null, "dispute"],
        [0, 0, "people aboard", two, 350.0, 350.0, null, "at_least", MAYOR, "dispute"],
    ]);
    table("figures", "story figure subject @ value low high modifier claimant verdict", rows)
}

fn events() -> Table {
    let (struck, dredged) = ("The ferry Alma ran aground", "The harbour is dredged");
    let rows = json!([
        [0, 0, "2031-05-06", "2031-05-06", "day", struck, ["one", "two", "three"], 3],
        [0, 1, "2031-06-01", "2031-06-30", "month", dredged, ["two"], 1],
    ]);
    table("events", "story number begin end granularity event documents mentions", rows)
}

fn mentions(documents: &[Document]) -> Table {
    let rows = json!([
        [0, 0, at(documents, 0, "Tuesday"), 0, 5, "The ferry Alma ran aground"],
        [0, 0, at(documents, 1, "Tuesday morning"), 0, 5, "she struck"],
        [0, 0, at(documents, 2, "6 May"), 0, 5, "the Alma had run aground"],
    ]);
    table("event_mentions", "story number @ event_start event_end event_text", rows)
}

fn tone() -> Table {
    let rows = json!([
        [0, "one", MAYOR, "reporter", 0.41, 0.2, 0.62, 4],
        [0, "two", MAYOR, MAYOR, -0.3, -0.7, 0.1, 2],
    ]);
    table("tone", "story document target voice mean low high n", rows)
}

/// The cells of the columns that `@` stands for: the document, the start, the end and the text of a place.
fn at(documents: &[Document], document: usize, text: &str) -> Value {
    let start = documents[document].text.as_ref().unwrap().find(text).unwrap();
    json!({"@": [documents[document].id, start, start + text.len(), text]})
}

/// The same with hostile text in every field that comes from outside.
pub(crate) fn hostile() -> Report {
    let mut report = ferry();
    report.title.push_str(HOSTILE);
    for document in &mut report.documents {
        write!(document.text.as_mut().unwrap(), "\n{HOSTILE}\n{HOSTILE}").unwrap();
        document.title = Some(HOSTILE.into());
        document.outlet = Some(HOSTILE.into());
        document.path = Some(HOSTILE.into());
        document.published = Some(HOSTILE.into());
        document.diagnostics.push(HOSTILE.into());
        let end = document.text.as_ref().unwrap().len();
        let mut marks = document.annotations.clone();
        for mark in &mut marks {
            (mark.start, mark.end) = (end - HOSTILE.len(), end);
            mark.label.push_str(HOSTILE);
            mark.attributes.insert(HOSTILE.into(), json!(HOSTILE));
            if !["quotes", "entities"].contains(&mark.analyzer.as_str()) {
                mark.analyzer.push_str(HOSTILE);
            }
        }
        document.annotations.extend(marks);
        document.blocks.push(Block { kind: HOSTILE.into(), start: end - HOSTILE.len(), end });
    }
    for table in &mut report.tables {
        let places = |it: &str| matches!(it, "document" | "documents" | "copy_of");
        for row in &mut table.rows {
            for (cell, column) in row.iter_mut().zip(&table.columns) {
                match cell {
                    Value::String(text) if !places(&column.name) => text.push_str(HOSTILE),
                    Value::Array(items) if !places(&column.name) => items.push(json!(HOSTILE)),
                    Value::Null => *cell = json!(HOSTILE),
                    _ => {}
                }
            }
        }
    }
    let ships = report.tables.last_mut().unwrap();
    ships.name.push_str(HOSTILE);
    ships.columns[1].name.push_str(HOSTILE);
    report
}

pub(crate) fn html(report: &Report) -> String {
    let mut page = Vec::new();
    rashomon_report::write(report, &mut page).unwrap();
    String::from_utf8(page).unwrap()
}

pub(crate) fn document(id: &str, text: &str) -> Document {
    Document {
        id: id.into(),
        path: Some(format!("ferry/{id}.txt")),
        published: Some("2031-05-07".into()),
        text: Some(text.into()),
        ..Document::default()
    }
}

fn block(document: &mut Document, text: &str, kind: &str) {
    let start = document.text.as_ref().unwrap().find(text).unwrap();
    document.blocks.push(Block { kind: kind.into(), start, end: start + text.len() });
    document.blocks.sort_by_key(|it| it.start);
}

pub(crate) fn find(
    document: &mut Document,
    analyzer: &str,
    label: &str,
    text: &str,
    attributes: Value,
) {
    let start = document.text.as_ref().unwrap().find(text).unwrap();
    let Value::Object(attributes) = attributes else { panic!("attributes are an object") };
    document.annotations.push(Annotation {
        id: document.annotations.len() as i64,
        analyzer: analyzer.into(),
        label: label.into(),
        start,
        end: start + text.len(),
        attributes,
    });
}

/// A table from its column names and its rows; `@` is a place, see [`at`].
pub(crate) fn table(name: &str, columns: &str, rows: Value) -> Table {
    let columns = columns.replace('@', "document start end text");
    let columns = columns.split(' ').map(|it| Column { name: it.into(), kind: String::new() });
    let rows: Vec<Vec<Value>> = serde_json::from_value(rows).unwrap();
    let flat = |cell: Value| match cell.get("@") {
        Some(Value::Array(place)) => place.clone(),
        _ => vec![cell],
    };
    let rows = rows.into_iter().map(|row| row.into_iter().flat_map(flat).collect());
    Table { name: name.into(), columns: columns.collect(), rows: rows.collect() }
}
