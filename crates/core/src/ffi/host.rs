//! The host's half: safe handles on a plugin's table.

use std::ffi::c_void;
use std::fmt;
use std::ptr;
use std::sync::Arc;

use thiserror::Error;

use crate::document::{Document as _, OwnedDocument};
use crate::error::EmitError;
use crate::ffi::abi::{self, MAGIC, MAJOR, STATUS_ERROR, STATUS_OK, STATUS_PANIC, Str};
use crate::ffi::guest::raw_attribute;
use crate::ffi::guest_info::StaticPlugin;
use crate::ffi::host_info::OwnedInfo;
use crate::ffi::names::{foreign_slice, slice};
use crate::ffi::sized::{is_whole, read};
use crate::layer::{Given, LayerBuilder, OwnedLayer, Room, Schema};
use crate::options::OptionValue;
use crate::span::Span;
use crate::token::{Block, Sentence, Token};
use crate::value::Value;

/// Why a table was refused.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum Handshake {
    /// The table does not begin as a plugin's does.
    #[error("its table does not begin with RASHOMON")]
    NotAPlugin,
    /// The plugin speaks another version of the interface.
    #[error("it speaks plugin interface {found}, this host speaks {MAJOR}")]
    Major {
        /// The plugin's version.
        found: u32,
    },
    /// The table is shorter than the interface says.
    #[error("its table has {found} bytes, fewer than version {MAJOR}.0 of the interface has")]
    TooShort {
        /// Length that the table gives for itself.
        found: u32,
    },
    /// A function that every plugin has is missing.
    #[error("its table lacks a function")]
    MissingFunction,
    /// What it says of itself cannot be used.
    #[error("{0}")]
    BadInfo(String),
}

/// Why a call of a plugin failed.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum CallError {
    /// The plugin gave a reason.
    #[error("{0}")]
    Failed(String),
    /// The plugin panicked; the panic was caught.
    #[error("it panicked: {0}")]
    Panicked(String),
    /// The host refused an annotation.
    #[error("{0}")]
    Refused(#[from] EmitError),
    /// The plugin answered with a number that the interface does not have.
    #[error("it answered with the unknown status {0}")]
    UnknownStatus(i32),
}

/// A plugin whose table was found good. Cheap to clone; its library is never unloaded.
#[derive(Clone)]
pub struct PluginHandle {
    table: Table,
    info: Arc<OwnedInfo>,
    schema: Arc<Schema>,
}

/// A copy of a plugin's table, with the fields that both sides know.
#[derive(Clone, Copy)]
struct Table(abi::Plugin);

// SAFETY: what the table leads to is valid for ever and never changes; its functions may be called from any thread.
unsafe impl Send for Table {}
// SAFETY: as above.
unsafe impl Sync for Table {}

impl PluginHandle {
    /// The handle of an analyzer that is linked into this binary.
    ///
    /// # Errors
    /// If what the analyzer says of itself is not valid: a bad name, something declared twice.
    pub fn of(plugin: StaticPlugin) -> Result<Self, Handshake> {
        // SAFETY: a table made by `TableCell` is one as the interface says.
        unsafe { Self::from_raw(plugin.0) }
    }

