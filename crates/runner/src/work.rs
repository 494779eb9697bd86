//! What is done with one document, from what was read to the bytes of its results.

use std::io;

use rashomon_core::{Document as _, OwnedDocument};
use rashomon_formats::{Failure, Finished, Input, Record, Status, Writer};
use serde::{Deserialize, Serialize};

use crate::engine::{Engine, LayerFailure, Phase};
use crate::isolate::IsolatedWorkers;

/// Turns documents into results, each by itself: on any thread, in any order.
pub(crate) trait Work: Sync {
    /// Works on one document. Whatever is wrong with it is told in what comes back.
    ///
    /// # Errors
    /// If this document and all others cannot be worked on any more.
    fn finish(&self, input: Input) -> io::Result<Done>;
}

/// One document's place in the output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Done {
    /// Its results, as the writer has them.
    pub(crate) bytes: Vec<u8>,
    /// Its id.
    pub(crate) id: String,
    /// The file it stands in.
    pub(crate) path: String,
    /// What went wrong; its results say so too.
    pub(crate) failures: Vec<Failed>,
}

/// One thing that went wrong with a document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Failed {
    /// The analyzer that failed; `None` if the document could not be read.
    pub analyzer: Option<String>,
    /// The line in its file, if the document is a line that could not be read.
    pub line: Option<u64>,
    /// What happened, and what to do: lower case, no full stop.
    pub reason: String,
}

impl Failed {
    /// What went wrong in one line, with the analyzer or the line it happened in.
    pub fn message(&self) -> String {
        match (&self.analyzer, self.line) {
            (Some(analyzer), _) => format!("{analyzer}: {}", self.reason),
            (None, Some(line)) => format!("line {line}: {}", self.reason),
            (None, None) => self.reason.clone(),
        }
    }
}

impl From<LayerFailure> for Failed {
    fn from(failure: LayerFailure) -> Self {
        let LayerFailure { analyzer, reason } = failure;
        Self { analyzer: Some(analyzer), line: None, reason: reason.to_string() }
    }
}

/// Analyzes in this process and writes out what was found.
pub(crate) struct InProcess<'a> {
    engine: &'a Engine,
    writer: &'a dyn Writer,
    printed: Vec<String>,
    with_text: bool,
}

impl<'a> InProcess<'a> {
    /// Results hold the text if `with_text`.
    pub(crate) fn new(engine: &'a Engine, writer: &'a dyn Writer, with_text: bool) -> Self {
        Self { engine, writer, printed: engine.printed(), with_text }
    }

    /// Works on one document.
    pub(crate) fn finish_here(&self, input: Input) -> Done {
        match input {
            Input::Document(record) => self.finish_record(*record, &mut |_| {}),
            // It keeps its place in the output.
            Input::Failed(Failure { id, path, line, reason }) => {
                let document = OwnedDocument::new(id, "").unwrap_or_default();
                self.render(&document, path, vec![], vec![Failed { analyzer: None, line, reason }])
            }
        }
    }

    /// Works on a document that was read, and tells `enters` of each part of the work before it begins.
    pub(crate) fn finish_record(&self, record: Record, enters: &mut dyn FnMut(Phase)) -> Done {
        let Record { mut document, path, brought, mut diagnostics } = record;
        let outcome = self.engine.annotate_watched(&mut document, &brought, enters);
        diagnostics.extend(outcome.notes);
        let failures = outcome.failures.into_iter().map(Failed::from).collect();
        enters(Phase::Results);
        self.render(&document, path, diagnostics, failures)
    }

    /// The results of a document that cannot be worked on: its place in the output, and why.
    pub(crate) fn give_up(&self, record: Record, failed: Failed) -> Done {
        let Record { document, path, brought: _, diagnostics } = record;
        self.render(&document, path, diagnostics, vec![failed])
    }

    fn render(
        &self,
        document: &OwnedDocument,
        path: String,
        mut diagnostics: Vec<String>,
        failures: Vec<Failed>,
    ) -> Done {
        diagnostics.extend(failures.iter().map(Failed::message));
        let mut bytes = Vec::new();
        let finished = Finished {
            document,
            path: &path,
            status: if failures.is_empty() { Status::Ok } else { Status::Failed },
            diagnostics: &diagnostics,
            analyzers: &self.printed,
            include_blocks: true,
            include_text: self.with_text,
        };
        self.writer.document(&finished, &mut bytes);
        Done { bytes, id: document.id().to_owned(), path, failures }
    }
}

impl Work for InProcess<'_> {
    fn finish(&self, input: Input) -> io::Result<Done> {
        Ok(self.finish_here(input))
    }
}

/// Analyzes in worker processes.
pub(crate) struct Isolated<'a> {
    /// The processes.
    pub(crate) workers: &'a IsolatedWorkers,
    /// Writes the results of what they could not work on.
    pub(crate) local: InProcess<'a>,
}

impl Work for Isolated<'_> {
    fn finish(&self, input: Input) -> io::Result<Done> {
        self.workers.finish(input, &self.local)
    }
}
