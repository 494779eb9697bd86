//! The tables `events` and `event_mentions`.

use rashomon_core::{AnalyzeError, Column, ColumnKind, Span, TableSink, Value, join_list};

use super::granularity::Granularity;
use super::group::Story;
use super::place::Days;
use super::undated::Place;
use super::{Mention, State};

const EVENTS: &[Column<'_>] = &[
    Column { name: "number", kind: ColumnKind::Group },
    Column { name: "begin", kind: ColumnKind::String },
    Column { name: "end", kind: ColumnKind::String },
    Column { name: "granularity", kind: ColumnKind::String },
    Column { name: "value", kind: ColumnKind::String },
    Column { name: "event", kind: ColumnKind::String },
    Column { name: "documents", kind: ColumnKind::List },
    Column { name: "mentions", kind: ColumnKind::Integer },
];

const MENTIONS: &[Column<'_>] = &[
    Column { name: "number", kind: ColumnKind::Group },
    Column { name: "document", kind: ColumnKind::Document },
    Column { name: "span", kind: ColumnKind::Span },
    Column { name: "event", kind: ColumnKind::Span },
];

/// The phrase of a row is about this long if it can be, in bytes.
const GOOD_LENGTH: f32 = 60.0;

/// Writes the events of a story in order of time, those of no known time last, and then their mentions.
pub(super) fn write(state: &State, tables: &mut dyn TableSink) -> Result<(), AnalyzeError> {
    let found = Story::of(state);
    let mention = |it: usize| {
        let (report, number) = found.mentions[it];
        &state.reports[report].mentions[number]
    };
    let mut rows: Vec<Row<'_>> = (0..found.events.len())
        .filter(|it| found.is_shown(*it))
        .map(|it| Row::of(&found, it))
        .collect();
    // A sort that keeps the order of the input among events of one time.
    rows.sort_by_key(Row::order);
    tables.table("events", EVENTS)?;
    for (number, row) in rows.iter().enumerate() {
        let when = &mention(row.time).when;
        let bounds = when.bounds.as_ref();
        let documents = join_list(row.reports.iter().map(|it| state.reports[*it].id.as_str()));
        tables.row(&[
            Some(Value::Integer(number as i64)),
            bounds.map(|it| Value::String(&it.0)),
            bounds.map(|it| Value::String(&it.1)),
            Some(Value::String(found.phrases[row.time].place.granularity.name())),
            Some(Value::String(&when.value)),
            Some(Value::String(&mention(clearest(&found, row.mentions, mention)).text)),
            Some(Value::String(&documents)),
            Some(Value::Integer((row.mentions.len() + row.undated.len()) as i64)),
        ])?;
    }
    tables.table("event_mentions", MENTIONS)?;
    for (number, row) in rows.iter().enumerate() {
        let dated = row.mentions.iter().map(|it| {
            let Mention { span, event, .. } = mention(*it);
            (found.mentions[*it].0, Some(*span), *event)
        });
        let undated = row.undated.iter().map(|&(report, sentence)| {
            (report, None, state.reports[report].sentences[sentence].span)
        });
        // A report either dates the event or does not.
        let mut mentions: Vec<_> = dated.chain(undated).collect();
        mentions.sort_by_key(|it| it.0);
        for (report, time, event) in mentions {
            tables.row(&[
                Some(Value::Integer(number as i64)),
                Some(Value::String(&state.reports[report].id)),
                time.map(|it| Value::Span(Span::new(it.0, it.1.max(it.0)))),
                Some(Value::Span(Span::new(event.0, event.1.max(event.0)))),
            ])?;
        }
    }
    Ok(())
}

/// An event as it is written.
struct Row<'a> {
    mentions: &'a [usize],
    undated: &'a [Place],
    /// The reports that tell of it, ascending.
    reports: Vec<usize>,
    /// The mention whose time is that of the event.
    time: usize,
    days: Days,
}

impl<'a> Row<'a> {
    fn of(story: &'a Story, event: usize) -> Self {
        let (mentions, undated) = (&story.events[event], &story.undated[event]);
        let dated = mentions.iter().map(|it| story.mentions[*it].0);
        let mut reports: Vec<usize> = dated.chain(undated.iter().map(|it| it.0)).collect();
        reports.sort_unstable();
        reports.dedup();
        let time = time_of(story, mentions);
        Self { mentions, undated, reports, time, days: story.phrases[time].place.days }
    }

    /// Known days first, by begin and then by length.
    fn order(&self) -> (bool, i32, i32) {
        match self.days {
            Days::Known(first, last) => (false, first, last),
            Days::Weekday(_) | Days::DayOfYear(..) | Days::Month(_) | Days::Words(_) => {
                (true, 0, 0)
            }
        }
    }
}

/// The mention that gives the time of an event: of a known day before an open one; the finest, but a part of a day only
/// if half of the mentions have it; then the one that most have.
fn time_of(found: &Story, event: &[usize]) -> usize {
    let place = |it: usize| found.phrases[it].place;
    let in_day = |it: usize| place(it).granularity < Granularity::Day;
    let fine = event.iter().filter(|it| in_day(**it)).count() * 2 >= event.len();
    let rank = |it: usize| {
        let known = matches!(place(it).days, Days::Known(..));
        let too_fine = in_day(it) && !fine;
        let as_many = event.iter().filter(|other| place(**other).days == place(it).days).count();
        (!known, too_fine, place(it).granularity, event.len() - as_many)
    };
    event.iter().copied().min_by_key(|it| (rank(*it), *it)).unwrap_or_default()
}

/// The mention whose phrase says best what the event is: most like the others, a clause with its subject, of good length.
fn clearest<'a>(found: &Story, event: &[usize], mention: impl Fn(usize) -> &'a Mention) -> usize {
    const OTHERS: usize = 12;
    let goodness = |it: usize| {
        let others = event.iter().filter(|other| **other != it).take(OTHERS);
        let scores: Vec<f32> =
            others.map(|other| found.score(it, *other).unwrap_or_default()).collect();
        let likeness = scores.iter().sum::<f32>() / scores.len().max(1) as f32;
        let Mention { text, clear, whole_sentence, .. } = mention(it);
        let length = (text.len() as f32 / GOOD_LENGTH).max(f32::EPSILON).ln().abs();
        likeness + f32::from(*clear) * 0.7 - f32::from(*whole_sentence) * 0.3 - 0.2 * length
    };
    let candidates = event.iter().copied().take(4 * OTHERS);
    candidates
        .max_by(|a, b| goodness(*a).total_cmp(&goodness(*b)).then(b.cmp(a)))
        .unwrap_or_default()
}
