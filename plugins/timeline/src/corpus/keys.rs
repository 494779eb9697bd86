//! Numbers under which mentions of one time find each other.

use crate::calendar::Date;

use super::granularity::Granularity;
use super::place::{Days, Place, date, weekday};

/// Under which keys a mention is kept and looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keys {
    /// Of its own time.
    pub(super) own: u64,
    /// Of the days before and after.
    pub(super) beside: [Option<u64>; 2],
    /// Of the longer or less certain times that it is part of.
    pub(super) above: [Option<u64>; 6],
}

/// What a key numbers.
#[derive(Clone, Copy)]
enum Kind {
    Days,
    Year,
    Month,
    Week,
    Weekday,
    DayOfYear,
    MonthOfYear,
    Words,
}

impl Kind {
    /// The key of a number, of which the lower 56 bits count.
    const fn key(self, number: u64) -> u64 {
        (self as u64) << 56 | number & ((1 << 56) - 1)
    }

    /// The key of a number that can be negative.
    const fn signed(self, number: i32) -> u64 {
        self.key(number.cast_unsigned() as u64)
    }
}

impl Place {
    /// The keys of the time.
    pub(super) fn keys(self) -> Keys {
        match self.days {
            Days::Known(first, last) => self.known(first, last),
            Days::Weekday(day) => {
                let next = |days: u8| Some(Kind::Weekday.key(u64::from((day - 1 + days) % 7 + 1)));
                Keys { beside: [next(1), next(6)], ..Keys::of(Kind::Weekday.key(u64::from(day))) }
            }
            Days::DayOfYear(month, day) => Keys::of(day_of_year(month, day)),
            Days::Month(month) => Keys::of(Kind::MonthOfYear.key(u64::from(month))),
            Days::Words(words) => Keys::of(Kind::Words.key(words)),
        }
    }

    fn known(self, first: i32, last: i32) -> Keys {
        let days = |first: i32, length: i32| {
            Kind::Days
                .key(u64::from(first.cast_unsigned()) << 24 | u64::from(length.cast_unsigned()))
        };
        let (year, month, day) = date(first).map_or((0, 0, 0), Date::parts);
        let of_year = Kind::Year.signed(year);
        let of_month = Kind::Month.signed(year * 12 + i32::from(month));
        let of_week = Kind::Week.signed((first + 3).div_euclid(7));
        let length = last - first;
        let own = match self.granularity {
            Granularity::Year => of_year,
            Granularity::Month => of_month,
            Granularity::Week | Granularity::Weekend => of_week,
            Granularity::Time
            | Granularity::PartOfDay
            | Granularity::Day
            | Granularity::Days
            | Granularity::Season
            | Granularity::Quarter
            | Granularity::Half
            | Granularity::Decade
            | Granularity::Century => days(first, length),
        };
        let one_day = |key: u64| (length == 0).then_some(key);
        let longer = |most: i32, key: u64| (length < most && key != own).then_some(key);
        Keys {
            own,
            beside: [one_day(days(first - 1, 0)), one_day(days(first + 1, 0))],
            above: [
                longer(365, of_year),
                longer(28, of_month),
                one_day(of_week),
                one_day(Kind::Weekday.key(u64::from(weekday(first)))),
                one_day(day_of_year(month, day)),
                longer(31, Kind::MonthOfYear.key(u64::from(month))),
            ],
        }
    }
}

impl Keys {
    const fn of(own: u64) -> Self {
        Self { own, beside: [None; 2], above: [None; 6] }
    }
}

fn day_of_year(month: u8, day: u8) -> u64 {
    Kind::DayOfYear.key(u64::from(month) * 32 + u64::from(day))
}
