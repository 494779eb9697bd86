//! The counted noun. No tags are needed: number agreement finds the head.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::{Noun, Numeral};
use crate::reader::Reader;
use crate::units::{self, Unit, UnitKind};

impl Reader<'_> {
    pub(crate) fn counted(&mut self) {
        for index in 0..self.numerals.len() {
            let mut numeral = self.numerals[index];
            if numeral.dropped {
                continue;
            }
            numeral.noun = self.noun(index, &numeral);
            self.measured_noun(&mut numeral);
            self.on_scale(&mut numeral);
            if numeral.noun.is_some() && numeral.unit.is_none() && !numeral.ordinal {
                self.noun_rate(&mut numeral);
            }
            if !numeral.ordinal {
                numeral.noun = numeral.noun.map(|it| self.whole(it));
            }
            self.numerals[index] = numeral;
        }
    }

    /// `40 on the Celsius scale`.
    fn on_scale(&self, numeral: &mut Numeral) {
        let (lex, end) = (&self.lex, numeral.end);
        let scaled = numeral.unit.is_none()
            && numeral.noun.is_none()
            && !numeral.ordinal
            && lex.eq(end, "on")
            && lex.eq(end + 1, "the")
            && lex.eq(end + 3, "scale");
        if scaled
            && let Some(form) =
                units::word(lex.at(end + 2).hash).or_else(|| units::symbol(lex.text(end + 2)))
            && units::kind_of(form.id) == UnitKind::Measure
        {
            numeral.unit = Some(Unit::of(form.id));
        }
    }

    /// `230 rushing yards`, `six straight days`, `three more months`: the head is a unit.
    fn measured_noun(&self, numeral: &mut Numeral) {
        let Some(noun) = numeral.noun.filter(|it| {
            numeral.unit.is_none()
                && (it.last == it.first + 1 || it.first == it.last && it.first == numeral.end + 1)
                && !numeral.ordinal
                && !numeral.fraction
        }) else {
            return;
        };
        if !self.lex.lower(noun.last) || self.lex.eq(numeral.end, "of") {
            return;
        }
        if let Some(form) = units::word(self.lex.at(noun.last).hash)
            .filter(|it| !it.digits_only || numeral.spelling_is_digits())
            && matches!(units::kind_of(form.id), UnitKind::Measure | UnitKind::Time)
        {
            numeral.unit = Some(Unit::of(form.id));
            numeral.noun = None;
            numeral.end = noun.last + 1;
        }
    }

    /// `3,000 tests per day`, `20 per week`.
    fn noun_rate(&self, numeral: &mut Numeral) {
        let end = numeral.noun.map_or(numeral.end, |it| it.last + 1);
        if let Some((factor, _)) =
            self.rate(numeral, end).filter(|_| self.lex.one_of(end, &["per", "a", "an"]))
            && (self.lex.eq(end, "per") || units::kind_of(factor.id) == UnitKind::Time)
        {
            let mut unit = Unit { first: None, per: [None; 2] };
            unit.divide(factor);
            numeral.unit = Some(unit);
        }
    }

    fn noun(&self, index: usize, numeral: &Numeral) -> Option<Noun> {
        let lex = &self.lex;
        let mut end = numeral.end;
        // `"thousands" of voters`: the marks are about the number.
        // `40-odd ships`, `40ish`, `600-plus guests`.
        let odd = end + usize::from(lex.joins(end));
        if (odd > end || lex.glued(end)) && lex.one_of(odd, &["odd", "ish", "plus"]) {
            end = odd + 1;
        }
        if lex.kind(end) == Kind::Quote
            && lex.glued(end)
            && lex.kind(numeral.first.wrapping_sub(1)) == Kind::Quote
        {
            end += 1;
        }
        if numeral.ordinal {
            return self.singular(end + usize::from(lex.joins(end)));
        }
        if let Some(unit) = numeral.unit {
            // `30 percent of voters`, `5 tons of grain`: what it is of.
            let measured = matches!(unit.kind(), UnitKind::Percent | UnitKind::Measure);
            return (measured && unit.per[0].is_none() && lex.eq(end, "of"))
                .then(|| self.of(end + 1))
                .flatten();
        }
        // `eight million 250ml bottles`: the noun stands behind the next quantity.
        if let Some(next) = self
            .numerals
            .get(index + 1)
            .filter(|it| it.first == end && !it.dropped && it.unit.is_some())
        {
            return self.plural_noun(next.end, numeral);
        }
        if lex.eq(end, "of")
            || (lex.one_of(end, &["or", "and"]) && lex.eq(end + 1, "more") && lex.eq(end + 2, "of"))
        {
            let of = if lex.eq(end, "of") { end } else { end + 2 };
            if numeral.vague || numeral.fraction || numeral.range {
                return self.of(of + 1);
            }
            let owned = lex.is(of + 1, Classes::POSSESSIVE)
                || lex.one_of(of + 1, &["the", "all", "these", "those", "this", "that", "several"])
                || (lex.word(of + 1) && lex.at(of + 1).capital);
            let noun = owned.then(|| self.of(of + 1)).flatten();
            // `one of the most popular`: an adjective is not counted.
            return noun.filter(|it| numeral.value != 1.0 || self.head(it.last));
        }
        if numeral.fraction {
            // `half the country`, `two-thirds majority`, but not `by a third this year`.
            let half = lex.eq(end.wrapping_sub(1), "half") && lex.is(end, Classes::DETERMINER);
            return (half || lex.content(end)).then(|| self.of(end)).flatten();
        }
        let hyphen = lex.joins(end);
        if hyphen && lex.eq(end + 1, "strong") {
            return self.run(end + 2);
        }
        if hyphen {
            return lex.content(end + 1).then(|| Noun { first: end + 1, last: end + 1 });
        }
        if numeral.value == 1.0 {
            return self.singular(end);
        }
        self.plural_noun(end, numeral)
    }

    fn plural_noun(&self, start: usize, numeral: &Numeral) -> Option<Noun> {
        let lex = &self.lex;
        let mut first = start;
        while lex.is(first, Classes::PASSED) && first < start + 2 {
            first += 1;
        }
        // `two other, unrelated firms`.
        first +=
            usize::from(first > start && lex.kind(first) == Kind::Comma && lex.lower(first + 1));
        if let Some(noun) = self.walk(first, false, true) {
            return Some(noun);
        }
        // `an 11 member panel`, `a three course meal`: no plural, but an attribute of what follows.
        let article = lex.one_of(
            numeral.first.wrapping_sub(1),
            &["a", "an", "the", "this", "its", "his", "her", "their"],
        );
        if !numeral.words() || article && lex.one_of(numeral.first.wrapping_sub(1), &["a", "an"]) {
            return self.run(first).filter(|_| first == start);
        }
        None
    }
}
