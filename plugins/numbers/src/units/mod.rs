//! Units and currencies: the table made at build time from `lexicon/{units,prefixes,currencies}.txt`, and units put
//! together from it.

mod name;

use rashomon_core::{fold_hash, raw_hash};

pub(crate) use self::name::{write_name, write_symbol};

pub(crate) use self::table::{
    AGE, CENT, COUNT, DEGREE, DOLLAR, FOOT, INCH, MONTH_OF_AGE, PENNY, PERCENT, POINT, POUND,
    SECOND, STERLING, STONE, WON, YEN,
};
use self::table::{
    COUNTRIES, ENTRIES, FAMILIES, FIRST_LETTERS, FIRST_WORDS, FOLDED, RATES, SIGNS, SYMBOLS, WORDS,
};

#[expect(clippy::unreadable_literal, reason = "hashes, written by the build script")]
mod table {
    use super::{Entry, Form, UnitKind};

    include!(concat!(env!("OUT_DIR"), "/units.rs"));
}

/// What sort of unit it is; decides label and rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum UnitKind {
    Measure,
    Time,
    Age,
    Count,
    Point,
    Percent,
    Currency,
}

#[derive(Debug)]
struct Entry {
    name: &'static str,
    /// UCUM symbol or ISO 4217 code; empty if there is none.
    symbol: &'static str,
    kind: UnitKind,
}

/// A form of a unit as found in the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Form {
    pub(crate) id: u16,
    /// Taken only where nothing else fits: one letter, or letters that are a word as well.
    pub(crate) loose: bool,
    /// Taken only behind digits.
    pub(crate) digits_only: bool,
}

/// One factor of a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Factor {
    pub(crate) id: u16,
    pub(crate) power: i8,
}

/// `dollar per square metre per year`: a first factor and up to two more that it is divided by. The first may be absent,
/// where the rate is of a counted noun: `test per day`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Unit {
    pub(crate) first: Option<Factor>,
    pub(crate) per: [Option<Factor>; 2],
}

impl Unit {
    pub(crate) fn of(id: u16) -> Self {
        Self { first: Some(Factor { id, power: 1 }), per: [None; 2] }
    }

    /// Divides by one more factor; a third divisor is not kept.
    pub(crate) fn divide(&mut self, by: Factor) {
        if let Some(slot) = self.per.iter_mut().find(|it| it.is_none()) {
            *slot = Some(by);
        }
    }

    /// Kind of the unit; a rate of a counted noun is a measure.
    pub(crate) fn kind(self) -> UnitKind {
        self.first.map_or(UnitKind::Measure, |it| kind_of(it.id))
    }
}

/// The noun with this hash that something can be counted by.
pub(crate) fn rate(hash: u64) -> Option<Form> {
    find(&RATES, hash)
}

/// The unit whose word or words have this phrase hash.
pub(crate) fn word(hash: u64) -> Option<Form> {
    find(&WORDS, hash)
}

/// The unit with this symbol, first as written, then in any case.
pub(crate) fn symbol(text: &str) -> Option<Form> {
    find(&SYMBOLS, raw_hash(text)).or_else(|| find(&FOLDED, fold_hash(text)))
}

/// The currency with this sign before the figure.
pub(crate) fn sign(text: &str) -> Option<Form> {
    find(&SIGNS, raw_hash(text))
}

/// The currencies of countries that a name without a country can stand for; none if the name is nobody else's.
pub(crate) fn family(id: u16) -> &'static [u16] {
    FAMILIES.iter().find(|it| it.0 == id).map_or(&[], |it| it.1)
}

/// The currency of the country that the word of this hash hints at.
pub(crate) fn country(hash: u64) -> Option<u16> {
    COUNTRIES.binary_search_by_key(&hash, |it| it.0).ok().map(|at| COUNTRIES[at].1)
}

/// Whether the name of a unit can begin with the word of this hash.
pub(crate) fn begins_name(hash: u64) -> bool {
    FIRST_WORDS.binary_search(&hash).is_ok()
}

/// Whether the symbol of a unit can begin with the word of this hash.
pub(crate) fn begins_symbol(hash: u64) -> bool {
    FIRST_LETTERS.binary_search(&hash).is_ok()
}

pub(crate) fn kind_of(id: u16) -> UnitKind {
    ENTRIES.get(usize::from(id)).map_or(UnitKind::Measure, |it| it.kind)
}

fn find(table: &[(u64, Form)], hash: u64) -> Option<Form> {
    table.binary_search_by_key(&hash, |it| it.0).ok().map(|at| table[at].1)
}

#[cfg(test)]
mod tests {
    use rashomon_core::{fold_hash, phrase_hash};

    use super::{Unit, symbol, word, write_name};

    fn name(id: u16) -> String {
        let mut out = String::new();
        write_name(Unit::of(id), &mut out);
        out
    }

    #[test]
    fn names_are_found_in_singular_plural_and_with_hyphens() {
        for (form, expected) in [
            ("kilometers", "kilometre"),
            ("METRES", "metre"),
            ("feet", "foot"),
            ("kilowatt-hours", "kilowatt hour"),
            ("centuries", "century"),
            ("rupees", "rupee"),
        ] {
            let form = word(fold_hash(form)).unwrap_or_else(|| panic!("{form} is no unit"));
            assert_eq!(name(form.id), expected);
        }
        let words = ["per", "cent"].iter().fold(0, |hash, it| phrase_hash(hash, fold_hash(it)));
        assert_eq!(word(words).map(|it| it.id), Some(super::PERCENT));
    }

    #[test]
    fn symbols_keep_their_case() {
        for (text, expected) in [
            ("mW", "milliwatt"),
            ("MW", "megawatt"),
            ("km", "kilometre"),
            ("KM", "kilometre"),
            ("GB", "gigabyte"),
            ("MHz", "megahertz"),
        ] {
            let form = symbol(text).unwrap_or_else(|| panic!("{text} is no unit"));
            assert_eq!(name(form.id), expected);
        }
    }
}
