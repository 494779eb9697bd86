//! What an attribute may hold, and what one is given.

use crate::document::{Document as _, OwnedDocument};
use crate::error::EmitError;
use crate::ffi::abi::{
    self, KIND_BOOL, KIND_ENUM, KIND_FLOAT, KIND_INTEGER, KIND_REFERENCE, KIND_SPAN, KIND_STRING,
};
use crate::layer::{AttributeType, Schema};
use crate::sink::Attribute;
use crate::value::Value;

/// An attribute as it was given: its payload is that of its kind, and its text is there if it has one.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    pub(crate) key: u16,
    pub(crate) kind: u16,
    pub(crate) payload: u64,
    pub(crate) text: Result<&'a str, EmitError>,
}

impl<'a> Given<'a> {
    #[inline]
    pub(super) fn new(Attribute { key, value }: Attribute<'a>) -> Self {
        let (kind, payload) = abi::to_payload(value);
        let text = if let Value::String(text) = value { text } else { "" };
        Self { key, kind, payload, text: Ok(text) }
    }

    /// Why it is refused if there is no attribute of this key.
    #[cold]
    pub(super) fn refusal(&self) -> EmitError {
        let is_value =
            self.kind == KIND_STRING || abi::from_payload(self.kind, self.payload).is_some();
        if is_value { EmitError::UnknownAttribute } else { EmitError::WrongType }
    }
}

/// What an attribute may hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Values of this kind.
    kind: u16,
    /// The values of enumerations and references are below it.
    pub(super) limit: u64,
    /// Its references name annotations of the layer itself, which may be yet to come.
    pub(super) refers_to_own: bool,
}

impl Rule {
    pub(super) fn new(kind: &AttributeType, schema: &Schema, document: &OwnedDocument) -> Self {
        let rule = |kind, limit| Self { kind, limit, refers_to_own: false };
        match kind {
            AttributeType::String => rule(KIND_STRING, 0),
            AttributeType::Float => rule(KIND_FLOAT, 0),
            AttributeType::Integer => rule(KIND_INTEGER, 0),
            AttributeType::Bool => rule(KIND_BOOL, 0),
            AttributeType::Span => rule(KIND_SPAN, 0),
            AttributeType::Enum(members) => rule(KIND_ENUM, members.len() as u64),
            AttributeType::Reference(target) if target == schema.analyzer() => {
                Self { kind: KIND_REFERENCE, limit: u64::MAX, refers_to_own: true }
            }
            AttributeType::Reference(target) => {
                rule(KIND_REFERENCE, document.layer(target).map_or(0, |it| it.len() as u64))
            }
        }
    }

    /// The payload to keep, if the value is of the right kind.
    #[inline]
    pub(super) fn takes(&self, given: &Given<'_>) -> Option<u64> {
        let payload = given.payload;
        let takes = given.kind == self.kind
            && match self.kind {
                KIND_FLOAT => f64::from_bits(payload).is_finite(),
                KIND_ENUM => payload < self.limit,
                KIND_REFERENCE => u32::try_from(payload).is_ok(),
                _ => true,
            };
        // Whatever is not zero is yes.
        let payload = if self.kind == KIND_BOOL { u64::from(payload != 0) } else { payload };
        takes.then_some(payload)
    }
}

#[cfg(test)]
mod tests {
    use super::{Given, Rule};
    use crate::document::OwnedDocument;
    use crate::layer::{AttributeType, Schema};
    use crate::sink::Attribute;
    use crate::span::Span;
    use crate::value::Value;

    #[test]
    fn an_attribute_takes_the_values_of_its_type() {
        let schema = Schema::new("notes", vec!["note".into()], Vec::new());
        let document = OwnedDocument::new("d", "four").expect("it is short");
        let types = [
            AttributeType::String,
            AttributeType::Float,
            AttributeType::Integer,
            AttributeType::Bool,
            AttributeType::Span,
            AttributeType::Enum(vec!["one".into(), "two".into()]),
            AttributeType::Reference("notes".into()),
            AttributeType::Reference("others".into()),
        ];
        let values = [
            Value::String("x"),
            Value::Float(0.5),
            Value::Float(f64::NAN),
            Value::Float(f64::INFINITY),
            Value::Integer(-7),
            Value::Bool(true),
            Value::Bool(false),
            Value::Span(Span::new(1, 3)),
            Value::Enum(0),
            Value::Enum(1),
            Value::Enum(2),
            Value::Reference(0),
            Value::Reference(u32::MAX),
        ];
        for kind in &types {
            let rule = Rule::new(kind, &schema, &document);
            for value in values {
                let taken = rule.takes(&Given::new(Attribute::new(0, value))).is_some();
                assert_eq!(taken, kind.takes(value), "{value:?} for {kind:?}");
            }
        }
    }
}
