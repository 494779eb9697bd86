//! Days named by month and number: `March 3, 2021`, `3 March`, `Tuesday, Oct. 6`, `2022-02-08`, `the 5th of May`.

use crate::calendar::Date;
use crate::lexicon::HISTORY;
use crate::reading::{Day, Kind, Year};
use crate::value::Unit;
use crate::words::{Keyword, class};

use super::{Candidates, Phrase};

/// Adds the days of a month that begin at `start`.
pub(super) fn dates(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    if phrase.is(start, class::WEEK_DATE) {
        let number = phrase.word(start).number;
        if number.is_multiple_of(10) {
            let (year, week) = ((number / 1000) as i32, (number / 10 % 100) as u8);
            found.add(start + 1, Kind::Week(year, week));
        }
    }
    of_month(phrase, start, found);
    let mut longest = None;
    phrase.date(start, &mut |day, end| {
        longest = Some((day, end));
        found.add(end, Kind::Day(day));
    });
    // "this coming Sunday, March 8"
    if longest.is_none()
        && let Some((_, _, end)) = phrase.weekday(start)
    {
        let after = phrase.skip_comma(end);
        phrase.date(after, &mut |day, end| found.add(end, Kind::Day(day)));
    }
}

/// `the 15th of this month`, `Sunday the 3rd`, `on the 3rd`: the month is not named.
fn of_month(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    let word = phrase.word(start);
    let weekday = word.is(class::WEEKDAY) && !word.is(class::MANY);
    let at = if weekday { phrase.skip_comma(start + 1) } else { start };
    if phrase.keyword(at) != Keyword::The || !phrase.is(at + 1, class::ORDINAL | class::DIGITS) {
        return;
    }
    let Some((day @ 1..=31, end)) = phrase.ordinal(at + 1) else { return };
    let day = day as u8;
    let digits = phrase.is(at + 1, class::DIGITS);
    if phrase.keyword(end) == Keyword::Of && phrase.single_unit(end + 2) == Some(Unit::Month) {
        let months = match phrase.keyword(end + 1) {
            Keyword::This => Some(0),
            Keyword::Last => Some(-1),
            Keyword::Next => Some(1),
            Keyword::The => None,
            _ => return,
        };
        let weekday = weekday.then_some(word.name);
        found.add(end + 3, Kind::Day(Day::OfMonth { day, months, weekday }));
        return;
    }
    let alone = phrase.is_closed(end) || phrase.items.get(end).is_none();
    if digits && alone && (weekday || phrase.before(start).keyword == Keyword::On) {
        let weekday = weekday.then_some(word.name);
        found.add(end, Kind::Day(Day::OfMonth { day, months: None, weekday }));
    }
}

/// Words between the first and the last day of a range or list.
fn is_range(keyword: Keyword) -> bool {
    matches!(keyword, Keyword::To | Keyword::Through | Keyword::Until | Keyword::And | Keyword::Or)
}

