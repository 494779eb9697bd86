//! Typed tables about many documents: as JSON for programs, as text for people.

mod json;
mod text;

use std::io;

pub use self::json::JsonTables;
pub use self::text::TextTables;

/// A table: its columns, and rows of one cell each.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// Name in results.
    pub name: String,
    /// Its columns.
    pub columns: Vec<TableColumn>,
    /// Its rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableColumn {
    /// Name in results.
    pub name: String,
    /// Type of its cells.
    pub kind: CellType,
}

/// The type of a column's cells; any of them may be empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CellType {
    /// Text.
    String,
    /// Number.
    Float,
    /// Integer.
    Integer,
    /// Yes or no.
    Bool,
    /// Texts.
    List,
    /// The number of a thing that several rows belong to.
    Group,
}

impl CellType {
    /// The name in results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Float => "number",
            Self::Integer | Self::Group => "integer",
            Self::Bool => "boolean",
            Self::List => "list",
        }
    }
}

/// A cell of a table.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A finite number.
    Float(f64),
    /// An integer.
    Integer(i64),
    /// Yes or no.
    Bool(bool),
    /// Texts.
    List(Vec<String>),
}

/// Writes the tables of one story after another. All stories have the same tables, with rows or without.
pub trait TableWriter {
    /// Takes the tables of a story.
    ///
    /// # Errors
    /// If they cannot be written.
    fn story(&mut self, tables: &[Table]) -> io::Result<()>;

    /// Writes what is left to write.
    ///
    /// # Errors
    /// If it cannot be written.
    fn end(&mut self) -> io::Result<()>;
}
