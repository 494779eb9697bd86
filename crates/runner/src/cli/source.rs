//! What is analyzed, and with what: the part that all commands over a corpus share.

use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use rashomon_formats::{Corpus, InputFormat, OffsetUnit, Progress, ReadOptions};
use rashomon_runner::{Catalog, Engine, ErrorLog, Failed, Observer, Plan, Settings, Summary};
use rashomon_text::TextOptions;

use super::args::Common;
use super::config::{OptionSetting, near};
use super::console::{Bar, Console};
use super::{DONE, SOME_FAILED};

/// Failures named one by one; the results name all of them.
const NAMED_FAILURES: u64 = 20;

/// The corpus and the analyzers.
#[derive(Debug, clap::Args)]
pub(crate) struct Source {
    /// Folders, globs and files (text, JSONL, CSV, TSV, HTML, WARC, Parquet; .gz and .zst too), @LIST for the files that a
    /// list names; - for standard input
    #[arg(required_unless_present = "files_from", value_name = "PATHS")]
    pub(crate) paths: Vec<String>,
    /// Read also the files that this list names, one a line or parted by NUL; - for standard input
    #[arg(long, value_name = "LIST", help_heading = "Input")]
    files_from: Option<PathBuf>,
    /// Form of all inputs: text, jsonl, csv, tsv, html, warc or parquet [default: as names and first bytes show]
    #[arg(long, value_name = "FORMAT", help_heading = "Input")]
    input_format: Option<InputFormat>,
    /// Column of tables that holds the text [default: text, content, body or the like]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    text_column: Option<String>,
    /// Column of tables that holds the id [default: id or the like, else file and line]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    id_column: Option<String>,
    /// Run these analyzers, by name, and whatever they need; all by default
    #[arg(short, long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) analyzers: Vec<String>,
    /// Set an option of an analyzer, for example quotes.indirect=false (may be repeated)
    #[arg(long = "set", value_name = "ANALYZER.OPTION=VALUE")]
    settings: Vec<String>,
    /// Number of documents worked on at once, four a processor or 64 at most [default: one a processor]
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Publication date of documents that have none, for example 2022-02-08
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// Metadata by document id: JSONL or CSV [default: metadata.* beside the documents]
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,
    /// Read at most this many documents
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Refuse documents of more bytes
    #[arg(long, value_name = "BYTES", default_value_t = 100_000_000)]
    max_document_size: u64,
    /// Analyze menus, notices, links and foreign text too
    #[arg(long)]
    include_boilerplate: bool,
}

impl Source {
    /// Number of workers; 0 for one a processor.
    pub(super) fn jobs(&self) -> usize {
        self.jobs.map_or(0, Into::into)
    }

    /// Makes the analyzers; what documents bring has its offsets in `unit`.
    pub(super) fn engine(
        &self,
        unit: OffsetUnit,
        common: &Common,
        console: &Console,
    ) -> anyhow::Result<Engine> {
        let catalog = find(common, console)?;
        let chosen = if self.analyzers.is_empty() {
            catalog.default_choice()
        } else {
            self.analyzers.clone()
        };
        let plan = Plan::new(&catalog, &chosen)?;
        for step in plan.steps() {
            let place = step.found.path.as_ref();
            let place = place.map_or_else(|| "built in".into(), |it| it.display().to_string());
            let version = &step.found.handle.info().version;
            console.detail(&format!("{} {version} from {place}", step.name()));
        }
        let settings = settings(&self.settings, common, &catalog, &plan)?;
        let text = TextOptions { include_boilerplate: self.include_boilerplate };
        Ok(Engine::new(&plan, &settings, text)?.with_offsets(unit))
    }

