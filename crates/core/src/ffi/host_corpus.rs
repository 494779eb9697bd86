//! The host's half: safe handles on a plugin's corpus stage.

use std::ffi::c_void;
use std::fmt;
use std::sync::Arc;

use crate::corpus::{Column, ColumnKind, TableSink};
use crate::document::OwnedDocument;
use crate::error::AnalyzeError;
use crate::ffi::CORPUS_EXTENSION;
use crate::ffi::abi::{
    self, COLUMN_DOCUMENT, COLUMN_GROUP, COLUMN_LIST, COLUMN_NAME, KIND_BOOL, KIND_EMPTY,
    KIND_FLOAT, KIND_INTEGER, KIND_SPAN, KIND_STRING, STATUS_ERROR, STATUS_OK, Str,
};
use crate::ffi::host::{CallError, Instance, lend, lossy, missing, outcome, report_to};
use crate::ffi::names::foreign_slice;
use crate::ffi::sized::{is_whole, read};
use crate::value::Value;

/// More bytes than a state has in earnest.
const MOST_BYTES: usize = 1 << 30;
/// More columns than a table has in earnest.
const MOST_COLUMNS: usize = 4096;

/// The corpus stage of an analyzer. Cheap to clone.
#[derive(Clone)]
pub struct CorpusStageHandle {
    instance: Arc<Instance>,
    table: abi::Corpus,
}

/// What a corpus stage knows of the documents it has seen. One thread uses it at a time.
pub struct CorpusState {
    raw: *mut c_void,
    stage: CorpusStageHandle,
}

// SAFETY: a state may move between threads, says the interface, and `&CorpusState` gives no access to it but `save`,
// which only reads.
unsafe impl Send for CorpusState {}

impl CorpusStageHandle {
    /// The corpus stage of `instance`, if it has one.
    pub fn of(instance: &Arc<Instance>) -> Option<Self> {
        let table = instance.plugin().extension(CORPUS_EXTENSION).cast::<abi::Corpus>();
        if table.is_null() || !table.is_aligned() {
            return None;
        }
        // SAFETY: under this name a plugin returns null or such a table, valid for ever; its size comes first.
        let size = unsafe { table.cast::<u32>().read() };
        if !is_whole::<abi::Corpus>(size) {
            return None;
        }
        // SAFETY: as above, and long enough.
        let table = unsafe { read(table, size) };
        Some(Self { instance: instance.clone(), table })
    }

    /// A state that has seen nothing.
    ///
    /// # Errors
    /// If the plugin fails.
    pub fn new_state(&self) -> Result<CorpusState, CallError> {
        let new_state = self.table.new_state.ok_or_else(missing)?;
        let mut reason = None;
        let report = report_to(&mut reason);
        // SAFETY: the table's function with its own instance.
        let raw = unsafe { new_state(self.instance.raw(), &raw const report) };
        self.state(raw, reason)
    }

    /// Takes in a document.
    ///
    /// # Errors
    /// If the plugin fails; the document is then not counted. If the state is not one of this handle.
    pub fn step(&self, state: &mut CorpusState, document: &OwnedDocument) -> Result<(), CallError> {
        self.own(state)?;
        let step = self.table.step.ok_or_else(missing)?;
        let mut reason = None;
        let report = report_to(&mut reason);
        let info = self.instance.plugin().info();
        let wanted =
            |it: &str| it == info.name || info.requires.iter().any(|need| need.analyzer == it);
        let status = lend(document, wanted, |raw| {
            // SAFETY: the table's function with its own instance and state; the document lives until it returns.
            unsafe { step(self.instance.raw(), state.raw, raw, &raw const report) }
        });
        outcome(status, reason)
    }

    /// Appends `other`, the state of later documents, to `into`.
    ///
    /// # Errors
    /// If the plugin fails; both states are then lost. If a state is not one of this handle.
    pub fn merge(&self, into: &mut CorpusState, other: CorpusState) -> Result<(), CallError> {
        self.own(into)?;
        self.own(&other)?;
        let merge = self.table.merge.ok_or_else(missing)?;
        let mut reason = None;
        let report = report_to(&mut reason);
        // SAFETY: the table's function with its own instance and two states of its own; `other` is handed over.
        let status =
            unsafe { merge(self.instance.raw(), into.raw, other.into_raw(), &raw const report) };
        outcome(status, reason)
    }

