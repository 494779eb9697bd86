//! What an analyzer says of many documents together.

use crate::document::Document;
use crate::error::AnalyzeError;
use crate::plugin::Analyzer;
use crate::value::Value;

/// An analyzer that also sums up a corpus. Each worker steps through its documents with a state of its own; the host
/// merges the states in input order, so the tables are the same for any number of workers.
pub trait CorpusStage: Analyzer {
    /// What is known of the documents seen so far.
    type State: Default + Send;

    /// Takes in one finished document, with all layers that the analyzer may read and its own.
    ///
    /// # Errors
    /// If the document cannot be taken in; it is then reported and left out.
    fn step(&self, state: &mut Self::State, document: &dyn Document) -> Result<(), AnalyzeError>;

    /// Appends `other`, the state of documents that come later in input order, to `into`. Must be associative.
    fn merge(&self, into: &mut Self::State, other: Self::State);

    /// Writes the state as bytes, to be spilled, resumed or sent to another process.
    fn save(&self, state: &Self::State) -> Vec<u8>;

    /// Reads what [`save`](Self::save) wrote.
    ///
    /// # Errors
    /// If the bytes are not such a state.
    fn load(&self, bytes: &[u8]) -> Result<Self::State, AnalyzeError>;

    /// Writes the tables.
    ///
    /// # Errors
    /// If the tables cannot be made.
    fn report(&self, state: Self::State, tables: &mut dyn TableSink) -> Result<(), AnalyzeError>;
}

/// Receives tables: first [`table`](Self::table), then its rows.
pub trait TableSink {
    /// Begins a table.
    ///
    /// # Errors
    /// If the host takes no such table.
    fn table(&mut self, name: &str, columns: &[Column<'_>]) -> Result<(), AnalyzeError>;

    /// Adds a row to the table begun last; `None` is an empty cell.
    ///
    /// # Errors
    /// If the number of cells or their types differ from the columns.
    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError>;
}

/// A column of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column<'a> {
    /// Name in results.
    pub name: &'a str,
    /// Type of its cells.
    pub kind: ColumnKind,
}

/// The type of a column's cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ColumnKind {
    /// Text.
    String,
    /// Finite floating-point number.
    Float,
    /// Integer.
    Integer,
    /// Yes or no.
    Bool,
    /// The id of a document that the state has seen, as text.
    Document,
    /// A place in the document that the row's [`Document`](Self::Document) column names, in bytes. The host prints its
    /// start, its end and the text there.
    Span,
    /// The name of an entity as the row's document has it. Where the table `names` gives the document's name a common
    /// one for all documents, the host prints that.
    Name,
    /// Texts, put into one cell by [`join_list`].
    List,
    /// The number of a thing that several rows belong to, from 0. The host numbers the things of all reports anew;
    /// columns of one name mean the same things in all tables.
    Group,
}

impl ColumnKind {
    /// Whether a cell may hold this value.
    pub fn takes(self, value: Value<'_>) -> bool {
        match (self, value) {
            (Self::String | Self::Document | Self::Name | Self::List, Value::String(_))
            | (Self::Integer, Value::Integer(_))
            | (Self::Bool, Value::Bool(_))
            | (Self::Span, Value::Span(_)) => true,
            (Self::Group, Value::Integer(number)) => u32::try_from(number).is_ok(),
            (Self::Float, Value::Float(number)) => number.is_finite(),
            _ => false,
        }
    }
}

/// Stands between the texts of a list: the unit separator of ASCII, which no text of a report holds.
const SEPARATOR: char = '\u{1f}';

/// One cell of several texts, for a column of kind [`ColumnKind::List`].
///
/// ```
/// let cell = rashomon_core::join_list(["Kyiv", "Kiev"]);
/// assert_eq!(rashomon_core::split_list(&cell).collect::<Vec<_>>(), ["Kyiv", "Kiev"]);
/// assert_eq!(rashomon_core::split_list("").count(), 0);
/// ```
pub fn join_list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut cell = String::new();
    for text in texts {
        if !cell.is_empty() {
            cell.push(SEPARATOR);
        }
        cell.extend(text.chars().filter(|it| *it != SEPARATOR));
    }
    cell
}

/// The texts of such a cell.
pub fn split_list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(SEPARATOR).filter(|it| !it.is_empty())
}
