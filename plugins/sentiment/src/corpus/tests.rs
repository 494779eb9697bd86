use std::sync::Arc;

use rashomon_core::{
    AnalyzeError, Attribute, AttributeInfo, AttributeKind, Column, CorpusStage, Info, LabelInfo,
    LayerBuilder, OwnedDocument, Plugin, Schema, Sink, Span, TableSink, Value,
};

use crate::corpus::state::{Report, Scores, State, Target, Voice};
use crate::info::{attribute, unit};
use crate::{Sentiment, SentimentOptions};

fn scores(all: &[f64]) -> Scores {
    let mut scores = Scores::default();
    for score in all {
        scores.add(*score);
    }
    scores
}

fn target(name: &str, voices: &[(Voice, &[f64])]) -> Target {
    let voices = voices.iter().map(|it| (it.0.clone(), scores(it.1))).collect();
    Target { name: name.into(), voices }
}

fn state(id: &str, targets: Vec<Target>) -> State {
    State { reports: vec![Report { id: id.into(), targets }] }
}

fn analyzer() -> Sentiment {
    Sentiment::create(SentimentOptions::default()).unwrap()
}

#[derive(Debug, Default)]
struct Rows(Vec<String>);

impl TableSink for Rows {
    fn table(&mut self, name: &str, columns: &[Column<'_>]) -> Result<(), AnalyzeError> {
        let columns: Vec<_> = columns.iter().map(|it| it.name).collect();
        self.0.push(format!("{name}: {}", columns.join(" ")));
        Ok(())
    }

    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError> {
        let cells = cells.iter().map(|it| match it {
            Some(Value::String(text)) => (*text).into(),
            Some(Value::Float(number)) => number.to_string(),
            Some(Value::Integer(number)) => number.to_string(),
            None => "-".into(),
            other => panic!("no cell of this table: {other:?}"),
        });
        self.0.push(cells.collect::<Vec<String>>().join(" | "));
        Ok(())
    }
}

fn rows(state: State) -> Vec<String> {
    let mut rows = Rows::default();
    analyzer().report(state, &mut rows).unwrap();
    rows.0
}

fn story() -> [State; 3] {
    let speaker = |name: &str| Voice::Speaker(name.into());
    [
        state(
            "a",
            vec![
                target("Norden", &[(Voice::Reporter, &[0.0])]),
                target(
                    "Anna Berg",
                    &[
                        (Voice::Unnamed, &[0.2]),
                        (speaker("Tarn"), &[-0.5, -0.7]),
                        (Voice::Reporter, &[0.1]),
                    ],
                ),
            ],
        ),
        state("b", vec![target("Anna Berg", &[(Voice::Reporter, &[0.1, 0.2, 0.3, 0.4])])]),
        state("c", Vec::new()),
    ]
}

#[test]
fn rows_go_by_report_target_and_voice() {
    let mut all = State::default();
    for state in story() {
        analyzer().merge(&mut all, state);
    }
    assert_eq!(
        rows(all),
        [
            "tone: document target voice mean low high n",
            "a | Anna Berg | reporter | 0.1 | - | - | 1",
            "a | Anna Berg | Tarn | -0.6 | -1 | 0.6706 | 2",
            "a | Anna Berg | unnamed | 0.2 | - | - | 1",
            "a | Norden | reporter | 0 | - | - | 1",
            "b | Anna Berg | reporter | 0.25 | 0.0446 | 0.4554 | 4",
        ]
    );
}

#[test]
fn states_survive_saving_and_merge_in_any_grouping() {
    let analyzer = analyzer();
    let again = |state: &State| analyzer.load(&analyzer.save(state)).unwrap();
    let [a, b, c] = story();
    let mut left = again(&a);
    analyzer.merge(&mut left, again(&b));
    analyzer.merge(&mut left, again(&c));
    let (mut right, mut back) = (again(&a), again(&b));
    analyzer.merge(&mut back, again(&c));
    analyzer.merge(&mut right, back);
    assert_eq!(analyzer.save(&left), analyzer.save(&right));
    assert_eq!(rows(left), rows(right));
    assert!(analyzer.load(&[9]).is_err());
}

/// A report whose layers were made elsewhere: one judgement of its one name for each score.
fn brought(scores: &[f64]) -> State {
    const NAMES: Info = Info {
        name: "entities",
        version: "1",
        labels: &[LabelInfo { name: "PER", doc: "A name." }],
        attributes: &[AttributeInfo {
            name: "entity",
            doc: "Its number.",
            kind: AttributeKind::Integer,
        }],
        ..Info::EMPTY
    };
    let mut document = OwnedDocument::new("a", "Anna Berg spoke.").unwrap();
    let mut names = LayerBuilder::new(Arc::new(Schema::of(&NAMES)), &document);
    names.emit(0, Span::new(0, 9), &[Attribute::new(0, 1_i64)]).unwrap();
    let names = names.finish().unwrap();
    document.add_layer(names);
    let mut tone = LayerBuilder::new(Arc::new(Schema::of(&Sentiment::INFO)), &document);
    for score in scores {
        let values = [
            Attribute::new(attribute::UNIT, Value::Enum(unit::TARGET)),
            Attribute::new(attribute::SCORE, *score),
            Attribute::new(attribute::TARGET, Value::Reference(0)),
            Attribute::new(attribute::VOICE, Value::Enum(0)),
        ];
        tone.emit(0, Span::new(0, 16), &values).unwrap();
    }
    let tone = tone.finish().unwrap();
    document.add_layer(tone);
    let mut state = State::default();
    analyzer().step(&mut state, &document).unwrap();
    state
}

#[test]
fn scores_out_of_range_are_passed_over() {
    let found = rows(brought(&[0.5, 1.5, -7.0, 1e300]));
    assert_eq!(found[1..], ["a | Anna Berg | reporter | 0.5 | - | - | 1"]);
    assert_eq!(rows(brought(&[2.0])).len(), 1);
    let found = rows(brought(&[-1.0, 1.0]));
    assert_eq!(found[1..], ["a | Anna Berg | reporter | 0 | -1 | 1 | 2"]);
}

#[test]
fn means_and_intervals_are_in_order_and_in_range() {
    for count in [2, 3, 7, 10, 1000] {
        for edge in [-1.0, 1.0, 0.1, 0.333_333] {
            let mut all = vec![edge; count];
            for last in [edge, 0.0, -edge] {
                all[0] = last;
                let (mean, interval) = super::mean(&scores(&all));
                let (low, high) = interval.unwrap();
                let ordered = -1.0 <= low && low <= mean && mean <= high && high <= 1.0;
                assert!(ordered, "{count} {edge} {last}: {low} {mean} {high}");
            }
        }
    }
}
