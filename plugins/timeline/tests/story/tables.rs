//! The tables of a story, as tests read them, and the states that they are made of.

use std::sync::Arc;

use rashomon_core::{
    AnalyzeError, Analyzer, Column, CorpusStage, Document, Info, LabelInfo, LayerBuilder,
    OwnedDocument, Plugin, Schema, Sink, Span, TableSink, Value, split_list,
};
use rashomon_text::{TextLayer, TextOptions};
use rashomon_timeline::{Timeline, TimelineOptions};

pub(crate) type State = <Timeline as CorpusStage>::State;

/// An event as its row shows it: begin or value, the phrase, the documents.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Event {
    pub(crate) begin: String,
    pub(crate) end: String,
    pub(crate) granularity: String,
    pub(crate) value: String,
    pub(crate) phrase: String,
    pub(crate) documents: Vec<String>,
    pub(crate) mentions: usize,
}

/// The tables, and the texts that spans point into.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Tables {
    pub(crate) table: String,
    pub(crate) events: Vec<Event>,
    /// Number of the event, document, time if it is dated there, phrase.
    pub(crate) mentions: Vec<(usize, String, Option<Span>, Span)>,
}

impl TableSink for Tables {
    fn table(&mut self, name: &str, columns: &[Column<'_>]) -> Result<(), AnalyzeError> {
        self.table = format!("{name} {}", columns.len());
        Ok(())
    }

    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError> {
        let text = |cell: &Option<Value<'_>>| match cell {
            Some(Value::String(text)) => (*text).to_owned(),
            _ => String::new(),
        };
        let number = |cell: &Option<Value<'_>>| match cell {
            Some(Value::Integer(number)) => usize::try_from(*number).unwrap(),
            _ => panic!("no number: {cell:?}"),
        };
        let span = |cell: &Option<Value<'_>>| match cell {
            Some(Value::Span(span)) => Some(*span),
            None => None,
            Some(other) => panic!("no span: {other:?}"),
        };
        match self.table.as_str() {
            "events 8" => {
                assert_eq!(number(&cells[0]), self.events.len());
                self.events.push(Event {
                    begin: text(&cells[1]),
                    end: text(&cells[2]),
                    granularity: text(&cells[3]),
                    value: text(&cells[4]),
                    phrase: text(&cells[5]),
                    documents: split_list(&text(&cells[6])).map(Into::into).collect(),
                    mentions: number(&cells[7]),
                });
            }
            "event_mentions 4" => self.mentions.push((
                number(&cells[0]),
                text(&cells[1]),
                span(&cells[2]),
                span(&cells[3]).unwrap(),
            )),
            other => panic!("no such table: {other}"),
        }
        Ok(())
    }
}

impl Tables {
    /// The event with this text in one of its phrases.
    pub(crate) fn event(&self, phrase: &str) -> &Event {
        let found: Vec<_> = self.events.iter().filter(|it| it.phrase.contains(phrase)).collect();
        assert_eq!(found.len(), 1, "{phrase}: {:#?}", self.events);
        found[0]
    }
}

/// A report: its day of publication, if it has one, and its text.
pub(crate) type Report<'a> = (&'a str, &'a str);

pub(crate) fn timeline() -> Timeline {
    Timeline::create(TimelineOptions::default()).unwrap()
}

pub(crate) fn states<'a>(reports: impl IntoIterator<Item = Report<'a>>) -> Vec<State> {
    states_with(&[], reports)
}

/// The same where these names of people were found.
fn states_with<'a>(names: &[&str], reports: impl IntoIterator<Item = Report<'a>>) -> Vec<State> {
    let timeline = timeline();
    let schema = Arc::new(Schema::of(&Timeline::INFO));
    let mut layer = TextLayer::new(TextOptions::default());
    let mut states = Vec::new();
    for (number, (published, text)) in reports.into_iter().enumerate() {
        let mut document = OwnedDocument::new(format!("r{number}"), text).unwrap();
        document.set_metadata("published", published);
        layer.annotate(&mut document);
        if !names.is_empty() {
            add_people(names, &mut document);
        }
        let mut builder = LayerBuilder::new(schema.clone(), &document);
        timeline.analyze(&document as &dyn Document, &mut builder).unwrap();
        let times = builder.finish().unwrap();
        document.add_layer(times);
        let mut state = State::default();
        timeline.step(&mut state, &document).unwrap();
        states.push(state);
    }
    states
}

pub(crate) fn merged(states: Vec<State>) -> Tables {
    let timeline = timeline();
    let mut all = State::default();
    for state in states {
        timeline.merge(&mut all, state);
    }
    let mut tables = Tables::default();
    timeline.report(all, &mut tables).unwrap();
    tables
}

pub(crate) fn tables(reports: &[Report<'_>]) -> Tables {
    merged(states(reports.iter().copied()))
}

/// The tables of reports in which these names of people were found.
pub(crate) fn tables_with(names: &[&str], reports: &[Report<'_>]) -> Tables {
    merged(states_with(names, reports.iter().copied()))
}

/// Adds a layer of these names; a longer one goes before its parts.
fn add_people(names: &[&str], document: &mut OwnedDocument) {
    const PEOPLE: Info = Info {
        name: "entities",
        version: "1",
        labels: &[LabelInfo { name: "PER", doc: "A name." }],
        ..Info::EMPTY
    };
    let mut builder = LayerBuilder::new(Arc::new(Schema::of(&PEOPLE)), document);
    let mut at = 0;
    while let Some(rest) = document.text().get(at..) {
        let Some(name) = names.iter().find(|it| rest.starts_with(**it)) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        builder.emit(0, Span::new(at as u32, (at + name.len()) as u32), &[]).unwrap();
        at += name.len();
    }
    let layer = builder.finish().unwrap();
    document.add_layer(layer);
}
