//! One annotation of either side, gold or found, in the form in which the two are compared.

use rashomon_core::{
    Annotation, AttributeType, Document as _, Layer, OwnedDocument, Schema, Span, Value,
};

/// An annotation of gold, or one that the analyzer found.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Item {
    /// Where it stands, in bytes; `None` if gold tells no place.
    pub(crate) span: Option<Span>,
    /// Its label; empty if gold has no labels.
    pub(crate) label: String,
    /// Its attributes, those without a value left out.
    pub(crate) attributes: Vec<(String, Datum)>,
}

/// The value of an attribute.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Datum {
    /// Text, or the name of a member of an enumeration.
    Text(String),
    /// A number of any sort.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Where in the text; several if any of them is right. A reference is the place of what it refers to.
    Places(Vec<Span>),
}

impl Item {
    /// The attribute with this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Datum> {
        self.attributes.iter().find(|(it, _)| it == name).map(|(_, datum)| datum)
    }

    /// The text of the attribute with this name.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Datum::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number in the attribute with this name.
    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        match self.get(name)? {
            Datum::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl Datum {
    /// The value as people read it.
    pub(crate) fn shown(&self, text: &str) -> String {
        match self {
            Self::Text(it) => it.clone(),
            Self::Number(it) => it.to_string(),
            Self::Flag(it) => it.to_string(),
            Self::Places(places) => {
                let place = places.first().and_then(|it| text.get(it.range()));
                format!("\u{201c}{}\u{201d}", place.unwrap_or_default())
            }
        }
    }
}

/// What `analyzer` found in a document.
pub(crate) fn found_in(document: &OwnedDocument, analyzer: &str, schema: &Schema) -> Vec<Item> {
    let Some(layer) = document.layer(analyzer) else { return Vec::new() };
    layer.iter().map(|it| item(it, document, schema)).collect()
}

fn item(annotation: Annotation<'_>, document: &OwnedDocument, schema: &Schema) -> Item {
    let attributes = annotation.attributes().filter_map(|(key, value)| {
        let (name, kind) = schema.attributes().get(usize::from(key))?;
        Some((name.clone(), datum(value, kind, document)?))
    });
    Item {
        span: Some(annotation.span()),
        label: annotation.label().into(),
        attributes: attributes.collect(),
    }
}

fn datum(value: Value<'_>, kind: &AttributeType, document: &OwnedDocument) -> Option<Datum> {
    Some(match value {
        Value::String(text) => Datum::Text(text.into()),
        Value::Float(number) => Datum::Number(number),
        Value::Integer(number) => Datum::Number(number as f64),
        Value::Bool(yes) => Datum::Flag(yes),
        Value::Span(span) => Datum::Places(vec![span]),
        Value::Reference(row) => {
            let AttributeType::Reference(target) = kind else { return None };
            let layer: Layer<'_> = document.layer(target)?;
            Datum::Places(vec![layer.get(row)?.span()])
        }
        Value::Enum(member) => {
            let AttributeType::Enum(members) = kind else { return None };
            Datum::Text(members.get(usize::from(member))?.clone())
        }
        // A kind of value that this version does not know.
        _ => return None,
    })
}
