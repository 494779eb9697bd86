//! Reading structs of another minor version: as much as is there, zero for what is not.

use std::mem::{MaybeUninit, offset_of};

use crate::ffi::abi::{
    Corpus, Document, Example, Info, Key, Label, Layer, Need, Opt, Plugin, Sink,
};
use crate::token::{Block, Sentence, Token};

/// A struct of the interface that later minor versions may add to.
///
/// # Safety
/// All bytes zero are a valid value of every field, and mean that the field is not there. No field added later begins
/// before `SIZE_1_0`.
pub(crate) unsafe trait Grows: Copy {
    /// Bytes up to just behind the last field of version 1.0. This never changes, whatever is added: who tells a smaller
    /// size or stride is refused, who tells a larger one knows more than this side.
    const SIZE_1_0: usize;
}

macro_rules! sized {
    ($($type:ty: $size:expr;)*) => {$(
        // SAFETY: numbers, pointers, texts of length 0 and functions that are not there are all zero.
        unsafe impl Grows for $type {
            const SIZE_1_0: usize = $size;
        }
    )*};
}

sized! {
    Plugin: offset_of!(Plugin, get_extension) + size_of::<usize>();
    Info: offset_of!(Info, options_len) + size_of::<usize>();
    Label: 2 * size_of::<[usize; 2]>();
    Key: offset_of!(Key, reserved) + size_of::<[u16; 3]>();
    Need: offset_of!(Need, reserved) + size_of::<u32>();
    Example: 2 * size_of::<[usize; 2]>();
    Opt: offset_of!(Opt, reserved) + size_of::<[u16; 3]>();
    Document: offset_of!(Document, layers_len) + size_of::<usize>();
    Layer: offset_of!(Layer, reserved) + size_of::<u32>();
    Sink: offset_of!(Sink, emit) + size_of::<usize>();
    Corpus: offset_of!(Corpus, report) + size_of::<usize>();
    Token: 32;
    Sentence: 24;
    Block: 24;
}

/// Whether a struct of this size, or an array of this stride, has all fields of version 1.0.
pub(crate) fn is_whole<T: Grows>(size: u32) -> bool {
    size as usize >= T::SIZE_1_0
}

/// The struct at `ptr`, of which `size` bytes are there: the fields that both sides know, the rest zero.
///
/// # Safety
/// `size` bytes at `ptr` may be read, are at least those of version 1.0 and are as the interface says.
pub(crate) unsafe fn read<T: Grows>(ptr: *const T, size: u32) -> T {
    let mut value = MaybeUninit::<T>::zeroed();
    let known = size_of::<T>().min(size as usize);
    // SAFETY: the caller's promise; the value has room for itself.
    unsafe { ptr.cast::<u8>().copy_to_nonoverlapping(value.as_mut_ptr().cast(), known) };
    // SAFETY: the fields there are are valid, says the caller, and zero is valid for the others, says the trait.
    unsafe { value.assume_init() }
}

/// Element `index` of an array whose elements lie `stride` bytes apart, read as [`read`] does.
///
/// # Safety
/// The array has such an element, and it is as [`read`] needs it.
pub(crate) unsafe fn read_element<T: Grows>(ptr: *const T, index: usize, stride: u32) -> T {
    // SAFETY: the caller promises that the element is part of the array's memory.
    let element = unsafe { ptr.byte_add(index * stride as usize) };
    // SAFETY: the caller's promise.
    unsafe { read(element, stride) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn sizes_of_version_1_0_never_change() {
        let sizes = [
            Plugin::SIZE_1_0,
            Info::SIZE_1_0,
            Label::SIZE_1_0,
            Key::SIZE_1_0,
            Need::SIZE_1_0,
            Example::SIZE_1_0,
            Opt::SIZE_1_0,
            Document::SIZE_1_0,
            Layer::SIZE_1_0,
            Sink::SIZE_1_0,
            Corpus::SIZE_1_0,
        ];
        assert_eq!(sizes, [64, 152, 32, 72, 24, 32, 56, 144, 104, 32, 64]);
    }

    #[test]
    fn what_is_not_there_is_zero() {
        let label = Label {
            name: crate::ffi::abi::Str::new("name"),
            doc: crate::ffi::abi::Str::new("doc"),
        };
        // SAFETY: the first half of the label may be read.
        let half = unsafe { read(&raw const label, size_of::<[usize; 2]>() as u32) };
        assert_eq!((half.name.len, half.doc.len, half.doc.ptr.is_null()), (4, 0, true));
    }
}
