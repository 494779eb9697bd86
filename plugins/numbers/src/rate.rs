//! What a unit is divided by: `/cm`, `per day`, `a month`.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::{Numeral, Spelling};
use crate::reader::Reader;
use crate::units::{self, Factor, UnitKind};

impl Reader<'_> {
    /// `/cm`, `per day`, `a month`, up to two of them.
    pub(crate) fn rates(&self, numeral: &mut Numeral) {
        for _ in 0..2 {
            if let Some((factor, end)) = self.rate(numeral, numeral.end) {
                if let Some(unit) = &mut numeral.unit {
                    unit.divide(factor);
                }
                numeral.end = end;
            } else {
                // `9 billion shekels ($2.4 billion) a year`: over a bracket; the rate is no part of the span.
                let close =
                    (numeral.end + 3..numeral.end + 8).find(|&it| self.lex.kind(it) == Kind::Close);
                if let (Kind::Open, Some(close)) = (self.lex.kind(numeral.end), close)
                    && numeral.is_currency()
                    && let Some((factor, _)) = self.rate(numeral, close + 1)
                    && let Some(unit) = &mut numeral.unit
                {
                    unit.divide(factor);
                }
                return;
            }
        }
    }

    /// One divisor and where it ends.
    pub(crate) fn rate(&self, numeral: &Numeral, at: usize) -> Option<(Factor, usize)> {
        let lex = &self.lex;
        let kind = numeral.kind();
        let digits = Numeral { spelling: Spelling::Digits, end: 0, ..*numeral };
        if lex.kind(at) == Kind::Slash && (lex.glued(at) || kind.is_some()) && lex.word(at + 1) {
            let atom = self.factor(at + 1, &digits, lex.glued(at + 1))?;
            return Some((Factor { id: atom.form.id, power: atom.power }, atom.end));
        }
        let at = at + usize::from(lex.joins(at));
        let per = lex.one_of(at, &["per", "every", "for each", "each"]);
        let each = lex.one_of(at, &["every", "each"]);
        let article = lex.one_of(at, &["a", "an"]);
        if !per && !article {
            return None;
        }
        let next = at + 1 + usize::from(lex.joins(at + 1));
        if article || each {
            // `5 % a year`, `$76 a barrel`; not `an hour ago`.
            let kind = kind.unwrap_or(UnitKind::Measure);
            let ends = lex
                .one_of(next + 1, &["ago", "earlier", "later", "before", "after", "from", "old"]);
            if !lex.is(next, Classes::RATE)
                || ends
                || (kind == UnitKind::Time
                    && !lex.one_of(next, &["day", "week", "night", "month", "year"]))
                || kind == UnitKind::Age
            {
                return None;
            }
            if each && kind == UnitKind::Time {
                return None;
            }
        }
        if let Some(atom) = self.factor(next, &digits, false) {
            let id = atom.form.id;
            return Some((Factor { id, power: atom.power }, atom.end));
        }
        let form = lex.word(next).then(|| units::rate(lex.at(next).hash)).flatten()?;
        Some((Factor { id: form.id, power: 1 }, next + 1))
    }
}
