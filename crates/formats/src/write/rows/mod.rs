//! Results as rows of typed tables: what the folders of Parquet and CSV files and the database have in common.
//!
//! [`Rows`] is the writer of all three. What it makes of a document is no file's content but a compact encoding, which
//! the store of the format reads again: so any thread, or another process, may do the first part, and one the second.

mod encoding;
mod layout;

use std::sync::Arc;

use rashomon_core::{Annotation, AttributeType, Document, OwnedLayer, Schema, Value};

pub(super) use self::encoding::{Field, read};
pub(super) use self::layout::{Column, Kind, Layout, Role, Table, free};
use super::layer::base;
use super::object::metadata_beside;
use super::{Finished, Status, Writer, json, printed, title};
use crate::offsets::{OffsetUnit, Offsets};

/// Makes rows of documents.
#[derive(Debug)]
pub(super) struct Rows {
    unit: OffsetUnit,
    layout: Layout,
    /// Whether the text is there even if it was not asked for.
    always_text: bool,
}

impl Rows {
    /// Rows of the tables of [`Layout::new`].
    pub(super) fn new(unit: OffsetUnit, schemas: &[Arc<Schema>]) -> Self {
        Self { unit, layout: Layout::new(schemas), always_text: false }
    }

    /// The same, always with the text.
    pub(super) fn with_text(self) -> Self {
        Self { always_text: true, ..self }
    }

    fn document_row(&self, finished: &Finished<'_>, out: &mut Vec<u8>) {
        let document = finished.document;
        let metadata = |key: &str| Field::optional(document.metadata(key));
        let diagnostics = finished.diagnostics.join("; ");
        // A document that could not be read has no text: it must not come back as an empty one.
        let unread = finished.status == Status::Failed && document.text().is_empty();
        let has_text = (self.always_text || finished.include_text) && !unread;
        let beside = beside(document);
        encoding::put_count(1, out);
        let row = [
            Field::Text(document.id()),
            Field::Text(finished.path),
            metadata("published"),
            Field::optional(title(document)),
            metadata("outlet"),
            metadata("url"),
            metadata("language"),
            Field::Text(finished.status.name()),
            Field::optional((!diagnostics.is_empty()).then_some(&diagnostics)),
            Field::optional(beside.as_deref()),
            Field::optional(has_text.then(|| document.text())),
        ];
        for field in row {
            encoding::put(field, out);
        }
    }
}

/// What else is known of a document, as a JSON object.
fn beside(document: &rashomon_core::OwnedDocument) -> Option<String> {
    let mut out = Vec::new();
    for (key, value) in metadata_beside(document, &["outlet", "url", "language"]) {
        out.push(if out.is_empty() { b'{' } else { b',' });
        json::string(key, &mut out);
        out.push(b':');
        json::string(value, &mut out);
    }
    if out.is_empty() {
        return None;
    }
    out.push(b'}');
    String::from_utf8(out).ok()
}

impl Writer for Rows {
    fn begin(&self, _out: &mut Vec<u8>) {}

    fn document(&self, finished: &Finished<'_>, out: &mut Vec<u8>) {
        self.document_row(finished, out);
        let offsets = Offsets::new(finished.document.text(), self.unit);
        let layers = printed(finished);
        for table in &self.layout.tables[1..] {
            let layer = layers.iter().find(|(_, it)| it.schema().analyzer() == table.analyzer);
            let Some((first, layer)) = layer else {
                encoding::put_count(0, out);
                continue;
            };
            let columns = Columns::of(table, layer, &layers);
            encoding::put_count(layer.view().len(), out);
            for (id, annotation) in (*first..).zip(layer.view().iter()) {
                encoding::put(Field::Text(finished.document.id()), out);
                encoding::put(Field::Integer(id as i64), out);
                encoding::put(Field::Text(annotation.label()), out);
                let span = annotation.span();
                encoding::put(Field::Integer(offsets.of(span.start()) as i64), out);
                encoding::put(Field::Integer(offsets.of(span.end()) as i64), out);
                encoding::put(Field::Text(finished.document.slice(span)), out);
                columns.put(annotation, finished.document, &offsets, out);
            }
        }
    }

    fn separator(&self) -> &'static [u8] {
        b""
    }

    fn end(&self, _out: &mut Vec<u8>) {}
}

/// For each attribute of a table its type, and where it is in a layer, if the layer has it.
struct Columns<'a>(Vec<(&'a AttributeType, Option<Key>)>);

/// An attribute in a layer: its index, and the first id that references name if what they name is printed.
type Key = (u16, Option<usize>);

impl<'a> Columns<'a> {
    fn of(table: &'a Table, layer: &OwnedLayer, layers: &[(usize, &OwnedLayer)]) -> Self {
        let declared = layer.schema().attributes();
        let column = |(name, kind): &'a (String, AttributeType)| {
            let key = declared.iter().position(|(its, of)| its == name && of == kind);
            (kind, key.map(|it| (it as u16, base(kind, layers))))
        };
        Self(table.attributes.iter().map(column).collect())
    }

    fn put(
        &self,
        annotation: Annotation<'_>,
        document: &dyn Document,
        offsets: &Offsets<'_>,
        out: &mut Vec<u8>,
    ) {
        for (kind, column) in &self.0 {
            let value = column.and_then(|(key, _)| annotation.value(key));
            let field = match (value, kind) {
                (Some(Value::Span(span)), AttributeType::Span) => {
                    encoding::put(Field::Integer(offsets.of(span.start()) as i64), out);
                    encoding::put(Field::Integer(offsets.of(span.end()) as i64), out);
                    Field::Text(document.slice(span))
                }
                (_, AttributeType::Span) => {
                    encoding::put(Field::Null, out);
                    encoding::put(Field::Null, out);
                    Field::Null
                }
                (Some(Value::String(text)), _) => Field::Text(text),
                (Some(Value::Float(number)), _) => Field::Float(number),
                (Some(Value::Integer(number)), _) => Field::Integer(number),
                (Some(Value::Bool(yes)), _) => Field::Bool(yes),
                (Some(Value::Reference(row)), _) => match column.and_then(|(_, base)| base) {
                    Some(base) => Field::Integer((base + row as usize) as i64),
                    None => Field::Null,
                },
                (Some(Value::Enum(member)), AttributeType::Enum(members)) => {
                    Field::optional(members.get(usize::from(member)).map(String::as_str))
                }
                _ => Field::Null,
            };
            encoding::put(field, out);
        }
    }
}
