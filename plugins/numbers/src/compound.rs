//! Two figures of one amount: `six feet two inches`, `6-foot-2`, `6'2"`, `3 dollars 50 cents`.

use crate::lexeme::Kind;
use crate::numeral::Numeral;
use crate::reader::Reader;
use crate::units::{self, Unit};

impl Reader<'_> {
    /// The smaller part is added to the larger one. Times stay apart: `2 hours and 10 minutes` are two numbers.
    pub(crate) fn compounds(&mut self) {
        for index in 1..self.numerals.len() {
            let (one, other) = (self.numerals[index - 1], self.numerals[index]);
            let plain = !one.dropped && !other.dropped && one.whole() && one.clause == other.clause;
            if !plain || one.ordinal || other.ordinal || one.vague || other.vague {
                continue;
            }
            let Some((unit, part, end)) = self.part_of(&one, &other) else { continue };
            let whole = &mut self.numerals[index - 1];
            whole.value += other.value * part;
            whole.mantissa = whole.value;
            whole.unit = Some(unit);
            whole.end = end;
            self.numerals[index].dropped = true;
        }
    }

    /// The unit of both, the worth of the smaller one in it, and where the amount ends.
    fn part_of(&self, one: &Numeral, other: &Numeral) -> Option<(Unit, f64, usize)> {
        let lex = &self.lex;
        let joined = usize::from(lex.joins(one.end));
        let near = other.first == one.end + joined;
        let foot = Unit::of(units::FOOT);
        if Self::is_unit(one.unit, units::FOOT) && near && (0.0..12.0).contains(&other.value) {
            let inches = Self::is_unit(other.unit, units::INCH);
            // `6-foot-2`, but not `8-foot 3 doors`.
            let plain = other.plain_digits() && other.unit.is_none();
            // `5ft 8 tall`.
            let short = lex.eq(one.end.wrapping_sub(1), "ft") && !lex.content(other.end);
            let height = plain && (joined == 1 || short);
            return (inches || height).then_some((foot, 1.0 / 12.0, other.end));
        }
        if Self::is_unit(one.unit, units::STONE)
            && Self::is_unit(other.unit, units::POUND)
            && near
            && (0.0..14.0).contains(&other.value)
        {
            return one.unit.map(|it| (it, 1.0 / 14.0, other.end));
        }
        if one.unit.is_none()
            && (3.0..9.0).contains(&one.value)
            && (0.0..12.0).contains(&other.value)
            && lex.kind(one.end) == Kind::Quote
            && lex.glued(one.end)
            && lex.glued(other.first)
            && other.first == one.end + 1
            && matches!(lex.text(one.end), "'" | "’" | "′")
        {
            let closed = lex.kind(other.end) == Kind::Quote && lex.glued(other.end);
            return Some((foot, 1.0 / 12.0, other.end + usize::from(closed)));
        }
        let linked = near && joined == 0 || lex.eq(one.end, "and") && other.first == one.end + 1;
        let cents =
            Self::is_unit(other.unit, units::CENT) || Self::is_unit(other.unit, units::PENNY);
        let written = one.is_currency() && lex.word(one.end.wrapping_sub(1));
        (linked && cents && written && !self.cents(one) && other.value < 100.0)
            .then(|| one.unit.map(|it| (it, 0.01, other.end)))
            .flatten()
    }
}
