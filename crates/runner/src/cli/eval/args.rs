//! `rashomon eval` as typed.

use std::path::PathBuf;

use clap::ValueEnum;
use rashomon_formats::is_date;

use crate::cli::args::Unit;

/// Measure an analyzer against texts annotated by hand: precision, recall and F1 by label, attributes, every error.
#[derive(Debug, clap::Args)]
#[command(after_help = EVAL_HELP)]
pub(crate) struct Eval {
    /// Texts with the annotations that are right, as JSONL, also as .gz or .zst; - for standard input. All of it is kept
    /// in memory
    #[arg(long, value_name = "FILE")]
    pub(crate) gold: PathBuf,
    /// Measure this analyzer [default: the one that the file is gold for]
    #[arg(short, long, alias = "analyzers", value_name = "NAME", value_parser = one_name)]
    pub(crate) analyzer: Option<String>,
    /// Score these labels only, on both sides
    #[arg(long, value_name = "LABELS", value_delimiter = ',')]
    pub(crate) labels: Vec<String>,
    /// Rename labels on both sides before they are compared, for example GPE=LOC
    #[arg(long, value_name = "OLD=NEW", value_delimiter = ',', value_parser = renaming)]
    pub(crate) map: Vec<(String, String)>,
    /// Part of the longer of two spans that both must share to match leniently, from 0 for any overlap to 1 [default:
    /// 0.8 for quotes, else 0]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) overlap: Option<f64>,
    /// List the first N errors with their context, or all of them
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "20", value_parser = number_or_all)]
    pub(crate) errors: Option<usize>,
    /// Form of the result
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: EvalFormat,
    /// Write the result to this file; - for standard output
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// Run the other analyzers too where the file brings annotations of theirs, which else stand in for them
    #[arg(long)]
    pub(crate) end_to_end: bool,
    /// Set an option of an analyzer, for example quotes.indirect=false (may be repeated)
    #[arg(long = "set", value_name = "ANALYZER.OPTION=VALUE")]
    pub(crate) settings: Vec<String>,
    /// Unit of offsets in the file
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    pub(crate) offsets: Unit,
    /// Number of documents worked on at once, four a processor or 64 at most [default: one a processor]
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
    /// Publication date of documents that have none, for example 2022-02-08
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<String>,
    /// Read at most this many documents
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Analyze menus, notices, links and foreign text too
    #[arg(long)]
    pub(crate) include_boilerplate: bool,
}

const EVAL_HELP: &str = "Gold is JSONL, one text a line: {\"id\", \"text\", \"published\"} and its annotations, in the form of \
`rashomon run --with-text`, so that corrected results are gold, or as one list:
  spans      [{\"start\", \"end\", \"label\"}]                      entities, or any analyzer with -a
  quotes     [{\"start\", \"end\", \"kind\", \"speaker\", \"cue\"}]
  timexes    [{\"start\", \"end\", \"type\", \"value\"}]
  numbers    [{\"start\", \"end\", \"kind\", \"value\", \"low\", \"high\", \"unit\", \"modifier\"}]
  label      \"positive\", with \"score\" and, if it is toward one, \"target\": {\"start\", \"end\"};
             without a target of the whole text, with \"unit\": \"sentence\" of its sentence

Strict is the label and exactly the span, lenient the label and a span that overlaps, one to one. \
Attributes are scored where spans match, whatever the label. \
The macro average is the mean over the labels that gold has.

Exit status: 0 all done, 1 some documents are left out of the score, 2 could not start.";

fn renaming(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((old, new)) if !old.is_empty() && !new.is_empty() => Ok((old.into(), new.into())),
        _ => Err("write OLD=NEW, for example GPE=LOC".into()),
    }
}

fn one_name(text: &str) -> Result<String, String> {
    if text.contains(',') {
        return Err("eval measures one analyzer at a time; run it once for each".into());
    }
    Ok(text.trim().to_owned())
}

fn date(text: &str) -> Result<String, String> {
    let date = is_date(text).then(|| text.to_owned());
    date.ok_or_else(|| "write an ISO 8601 date, for example 2022-02-08".into())
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|it| (0.0..=1.0).contains(it));
    share.ok_or_else(|| "give a number from 0 to 1".into())
}

fn number_or_all(text: &str) -> Result<usize, String> {
    if text == "all" {
        return Ok(usize::MAX);
    }
    text.parse().map_err(|_| "give a number, or all".into())
}

/// Form of an evaluation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum EvalFormat {
    /// For people
    Table,
    /// One JSON object
    Json,
}
