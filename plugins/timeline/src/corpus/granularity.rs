//! How fine times are.

/// How fine a time is, finest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Granularity {
    Time,
    PartOfDay,
    Day,
    Weekend,
    Week,
    Days,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Granularity {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::PartOfDay => "part of day",
            Self::Day => "day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Days => "days",
            Self::Month => "month",
            Self::Season => "season",
            Self::Quarter => "quarter",
            Self::Half => "half year",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }

    /// By the form of a TIMEX3 value.
    pub(super) fn of(value: &str) -> Self {
        let (date, time) = value.split_once('T').map_or((value, None), |it| (it.0, Some(it.1)));
        match time {
            Some(time) if time.starts_with(|it: char| it.is_ascii_digit()) => return Self::Time,
            Some("XX") | None => {}
            Some(_) => return Self::PartOfDay,
        }
        let mut parts = date.trim_start_matches("BC").split('-');
        let year = parts.next().unwrap_or_default();
        let second = parts.next();
        let third = parts.next();
        match (year.len(), second, third) {
            (0..=2, ..) => Self::Century,
            (3, ..) => Self::Decade,
            (_, None, _) => Self::Year,
            (_, Some(it), None) if it.starts_with('W') && it != "WI" => Self::Week,
            (_, Some(it), None) if it.starts_with('Q') => Self::Quarter,
            (_, Some(it), None) if it.starts_with('H') => Self::Half,
            (_, Some("SP" | "SU" | "FA" | "WI"), None) => Self::Season,
            (_, Some(_), None) => Self::Month,
            (_, _, Some("WE")) => Self::Weekend,
            (_, _, Some(_)) => Self::Day,
        }
    }
}
