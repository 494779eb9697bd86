//! A count and its unit: `two years`, `12 to 18 months`, `an hour and a half`, `six straight days`.

use crate::value::{Count, Length, Unit};
use crate::words::{Keyword, class};

use super::Phrase;

impl Phrase<'_> {
    /// A count and its unit: the length, where it ends, whether the count is an article.
    pub(crate) fn length(&self, start: usize) -> Option<(Length, usize, bool)> {
        let counted = self.count(start)?;
        let mut at = counted.end;
        let (mut count, mut article) = (counted.count, counted.article);
        // "two to three weeks", "12 or 18 months", "5-10 years": the first counts.
        let ranged = matches!(self.keyword(at), Keyword::To | Keyword::Or)
            || (self.is_joined(at) && self.is(at, class::CARDINAL));
        if ranged && !counted.article {
            let next = at + usize::from(!self.is_joined(at));
            if let Some((_, end)) = self.cardinal(next)
                && self.is(end, class::UNIT)
            {
                at = end;
            }
        }
        if !self.is(at, class::UNIT) {
            // "eight trading days", "two more years", "three consecutive quarters"
            let filler = matches!(
                self.keyword(at),
                Keyword::Filler | Keyword::More | Keyword::Whole | Keyword::Long
            ) && !counted.article
                && self.is(at + 1, class::UNIT)
                && self.is(at + 1, class::MANY);
            if !filler {
                return None;
            }
            at += 1;
        }
        let word = self.word(at);
        let unit = word.unit();
        let many = word.is(class::MANY);
        if counted.article && many {
            return None;
        }
        // "one second" is time, "the second" an ordinal; "several second thoughts".
        if unit == Unit::Second && !many && !self.is_joined(at) {
            return None;
        }
        // "0600 hours"
        if many && unit == Unit::Hour && self.text(at - 1).starts_with('0') {
            return None;
        }
        // "the 2018 week of sport": a year, and no count of weeks.
        if !many && !self.is_joined(at) && at == start + 1 && self.year(start).is_some() {
            return None;
        }
        // Singular after a count: "a five year low", "two-year"; "many a day" and "a few week" are none.
        if !many && count == Count::Vague && !self.is_joined(at) {
            return None;
        }
        let mut end = at + 1;
        // "a quarter", "three-quarters" are fractions, "four quarters" is a year.
        if unit == Unit::Quarter
            && (!many
                || self.is_joined(at)
                || (self.keyword(at + 1) == Keyword::Of && count != Count::Vague))
        {
            return None;
        }
        // "a year and a half", "an hour and 20 minutes"
        if self.keywords(end, &[Keyword::And, Keyword::A, Keyword::Half]) {
            if let Count::Thousandths(number) = count {
                count = Count::Thousandths(number.saturating_add(500));
            }
            (end, article) = (end + 3, false);
        }
        let mut rest = None;
        let next = end + usize::from(self.keyword(end) == Keyword::And || self.text(end) == ",");
        if let Some((number, unit_at)) = self.cardinal(next)
            && next > end
            && self.is(unit_at, class::UNIT)
            && let Some(smaller) = smaller_unit(unit, self.word(unit_at).unit())
            && !self.is_joined(unit_at)
            && !matches!(
                self.keyword(unit_at + 1),
                Keyword::Ago | Keyword::Later | Keyword::Earlier | Keyword::Old
            )
        {
            rest = Some(((number / 1000) as u32, smaller));
            (end, article) = (unit_at + 1, false);
        } else if next == end
            && let Some((number, unit_at)) = self.cardinal(end)
            && self.is(unit_at, class::UNIT)
            && matches!(unit, Unit::Hour | Unit::Minute)
            && let Some(smaller) = smaller_unit(unit, self.word(unit_at).unit())
        {
            rest = Some(((number / 1000) as u32, smaller));
            (end, article) = (unit_at + 1, false);
        }
        Some((Length { count, unit, rest }, end, article))
    }

    /// Whether a single unit with an article is a length: "for a year", "took a week", not "$2 a year".
    pub(super) fn is_measure(&self, start: usize, end: usize) -> bool {
        let before = self.before(start).keyword;
        // "a year's delay"
        let owner = self.keyword(end) == Keyword::Possessive;
        let or_two = self.keyword(end) == Keyword::Or;
        // "a day after the vote"
        let to_event = matches!(self.keyword(end), Keyword::Before | Keyword::After)
            && !self.is_closed(end + 1);
        or_two
            || owner
            || to_event
            || matches!(
                before,
                Keyword::For
                    | Keyword::In
                    | Keyword::Within
                    | Keyword::After
                    | Keyword::Than
                    | Keyword::Only
                    | Keyword::Lasted
                    | Keyword::Over
                    | Keyword::During
            )
    }

    /// Whether what follows makes an age or a rate of the length.
    pub(super) fn is_age(&self, end: usize) -> bool {
        // Texts that were cut into tokens before write "22 year - old".
        let cut = matches!(self.text(end), "-" | "–") && self.keyword(end + 1) == Keyword::Old;
        cut || self.text(end).eq_ignore_ascii_case("olds")
            || self.keywords(end, &[Keyword::Of]) && self.text(end + 1) == "age"
    }
}

/// The smaller unit, if it is one that adds to the larger.
fn smaller_unit(larger: Unit, smaller: Unit) -> Option<Unit> {
    let fits = matches!(
        (larger, smaller),
        (Unit::Year, Unit::Month | Unit::Week | Unit::Day)
            | (Unit::Month, Unit::Week | Unit::Day)
            | (Unit::Week, Unit::Day)
            | (Unit::Day, Unit::Hour | Unit::Minute)
            | (Unit::Hour, Unit::Minute | Unit::Second)
            | (Unit::Minute, Unit::Second)
    );
    fits.then_some(smaller)
}
