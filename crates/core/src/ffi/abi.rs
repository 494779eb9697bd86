//! The plugin interface as it lies in memory, version 1. `rashomon.h` is made from this file.
//!
//! A library exports one function, `rashomon_plugin_v1_<crate>`, that returns a [`Plugin`] table valid for ever. Its
//! first 24 bytes are frozen for all versions; nothing else is read until they are known to fit. Strings are UTF-8,
//! pointer and length, not terminated. All that the host lends is valid during one call only.
//!
//! A later minor version adds fields to the end of structs that tell their size, or that lie in arrays whose stride is
//! told; whoever reads one takes the fields that both sides know and refuses only what is smaller than in version 1.0.
//! Frozen for all of major version 1 are [`Header`], [`Str`], [`Pair`], [`Row`], [`Cell`], [`Attribute`], [`Report`],
//! [`Writer`] and [`Tables`]: they never grow, and arrays of them have no stride. Fields named `reserved` and `flags` are
//! zero; they stand where padding would be, so that every byte of a struct is a field's.

use std::ffi::c_void;

use crate::span::Span;
use crate::token::{Block, Sentence, Token};
use crate::value::Value;

/// First bytes of every plugin table.
pub const MAGIC: [u8; 8] = *b"RASHOMON";
/// Version of the interface that must match.
pub const MAJOR: u32 = 1;
/// Version of the interface that may differ: a higher one adds to the end of structs and to the extensions.
pub const MINOR: u32 = 0;

/// The call did what it was asked.
pub const STATUS_OK: i32 = 0;
/// The call failed; the reason was given through `fail`.
pub const STATUS_ERROR: i32 = 1;
/// The call panicked; the message was given through `fail`.
pub const STATUS_PANIC: i32 = 2;

/// Type numbers of values, attributes, options and cells.
pub const KIND_STRING: u16 = 0;
/// Floating-point number: `payload` holds its bits.
pub const KIND_FLOAT: u16 = 1;
/// Integer: `payload` holds it as two's complement.
pub const KIND_INTEGER: u16 = 2;
/// Yes or no: `payload` is 1 or 0.
pub const KIND_BOOL: u16 = 3;
/// Span: `payload` holds start + end * 2^32.
pub const KIND_SPAN: u16 = 4;
/// Reference: `payload` is the number of the annotation.
pub const KIND_REFERENCE: u16 = 5;
/// Member of an enumeration: `payload` is its index.
pub const KIND_ENUM: u16 = 6;
/// Empty cell of a table.
pub const KIND_EMPTY: u16 = 7;
/// A column of document ids; its cells are strings. See `ColumnKind` for this and the next.
pub const COLUMN_DOCUMENT: u16 = 16;
/// A column of names; its cells are strings.
pub const COLUMN_NAME: u16 = 17;
/// A column of lists; its cells are strings with U+001F between the items.
pub const COLUMN_LIST: u16 = 18;
/// A column of numbers of things; its cells are integers from 0 to 4294967295.
pub const COLUMN_GROUP: u16 = 19;

/// Text: `len` bytes of UTF-8 at `ptr`; `ptr` may be anything if `len` is 0. Frozen.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Str {
    /// First byte.
    pub ptr: *const u8,
    /// Number of bytes.
    pub len: usize,
}

/// The first 24 bytes of a plugin's table: the same in all versions, past and future.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Header {
    /// `RASHOMON`.
    pub magic: [u8; 8],
    /// Must equal the host's.
    pub major: u32,
    /// May differ from the host's.
    pub minor: u32,
    /// Size of the whole table in bytes, as the plugin knows it.
    pub struct_size: u32,
    /// Zero.
    pub flags: u32,
}

