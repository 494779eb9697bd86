//! Results in every format, against a slow and plain way of making the same.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::io::Cursor;
use std::sync::Arc;

use proptest::prelude::*;
use rashomon_core::{
    Attribute, AttributeType, Block, BlockKind, Document, LayerBuilder, OwnedDocument, Schema,
    Sentence, Shape, Sink, Span, Structure, Token, TokenKind, Value, Vocabulary,
};
use rashomon_formats::{
    Corpus, Finished, Format, Input, OffsetUnit, ReadOptions, Record, Status, Style, Writer,
    attach, writer,
};
use serde_json::{Map, json};

fn schemas() -> [Arc<Schema>; 2] {
    let names = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let attributes = |it: &[(&str, AttributeType)]| {
        it.iter().map(|(name, kind)| ((*name).to_owned(), kind.clone())).collect()
    };
    let first = attributes(&[
        ("canonical", AttributeType::String),
        ("entity", AttributeType::Integer),
        ("sure", AttributeType::Bool),
    ]);
    let second = attributes(&[
        ("score", AttributeType::Float),
        ("place", AttributeType::Span),
        ("who", AttributeType::Reference("names".into())),
        ("after", AttributeType::Reference("facts".into())),
        ("mood", AttributeType::Enum(names(&["calm", "loud"]))),
        ("canonical", AttributeType::String),
    ]);
    [
        Arc::new(Schema::new("names", names(&["PER", "LOC"]), first)),
        Arc::new(Schema::new("facts", names(&["fact"]), second)),
    ]
}

/// A document with one block and layers of the two analyzers; each seed makes one annotation of each.
fn document(text: &str, note: &str, score: f64, seeds: &[(usize, usize)]) -> OwnedDocument {
    let mut document = OwnedDocument::new("d\"1", text).unwrap();
    document.set_metadata("published", "2020-02-03");
    if !text.trim().is_empty() {
        let start = text.find(|it: char| !it.is_whitespace()).unwrap();
        let span = Span::new(start as u32, text.trim_end().len() as u32);
        let token = Token::new(span, 1, 0, 0, Shape::default(), TokenKind::Word);
        document.set_structure(Structure {
            blocks: vec![Block::new(span, 0..1, BlockKind::Title)],
            sentences: vec![Sentence::new(span, 0..1, 0)],
            tokens: vec![token],
            vocabulary: Vocabulary { len: 1, ..Vocabulary::default() },
        });
    }
    let [names, facts] = schemas();
    let starts: Vec<u32> =
        (0..=text.len()).filter(|&it| text.is_char_boundary(it)).map(|it| it as u32).collect();
    let spans: Vec<Span> = seeds
        .iter()
        .map(|(a, b)| {
            let (a, b) = (starts[a % starts.len()], starts[b % starts.len()]);
            Span::new(a.min(b), a.max(b))
        })
        .collect();
    let mut builder = LayerBuilder::new(names, &document);
    for (index, span) in spans.iter().enumerate() {
        let attributes = [
            Attribute::new(0, note),
            Attribute::new(1, -(index as i64)),
            Attribute::new(2, index % 2 == 0),
        ];
        builder.emit((index % 2) as u16, *span, &attributes[..=index % 3]).unwrap();
    }
    let layer = builder.finish().unwrap();
    document.add_layer(layer);
    let mut builder = LayerBuilder::new(facts, &document);
    for (index, span) in spans.iter().enumerate() {
        let attributes = [
            Attribute::new(0, score),
            Attribute::new(1, *span),
            Attribute { key: 2, value: Value::Reference(index as u32) },
            Attribute { key: 3, value: Value::Reference(index as u32) },
            Attribute { key: 4, value: Value::Enum((index % 2) as u16) },
        ];
        builder.emit(0, *span, &attributes[index % 3..]).unwrap();
    }
    let layer = builder.finish().unwrap();
    document.add_layer(layer);
    document
}

fn finished<'a>(document: &'a OwnedDocument, analyzers: &'a [String]) -> Finished<'a> {
    Finished {
        document,
        path: "in/d.txt",
        status: Status::Ok,
        diagnostics: &[],
        analyzers,
        include_blocks: true,
        include_text: false,
    }
}

