//! Finds, loads, plans and runs analyzers.
#![forbid(unsafe_code)]
