//! One annotation as it is written in JSON, against text and schema.

use rashomon_core::{AttributeType, Document, OwnedDocument, Schema, Span};
use serde_json::Value;

use super::Diagnostics;
use crate::offsets::Offsets;

/// Characters of a text that a diagnostic quotes.
const QUOTED: usize = 40;

/// An annotation that fits text and schema; its references are not looked up yet.
pub(super) struct Found {
    /// How diagnostics name it.
    pub(super) name: String,
    /// The id under which others refer to it.
    pub(super) id: Option<String>,
    pub(super) label: u16,
    pub(super) span: Span,
    pub(super) attributes: Vec<(u16, Given)>,
}

/// The value of an attribute.
pub(super) enum Given {
    String(String),
    Float(f64),
    Integer(i64),
    Bool(bool),
    Span(Span),
    /// The id of an annotation.
    Reference(String),
    Enum(u16),
}

/// Parses the annotations of one layer.
pub(super) struct Parser<'a> {
    pub(super) document: &'a OwnedDocument,
    pub(super) offsets: &'a Offsets<'a>,
    pub(super) schema: &'a Schema,
}

impl Parser<'_> {
    /// Parses an annotation. An attribute that cannot be used is left out, which `diagnostics` tell.
    ///
    /// # Errors
    /// If label or span cannot be used.
    pub(super) fn annotation(
        &self,
        name: String,
        value: &Value,
        diagnostics: &mut Diagnostics,
    ) -> Result<Found, String> {
        let label = value.get("label").and_then(Value::as_str).ok_or("it has no \"label\"")?;
        let label = self.schema.label(label).ok_or_else(|| {
            format!("label {label:?} is none of {}", self.schema.labels().join(", "))
        })?;
        let span = self.span(value)?;
        let mut attributes = Vec::new();
        let given = value.get("attributes").and_then(Value::as_object);
        for (key, value) in given.into_iter().flatten().filter(|(_, it)| !it.is_null()) {
            let analyzer = self.schema.analyzer();
            let Some(index) = self.schema.key(key) else {
                // Said once and not for each annotation.
                diagnostics
                    .add(format!("{analyzer:?} declares no attribute {key:?}; it is left out"));
                continue;
            };
            let (_, kind) = &self.schema.attributes()[usize::from(index)];
            match self.value(kind, value) {
                Ok(value) => attributes.push((index, value)),
                Err(reason) => diagnostics.add(format!(
                    "attribute {key:?} of annotation {name} of {analyzer:?} is left out: {reason}"
                )),
            }
        }
        Ok(Found { name, id: value.get("id").and_then(id), label, span, attributes })
    }

    fn span(&self, value: &Value) -> Result<Span, String> {
        let offset = |key: &str| {
            let value = value.get(key).ok_or_else(|| format!("it has no {key:?}"))?;
            let byte = value.as_u64().and_then(|it| self.offsets.byte(it));
            byte.ok_or_else(|| format!("{key} {value} is no offset in this text; check --offsets"))
        };
        let (start, end) = (offset("start")?, offset("end")?);
        if start > end {
            return Err("it starts after its end".into());
        }
        let span = Span::new(start, end);
        let there = self.document.slice(span);
        match value.get("text").and_then(Value::as_str) {
            Some(text) if !same_words(text, there) => Err(format!(
                "its text is {:?}, but {:?} stands there; check --offsets",
                shortened(text),
                shortened(there)
            )),
            _ => Ok(span),
        }
    }

    fn value(&self, kind: &AttributeType, value: &Value) -> Result<Given, String> {
        let wrong = |expected: &str| format!("{} is not {expected}", shortened(&value.to_string()));
        Ok(match kind {
            AttributeType::String => match value {
                Value::String(text) => Given::String(text.clone()),
                other => Given::String(other.to_string()),
            },
            AttributeType::Float => {
                let number = value.as_f64().filter(|it| it.is_finite());
                Given::Float(number.ok_or_else(|| wrong("a number"))?)
            }
            AttributeType::Integer => {
                Given::Integer(integer(value).ok_or_else(|| wrong("an integer"))?)
            }
            AttributeType::Bool => {
                Given::Bool(value.as_bool().ok_or_else(|| wrong("true or false"))?)
            }
            AttributeType::Span => Given::Span(self.span(value)?),
            AttributeType::Reference(_) => {
                Given::Reference(id(value).ok_or_else(|| wrong("the id of an annotation"))?)
            }
            AttributeType::Enum(members) => {
                let member = members.iter().position(|it| value.as_str() == Some(it));
                let member =
                    member.ok_or_else(|| wrong(&format!("one of {}", members.join(", "))))?;
                Given::Enum(member as u16)
            }
            _ => return Err("its type is not known here".into()),
        })
    }
}

/// How diagnostics name an annotation: by its id, else by its place in the list.
pub(super) fn name(index: usize, value: &Value) -> String {
    value.get("id").and_then(id).unwrap_or_else(|| format!("number {}", index + 1))
}

/// An id as text: tools number annotations or name them.
fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// An integer, also if it is written like `3.0`.
fn integer(value: &Value) -> Option<i64> {
    let whole = |it: &f64| it.fract() == 0.0 && it.abs() < 9e15;
    value.as_i64().or_else(|| value.as_f64().filter(whole).map(|it| it as i64))
}

/// Whether two texts differ in nothing but white space, which many tools tidy.
fn same_words(a: &str, b: &str) -> bool {
    a == b || a.split_whitespace().eq(b.split_whitespace())
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.into(),
    }
}