fn of(analyzers: &[&str]) -> Vec<String> {
    analyzers.iter().map(|it| (*it).to_owned()).collect()
}

fn write(writer: &dyn Writer, documents: &[Finished<'_>]) -> String {
    let mut out = Vec::new();
    writer.begin(&mut out);
    for (index, document) in documents.iter().enumerate() {
        if index > 0 {
            out.extend_from_slice(writer.separator());
        }
        writer.document(document, &mut out);
    }
    writer.end(&mut out);
    String::from_utf8(out).unwrap()
}

fn plain(format: Format, unit: OffsetUnit) -> Box<dyn Writer> {
    writer(format, unit, Style { color: false, width: 80 }, &schemas())
}

/// The output contract in the plainest words.
fn oracle(finished: &Finished<'_>, unit: OffsetUnit) -> serde_json::Value {
    let document = finished.document;
    let text = document.text();
    let count = |byte: u32| match unit {
        OffsetUnit::Bytes => byte as usize,
        OffsetUnit::Chars => text.get(..byte as usize).unwrap().chars().count(),
        OffsetUnit::Utf16 => text.get(..byte as usize).unwrap().encode_utf16().count(),
    };
    let place = |span: Span| json!({"start": count(span.start()), "end": count(span.end()), "text": document.slice(span)});
    let mut first_ids = Vec::new();
    let mut next = 0;
    for analyzer in finished.analyzers {
        first_ids.push((analyzer.as_str(), next));
        next += document.layer(analyzer).map_or(0, rashomon_core::Layer::len);
    }
    let mut annotations = Vec::new();
    for analyzer in finished.analyzers {
        let layer = document.layers().iter().find(|it| it.schema().analyzer() == analyzer).unwrap();
        for annotation in layer.view().iter() {
            let mut attributes = Map::new();
            for (key, value) in annotation.attributes() {
                let (name, kind) = &layer.schema().attributes()[usize::from(key)];
                let value = match (value, kind) {
                    (Value::String(it), _) => json!(it),
                    (Value::Float(it), _) => json!(it),
                    (Value::Integer(it), _) => json!(it),
                    (Value::Bool(it), _) => json!(it),
                    (Value::Span(it), _) => place(it),
                    (Value::Enum(it), AttributeType::Enum(members)) => {
                        json!(members[usize::from(it)])
                    }
                    (Value::Reference(row), AttributeType::Reference(target)) => {
                        match first_ids.iter().find(|(it, _)| it == target) {
                            Some((_, first)) => json!(first + row as usize),
                            None => continue,
                        }
                    }
                    other => panic!("{other:?}"),
                };
                attributes.insert(name.clone(), value);
            }
            let span = place(annotation.span());
            annotations.push(json!({
                "id": annotations.len(), "analyzer": analyzer, "label": annotation.label(),
                "start": span["start"], "end": span["end"], "text": span["text"], "attributes": attributes,
            }));
        }
    }
    let blocks: Vec<_> = document
        .blocks()
        .iter()
        .map(|it| json!({"kind": it.kind().name(), "start": count(it.span.start()), "end": count(it.span.end())}))
        .collect();
    let title = document.blocks().first().map(|it| document.slice(it.span));
    let mut object = json!({
        "id": document.id(), "path": finished.path, "published": document.metadata("published"), "title": title,
        "status": "ok", "diagnostics": finished.diagnostics, "blocks": blocks, "annotations": annotations,
    });
    if finished.include_text {
        object["text"] = json!(text);
    }
    object
}

/// The document that a corpus of this line holds, with the annotations it brings. The text layer, which is none of the
/// annotations, is that of `first`.
fn read_again(
    line: &str,
    unit: OffsetUnit,
    first: &OwnedDocument,
    analyzers: &[String],
) -> OwnedDocument {
    let options = ReadOptions { offsets: unit, ..ReadOptions::default() };
    let stdin = Box::new(Cursor::new(line.to_owned()));
    let mut corpus = Corpus::open_with(&["-".into()], &options, stdin).unwrap();
    let Some(Input::Document(record)) = corpus.next() else { panic!("{line}") };
    let Record { mut document, brought, diagnostics, .. } = *record;
    document.set_structure(first.structure().clone());
    let known = schemas();
    let schema_of = |name: &str| {
        let printed = analyzers.iter().any(|it| it == name);
        known.iter().find(|it| printed && it.analyzer() == name).cloned()
    };
    let attached = attach(&mut document, &brought, unit, &schema_of);
    assert_eq!([diagnostics, attached].concat(), [""; 0]);
    let fields: Vec<_> = document.all_metadata().iter().map(|(key, _)| key.as_str()).collect();
    assert!(fields.iter().all(|it| ["published", "title"].contains(it)), "{fields:?}");
    document
}

/// Numbers as floats: 5 and 5.0 are one number in JSON, and two in `serde_json`.
fn as_floats(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Number(number) => *value = json!(number.as_f64().unwrap()),
        serde_json::Value::Array(values) => values.iter_mut().for_each(as_floats),
        serde_json::Value::Object(values) => values.values_mut().for_each(as_floats),
        _ => {}
    }
}

