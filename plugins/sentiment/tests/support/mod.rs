//! Small stand-ins for the analyzers that this one reads, so that a case does not hang on what those find: every name
//! of a short list is an entity, and what stands between curly marks is said by the name next to the marks outside.

#![allow(dead_code, reason = "each test file uses a part of it")]

use rashomon_core::{
    AnalyzeError, Analyzer, Annotation, Attribute, AttributeInfo, AttributeKind, Document, Info,
    LabelInfo, Need, NoOptions, OptionsError, OwnedDocument, Plugin, Sink, Span, Value,
};
use rashomon_sentiment::Sentiment;
use rashomon_testkit::Kit;

const NAMES: [&str; 5] = ["Anna Berg", "Berg", "Norden", "Tarn", "Veldt"];

/// Finds the names above; `Anna Berg` and `Berg` are one entity.
pub(crate) struct Names;

impl Plugin for Names {
    const INFO: Info = Info {
        name: "entities",
        version: "1",
        summary: "Names of the tests.",
        labels: &[LabelInfo { name: "PER", doc: "A name." }],
        attributes: &[AttributeInfo {
            name: "entity",
            doc: "Its number.",
            kind: AttributeKind::Integer,
        }],
        ..Info::EMPTY
    };
    type Options = NoOptions;

    fn create(_: NoOptions) -> Result<Self, OptionsError> {
        Ok(Self)
    }
}

impl Analyzer for Names {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        for (span, number) in names(document.text()) {
            sink.emit(0, span, &[Attribute::new(0, number)])?;
        }
        Ok(())
    }
}

fn names(text: &str) -> Vec<(Span, i64)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let name = NAMES.iter().position(|it| rest.starts_with(it.as_bytes()));
        at += name.map_or(1, |it| {
            let span = Span::new(at as u32, (at + NAMES[it].len()) as u32);
            found.push((span, it.max(1) as i64));
            NAMES[it].len()
        });
    }
    found
}

/// Finds what stands between curly marks.
pub(crate) struct Marks;

impl Plugin for Marks {
    const INFO: Info = Info {
        name: "quotes",
        version: "1",
        summary: "Quotations of the tests.",
        labels: &[LabelInfo { name: "direct", doc: "Between marks." }],
        attributes: &[AttributeInfo {
            name: "speaker_entity",
            doc: "Who says it.",
            kind: AttributeKind::Reference("entities"),
        }],
        requires: &[Need::required("entities")],
        ..Info::EMPTY
    };
    type Options = NoOptions;

    fn create(_: NoOptions) -> Result<Self, OptionsError> {
        Ok(Self)
    }
}

impl Analyzer for Marks {
    fn analyze(&self, document: &dyn Document, sink: &mut dyn Sink) -> Result<(), AnalyzeError> {
        let text = document.text();
        let entities = document.layer("entities").expect("it is required");
        let opening = text.match_indices('“').map(|it| it.0 + '“'.len_utf8());
        for (start, end) in opening.zip(text.match_indices('”').map(|it| it.0)) {
            if start >= end {
                continue;
            }
            let span = Span::new(start as u32, end as u32);
            let outside = entities.iter().filter(|it| !span.overlaps(it.span()));
            let distance = |it: &Annotation<'_>| {
                span.start().abs_diff(it.span().end()).min(span.end().abs_diff(it.span().start()))
            };
            let speaker = outside.min_by_key(distance).map(Annotation::index);
            let attributes = speaker.map(|it| Attribute { key: 0, value: Value::Reference(it) });
            sink.emit(0, span, attributes.as_slice())?;
        }
        Ok(())
    }
}

/// The analyzer after both stand-ins.
pub(crate) fn kit() -> Kit<Sentiment> {
    Kit::new().with::<Names>().with::<Marks>()
}

/// A judgement of a test, with texts in place of references.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) unit: String,
    pub(crate) text: String,
    pub(crate) voice: String,
    pub(crate) speaker: Option<String>,
    pub(crate) score: f64,
    pub(crate) logit: Option<f64>,
    /// Texts and weights of the evidence.
    pub(crate) evidence: Vec<(String, f64)>,
}

/// All judgements of a document.
pub(crate) fn rows(document: &OwnedDocument) -> Vec<Row> {
    let layer = document.layer("sentiment").expect("the analyzer ran");
    let name = |row: u32| {
        let mention = document.layer("entities").and_then(|it| it.get(row));
        document.slice(mention.expect("a mention").span()).to_owned()
    };
    let mut rows = Vec::new();
    for row in layer.iter().filter(|it| it.label() != "evidence") {
        let evidence = layer.iter().filter(|it| it.reference("of") == Some(row.index()));
        let evidence = evidence.map(|it| {
            (document.slice(it.span()).to_owned(), it.number("weight").expect("evidence weighs"))
        });
        rows.push(Row {
            label: row.label().to_owned(),
            unit: row.text("unit").expect("a unit").to_owned(),
            text: document.slice(row.span()).to_owned(),
            voice: row.text("voice").expect("a voice").to_owned(),
            speaker: row.reference("speaker").map(name),
            score: row.number("score").expect("a score"),
            logit: row.number("logit"),
            evidence: evidence.collect(),
        });
    }
    rows
}

/// The judgements of one unit in a text.
pub(crate) fn judged(text: &str, unit: &str) -> Vec<Row> {
    let rows = rows(&kit().annotate(text));
    rows.into_iter().filter(|it| it.unit == unit).collect()
}

/// The judgement of the only sentence of a text.
pub(crate) fn sentence(text: &str) -> Row {
    let [row] = judged(text, "sentence").try_into().expect("one sentence");
    row
}

/// The judgement of the target with this name.
pub(crate) fn target(text: &str, name: &str) -> Row {
    let mut rows = judged(text, "target").into_iter().filter(|it| it.text == name);
    let row = rows.next().expect("the target is judged");
    assert_eq!(rows.next(), None, "one value for each entity and sentence");
    row
}
