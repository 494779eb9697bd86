//! The forms in which documents come.

use std::str::FromStr;

use thiserror::Error;

/// In which form the documents of an input stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InputFormat {
    /// One document, its text as it stands.
    Text,
    /// One document a line, as a JSON object.
    Jsonl,
    /// One document a row, split at commas, semicolons, tabs or bars as the first row shows.
    Csv,
    /// One document a row, split at tabs.
    Tsv,
    /// One web page, of which the main text is read.
    Html,
    /// A web archive: one document for each page in it.
    Warc,
    /// One document a row of a Parquet file.
    Parquet,
}

impl InputFormat {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Text, Self::Jsonl, Self::Csv, Self::Tsv, Self::Html, Self::Warc, Self::Parquet];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Html => "html",
            Self::Warc => "warc",
            Self::Parquet => "parquet",
        }
    }

    /// The form of files with this extension; `None` if it tells nothing. Lower case, without the dot.
    pub(super) fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension {
            "jsonl" | "ndjson" | "json" => Self::Jsonl,
            "csv" => Self::Csv,
            "tsv" | "tab" => Self::Tsv,
            "html" | "htm" | "xhtml" | "shtml" => Self::Html,
            // The extracted texts that Common Crawl publishes lie in the same kind of archive.
            "warc" | "wet" => Self::Warc,
            "parquet" => Self::Parquet,
            _ => return None,
        })
    }

    /// The form that the first visible bytes show where no name tells it.
    pub(super) fn of_start(start: &[u8]) -> Self {
        let is = |tag: &[u8]| start.get(..tag.len()).is_some_and(|it| it.eq_ignore_ascii_case(tag));
        if start.starts_with(b"{") {
            Self::Jsonl
        } else if start.starts_with(b"WARC/") {
            Self::Warc
        } else if start.starts_with(b"PAR1") {
            Self::Parquet
        } else if is(b"<!doctype html") || is(b"<html") {
            Self::Html
        } else {
            Self::Text
        }
    }
}

/// A name that is no input format.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("no input format is called {0:?}; there are text, jsonl, csv, tsv, html, warc and parquet")]
pub struct UnknownInputFormat(String);

impl FromStr for InputFormat {
    type Err = UnknownInputFormat;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|it| it.name() == name);
        found.ok_or_else(|| UnknownInputFormat(name.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::InputFormat;

    #[test]
    fn names_lead_to_formats_and_unknown_ones_to_all_names() {
        for format in InputFormat::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        let error = "pdf".parse::<InputFormat>().unwrap_err().to_string();
        for format in InputFormat::ALL {
            assert!(error.contains(format.name()), "{error}");
        }
    }

    #[test]
    fn first_bytes_show_the_form() {
        for (start, expected) in [
            ("{\"text\":\"a\"}", InputFormat::Jsonl),
            ("<!DocType HTML>", InputFormat::Html),
            ("<html lang=en>", InputFormat::Html),
            ("<h", InputFormat::Text),
            ("<3 is a heart", InputFormat::Text),
            ("WARC/1.0\r\n", InputFormat::Warc),
            ("", InputFormat::Text),
        ] {
            assert_eq!(InputFormat::of_start(start.as_bytes()), expected, "{start}");
        }
    }
}
