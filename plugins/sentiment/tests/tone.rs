//! Who speaks how of whom: from texts to the table.

mod support;

use rashomon_core::{AnalyzeError, Column, CorpusStage, Plugin, TableSink, Value};
use rashomon_sentiment::{Sentiment, SentimentOptions};

/// Target, voice and number of sentences of each row, and whether the mean is above or below zero.
#[derive(Default)]
struct Rows(Vec<(String, String, i64, bool)>);

impl TableSink for Rows {
    fn table(&mut self, _: &str, _: &[Column<'_>]) -> Result<(), AnalyzeError> {
        Ok(())
    }

    fn row(&mut self, cells: &[Option<Value<'_>>]) -> Result<(), AnalyzeError> {
        let [
            Some(Value::String(_)),
            Some(Value::String(target)),
            Some(Value::String(voice)),
            Some(Value::Float(mean)),
            _,
            _,
            Some(Value::Integer(n)),
        ] = *cells
        else {
            panic!("no row of this table: {cells:?}");
        };
        self.0.push((target.into(), voice.into(), n, mean > 0.0));
        Ok(())
    }
}

fn tone(text: &str) -> Vec<(String, String, i64, bool)> {
    let analyzer = Sentiment::create(SentimentOptions::default()).expect("defaults fit");
    let (mut state, mut rows) = (<Sentiment as CorpusStage>::State::default(), Rows::default());
    analyzer.step(&mut state, &support::kit().annotate(text)).expect("any document is taken in");
    analyzer.report(state, &mut rows).expect("the rows are taken");
    rows.0
}

#[test]
fn reporter_and_speaker_are_two_voices() {
    let found = tone(
        "Anna Berg is a corrupt liar and a shameful disgrace. Berg came home. \
         “Berg is a brilliant and honest hero,” Tarn said.",
    );
    let row = |target: &str, voice: &str| {
        found.iter().find(|it| it.0 == target && it.1 == voice).map(|it| (it.2, it.3))
    };
    assert_eq!(row("Anna Berg", "reporter"), Some((2, false)), "{found:?}");
    assert_eq!(row("Anna Berg", "Tarn"), Some((1, true)), "{found:?}");
    // One neutral mention is a row too.
    assert_eq!(row("Tarn", "reporter").map(|it| it.0), Some(1), "{found:?}");
}
