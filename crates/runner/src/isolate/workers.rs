//! The worker processes of a run, and what becomes of a document that one of them dies of.

use std::io;
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use rashomon_core::Document as _;
use rashomon_formats::{Format, Input, Record, Style};

use super::death::size;
use super::message::{AnalyzerSetup, Library, Part, Setup, Task};
use super::process::{Mode, StartError, Worker};
use super::{Isolation, IsolationError};
use crate::engine::Engine;
use crate::work::{Done, Failed, InProcess};

/// How often in a row a worker may fail to start.
const STARTS: u32 = 5;
/// How many workers may die in a row before one finishes a document: two for each document that failed.
const DEATHS: u32 = 200;
/// So many deaths in a row bring no pause with them; more do, lest starting processes be all that the machine does.
const FREE_DEATHS: u32 = 4;

/// Worker processes that are ready to work on documents. They end when this is dropped.
#[derive(Debug)]
pub struct IsolatedWorkers {
    isolation: Isolation,
    setup: Setup,
    idle: Mutex<Vec<Worker>>,
    /// Deaths since a document was finished last.
    deaths: AtomicU32,
    /// The document that the last of too many died of, and how.
    given_up: OnceLock<(String, String)>,
}

/// What a document came to in one worker.
enum Attempt {
    /// Its results; the worker is ready for another.
    Done(Done),
    /// The worker died of it or over it.
    Died {
        reason: String,
        /// What it was at, if it told.
        part: Option<Part>,
    },
}

impl IsolatedWorkers {
    /// Starts a first worker, which does what `engine` would do here, and writes results in this form. The others are
    /// started as they are needed. On Linux a worker ends with the thread that has started it.
    ///
    /// # Errors
    /// If it cannot be started, or cannot begin.
    pub fn start(
        isolation: Isolation,
        engine: &Engine,
        format: Format,
        style: Style,
        with_text: bool,
    ) -> Result<Self, IsolationError> {
        let (settings, text, unit) = engine.made_with();
        let setup = Setup {
            version: env!("CARGO_PKG_VERSION").into(),
            parent: process::id(),
            memory_limit: isolation.memory_limit,
            trust: isolation.trust,
            allow: isolation.allow.iter().map(ToString::to_string).collect(),
            analyzers: analyzers(engine).map_err(IsolationError::System)?,
            settings: settings.clone(),
            include_boilerplate: text.include_boilerplate,
            unit,
            format,
            style,
            with_text,
        };
        let (idle, deaths, given_up) = <_>::default();
        let workers = Self { isolation, setup, idle, deaths, given_up };
        let first = workers.start_one(Mode::Plain)?;
        workers.idle().push(first);
        Ok(workers)
    }

    /// Works on one document. `local` renders what no worker can.
    ///
    /// # Errors
    /// If there are no workers any more, and never will be.
    pub(crate) fn finish(&self, input: Input, local: &InProcess<'_>) -> io::Result<Done> {
        let record = match input {
            Input::Document(record) => record,
            failed @ Input::Failed(_) => return Ok(local.finish_here(failed)),
        };
        self.go_on()?;
        let idle = self.idle().pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => self.start_one(Mode::Plain).map_err(io::Error::other)?,
        };
        if let Attempt::Done(done) = self.attempt(&mut worker, &record, Mode::Plain)? {
            self.idle().push(worker);
            return Ok(done);
        }
        // It may have been killed by somebody, or was worn out by the documents before.
        let mut worker = self.start_one(Mode::Traced).map_err(io::Error::other)?;
        match self.attempt(&mut worker, &record, Mode::Traced)? {
            Attempt::Done(done) => Ok(done),
            Attempt::Died { reason, part } => {
                Ok(local.give_up(*record, self.failed(reason, part.as_ref())))
            }
        }
    }

    fn attempt(&self, worker: &mut Worker, record: &Record, mode: Mode) -> io::Result<Attempt> {
        let task = Task::new(record, mode == Mode::Traced);
        let mut part = None;
        match worker.work(&task, record.document.text().as_bytes(), &mut part) {
            Ok((failures, bytes)) => {
                self.deaths.store(0, Ordering::Relaxed);
                let (id, path) = (record.document.id().to_owned(), record.path.clone());
                Ok(Attempt::Done(Done { bytes, id, path, failures }))
            }
            Err(error) => {
                let reason = worker.bury(error).describe(&self.isolation);
                self.count_death(record.document.id(), &reason)?;
                Ok(Attempt::Died { reason, part })
            }
        }
    }

    /// Counts deaths: many in a row take their time, too many end the run.
    fn count_death(&self, id: &str, reason: &str) -> io::Result<()> {
        let deaths = self.deaths.fetch_add(1, Ordering::Relaxed) + 1;
        if deaths >= DEATHS {
            self.given_up.get_or_init(|| (id.to_owned(), reason.to_owned()));
            return self.go_on();
        }
        let pause = deaths.saturating_sub(FREE_DEATHS).min(20);
        thread::sleep(Duration::from_millis(10) * pause);
        Ok(())
    }

    /// Whether there is any use in another document.
    fn go_on(&self) -> io::Result<()> {
        self.given_up.get().cloned().map_or(Ok(()), |(id, reason)| {
            Err(io::Error::other(IsolationError::AllDie { deaths: DEATHS, id, reason }))
        })
    }

    /// Starts a worker; if the system or the worker fails, again a little later.
    fn start_one(&self, mode: Mode) -> Result<Worker, IsolationError> {
        let mut pause = Duration::from_millis(10);
        for _ in 1..STARTS {
            match Worker::start(&self.isolation, &self.setup, mode) {
                Err(StartError::System(_) | StartError::Died(_)) => thread::sleep(pause),
                other => return other.map_err(|it| self.told(it)),
            }
            pause *= 4;
        }
        Worker::start(&self.isolation, &self.setup, mode).map_err(|it| self.told(it))
    }

    fn told(&self, error: StartError) -> IsolationError {
        let mut reason = match error {
            StartError::System(cause) => return IsolationError::System(cause),
            StartError::Unfit(reason) => reason,
            StartError::Died(death) => death.describe_start(&self.isolation),
        };
        if let Some(limit) = self.isolation.memory_limit {
            reason = format!(
                "{reason} (it may use {}; if that is too little, raise --memory-limit)",
                size(limit)
            );
        }
        IsolationError::Unfit(reason)
    }

    /// What went wrong with a document that two workers died of.
    fn failed(&self, reason: String, part: Option<&Part>) -> Failed {
        let (analyzer, reason) = match part {
            Some(Part::Analyzer(index)) => {
                (self.setup.analyzers.get(*index).map(|it| it.name.clone()), reason)
            }
            Some(Part::TextLayer) => (None, format!("making the text layer: {reason}")),
            Some(Part::Results) => (None, format!("writing the results: {reason}")),
            None => (None, reason),
        };
        Failed { analyzer, line: None, reason }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Worker>> {
        // Taking and putting back cannot leave the list half changed.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn analyzers(engine: &Engine) -> io::Result<Vec<AnalyzerSetup>> {
    let setup = |(name, library, printed): (&str, Option<&Path>, bool)| {
        let library = library.map(Library::at).transpose()?;
        Ok(AnalyzerSetup { name: name.into(), library, printed })
    };
    engine.analyzers().map(setup).collect()
}

impl Drop for IsolatedWorkers {
    fn drop(&mut self) {
        // All end at once, not one after the other.
        self.idle().iter_mut().for_each(Worker::dismiss);
    }
}
