//! Where on the calendar a mention stands, and whether two mentions can be of one time.

use rashomon_core::fold_hash;

use crate::calendar::Date;

use super::granularity::Granularity;
use super::{Mention, When};

/// What of the calendar a time names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Days {
    /// The first and the last day, counted from 1970-01-01.
    Known(i32, i32),
    /// A day of a week that is not known, 1 is Monday.
    Weekday(u8),
    /// A month and a day of a year that is not known.
    DayOfYear(u8, u8),
    /// A month of a year that is not known.
    Month(u8),
    /// Words that name nothing without what they hang on.
    Words(u64),
}

/// A time as two mentions of it are compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) days: Days,
    /// The hours of the day, end exclusive; a night goes on into the next day.
    hours: Option<(u8, u8)>,
    pub(super) granularity: Granularity,
    /// Its clock may be another than that of the other reports.
    zone: bool,
}

/// How two times go together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    /// One time.
    Same,
    /// A day and a part of it, or a time whose report has no date.
    Likely,
    /// A week and a day of it.
    InWeek,
    /// A month and a day of it.
    InMonth,
    /// A year and a part of it.
    InYear,
    /// Two days between which only midnight or a time zone lies.
    Next,
}

impl Place {
    pub(super) fn of(mention: &Mention) -> Self {
        let When { value, bounds, part, words } = &mention.when;
        let mut granularity = Granularity::of(value);
        let known = bounds.as_ref().and_then(|(begin, end)| {
            let (first, last) = (number(Date::parse(begin)?), number(Date::parse(end)?));
            (first <= last).then_some((first, last))
        });
        let days = match known {
            Some((first, last)) => {
                // Several days that have no name of their own have the value of their month.
                if granularity == Granularity::Month && !part && last - first < 27 {
                    granularity = Granularity::Days;
                }
                Days::Known(first, last)
            }
            None => open(value, words),
        };
        Self { days, hours: hours(value), granularity, zone: mention.zone }
    }

    /// Whether the time names a place of the calendar, if not the year or week.
    pub(super) fn is_named(self) -> bool {
        !matches!(self.days, Days::Words(_))
    }

    /// How two times go together; `None` if they are different times.
    pub(super) fn fit(self, other: Self) -> Option<Fit> {
        match (self.days, other.days) {
            (Days::Known(first, last), Days::Known(other_first, other_last)) => {
                if (first, last) == (other_first, other_last) {
                    return self.same_days(other);
                }
                let (outer, inner) = if last - first >= other_last - other_first {
                    (self, other)
                } else {
                    (other, self)
                };
                outer.holding(inner).or_else(|| self.next_day(other))
            }
            (Days::Known(first, last), open) | (open, Days::Known(first, last)) => {
                let agree = first == last && names_day(open, first)
                    || matches!(open, Days::Month(month) if month_of(first) == Some(month) && month_of(last) == Some(month));
                (agree && self.hours_meet(other)).then_some(Fit::Likely)
            }
            (Days::Weekday(day), Days::Weekday(other_day)) if day != other_day => {
                let (early, late) = match (other_day + 7 - day) % 7 {
                    1 => (self, other),
                    6 => (other, self),
                    _ => return None,
                };
                early.touches(late).then_some(Fit::Next)
            }
            (Days::Words(_), Days::Words(_)) => {
                // Without a day, a clock time is too little to meet on.
                (self.days == other.days && self.granularity != Granularity::Time)
                    .then_some(Fit::Likely)
            }
            (days, other_days) if days == other_days => self.same_days(other),
            _ => None,
        }
    }

    /// Whether one is the day before the other, and their hours or zones let them be one time.
    fn next_day(self, other: Self) -> Option<Fit> {
        let (Days::Known(first, last), Days::Known(other_first, other_last)) =
            (self.days, other.days)
        else {
            return None;
        };
        let (early, late) = match other_first - first {
            1 => (self, other),
            -1 => (other, self),
            _ => return None,
        };
        (first == last && other_first == other_last && early.touches(late)).then_some(Fit::Next)
    }

