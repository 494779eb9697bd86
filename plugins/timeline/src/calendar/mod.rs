//! Days, months and ISO weeks of the Gregorian calendar, for the years 1 to 9999.

mod feast;

pub(crate) use self::feast::feast;

/// A day, as the number of days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Date(i32);

/// 0001-01-01 and 9999-12-31.
const FIRST: i32 = -719_162;
const LAST: i32 = 2_932_896;

impl Date {
    /// The day with these numbers, if the calendar has it.
    pub(crate) fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let known = (1..=9999).contains(&year) && (1..=12).contains(&month);
        if !known || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        // Counted from March, so that the leap day is the last of its year.
        let (month, day) = (i32::from(month), i32::from(day));
        let shifted = if month > 2 { year } else { year - 1 };
        let era = shifted.div_euclid(400);
        let of_era = shifted.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Some(Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468))
    }

    /// Reads `2022-02-08`, with or without a time after it; years of four digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let digits = |from: usize, to: usize| {
            bytes.get(from..to)?.iter().try_fold(0_i32, |sum, byte| {
                byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0'))
            })
        };
        let separated = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
        let ends = bytes.get(10).is_none_or(|byte| !byte.is_ascii_digit());
        if !separated || !ends {
            return None;
        }
        Self::new(digits(0, 4)?, digits(5, 7)? as u8, digits(8, 10)? as u8)
    }

    /// Year, month and day of the month.
    pub(crate) fn parts(self) -> (i32, u8, u8) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        (year_of_era + era * 400 + i32::from(month <= 2), month as u8, day as u8)
    }

    /// The year.
    pub(crate) fn year(self) -> i32 {
        self.parts().0
    }

    /// The month, 1 to 12.
    pub(crate) fn month(self) -> u8 {
        self.parts().1
    }

    /// The day of the week: 1 is Monday, 7 Sunday.
    pub(crate) fn weekday(self) -> u8 {
        ((self.0 + 3).rem_euclid(7) + 1) as u8
    }

    /// ISO year and week.
    pub(crate) fn week(self) -> (i32, u8) {
        let thursday = Self(self.0 + 4 - i32::from(self.weekday()));
        let year = thursday.year();
        let start = Self::new(year, 1, 1).map_or(thursday.0, |it| it.0);
        (year, ((thursday.0 - start) / 7 + 1) as u8)
    }

    /// The Monday of an ISO week.
    pub(crate) fn of_week(year: i32, week: u8) -> Option<Self> {
        let fourth = Self::new(year, 1, 4)?;
        fourth.plus_days(i32::from(week) * 7 - 6 - i32::from(fourth.weekday()))
    }

    /// The day so many days later, if it is still within the years 1 to 9999.
    pub(crate) fn plus_days(self, days: i32) -> Option<Self> {
        let day = self.0.checked_add(days)?;
        (FIRST..=LAST).contains(&day).then_some(Self(day))
    }

    /// The same day so many months later, or the last of that month if it is shorter.
    pub(crate) fn plus_months(self, months: i32) -> Option<Self> {
        let (year, month, day) = self.parts();
        let (year, month) = plus_months(year, month, months)?;
        Self::new(year, month, day.min(days_in_month(year, month)))
    }

    /// How many days later `other` is.
    pub(crate) fn days_until(self, other: Self) -> i32 {
        other.0 - self.0
    }
}

/// The month so many months later, if its year is within 1 to 9999.
pub(crate) fn plus_months(year: i32, month: u8, months: i32) -> Option<(i32, u8)> {
    let total = year.checked_mul(12)?.checked_add(i32::from(month) - 1)?.checked_add(months)?;
    let year = total.div_euclid(12);
    (1..=9999).contains(&year).then_some((year, (total.rem_euclid(12) + 1) as u8))
}

/// Number of days of a month, 1 to 12.
pub(crate) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The `nth` such weekday of a month; -1 is the last.
pub(crate) fn nth_weekday(year: i32, month: u8, weekday: u8, nth: i8) -> Option<Date> {
    let first = Date::new(year, month, 1)?;
    let to_first = (i32::from(weekday) - i32::from(first.weekday())).rem_euclid(7);
    let nth = if nth < 0 {
        (i32::from(days_in_month(year, month)) - 1 - to_first) / 7
    } else {
        i32::from(nth) - 1
    };
    first.plus_days(to_first + 7 * nth)
}

#[cfg(test)]
mod tests {
    use super::{Date, days_in_month, nth_weekday};

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn days_follow_each_other_through_four_centuries() {
        let mut day = date("1799-12-30");
        let (mut year, mut month, mut number) = day.parts();
        for _ in 0..150_000 {
            day = day.plus_days(1).unwrap();
            (month, number) = if number < days_in_month(year, month) {
                (month, number + 1)
            } else {
                (month % 12 + 1, 1)
            };
            year += i32::from((month, number) == (1, 1));
            assert_eq!(day.parts(), (year, month, number));
            assert_eq!(Date::new(year, month, number), Some(day));
        }
    }

    #[test]
    fn weeks_belong_to_the_year_of_their_thursday() {
        assert_eq!(date("2021-01-03").week(), (2020, 53));
        assert_eq!(date("2022-01-03").week(), (2022, 1));
        assert_eq!(date("2018-12-31").week(), (2019, 1));
        assert_eq!(Date::of_week(2022, 6), Some(date("2022-02-07")));
        assert_eq!(date("2022-02-08").weekday(), 2);
    }

    #[test]
    fn calendar_ends_where_years_have_four_digits() {
        assert_eq!(Date::new(2022, 2, 30), None);
        assert_eq!(Date::parse("0000-01-01"), None);
        assert_eq!(Date::parse("2022-2-8"), None);
        assert_eq!(date("9999-12-31").plus_days(1), None);
        assert_eq!(date("0001-01-01").plus_days(-1), None);
        assert_eq!(date("2024-02-29").plus_months(-12), Some(date("2023-02-28")));
    }

    #[test]
    fn weekdays_of_a_month_are_counted_from_either_end() {
        assert_eq!(nth_weekday(2021, 11, 4, 4), Some(date("2021-11-25")));
        assert_eq!(nth_weekday(2022, 5, 1, -1), Some(date("2022-05-30")));
    }
}
