//! Scores and records: `23-20`, `1-6-2`, `50-50`.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::reader::Reader;

impl Reader<'_> {
    /// `beat them 24 to 17`: the larger one first, and a verb of games before.
    fn is_result(&self, index: usize) -> bool {
        let lex = &self.lex;
        let linked = |one: usize| {
            let (Some(one), Some(other)) = (self.numerals.get(one), self.numerals.get(one + 1))
            else {
                return false;
            };
            let free = lex.kind(one.end) == Kind::Hyphen && !lex.glued(one.end);
            let small = one.plain_digits() && other.plain_digits() && one.value < 200.0;
            let played = || (1..=6).any(|back| lex.is(one.first.wrapping_sub(back), Classes::GAME));
            small
                && (lex.eq(one.end, "to") || free)
                && other.first == one.end + 1
                && one.value > other.value
                && other.ahead.is_none()
                && (!lex.content(other.end) || lex.at(other.end).capital)
                && (free && one.value >= 30.0 || played())
        };
        linked(index) || index > 0 && linked(index - 1)
    }

    /// `Anna Berg: 7 Kept her side in the match`: a mark out of ten, between a name and the sentence about it.
    fn is_mark(&self, index: usize) -> bool {
        let lex = &self.lex;
        let numeral = &self.numerals[index];
        let Some(colon) = numeral.first.checked_sub(1) else { return false };
        let other = Classes::FUNCTION | Classes::PLURAL | Classes::NUMBER;
        lex.kind(colon) == Kind::Colon
            && (2..=3).contains(&colon)
            && numeral.value <= 10.0
            && numeral.ahead.is_none()
            && (0..colon).all(|it| lex.word(it) && lex.at(it).capital && !lex.is(it, other))
            && lex.word(numeral.end)
            && lex.at(numeral.end).capital
            && lex.lower(numeral.end + 1)
    }

    /// Digits that a glued hyphen ties to digits, with nothing behind them that could be counted.
    pub(super) fn is_score(&self, index: usize) -> bool {
        let lex = &self.lex;
        let numeral = &self.numerals[index];
        if !numeral.plain_digits() || numeral.is_currency() {
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
                || lex.is(end, Classes::GAME)
                || lex.eq(end, "up")
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
        if self.is_result(index) || self.is_mark(index) {
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
        if other.ahead.is_some() || one.is_currency() {
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