/// The root of a plugin. Its functions may be called from any thread.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Plugin {
    /// Read first, and nothing else unless it fits.
    pub header: Header,
    /// What the plugin says of itself; valid for ever.
    pub info: *const Info,
    /// Makes an instance, or returns null after `report.fail`. Called once a run.
    pub create: Option<
        unsafe extern "C" fn(
            options: *const Attribute,
            len: usize,
            report: *const Report,
        ) -> *mut c_void,
    >,
    /// Frees an instance.
    pub destroy: Option<unsafe extern "C" fn(instance: *mut c_void)>,
    /// Analyzes a document; many threads may call it with one instance at once.
    pub analyze: Option<
        unsafe extern "C" fn(
            instance: *const c_void,
            document: *const Document,
            sink: *const Sink,
        ) -> i32,
    >,
    /// The table of an optional ability, by its versioned name, or null: `rashomon/corpus/1` gives a [`Corpus`].
    pub get_extension: Option<unsafe extern "C" fn(name: Str) -> *const c_void>,
}

/// What a plugin says of itself.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Info {
    /// Size of this struct in bytes.
    pub struct_size: u32,
    /// Size of one element of `labels`.
    pub label_stride: u32,
    /// Size of one element of `attributes`.
    pub attribute_stride: u32,
    /// Size of one element of `requires`.
    pub need_stride: u32,
    /// Size of one element of `examples`.
    pub example_stride: u32,
    /// Size of one element of `options`.
    pub option_stride: u32,
    /// Name of the analyzer.
    pub name: Str,
    /// Version of the analyzer.
    pub version: Str,
    /// What it finds, in one sentence.
    pub summary: Str,
    /// Labels, emitted by index.
    pub labels: *const Label,
    /// Number of labels.
    pub labels_len: usize,
    /// Attributes, emitted by index.
    pub attributes: *const Key,
    /// Number of attributes.
    pub attributes_len: usize,
    /// Analyzers that must run before.
    pub requires: *const Need,
    /// Number of needs.
    pub requires_len: usize,
    /// Examples in the notation of the test kit.
    pub examples: *const Example,
    /// Number of examples.
    pub examples_len: usize,
    /// Options.
    pub options: *const Opt,
    /// Number of options.
    pub options_len: usize,
}

/// A label.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Label {
    /// Name in results.
    pub name: Str,
    /// What it stands for.
    pub doc: Str,
}

/// An attribute's declaration.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Key {
    /// Name in results.
    pub name: Str,
    /// What it says.
    pub doc: Str,
    /// Name of the analyzer that a reference refers to; empty for other kinds.
    pub target: Str,
    /// Members of an enumeration; none for other kinds.
    pub members: *const Str,
    /// Number of members.
    pub members_len: usize,
    /// One of the `KIND_` numbers.
    pub kind: u16,
    /// Zero.
    pub reserved: [u16; 3],
}

/// An analyzer that must run before.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Need {
    /// Its name.
    pub analyzer: Str,
    /// 0 if it is required, 1 if it joins where it is installed, 2 if it is read where it was chosen too.
    pub kind: u32,
    /// Zero.
    pub reserved: u32,
}

/// A text with its findings marked.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Example {
    /// The text.
    pub text: Str,
    /// What it shows.
    pub note: Str,
}

/// An option's declaration.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Opt {
    /// Name in `--set`.
    pub name: Str,
    /// What it changes.
    pub doc: Str,
    /// The value it has unless set, as text.
    pub default_value: Str,
    /// One of `KIND_BOOL`, `KIND_INTEGER`, `KIND_FLOAT`, `KIND_STRING`.
    pub kind: u16,
    /// Zero.
    pub reserved: [u16; 3],
}

/// A document, lent for one call.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Document {
    /// Size of this struct in bytes.
    pub struct_size: u32,
    /// Size of one token.
    pub token_stride: u32,
    /// Size of one sentence.
    pub sentence_stride: u32,
    /// Size of one block.
    pub block_stride: u32,
    /// Size of one layer.
    pub layer_stride: u32,
    /// Length of the worker's vocabulary: all word types are below it.
    pub vocabulary_len: u32,
    /// Names the numbering of the word types.
    pub vocabulary_generation: u64,
    /// Name of the document.
    pub id: Str,
    /// The whole text.
    pub text: Str,
    /// Metadata.
    pub metadata: *const Pair,
    /// Number of metadata fields.
    pub metadata_len: usize,
    /// Tokens, in order.
    pub tokens: *const Token,
    /// Number of tokens.
    pub tokens_len: usize,
    /// Sentences, in order.
    pub sentences: *const Sentence,
    /// Number of sentences.
    pub sentences_len: usize,
    /// Blocks, in order.
    pub blocks: *const Block,
    /// Number of blocks.
    pub blocks_len: usize,
    /// Finished layers of the analyzers that this one requires.
    pub layers: *const Layer,
    /// Number of layers.
    pub layers_len: usize,
}

