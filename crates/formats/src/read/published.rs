//! Publication dates: ISO 8601 or nothing.

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, Zoned};

/// Whether this is a date, or a date with a time, in ISO 8601: what analyzers read as the day of publication.
pub fn is_date(text: &str) -> bool {
    let date =
        text.get(..10).is_some_and(|it| it.parse::<Date>().is_ok() && it.as_bytes()[4] == b'-');
    date && (text.len() == 10
        || text.parse::<DateTime>().is_ok()
        || text.parse::<Timestamp>().is_ok())
}

/// A date as pages and tables write it, in ISO 8601; `None` if it is none or could be two (02/08/2022).
pub(super) fn normalized(text: &str) -> Option<String> {
    let text = text.trim();
    if is_date(text) {
        return Some(text.into());
    }
    // A day, and a time in a way of its own: 2022-02-08T10:00:00+0000, 2022-02-08 10:00 UTC.
    let day = text.get(..10).filter(|it| is_date(it));
    if let (Some(day), Some(rest)) = (day, text.get(10..)) {
        let time = rest.trim_start_matches(['T', ' ']);
        let goes_on = rest.len() > time.len() && time.starts_with(|it: char| it.is_ascii_digit());
        return goes_on.then(|| day.to_owned());
    }
    let day = match text.parse::<Zoned>() {
        Ok(zoned) => Some(zoned.date()),
        Err(_) => jiff::fmt::rfc2822::parse(text).ok().map(|it| it.date()).or_else(|| spelt(text)),
    };
    day.map(|it| it.to_string())
}

/// A day with the name of its month: 8 February 2022, Feb. 8, 2022, Tuesday, February 8th, 2022 10:00 AM; or 20220208.
fn spelt(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split([' ', ',', '.', '-', '/', '\u{a0}']).filter(|it| !it.is_empty()).take(6)
    {
        if word.bytes().all(|it| it.is_ascii_digit()) {
            match word.len() {
                1 | 2 if day.is_none() => day = word.parse().ok(),
                4 if year.is_none() => year = word.parse().ok(),
                8 if text.len() == 8 => return text.parse().ok(),
                _ => {}
            }
            continue;
        }
        let lower = word.to_ascii_lowercase();
        let start = lower.get(..3).unwrap_or_default();
        match MONTHS.iter().position(|it| *it == start) {
            Some(found) if month.is_none() => month = Some(found as i8 + 1),
            _ if day.is_none() && month.is_some() => {
                // February 8th
                day = ["st", "nd", "rd", "th"]
                    .into_iter()
                    .find_map(|it| lower.strip_suffix(it)?.parse().ok());
            }
            _ => {}
        }
    }
    Date::new(year?, month?, day?).ok()
}

#[cfg(test)]
mod tests {
    use super::{is_date, normalized};

    #[test]
    fn dates_of_pages_and_tables_are_written_in_one_way() {
        for (text, expected) in [
            ("2022-02-08T10:00:00Z", "2022-02-08T10:00:00Z"),
            ("2022-02-08T10:00:00.000+0000", "2022-02-08T10:00:00.000+0000"),
            ("2022-02-08 10:00 UTC", "2022-02-08"),
            ("Tue, 08 Feb 2022 10:00:00 GMT", "2022-02-08"),
            ("8 February 2022", "2022-02-08"),
            ("Feb. 8, 2022", "2022-02-08"),
            ("Tuesday, February 8th, 2022 10:00 AM", "2022-02-08"),
            ("20220208", "2022-02-08"),
        ] {
            assert_eq!(normalized(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "02/08/2022",
            "February 2022",
            "31 February 2022",
            "yesterday",
            "1644314400",
            "2022-02-08x",
        ] {
            assert_eq!(normalized(text), None, "{text}");
        }
    }

    #[test]
    fn days_with_or_without_a_time_are_dates() {
        for text in [
            "2022-02-08",
            "2022-02-08T10:00",
            "2022-02-08 10:00:00",
            "2022-02-08T10:00:00Z",
            "2022-02-08T10:00:00.5+01:00",
        ] {
            assert!(is_date(text), "{text}");
        }
    }

    #[test]
    fn anything_else_is_not() {
        for text in [
            "",
            "2022",
            "2022-02",
            "2022-02-30",
            "8 Feb 2022",
            "02/08/2022",
            "20220208",
            "2022-02-08x",
            "2022-02-0é",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }
}
