//! Reading a corpus: from paths to documents, one at a time.

mod bytes;
mod cells;
mod columns;
mod corpus;
mod encoding;
mod files_from;
mod format;
#[cfg(feature = "html")]
mod html;
mod line;
mod lines;
mod metadata;
mod names;
mod opening;
mod own;
#[cfg(feature = "parquet")]
mod parquet_file;
mod paths;
mod pending;
mod published;
mod raw;
mod reader;
mod rewind;
mod rows;
mod sheet;
mod transcode;
mod warc;

use std::fmt;
use std::path::PathBuf;

use rashomon_core::OwnedDocument;
use thiserror::Error;

pub use self::bytes::read_whole;
pub use self::corpus::Corpus;
pub use self::format::{InputFormat, UnknownInputFormat};
#[cfg(feature = "html")]
use self::html::extract as extract_page;
pub use self::pending::Pending;
pub use self::published::is_date;
use crate::offsets::OffsetUnit;

/// How a corpus is read.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The date (ISO 8601) of documents that have none of their own.
    pub published: Option<String>,
    /// A file with metadata of the documents: JSONL or CSV, keyed by `id`.
    pub metadata: Option<PathBuf>,
    /// Stop after so many documents; failed ones count.
    pub limit: Option<usize>,
    /// Bytes of decoded text (or of a line, a row, a page) beyond which a document is refused.
    pub max_document_size: u64,
    /// What the offsets count that documents bring along.
    pub offsets: OffsetUnit,
    /// The form of all inputs; `None` if each shows its own by its name or its first bytes.
    pub format: Option<InputFormat>,
    /// The column of tables that holds the text; `None` if it has one of the usual names.
    pub text_column: Option<String>,
    /// The column of tables that holds the id; `None` if it has one of the usual names or there is none.
    pub id_column: Option<String>,
    /// A file with the names of further inputs, one a line; `-` for standard input.
    pub files_from: Option<PathBuf>,
    /// Files and folders that are written while or after the corpus is read: they are passed over in folders, and
    /// refused where they are named.
    pub written: Vec<PathBuf>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            published: None,
            metadata: None,
            limit: None,
            max_document_size: 100_000_000,
            offsets: OffsetUnit::default(),
            format: None,
            text_column: None,
            id_column: None,
            files_from: None,
            written: Vec::new(),
        }
    }
}

/// One document of the corpus, or the reason why there is none.
#[derive(Debug)]
pub enum Input {
    /// A document that was read.
    Document(Box<Record>),
    /// A document that could not be read; the corpus goes on after it.
    Failed(Failure),
}

/// A document as it was read.
#[derive(Debug)]
pub struct Record {
    /// Id, text and metadata; no text layer yet.
    pub document: OwnedDocument,
    /// The file it stands in, as the user would name it; `-` for standard input.
    pub path: String,
    /// Annotations that the document brings along, for [`attach`](crate::attach).
    pub brought: Vec<BroughtAnnotation>,
    /// What was odd about it and what was done.
    pub diagnostics: Vec<String>,
}

/// Why a document could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The id it would have had, as far as that is known.
    pub id: String,
    /// The file it stands in.
    pub path: String,
    /// The line in a file of many documents, from 1.
    pub line: Option<u64>,
    /// What is wrong and what to do about it: lower case, no full stop.
    pub reason: String,
}

impl Failure {
    /// What is wrong, with the line if there is one.
    pub fn message(&self) -> String {
        match self.line {
            Some(line) => format!("line {line}: {}", self.reason),
            None => self.reason.clone(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.reason),
            None => write!(f, "{}: {}", self.path, self.reason),
        }
    }
}

/// An annotation as a JSONL document brings it, not yet checked.
#[derive(Clone, PartialEq, Debug)]
pub struct BroughtAnnotation(pub serde_json::Value);

/// How far a corpus has been read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Bytes read from files and standard input, compressed as they are there.
    pub bytes_read: u64,
    /// Bytes that there are in all files; `None` with standard input.
    pub bytes_total: Option<u64>,
    /// Documents handed out, failed ones included.
    pub documents: u64,
}

/// Why a corpus cannot be opened at all.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// No path was given.
    #[error(
        "no input; name a file, a folder, a glob such as 'reports/*.txt', or - for standard input"
    )]
    NoPaths,
    /// A path does not exist or a glob matches nothing.
    #[error("{path}: {reason}")]
    NothingThere {
        /// The path as given.
        path: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// An input is also what the results would be written to.
    #[error("{0} is an input, and would be overwritten; name another file for what is written")]
    Written(String),
    /// A glob is malformed.
    #[error(
        "{path}: not a valid glob ({reason}); to name a file with such characters, escape them with a backslash"
    )]
    Glob {
        /// The glob as given.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The metadata file named by the user cannot be read.
    #[error("metadata file {path}: {reason}")]
    Metadata {
        /// The file.
        path: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// The list of files named by the user cannot be read.
    #[error("list of files {path}: {reason}")]
    List {
        /// The list.
        path: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// The date named by the user is none.
    #[error("publication date {0:?} is not an ISO 8601 date; write it like 2022-02-08")]
    Published(String),
}

/// What is read of a page: nothing, in a build without the extractor.
#[cfg(not(feature = "html"))]
struct Extracted {
    text: String,
    fields: metadata::Fields,
    diagnostics: Vec<String>,
}

#[cfg(not(feature = "html"))]
fn extract_page(_: Vec<u8>, _: Option<&str>) -> Result<Extracted, String> {
    Err("this build reads no web pages; build it with the feature html".into())
}
