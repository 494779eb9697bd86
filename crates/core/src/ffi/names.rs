//! Names of labels and attributes in C shape, readable on both sides of the boundary.

use std::fmt;
use std::marker::PhantomData;

use crate::ffi::abi::{
    KIND_BOOL, KIND_ENUM, KIND_FLOAT, KIND_INTEGER, KIND_REFERENCE, KIND_SPAN, KIND_STRING, Key,
    Str,
};
use crate::layer::AttributeType;

impl Str {
    /// The text's place; the text must outlive every use.
    pub(crate) const fn new(text: &str) -> Self {
        Self { ptr: text.as_ptr(), len: text.len() }
    }

    /// The text behind it, or `None` if it is not UTF-8 or no text can lie there.
    ///
    /// # Safety
    /// As [`foreign_slice`] asks of bytes.
    pub(crate) unsafe fn get<'a>(self) -> Option<&'a str> {
        // SAFETY: the caller's promise.
        let bytes = unsafe { foreign_slice(self.ptr, self.len) }?;
        std::str::from_utf8(bytes).ok()
    }

    /// The text behind it.
    ///
    /// # Safety
    /// As [`get`](Self::get), and the bytes are UTF-8.
    pub(crate) unsafe fn get_checked<'a>(self) -> &'a str {
        // SAFETY: the caller's promise is that of `slice`.
        let bytes = unsafe { slice(self.ptr, self.len) };
        // SAFETY: the caller promises UTF-8.
        unsafe { std::str::from_utf8_unchecked(bytes) }
    }
}

/// `len` elements at `ptr` as a slice; an empty one whatever `ptr` is if `len` is 0 or `ptr` is null.
///
/// # Safety
/// Unless `len` is 0 or `ptr` null, `ptr` is aligned and points to `len` initialised elements that stay valid and unchanged for `'a`.
pub(crate) unsafe fn slice<'a, T>(ptr: *const T, len: usize) -> &'a [T] {
    if len == 0 || ptr.is_null() {
        return &[];
    }
    // SAFETY: the caller's promise, and `ptr` is not null.
    unsafe { std::slice::from_raw_parts(ptr, len) }
}

/// Bytes that the other side lends at once: as many as offsets of 32 bits can number.
const MOST: usize = u32::MAX as usize;

/// `len` elements at `ptr` that the other side lends, or `None` if no array lies there: at null, not aligned, beyond
/// the end of memory, or of more than 4 GiB. That the other side owns what lies there cannot be seen from here.
///
/// # Safety
/// If such an array can lie at `ptr`, it does, initialised, and stays valid and unchanged for `'a`.
pub(crate) unsafe fn foreign_slice<'a, T>(ptr: *const T, len: usize) -> Option<&'a [T]> {
    if len == 0 {
        return Some(&[]);
    }
    let bytes =
        len.checked_mul(size_of::<T>()).filter(|it| *it <= MOST.min(isize::MAX as usize))?;
    if ptr.is_null() || !ptr.is_aligned() || ptr.addr().checked_add(bytes).is_none() {
        return None;
    }
    // SAFETY: the caller's promise; it is not null, aligned and within memory.
    Some(unsafe { std::slice::from_raw_parts(ptr, len) })
}

/// Names of labels, by index. Every [`Str`] in it is UTF-8 and lives for `'a`.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a>(&'a [Str]);

impl<'a> Names<'a> {
    /// # Safety
    /// Every element is UTF-8 that stays valid for `'a`.
    pub(crate) unsafe fn new(names: &'a [Str]) -> Self {
        Self(names)
    }

    pub(crate) fn len(self) -> usize {
        self.0.len()
    }

    pub(crate) fn get(self, index: usize) -> Option<&'a str> {
        // SAFETY: promised to `new`.
        self.0.get(index).map(|it| unsafe { it.get_checked() })
    }

    pub(crate) fn raw(self) -> &'a [Str] {
        self.0
    }
}

/// Names of attributes and of the members of enumerations, by index.
#[derive(Clone, Copy)]
pub(crate) struct Keys<'a> {
    pub(crate) first: *const Key,
    pub(crate) len: usize,
    pub(crate) stride: u32,
    lent: PhantomData<&'a Key>,
}

impl<'a> Keys<'a> {
    /// # Safety
    /// `len` keys lie at `first`, `stride` bytes apart, with all fields of version 1.0; all texts in them are UTF-8 and
    /// all of it stays valid for `'a`.
    pub(crate) unsafe fn new(first: *const Key, len: usize, stride: u32) -> Self {
        Self { first, len, stride, lent: PhantomData }
    }

    /// The key with this index; of what it points to, only the fields of version 1.0 are sure to be there.
    fn get(self, key: usize) -> Option<*const Key> {
        // SAFETY: there are `len` keys, promised to `new`.
        (key < self.len).then(|| unsafe { self.first.byte_add(key * self.stride as usize) })
    }

