//! Host and plugin of different minor versions: larger structs and strides than this version's work, smaller ones than
//! version 1.0's are refused.
#![allow(unsafe_code, reason = "plays the other side of the boundary with tables of its own")]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::multiple_unsafe_ops_per_block,
    reason = "a test with helpers"
)]

use std::ffi::c_void;
use std::ptr;

use rashomon_core::ffi::{Handshake, PluginHandle, abi};
use rashomon_core::{
    AnalyzeError, Analyzer, Attribute, AttributeInfo, AttributeKind, Block, BlockKind, Document,
    Info, LabelInfo, Need, NoOptions, OptionsError, OwnedDocument, Plugin, Sentence, Shape, Sink,
    Span, Token, TokenKind, export_analyzer,
};

/// Says of every token what it is and what a layer, the metadata, a sentence and a block say.
struct Echo;

impl Plugin for Echo {
    const INFO: Info = Info {
        name: "echo",
        version: "1.0.0",
        summary: "Says what it was lent.",
        labels: &[
            LabelInfo { name: "unused", doc: "Stands before the other." },
            LabelInfo { name: "token", doc: "A token." },
        ],
        attributes: &[
            AttributeInfo { name: "unused", doc: "", kind: AttributeKind::Bool },
            AttributeInfo { name: "lent", doc: "What it saw.", kind: AttributeKind::String },
        ],
        requires: &[Need::if_chosen("names"), Need::if_chosen("facts")],
        ..Info::EMPTY
    };
    type Options = NoOptions;

    fn create(_: NoOptions) -> Result<Self, OptionsError> {
        Ok(Self)
    }
}

impl Analyzer for Echo {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        let facts = document.layer("facts");
        let fact = facts.and_then(|it| it.get(0));
        let fact = fact
            .map(|it| format!("{} {:?} {:?}", it.label(), it.text("case"), it.number("weight")));
        for token in document.tokens() {
            let lent = format!(
                "{} {} {:?} {}",
                document.slice(token.span),
                document.metadata("outlet").unwrap_or("-"),
                fact.as_deref().unwrap_or("-"),
                document.sentences().len() + document.blocks().len()
            );
            sink.emit(1, token.span, &[Attribute::new(1, lent.as_str())])?;
        }
        Ok(())
    }
}

export_analyzer!(Echo);

/// A struct as a later version knows it.
#[derive(Clone, Copy)]
#[repr(C)]
struct Later<T> {
    known: T,
    added: u64,
}

fn later<T>(items: impl IntoIterator<Item = T>) -> &'static [Later<T>] {
    items.into_iter().map(|known| Later { known, added: u64::MAX }).collect::<Vec<_>>().leak()
}

fn size<T>() -> u32 {
    size_of::<T>() as u32
}

fn text(text: &'static str) -> abi::Str {
    abi::Str { ptr: text.as_ptr(), len: text.len() }
}

fn table() -> abi::Plugin {
    // SAFETY: a `StaticPlugin` is the address of its table.
    *unsafe { std::mem::transmute::<rashomon_core::ffi::StaticPlugin, &abi::Plugin>(plugin()) }
}

fn info() -> abi::Info {
    // SAFETY: the info lives as long as the table.
    unsafe { *table().info }
}

fn tokens() -> Vec<Token> {
    [(0, 3), (4, 7)]
        .map(|(start, end)| {
            Token::new(Span::new(start, end), 7, 0, 0, Shape(Shape::LOWER), TokenKind::Word)
        })
        .into()
}

/// What a plugin of this version makes of a table and info of other sizes.
fn open(table: abi::Plugin, info: abi::Info) -> Result<PluginHandle, Handshake> {
    let info = later([info]).as_ptr().cast();
    let table = later([abi::Plugin { info, ..table }]);
    // SAFETY: the table stays for ever and is as long as it says, or longer.
    unsafe { PluginHandle::from_raw(table.as_ptr().cast()) }
}

