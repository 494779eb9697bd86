//! Runs an engine over a corpus: workers analyze and write out a batch in parallel, results leave in input order.

use std::collections::HashSet;
use std::io::{self, Write as _};
use std::sync::Arc;

use rashomon_formats::{Corpus, Progress, Writer};
use rayon::prelude::*;

use crate::batches::Batches;
use crate::engine::Engine;
use crate::interrupt::Interrupt;
use crate::output::Output;
use crate::work::{Done, Failed, InProcess, Work};
use crate::workers::workers;

/// How to run.
#[derive(Debug, Default)]
pub struct RunOptions {
    /// Number of workers; 0 for one a processor. Never more than four a processor, or 64 if that is more.
    pub jobs: usize,
    /// Ids of documents to pass over: those that an earlier run has done.
    pub done: Arc<HashSet<String>>,
    /// Set to stop after the batch in flight.
    pub interrupt: Interrupt,
    /// Whether results hold the text.
    pub with_text: bool,
}

/// What a run came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    /// Documents whose results were written.
    pub documents: u64,
    /// Those of them that failed, wholly or for an analyzer.
    pub failed: u64,
    /// Documents passed over because an earlier run had done them.
    pub skipped: u64,
    /// Whether the reader of the results went away; no error.
    pub closed: bool,
    /// Whether it was asked to stop before the end.
    pub interrupted: bool,
}

/// What a run tells while it runs.
pub trait Observer {
    /// A batch was written.
    fn progress(&mut self, progress: Progress);

    /// Something went wrong with a document.
    fn failed(&mut self, id: &str, path: &str, failed: &Failed);
}

/// Runs `engine` over `corpus` and writes results to `output`.
///
/// # Errors
/// If results cannot be written, other than because their reader went away, or no workers can be started
/// ([`NoWorkers`](crate::NoWorkers) is then inside).
pub fn run(
    corpus: Corpus,
    engine: &Engine,
    writer: &dyn Writer,
    output: &mut Output,
    options: &RunOptions,
    observer: &mut dyn Observer,
) -> io::Result<Summary> {
    let (pool, jobs) = workers(options.jobs)?;
    let work = InProcess::new(engine, writer, options.with_text);
    let mut session = Session {
        work: &work,
        writer,
        summary: Summary::default(),
        first: options.done.is_empty(),
        complete: false,
    };
    let batches = Batches::read(corpus, jobs, Arc::clone(&options.done), &options.interrupt);
    let result = session.write_all(&pool, batches, output, observer);
    session.summary.interrupted = options.interrupt.is_set() && !session.complete;
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => session.summary.closed = true,
        other => other?,
    }
    Ok(session.summary)
}

struct Session<'a> {
    work: &'a dyn Work,
    writer: &'a dyn Writer,
    summary: Summary,
    first: bool,
    complete: bool,
}

impl Session<'_> {
    fn write_all(
        &mut self,
        pool: &rayon::ThreadPool,
        batches: Batches,
        output: &mut Output,
        observer: &mut dyn Observer,
    ) -> io::Result<()> {
        let mut frame = Vec::new();
        if self.first {
            self.writer.begin(&mut frame);
        }
        output.write_all(&frame)?;
        for batch in batches {
            let done: Vec<Done> = pool
                .install(|| batch.inputs.into_par_iter().map(|it| self.work.finish(it)).collect());
            for it in &done {
                if !self.first {
                    output.write_all(self.writer.separator())?;
                }
                self.first = false;
                output.write_all(&it.bytes)?;
                self.summary.documents += 1;
                self.summary.failed += u64::from(!it.failures.is_empty());
                it.failures.iter().for_each(|failed| observer.failed(&it.id, &it.path, failed));
            }
            self.summary.skipped = batch.skipped;
            self.complete = batch.last;
            observer.progress(batch.progress);
        }
        frame.clear();
        self.writer.end(&mut frame);
        output.write_all(&frame)?;
        output.flush()
    }
}
