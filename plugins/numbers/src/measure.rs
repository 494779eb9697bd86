//! Unit expressions behind a figure: `square metres`, `kV/cm`, `dollars a month`, `J/m^2 per year`, `°C`, `foot-long`.

use rashomon_core::phrase_hash;

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::{Numeral, Spelling};
use crate::reader::Reader;
use crate::units::{self, Factor, Form, Unit, UnitKind};

/// An atom of a unit and where it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atom {
    pub(crate) form: Form,
    pub(crate) power: i8,
    pub(crate) end: usize,
    /// Written as a symbol, not as a word.
    pub(crate) symbol: bool,
}

impl Reader<'_> {
    pub(crate) fn measures(&mut self) {
        for index in 0..self.numerals.len() {
            let mut numeral = self.numerals[index];
            if numeral.dropped || numeral.ordinal {
                continue;
            }
            self.measure(&mut numeral);
            self.numerals[index] = numeral;
            // Digits inside a unit, `4 km^3`, are no number of their own.
            for inside in
                self.numerals.iter_mut().skip(index + 1).take_while(|it| it.first < numeral.end)
            {
                inside.dropped = true;
            }
        }
        self.tolerances();
        self.below_zero();
    }

    /// `20 degrees below zero`, `5 below freezing`.
    fn below_zero(&mut self) {
        for index in 0..self.numerals.len() {
            let numeral = self.numerals[index];
            let degrees = Some(Unit::of(units::DEGREE));
            let warmth = numeral.unit.is_none() || numeral.unit == degrees;
            if numeral.dropped || !warmth || !self.lex.eq(numeral.end, "below") {
                continue;
            }
            if self.lex.one_of(numeral.end + 1, &["zero", "freezing"]) {
                let zero = self.lex.eq(numeral.end + 1, "zero");
                let numeral = &mut self.numerals[index];
                numeral.unit = degrees;
                if zero {
                    numeral.value = -numeral.value;
                    numeral.mantissa = numeral.value;
                    numeral.end += 2;
                }
            }
            if let Some(zero) =
                self.numerals.get_mut(index + 1).filter(|it| it.first == numeral.end + 1)
            {
                zero.dropped = true;
            }
        }
    }

    /// `9.8 +/- 0.1 m/s2`, `5 ± 1 mm`: the tolerance is no number of its own.
    fn tolerances(&mut self) {
        for index in 1..self.numerals.len() {
            let (one, other) = (self.numerals[index - 1], self.numerals[index]);
            let sign = one.end..other.figure;
            let plus_minus = match sign.len() {
                1 => self.lex.text(one.end) == "±",
                3 => {
                    self.lex.kind(one.end) == Kind::Plus
                        && self.lex.kind(one.end + 1) == Kind::Slash
                }
                _ => false,
            };
            if plus_minus && !one.dropped && !other.dropped {
                self.numerals[index - 1].unit = one.unit.or(other.unit);
                self.numerals[index - 1].end = other.end;
                self.numerals[index].dropped = true;
            }
        }
    }

    fn measure(&self, numeral: &mut Numeral) {
        if self.is_fold(numeral) {
            return;
        }
        if numeral.is_currency() {
            self.behind_sign(numeral);
        } else if numeral.unit.is_some() {
            // `a year and a half` brought its unit along.
            return;
        } else if let Some(atom) = numeral.ahead {
            numeral.unit = Some(Unit {
                first: Some(Factor { id: atom.form.id, power: atom.power }),
                per: [None; 2],
            });
            numeral.end = atom.end;
            self.pounds(numeral);
        } else {
            return;
        }
        self.rates(numeral);
        self.age_behind(numeral);
    }

    /// `sixfold`, `10-fold`, `3x`: how many times.
    fn is_fold(&self, numeral: &mut Numeral) -> bool {
        let lex = &self.lex;
        if numeral.words() && numeral.figure_end == numeral.figure {
            numeral.unit = Some(Unit::of(units::COUNT));
            return true;
        }
        let joined = usize::from(lex.joins(numeral.end));
        let at = numeral.end + joined;
        let fold = lex.one_of(at, &["fold", "times", "time"]) && joined == 1 && !lex.eq(at, "time")
            || lex.eq(at, "fold");
        let cross = lex.one_of(at, &["x", "×"])
            && lex.glued(at)
            && numeral.spelling == Spelling::Digits
            && lex.kind(at + 1) != Kind::Digits;
        if fold || cross {
            numeral.unit = Some(Unit::of(units::COUNT));
            numeral.end = at + 1;
        }
        fold || cross
    }

    /// `$76 US`, `$10 per gram`, `$5 million dollars`, `$100 CAD`.
    fn behind_sign(&self, numeral: &mut Numeral) {
        let lex = &self.lex;
        let at = numeral.end;
        let dollar = Self::is_unit(numeral.unit, units::DOLLAR);
        if dollar
            && lex.one_of(at, &["US", "U.S."])
            && lex.at(at).capital
            && !(lex.word(at + 1) && lex.at(at + 1).capital)
        {
            numeral.end = at + 1;
        } else if lex.word(at)
            && lex.at(at).caps
            && lex.text(at).len() == 3
            && let Some(form) =
                units::symbol(lex.text(at)).filter(|it| units::kind_of(it.id) == UnitKind::Currency)
        {
            numeral.unit = Some(Unit::of(form.id));
            numeral.end = at + 1;
        } else if lex.one_of(at, &["dollars", "euros", "pounds"]) {
            numeral.end = at + 1;
        }
    }

    /// Pounds are money if the figure is large or money is spoken of.
    fn pounds(&self, numeral: &mut Numeral) {
        let written_out = self.lex.text(numeral.end.wrapping_sub(1)).len() > 3;
        if Self::is_unit(numeral.unit, units::POUND)
            && written_out
            && (numeral.value >= 1e5 || self.money)
        {
            numeral.unit = Some(Unit::of(units::STERLING));
            if self.lex.eq(numeral.end, "sterling") {
                numeral.end += 1;
            }
        }
    }

    /// The first factor behind a figure.
    pub(crate) fn atom(&self, numeral: &Numeral) -> Option<Atom> {
        let lex = &self.lex;
        let start = numeral.end;
        let joined = lex.joins(start);
        // `a 5 - 10 % cut`: a free hyphen is none of the unit's.
        let mut at = start + usize::from(joined);
        // `a five - year deal` of tokenized text.
        let loose_join = lex.text(start) == "-"
            && !lex.glued(start)
            && !lex.glued(start + 1)
            && !lex.is(start + 1, Classes::PLURAL | Classes::FUNCTION);
        if loose_join && units::word(lex.at(start + 1).hash).is_some() {
            at = start + 1;
        }
        // `half of a mile` was read as far as the article; `two-thirds of a cup` was not.
        if numeral.fraction && lex.eq(at, "of") && lex.one_of(at + 1, &["a", "an", "one"]) {
            let atom = self.factor(at + 2, numeral, joined)?;
            let kind = units::kind_of(atom.form.id);
            return matches!(
                kind,
                UnitKind::Measure | UnitKind::Time | UnitKind::Percent | UnitKind::Point
            )
            .then_some(atom);
        }
        at += usize::from(
            numeral.vague && lex.eq(at, "of") || numeral.fraction && lex.one_of(at, &["a", "an"]),
        );
        let atom = self.factor(at, numeral, joined)?;
        let kind = units::kind_of(atom.form.id);
        // `half of per cent` is nothing; `hundreds of times` is.
        if numeral.fraction && kind == UnitKind::Percent && lex.eq(start, "of") {
            return None;
        }
        Some(atom)
    }

    /// `[square|cubic] atom [^2 | ² | 2 | squared]`.
    pub(crate) fn factor(&self, start: usize, numeral: &Numeral, joined: bool) -> Option<Atom> {
        let lex = &self.lex;
        let power = match lex.text(start) {
            it if it.eq_ignore_ascii_case("square") || it.eq_ignore_ascii_case("sq") => 2,
            it if it.eq_ignore_ascii_case("cubic") || it.eq_ignore_ascii_case("cu") => 3,
            _ => 1,
        };
        let direct = self.single(start, numeral, joined);
        let mut atom = if power > 1 && direct.is_none() {
            let mut at = start + 1;
            at += usize::from(lex.kind(at) == Kind::Stop && lex.glued(at));
            at += usize::from(lex.joins(at));
            Atom { power, ..self.single(at, numeral, joined)? }
        } else {
            direct?
        };
        self.power_behind(&mut atom);
        Some(atom)
    }

    fn power_behind(&self, atom: &mut Atom) {
        let lex = &self.lex;
        let at = atom.end;
        let lengthy = units::kind_of(atom.form.id) == UnitKind::Measure
            || units::kind_of(atom.form.id) == UnitKind::Time;
        if !lengthy {
            return;
        }
        if lex.one_of(at, &["squared", "cubed"]) {
            atom.power = if lex.eq(at, "squared") { 2 } else { 3 };
            atom.end = at + 1;
        } else if lex.kind(at) == Kind::Power && lex.glued(at) {
            atom.power = lex.at(at).value as i8;
            atom.end = at + 1;
        } else if atom.symbol {
            let caret = lex.kind(at) == Kind::Caret && lex.glued(at);
            let minus = lex.kind(at + usize::from(caret)) == Kind::Hyphen
                && lex.glued(at + usize::from(caret));
            let digit = at + usize::from(caret) + usize::from(minus);
            let value = lex.at(digit).value;
            if lex.kind(digit) == Kind::Digits
                && lex.glued(digit)
                && (value == 2.0 || value == 3.0 || (minus && value == 1.0))
            {
                atom.power = if minus { -(value as i8) } else { value as i8 };
                atom.end = digit + 1;
            }
        }
    }

    /// One unit of the table: the longest phrase in words, else the longest symbol.
    fn single(&self, start: usize, numeral: &Numeral, joined: bool) -> Option<Atom> {
        let word = self.unit_phrase(start);
        let symbol = self.unit_symbol(start, numeral, joined);
        let digits = numeral.spelling == Spelling::Digits;
        let word = word.filter(|it| {
            (digits || !it.form.digits_only || numeral.scale > 1.0)
                && self.fits(start, it, numeral, joined)
        });
        match (word, symbol) {
            (Some(word), Some(symbol)) if symbol.end > word.end => Some(symbol),
            (Some(word), _) => Some(word),
            (None, symbol) => symbol,
        }
    }

    /// Words that are a unit only in some places.
    fn fits(&self, start: usize, atom: &Atom, numeral: &Numeral, joined: bool) -> bool {
        let lex = &self.lex;
        let text = lex.text(start);
        let next = atom.end;
        match units::kind_of(atom.form.id) {
            UnitKind::Currency if atom.form.id == units::WON => {
                numeral.scale > 1.0 || numeral.digits.grouped || lex.text(start).len() > 3
            }
            UnitKind::Currency => {
                // `Bucks`, `Rand Corp`: a capital is a name unless the currency's own name has it.
                let named = lex.at(start).capital
                    && atom.end == start + 1
                    && !self.title_case
                    && !lex.at(start).caps;
                !named || numeral.scale > 1.0 || !lex.is(start, Classes::NAMESAKE)
            }
            UnitKind::Time if atom.form.id == units::SECOND => {
                // `two second halves`, `one second thought`; but `30 second delay`.
                text.ends_with(['s', 'S'])
                    || joined
                    || (numeral.spelling == Spelling::Digits && lex.content(next))
                    || !lex.word(next)
            }
            UnitKind::Count => {
                // `three times a week`, `four times`; `The New York Times` has a capital.
                !lex.at(start).capital || self.title_case
            }
            UnitKind::Point => {
                !(lex.eq(start, "point")
                    && lex.one_of(next, &["guard", "man", "person", "in", "of", "to", "out", "at"]))
            }
            _ => true,
        }
    }

    /// The longest phrase of the table from here, hyphens between its words passed over.
    fn unit_phrase(&self, start: usize) -> Option<Atom> {
        let lex = &self.lex;
        if lex.kind(start) == Kind::Percent {
            let end = if lex.one_of(start + 1, &["point", "points"]) { start + 1 } else { start };
            if end > start {
                let hash = phrase_hash(
                    rashomon_core::fold_hash("percentage"),
                    rashomon_core::fold_hash("point"),
                );
                let form = units::word(hash)?;
                return Some(Atom { form, power: 1, end: end + 1, symbol: false });
            }
            let form = Form { id: units::PERCENT, loose: false, digits_only: false };
            return Some(Atom { form, power: 1, end: start + 1, symbol: false });
        }
        let mut found = None;
        // `43.4 percent-owned`, `3 foot-long`: the part before the hyphen.
        if lex.is(start, Classes::HYPHENATED)
            && let Some((head, _)) = lex.text(start).split_once('-')
            && let Some(form) = units::word(rashomon_core::fold_hash(head))
        {
            found = Some(Atom { form, power: 1, end: start + 1, symbol: false });
        }
        let mut hash = 0;
        let mut at = start;
        let longest = if lex.is(start, Classes::UNIT) { 5 } else { 0 };
        for _ in 0..longest {
            if !lex.word(at) {
                break;
            }
            hash = phrase_hash(hash, lex.at(at).hash);
            at += 1;
            if let Some(form) = units::word(hash) {
                found = Some(Atom { form, power: 1, end: at, symbol: false });
            }
            at += usize::from(
                lex.joins(at)
                    || lex.kind(at) == Kind::Hyphen && lex.one_of(at + 1, &["old", "olds"]),
            );
            // `sq. ft`: an abbreviation's stop.
            let stop = lex.kind(at) == Kind::Stop
                && lex.glued(at)
                && lex.text(at.wrapping_sub(1)).len() <= 3
                && lex.lower(at + 1);
            at += usize::from(stop);
        }
        found
    }

    /// `under the age of 5 years`, `5 years of age`, `aged 12 years`.
    pub(crate) fn age_behind(&self, numeral: &mut Numeral) {
        let lex = &self.lex;
        if numeral.kind() != Some(UnitKind::Time) {
            return;
        }
        let before = numeral.first.wrapping_sub(1);
        let aged = lex.eq(before, "aged")
            || (lex.eq(before, "of") && lex.one_of(before.wrapping_sub(1), &["age", "ages"]));
        let last = lex.text(numeral.end.wrapping_sub(1));
        // `18 years or older`.
        let at = numeral.end;
        let aged =
            aged || (lex.one_of(at, &["or", "and"]) && lex.one_of(at + 1, &["older", "younger"]));
        if aged && last.to_ascii_lowercase().starts_with("year") {
            numeral.unit = Some(Unit::of(units::AGE));
        } else if aged && last.to_ascii_lowercase().starts_with("month") {
            numeral.unit = Some(Unit::of(units::MONTH_OF_AGE));
        }
    }
}
