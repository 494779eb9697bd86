//! From what an expression says to a TIMEX3 value: against the publication date, the narrative so far, and the tense.

mod calendar_point;
mod direction;
mod distance;
mod interval;
mod quarter;

use rashomon_core::Span;

use crate::calendar::{Date, nth_weekday};
use crate::grammar::Phrase;
use crate::reading::{Base, Day, Frame, Kind, Reading, Recurring, Which, Year};
use crate::value::{Modifier, Point, Recurrence, Reference, TimeOfDay, Value};
use crate::words::{Keyword, class};

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
        }
    }

    /// The beginning of a sentence.
    pub(crate) fn begin_sentence(&mut self) {
        self.sentence_day = None;
    }

    /// Takes in what an expression was resolved to.
    pub(crate) fn take(&mut self, reading: &Reading, resolved: &Resolved) {
        let point = match resolved.value {
            Value::Point(point) | Value::Time(point, _) => point,
            Value::Duration(_) | Value::Set(_) | Value::Reference(_) => return,
        };
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
                frame = at;
                let known = at != Frame::Open
                    && self.published.is_some()
                    && length.count != crate::value::Count::Vague;
                let resolution = if known {
                    Resolution::Publication
                } else if at == Frame::Open && length.count != crate::value::Count::Vague {
                    Resolution::Explicit
                } else {
                    Resolution::Unresolved
                };
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
                (Label::Date, Value::Reference(reference), self.of_reference(reference))
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
                let (point, resolution) = self.point(kind, place)?;
                (Label::Date, Value::Point(point), resolution)
            }
        };
        Some(Resolved { label, value, modifier, frame, resolution })
    }

    fn of_reference(&self, _: Reference) -> Resolution {
        Resolution::Unresolved
    }

    /// A day, as far as it is known; nothing for 30 February.
    fn day(&self, day: Day, place: &Place<'_>) -> Option<(Point, Resolution)> {
        let known = |date: Option<Date>, resolution| match date {
            Some(date) => (Point::Day(date), resolution),
            None => (Point::AnyDay, Resolution::Unresolved),
        };
        Some(match day {
            Day::Offset(days) => {
                if let Some(spoken) = self.day_of_speech(place) {
                    return Some(known(spoken.plus_days(days), Resolution::Narrative));
                }
                known(self.published.and_then(|it| it.plus_days(days)), Resolution::Publication)
            }
            Day::Narrative(days) => match self.last_day {
                Some(date) => known(date.plus_days(days), Resolution::Narrative),
                None => {
                    known(self.published.and_then(|it| it.plus_days(days)), Resolution::Publication)
                }
            },
            Day::Weekday(weekday, which) => self.weekday(weekday, which, place),
            Day::WeekdayOfWeek(weekday, weeks) => match self.published {
                Some(today) => {
                    let to_monday = 1 - i32::from(today.weekday());
                    let date = today.plus_days(to_monday + 7 * weeks + i32::from(weekday) - 1);
                    known(date, Resolution::Publication)
                }
                None => (Point::Weekday(weekday), Resolution::Unresolved),
            },
            Day::NthWeekday { nth, weekday, month, year } => {
                let (year, resolution) = self.year_of_month(month, year, Which::Bare, place);
                let date = year.and_then(|year| nth_weekday(year, month, weekday, nth));
                // A month has no fifth Monday in most years.
                match (year, date) {
                    (Some(_), None) => return None,
                    (_, date) => known(date, resolution),
                }
            }
            Day::Date { year, month, day, weekday } => {
                return self.day_of_month(year, month, day, weekday, place);
            }
        })
    }

    fn weekday(&self, weekday: u8, which: Which, place: &Place<'_>) -> (Point, Resolution) {
        if which == Which::Any {
            return (Point::Weekday(weekday), Resolution::Unresolved);
        }
        if let Some(first) = self.sentence_day.filter(|_| which == Which::Bare && ends_range(place))
        {
            // "Thursday through Monday", "from Monday to Friday"
            let days = (i32::from(weekday) - i32::from(first.weekday())).rem_euclid(7);
            if let Some(date) = first.plus_days(days) {
                return (Point::Day(date), Resolution::Narrative);
            }
        }
        let anchor = match which {
            Which::Previous | Which::Following | Which::Same => self.last_day.or(self.published),
            Which::Bare | Which::Last | Which::This | Which::Next | Which::Any => self.published,
        };
        let Some(anchor) = anchor else {
            return (Point::Weekday(weekday), Resolution::Unresolved);
        };
        let back = (i32::from(anchor.weekday()) - i32::from(weekday)).rem_euclid(7);
        let ahead = (i32::from(weekday) - i32::from(anchor.weekday())).rem_euclid(7);
        let strictly = |days: i32| if days == 0 { 7 } else { days };
        let days = match which {
            Which::Bare => match direction::of(place) {
                Some(direction::Direction::Future) => ahead,
                Some(direction::Direction::Past) | None => -back,
            },
            Which::This => match direction::of(place) {
                Some(direction::Direction::Past) => -back,
                Some(direction::Direction::Future) | None => ahead,
            },
            Which::Last | Which::Previous => -strictly(back),
            Which::Next | Which::Following => strictly(ahead),
            Which::Same | Which::Any => ahead,
        };
        let narrative = matches!(which, Which::Previous | Which::Following | Which::Same)
            && self.last_day.is_some();
        let resolution = if narrative { Resolution::Narrative } else { Resolution::Publication };
        match anchor.plus_days(days) {
            Some(date) => (Point::Day(date), resolution),
            None => (Point::Weekday(weekday), Resolution::Unresolved),
        }
    }

    /// The day of a clock time that names none: a day of its sentence, before it or shortly after, else the present.
    fn day_of_time(&self, place: &Place<'_>) -> (Point, Resolution) {
        const NEAR: u32 = 40;
        if let Some(date) = self.sentence_day {
            return (Point::Day(date), Resolution::Narrative);
        }
        let items = place.phrase.items;
        let end = items.get(place.end.wrapping_sub(1)).map_or(0, |it| it.span.end());
        for (at, item) in items.iter().enumerate().skip(place.end) {
            if item.span.start() > end + NEAR {
                break;
            }
            if let Some((day, _)) = place.phrase.day(at)
                && let Some(found @ (Point::Day(_), _)) =
                    self.day(day, &Place { start: at, end: at + 1, ..*place })
            {
                return found;
            }
        }
        match self.published {
            Some(date) => (Point::Day(date), Resolution::Publication),
            None => (Point::AnyDay, Resolution::Unresolved),
        }
    }

    /// The day on which a quotation was spoken, if its sentence tells it outside the marks.
    fn day_of_speech(&self, place: &Place<'_>) -> Option<Date> {
        let quotation = place.quotation?;
        for (at, item) in place.phrase.items.iter().enumerate() {
            if quotation.overlaps(item.span) {
                continue;
            }
            let Some((day, end)) = place.phrase.day(at) else { continue };
            let outside = Place { start: at, end, quotation: None, ..*place };
            if !matches!(day, Day::Offset(_) | Day::Narrative(_))
                && let Some((Point::Day(date), _)) = self.day(day, &outside)
            {
                return Some(date);
            }
        }
        None
    }

    /// The year that an expression hangs on.
    fn year(&self, year: Year) -> Option<(Option<i32>, Resolution)> {
        let present = self.published.map(Date::year);
        Some(match year {
            Year::Open => return None,
            Year::Given(year) => (Some(year), Resolution::Explicit),
            Year::Offset(years) => {
                known_year(present.map(|it| it + years), Resolution::Publication)
            }
            Year::Narrative(years) => match self.last_year {
                Some(year) => known_year(Some(year + years), Resolution::Narrative),
                None => known_year(present.map(|it| it + years), Resolution::Publication),
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

/// Whether the time is the last one of a range whose first one stands right before: "Monday to".
fn ends_range(place: &Place<'_>) -> bool {
    let joined = matches!(
        place.phrase.before(place.start).keyword,
        Keyword::To | Keyword::Through | Keyword::Until
    );
    let dashed = place.phrase.is_joined(place.start);
    let first = place.start.wrapping_sub(if dashed { 1 } else { 2 });
    let phrase = place.phrase;
    let day = phrase.is(first, class::WEEKDAY)
        || (phrase.is(first, class::DIGITS) && phrase.before(first).is(class::MONTH));
    (joined || dashed) && day
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
        Point::Day(date) => Some(date.year()),
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

/// A time of day that is read from a value.
pub(crate) const fn clock(time: TimeOfDay) -> Option<(u8, u8, bool)> {
    match time {
        TimeOfDay::Clock { hour, minute, utc } => Some((hour, minute, utc)),
        TimeOfDay::Part(_) | TimeOfDay::Unknown => None,
    }
}
