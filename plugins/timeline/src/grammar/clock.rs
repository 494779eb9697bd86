//! Times by the clock, with zone and day: `10 p.m. Wednesday`, `16:00 UTC today`, `5 o'clock`, `half past ten`,
//! `2022-02-08T12:48:14Z`.

use crate::reading::{Day, Kind};
use crate::value::{DayPart, Modifier, TimeOfDay, Zone};
use crate::words::{Keyword, class};

use super::{Candidates, Phrase};

/// Adds the clock times that begin at `start`.
pub(super) fn times(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    if phrase.is(start, class::FULL_DATE) {
        stamp(phrase, start, found);
        return;
    }
    let (modifier, at) = match phrase.quantity_modifier(start) {
        Some((modifier, _, end)) => (Some(modifier), end),
        None if phrase.keywords(start, &[Keyword::Early, Keyword::As]) => return,
        None => (None, start),
    };
    let spoken = phrase.spoken_clock(at).or_else(|| phrase.first_of_range(at));
    let Some(Clock { hour, minute, second, end, sure }) = spoken.or_else(|| phrase.clock(at))
    else {
        return;
    };
    let (zone, end, zoned) = match phrase.zone(end) {
        Some((zone, end)) => (zone, end, true),
        None => (Zone::Unknown, end, false),
    };
    let mut sure = sure || zoned;
    let time = TimeOfDay::Clock { hour, minute, second, zone };
    if let Some((day, part, end)) = phrase.part_after(end)
        && (sure || minute > 0 || takes_hours(phrase.before(start).keyword))
        && hour <= 12
    {
        let hour = hour_of_part(hour, part);
        let time = TimeOfDay::Clock { hour, minute, second, zone };
        found.add_modified(end, Kind::Time(day, time), modifier);
        return;
    }
    if let Some((day, end)) = phrase.day(phrase.skip_comma(end)) {
        // "7 p.m. Friday EDT"
        let (time, end) = match phrase.zone(end).filter(|_| !zoned) {
            Some((zone, end)) => (TimeOfDay::Clock { hour, minute, second, zone }, end),
            None => (time, end),
        };
        found.add_modified(end, Kind::Time(Some(day), time), modifier);
        sure = true;
    } else if phrase.keyword(end) == Keyword::On && phrase.day(end + 1).is_some() {
        sure = true;
    }
    let before = phrase.before(start).keyword;
    let range = matches!(before, Keyword::To | Keyword::And)
        && phrase.is(start.wrapping_sub(2), class::CLOCK);
    let preposition = range
        || matches!(
            before,
            Keyword::At | Keyword::By | Keyword::Until | Keyword::Since | Keyword::From
        );
    if sure || (preposition && phrase.is_clock_alone(end)) {
        found.add_modified(
            end,
            Kind::Time(None, time),
            modifier.filter(|it| *it == Modifier::Approx || sure),
        );
    }
}

/// `2022-02-08T12:48:14Z`, `2022-02-08 12:48`.
fn stamp(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let at = phrase.skip_comma(start + 1);
    let Some(item) = phrase.items.get(at).filter(|it| it.word.is(class::CLOCK)) else { return };
    let Some(Clock { hour, minute, second, end, .. }) = phrase.clock(at) else { return };
    let (zone, end) = match phrase.zone(end) {
        _ if item.word.is(class::UTC) => (Zone::Utc, end),
        _ if item.word.is(class::ZONE) => (Zone::Written(item.offset), end),
        Some(zone) => zone,
        None => (Zone::Unknown, end),
    };
    let time = TimeOfDay::Clock { hour, minute, second, zone };
    phrase.date(start, &mut |day, _| found.add(end, Kind::Time(Some(day), time)));
}

/// A time by the clock and where it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    pub hour: u8,
    pub minute: u8,
    pub second: Option<u8>,
    /// Index one past its last item.
    pub end: usize,
    /// The words leave no doubt that it is a time: `2:46` alone is as often a score or the length of a film.
    pub sure: bool,
}