    /// Of two days in a row: whether midnight or a time zone alone may lie between the two times.
    fn touches(self, next: Self) -> bool {
        let late = self.hours.is_some_and(|it| it.1 >= 21);
        let early = next.hours.is_some_and(|it| it.0 <= 6);
        let not_early = self.hours.is_none_or(|it| it.1 > 12);
        let not_late = next.hours.is_none_or(|it| it.0 < 18);
        (late || early || self.zone || next.zone) && not_early && not_late
    }

    fn same_days(self, other: Self) -> Option<Fit> {
        if self.hours == other.hours {
            return Some(Fit::Same);
        }
        // Clocks differ from zone to zone.
        (self.hours_meet(other) || self.zone || other.zone).then_some(Fit::Likely)
    }

    fn hours_meet(self, other: Self) -> bool {
        let (Some(a), Some(b)) = (self.hours, other.hours) else { return true };
        a.0 < b.1 && b.0 < a.1
    }

    fn holding(self, inner: Self) -> Option<Fit> {
        let (Days::Known(first, last), Days::Known(inner_first, inner_last)) =
            (self.days, inner.days)
        else {
            return None;
        };
        if inner_first < first || inner_last > last {
            return None;
        }
        match self.granularity {
            Granularity::Time | Granularity::PartOfDay | Granularity::Day => Some(Fit::Likely),
            Granularity::Weekend | Granularity::Week | Granularity::Days => Some(Fit::InWeek),
            Granularity::Month => Some(Fit::InMonth),
            Granularity::Season | Granularity::Quarter | Granularity::Half | Granularity::Year => {
                Some(Fit::InYear)
            }
            // What happened within ten years happened often.
            Granularity::Decade | Granularity::Century => None,
        }
    }
}

fn number(date: Date) -> i32 {
    Date::parse("1970-01-01").map_or(0, |it| it.days_until(date))
}

pub(super) fn date(day: i32) -> Option<Date> {
    Date::parse("1970-01-01")?.plus_days(day)
}

pub(super) fn weekday(day: i32) -> u8 {
    date(day).map_or(0, Date::weekday)
}

fn month_of(day: i32) -> Option<u8> {
    date(day).map(Date::month)
}

/// Whether an open time can be this day.
fn names_day(open: Days, day: i32) -> bool {
    match open {
        Days::Weekday(it) => weekday(day) == it,
        Days::DayOfYear(month, of_month) => {
            date(day).is_some_and(|it| (it.parts().1, it.parts().2) == (month, of_month))
        }
        Days::Month(month) => month_of(day) == Some(month),
        Days::Known(..) | Days::Words(_) => false,
    }
}

/// What a value without bounds names.
fn open(value: &str, words: &str) -> Days {
    let date = value.split('T').next().unwrap_or_default();
    let number = |text: &str| text.parse::<u8>().ok();
    if let Some(day) = date.strip_prefix("XXXX-WXX-").and_then(number) {
        return Days::Weekday(day);
    }
    let mut parts = date.strip_prefix("XXXX-").unwrap_or_default().split('-').map(number);
    match (parts.next(), parts.next()) {
        (Some(Some(month)), Some(Some(day))) => Days::DayOfYear(month, day),
        (Some(Some(month)), None) => Days::Month(month),
        _ => Days::Words(fold_hash(words)),
    }
}

/// The hours that a time of day can be.
fn hours(value: &str) -> Option<(u8, u8)> {
    let (_, time) = value.split_once('T')?;
    Some(match time {
        "DN" => (4, 8),
        "MO" => (4, 12),
        "AF" => (12, 18),
        "DK" => (16, 21),
        "EV" => (17, 24),
        "NI" => (18, 30),
        _ => {
            let hour: u8 = time.get(..2)?.parse().ok()?;
            (hour, hour + 1)
        }
    })
}
