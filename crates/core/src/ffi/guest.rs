//! The guest's half: an analyzer of Rust behind C functions. Panics end here.

use std::any::Any;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::fmt;
use std::marker::PhantomData;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::Once;

use crate::document::Document;
use crate::error::{AnalyzeError, EmitError, OptionsError};
use crate::ffi::abi::{
    self, KIND_BOOL, KIND_FLOAT, KIND_INTEGER, KIND_STRING, STATUS_ERROR, STATUS_OK, STATUS_PANIC,
    Str,
};
use crate::ffi::names::slice;
use crate::ffi::sized::{Grows, is_whole, read, read_element};
use crate::ffi::{Keys, Names};
use crate::layer::Layer;
use crate::options::{OptionValue, Options};
use crate::plugin::Plugin;
use crate::sink::{AnnotationId, Attribute, Sink};
use crate::span::Span;
use crate::token::{Block, Sentence, Token};
use crate::value::Value;
use crate::word::Vocabulary;

/// A document that the host has lent for one call.
pub struct DocumentView<'a> {
    raw: abi::Document,
    tokens: Cow<'a, [Token]>,
    sentences: Cow<'a, [Sentence]>,
    blocks: Cow<'a, [Block]>,
}

impl DocumentView<'_> {
    /// # Errors
    /// If the document, or something in it, has fewer fields than version 1.0 of the interface.
    ///
    /// # Safety
    /// `raw` and all that it points to are as [`abi::Document`] says and stay so while the view is used; texts are UTF-8.
    pub(crate) unsafe fn new(raw: *const abi::Document) -> Result<Self, AnalyzeError> {
        let short = || AnalyzeError::new("the host's document is shorter than the interface's");
        // SAFETY: the size is the first field, in every version.
        let size = unsafe { raw.cast::<u32>().read() };
        if !is_whole::<abi::Document>(size) {
            return Err(short());
        }
        // SAFETY: the caller's promise, and it is long enough.
        let raw = unsafe { read(raw, size) };
        if !is_whole::<Token>(raw.token_stride)
            || !is_whole::<Sentence>(raw.sentence_stride)
            || !is_whole::<Block>(raw.block_stride)
            || !is_whole::<abi::Layer>(raw.layer_stride)
        {
            return Err(short());
        }
        // SAFETY: the host's promise for this array.
        let tokens = unsafe { strided(raw.tokens, raw.tokens_len, raw.token_stride) };
        // SAFETY: the host's promise for this array.
        let sentences = unsafe { strided(raw.sentences, raw.sentences_len, raw.sentence_stride) };
        // SAFETY: the host's promise for this array.
        let blocks = unsafe { strided(raw.blocks, raw.blocks_len, raw.block_stride) };
        Ok(Self { raw, tokens, sentences, blocks })
    }
}

/// The array as it lies if its elements have the size that this side knows; else a copy of their known part.
///
/// # Safety
/// `ptr` points to `len` elements, `stride` bytes apart, with all fields of version 1.0, that stay valid for `'a`.
unsafe fn strided<'a, T: Grows>(ptr: *const T, len: usize, stride: u32) -> Cow<'a, [T]> {
    if stride as usize == size_of::<T>() || len == 0 {
        // SAFETY: the caller's promise.
        return Cow::Borrowed(unsafe { slice(ptr, len) });
    }
    // SAFETY: the caller's promise.
    Cow::Owned((0..len).map(|it| unsafe { read_element(ptr, it, stride) }).collect())
}

impl Document for DocumentView<'_> {
    fn id(&self) -> &str {
        // SAFETY: the host's text, promised to `new`.
        unsafe { self.raw.id.get_checked() }
    }

    fn text(&self) -> &str {
        // SAFETY: the host's text, promised to `new`.
        unsafe { self.raw.text.get_checked() }
    }

    fn metadata(&self, key: &str) -> Option<&str> {
        // SAFETY: the host's array, promised to `new`.
        let pairs = unsafe { slice(self.raw.metadata, self.raw.metadata_len) };
        // SAFETY: the host's text, promised to `new`.
        let found = pairs.iter().find(|it| unsafe { it.key.get_checked() } == key)?;
        // SAFETY: the host's text, promised to `new`.
        Some(unsafe { found.value.get_checked() })
    }

    fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    fn vocabulary(&self) -> Vocabulary {
        Vocabulary { generation: self.raw.vocabulary_generation, len: self.raw.vocabulary_len }
    }

    fn layer(&self, analyzer: &str) -> Option<Layer<'_>> {
        for index in 0..self.raw.layers_len {
            // SAFETY: the host's array has a layer every `layer_stride` bytes.
            let layer = unsafe { read_element(self.raw.layers, index, self.raw.layer_stride) };
            // SAFETY: the host's text, promised to `new`.
            if unsafe { layer.analyzer.get_checked() } == analyzer {
                // SAFETY: the host's layer, promised to `new`.
                return Some(unsafe { read_layer(&layer) });
            }
        }
        None
    }
}

