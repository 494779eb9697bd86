//! Errors of analyzers and of those who call them.

use std::fmt;

use thiserror::Error;

/// Why an analyzer could not finish a document. The document keeps all other analyzers' results.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{message}")]
pub struct AnalyzeError {
    message: String,
}

impl AnalyzeError {
    /// An error that says what went wrong: lower case, no full stop.
    pub fn new(message: impl fmt::Display) -> Self {
        Self { message: message.to_string() }
    }
}

impl From<EmitError> for AnalyzeError {
    fn from(error: EmitError) -> Self {
        Self::new(error)
    }
}

/// Why the options of an analyzer are not valid.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{message}")]
pub struct OptionsError {
    message: String,
}

impl OptionsError {
    /// An error that says what is wrong and what would be right: lower case, no full stop.
    pub fn new(message: impl fmt::Display) -> Self {
        Self { message: message.to_string() }
    }
}

/// Why an annotation was refused. All annotations that the analyzer made for the document are then dropped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
#[repr(u32)]
pub enum EmitError {
    /// A span starts after its end or ends after the text.
    #[error("a span lies outside the text")]
    OutOfBounds = 1,
    /// A span cuts a character in two.
    #[error("a span does not lie on character boundaries")]
    CharacterBoundary = 2,
    /// The label's index is not one of the declared labels.
    #[error("the label is not declared in the analyzer's info")]
    UnknownLabel = 3,
    /// The attribute's index is not one of the declared attributes.
    #[error("an attribute is not declared in the analyzer's info")]
    UnknownAttribute = 4,
    /// The value is not of the declared type, not finite, or no member of the enumeration.
    #[error("an attribute's value is not of its declared type")]
    WrongType = 5,
    /// An attribute is given twice for one annotation.
    #[error("an attribute is given twice")]
    RepeatedAttribute = 6,
    /// A string is not UTF-8.
    #[error("an attribute's text is not UTF-8")]
    NotUtf8 = 7,
    /// A reference names an annotation that does not exist.
    #[error("a reference names an annotation that does not exist")]
    DanglingReference = 8,
    /// More annotations or more text than any honest analyzer makes.
    #[error("the analyzer makes more annotations than the host accepts for a text of this length")]
    TooMany = 9,
    /// The call itself was malformed.
    #[error("the host cannot read the annotation")]
    Malformed = 10,
}

impl EmitError {
    /// The error with this number, if there is one.
    pub const fn from_u32(number: u32) -> Option<Self> {
        Some(match number {
            1 => Self::OutOfBounds,
            2 => Self::CharacterBoundary,
            3 => Self::UnknownLabel,
            4 => Self::UnknownAttribute,
            5 => Self::WrongType,
            6 => Self::RepeatedAttribute,
            7 => Self::NotUtf8,
            8 => Self::DanglingReference,
            9 => Self::TooMany,
            10 => Self::Malformed,
            _ => return None,
        })
    }
}

/// Why blocks, sentences and tokens do not fit their text.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{message}")]
pub struct StructureError {
    pub(crate) message: String,
}
