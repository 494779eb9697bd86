//! A database for SQLite and datasette: tables of documents and of each analyzer's annotations, their full text, views.
//!
//! `id` numbers the annotations of all documents, so that a reference is the `id` of a row; `documents.number` numbers
//! documents, which `document` names, as ids of documents need not be unique. Indices and full text are made at the
//! end, which costs less than to keep them up row by row.

mod schema;
mod views;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rashomon_core::Schema;
use rusqlite::types::{Null, ToSql};
use rusqlite::{Connection, ErrorCode};

use self::schema::Names;
use super::rows::{Field, Layout, Role, read};
use super::store::{Store, at};
use crate::offsets::OffsetUnit;

/// Rows of one transaction, more or less.
const TRANSACTION_ROWS: u32 = 20_000;

/// Columns of `documents` before those of the layout: `number`, `first_annotation`.
const OWN_COLUMNS: usize = 2;

/// A database that is being written.
pub(super) struct Sqlite {
    path: PathBuf,
    layout: Layout,
    names: Names,
    unit: OffsetUnit,
    /// `None` once it is complete.
    connection: Option<Connection>,
    /// One a table.
    inserts: Vec<String>,
    documents: i64,
    annotations: i64,
    /// Rows since the last transaction.
    rows: u32,
}

impl Sqlite {
    /// Makes the tables in the empty file at `path`.
    pub(super) fn create(
        unit: OffsetUnit,
        schemas: &[Arc<Schema>],
        path: &Path,
    ) -> io::Result<Self> {
        let layout = Layout::new(schemas);
        let names = Names::new(&layout);
        let create = || {
            let connection = Connection::open(path)?;
            connection.set_prepared_statement_cache_capacity(layout.tables.len() + 1);
            // The file has another name until it is complete, so a journal on the disk would guard nothing; the one
            // that is kept undoes what a kill has cut off. Rows refer to later ones: that all is there is for tests.
            connection.execute_batch(
                "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA journal_mode = DELETE;",
            )?;
            connection.execute_batch(&schema::tables(&layout))?;
            connection.execute_batch(&schema::about(&layout, unit))?;
            connection.execute_batch("BEGIN")?;
            Ok(connection)
        };
        let connection = Some(create().map_err(|it| cause(path, it))?);
        let inserts = schema::inserts(&layout);
        Ok(Self {
            path: path.into(),
            layout,
            names,
            unit,
            connection,
            inserts,
            documents: 0,
            annotations: 0,
            rows: 0,
        })
    }

    fn insert(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(connection) = &self.connection else { return Ok(()) };
        let Self { path, layout, inserts, documents, annotations, rows, .. } = self;
        *documents += 1;
        // Ids are numbered from 0 in each document.
        let first = annotations.saturating_add(1);
        read(layout, bytes, |table, fields| {
            *rows += 1;
            let mut insert = || {
                let mut statement = connection.prepare_cached(&inserts[table])?;
                if table == 0 {
                    statement.raw_bind_parameter(1, *documents)?;
                    statement.raw_bind_parameter(2, first)?;
                }
                let before = if table == 0 { OWN_COLUMNS + 1 } else { 1 };
                let columns = layout.tables[table].columns.iter().zip(fields).enumerate();
                for (index, (column, field)) in columns {
                    let value: &dyn ToSql = match field {
                        Field::Null => &Null,
                        Field::Text(_) if table > 0 && index == 0 => documents,
                        Field::Integer(id) if table > 0 && index == 1 => {
                            *annotations = (*annotations).max(first.saturating_add(*id));
                            &first.saturating_add(*id)
                        }
                        Field::Integer(id) if matches!(column.role, Role::Reference(_)) => {
                            &first.saturating_add(*id)
                        }
                        Field::Text(text) => text,
                        Field::Integer(number) => number,
                        Field::Float(number) => number,
                        Field::Bool(yes) => yes,
                    };
                    statement.raw_bind_parameter(before + index, value)?;
                }
                statement.raw_execute()
            };
            insert().map(drop).map_err(|it| cause(path, it))
        })
    }

    fn execute(&self, sql: &str) -> io::Result<()> {
        let Some(connection) = &self.connection else { return Ok(()) };
        connection.execute_batch(sql).map_err(|it| cause(&self.path, it))
    }
}

impl Store for Sqlite {
    fn document(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.insert(bytes)?;
        if self.rows >= TRANSACTION_ROWS {
            self.rows = 0;
            self.execute("COMMIT; BEGIN")?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.connection.is_none() {
            return Ok(());
        }
        self.execute("COMMIT; BEGIN")?;
        let Self { layout, names, unit, .. } = self;
        let last = [
            schema::indices(layout, names),
            schema::full_text(layout, names),
            views::views(layout, *unit, names),
        ];
        last.iter().try_for_each(|it| self.execute(it))?;
        self.execute("COMMIT")?;
        if let Some(connection) = self.connection.take() {
            connection.close().map_err(|(_, it)| cause(&self.path, it))?;
        }
        let sync = || std::fs::OpenOptions::new().write(true).open(&self.path)?.sync_data();
        sync().map_err(|it| at(&self.path, &it))
    }
}

impl std::fmt::Debug for Sqlite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sqlite").field("path", &self.path).finish_non_exhaustive()
    }
}

/// What the system said, in its terms where it has some.
fn cause(path: &Path, error: rusqlite::Error) -> io::Error {
    let kind = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => io::ErrorKind::StorageFull,
        Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => io::ErrorKind::PermissionDenied,
        _ => io::ErrorKind::Other,
    };
    at(path, &io::Error::new(kind, error))
}
