//! The plugin interface: tables of C shape, how Rust analyzers fill them and how a host uses them. All unsafe code of
//! the workspace is here, but for the calls of what only some processors can run, in `processor`.
//!
//! [`abi`] is the interface itself; the guest's half turns an [`Analyzer`](crate::Analyzer) into tables, the host's
//! half turns tables into safe handles. Nothing owned and nothing of Rust's own layout crosses.
//!
//! The host believes nothing that it can check: sizes, strides and lengths before anything is read by them; null,
//! misaligned and impossible pointers; text that is no UTF-8; places, labels, attributes, types and numbers of whatever
//! is emitted; how much of it there is. What nobody can check from outside it takes on trust: that memory which a plugin
//! names is its own and stays as it is during the call, that it keeps no loan and calls back from no other thread, that
//! it writes nowhere else. A plugin that breaks this breaks its process, which is the run's own unless it is isolated.
#![allow(
    unsafe_code,
    reason = "the plugin boundary: raw tables in, raw tables out; every block says why it holds"
)]

pub mod abi;
mod guest;
mod guest_corpus;
mod guest_info;
mod host;
mod host_corpus;
mod host_info;
#[cfg(feature = "host")]
mod library;
mod names;
mod sized;

pub use self::guest::DocumentView;
#[doc(hidden)]
pub use self::guest_corpus::{corpus_extension, no_extension};
pub use self::guest_info::StaticPlugin;
#[doc(hidden)]
pub use self::guest_info::TableCell;
pub use self::host::{CallError, Handshake, Instance, PluginHandle};
pub use self::host_corpus::{CorpusStageHandle, CorpusState};
pub use self::host_info::{
    OwnedAttribute, OwnedExample, OwnedInfo, OwnedLabel, OwnedNeed, OwnedOption,
};
#[cfg(feature = "host")]
pub use self::library::{LoadError, load};
pub(crate) use self::names::{Keys, NameTable, Names};

/// What the names of exported functions begin with; the crate's name follows.
pub const SYMBOL_PREFIX: &str = "rashomon_plugin_v1_";
/// Name of the extension that gives [`abi::Corpus`].
pub const CORPUS_EXTENSION: &str = "rashomon/corpus/1";