impl fmt::Debug for DocumentView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DocumentView").field("id", &self.id()).finish_non_exhaustive()
    }
}

/// # Safety
/// The layer and all that it points to are as [`abi::Layer`] says and stay so for `'a`.
unsafe fn read_layer<'a>(raw: &abi::Layer) -> Layer<'a> {
    // SAFETY: the caller's promise for this array.
    let labels = unsafe { slice(raw.labels, raw.labels_len) };
    // A host that says less of an attribute than version 1.0 says nothing that can be read.
    let keys_len = if is_whole::<abi::Key>(raw.key_stride) { raw.keys_len } else { 0 };
    Layer {
        // SAFETY: the caller's promise for this text.
        analyzer: unsafe { raw.analyzer.get_checked() },
        // SAFETY: the caller's promise for these texts.
        labels: unsafe { Names::new(labels) },
        // SAFETY: the caller's promise for these texts.
        keys: unsafe { Keys::new(raw.keys, keys_len, raw.key_stride) },
        // SAFETY: the caller's promise for this array.
        rows: unsafe { slice(raw.rows, raw.rows_len) },
        // SAFETY: the caller's promise for this array.
        cells: unsafe { slice(raw.cells, raw.cells_len) },
        // SAFETY: the caller's promise for this text.
        strings: unsafe { raw.strings.get_checked() },
    }
}

/// The host's sink, as analyzers see it.
struct GuestSink<'a> {
    raw: &'a abi::Sink,
    scratch: Vec<abi::Attribute>,
}

impl Sink for GuestSink<'_> {
    fn emit(
        &mut self,
        label: u16,
        span: Span,
        attributes: &[Attribute<'_>],
    ) -> Result<AnnotationId, EmitError> {
        let emit = self.raw.emit.ok_or(EmitError::Malformed)?;
        self.scratch.clear();
        self.scratch.extend(attributes.iter().map(|it| raw_attribute(it.key, it.value)));
        let (context, attributes) = (self.raw.report.context, &self.scratch);
        let mut id = 0;
        // SAFETY: the host's function with its own context; everything lent lives until it returns.
        let code = unsafe {
            emit(
                context,
                label,
                span.start(),
                span.end(),
                attributes.as_ptr(),
                attributes.len(),
                &raw mut id,
            )
        };
        if code == 0 {
            Ok(AnnotationId(id))
        } else {
            Err(EmitError::from_u32(code).unwrap_or(EmitError::Malformed))
        }
    }
}

/// A value in C shape; a string is lent.
pub(crate) fn raw_attribute(key: u16, value: Value<'_>) -> abi::Attribute {
    let (kind, payload) = abi::to_payload(value);
    let text = Str::new(if let Value::String(text) = value { text } else { "" });
    abi::Attribute { key, kind, reserved: 0, payload, text }
}

/// Tells the host why a call failed.
///
/// # Safety
/// `report` is the host's, or null.
pub(crate) unsafe fn fail(report: *const abi::Report, message: &str) {
    // SAFETY: the caller's promise.
    if let Some(report) = unsafe { report.as_ref() }
        && let Some(fail) = report.fail
    {
        // SAFETY: the host's function with its own context.
        unsafe { fail(report.context, Str::new(message)) }
    }
}

