//! First and last day of what a value names.

use std::fmt;

use crate::calendar::{Date, days_in_month, nth_weekday};
use crate::reading::Frame;
use crate::value::{
    Count, Length, Modifier, Point, Season, TimeOfDay, Unit, Value, Zone, write_clock, write_offset,
};

use super::Resolved;

/// One end of an interval: a day, or a time of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Bound {
    date: Date,
    time: Option<TimeOfDay>,
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(TimeOfDay::Clock { hour, minute, second, zone }) = self.time else {
            return write_day(f, self.date);
        };
        // Midnight at the end of a day is the beginning of the next.
        let next = if hour == 24 { self.date.plus_days(1) } else { None };
        write_day(f, next.unwrap_or(self.date))?;
        write_clock(f, if next.is_some() { 0 } else { hour }, minute, second)?;
        match zone {
            Zone::Unknown => Ok(()),
            Zone::Utc => write_offset(f, 0),
            Zone::Offset(minutes) | Zone::Written(minutes) => write_offset(f, minutes),
            Zone::UnitedStates(minutes) => {
                write_offset(f, minutes + if is_summer_time(self.date) { 60 } else { 0 })
            }
        }
    }
}

fn write_day(f: &mut fmt::Formatter<'_>, date: Date) -> fmt::Result {
    let (year, month, day) = date.parts();
    write!(f, "{year:04}-{month:02}-{day:02}")
}

/// Whether clocks in the United States are put forward on a day.
fn is_summer_time(date: Date) -> bool {
    let (first, last) = match date.year() {
        2007.. => ((3, 2), (11, 1)),
        1987..=2006 => ((4, 1), (10, -1)),
        1967..=1986 => ((4, -1), (10, -1)),
        _ => return false,
    };
    let sunday = |(month, nth)| nth_weekday(date.year(), month, 7, nth);
    sunday(first) <= Some(date) && Some(date) < sunday(last)
}

/// Begin and end, both inclusive; nothing if the value leaves them open.
pub(crate) fn interval(resolved: &Resolved, published: Option<Date>) -> Option<(Bound, Bound)> {
    let day = |date| Bound { date, time: None };
    match resolved.value {
        Value::Point(point) => {
            let (first, last) = days_of(point)?;
            let (first, last) = narrowed(first, last, resolved.modifier);
            Some((day(first), day(last)))
        }
        Value::Time(point, time) if time != TimeOfDay::Unknown => {
            let (first, last) = days_of(point)?;
            let time = Some(time);
            Some((Bound { date: first, time }, Bound { date: last, time }))
        }
        Value::Duration(length) => {
            let (first, last) = match resolved.frame {
                Frame::Past => (shifted(published?, length, true)?, published?),
                Frame::Future => (published?, shifted(published?, length, false)?),
                // Both days belong to what is counted from a day of the calendar: nine months from Jan. 1 end on Sept. 30.
                Frame::From(date) => (date, shifted(date, length, false)?.plus_days(-1)?),
                Frame::To(date) => (shifted(date.plus_days(1)?, length, true)?, date),
                Frame::Open | Frame::StartOf(_) | Frame::EndOf(_) => return None,
            };
            (first <= last).then_some((day(first), day(last)))
        }
        Value::Time(..) | Value::Set(_) | Value::Reference(_) => None,
    }
}

/// First and last day of a point that is known.
fn days_of(point: Point) -> Option<(Date, Date)> {
    let months = |year: i32, first: u8, last: u8| {
        Some((Date::new(year, first, 1)?, Date::new(year, last, days_in_month(year, last))?))
    };
    let years = |first: i32, last: i32| Some((Date::new(first, 1, 1)?, Date::new(last, 12, 31)?));
    match point {
        Point::Day(date) => Some((date, date)),
        Point::Days(first, last) => Some((first, last)),
        Point::Month { year: Some(year), month: Some(month) } => months(year, month, month),
        Point::Year(Some(year)) => years(year, year),
        Point::Decade(Some(tens)) => years((tens * 10).max(1), tens * 10 + 9),
        Point::Century(Some(hundreds)) => years((hundreds * 100).max(1), hundreds * 100 + 99),
        Point::Quarter { year: Some(year), quarter: Some(quarter) } => {
            months(year, quarter * 3 - 2, quarter * 3)
        }
        Point::Half { year: Some(year), half } => months(year, half * 6 - 5, half * 6),
        Point::Season { year: Some(year), season } => match season {
            Season::Spring => months(year, 3, 5),
            Season::Summer => months(year, 6, 8),
            Season::Autumn => months(year, 9, 11),
            Season::Winter => {
                Some((Date::new(year - 1, 12, 1)?, Date::new(year, 2, days_in_month(year, 2))?))
            }
        },
        Point::Week(Some((year, week))) => {
            let monday = Date::of_week(year, week)?;
            Some((monday, monday.plus_days(6)?))
        }
        Point::Weekend(Some((year, week))) => {
            let monday = Date::of_week(year, week)?;
            Some((monday.plus_days(5)?, monday.plus_days(6)?))
        }
        Point::DayOfAnyYear { .. }
        | Point::Weekday(_)
        | Point::AnyDay
        | Point::Month { .. }
        | Point::Year(None)
        | Point::Decade(None)
        | Point::Century(None)
        | Point::Quarter { .. }
        | Point::Half { .. }
        | Point::Season { .. }
        | Point::Week(None)
        | Point::Weekend(None) => None,
    }
}

/// The first, middle or last third of an interval: `mid-February`, `the end of this week`.
fn narrowed(first: Date, last: Date, modifier: Option<Modifier>) -> (Date, Date) {
    let days = first.days_until(last) + 1;
    if days < 3 {
        return (first, last);
    }
    let third = (days + 1) / 3;
    let at = |days: i32| first.plus_days(days).unwrap_or(last);
    match modifier {
        Some(Modifier::Start) => (first, at(third - 1)),
        Some(Modifier::Mid) => (at(third), at(days - third - 1)),
        Some(Modifier::End) => (at(days - third), last),
        _ => (first, last),
    }
}

/// The day so long before or after another.
fn shifted(from: Date, length: Length, back: bool) -> Option<Date> {
    let Count::Thousandths(count) = length.count else { return None };
    let sign = if back { -1 } else { 1 };
    let times = |factor: u64| {
        let total = i32::try_from(count.checked_mul(factor)?.div_ceil(1000)).ok()?;
        Some(sign * total)
    };
    match length.unit {
        Unit::Second => from.plus_days(times(1)? / 86_400),
        Unit::Minute => from.plus_days(times(1)? / 1440),
        Unit::Hour => from.plus_days(times(1)? / 24),
        Unit::Day => from.plus_days(times(1)?),
        Unit::Week | Unit::Weekend => from.plus_days(times(7)?),
        Unit::Fortnight => from.plus_days(times(14)?),
        Unit::Month => from.plus_months(times(1)?),
        Unit::Quarter => from.plus_months(times(3)?),
        Unit::Year => from.plus_months(times(12)?),
        Unit::Decade => from.plus_months(times(120)?),
        Unit::Century => from.plus_months(times(1200)?),
        Unit::Millennium => from.plus_months(times(12_000)?),
        Unit::Unknown => None,
    }
}
