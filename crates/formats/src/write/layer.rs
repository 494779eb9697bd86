//! The annotations of one layer as JSON objects.

use rashomon_core::{Annotation, AttributeType, Document, OwnedLayer, Value};

use super::json;
use super::object::comma;
use crate::offsets::Offsets;

/// A label is prepared for so many annotations; what a document brings may have thousands, each used once.
const ANNOTATIONS_PER_LABEL: usize = 8;

/// Writes the annotations of one layer. What is the same for all of them is prepared once.
pub(super) struct LayerWriter<'a> {
    document: &'a dyn Document,
    offsets: &'a Offsets<'a>,
    /// `,"analyzer":"quotes","label":`
    head: Vec<u8>,
    /// The same with each of the first labels and `,"start":` behind it.
    heads: Vec<Vec<u8>>,
    keys: Vec<Key<'a>>,
}

/// An attribute: what stands before its value, and what its values are.
struct Key<'a> {
    head: Vec<u8>,
    kind: &'a AttributeType,
    /// Id of the first printed annotation of the analyzer that a reference names; `None` if that is not printed.
    base: Option<usize>,
}

impl<'a> LayerWriter<'a> {
    pub(super) fn new(
        layer: &'a OwnedLayer,
        layers: &[(usize, &'a OwnedLayer)],
        document: &'a dyn Document,
        offsets: &'a Offsets<'a>,
    ) -> Self {
        let schema = layer.schema();
        let mut head = b",\"analyzer\":".to_vec();
        json::string(schema.analyzer(), &mut head);
        head.extend_from_slice(b",\"label\":");
        let key = |(name, kind): &'a (String, AttributeType)| {
            let mut head = Vec::with_capacity(name.len() + 4);
            json::string(name, &mut head);
            head.push(b':');
            Key { head, kind, base: base(kind, layers) }
        };
        let keys = schema.attributes().iter().map(key).collect();
        let labelled = |label: &String| {
            let mut whole = Vec::with_capacity(head.len() + label.len() + 16);
            whole.extend_from_slice(&head);
            label_and_start(label, &mut whole);
            whole
        };
        let prepared = layer.view().len() / ANNOTATIONS_PER_LABEL;
        let heads = schema.labels().iter().take(prepared).map(labelled).collect();
        Self { document, offsets, head, heads, keys }
    }

    pub(super) fn write(&self, annotation: Annotation<'_>, id: usize, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"id\":");
        json::integer(id, out);
        if let Some(head) = self.heads.get(usize::from(annotation.label_index())) {
            out.extend_from_slice(head);
        } else {
            out.extend_from_slice(&self.head);
            label_and_start(annotation.label(), out);
        }
        json::integer(self.offsets.of(annotation.span().start()), out);
        out.extend_from_slice(b",\"end\":");
        json::integer(self.offsets.of(annotation.span().end()), out);
        out.extend_from_slice(b",\"text\":");
        json::string(self.document.slice(annotation.span()), out);
        out.extend_from_slice(b",\"attributes\":");
        self.attributes(annotation, out);
        out.push(b'}');
    }

    /// Appends the attributes of an annotation as one object.
    pub(super) fn attributes(&self, annotation: Annotation<'_>, out: &mut Vec<u8>) {
        out.push(b'{');
        let mut written = 0;
        for (key, value) in annotation.attributes() {
            let Some(key) = self.keys.get(usize::from(key)) else { continue };
            if matches!((value, key.base), (Value::Reference(_), None)) {
                continue;
            }
            comma(written, out);
            out.extend_from_slice(&key.head);
            self.write_value(key, value, out);
            written += 1;
        }
        out.push(b'}');
    }

    fn write_value(&self, key: &Key<'_>, value: Value<'_>, out: &mut Vec<u8>) {
        match value {
            Value::String(text) => json::string(text, out),
            Value::Float(number) => json::float(number, out),
            Value::Integer(number) => json::integer(number, out),
            Value::Bool(yes) => out.extend_from_slice(if yes { b"true" } else { b"false" }),
            Value::Span(span) => {
                out.extend_from_slice(b"{\"start\":");
                json::integer(self.offsets.of(span.start()), out);
                out.extend_from_slice(b",\"end\":");
                json::integer(self.offsets.of(span.end()), out);
                out.extend_from_slice(b",\"text\":");
                json::string(self.document.slice(span), out);
                out.push(b'}');
            }
            Value::Reference(row) => {
                json::integer(key.base.unwrap_or_default() + row as usize, out);
            }
            Value::Enum(member) => match key.kind {
                AttributeType::Enum(members) => {
                    json::optional(members.get(usize::from(member)).map(String::as_str), out);
                }
                _ => out.extend_from_slice(b"null"),
            },
            // A kind of value that this version does not know.
            _ => out.extend_from_slice(b"null"),
        }
    }
}

fn label_and_start(label: &str, out: &mut Vec<u8>) {
    json::string(label, out);
    out.extend_from_slice(b",\"start\":");
}

/// Id of the first printed annotation of the analyzer that a reference names.
pub(super) fn base(kind: &AttributeType, layers: &[(usize, &OwnedLayer)]) -> Option<usize> {
    let AttributeType::Reference(target) = kind else { return None };
    layers.iter().find(|(_, it)| it.schema().analyzer() == target).map(|(base, _)| *base)
}
