//! From what an expression says to a TIMEX3 value: against the publication date, the narrative so far, and the tense.

mod calendar_point;
mod day;
mod direction;
mod distance;
mod frame;
mod interval;
mod order;
mod quarter;
mod yearless;

use rashomon_core::Span;

use crate::calendar::Date;
use crate::grammar::Phrase;
use crate::reading::{Base, Frame, Kind, Reading, Recurring, Year};
use crate::value::{Count, Modifier, Point, Recurrence, Unit, Value};

pub(crate) use self::interval::interval;

/// The class of a time expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Label {
    /// A day or something longer.
    Date,
    /// A time of a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// How a value was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Resolution {
    /// The words tell all.
    Explicit,
    /// From the publication date.
    Publication,
    /// From other times of the text.
    Narrative,
    /// Something is not known.
    Unresolved,
}

impl Resolution {
    /// The names in results, in the order of the variants.
    pub(crate) const NAMES: &'static [&'static str] =
        &["explicit", "publication", "narrative", "unresolved"];
}

/// A resolved expression.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resolved {
    /// Its class.
    pub label: Label,
    /// Its value.
    pub value: Value,
    /// How the value is to be taken.
    pub modifier: Option<Modifier>,
    /// Where a length of time lies.
    pub frame: Frame,
    /// How the value was found.
    pub resolution: Resolution,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// Its sentence.
    pub phrase: &'a Phrase<'a>,
    /// Its first item.
    pub start: usize,
    /// One past its last item.
    pub end: usize,
    /// The quotation that it stands in.
    pub quotation: Option<Span>,
    /// The day on which that was spoken, if a later sentence tells it.
    pub spoken: Option<Date>,
}

/// What is known of the time that the text has come to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Narrative {
    /// The day of publication.
    pub published: Option<Date>,
    /// The last date or time.
    last: Option<Point>,
    /// The year of the last date or time that has one.
    last_year: Option<i32>,
    /// The last full day.
    last_day: Option<Date>,
    /// The last full day of this sentence.
    sentence_day: Option<Date>,
    /// The last quarter that was named and is not one to compare with.
    quarter: Option<(i32, u8)>,
    /// How many sentences ago that was.
    quarter_age: u32,
    /// In which order the dates of digits in the document stand, once that has been looked for.
    order: Option<order::Order>,
}

impl Narrative {
    /// The beginning of a text.
    pub(crate) const fn new(published: Option<Date>) -> Self {
        Self {
            published,
            last: None,
            last_year: None,
            last_day: None,
            sentence_day: None,
            quarter: None,
            quarter_age: 0,
            order: None,
        }
    }

    /// The beginning of a sentence.
    pub(crate) fn begin_sentence(&mut self) {
        self.sentence_day = None;
        self.quarter_age = self.quarter_age.saturating_add(1);
    }

    /// Takes in what an expression was resolved to.
    pub(crate) fn take(&mut self, reading: &Reading, resolved: &Resolved) {
        let point = match resolved.value {
            Value::Point(point) | Value::Time(point, _) => point,
            Value::Duration(length) => {
                // "For the nine months": from here on years are compared and not quarters.
                let quarter = length.count == Count::whole(3);
                if length.unit == Unit::Month && !quarter {
                    self.quarter_age = u32::MAX;
                }
                return;
            }
            Value::Set(_) | Value::Reference(_) => return,
        };
        // What a report compares with is not what it has come to.
        if is_comparison(reading.kind) {
            return;
        }
        self.last = Some(point);
        if let Some(year) = year_of(point) {
            self.last_year = Some(year);
        }
        if let Point::Day(date) = point {
            self.last_day = Some(date);
            self.sentence_day = Some(date);
        }
        if let (
            Kind::Quarter { which, .. },
            Point::Quarter { year: Some(year), quarter: Some(quarter) },
        ) = (reading.kind, point)
            && matches!(which, crate::reading::Quarter::Plain | crate::reading::Quarter::Offset(_))
        {
            // A quarter that is still to come is a forecast.
            let began = Date::new(year, quarter * 3 - 2, 1);
            if began <= self.published {
                self.quarter = Some((year, quarter));
                self.quarter_age = 0;
            }
        }
        // "the three months ended Sept. 30" names the quarter.
    }

