//! The host's half: reading what a plugin says of itself. Nothing in it is believed before it is checked.

use std::cell::Cell;

use crate::ffi::abi::{
    self, KIND_BOOL, KIND_ENUM, KIND_FLOAT, KIND_INTEGER, KIND_REFERENCE, KIND_SPAN, KIND_STRING,
    Str,
};
use crate::ffi::names::foreign_slice;
use crate::ffi::sized::{Grows, is_whole, read, read_element};
use crate::info::{NeedKind, OptionKind};
use crate::layer::{AttributeType, Schema};

/// More of anything than a plugin declares in earnest.
const MOST: usize = 4096;
/// More bytes than a plugin says of itself in earnest.
const MOST_BYTES: usize = 16 << 20;

/// What a plugin says of itself, copied out of its library.
#[derive(Clone, Debug)]
pub struct OwnedInfo {
    /// Name of the analyzer.
    pub name: String,
    /// Version of the analyzer.
    pub version: String,
    /// What it finds, in one sentence.
    pub summary: String,
    /// Labels, by index.
    pub labels: Vec<OwnedLabel>,
    /// Attributes, by index.
    pub attributes: Vec<OwnedAttribute>,
    /// Analyzers that must run before.
    pub requires: Vec<OwnedNeed>,
    /// Examples in the notation of the test kit.
    pub examples: Vec<OwnedExample>,
    /// Options, by index.
    pub options: Vec<OwnedOption>,
}

/// A label of a plugin.
#[derive(Clone, Debug)]
pub struct OwnedLabel {
    /// Name in results.
    pub name: String,
    /// What it stands for.
    pub doc: String,
}

/// An attribute of a plugin.
#[derive(Clone, Debug)]
pub struct OwnedAttribute {
    /// Name in results.
    pub name: String,
    /// What it says.
    pub doc: String,
    /// The type of its values.
    pub kind: AttributeType,
}

/// A need of a plugin.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnedNeed {
    /// Name of the other analyzer.
    pub analyzer: String,
    /// How much depends on it.
    pub kind: NeedKind,
}

/// An example of a plugin.
#[derive(Clone, Debug)]
pub struct OwnedExample {
    /// The text with its findings marked.
    pub text: String,
    /// What it shows.
    pub note: String,
}

/// An option of a plugin.
#[derive(Clone, Debug)]
pub struct OwnedOption {
    /// Name in `--set`.
    pub name: String,
    /// What it changes.
    pub doc: String,
    /// The type of its value.
    pub kind: OptionKind,
    /// The value it has unless set.
    pub default: String,
}

impl OwnedInfo {
    /// The labels and attributes, as a schema.
    pub fn schema(&self) -> Schema {
        let labels = self.labels.iter().map(|it| it.name.clone()).collect();
        let attributes =
            self.attributes.iter().map(|it| (it.name.clone(), it.kind.clone())).collect();
        Schema::new(&self.name, labels, attributes)
    }

    /// # Safety
    /// `raw` is null or points to memory as [`abi::Info`] says, valid for ever. What the memory says may be nonsense.
    #[expect(
        clippy::multiple_unsafe_ops_per_block,
        reason = "one promise holds for every text and list of the info"
    )]
    pub(crate) unsafe fn read(raw: *const abi::Info) -> Result<Self, String> {
        if raw.is_null() || !raw.is_aligned() {
            return Err("it says nothing of itself".into());
        }
        // SAFETY: the size is the first field, in every version.
        let size = unsafe { raw.cast::<u32>().read() };
        if !is_whole::<abi::Info>(size) {
            return Err("its info is shorter than the interface's".into());
        }
        // SAFETY: the caller's promise, and it is long enough.
        let raw = unsafe { read(raw, size) };
        let lender = Lender { left: Cell::new(MOST_BYTES) };
        // SAFETY: as promised for each array and text below.
        let info = unsafe {
            Self {
                name: lender.text(raw.name, "name")?,
                version: lender.text(raw.version, "version")?,
                summary: lender.text(raw.summary, "summary")?,
                labels: lender.list(
                    raw.labels,
                    raw.labels_len,
                    raw.label_stride,
                    "labels",
                    |it| {
                        Ok(OwnedLabel {
                            name: lender.text(it.name, "label")?,
                            doc: lender.text(it.doc, "label")?,
                        })
                    },
                )?,
                attributes: lender.list(
                    raw.attributes,
                    raw.attributes_len,
                    raw.attribute_stride,
                    "attributes",
                    |it| {
                        Ok(OwnedAttribute {
                            name: lender.text(it.name, "attribute")?,
                            doc: lender.text(it.doc, "attribute")?,
                            kind: lender.attribute_type(it)?,
                        })
                    },
                )?,
                requires: lender.list(
                    raw.requires,
                    raw.requires_len,
                    raw.need_stride,
                    "needs",
                    |it| {
                        Ok(OwnedNeed {
                            analyzer: lender.text(it.analyzer, "need")?,
                            kind: need_kind(it.kind)?,
                        })
                    },
                )?,
                examples: lender.list(
                    raw.examples,
                    raw.examples_len,
                    raw.example_stride,
                    "examples",
                    |it| {
                        Ok(OwnedExample {
                            text: lender.text(it.text, "example")?,
                            note: lender.text(it.note, "example")?,
                        })
                    },
                )?,
                options: lender.list(
                    raw.options,
                    raw.options_len,
                    raw.option_stride,
                    "options",
                    |it| {
                        let (name, doc, default) = (
                            lender.text(it.name, "option")?,
                            lender.text(it.doc, "option")?,
                            lender.text(it.default_value, "option")?,
                        );
                        Ok(OwnedOption { name, doc, default, kind: option_kind(it.kind)? })
                    },
                )?,
            }
        };
        info.check()?;
        Ok(info)
    }

    fn check(&self) -> Result<(), String> {
        let plain = |it: &str| {
            !it.is_empty()
                && it.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
        };
        if !plain(&self.name) {
            return Err(format!(
                "its name {:?} is not of lower-case letters, digits and hyphens",
                self.name
            ));
        }
        let names = self.labels.iter().map(|it| &it.name);
        unique(names, "label")?;
        unique(self.attributes.iter().map(|it| &it.name), "attribute")?;
        unique(self.options.iter().map(|it| &it.name), "option")
    }
}

