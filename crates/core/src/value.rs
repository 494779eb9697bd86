//! Values of attributes and cells.

use crate::span::Span;

/// The value of an attribute, typed as its [`AttributeInfo`](crate::AttributeInfo) declares.
#[derive(Clone, Copy, PartialEq, Debug)]
#[non_exhaustive]
pub enum Value<'a> {
    /// Text of the analyzer's own.
    String(&'a str),
    /// A finite floating-point number.
    Float(f64),
    /// An integer.
    Integer(i64),
    /// Yes or no.
    Bool(bool),
    /// A place in the document's text, in bytes.
    Span(Span),
    /// An annotation: when emitted of this analyzer, the number of its [`AnnotationId`](crate::AnnotationId); in a
    /// finished layer, its row there.
    Reference(u32),
    /// One of the declared members, by index.
    Enum(u16),
}

macro_rules! from {
    ($($from:ty => $variant:ident),+) => {
        $(impl<'a> From<$from> for Value<'a> {
            fn from(value: $from) -> Self {
                Value::$variant(value)
            }
        })+
    };
}

from! { &'a str => String, f64 => Float, i64 => Integer, bool => Bool, Span => Span }
