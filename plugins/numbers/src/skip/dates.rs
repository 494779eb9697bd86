//! Dates. They are the timeline's; here they are only kept from being counted.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::reader::Reader;

impl Reader<'_> {
    /// A day of a month, or the number of a date in digits.
    pub(super) fn is_date(&self, index: usize) -> bool {
        let lex = &self.lex;
        let numeral = &self.numerals[index];
        if numeral.is_currency() || numeral.scale > 1.0 || numeral.fraction && numeral.words() {
            return false;
        }
        let (first, end) = (numeral.first, numeral.end);
        // `9/11`, `3/4/2021`, `2022-02-08`, `24/7`.
        if self.in_digit_date(index) {
            return true;
        }
        if numeral.digits.odd {
            return true;
        }
        let day = numeral.whole() && (1.0..=31.0).contains(&numeral.value);
        if !day {
            return false;
        }
        // `4 June`, `the 4th of June`, `June 4`, `Jan. 5`.
        let after = end + usize::from(lex.joins(end));
        let after = after + usize::from(lex.eq(after, "of") && numeral.ordinal);
        if self.month(after) && !(lex.eq(after, "may") && !lex.at(after).capital) {
            return true;
        }
        let mut before = first.wrapping_sub(1);
        if lex.kind(before) == Kind::Stop && lex.glued(before)
            || lex.eq(before, "the") && numeral.ordinal
            || lex.joins(before)
        {
            before = before.wrapping_sub(1);
        }
        if self.month(before) {
            // `in April 20 people died`, but `the report of Feb. 21 estimates`.
            let open = lex.one_of(
                before.wrapping_sub(1),
                &["in", "since", "of", "last", "this", "until", "during"],
            );
            return numeral.ordinal || !(open && lex.plural_ahead(end) || numeral.unit_ahead());
        }
        // `on the 12th`.
        let bare = !lex.content(end) && !lex.joins(end) && lex.eq(first.wrapping_sub(1), "the");
        if numeral.ordinal
            && !numeral.words()
            && bare
            && lex.one_of(first.wrapping_sub(2), &["on", "by", "until", "till", "before", "from"])
        {
            return true;
        }
        if numeral.ordinal && lex.is(first.wrapping_sub(1), Classes::WEEKDAY) {
            return true;
        }
        // `June 4 to 8`, `Nov. 5 and 6`: a date was before.
        let joined = lex.one_of(first.wrapping_sub(1), &["to", "and", "or", "through"])
            || matches!(lex.kind(first.wrapping_sub(1)), Kind::Hyphen | Kind::Comma);
        joined
            && index > 0
            && self.numerals[index - 1].dropped
            && self.numerals[index - 1].end + 1 == first
            && self.day_of_month(index - 1)
            && !lex.content(end)
            && !numeral.unit_ahead()
    }

    fn day_of_month(&self, index: usize) -> bool {
        let lex = &self.lex;
        let numeral = &self.numerals[index];
        let mut before = numeral.first.wrapping_sub(1);
        before = before.wrapping_sub(usize::from(lex.kind(before) == Kind::Stop));
        numeral.value <= 31.0 && (self.month(before) || self.month(numeral.end))
    }

    pub(super) fn month(&self, at: usize) -> bool {
        self.lex.is(at, Classes::MONTH) && self.lex.at(at).capital
    }

    /// Digits that slashes or hyphens tie to two more, or to a year.
    fn in_digit_date(&self, index: usize) -> bool {
        let lex = &self.lex;
        let numeral = &self.numerals[index];
        if numeral.words() {
            return false;
        }
        let digits = |at: usize| lex.kind(at) == Kind::Digits;
        let (first, end) = (numeral.first, numeral.end);
        let tie = |at: usize, kind: Kind| {
            lex.kind(at) == kind
                && lex.glued(at)
                && lex.glued(at + 1)
                && digits(at + 1)
                && digits(at.wrapping_sub(1))
        };
        for kind in [Kind::Slash, Kind::Hyphen] {
            let (before, behind) = (tie(first.wrapping_sub(1), kind), tie(end, kind));
            let two_before = before && tie(first.wrapping_sub(3), kind);
            let two_behind = behind && tie(end + 2, kind);
            let three = two_before || two_behind || (before && behind);
            if three && kind == Kind::Slash {
                return true;
            }
            let year = |at: usize| {
                lex.at(at).digits.whole == 4 && (1000.0..2200.0).contains(&lex.at(at).value)
            };
            if three
                && (year(first)
                    || year(first.wrapping_sub(4))
                    || year(end + 3)
                    || year(first.wrapping_sub(2))
                    || year(end + 1))
            {
                return true;
            }
        }
        // `3/15`: month and day, where a fraction would have a rounder part.
        if tie(end, Kind::Slash)
            || numeral.fraction && numeral.end == first + 3 && tie(first + 1, Kind::Slash)
        {
            let (month, day) = (lex.at(first).value, lex.at(first + 2).value);
            let behind = first + 3;
            let open = !lex.eq(behind, "of")
                && !lex.content(behind)
                && !lex.joins(behind)
                && !numeral.unit_ahead();
            if month <= 12.0 && (17.0..=31.0).contains(&day) && open
                || month <= 12.0 && (13.0..16.0).contains(&day) && open
            {
                return true;
            }
        }
        // `9/11`, `24/7`, `2013/14`.
        let slash_behind = tie(end, Kind::Slash);
        let slash_before = tie(first.wrapping_sub(1), Kind::Slash);
        if slash_behind && !numeral.fraction {
            let (one, other) = (numeral.value, lex.at(end + 1).value);
            return (one, other) == (9.0, 11.0)
                || (one, other) == (24.0, 7.0)
                || (1900.0..2100.0).contains(&one)
                || (one >= other && one <= 31.0)
                || one == other;
        }
        if slash_before && !numeral.fraction {
            let (one, other) = (lex.at(first.wrapping_sub(2)).value, numeral.value);
            return (one, other) == (9.0, 11.0)
                || (one, other) == (24.0, 7.0)
                || (1900.0..2100.0).contains(&one)
                || (one >= other && one <= 31.0)
                || one == other;
        }
        false
    }
}
