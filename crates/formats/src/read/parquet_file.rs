//! Parquet files: one document a row.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use parquet::errors::Result as ParquetResult;
use parquet::file::reader::{ChunkReader, FileReader as _, Length, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};

use super::bytes::explain;
use super::columns::Columns;
use super::raw::{Content, Raw};
use super::reader::{Opened, Reader, Unusable};
use super::{Failure, ReadOptions};

/// Rows that are unpacked at once.
const BATCH: usize = 64;

/// Pages of up to this many bytes are unpacked whatever the longest document: writers put a thousand rows into one.
const LEAST_LIMIT: u64 = 64 * 1024 * 1024;

/// An open Parquet file.
pub(super) struct ParquetFile {
    rows: RowIter<'static>,
    columns: Columns,
    path: String,
    stem: String,
    most: u64,
    progress: Progress,
    ended: bool,
}

/// How far the file is read, told in bytes: its parts are not read in order.
struct Progress {
    counter: Arc<AtomicU64>,
    /// Bytes of the corpus before this file.
    before: u64,
    size: u64,
    row: u64,
    rows: u64,
}

impl ParquetFile {
    /// Opens a file; `counter` counts the bytes read, of which there were `before` before it. Documents without an id
    /// are called after `stem` and their row.
    pub(super) fn open(
        file: &Path,
        (path, stem): (String, String),
        options: &ReadOptions,
        counter: &Arc<AtomicU64>,
        before: u64,
    ) -> Opened<Self> {
        let file = File::open(file).map_err(|it| Unusable::Fault(explain(&it)))?;
        let size = file.metadata().map_or(0, |it| it.len());
        let options_of = (options.text_column.as_deref(), options.id_column.as_deref());
        let most = options.max_document_size;
        let guarded = Guarded { file, most: LEAST_LIMIT.max(most.saturating_mul(4)) };
        let opened = catch_unwind(|| SerializedFileReader::new(guarded));
        let reader = match opened {
            Ok(Ok(reader)) => reader,
            Ok(Err(error)) => {
                return Err(Unusable::Fault(format!("is no sound Parquet file ({error})")));
            }
            Err(_) => return Err(Unusable::Fault("is no sound Parquet file".into())),
        };
        let metadata = reader.metadata().file_metadata();
        let header: Vec<String> =
            metadata.schema().get_fields().iter().map(|it| it.name().to_owned()).collect();
        let columns =
            Columns::choose(&header, options_of.0, options_of.1).map_err(Unusable::Form)?;
        let rows = u64::try_from(metadata.num_rows()).unwrap_or(0);
        let progress = Progress { counter: Arc::clone(counter), before, size, row: 0, rows };
        let rows = RowIter::from_file_into(Box::new(reader)).with_batch_size(BATCH);
        Ok(Self { rows, columns, path, stem, most, progress, ended: false })
    }

    fn document(&self, row: Row) -> Result<Raw, Failure> {
        let mut cells: Vec<String> =
            row.into_columns().into_iter().map(|(_, field)| shown(field)).collect();
        let id = self.columns.id.and_then(|it| cells.get(it)).filter(|it| !it.is_empty());
        let id = id.cloned().unwrap_or_else(|| self.default_id());
        if let Some(long) = cells.iter().position(|it| it.len() as u64 > self.most) {
            let what = if long == self.columns.text { "the text" } else { "a cell" };
            let reason = format!(
                "{what} is longer than {} bytes; raise --max-document-size to read it",
                self.most
            );
            return Err(Failure { id, ..self.fail(&reason) });
        }
        let fields = self.columns.fields(cells.iter().map(String::as_str));
        let text = cells.get_mut(self.columns.text).map(std::mem::take).unwrap_or_default();
        let mut raw =
            Raw { path: self.path.clone(), fields, ..Raw::new(id, Content::Text(String::new())) };
        if text.trim().is_empty() {
            raw.diagnostics.push("the row holds no text".into());
        }
        raw.content = Content::Text(text);
        Ok(raw)
    }

