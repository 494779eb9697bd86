//! Days: which one is meant, and on which day a clock time or a quotation falls.

use crate::calendar::{Date, nth_weekday, plus_months};
use crate::reading::{Day, Which};
use crate::value::Point;
use crate::words::{Keyword, class};

use super::direction::{self, Direction};
use super::{Narrative, Place, Resolution};

impl Narrative {
    /// A day, as far as it is known; nothing for 30 February.
    pub(super) fn day(&self, day: Day, place: &Place<'_>) -> Option<(Point, Resolution)> {
        let known = |date: Option<Date>, resolution| match date {
            Some(date) => (Point::Day(date), resolution),
            None => (Point::AnyDay, Resolution::Unresolved),
        };
        Some(match day {
            Day::Offset(days) => {
                if let Some(spoken) = self.day_of_speech(place).or(place.spoken) {
                    return Some(known(spoken.plus_days(days), Resolution::Narrative));
                }
                known(self.published.and_then(|it| it.plus_days(days)), Resolution::Publication)
            }
            Day::Narrative(days) => match self.last_day {
                Some(date) => known(date.plus_days(days), Resolution::Narrative),
                None => {
                    known(self.published.and_then(|it| it.plus_days(days)), Resolution::Publication)
                }
            },
            Day::Told => known(self.last_day, Resolution::Narrative),
            Day::Weekday(weekday, which) => self.weekday(weekday, which, place),
            Day::WeekdayOfWeek(weekday, weeks) => match self.published {
                Some(today) => {
                    let to_monday = 1 - i32::from(today.weekday());
                    let date = today.plus_days(to_monday + 7 * weeks + i32::from(weekday) - 1);
                    known(date, Resolution::Publication)
                }
                None => (Point::Weekday(weekday), Resolution::Unresolved),
            },
            Day::NthWeekday { nth, weekday, month, year } => {
                let (year, resolution) = self.year_of_month(month, year, Which::Bare, place);
                let date = year.and_then(|year| nth_weekday(year, month, weekday, nth));
                // A month has no fifth Monday in most years.
                match (year, date) {
                    (Some(_), None) => return None,
                    (_, date) => known(date, resolution),
                }
            }
            Day::Numeric { year, numbers, weekday } => {
                return self.numeric_day(year, numbers, weekday);
            }
            Day::OfMonth { day, months, weekday } => {
                return self.day_of_open_month(day, months, weekday, place);
            }
            Day::Shifted { weekday, days, months } => {
                let which = if days > 0 || months > 0 { Which::Next } else { Which::Bare };
                let (point, resolution) = self.weekday(weekday, which, place);
                let Point::Day(date) = point else { return Some((point, resolution)) };
                known(date.plus_months(months).and_then(|it| it.plus_days(days)), resolution)
            }
            Day::Date { year, month, day, weekday } => {
                return self.day_of_month(year, month, day, weekday, place);
            }
        })
    }

    /// A day whose month is not named: by its weekday, the month that the narrative has come to, or the tense.
    fn day_of_open_month(
        &self,
        day: u8,
        months: Option<i32>,
        weekday: Option<u8>,
        place: &Place<'_>,
    ) -> Option<(Point, Resolution)> {
        const HALF_YEAR: i32 = 6;
        let unresolved = Some((Point::AnyDay, Resolution::Unresolved));
        let Some(today) = self.published else { return unresolved };
        let (year, month, _) = today.parts();
        let in_month = |months: i32| {
            let (year, month) = plus_months(year, month, months)?;
            Date::new(year, month, day)
        };
        let found = |date: Option<Date>, resolution| Some((Point::Day(date?), resolution));
        if let Some(months) = months {
            return found(in_month(months), Resolution::Publication);
        }
        if let Some(weekday) = weekday {
            let near = (0..=HALF_YEAR).flat_map(|it| [-it, it]).filter_map(in_month);
            let date = near.into_iter().find(|it| it.weekday() == weekday);
            return found(date, Resolution::Publication);
        }
        if let Some(Point::Month { year: Some(year), month: Some(month) }) = self.last {
            return found(Date::new(year, month, day), Resolution::Narrative);
        }
        let future = direction::of(place) == Some(Direction::Future);
        let months: [i32; 3] = if future { [0, 1, 2] } else { [0, -1, -2] };
        let fits = |it: &Date| if future { *it >= today } else { *it <= today };
        found(months.into_iter().filter_map(in_month).find(fits), Resolution::Publication)
    }

