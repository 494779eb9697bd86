//! `rashomon run`.

use std::collections::HashSet;
use std::error::Error;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use rashomon_formats::{Format, Style, writer};
use rashomon_runner::{
    Engine, ErrorLog, ErrorLogError, IsolationError, NoWorkers, Output, RunOptions, RunRecord,
    Summary, finish_on_disk, run,
};

use super::args::{Common, Run, Values};
use super::console::Console;
use super::destination::{format, open};
use super::signals::listen;
use super::source::{Watcher, close};
use super::{INTERRUPTED, SOME_FAILED};

/// Width of tables where no terminal tells one.
const WIDTH: usize = 100;

pub(super) fn main(args: &Run, common: &Common, console: &Console) -> anyhow::Result<u8> {
    let unit = args.offsets.into();
    let mut engine = args.source.engine(unit, common, console)?;
    if args.with_needed {
        engine = engine.with_all_printed();
    }
    let written = [args.output.as_deref(), args.errors.as_deref()];
    if let [Some(output), Some(errors)] = written {
        ensure!(
            !is_same(output, errors),
            "results and failures cannot both be written to {}; name two files",
            output.display()
        );
    }
    let corpus = args.source.corpus(unit, &written, console)?;
    let format = format(args)?;
    let style = style(args.output.is_none());
    let isolated =
        args.isolation.start(&engine, &common.search_path(), format, style, args.with_text)?;
    let schemas = engine.schemas();
    let (mut output, done) = open(args, format, &schemas)?;
    let values = influences(&engine, common);
    let record = record(&output, format, values, &done, console)?;
    let log = match log(args, &done) {
        Ok(log) => log,
        Err(error) => {
            // Nothing was begun; the first error is the one to tell.
            if !args.resume {
                let _ = output.discard();
                let _ = record.map(|it| it.remove());
            }
            return Err(error.into());
        }
    };
    let writer = writer(format, unit, style, &schemas);
    let run_options = RunOptions {
        jobs: args.source.jobs(),
        done: done.into(),
        interrupt: listen(),
        with_text: args.with_text,
        max_errors: args.max_errors,
        isolated,
    };
    let elsewhere = match log {
        Some(_) => "named in the results and in the file of --errors",
        None => "named in the results only",
    };
    let mut observer = Watcher::new(console, elsewhere).with_log(log);
    let result = run(corpus, &engine, writer.as_ref(), &mut output, &run_options, &mut observer);
    observer.end();
    let unfinished = output.partial().map(Path::to_path_buf);
    let kept = |what: &str| match &unfinished {
        Some(it) if format == Format::Jsonl => {
            format!("{what}; what is done is in {}, go on with --resume", it.display())
        }
        Some(it) => format!("{what}; what is done is in {}, delete it to begin anew", it.display()),
        None if args.output.is_some() => what.to_owned(),
        None => format!("{what}; with --output FILE.jsonl a run can go on where it stopped"),
    };
    let unwritten = || match args.output.as_deref().filter(|it| *it != Path::new("-")) {
        Some(path) => format!("cannot write results to {}", path.display()),
        None => "cannot write results".into(),
    };
    let summary = match result {
        Err(error) if holds::<NoWorkers>(&error) => {
            // Nothing was read: what is not even begun need not be gone on with.
            record.filter(|_| !args.resume).map_or(Ok(()), |it| it.remove())?;
            if let Some(it) = unfinished.as_ref().filter(|_| !args.resume) {
                output.discard().with_context(|| it.display().to_string())?;
            }
            return Err(error.into());
        }
        Err(error) if holds::<ErrorLogError>(&error) => return Err(error).context(kept("stopped")),
        Err(error) if holds::<IsolationError>(&error) => {
            return Err(error).context(kept("stopped"));
        }
        other => other.with_context(|| kept(&unwritten()))?,
    };
    if let Some(most) = args.max_errors
        && most.is_exceeded_at_end(summary.failed, summary.documents)
        && !summary.closed
    {
        let Summary { documents, failed, .. } = summary;
        let what = format!(
            "{failed} of {documents} documents failed, more than --max-errors {most} allows"
        );
        if summary.too_many_failed {
            output.stop().with_context(|| kept(&unwritten()))?;
            console.warn(&kept(&format!("stopped: {what}")));
            return Ok(SOME_FAILED);
        }
        console.warn(&what);
    }
    if summary.interrupted && !summary.closed {
        output.stop().with_context(|| kept(&unwritten()))?;
        console.warn(&kept(&format!("stopped after {} documents", summary.documents)));
        return Ok(INTERRUPTED);
    }
    if !summary.closed {
        finish_on_disk(output).with_context(|| kept(&unwritten()))?;
        record.map_or(Ok(()), |it| it.remove())?;
    }
    Ok(close(summary, console))
}

/// Whether two names are those of one file, which may not be there yet. Devices are written side by side.
fn is_same(one: &Path, other: &Path) -> bool {
    let real = |it: &Path| it.canonicalize().unwrap_or_else(|_| Path::new(".").join(it));
    real(one) == real(other) && !one.exists() | one.is_file()
}

/// Whether an error of this sort is inside.
fn holds<T: Error + 'static>(error: &io::Error) -> bool {
    error.get_ref().and_then(|it| it.downcast_ref::<T>()).is_some()
}

fn log(args: &Run, done: &HashSet<String>) -> Result<Option<ErrorLog>, ErrorLogError> {
    let open = |path: &PathBuf| {
        if args.resume { ErrorLog::resume(path, done) } else { ErrorLog::create(path) }
    };
    args.errors.as_ref().map(open).transpose()
}

/// All that the results depend on besides their documents.
fn influences(engine: &Engine, common: &Common) -> Values {
    let own = [
        ("rashomon", vec![env!("CARGO_PKG_VERSION").to_owned()]),
        ("what runs", engine.versions()),
    ];
    let options = &common.origins.options;
    let options = options.iter().map(|it| format!("{}.{}={}", it.analyzer, it.option, it.value));
    let options = Some(options.collect::<Vec<_>>()).filter(|it| !it.is_empty());
    let own = own.into_iter().chain(options.map(|it| ("[set]", it)));
    let own = own.map(|(name, values)| (name.to_owned(), values));
    own.chain(common.influences.clone()).collect()
}

/// Writes down what this run depends on, after it was compared with what the run that it goes on with depended on. Only
/// JSONL can be gone on with.
fn record(
    output: &Output,
    format: Format,
    values: Values,
    done: &HashSet<String>,
    console: &Console,
) -> anyhow::Result<Option<RunRecord>> {
    let Some(partial) = output.partial().filter(|_| format == Format::Jsonl) else {
        return Ok(None);
    };
    let record = RunRecord::new(partial, values);
    if !done.is_empty() && !record.check()? {
        console.note(&format!(
            "nothing says how the first {} documents were analyzed; they are taken to be results of this same command",
            done.len()
        ));
    }
    record.write()?;
    Ok(Some(record))
}

/// How tables look: on standard output as the terminal has it, in a file plain.
pub(super) fn style(to_stdout: bool) -> Style {
    let width = if to_stdout && std::io::stdout().is_terminal() {
        terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
    } else {
        None
    };
    let color = to_stdout
        && anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
    Style { color, width: width.unwrap_or(WIDTH) }
}
