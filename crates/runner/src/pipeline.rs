//! Runs an engine over a corpus: workers analyze and write out a batch in parallel, results leave in input order.

use std::collections::HashSet;
use std::io::{self, Write as _};
use std::sync::Arc;

use rashomon_formats::{Corpus, Pending, Progress, Writer};
use rayon::prelude::*;

use crate::batches::Batches;
use crate::disk::Disk;
use crate::engine::Engine;
use crate::interrupt::Interrupt;
use crate::isolate::IsolatedWorkers;
use crate::max_errors::MaxErrors;
use crate::output::Output;
use crate::work::{Done, Failed, InProcess, Isolated, Work};
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
    /// Stop when more documents have failed; those of an earlier run do not count.
    pub max_errors: Option<MaxErrors>,
    /// Processes to do the work; without them it is done in this one.
    pub isolated: Option<IsolatedWorkers>,
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
    /// Whether it stopped before the end because more documents failed than may.
    pub too_many_failed: bool,
}

/// What a run tells while it runs.
pub trait Observer {
    /// A batch was written.
    fn progress(&mut self, progress: Progress);

    /// Something was found out about the corpus as a whole: files and records that were passed over, faults of metadata.
    fn notice(&mut self, notice: &str) {
        let _ = notice;
    }

    /// Something went wrong with a document.
    fn failed(&mut self, id: &str, path: &str, failed: &Failed);

    /// All that went wrong in a batch was told; its results are written next, and with `to_disk` put on the disk, so that
    /// what is known of a failure is never less than what the results say.
    ///
    /// # Errors
    /// If that cannot be kept; the run ends with this error.
    fn settled(&mut self, to_disk: bool) -> io::Result<()> {
        let _ = to_disk;
        Ok(())
    }
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
    let local = InProcess::new(engine, writer, options.with_text);
    let work: Box<dyn Work> = match &options.isolated {
        Some(workers) => Box::new(Isolated { workers, local }),
        None => Box::new(local),
    };
    let mut session = Session {
        work: work.as_ref(),
        writer,
        summary: Summary::default(),
        first: options.done.is_empty(),
        complete: false,
        max_errors: options.max_errors,
    };
    let batches = Batches::read(corpus, jobs, Arc::clone(&options.done), &options.interrupt);
    let result = session.write_all(&pool, batches, output, observer);
    let summary = &mut session.summary;
    summary.interrupted =
        options.interrupt.is_set() && !session.complete && !summary.too_many_failed;
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => summary.closed = true,
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
    max_errors: Option<MaxErrors>,
}

impl Session<'_> {
    fn write_all(
        &mut self,
        pool: &rayon::ThreadPool,
        batches: Batches,
        output: &mut Output,
        observer: &mut dyn Observer,
    ) -> io::Result<()> {
        let mut disk = Disk::under(output);
        let mut frame = Vec::new();
        if self.first {
            self.writer.begin(&mut frame);
        }
        output.write_all(&frame)?;
        for batch in batches {
            batch.notices.iter().for_each(|it| observer.notice(it));
            let (mut done, stopped) = self.finish(pool, batch.inputs);
            self.count(&mut done, batch.last && stopped.is_none());
            for it in &done {
                it.failures.iter().for_each(|failed| observer.failed(&it.id, &it.path, failed));
            }
            let to_disk = disk.is_due();
            observer.settled(to_disk)?;
            for it in &done {
                if !self.first {
                    output.write_all(self.writer.separator())?;
                }
                self.first = false;
                output.write_all(&it.bytes)?;
            }
            // From here on a kill loses none of them.
            output.flush()?;
            if to_disk {
                disk.sync()?;
            }
            stopped.map_or(Ok(()), Err)?;
            self.summary.skipped = batch.skipped;
            observer.progress(batch.progress);
            if self.summary.too_many_failed {
                break;
            }
        }
        frame.clear();
        self.writer.end(&mut frame);
        output.write_all(&frame)?;
        output.flush()
    }

    /// Counts what is done, up to the document that is one failure too many: those after it are left out, so that where
    /// a run stops does not hang on how many were in flight.
    fn count(&mut self, done: &mut Vec<Done>, last: bool) {
        let Summary { documents, failed, too_many_failed, .. } = &mut self.summary;
        let all = done.len();
        for (at, it) in done.iter().enumerate() {
            *documents += 1;
            *failed += u64::from(!it.failures.is_empty());
            let is_last = last && at + 1 == all;
            if self.max_errors.is_some_and(|it| it.is_exceeded(*failed, *documents)) && !is_last {
                *too_many_failed = true;
                done.truncate(at + 1);
                return;
            }
        }
        self.complete = last;
    }

    /// Works on a batch; if there can be no more work, the documents before that, and why.
    fn finish(
        &self,
        pool: &rayon::ThreadPool,
        inputs: Vec<Pending>,
    ) -> (Vec<Done>, Option<io::Error>) {
        let results: Vec<io::Result<Done>> = pool
            .install(|| inputs.into_par_iter().map(|it| self.work.finish(it.ready())).collect());
        let mut stopped = None;
        let done = results.into_iter().map_while(|it| it.map_err(|it| stopped = Some(it)).ok());
        (done.collect(), stopped)
    }
}
