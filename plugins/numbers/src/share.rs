//! Two numbers that share a unit, `7- or 8-inch`, or that are a share, `one in five`.

use crate::lexeme::Kind;
use crate::reader::Reader;
use crate::units::UnitKind;

impl Reader<'_> {
    /// `7- or 8-inch`, `four-, five- and six-cylinder`: the unit at the end is everybody's.
    pub(crate) fn suspended(&mut self) {
        for index in (0..self.numerals.len()).rev() {
            let numeral = self.numerals[index];
            let hanging = self.lex.kind(numeral.end) == Kind::Hyphen
                && self.lex.glued(numeral.end)
                && !self.lex.glued(numeral.end + 1);
            let comma = self.lex.kind(numeral.end) == Kind::Hyphen
                && self.lex.glued(numeral.end)
                && self.lex.kind(numeral.end + 1) == Kind::Comma;
            if numeral.dropped || numeral.unit.is_some() || !(hanging || comma) {
                continue;
            }
            let Some(next) = self.following(index).map(|it| self.numerals[it]) else { continue };
            let between = numeral.end + 1..next.first;
            let listed = between.len() <= 3
                && between.clone().all(|it| {
                    self.lex.kind(it) == Kind::Comma || self.lex.one_of(it, &["or", "and", "to"])
                });
            if listed {
                self.numerals[index].unit = next.unit;
                self.numerals[index].inherited = true;
                self.numerals[index].end = numeral.end + 1;
            }
        }
    }

    /// `one in five`, `six out of 10`, `one of four`: a fraction.
    pub(crate) fn shares(&mut self) {
        for index in 1..self.numerals.len() {
            let (part, whole) = (self.numerals[index - 1], self.numerals[index]);
            if part.dropped
                || whole.dropped
                || part.unit.is_some()
                || whole.unit.is_some_and(|it| it.kind() != UnitKind::Time)
            {
                continue;
            }
            if part.vague
                || whole.vague
                || part.ordinal
                || whole.ordinal
                || part.digits.decimals > 0
                || part.range
                || part.fraction
                || whole.fraction
            {
                continue;
            }
            let mut at = part.end;
            let joined = self.lex.joins(at);
            at += usize::from(joined);
            let out = self.lex.eq(at, "out") && self.lex.eq(at + 1, "of");
            let (of, inside) = (self.lex.eq(at, "of"), self.lex.one_of(at, &["in"]));
            let mut next = at + if out { 2 } else { 1 };
            next += usize::from(self.lex.joins(next));
            next += usize::from(self.lex.one_of(next, &["every"]));
            if !(out || of || inside) || next != whole.first {
                continue;
            }
            let round = whole.value <= 12.0 || whole.value % 10.0 == 0.0;
            let share = part.value > 0.0
                && part.value <= whole.value
                && whole.value > 1.0
                && round
                && whole.value <= 1e6
                // `3,500 of 7,000` are two numbers.
                && (part.value <= 12.0 || whole.value <= 100.0)
                && part.whole()
                && whole.whole();
            let year = whole.digits.whole == 4
                && !whole.digits.grouped
                && whole.spelling == crate::numeral::Spelling::Digits
                && whole.value >= 1000.0;
            // `one of four concepts` is a fraction; `two of 10 years` is not.
            let timed = whole.unit.is_some() && !out;
            if !share || year || timed {
                continue;
            }
            if inside && part.value == whole.value {
                continue;
            }
            let numeral = &mut self.numerals[index - 1];
            numeral.value = part.value / whole.value;
            numeral.mantissa = numeral.value;
            numeral.scale = 1.0;
            numeral.fraction = true;
            numeral.end = whole.figure_end;
            numeral.figure_end = whole.figure_end;
            self.numerals[index].dropped = true;
        }
    }
}
