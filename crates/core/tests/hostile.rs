//! A plugin that lends what cannot be: nothing of it is read, and nothing of it is kept.
#![allow(unsafe_code, reason = "plays the plugin's side of the boundary")]
#![allow(
    missing_docs,
    clippy::cast_ptr_alignment,
    clippy::unwrap_used,
    clippy::multiple_unsafe_ops_per_block,
    reason = "a test with helpers"
)]

use std::cell::Cell;
use std::ffi::c_void;
use std::ptr;
use std::sync::Arc;

use rashomon_core::ffi::{CallError, CorpusStageHandle, Handshake, PluginHandle, abi};
use rashomon_core::{AnalyzeError, Column, EmitError, OwnedDocument, OwnedLayer, TableSink, Value};

/// What it lends instead of what it should.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Lie {
    None,
    Null,
    Odd,
    Endless,
    EndlessText,
}

thread_local! {
    static LIE: Cell<Lie> = const { Cell::new(Lie::None) };
}

const fn text(text: &'static str) -> abi::Str {
    abi::Str { ptr: text.as_ptr(), len: text.len() }
}

/// One attribute or cell: a text.
fn attribute() -> [abi::Attribute; 2] {
    let endless = LIE.get() == Lie::EndlessText;
    let text = abi::Str { len: if endless { usize::MAX } else { 4 }, ..text("text") };
    let kind = abi::KIND_STRING;
    [abi::Attribute { key: 0, kind, reserved: 0, payload: 0, text }; 2]
}

/// The array as the lie has it: one element, if it is true.
fn lent<T>(array: &[T; 2]) -> (*const T, usize) {
    let first = array.as_ptr();
    match LIE.get() {
        Lie::None | Lie::EndlessText => (first, 1),
        Lie::Null => (ptr::null(), 1),
        Lie::Odd => (first.wrapping_byte_add(1), 1),
        Lie::Endless => (first, usize::MAX),
    }
}

unsafe extern "C" fn create(
    _: *const abi::Attribute,
    _: usize,
    _: *const abi::Report,
) -> *mut c_void {
    ptr::dangling_mut::<u64>().cast()
}

unsafe extern "C" fn destroy(_: *mut c_void) {}

unsafe extern "C" fn analyze(
    _: *const c_void,
    _: *const abi::Document,
    sink: *const abi::Sink,
) -> i32 {
    let attributes = attribute();
    let (first, len) = lent(&attributes);
    // The host writes the number wherever it is told to.
    let mut id = [0_u8; 5];
    // SAFETY: the host's sink and function; what is lent is there, or cannot be anywhere.
    unsafe {
        let sink = &*sink;
        sink.emit.unwrap()(sink.report.context, 0, 0, 4, first, len, id.as_mut_ptr().add(1).cast());
    }
    abi::STATUS_OK
}

unsafe extern "C" fn get_extension(_: abi::Str) -> *const c_void {
    const TABLE: &abi::Corpus = &abi::Corpus {
        struct_size: size_of::<abi::Corpus>() as u32,
        flags: 0,
        new_state: Some(new_state),
        free_state: Some(destroy),
        step: None,
        merge: None,
        save: Some(save),
        load: None,
        report: Some(report),
    };
    let table: *const abi::Corpus = TABLE;
    if LIE.get() == Lie::Odd { table.wrapping_byte_add(1).cast() } else { table.cast() }
}

unsafe extern "C" fn new_state(_: *const c_void, _: *const abi::Report) -> *mut c_void {
    ptr::dangling_mut::<u64>().cast()
}

unsafe extern "C" fn save(_: *const c_void, _: *const c_void, writer: *const abi::Writer) -> i32 {
    let (bytes, len) = lent(b"by");
    // SAFETY: as in `analyze`.
    unsafe { (*writer).write.unwrap()((*writer).report.context, bytes, len) };
    abi::STATUS_OK
}

unsafe extern "C" fn report(_: *const c_void, _: *mut c_void, tables: *const abi::Tables) -> i32 {
    let cells = attribute();
    let (first, len) = lent(&cells);
    let (names, kinds) = ([text("column"); 2], [abi::KIND_STRING; 2]);
    // SAFETY: as in `analyze`.
    unsafe {
        let (tables, context) = (&*tables, (*tables).report.context);
        tables.table.unwrap()(context, text("true"), names.as_ptr(), kinds.as_ptr(), 1);
        tables.row.unwrap()(context, first, len.min(1));
        let (names, len) = lent(&names);
        tables.table.unwrap()(context, text("lie"), names, kinds.as_ptr(), len);
    }
    abi::STATUS_OK
}

