//! Units and currencies: the table made from `lexicon/{prefixes,units,currencies}.txt`, and units put together from it.

use std::fmt::Write as _;

use rashomon_core::{fold_hash, phrase_hash, raw_hash};

use crate::lexicon;

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
    name: String,
    /// UCUM symbol or ISO 4217 code; empty if there is none.
    symbol: String,
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
}

/// The table of all forms. Made once per analyzer.
#[derive(Debug)]
pub(crate) struct Units {
    entries: Vec<Entry>,
    /// By hash of the phrase in any case.
    words: Vec<(u64, Form)>,
    /// By hash of the symbol as written.
    symbols: Vec<(u64, Form)>,
    /// By hash of the symbol in any case, where no two units share it.
    folded: Vec<(u64, Form)>,
    /// Signs before a figure, by hash as written.
    signs: Vec<(u64, Form)>,
    /// Nouns that something is counted by: `per share`.
    rates: Vec<(u64, Form)>,
    pub(crate) known: Known,
}

/// Units that rules name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub(crate) percent: u16,
    pub(crate) dollar: u16,
    pub(crate) sterling: u16,
    pub(crate) pound: u16,
    pub(crate) yen: u16,
    pub(crate) point: u16,
    pub(crate) count: u16,
    pub(crate) age: u16,
    pub(crate) month_of_age: u16,
    pub(crate) second: u16,
    pub(crate) penny: u16,
    pub(crate) won: u16,
}

const PREFIXES: &str = include_str!("../lexicon/prefixes.txt");
const UNITS: &str = include_str!("../lexicon/units.txt");
const CURRENCIES: &str = include_str!("../lexicon/currencies.txt");

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|it| !it.starts_with('#') && !it.is_empty())
        .map(|it| it.split('\t').collect())
}

