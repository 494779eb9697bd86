//! One worker process, as its parent sees it.

use std::io::{self, Read as _};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

use super::Isolation;
use super::channel::{Channel, ChannelError};
use super::death::Death;
use super::message::{Part, Reply, Setup, Task};
use crate::work::Failed;

/// How long a worker may take to load its plugins.
const START: Duration = Duration::from_mins(1);
/// How long a worker that has closed its channel may take to end by itself.
const GRACE: Duration = Duration::from_secs(2);
/// So much of what a traced worker writes to standard error is kept: the end, where the reason for its death stands.
const KEPT: usize = 8192;

/// A worker process that is ready for a document. It ends when this is dropped.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    /// `None` once the worker was told to end.
    channel: Option<Channel>,
    /// What it writes to standard error, if that is kept.
    stderr: Option<JoinHandle<Vec<u8>>>,
    has_ended: bool,
}

/// Whether a worker tells what it enters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mode {
    /// It works.
    Plain,
    /// It tells what it enters, and what it writes to standard error is kept and not shown: it repeats a work whose
    /// messages were shown already.
    Traced,
}

/// Why a worker could not be started.
#[derive(Debug)]
pub(super) enum StartError {
    /// The system does not start it.
    System(io::Error),
    /// It says that it cannot work.
    Unfit(String),
    /// It died, or never became ready.
    Died(Death),
}

impl Worker {
    /// Starts a worker and waits until it is ready.
    pub(super) fn start(
        isolation: &Isolation,
        setup: &Setup,
        mode: Mode,
    ) -> Result<Self, StartError> {
        let (here, there) = UnixStream::pair().map_err(StartError::System)?;
        let mut child = Command::new(&isolation.program)
            .args(&isolation.arguments)
            .stdin(Stdio::from(OwnedFd::from(there)))
            // Nothing but results belongs on standard output.
            .stdout(Stdio::null())
            .stderr(if mode == Mode::Traced { Stdio::piped() } else { Stdio::inherit() })
            // Ctrl-C at a terminal is for the parent, which then lets its workers finish what they are at.
            .process_group(0)
            .spawn()
            .map_err(StartError::System)?;
        let stderr = child.stderr.take().map(|it| thread::spawn(move || last_words(it)));
        let mut worker =
            Self { child, channel: Some(Channel::new(here)), stderr, has_ended: false };
        match worker.prepare(isolation, setup) {
            Ok(Reply::Ready) => Ok(worker),
            Ok(Reply::Unfit(reason)) => Err(StartError::Unfit(reason)),
            Ok(_) => Err(StartError::Died(worker.bury(ChannelError::Garbage))),
            Err(error) => Err(StartError::Died(worker.bury(error))),
        }
    }

    fn prepare(&mut self, isolation: &Isolation, setup: &Setup) -> Result<Reply, ChannelError> {
        let channel = self.channel.as_mut().ok_or(ChannelError::Closed)?;
        channel.set_patience(START)?;
        channel.send(setup, &[])?;
        let reply = channel.receive(&mut Vec::new())?;
        if let Some(timeout) = isolation.timeout {
            channel.set_patience(timeout)?;
        } else {
            channel.wait_for_ever()?;
        }
        Ok(reply)
    }

    /// Gives the worker a document and waits for its results. `entered` is set to what it has entered last.
    pub(super) fn work(
        &mut self,
        task: &Task<'_>,
        text: &[u8],
        entered: &mut Option<Part>,
    ) -> Result<(Vec<Failed>, Vec<u8>), ChannelError> {
        let channel = self.channel.as_mut().ok_or(ChannelError::Closed)?;
        channel.begin()?;
        channel.send(task, text)?;
        let mut bytes = Vec::new();
        loop {
            match channel.receive(&mut bytes)? {
                Reply::Done(failures) => return Ok((failures, bytes)),
                Reply::Entering(part) if task.traced => *entered = Some(part),
                Reply::Entering(_) | Reply::Ready | Reply::Unfit(_) => {
                    return Err(ChannelError::Garbage);
                }
            }
        }
    }

    /// Ends a worker that has failed, and says how it died.
    pub(super) fn bury(&mut self, error: ChannelError) -> Death {
        let closed = matches!(error, ChannelError::Closed);
        // Who has closed the channel is dying most often, and the status says of what; but it may go on without.
        let by_itself = self.end(if closed { GRACE } else { Duration::ZERO });
        let stderr = self.stderr.take().and_then(finished).unwrap_or_default();
        Death { error, by_itself, stderr: String::from_utf8_lossy(&stderr).into_owned() }
    }

    /// Lets the worker know that nothing more will come.
    pub(super) fn dismiss(&mut self) {
        self.channel = None;
    }

    /// Waits for the worker to end, ends it if it does not, and ends whatever it has started. Returns how it ended, if it
    /// did so by itself.
    fn end(&mut self, patience: Duration) -> Option<ExitStatus> {
        let group = Pid::from_raw(self.child.id() as i32).filter(|_| !self.has_ended)?;
        let (start, mut pause) = (Instant::now(), Duration::from_micros(200));
        let mut by_itself = is_over(group);
        while !by_itself && start.elapsed() < patience {
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
            by_itself = is_over(group);
        }
        // The worker leads its group. As long as it is not waited for, this number is nobody else's.
        let _ = kill_process_group(group, Signal::KILL);
        let status = self.child.wait().ok();
        (self.channel, self.has_ended) = (None, true);
        status.filter(|_| by_itself)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.dismiss();
        self.end(GRACE);
    }
}

/// Whether this child has ended, without waiting for it.
fn is_over(child: Pid) -> bool {
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    waitid(WaitId::Pid(child), options).is_ok_and(|it| it.is_some())
}

/// What the thread has read. Something that left the worker's group may hold its standard error open: then nothing.
fn finished(reader: JoinHandle<Vec<u8>>) -> Option<Vec<u8>> {
    let start = Instant::now();
    while !reader.is_finished() {
        if start.elapsed() >= GRACE {
            return None;
        }
        thread::sleep(Duration::from_millis(1));
    }
    reader.join().ok()
}

/// Reads to the end and keeps the last bytes.
fn last_words(mut stderr: ChildStderr) -> Vec<u8> {
    let (mut kept, mut buffer) = (Vec::new(), vec![0; KEPT]);
    loop {
        match stderr.read(&mut buffer) {
            Ok(0) => return kept,
            Ok(count) => {
                kept.extend_from_slice(&buffer[..count]);
                kept.drain(..kept.len().saturating_sub(KEPT));
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return kept,
        }
    }
}
