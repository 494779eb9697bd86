//! Tests analyzers in a few lines.
#![forbid(unsafe_code)]
