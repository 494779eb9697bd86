//! The table of units and currencies: rows of `lexicon/{units,prefixes,currencies,nouns}.txt` made into sorted Rust
//! statics, so that nothing is read when the analyzer starts.

use std::collections::BTreeSet;
use std::{env, fs, path::Path};

use rashomon_core::{fold_hash, phrase_hash, raw_hash};

use crate::plural::plural;

/// Writes `OUT_DIR/units.rs`; answers with the hashes of all words that a unit can begin with.
///
/// # Panics
/// If a list cannot be read or a row has not its columns; the message names file and line.
pub(crate) fn build() -> BTreeSet<u64> {
    let mut table = Table::default();
    let prefixes = rows("lexicon/prefixes.txt", 4);
    for row in rows("lexicon/units.txt", 6) {
        table.unit(&row, &prefixes);
    }
    for row in rows("lexicon/currencies.txt", 4) {
        table.currency(&row);
    }
    for row in rows("lexicon/nouns.txt", 2) {
        if row[1].split(' ').any(|it| it == "rate") {
            table.rate(&row[0]);
        }
    }
    for row in rows("lexicon/countries.txt", 2) {
        table.country(&row);
    }
    let path = Path::new(&env::var("OUT_DIR").expect("Cargo sets OUT_DIR")).join("units.rs");
    let beginnings = &table.first_words | &table.first_letters;
    fs::write(&path, table.source()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    beginnings
}

fn rows(path: &str, columns: usize) -> Vec<Vec<String>> {
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let lines = text.lines().enumerate().filter(|(_, it)| !it.starts_with('#') && !it.is_empty());
    let row = |(number, line): (usize, &str)| {
        let row: Vec<String> = line.split('\t').map(str::to_owned).collect();
        assert!(
            row.len() == columns,
            "{path}:{}: {columns} columns are expected, not {}",
            number + 1,
            row.len()
        );
        row
    };
    lines.map(row).collect()
}

fn list(field: &str, separator: char) -> impl Iterator<Item = &str> {
    field.split(separator).filter(|it| *it != "-" && !it.is_empty())
}

pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) symbol: String,
    pub(crate) kind: &'static str,
}

#[derive(Clone, Copy)]
pub(crate) struct Form {
    pub(crate) id: usize,
    pub(crate) loose: bool,
    pub(crate) digits_only: bool,
}

#[derive(Default)]
pub(crate) struct Table {
    pub(crate) entries: Vec<Entry>,
    /// By hash of the phrase in any case.
    pub(crate) words: Vec<(u64, Form)>,
    /// By hash of the symbol as written.
    pub(crate) symbols: Vec<(u64, Form)>,
    /// By hash of the symbol in any case.
    pub(crate) folded: Vec<(u64, Form)>,
    /// Signs before a figure, by hash as written.
    pub(crate) signs: Vec<(u64, Form)>,
    /// Nouns that something is counted by: `per share`.
    pub(crate) rates: Vec<(u64, Form)>,
    /// First words of names, and letters that symbols begin with.
    pub(crate) first_words: BTreeSet<u64>,
    /// Currency by hash of a word that hints at its country.
    pub(crate) countries: Vec<(u64, usize)>,
    pub(crate) first_letters: BTreeSet<u64>,
}

impl Table {
    fn unit(&mut self, row: &[String], prefixes: &[Vec<String>]) {
        let [name, ucum, kind, symbols, words, prefix_set] = row else { return };
        let (kind, digits_only) = kind.strip_suffix('#').map_or((&**kind, false), |it| (it, true));
        let kind = match kind {
            "measure" => "Measure",
            "time" => "Time",
            "age" => "Age",
            "count" => "Count",
            "point" => "Point",
            "percent" => "Percent",
            other => panic!("lexicon/units.txt: {name} is of no kind of unit: {other}"),
        };
        let id = self.entry(name, ucum, kind);
        // `two counts of fraud` are things; `times` alone say how often.
        if kind == "Count" {
            list(words, ',').for_each(|it| self.name(it, id, digits_only));
        } else {
            self.names(name, words, id, digits_only);
        }
        for symbol in list(symbols, ' ') {
            self.symbol(symbol, id);
        }
        for row in prefixes {
            let [prefix, written, ucum_prefix, letter] = &row[..] else { continue };
            if !prefix_set.contains(&**letter) || prefix_set == "-" {
                continue;
            }
            let full = format!("{prefix}{name}");
            let id = match self.entries.iter().position(|it| it.name == full) {
                Some(at) => at,
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
                    || kind == "Measure" && symbol.len() < 2
                {
                    self.symbol(&format!("{written}{symbol}"), id);
                }
            }
        }
    }

