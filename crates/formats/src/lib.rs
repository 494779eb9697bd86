//! Corpus readers and result writers.
#![forbid(unsafe_code)]