proptest! {
    #[test]
    fn json_equals_the_oracle(
        text in "(\\PC|[🎬é\u{301}\n\"\u{2028}]){0,120}",
        note in "(\\PC|[\\\\\"\u{0}-\u{1f}]){0,20}",
        score in -1e3_f64..1e3,
        seeds in prop::collection::vec((0_usize..200, 0_usize..200), 0..8),
        both: bool,
        include_text: bool,
    ) {
        let document = document(&text, &note, score, &seeds);
        let analyzers = if both { of(&["names", "facts"]) } else { of(&["facts"]) };
        let finished = Finished { include_text, ..finished(&document, &analyzers) };
        for unit in [OffsetUnit::Chars, OffsetUnit::Bytes, OffsetUnit::Utf16] {
            let mut expected = oracle(&finished, unit);
            let line = write(&*plain(Format::Jsonl, unit), &[finished]);
            prop_assert_eq!(line.lines().count(), 1);
            let mut found: serde_json::Value = serde_json::from_str(&line).unwrap();
            let keys: Vec<_> = found.as_object().unwrap().keys().cloned().collect();
            let mut order = vec!["id", "path", "published", "title", "text", "status", "diagnostics", "blocks", "annotations"];
            order.retain(|it| include_text || *it != "text");
            prop_assert_eq!(keys, order);
            as_floats(&mut expected);
            as_floats(&mut found);
            prop_assert_eq!(found, expected);
        }
        // With the text they are a corpus, and the results of that are the same.
        for unit in [OffsetUnit::Chars, OffsetUnit::Utf16] {
            let finished = Finished { include_text: true, ..finished };
            let line = write(&*plain(Format::Jsonl, unit), &[finished]);
            let again = read_again(&line, unit, &document, &analyzers);
            let again = Finished { document: &again, ..finished };
            prop_assert_eq!(write(&*plain(Format::Jsonl, unit), &[again]), line);
        }
        // Whatever the text holds, these do not panic and stay in form.
        let rows = write(&*plain(Format::Csv, OffsetUnit::Chars), &[finished]);
        let mut reader = csv::Reader::from_reader(rows.as_bytes());
        let expected = (seeds.len() * analyzers.len()).max(1);
        prop_assert_eq!(reader.records().map(Result::unwrap).count(), expected);
        let table = write(&*plain(Format::Table, OffsetUnit::Chars), &[finished]);
        prop_assert!(!table.chars().any(|it| it.is_control() && it != '\n'));
    }
}

