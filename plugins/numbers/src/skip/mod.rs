//! Numbers that are no quantity: years, dates, clock times, ordinals in dates, scores, names and places in lists.

mod dates;
mod idle;
mod names;
mod scores;

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
    }

    /// `30th` in digits is an ordinal too.
    fn ordinals(&mut self) {
        for numeral in self.numerals.iter_mut() {
            let at = numeral.end;
            if numeral.spelling == Spelling::Digits
                && self.lex.glued(at)
                && self.lex.kind(at) == Kind::Word
                && self.lex.one_of(at, &["st", "nd", "rd", "th"])
            {
                numeral.ordinal = true;
                numeral.end = at + 1;
                numeral.figure_end = at + 1;
            }
        }
    }
}
