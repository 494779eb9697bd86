//! Feasts and memorial days: from a rule of the lexicon to a day.
//!
//! | rule | day |
//! | --- | --- |
//! | `12-25` | the same day of each year |
//! | `2001-09-11` | one day of history |
//! | `nth:11:4:4:1` | the fourth Thursday of November, and a day later |
//! | `easter:-2` | two days before Easter Sunday of the western churches; `orthodox` for the eastern ones |
//! | `rosh:9` | nine days after the first day of the Hebrew year that begins then |
//! | `hanukkah` | 25 Kislev |
//! | `islamic:9:1` | the first day of the ninth month, by the arithmetical calendar; the new moon may be seen a day off |

use super::{Date, nth_weekday};

/// The day of 1970-01-01, counted from the first of January of the year 1.
const EPOCH: i32 = 719_163;

/// The day that a rule names in a year.
pub(crate) fn feast(rule: &str, year: i32) -> Option<Date> {
    if let Some(date) = Date::parse(rule) {
        return Some(date);
    }
    let mut fields = rule.split(':');
    let kind = fields.next()?;
    let mut number = || fields.next()?.parse::<i32>().ok();
    match kind {
        "easter" => easter(year)?.plus_days(number()?),
        "orthodox" => orthodox_easter(year)?.plus_days(number()?),
        "rosh" => hebrew_new_year(year + 3761)?.plus_days(number()?),
        "hanukkah" => {
            let first = hebrew_new_year(year + 3761)?;
            // The second month has a day more in years of 355 or 385 days.
            let long = first.days_until(hebrew_new_year(year + 3762)?) % 10 == 5;
            first.plus_days(if long { 84 } else { 83 })
        }
        "islamic" => {
            let (month, day) = (number()?, number()?);
            let about = (year - 622) * 33 / 32;
            let days = (about - 1..=about + 2).filter_map(|it| islamic(it, month, day));
            days.into_iter().find(|it| it.year() == year)
        }
        "nth" => {
            let (month, weekday, nth) = (number()?, number()?, number()?);
            nth_weekday(year, month as u8, weekday as u8, nth as i8)?
                .plus_days(number().unwrap_or(0))
        }
        fixed => {
            let (month, day) = fixed.split_once('-')?;
            Date::new(year, month.parse().ok()?, day.parse().ok()?)
        }
    }
}

/// Easter Sunday of the western churches.
fn easter(year: i32) -> Option<Date> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15)
        .rem_euclid(30);
    let to_sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let shift = (golden + 11 * epact + 22 * to_sunday) / 451;
    let total = epact + to_sunday - 7 * shift + 114;
    Date::new(year, (total / 31) as u8, (total % 31 + 1) as u8)
}

/// Easter Sunday of the eastern churches, by the Gregorian calendar.
fn orthodox_easter(year: i32) -> Option<Date> {
    let golden = (19 * (year % 19) + 15) % 30;
    let to_sunday = (2 * (year % 4) + 4 * (year % 7) - golden + 34).rem_euclid(7);
    let total = golden + to_sunday + 114;
    let behind = year / 100 - year / 400 - 2;
    Date::new(year, (total / 31) as u8, (total % 31 + 1) as u8)?.plus_days(behind)
}

/// The first day of a Hebrew year.
fn hebrew_new_year(year: i32) -> Option<Date> {
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let day = 29 * months + (12_084 + 13_753 * months).div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let year = i64::from(year);
    let (before, this, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let delay = if after - this == 356 { 2 } else { i64::from(this - before == 382) };
    let days = this + delay - 1_373_427 - i64::from(EPOCH);
    Date::new(1970, 1, 1)?.plus_days(i32::try_from(days).ok()?)
}

/// A day of the arithmetical Islamic calendar.
fn islamic(year: i32, month: i32, day: i32) -> Option<Date> {
    let months = (59 * (month - 1) + 1) / 2;
    let days = day + months + (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + 227_013;
    Date::new(1970, 1, 1)?.plus_days(days - EPOCH)
}

#[cfg(test)]
mod tests {
    use super::super::Date;
    use super::feast;

    #[test]
    fn feasts_fall_on_their_days() {
        for (rule, date) in [
            ("easter:0", "2022-04-17"),
            ("easter:0", "2000-04-23"),
            ("orthodox:0", "2022-04-24"),
            ("rosh:0", "2022-09-26"),
            ("rosh:9", "2023-09-25"),
            ("rosh:-163", "2022-04-16"),
            ("hanukkah", "2022-12-19"),
            ("hanukkah", "2023-12-08"),
            ("islamic:9:1", "2022-04-02"),
            ("islamic:10:1", "2023-04-21"),
            ("islamic:12:10", "2022-07-09"),
            ("nth:11:1:1:1", "2020-11-03"),
            ("nth:11:4:4", "2021-11-25"),
            ("12-25", "2021-12-25"),
        ] {
            let expected = Date::parse(date).unwrap();
            assert_eq!(feast(rule, expected.year()), Some(expected), "{rule}");
        }
    }

    #[test]
    fn feasts_of_years_without_calendar_are_none_or_some_day() {
        for year in [-1, 0, 1, 9999, 10_000] {
            for rule in ["easter:0", "orthodox:0", "rosh:0", "hanukkah", "islamic:1:1", "02-29"] {
                let _ = feast(rule, year);
            }
        }
    }
}
