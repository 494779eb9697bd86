//! CSV: one row an annotation, one column an attribute, safe to open in a spreadsheet.
//!
//! A document that failed or has no annotations has a row of its own, which alone tells its diagnostics and is empty
//! where annotations have their values. So no document is lost, and rows with an `id` are the annotations.
//!
//! A cell that a spreadsheet would take for a formula, because it begins with `=`, `+`, `-`, `@` (or the full-width
//! form of one), a tab or a carriage return, has an apostrophe before it, which is no part of the text; numbers have none.
//! A program that reads the file takes away the first of the apostrophes that one of these characters follows.

use std::sync::Arc;

use rashomon_core::{Annotation, AttributeType, Document, OwnedLayer, Schema, Value};

use super::layer::base;
use super::{Finished, Status, Writer, json, printed};
use crate::offsets::{OffsetUnit, Offsets};

/// Columns before those of the attributes.
const COLUMNS: [&str; 11] = [
    "document",
    "path",
    "published",
    "status",
    "diagnostics",
    "id",
    "analyzer",
    "label",
    "start",
    "end",
    "text",
];
/// Those of them that an annotation fills.
const OF_ANNOTATIONS: usize = 6;

#[derive(Debug)]
pub(super) struct Csv {
    unit: OffsetUnit,
    /// Names of all attributes, in the order in which the analyzers declare them.
    attributes: Vec<String>,
}

impl Csv {
    pub(super) fn new(unit: OffsetUnit, schemas: &[Arc<Schema>]) -> Self {
        let mut attributes: Vec<String> = Vec::new();
        for (name, _) in schemas.iter().flat_map(|it| it.attributes()) {
            if !attributes.contains(name) {
                attributes.push(name.clone());
            }
        }
        Self { unit, attributes }
    }
}

impl Writer for Csv {
    fn begin(&self, out: &mut Vec<u8>) {
        for (index, column) in COLUMNS.into_iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            out.extend_from_slice(column.as_bytes());
        }
        for name in &self.attributes {
            out.push(b',');
            cell(name, out);
        }
        out.push(b'\n');
    }

    fn document(&self, finished: &Finished<'_>, out: &mut Vec<u8>) {
        let document = finished.document;
        let offsets = Offsets::new(document.text(), self.unit);
        let mut head = Vec::new();
        let published = document.metadata("published").unwrap_or_default();
        for text in [document.id(), finished.path, published, finished.status.name()] {
            cell(text, &mut head);
            head.push(b',');
        }
        let layers = printed(finished);
        let is_empty = layers.iter().all(|(_, layer)| layer.view().is_empty());
        if is_empty || finished.status == Status::Failed {
            out.extend_from_slice(&head);
            cell(&finished.diagnostics.join("; "), out);
            out.resize(out.len() + OF_ANNOTATIONS + self.attributes.len(), b',');
            out.push(b'\n');
        }
        // Diagnostics are those of the document, not of each annotation.
        head.push(b',');
        for (first, layer) in &layers {
            let columns = Columns::of(&self.attributes, layer, &layers);
            for (id, annotation) in (*first..).zip(layer.view().iter()) {
                out.extend_from_slice(&head);
                json::integer(id, out);
                out.push(b',');
                cell(layer.schema().analyzer(), out);
                out.push(b',');
                cell(annotation.label(), out);
                out.push(b',');
                json::integer(offsets.of(annotation.span().start()), out);
                out.push(b',');
                json::integer(offsets.of(annotation.span().end()), out);
                out.push(b',');
                cell(document.slice(annotation.span()), out);
                columns.write(annotation, document, out);
                out.push(b'\n');
            }
        }
    }

    fn separator(&self) -> &'static [u8] {
        b""
    }

    fn end(&self, _out: &mut Vec<u8>) {}
}

/// For each attribute column: the layer's index of that attribute, its type, and the first id that references name.
struct Columns<'a>(Vec<Option<(u16, &'a AttributeType, Option<usize>)>>);

