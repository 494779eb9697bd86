//! Where analyzers push what they find.

use crate::error::EmitError;
use crate::span::Span;
use crate::value::Value;

/// Number of an annotation in the order in which its analyzer emitted it, for references to it from the same analyzer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct AnnotationId(pub u32);

impl From<AnnotationId> for Value<'_> {
    fn from(id: AnnotationId) -> Self {
        Value::Reference(id.0)
    }
}

/// An attribute of an annotation that is being emitted.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Attribute<'a> {
    /// Index in [`Info::attributes`](crate::Info::attributes).
    pub key: u16,
    /// Its value.
    pub value: Value<'a>,
}

impl<'a> Attribute<'a> {
    /// The attribute with this index and value.
    pub fn new(key: u16, value: impl Into<Value<'a>>) -> Self {
        Self { key, value: value.into() }
    }
}

/// Receives annotations.
pub trait Sink {
    /// Takes one annotation: `label` and the keys of `attributes` are indices into [`Info`](crate::Info).
    ///
    /// A reference to an annotation of the same analyzer may also name one that is emitted later.
    ///
    /// # Errors
    /// If the annotation breaks the declared form; everything this analyzer emits for the document is then dropped,
    /// so an analyzer passes the error on with `?`.
    fn emit(
        &mut self,
        label: u16,
        span: Span,
        attributes: &[Attribute<'_>],
    ) -> Result<AnnotationId, EmitError>;
}
