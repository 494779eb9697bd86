//! The functions of the plugin: each goes on where the one before left the script.

use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::ptr;

use arbitrary::{Result, Unstructured};
use rashomon_core::ffi::abi::{self, Str};

use super::corpus;
use super::memory::{Memory, size_of_some};

thread_local! {
    /// What is left of the script.
    static SCRIPT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    /// Bytes read of what the host lends, so that reading is not optimised away.
    static SEEN: Cell<u64> = const { Cell::new(0) };
}

/// Forgets what an earlier script left.
pub(super) fn begin(data: &[u8]) -> &[u8] {
    SCRIPT.set(Vec::new());
    data
}

/// Keeps the rest of the script for the calls.
pub(super) fn keep(rest: &[u8]) {
    SCRIPT.set(rest.to_vec());
}

/// Lets `play` read on in the script.
pub(super) fn play<T>(
    play: impl FnOnce(&mut Unstructured<'_>, &mut Memory) -> Result<T>,
) -> Option<T> {
    let script = SCRIPT.take();
    let mut u = Unstructured::new(&script);
    let mut memory = Memory::default();
    let result = play(&mut u, &mut memory).ok();
    SCRIPT.set(u.take_rest().to_vec());
    result
}

/// Reads what the host lends: a sanitizer sees if it is not there.
pub(super) fn read(bytes: *const u8, len: usize) {
    if len > 0 {
        // SAFETY: the host lends them.
        let bytes = unsafe { std::slice::from_raw_parts(bytes, len) };
        SEEN.set(bytes.iter().fold(SEEN.get(), |sum, it| sum.wrapping_add(u64::from(*it))));
    }
}

/// Mostly zero, else a status that may not exist.
pub(super) fn status(u: &mut Unstructured<'_>) -> Result<i32> {
    if u.ratio(7, 8)? { Ok(0) } else { u.int_in_range(-1..=4) }
}

/// Gives a reason, true or not.
pub(super) fn fail(
    u: &mut Unstructured<'_>,
    memory: &mut Memory,
    report: &abi::Report,
) -> Result<()> {
    if u.ratio(1, 8)? {
        let message = memory.text(u)?;
        // A reason of any length is cut where it is read; so many bytes must be there.
        let message =
            if message.len > 4096 { Str { ptr: ptr::null(), ..message } } else { message };
        let fail = report.fail.expect("the host takes reasons");
        // SAFETY: the host's function with its own context.
        unsafe { fail(report.context, message) };
    }
    Ok(())
}

pub(super) unsafe extern "C" fn create(
    options: *const abi::Attribute,
    len: usize,
    report: *const abi::Report,
) -> *mut c_void {
    read(options.cast(), len * size_of::<abi::Attribute>());
    let made = play(|u, memory| {
        // SAFETY: the host lends it.
        fail(u, memory, unsafe { &*report })?;
        u.ratio(31, 32)
    });
    if made == Some(true) { Box::into_raw(Box::new(1_u64)).cast() } else { ptr::null_mut() }
}

pub(super) unsafe extern "C" fn destroy(instance: *mut c_void) {
    // SAFETY: the host gives back what `create` returned, once.
    drop(unsafe { Box::from_raw(instance.cast::<u64>()) });
}

pub(super) unsafe extern "C" fn analyze(
    instance: *const c_void,
    document: *const abi::Document,
    sink: *const abi::Sink,
) -> i32 {
    // SAFETY: the host passes what `create` returned, and lends the others.
    let (alive, document, sink) = unsafe { (*instance.cast::<u64>(), &*document, &*sink) };
    assert_eq!(alive, 1);
    read_document(document);
    play(|u, memory| {
        fail(u, memory, &sink.report)?;
        let emit = sink.emit.expect("the host takes annotations");
        for _ in 0..u.int_in_range(0..=8)? {
            let kinds = u.int_in_range(0..=3)?;
            let mut attributes = Vec::new();
            for _ in 0..kinds {
                attributes.push(attribute(u, memory)?);
            }
            let stride = size_of::<abi::Attribute>() as u32;
            let (attributes, len) = memory.array(u, &attributes, stride)?;
            let label = if u.ratio(1, 16)? { u.arbitrary()? } else { 0 };
            let (start, end) = span(u)?;
            let mut id = [0_u8; 8];
            let place: *mut u32 = match u.int_in_range(0..=7)? {
                0 => ptr::null_mut(),
                1 => id.as_mut_ptr().wrapping_add(1).cast(),
                _ => id.as_mut_ptr().cast(),
            };
            // SAFETY: the host's function with its own context.
            unsafe { emit(sink.report.context, label, start, end, attributes, len, place) };
        }
        status(u)
    })
    .unwrap_or_default()
}

fn span(u: &mut Unstructured<'_>) -> Result<(u32, u32)> {
    Ok(match u.int_in_range(0..=7)? {
        0 => (u.arbitrary()?, u.arbitrary()?),
        1 => (u.int_in_range(0..=100)?, u.int_in_range(0..=100)?),
        _ => (u.int_in_range(5..=10)?, u.int_in_range(10..=20)?),
    })
}

/// An attribute or a cell of a table.
pub(super) fn attribute(u: &mut Unstructured<'_>, memory: &mut Memory) -> Result<abi::Attribute> {
    let payload = match u.int_in_range(0..=3)? {
        0 => u.arbitrary()?,
        1 => u64::from(u.int_in_range(0..=20_u32)?) | u64::from(u.int_in_range(0..=90_u32)?) << 32,
        _ => u.int_in_range(0..=2)?,
    };
    Ok(abi::Attribute {
        key: u.int_in_range(0..=4)?,
        kind: u.int_in_range(0..=8)?,
        reserved: 0,
        payload,
        text: memory.text(u)?,
    })
}

/// Reads all of a document that the host lends.
pub(super) fn read_document(document: &abi::Document) {
    read(document.id.ptr, document.id.len);
    read(document.text.ptr, document.text.len);
    read(document.tokens.cast(), document.tokens_len * document.token_stride as usize);
    read(document.sentences.cast(), document.sentences_len * document.sentence_stride as usize);
    read(document.blocks.cast(), document.blocks_len * document.block_stride as usize);
    for index in 0..document.layers_len {
        // SAFETY: there are so many, this far apart.
        let layer = unsafe { &*document.layers.byte_add(index * document.layer_stride as usize) };
        read(layer.strings.ptr, layer.strings.len);
        read(layer.rows.cast(), layer.rows_len * size_of::<abi::Row>());
        read(layer.cells.cast(), layer.cells_len * size_of::<abi::Cell>());
    }
}

pub(super) unsafe extern "C" fn get_extension(name: Str) -> *const c_void {
    read(name.ptr, name.len);
    let size = play(|u, _| size_of_some::<abi::Corpus>(u)).unwrap_or_default();
    corpus::table(size)
}
