//! Ages that no unit tells: `Anna Berg, 66,`, `who was 10`, `aged 8 and 10`.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::reader::Reader;
use crate::units::{self, Unit};

impl Reader<'_> {
    /// Sets the unit of numbers that are ages by the words around them.
    pub(crate) fn ages(&mut self) {
        for index in 0..self.numerals.len() {
            let numeral = self.numerals[index];
            if numeral.dropped
                || numeral.unit.is_some()
                || numeral.noun.is_some()
                || numeral.scale > 1.0
                || numeral.range
                || numeral.fraction
            {
                continue;
            }
            let lex = &self.lex;
            let before = numeral.first.wrapping_sub(1);
            let human = numeral.whole() && (1.0..=112.0).contains(&numeral.value);
            let closed = matches!(
                lex.kind(numeral.end),
                Kind::Comma | Kind::Stop | Kind::End | Kind::Close | Kind::Semicolon
            ) || lex.one_of(numeral.end, &["and", "when"]);
            // `Jr., 38`: the stop of an abbreviation.
            let name = before.wrapping_sub(1);
            let name =
                name.wrapping_sub(usize::from(lex.kind(name) == Kind::Stop && lex.glued(name)));
            let named = lex.kind(before) == Kind::Comma
                && lex.word(name)
                && (lex.at(name).capital || lex.is(name, Classes::PERSON))
                && !lex.is(name, Classes::MONTH)
                && !lex.glued(numeral.first)
                && (matches!(lex.kind(numeral.end), Kind::Comma | Kind::Stop | Kind::Semicolon)
                    // `Bo Lund, 23 and from Moorby`.
                    || lex.eq(numeral.end, "and") && lex.is(numeral.end + 1, Classes::PREPOSITION))
                && lex.kind(before.wrapping_sub(2)) != Kind::Digits
                && !numeral.digits.grouped
                && numeral.value >= 5.0
                && (lex.kind(numeral.end) != Kind::Comma
                    || self.beginning_at(numeral.end + 1).all(|it| it.unit.is_some()));
            let died = lex.eq(before, "at")
                && closed
                && numeral.value >= 5.0
                && (1..=4).any(|it| lex.one_of(before.wrapping_sub(it), &["died", "dies", "dead"]));
            // `Anna Berg, then 27,`.
            let then = lex.eq(before, "then")
                && closed
                && matches!(
                    lex.kind(before.wrapping_sub(1)),
                    Kind::Comma | Kind::Hyphen | Kind::Dash
                );
            let aged = died
                || then
                || lex.eq(before, "now")
                    && closed
                    && lex.one_of(before.wrapping_sub(1), &["is", "was"])
                    && lex.one_of(before.wrapping_sub(2), &["who", "he", "she"])
                || lex.eq(before, "now")
                    && lex.kind(before.wrapping_sub(1)) == Kind::Comma
                    && lex.at(before.wrapping_sub(2)).capital
                    && closed
                || lex.eq(before, "aged")
                || (lex.one_of(before, &["age", "ages"]) && !lex.is(numeral.end, Classes::PLURAL))
                || (lex.one_of(before, &["was", "is", "turned", "turns", "turning"])
                    && closed
                    && lex.one_of(before.wrapping_sub(1), &["who", "he", "she", "i"]))
                || (lex.eq(before, "turned") && closed && human && numeral.value > 4.0)
                || (lex.eq(before, "of") && lex.one_of(before.wrapping_sub(1), &["age", "ages"]));
            // `she will be 60 in May`.
            let will = lex.eq(before, "be")
                && lex.one_of(before.wrapping_sub(1), &["will", "would"])
                && lex.one_of(before.wrapping_sub(2), &["who", "he", "she", "i"])
                && (closed || lex.eq(numeral.end, "in") && lex.is(numeral.end + 1, Classes::MONTH));
            // `At 16 he was a chorister`.
            let spoken = numeral.spelling_is_digits()
                && numeral.value >= 5.0
                && lex.one_of(before, &["at", "by"])
                && (lex.one_of(numeral.end, &["he", "she"])
                    || lex.kind(numeral.end) == Kind::Comma
                        && lex.one_of(numeral.end + 1, &["he", "she"]));
            // `Berg and Lund, both 51, left`.
            let each = lex.one_of(before, &["both", "each"])
                && lex.kind(before.wrapping_sub(1)) == Kind::Comma
                && lex.kind(numeral.end) == Kind::Comma;
            // `ages 10, 9 and 4`: the list goes on.
            let follows = index > 0
                && self.numerals[index - 1].end + 1 == numeral.first
                && self.numerals[index - 1].end == self.numerals[index - 1].figure_end
                && Self::is_unit(self.numerals[index - 1].unit, units::AGE)
                && (lex.one_of(before, &["and", "or"]) || lex.kind(before) == Kind::Comma);
            if human && (named || aged || will || spoken || each || follows) {
                self.numerals[index].unit = Some(Unit::of(units::AGE));
            }
        }
    }
}
