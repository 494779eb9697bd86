//! Years and decades: `2014`, `the 1960s`, `44 BC`.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::Numeral;
use crate::reader::Reader;

impl Reader<'_> {
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
    pub(super) fn of_an_era(&self, index: usize) -> bool {
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
    pub(super) fn recent_year(&self, numeral: &Numeral) -> bool {
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
    pub(super) fn old_year(&self, index: usize) -> bool {
        let lex = &self.lex;
        let numeral = &self.numerals[index];
        let value = numeral.value;
        let before = numeral.first.wrapping_sub(1);
        let behind = numeral.end;
        if lex.eq(before, "circa")
            || self.month(before)
            || lex.kind(before) == Kind::Comma && self.month(before.wrapping_sub(2))
        {
            return true;
        }
        // `in 1274 failed`, `the summer of 1281`.
        let season = lex.eq(before, "of") && lex.is(before.wrapping_sub(1), Classes::YEAR);
        if (lex.eq(before, "in") || season) && !lex.plural_ahead(behind) && !numeral.unit_ahead() {
            return true;
        }
        // `the 1890 survey`.
        let dated = value >= 1600.0
            && (lex.one_of(before, &["the", "an"]) || lex.is(before, Classes::POSSESSIVE))
            && lex.lower(behind)
            && lex.content(behind)
            && !lex.plural_ahead(behind)
            && !numeral.unit_ahead();
        if dated {
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
