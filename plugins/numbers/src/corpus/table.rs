//! The table of figures.

use rashomon_core::{AnalyzeError, Column, ColumnKind, TableSink, Value};

use crate::corpus::claim::Report;
use crate::corpus::group::groups;
use crate::corpus::link::links;
use crate::corpus::score::{Figure, Weights, score};
use crate::corpus::verdict::Verdict;

const COLUMNS: &[Column<'_>] = &[
    Column { name: "figure", kind: ColumnKind::Group },
    Column { name: "subject", kind: ColumnKind::String },
    Column { name: "document", kind: ColumnKind::Document },
    Column { name: "span", kind: ColumnKind::Span },
    Column { name: "value", kind: ColumnKind::Float },
    Column { name: "low", kind: ColumnKind::Float },
    Column { name: "high", kind: ColumnKind::Float },
    Column { name: "modifier", kind: ColumnKind::String },
    Column { name: "unit", kind: ColumnKind::String },
    Column { name: "claimant", kind: ColumnKind::Name },
    Column { name: "verdict", kind: ColumnKind::String },
];

/// Members of a group among which the one is sought that names its subject.
const SPEAKERS: usize = 12;

/// Writes one row for each number, those of one quantity one after the other.
pub(super) fn write(reports: &[Report], tables: &mut dyn TableSink) -> Result<(), AnalyzeError> {
    let weights = Weights::new(reports);
    let figures: Vec<Figure<'_>> = reports
        .iter()
        .enumerate()
        .flat_map(|(index, report)| {
            let weights = &weights;
            report.claims.iter().map(move |it| Figure::new(it, (index, report), weights))
        })
        .collect();
    tables.table("figures", COLUMNS)?;
    for (number, group) in groups(&figures, &links(&figures)).iter().enumerate() {
        let members: Vec<&Figure<'_>> = group.iter().filter_map(|&it| figures.get(it)).collect();
        let verdict = Verdict::on(&members);
        let subject = subject(&members);
        for figure in &members {
            let claim = figure.claim;
            let Some(report) = reports.get(figure.report) else { continue };
            tables.row(&[
                Some(Value::Integer(number as i64)),
                Some(subject).filter(|it| !it.is_empty()).map(Value::String),
                Some(Value::String(&report.id)),
                Some(Value::Span(claim.span())),
                Some(Value::Float(claim.value)),
                claim.low.map(Value::Float),
                claim.high.map(Value::Float),
                Some(Value::String(claim.bound.name())),
                claim.unit.as_deref().map(Value::String),
                claim.claimant.as_deref().map(Value::String),
                Some(Value::String(verdict.name())),
            ])?;
        }
    }
    Ok(())
}

/// The subject as the most typical member words it.
fn subject<'a>(members: &[&Figure<'a>]) -> &'a str {
    let some = || members.iter().take(SPEAKERS).filter(|it| !it.claim.subject.is_empty());
    let typical = |figure: &Figure<'_>| -> f32 {
        // One word of a measure is a verb: "lasted".
        let bare = figure.claim.head.is_none() && !figure.claim.subject.contains(' ');
        some().map(|it| score(figure, it)).sum::<f32>() - if bare { 100.0 } else { 0.0 }
    };
    let best = some()
        .map(|it| (typical(it), it.claim.subject.as_str()))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|it| it.1).unwrap_or_default()
}