impl<'a> Columns<'a> {
    fn of(names: &[String], layer: &'a OwnedLayer, layers: &[(usize, &OwnedLayer)]) -> Self {
        let schema = layer.schema();
        let column = |name: &String| {
            let key = schema.key(name)?;
            let (_, kind) = schema.attributes().get(usize::from(key))?;
            Some((key, kind, base(kind, layers)))
        };
        Self(names.iter().map(column).collect())
    }

    fn write(&self, annotation: Annotation<'_>, document: &dyn Document, out: &mut Vec<u8>) {
        for column in &self.0 {
            out.push(b',');
            let Some((key, kind, base)) = *column else { continue };
            match (annotation.value(key), kind) {
                (Some(Value::String(text)), _) => cell(text, out),
                (Some(Value::Float(number)), _) => json::float(number, out),
                (Some(Value::Integer(number)), _) => json::integer(number, out),
                (Some(Value::Bool(yes)), _) => {
                    out.extend_from_slice(if yes { b"true" } else { b"false" });
                }
                (Some(Value::Span(span)), _) => cell(document.slice(span), out),
                (Some(Value::Reference(row)), _) => {
                    if let Some(base) = base {
                        json::integer(base + row as usize, out);
                    }
                }
                (Some(Value::Enum(member)), AttributeType::Enum(members)) => {
                    cell(members.get(usize::from(member)).map_or("", String::as_str), out);
                }
                _ => {}
            }
        }
    }
}

/// What a formula begins with; the full-width forms are those of Excel in Chinese and Japanese. A tab or a carriage
/// return before it is passed over by some programs.
const FORMULA: [char; 10] =
    ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Appends a cell of text. One that a spreadsheet would run as a formula gets an apostrophe before it.
pub(super) fn cell(text: &str, out: &mut Vec<u8>) {
    // Also after apostrophes that the text has itself: else they would be taken for this one.
    let formula = text.trim_start_matches('\'').starts_with(FORMULA);
    // Programs that also split at semicolons or tabs would see a new cell, and perhaps a formula, behind one.
    let quoted = text.contains(['"', ',', ';', '\t', '\n', '\r'])
        || text.starts_with(' ')
        || text.ends_with(' ');
    if quoted {
        out.push(b'"');
    }
    if formula {
        out.push(b'\'');
    }
    let mut pieces = text.split('"');
    out.extend_from_slice(pieces.next().unwrap_or_default().as_bytes());
    for piece in pieces {
        out.extend_from_slice(b"\"\"");
        out.extend_from_slice(piece.as_bytes());
    }
    if quoted {
        out.push(b'"');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    fn cell(text: &str) -> String {
        let mut out = Vec::new();
        super::cell(text, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn formulas_become_text() {
        for text in
            ["=1+1", "+1", "-1", "@SUM(A1)", "\u{ff1d}1", "\u{ff0b}1", "\u{ff0d}1", "\u{ff20}A"]
        {
            assert_eq!(cell(text), format!("'{text}"));
        }
        assert_eq!(cell("\tx"), "\"'\tx\"");
        assert_eq!(cell("=\"a\",b"), "\"'=\"\"a\"\",b\"");
        assert_eq!(cell("a=b"), "a=b");
        assert_eq!([cell("'=a"), cell("'a")], ["''=a", "'a"]);
    }

    #[test]
    fn what_others_than_commas_might_split_is_quoted() {
        assert_eq!([cell("a;=1+1"), cell("a\t=1+1")], ["\"a;=1+1\"", "\"a\t=1+1\""]);
    }

    proptest! {
        #[test]
        fn a_csv_reader_gives_the_text_back(text in "['=+@;\t\u{ff1d}-]{0,3}([a-z \",\n\r]|\\PC){0,30}") {
            let line = format!("x,{},y\n", cell(&text));
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
            let row = reader.records().next().unwrap().unwrap();
            let read = &row[1];
            let marked = read.trim_start_matches('\'').starts_with(super::FORMULA);
            let read = if marked { read.strip_prefix('\'').unwrap() } else { read };
            prop_assert_eq!([&row[0], read, &row[2]], ["x", text.as_str(), "y"]);
        }
    }
}
