//! The guest's half: a corpus stage behind C functions.

use std::ffi::c_void;
use std::marker::PhantomData;
use std::ptr;

use crate::corpus::{Column, ColumnKind, CorpusStage, TableSink};
use crate::error::AnalyzeError;
use crate::ffi::CORPUS_EXTENSION;
use crate::ffi::abi::{
    self, COLUMN_DOCUMENT, COLUMN_GROUP, COLUMN_LIST, COLUMN_NAME, KIND_BOOL, KIND_EMPTY,
    KIND_FLOAT, KIND_INTEGER, KIND_SPAN, KIND_STRING, STATUS_OK, Str,
};
use crate::ffi::guest::{DocumentView, guard, raw_attribute};
use crate::ffi::names::slice;
use crate::value::Value;

/// For analyzers without extensions.
///
/// # Safety
/// None is needed; the signature is the interface's.
#[doc(hidden)]
pub unsafe extern "C" fn no_extension(_: Str) -> *const c_void {
    ptr::null()
}

/// For analyzers with a corpus stage.
///
/// # Safety
/// The host lends the name for this call.
#[doc(hidden)]
pub unsafe extern "C" fn corpus_extension<P: CorpusStage>(name: Str) -> *const c_void {
    // SAFETY: the host's text.
    if unsafe { name.get() } == Some(CORPUS_EXTENSION) {
        (&raw const *Functions::<P>::TABLE).cast()
    } else {
        ptr::null()
    }
}

struct Functions<P>(PhantomData<P>);

impl<P: CorpusStage> Functions<P> {
    const TABLE: &'static abi::Corpus = &abi::Corpus {
        struct_size: size_of::<abi::Corpus>() as u32,
        flags: 0,
        new_state: Some(Self::new_state),
        free_state: Some(Self::free_state),
        step: Some(Self::step),
        merge: Some(Self::merge),
        save: Some(Self::save),
        load: Some(Self::load),
        report: Some(Self::report),
    };

    unsafe extern "C" fn new_state(_: *const c_void, report: *const abi::Report) -> *mut c_void {
        // SAFETY: the host's report.
        unsafe { guard(report, || Ok(P::State::default())) }.map_or(ptr::null_mut(), into_raw)
    }

    unsafe extern "C" fn free_state(state: *mut c_void) {
        let call = || {
            // SAFETY: the host gives back a state of ours, once.
            drop(unsafe { from_raw::<P::State>(state) });
            Ok(())
        };
        // SAFETY: null is allowed.
        let _ = unsafe { guard(ptr::null(), call) };
    }

    unsafe extern "C" fn step(
        instance: *const c_void,
        state: *mut c_void,
        document: *const abi::Document,
        report: *const abi::Report,
    ) -> i32 {
        let call = || {
            // SAFETY: the host passes what `create` returned.
            let analyzer = unsafe { &*instance.cast::<P>() };
            // SAFETY: a state of ours, used by one thread at a time.
            let state = unsafe { &mut *state.cast::<P::State>() };
            // SAFETY: the host lends the document for this call and keeps to the interface.
            let document = unsafe { DocumentView::new(document) }?;
            analyzer.step(state, &document)
        };
        // SAFETY: the host's report.
        unsafe { guard(report, call) }.map_or_else(|status| status, |()| STATUS_OK)
    }

    unsafe extern "C" fn merge(
        instance: *const c_void,
        into: *mut c_void,
        other: *mut c_void,
        report: *const abi::Report,
    ) -> i32 {
        // SAFETY: the host hands over a state of ours.
        let other = unsafe { from_raw::<P::State>(other) };
        let call = || {
            // SAFETY: the host passes what `create` returned.
            let analyzer = unsafe { &*instance.cast::<P>() };
            // SAFETY: a state of ours, used by one thread at a time, and not `other`.
            let into = unsafe { &mut *into.cast::<P::State>() };
            analyzer.merge(into, other);
            Ok(())
        };
        // SAFETY: the host's report.
        unsafe { guard(report, call) }.map_or_else(|status| status, |()| STATUS_OK)
    }

    unsafe extern "C" fn save(
        instance: *const c_void,
        state: *const c_void,
        writer: *const abi::Writer,
    ) -> i32 {
        // SAFETY: the host lends its writer for this call.
        let writer = unsafe { &*writer };
        let call = || {
            // SAFETY: the host passes what `create` returned.
            let analyzer = unsafe { &*instance.cast::<P>() };
            // SAFETY: a state of ours.
            let bytes = analyzer.save(unsafe { &*state.cast::<P::State>() });
            let write = writer.write.ok_or_else(|| AnalyzeError::new("the host takes no bytes"))?;
            // SAFETY: the host's function with its own context.
            unsafe { write(writer.report.context, bytes.as_ptr(), bytes.len()) };
            Ok(())
        };
        // SAFETY: the report is part of the host's writer.
        unsafe { guard(&raw const writer.report, call) }
            .map_or_else(|status| status, |()| STATUS_OK)
    }

    unsafe extern "C" fn load(
        instance: *const c_void,
        bytes: *const u8,
        len: usize,
        report: *const abi::Report,
    ) -> *mut c_void {
        let call = || {
            // SAFETY: the host passes what `create` returned.
            let analyzer = unsafe { &*instance.cast::<P>() };
            // SAFETY: the host lends the bytes for this call.
            analyzer.load(unsafe { slice(bytes, len) })
        };
        // SAFETY: the host's report.
        unsafe { guard(report, call) }.map_or(ptr::null_mut(), into_raw)
    }

    unsafe extern "C" fn report(
        instance: *const c_void,
        state: *mut c_void,
        tables: *const abi::Tables,
    ) -> i32 {
        // SAFETY: the host lends its tables for this call.
        let tables = unsafe { &*tables };
        // SAFETY: the host hands over a state of ours.
        let state = unsafe { from_raw::<P::State>(state) };
        let call = || {
            // SAFETY: the host passes what `create` returned.
            let analyzer = unsafe { &*instance.cast::<P>() };
            analyzer.report(state, &mut GuestTables(tables))
        };
        // SAFETY: the report is part of the host's tables.
        unsafe { guard(&raw const tables.report, call) }
            .map_or_else(|status| status, |()| STATUS_OK)
    }
}

