//! Months, days and feasts whose year is not named: which one is meant.
//!
//! The latest that has begun, or the next one if the tense looks ahead; but if that lies more than eight months away, the
//! other one is meant: "in November", read in October, is never last year's.

use crate::calendar::{Date, feast, plus_months};
use crate::reading::{Which, Year};
use crate::value::Point;

use super::direction::{self, Direction};
use super::{Narrative, Place, Resolution};

/// Beyond these the nearer reading is taken, whatever the tense.
const FAR_MONTHS: i32 = 8;
const FAR_DAYS: i32 = 240;
/// The same where the words look ahead.
const FUTURE_MONTHS: i32 = 9;
const FUTURE_DAYS: i32 = 280;
/// Without a tense the past is taken unless the future is nearer by this.
const HANDICAP_DAYS: i32 = 20;
/// How many days the month of Ramadan has.
const FASTING_DAYS: i32 = 29;

impl Narrative {
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

    /// The year of a month or season.
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
                Some(Direction::Future) if ahead > FUTURE_MONTHS => -back,
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

    /// A day that the calendar names.
    pub(super) fn holiday(
        &self,
        rule: &str,
        year: Year,
        which: Which,
        place: &Place<'_>,
    ) -> Option<(Point, Resolution)> {
        if let Some(date) = Date::parse(rule) {
            return Some((Point::Day(date), Resolution::Explicit));
        }
        let point = |date: Date| match date.plus_days(FASTING_DAYS - 1) {
            Some(last) if rule == "islamic:9:1" => Point::Days(date, last),
            _ => Point::Day(date),
        };
        if let Some((Some(year), resolution)) = self.year(year) {
            return Some((point(feast(rule, year)?), resolution));
        }
        let fixed = rule.split_once('-').filter(|_| !rule.contains(':'));
        let unknown = match fixed.map(|(month, day)| (month.parse(), day.parse())) {
            Some((Ok(month), Ok(day))) => Point::DayOfAnyYear { month, day },
            _ => Point::AnyDay,
        };
        let Some(today) = self.published else { return Some((unknown, Resolution::Unresolved)) };
        let in_year = |years: i32| feast(rule, today.year() + years);
        Some(match choose(today, [in_year(-1), in_year(0), in_year(1)], which, place) {
            Some(date) => (point(date), Resolution::Publication),
            None => (unknown, Resolution::Unresolved),
        })
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
            if ahead > FUTURE_DAYS {
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
