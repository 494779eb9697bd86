//! The guest's half: what an analyzer says of itself, in C shape, and the root table.

use std::ffi::c_void;
use std::fmt;
use std::sync::OnceLock;

use crate::ffi::abi::{
    self, KIND_BOOL, KIND_ENUM, KIND_FLOAT, KIND_INTEGER, KIND_REFERENCE, KIND_SPAN, KIND_STRING,
    MAGIC, MAJOR, MINOR, Str,
};
use crate::ffi::guest::Functions;
use crate::info::{AttributeKind, Info, OptionInfo, OptionKind};
use crate::options::Options;
use crate::plugin::Plugin;

/// The root table of an analyzer that is linked into this binary: what its exported function returns.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct StaticPlugin(pub(crate) &'static abi::Plugin);

// SAFETY: the table is never changed after it is made and leads to constants only.
unsafe impl Send for StaticPlugin {}
// SAFETY: as above.
unsafe impl Sync for StaticPlugin {}

impl fmt::Debug for StaticPlugin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StaticPlugin").finish_non_exhaustive()
    }
}

/// Answers the host's question for an extension.
type Extension = unsafe extern "C" fn(name: Str) -> *const c_void;

/// Holds the table of one analyzer from the first call on.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct TableCell(OnceLock<StaticPlugin>);

impl TableCell {
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The table of `P`. It is made once and never freed: a library stays loaded to the end of the process.
    pub fn get<P: Plugin>(&self, extension: Extension) -> StaticPlugin {
        *self.0.get_or_init(|| {
            StaticPlugin(Box::leak(Box::new(abi::Plugin {
                header: abi::Header {
                    magic: MAGIC,
                    major: MAJOR,
                    minor: MINOR,
                    struct_size: size_of::<abi::Plugin>() as u32,
                    flags: 0,
                },
                info: Box::leak(Box::new(info(&P::INFO, P::Options::OPTIONS))),
                create: Some(Functions::<P>::create),
                destroy: Some(Functions::<P>::destroy),
                analyze: Some(Functions::<P>::analyze),
                get_extension: Some(extension),
            })))
        })
    }
}

fn info(info: &Info, options: &[OptionInfo]) -> abi::Info {
    let labels = leak(
        info.labels.iter().map(|it| abi::Label { name: Str::new(it.name), doc: Str::new(it.doc) }),
    );
    let attributes = leak(info.attributes.iter().map(|it| {
        let target = if let AttributeKind::Reference(target) = it.kind { target } else { "" };
        let members: &[&str] =
            if let AttributeKind::Enum(members) = it.kind { members } else { &[] };
        let members = leak(members.iter().map(|it| Str::new(it)));
        let (members, members_len) = (members.as_ptr(), members.len());
        abi::Key {
            name: Str::new(it.name),
            doc: Str::new(it.doc),
            target: Str::new(target),
            members,
            members_len,
            kind: attribute_kind(it.kind),
            reserved: [0; 3],
        }
    }));
    let requires = leak(info.requires.iter().map(|it| abi::Need {
        analyzer: Str::new(it.analyzer),
        kind: it.kind as u32,
        reserved: 0,
    }));
    let examples = leak(
        info.examples
            .iter()
            .map(|it| abi::Example { text: Str::new(it.text), note: Str::new(it.note) }),
    );
    let options = leak(options.iter().map(|it| abi::Opt {
        name: Str::new(it.name),
        doc: Str::new(it.doc),
        default_value: Str::new(it.default),
        kind: option_kind(it.kind),
        reserved: [0; 3],
    }));
    abi::Info {
        struct_size: size_of::<abi::Info>() as u32,
        label_stride: size_of::<abi::Label>() as u32,
        attribute_stride: size_of::<abi::Key>() as u32,
        need_stride: size_of::<abi::Need>() as u32,
        example_stride: size_of::<abi::Example>() as u32,
        option_stride: size_of::<abi::Opt>() as u32,
        name: Str::new(info.name),
        version: Str::new(info.version),
        summary: Str::new(info.summary),
        labels: labels.as_ptr(),
        labels_len: labels.len(),
        attributes: attributes.as_ptr(),
        attributes_len: attributes.len(),
        requires: requires.as_ptr(),
        requires_len: requires.len(),
        examples: examples.as_ptr(),
        examples_len: examples.len(),
        options: options.as_ptr(),
        options_len: options.len(),
    }
}

fn leak<T>(items: impl Iterator<Item = T>) -> &'static [T] {
    Box::leak(items.collect())
}

fn attribute_kind(kind: AttributeKind) -> u16 {
    match kind {
        AttributeKind::String => KIND_STRING,
        AttributeKind::Float => KIND_FLOAT,
        AttributeKind::Integer => KIND_INTEGER,
        AttributeKind::Bool => KIND_BOOL,
        AttributeKind::Span => KIND_SPAN,
        AttributeKind::Reference(_) => KIND_REFERENCE,
        AttributeKind::Enum(_) => KIND_ENUM,
    }
}

fn option_kind(kind: OptionKind) -> u16 {
    match kind {
        OptionKind::Bool => KIND_BOOL,
        OptionKind::Integer => KIND_INTEGER,
        OptionKind::Float => KIND_FLOAT,
        OptionKind::String => KIND_STRING,
    }
}

/// Exports an analyzer from its library, under a name of its own so that several can be linked into one binary:
/// `export_analyzer!(Quotes);`, or `export_analyzer!(Quotes, corpus);` if it is a [`CorpusStage`](crate::CorpusStage).
///
/// The analyzer is also reachable from Rust, as `plugin()` in the crate's root.
#[macro_export]
macro_rules! export_analyzer {
    ($plugin:ty) => {
        $crate::__export_analyzer!($plugin, $crate::ffi::no_extension);
    };
    ($plugin:ty, corpus) => {
        $crate::__export_analyzer!($plugin, $crate::ffi::corpus_extension::<$plugin>);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __export_analyzer {
    ($plugin:ty, $extension:expr) => {
        #[cfg(panic = "abort")]
        ::core::compile_error!("an analyzer must be built with panic = \"unwind\": one bad document would end the host's process");

        /// The analyzer's table, for hosts that link it in.
        #[unsafe(export_name = ::core::concat!("rashomon_plugin_v1_", ::core::env!("CARGO_CRATE_NAME")))]
        pub extern "C" fn plugin() -> $crate::ffi::StaticPlugin {
            static TABLE: $crate::ffi::TableCell = $crate::ffi::TableCell::new();
            TABLE.get::<$plugin>($extension)
        }
    };
}
