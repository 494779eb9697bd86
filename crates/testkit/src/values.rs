//! Values of attributes as the text that cases compare.

use rashomon_core::{
    Annotation, AttributeType, Document, Layer, OwnedDocument, Schema, Span, Value,
};

/// What an analyzer found in a document, with all that is needed to print it.
#[derive(Clone, Copy)]
pub(crate) struct Found<'d> {
    pub(crate) document: &'d OwnedDocument,
    pub(crate) schema: &'d Schema,
    pub(crate) layer: Layer<'d>,
}

impl<'d> Found<'d> {
    /// The layer of `analyzer`, which must have run.
    pub(crate) fn of(document: &'d OwnedDocument, analyzer: &str) -> Self {
        let layer = document
            .layers()
            .iter()
            .find(|it| it.schema().analyzer() == analyzer)
            .expect("the kit runs the analyzer before it looks");
        Self { document, schema: layer.schema(), layer: layer.view() }
    }

    /// An attribute's value as text; `None` if the annotation does not have it.
    pub(crate) fn text_of(self, annotation: Annotation<'_>, key: u16) -> Option<String> {
        annotation.value(key).map(|value| self.value_text(key, value))
    }

    /// A value of attribute `key` as text.
    pub(crate) fn value_text(self, key: u16, value: Value<'_>) -> String {
        match value {
            Value::String(text) => text.into(),
            Value::Float(number) => number.to_string(),
            Value::Integer(number) => number.to_string(),
            Value::Bool(yes) => yes.to_string(),
            Value::Span(span) => self.document.slice(span).into(),
            Value::Reference(_) => self
                .referred(key, value)
                .map_or_else(String::new, |it| self.document.slice(it.span()).into()),
            Value::Enum(member) => match self.kind(key) {
                AttributeType::Enum(members) => {
                    members.get(usize::from(member)).cloned().unwrap_or_default()
                }
                _ => String::new(),
            },
            other => format!("{other:?}"),
        }
    }

    /// The annotation that a reference in attribute `key` refers to.
    pub(crate) fn referred(self, key: u16, value: Value<'_>) -> Option<Annotation<'d>> {
        let (Value::Reference(row), AttributeType::Reference(target)) = (value, self.kind(key))
        else {
            return None;
        };
        self.document.layer(target)?.get(row)
    }

    /// The type of an attribute.
    pub(crate) fn kind(self, key: u16) -> &'d AttributeType {
        &self.schema.attributes()[usize::from(key)].1
    }

    /// The name of an attribute.
    pub(crate) fn name(self, key: u16) -> &'d str {
        &self.schema.attributes()[usize::from(key)].0
    }
}

/// All attributes of an annotation that are spans.
pub(crate) fn span_attributes(annotation: Annotation<'_>) -> impl Iterator<Item = (u16, Span)> {
    annotation.attributes().filter_map(|(key, value)| match value {
        Value::Span(span) => Some((key, span)),
        _ => None,
    })
}