    /// The state as bytes.
    ///
    /// # Errors
    /// If the plugin fails, or the state is not one of this handle.
    pub fn save(&self, state: &CorpusState) -> Result<Vec<u8>, CallError> {
        self.own(state)?;
        let save = self.table.save.ok_or_else(missing)?;
        let mut host = HostWriter { bytes: Vec::new(), malformed: false, reason: None };
        let report = abi::Report { context: (&raw mut host).cast(), fail: Some(writer_fail) };
        let writer = abi::Writer { report, write: Some(writer_write) };
        // SAFETY: the table's function with its own instance and state.
        let status = unsafe { save(self.instance.raw(), state.raw, &raw const writer) };
        outcome(status, host.reason)?;
        if host.malformed {
            return Err(CallError::Failed(
                "it wrote a state that cannot be read, or one of more than 1 GiB".into(),
            ));
        }
        Ok(host.bytes)
    }

    /// A state from such bytes.
    ///
    /// # Errors
    /// If the bytes are not a state of this plugin.
    pub fn load(&self, bytes: &[u8]) -> Result<CorpusState, CallError> {
        let load = self.table.load.ok_or_else(missing)?;
        let mut reason = None;
        let report = report_to(&mut reason);
        // SAFETY: the table's function with its own instance; the bytes live until it returns.
        let raw =
            unsafe { load(self.instance.raw(), bytes.as_ptr(), bytes.len(), &raw const report) };
        self.state(raw, reason)
    }

    /// Writes the tables of all documents seen.
    ///
    /// # Errors
    /// If the plugin fails or any table or row was refused, even if the plugin made nothing of that, or the state is not one of this handle.
    pub fn report(&self, state: CorpusState, tables: &mut dyn TableSink) -> Result<(), CallError> {
        self.own(&state)?;
        let function = self.table.report.ok_or_else(missing)?;
        let mut host = HostTables { tables, columns: None, refused: None, reason: None };
        let report = abi::Report { context: (&raw mut host).cast(), fail: Some(tables_fail) };
        let raw = abi::Tables { report, table: Some(tables_table), row: Some(tables_row) };
        // SAFETY: the table's function with its own instance and state, which is handed over.
        let status = unsafe { function(self.instance.raw(), state.into_raw(), &raw const raw) };
        let HostTables { refused, reason, .. } = host;
        // The host knows better than the plugin why it refused.
        refused.map_or_else(|| outcome(status, reason), |it| Err(CallError::Failed(it)))
    }

    /// Another analyzer's state is of another type, which no plugin can tell from the pointer.
    fn own(&self, state: &CorpusState) -> Result<(), CallError> {
        if Arc::ptr_eq(&self.instance, &state.stage.instance) {
            Ok(())
        } else {
            Err(CallError::Failed("the state belongs to another analyzer".into()))
        }
    }

    fn state(&self, raw: *mut c_void, reason: Option<String>) -> Result<CorpusState, CallError> {
        if raw.is_null() {
            return Err(CallError::Failed(reason.unwrap_or_else(|| "it gave no reason".into())));
        }
        Ok(CorpusState { raw, stage: self.clone() })
    }
}

impl CorpusState {
    /// Gives the state away without freeing it.
    fn into_raw(self) -> *mut c_void {
        let mut this = std::mem::ManuallyDrop::new(self);
        // SAFETY: `this` is not dropped, so its stage is dropped here once.
        unsafe { std::ptr::drop_in_place(&raw mut this.stage) };
        this.raw
    }
}

impl Drop for CorpusState {
    fn drop(&mut self) {
        if let Some(free) = self.stage.table.free_state {
            // SAFETY: a state of the plugin, freed once.
            unsafe { free(self.raw) }
        }
    }
}

impl fmt::Debug for CorpusStageHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CorpusStageHandle")
            .field("analyzer", &self.instance.plugin().info().name)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for CorpusState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CorpusState").field("stage", &self.stage).finish_non_exhaustive()
    }
}

struct HostWriter {
    bytes: Vec<u8>,
    /// Whether any bytes were not readable or too many, so that what is there is not the state.
    malformed: bool,
    reason: Option<String>,
}

/// # Safety
/// `context` is the host's [`HostWriter`]; the message is lent for this call.
unsafe extern "C" fn writer_fail(context: *mut c_void, message: Str) {
    // SAFETY: the writer is alive and nobody else uses it during the plugin's call.
    let writer = unsafe { &mut *context.cast::<HostWriter>() };
    // SAFETY: the plugin lends the message.
    writer.reason = Some(unsafe { lossy(message) });
}

/// # Safety
/// `context` is the host's [`HostWriter`]; the bytes are lent for this call.
unsafe extern "C" fn writer_write(context: *mut c_void, bytes: *const u8, len: usize) {
    // SAFETY: the writer is alive and nobody else uses it during the plugin's call.
    let writer = unsafe { &mut *context.cast::<HostWriter>() };
    // SAFETY: the plugin lends the bytes.
    match unsafe { foreign_slice(bytes, len) } {
        Some(bytes) if len <= MOST_BYTES - writer.bytes.len() => {
            writer.bytes.extend_from_slice(bytes);
        }
        _ => writer.malformed = true,
    }
}

