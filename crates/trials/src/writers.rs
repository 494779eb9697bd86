//! Any document through each writer.

use std::io::Cursor;
use std::sync::Arc;

use arbitrary::{Result, Unstructured};
use rashomon_core::{
    AnnotationId, Attribute, AttributeType, Document, LayerBuilder, OwnedDocument, Schema, Sink,
    Span, Value,
};
use rashomon_formats::{
    Corpus, Finished, Format, Input, OffsetUnit, ReadOptions, Status, Style, writer,
};

use crate::layer;
use crate::text::annotated;

/// Makes a document with two layers of whatever names, values and places the bytes say, and writes it in each format:
/// JSON is valid and what is read from it is the same document, CSV has as many cells in each row, a table has nothing
/// that moves the cursor.
///
/// # Panics
/// If that does not hold.
pub fn writers(data: &[u8]) {
    // A fuzzer that runs out of bytes gets zeros; an error is left only where a choice has no options.
    let _ = write_all(&mut Unstructured::new(data));
}

fn write_all(u: &mut Unstructured<'_>) -> Result<()> {
    let (id, path): (String, String) = (u.arbitrary()?, u.arbitrary()?);
    let diagnostics: Vec<String> =
        (0..u.int_in_range(0..=2)?).map(|_| u.arbitrary()).collect::<Result<_>>()?;
    let status = if u.arbitrary()? { Status::Ok } else { Status::Failed };
    let unit = *u.choose(&[OffsetUnit::Chars, OffsetUnit::Bytes, OffsetUnit::Utf16])?;
    let style = Style { color: u.arbitrary()?, width: u.int_in_range(0..=200)? };
    let text: String = u.arbitrary()?;
    let mut document = annotated(&id, &text);
    for _ in 0..u.int_in_range(0..=2)? {
        let key = if u.arbitrary()? { "title".into() } else { u.arbitrary::<String>()? };
        document.set_metadata(key, u.arbitrary::<String>()?);
    }
    let mut analyzers = Vec::new();
    let mut schemas = Vec::new();
    for name in ["one", "quotes"] {
        let schema = Arc::new(schema(u, name)?);
        let layer = fill(u, &schema, &document)?;
        document.add_layer(layer);
        analyzers.push(name.to_owned());
        schemas.push(schema);
    }
    layer::check_all(&document);
    let include_blocks = u.arbitrary()?;
    let finished = Finished {
        document: &document,
        path: &path,
        status,
        diagnostics: &diagnostics,
        analyzers: &analyzers,
        include_blocks,
        include_text: true,
    };
    let write = |format: Format| {
        let writer = writer(format, unit, style, &schemas);
        let mut out = Vec::new();
        writer.begin(&mut out);
        writer.document(&finished, &mut out);
        out.extend_from_slice(writer.separator());
        writer.document(&finished, &mut out);
        writer.end(&mut out);
        String::from_utf8(out).expect("results are UTF-8")
    };
    json(&finished, &write(Format::Json));
    lines(&finished, &write(Format::Jsonl), unit, &schemas);
    csv(&finished, &write(Format::Csv));
    table(&write(Format::Table), style);
    Ok(())
}