impl Phrase<'_> {
    fn clock(&self, at: usize) -> Option<Clock> {
        let item = self.items.get(at)?;
        let money = at > 0 && item.glued && self.is(at - 1, class::MONEY);
        if money || (self.is_joined(at) && !self.is(at - 1, class::DIGITS)) {
            return None;
        }
        let (mut hour, minute, clock) = self.digits_of_clock(at)?;
        let (mut end, mut sure) = (at + 1, item.word.is(class::STAMP));
        match self.keyword(end) {
            Keyword::Am | Keyword::Pm => {
                if !(1..=12).contains(&hour) && hour > 23 {
                    return None;
                }
                // "10 am" with blanks may be a verb only after a name; digits rule that out.
                let afternoon = self.keyword(end) == Keyword::Pm;
                hour = match (afternoon, hour) {
                    (true, 1..=11) => hour + 12,
                    (false, 12) => 0,
                    (_, hour) => hour,
                };
                (end, sure) = (end + 1, true);
            }
            Keyword::OClock => (end, sure) = (end + 1, true),
            Keyword::Hours if clock => (end, sure) = (end + 1, true),
            _ if !clock => {
                // "at 5 this morning"
                let hour_of_part = hour <= 12
                    && minute == 0
                    && takes_hours(self.before(at).keyword)
                    && self.part_after(end).is_some();
                if !hour_of_part {
                    return None;
                }
            }
            _ => {}
        }
        let valid = hour < 24 || (hour == 24 && minute == 0);
        valid.then_some(Clock {
            hour: hour as u8,
            minute: minute as u8,
            second: item.second,
            end,
            sure,
        })
    }

    /// Hour and minute of an item, and whether its form alone can be a clock's.
    pub(super) fn digits_of_clock(&self, at: usize) -> Option<(u32, u32, bool)> {
        let item = self.items.get(at)?;
        let word = item.word;
        if word.is(class::CLOCK) {
            return Some((word.number / 60, word.number % 60, true));
        }
        if !word.is(class::CARDINAL) {
            return None;
        }
        if item.digits == 4 && word.number % 100 < 60 && word.number < 2400 {
            // "0600 hours", "at 1800 hours": of a count of hours nobody writes the zero.
            let hours = self.keyword(at + 1) == Keyword::Hours
                && (takes_hours(self.before(at).keyword) || word.number < 1000);
            let clock = hours || self.is(at + 1, class::UTC);
            return clock.then_some((word.number / 100, word.number % 100, true));
        }
        if item.digits == 0
            && word.is(class::DIGITS)
            && item.thousandths.is_multiple_of(10)
            && item.thousandths < 600
        {
            // "7.30pm", "18.00 GMT"
            let zoned = self.is(at + 1, class::ZONE) && self.is_capital(at + 1);
            return Some((word.number, u32::from(item.thousandths / 10), zoned));
        }
        let hour = matches!(item.digits, 1 | 2) || (item.digits == 0 && word.number <= 12);
        (hour && item.thousandths == 0).then_some((word.number, 0, false))
    }

    /// A part of the day behind an hour: `this morning`, `tonight`, `in the evening`, `Monday night`.
    fn part_after(&self, at: usize) -> Option<(Option<Day>, DayPart, usize)> {
        if self.keyword(at) == Keyword::Tonight {
            return Some((Some(Day::Offset(0)), DayPart::Night, at + 1));
        }
        let part = |at: usize| match self.word(at) {
            word if word.is(class::DAY_PART) && !word.is(class::MANY) => match word.time() {
                TimeOfDay::Part(part) => Some(part),
                TimeOfDay::Clock { .. } | TimeOfDay::Unknown => None,
            },
            _ => None,
        };
        match self.keyword(at) {
            Keyword::In | Keyword::At => {
                let the = usize::from(self.keyword(at + 1) == Keyword::The);
                part(at + 1 + the).map(|it| (None, it, at + 2 + the))
            }
            Keyword::This => part(at + 1).map(|it| (Some(Day::Offset(0)), it, at + 2)),
            Keyword::Last => part(at + 1)
                .filter(|it| *it == DayPart::Night)
                .map(|it| (Some(Day::Offset(-1)), it, at + 2)),
            Keyword::That => part(at + 1).map(|it| (Some(Day::Told), it, at + 2)),
            _ => {
                let (day, end) = self.day(at)?;
                part(end).map(|it| (Some(day), it, end + 1))
            }
        }
    }

    /// Whether nothing follows that would make `10:30` a score or a distance.
    fn is_clock_alone(&self, end: usize) -> bool {
        !self.is_joined(end) && self.keyword(end) != Keyword::Percent && !self.is(end, class::UNIT)
    }
}

/// The hour that is meant with a part of the day: 8 in the evening.
fn hour_of_part(hour: u8, part: DayPart) -> u8 {
    match (part, hour) {
        (DayPart::Morning | DayPart::Dawn, hour) => hour % 12,
        (DayPart::Night, 1..=5) => hour,
        (_, 1..=11) => hour + 12,
        (DayPart::Night, _) => 24,
        (_, hour) => hour,
    }
}

/// Prepositions behind which a bare number can be an hour.
fn takes_hours(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::At
            | Keyword::By
            | Keyword::From
            | Keyword::Until
            | Keyword::Since
            | Keyword::Before
            | Keyword::After
    )
}
