//! Tables as one JSON object: `{"tables":[{"name":..,"columns":[{"name":..,"type":..}],"rows":[..]}]}`.

use std::io::{self, Seek as _, Write};

use tempfile::SpooledTempFile;

use super::{Cell, Table, TableColumn, TableWriter};
use crate::write::json;

/// Bytes of rows that a table keeps in memory; what goes beyond waits in a temporary file.
const IN_MEMORY: usize = 8 << 20;

/// Writes each table once, with the rows of all stories: rows wait until the last story is there.
#[derive(Debug)]
pub struct JsonTables<W> {
    out: W,
    tables: Vec<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    name: String,
    columns: Vec<TableColumn>,
    rows: SpooledTempFile,
    is_empty: bool,
}

impl<W: Write> JsonTables<W> {
    /// Tables written to `out`.
    pub fn new(out: W) -> Self {
        Self { out, tables: Vec::new() }
    }

    /// The table of this name, made if it is new.
    fn waiting(&mut self, table: &Table) -> &mut Waiting {
        let at = self.tables.iter().position(|it| it.name == table.name);
        let at = at.unwrap_or_else(|| {
            self.tables.push(Waiting {
                name: table.name.clone(),
                columns: table.columns.clone(),
                rows: SpooledTempFile::new(IN_MEMORY),
                is_empty: true,
            });
            self.tables.len() - 1
        });
        &mut self.tables[at]
    }
}

impl<W: Write> TableWriter for JsonTables<W> {
    fn story(&mut self, tables: &[Table]) -> io::Result<()> {
        let mut bytes = Vec::new();
        for table in tables {
            let waiting = self.waiting(table);
            bytes.clear();
            for row in &table.rows {
                bytes.extend_from_slice(if waiting.is_empty { b"\n " } else { b",\n " });
                waiting.is_empty = false;
                write_row(row, &mut bytes);
            }
            waiting.rows.write_all(&bytes)?;
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        let mut head = b"{\"tables\":[".to_vec();
        for (index, table) in self.tables.iter_mut().enumerate() {
            head.extend_from_slice(if index == 0 { b"\n{\"name\":" } else { b",\n{\"name\":" });
            json::string(&table.name, &mut head);
            head.extend_from_slice(b",\"columns\":[");
            for (index, column) in table.columns.iter().enumerate() {
                if index > 0 {
                    head.push(b',');
                }
                head.extend_from_slice(b"{\"name\":");
                json::string(&column.name, &mut head);
                head.extend_from_slice(b",\"type\":");
                json::string(column.kind.name(), &mut head);
                head.push(b'}');
            }
            head.extend_from_slice(b"],\"rows\":[");
            self.out.write_all(&head)?;
            head.clear();
            table.rows.rewind()?;
            io::copy(&mut table.rows, &mut self.out)?;
            head.extend_from_slice(b"]}");
        }
        head.extend_from_slice(b"]}\n");
        self.out.write_all(&head)?;
        self.out.flush()
    }
}

fn write_row(row: &[Cell], out: &mut Vec<u8>) {
    out.push(b'[');
    for (index, cell) in row.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        match cell {
            Cell::Empty => out.extend_from_slice(b"null"),
            Cell::Text(text) => json::string(text, out),
            Cell::Float(number) => json::float(*number, out),
            Cell::Integer(number) => json::integer(*number, out),
            Cell::Bool(yes) => out.extend_from_slice(if *yes { b"true" } else { b"false" }),
            Cell::List(texts) => {
                out.push(b'[');
                for (index, text) in texts.iter().enumerate() {
                    if index > 0 {
                        out.push(b',');
                    }
                    json::string(text, out);
                }
                out.push(b']');
            }
        }
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    use super::super::CellType;
    use super::*;

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        let column = |name: &str, kind| TableColumn { name: name.into(), kind };
        let columns = vec![column("who", CellType::String), column("names", CellType::List)];
        Table { name: "people".into(), columns, rows }
    }

    #[test]
    fn rows_of_all_stories_stand_in_one_table() {
        let mut out = Vec::new();
        let mut tables = JsonTables::new(&mut out);
        let list = Cell::List(vec!["Ann \"A\"".into(), "Annie".into()]);
        tables.story(&[table(vec![vec![Cell::Text("Ann".into()), list]])]).unwrap();
        tables.story(&[table(Vec::new())]).unwrap();
        tables.story(&[table(vec![vec![Cell::Empty, Cell::Empty]])]).unwrap();
        tables.end().unwrap();
        let read: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let expected = serde_json::json!({"tables": [{
            "name": "people",
            "columns": [{"name": "who", "type": "string"}, {"name": "names", "type": "list"}],
            "rows": [["Ann", ["Ann \"A\"", "Annie"]], [null, null]],
        }]});
        assert_eq!(read, expected);
    }

    #[test]
    fn without_stories_there_are_no_tables() {
        let mut out = Vec::new();
        JsonTables::new(&mut out).end().unwrap();
        assert_eq!(out, b"{\"tables\":[]}\n");
    }
}
