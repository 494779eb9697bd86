//! ISO dates, as a reader of a page wants to see them.

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date as far as it is known: a year, a month, a day, and the rest of it (a time of day) as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Date<'a> {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
    time: &'a str,
}

impl<'a> Date<'a> {
    /// Reads `2022`, `2022-02`, `2022-02-07` and `2022-02-07T10:30`; nothing of unknown years.
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        let (date, time) = text.split_once('T').unwrap_or((text, ""));
        let mut parts = date.splitn(3, '-');
        let number = |it: Option<&str>, most: u32| {
            it.and_then(|it| it.parse().ok()).filter(|it| (1..=most).contains(it))
        };
        let year = parts.next().filter(|it| it.len() == 4)?.parse().ok()?;
        let month = number(parts.next(), 12);
        let day = month.and_then(|_| number(parts.next(), 31));
        Some(Self { year, month, day, time })
    }

    /// Days since 1 January 1970, of the first day that is meant.
    pub(crate) fn days(&self) -> i64 {
        // Years begin in March here, so that the leap day is the last one.
        let month = i64::from(self.month.unwrap_or(1));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day.unwrap_or(1)) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    fn weekday(self) -> &'static str {
        const NAMES: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
        NAMES[self.days().rem_euclid(7) as usize]
    }

    /// `Mon 7 Feb 2022`, `Feb 2022`, `2022`.
    pub(crate) fn long(&self) -> String {
        let time = if self.time.is_empty() { String::new() } else { format!(", {}", self.time) };
        match self.day {
            Some(_) => format!("{} {}{time}", self.weekday(), self.short()),
            None => format!("{}{time}", self.short()),
        }
    }

    /// `7 Feb 2022`, `Feb 2022`, `2022`.
    pub(crate) fn short(&self) -> String {
        let month = self.month.map(|it| MONTHS[it as usize - 1]);
        match (month, self.day) {
            (Some(month), Some(day)) => format!("{day} {month} {}", self.year),
            (Some(month), None) => format!("{month} {}", self.year),
            _ => self.year.to_string(),
        }
    }
}

/// A date as a reader wants it, or as it is written if it is none.
pub(crate) fn long(text: &str) -> String {
    Date::read(text).map_or_else(|| text.to_owned(), |it| it.long())
}

/// A stretch of time from its first to its last day. A whole month or year is one date.
pub(crate) fn range(begin: Option<&str>, end: Option<&str>, granularity: &str) -> String {
    let (Some(begin), Some(end)) = (begin, end) else {
        return match (begin, end) {
            (Some(begin), None) => format!("since {}", long(begin)),
            (None, Some(end)) => format!("until {}", long(end)),
            _ => "no date".to_owned(),
        };
    };
    match (granularity, Date::read(begin), Date::read(end)) {
        ("year", Some(date), Some(last)) if date.year == last.year => date.year.to_string(),
        ("month", Some(date), Some(last)) if (date.year, date.month) == (last.year, last.month) => {
            Date { day: None, time: "", ..date }.short()
        }
        _ if begin == end => long(begin),
        (_, Some(date), Some(last)) => format!("{} – {}", date.short(), last.short()),
        _ => format!("{begin} – {end}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_far_as_they_go() {
        assert_eq!(long("2022-02-07"), "Mon 7 Feb 2022");
        assert_eq!(long("2022-02-07T10:30"), "Mon 7 Feb 2022, 10:30");
        assert_eq!(long("2022-02"), "Feb 2022");
        assert_eq!(long("2022"), "2022");
        assert_eq!(long("XXXX-WXX-1"), "XXXX-WXX-1");
        assert_eq!(long("2022-13-45"), "2022");
    }

    #[test]
    fn days_are_counted_over_leap_years() {
        let days = |it| Date::read(it).unwrap().days();
        assert_eq!(days("1970-01-01"), 0);
        assert_eq!(days("2000-03-01") - days("2000-02-28"), 2);
        assert_eq!(days("1900-03-01") - days("1900-02-28"), 1);
        assert_eq!(days("0001-01-01"), -719_162);
    }

    #[test]
    fn whole_months_and_years_are_one_date() {
        let range = |begin, end, granularity| range(Some(begin), Some(end), granularity);
        assert_eq!(range("2021-12-01", "2021-12-31", "month"), "Dec 2021");
        assert_eq!(range("2014-01-01", "2014-12-31", "year"), "2014");
        assert_eq!(range("2022-02-01", "2022-02-03", "day"), "1 Feb 2022 – 3 Feb 2022");
        assert_eq!(super::range(Some("2014"), None, "year"), "since 2014");
        assert_eq!(super::range(None, None, ""), "no date");
    }
}
