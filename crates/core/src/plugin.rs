//! What an author of an analyzer implements.

use crate::document::Document;
use crate::error::{AnalyzeError, OptionsError};
use crate::info::Info;
use crate::options::Options;
use crate::sink::Sink;

/// Finds something in documents. Immutable once made, called from many threads at once.
pub trait Analyzer: Send + Sync {
    /// Reads one document and pushes what it finds, in any order; the host sorts.
    ///
    /// The same text, metadata and options must give the same annotations, whatever was analyzed before.
    ///
    /// # Errors
    /// If this document cannot be analyzed; its annotations of this analyzer are dropped and the run goes on.
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError>;
}

/// An analyzer that a library of its own exports with [`export_analyzer!`](crate::export_analyzer!).
pub trait Plugin: Analyzer + Sized + 'static {
    /// What it is called, finds and needs.
    const INFO: Info;

    /// What it can be told.
    type Options: Options;

    /// Makes the analyzer, once per run.
    ///
    /// # Errors
    /// If the options contradict each other or are out of range.
    fn create(options: Self::Options) -> Result<Self, OptionsError>;
}