    /// Reads a table: first the frozen 24 bytes, the rest only if they fit.
    ///
    /// # Errors
    /// If it is no plugin's table, of another version, or not valid.
    ///
    /// # Safety
    /// `raw` is null or points to at least 24 readable bytes that stay for ever; if they are those of a plugin of this
    /// major version, the rest is as [`abi::Plugin`] says.
    pub unsafe fn from_raw(raw: *const abi::Plugin) -> Result<Self, Handshake> {
        if raw.is_null() || !raw.is_aligned() {
            return Err(Handshake::NotAPlugin);
        }
        // SAFETY: the 24 bytes that every version has.
        let header = unsafe { ptr::read(raw.cast::<abi::Header>()) };
        if header.magic != MAGIC {
            return Err(Handshake::NotAPlugin);
        }
        if header.major != MAJOR {
            return Err(Handshake::Major { found: header.major });
        }
        if !is_whole::<abi::Plugin>(header.struct_size) {
            return Err(Handshake::TooShort { found: header.struct_size });
        }
        // SAFETY: of this major version and as long as it says.
        let table = unsafe { read(raw, header.struct_size) };
        if table.create.is_none() || table.destroy.is_none() || table.analyze.is_none() {
            return Err(Handshake::MissingFunction);
        }
        // SAFETY: the plugin's info is as the interface says.
        let info = unsafe { OwnedInfo::read(table.info) }.map_err(Handshake::BadInfo)?;
        let schema = Arc::new(info.schema());
        Ok(Self { table: Table(table), info: Arc::new(info), schema })
    }

    /// What it says of itself.
    pub fn info(&self) -> &OwnedInfo {
        &self.info
    }

    /// Its labels and attributes.
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// Version of the interface that it was built for.
    pub fn interface(&self) -> (u32, u32) {
        (self.table.0.header.major, self.table.0.header.minor)
    }

    /// Makes the analyzer with the given options, by index.
    ///
    /// # Errors
    /// If the plugin refuses the options.
    pub fn create(&self, options: &[(u16, OptionValue<'_>)]) -> Result<Instance, CallError> {
        let create = self.table.0.create.ok_or_else(missing)?;
        let raw: Vec<_> =
            options.iter().map(|&(key, value)| raw_attribute(key, as_value(value))).collect();
        let mut reason = None;
        let report = report_to(&mut reason);
        // SAFETY: the table's function; options and report live until it returns.
        let instance = unsafe { create(raw.as_ptr(), raw.len(), &raw const report) };
        if instance.is_null() {
            return Err(CallError::Failed(reason.unwrap_or_else(|| "it gave no reason".into())));
        }
        Ok(Instance { plugin: self.clone(), raw: instance, room: Room::default() })
    }

    pub(crate) fn extension(&self, name: &str) -> *const c_void {
        // SAFETY: the table's function; the name lives until it returns.
        self.table.0.get_extension.map_or(ptr::null(), |it| unsafe { it(Str::new(name)) })
    }
}

impl fmt::Debug for PluginHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PluginHandle").field("info", &self.info).finish_non_exhaustive()
    }
}

/// An analyzer, ready to be called from many threads at once.
#[derive(Debug)]
pub struct Instance {
    plugin: PluginHandle,
    raw: *mut c_void,
    /// What the layers that it makes take.
    room: Room,
}

// SAFETY: the interface says that any thread may call `analyze` and `destroy`.
unsafe impl Send for Instance {}
// SAFETY: the interface says that many threads may call `analyze` at once.
unsafe impl Sync for Instance {}

impl Instance {
    /// The plugin that it was made by.
    pub fn plugin(&self) -> &PluginHandle {
        &self.plugin
    }

    /// Analyzes a document; the layer is complete and checked, or there is none.
    ///
    /// # Errors
    /// If the plugin fails or panics, or if any annotation was refused, even if the plugin made nothing of that.
    pub fn analyze(&self, document: &OwnedDocument) -> Result<OwnedLayer, CallError> {
        let analyze = self.plugin.table.0.analyze.ok_or_else(missing)?;
        let mut host = HostSink {
            builder: LayerBuilder::with_room(self.plugin.schema.clone(), document, &self.room),
            reason: None,
        };
        let sink = abi::Sink {
            struct_size: size_of::<abi::Sink>() as u32,
            flags: 0,
            report: abi::Report { context: (&raw mut host).cast(), fail: Some(sink_fail) },
            emit: Some(sink_emit),
        };
        let needs = &self.plugin.info.requires;
        let status = lend(
            document,
            |it| needs.iter().any(|need| need.analyzer == it),
            |raw| {
                // SAFETY: the table's function with its own instance; document and sink live until it returns.
                unsafe { analyze(self.raw, raw, &raw const sink) }
            },
        );
        let HostSink { builder, reason } = host;
        outcome(status, reason)?;
        let layer = builder.finish()?;
        self.room.learn(document.text().len(), &layer);
        Ok(layer)
    }