/// A plugin with one label, one attribute and these members of it.
fn open(members: &[abi::Str], says: &[abi::Str]) -> Result<PluginHandle, Handshake> {
    let labels = [abi::Label { name: text("label"), doc: text("") }];
    let keys = [abi::Key {
        name: text("key"),
        doc: text(""),
        target: text(""),
        members: members.as_ptr(),
        members_len: members.len(),
        kind: if members.is_empty() { abi::KIND_STRING } else { abi::KIND_ENUM },
        reserved: [0; 3],
    }];
    let examples: Vec<_> = says.iter().map(|&it| abi::Example { text: it, note: it }).collect();
    let info = abi::Info {
        struct_size: size_of::<abi::Info>() as u32,
        label_stride: size_of::<abi::Label>() as u32,
        attribute_stride: size_of::<abi::Key>() as u32,
        need_stride: size_of::<abi::Need>() as u32,
        example_stride: size_of::<abi::Example>() as u32,
        option_stride: size_of::<abi::Opt>() as u32,
        name: text("hostile"),
        version: text("1"),
        summary: text(""),
        labels: labels.as_ptr(),
        labels_len: labels.len(),
        attributes: keys.as_ptr(),
        attributes_len: keys.len(),
        requires: ptr::null(),
        requires_len: 0,
        examples: examples.as_ptr(),
        examples_len: examples.len(),
        options: ptr::null(),
        options_len: 0,
    };
    let size = size_of::<abi::Plugin>() as u32;
    let header =
        abi::Header { magic: abi::MAGIC, major: abi::MAJOR, minor: 0, struct_size: size, flags: 0 };
    let table = abi::Plugin {
        header,
        info: &raw const info,
        create: Some(create),
        destroy: Some(destroy),
        analyze: Some(analyze),
        get_extension: Some(get_extension),
    };
    // SAFETY: the host copies the table and all that it says of itself.
    unsafe { PluginHandle::from_raw(&raw const table) }
}

fn run(lie: Lie) -> Result<OwnedLayer, CallError> {
    LIE.set(lie);
    let instance = open(&[], &[]).unwrap().create(&[]).unwrap();
    instance.analyze(&OwnedDocument::new("d", "some text").unwrap())
}

#[test]
fn attributes_that_cannot_be_are_refused() {
    assert_eq!(run(Lie::None).unwrap().view().len(), 1);
    for (lie, error) in [
        (Lie::Null, EmitError::Malformed),
        (Lie::Odd, EmitError::Malformed),
        (Lie::Endless, EmitError::Malformed),
        (Lie::EndlessText, EmitError::TooMany),
    ] {
        assert_eq!(run(lie).unwrap_err(), CallError::Refused(error), "{lie:?}");
    }
}

/// Relies on having one cell a column.
struct Strict;

impl TableSink for Strict {
    fn table(&mut self, _: &str, columns: &[Column<'_>]) -> Result<(), AnalyzeError> {
        assert_eq!(columns.len(), 1);
        Ok(())
    }

    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError> {
        assert_eq!(cells, [Some(Value::String("text"))]);
        Ok(())
    }
}

fn stage(lie: Lie) -> CorpusStageHandle {
    LIE.set(Lie::None);
    let instance = Arc::new(open(&[], &[]).unwrap().create(&[]).unwrap());
    let stage = CorpusStageHandle::of(&instance).unwrap();
    LIE.set(lie);
    stage
}

#[test]
fn rows_and_tables_that_cannot_be_are_refused() {
    let report = |lie| {
        let stage = stage(lie);
        let empty = stage.new_state().unwrap();
        stage.report(empty, &mut Strict)
    };
    assert_eq!(report(Lie::None), Ok(()));
    for lie in [Lie::Null, Lie::Odd, Lie::Endless, Lie::EndlessText] {
        assert!(matches!(report(lie), Err(CallError::Failed(_))), "{lie:?}");
    }
}

#[test]
fn a_state_that_cannot_be_read_is_none() {
    let save = |lie| {
        let stage = stage(lie);
        stage.save(&stage.new_state().unwrap())
    };
    assert_eq!(save(Lie::None).unwrap(), b"b");
    for lie in [Lie::Null, Lie::Endless] {
        assert!(save(lie).is_err(), "{lie:?}");
    }
}

#[test]
fn a_corpus_table_at_an_odd_address_is_none() {
    LIE.set(Lie::Odd);
    let instance = Arc::new(open(&[], &[]).unwrap().create(&[]).unwrap());
    assert!(CorpusStageHandle::of(&instance).is_none());
}

#[test]
fn what_a_plugin_says_of_itself_has_a_limit_together() {
    static LONG: [u8; 1 << 20] = [b'x'; 1 << 20];
    let long = text(str::from_utf8(&LONG).unwrap());
    assert!(open(&[], &[long; 4]).is_ok());
    let refused = |members: &[abi::Str], says: &[abi::Str]| {
        let error = open(members, says).unwrap_err().to_string();
        assert!(error.contains("16 MiB"), "{error}");
    };
    refused(&[], &[long; 9]);
    refused(&[long; 17], &[]);
    refused(&[abi::Str { len: usize::MAX, ..long }], &[]);
}
