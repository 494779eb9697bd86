//! Where results go that are not one stream of bytes: a folder of files, or a database.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rashomon_core::Schema;

#[cfg(feature = "parquet")]
use super::parquet::Parquet;
#[cfg(feature = "sqlite")]
use super::sqlite::Sqlite;
use super::{Format, brat, csv_tables};
use crate::offsets::OffsetUnit;

/// Keeps results that are a folder or a database. Documents come in order, one at a time.
pub trait Store: Send + fmt::Debug {
    /// Takes what the [`Writer`](super::Writer) of the format made of the next document.
    ///
    /// # Errors
    /// If it cannot be written; the message names the file.
    fn document(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Completes what is there, so that other programs can read it, also if not all documents came.
    ///
    /// # Errors
    /// If it cannot be written; the message names the file.
    fn finish(&mut self) -> io::Result<()>;
}

/// Makes the store of a format whose [`place`](Format::place) is no stream, at `path`: an empty folder or an empty file
/// that is there. `unit` and `schemas` are those of its writer.
///
/// # Errors
/// If files cannot be made there, or the format is a stream or was left out when this program was built.
pub fn store(
    format: Format,
    unit: OffsetUnit,
    schemas: &[Arc<Schema>],
    path: &Path,
) -> io::Result<Box<dyn Store>> {
    let refused = |what: &str| Err(io::Error::new(io::ErrorKind::Unsupported, what));
    match format {
        Format::CsvTables => Ok(Box::new(csv_tables::CsvTables::create(schemas, path)?)),
        Format::Brat => Ok(Box::new(brat::Folder::create(schemas, path)?)),
        #[cfg(feature = "parquet")]
        Format::Parquet => Ok(Box::new(Parquet::create(unit, schemas, path)?)),
        #[cfg(feature = "sqlite")]
        Format::Sqlite => Ok(Box::new(Sqlite::create(unit, schemas, path)?)),
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => {
            refused("this rashomon was built without Parquet; build it with the feature parquet")
        }
        #[cfg(not(feature = "sqlite"))]
        Format::Sqlite => {
            refused("this rashomon was built without SQLite; build it with the feature sqlite")
        }
        Format::Table | Format::Jsonl | Format::Json | Format::Csv | Format::W3c => {
            refused("this format is a stream, and has no store")
        }
    }
}

/// The error with the file that it is about.
pub(super) fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
