//! The table of utterances: one row a variant, those of one utterance together.

use rashomon_core::{AnalyzeError, Column, ColumnKind, Span, TableSink, Value};

use crate::corpus::state::{Kind, Sort};
use crate::corpus::story::{Row, Story};
use crate::corpus::voices::Speaker;

const COLUMNS: &[Column<'_>] = &[
    Column { name: "utterance", kind: ColumnKind::Group },
    Column { name: "speaker", kind: ColumnKind::Name },
    Column { name: "document", kind: ColumnKind::Document },
    Column { name: "span", kind: ColumnKind::Span },
    Column { name: "kind", kind: ColumnKind::String },
    Column { name: "speaker_in_document", kind: ColumnKind::String },
];

/// One row to come: sentences of one quotation that belong together.
struct Line<'s> {
    row: &'s Row,
    span: Span,
}

/// Writes the table.
pub(crate) fn write(story: &Story, tables: &mut dyn TableSink) -> Result<(), AnalyzeError> {
    tables.table("utterances", COLUMNS)?;
    for (number, lines) in utterances(story).iter().enumerate() {
        let speaker = speaker(lines);
        for line in lines {
            let name = match &line.row.voice {
                None => speaker.map(|it| it.0),
                // One report's name against another's description is a guess; two reports are right.
                Some(it) if it.sort == Sort::Described => {
                    let sure = speaker.filter(|it| it.1 > 1).map(|it| it.0);
                    Some(sure.unwrap_or(&it.name))
                }
                Some(it) => Some(it.name.as_str()),
            };
            tables.row(&[
                Some(Value::Integer(number as i64)),
                name.map(Value::from),
                Some(Value::from(story.reports[line.row.report as usize].as_str())),
                Some(Value::from(line.span)),
                Some(Value::from(line.row.kind.name())),
                line.row.written.as_deref().map(Value::from),
            ])?;
        }
    }
    Ok(())
}

/// The rows of each utterance, in order of their first ones.
fn utterances(story: &Story) -> Vec<Vec<Line<'_>>> {
    let numbers = story.utterances();
    let count = numbers.iter().map(|it| *it as usize + 1).max().unwrap_or_default();
    let mut sizes = vec![0_u32; count];
    for &it in &numbers {
        sizes[it as usize] += 1;
    }
    let mut utterances: Vec<Vec<Line<'_>>> = (0..count).map(|_| Vec::new()).collect();
    // The utterance to which the row before went.
    let mut last = 0;
    for (at, (row, &number)) in story.rows.iter().zip(&numbers).enumerate() {
        let before = at.checked_sub(1).map(|it| (&story.rows[it], numbers[it]));
        let goes_on = before.is_some_and(|(it, other)| {
            let alone = sizes[number as usize] == 1 && sizes[other as usize] == 1;
            it.report == row.report && it.annotation == row.annotation && (alone || number == other)
        });
        if let Some(line) = utterances[last].last_mut().filter(|_| goes_on) {
            line.span = line.span.cover(row.span);
        } else {
            last = number as usize;
            utterances[last].push(Line { row, span: row.span });
        }
    }
    // Marks around no speech are of interest only where they repeat what somebody said.
    utterances.retain(|it| it.iter().any(|it| it.row.kind != Kind::Scare));
    utterances
}

/// Who says it, for the rows that do not name anybody: the person that most of the others name, the first of them on a
/// draw.
fn speaker<'s>(lines: &[Line<'s>]) -> Option<(&'s str, usize)> {
    let people: Vec<&'s Speaker> = lines
        .iter()
        .filter_map(|it| it.row.voice.as_ref().filter(|it| it.sort == Sort::Person))
        .collect();
    let votes = |it: &Speaker| people.iter().filter(|other| it.is_person(other)).count();
    let most = people.iter().rev().max_by_key(|it| (votes(it), it.named))?;
    Some((&most.name, votes(most)))
}
