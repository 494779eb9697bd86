use rashomon_core::{AnalyzeError, Column, CorpusStage, Plugin, TableSink, Value};

use crate::corpus::state::{Report, Scores, State, Target, Voice};
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
