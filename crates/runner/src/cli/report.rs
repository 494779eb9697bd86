//! `rashomon report`.

use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use rashomon_formats::{Cell, OffsetUnit, Table};
use rashomon_report::{Column, Document, Report as Page, StoryEntry, write, write_index};
use rashomon_runner::{Gathered, Gathering, Output, StoryTables};
use serde_json::Value;

use super::INTERRUPTED;
use super::args::{Common, Unit};
use super::compare::{StoryArgs, Units, close_with, read, say_stopped};
use super::console::Console;
use super::source::Source;

/// Documents that one page can show and still be read.
const MOST_DOCUMENTS: usize = 200;

/// Write a page that shows the reports of one event side by side.
#[derive(Debug, clap::Args)]
pub(crate) struct Report {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    grouping: StoryArgs,
    /// Unit of offsets in annotations that documents bring
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    offsets: Unit,
    /// Write the page to this file; or, if it ends in / or is a folder, a page for each story and an index into it
    #[arg(short, long, value_name = "PATH")]
    output: PathBuf,
    /// Heading of the page [default: that of the first report]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

pub(super) fn main(args: &Report, common: &Common, console: &Console) -> anyhow::Result<u8> {
    // Before a long run: a place that cannot be written is told at once.
    let place = Place::prepare(&args.output)?;
    let units = Units { brought: args.offsets.into(), printed: OffsetUnit::Bytes };
    let result =
        read(&args.source, &args.grouping, units, true, Some(&args.output), common, console)
            .and_then(|it| {
                let Some(Gathering { gathered, summary, .. }) = it else { return Ok(None) };
                let failures = match &place {
                    Place::Page(_) => {
                        one_page(args, &gathered).map(|(page, failures)| (Some(page), failures))
                    }
                    Place::Folder(folder) => write_folder(args, folder, &gathered, console)
                        .map(|failures| (None, failures)),
                };
                match failures {
                    Err(error) if is_stop(&error) => {
                        say_stopped(console);
                        Ok(None)
                    }
                    other => other.map(|(page, failures)| Some((page, failures, summary))),
                }
            });
    let done = match (result, place) {
        (Ok(Some((Some(page), failures, summary))), Place::Page(mut output)) => {
            let unwritten = || format!("cannot write {}", args.output.display());
            write(&page, &mut output).with_context(unwritten)?;
            output.finish().with_context(unwritten)?;
            Some((failures, summary))
        }
        (Ok(done), place) => {
            place.leave();
            done.map(|(_, failures, summary)| (failures, summary))
        }
        (Err(error), place) => {
            place.leave();
            return Err(error);
        }
    };
    Ok(done.map_or(INTERRUPTED, |(failures, summary)| close_with(&failures, summary, console)))
}

/// Where the page or the pages go.
enum Place {
    Page(Output),
    Folder(PathBuf),
}

impl Place {
    fn prepare(path: &Path) -> anyhow::Result<Self> {
        if wants_folder(path) {
            fs::create_dir_all(path).with_context(|| path.display().to_string())?;
            return Ok(Self::Folder(path.to_path_buf()));
        }
        Ok(Self::Page(if path == Path::new("-") {
            Output::stdout()
        } else {
            Output::create(path)?
        }))
    }

    /// Takes away what was begun.
    fn leave(self) {
        if let Self::Page(output) = self {
            // There is an error or a stop to tell, or nothing was begun.
            let _ = output.discard();
        }
    }
}

fn is_stop(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|it| it.kind() == io::ErrorKind::Interrupted)
}

fn wants_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
}

/// All stories on one page, and what failed.
fn one_page(args: &Report, gathered: &Gathered) -> anyhow::Result<(Page, Vec<String>)> {
    if gathered.documents() > MOST_DOCUMENTS {
        bail!(
            "one page shows {MOST_DOCUMENTS} documents at most, these are {} in {} stories; end --output in / for a page a story",
            gathered.documents(),
            gathered.stories()
        );
    }
    let mut page = Page { title: args.title.clone().unwrap_or_default(), ..Page::default() };
    let mut failures = Vec::new();
    gathered.each_story(&mut |story, made| add(&mut page, gathered, story, made, &mut failures))?;
    entitle(&mut page);
    Ok((page, failures))
}

/// A page for each story of several reports, and an index. What is too big for a page is left out with a word about it.
fn write_folder(
    args: &Report,
    folder: &Path,
    gathered: &Gathered,
    console: &Console,
) -> anyhow::Result<Vec<String>> {
    let (mut entries, mut failures, mut alone) = (Vec::new(), Vec::new(), 0);
    gathered.each_story(&mut |story, made| {
        match gathered.documents_of(story) {
            0 | 1 => alone += 1,
            documents if documents > MOST_DOCUMENTS => failures.push(format!(
                "story {} has {documents} documents, too many for a page; `rashomon compare` shows them",
                story + 1
            )),
            _ => {
                let mut page = Page::default();
                add(&mut page, gathered, story, made, &mut failures)?;
                entitle(&mut page);
                let name = format!("story-{}.html", story + 1);
                entries.push(StoryEntry::of(&page, &name));
                put(&folder.join(&name), |out| write(&page, out))?;
            }
        }
        Ok(())
    })?;
    let title = args.title.as_deref().unwrap_or("Stories");
    put(&folder.join("index.html"), |out| write_index(title, &entries, out))
        .with_context(|| folder.display().to_string())?;
    if alone > 0 {
        console.note(&format!("{alone} documents are alone in their story and have no page"));
    }
    Ok(failures)
}

/// Writes a file that takes its name when it is complete; one from an earlier run is overwritten.
fn put(path: &Path, fill: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let mut out = BufWriter::new(fs::File::create(&partial)?);
    fill(&mut out)?;
    out.flush()?;
    fs::rename(&partial, path)
}

/// A page without a heading is called after its first report.
fn entitle(page: &mut Page) {
    if page.title.is_empty() {
        let first = page.documents.iter().find_map(|it| it.title.clone());
        page.title = first.unwrap_or_else(|| "Rashomon".into());
    }
}

/// Adds a story to a page.
fn add(
    page: &mut Page,
    gathered: &Gathered,
    story: usize,
    made: StoryTables,
    failures: &mut Vec<String>,
) -> io::Result<()> {
    failures.extend(made.failures);
    for annotated in gathered.pages(story)? {
        let mut document: Document =
            serde_json::from_slice(&annotated.json).map_err(io::Error::other)?;
        document.outlet = annotated.outlet;
        page.documents.push(document);
    }
    for table in made.tables {
        let rows = table.rows.iter().map(|row| row.iter().map(value).collect());
        match page.tables.iter_mut().find(|it| it.name == table.name) {
            Some(known) => known.rows.extend(rows),
            None => page.tables.push(shown(&table, rows.collect())),
        }
    }
    Ok(())
}

fn shown(table: &Table, rows: Vec<Vec<Value>>) -> rashomon_report::Table {
    let column = |it: &rashomon_formats::TableColumn| Column {
        name: it.name.clone(),
        kind: it.kind.name().into(),
    };
    let columns = table.columns.iter().map(column).collect();
    rashomon_report::Table { name: table.name.clone(), columns, rows }
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::Float(number) => (*number).into(),
        Cell::Integer(number) => (*number).into(),
        Cell::Bool(yes) => (*yes).into(),
        Cell::List(texts) => texts.clone().into(),
    }
}
