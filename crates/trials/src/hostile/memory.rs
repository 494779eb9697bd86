//! Memory that a script lends, truly or not.

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::ptr;

use arbitrary::{Result, Unstructured};
use rashomon_core::ffi::abi::Str;

/// Owns what was lent, each piece just as long as it is said to be, so that a sanitizer sees a byte too much.
#[derive(Default)]
pub(super) struct Memory(Vec<(*mut u8, Layout)>);

impl Memory {
    /// `len` bytes of zeros, aligned as any table is.
    fn bytes(&mut self, len: usize) -> *mut u8 {
        let layout = Layout::from_size_align(len.max(1), 8).expect("a few kilobytes");
        // SAFETY: the layout has a size.
        let bytes = unsafe { alloc_zeroed(layout) };
        assert!(!bytes.is_null());
        self.0.push((bytes, layout));
        bytes
    }

    /// A text: a name, any bytes, or a length and a pointer that cannot be.
    pub(super) fn text(&mut self, u: &mut Unstructured<'_>) -> Result<Str> {
        let lie = u.int_in_range(0..=31_u8)?;
        let bytes: &[u8] = match lie {
            0 => u.arbitrary()?,
            1 => &[0xff],
            2 => return Ok(Str { ptr: ptr::null(), len: u.arbitrary()? }),
            3 => &[],
            _ => u.choose(&["a", "b", "hostile", "numbers", "é\n\u{1b}[2J", "c"])?.as_bytes(),
        };
        let len = bytes.len();
        let copy = self.bytes(len);
        // SAFETY: there is room for them.
        unsafe { copy.copy_from_nonoverlapping(bytes.as_ptr(), len) };
        let len = match lie {
            4 => usize::MAX - u.int_in_range(0..=3)?,
            5 => isize::MAX as usize + u.int_in_range(0..=2)?,
            _ => len,
        };
        Ok(Str { ptr: copy, len })
    }

    /// An array of these, `stride` bytes apart, with a pointer and a length that may be impossible.
    pub(super) fn array<T>(
        &mut self,
        u: &mut Unstructured<'_>,
        items: &[T],
        stride: u32,
    ) -> Result<(*const T, usize)> {
        let room = items.len().saturating_mul(stride as usize).min(1 << 16);
        // One more, so that a pointer which is not aligned still has all of its elements.
        let first = self.bytes(room + 1).cast::<T>();
        for (index, item) in items.iter().enumerate() {
            let at = index * stride as usize;
            if at + size_of::<T>() <= room {
                // SAFETY: it lies within the room; items are plain data.
                unsafe { first.byte_add(at).write_unaligned(ptr::read(item)) };
            }
        }
        let len = items.len();
        Ok(match u.int_in_range(0..=63_u8)? {
            0 => (ptr::null(), len),
            // SAFETY: there is a byte more.
            1 => (unsafe { first.byte_add(1) }, len),
            2 => (first, usize::MAX - len),
            3 => (first, isize::MAX as usize),
            4 => (ptr::null(), 0),
            _ => (first, len),
        })
    }

    /// A table that says of itself to be `size` bytes long, and is.
    pub(super) fn table<T>(&mut self, table: &T, size: u32) -> *const T {
        let size = size as usize;
        let copy = self.bytes(size);
        // SAFETY: both are as long.
        unsafe {
            copy.copy_from_nonoverlapping(ptr::from_ref(table).cast(), size.min(size_of::<T>()));
        };
        copy.cast()
    }
}

/// The size that a struct says of itself: mostly its own, now and then another one.
pub(super) fn size_of_some<T>(u: &mut Unstructured<'_>) -> Result<u32> {
    let own = size_of::<T>() as u32;
    Ok(match u.int_in_range(0..=31_u8)? {
        0 => 4,
        1 => own - 1,
        2 => own + 8,
        3 => own * 2,
        4 => own + 3,
        _ => own,
    })
}

impl Drop for Memory {
    fn drop(&mut self) {
        for (bytes, layout) in self.0.drain(..) {
            // SAFETY: it came from there with this layout.
            unsafe { dealloc(bytes, layout) };
        }
    }
}
