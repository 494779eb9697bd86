//! A folder of CSV files: one of documents, one of each analyzer's annotations with just its columns.
//!
//! Cells are as in the single file: safe in a spreadsheet, empty where nothing is known.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rashomon_core::Schema;

use super::csv::cell;
use super::json;
use super::rows::{Field, Layout, read};
use super::store::{Store, at};

/// The files of a folder.
#[derive(Debug)]
pub(super) struct CsvTables {
    layout: Layout,
    files: Vec<(PathBuf, BufWriter<File>)>,
    line: Vec<u8>,
}

impl CsvTables {
    /// Begins the files.
    pub(super) fn create(schemas: &[Arc<Schema>], folder: &Path) -> io::Result<Self> {
        let layout = Layout::new(schemas);
        let mut files = Vec::with_capacity(layout.tables.len());
        for table in &layout.tables {
            let path = folder.join(format!("{}.csv", table.name));
            let file = File::create_new(&path).map_err(|it| at(&path, &it))?;
            files.push((path, BufWriter::with_capacity(1 << 16, file)));
        }
        let mut tables = Self { layout, files, line: Vec::new() };
        for (table, (path, file)) in tables.layout.tables.iter().zip(&mut tables.files) {
            let names: Vec<_> = table.columns.iter().map(|it| Field::Text(&it.name)).collect();
            write_line(&names, &mut tables.line, file).map_err(|it| at(path, &it))?;
        }
        Ok(tables)
    }
}

impl Store for CsvTables {
    fn document(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Self { layout, files, line } = self;
        read(layout, bytes, |table, fields| {
            let (path, file) = &mut files[table];
            write_line(fields, line, file).map_err(|it| at(path, &it))
        })
    }

    fn finish(&mut self) -> io::Result<()> {
        for (path, file) in &mut self.files {
            let done = file.flush().and_then(|()| file.get_ref().sync_data());
            done.map_err(|it| at(path, &it))?;
        }
        Ok(())
    }
}

fn write_line(
    fields: &[Field<'_>],
    line: &mut Vec<u8>,
    file: &mut BufWriter<File>,
) -> io::Result<()> {
    line.clear();
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            line.push(b',');
        }
        match *field {
            Field::Null => {}
            Field::Text(text) => cell(text, line),
            Field::Integer(number) => json::integer(number, line),
            Field::Float(number) => json::float(number, line),
            Field::Bool(yes) => line.extend_from_slice(if yes { b"true" } else { b"false" }),
        }
    }
    line.push(b'\n');
    file.write_all(line)
}
