//! Numbers that are no quantity: years, dates, clock times, ordinals in dates, scores, names and places in lists.

mod clock;
mod codes;
mod dates;
mod idioms;
mod idle;
mod names;
mod places;
mod scores;
mod years;

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::Spelling;
use crate::reader::Reader;

impl Reader<'_> {
    /// Drops what is no quantity, before units are read; the look ahead for units is part of the rules.
    pub(crate) fn skip(&mut self) {
        self.ordinals();
        for index in 0..self.numerals.len() {
            self.numerals[index].ahead = self.atom(&self.numerals[index]);
        }
        for index in 0..self.numerals.len() {
            if self.numerals[index].dropped {
                continue;
            }
            if self.is_time(index) || self.is_date(index) || self.is_year(index) {
                self.numerals[index].dropped = true;
            }
        }
        for index in 0..self.numerals.len() {
            if !self.numerals[index].dropped && (self.is_score(index) || self.is_name(index)) {
                self.numerals[index].dropped = true;
            }
        }
        for index in 1..self.numerals.len() {
            if !self.numerals[index].dropped && self.goes_on_list(index) {
                self.numerals[index].dropped = true;
            }
        }
    }

    /// `posts 31 and 32`, `Sections 3, 5 and 7`: the number before was a place in a list.
    fn goes_on_list(&self, index: usize) -> bool {
        let (before, numeral) = (&self.numerals[index - 1], &self.numerals[index]);
        let name = before.first.wrapping_sub(1);
        let place = self.lex.is(name, Classes::IDENTIFIER)
            || self.lex.word(name)
                && self.lex.at(name).capital
                && !self.lex.is(name, Classes::MONTH | Classes::FUNCTION)
                && numeral.value < 200.0
            || (index > 1
                && self.numerals[index - 2].dropped
                && self.numerals[index - 2].end + 1 == before.first);
        let link = self.lex.one_of(before.end, &["and", "or", "to"])
            || matches!(self.lex.kind(before.end), Kind::Comma | Kind::Hyphen);
        before.dropped
            && place
            && link
            && before.end + 1 == numeral.first
            && before.plain_digits()
            && numeral.plain_digits()
            && !numeral.unit_ahead()
            // `page 2-13 shows`.
            && (!self.lex.content(numeral.end)
                || self.lex.joins(before.end)
                    && self.lex.is(before.first.wrapping_sub(1), Classes::KIND))
            && self.lex.kind(numeral.end) != Kind::Percent
    }

    /// `30th` in digits is an ordinal too.
    fn ordinals(&mut self) {
        for numeral in self.numerals.iter_mut() {
            let at = numeral.end;
            if numeral.spelling == Spelling::Digits
                && self.lex.glued(at)
                && self.lex.kind(at) == Kind::Word
                && self.lex.one_of(at, &["st", "nd", "rd", "th"])
                // `12st` is a weight.
                && !(self.lex.eq(at, "st") && (numeral.value % 10.0 != 1.0 || numeral.value % 100.0 == 11.0))
            {
                numeral.ordinal = true;
                numeral.end = at + 1;
                numeral.figure_end = at + 1;
            }
        }
    }
}