fn unique<'a>(names: impl Iterator<Item = &'a String>, what: &str) -> Result<(), String> {
    let mut names: Vec<_> = names.collect();
    names.sort();
    if names.first().is_some_and(|it| it.is_empty()) {
        return Err(format!("one {what} has no name"));
    }
    names
        .windows(2)
        .find(|it| it[0] == it[1])
        .map_or(Ok(()), |it| Err(format!("its {what} {:?} is declared twice", it[0])))
}

/// Reads what a plugin lends, and no more of it than any plugin says in earnest.
struct Lender {
    /// Bytes that may still be copied: one long text can stand in a thousand places.
    left: Cell<usize>,
}

impl Lender {
    fn spend(&self, bytes: usize) -> Result<(), String> {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.ok_or("it says more of itself than fits into 16 MiB")?);
        Ok(())
    }

    /// # Safety
    /// The text is as [`Str`] says, or too long, or not UTF-8.
    unsafe fn text(&self, raw: Str, what: &str) -> Result<String, String> {
        self.spend(raw.len)?;
        if raw.len > 0 && raw.ptr.is_null() {
            return Err(format!("the text of a {what} is not readable"));
        }
        // SAFETY: the caller's promise.
        unsafe { raw.get() }
            .map(str::to_owned)
            .ok_or_else(|| format!("the text of a {what} is not UTF-8"))
    }

    /// # Safety
    /// `ptr` is null or points to `len` elements, `stride` bytes apart.
    unsafe fn list<T: Grows, U>(
        &self,
        ptr: *const T,
        len: usize,
        stride: u32,
        what: &str,
        each: impl Fn(&T) -> Result<U, String>,
    ) -> Result<Vec<U>, String> {
        if len > MOST
            || (len > 0
                && (ptr.is_null()
                    || !ptr.is_aligned()
                    || !is_whole::<T>(stride)
                    || !(stride as usize).is_multiple_of(align_of::<T>())
                    || !within_memory(ptr.addr(), len, stride)))
        {
            return Err(format!("its list of {what} is not readable"));
        }
        self.spend(len * size_of::<U>())?;
        // SAFETY: the caller's promise; null and misaligned lists were refused.
        (0..len).map(|it| each(&unsafe { read_element(ptr, it, stride) })).collect()
    }

    /// # Safety
    /// Target and members are as [`abi::Key`] says.
    unsafe fn attribute_type(&self, raw: &abi::Key) -> Result<AttributeType, String> {
        Ok(match raw.kind {
            KIND_STRING => AttributeType::String,
            KIND_FLOAT => AttributeType::Float,
            KIND_INTEGER => AttributeType::Integer,
            KIND_BOOL => AttributeType::Bool,
            KIND_SPAN => AttributeType::Span,
            KIND_REFERENCE => {
                // SAFETY: the caller's promise.
                AttributeType::Reference(unsafe { self.text(raw.target, "reference") }?)
            }
            KIND_ENUM if raw.members_len <= MOST => {
                // SAFETY: the caller's promise.
                let members = unsafe { foreign_slice(raw.members, raw.members_len) };
                let members = members.ok_or("the members of an attribute are not readable")?;
                self.spend(size_of_val(members))?;
                // SAFETY: the caller's promise.
                let member = |it: &Str| unsafe { self.text(*it, "member") };
                AttributeType::Enum(members.iter().map(member).collect::<Result<_, _>>()?)
            }
            KIND_ENUM => return Err("an attribute has more members than any in earnest".into()),
            kind => return Err(format!("an attribute is of the unknown type {kind}")),
        })
    }
}

/// Whether an array that begins at this address ends before memory does.
fn within_memory(address: usize, len: usize, stride: u32) -> bool {
    len.checked_mul(stride as usize).and_then(|it| address.checked_add(it)).is_some()
}

fn need_kind(number: u32) -> Result<NeedKind, String> {
    [NeedKind::Required, NeedKind::Wanted, NeedKind::IfChosen]
        .into_iter()
        .find(|it| *it as u32 == number)
        .ok_or_else(|| format!("a need is of the unknown kind {number}"))
}

fn option_kind(number: u16) -> Result<OptionKind, String> {
    Ok(match number {
        KIND_BOOL => OptionKind::Bool,
        KIND_INTEGER => OptionKind::Integer,
        KIND_FLOAT => OptionKind::Float,
        KIND_STRING => OptionKind::String,
        kind => return Err(format!("an option is of the unknown type {kind}")),
    })
}