    fn weekday(&self, weekday: u8, which: Which, place: &Place<'_>) -> (Point, Resolution) {
        if which == Which::Any {
            return (Point::Weekday(weekday), Resolution::Unresolved);
        }
        if let Some(first) = self.sentence_day.filter(|_| which == Which::Bare && ends_range(place))
        {
            // "Thursday through Monday", "from Monday to Friday"
            let days = (i32::from(weekday) - i32::from(first.weekday())).rem_euclid(7);
            if let Some(date) = first.plus_days(days) {
                return (Point::Day(date), Resolution::Narrative);
            }
        }
        let anchor = match which {
            Which::Previous | Which::Following | Which::Same => self.last_day.or(self.published),
            Which::Bare | Which::Last | Which::This | Which::Next | Which::Any => self.published,
        };
        let Some(anchor) = anchor else {
            return (Point::Weekday(weekday), Resolution::Unresolved);
        };
        let back = (i32::from(anchor.weekday()) - i32::from(weekday)).rem_euclid(7);
        let ahead = (i32::from(weekday) - i32::from(anchor.weekday())).rem_euclid(7);
        let strictly = |days: i32| if days == 0 { 7 } else { days };
        let days = match which {
            Which::Bare => match direction::of(place) {
                Some(Direction::Future) => ahead,
                Some(Direction::Past) | None => -back,
            },
            Which::This => match direction::of(place) {
                Some(Direction::Past) => -back,
                Some(Direction::Future) | None => ahead,
            },
            Which::Last | Which::Previous => -strictly(back),
            Which::Next | Which::Following => strictly(ahead),
            Which::Same | Which::Any => ahead,
        };
        let narrative = matches!(which, Which::Previous | Which::Following | Which::Same)
            && self.last_day.is_some();
        let resolution = if narrative { Resolution::Narrative } else { Resolution::Publication };
        match anchor.plus_days(days) {
            Some(date) => (Point::Day(date), resolution),
            None => (Point::Weekday(weekday), Resolution::Unresolved),
        }
    }

    /// The day of a clock time that names none: a day of its sentence, before it or shortly after, else the present.
    pub(super) fn day_of_time(&self, place: &Place<'_>) -> (Point, Resolution) {
        const NEAR: u32 = 40;
        if let Some(date) = self.sentence_day {
            return (Point::Day(date), Resolution::Narrative);
        }
        let items = place.phrase.items;
        let end = items.get(place.end.wrapping_sub(1)).map_or(0, |it| it.span.end());
        for (at, item) in items.iter().enumerate().skip(place.end) {
            if item.span.start() > end + NEAR {
                break;
            }
            if let Some((day, _)) = place.phrase.day(at)
                && let Some(found) = self.day(day, &Place { start: at, end: at + 1, ..*place })
                && found.0 != Point::AnyDay
            {
                return found;
            }
        }
        match self.published {
            Some(date) => (Point::Day(date), Resolution::Publication),
            None => (Point::AnyDay, Resolution::Unresolved),
        }
    }

    /// The day on which a quotation was spoken, if its sentence tells it outside the marks, not far from them.
    pub(crate) fn day_of_speech(&self, place: &Place<'_>) -> Option<Date> {
        const REACH: usize = 60;
        let quotation = place.quotation?;
        let items = place.phrase.items;
        let first = items.partition_point(|it| it.span.end() <= quotation.start());
        let behind = items.partition_point(|it| it.span.start() < quotation.end());
        let after = behind..items.len().min(behind + REACH);
        for at in (first.saturating_sub(REACH)..first).chain(after) {
            let Some((day, end)) = place.phrase.day(at) else { continue };
            let outside = Place { start: at, end, quotation: None, ..*place };
            if !matches!(day, Day::Offset(_) | Day::Narrative(_) | Day::Told)
                && let Some((Point::Day(date), _)) = self.day(day, &outside)
            {
                return Some(date);
            }
        }
        None
    }
}

/// Whether the time is the last one of a range whose first one stands right before: "Monday to".
fn ends_range(place: &Place<'_>) -> bool {
    let joined = matches!(
        place.phrase.before(place.start).keyword,
        Keyword::To | Keyword::Through | Keyword::Until
    );
    let dashed = place.phrase.is_joined(place.start);
    let first = place.start.wrapping_sub(if dashed { 1 } else { 2 });
    (joined || dashed) && place.phrase.is(first, class::WEEKDAY)
}