/// A metadata field. Frozen.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Pair {
    /// Its name.
    pub key: Str,
    /// Its value.
    pub value: Str,
}

/// The finished annotations of another analyzer, in columns.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Layer {
    /// Name of the analyzer.
    pub analyzer: Str,
    /// Text of all string cells.
    pub strings: Str,
    /// Names of labels, by index.
    pub labels: *const Str,
    /// Number of labels.
    pub labels_len: usize,
    /// Attributes, by index.
    pub keys: *const Key,
    /// Number of attributes.
    pub keys_len: usize,
    /// Annotations, sorted.
    pub rows: *const Row,
    /// Number of annotations.
    pub rows_len: usize,
    /// Attribute values of all rows.
    pub cells: *const Cell,
    /// Number of cells.
    pub cells_len: usize,
    /// Size of one element of `keys`.
    pub key_stride: u32,
    /// Zero.
    pub reserved: u32,
}

/// An annotation in a layer. Frozen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct Row {
    /// Where it stands, in bytes.
    pub span: Span,
    /// Index of its first cell.
    pub first_cell: u32,
    /// Number of its cells.
    pub cells: u16,
    /// Index of its label.
    pub label: u16,
}

/// An attribute's value in a layer. Frozen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct Cell {
    /// Index of the attribute.
    pub key: u16,
    /// One of the `KIND_` numbers.
    pub kind: u16,
    /// Length of a string in bytes; zero for other kinds.
    pub length: u32,
    /// The value; of a string, the offset in the layer's strings.
    pub payload: u64,
}

/// A value that crosses the boundary in a call: an attribute, an option, a cell of a table. Frozen.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Attribute {
    /// Index of the attribute, option or column.
    pub key: u16,
    /// One of the `KIND_` numbers.
    pub kind: u16,
    /// Zero.
    pub reserved: u32,
    /// The value, unless it is a string.
    pub payload: u64,
    /// The value, if it is a string.
    pub text: Str,
}

/// Where a plugin says why a call failed. Frozen.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Report {
    /// For the host; passed back as it is.
    pub context: *mut c_void,
    /// Takes the reason; the last one counts.
    pub fail: Option<unsafe extern "C" fn(context: *mut c_void, message: Str)>,
}

/// Where a plugin puts annotations; to be used by the thread that was called, during the call.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Sink {
    /// Size of this struct in bytes.
    pub struct_size: u32,
    /// Zero.
    pub flags: u32,
    /// Takes the reason of a failure.
    pub report: Report,
    /// Takes an annotation; returns 0 and its number in `id` (which may be null), or the number of an emit error.
    pub emit: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            label: u16,
            start: u32,
            end: u32,
            attributes: *const Attribute,
            len: usize,
            id: *mut u32,
        ) -> u32,
    >,
}

