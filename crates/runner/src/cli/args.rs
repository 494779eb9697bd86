//! The command line as typed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use rashomon_formats::{Format, OffsetUnit};
use rashomon_runner::{FileDigest, MaxErrors, SearchPath};

use super::config::Origins;
use super::isolation::IsolationArgs;
use super::source::Source;

/// Reads news reports and says, with exact offsets, who and what is named, who said what, which figures are given, in
/// which tone, and what happened when.
#[derive(Debug, Parser)]
#[command(
    name = "rashomon",
    version,
    max_term_width = 100,
    after_help = "Exit status: 0 all done, 1 some documents failed, 2 could not start, 130 interrupted."
)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Values of flags, by name.
pub(crate) type Values = BTreeMap<String, Vec<String>>;

/// What holds for every command.
#[derive(Debug, clap::Args)]
pub(crate) struct Common {
    /// Load this plugin library (may be repeated)
    #[arg(long, value_name = "FILE", global = true, help_heading = "Plugins")]
    plugin: Vec<PathBuf>,
    /// Look for plugin libraries in this folder first (may be repeated)
    #[arg(long, value_name = "FOLDER", global = true, help_heading = "Plugins")]
    plugin_dir: Vec<PathBuf>,
    /// Load plugin libraries even if other users of this machine can write them
    #[arg(long, global = true, help_heading = "Plugins")]
    trust: bool,
    /// Load this plugin library whoever can write it: sha256: and the digest that `plugins inspect` and refusals show (may
    /// be repeated)
    #[arg(long, value_name = "sha256:HEX", global = true, help_heading = "Plugins")]
    allow: Vec<FileDigest>,
    /// When to use colours
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        global = true,
        help_heading = "Messages"
    )]
    pub(crate) color: Color,
    /// No progress bar and no notes; warnings and errors only
    #[arg(short, long, global = true, help_heading = "Messages")]
    pub(crate) quiet: bool,
    /// Say what is done; -vv for more
    #[arg(short, long, action = ArgAction::Count, global = true, conflicts_with = "quiet", help_heading = "Messages")]
    pub(crate) verbose: u8,
    /// Take settings from this file [default: the nearest rashomon.toml, from here up to the home folder]
    #[arg(long, value_name = "FILE", global = true, help_heading = "Configuration")]
    pub(crate) config: Option<PathBuf>,
    /// Take no settings from a file
    #[arg(long, global = true, conflicts_with = "config", help_heading = "Configuration")]
    pub(crate) no_config: bool,
    /// Where settings come from that were not typed.
    #[arg(skip)]
    pub(crate) origins: Origins,
    /// What the results of this command depend on, besides its documents and analyzers.
    #[arg(skip)]
    pub(crate) influences: Values,
}

impl Common {
    /// Where plugin libraries are looked for.
    pub(crate) fn search_path(&self) -> SearchPath {
        SearchPath {
            files: self.plugin.clone(),
            folders: self.plugin_dir.clone(),
            trust: self.trust,
            allow: self.allow.clone(),
        }
    }
}

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes the choice hold for all that is printed.
    pub(crate) fn write_global(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Annotate documents
    Run(Run),
    /// Lay the reports of one event side by side
    Compare(super::compare::Compare),
    /// Write a page that shows the reports of one event side by side
    Report(super::report::Report),
    /// List, inspect and check analyzers
    #[command(subcommand)]
    Plugins(Plugins),
    /// Show what an analyzer finds, by its own tested examples
    Explain(Explain),
    /// Measure an analyzer against texts annotated by hand
    Eval(super::eval::Eval),
    /// Show what is set, to what, and where: flag, environment, rashomon.toml or default
    Config(super::config::Show),
    /// Make a plugin crate that builds and passes its tests
    New(New),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Annotate documents.
#[derive(Debug, clap::Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) source: Source,
    /// Print also the analyzers that run only because others need them
    #[arg(long)]
    pub(crate) with_needed: bool,
    /// Form of the results [default: by the ending of --output, else table]
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) format: Option<FormatName>,
    /// Put the text into JSONL and JSON, so that a later run can read them, and into tables
    #[arg(long)]
    pub(crate) with_text: bool,
    /// Unit of offsets in results and in annotations that documents bring
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    pub(crate) offsets: Unit,
    /// Write results to this file or folder, which takes its name when it is complete; - for standard output
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// Go on with a JSONL output that an interrupted run has left; give the same other flags
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,
    /// Stop when more than so many documents have failed, or than so many in a hundred, from the hundredth on
    #[arg(long, value_name = "N|P%")]
    pub(crate) max_errors: Option<MaxErrors>,
    /// Write each failure to this file as it happens: JSONL with id, path, analyzer and reason
    #[arg(long, value_name = "FILE")]
    pub(crate) errors: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) isolation: IsolationArgs,
}

/// Form of the results.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum FormatName {
    /// For people
    Table,
    /// One JSON object a line, one line a document
    Jsonl,
    /// One JSON array
    Json,
    /// One row an annotation; into a folder, one file for each analyzer
    Csv,
    /// A folder of typed tables, one file for each analyzer
    Parquet,
    /// A database for SQLite and datasette, with the texts and their words indexed
    Sqlite,
    /// A folder for the annotation tool brat
    Brat,
    /// Web Annotations of the W3C, one page of them a line, one line a document
    W3c,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Table => Self::Table,
            FormatName::Jsonl => Self::Jsonl,
            FormatName::Json => Self::Json,
            FormatName::Csv => Self::Csv,
            FormatName::Parquet => Self::Parquet,
            FormatName::Sqlite => Self::Sqlite,
            FormatName::Brat => Self::Brat,
            FormatName::W3c => Self::W3c,
        }
    }
}

/// Unit of offsets.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Unit {
    /// Unicode code points
    Chars,
    /// Bytes of UTF-8
    Bytes,
    /// Code units of UTF-16, as in JavaScript and Java
    Utf16,
}

impl From<Unit> for OffsetUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Chars => Self::Chars,
            Unit::Bytes => Self::Bytes,
            Unit::Utf16 => Self::Utf16,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Plugins {
    /// List all analyzers, and the libraries that were refused
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show labels, attributes, options and needs of an analyzer
    Inspect {
        /// Name of the analyzer
        name: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Load a plugin library and try it on texts that break careless analyzers
    Check {
        /// The library
        file: PathBuf,
        /// Load it into this very process
        #[arg(long, hide = true)]
        here: bool,
    },
}

/// Show what an analyzer finds.
#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// Name of the analyzer
    pub(crate) analyzer: String,
}

/// Make a plugin crate.
#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// Name of the analyzer: lower-case letters, digits and hyphens
    pub(crate) name: String,
    /// Folder to make [default: rashomon-NAME]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) path: Option<PathBuf>,
    /// Folder of the rashomon checkout to build against [default: the one that this program was built from]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) rashomon: Option<PathBuf>,
}
