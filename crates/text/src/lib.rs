//! The text layer: blocks, sentences, tokens.
#![forbid(unsafe_code)]
