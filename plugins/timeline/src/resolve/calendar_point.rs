//! Months, seasons, holidays, weeks, years: which one is meant.
//!
//! A name without a year is the latest that has begun, or the next one if the tense looks ahead; but if that lies more
//! than eight months away, the other one is meant: "in November", read in October, is never last year's.

use crate::calendar::{Date, days_in_month, easter, nth_weekday, plus_months};
use crate::reading::{Base, Kind, Which, Year};
use crate::value::{Point, Season, Unit};

use super::direction::{self, Direction};
use super::{Narrative, Place, Resolution};

/// Beyond these the nearer reading is taken, whatever the tense.
const FAR_MONTHS: i32 = 8;
const FAR_DAYS: i32 = 240;
/// Without a tense the past is taken unless the future is nearer by this.
const HANDICAP_DAYS: i32 = 20;

impl Narrative {
    /// The point that a kind of calendar unit names.
    pub(super) fn point(&self, kind: Kind, place: &Place<'_>) -> Option<(Point, Resolution)> {
        Some(match kind {
            Kind::Month { month, year, which } => {
                let (year, resolution) = self.year_of_month(month, year, which, place);
                (Point::Month { year, month: Some(month) }, resolution)
            }
            Kind::Season { season, year, which } => {
                let month = match season {
                    Season::Spring => 4,
                    Season::Summer => 7,
                    Season::Autumn => 10,
                    Season::Winter => 1,
                };
                let (year, resolution) = self.year_of_month(month, year, which, place);
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
                let tens = if latest * 10 > present { latest - 10 } else { latest };
                let resolution = if self.published.is_some() {
                    Resolution::Publication
                } else {
                    Resolution::Explicit
                };
                (Point::Decade(Some(tens)), resolution)
            }
            Kind::Century(century) => (Point::Century(Some(century)), Resolution::Explicit),
            Kind::Weekend(which) => self.weekend(which, place),
            Kind::Unit { unit, offset, base } => self.unit(unit, offset, base)?,
            _ => return None,
        })
    }

    /// A day of a month; a year that is not named is chosen by weekday, tense and distance.
    pub(super) fn day_of_month(
        &self,
        year: Year,
        month: u8,
        day: u8,
        weekday: Option<u8>,
        place: &Place<'_>,
    ) -> Option<(Point, Resolution)> {
        // 2000 has all days that any year has.
        Date::new(2000, month, day)?;
        if let Some((year, resolution)) = self.year(year) {
            return Some(match year {
                Some(year) => (Point::Day(Date::new(year, month, day)?), resolution),
                None => (Point::DayOfAnyYear { month, day }, resolution),
            });
        }
        let Some(today) = self.published else {
            return Some((Point::DayOfAnyYear { month, day }, Resolution::Unresolved));
        };
        let in_year = |years: i32| Date::new(today.year() + years, month, day);
        if let Some(weekday) = weekday {
            let fits =
                [0, -1, 1].into_iter().filter_map(in_year).find(|it| it.weekday() == weekday);
            if let Some(date) = fits {
                return Some((Point::Day(date), Resolution::Publication));
            }
        }
        let chosen = choose(today, [in_year(-1), in_year(0), in_year(1)], Which::Bare, place);
        Some(match chosen {
            Some(date) => (Point::Day(date), Resolution::Publication),
            None => (Point::DayOfAnyYear { month, day }, Resolution::Unresolved),
        })
    }

    pub(super) fn year_of_month(
        &self,
        month: u8,
        year: Year,
        which: Which,
        place: &Place<'_>,
    ) -> (Option<i32>, Resolution) {
        if let Some(known) = self.year(year) {
            return known;
        }
        if let (Which::Same, Some(year)) = (which, self.last_year) {
            return (Some(year), Resolution::Narrative);
        }
        let Some(today) = self.published else { return (None, Resolution::Unresolved) };
        let (this_year, this_month, _) = today.parts();
        let (anchor_year, anchor_month, resolution) = match (which, self.last) {
            (
                Which::Previous | Which::Following,
                Some(Point::Month { year: Some(year), month: Some(month) }),
            ) => (year, month, Resolution::Narrative),
            (Which::Previous | Which::Following, Some(Point::Day(date))) => {
                (date.year(), date.month(), Resolution::Narrative)
            }
            _ => (this_year, this_month, Resolution::Publication),
        };
        let back = (i32::from(anchor_month) - i32::from(month)).rem_euclid(12);
        let ahead = (i32::from(month) - i32::from(anchor_month)).rem_euclid(12);
        let strictly = |months: i32| if months == 0 { 12 } else { months };
        let months = match which {
            Which::Bare | Which::Same | Which::Any => match direction::of(place) {
                Some(Direction::Future) if ahead > FAR_MONTHS => -back,
                Some(Direction::Future) => ahead,
                Some(Direction::Past) | None if back > FAR_MONTHS && !direction::is_told(place) => {
                    ahead
                }
                Some(Direction::Past) | None => -back,
            },
            Which::This => i32::from(month) - i32::from(anchor_month),
            Which::Last | Which::Previous => -strictly(back),
            Which::Next | Which::Following => strictly(ahead),
        };
        match plus_months(anchor_year, anchor_month, months) {
            Some((year, _)) => (Some(year), resolution),
            None => (None, Resolution::Unresolved),
        }
    }