#[test]
fn a_plugin_of_a_later_version_works() {
    let (mut table, mut info) = (table(), info());
    table.header.minor += 1;
    table.header.struct_size = size::<Later<abi::Plugin>>();
    info.struct_size = size::<Later<abi::Info>>();
    // SAFETY: the lists are as the plugin says.
    unsafe {
        let labels = std::slice::from_raw_parts(info.labels, info.labels_len);
        info.labels = later(labels.iter().copied()).as_ptr().cast();
        let attributes = std::slice::from_raw_parts(info.attributes, info.attributes_len);
        info.attributes = later(attributes.iter().copied()).as_ptr().cast();
        let needs = std::slice::from_raw_parts(info.requires, info.requires_len);
        info.requires = later(needs.iter().copied()).as_ptr().cast();
    }
    info.label_stride = size::<Later<abi::Label>>();
    info.attribute_stride = size::<Later<abi::Key>>();
    info.need_stride = size::<Later<abi::Need>>();
    let handle = open(table, info).unwrap();
    assert_eq!(handle.interface(), (abi::MAJOR, abi::MINOR + 1));
    assert_eq!(handle.schema().labels(), ["unused", "token"]);
    assert_eq!(handle.schema().key("lent"), Some(1));
    assert_eq!(handle.info().requires.len(), 2);
    let instance = handle.create(&[]).unwrap();
    let layer = instance.analyze(&OwnedDocument::new("d", "no tokens").unwrap()).unwrap();
    assert_eq!(layer.view().len(), 0);
}

#[test]
fn a_plugin_that_says_less_than_version_1_0_is_refused() {
    let (mut short, whole) = (table(), info());
    short.header.struct_size -= 1;
    let found = short.header.struct_size;
    assert_eq!(open(short, whole).unwrap_err(), Handshake::TooShort { found });
    let refused = |change: fn(&mut abi::Info)| {
        let mut info = info();
        change(&mut info);
        assert!(matches!(open(table(), info).unwrap_err(), Handshake::BadInfo(_)));
    };
    refused(|it| it.struct_size -= 1);
    refused(|it| it.label_stride -= 8);
    refused(|it| it.attribute_stride -= 8);
    refused(|it| it.need_stride -= 8);
    assert!(open(table(), whole).is_ok());
}

/// What the host hears.
#[derive(Default)]
struct Heard {
    emitted: Vec<String>,
    reason: Option<String>,
}

unsafe extern "C" fn fail(context: *mut c_void, message: abi::Str) {
    // SAFETY: the context is what `analyze` below gave, the message is lent.
    let (heard, message) = unsafe {
        (&mut *context.cast::<Heard>(), std::slice::from_raw_parts(message.ptr, message.len))
    };
    heard.reason = Some(String::from_utf8(message.into()).unwrap());
}

unsafe extern "C" fn emit(
    context: *mut c_void,
    label: u16,
    _: u32,
    _: u32,
    attributes: *const abi::Attribute,
    len: usize,
    _: *mut u32,
) -> u32 {
    assert_eq!((label, len), (1, 1));
    // SAFETY: the context is what `analyze` below gave; the attribute and its text are lent.
    let (heard, text) = unsafe {
        let text = (*attributes).text;
        (&mut *context.cast::<Heard>(), std::slice::from_raw_parts(text.ptr, text.len))
    };
    heard.emitted.push(String::from_utf8(text.into()).unwrap());
    0
}

