//! Results as folders and databases, and as Web Annotations: all tell what JSONL tells.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod brat;
mod csv_tables;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "sqlite")]
mod sqlite;
mod support;
mod w3c;
