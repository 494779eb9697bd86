//! Runs the corpus stage on a few texts, as a host does.

use std::sync::{Arc, LazyLock};

use rashomon_core::ffi::{
    CorpusStageHandle, CorpusState, Instance, PluginHandle, TableCell, no_extension,
};
use rashomon_core::{
    AnalyzeError, Analyzer, Attribute, AttributeInfo, AttributeKind, Column, Document, Info,
    LabelInfo, NoOptions, OptionsError, OwnedDocument, Plugin, Sink, Span, TableSink, Value,
};
use rashomon_text::{TextLayer, TextOptions};

/// Stands in for the quotes analyzer: what is between curly marks is said by the word behind.
struct Quotes;

impl Plugin for Quotes {
    const INFO: Info = Info {
        name: "quotes",
        version: "0.1.0",
        summary: "Quotations of the test.",
        labels: &[LabelInfo { name: "direct", doc: "What is between marks." }],
        attributes: &[AttributeInfo {
            name: "speaker",
            doc: "The word behind the closing mark.",
            kind: AttributeKind::String,
        }],
        ..Info::EMPTY
    };
    type Options = NoOptions;
    fn create(_: NoOptions) -> Result<Self, OptionsError> {
        Ok(Self)
    }
}

impl Analyzer for Quotes {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        let text = document.text();
        for (start, _) in text.match_indices('“') {
            let Some((said, behind)) = text.get(start..).and_then(|it| it.split_once('”')) else {
                continue;
            };
            let end = start + said.len();
            let behind = behind.trim_start();
            let speaker = behind.split(' ').next().unwrap_or_default();
            sink.emit(0, Span::new(start as u32, end as u32), &[Attribute::new(0, speaker)])?;
        }
        Ok(())
    }
}

static QUOTES: LazyLock<Instance> = LazyLock::new(|| {
    static TABLE: TableCell = TableCell::new();
    let handle = PluginHandle::of(TABLE.get::<Quotes>(no_extension)).expect("the stub is sound");
    handle.create(&[]).expect("it takes no options")
});

static NUMBERS: LazyLock<Arc<Instance>> = LazyLock::new(|| {
    let handle = PluginHandle::of(rashomon_numbers::plugin()).expect("the plugin is sound");
    Arc::new(handle.create(&[]).expect("the defaults are valid"))
});

pub(crate) fn stage() -> CorpusStageHandle {
    CorpusStageHandle::of(&NUMBERS).expect("numbers have a corpus stage")
}

/// The document with all layers.
fn document(id: &str, text: &str, layer: &mut TextLayer) -> OwnedDocument {
    let mut document = OwnedDocument::new(id, text).expect("a short text");
    layer.annotate(&mut document);
    for instance in [&*QUOTES, &NUMBERS] {
        let found = instance.analyze(&document).expect("any text is analyzed");
        document.add_layer(found);
    }
    document
}

/// One state for each text; the documents are called `0`, `1` and so on.
pub(crate) fn states(texts: &[impl AsRef<str>]) -> Vec<CorpusState> {
    let stage = stage();
    let mut layer = TextLayer::new(TextOptions::default());
    let take_in = |(index, text): (usize, &_)| {
        let document = document(&index.to_string(), AsRef::as_ref(text), &mut layer);
        let mut seen = stage.new_state().expect("memory");
        stage.step(&mut seen, &document).expect("any document is taken in");
        seen
    };
    texts.iter().enumerate().map(take_in).collect()
}

/// The rows of the table of figures.
pub(crate) fn rows(states: Vec<CorpusState>) -> Vec<Row> {
    let stage = stage();
    let mut whole = stage.new_state().expect("memory");
    for state in states {
        stage.merge(&mut whole, state).expect("states of one instance");
    }
    let mut rows = Rows::default();
    stage.report(whole, &mut rows).expect("tables can be made");
    rows.0
}

/// A row: what the tests look at.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Row {
    pub(crate) figure: i64,
    pub(crate) subject: Option<String>,
    pub(crate) document: String,
    pub(crate) span: Span,
    pub(crate) value: f64,
    pub(crate) claimant: Option<String>,
    pub(crate) verdict: String,
}

#[derive(Default)]
struct Rows(Vec<Row>);

impl TableSink for Rows {
    fn table(&mut self, name: &str, columns: &[Column<'_>]) -> Result<(), AnalyzeError> {
        let names: Vec<&str> = columns.iter().map(|it| it.name).collect();
        assert_eq!(name, "figures");
        assert_eq!(
            names,
            [
                "figure", "subject", "document", "span", "value", "low", "high", "modifier",
                "unit", "claimant", "verdict"
            ]
        );
        Ok(())
    }

    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError> {
        let text = |index: usize| match cells[index] {
            Some(Value::String(text)) => Some(text.to_owned()),
            _ => None,
        };
        let (Some(Value::Integer(figure)), Some(Value::Span(span)), Some(Value::Float(value))) =
            (cells[0], cells[3], cells[4])
        else {
            panic!("a cell is missing: {cells:?}");
        };
        self.0.push(Row {
            figure,
            subject: text(1),
            document: text(2).expect("every row has a document"),
            span,
            value,
            claimant: text(9),
            verdict: text(10).expect("every row has a verdict"),
        });
        Ok(())
    }
}

/// The figures of these reports that more than one number is of: `agree: 0 340, 1 more than 340`.
pub(crate) fn figures(texts: &[&str]) -> Vec<String> {
    let rows = rows(states(texts));
    let groups = rows.chunk_by(|a, b| a.figure == b.figure).filter(|it| it.len() > 1);
    let member = |row: &Row| {
        let text = texts[row.document.parse::<usize>().expect("ids are numbers")];
        format!("{} {}", row.document, text.get(row.span.range()).expect("a span of the text"))
    };
    groups
        .map(|it| {
            let members: Vec<String> = it.iter().map(member).collect();
            format!("{}: {}", it[0].verdict, members.join(", "))
        })
        .collect()
}