    pub(crate) fn name(self, key: usize) -> Option<&'a str> {
        let key = self.get(key)?;
        // SAFETY: a field of version 1.0.
        let name = unsafe { (*key).name };
        // SAFETY: promised to `new`.
        Some(unsafe { name.get_checked() })
    }

    pub(crate) fn member(self, key: usize, member: usize) -> Option<&'a str> {
        let key = self.get(key)?;
        // SAFETY: a field of version 1.0.
        let first = unsafe { (*key).members };
        // SAFETY: a field of version 1.0.
        let len = unsafe { (*key).members_len };
        // SAFETY: promised to `new`.
        let members = unsafe { slice(first, len) };
        // SAFETY: promised to `new`.
        members.get(member).map(|it| unsafe { it.get_checked() })
    }
}

/// The names of a schema in C shape, with the memory that they point into.
pub(crate) struct NameTable {
    labels: Box<[Str]>,
    keys: Box<[Key]>,
    /// What `keys` points to: members, one list an attribute.
    _members: Box<[Box<[Str]>]>,
    /// What all of them point to.
    _texts: Box<[Box<str>]>,
}

// SAFETY: the pointers lead into memory that the table owns, and nothing is changed after it is made.
unsafe impl Send for NameTable {}
// SAFETY: as above.
unsafe impl Sync for NameTable {}

impl NameTable {
    pub(crate) fn new(labels: &[String], attributes: &[(String, AttributeType)]) -> Self {
        let mut texts: Vec<Box<str>> = Vec::new();
        // A boxed text stays where it is when the list of boxes grows.
        let mut keep = |text: &str| {
            texts.push(text.into());
            texts.last().map_or(Str::new(""), |it| Str::new(it))
        };
        let labels = labels.iter().map(|it| keep(it)).collect();
        let mut members: Vec<Box<[Str]>> = Vec::new();
        let mut keys = Vec::new();
        for (name, kind) in attributes {
            let target = if let AttributeType::Reference(target) = kind {
                keep(target)
            } else {
                Str::new("")
            };
            let own: Box<[Str]> = if let AttributeType::Enum(names) = kind {
                names.iter().map(|it| keep(it)).collect()
            } else {
                Box::new([])
            };
            members.push(own);
            // Taken where it stays: moving a box ends the pointers into it.
            let own: &[Str] = members.last().map_or(&[], |it| it);
            keys.push(Key {
                name: keep(name),
                doc: Str::new(""),
                target,
                members: own.as_ptr(),
                members_len: own.len(),
                kind: kind_number(kind),
                reserved: [0; 3],
            });
        }
        Self { labels, keys: keys.into(), _members: members.into(), _texts: texts.into() }
    }

    pub(crate) fn labels(&self) -> Names<'_> {
        // SAFETY: the texts are `str`s that live as long as the table.
        unsafe { Names::new(&self.labels) }
    }

    pub(crate) fn keys(&self) -> Keys<'_> {
        // SAFETY: the texts and members are owned by the table.
        unsafe { Keys::new(self.keys.as_ptr(), self.keys.len(), size_of::<Key>() as u32) }
    }
}

impl fmt::Debug for NameTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NameTable").finish_non_exhaustive()
    }
}

/// The `KIND_` number of an attribute's type.
fn kind_number(kind: &AttributeType) -> u16 {
    match kind {
        AttributeType::String => KIND_STRING,
        AttributeType::Float => KIND_FLOAT,
        AttributeType::Integer => KIND_INTEGER,
        AttributeType::Bool => KIND_BOOL,
        AttributeType::Span => KIND_SPAN,
        AttributeType::Reference(_) => KIND_REFERENCE,
        AttributeType::Enum(_) => KIND_ENUM,
    }
}

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::foreign_slice;

    #[test]
    fn arrays_that_cannot_be_are_not_read() {
        let numbers = [1_u32, 2, 3];
        let readable = |ptr: *const u32, len: usize| {
            // SAFETY: what can be an array here is one.
            unsafe { foreign_slice(ptr, len) }.map(<[u32]>::len)
        };
        assert_eq!(readable(numbers.as_ptr(), 3), Some(3));
        assert_eq!(readable(ptr::null(), 0), Some(0));
        assert_eq!(readable(ptr::null(), 1), None);
        assert_eq!(readable(numbers.as_ptr().wrapping_byte_add(1), 1), None);
        assert_eq!(readable(numbers.as_ptr(), 1 << 30), None);
        assert_eq!(readable(numbers.as_ptr(), usize::MAX / 4 + 2), None);
        assert_eq!(readable(ptr::without_provenance(usize::MAX - 7), 4), None);
    }
}
