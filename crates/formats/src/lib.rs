//! Where documents come from and where results go: corpus readers and result writers, one file each.
//!
//! [`Corpus`] reads texts, JSONL, tables, web pages and web archives from files, folders, globs and standard input, each
//! also compressed, one document at a time.
//! [`attach`] turns the annotations that a JSONL document brings into layers. [`writer`] makes the [`Writer`] of a
//! format; there byte offsets become what the user asked for, once, by [`Offsets`]. A [`Store`] keeps results that are a
//! folder or a database. [`TableWriter`]s write what is said of many documents together.
#![forbid(unsafe_code)]

mod attach;
mod offsets;
mod page;
mod read;
mod tables;
mod write;

pub use crate::attach::attach;
pub use crate::offsets::{OffsetUnit, Offsets};
pub use crate::read::{
    BroughtAnnotation, Corpus, Failure, Input, InputFormat, OpenError, Pending, Progress,
    ReadOptions, Record, UnknownInputFormat, is_date, read_whole,
};
pub use crate::tables::{Cell, CellType, JsonTables, Table, TableColumn, TableWriter, TextTables};
pub use crate::write::{
    Finished, Format, Place, Status, Store, Style, Writer, store, title, writer,
};
