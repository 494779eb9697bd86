//! `rashomon run`.

use std::collections::HashSet;
use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process;

use anyhow::{Context as _, bail};
use rashomon_formats::{Corpus, Format, Progress, ReadOptions, Style, writer};
use rashomon_runner::{
    Catalog, Engine, Interrupt, NoWorkers, Observer, Output, Plan, RunOptions, Settings, Summary,
    run,
};
use rashomon_text::TextOptions;

use super::args::{Common, FormatName, Run};
use super::console::{self, Bar, Console};
use super::{DONE, INTERRUPTED, SOME_FAILED};

/// Width of tables where no terminal tells one.
const WIDTH: usize = 100;
/// Failures named one by one; the results name all of them.
const NAMED_FAILURES: u64 = 20;

pub(super) fn main(args: &Run, common: &Common, console: &Console) -> anyhow::Result<u8> {
    let catalog = find(common, console)?;
    let chosen =
        if args.analyzers.is_empty() { catalog.default_choice() } else { args.analyzers.clone() };
    let plan = Plan::new(&catalog, &chosen)?;
    for step in plan.steps() {
        let place = step
            .found
            .path
            .as_ref()
            .map_or_else(|| "built in".into(), |it| it.display().to_string());
        console.detail(&format!(
            "{} {} from {place}",
            step.name(),
            step.found.handle.info().version
        ));
    }
    let settings = Settings::parse(args.settings.iter().map(String::as_str))?;
    let text = TextOptions { include_boilerplate: args.include_boilerplate };
    let mut engine = Engine::new(&plan, &settings, text)?.with_offsets(args.offsets.into());
    if args.with_needed {
        engine = engine.with_all_printed();
    }

    let options = ReadOptions {
        published: args.published.clone(),
        metadata: args.metadata.clone(),
        limit: args.limit,
        max_document_size: args.max_document_size,
        offsets: args.offsets.into(),
    };
    let mut corpus = Corpus::open(&args.paths, &options)?;
    corpus.take_notices().iter().for_each(|it| console.note(it));
    let format = format(args.format, args.output.as_deref())?;
    let (mut output, done) = open(args, format)?;
    let writer =
        writer(format, args.offsets.into(), style(args.output.is_none()), &engine.schemas());
    let run_options = RunOptions {
        jobs: args.jobs.map_or(0, Into::into),
        done: done.into(),
        interrupt: listen(),
        with_text: args.with_text,
    };
    let mut observer = Watcher { console, bar: console.progress(), failed: 0 };
    let result = run(corpus, &engine, writer.as_ref(), &mut output, &run_options, &mut observer);
    observer.bar.end();
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
        Err(error) if is_without_workers(&error) => {
            // Nothing was read: what is not even begun need not be gone on with.
            drop(output);
            if let Some(it) = unfinished.as_ref().filter(|_| !args.resume) {
                fs::remove_file(it).with_context(|| it.display().to_string())?;
            }
            return Err(error.into());
        }
        other => other.with_context(|| kept(&unwritten()))?,
    };
    if summary.interrupted && !summary.closed {
        console.warn(&kept(&format!("stopped after {} documents", summary.documents)));
        return Ok(INTERRUPTED);
    }
    if !summary.closed {
        output.finish().with_context(|| kept(&unwritten()))?;
    }
    Ok(close(summary, console))
}

fn is_without_workers(error: &io::Error) -> bool {
    error.get_ref().and_then(|it| it.downcast_ref::<NoWorkers>()).is_some()
}

/// Finds all analyzers. A library that the user named must be good; others that are refused are reported.
pub(super) fn find(common: &Common, console: &Console) -> anyhow::Result<Catalog> {
    let catalog = Catalog::find(&common.search_path());
    if let Some(refused) = catalog.refused().iter().find(|it| it.named) {
        bail!("{refused}");
    }
    catalog.refused().iter().for_each(|it| console.warn(&format!("plugin refused: {it}")));
    Ok(catalog)
}

fn format(named: Option<FormatName>, output: Option<&Path>) -> anyhow::Result<Format> {
    if let Some(name) = named {
        return Ok(name.into());
    }
    let Some(path) = output.filter(|it| *it != Path::new("-")) else { return Ok(Format::Table) };
    match path.extension().and_then(|it| it.to_str()) {
        Some("jsonl" | "ndjson") => Ok(Format::Jsonl),
        Some("json") => Ok(Format::Json),
        Some("csv") => Ok(Format::Csv),
        Some("txt") | None => Ok(Format::Table),
        Some(other) => bail!(
            "no format has the ending .{other}; give --format, or end --output in .jsonl, .json, .csv or .txt"
        ),
    }
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

fn open(args: &Run, format: Format) -> anyhow::Result<(Output, HashSet<String>)> {
    match &args.output {
        None => Ok((Output::stdout(), HashSet::new())),
        Some(path) if path == Path::new("-") => Ok((Output::stdout(), HashSet::new())),
        Some(path) if args.resume && format == Format::Jsonl => Ok(Output::resume(path)?),
        Some(_) if args.resume => bail!("--resume goes on with JSONL only; add --format jsonl"),
        Some(path) => Ok((Output::create(path)?, HashSet::new())),
    }
}

/// Lets the first Ctrl-C finish what is in flight, and the second end the program at once.
fn listen() -> Interrupt {
    let interrupt = Interrupt::default();
    let flag = interrupt.clone();
    // Without a handler Ctrl-C ends the program at once, which loses nothing that is already written.
    let _ = ctrlc::set_handler(move || {
        if !flag.set() {
            process::exit(i32::from(INTERRUPTED));
        }
        console::say_stopping();
    });
    interrupt
}

struct Watcher<'a> {
    console: &'a Console,
    bar: Bar,
    failed: u64,
}

impl Observer for Watcher<'_> {
    fn progress(&mut self, progress: Progress) {
        self.bar.show(progress);
    }

    fn failed(&mut self, id: &str, path: &str, reason: &str) {
        self.failed += 1;
        if self.failed <= NAMED_FAILURES {
            let place =
                if path.is_empty() || path == id { String::new() } else { format!(" ({path})") };
            self.bar.aside(|| self.console.warn(&format!("{id}{place}: {reason}")));
        }
        if self.failed == NAMED_FAILURES + 1 {
            self.bar.aside(|| self.console.warn("further failures are named in the results only"));
        }
    }
}

fn close(summary: Summary, console: &Console) -> u8 {
    if summary.skipped > 0 {
        console.note(&format!("{} documents were in the output already", summary.skipped));
    }
    if summary.failed == 0 {
        return DONE;
    }
    console.warn(&format!("{} of {} documents failed", summary.failed, summary.documents));
    SOME_FAILED
}
