//! Months, seasons, weeks, years: which one is meant.

use crate::calendar::{Date, days_in_month, plus_months};
use crate::reading::{Base, Kind, Which, Year};
use crate::value::{Point, Season, Unit};

use super::direction::{self, Direction};
use super::{Narrative, Place, Resolution};

impl Narrative {
    /// The point that a kind of calendar unit names.
    pub(super) fn point(&self, kind: Kind, place: &Place<'_>) -> Option<(Point, Resolution)> {
        Some(match kind {
            Kind::Month { month, year, which } => {
                let (year, resolution) = self.year_of_month(month, year, which, place);
                (Point::Month { year, month: Some(month) }, resolution)
            }
            Kind::Season { season, year, which } => {
                let (year, resolution) = self.year_of_season(season, year, which, place);
                (Point::Season { year, season }, resolution)
            }
            Kind::WeekOfMonth { nth, month, year } => {
                let (year, resolution) = self.year_of_month(month, year, Which::Bare, place);
                let week = year.and_then(|year| week_of_month(year, month, nth));
                (
                    Point::Week(week),
                    if week.is_some() { resolution } else { Resolution::Unresolved },
                )
            }
            Kind::Holiday { rule, year, which } => self.holiday(rule, year, which, place)?,
            Kind::Year(year) => {
                let (year, resolution) = self.year(year)?;
                (Point::Year(year), resolution)
            }
            Kind::Half(half, year) => {
                let year = if year == Year::Open { Year::Offset(0) } else { year };
                let (year, resolution) = self.year(year)?;
                (Point::Half { year, half }, resolution)
            }
            Kind::Decade { tens, with_century: true } => {
                (Point::Decade(Some(tens)), Resolution::Explicit)
            }
            Kind::Decade { tens, with_century: false } => {
                // The latest such decade that has begun; without a date, of the twentieth century.
                let present = self.published.map_or(1999, Date::year);
                let latest = present / 100 * 10 + tens;
                let tens = if latest * 10 > present { (latest - 10).max(0) } else { latest };
                let resolution = if self.published.is_some() {
                    Resolution::Publication
                } else {
                    Resolution::Explicit
                };
                (Point::Decade(Some(tens)), resolution)
            }
            Kind::Century(century) => (Point::Century(Some(century)), Resolution::Explicit),
            Kind::Week(year, week) => (Point::Week(Some((year, week))), Resolution::Explicit),
            Kind::Turn(unit) => self.turn(unit),
            Kind::Weekend(which) => self.weekend(which, place),
            Kind::Unit { unit, offset, base } => self.unit(unit, offset, base)?,
            _ => return None,
        })
    }

    /// The year of a season: "last summer" is the one that is over, "this winter" begins in December.
    fn year_of_season(
        &self,
        season: Season,
        year: Year,
        which: Which,
        place: &Place<'_>,
    ) -> (Option<i32>, Resolution) {
        let middle = match season {
            Season::Spring => 4,
            Season::Summer => 7,
            Season::Autumn => 10,
            Season::Winter => 1,
        };
        let month =
            if matches!(which, Which::Last | Which::Previous) { middle + 1 } else { middle };
        let (found, resolution) = self.year_of_month(month, year, which, place);
        let begins = season == Season::Winter
            && which == Which::This
            && year == Year::Open
            && self.published.is_some_and(|it| it.month() >= 9);
        (found.map(|it| it + i32::from(begins)), resolution)
    }

    /// The latest turn of a century, decade or year: its first year.
    fn turn(&self, unit: Unit) -> (Point, Resolution) {
        let years = match unit {
            Unit::Millennium => 1000,
            Unit::Century => 100,
            Unit::Decade => 10,
            _ => 1,
        };
        match self.published.map(|it| it.year() / years * years).filter(|it| *it > 0) {
            Some(year) => (Point::Year(Some(year)), Resolution::Publication),
            None => (Point::Year(None), Resolution::Unresolved),
        }
    }

