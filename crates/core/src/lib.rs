//! The vocabulary of Rashomon: what a document is, what an annotation is, what an analyzer does, and how an
//! analyzer that lives in a library of its own talks to its host.
//!
//! An analyzer implements [`Analyzer`] and [`Plugin`] and ends with [`export_analyzer!`]. It reads a [`Document`]
//! whose text, blocks, sentences and tokens the host has prepared, and hands what it finds to a [`Sink`]. All
//! positions are bytes, as [`Span`]s; the host turns them into code points when it writes results.
//!
//! Everything unsafe is in [`ffi`] and in what asks the processor for more than every one has ([`run_wide`]); authors
//! of analyzers write safe code only.
#![deny(unsafe_code)]

mod corpus;
mod document;
mod error;
pub mod ffi;
mod info;
mod layer;
mod options;
mod plugin;
mod processor;
mod sink;
mod span;
mod token;
mod value;
mod word;

pub use crate::corpus::{Column, ColumnKind, CorpusStage, TableSink, join_list, split_list};
pub use crate::document::{Document, OwnedDocument, Structure};
pub use crate::error::{AnalyzeError, EmitError, OptionsError, StructureError};
pub use crate::info::{
    AttributeInfo, AttributeKind, Example, Info, LabelInfo, Need, NeedKind, OptionInfo, OptionKind,
};
pub use crate::layer::{Annotation, AttributeType, Layer, LayerBuilder, OwnedLayer, Schema};
pub use crate::options::{NoOptions, OptionValue, Options};
pub use crate::plugin::{Analyzer, Plugin};
pub use crate::processor::{Work, run_wide};
#[doc(hidden)]
pub use crate::processor::{classes_of_sixteen, fetch};
pub use crate::sink::{AnnotationId, Attribute, Sink};
pub use crate::span::Span;
pub use crate::token::{Block, BlockKind, Sentence, Shape, Token, TokenKind};
pub use crate::value::Value;
pub use crate::word::{Vocabulary, WordColumn, fold, fold_hash, phrase_hash, raw_hash};
