//! Numbers of places in lists and of addresses: `Section 5`, `No. 10`, `12 High Street`, `(1)`.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::Numeral;
use crate::reader::Reader;

impl Reader<'_> {
    /// `Section 5`, `No. 10`, `number one`, `Nikkei 225`.
    pub(super) fn behind_place(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let mut before = numeral.first.wrapping_sub(1);
        if lex.kind(before) == Kind::Hash && numeral.scale == 1.0 {
            return true;
        }
        let stop = lex.kind(before) == Kind::Stop && lex.glued(before) && lex.text(before) == ".";
        if stop && !lex.is(before.wrapping_sub(1), Classes::SHORT_PLACE) {
            return false;
        }
        before -= usize::from(stop && before > 0);
        if lex.joins(before) {
            before = before.wrapping_sub(1);
        }
        if lex.is(before, Classes::INDEX) {
            return !numeral.digits.grouped
                && numeral.digits.decimals == 0
                && numeral.scale == 1.0
                && !(numeral.words())
                && lex.kind(numeral.end) != Kind::Percent
                && !numeral.unit_ahead()
                && lex.kind(numeral.end) != Kind::Slash;
        }
        if !lex.is(before, Classes::IDENTIFIER)
            || numeral.scale > 1.0
            || numeral.digits.grouped
            || !numeral.whole()
        {
            return lex.is(before, Classes::IDENTIFIER)
                && numeral.digits.decimals > 0
                && lex.one_of(
                    before,
                    &["version", "section", "article", "ios", "android", "windows", "chapter"],
                );
        }
        if lex.is(before, Classes::PRODUCT) && !numeral.words() {
            return true;
        }
        // `no two people`, `no. 5`: the word is a determiner unless a stop or digits follow.
        if lex.eq(before, "no") {
            return stop
                || (!numeral.words() && lex.at(before).capital)
                || (numeral.words() && lex.eq(numeral.first, "one"));
        }
        if lex.eq(before, "number") || lex.one_of(before, &["num", "nos"]) {
            return !lex.eq(before.wrapping_sub(1), "a") || !lex.plural(numeral.end);
        }
        // `this season 12 players`, `the channel two years ago`: lower-case words hold only before digits and no noun.
        let noun = lex.plural_ahead(numeral.end)
            || numeral.unit_ahead()
            || lex.kind(numeral.end) == Kind::Percent;
        if numeral.words() {
            return lex.at(before).capital && !noun
                || (lex.one_of(
                    before,
                    &[
                        "phase", "stage", "chapter", "level", "step", "round", "day", "tier",
                        "grade", "week",
                    ],
                ) && !noun
                    && (!lex.content(numeral.end)
                        || lex.one_of(before, &["round", "week", "phase", "stage"])));
        }
        // `a category 4 hurricane`, but `at this stage 12 riders`.
        let told = lex.one_of(
            before.wrapping_sub(1),
            &["this", "that", "last", "next", "each", "every", "on", "at"],
        );
        !noun || lex.is(before, Classes::KIND) && !told
    }

    /// `12 High Street`, `90049 ZIP`.
    pub(super) fn street(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        if !numeral.plain_digits() && !numeral.words() || numeral.digits.grouped {
            return false;
        }
        let end = numeral.end;
        if lex.eq(end, "block") && lex.eq(end + 1, "of")
            || lex.eq(end, "zip")
            || (numeral.digits.whole == 5
                && lex.at(numeral.first.wrapping_sub(1)).caps
                && lex.text(numeral.first.wrapping_sub(1)).len() == 2)
        {
            return true;
        }
        for at in end..end + 5 {
            // `9 E 71st St`.
            let numbered = lex.kind(at) == Kind::Digits
                || lex.one_of(at, &["st", "nd", "rd", "th"]) && lex.glued(at);
            if numbered && !numeral.words() && at > end {
                continue;
            }
            if !lex.word(at)
                || !lex.at(at).capital
                || lex.is(at, Classes::FUNCTION)
                || (numeral.words() && at > end + 1)
            {
                return false;
            }
            if lex.is(at, Classes::STREET)
                && (at > end || lex.one_of(at, &["ave", "avenue", "boulevard", "blvd"]))
            {
                return true;
            }
        }
        false
    }

    /// `Berg (4)`, `(1)`: a bracket with nothing but a number.
    pub(super) fn in_brackets(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let before = numeral.first.wrapping_sub(1);
        // `2) Stay calm`: a point of a list in one line.
        let opened = (1..8).any(|it| lex.kind(numeral.first.wrapping_sub(it)) == Kind::Open);
        if lex.kind(numeral.end) == Kind::Close
            && lex.glued(numeral.end)
            && !opened
            && numeral.plain_digits()
            && numeral.value <= 50.0
        {
            return true;
        }
        if lex.kind(before) != Kind::Open
            || lex.kind(numeral.end) != Kind::Close
            || !numeral.plain_digits()
        {
            return false;
        }
        let name = before.wrapping_sub(1);
        // `a toll-free number (14434)`.
        if lex.one_of(name, &["number", "hotline", "code", "line", "helpline"]) {
            return true;
        }
        (lex.word(name) && lex.at(name).capital && numeral.value < 1000.0) || numeral.value <= 20.0
    }

    /// `7.` at the start of a line.
    pub(super) fn list_number(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let next = numeral.end;
        let mark = matches!(lex.kind(next), Kind::Stop | Kind::Close)
            || lex.kind(next) == Kind::Hyphen && lex.at(next + 1).capital && !lex.glued(next + 1);
        (numeral.first == 0 || numeral.first == 1 && lex.kind(0) == Kind::Quote)
            && numeral.plain_digits()
            && numeral.value < 200.0
            && mark
            && lex.glued(next)
            && matches!(lex.kind(next + 1), Kind::Word | Kind::End | Kind::Quote)
    }
}
