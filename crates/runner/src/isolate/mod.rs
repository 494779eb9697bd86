//! Analyzers in worker processes: one that crashes, exits, loops or eats memory costs its document, not the run.
//!
//! The parent sends a document to a worker and waits for its results, one document a worker at a time, so that it is
//! known whose fault a death is. A document whose worker dies is tried once more, in a fresh worker that tells which
//! analyzer it enters; if that one dies too, the document has failed.

#[cfg(unix)]
mod channel;
#[cfg(unix)]
mod death;
#[cfg(not(unix))]
mod elsewhere;
#[cfg(unix)]
mod limits;
#[cfg(unix)]
mod message;
#[cfg(unix)]
mod process;
#[cfg(unix)]
mod serve;
#[cfg(unix)]
mod workers;

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::Duration;

use thiserror::Error;

use crate::plugins::{FileDigest, SearchPath};

#[cfg(not(unix))]
pub use self::elsewhere::{IsolatedWorkers, ServeError, serve};
#[cfg(unix)]
pub use self::serve::{ServeError, serve};
#[cfg(unix)]
pub use self::workers::IsolatedWorkers;

/// How analyzers are isolated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Isolation {
    /// The program that worker processes run; it calls [`serve`].
    pub program: PathBuf,
    /// The arguments by which it knows that it is one.
    pub arguments: Vec<OsString>,
    /// How long a document may take; as long as it takes if `None`.
    pub timeout: Option<Duration>,
    /// Bytes of address space that a worker process may take.
    pub memory_limit: Option<u64>,
    /// Whether workers load libraries that others can write, as [`SearchPath::trust`] has it.
    pub trust: bool,
    /// Which of them they load all the same, as [`SearchPath::allow`] has it.
    pub allow: Vec<FileDigest>,
}

/// Why there are no worker processes, or none any more.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum IsolationError {
    /// The system does not start them.
    #[error("a worker process cannot be started: {0}")]
    System(#[source] io::Error),
    /// They cannot do their work.
    #[error("a worker process cannot begin: {0}")]
    Unfit(String),
    /// They die, whatever document they are given.
    #[error(
        "{deaths} worker processes died one after the other, and none finished a document; the last one was at work on \
         {id}: {reason}. Leave out the analyzer with -a, or give its workers more with --timeout or --memory-limit"
    )]
    AllDie {
        /// How many.
        deaths: u32,
        /// The document that the last one had.
        id: String,
        /// How it died.
        reason: String,
    },
    /// This system has no such processes.
    #[error("--isolate needs a Unix system; run without it")]
    NoUnix,
}

impl Isolation {
    /// Workers that run this very program, with these arguments, and trust what `search` trusts: a minute for a
    /// document, and as much memory as there is.
    ///
    /// # Errors
    /// If the system does not tell which program this is.
    pub fn new(arguments: Vec<OsString>, search: &SearchPath) -> io::Result<Self> {
        // The link is to the file that runs, even if another has taken its name.
        let link = Path::new("/proc/self/exe");
        let program = if link.exists() { link.to_path_buf() } else { env::current_exe()? };
        Ok(Self {
            program,
            arguments,
            timeout: Some(Duration::from_mins(1)),
            memory_limit: None,
            trust: search.trust,
            allow: search.allow.clone(),
        })
    }
}

/// How a process ended, in words: `segmentation fault (signal 11)`, `exited with status 3`.
pub fn ending(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return death::ending_by(signal);
    }
    match status.code() {
        Some(code) => format!("exited with status {code}"),
        None => status.to_string(),
    }
}
