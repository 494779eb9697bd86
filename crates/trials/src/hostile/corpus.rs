//! The plugin's corpus stage.

use std::cell::RefCell;
use std::ffi::c_void;
use std::ptr;

use rashomon_core::ffi::abi::{self, STATUS_ERROR};

use super::memory::Memory;
use super::plugin::{attribute, fail, play, read, read_document, status};

/// The table, if it says of itself to be so long.
pub(super) fn table(size: u32) -> *const c_void {
    thread_local! {
        /// Tables stay as long as the thread.
        static TABLES: RefCell<Memory> = RefCell::default();
    }
    let table = abi::Corpus {
        struct_size: size,
        flags: 0,
        new_state: Some(new_state),
        free_state: Some(free_state),
        step: Some(step),
        merge: Some(merge),
        save: Some(save),
        load: Some(load),
        report: Some(report),
    };
    match size {
        4 => ptr::null(),
        // The host reads the size before anything else, and no more if it is too small.
        size => TABLES.with_borrow_mut(|it| {
            *it = Memory::default();
            it.table(&table, size.max(4)).cast()
        }),
    }
}

unsafe extern "C" fn new_state(_: *const c_void, report: *const abi::Report) -> *mut c_void {
    let made = play(|u, memory| {
        // SAFETY: the host lends it.
        fail(u, memory, unsafe { &*report })?;
        u.ratio(15, 16)
    });
    if made == Some(true) { Box::into_raw(Box::new(2_u64)).cast() } else { ptr::null_mut() }
}

unsafe extern "C" fn free_state(state: *mut c_void) {
    // SAFETY: the host gives a state back, once.
    drop(unsafe { Box::from_raw(state.cast::<u64>()) });
}

unsafe extern "C" fn step(
    _: *const c_void,
    state: *mut c_void,
    document: *const abi::Document,
    report: *const abi::Report,
) -> i32 {
    // SAFETY: a state of ours.
    assert_eq!(unsafe { *state.cast::<u64>() }, 2);
    // SAFETY: the host lends it.
    read_document(unsafe { &*document });
    play(|u, memory| {
        // SAFETY: the host lends it.
        fail(u, memory, unsafe { &*report })?;
        status(u)
    })
    .unwrap_or_default()
}

unsafe extern "C" fn merge(
    _: *const c_void,
    into: *mut c_void,
    other: *mut c_void,
    report: *const abi::Report,
) -> i32 {
    // SAFETY: two states of ours, of which the second is handed over.
    let other = unsafe { Box::from_raw(other.cast::<u64>()) };
    // SAFETY: as above.
    assert_eq!(unsafe { *into.cast::<u64>() }, *other);
    play(|u, memory| {
        // SAFETY: the host lends it.
        fail(u, memory, unsafe { &*report })?;
        status(u)
    })
    .unwrap_or_default()
}

unsafe extern "C" fn save(
    _: *const c_void,
    state: *const c_void,
    writer: *const abi::Writer,
) -> i32 {
    // SAFETY: a state of ours; the host lends the writer.
    let (alive, writer) = unsafe { (*state.cast::<u64>(), &*writer) };
    assert_eq!(alive, 2);
    play(|u, memory| {
        fail(u, memory, &writer.report)?;
        let write = writer.write.expect("the host takes bytes");
        for _ in 0..u.int_in_range(0..=3)? {
            let text = memory.text(u)?;
            // SAFETY: the host's function with its own context.
            unsafe { write(writer.report.context, text.ptr, text.len) };
        }
        status(u)
    })
    .unwrap_or_default()
}

unsafe extern "C" fn load(
    _: *const c_void,
    bytes: *const u8,
    len: usize,
    report: *const abi::Report,
) -> *mut c_void {
    read(bytes, len);
    // SAFETY: as the host lends it.
    unsafe { new_state(ptr::null(), report) }
}

unsafe extern "C" fn report(
    _: *const c_void,
    state: *mut c_void,
    tables: *const abi::Tables,
) -> i32 {
    // SAFETY: a state of ours, handed over.
    drop(unsafe { Box::from_raw(state.cast::<u64>()) });
    // SAFETY: the host lends them.
    let tables = unsafe { &*tables };
    play(|u, memory| {
        fail(u, memory, &tables.report)?;
        let (table, row) = (tables.table.expect("tables"), tables.row.expect("rows"));
        let kinds = [0, 1, 2, 3, 4, 16, 17, 18, 19];
        for _ in 0..u.int_in_range(0..=4)? {
            let count = u.int_in_range(0..=3_usize)?;
            if u.ratio(1, 3)? {
                let (mut names, mut types) = (Vec::new(), Vec::new());
                for _ in 0..count {
                    names.push(memory.text(u)?);
                    types.push(if u.ratio(1, 16)? { u.arbitrary()? } else { *u.choose(&kinds)? });
                }
                let (types, _) = memory.array(u, &types, 2)?;
                let (names, len) = memory.array(u, &names, size_of::<abi::Str>() as u32)?;
                let name = memory.text(u)?;
                // SAFETY: the host's function with its own context.
                unsafe { table(tables.report.context, name, names, types, len) };
            } else {
                let mut cells = Vec::new();
                for _ in 0..count {
                    cells.push(attribute(u, memory)?);
                }
                let stride = size_of::<abi::Attribute>() as u32;
                let (cells, len) = memory.array(u, &cells, stride)?;
                // SAFETY: the host's function with its own context.
                unsafe { row(tables.report.context, cells, len) };
            }
        }
        status(u)
    })
    .unwrap_or(STATUS_ERROR)
}
