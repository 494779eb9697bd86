//! `include/rashomon.h` is what cbindgen makes of the interface; `UPDATE_HEADER=1 cargo test -p rashomon-core` rewrites
//! it. Sizes and offsets are pinned: a change of either is a new major version.
#![forbid(unsafe_code)]
#![allow(missing_docs, reason = "a test")]

use std::mem::{offset_of, size_of};
use std::path::Path;

use rashomon_core::ffi::abi;
use rashomon_core::{Block, Sentence, Span, Token};

#[test]
fn header_is_in_step_with_the_interface() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut config = cbindgen::Config {
        language: cbindgen::Language::C,
        pragma_once: true,
        cpp_compat: true,
        header: Some("/* The plugin interface of Rashomon, version 1. Made from crates/core/src/ffi/abi.rs; do not edit. */".into()),
        ..cbindgen::Config::default()
    };
    config.enumeration.prefix_with_name = true;
    config.export.prefix = Some("Rashomon".into());
    config.export.include =
        ["Plugin", "Corpus", "TokenKind", "BlockKind", "EmitError"].map(Into::into).into();
    let mut builder = cbindgen::Builder::new().with_config(config);
    for file in ["span.rs", "token.rs", "error.rs", "ffi/abi.rs"] {
        builder = builder.with_src(root.join("src").join(file));
    }
    let mut made = Vec::new();
    builder.generate().expect("cbindgen reads the interface").write(&mut made);
    // Constants are in capitals already; cbindgen puts the prefix of types before them.
    let made = String::from_utf8(made).expect("cbindgen writes UTF-8");
    let made = made
        .replace("#define Rashomon", "#define RASHOMON_")
        .replace("RASHOMON_Shape", "RASHOMON_SHAPE");
    let path = root.join("include/rashomon.h");
    if std::env::var_os("UPDATE_HEADER").is_some() {
        std::fs::write(&path, &made).expect("the header can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == made,
        "include/rashomon.h is not in step; run UPDATE_HEADER=1 cargo test -p rashomon-core --test header"
    );
}

#[test]
#[cfg(target_pointer_width = "64")]
fn layout_is_pinned() {
    assert_eq!(
        [size_of::<Span>(), size_of::<Token>(), size_of::<Sentence>(), size_of::<Block>()],
        [8, 32, 24, 24]
    );
    assert_eq!(
        [offset_of!(Token, span), offset_of!(Token, hash), offset_of!(Token, word)],
        [0, 8, 16]
    );
    assert_eq!([offset_of!(Token, folded), offset_of!(Token, shape)], [20, 24]);
    assert_eq!(
        [size_of::<abi::Header>(), size_of::<abi::Plugin>(), size_of::<abi::Info>()],
        [24, 64, 152]
    );
    assert_eq!(
        [
            size_of::<abi::Str>(),
            size_of::<abi::Label>(),
            size_of::<abi::Key>(),
            size_of::<abi::Opt>()
        ],
        [16, 32, 72, 56]
    );
    assert_eq!(
        [size_of::<abi::Need>(), size_of::<abi::Example>(), size_of::<abi::Pair>()],
        [24, 32, 32]
    );
    assert_eq!(
        [size_of::<abi::Row>(), size_of::<abi::Cell>(), size_of::<abi::Attribute>()],
        [16, 16, 32]
    );
    assert_eq!([size_of::<abi::Layer>(), size_of::<abi::Document>()], [104, 144]);
    assert_eq!([offset_of!(abi::Layer, keys), offset_of!(abi::Layer, key_stride)], [48, 96]);
    assert_eq!(
        [size_of::<abi::Report>(), size_of::<abi::Sink>(), size_of::<abi::Corpus>()],
        [16, 32, 64]
    );
    assert_eq!([size_of::<abi::Writer>(), size_of::<abi::Tables>()], [24, 32]);
    assert_eq!(
        [
            offset_of!(abi::Header, major),
            offset_of!(abi::Header, minor),
            offset_of!(abi::Header, struct_size)
        ],
        [8, 12, 16]
    );
    assert_eq!(
        [
            offset_of!(abi::Plugin, info),
            offset_of!(abi::Plugin, create),
            offset_of!(abi::Plugin, analyze)
        ],
        [24, 32, 48]
    );
    assert_eq!(
        [offset_of!(abi::Document, vocabulary_generation), offset_of!(abi::Document, text)],
        [24, 48]
    );
    assert_eq!([offset_of!(abi::Document, tokens), offset_of!(abi::Document, layers)], [80, 128]);
}