fn list(field: &'static str, separator: char) -> impl Iterator<Item = &'static str> {
    field.split(separator).filter(|it| *it != "-" && !it.is_empty())
}

impl Units {
    pub(crate) fn load() -> Self {
        let mut table = Builder::default();
        let prefixes: Vec<_> = rows(PREFIXES).collect();
        for row in rows(UNITS) {
            if let [name, ucum, kind, symbols, words, prefix_set] = row[..] {
                table.unit(name, ucum, kind, symbols, words, prefix_set, &prefixes);
            }
        }
        for row in rows(CURRENCIES) {
            if let [name, code, words, signs] = row[..] {
                table.currency(name, code, words, signs);
            }
        }
        for entry in
            lexicon::NOUNS.entries().filter(|it| it.value(0).split(' ').any(|it| it == "rate"))
        {
            let name = entry.text();
            // `per second` is per unit where a unit has this name, and per thing where none has.
            let unit = table.entries.iter().position(|it| it.name == name);
            let id = match unit {
                Some(at) => at as u16,
                None => table.entry(name, &format!("{{{name}}}"), UnitKind::Measure),
            };
            table.rates.push((fold_hash(name), Form { id, loose: false, digits_only: false }));
        }
        table.finish()
    }

    /// The noun with this hash that something can be counted by.
    pub(crate) fn rate(&self, hash: u64) -> Option<Form> {
        find(&self.rates, hash)
    }

    /// The unit whose word or words have this phrase hash.
    pub(crate) fn word(&self, hash: u64) -> Option<Form> {
        find(&self.words, hash)
    }

    /// The unit with this symbol, first as written, then in any case.
    pub(crate) fn symbol(&self, text: &str) -> Option<Form> {
        find(&self.symbols, raw_hash(text)).or_else(|| find(&self.folded, fold_hash(text)))
    }

    /// The currency with this sign before the figure.
    pub(crate) fn sign(&self, text: &str) -> Option<Form> {
        find(&self.signs, raw_hash(text))
    }

    pub(crate) fn kind_of(&self, id: u16) -> UnitKind {
        self.entries.get(usize::from(id)).map_or(UnitKind::Measure, |it| it.kind)
    }

    /// Kind of the unit; a rate of a counted noun is a measure.
    pub(crate) fn kind(&self, unit: Unit) -> UnitKind {
        unit.first.map_or(UnitKind::Measure, |it| self.kind_of(it.id))
    }

    /// Writes the plain English name; `noun` stands in for a missing first factor.
    pub(crate) fn write_name(&self, unit: Unit, noun: &str, out: &mut String) {
        match unit.first {
            Some(factor) => self.write_factor_name(factor, out),
            None => out.push_str(noun),
        }
        for factor in unit.per.into_iter().flatten() {
            out.push_str(" per ");
            self.write_factor_name(factor, out);
        }
    }

    fn write_factor_name(&self, factor: Factor, out: &mut String) {
        let Some(entry) = self.entries.get(usize::from(factor.id)) else { return };
        match factor.power {
            2 => out.push_str("square "),
            3 => out.push_str("cubic "),
            -1 => out.push_str("inverse "),
            -2 => out.push_str("inverse square "),
            -3 => out.push_str("inverse cubic "),
            _ => {}
        }
        out.push_str(&entry.name);
    }

    /// Writes the UCUM expression or ISO code; nothing if a factor has none.
    pub(crate) fn write_symbol(&self, unit: Unit, out: &mut String) {
        let all = unit.first.into_iter().chain(unit.per.into_iter().flatten());
        let symbol =
            |it: Factor| self.entries.get(usize::from(it.id)).map_or("", |it| it.symbol.as_str());
        if unit.first.is_none() || all.clone().any(|it| symbol(it).is_empty()) {
            return;
        }
        for (index, factor) in all.enumerate() {
            if index > 0 {
                out.push('/');
            }
            let symbol = symbol(factor);
            let compound = symbol.contains(['.', '/']) && !symbol.starts_with('{');
            if compound && (index > 0 || factor.power != 1) {
                out.push('(');
                out.push_str(symbol);
                out.push(')');
            } else {
                out.push_str(symbol);
            }
            if factor.power != 1 {
                write!(out, "{}", factor.power).expect("writing to a string cannot fail");
            }
        }
    }
}

fn find(table: &[(u64, Form)], hash: u64) -> Option<Form> {
    table.binary_search_by_key(&hash, |it| it.0).ok().map(|at| table[at].1)
}

#[derive(Default)]
struct Builder {
    entries: Vec<Entry>,
    words: Vec<(u64, Form)>,
    symbols: Vec<(u64, Form)>,
    folded: Vec<(u64, Form)>,
    signs: Vec<(u64, Form)>,
    rates: Vec<(u64, Form)>,
}

impl Builder {
    #[expect(clippy::too_many_arguments, reason = "the columns of a row, in their order")]
    fn unit(
        &mut self,
        name: &str,
        ucum: &str,
        kind: &str,
        symbols: &'static str,
        words: &'static str,
        prefix_set: &str,
        prefixes: &[Vec<&'static str>],
    ) {
        let (kind, digits_only) = kind.strip_suffix('#').map_or((kind, false), |it| (it, true));
        let kind = match kind {
            "time" => UnitKind::Time,
            "age" => UnitKind::Age,
            "count" => UnitKind::Count,
            "point" => UnitKind::Point,
            "percent" => UnitKind::Percent,
            _ => UnitKind::Measure,
        };
        let id = self.entry(name, ucum, kind);
        self.names(name, words, id, digits_only);
        for symbol in list(symbols, ' ') {
            self.symbol(symbol, id);
        }
        for row in prefixes {
            let [prefix, written, ucum_prefix, letter] = row[..] else { continue };
            if !prefix_set.contains(letter) || prefix_set == "-" {
                continue;
            }
            let full = format!("{prefix}{name}");
            let id = match self.entries.iter().position(|it| it.name == full) {
                Some(at) => at as u16,
                None => self.entry(&full, &format!("{ucum_prefix}{ucum}"), kind),
            };
            self.name(&full, id, digits_only);
            for word in list(words, ',') {
                self.name(&format!("{prefix}{word}"), id, digits_only);
            }
            for symbol in list(symbols, ' ').filter(|it| !it.contains(['.', '°'])) {
                let symbol = symbol.trim_end_matches('?');
                // The first symbol only: `kgms` is no kilogram.
                if symbols.trim_end_matches('?').starts_with(symbol)
                    || kind == UnitKind::Measure && symbol.len() < 2
                {
                    self.symbol(&format!("{written}{symbol}"), id);
                }
            }
        }
    }

    fn currency(
        &mut self,
        name: &str,
        code: &'static str,
        words: &'static str,
        signs: &'static str,
    ) {
        let symbol = if code == "-" { "" } else { code };
        let id = self.entry(name, symbol, UnitKind::Currency);
        self.names(name, words, id, false);
        let form = Form { id, loose: false, digits_only: true };
        if !symbol.is_empty() {
            self.symbols.push((raw_hash(code), form));
            self.signs.push((raw_hash(code), form));
        }
        for sign in list(signs, ' ') {
            let loose = sign.ends_with('?');
            let sign = sign.trim_end_matches('?');
            self.signs.push((raw_hash(sign), Form { loose, ..form }));
            if !loose && sign.chars().count() > 1 || !sign.is_ascii() || sign == "$" {
                self.symbols.push((raw_hash(sign), form));
            }
        }
        if name == "penny" {
            self.symbols.push((raw_hash("p"), Form { loose: true, ..form }));
        }
        if name == "cent" {
            self.symbols.push((raw_hash("c"), Form { loose: true, ..form }));
        }
    }

    fn entry(&mut self, name: &str, symbol: &str, kind: UnitKind) -> u16 {
        let symbol = if symbol == "-" { "" } else { symbol };
        self.entries.push(Entry { name: name.to_owned(), symbol: symbol.to_owned(), kind });
        (self.entries.len() - 1) as u16
    }

    fn names(&mut self, name: &str, words: &'static str, id: u16, digits_only: bool) {
        self.name(name, id, digits_only);
        for word in list(words, ',') {
            self.name(word, id, digits_only);
        }
    }

    /// A name in singular and plural, with spaces and with hyphens.
    fn name(&mut self, name: &str, id: u16, digits_only: bool) {
        let form = Form { id, loose: false, digits_only };
        for name in [name.to_owned(), plural(name)] {
            let phrase =
                name.split([' ', '-']).fold(0, |hash, it| phrase_hash(hash, fold_hash(it)));
            self.words.push((phrase, form));
            if name.contains([' ', '-']) {
                self.words.push((fold_hash(&name.replace(' ', "-")), form));
            }
        }
    }

    fn symbol(&mut self, symbol: &str, id: u16) {
        let (symbol, loose) = symbol.strip_suffix('?').map_or((symbol, false), |it| (it, true));
        let form = Form { id, loose, digits_only: true };
        self.symbols.push((raw_hash(symbol), form));
        if symbol.len() > 1 && !loose {
            self.folded.push((fold_hash(symbol), form));
        }
    }

    fn finish(mut self) -> Units {
        for table in [&mut self.words, &mut self.symbols, &mut self.signs, &mut self.rates] {
            // The first row wins; the sort is stable.
            table.sort_by_key(|it| it.0);
            table.dedup_by_key(|it| it.0);
        }
        self.folded.sort_by_key(|it| (it.0, it.1.id));
        let shared: Vec<u64> = self
            .folded
            .windows(2)
            .filter(|it| it[0].0 == it[1].0 && it[0].1.id != it[1].1.id)
            .map(|it| it[0].0)
            .collect();
        self.folded.retain(|it| !shared.contains(&it.0));
        self.folded.dedup_by_key(|it| it.0);
        let id = |name: &str| {
            self.entries.iter().position(|it| it.name == name).map_or(u16::MAX, |it| it as u16)
        };
        let known = Known {
            percent: id("percentage"),
            dollar: id("dollar"),
            sterling: id("pound sterling"),
            pound: id("pound-mass"),
            yen: id("Japanese yen"),
            point: id("point"),
            count: id("count"),
            age: id("year of age"),
            month_of_age: id("month of age"),
            second: id("second"),
            penny: id("penny"),
            won: id("South Korean won"),
        };
        Units {
            entries: self.entries,
            words: self.words,
            symbols: self.symbols,
            folded: self.folded,
            signs: self.signs,
            rates: self.rates,
            known,
        }
    }
}

/// The plural of a name by the rules of spelling.
fn plural(name: &str) -> String {
    // The head takes the ending: `barrels of oil`, `miles per hour`, `degrees celsius`.
    let behind = [" of ", " per ", " celsius", " fahrenheit", " centigrade"]
        .iter()
        .find_map(|it| name.find(it));
    if let Some((head, rest)) = behind.and_then(|at| name.split_at_checked(at)) {
        return format!("{}{rest}", plural(head));
    }
    let bytes = name.as_bytes();
    let vowel = |it: Option<&u8>| it.is_some_and(|it| b"aeiou".contains(it));
    if name.ends_with('y') && !vowel(bytes.len().checked_sub(2).and_then(|at| bytes.get(at))) {
        return format!("{}ies", name.trim_end_matches('y'));
    }
    let hissing = ["s", "x", "ch", "sh", "z"].iter().any(|it| name.ends_with(it));
    format!("{name}{}", if hissing && name != "hertz" { "es" } else { "s" })
}

#[cfg(test)]
mod tests {
    use rashomon_core::{fold_hash, phrase_hash};

    use super::{Unit, Units};

    fn name(units: &Units, id: u16) -> String {
        let mut out = String::new();
        units.write_name(Unit::of(id), "", &mut out);
        out
    }

    #[test]
    fn names_are_found_in_singular_plural_and_with_hyphens() {
        let units = Units::load();
        for (form, expected) in [
            ("kilometers", "kilometre"),
            ("METRES", "metre"),
            ("feet", "foot"),
            ("kilowatt-hours", "kilowatt hour"),
            ("centuries", "century"),
            ("rupees", "rupee"),
        ] {
            let form = units.word(fold_hash(form)).unwrap_or_else(|| panic!("{form} is no unit"));
            assert_eq!(name(&units, form.id), expected);
        }
        let words = ["per", "cent"].iter().fold(0, |hash, it| phrase_hash(hash, fold_hash(it)));
        assert_eq!(units.word(words).map(|it| it.id), Some(units.known.percent));
    }

    #[test]
    fn symbols_keep_their_case() {
        let units = Units::load();
        for (symbol, expected) in [
            ("mW", "milliwatt"),
            ("MW", "megawatt"),
            ("km", "kilometre"),
            ("KM", "kilometre"),
            ("GB", "gigabyte"),
            ("MHz", "megahertz"),
        ] {
            let form = units.symbol(symbol).unwrap_or_else(|| panic!("{symbol} is no unit"));
            assert_eq!(name(&units, form.id), expected);
        }
    }

    #[test]
    fn every_row_has_its_columns_and_every_known_unit_is_there() {
        for row in super::rows(super::UNITS) {
            assert_eq!(row.len(), 6, "{row:?}");
        }
        for row in super::rows(super::CURRENCIES) {
            assert_eq!(row.len(), 4, "{row:?}");
        }
        let known = Units::load().known;
        assert!(!format!("{known:?}").contains(&u16::MAX.to_string()));
    }

    #[test]
    fn ucum_expressions_are_put_together() {
        let units = Units::load();
        let metre = units.word(fold_hash("metre")).unwrap().id;
        let year = units.word(fold_hash("year")).unwrap().id;
        let mut unit = Unit::of(units.known.dollar);
        unit.divide(super::Factor { id: metre, power: 2 });
        unit.divide(super::Factor { id: year, power: 1 });
        let (mut name, mut symbol) = (String::new(), String::new());
        units.write_name(unit, "", &mut name);
        units.write_symbol(unit, &mut symbol);
        assert_eq!(
            (name.as_str(), symbol.as_str()),
            ("dollar per square metre per year", "USD/m2/a")
        );
    }
}
