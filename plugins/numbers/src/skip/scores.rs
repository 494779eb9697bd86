//! Scores and records: `23-20`, `1-6-2`, `50-50`.

use crate::lexeme::Kind;
use crate::reader::Reader;

impl Reader<'_> {
    /// Digits that a glued hyphen ties to digits, with nothing behind them that could be counted.
    pub(super) fn is_score(&self, index: usize) -> bool {
        let lex = &self.lex;
        let numeral = &self.numerals[index];
        if !numeral.plain_digits() || self.is_currency(numeral) {
            return false;
        }
        // `1 – 0`, with spaces.
        let free = |at: usize| {
            lex.kind(at) == Kind::Hyphen
                && !lex.glued(at)
                && !lex.glued(at + 1)
                && lex.kind(at + 1) == Kind::Digits
                && lex.kind(at.wrapping_sub(1)) == Kind::Digits
                && lex.at(at + 1).value < 30.0
                && lex.at(at.wrapping_sub(1)).value < 30.0
                && !lex.at(at + 1).digits.vulgar
        };
        let result = |end: usize| {
            !lex.content(end)
                || lex.at(end).capital
                || lex.one_of(end, &["win", "victory", "defeat", "loss", "draw", "lead", "up"])
        };
        if free(numeral.end)
            && result(numeral.end + 2)
            && lex.kind(numeral.end + 2) != Kind::Percent
            && self
                .numerals
                .get(index + 1)
                .is_some_and(|it| it.plain_digits() && !it.ahead.is_some())
            || free(numeral.first.wrapping_sub(1))
                && result(numeral.end)
                && !numeral.ahead.is_some()
                && lex.kind(numeral.end) != Kind::Percent
        {
            return true;
        }
        let tie = |at: usize| {
            lex.joins(at)
                && lex.kind(at + 1) == Kind::Digits
                && lex.kind(at.wrapping_sub(1)) == Kind::Digits
        };
        let (before, behind) = (tie(numeral.first.wrapping_sub(1)), tie(numeral.end));
        // A column of three: a record of games.
        if before && behind
            || behind && tie(numeral.end + 2)
            || before && tie(numeral.first.wrapping_sub(3))
        {
            return true;
        }
        let pair = if behind { (index, index + 1) } else { (index.wrapping_sub(1), index) };
        if !before && !behind {
            return false;
        }
        let (Some(one), Some(other)) = (self.numerals.get(pair.0), self.numerals.get(pair.1))
        else {
            return false;
        };
        if one.end + 1 != other.first
            || !one.plain_digits()
            || other.scale > 1.0
            || other.digits.decimals > 0
            || other.digits.grouped
        {
            return false;
        }
        if other.ahead.is_some() || self.is_currency(one) {
            return false;
        }
        if lex.plural(other.end)
            || (lex.content(other.end) && lex.plural(other.end + 1) && one.value < other.value)
        {
            return one.value > other.value
                && lex.one_of(other.end, &["victory", "win", "losses", "wins", "series", "votes"]);
        }
        // `787-9` is a type of aircraft; its rule is among the names.
        let model = one.value >= 100.0 && one.value > other.value && other.value < 10.0;
        one.value < 200.0 && !model
    }
}
