//! Which form results have and where they go.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use anyhow::{anyhow, bail, ensure};
use rashomon_core::Schema;
use rashomon_formats::{Format, OffsetUnit, Place, store};
use rashomon_runner::{Output, OutputError};

use super::args::{FormatName, Run};

/// The form that was asked for, or that the name of the output asks for.
pub(super) fn format(args: &Run) -> anyhow::Result<Format> {
    let path = args.output.as_deref().filter(|it| *it != Path::new("-"));
    let format = match (args.format, path) {
        (Some(FormatName::Csv), Some(path)) if is_folder(path) => Format::CsvTables,
        (Some(name), _) => name.into(),
        (None, None) => Format::Table,
        (None, Some(path)) => by_ending(path)?,
    };
    let what = match (format.place(), path) {
        (Place::Folder, None) => Some("a folder; give it with --output FOLDER"),
        (Place::File, None) => Some("a database; give its file with --output FILE.db"),
        _ => None,
    };
    if let Some(what) = what {
        bail!("these results are {what}");
    }
    if let Some(path) = path.filter(|_| format == Format::Parquet) {
        ensure!(
            is_folder(path) || ending(path).as_deref() != Some("parquet"),
            "results in Parquet are a folder, with one file for each analyzer: name one with --output, for example {}/",
            path.with_extension("").display()
        );
    }
    ensure!(
        !format.counts_chars() || OffsetUnit::from(args.offsets) == OffsetUnit::Chars,
        "in this format offsets count Unicode code points; leave --offsets {} out",
        OffsetUnit::from(args.offsets).name()
    );
    Ok(format)
}

fn by_ending(path: &Path) -> anyhow::Result<Format> {
    ensure!(
        !is_folder(path),
        "{} is a folder; say what to write into it with --format parquet, csv or brat",
        path.display()
    );
    match ending(path).as_deref() {
        Some("jsonl" | "ndjson") => Ok(Format::Jsonl),
        Some("json") => Ok(Format::Json),
        Some("csv") => Ok(Format::Csv),
        Some("parquet") => Ok(Format::Parquet),
        Some("db" | "sqlite" | "sqlite3") => Ok(Format::Sqlite),
        Some("jsonld") => Ok(Format::W3c),
        Some("txt") | None => Ok(Format::Table),
        Some(other) => bail!(
            "no format has the ending .{other}; give --format, or end --output in .jsonl, .json, .csv, .jsonld, .db or .txt"
        ),
    }
}

/// The ending of a name in lower case.
fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_string_lossy().to_lowercase())
}

/// Whether a path is written as that of a folder, or is one.
fn is_folder(path: &Path) -> bool {
    let last = path.as_os_str().as_encoded_bytes().last().copied();
    last.is_some_and(|it| std::path::is_separator(char::from(it))) || path.is_dir()
}

/// Opens the output, and tells the ids of the documents that are in it already.
pub(super) fn open(
    args: &Run,
    format: Format,
    schemas: &[Arc<Schema>],
) -> anyhow::Result<(Output, HashSet<String>)> {
    let path = match args.output.as_deref() {
        None => return Ok((Output::stdout(), HashSet::new())),
        Some(path) if path == Path::new("-") => return Ok((Output::stdout(), HashSet::new())),
        Some(path) => path,
    };
    if args.resume {
        ensure!(
            format == Format::Jsonl,
            "--resume goes on with JSONL only; write --format jsonl first, and read that to make other formats of it"
        );
        return Ok(Output::resume(path)?);
    }
    let output = match format.place() {
        Place::Stream => Output::create(path),
        place @ (Place::File | Place::Folder) => {
            Output::store(path, place, |it| store(format, args.offsets.into(), schemas, it))
        }
    };
    let output = output.map_err(|error| match error {
        OutputError::Unfinished(partial) if format == Format::Jsonl => anyhow!(
            "{} holds the results of an unfinished run; go on with --resume, or delete it to begin anew",
            partial.display()
        ),
        other => other.into(),
    })?;
    Ok((output, HashSet::new()))
}
