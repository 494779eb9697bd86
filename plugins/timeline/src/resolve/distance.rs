//! Points so long before or after another: as fine as the unit that is counted, `two years ago` is a year.

use crate::calendar::{Date, plus_months};
use crate::reading::{Base, Year};
use crate::value::{Count, Length, Modifier, Point, Reference, TimeOfDay, Unit, Value};

use super::{Narrative, Place, Resolution};

/// Weeks up to this many are exact to the day: `two weeks ago`.
const EXACT_WEEKS: i64 = 2;

impl Narrative {
    /// The point that lies so long before or after the present or the narrative.
    pub(super) fn distance(
        &self,
        length: Length,
        before: bool,
        base: Base,
        _: &Place<'_>,
    ) -> Option<(Value, Resolution)> {
        let Count::Thousandths(count) = length.count else {
            return Some((self.vague_distance(length.unit), Resolution::Unresolved));
        };
        // "Four months later" opens no text: nothing is known that it could be later than.
        let base_known = base == Base::Present || before || self.last.is_some();
        let unknown = Self::new(None);
        let this = if base_known { self } else { &unknown };
        this.distance_of(length, count, before, base)
    }

    /// `a few weeks later`: only how fine it is told is known.
    fn vague_distance(&self, unit: Unit) -> Value {
        Value::Point(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                let day = self.last_day.map_or(Point::AnyDay, Point::Day);
                return Value::Time(day, TimeOfDay::Unknown);
            }
            Unit::Day | Unit::Week | Unit::Weekend | Unit::Fortnight | Unit::Unknown => {
                Point::AnyDay
            }
            Unit::Month | Unit::Quarter => Point::Month { year: None, month: None },
            Unit::Year => Point::Year(None),
            Unit::Decade => Point::Decade(None),
            Unit::Century | Unit::Millennium => Point::Century(None),
        })
    }

    fn distance_of(
        &self,
        length: Length,
        count: u64,
        before: bool,
        base: Base,
    ) -> Option<(Value, Resolution)> {
        let one_year = length.unit == Unit::Year && count == 1000 && length.rest.is_none();
        if one_year
            && before
            && let Some(quarter) = self.quarter_a_year_earlier()
        {
            return Some((Value::Point(quarter), Resolution::Narrative));
        }
        let sign = if before { -1_i64 } else { 1 };
        let signed =
            |factor: u64| i32::try_from(sign * (count.checked_mul(factor)? / 1000) as i64).ok();
        let whole = count.is_multiple_of(1000);
        let value = match length.unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                let day = self.base_day(base).0.map_or(Point::AnyDay, Point::Day);
                return Some((Value::Time(day, TimeOfDay::Unknown), Resolution::Unresolved));
            }
            Unit::Day => self.days(signed(1)?, base),
            Unit::Week | Unit::Fortnight | Unit::Weekend => {
                let factor = if length.unit == Unit::Fortnight { 2 } else { 1 };
                let days = signed(7 * factor)?;
                if i64::from(days.abs()) <= EXACT_WEEKS * 7 {
                    self.days(days, base)
                } else {
                    let (day, resolution) = self.base_day(base);
                    match day.and_then(|it| it.plus_days(days)) {
                        Some(date) => (Point::Week(Some(date.week())), resolution),
                        None => (Point::Week(None), Resolution::Unresolved),
                    }
                }
            }
            Unit::Month => self.months(signed(1)?, base),
            Unit::Quarter => self.months(signed(3)?, base),
            Unit::Year if !whole || length.rest.is_some() => {
                let rest = length.rest.map_or(0, |(months, unit)| {
                    if unit == Unit::Month { i32::try_from(months).unwrap_or(0) } else { 0 }
                });
                self.months(signed(12)?.checked_add(sign as i32 * rest)?, base)
            }
            _ if before && self.is_beyond(&length, count) => {
                return Some((Value::Reference(Reference::Past), Resolution::Unresolved));
            }
            Unit::Year => self.years(signed(1)?, base)?,
            Unit::Decade => self.years(signed(10)?, base)?,
            Unit::Century => self.years(signed(100)?, base)?,
            Unit::Millennium => self.years(signed(1000)?, base)?,
            Unit::Unknown => (Point::AnyDay, Resolution::Unresolved),
        };
        Some((Value::Point(value.0), value.1))
    }

    /// Whether so many years lead beyond the calendar: "30,000 years ago".
    fn is_beyond(&self, length: &Length, count: u64) -> bool {
        let factor = match length.unit {
            Unit::Year => 1,
            Unit::Decade => 10,
            Unit::Century => 100,
            Unit::Millennium => 1000,
            _ => return false,
        };
        let years = (count / 1000).saturating_mul(factor);
        self.published.is_some_and(|it| years >= it.year() as u64)
    }

    fn days(&self, days: i32, base: Base) -> (Point, Resolution) {
        let (day, resolution) = self.base_day(base);
        match day.and_then(|it| it.plus_days(days)) {
            Some(date) => (Point::Day(date), resolution),
            None => (Point::AnyDay, Resolution::Unresolved),
        }
    }

    fn months(&self, months: i32, base: Base) -> (Point, Resolution) {
        let (from, resolution) = match (base, self.last) {
            (Base::Narrative, Some(Point::Month { year: Some(year), month: Some(month) })) => {
                (Some((year, month)), Resolution::Narrative)
            }
            (Base::Narrative, Some(Point::Day(date))) => {
                (Some((date.year(), date.month())), Resolution::Narrative)
            }
            _ => (self.published.map(|it| (it.year(), it.month())), Resolution::Publication),
        };
        match from.and_then(|(year, month)| plus_months(year, month, months)) {
            Some((year, month)) => {
                (Point::Month { year: Some(year), month: Some(month) }, resolution)
            }
            None => (Point::Month { year: None, month: None }, Resolution::Unresolved),
        }
    }

    fn years(&self, years: i32, base: Base) -> Option<(Point, Resolution)> {
        let present = self.published.map(Date::year);
        let year = match base {
            Base::Narrative if self.last_year.is_some() => Year::Narrative(years),
            Base::Narrative | Base::Present => Year::Offset(years),
        };
        // "ten thousand years ago" lies before any year that has four digits.
        if present.is_some_and(|it| it.checked_add(years).is_none_or(|it| it < 1)) {
            return None;
        }
        let (year, resolution) = self.year(year)?;
        Some((Point::Year(year), resolution))
    }
}

/// What the modifier of a length says of the point: more than two years ago is before it.
pub(super) fn modifier(of_length: Modifier, before: bool) -> Modifier {
    match (of_length, before) {
        (Modifier::MoreThan, true) | (Modifier::LessThan, false) => Modifier::Before,
        (Modifier::LessThan, true) | (Modifier::MoreThan, false) => Modifier::After,
        (Modifier::EqualOrMore, true) | (Modifier::EqualOrLess, false) => Modifier::OnOrBefore,
        (Modifier::EqualOrLess, true) | (Modifier::EqualOrMore, false) => Modifier::OnOrAfter,
        (other, _) => other,
    }
}
