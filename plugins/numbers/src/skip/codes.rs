//! Digits that are codes: telephones, accounts, DOIs, types of aircraft.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::Numeral;
use crate::reader::Reader;
use crate::units::{self, UnitKind};

/// As many lexemes may a DOI have.
const DOI: usize = 24;

impl Reader<'_> {
    /// `10.2345/978-3`: within a DOI, whose prefix is `10`, a point and four to nine digits.
    pub(super) fn registered(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let prefix = |at: usize| {
            lex.kind(at) == Kind::Digits
                && lex.at(at).value.trunc() == 10.0
                && (4..=9).contains(&lex.at(at).digits.decimals)
                && lex.kind(at + 1) == Kind::Slash
                && lex.glued(at + 1)
                && lex.glued(at + 2)
        };
        (0..DOI)
            .map_while(|back| numeral.figure.checked_sub(back))
            .find_map(|at| if prefix(at) { Some(true) } else { (!lex.glued(at)).then_some(false) })
            == Some(true)
    }

    /// `[12]`: the number of a note or source.
    pub(super) fn note(&self, numeral: &Numeral) -> bool {
        let before = numeral.first.wrapping_sub(1);
        numeral.plain_digits() && self.lex.text(before) == "[" && self.lex.text(numeral.end) == "]"
    }

    /// More than nine digits, or a zero in front: numbers of accounts and telephones.
    pub(super) fn long_or_padded(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        if !numeral.plain_digits() {
            return false;
        }
        // The further groups of a telephone number: `0700 900 1111`.
        let index = self.numerals.partition_point(|it| it.first < numeral.first);
        let follows_padded = index > 0
            && self.numerals[index - 1].dropped
            && self.numerals[index - 1].end == numeral.first
            && (self.numerals[index - 1].digits.leading_zero
                || (index > 1
                    && self.numerals[index - 2].dropped
                    && self.numerals[index - 2].digits.leading_zero));
        if follows_padded {
            return true;
        }
        // `212 555 0147`: three groups in a row.
        let group = |at: usize| {
            lex.kind(at) == Kind::Digits
                && !lex.at(at).digits.grouped
                && lex.at(at).digits.decimals == 0
                && lex.at(at).digits.whole >= 2
        };
        let row = |at: usize| group(at) && group(at + 1) && group(at + 2);
        let first = numeral.first;
        if row(first) || (first >= 1 && row(first - 1)) || (first >= 2 && row(first - 2)) {
            return true;
        }
        // The number to call for help.
        let help = numeral.value == 911.0
            && (!lex.content(numeral.end)
                || lex.one_of(numeral.end, &["call", "calls", "operator"]));
        if help
            || numeral.digits.whole > 9
            || (numeral.digits.leading_zero
                && numeral.digits.whole > 1
                && !numeral.ahead.is_some_and(|it| units::kind_of(it.form.id) == UnitKind::Time))
        {
            return true;
        }
        // `555-1234`.
        let tie = |at: usize| {
            lex.joins(at)
                && lex.kind(at + 1) == Kind::Digits
                && lex.kind(at.wrapping_sub(1)) == Kind::Digits
        };
        let phone = |one: usize, other: usize| {
            lex.at(one).digits.whole == 3
                && lex.at(other).digits.whole == 4
                && !lex.at(other).digits.grouped
        };
        (tie(numeral.end)
            && phone(numeral.figure, numeral.end + 1)
            && !lex.plural(numeral.end + 2)
            && !self.beginning_at(numeral.end + 1).any(Numeral::unit_ahead))
            || (tie(numeral.first.wrapping_sub(1))
                && phone(numeral.first.wrapping_sub(2), numeral.figure)
                && !lex.plural(numeral.end)
                && !numeral.unit_ahead())
    }

    /// `737`, `747s`, `787-9`.
    pub(super) fn aircraft(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        if !numeral.plain_digits() || numeral.digits.whole != 3 {
            return false;
        }
        let value = numeral.value as u32;
        let jet = value / 100 == 7 && value % 10 == 7;
        let dreamliner = lex.joins(numeral.end)
            && lex.kind(numeral.end + 1) == Kind::Digits
            && lex.at(numeral.end + 1).value < 11.0
            && !lex.plural(numeral.end + 2)
            && jet;
        dreamliner
            || (jet
                && (lex.is(numeral.end, Classes::AIRCRAFT)
                    || lex.one_of(numeral.first.wrapping_sub(1), &["the", "a", "boeing"])
                        && !lex.plural(numeral.end)
                    || lex.content(numeral.end) && !lex.plural_ahead(numeral.end)))
    }
}
