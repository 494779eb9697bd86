//! Who speaks how of whom in all reports of a story.
//!
//! The table `tone` has a row for each report, target and voice: the mean of the scores of the sentences in which that
//! voice judges that target, and how many there are. `low` and `high` are the 95 % interval of the mean by Student's
//! distribution of the spread between the sentences, cut off at -1 and 1; of one sentence nothing is known of a spread,
//! and both are empty. Scores that are no number from -1 to 1 are passed over. The voice is `reporter`, the speaker as the report calls him or her, or `unnamed`.

mod state;
mod student;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use rashomon_core::{AnalyzeError, Column, ColumnKind, CorpusStage, Document, TableSink, Value};

use crate::Sentiment;
use crate::corpus::state::{Report, Scores, State, Voice};

impl CorpusStage for Sentiment {
    type State = State;

    fn step(&self, state: &mut State, document: &dyn Document) -> Result<(), AnalyzeError> {
        state.reports.push(Report::of(document));
        Ok(())
    }

    fn merge(&self, into: &mut State, other: State) {
        into.reports.extend(other.reports);
    }

    fn save(&self, state: &State) -> Vec<u8> {
        postcard::to_stdvec(state).expect("a state holds nothing that cannot be written")
    }

    fn load(&self, bytes: &[u8]) -> Result<State, AnalyzeError> {
        postcard::from_bytes(bytes).map_err(AnalyzeError::new)
    }

    fn report(&self, state: State, tables: &mut dyn TableSink) -> Result<(), AnalyzeError> {
        tables.table("tone", COLUMNS)?;
        for report in &state.reports {
            write(report, tables)?;
        }
        Ok(())
    }
}

const fn column(name: &'static str, kind: ColumnKind) -> Column<'static> {
    Column { name, kind }
}

const COLUMNS: &[Column<'static>] = &[
    column("document", ColumnKind::Document),
    column("target", ColumnKind::Name),
    column("voice", ColumnKind::Name),
    column("mean", ColumnKind::Float),
    column("low", ColumnKind::Float),
    column("high", ColumnKind::Float),
    column("n", ColumnKind::Integer),
];

/// The rows of a report: what it speaks of most first, the reporter's own voice before the others.
fn write(report: &Report, tables: &mut dyn TableSink) -> Result<(), AnalyzeError> {
    let mut targets: Vec<_> = report.targets.iter().collect();
    targets
        .sort_by_key(|it| Reverse(it.voices.iter().map(|it| u64::from(it.1.count)).sum::<u64>()));
    for target in targets {
        let mut voices: Vec<_> = target.voices.iter().collect();
        voices.sort_by_key(|it| (it.0 != Voice::Reporter, Reverse(it.1.count)));
        for (voice, scores) in voices {
            let voice = match voice {
                Voice::Reporter => "reporter",
                Voice::Speaker(name) => name,
                Voice::Unnamed => "unnamed",
            };
            let (mean, interval) = mean(scores);
            tables.row(&[
                Some(Value::String(&report.id)),
                Some(Value::String(&target.name)),
                Some(Value::String(voice)),
                Some(Value::Float(mean)),
                interval.map(|it| Value::Float(it.0)),
                interval.map(|it| Value::Float(it.1)),
                Some(Value::Integer(scores.count.into())),
            ])?;
        }
    }
    Ok(())
}

/// The mean of some scores, and its 95 % interval around it if there are several, all within [-1, 1].
fn mean(scores: &Scores) -> (f64, Option<(f64, f64)>) {
    let n = f64::from(scores.count.max(1));
    // Sums are not exact: the mean of many ones can be a little more than one.
    let mean = (scores.sum / n).clamp(-1.0, 1.0);
    let interval = (scores.count > 1).then(|| {
        let variance = (scores.squares - scores.sum * mean).max(0.0) / (n - 1.0);
        let half = student::quantile(scores.count - 1) * (variance / n).sqrt();
        (rounded((mean - half).max(-1.0)), rounded((mean + half).min(1.0)))
    });
    (rounded(mean), interval)
}

/// A number as results show it: four decimals.
fn rounded(number: f64) -> f64 {
    // Not -0.0.
    (number * 1e4).round() / 1e4 + 0.0
}
