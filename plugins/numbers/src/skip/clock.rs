//! Clock times: `10:30`, `5pm`, `half past six`, `0401 GMT`.

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
        let through = || {
            lex.one_of(end, &["to", "and", "or", "until", "till"]) || lex.kind(end) == Kind::Hyphen
        };
        let next_one = self.numerals.get(index + 1).filter(|it| clock && it.first == end + 1);
        if next_one.is_some_and(|it| self.half_day(it.end)) && through() {
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
    pub(super) fn spoken_time(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let (before, end) = (numeral.first.wrapping_sub(1), numeral.end);
        let part = lex.eq(end, "in")
            && lex.eq(end + 1, "the")
            && lex.one_of(end + 2, &["morning", "afternoon", "evening"])
            || lex.eq(end, "at") && lex.eq(end + 1, "night");
        let when = || {
            lex.one_of(before, &["at", "around", "about", "until", "till", "by", "since", "from"])
        };
        let counted = || {
            lex.one_of(before, &["past", "to"])
                && (lex.eq(before.wrapping_sub(1), "quarter")
                    || lex.eq(before, "past")
                        && lex.one_of(
                            before.wrapping_sub(1),
                            &["half", "ten", "five", "twenty", "twenty-five"],
                        ))
        };
        numeral.whole() && (part && when() || numeral.value <= 12.0 && counted())
    }

    pub(super) fn half_day(&self, at: usize) -> bool {
        let lex = &self.lex;
        (lex.is(at, Classes::HALF_DAY) && !lex.one_of(at, &["noon", "midnight"]))
            // `5p.m`, split at its stops.
            || (lex.one_of(at, &["a", "p"]) && lex.kind(at + 1) == Kind::Stop && lex.glued(at + 1) && lex.eq(at + 2, "m"))
    }
}
