//! The first factor of a unit behind a figure: the longest phrase in words, else the longest symbol.

use rashomon_core::phrase_hash;

use crate::class::Classes;
use crate::lexeme::Kind;
use crate::numeral::{Numeral, Spelling};
use crate::reader::Reader;
use crate::units::{self, Form, UnitKind};

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

    pub(crate) fn power_behind(&self, atom: &mut Atom) {
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
    pub(crate) fn single(&self, start: usize, numeral: &Numeral, joined: bool) -> Option<Atom> {
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
    pub(crate) fn fits(&self, start: usize, atom: &Atom, numeral: &Numeral, joined: bool) -> bool {
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
    pub(crate) fn unit_phrase(&self, start: usize) -> Option<Atom> {
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
}
