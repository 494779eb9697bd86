//! Units and nouns taken over from a number nearby: `310 homes and 140 by lot`, `208 pounds to 193`, `fell 4 points to 96`.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::{Noun, Numeral};
use crate::reader::Reader;
use crate::units::{self, Unit, UnitKind};

impl Reader<'_> {
    pub(crate) fn inherit(&mut self) {
        self.ages();
        for index in 0..self.numerals.len() {
            let numeral = self.numerals[index];
            if numeral.dropped
                || numeral.unit.is_some()
                || numeral.noun.is_some()
                || numeral.ordinal
            {
                continue;
            }
            let Some(before) = self.previous(index).map(|it| self.numerals[it]) else {
                self.behind(index);
                continue;
            };
            if before.clause == numeral.clause && self.take_from(index, &before, &numeral) {
                continue;
            }
            self.behind(index);
        }
    }

    /// `5, 6 or 7 inches`: nothing but commas and conjunctions between.
    pub(crate) fn lists(&mut self) {
        for index in (0..self.numerals.len()).rev() {
            let numeral = self.numerals[index];
            if numeral.dropped
                || numeral.unit.is_some()
                || numeral.noun.is_some()
                || numeral.ordinal
            {
                continue;
            }
            let Some(next) = self.following(index).map(|it| self.numerals[it]) else { continue };
            let between = numeral.end..next.first;
            let listed = !between.is_empty()
                && between.len() <= 2
                && between.clone().all(|it| {
                    self.lex.kind(it) == Kind::Comma
                        || self.lex.one_of(it, &["or", "and", "even", "perhaps", "maybe"])
                        // `5 by 7 metres`.
                        || self.lex.one_of(it, &["by", "x", "×"]) && next.kind() == Some(UnitKind::Measure)
                })
                && next.first > 0
                && !next.ordinal
                && next.clause == numeral.clause;
            let owned = next.unit.is_some_and(|it| {
                it.kind() == UnitKind::Currency && self.lex.kind(next.first) == Kind::Currency
            });
            let clause = self.lex.kind(numeral.end) == Kind::Comma
                && between.len() == 1
                && !self.following_in_list(index)
                && self.previous(index).is_none_or(|it| self.numerals[it].end + 1 != numeral.first);
            if listed
                && !owned
                && !clause
                && (next.unit.is_some() || next.noun.is_some())
                && next.kind() != Some(UnitKind::Age)
            {
                self.numerals[index].unit = next.unit;
                self.numerals[index].noun = next.noun;
                self.numerals[index].inherited = true;
            }
        }
    }

    /// A comma list goes on to a conjunction: `5, 6 or 7`.
    fn following_in_list(&self, index: usize) -> bool {
        let Some(next) = self.following(index) else { return false };
        let Some(third) = self.following(next) else { return false };
        let (next, third) = (self.numerals[next], self.numerals[third]);
        let gap = next.end..third.first;
        !gap.is_empty()
            && gap.len() <= 2
            && gap
                .clone()
                .all(|it| self.lex.kind(it) == Kind::Comma || self.lex.one_of(it, &["or", "and"]))
    }

    fn take_from(&mut self, index: usize, before: &Numeral, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let gap = numeral
            .first
            .saturating_sub(before.noun.map_or(before.end, |it| before.end.max(it.last + 1)));
        let near =
            |words: &[&str]| (1..=2).any(|it| lex.one_of(numeral.first.wrapping_sub(it), words));
        let at = numeral.first.wrapping_sub(1);
        let ends = !lex.word(numeral.end)
            || lex.is(numeral.end, Classes::FUNCTION | Classes::VERB)
            || lex.is(numeral.end, Classes::PARTICIPLE);
        // A noun: `310 homes ... and 140 by lot`.
        let counted = |_: &Noun| !before.ordinal && before.unit.is_none_or(|it| it.first.is_none());
        if let Some(noun) = before.noun.filter(counted) {
            let linked = near(&[
                "and",
                "or",
                "including",
                "another",
                "from",
                "than",
                "but",
                "with",
                "to",
                "versus",
                "against",
            ]);
            let other = (lex.kind(at) == Kind::Comma || lex.is(at, Classes::CUE))
                && lex.one_of(numeral.end, &["of", "in", "at", "from", "for", "on"])
                && !lex.is(numeral.end + 1, Classes::MONTH);
            if (linked && gap <= 8 || other && gap <= 6)
                && ends
                && before.value != 1.0
                && (numeral.scale == 1.0 || before.scale > 1.0)
            {
                self.numerals[index].noun = Some(noun);
                self.numerals[index].inherited = true;
                return true;
            }
        }
        // Points and cents reach from anywhere in the clause: `lost 80 points, or 1 %, to fall to 6,310`.
        let level = lex.one_of(at, &["to", "at", "is", "of"])
            && numeral.spelling_is_digits()
            && (numeral.value > 100.0 || numeral.digits.decimals > 0)
            && ends;
        if level && let Some(unit) = self.points_before(index, numeral.clause) {
            self.numerals[index].unit = Some(unit);
            self.numerals[index].inherited = true;
            return true;
        }
        let Some(unit) = before.unit else { return false };
        // `11 days ago to above 600`: the time is over.
        if lex.one_of(before.end, &["ago", "earlier", "later", "old"]) {
            return false;
        }
        let kind = unit.kind();
        let take = match kind {
            UnitKind::Percent => {
                // Never the level of an index: `rose 8 % to 3,650`.
                let by = lex.eq(at, "by")
                    || (lex.eq(at, "from") && lex.one_of(at.wrapping_sub(1), &["up", "down"]));
                by && numeral.value.abs() <= 100.0 && ends && !numeral.digits.grouped
            }
            UnitKind::Point => false,
            UnitKind::Currency => {
                let cent = Self::is_unit(before.unit, units::PENNY) || self.cents(before);
                let tied = gap <= 3 && lex.one_of(at, &["to", "from", "than", "and", "or"]);
                ends && (tied && numeral.spelling_is_digits()
                    || cent && lex.one_of(at, &["to", "at", "is", "of"]))
            }
            UnitKind::Measure | UnitKind::Time | UnitKind::Age | UnitKind::Count => {
                let tied = lex.one_of(at, &["to", "from", "than", "and", "or"])
                    || (lex.is(at, Classes::CUE)
                        && lex.one_of(at.wrapping_sub(1), &["to", "from", "than", "and", "or"]));
                gap <= 3 && tied && ends && unit.first.is_some()
            }
        };
        if take {
            self.numerals[index].unit = Some(unit);
            self.numerals[index].inherited = true;
        }
        take
    }

    fn points_before(&self, index: usize, clause: u32) -> Option<Unit> {
        let point = Some(Unit::of(units::POINT));
        Self::up_to(index)
            .map(|it| &self.numerals[it])
            .filter(|it| !it.dropped && it.clause == clause)
            .find(|it| it.unit == point || self.cents(it))
            .and_then(|it| it.unit)
    }

    pub(crate) fn cents(&self, numeral: &Numeral) -> bool {
        numeral.is_currency()
            && self
                .lex
                .one_of(numeral.end.wrapping_sub(1), &["cent", "cents", "p", "c", "pence", "¢"])
    }

    /// `20 per week` takes the noun before, `Nine of the 16 riddles` the noun behind.
    fn behind(&mut self, index: usize) {
        let numeral = self.numerals[index];
        let lex = &self.lex;
        if lex.eq(numeral.end, "per")
            && let Some((factor, end)) = self.rate(&numeral, numeral.end)
        {
            let mut unit = Unit { first: None, per: [None; 2] };
            unit.divide(factor);
            let noun = Self::up_to(index)
                .map(|it| self.numerals[it])
                .find(|it| !it.dropped && it.noun.is_some())
                .and_then(|it| it.noun);
            self.numerals[index].unit = Some(unit);
            self.numerals[index].noun = noun;
            self.numerals[index].end = end;
            return;
        }
        if !lex.eq(numeral.end, "of") {
            return;
        }
        let Some(next) = self.following(index).map(|it| self.numerals[it]) else { return };
        let gap = numeral.end + 1..next.first;
        // `Nine of the 16 riddles`, `seven of the town's 44 seats`.
        let owned = gap.len() <= 6
            && gap.clone().all(|it| {
                lex.word(it) && !lex.is(it, Classes::PREPOSITION) || lex.kind(it) == Kind::Clitic
            })
            && (lex.kind(next.first.wrapping_sub(1)) == Kind::Clitic
                || lex.is(next.first.wrapping_sub(1), Classes::POSSESSIVE));
        if (owned || gap.len() <= 2 && gap.clone().all(|it| lex.is(it, Classes::DETERMINER)))
            && next.noun.is_some()
            && next.unit.is_none()
        {
            self.numerals[index].noun = next.noun;
            self.numerals[index].inherited = true;
        }
    }
}