    fn default_id(&self) -> String {
        format!("{}-{}", self.stem, self.progress.row)
    }

    fn fail(&self, reason: &str) -> Failure {
        let reason = format!("row {}: {reason}", self.progress.row);
        Failure { id: self.default_id(), path: self.path.clone(), line: None, reason }
    }
}

impl Iterator for ParquetFile {
    type Item = Result<Raw, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.progress.row += 1;
        // A file is anybody's input, and a damaged one makes the reader panic in places.
        let row = catch_unwind(AssertUnwindSafe(|| self.rows.next()));
        self.progress.tell();
        match row {
            // A date beyond the calendar, for one, cannot be shown.
            Ok(Some(Ok(row))) => Some(
                catch_unwind(AssertUnwindSafe(|| self.document(row)))
                    .unwrap_or_else(|_| Err(self.fail("it holds a value that cannot be shown"))),
            ),
            Ok(None) => {
                self.ended = true;
                self.progress.end();
                None
            }
            Ok(Some(Err(error))) => {
                self.ended = true;
                Some(Err(self.fail(&format!(
                    "the file is damaged here ({error}); the rows before are read"
                ))))
            }
            Err(_) => {
                self.ended = true;
                Some(Err(self.fail("the file is damaged here; the rows before are read")))
            }
        }
    }
}

impl Reader for ParquetFile {}

impl Progress {
    fn tell(&self) {
        let part = u128::from(self.size) * u128::from(self.row.min(self.rows))
            / u128::from(self.rows.max(1));
        let part = u64::try_from(part).unwrap_or(self.size);
        self.counter.store(self.before + part, Ordering::Relaxed);
    }

    fn end(&self) {
        self.counter.store(self.before + self.size, Ordering::Relaxed);
    }
}

/// A cell as text; nothing for null.
fn shown(field: Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text,
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        other => other.to_string(),
    }
}

/// A file whose pages are looked at before they are unpacked: a few bytes may hold gigabytes.
struct Guarded {
    file: File,
    /// Bytes that a page may have when it is unpacked.
    most: u64,
}

impl Length for Guarded {
    fn len(&self) -> u64 {
        Length::len(&self.file)
    }
}

impl ChunkReader for Guarded {
    type T = PageStart;

    /// Called for the heads of pages alone; all else is read with [`get_bytes`](Self::get_bytes).
    fn get_read(&self, start: u64) -> ParquetResult<PageStart> {
        Ok(PageStart { source: self.file.get_read(start)?, most: self.most, looked: false })
    }

    fn get_bytes(&self, start: u64, length: usize) -> ParquetResult<Bytes> {
        // What is damaged may ask for more than there is, and memory for it is taken first.
        let rest = Length::len(&self.file).saturating_sub(start);
        if length as u64 > rest {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        self.file.get_bytes(start, length)
    }
}

/// Reads a page from its head on, unless the head says that it is too large.
struct PageStart {
    source: BufReader<File>,
    most: u64,
    looked: bool,
}

impl Read for PageStart {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if !self.looked {
            self.looked = true;
            let size = unpacked_size(io::BufRead::fill_buf(&mut self.source)?);
            if size.is_some_and(|it| it > self.most) {
                return Err(io::Error::other(format!(
                    "a page of it is longer than {} bytes when it is unpacked; raise --max-document-size to read it",
                    self.most
                )));
            }
        }
        self.source.read(to)
    }
}

/// The unpacked size in the head of a page: the second field of a struct in Thrift's compact protocol, whose first is
/// the kind of the page. Both are whole numbers; each has one byte that says so and its value in zigzag form.
fn unpacked_size(head: &[u8]) -> Option<u64> {
    const NEXT_FIELD_IS_I32: u8 = 0x15;
    let mut bytes = head.iter().copied();
    let mut number = || {
        (bytes.next()? == NEXT_FIELD_IS_I32).then_some(())?;
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = bytes.next()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value >> 1);
            }
        }
        None
    };
    number()?;
    number()
}