/// Extension `rashomon/corpus/1`: what an analyzer says of many documents together. A state belongs to one thread at a time.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Corpus {
    /// Size of this struct in bytes.
    pub struct_size: u32,
    /// Zero.
    pub flags: u32,
    /// An empty state, or null after `fail`.
    pub new_state:
        Option<unsafe extern "C" fn(instance: *const c_void, report: *const Report) -> *mut c_void>,
    /// Frees a state.
    pub free_state: Option<unsafe extern "C" fn(state: *mut c_void)>,
    /// Takes in a document.
    pub step: Option<
        unsafe extern "C" fn(
            instance: *const c_void,
            state: *mut c_void,
            document: *const Document,
            report: *const Report,
        ) -> i32,
    >,
    /// Appends `other` to `into` and frees `other`, also when it fails.
    pub merge: Option<
        unsafe extern "C" fn(
            instance: *const c_void,
            into: *mut c_void,
            other: *mut c_void,
            report: *const Report,
        ) -> i32,
    >,
    /// Writes the state as bytes through `write`.
    pub save: Option<
        unsafe extern "C" fn(
            instance: *const c_void,
            state: *const c_void,
            writer: *const Writer,
        ) -> i32,
    >,
    /// A state from such bytes, or null after `fail`.
    pub load: Option<
        unsafe extern "C" fn(
            instance: *const c_void,
            bytes: *const u8,
            len: usize,
            report: *const Report,
        ) -> *mut c_void,
    >,
    /// Writes the tables and frees the state, also when it fails.
    pub report: Option<
        unsafe extern "C" fn(
            instance: *const c_void,
            state: *mut c_void,
            tables: *const Tables,
        ) -> i32,
    >,
}

/// Where a plugin writes bytes. Frozen.
#[derive(Debug)]
#[repr(C)]
pub struct Writer {
    /// Takes the reason of a failure; its context is also that of `write`.
    pub report: Report,
    /// Takes bytes.
    pub write: Option<unsafe extern "C" fn(context: *mut c_void, bytes: *const u8, len: usize)>,
}

/// Where a plugin writes tables. Frozen.
#[derive(Debug)]
#[repr(C)]
pub struct Tables {
    /// Takes the reason of a failure; its context is also that of `table` and `row`.
    pub report: Report,
    /// Begins a table; `kinds` holds for each column one of `KIND_STRING`, `KIND_FLOAT`, `KIND_INTEGER`, `KIND_BOOL`,
    /// `KIND_SPAN` or a `COLUMN_` number. Returns a status.
    pub table: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            name: Str,
            columns: *const Str,
            kinds: *const u16,
            len: usize,
        ) -> i32,
    >,
    /// Adds a row of cells to the table begun last. Returns a status.
    pub row: Option<
        unsafe extern "C" fn(context: *mut c_void, cells: *const Attribute, len: usize) -> i32,
    >,
}

impl Cell {
    #[inline]
    pub(crate) fn decode(self, strings: &str) -> Value<'_> {
        if self.kind == KIND_STRING {
            let start = self.payload as usize;
            return Value::String(
                strings.get(start..start + self.length as usize).unwrap_or_default(),
            );
        }
        // The host writes only cells that it has checked.
        from_payload(self.kind, self.payload).unwrap_or(Value::Bool(false))
    }
}

/// Kind and payload of a value that is no string.
pub(crate) fn to_payload(value: Value<'_>) -> (u16, u64) {
    match value {
        Value::String(_) => (KIND_STRING, 0),
        Value::Float(number) => (KIND_FLOAT, number.to_bits()),
        Value::Integer(number) => (KIND_INTEGER, number as u64),
        Value::Bool(yes) => (KIND_BOOL, u64::from(yes)),
        Value::Span(span) => (KIND_SPAN, u64::from(span.start()) | u64::from(span.end()) << 32),
        Value::Reference(row) => (KIND_REFERENCE, u64::from(row)),
        Value::Enum(member) => (KIND_ENUM, u64::from(member)),
    }
}

/// The span that a payload holds, the order of whose ends is not checked.
pub(crate) fn span_of(payload: u64) -> Span {
    Span::unchecked(payload as u32, (payload >> 32) as u32)
}

/// The value of a kind and payload, unless it is a string or malformed. The order of a span's ends is not checked.
pub(crate) fn from_payload(kind: u16, payload: u64) -> Option<Value<'static>> {
    Some(match kind {
        KIND_FLOAT => Value::Float(f64::from_bits(payload)),
        KIND_INTEGER => Value::Integer(payload as i64),
        KIND_BOOL => Value::Bool(payload != 0),
        KIND_SPAN => Value::Span(span_of(payload)),
        KIND_REFERENCE => Value::Reference(u32::try_from(payload).ok()?),
        KIND_ENUM => Value::Enum(u16::try_from(payload).ok()?),
        _ => return None,
    })
}
