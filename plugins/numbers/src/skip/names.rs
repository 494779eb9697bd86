//! Numbers in names, types, addresses and places of a list: `Apple Watch 5`, `S&P 500`, `No. 5`, `TA-35`, `12 High Street`.

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::{self, Numeral, WordKind};
use crate::reader::Reader;
use crate::units;

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
                    || self.note(numeral)
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
                || (lex.text(end).len() <= 2 && numeral.ahead.is_some());
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
        // `HTML 4.01 pages`, `Bluetooth 5.0`.
        let version = (1..=2).contains(&numeral.digits.decimals)
            && numeral.digits.whole == 1
            && numeral.scale == 1.0
            && !lex.glued(numeral.first)
            && !numeral.unit_ahead()
            && lex.kind(numeral.end) != Kind::Percent
            && (lex.at(before).caps && lex.text(before).len() > 1
                || lex.at(before).capital && numeral.digits.decimals == 1 && numeral.whole())
            && !lex.is(
                before,
                Classes::FUNCTION | Classes::CUE | Classes::UP | Classes::DOWN | Classes::VERB,
            );
        if version {
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
