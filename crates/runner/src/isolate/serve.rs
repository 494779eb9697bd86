//! The worker process: does the work of [`InProcess`] on one document after another, as its parent tells it.

use std::io;
use std::path::Path;
use std::thread;

use rashomon_formats::{Record, writer};
use rashomon_text::TextOptions;
use thiserror::Error;

use super::channel::{Channel, ChannelError};
use super::limits::{end_with_parent, is_child_of, limit_memory, take_socket};
use super::message::{AnalyzerSetup, Part, Reply, Setup, Task};
use crate::engine::{Engine, Phase};
use crate::plan::{Plan, Step};
use crate::plugins::{Catalog, FileDigest, Found, Origin, SearchPath, check_library};
use crate::work::InProcess;
use crate::workers::STACK;

/// Why a worker process stopped other than because its parent was done with it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ServeError {
    /// Nobody is there to work for.
    #[error(
        "this command is for worker processes, which `rashomon run --isolate` starts by itself"
    )]
    NoParent(#[source] io::Error),
    /// It cannot go on.
    #[error("a worker process cannot go on: {0}")]
    Broken(String),
}

/// Works for the process that has started this one, until that process is done. What `linked_in` holds can be asked
/// for by name; all else is loaded from the libraries that the parent names.
///
/// A program that embeds the runner and isolates calls this first thing when it is started with the arguments of
/// [`Isolation`](crate::Isolation).
///
/// # Errors
/// If there is no such process, or it cannot be understood.
pub fn serve(linked_in: &Catalog) -> Result<(), ServeError> {
    let socket = take_socket().map_err(ServeError::NoParent)?;
    let broken = |error: io::Error| ServeError::Broken(error.to_string());
    end_with_parent(&socket).map_err(broken)?;
    let mut channel = Channel::new(socket);
    let setup: Setup = match channel.receive(&mut Vec::new()) {
        Ok(setup) => setup,
        Err(ChannelError::Closed) => return Ok(()),
        Err(error) => return Err(ServeError::Broken(error.to_string())),
    };
    if !is_child_of(setup.parent) {
        return Ok(());
    }
    // Before any thread is started: what the limit is for includes its stack.
    if let Some(bytes) = setup.memory_limit {
        limit_memory(bytes).map_err(broken)?;
    }
    thread::scope(|scope| {
        let work = || {
            work(&mut channel, &setup, linked_in)
                .map_err(|error| ServeError::Broken(error.to_string()))
        };
        // As much stack as the threads have that work without isolation.
        let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let ended = worker.map_err(broken)?.join();
        ended.unwrap_or_else(|_| Err(ServeError::Broken("it panicked".into())))
    })
}

fn work(channel: &mut Channel, setup: &Setup, linked_in: &Catalog) -> Result<(), ChannelError> {
    let engine = match engine(setup, linked_in) {
        Ok(engine) => engine,
        Err(reason) => return channel.send(&Reply::Unfit(reason), &[]),
    };
    let writer = writer(setup.format, setup.unit, setup.style, &engine.schemas());
    let work = InProcess::new(&engine, writer.as_ref(), setup.with_text);
    channel.send(&Reply::Ready, &[])?;
    loop {
        let mut text = Vec::new();
        let task: Task<'static> = match channel.receive(&mut text) {
            Err(ChannelError::Closed) => return Ok(()),
            other => other?,
        };
        let traced = task.traced;
        let record = task.record(text).ok_or(ChannelError::Garbage)?;
        let done = if traced {
            traced_work(&work, record, channel)
        } else {
            work.finish_record(record, &mut |_| {})
        };
        channel.send(&Reply::Done(done.failures), &done.bytes)?;
    }
}

/// Tells what is entered as it is entered. If that fails, so will sending the results.
fn traced_work(work: &InProcess<'_>, record: Record, channel: &mut Channel) -> crate::work::Done {
    work.finish_record(record, &mut |phase| {
        let part = match phase {
            Phase::TextLayer => Part::TextLayer,
            Phase::Analyzer(index) => Part::Analyzer(index),
            Phase::Results => Part::Results,
        };
        let _ = channel.send(&Reply::Entering(part), &[]);
    })
}

/// The engine that the parent has.
fn engine(setup: &Setup, linked_in: &Catalog) -> Result<Engine, String> {
    if setup.version != env!("CARGO_PKG_VERSION") {
        return Err("the program was replaced while it ran; start it again".into());
    }
    let allow = setup.allow.iter().map(|it| it.parse::<FileDigest>());
    let allow = allow.collect::<Result<_, _>>().map_err(|it| it.to_string())?;
    let search = SearchPath { trust: setup.trust, allow, ..SearchPath::default() };
    let steps = setup.analyzers.iter().map(|it| step(it, &search, linked_in));
    let plan = Plan::of(steps.collect::<Result<_, _>>()?);
    let text = TextOptions { include_boilerplate: setup.include_boilerplate };
    let engine = Engine::new(&plan, &setup.settings, text).map_err(|error| error.to_string())?;
    Ok(engine.with_offsets(setup.unit))
}

fn step(
    analyzer: &AnalyzerSetup,
    search: &SearchPath,
    linked_in: &Catalog,
) -> Result<Step, String> {
    let AnalyzerSetup { name, library, printed } = analyzer;
    let found = match library {
        Some(library) => {
            let path = library.path();
            if !library.is_unchanged() {
                return Err(changed(&path));
            }
            let handle = check_library(&path, search).map_err(|refused| refused.to_string())?;
            if handle.info().name != *name {
                return Err(changed(&path));
            }
            Found { handle, path: Some(path), origin: Origin::Named }
        }
        None => linked_in.get(name).cloned().ok_or_else(|| {
            format!("{name} is linked into this program, but not into its worker processes")
        })?,
    };
    Ok(Step { found, chosen: *printed })
}

fn changed(path: &Path) -> String {
    format!("{} has changed since the run began; start it again", path.display())
}
