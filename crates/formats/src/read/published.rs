//! Publication dates: ISO 8601 or nothing.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

/// Whether this is a date, or a date with a time, in ISO 8601: what analyzers read as the day of publication.
pub fn is_date(text: &str) -> bool {
    let date =
        text.get(..10).is_some_and(|it| it.parse::<Date>().is_ok() && it.as_bytes()[4] == b'-');
    date && (text.len() == 10
        || text.parse::<DateTime>().is_ok()
        || text.parse::<Timestamp>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::is_date;

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
