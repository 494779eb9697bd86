//! `rashomon compare`.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::ValueEnum;
use rashomon_formats::{JsonTables, OffsetUnit, TableWriter, TextTables};
use rashomon_runner::{CompareOptions, Gathering, NoWorkers, Output, Summary, gather};

use super::args::{Common, Unit};
use super::console::Console;
use super::run::style;
use super::signals::listen;
use super::source::{Source, Watcher, close};
use super::{INTERRUPTED, SOME_FAILED};

/// Failures named one by one.
const NAMED_FAILURES: usize = 20;

/// Lay the reports of one event side by side.
#[derive(Debug, clap::Args)]
pub(crate) struct Compare {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    grouping: StoryArgs,
    /// Form of the tables [default: by the ending of --output, else table]
    #[arg(short, long, value_name = "FORMAT")]
    format: Option<TableFormat>,
    /// Unit of offsets in the tables and in annotations that documents bring
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    offsets: Unit,
    /// Write the tables to this file, which takes its name when it is complete; - for standard output
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

/// How documents are grouped into stories.
#[derive(Debug, clap::Args)]
pub(super) struct StoryArgs {
    /// Take the story of each document from this metadata field, instead of grouping by content
    #[arg(long, value_name = "FIELD")]
    pub(super) stories: Option<String>,
}

/// Form of the tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum TableFormat {
    /// For people: what the reports of each story share
    Table,
    /// All rows, as one JSON object
    Json,
}

pub(super) fn main(args: &Compare, common: &Common, console: &Console) -> anyhow::Result<u8> {
    let format = format(args)?;
    // Before a long run: a place that cannot be written is told at once.
    let mut output = match args.output.as_deref().filter(|it| *it != Path::new("-")) {
        Some(path) => Output::create(path)?,
        None => Output::stdout(),
    };
    let unit = args.offsets.into();
    let result = read(
        &args.source,
        &args.grouping,
        Units { brought: unit, printed: unit },
        false,
        args.output.as_deref(),
        common,
        console,
    )
    .and_then(|it| {
        let Some(Gathering { gathered, summary, .. }) = it else { return Ok(None) };
        let mut writer: Box<dyn TableWriter + '_> = match format {
            TableFormat::Json => Box::new(JsonTables::new(&mut output)),
            TableFormat::Table => {
                Box::new(TextTables::new(&mut output, style(args.output.is_none())))
            }
        };
        let failures = gathered.write(writer.as_mut());
        Ok(unless_stopped(failures, console)
            .context("cannot write the tables")?
            .map(|it| (it, summary)))
    });
    let done = match result {
        Ok(Some(done)) => done,
        Ok(None) => {
            output.discard()?;
            return Ok(INTERRUPTED);
        }
        Err(error) => {
            // The first error is the one to tell.
            let _ = output.discard();
            return Err(error);
        }
    };
    output.finish().context("cannot write the tables")?;
    Ok(close_with(&done.0, done.1, console))
}

/// Units of offsets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Units {
    /// In the annotations that documents bring.
    pub(super) brought: OffsetUnit,
    /// In what is written.
    pub(super) printed: OffsetUnit,
}

/// Analyzes the corpus and groups it into stories; `None` if that was interrupted.
pub(super) fn read(
    source: &Source,
    grouping: &StoryArgs,
    units: Units,
    with_pages: bool,
    written: Option<&Path>,
    common: &Common,
    console: &Console,
) -> anyhow::Result<Option<Gathering>> {
    let engine = source.engine(units.brought, common, console)?;
    let corpus = source.corpus(units.brought, &[written], console)?;
    let options = CompareOptions {
        jobs: source.jobs(),
        interrupt: listen(),
        stories: grouping.stories.clone(),
        unit: units.printed,
        with_pages,
    };
    let mut observer = Watcher::new(console, "not named");
    let gathering = gather(corpus, &engine, &options, &mut observer);
    observer.end();
    let gathering = gathering.map_err(|error| {
        if error.get_ref().and_then(|it| it.downcast_ref::<NoWorkers>()).is_some() {
            return error.into();
        }
        let folder = std::env::temp_dir();
        anyhow::Error::new(error).context(format!(
            "cannot put results aside in {}; set TMPDIR to a folder that has room",
            folder.display()
        ))
    })?;
    if gathering.summary.interrupted {
        say_stopped(console);
        return Ok(None);
    }
    if let (count, Some(first)) = &gathering.misfits {
        console.warn(&format!(
            "of the annotations that {count} documents bring some were left out (check --offsets): {first}"
        ));
    }
    let documents = gathering.gathered.documents() as u64;
    match (&grouping.stories, gathering.without_field) {
        (Some(field), missing) if missing == documents && documents > 0 => console.warn(&format!(
            "no document has the metadata field {field}, so each is a story of its own"
        )),
        (Some(field), missing) if missing > 0 => console.note(&format!(
            "{missing} documents have no metadata field {field}; each is a story of its own"
        )),
        _ => {}
    }
    Ok(Some(gathering))
}

/// A result, or `None` if it was interrupted.
pub(super) fn unless_stopped<T>(result: io::Result<T>, console: &Console) -> io::Result<Option<T>> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => {
            say_stopped(console);
            Ok(None)
        }
        other => other.map(Some),
    }
}

pub(super) fn say_stopped(console: &Console) {
    console.warn(
        "stopped; nothing was compared. `rashomon run --with-text --with-needed --output FILE.jsonl` can go on where it \
         stopped, and its results can be compared",
    );
}

/// Says what failed, and with which status the command ends.
pub(super) fn close_with(failures: &[String], summary: Summary, console: &Console) -> u8 {
    for failure in failures.iter().take(NAMED_FAILURES) {
        console.warn(failure);
    }
    if failures.len() > NAMED_FAILURES {
        console.warn(&format!("and {} more of this kind", failures.len() - NAMED_FAILURES));
    }
    let status = close(summary, console);
    if failures.is_empty() { status } else { status.max(SOME_FAILED) }
}

fn format(args: &Compare) -> anyhow::Result<TableFormat> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(path) = args.output.as_deref().filter(|it| *it != Path::new("-")) else {
        return Ok(TableFormat::Table);
    };
    match path.extension().and_then(|it| it.to_str()) {
        Some("json") => Ok(TableFormat::Json),
        Some("txt") | None => Ok(TableFormat::Table),
        Some(other) => bail!(
            "no format has the ending .{other}; give --format, or end --output in .json or .txt"
        ),
    }
}