    /// What the expression means here; nothing if no calendar has it.
    pub(crate) fn resolve(&self, reading: &Reading, place: &Place<'_>) -> Option<Resolved> {
        let mut frame = Frame::Open;
        let mut modifier = reading.modifier;
        let (label, value, resolution) = match reading.kind {
            Kind::Day(day) => {
                let (point, resolution) = self.day(day, place)?;
                (Label::Date, Value::Point(point), resolution)
            }
            Kind::Time(day, time) => {
                let (point, resolution) = match day {
                    Some(day) => self.day(day, place)?,
                    None => self.day_of_time(place),
                };
                (Label::Time, Value::Time(point, time), resolution)
            }
            Kind::Duration(length, at) => {
                let (anchored, resolution) = self.frame(length, at, place);
                frame = anchored;
                (Label::Duration, Value::Duration(length), resolution)
            }
            Kind::Distance { length, before, base } => {
                modifier = modifier.map(|it| distance::modifier(it, before));
                let (value, resolution) = self.distance(length, before, base, place)?;
                let label =
                    if matches!(value, Value::Time(..)) { Label::Time } else { Label::Date };
                (label, value, resolution)
            }
            Kind::Reference(reference) => {
                (Label::Date, Value::Reference(reference), Resolution::Unresolved)
            }
            Kind::Every(length) => {
                (Label::Set, Value::Set(Recurrence::Every(length)), Resolution::Explicit)
            }
            Kind::Each(recurring, time) => {
                let point = match recurring {
                    Recurring::Weekday(day) => Point::Weekday(day),
                    Recurring::Month(month) => Point::Month { year: None, month: Some(month) },
                    Recurring::Season(season) => Point::Season { year: None, season },
                    Recurring::AnyDay => Point::AnyDay,
                    Recurring::Weekend => Point::Weekend(None),
                };
                let recurrence = match time {
                    Some(time) => Recurrence::TimeAt(point, time),
                    None => Recurrence::At(point),
                };
                (Label::Set, Value::Set(recurrence), Resolution::Explicit)
            }
            Kind::UnknownDay => (Label::Date, Value::Point(Point::AnyDay), Resolution::Unresolved),
            Kind::Quarter { number, year, which } => {
                let (point, resolution) = self.quarter(number, year, which);
                (Label::Date, Value::Point(point), resolution)
            }
            kind => {
                // The new moon that begins a month is seen a day earlier or later.
                if matches!(kind, Kind::Holiday { rule, .. } if rule.starts_with("islamic")) {
                    modifier = modifier.or(Some(Modifier::Approx));
                }
                let (point, resolution) = self.point(kind, place)?;
                (Label::Date, Value::Point(point), resolution)
            }
        };
        Some(Resolved { label, value, modifier, frame, resolution })
    }

    /// The year that an expression hangs on.
    fn year(&self, year: Year) -> Option<(Option<i32>, Resolution)> {
        let present = self.published.map(Date::year);
        Some(match year {
            Year::Open => return None,
            Year::Given(year) => (Some(year), Resolution::Explicit),
            Year::Offset(years) => {
                known_year(present.and_then(|it| it.checked_add(years)), Resolution::Publication)
            }
            Year::Narrative(years) => match self.last_year {
                Some(year) => known_year(year.checked_add(years), Resolution::Narrative),
                None => known_year(
                    present.and_then(|it| it.checked_add(years)),
                    Resolution::Publication,
                ),
            },
        })
    }

    fn base_day(&self, base: Base) -> (Option<Date>, Resolution) {
        match (base, self.last_day) {
            (Base::Narrative, Some(day)) => (Some(day), Resolution::Narrative),
            _ => (self.published, Resolution::Publication),
        }
    }
}

/// Whether a point is one that others are compared with: "a year earlier".
fn is_comparison(kind: Kind) -> bool {
    match kind {
        Kind::Distance { length, before: true, base: Base::Narrative } => {
            length.unit == Unit::Year && length.count == Count::whole(1)
        }
        _ => false,
    }
}

fn known_year(year: Option<i32>, resolution: Resolution) -> (Option<i32>, Resolution) {
    match year.filter(|it| (1..=9999).contains(it)) {
        Some(year) => (Some(year), resolution),
        None => (None, Resolution::Unresolved),
    }
}

/// The year of a point that has one.
fn year_of(point: Point) -> Option<i32> {
    match point {
        Point::Day(date) | Point::Days(date, _) => Some(date.year()),
        Point::Month { year, .. }
        | Point::Year(year)
        | Point::Quarter { year, .. }
        | Point::Half { year, .. }
        | Point::Season { year, .. } => year,
        Point::Week(week) | Point::Weekend(week) => week.map(|(year, _)| year),
        Point::DayOfAnyYear { .. }
        | Point::Weekday(_)
        | Point::AnyDay
        | Point::Decade(_)
        | Point::Century(_) => None,
    }
}
