//! Number words that count nothing: `no one`, `the one`, `one day`, `those two`.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::Numeral;
use crate::reader::Reader;

impl Reader<'_> {
    /// Drops them once it is known what is counted.
    pub(crate) fn skip_idle(&mut self) {
        for index in 0..self.numerals.len() {
            let numeral = self.numerals[index];
            // `the 11th`: a day that nothing says is one.
            let bare = numeral.ordinal
                && numeral.noun.is_none()
                && !self.lex.joins(numeral.end)
                && self.lex.eq(numeral.first.wrapping_sub(1), "the");
            self.numerals[index].dropped |= bare;
            if numeral.dropped || numeral.range || numeral.fraction || numeral.ordinal {
                continue;
            }
            let alone = numeral.end == numeral.figure_end;
            if numeral.words() && numeral.value == 1.0 && self.lex.eq(numeral.figure, "one") {
                self.numerals[index].dropped = self.idle_one(&numeral);
            } else if numeral.words()
                && numeral.noun.is_none()
                && numeral.unit.is_none()
                && alone
                && numeral.scale == 1.0
            {
                let before = numeral.first.wrapping_sub(1);
                let pronoun = self.lex.one_of(
                    before,
                    &[
                        "the", "those", "these", "both", "all", "we", "us", "you", "them", "in",
                        "other",
                    ],
                );
                // `the two agreed`; `the two in the car` still counts nobody that is named.
                self.numerals[index].dropped =
                    pronoun && numeral.value < 10.0 && !self.lex.eq(before, "in")
                        || (self.lex.eq(before, "in") && numeral.value == 2.0);
            }
        }
    }

    /// `one` counts with a noun behind it and in `one of the`; as a pronoun it does not.
    fn idle_one(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let before = numeral.first.wrapping_sub(1);
        let end = numeral.end;
        if lex.one_of(
            before,
            &["no", "this", "that", "each", "every", "any", "some", "the", "which", "only"],
        ) && !lex.eq(end, "of")
        {
            return !(lex.eq(before, "the") || lex.eq(before, "only") || lex.eq(before, "each"))
                || numeral.noun.is_none();
        }
        if lex.one_of(
            before,
            &["day", "square", "number", "formula", "no", "any", "every", "each", "another"],
        ) && numeral.unit.is_none()
            && numeral.noun.is_none()
        {
            return true;
        }
        // `the films, this one of a fire`: it is shown, not counted.
        if lex.one_of(before, &["this", "that", "which"]) && lex.eq(end, "of") {
            return true;
        }
        // `how does one get in`, `one can only hope`, `one of those who stay`.
        let asked = lex.one_of(
            before,
            &["do", "does", "did", "can", "could", "should", "would", "must", "might", "as", "if"],
        );
        let owners = lex.eq(end, "of")
            && lex.one_of(
                end + 1,
                &["those", "these", "them", "us", "you", "ours", "theirs", "mine"],
            );
        if asked && !lex.plural_ahead(end) && !lex.eq(end, "of")
            || owners && !lex.content(end + 2) && lex.at(end + 2).number.is_none()
        {
            return true;
        }
        if lex.one_of(
            end,
            &["another", "day", "thing", "time", "side", "evening", "morning", "afternoon"],
        ) && numeral.unit.is_none()
        {
            return true;
        }
        if lex.eq(before, "at")
            && lex.one_of(numeral.figure_end, &["point", "time", "stage", "moment"])
        {
            return true;
        }
        if numeral.unit.is_some() {
            // `one day he said`: a time, unless it is measured: `in one day`, `one year later`.
            let known = lex.is(before, Classes::MEASURED)
                || lex.one_of(end, &["ago", "later", "earlier", "after", "before", "from", "into"])
                || lex.joins(numeral.figure_end)
                || numeral.end > numeral.figure_end + 1;
            let clock = lex.one_of(
                numeral.figure_end,
                &["day", "night", "evening", "morning", "afternoon", "week", "weekend"],
            );
            return clock && !known;
        }
        numeral.noun.is_none()
            && !(lex.eq(end, "of") && lex.is(end + 1, Classes::DETERMINER))
            && lex.kind(before) != Kind::Currency
    }
}