struct HostTables<'a> {
    tables: &'a mut dyn TableSink,
    /// Types of the columns of the table begun last.
    columns: Option<Vec<ColumnKind>>,
    /// Why a table or row was refused first.
    refused: Option<String>,
    reason: Option<String>,
}

impl HostTables<'_> {
    /// The status of a call that ended so; a refusal is kept, lest the plugin pass over it.
    fn status(&mut self, result: Result<(), AnalyzeError>) -> i32 {
        let Err(error) = result else { return STATUS_OK };
        self.refused.get_or_insert_with(|| error.to_string());
        STATUS_ERROR
    }

    fn malformed(&mut self, what: &str) -> i32 {
        self.status(Err(AnalyzeError::new(what)))
    }
}

/// # Safety
/// `context` is the host's [`HostTables`]; the message is lent for this call.
unsafe extern "C" fn tables_fail(context: *mut c_void, message: Str) {
    // SAFETY: the tables are alive and nobody else uses them during the plugin's call.
    let host = unsafe { &mut *context.cast::<HostTables<'_>>() };
    // SAFETY: the plugin lends the message.
    host.reason = Some(unsafe { lossy(message) });
}

/// # Safety
/// `context` is the host's [`HostTables`]; name, columns and kinds are lent for this call.
unsafe extern "C" fn tables_table(
    context: *mut c_void,
    name: Str,
    columns: *const Str,
    kinds: *const u16,
    len: usize,
) -> i32 {
    // SAFETY: the tables are alive and nobody else uses them during the plugin's call.
    let host = unsafe { &mut *context.cast::<HostTables<'_>>() };
    // SAFETY: the plugin lends the columns.
    let names = unsafe { foreign_slice(columns, len) };
    // SAFETY: the plugin lends the kinds.
    let kinds = unsafe { foreign_slice(kinds, len) };
    let (Some(names), Some(kinds), ..=MOST_COLUMNS) = (names, kinds, len) else {
        return host.malformed("it began a table whose columns cannot be read");
    };
    let column = |(name, kind): (&Str, &u16)| {
        // SAFETY: the plugin lends the name.
        Some(Column { name: unsafe { name.get() }?, kind: column_kind(*kind)? })
    };
    let columns: Option<Vec<_>> = names.iter().zip(kinds).map(column).collect();
    // SAFETY: the plugin lends the name.
    let (Some(columns), Some(name)) = (columns, unsafe { name.get() }) else {
        return host.malformed("it began a table with a malformed name or column");
    };
    host.columns = Some(columns.iter().map(|it| it.kind).collect());
    let result = host.tables.table(name, &columns);
    host.status(result)
}

/// # Safety
/// `context` is the host's [`HostTables`]; the cells are lent for this call.
unsafe extern "C" fn tables_row(
    context: *mut c_void,
    cells: *const abi::Attribute,
    len: usize,
) -> i32 {
    // SAFETY: the tables are alive and nobody else uses them during the plugin's call.
    let host = unsafe { &mut *context.cast::<HostTables<'_>>() };
    let Some(columns) = host.columns.as_ref().filter(|it| it.len() == len) else {
        return host.malformed("it wrote a row that has not one cell for each column");
    };
    // SAFETY: the plugin lends the cells.
    let Some(cells) = (unsafe { foreign_slice(cells, len) }) else {
        return host.malformed("it wrote a row that cannot be read");
    };
    let cell = |(raw, column): (&abi::Attribute, &ColumnKind)| {
        let value = match raw.kind {
            KIND_EMPTY => return Some(None),
            // SAFETY: the plugin lends the text.
            KIND_STRING => Value::String(unsafe { raw.text.get() }?),
            kind => abi::from_payload(kind, raw.payload)?,
        };
        if matches!(value, Value::Span(span) if span.start() > span.end()) {
            return None;
        }
        column.takes(value).then_some(Some(value))
    };
    let cells: Option<Vec<_>> = cells.iter().zip(columns).map(cell).collect();
    let Some(cells) = cells else {
        return host.malformed("it wrote a row with a cell of another type than its column's");
    };
    let result = host.tables.row(&cells);
    host.status(result)
}

fn column_kind(number: u16) -> Option<ColumnKind> {
    Some(match number {
        KIND_STRING => ColumnKind::String,
        KIND_FLOAT => ColumnKind::Float,
        KIND_INTEGER => ColumnKind::Integer,
        KIND_BOOL => ColumnKind::Bool,
        KIND_SPAN => ColumnKind::Span,
        COLUMN_DOCUMENT => ColumnKind::Document,
        COLUMN_NAME => ColumnKind::Name,
        COLUMN_LIST => ColumnKind::List,
        COLUMN_GROUP => ColumnKind::Group,
        _ => return None,
    })
}
