//! Numbers in idioms and names with a hyphen: `one-off`, `3-in-1`, `fifty-fifty`, `4x4`.

use crate::class::Classes;
use crate::numeral::Numeral;
use crate::reader::Reader;

impl Reader<'_> {
    /// `3-in-1`, `one-on-one`, `two-way`, `one-off`.
    pub(super) fn idiom(&self, index: usize) -> bool {
        let lex = &self.lex;
        let numeral = &self.numerals[index];
        let end = numeral.end;
        if lex.joins(end)
            && (lex.is(end + 1, Classes::IDIOM)
                || (lex.eq(end + 1, "day") && numeral.value == 1.0 && numeral.words()))
        {
            return numeral.words() || !lex.one_of(end + 1, &["bit"]);
        }
        // `a two - handed sword` of tokenized text.
        let loose = lex.text(end) == "-" && !lex.glued(end) && !lex.glued(end + 1);
        if loose && numeral.words() && lex.is(end + 1, Classes::IDIOM) && lex.content(end + 2) {
            return true;
        }
        // `7-Eleven`, `4x4`.
        let name = |one: &Numeral, other: &Numeral| {
            !one.words()
                && other.words()
                && lex.joins(one.end)
                && one.end + 1 == other.first
                && lex.at(other.first).capital
                || lex.eq(one.end, "x")
                    && lex.glued(one.end)
                    && lex.glued(other.first)
                    && one.end + 1 == other.first
                    && one.plain_digits()
                    && other.plain_digits()
                    && one.value < 10.0
                    && other.ahead.is_none()
                    && !lex.content(other.end)
        };
        if self.numerals.get(index + 1).is_some_and(|it| name(numeral, it))
            || index > 0 && name(&self.numerals[index - 1], numeral)
        {
            return true;
        }
        let linked = |at: usize| {
            lex.joins(at)
                && lex.one_of(at + 1, &["in", "for", "on", "to", "by", "of", "out", "a", "and"])
                && lex.joins(at + 2)
        };
        if linked(end) {
            return true;
        }
        let before = numeral.first.wrapping_sub(3);
        if linked(before) && index > 0 && self.numerals[index - 1].end == before {
            return true;
        }
        // `one-two`, `fifty-fifty`: words of one size tied by a hyphen.
        let tied = |one: &Numeral, other: &Numeral| {
            one.words()
                && other.words()
                && lex.joins(one.end)
                && one.end + 1 == other.first
                && !(lex.plural(other.end) || other.unit_ahead())
        };
        let behind = self.numerals.get(index + 1).is_some_and(|it| tied(numeral, it));
        let ahead = index > 0 && tied(&self.numerals[index - 1], numeral);
        behind || ahead
    }
}