    pub(crate) fn raw(&self) -> *const c_void {
        self.raw
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        if let Some(destroy) = self.plugin.table.0.destroy {
            // SAFETY: what `create` returned, given back once.
            unsafe { destroy(self.raw) }
        }
    }
}

/// Turns a status into a result.
pub(crate) fn outcome(status: i32, reason: Option<String>) -> Result<(), CallError> {
    let reason = || reason.unwrap_or_else(|| "it gave no reason".into());
    match status {
        STATUS_OK => Ok(()),
        STATUS_ERROR => Err(CallError::Failed(reason())),
        STATUS_PANIC => Err(CallError::Panicked(reason())),
        other => Err(CallError::UnknownStatus(other)),
    }
}

pub(crate) fn missing() -> CallError {
    CallError::Failed("its table lacks a function".into())
}

/// A report that keeps the reason in `slot`, which must stay in place while the plugin may use it.
pub(crate) fn report_to(slot: &mut Option<String>) -> abi::Report {
    abi::Report { context: (&raw mut *slot).cast(), fail: Some(slot_fail) }
}

/// # Safety
/// `context` is the slot of [`report_to`]; the message is lent for this call.
pub(crate) unsafe extern "C" fn slot_fail(context: *mut c_void, message: Str) {
    // SAFETY: the slot is alive and nobody else uses it during the plugin's call.
    let slot = unsafe { &mut *context.cast::<Option<String>>() };
    // SAFETY: the plugin lends the message.
    *slot = Some(unsafe { lossy(message) });
}

/// # Safety
/// The message is lent for this call; it may be no UTF-8.
pub(crate) unsafe fn lossy(message: Str) -> String {
    // SAFETY: the caller's promise.
    let bytes = unsafe { slice(message.ptr, message.len.min(4096)) };
    String::from_utf8_lossy(bytes).into_owned()
}

fn as_value(value: OptionValue<'_>) -> Value<'_> {
    match value {
        OptionValue::Bool(it) => Value::Bool(it),
        OptionValue::Integer(it) => Value::Integer(it),
        OptionValue::Float(it) => Value::Float(it),
        OptionValue::String(it) => Value::String(it),
    }
}

struct HostSink<'d> {
    builder: LayerBuilder<'d>,
    reason: Option<String>,
}