/// The document of a host of a later version: everything that may grow has grown.
fn later_document() -> abi::Document {
    let members: &[abi::Str] = vec![text("lower"), text("upper")].leak();
    let key = |name, kind, members: &[abi::Str]| abi::Key {
        name: text(name),
        doc: text(""),
        target: text(""),
        members: members.as_ptr(),
        members_len: members.len(),
        kind,
        reserved: [0; 3],
    };
    let keys = later([key("weight", abi::KIND_FLOAT, &[]), key("case", abi::KIND_ENUM, members)]);
    let rows: &[_] =
        vec![abi::Row { span: Span::new(0, 3), first_cell: 0, cells: 2, label: 0 }].leak();
    let cell = |key, kind, payload| abi::Cell { key, kind, length: 0, payload };
    let cells: &[_] =
        vec![cell(0, abi::KIND_FLOAT, 2.5_f64.to_bits()), cell(1, abi::KIND_ENUM, 1)].leak();
    let labels: &[_] = vec![text("fact")].leak();
    let layer = |analyzer| abi::Layer {
        analyzer: text(analyzer),
        strings: text(""),
        labels: labels.as_ptr(),
        labels_len: labels.len(),
        keys: keys.as_ptr().cast(),
        keys_len: keys.len(),
        rows: rows.as_ptr(),
        rows_len: rows.len(),
        cells: cells.as_ptr(),
        cells_len: cells.len(),
        key_stride: size::<Later<abi::Key>>(),
        reserved: 0,
    };
    let layers = later([layer("names"), layer("facts")]);
    let metadata: &[_] = vec![abi::Pair { key: text("outlet"), value: text("Herald") }].leak();
    let whole = Span::new(0, 7);
    let (tokens, sentences) = (later(tokens()), later([Sentence::new(whole, 0..2, 0)]));
    let blocks = later([Block::new(whole, 0..1, BlockKind::Body)]);
    abi::Document {
        struct_size: size::<Later<abi::Document>>(),
        token_stride: size::<Later<Token>>(),
        sentence_stride: size::<Later<Sentence>>(),
        block_stride: size::<Later<Block>>(),
        layer_stride: size::<Later<abi::Layer>>(),
        vocabulary_len: 1,
        vocabulary_generation: 1,
        id: text("d"),
        text: text("one two"),
        metadata: metadata.as_ptr(),
        metadata_len: metadata.len(),
        tokens: tokens.as_ptr().cast(),
        tokens_len: tokens.len(),
        sentences: sentences.as_ptr().cast(),
        sentences_len: sentences.len(),
        blocks: blocks.as_ptr().cast(),
        blocks_len: blocks.len(),
        layers: layers.as_ptr().cast(),
        layers_len: layers.len(),
    }
}

/// Has the plugin analyze the document; the sink tells `sink_size` as its size.
fn analyze(document: abi::Document, sink_size: u32) -> (i32, Heard) {
    let mut heard = Heard::default();
    let report = abi::Report { context: (&raw mut heard).cast(), fail: Some(fail) };
    let sink = later([abi::Sink { struct_size: sink_size, flags: 0, report, emit: Some(emit) }]);
    let (table, document) = (table(), later([document]));
    // SAFETY: the plugin's own functions, with arguments as the interface says, or of a size that is refused.
    let status = unsafe {
        let instance = table.create.unwrap()(ptr::null(), 0, &raw const report);
        let status =
            table.analyze.unwrap()(instance, document.as_ptr().cast(), sink.as_ptr().cast());
        table.destroy.unwrap()(instance);
        status
    };
    (status, heard)
}

#[test]
fn a_host_of_a_later_version_works() {
    let (status, heard) = analyze(later_document(), size::<Later<abi::Sink>>());
    assert_eq!((status, heard.reason), (abi::STATUS_OK, None));
    let fact = r#""fact Some(\"upper\") Some(2.5)""#;
    assert_eq!(heard.emitted, [format!("one Herald {fact} 2"), format!("two Herald {fact} 2")]);
}

#[test]
fn a_host_that_says_less_than_version_1_0_is_refused() {
    let refused = |change: fn(&mut abi::Document)| {
        let mut document = later_document();
        change(&mut document);
        let (status, heard) = analyze(document, size::<abi::Sink>());
        assert_eq!((status, heard.emitted.len()), (abi::STATUS_ERROR, 0));
        assert!(heard.reason.unwrap().contains("shorter"));
    };
    refused(|it| it.struct_size = size::<abi::Document>() - 1);
    refused(|it| it.token_stride = size::<Token>() - 8);
    refused(|it| it.sentence_stride = size::<Sentence>() - 8);
    refused(|it| it.block_stride = size::<Block>() - 8);
    refused(|it| it.layer_stride = size::<abi::Layer>() - 8);
    let (status, heard) = analyze(later_document(), size::<abi::Sink>() - 1);
    assert_eq!((status, heard.emitted.len()), (abi::STATUS_ERROR, 0));
}