#[test]
fn a_document_is_written_in_the_order_of_the_contract() {
    let document = document("Zoë met Ada.", "n", 5.0, &[(8, 11)]);
    let analyzers = of(&["names", "facts"]);
    let diagnostics = ["odd".to_owned()];
    let finished = Finished {
        diagnostics: &diagnostics,
        status: Status::Failed,
        include_blocks: false,
        ..finished(&document, &analyzers)
    };
    assert_eq!(
        write(&*plain(Format::Jsonl, OffsetUnit::Chars), &[finished]),
        concat!(
            r#"{"id":"d\"1","path":"in/d.txt","published":"2020-02-03","title":"Zoë met Ada.","status":"failed","#,
            r#""diagnostics":["odd"],"annotations":["#,
            r#"{"id":0,"analyzer":"names","label":"PER","start":8,"end":11,"text":"Ada","attributes":{"canonical":"n"}},"#,
            r#"{"id":1,"analyzer":"facts","label":"fact","start":8,"end":11,"text":"Ada","attributes":{"score":5,"#,
            r#""place":{"start":8,"end":11,"text":"Ada"},"who":0,"after":1,"mood":"calm"}}]}"#,
            "\n"
        )
    );
}

#[test]
fn a_document_that_could_not_be_read_is_not_one_without_text() {
    let document = OwnedDocument::new("d", "").unwrap();
    for (status, expected) in [(Status::Failed, ",\"text\":null,"), (Status::Ok, ",\"text\":\"\",")]
    {
        let finished = Finished { status, include_text: true, ..finished(&document, &[]) };
        let line = write(&*plain(Format::Jsonl, OffsetUnit::Chars), &[finished]);
        assert!(line.contains(expected), "{line}");
    }
}

#[test]
fn json_is_one_array_however_many_documents() {
    let document = document("Zoë met Ada.", "n", 5.0, &[(8, 11)]);
    let analyzers = of(&["names"]);
    for count in 0..3 {
        let documents = vec![finished(&document, &analyzers); count];
        let text = write(&*plain(Format::Json, OffsetUnit::Chars), &documents);
        let array: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        assert_eq!(array.len(), count);
    }
}

#[test]
fn csv_has_a_column_for_each_attribute() {
    let document = document("=Zoë met, Ada.", "-n", 0.5, &[(0, 8), (9, 13)]);
    let analyzers = of(&["names", "facts"]);
    assert_eq!(
        write(&*plain(Format::Csv, OffsetUnit::Chars), &[finished(&document, &analyzers)]),
        "document,path,published,status,diagnostics,id,analyzer,label,start,end,text,canonical,entity,sure,score,place,who,after,mood\n\
         \"d\"\"1\",in/d.txt,2020-02-03,ok,,0,names,PER,0,8,'=Zoë met,'-n,,,,,,,\n\
         \"d\"\"1\",in/d.txt,2020-02-03,ok,,1,names,LOC,9,13,\" Ada\",'-n,-1,,,,,,\n\
         \"d\"\"1\",in/d.txt,2020-02-03,ok,,2,facts,fact,0,8,'=Zoë met,,,,0.5,'=Zoë met,0,2,calm\n\
         \"d\"\"1\",in/d.txt,2020-02-03,ok,,3,facts,fact,9,13,\" Ada\",,,,,\" Ada\",1,3,loud\n"
    );
}

#[test]
fn csv_has_a_row_for_a_document_that_failed_or_has_nothing() {
    let empty = OwnedDocument::new("e", "").unwrap();
    let full = document("Zoë met Ada.", "n", 0.5, &[(8, 11)]);
    let analyzers = of(&["names"]);
    let diagnostics = ["facts: it panicked".to_owned(), "odd, too".to_owned()];
    let failed = |document| Finished {
        status: Status::Failed,
        diagnostics: &diagnostics,
        ..finished(document, &analyzers)
    };
    let writer = writer(
        Format::Csv,
        OffsetUnit::Chars,
        Style { color: false, width: 80 },
        schemas().get(..1).unwrap(),
    );
    let documents = [finished(&empty, &analyzers), failed(&empty), failed(&full)];
    assert_eq!(
        write(&*writer, &documents),
        "document,path,published,status,diagnostics,id,analyzer,label,start,end,text,canonical,entity,sure\n\
         e,in/d.txt,,ok,,,,,,,,,,\n\
         e,in/d.txt,,failed,\"facts: it panicked; odd, too\",,,,,,,,,\n\
         \"d\"\"1\",in/d.txt,2020-02-03,failed,\"facts: it panicked; odd, too\",,,,,,,,,\n\
         \"d\"\"1\",in/d.txt,2020-02-03,failed,,0,names,PER,8,11,Ada,n,,\n"
    );
}
