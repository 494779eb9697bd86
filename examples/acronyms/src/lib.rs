//! Finds where a text says what an acronym stands for.
#![forbid(unsafe_code)]