impl Phrase<'_> {
    /// The days of a month that begin here, shorter ones first.
    pub(crate) fn date(&self, start: usize, add: &mut dyn FnMut(Day, usize)) {
        let word = self.word(start);
        if word.is(class::WEEKDAY) && !word.is(class::MANY) {
            let after = self.skip_comma(start + 1);
            let after = after
                + usize::from(
                    self.keyword(after) == Keyword::The && self.ordinal(after + 1).is_some(),
                );
            self.date_without_weekday(after, Some(word.name), add);
        } else {
            self.date_without_weekday(start, None, add);
        }
    }

    fn date_without_weekday(
        &self,
        start: usize,
        weekday: Option<u8>,
        add: &mut dyn FnMut(Day, usize),
    ) {
        let word = self.word(start);
        if word.is(class::FULL_DATE) {
            let year = (word.number / 10_000) as i32;
            let (month, day) = ((word.number / 100 % 100) as u8, (word.number % 100) as u8);
            let date = if word.is(class::EITHER_ORDER) {
                Day::Numeric { year, numbers: (month, day), weekday }
            } else {
                Day::Date { year: Year::Given(year), month, day, weekday }
            };
            add(date, start + 1);
        } else if word.is(class::WEEK_DATE) {
            let (year, week) = ((word.number / 1000) as i32, (word.number / 10 % 100) as u8);
            let days = (word.number % 10) as i32 - 1;
            if let Some(date) = Date::of_week(year, week).and_then(|it| it.plus_days(days))
                && days >= 0
            {
                let (year, month, day) = date.parts();
                add(Day::Date { year: Year::Given(year), month, day, weekday }, start + 1);
            }
        } else if word.is(class::MONTH) {
            self.month_first(start, weekday, add);
        } else {
            self.day_first(start, weekday, add);
            self.end_of_range(start, weekday, add);
        }
    }

    /// `March 3`, `March 3rd, 2021`, `April the 5th`, `June 3-5, 2010`.
    fn month_first(&self, start: usize, weekday: Option<u8>, add: &mut dyn FnMut(Day, usize)) {
        let month = self.word(start).name;
        let named = self.is_capital(start) || !self.is(start, class::AMBIGUOUS);
        let the = usize::from(self.keyword(start + 1) == Keyword::The);
        let Some((day, end)) = self.day_number(start + 1 + the) else { return };
        if !named || (the == 1 && !self.is(start + 2, class::ORDINAL)) {
            return;
        }
        let shared = self.shared_year(end, month).or_else(|| self.year_of_range(end));
        let year = shared.or_else(|| self.year_of_history(month, day, end)).unwrap_or(Year::Open);
        add(Day::Date { year, month, day, weekday }, end);
        if let Some((year, end)) = self.year_after(end) {
            add(Day::Date { year, month, day, weekday }, end);
        } else if self.is_joined(end)
            && let Some((_, last)) = self.day_number(end)
            && let Some((year, _)) = self.year_after(last)
        {
            // Of a range the first day is taken, with the year that stands behind the last.
            add(Day::Date { year, month, day, weekday }, end);
        }
    }

    /// `3 March 2021`, `the 5th of May`.
    fn day_first(&self, start: usize, weekday: Option<u8>, add: &mut dyn FnMut(Day, usize)) {
        let the = usize::from(self.keyword(start) == Keyword::The);
        let ordinal = self.ordinal(start + the).is_some();
        if the == 1 && !ordinal {
            return;
        }
        let Some((day, end)) = self.day_number(start + the) else { return };
        let end = end + usize::from(ordinal && self.keyword(end) == Keyword::Of);
        let word = self.word(end);
        if !word.is(class::MONTH) || (word.is(class::AMBIGUOUS) && !self.is_capital(end)) {
            return;
        }
        // "in 20 May polls", "of the 20 March deaths": a spelled-out cardinal is a count, not a day.
        if !ordinal && !self.is(start + the, class::DIGITS) {
            return;
        }
        let month = word.name;
        add(Day::Date { year: Year::Open, month, day, weekday }, end + 1);
        if let Some((year, end)) = self.year_after(end + 1) {
            add(Day::Date { year, month, day, weekday }, end);
        }
    }

    /// The year behind the last day of a range or list within one month: `June 7 to 9, 2020`, `June 7, 8 and 9, 2020`.
    fn year_of_range(&self, at: usize) -> Option<Year> {
        const DAYS: usize = 4;
        let mut at = at;
        for _ in 0..DAYS {
            let next = if self.is_joined(at) {
                at
            } else if is_range(self.keyword(at)) || self.text(at) == "," {
                at + 1 + usize::from(is_range(self.keyword(at + 1)))
            } else {
                return None;
            };
            let (_, end) = self.day_number(next)?;
            if let Some((year, _)) = self.year_after(end) {
                return Some(year);
            }
            at = end;
        }
        None
    }

    /// The year of a day of history: "the Sept. 11 attacks".
    fn year_of_history(&self, month: u8, day: u8, end: usize) -> Option<Year> {
        let days = HISTORY.get(self.items.get(end)?.hash)?.value(0);
        days.split(' ').find_map(|it| {
            let (date, year) = it.split_once('=')?;
            let (of_month, of_day) = date.split_once('-')?;
            let same = of_month.parse() == Ok(month) && of_day.parse() == Ok(day);
            if same { Some(Year::Given(year.parse().ok()?)) } else { None }
        })
    }

    /// The last day of a range within one month: the `9` of `June 7 to 9, 2020`.
    fn end_of_range(&self, start: usize, weekday: Option<u8>, add: &mut dyn FnMut(Day, usize)) {
        let before = start.wrapping_sub(if self.is_joined(start) { 1 } else { 2 });
        if !self.is_joined(start) && !is_range(self.before(start).keyword) {
            return;
        }
        let month = self.before(before);
        let Some((day, end)) = self.day_number(start) else { return };
        let first = self.day_number(before).is_some_and(|(it, end)| it < day && end == before + 1);
        if !first || !month.is(class::MONTH) || !self.is_capital(before - 1) {
            return;
        }
        let month = month.name;
        if let Some((year, end)) = self.year_after(end) {
            add(Day::Date { year, month, day, weekday }, end);
        } else if self.is_closed(end) || self.is_joined(start) {
            add(Day::Date { year: Year::Open, month, day, weekday }, end);
        }
    }

    /// The number of a day: `3`, `03`, `3rd`, `third`.
    fn day_number(&self, at: usize) -> Option<(u8, usize)> {
        let item = self.items.get(at)?;
        let (number, end) = match self.ordinal(at) {
            Some(ordinal) => ordinal,
            None if item.word.is(class::CARDINAL) && matches!(item.digits, 1 | 2) => {
                (item.word.number, at + 1)
            }
            None => return None,
        };
        // "March 3 million", "May 10 percent"
        let counts = self.keyword(end) == Keyword::Percent
            || (self.is(end, class::CARDINAL)
                && self.word(end).number > 99
                && !self.is(end, class::DIGITS));
        ((1..=31).contains(&number) && !counts).then_some((number as u8, end))
    }

    /// The year that stands behind the second of two months: `September and December 2017`, `from Nov. 3 to Jan. 5, 2020`.
    pub(crate) fn shared_year(&self, at: usize, month: u8) -> Option<Year> {
        let linked = matches!(
            self.keyword(at),
            Keyword::And | Keyword::Or | Keyword::To | Keyword::Through | Keyword::Until
        );
        let at = if linked {
            at + 1
        } else if self.is_joined(at) {
            at
        } else {
            return None;
        };
        let second = self.word(at);
        if !second.is(class::MONTH) {
            return None;
        }
        let end = self.day_number(at + 1).map_or(at + 1, |(_, end)| end);
        match self.year_after(end)?.0 {
            Year::Given(year) => Some(Year::Given(year - i32::from(month > second.name))),
            year => Some(year),
        }
    }

    /// `, 2021`, `2021`, `of last year`, `this year` after a day or a month.
    pub(crate) fn year_after(&self, at: usize) -> Option<(Year, usize)> {
        let after_comma = self.skip_comma(at);
        if let Some((year, end)) = self.year(after_comma)
            && !self.is_joined(after_comma)
        {
            return Some((Year::Given(year), end));
        }
        let at = at + usize::from(self.keyword(at) == Keyword::Of);
        if let Some((year, end)) = self.year(at)
            && !self.is_joined(at)
        {
            return Some((Year::Given(year), end));
        }
        let year = self.is(at + 1, class::UNIT)
            && self.word(at + 1).unit() == crate::value::Unit::Year
            && !self.is(at + 1, class::MANY);
        let offset = match self.keyword(at) {
            Keyword::Last => Year::Offset(-1),
            Keyword::This => Year::Offset(0),
            Keyword::Next => Year::Offset(1),
            Keyword::That => Year::Narrative(0),
            _ => return None,
        };
        year.then_some((offset, at + 2))
    }
}