fn into_raw<T>(value: T) -> *mut c_void {
    Box::into_raw(Box::new(value)).cast()
}

/// # Safety
/// `raw` comes from [`into_raw`] of the same type and is not used again.
unsafe fn from_raw<T>(raw: *mut c_void) -> T {
    // SAFETY: the caller's promise.
    *unsafe { Box::from_raw(raw.cast::<T>()) }
}

struct GuestTables<'a>(&'a abi::Tables);

impl TableSink for GuestTables<'_> {
    fn table(&mut self, name: &str, columns: &[Column<'_>]) -> Result<(), AnalyzeError> {
        let table = self.0.table.ok_or_else(refused)?;
        let names: Vec<Str> = columns.iter().map(|it| Str::new(it.name)).collect();
        let kinds: Vec<u16> = columns.iter().map(|it| column_kind(it.kind)).collect();
        // SAFETY: the host's function with its own context; names and kinds live until it returns.
        let status = unsafe {
            table(
                self.0.report.context,
                Str::new(name),
                names.as_ptr(),
                kinds.as_ptr(),
                names.len(),
            )
        };
        if status == STATUS_OK { Ok(()) } else { Err(refused()) }
    }

    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError> {
        let row = self.0.row.ok_or_else(refused)?;
        let empty = abi::Attribute {
            key: 0,
            kind: KIND_EMPTY,
            reserved: 0,
            payload: 0,
            text: Str::new(""),
        };
        let cells: Vec<_> = cells
            .iter()
            .enumerate()
            .map(|(column, it)| it.map_or(empty, |it| raw_attribute(column as u16, it)))
            .collect();
        // SAFETY: the host's function with its own context; the cells live until it returns.
        let status = unsafe { row(self.0.report.context, cells.as_ptr(), cells.len()) };
        if status == STATUS_OK { Ok(()) } else { Err(refused()) }
    }
}

fn refused() -> AnalyzeError {
    AnalyzeError::new(
        "the host refused a table or a row: cells must be of their column's type, one for each column",
    )
}

fn column_kind(kind: ColumnKind) -> u16 {
    match kind {
        ColumnKind::String => KIND_STRING,
        ColumnKind::Float => KIND_FLOAT,
        ColumnKind::Integer => KIND_INTEGER,
        ColumnKind::Bool => KIND_BOOL,
        ColumnKind::Span => KIND_SPAN,
        ColumnKind::Document => COLUMN_DOCUMENT,
        ColumnKind::Name => COLUMN_NAME,
        ColumnKind::List => COLUMN_LIST,
        ColumnKind::Group => COLUMN_GROUP,
    }
}
