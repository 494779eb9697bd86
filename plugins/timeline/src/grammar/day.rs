//! Days named by weekday or counted from today: `Tuesday`, `last Friday`, `Monday next week`, `yesterday`.

use crate::lexicon::DAY_NAMES;
use crate::reading::{Day, Kind, Which, Year};
use crate::value::Unit;
use crate::words::{Keyword, class};

use super::{Candidates, Phrase};

/// Adds the weekdays and days counted from today that begin at `start`.
pub(super) fn days(phrase: &Phrase<'_>, start: usize, found: &mut Candidates) {
    phrase.named_day(start, &mut |day, end| found.add(end, Kind::Day(day)));
}

impl Phrase<'_> {
    /// The days that begin here, shorter ones first.
    pub(crate) fn named_day(&self, start: usize, add: &mut dyn FnMut(Day, usize)) {
        if let Some((day, which, end)) = self.weekday(start) {
            add(Day::Weekday(day, which), end);
            if let Some((weeks, end)) = self.week_after(end) {
                add(Day::WeekdayOfWeek(day, weeks), end);
            }
            // "Monday week"
            if self.single_unit(end) == Some(Unit::Week) && self.is_closed(end + 1) {
                add(Day::Shifted { weekday: day, days: 7, months: 0 }, end + 1);
            }
        }
        // "the Monday before last"
        let next = self.word(start + 1);
        if self.keyword(start) == Keyword::The
            && next.is(class::WEEKDAY)
            && !next.is(class::MANY | class::SHORT)
            && self.keywords(start + 2, &[Keyword::Before, Keyword::Last])
        {
            add(Day::Shifted { weekday: next.name, days: -7, months: 0 }, start + 4);
        }
        if let Some((day, end)) = self.nth_weekday(start) {
            add(day, end);
        }
        match self.keyword(start) {
            Keyword::Today if !self.is_name(start) => add(Day::Offset(0), start + 1),
            Keyword::Yesterday if !self.is_name(start) => add(Day::Offset(-1), start + 1),
            // "the people of tomorrow"
            Keyword::Tomorrow
                if self.before(start).keyword != Keyword::Of && !self.is_name(start) =>
            {
                add(Day::Offset(1), start + 1);
            }
            Keyword::The
                if self.is(start + 1, class::UNIT) && self.word(start + 1).unit() == Unit::Day =>
            {
                match (self.keyword(start + 2), self.keyword(start + 3)) {
                    (Keyword::Before, Keyword::Yesterday) => add(Day::Offset(-2), start + 4),
                    (Keyword::After, Keyword::Tomorrow) => add(Day::Offset(2), start + 4),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// `Tuesday`, `last Friday`, `this coming Sunday`, `the previous Monday`.
    pub(crate) fn weekday(&self, start: usize) -> Option<(u8, Which, usize)> {
        let (which, at) = self.which(start);
        let word = self.word(at);
        if !word.is(class::WEEKDAY) || word.is(class::MANY | class::SHORT) {
            return None;
        }
        // "Black Friday", "Super Tuesday", "Bloody Sunday" are names; "On Friday" and "OSLO Monday" are not.
        let name_before = at == start && at > 0 && self.is_day_name(at);
        // "one Sunday", "on a Sunday", "the second Tuesday of the month"
        let before = self.before(at);
        let any = at == start
            && ((before.keyword == Keyword::A && self.is_closed(at + 1))
                || before.is(class::ORDINAL)
                || matches!(self.text(at.wrapping_sub(1)), "one" | "any" | "some"));
        let which = if any { Which::Any } else { which };
        // "Friday Night Lights": a name goes on behind it.
        let name_behind = !self.headline
            && self.is(at + 1, class::DAY_PART)
            && self.is_capital(at + 1)
            && self.is_capital(at + 2)
            && self.is(at + 2, class::LETTERS);
        let name = name_before || name_behind || (at == start && self.is_quoted_name(at));
        (!name).then_some((word.name, which, at + 1))
    }

    /// Whether the weekday is the last word of a name in marks: “Coffee Hour Sunday”.
    fn is_quoted_name(&self, at: usize) -> bool {
        const WORDS: usize = 5;
        let closes = |at: usize| matches!(self.text(at), "”" | "\"" | "’");
        let ends = closes(at + 1) || (self.text(at + 1) == "," && closes(at + 2));
        if !ends {
            return false;
        }
        for before in (at.saturating_sub(WORDS)..at).rev() {
            if matches!(self.text(before), "“" | "\"" | "‘") {
                return before + 1 < at;
            }
            if !self.is_capital(before) {
                return false;
            }
        }
        false
    }

    /// Whether the capitalised adjective before a weekday makes a name of the two.
    fn is_day_name(&self, at: usize) -> bool {
        let adjective = self.items.get(at - 1);
        adjective.is_some_and(|it| it.capital && DAY_NAMES.contains(it.hash))
    }

    /// `the first Monday of May`, `the last Friday in August 2019`.
    fn nth_weekday(&self, start: usize) -> Option<(Day, usize)> {
        let at = start + usize::from(self.keyword(start) == Keyword::The);
        let (nth, at) = match (self.keyword(at), self.ordinal(at)) {
            (Keyword::Last | Keyword::Final, _) => (-1, at + 1),
            (_, Some((nth @ 1..=5, end))) => (nth as i8, end),
            _ => return None,
        };
        let word = self.word(at);
        let month = at + 2;
        let fits = word.is(class::WEEKDAY)
            && !word.is(class::MANY | class::SHORT)
            && matches!(self.keyword(at + 1), Keyword::Of | Keyword::In)
            && self.is(month, class::MONTH)
            && self.is_month(month, true);
        if !fits {
            return None;
        }
        let (year, end) = self.year_after(month + 1).unwrap_or((Year::Open, month + 1));
        Some((Day::NthWeekday { nth, weekday: word.name, month: self.word(month).name, year }, end))
    }

    /// `last week`, `of next week`, `this week` after a weekday: how many weeks later.
    fn week_after(&self, at: usize) -> Option<(i32, usize)> {
        let at = at + usize::from(self.keyword(at) == Keyword::Of);
        let weeks = match self.keyword(at) {
            Keyword::Last => -1,
            Keyword::This => 0,
            Keyword::Next => 1,
            _ => return None,
        };
        let week = self.is(at + 1, class::UNIT)
            && self.word(at + 1).unit() == Unit::Week
            && !self.is(at + 1, class::MANY);
        week.then_some((weeks, at + 2))
    }

    /// The longest day of any form that begins here, for a time that stands before it.
    pub(crate) fn day(&self, start: usize) -> Option<(Day, usize)> {
        let mut longest: Option<(Day, usize)> = None;
        let mut add = |day, end| {
            if longest.is_none_or(|(_, longest)| end > longest) {
                longest = Some((day, end));
            }
        };
        self.named_day(start, &mut add);
        self.date(start, &mut add);
        longest
    }
}