/// Names are unique and not empty, as the host demands of plugins.
fn names(u: &mut Unstructured<'_>, most: usize) -> Result<Vec<String>> {
    let mut names = vec!["plain".to_owned()];
    for _ in 0..u.int_in_range(0..=most)? {
        let name: String = u.arbitrary()?;
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

fn schema(u: &mut Unstructured<'_>, analyzer: &str) -> Result<Schema> {
    let mut attributes = Vec::new();
    let labels = names(u, 2)?;
    for name in names(u, 6)? {
        let kind = match u.int_in_range(0..=7)? {
            0 => AttributeType::String,
            1 => AttributeType::Float,
            2 => AttributeType::Integer,
            3 => AttributeType::Bool,
            4 => AttributeType::Span,
            5 => AttributeType::Reference("one".into()),
            6 => AttributeType::Reference("quotes".into()),
            _ => AttributeType::Enum(names(u, 2)?),
        };
        attributes.push((name, kind));
    }
    Ok(Schema::new(analyzer, labels, attributes))
}

fn fill(
    u: &mut Unstructured<'_>,
    schema: &Arc<Schema>,
    document: &OwnedDocument,
) -> Result<rashomon_core::OwnedLayer> {
    let rows = u.int_in_range(0..=4)?;
    let mut builder = LayerBuilder::new(schema.clone(), document);
    let others = document.layer("one").map_or(0, rashomon_core::Layer::len) as u32;
    for _ in 0..rows {
        let label = u.choose_index(schema.labels().len())? as u16;
        let place = span(u, document.text())?;
        let texts: Vec<String> =
            schema.attributes().iter().map(|_| u.arbitrary()).collect::<Result<_>>()?;
        let mut attributes = Vec::new();
        for (key, (_, kind)) in schema.attributes().iter().enumerate() {
            if u.arbitrary()? {
                continue;
            }
            let value = match kind {
                AttributeType::Float => Value::Float(u.arbitrary()?),
                AttributeType::Integer => Value::Integer(u.arbitrary()?),
                AttributeType::Bool => Value::Bool(u.arbitrary()?),
                AttributeType::Span => Value::Span(span(u, document.text())?),
                AttributeType::Reference(target) => {
                    let there = if target == schema.analyzer() { rows } else { others };
                    if there == 0 {
                        continue;
                    }
                    AnnotationId(u.int_in_range(0..=there - 1)?).into()
                }
                AttributeType::Enum(members) => Value::Enum(u.choose_index(members.len())? as u16),
                _ => Value::String(&texts[key]),
            };
            if kind.takes(value) {
                attributes.push(Attribute { key: key as u16, value });
            }
        }
        builder.emit(label, place, &attributes).expect("all of it is as the schema has it");
    }
    Ok(builder.finish().expect("nothing was refused"))
}

fn span(u: &mut Unstructured<'_>, text: &str) -> Result<Span> {
    let mut place = || Ok(text.floor_char_boundary(u.int_in_range(0..=text.len())?) as u32);
    let (one, other) = (place()?, place()?);
    Ok(Span::new(one.min(other), one.max(other)))
}

fn rows(finished: &Finished<'_>) -> usize {
    finished.document.layers().iter().map(|it| it.view().len()).sum()
}

fn json(finished: &Finished<'_>, written: &str) {
    let all: serde_json::Value = serde_json::from_str(written).expect("the array is JSON");
    let all = all.as_array().expect("it is an array");
    assert_eq!(all.len(), 2);
    for object in all {
        assert_eq!(object["id"], finished.document.id());
        assert_eq!(object["path"], finished.path);
        assert_eq!(object["annotations"].as_array().map(Vec::len), Some(rows(finished)));
    }
}

/// Reads the first of the two lines as a corpus.
fn lines(finished: &Finished<'_>, written: &str, unit: OffsetUnit, schemas: &[Arc<Schema>]) {
    let [line, again]: [&str; 2] =
        written.split_terminator('\n').collect::<Vec<_>>().try_into().expect("one line each");
    assert_eq!(line, again);
    let options = ReadOptions { offsets: unit, ..ReadOptions::default() };
    let source = Box::new(Cursor::new(line.to_owned().into_bytes()));
    let mut corpus = Corpus::open_with(&["-".into()], &options, source).expect("it is there");
    let input = corpus.next().expect("there is one line");
    let Input::Document(record) = input else {
        let unread = finished.status == Status::Failed && finished.document.text().is_empty();
        assert!(unread, "{input:?} in {line:?}");
        return;
    };
    assert_eq!(record.document.text(), finished.document.text());
    let mut read = annotated(record.document.id(), record.document.text());
    let schema_of = |name: &str| schemas.iter().find(|it| it.analyzer() == name).map(Arc::clone);
    let said = rashomon_formats::attach(&mut read, &record.brought, unit, &schema_of);
    assert_eq!(said, Vec::<String>::new(), "{line}");
    for layer in finished.document.layers().iter().filter(|it| !it.view().is_empty()) {
        let found = read.layer(layer.schema().analyzer()).expect("its annotations were read");
        assert_eq!(format!("{found:?}"), format!("{:?}", layer.view()), "{line}");
    }
}

fn csv(finished: &Finished<'_>, written: &str) {
    let mut reader = csv::Reader::from_reader(written.as_bytes());
    let records: Vec<_> = reader.records().collect::<std::result::Result<_, _>>().expect("CSV");
    let own = usize::from(rows(finished) == 0 || finished.status == Status::Failed);
    assert_eq!(records.len(), 2 * (rows(finished) + own));
}

fn table(written: &str, style: Style) {
    let stray = written.chars().find(|it| it.is_control() && *it != '\n' && *it != '\u{1b}');
    assert_eq!(stray, None, "{written:?}");
    assert!(style.color || !written.contains('\u{1b}'), "{written:?}");
}
