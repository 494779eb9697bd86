//! Numbers in names, types, addresses and places of a list: `Apple Watch 5`, `S&P 500`, `No. 5`, `TA-35`, `12 High Street`.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::{self, Numeral, WordKind};
use crate::reader::Reader;
use crate::units::{self, UnitKind};

/// As many lexemes may a DOI have.
const DOI: usize = 24;

impl Reader<'_> {
    pub(super) fn is_name(&self, index: usize) -> bool {
        let numeral = &self.numerals[index];
        if numeral.is_currency() {
            return false;
        }
        if numeral.ordinal {
            return self.ordinal_name(numeral);
        }
        self.glued_letters(numeral)
            || self.behind_place(numeral)
            || self.idiom(index)
            || self.street(numeral)
            || if numeral.words() {
                self.capital_word(numeral)
                    || (numeral.first == 0 && self.lex.kind(numeral.end) == Kind::Colon)
            } else {
                self.long_or_padded(numeral)
                    || self.registered(numeral)
                    || self.in_brackets(numeral)
                    || self.list_number(numeral)
                    || self.aircraft(numeral)
                    || self.behind_name(numeral)
            }
    }

    /// Letters glued to the digits that are neither unit nor scale: `XC40`, `49ers`, `TA-35`.
    fn glued_letters(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let before = numeral.first.wrapping_sub(1);
        if lex.glued(numeral.first) {
            let further = before.wrapping_sub(1);
            if lex.word(before)
                && !(lex.text(before) == "x" && lex.kind(further) == Kind::Digits)
                && !numeral.words()
            {
                return true;
            }
            if lex.joins(before) && lex.word(further) && !numeral.words() {
                let prefix = lex.is(further, Classes::PREFIX)
                    || numeral::word(lex, further).is_some_and(|it| it.0 != WordKind::Short);
                // `COVID-19`; after a unit it is a height or a range: `6-foot-3`, `5pm-7pm`.
                return !prefix && !self.tied_unit(further);
            }
            // `A380-800F`.
            let model = further.wrapping_sub(1);
            if lex.joins(before)
                && lex.kind(further) == Kind::Digits
                && lex.glued(further)
                && lex.word(model)
                && lex.at(model).capital
                && self.beginning_at(further).any(|it| it.dropped)
            {
                return true;
            }
            // `COVID -19`.
            if lex.kind(before) == Kind::Hyphen
                && lex.at(further).caps
                && lex.text(further).len() > 1
                && !numeral.words()
            {
                return true;
            }
            if matches!(lex.kind(before), Kind::Symbol | Kind::Hash)
                && !matches!(lex.text(before), "=" | "≥" | "≤" | "<" | ">" | "*" | "±")
            {
                return true;
            }
        }
        if numeral.words() {
            return lex.joins(before) && lex.one_of(before.wrapping_sub(1), &["high", "low"]);
        }
        let end = numeral.end;
        let joined = lex.joins(end);
        // `3888-2`: a standard, a part.
        let further = before.wrapping_sub(1);
        if lex.joins(before)
            && lex.kind(further) == Kind::Digits
            && lex.at(further).digits.whole > 3
            && !lex.at(further).digits.grouped
            && lex.at(further).value > numeral.value
            && numeral.value < 100.0
            && !lex.plural(end)
        {
            return true;
        }
        if lex.glued(end) && lex.word(end) {
            // `787s`: several of a type, no seconds.
            if lex.text(end) == "s" && numeral.plain_digits() {
                return true;
            }
            let known = numeral.unit_ahead()
                || lex.one_of(end, &["x", "fold", "plus", "ish"])
                || (lex.text(end).len() == 1 && numeral.ahead.is_some());
            return !known
                || lex.kind(end + 1) == Kind::Digits
                    && lex.glued(end + 1)
                    && !lex.eq(end, "x")
                    && lex.at(end + 1).value > 3.0;
        }
        // `the 8900's screen`.
        if lex.kind(end) == Kind::Clitic && lex.glued(end) && numeral.plain_digits() {
            return true;
        }
        // `9-A`, `3-D`.
        joined && lex.word(end + 1) && lex.text(end + 1).len() == 1 && lex.at(end + 1).capital
    }

    /// `6-foot-3`: a unit that a number before the hyphen has.
    fn tied_unit(&self, at: usize) -> bool {
        let unit = units::word(self.lex.at(at).hash).or_else(|| units::symbol(self.lex.text(at)));
        let figure =
            at.wrapping_sub(1 + usize::from(self.lex.kind(at.wrapping_sub(1)) == Kind::Hyphen));
        unit.is_some()
            && (self.lex.kind(figure) == Kind::Digits || numeral::word(&self.lex, figure).is_some())
    }

    /// `Section 5`, `No. 10`, `number one`, `Nikkei 225`.
    fn behind_place(&self, numeral: &Numeral) -> bool {
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
                    && !lex.content(numeral.end));
        }
        // `a category 4 hurricane`, but `at this stage 12 riders`.
        let told = lex.one_of(
            before.wrapping_sub(1),
            &["this", "that", "last", "next", "each", "every", "on", "at"],
        );
        !noun || lex.is(before, Classes::KIND) && !told
    }

    /// `3-in-1`, `one-on-one`, `two-way`, `one-off`.
    fn idiom(&self, index: usize) -> bool {
        let lex = &self.lex;
        let numeral = &self.numerals[index];
        let end = numeral.end;
        if lex.joins(end)
            && (lex.is(end + 1, Classes::IDIOM)
                || (lex.eq(end + 1, "day") && numeral.value == 1.0 && numeral.words()))
        {
            return numeral.words() || !lex.one_of(end + 1, &["bit"]);
        }
        // `7-Eleven`, `4x4`.
        let name = |one: &Numeral, other: &Numeral| {
            !one.words()
                && other.words()
                && lex.joins(one.end)
                && one.end + 1 == other.first
                && lex.at(other.first).capital
                || lex.eq(one.end, "x")
                    && lex.glued(one.end)
                    && lex.glued(other.first)
                    && one.end + 1 == other.first
                    && one.plain_digits()
                    && other.plain_digits()
                    && one.value < 10.0
                    && other.ahead.is_none()
                    && !lex.content(other.end)
        };
        if self.numerals.get(index + 1).is_some_and(|it| name(numeral, it))
            || index > 0 && name(&self.numerals[index - 1], numeral)
        {
            return true;
        }
        let linked = |at: usize| {
            lex.joins(at)
                && lex.one_of(at + 1, &["in", "for", "on", "to", "by", "of", "out", "a", "and"])
                && lex.joins(at + 2)
        };
        if linked(end) {
            return true;
        }
        let before = numeral.first.wrapping_sub(3);
        if linked(before) && index > 0 && self.numerals[index - 1].end == before {
            return true;
        }
        // `one-two`, `fifty-fifty`: words of one size tied by a hyphen.
        let tied = |one: &Numeral, other: &Numeral| {
            one.words()
                && other.words()
                && lex.joins(one.end)
                && one.end + 1 == other.first
                && !(lex.plural(other.end) || other.unit_ahead())
        };
        let behind = self.numerals.get(index + 1).is_some_and(|it| tied(numeral, it));
        let ahead = index > 0 && tied(&self.numerals[index - 1], numeral);
        behind || ahead
    }

    /// `12 High Street`, `90049 ZIP`.
    fn street(&self, numeral: &Numeral) -> bool {
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

    /// `10.2345/978-3`: within a DOI, whose prefix is `10`, a point and four to nine digits.
    fn registered(&self, numeral: &Numeral) -> bool {
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

    /// More than nine digits, or a zero in front: numbers of accounts and telephones.
    fn long_or_padded(&self, numeral: &Numeral) -> bool {
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
        if numeral.digits.whole > 9
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

    /// `Berg (4)`, `(1)`: a bracket with nothing but a number.
    fn in_brackets(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let before = numeral.first.wrapping_sub(1);
        if lex.kind(before) != Kind::Open
            || lex.kind(numeral.end) != Kind::Close
            || !numeral.plain_digits()
        {
            return false;
        }
        let name = before.wrapping_sub(1);
        (lex.word(name) && lex.at(name).capital && numeral.value < 1000.0) || numeral.value <= 20.0
    }

    /// `7.` at the start of a line.
    fn list_number(&self, numeral: &Numeral) -> bool {
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

    /// `737`, `747s`, `787-9`.
    fn aircraft(&self, numeral: &Numeral) -> bool {
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

    /// A capitalised word before, and nothing counted behind: `Apple Watch 5`, `Galaxy Note 20 Ultra`.
    fn behind_name(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let before = numeral.first.wrapping_sub(1);
        if lex.one_of(before, &["of"])
            && lex.one_of(before.wrapping_sub(1), &["group", "gang", "class"])
            && numeral.whole()
        {
            return true;
        }
        if !numeral.plain_digits()
            || !lex.word(before)
            || lex.glued(numeral.first) && !lex.joins(before)
        {
            return false;
        }
        let word = lex.at(before);
        if !(word.capital || word.classes.any(Classes::CAMEL)) {
            return false;
        }
        let known = Classes::FUNCTION
            | Classes::CUE
            | Classes::UP
            | Classes::DOWN
            | Classes::VERB
            | Classes::MONTH
            | Classes::WEEKDAY
            | Classes::NUMBER
            | Classes::PARTICIPLE;
        if word.classes.any(known) && !(word.caps && lex.text(before).len() > 2)
            || word.classes.any(Classes::GERUND | Classes::ADVERB) && before == 0
        {
            return false;
        }
        if self.title_case && !lex.word(numeral.end) {
            return true;
        }
        let end = numeral.end;
        let counted = lex.plural_ahead(end)
            || numeral.unit_ahead()
            || lex.kind(end) == Kind::Percent
            || (self.title_case && lex.is(end, Classes::PLURAL));
        // `40,000 Type 3 sedans`: the word before belongs to another number's noun, and so does this one.
        let inside = numeral::word(lex, before.wrapping_sub(1)).is_some()
            || lex.kind(before.wrapping_sub(1)) == Kind::Digits;
        !counted || (inside && numeral.value < 100.0 && lex.plural(end))
    }

    /// `Big Ten`, `Gang Six`, `Five Star`: a capital in the middle of a sentence.
    fn capital_word(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        if !lex.at(numeral.figure).capital || self.title_case || numeral.first == 0 {
            return false;
        }
        let before = numeral.first.wrapping_sub(1);
        if matches!(
            lex.kind(before),
            Kind::Quote
                | Kind::Stop
                | Kind::Colon
                | Kind::Open
                | Kind::Dash
                | Kind::Symbol
                | Kind::Hyphen
        ) {
            return lex.kind(before) == Kind::Hyphen && lex.glued(numeral.first)
                || lex.at(numeral.end).capital && lex.word(numeral.end);
        }
        true
    }

    /// Ordinals that are names: `5th Avenue`, `19th century`, `Third Reich`.
    fn ordinal_name(&self, numeral: &Numeral) -> bool {
        let lex = &self.lex;
        let end = numeral.end + usize::from(lex.joins(numeral.end));
        let capital = lex.at(numeral.figure).capital
            && numeral.words()
            && !self.title_case
            && numeral.first > 0;
        let street = lex.word(end) && lex.is(end, Classes::STREET);
        let date = lex.one_of(end, &["century", "centuries", "millennium"]) || self.month(end);
        let place = lex.word(end)
            && lex.at(end).capital
            && !self.title_case
            && (numeral.words() && numeral.first > 0 || lex.is(end, Classes::RANKED));
        capital
            || street
            || date
            || place
            || matches!(word_kind(self, numeral), Some(WordKind::Ordinal))
                && lex.is(end, Classes::IDIOMATIC)
    }
}

fn word_kind(reader: &Reader<'_>, numeral: &Numeral) -> Option<WordKind> {
    numeral::word(&reader.lex, numeral.figure).map(|it| it.0)
}
