//! Writing results: one writer a format, all of them without state, so that any thread may write any document.

mod array;
mod brat;
mod csv;
mod csv_tables;
pub(crate) mod json;
mod jsonl;
mod layer;
mod number;
mod object;
#[cfg(feature = "parquet")]
mod parquet;
mod piece;
mod rows;
#[cfg(feature = "sqlite")]
mod sqlite;
mod store;
mod table;
mod w3c;

use std::fmt;
use std::sync::Arc;

use rashomon_core::{BlockKind, Document, OwnedDocument, OwnedLayer, Schema};
use serde::{Deserialize, Serialize};

pub use self::store::{Store, store};
use crate::offsets::OffsetUnit;

/// Whether a document was analyzed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// All analyzers finished.
    Ok,
    /// The document could not be read, or an analyzer failed on it; its diagnostics say which.
    Failed,
}

impl Status {
    /// The name in results: `ok`, `failed`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Failed => "failed",
        }
    }
}

/// A document with its results, ready to be written.
#[derive(Clone, Copy, Debug)]
pub struct Finished<'a> {
    /// The document with all its layers.
    pub document: &'a OwnedDocument,
    /// The file it stands in.
    pub path: &'a str,
    /// Whether it was analyzed.
    pub status: Status,
    /// What was odd about it, or why it failed.
    pub diagnostics: &'a [String],
    /// The layers to print, in this order.
    pub analyzers: &'a [String],
    /// Whether to print the blocks of the page.
    pub include_blocks: bool,
    /// Whether JSON holds the text, so that the results can be read as a corpus.
    pub include_text: bool,
}

/// How a table looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Style {
    /// Whether to use colours.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// The form of results.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Format {
    /// For people, on a terminal.
    Table,
    /// One JSON object a document, one document a line.
    Jsonl,
    /// One JSON array of the same objects.
    Json,
    /// One row an annotation.
    Csv,
    /// A folder of CSV files: one of documents, one of the annotations of each analyzer.
    CsvTables,
    /// A folder of Parquet files: one of documents, one of the annotations of each analyzer.
    Parquet,
    /// A database for SQLite, with full text.
    Sqlite,
    /// A folder for the annotation tool brat.
    Brat,
    /// Web Annotations of the W3C, one page of them a document, one document a line.
    W3c,
}

/// What results of a format are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Bytes in a row: a file, a pipe, a terminal.
    Stream,
    /// A file that is not written from its start to its end.
    File,
    /// A folder of files.
    Folder,
}

impl Format {
    /// What its results are; those that are no stream are kept by a [`Store`].
    pub const fn place(self) -> Place {
        match self {
            Self::Table | Self::Jsonl | Self::Json | Self::Csv | Self::W3c => Place::Stream,
            Self::Sqlite => Place::File,
            Self::CsvTables | Self::Parquet | Self::Brat => Place::Folder,
        }
    }

    /// Whether its offsets are code points whatever was asked for, as its definition wants it.
    pub const fn counts_chars(self) -> bool {
        matches!(self, Self::Brat | Self::W3c)
    }
}

/// Writes results in one format: `begin`, the documents with `separator` between them, `end`.
///
/// Of a format that is no stream, `document` makes what its [`Store`] reads, and the others make nothing.
pub trait Writer: Send + Sync + fmt::Debug {
    /// What stands before the first document, also if there is none.
    fn begin(&self, out: &mut Vec<u8>);

    /// Appends one document. Called on any thread; the caller puts the pieces in order.
    fn document(&self, finished: &Finished<'_>, out: &mut Vec<u8>);

    /// What stands between two documents.
    fn separator(&self) -> &'static [u8];

    /// What stands after the last document, also if there is none.
    fn end(&self, out: &mut Vec<u8>);
}

/// The writer of a format. `schemas` are those of the analyzers that will be printed, in order: CSV needs their
/// attributes for its columns, and JSON prepares what their annotations have in common.
pub fn writer(
    format: Format,
    unit: OffsetUnit,
    style: Style,
    schemas: &[Arc<Schema>],
) -> Box<dyn Writer> {
    match format {
        Format::Table => Box::new(table::Table::new(style)),
        Format::Jsonl => Box::new(jsonl::Jsonl { unit, forms: layer::Forms::new(schemas) }),
        Format::Json => Box::new(array::Array { unit, forms: layer::Forms::new(schemas) }),
        Format::Csv => Box::new(csv::Csv::new(unit, schemas)),
        Format::CsvTables | Format::Parquet => Box::new(rows::Rows::new(unit, schemas)),
        // A database without the text has nothing to search and nothing to show.
        Format::Sqlite => Box::new(rows::Rows::new(unit, schemas).with_text()),
        Format::Brat => Box::new(brat::Brat::new(schemas)),
        Format::W3c => Box::new(w3c::W3c { forms: layer::Forms::new(schemas) }),
    }
}

/// The layers to print, in order, each with the id of its first annotation: ids number all that is printed of a
/// document from 0.
fn printed<'a>(finished: &Finished<'a>) -> Vec<(usize, &'a OwnedLayer)> {
    let mut next = 0;
    let mut layers: Vec<(usize, &OwnedLayer)> = Vec::with_capacity(finished.analyzers.len());
    for analyzer in finished.analyzers {
        let named = |it: &&OwnedLayer| it.schema().analyzer() == analyzer;
        let twice = layers.iter().any(|(_, it)| named(it));
        if let (Some(layer), false) = (finished.document.layers().iter().find(named), twice) {
            layers.push((next, layer));
            next += layer.view().len();
        }
    }
    layers
}

/// The headline: what the metadata say, or the first title on the page.
pub fn title(document: &OwnedDocument) -> Option<&str> {
    document.metadata("title").or_else(|| {
        let block = document.blocks().iter().find(|it| it.kind() == BlockKind::Title)?;
        Some(document.slice(block.span))
    })
}