/// Runs `call`, reports an error or a panic and returns what became of it.
///
/// # Safety
/// `report` is the host's, or null.
pub(crate) unsafe fn guard<T>(
    report: *const abi::Report,
    call: impl FnOnce() -> Result<T, AnalyzeError>,
) -> Result<T, i32> {
    quiet_panics();
    let outer = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(call));
    GUARDED.set(outer);
    match result {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => {
            // SAFETY: the caller's promise.
            unsafe { fail(report, &error.to_string()) };
            Err(STATUS_ERROR)
        }
        Err(payload) => {
            let message = format!("{}{}", panic_message(payload.as_ref()), PLACE.take());
            // SAFETY: the caller's promise.
            unsafe { fail(report, &message) };
            // Dropping what a plugin threw could panic again; a message cannot.
            if !payload.is::<&str>() && !payload.is::<String>() {
                std::mem::forget(payload);
            }
            Err(STATUS_PANIC)
        }
    }
}

thread_local! {
    /// Whether a panic of this thread is caught here.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// Where the last such panic happened, as the message ends.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// A panic that is reported is not printed too, once for each document of a corpus; with `RUST_BACKTRACE` it is.
fn quiet_panics() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        let shown = std::env::var_os("RUST_BACKTRACE").is_some_and(|it| it != "0");
        panic::set_hook(Box::new(move |info| {
            let guarded = GUARDED.get();
            if let (true, Some(place)) = (guarded, info.location()) {
                PLACE.set(format!(" ({}:{})", place.file(), place.line()));
            }
            if shown || !guarded {
                before(info);
            }
        }));
    });
}

fn panic_message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without a message")
}

/// The functions of the main table for one analyzer.
pub(crate) struct Functions<P>(PhantomData<P>);

impl<P: Plugin> Functions<P> {
    pub(crate) unsafe extern "C" fn create(
        options: *const abi::Attribute,
        len: usize,
        report: *const abi::Report,
    ) -> *mut c_void {
        let call = || {
            // SAFETY: the host lends `len` options.
            let given = unsafe { slice(options, len) };
            let mut options = P::Options::default();
            for option in given {
                // SAFETY: the host lends the option's text.
                let value = unsafe { option_value(option) }
                    .ok_or_else(|| AnalyzeError::new("an option of an unknown type"))?;
                options
                    .set(usize::from(option.key), value)
                    .map_err(|it: OptionsError| AnalyzeError::new(it))?;
            }
            P::create(options).map_err(AnalyzeError::new)
        };
        // SAFETY: the host's report.
        unsafe { guard(report, call) }
            .map_or(ptr::null_mut(), |it| Box::into_raw(Box::new(it)).cast())
    }

    pub(crate) unsafe extern "C" fn destroy(instance: *mut c_void) {
        let call = || {
            // SAFETY: the host gives back what `create` returned, once.
            drop(unsafe { Box::from_raw(instance.cast::<P>()) });
            Ok(())
        };
        // SAFETY: null is allowed.
        let _ = unsafe { guard(ptr::null(), call) };
    }

    pub(crate) unsafe extern "C" fn analyze(
        instance: *const c_void,
        document: *const abi::Document,
        sink: *const abi::Sink,
    ) -> i32 {
        // SAFETY: the size is the first field, in every version.
        let size = unsafe { sink.cast::<u32>().read() };
        if !is_whole::<abi::Sink>(size) {
            // There may be nobody to tell the reason to.
            return STATUS_ERROR;
        }
        // SAFETY: the host lends its sink for this call, and it is long enough.
        let raw = unsafe { read(sink, size) };
        let call = || {
            // SAFETY: the host passes what `create` returned.
            let analyzer = unsafe { &*instance.cast::<P>() };
            // SAFETY: the host lends the document for this call and keeps to the interface.
            let document = unsafe { DocumentView::new(document) }?;
            analyzer.analyze(&document, &mut GuestSink { raw: &raw, scratch: Vec::new() })
        };
        // SAFETY: the report is part of the host's sink.
        unsafe { guard(&raw const raw.report, call) }.map_or_else(|status| status, |()| STATUS_OK)
    }
}

/// # Safety
/// A string is lent as [`Str`] says for `'a`.
unsafe fn option_value<'a>(raw: &abi::Attribute) -> Option<OptionValue<'a>> {
    Some(match raw.kind {
        KIND_BOOL => OptionValue::Bool(raw.payload != 0),
        KIND_INTEGER => OptionValue::Integer(raw.payload as i64),
        KIND_FLOAT => OptionValue::Float(f64::from_bits(raw.payload)),
        // SAFETY: the caller's promise.
        KIND_STRING => OptionValue::String(unsafe { raw.text.get() }?),
        _ => return None,
    })
}
