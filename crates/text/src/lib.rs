//! The text layer: blocks, sentences, tokens and word types, made once per document and shared by all analyzers.
//!
//! ```
//! use rashomon_core::{Document, OwnedDocument};
//! use rashomon_text::{TextLayer, TextOptions};
//!
//! let mut layer = TextLayer::new(TextOptions::default());
//! let mut document = OwnedDocument::new("a", "The U.S. didn't sign. Oslo-based lawyers did.").unwrap();
//! layer.annotate(&mut document);
//! let tokens: Vec<_> = document.tokens().iter().map(|it| document.slice(it.span)).collect();
//! assert_eq!(
//!     tokens,
//!     ["The", "U.S.", "did", "n't", "sign", ".", "Oslo", "-", "based", "lawyers", "did", "."]
//! );
//! assert_eq!(document.sentences().len(), 2);
//! ```
//!
//! The text is never changed; a token, sentence or block is a span of it. What a token is stands in
//! [`TokenKind`](rashomon_core::TokenKind); the rules are in the modules of `tokens`, the words they know in the
//! files of `lexicon/`.
//!
//! [`lexicon`] turns word lists into static tables at build time; plugins look tokens up in them by hash. [`stems`] are
//! words as the corpus stages compare them.
#![forbid(unsafe_code)]

mod blocks;
mod layer;
pub mod lexicon;
mod sentences;
pub mod stems;
mod tokens;
mod vocabulary;
mod words;

#[doc(hidden)]
pub use crate::blocks::training as blocks_training;
pub use crate::layer::{TextLayer, TextOptions};
