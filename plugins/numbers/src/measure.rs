//! Unit expressions behind a figure: `square metres`, `kV/cm`, `dollars a month`, `J/m^2 per year`, `°C`, `foot-long`.

use crate::lexeme::Kind;
use crate::numeral::{Numeral, Spelling};
use crate::reader::Reader;
use crate::units::{self, Factor, Unit, UnitKind};

impl Reader<'_> {
    pub(crate) fn measures(&mut self) {
        for index in 0..self.numerals.len() {
            let mut numeral = self.numerals[index];
            if numeral.dropped || numeral.ordinal {
                continue;
            }
            self.measure(&mut numeral);
            self.numerals[index] = numeral;
            // Digits inside a unit, `4 km^3`, are no number of their own.
            for inside in
                self.numerals.iter_mut().skip(index + 1).take_while(|it| it.first < numeral.end)
            {
                inside.dropped = true;
            }
        }
        self.tolerances();
        self.below_zero();
    }

    /// `20 degrees below zero`, `5 below freezing`.
    fn below_zero(&mut self) {
        for index in 0..self.numerals.len() {
            let numeral = self.numerals[index];
            let degrees = Some(Unit::of(units::DEGREE));
            let warmth = numeral.unit.is_none() || numeral.unit == degrees;
            if numeral.dropped || !warmth || !self.lex.eq(numeral.end, "below") {
                continue;
            }
            if self.lex.one_of(numeral.end + 1, &["zero", "freezing"]) {
                let zero = self.lex.eq(numeral.end + 1, "zero");
                let numeral = &mut self.numerals[index];
                numeral.unit = degrees;
                if zero {
                    numeral.value = -numeral.value;
                    numeral.mantissa = numeral.value;
                    numeral.end += 2;
                }
            }
            if let Some(zero) =
                self.numerals.get_mut(index + 1).filter(|it| it.first == numeral.end + 1)
            {
                zero.dropped = true;
            }
        }
    }

    /// `9.8 +/- 0.1 m/s2`, `5 ± 1 mm`: the tolerance is no number of its own.
    fn tolerances(&mut self) {
        for index in 1..self.numerals.len() {
            let (one, other) = (self.numerals[index - 1], self.numerals[index]);
            let sign = one.end..other.figure;
            let plus_minus = match sign.len() {
                1 => self.lex.text(one.end) == "±",
                3 => {
                    self.lex.kind(one.end) == Kind::Plus
                        && self.lex.kind(one.end + 1) == Kind::Slash
                }
                _ => false,
            };
            if plus_minus && !one.dropped && !other.dropped {
                self.numerals[index - 1].unit = one.unit.or(other.unit);
                self.numerals[index - 1].end = other.end;
                self.numerals[index].dropped = true;
            }
        }
    }

    fn measure(&self, numeral: &mut Numeral) {
        if self.is_fold(numeral) {
            return;
        }
        if numeral.is_currency() {
            self.behind_sign(numeral);
        } else if numeral.unit.is_some() {
            // `a year and a half` brought its unit along.
            return;
        } else if let Some(atom) = numeral.ahead {
            numeral.unit = Some(Unit {
                first: Some(Factor { id: atom.form.id, power: atom.power }),
                per: [None; 2],
            });
            numeral.end = atom.end;
            self.pounds(numeral);
        } else {
            return;
        }
        self.rates(numeral);
        self.age_behind(numeral);
    }

    /// `sixfold`, `10-fold`, `3x`: how many times.
    fn is_fold(&self, numeral: &mut Numeral) -> bool {
        let lex = &self.lex;
        if numeral.words() && numeral.figure_end == numeral.figure {
            numeral.unit = Some(Unit::of(units::COUNT));
            return true;
        }
        let joined = usize::from(lex.joins(numeral.end));
        let at = numeral.end + joined;
        let fold = lex.one_of(at, &["fold", "times", "time"]) && joined == 1 && !lex.eq(at, "time")
            || lex.eq(at, "fold");
        let cross = lex.one_of(at, &["x", "×"])
            && lex.glued(at)
            && numeral.spelling == Spelling::Digits
            && lex.kind(at + 1) != Kind::Digits;
        if fold || cross {
            numeral.unit = Some(Unit::of(units::COUNT));
            numeral.end = at + 1;
        }
        fold || cross
    }

    /// `$76 US`, `$10 per gram`, `$5 million dollars`, `$100 CAD`, `$500 pesos`.
    fn behind_sign(&self, numeral: &mut Numeral) {
        let lex = &self.lex;
        let at = numeral.end;
        let dollar = Self::is_unit(numeral.unit, units::DOLLAR);
        if dollar
            && lex.one_of(at, &["US", "U.S."])
            && lex.at(at).capital
            && !(lex.word(at + 1) && lex.at(at + 1).capital)
        {
            numeral.end = at + 1;
        } else if dollar
            && lex.word(at)
            && lex.at(at).capital
            && !lex.content(at + 1)
            && let Some(id) = units::country(lex.at(at).hash)
                .filter(|it| units::family(units::DOLLAR).contains(it))
        {
            // `$10 Canadian`.
            numeral.unit = Some(Unit::of(id));
            numeral.end = at + 1;
        } else if lex.word(at)
            && lex.at(at).caps
            && lex.text(at).len() == 3
            && let Some(form) =
                units::symbol(lex.text(at)).filter(|it| units::kind_of(it.id) == UnitKind::Currency)
        {
            numeral.unit = Some(Unit::of(form.id));
            numeral.end = at + 1;
        } else if lex.one_of(at, &["dollars", "euros", "pounds"]) {
            numeral.end = at + 1;
        } else if let Some(atom) = numeral.ahead.filter(|it| {
            let subunit = [units::CENT, units::PENNY].contains(&it.form.id);
            let currency = units::kind_of(it.form.id) == UnitKind::Currency && !subunit;
            currency && !it.symbol && !it.form.loose && !lex.joins(at) && !lex.content(it.end)
        }) && (dollar || Self::is_unit(numeral.unit, atom.form.id))
        {
            // `$500 pesos`, `£5 sterling`: the word says which; the sign stands for several.
            numeral.unit = Some(Unit::of(atom.form.id));
            numeral.end = atom.end;
        }
    }

    /// Pounds are money if the figure is large or money is spoken of.
    fn pounds(&self, numeral: &mut Numeral) {
        let written_out = self.lex.text(numeral.end.wrapping_sub(1)).len() > 3;
        if Self::is_unit(numeral.unit, units::POUND)
            && written_out
            && (numeral.value >= 1e5 || self.money)
        {
            numeral.unit = Some(Unit::of(units::STERLING));
            if self.lex.eq(numeral.end, "sterling") {
                numeral.end += 1;
            }
        }
    }

    /// `under the age of 5 years`, `5 years of age`, `aged 12 years`.
    pub(crate) fn age_behind(&self, numeral: &mut Numeral) {
        let lex = &self.lex;
        if numeral.kind() != Some(UnitKind::Time) {
            return;
        }
        let before = numeral.first.wrapping_sub(1);
        let aged = lex.eq(before, "aged")
            || (lex.eq(before, "of") && lex.one_of(before.wrapping_sub(1), &["age", "ages"]));
        let last = lex.text(numeral.end.wrapping_sub(1));
        // `18 years or older`.
        let at = numeral.end;
        let aged =
            aged || (lex.one_of(at, &["or", "and"]) && lex.one_of(at + 1, &["older", "younger"]));
        if aged && last.to_ascii_lowercase().starts_with("year") {
            numeral.unit = Some(Unit::of(units::AGE));
        } else if aged && last.to_ascii_lowercase().starts_with("month") {
            numeral.unit = Some(Unit::of(units::MONTH_OF_AGE));
        }
    }
}
