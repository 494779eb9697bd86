//! What a page is made of: annotated documents and the tables that compare them, as other commands print them.

use serde::Deserialize;
use serde_json::{Map, Value};

/// What one page shows: one story, or all stories of a small corpus.
#[derive(Clone, Default, Debug)]
pub struct Report {
    /// Heading of the page.
    pub title: String,
    /// The reports, in input order.
    pub documents: Vec<Document>,
    /// What was found in them together.
    pub tables: Vec<Table>,
}

/// A document as `rashomon run --format jsonl --with-text --offsets bytes` prints it.
#[derive(Clone, Default, Debug, Deserialize)]
#[serde(default)]
pub struct Document {
    /// Its id, to which tables refer.
    pub id: String,
    /// The file it was read from.
    pub path: Option<String>,
    /// Day of publication, ISO 8601.
    pub published: Option<String>,
    /// Headline, if known.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The text as it was read; `None` if it could not be.
    pub text: Option<String>,
    /// What could not be done.
    pub diagnostics: Vec<String>,
    /// The text's blocks, in order.
    pub blocks: Vec<Block>,
    /// All findings.
    pub annotations: Vec<Annotation>,
}

/// A block of a text; offsets are bytes.
#[derive(Clone, Default, Debug, Deserialize)]
pub struct Block {
    /// `title`, `subtitle`, `heading`, `body`, `caption`, `dateline`, `boilerplate` or `foreign`.
    pub kind: String,
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// A finding in a text; offsets are bytes.
#[derive(Clone, Default, Debug, Deserialize)]
pub struct Annotation {
    /// Number in its document.
    pub id: i64,
    /// Who found it.
    pub analyzer: String,
    /// What it is.
    pub label: String,
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What is known of it.
    #[serde(default)]
    pub attributes: Map<String, Value>,
}

/// A table as `rashomon compare --format json --offsets bytes` prints it.
#[derive(Clone, Default, Debug, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, with a cell for each column.
    pub rows: Vec<Vec<Value>>,
}

/// A column of a table.
#[derive(Clone, Default, Debug, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What its cells are.
    #[serde(rename = "type", default)]
    pub kind: String,
}
