//! The annotations of one layer as JSON objects.

use std::borrow::Cow;
use std::sync::Arc;

use rashomon_core::{Annotation, AttributeType, OwnedLayer, Schema, Span, Value};

use super::json;
use super::piece::Piece;
use crate::offsets::Offsets;

/// A label, and a member of an enumeration, is prepared for so many annotations; what a document brings may have
/// thousands, each used once.
const ANNOTATIONS_PER_NAME: usize = 8;

/// What the annotations of one analyzer have in common, as JSON.
#[derive(Clone, Debug)]
pub(super) struct Form {
    schema: Arc<Schema>,
    /// `,"analyzer":"quotes","label":`
    head: Piece,
    /// The same with each of the first labels and `,"start":` behind it.
    heads: Vec<Piece>,
    keys: Vec<Key>,
}

/// An attribute.
#[derive(Clone, Debug)]
struct Key {
    /// `,"score":`
    head: Piece,
    /// The same with each of the first members of an enumeration behind it.
    members: Vec<Piece>,
}

/// The forms of analyzers' annotations, made once for all documents.
#[derive(Debug)]
pub(super) struct Forms(Vec<Form>);

impl Forms {
    pub(super) fn new(schemas: &[Arc<Schema>]) -> Self {
        Self(schemas.iter().map(|it| Form::new(it, usize::MAX)).collect())
    }

    /// The form of a layer's annotations, made for it if the layer is none of those analyzers'.
    pub(super) fn of(&self, layer: &OwnedLayer) -> Cow<'_, Form> {
        let known = self.0.iter().find(|it| Arc::ptr_eq(&it.schema, layer.schema()));
        known.map_or_else(
            || Cow::Owned(Form::new(layer.schema(), layer.view().len() / ANNOTATIONS_PER_NAME)),
            Cow::Borrowed,
        )
    }
}

impl Form {
    /// The form that a schema gives, with so many labels, and members of each enumeration, at most.
    fn new(schema: &Arc<Schema>, most: usize) -> Self {
        let mut head = b",\"analyzer\":".to_vec();
        json::string(schema.analyzer(), &mut head);
        head.extend_from_slice(b",\"label\":");
        let labelled = |label: &String| Piece::of(&head, label, START);
        let heads = schema.labels().iter().take(most).map(labelled).collect();
        let key = |(name, kind): &(String, AttributeType)| {
            let mut head = vec![b','];
            json::string(name, &mut head);
            head.push(b':');
            let members = match kind {
                AttributeType::Enum(members) => members.as_slice(),
                _ => &[],
            };
            let members = members.iter().take(most).map(|it| Piece::of(&head, it, b"")).collect();
            Key { head: Piece::new(&head), members }
        };
        let keys = schema.attributes().iter().map(key).collect();
        Self { schema: schema.clone(), head: Piece::new(&head), heads, keys }
    }

    /// The name of a member of an enumeration.
    fn member(&self, key: usize, member: u16) -> Option<&str> {
        match self.schema.attributes().get(key) {
            Some((_, AttributeType::Enum(members))) => {
                members.get(usize::from(member)).map(String::as_str)
            }
            _ => None,
        }
    }
}

/// Writes the annotations of one layer.
pub(super) struct LayerWriter<'a> {
    text: &'a str,
    offsets: &'a Offsets<'a>,
    form: &'a Form,
    /// For each attribute the id of the first printed annotation of the analyzer that it refers to; `None` if that is not
    /// printed.
    bases: Vec<Option<usize>>,
}

impl<'a> LayerWriter<'a> {
    pub(super) fn new(
        form: &'a Form,
        layers: &[(usize, &'a OwnedLayer)],
        text: &'a str,
        offsets: &'a Offsets<'a>,
    ) -> Self {
        let bases = form.schema.attributes().iter().map(|(_, kind)| base(kind, layers)).collect();
        Self { text, offsets, form, bases }
    }

    /// Appends an annotation as one object, with a comma before it unless it is the first.
    pub(super) fn write(&self, annotation: Annotation<'_>, id: usize, out: &mut Vec<u8>) {
        let span = annotation.span();
        let first = usize::from(id == 0);
        json::append(u64::from_le_bytes(*b",{\"id\":\0") >> (8 * first), 7 - first, out);
        json::integer(id, out);
        if let Some(head) = self.form.heads.get(usize::from(annotation.label_index())) {
            head.append(out);
        } else {
            self.form.head.append(out);
            json::string(annotation.label(), out);
            out.extend_from_slice(START);
        }
        self.place(span, out);
        out.extend_from_slice(b",\"attributes\":");
        self.attributes(annotation, out);
        out.push(b'}');
    }

    /// Appends what stands behind `"start":`: both ends of a span, and its text.
    #[inline]
    fn place(&self, span: Span, out: &mut Vec<u8>) {
        json::integer(self.offsets.of(span.start()), out);
        out.extend_from_slice(b",\"end\":");
        json::integer(self.offsets.of(span.end()), out);
        out.extend_from_slice(b",\"text\":");
        json::part(self.text, span, out);
    }

    /// Appends the attributes of an annotation as one object.
    pub(super) fn attributes(&self, annotation: Annotation<'_>, out: &mut Vec<u8>) {
        let before = out.len();
        for (key, value) in annotation.attributes() {
            self.attribute(usize::from(key), value, out);
        }
        // Each begins with a comma; that of the first makes room for the bracket.
        match out.get_mut(before) {
            Some(comma) => *comma = b'{',
            None => out.push(b'{'),
        }
        out.push(b'}');
    }

    /// Appends an attribute with a comma before it; nothing if it refers to what is not printed.
    #[inline]
    fn attribute(&self, index: usize, value: Value<'_>, out: &mut Vec<u8>) {
        let Some(key) = self.form.keys.get(index) else { return };
        match value {
            Value::Float(number) => {
                key.head.append(out);
                json::float(number, out);
            }
            Value::Enum(member) if usize::from(member) < key.members.len() => {
                key.members[usize::from(member)].append(out);
            }
            Value::Reference(row) => {
                if let Some(base) = self.bases.get(index).copied().flatten() {
                    key.head.append(out);
                    json::integer(base + row as usize, out);
                }
            }
            _ => {
                key.head.append(out);
                self.value(index, value, out);
            }
        }
    }

    /// Appends the value of an attribute.
    fn value(&self, index: usize, value: Value<'_>, out: &mut Vec<u8>) {
        match value {
            Value::String(text) => json::string(text, out),
            Value::Integer(number) => json::integer(number, out),
            Value::Bool(yes) => out.extend_from_slice(if yes { b"true" } else { b"false" }),
            Value::Span(span) => {
                out.extend_from_slice(b"{\"start\":");
                self.place(span, out);
                out.push(b'}');
            }
            Value::Enum(member) => json::optional(self.form.member(index, member), out),
            // A kind of value that this version does not know.
            _ => out.extend_from_slice(b"null"),
        }
    }
}

/// Stands between a label and where its annotation starts.
const START: &[u8] = b",\"start\":";

/// Id of the first printed annotation of the analyzer that a reference names.
pub(super) fn base(kind: &AttributeType, layers: &[(usize, &OwnedLayer)]) -> Option<usize> {
    let AttributeType::Reference(target) = kind else { return None };
    layers.iter().find(|(_, it)| it.schema().analyzer() == target).map(|(base, _)| *base)
}
