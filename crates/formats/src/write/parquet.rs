//! A folder of Parquet files: one of documents, one of each analyzer's annotations, with typed columns.
//!
//! Rows are kept until there are enough for a row group, so memory does not grow with the corpus.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use ::parquet::column::writer::ColumnWriter;
use ::parquet::data_type::ByteArray;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::{Type, TypePtr};
use bytes::Bytes;
use rashomon_core::Schema;

use super::rows::{Field, Kind, Layout, Table, read};
use super::store::{Store, at};
use crate::offsets::OffsetUnit;

/// A row group is full with so many rows, as DuckDB has them, or bytes.
const GROUP_ROWS: usize = 122_880;
const GROUP_BYTES: usize = 8 << 20;

/// The files of a folder.
#[derive(Debug)]
pub(super) struct Parquet {
    layout: Layout,
    files: Vec<TableFile>,
}

impl Parquet {
    /// Begins the files.
    pub(super) fn create(
        unit: OffsetUnit,
        schemas: &[Arc<Schema>],
        folder: &Path,
    ) -> io::Result<Self> {
        let layout = Layout::new(schemas);
        let create = |it| TableFile::create(it, unit, folder);
        let files = layout.tables.iter().map(create).collect::<io::Result<_>>()?;
        Ok(Self { layout, files })
    }
}

impl Store for Parquet {
    fn document(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Self { layout, files } = self;
        read(layout, bytes, |table, fields| files[table].row(fields))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.files.iter_mut().try_for_each(TableFile::finish)
    }
}

/// The file of one table.
struct TableFile {
    path: PathBuf,
    /// `None` once it is complete.
    writer: Option<SerializedFileWriter<File>>,
    /// The rows that no group has yet, by column.
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

impl TableFile {
    fn create(table: &Table, unit: OffsetUnit, folder: &Path) -> io::Result<Self> {
        let path = folder.join(format!("{}.parquet", table.name));
        let create = || {
            let properties = WriterProperties::builder()
                .set_compression(Compression::ZSTD(ZstdLevel::default()))
                .set_created_by(concat!("rashomon ", env!("CARGO_PKG_VERSION")).into())
                .set_key_value_metadata(Some(vec![KeyValue::new(
                    "rashomon.offsets".into(),
                    unit.name().to_owned(),
                )]))
                .build();
            let file = File::create_new(&path)?;
            SerializedFileWriter::new(file, schema(table)?, Arc::new(properties))
        };
        let writer = create().map_err(|it| at(&path, &cause(it)))?;
        let columns = table.columns.iter().map(|it| Column::new(it.kind, it.required)).collect();
        Ok(Self { path, writer: Some(writer), columns, rows: 0, bytes: 0 })
    }

    fn row(&mut self, fields: &[Field<'_>]) -> io::Result<()> {
        self.rows += 1;
        for (column, field) in self.columns.iter_mut().zip(fields) {
            self.bytes += column.push(*field);
        }
        if self.rows < GROUP_ROWS && self.bytes < GROUP_BYTES {
            return Ok(());
        }
        self.write_group().map_err(|it| at(&self.path, &cause(it)))
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let Some(writer) = self.writer.as_mut().filter(|_| self.rows > 0) else { return Ok(()) };
        let mut group = writer.next_row_group()?;
        for column in &mut self.columns {
            if let Some(mut chunk) = group.next_column()? {
                column.write(chunk.untyped())?;
                chunk.close()?;
            }
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let mut finish = || {
            self.write_group()?;
            if let Some(writer) = self.writer.take() {
                writer.into_inner()?.sync_data()?;
            }
            Ok(())
        };
        finish().map_err(|it| at(&self.path, &cause(it)))
    }
}

impl std::fmt::Debug for TableFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableFile").field("path", &self.path).finish_non_exhaustive()
    }
}

/// The fields of one column that no row group has yet.
struct Column {
    values: Values,
    /// For each row 1 if it has a value, 0 if not; `None` where all rows have.
    levels: Option<Vec<i16>>,
}

enum Values {
    /// All texts in a row, and where each ends.
    Text(Vec<u8>, Vec<usize>),
    Integer(Vec<i64>),
    Float(Vec<f64>),
    Bool(Vec<bool>),
}

impl Column {
    fn new(kind: Kind, required: bool) -> Self {
        let values = match kind {
            Kind::Text => Values::Text(Vec::new(), Vec::new()),
            Kind::Integer => Values::Integer(Vec::new()),
            Kind::Float => Values::Float(Vec::new()),
            Kind::Bool => Values::Bool(Vec::new()),
        };
        Self { values, levels: (!required).then(Vec::new) }
    }

    /// Takes a field that fits, and tells about how many bytes it has.
    fn push(&mut self, field: Field<'_>) -> usize {
        if let Some(levels) = &mut self.levels {
            levels.push(i16::from(field != Field::Null));
        }
        match (&mut self.values, field) {
            (Values::Text(bytes, ends), Field::Text(text)) => {
                bytes.extend_from_slice(text.as_bytes());
                ends.push(bytes.len());
                return text.len() + size_of::<usize>();
            }
            (Values::Integer(values), Field::Integer(number)) => values.push(number),
            (Values::Float(values), Field::Float(number)) => values.push(number),
            (Values::Bool(values), Field::Bool(yes)) => values.push(yes),
            _ => {}
        }
        size_of::<i64>()
    }

    /// Writes and forgets all fields.
    fn write(&mut self, to: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = self.levels.as_deref();
        match (&mut self.values, to) {
            (Values::Text(bytes, ends), ColumnWriter::ByteArrayColumnWriter(to)) => {
                let bytes = Bytes::from(std::mem::take(bytes));
                let mut start = 0;
                let slice = |end| {
                    let text = ByteArray::from(bytes.slice(start..end));
                    start = end;
                    text
                };
                let texts: Vec<_> = ends.drain(..).map(slice).collect();
                to.write_batch(&texts, levels, None)?;
            }
            (Values::Integer(values), ColumnWriter::Int64ColumnWriter(to)) => {
                to.write_batch(values, levels, None)?;
                values.clear();
            }
            (Values::Float(values), ColumnWriter::DoubleColumnWriter(to)) => {
                to.write_batch(values, levels, None)?;
                values.clear();
            }
            (Values::Bool(values), ColumnWriter::BoolColumnWriter(to)) => {
                to.write_batch(values, levels, None)?;
                values.clear();
            }
            _ => return Err(ParquetError::General("a column of another type".into())),
        }
        self.levels.iter_mut().for_each(Vec::clear);
        Ok(())
    }
}

fn schema(table: &Table) -> Result<TypePtr, ParquetError> {
    let column = |column: &super::rows::Column| {
        let (physical, logical) = match column.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Integer => (Physical::INT64, None),
            Kind::Float => (Physical::DOUBLE, None),
            Kind::Bool => (Physical::BOOLEAN, None),
        };
        let repetition = if column.required { Repetition::REQUIRED } else { Repetition::OPTIONAL };
        let column = Type::primitive_type_builder(&column.name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition);
        column.build().map(Arc::new)
    };
    let columns = table.columns.iter().map(column).collect::<Result<_, _>>()?;
    Type::group_type_builder("schema").with_fields(columns).build().map(Arc::new)
}

/// What the system said, if it was that.
fn cause(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(cause) => *cause,
            Err(cause) => io::Error::other(cause),
        },
        other => io::Error::other(other),
    }
}
