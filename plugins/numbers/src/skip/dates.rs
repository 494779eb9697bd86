//! Years, dates and clock times. They are the timeline's; here they are only kept from being counted.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::Numeral;
use crate::reader::Reader;

impl Reader<'_> {
    /// `10:30`, `5pm`, `0401 GMT`, `2:46`, `5 o'clock`. Anything with a colon between digits goes: ratios and video
    /// lengths are no quantities either.
    pub(super) fn is_time(&self, index: usize) -> bool {
        let lex = &self.lex;
        let numeral = &self.numerals[index];
        if numeral.is_currency() || numeral.scale > 1.0 {
            return false;
        }
        let (first, end) = (numeral.first, numeral.end);
        let colon_before = lex.kind(first.wrapping_sub(1)) == Kind::Colon
            && lex.glued(first)
            && lex.glued(first.wrapping_sub(1))
            && lex.kind(first.wrapping_sub(2)) == Kind::Digits;
        // `2 : 53` of tokenized text.
        let minutes = |at: usize| {
            lex.at(at).digits.whole == 2
                && lex.at(at).value < 60.0
                && lex.at(at).digits.decimals == 0
        };
        let free = lex.kind(end) == Kind::Colon && minutes(end + 1) && numeral.value < 25.0
            || lex.kind(first.wrapping_sub(1)) == Kind::Colon
                && lex.kind(first.wrapping_sub(2)) == Kind::Digits
                && minutes(first)
                && lex.at(first.wrapping_sub(2)).value < 25.0;
        let colon_behind = lex.kind(end) == Kind::Colon
            && lex.glued(end)
            && lex.glued(end + 1)
            && lex.kind(end + 1) == Kind::Digits;
        if colon_before || colon_behind || free {
            return true;
        }
        let clock = numeral.value >= 0.0
            && numeral.value < 25.0
            && matches!(numeral.digits.decimals, 0 | 2);
        let next = end + usize::from(lex.joins(end));
        if clock && self.half_day(next) {
            return true;
        }
        // `9 to 5pm`, `10-11 a.m.`
        let through =
            lex.one_of(end, &["to", "and", "or", "until", "till"]) || lex.kind(end) == Kind::Hyphen;
        if clock
            && through
            && self
                .numerals
                .get(index + 1)
                .is_some_and(|it| it.first == end + 1 && self.half_day(it.end))
        {
            return true;
        }
        if lex.kind(first.wrapping_sub(1)) == Kind::Plus
            && lex.is(first.wrapping_sub(2), Classes::ZONE)
        {
            return true;
        }
        if lex.is(next, Classes::ZONE) && lex.at(next).caps && (clock || numeral.digits.whole == 4)
        {
            return true;
        }
        if clock && self.spoken_time(numeral) {
            return true;
        }
        let military =
            numeral.plain_digits() && numeral.digits.whole == 4 && numeral.value < 2400.0;
        military
            && lex.eq(next, "hours")
            && (numeral.digits.leading_zero
                || lex.one_of(first.wrapping_sub(1), &["at", "by", "around", "until", "from"]))
    }

    /// `at 5 in the morning`, `half past six`, `quarter to five`, `ten to four`.
    fn spoken_time(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let (before, end) = (numeral.first.wrapping_sub(1), numeral.end);
        let part = lex.eq(end, "in")
            && lex.eq(end + 1, "the")
            && lex.one_of(end + 2, &["morning", "afternoon", "evening"])
            || lex.eq(end, "at") && lex.eq(end + 1, "night");
        let when =
            lex.one_of(before, &["at", "around", "about", "until", "till", "by", "since", "from"]);
        let counted = lex.one_of(before, &["past", "to"])
            && (lex.eq(before.wrapping_sub(1), "quarter")
                || lex.eq(before, "past")
                    && lex.one_of(
                        before.wrapping_sub(1),
                        &["half", "ten", "five", "twenty", "twenty-five"],
                    ));
        numeral.whole() && (part && when || counted && numeral.value <= 12.0)
    }

    fn half_day(&self, at: usize) -> bool {
        let lex = &self.lex;
        (lex.is(at, Classes::HALF_DAY) && !lex.one_of(at, &["noon", "midnight"]))
            // `5p.m`, split at its stops.
            || (lex.one_of(at, &["a", "p"]) && lex.kind(at + 1) == Kind::Stop && lex.glued(at + 1) && lex.eq(at + 2, "m"))
    }

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

    /// Years and decades.
    pub(super) fn is_year(&self, index: usize) -> bool {
        let lex = &self.lex;
        let numeral = &self.numerals[index];
        if self.of_an_era(index) {
            return true;
        }
        if numeral.is_currency() || !numeral.plain_digits() || numeral.value < 0.0 {
            return false;
        }
        let before = numeral.first.wrapping_sub(1);
        let value = numeral.value;
        // `1960s`, `'90s`, `in her 50s`.
        if lex.eq(numeral.end, "s") && lex.glued(numeral.end) && value % 10.0 == 0.0 {
            return true;
        }
        if lex.kind(numeral.end) == Kind::Quote
            && lex.glued(numeral.end)
            && lex.eq(numeral.end + 1, "s")
            && lex.glued(numeral.end + 1)
            && value % 10.0 == 0.0
        {
            return true;
        }
        // `'09`.
        if numeral.digits.whole == 2
            && lex.kind(before) == Kind::Quote
            && lex.glued(numeral.first)
            && !lex.glued(before)
            && matches!(lex.text(before), "'" | "’" | "‘")
            && !lex.content(numeral.end)
            && !numeral.unit_ahead()
            && lex.kind(numeral.end) != Kind::Percent
        {
            return true;
        }
        // `2008-09`: the second year of a season.
        if numeral.digits.whole == 2
            && matches!(lex.kind(before), Kind::Hyphen | Kind::Slash)
            && lex.glued(numeral.first)
            && index > 0
            && self.numerals[index - 1].dropped
            && self.numerals[index - 1].end == before
            && self.numerals[index - 1].digits.whole == 4
        {
            return true;
        }
        if numeral.digits.whole != 4 || numeral.digits.leading_zero {
            return false;
        }
        if (1900.0..2100.0).contains(&value) {
            return self.recent_year(numeral);
        }
        if (2100.0..2200.0).contains(&value) {
            return lex.one_of(before, &["by", "in", "until", "year"]) && !lex.plural(numeral.end);
        }
        if (1000.0..1900.0).contains(&value) {
            return self.old_year(index);
        }
        false
    }

    /// `44 BC`, `A.D. 70`, `10,000 to 200 B.C.`
    fn of_an_era(&self, index: usize) -> bool {
        let lex = &self.lex;
        let numeral = &self.numerals[index];
        let era = |at: usize| {
            lex.word(at)
                && lex.at(at).caps
                && matches!(
                    lex.text(at),
                    "AD" | "BC"
                        | "BCE"
                        | "CE"
                        | "A.D."
                        | "B.C."
                        | "B.C.E."
                        | "C.E."
                        | "A.D"
                        | "B.C"
                )
        };
        let to_era = self.numerals.get(index + 1).is_some_and(|it| {
            it.first == numeral.end + 1
                && (lex.eq(numeral.end, "to") || lex.kind(numeral.end) == Kind::Hyphen)
                && era(it.end)
        });
        let before = numeral.first.wrapping_sub(1);
        let stop = usize::from(lex.kind(before) == Kind::Stop && lex.glued(before));
        let ad = lex.text(before.wrapping_sub(stop));
        era(numeral.end) || to_era || matches!(ad, "AD" | "A.D." | "A.D")
    }

    /// 1900 to 2099: a year unless what follows is counted.
    fn recent_year(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let before = numeral.first.wrapping_sub(1);
        let end = numeral.end;
        if lex.kind(before) == Kind::Tilde || lex.kind(end) == Kind::Percent {
            return false;
        }
        let anchored = lex.is(before, Classes::YEAR)
            || lex.kind(before) == Kind::Clitic
            || lex.is(before, Classes::POSSESSIVE)
            || self.month(before)
            || lex.kind(before) == Kind::Comma && self.month(before.wrapping_sub(2));
        // `World Cup 2018 day five`: one time unit after a year counts nothing.
        let single_time = !lex.joins(end) && lex.is(end, Classes::ONE_TIME);
        if single_time {
            return true;
        }
        if numeral.unit_ahead() && !(anchored && self.lex.text(end).len() < 2) {
            return anchored && lex.one_of(end, &["in", "point", "second"]);
        }
        if lex.joins(end) && lex.content(end + 1) {
            // `2008-born`, but `2,000-strong` has its comma.
            return true;
        }
        let cue = lex.is(before, Classes::NOT_YEAR);
        let rather = lex.eq(before, "than")
            && !lex.one_of(
                before.wrapping_sub(1),
                &["more", "less", "fewer", "greater", "higher", "lower"],
            );
        if cue && !rather && !lex.one_of(before, &["over", "around", "about", "to"]) {
            return false;
        }
        let counted = lex.plural(end) || (lex.plural_ahead(end) && !anchored && cue);
        !(counted && !anchored)
    }

    /// 1000 to 1899: a year only where something says so.
    fn old_year(&self, index: usize) -> bool {
        let lex = &self.lex;
        let numeral = &self.numerals[index];
        let before = numeral.first.wrapping_sub(1);
        let behind = numeral.end;
        if lex.eq(before, "circa")
            || self.month(before)
            || lex.kind(before) == Kind::Comma && self.month(before.wrapping_sub(2))
        {
            return true;
        }
        let noun = lex.content(behind) || numeral.unit_ahead();
        if noun {
            return false;
        }
        let after_year = lex.one_of(before, &["and", "to"]) || lex.kind(before) == Kind::Hyphen;
        if after_year
            && index > 0
            && self.numerals[index - 1].dropped
            && self.numerals[index - 1].end == before
        {
            return true;
        }
        let tied = lex.kind(behind) == Kind::Hyphen
            && lex.kind(behind + 1) == Kind::Digits
            && lex.at(behind + 1).digits.whole == 4
            && lex.at(behind + 1).value > numeral.value
            && lex.at(behind + 1).value < 2100.0;
        let ends = !lex.word(behind) || lex.is(behind, Classes::FUNCTION);
        lex.one_of(before, &["since", "circa"])
            || (lex.eq(before, "between")
                && self.numerals.get(index + 1).is_some_and(|it| {
                    it.digits.whole == 4
                        && !it.digits.grouped
                        && it.value < 2100.0
                        && (it.value >= 1900.0 || !lex.content(it.end))
                }))
            || (lex.one_of(before, &["in", "from", "to", "until", "of"])
                && ends
                && numeral.digits.whole == 4
                && lex.eq(before, "in"))
            || (tied && !numeral.unit_ahead())
    }
}