    fn holiday(
        &self,
        rule: &str,
        year: Year,
        which: Which,
        place: &Place<'_>,
    ) -> Option<(Point, Resolution)> {
        if let Some((Some(year), resolution)) = self.year(year) {
            return Some((Point::Day(holiday_of(rule, year)?), resolution));
        }
        let fixed = rule.split_once('-').filter(|_| !rule.contains(':'));
        let unknown = match fixed.map(|(month, day)| (month.parse(), day.parse())) {
            Some((Ok(month), Ok(day))) => Point::DayOfAnyYear { month, day },
            _ => Point::AnyDay,
        };
        let Some(today) = self.published else { return Some((unknown, Resolution::Unresolved)) };
        let in_year = |years: i32| holiday_of(rule, today.year() + years);
        Some(match choose(today, [in_year(-1), in_year(0), in_year(1)], which, place) {
            Some(date) => (Point::Day(date), Resolution::Publication),
            None => (unknown, Resolution::Unresolved),
        })
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
            Unit::Decade => match self.published {
                Some(date) => Some((Point::Decade(Some(date.year() / 10 + offset)), resolution)),
                None => unresolved(Point::Decade(None)),
            },
            Unit::Century => match self.published {
                Some(date) => Some((Point::Century(Some(date.year() / 100 + offset)), resolution)),
                None => unresolved(Point::Century(None)),
            },
            Unit::Second
            | Unit::Minute
            | Unit::Hour
            | Unit::Day
            | Unit::Weekend
            | Unit::Fortnight
            | Unit::Quarter
            | Unit::Millennium => None,
        }
    }
}

/// Which of a day's dates in the years before, of and after the present is meant.
fn choose(today: Date, dates: [Option<Date>; 3], which: Which, place: &Place<'_>) -> Option<Date> {
    let past = dates.iter().flatten().filter(|it| **it <= today).max().copied();
    let future = dates.iter().flatten().filter(|it| **it >= today).min().copied();
    let strictly_past = dates.iter().flatten().filter(|it| **it < today).max().copied();
    let strictly_future = dates.iter().flatten().filter(|it| **it > today).min().copied();
    match which {
        Which::Last | Which::Previous => return strictly_past,
        Which::Next | Which::Following => return strictly_future,
        Which::This => return dates[1],
        Which::Bare | Which::Same | Which::Any => {}
    }
    let (Some(past), Some(future)) = (past, future) else { return past.or(future) };
    let back = past.days_until(today);
    let ahead = today.days_until(future);
    Some(match direction::of(place) {
        Some(Direction::Future) => {
            if ahead > FAR_DAYS {
                past
            } else {
                future
            }
        }
        Some(Direction::Past) => {
            if back > FAR_DAYS && !direction::is_told(place) {
                future
            } else {
                past
            }
        }
        None => {
            if back > ahead + HANDICAP_DAYS {
                future
            } else {
                past
            }
        }
    })
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

/// The date of a holiday: `12-25`, `nth:11:4:4`, `easter:-2`.
fn holiday_of(rule: &str, year: i32) -> Option<Date> {
    let mut fields = rule.split(':');
    match fields.next()? {
        "easter" => easter(year)?.plus_days(fields.next()?.parse().ok()?),
        "nth" => nth_weekday(
            year,
            fields.next()?.parse().ok()?,
            fields.next()?.parse().ok()?,
            fields.next()?.parse().ok()?,
        ),
        fixed => {
            let (month, day) = fixed.split_once('-')?;
            Date::new(year, month.parse().ok()?, day.parse().ok()?)
        }
    }
}
