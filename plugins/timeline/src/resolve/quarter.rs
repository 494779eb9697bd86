//! Which quarter is meant.
//!
//! A numbered quarter is the latest that has begun, or the next one; `the quarter` is the last completed one. Quarters
//! that others are compared with (`year-earlier`) are never what the report has come to.

use crate::calendar::Date;
use crate::reading::{Quarter, Year};
use crate::value::Point;

use super::{Narrative, Resolution};

impl Narrative {
    /// The quarter that an expression names.
    pub(super) fn quarter(
        &self,
        number: Option<u8>,
        year: Year,
        which: Quarter,
    ) -> (Point, Resolution) {
        let point = |year, quarter| Point::Quarter { year, quarter };
        if let Some((Some(year), resolution)) = self.year(year) {
            // "the 1988 period" of a report on the year is the year.
            if which == Quarter::Period && self.recent_quarter().is_none() {
                return (Point::Year(Some(year)), resolution);
            }
            let quarter = number.or(self.quarter.map(|(_, quarter)| quarter));
            return (point(Some(year), quarter), resolution);
        }
        let Some(today) = self.published else {
            return (point(None, number), Resolution::Unresolved);
        };
        let present = (today.year(), quarter_of(today));
        let completed = plus(present, -1);
        let plain = |number: Option<u8>| match number {
            Some(number) if i32::from(number) > i32::from(present.1) + 1 => (present.0 - 1, number),
            Some(number) => (present.0, number),
            None => completed,
        };
        let ((year, quarter), resolution) = match which {
            Quarter::Plain => (plain(number), Resolution::Publication),
            Quarter::Offset(quarters) => (plus(present, quarters), Resolution::Publication),
            Quarter::YearEarlier if number.is_none() && self.quarter_age == u32::MAX => {
                return (
                    Point::Year(Some(present.0 - 1).filter(|it| *it > 0)),
                    Resolution::Publication,
                );
            }
            Quarter::YearEarlier => match (number, self.quarter) {
                (None, Some(named)) => (plus(named, -4), Resolution::Narrative),
                _ => (plus(plain(number), -4), Resolution::Publication),
            },
            Quarter::Same | Quarter::Period => match self.quarter {
                Some(named) => (named, Resolution::Narrative),
                None => (plain(number), Resolution::Publication),
            },
        };
        if (1..=9999).contains(&year) {
            (point(Some(year), Some(quarter)), resolution)
        } else {
            (point(None, Some(quarter)), Resolution::Unresolved)
        }
    }

    /// The quarter that was named a few sentences ago.
    fn recent_quarter(&self) -> Option<(i32, u8)> {
        const SENTENCES: u32 = 3;
        self.quarter.filter(|_| self.quarter_age <= SENTENCES)
    }

    /// The quarter that `a year earlier` compares with, if one was named.
    pub(super) fn quarter_a_year_earlier(&self) -> Option<Point> {
        let (year, quarter) = plus(self.recent_quarter()?, -4);
        (year > 0).then_some(Point::Quarter { year: Some(year), quarter: Some(quarter) })
    }
}

fn quarter_of(date: Date) -> u8 {
    (date.month() - 1) / 3 + 1
}

fn plus((year, quarter): (i32, u8), quarters: i8) -> (i32, u8) {
    let total = year * 4 + i32::from(quarter) - 1 + i32::from(quarters);
    (total.div_euclid(4), (total.rem_euclid(4) + 1) as u8)
}
