//! `rashomon compare`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::ValueEnum;
use rashomon_formats::{JsonTables, OffsetUnit, TableWriter, TextTables};
use rashomon_runner::{CompareOptions, Gathering, Output, gather};

use super::args::{Common, Unit};
use super::console::Console;
use super::run::style;
use super::source::{Source, Watcher, close, listen};
use super::{INTERRUPTED, SOME_FAILED};

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
    let path = args.output.as_deref().filter(|it| *it != Path::new("-"));
    let gathering =
        read(&args.source, &args.grouping, args.offsets.into(), false, common, console)?;
    let Some(Gathering { gathered, summary }) = gathering else { return Ok(INTERRUPTED) };
    let mut output = match path {
        Some(path) => Output::create(path)?,
        None => Output::stdout(),
    };
    let mut writer: Box<dyn TableWriter + '_> = match format {
        TableFormat::Json => Box::new(JsonTables::new(&mut output)),
        TableFormat::Table => Box::new(TextTables::new(&mut output, style(args.output.is_none()))),
    };
    let failures = gathered.write(writer.as_mut()).context("cannot write the tables")?;
    drop(writer);
    output.finish().context("cannot write the tables")?;
    for failure in &failures {
        console.warn(failure);
    }
    let status = close(summary, console);
    Ok(if failures.is_empty() { status } else { status.max(SOME_FAILED) })
}

/// Analyzes the corpus and groups it into stories; `None` if that was interrupted.
pub(super) fn read(
    source: &Source,
    grouping: &StoryArgs,
    unit: OffsetUnit,
    with_pages: bool,
    common: &Common,
    console: &Console,
) -> anyhow::Result<Option<Gathering>> {
    let engine = source.engine(unit, common, console)?;
    let corpus = source.corpus(unit, console)?;
    let options = CompareOptions {
        jobs: source.jobs(),
        interrupt: listen(),
        stories: grouping.stories.clone(),
        unit: if with_pages { OffsetUnit::Bytes } else { unit },
        with_pages,
    };
    let mut observer = Watcher::new(console, "not named");
    let gathering = gather(corpus, &engine, &options, &mut observer);
    observer.end();
    let gathering = gathering.context("cannot put results aside")?;
    if gathering.summary.interrupted {
        console.warn(&format!(
            "stopped after {} documents; nothing was compared. What takes long is to analyze them: \
             `rashomon run --with-text --output FILE.jsonl` can go on where it stopped, and its results can be compared",
            gathering.summary.documents
        ));
        return Ok(None);
    }
    Ok(Some(gathering))
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