    fn weekend(&self, which: Which, place: &Place<'_>) -> (Point, Resolution) {
        let base = match which {
            Which::Previous | Which::Following => Base::Narrative,
            Which::Bare | Which::Last | Which::This | Which::Next | Which::Same | Which::Any => {
                Base::Present
            }
        };
        let (Some(today), resolution) = self.base_day(base) else {
            return (Point::Weekend(None), Resolution::Unresolved);
        };
        let begun = today.weekday() >= 6;
        let weeks = match which {
            Which::Bare | Which::Same | Which::Any => match direction::of(place) {
                Some(Direction::Future) => 0,
                Some(Direction::Past) | None => {
                    if begun {
                        0
                    } else {
                        -1
                    }
                }
            },
            Which::This => match direction::of(place) {
                Some(Direction::Past) if !begun => -1,
                _ => 0,
            },
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => i32::from(begun || which == Which::Next),
        };
        match today.plus_days(7 * weeks) {
            Some(date) => (Point::Weekend(Some(date.week())), resolution),
            None => (Point::Weekend(None), Resolution::Unresolved),
        }
    }

    /// The number of the decade or century so many after the present one, if it is within the calendar.
    fn unit_of_years(&self, years: i32, offset: i32) -> Option<i32> {
        let number = (self.published?.year() / years).checked_add(offset)?;
        (0..10_000 / years).contains(&number).then_some(number)
    }

    /// `last week`, `the following month`: a unit so many later than the present or the narrative.
    fn unit(&self, unit: Unit, offset: i32, base: Base) -> Option<(Point, Resolution)> {
        let (day, resolution) = self.base_day(base);
        let unresolved = |point| Some((point, Resolution::Unresolved));
        match unit {
            Unit::Week => match day.and_then(|it| it.plus_days(7 * offset)) {
                Some(date) => Some((Point::Week(Some(date.week())), resolution)),
                None => unresolved(Point::Week(None)),
            },
            Unit::Month => {
                let (from, resolution) = match (base, self.last) {
                    (
                        Base::Narrative,
                        Some(Point::Month { year: Some(year), month: Some(month) }),
                    ) => (Some((year, month)), Resolution::Narrative),
                    (Base::Narrative, Some(Point::Day(date))) => {
                        (Some((date.year(), date.month())), Resolution::Narrative)
                    }
                    _ => {
                        (self.published.map(|it| (it.year(), it.month())), Resolution::Publication)
                    }
                };
                match from.and_then(|(year, month)| plus_months(year, month, offset)) {
                    Some((year, month)) => {
                        Some((Point::Month { year: Some(year), month: Some(month) }, resolution))
                    }
                    None => unresolved(Point::Month { year: None, month: None }),
                }
            }
            Unit::Year => {
                let year = match base {
                    Base::Present => Year::Offset(offset),
                    Base::Narrative => Year::Narrative(offset),
                };
                let (year, resolution) = self.year(year)?;
                Some((Point::Year(year), resolution))
            }
            Unit::Decade => match self.unit_of_years(10, offset) {
                Some(decade) => Some((Point::Decade(Some(decade)), Resolution::Publication)),
                None => unresolved(Point::Decade(None)),
            },
            Unit::Century => match self.unit_of_years(100, offset) {
                Some(century) => Some((Point::Century(Some(century)), Resolution::Publication)),
                None => unresolved(Point::Century(None)),
            },
            Unit::Second
            | Unit::Minute
            | Unit::Hour
            | Unit::Day
            | Unit::Weekend
            | Unit::Fortnight
            | Unit::Quarter
            | Unit::Millennium
            | Unit::Unknown => None,
        }
    }
}

/// The ISO week of the nth week of a month, or of its last.
fn week_of_month(year: i32, month: u8, nth: i8) -> Option<(i32, u8)> {
    // The week that most of these days fall into.
    let day = if nth < 0 {
        i32::from(days_in_month(year, month)) - 3
    } else {
        4 + 7 * (i32::from(nth) - 1)
    };
    Some(Date::new(year, month, 1)?.plus_days(day - 1)?.week())
}
