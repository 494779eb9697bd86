//! Two numbers that are one: ranges, `7- or 8-inch`, `one in five`.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::{self, Modifier, Numeral};
use crate::reader::Reader;
use crate::units::UnitKind;

/// What stands between the two numbers of a range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Link {
    Hyphen,
    To,
    And,
    Or,
    Slash,
}

impl Reader<'_> {
    pub(crate) fn ranges(&mut self) {
        let mut index = 1;
        while index < self.numerals.len() {
            if let Some(one) = self.previous(index).filter(|_| !self.numerals[index].dropped)
                && self.joins_range(one, index)
            {
                self.merge(one, index);
            } else {
                self.next_step(index);
            }
            index += 1;
        }
    }

    /// `from 10 to 20 to 30`: each step is a range, which begins where the one before ends.
    fn next_step(&mut self, index: usize) {
        let (middle, high) = (self.numerals[index - 1], self.numerals[index]);
        let Some(range) = self.previous(index).map(|it| self.numerals[it]) else { return };
        let stepped = !high.dropped
            && !high.ordinal
            && !high.vague
            && !high.fraction
            && range.range
            && middle.dropped
            && middle.end == range.end
            && self.lex.eq(range.first.wrapping_sub(1), "from")
            && self.lex.eq(range.end, "to")
            && high.first == range.end + 1
            && range.low < Some(middle.value)
            && middle.value < high.value
            && Self::units_agree(&range, &high);
        if stepped {
            let high = &mut self.numerals[index];
            high.low = Some(middle.value);
            high.high = Some(high.value);
            high.value = f64::midpoint(middle.value, high.value);
            high.mantissa = high.value;
            high.scale = 1.0;
            high.range = true;
            high.modifier = Modifier::Range;
            high.first = middle.first;
        }
    }

    fn joins_range(&self, one: usize, other: usize) -> bool {
        let (low, high) = (self.numerals[one], self.numerals[other]);
        if low.clause != high.clause
            || low.range
            || low.vague
            || high.vague
            || low.ordinal
            || high.ordinal
            || low.fraction != high.fraction
        {
            return false;
        }
        let Some(link) = self.link(&low, &high) else { return false };
        let lex = &self.lex;
        let before = low.first.wrapping_sub(1);
        let cued = lex.one_of(before, &["from", "between"])
            || lex.eq(before, "of") && low.value <= high.value
            || (lex.is(before, Classes::CUE)
                && lex.one_of(before.wrapping_sub(1), &["from", "between"]));
        let between = self.between(low.first);
        if link == Link::And {
            // `45 and 50 cases` are two numbers; `between 44 and 50` is one.
            return between && Self::units_agree(&low, &high);
        }
        let changed = lex.is(before, Classes::UP | Classes::DOWN) || lex.eq(before, "by");
        match link {
            // `5, 6 or 7 inches` is a list.
            Link::Or if lex.kind(before) == Kind::Comma => false,
            Link::Or => {
                // `five or six euros` are two prices.
                low.words()
                    && high.words()
                    && high.kind() != Some(UnitKind::Currency)
                    && high.value - low.value == low.scale.max(1.0)
                    && low.unit.is_none()
                    && low.value > 0.0
                    || (!low.words()
                        && !high.words()
                        && low.unit.is_none()
                        && high.value > low.value
                        && high.value - low.value <= 2.0
                        && (high.unit.is_some()
                            && high.kind() != Some(UnitKind::Currency)
                            && low.value < 20.0))
            }
            Link::Slash => low.is_currency() && high.is_currency(),
            Link::Hyphen | Link::To => {
                let glued = link == Link::Hyphen;
                match (low.unit, high.unit) {
                    (None, None) => {
                        if changed && !glued {
                            return false;
                        }
                        let counted = lex.plural_ahead(high.end)
                            || lex.eq(high.end, "of") && low.value < high.value;
                        // `fell from 20 to 15`: where it ends is not the other end of a range.
                        let sinks = low.value > high.value
                            && self.changed_near(&Numeral { first: before, ..low });
                        if sinks && !glued {
                            return false;
                        }
                        cued || glued
                            || counted
                            || (low.value < high.value
                                && self.lex.one_of(
                                    before,
                                    &["about", "around", "to", "some", "least", "roughly"],
                                ))
                    }
                    // `44 to 40 percent` is a result of two.
                    (None, Some(_))
                        if low.value > high.value
                            && low.value > high.mantissa
                            && !glued
                            && !cued =>
                    {
                        false
                    }
                    (None, Some(_)) => {
                        !(changed && high.kind() == Some(UnitKind::Currency)) || glued
                    }
                    (Some(_), None) => {
                        // `$160 to 180`, `5% to 10`: the sign before holds for both.
                        low.is_currency()
                            && (glued || cued)
                            && high.noun.is_none()
                            && !high.unit_ahead()
                    }
                    (Some(_), Some(_)) => {
                        if !Self::units_agree(&low, &high) {
                            return false;
                        }
                        let from = lex.one_of(before, &["from"]) || between;
                        // Fell 46 percent to 32 percent: where it ends is not the other end of a range.
                        let fell = low.value > high.value
                            && from
                            && self.changed_near(&Numeral { first: before, ..low });
                        !(changed || self.changed_near(&low))
                            && (low.value <= high.value || from)
                            && !fell
                            || from && lex.one_of(before, &["from", "between"]) && !fell
                    }
                }
            }
            Link::And => false,
        }
    }

    /// `between A`, cues passed over.
    fn between(&self, first: usize) -> bool {
        let mut at = first.wrapping_sub(1);
        for _ in 0..2 {
            if self.lex.eq(at, "between") {
                return true;
            }
            if !self.lex.is(at, Classes::CUE | Classes::DETERMINER) {
                return false;
            }
            at = at.wrapping_sub(1);
        }
        false
    }

    /// A verb of change up to three words before, with the first number as its amount.
    fn changed_near(&self, numeral: &Numeral) -> bool {
        let mut at = numeral.first.wrapping_sub(1);
        for _ in 0..2 {
            if self.lex.is(at, Classes::UP | Classes::DOWN) && !self.lex.one_of(at, &["up"]) {
                return true;
            }
            if !(self.lex.is(at, Classes::ADVERB | Classes::CUE)
                || self.lex.eq(at, "by")
                || self.lex.one_of(at, &["a", "another", "further", "about", "some"]))
            {
                return false;
            }
            at = at.wrapping_sub(1);
        }
        false
    }

    fn units_agree(low: &Numeral, high: &Numeral) -> bool {
        match (low.unit, high.unit) {
            (Some(one), Some(other)) => {
                one.first == other.first && (one.per == other.per || one.per[0].is_none())
            }
            (Some(_), None) => low.is_currency(),
            _ => true,
        }
    }

    fn link(&self, low: &Numeral, high: &Numeral) -> Option<Link> {
        let lex = &self.lex;
        let at = low.end;
        // Suspended: `18- to 24-year-old`.
        let at = if low.inherited && lex.kind(at.wrapping_sub(1)) == Kind::Hyphen {
            at
        } else {
            at + usize::from(lex.joins(at) && lex.one_of(at + 1, &["to", "or"]))
        };
        let to = at + 1;
        let behind_tie = to + usize::from(lex.joins(to));
        if lex.one_of(at, &["to", "until", "till"])
            && (high.first == to
                || behind_tie == high.first
                || (high.first == to + 1
                    && lex.one_of(
                        to,
                        &["about", "around", "nearly", "almost", "over", "perhaps", "as"],
                    )))
        {
            return Some(Link::To);
        }
        if high.first != to {
            return (lex.eq(at, "and") && high.first == to + 1 && lex.is(to, Classes::CUE))
                .then_some(Link::And);
        }
        match lex.kind(at) {
            Kind::Hyphen => {
                // `five - 12`: a free dash between a number and the next sentence's is not one; en dashes often are.
                let even = lex.glued(at) == lex.glued(to) || lex.kind(to) == Kind::Currency;
                let free = !lex.glued(at);
                (even
                    && (!free
                        || low.unit.is_none()
                        || Self::units_agree(low, high) && high.unit.is_some())
                    && (high.value >= low.value
                        || !free && low.value < 0.0
                        || !free && low.mantissa <= high.mantissa))
                    .then_some(Link::Hyphen)
            }
            Kind::Slash => Some(Link::Slash),
            Kind::Word if lex.eq(at, "and") => Some(Link::And),
            Kind::Word if lex.eq(at, "or") => Some(Link::Or),
            _ => None,
        }
    }

    /// Makes the two one: the first holds the range, the second is dropped.
    fn merge(&mut self, one: usize, other: usize) {
        let high = self.numerals[other];
        let low = &mut self.numerals[one];
        let mut low_value = low.value;
        // `$10 to $15 billion`: the scale is everybody's where it fits.
        if low.scale == 1.0
            && high.scale > 1.0
            && low.value <= high.mantissa
            && low.value > 0.0
            && low.value < 1000.0
        {
            low_value = numeral::scaled(low_value, high.scale);
        }
        low.low = Some(low_value);
        low.high = Some(high.value);
        low.value = f64::midpoint(low_value, high.value);
        low.unit = if low.unit.is_some_and(|it| it.per[0].is_some()) {
            low.unit
        } else {
            high.unit.or(low.unit)
        };
        low.range = true;
        low.modifier = Modifier::Range;
        low.figure_end = high.figure_end;
        low.end = high.end;
        low.scale = 1.0;
        low.mantissa = low.value;
        low.digits = high.digits;
        low.spelling = high.spelling;
        low.inherited = false;
        self.numerals[other].dropped = true;
        // `aged 8 to 10 years`.
        let mut range = self.numerals[one];
        self.age_behind(&mut range);
        self.numerals[one].unit = range.unit;
    }
}
