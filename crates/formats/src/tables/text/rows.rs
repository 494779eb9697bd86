//! Reading the rows of a table by the names of its columns.

use std::iter;

use crate::page::{Ink, Page, Piece};
use crate::tables::{Cell, CellType, Table};

/// Rows shown of a table that is not known.
const MOST: usize = 12;

/// The rows of a table. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    table: &'a Table,
}

/// One row.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table,
    cells: &'a [Cell],
}

impl<'a> Rows<'a> {
    pub(super) fn of(table: &'a Table) -> Self {
        Self { table }
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Row<'a>> {
        let table = self.table;
        table.rows.iter().map(move |cells| Row { table, cells })
    }

    /// The rows by the things that the column names, in the order of their first rows.
    pub(super) fn groups(self, column: &str) -> Vec<Vec<Row<'a>>> {
        let mut groups: Vec<Vec<Row<'a>>> = Vec::new();
        for row in self.iter() {
            match groups.last_mut() {
                Some(last)
                    if last.first().is_some_and(|it| it.cell(column) == row.cell(column)) =>
                {
                    last.push(row);
                }
                _ => groups.push(vec![row]),
            }
        }
        groups
    }
}

impl<'a> Row<'a> {
    fn cell(self, column: &str) -> Option<&'a Cell> {
        let at = self.table.columns.iter().position(|it| it.name == column)?;
        self.cells.get(at)
    }

    /// The text in a column, empty if there is none.
    pub(super) fn text(self, column: &str) -> &'a str {
        match self.cell(column) {
            Some(Cell::Text(text)) => text,
            _ => "",
        }
    }

    /// The number in a column.
    pub(super) fn number(self, column: &str) -> Option<f64> {
        match self.cell(column)? {
            Cell::Float(number) => Some(*number),
            Cell::Integer(number) => Some(*number as f64),
            _ => None,
        }
    }

    /// The texts in a column.
    pub(super) fn list(self, column: &str) -> &'a [String] {
        match self.cell(column) {
            Some(Cell::List(texts)) => texts,
            _ => &[],
        }
    }

    /// What stands in a column, as text.
    pub(super) fn shown(self, column: &str) -> String {
        self.cell(column).map(shown).unwrap_or_default()
    }
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Float(number) => number.to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Bool(yes) => (if *yes { "yes" } else { "no" }).into(),
        Cell::List(texts) => texts.join(", "),
    }
}

/// Writes a table that is not known: its rows, each cell after the name of its column.
pub(super) fn write(rows: Rows<'_>, page: &mut Page<'_>) {
    let columns = || rows.table.columns.iter().filter(|it| it.name != "story");
    let lines = rows.iter().map(|row| {
        columns()
            .filter(|it| it.kind != CellType::Group)
            .flat_map(|it| {
                let value = row.shown(&it.name);
                let name = Piece::new(Ink::Faint, &format!("{}=", it.name));
                let gap = iter::once(Piece::own(Ink::Plain, "  "));
                [name, Piece::new(Ink::Plain, &value)].into_iter().chain(gap)
            })
            .collect()
    });
    page.rows(&rows.table.name, lines.collect(), MOST);
}