    fn currency(&mut self, row: &[String]) {
        let [name, code, words, signs] = row else { return };
        let symbol = if code == "-" { "" } else { code };
        let id = self.entry(name, symbol, "Currency");
        self.names(name, words, id, false);
        let form = Form { id, loose: false, digits_only: true };
        if !symbol.is_empty() {
            self.written(code, form);
            self.signs.push((raw_hash(code), form));
        }
        for sign in list(signs, ' ') {
            let loose = sign.ends_with('?');
            let sign = sign.trim_end_matches('?');
            self.signs.push((raw_hash(sign), Form { loose, ..form }));
            if !loose && sign.chars().count() > 1 || !sign.is_ascii() || sign == "$" {
                self.written(sign, form);
            }
        }
        let letter = match &**name {
            "penny" => "p",
            "cent" => "c",
            _ => return,
        };
        self.written(letter, Form { loose: true, ..form });
    }

    /// `per second` is per unit where a unit has this name, and per thing where none has.
    fn rate(&mut self, name: &str) {
        let unit = self.entries.iter().position(|it| it.name == name);
        let id = match unit {
            Some(at) => at,
            None => self.entry(name, &format!("{{{name}}}"), "Measure"),
        };
        self.rates.push((fold_hash(name), Form { id, loose: false, digits_only: false }));
    }

    fn country(&mut self, row: &[String]) {
        let [word, code] = row else { return };
        let currency =
            self.entries.iter().position(|it| it.kind == "Currency" && it.symbol == *code);
        let id = currency.unwrap_or_else(|| panic!("lexicon/countries.txt: {code} is no currency"));
        self.countries.push((fold_hash(word), id));
    }

    fn entry(&mut self, name: &str, symbol: &str, kind: &'static str) -> usize {
        let symbol = if symbol == "-" { "" } else { symbol };
        self.entries.push(Entry { name: name.to_owned(), symbol: symbol.to_owned(), kind });
        self.entries.len() - 1
    }

    fn names(&mut self, name: &str, words: &str, id: usize, digits_only: bool) {
        self.name(name, id, digits_only);
        for word in list(words, ',') {
            self.name(word, id, digits_only);
        }
    }

    /// A name in singular and plural, with spaces and with hyphens.
    fn name(&mut self, name: &str, id: usize, digits_only: bool) {
        let form = Form { id, loose: false, digits_only };
        for name in [name.to_owned(), plural(name)] {
            let parts = name.split([' ', '-']);
            self.first_words.insert(fold_hash(parts.clone().next().unwrap_or(&name)));
            let phrase = parts.fold(0, |hash, it| phrase_hash(hash, fold_hash(it)));
            self.words.push((phrase, form));
            if name.contains([' ', '-']) {
                let hyphenated = fold_hash(&name.replace(' ', "-"));
                self.first_words.insert(hyphenated);
                self.words.push((hyphenated, form));
            }
        }
    }

    fn symbol(&mut self, symbol: &str, id: usize) {
        let (symbol, loose) = symbol.strip_suffix('?').map_or((symbol, false), |it| (it, true));
        let form = Form { id, loose, digits_only: true };
        self.written(symbol, form);
        if symbol.len() > 1 && !loose {
            self.folded.push((fold_hash(symbol), form));
        }
    }

    fn written(&mut self, symbol: &str, form: Form) {
        self.symbols.push((raw_hash(symbol), form));
        let letters = |it: char| it.is_alphabetic() || it == '.';
        let run = symbol.split(|it: char| !letters(it)).next().unwrap_or(symbol);
        for beginning in [symbol, run, run.trim_end_matches('.')] {
            self.first_letters.insert(fold_hash(beginning));
        }
    }
}