/// # Safety
/// `context` is the host's [`HostSink`]; the message is lent for this call.
unsafe extern "C" fn sink_fail(context: *mut c_void, message: Str) {
    // SAFETY: the sink is alive and nobody else uses it during the plugin's call.
    let sink = unsafe { &mut *context.cast::<HostSink<'_>>() };
    // SAFETY: the plugin lends the message.
    sink.reason = Some(unsafe { lossy(message) });
}

/// # Safety
/// `context` is the host's [`HostSink`]; the attributes are lent for this call; `id` is null or writable.
unsafe extern "C" fn sink_emit(
    context: *mut c_void,
    label: u16,
    start: u32,
    end: u32,
    attributes: *const abi::Attribute,
    len: usize,
    id: *mut u32,
) -> u32 {
    // SAFETY: the sink is alive and nobody else uses it during the plugin's call.
    let sink = unsafe { &mut *context.cast::<HostSink<'_>>() };
    // SAFETY: the plugin lends `len` attributes.
    let raw = unsafe { foreign_slice(attributes, len) };
    let result = match raw.filter(|it| u16::try_from(it.len()).is_ok()) {
        Some(raw) => {
            // SAFETY: the plugin lends the texts.
            let given = raw.iter().map(|it| unsafe { given(it) });
            sink.builder.take(label, Span::unchecked(start, end), given)
        }
        None => Err(sink.builder.refuse(EmitError::Malformed)),
    };
    match result {
        Ok(number) => {
            if !id.is_null() {
                // SAFETY: the caller's promise; it may lie anywhere.
                unsafe { id.write_unaligned(number.0) };
            }
            0
        }
        Err(error) => error as u32,
    }
}

/// # Safety
/// The text of a string attribute is lent for `'a`.
#[inline]
unsafe fn given<'a>(raw: &abi::Attribute) -> Given<'a> {
    // SAFETY: the caller's promise.
    let text = if raw.kind == abi::KIND_STRING { unsafe { text_of(raw.text) } } else { Ok("") };
    Given { key: raw.key, kind: raw.kind, payload: raw.payload, text }
}

/// # Safety
/// The text is lent for `'a`.
unsafe fn text_of<'a>(text: Str) -> Result<&'a str, EmitError> {
    // No document has room for more; so the bytes of such a text are not even looked at.
    if text.len > u32::MAX as usize {
        return Err(EmitError::TooMany);
    }
    // SAFETY: the caller's promise.
    let bytes = unsafe { foreign_slice(text.ptr, text.len) };
    let bytes = bytes.ok_or(EmitError::Malformed)?;
    // Most texts are of ASCII, which costs less to see.
    if bytes.is_ascii() {
        // SAFETY: ASCII is UTF-8.
        return Ok(unsafe { std::str::from_utf8_unchecked(bytes) });
    }
    std::str::from_utf8(bytes).map_err(|_| EmitError::NotUtf8)
}

/// Lends a document and those of its layers that `wanted` names to `call`.
pub(crate) fn lend<T>(
    document: &OwnedDocument,
    wanted: impl Fn(&str) -> bool,
    call: impl FnOnce(&abi::Document) -> T,
) -> T {
    let pairs: Vec<_> = document
        .all_metadata()
        .iter()
        .map(|(key, value)| abi::Pair { key: Str::new(key), value: Str::new(value) })
        .collect();
    let layers: Vec<_> = document
        .layers()
        .iter()
        .filter(|it| wanted(it.schema().analyzer()))
        .map(raw_layer)
        .collect();
    let (tokens, sentences, blocks) = (document.tokens(), document.sentences(), document.blocks());
    let vocabulary = document.vocabulary();
    call(&abi::Document {
        struct_size: size_of::<abi::Document>() as u32,
        token_stride: size_of::<Token>() as u32,
        sentence_stride: size_of::<Sentence>() as u32,
        block_stride: size_of::<Block>() as u32,
        layer_stride: size_of::<abi::Layer>() as u32,
        vocabulary_len: vocabulary.len,
        vocabulary_generation: vocabulary.generation,
        id: Str::new(document.id()),
        text: Str::new(document.text()),
        metadata: pairs.as_ptr(),
        metadata_len: pairs.len(),
        tokens: tokens.as_ptr(),
        tokens_len: tokens.len(),
        sentences: sentences.as_ptr(),
        sentences_len: sentences.len(),
        blocks: blocks.as_ptr(),
        blocks_len: blocks.len(),
        layers: layers.as_ptr(),
        layers_len: layers.len(),
    })
}

fn raw_layer(layer: &OwnedLayer) -> abi::Layer {
    let view = layer.view();
    abi::Layer {
        analyzer: Str::new(view.analyzer),
        strings: Str::new(view.strings),
        labels: view.labels.raw().as_ptr(),
        labels_len: view.labels.raw().len(),
        keys: view.keys.first,
        keys_len: view.keys.len,
        rows: view.rows.as_ptr(),
        rows_len: view.rows.len(),
        cells: view.cells.as_ptr(),
        cells_len: view.cells.len(),
        key_stride: view.keys.stride,
        reserved: 0,
    }
}
