//! The plugin interface: tables of C shape, how Rust analyzers fill them and how a host uses them. All unsafe code of
//! the workspace is here.
//!
//! [`abi`] is the interface itself; the guest's half turns an [`Analyzer`](crate::Analyzer) into tables, the host's
//! half turns tables into safe handles. Nothing owned and nothing of Rust's own layout crosses.
#![allow(
    unsafe_code,
    reason = "the plugin boundary: raw tables in, raw tables out; every block says why it holds"
)]

pub mod abi;
mod names;

pub(crate) use self::names::{Keys, NameTable, Names};
