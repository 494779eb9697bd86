//! Dates and timestamps that are one run of digits and marks: `2022-02-08`, `7/8/2007`, `2022-W06-3`,
//! `2022-02-08T12:48:14Z`.

use rashomon_core::{Span, Token};

use crate::calendar::Date;
use crate::words::{Word, class};

use super::{Item, plain};

/// Adds the items of a date or timestamp, if the text is one.
pub(super) fn items(text: &str, token: &Token, items: &mut Vec<Item>) -> bool {
    if let Some((number, either)) = full_date(text) {
        let either = if either { class::EITHER_ORDER } else { 0 };
        let word = Word { classes: class::FULL_DATE | class::CORE | either, number, ..Word::NONE };
        items.push(plain(token, word));
        return true;
    }
    if let Some(number) = week_date(text) {
        let word = Word { classes: class::WEEK_DATE | class::CORE, number, ..Word::NONE };
        items.push(plain(token, word));
        return true;
    }
    timestamp(text, token, items).is_some()
}

/// Reads `2022-02-08`, `2022/2/8`, `7/8/2007` (month first unless above 12), `8.2.2022` (day first) as
/// `year * 10000 + month * 100 + day`; and whether the numbers allow the other order of day and month.
fn full_date(text: &str) -> Option<(u32, bool)> {
    let separator = text.chars().find(|it| !it.is_ascii_digit())?;
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let mut fields = text.split(separator);
    let fields = [fields.next()?, fields.next()?, fields.next()?, fields.next().unwrap_or("")];
    let [first, second, third, ""] = fields else { return None };
    let read = |field: &str| {
        let short = matches!(field.len(), 1 | 2 | 4);
        if short && is_digits(field) { field.parse().ok() } else { None }
    };
    let (one, two, three): (u32, u32, u32) = (read(first)?, read(second)?, read(third)?);
    let (year, month, day) = if first.len() == 4 {
        (one, two, three)
    } else {
        let year = match third.len() {
            4 => three,
            2 if separator == '/' && three < 70 => 2000 + three,
            2 if separator == '/' => 1900 + three,
            _ => return None,
        };
        let day_first = separator == '.' || one > 12;
        if day_first { (year, two, one) } else { (year, one, two) }
    };
    let valid = (1000..=2999).contains(&year)
        && month <= 12
        && Date::new(year as i32, month as u8, day.min(99) as u8).is_some();
    let either = separator == '/' && first.len() < 4 && day <= 12 && month != day;
    valid.then_some((year * 10_000 + month * 100 + day, either))
}

/// Reads `2022-W06` and `2022-W06-3` as `year * 1000 + week * 10 + weekday`.
fn week_date(text: &str) -> Option<u32> {
    let (year, week) = text.split_once("-W").or_else(|| text.split_once("-w"))?;
    let (week, weekday) = week.split_once('-').unwrap_or((week, "0"));
    if year.len() != 4 || week.len() != 2 || weekday.len() != 1 {
        return None;
    }
    let [year, week, weekday] = [year, week, weekday].map(number);
    let (year, week, weekday) = (year?, week?, weekday?);
    let known = (1000..=2999).contains(&year) && (1..=53).contains(&week) && weekday <= 7;
    known.then_some(year * 1000 + week * 10 + weekday)
}

/// Reads `2022-02-08T12:48:14.5+01:00` as the items of its date, its clock time and its zone.
fn timestamp(text: &str, token: &Token, items: &mut Vec<Item>) -> Option<()> {
    let (date, time) = text.split_once(['T', 't'])?;
    let (number, _) =
        full_date(date).filter(|_| date.len() == 10 && date.starts_with(['1', '2']))?;
    let clock_end = time.find(|it: char| !it.is_ascii_digit() && it != ':').unwrap_or(time.len());
    let (clock, rest) = time.split_at_checked(clock_end)?;
    let zone = rest.trim_start_matches(|it: char| it == '.' || it == ',' || it.is_ascii_digit());
    let (minute, second) = clock_time(clock)?;
    let offset = match zone {
        "" => None,
        "Z" | "z" => Some(0),
        _ => Some(zone_offset(zone)?),
    };
    let at = token.span.start();
    let split = at + date.len() as u32;
    let mut day =
        plain(token, Word { classes: class::FULL_DATE | class::CORE, number, ..Word::NONE });
    day.span = Span::new(at, split);
    let zoned = match offset {
        None => 0,
        Some(0) => class::UTC,
        Some(_) => class::ZONE,
    };
    let classes = class::CLOCK | class::DIGITS | class::STAMP | zoned;
    let mut time = plain(token, Word { classes, number: minute, ..Word::NONE });
    time.span = Span::new(split, token.span.end());
    (time.second, time.glued) = (second, true);
    time.offset = offset.unwrap_or(0);
    items.extend([day, time]);
    Some(())
}

/// Reads `10:30` and `10:30:15`: minutes since midnight, and the second.
pub(super) fn clock_time(text: &str) -> Option<(u32, Option<u8>)> {
    let (hour, rest) = text.split_once(':')?;
    let (minute, second) = match rest.split_once(':') {
        Some((minute, second)) => (minute, Some(second)),
        None => (rest, None),
    };
    let two = |it: &str| if it.len() == 2 { number(it) } else { None };
    let hour = number(hour).filter(|it| hour.len() <= 2 && *it <= 24)?;
    let minute = two(minute).filter(|it| *it <= 59)?;
    let second = match second {
        Some(second) => Some(two(second).filter(|it| *it <= 60)? as u8),
        None => None,
    };
    Some((hour * 60 + minute, second))
}

/// Reads `+01:00`, `-0530`, `+2` as minutes east of Greenwich.
pub(super) fn zone_offset(text: &str) -> Option<i16> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' | '\u{2212}' | '–' => -1,
        _ => return None,
    };
    let digits = text.trim_start_matches(['+', '-', '\u{2212}', '–']);
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "00"),
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 14 && minutes < 60).then(|| sign * (hours * 60 + minutes) as i16)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}

fn number(text: &str) -> Option<u32> {
    if is_digits(text) { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{clock_time, full_date, week_date, zone_offset};

    #[test]
    fn dates_of_digits_are_read_and_others_are_not() {
        assert_eq!(full_date("2022-02-08"), Some((20_220_208, false)));
        assert_eq!(full_date("8/2/2022"), Some((20_220_802, true)));
        assert_eq!(full_date("28/2/2022"), Some((20_220_228, false)));
        assert_eq!(full_date("08.02.2022"), Some((20_220_208, false)));
        assert_eq!(full_date("30.02.2022"), None);
        assert_eq!(full_date("12022-02-08"), None);
        assert_eq!(week_date("2022-W06-3"), Some(2_022_063));
        assert_eq!(week_date("2022-W54"), None);
    }

    #[test]
    fn clocks_and_zones_are_read_and_others_are_not() {
        assert_eq!(clock_time("12:48:14"), Some((768, Some(14))));
        assert_eq!(clock_time("24:61"), None);
        assert_eq!(zone_offset("+05:30"), Some(330));
        assert_eq!(zone_offset("-0800"), Some(-480));
        assert_eq!(zone_offset("+99"), None);
    }
}
