//! Reports with ids, and the table of their utterances as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use rashomon_core::{
    AnalyzeError, Block, Column, CorpusStage, Document, Layer, OwnedDocument, Plugin, Sentence,
    TableSink, Token, Value, Vocabulary,
};
use rashomon_entities::Entities;
use rashomon_quotes::{Quotes, QuotesOptions, QuotesState};
use rashomon_testkit::Kit;

static KIT: LazyLock<Kit<Quotes>> = LazyLock::new(|| Kit::new().with::<Entities>());

/// An analyzed document under another id.
struct Named(String, OwnedDocument);

impl Document for Named {
    fn id(&self) -> &str {
        &self.0
    }

    fn text(&self) -> &str {
        self.1.text()
    }

    fn metadata(&self, key: &str) -> Option<&str> {
        self.1.metadata(key)
    }

    fn blocks(&self) -> &[Block] {
        self.1.blocks()
    }

    fn sentences(&self) -> &[Sentence] {
        self.1.sentences()
    }

    fn tokens(&self) -> &[Token] {
        self.1.tokens()
    }

    fn vocabulary(&self) -> Vocabulary {
        self.1.vocabulary()
    }

    fn layer(&self, analyzer: &str) -> Option<Layer<'_>> {
        self.1.layer(analyzer)
    }
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) utterance: i64,
    pub(crate) speaker: String,
    pub(crate) document: String,
    pub(crate) text: String,
    pub(crate) kind: String,
}

/// Collects the table.
#[derive(Default)]
struct Rows {
    texts: BTreeMap<String, String>,
    rows: Vec<Row>,
}

impl TableSink for Rows {
    fn table(&mut self, name: &str, columns: &[Column<'_>]) -> Result<(), AnalyzeError> {
        assert_eq!(name, "utterances");
        let names: Vec<&str> = columns.iter().map(|it| it.name).collect();
        let expected = ["utterance", "speaker", "document", "span", "kind", "speaker_in_document"];
        assert_eq!(names, expected);
        Ok(())
    }

    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError> {
        let string = |at: usize| match cells[at] {
            Some(Value::String(text)) => text.to_owned(),
            _ => String::new(),
        };
        let (Some(Value::Integer(utterance)), Some(Value::Span(span))) = (cells[0], cells[3])
        else {
            panic!("a row has a number and a place: {cells:?}");
        };
        let document = string(2);
        let text =
            self.texts[&document].get(span.range()).expect("the place is in the text").to_owned();
        self.rows.push(Row { utterance, speaker: string(1), document, text, kind: string(4) });
        Ok(())
    }
}

fn quotes() -> Quotes {
    Quotes::create(QuotesOptions::default()).expect("the stage takes what it made")
}

/// The state after each report by itself; their ids are `a`, `b` and so on.
pub(crate) fn states(texts: &[&str]) -> Vec<QuotesState> {
    let quotes = quotes();
    let ids = ('a'..='z').map(String::from);
    let states = ids.zip(texts).map(|(id, text)| {
        let mut state = QuotesState::default();
        quotes
            .step(&mut state, &Named(id, KIT.annotate(text)))
            .expect("the stage takes what it made");
        state
    });
    states.collect()
}

/// One state of several.
pub(crate) fn merged(states: impl IntoIterator<Item = QuotesState>) -> QuotesState {
    let quotes = quotes();
    let mut all = QuotesState::default();
    for state in states {
        quotes.merge(&mut all, state);
    }
    all
}

/// The state as another process reads it.
pub(crate) fn reloaded(state: &QuotesState) -> QuotesState {
    quotes().load(&quotes().save(state)).expect("the stage takes what it made")
}

/// What the stage says of bytes that are no state.
pub(crate) fn load_error(bytes: &[u8]) -> String {
    quotes().load(bytes).expect_err("these bytes are no state").to_string()
}

/// The rows of a state.
pub(crate) fn rows(state: QuotesState, texts: &[&str]) -> Vec<Row> {
    let texts = ('a'..='z').map(String::from).zip(texts.iter().map(|&it| it.to_owned()));
    let mut sink = Rows { texts: texts.collect(), rows: Vec::new() };
    quotes().report(state, &mut sink).expect("the stage takes what it made");
    sink.rows
}

/// All rows of some reports.
pub(crate) fn compared(texts: &[&str]) -> Vec<Row> {
    rows(merged(states(texts)), texts)
}

/// The utterances of more than one variant, a line each: `a: .. / b: ..`.
pub(crate) fn shared(texts: &[&str]) -> Vec<String> {
    let mut lines: BTreeMap<i64, (usize, String)> = BTreeMap::new();
    for row in compared(texts) {
        let (count, line) = lines.entry(row.utterance).or_default();
        let separator = if *count > 0 { " / " } else { "" };
        write!(line, "{separator}{}: {}", row.document, row.text)
            .expect("the stage takes what it made");
        *count += 1;
    }
    lines.into_values().filter(|it| it.0 > 1).map(|it| it.1).collect()
}