    /// Opens the corpus; nothing that is at the paths in `written` is part of it.
    pub(super) fn corpus(
        &self,
        unit: OffsetUnit,
        written: &[Option<&Path>],
        console: &Console,
    ) -> anyhow::Result<Corpus> {
        let is_path = |it: &&Path| *it != Path::new("-");
        let options = ReadOptions {
            published: self.published.clone(),
            metadata: self.metadata.clone(),
            limit: self.limit,
            max_document_size: self.max_document_size,
            offsets: unit,
            format: self.input_format,
            text_column: self.text_column.clone(),
            id_column: self.id_column.clone(),
            files_from: self.files_from.clone(),
            written: written.iter().flatten().copied().filter(is_path).map(Into::into).collect(),
        };
        let mut corpus = Corpus::open(&self.paths, &options)?;
        corpus.take_notices().iter().for_each(|it| console.note(it));
        Ok(corpus)
    }
}

/// Options of analyzers: what the configuration file sets for those that run, then what was typed.
pub(super) fn settings(
    typed: &[String],
    common: &Common,
    catalog: &Catalog,
    plan: &Plan,
) -> anyhow::Result<Settings> {
    let mut all = Vec::new();
    for OptionSetting { analyzer, option, value, place } in &common.origins.options {
        let Some(found) = catalog.get(analyzer) else {
            let names = catalog.iter().map(|(name, _)| name);
            bail!("{place}: there is no analyzer named {analyzer}; {}", near(analyzer, names));
        };
        let setting = format!("{analyzer}.{option}={value}");
        let checked = Settings::parse([&*setting])?.check(found.handle.info());
        checked.with_context(|| place.clone())?;
        if plan.steps().iter().any(|it| it.name() == analyzer) {
            all.push(setting);
        }
    }
    all.extend(typed.iter().cloned());
    Ok(Settings::parse(all.iter().map(String::as_str))?)
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

/// Shows how far a command is and names the documents that failed.
pub(super) struct Watcher<'a> {
    console: &'a Console,
    bar: Bar,
    failed: u64,
    /// Where the failures that are not named here can be read.
    elsewhere: &'static str,
    /// The file in which all failures are named.
    log: Option<ErrorLog>,
}

impl<'a> Watcher<'a> {
    pub(super) fn new(console: &'a Console, elsewhere: &'static str) -> Self {
        Self { console, bar: console.progress(), failed: 0, elsewhere, log: None }
    }

    /// Names all failures in a file, too.
    pub(super) fn with_log(self, log: Option<ErrorLog>) -> Self {
        Self { log, ..self }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.end();
    }
}

impl Observer for Watcher<'_> {
    fn progress(&mut self, progress: Progress) {
        self.bar.show(progress);
    }

    fn notice(&mut self, notice: &str) {
        self.bar.aside(|| self.console.note(notice));
    }

    fn failed(&mut self, id: &str, path: &str, failed: &Failed) {
        if let Some(log) = &mut self.log {
            log.add(id, path, failed);
        }
        self.failed += 1;
        if self.failed <= NAMED_FAILURES {
            let place =
                if path.is_empty() || path == id { String::new() } else { format!(" ({path})") };
            // One line a document, whatever ids and files are called.
            let message = format!("{id}{place}: {}", failed.message()).replace(['\n', '\r'], " ");
            self.bar.aside(|| self.console.warn(&message));
        }
        if self.failed == NAMED_FAILURES + 1 {
            let elsewhere = format!("further failures are {}", self.elsewhere);
            self.bar.aside(|| self.console.warn(&elsewhere));
        }
    }

    fn settled(&mut self, to_disk: bool) -> io::Result<()> {
        self.log.as_mut().map_or(Ok(()), |it| it.flush(to_disk))
    }
}

/// Says what came of a run that went to its end, and with which status it ends.
pub(super) fn close(summary: Summary, console: &Console) -> u8 {
    if summary.skipped > 0 {
        console.note(&format!("{} documents were in the output already", summary.skipped));
    }
    if summary.failed == 0 {
        return DONE;
    }
    console.warn(&format!("{} of {} documents failed", summary.failed, summary.documents));
    SOME_FAILED
}
