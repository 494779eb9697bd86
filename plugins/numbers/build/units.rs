//! The table of units and currencies: rows of `lexicon/{units,prefixes,currencies,nouns}.txt` made into sorted Rust
//! statics, so that nothing is read when the analyzer starts.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::{env, fs, path::Path};

use rashomon_core::{fold_hash, phrase_hash, raw_hash};

/// Units that rules name: constant, name.
const KNOWN: &[(&str, &str)] = &[
    ("PERCENT", "percentage"),
    ("DOLLAR", "dollar"),
    ("STERLING", "pound sterling"),
    ("POUND", "pound-mass"),
    ("YEN", "Japanese yen"),
    ("POINT", "point"),
    ("COUNT", "count"),
    ("AGE", "year of age"),
    ("MONTH_OF_AGE", "month of age"),
    ("SECOND", "second"),
    ("PENNY", "penny"),
    ("CENT", "cent"),
    ("WON", "South Korean won"),
    ("DEGREE", "degree"),
    ("FOOT", "foot"),
    ("INCH", "inch"),
];

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

struct Entry {
    name: String,
    symbol: String,
    kind: &'static str,
}

#[derive(Clone, Copy)]
struct Form {
    id: usize,
    loose: bool,
    digits_only: bool,
}

#[derive(Default)]
struct Table {
    entries: Vec<Entry>,
    /// By hash of the phrase in any case.
    words: Vec<(u64, Form)>,
    /// By hash of the symbol as written.
    symbols: Vec<(u64, Form)>,
    /// By hash of the symbol in any case.
    folded: Vec<(u64, Form)>,
    /// Signs before a figure, by hash as written.
    signs: Vec<(u64, Form)>,
    /// Nouns that something is counted by: `per share`.
    rates: Vec<(u64, Form)>,
    /// First words of names, and letters that symbols begin with.
    first_words: BTreeSet<u64>,
    /// Currency by hash of a word that hints at its country.
    countries: Vec<(u64, usize)>,
    first_letters: BTreeSet<u64>,
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

    /// Currencies that share a plain name: that of the name itself, and all that end in it.
    fn families(&self) -> Vec<(usize, Vec<usize>)> {
        const NAMES: [(&str, &[&str]); 13] = [
            ("dollar", &["dollar"]),
            ("pound sterling", &["pound", "pound sterling"]),
            ("rupee", &["rupee"]),
            ("franc", &["franc"]),
            ("CFA franc", &["CFA franc"]),
            ("dinar", &["dinar"]),
            ("dirham", &["dirham"]),
            ("rial", &["rial", "riyal"]),
            ("shilling", &["shilling"]),
            ("krone", &["krone", "krona"]),
            ("lira", &["lira"]),
            ("leu", &["leu"]),
            ("peso", &["peso"]),
        ];
        let family = |plain: &str, ends: &[&str]| {
            let id = self.entries.iter().position(|it| it.name == plain);
            let id = id.unwrap_or_else(|| panic!("lexicon/currencies.txt: there is no {plain}"));
            let belongs = |it: &Entry| {
                it.kind == "Currency"
                    && !it.symbol.is_empty()
                    && ends
                        .iter()
                        .any(|end| it.name == *end || it.name.ends_with(&format!(" {end}")))
            };
            (id, (0..self.entries.len()).filter(|&at| belongs(&self.entries[at])).collect())
        };
        NAMES.iter().map(|(plain, ends)| family(plain, ends)).collect()
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

    fn source(mut self) -> String {
        for table in [&mut self.words, &mut self.symbols, &mut self.signs, &mut self.rates] {
            // The first row wins; the sort is stable.
            table.sort_by_key(|it| it.0);
            table.dedup_by_key(|it| it.0);
        }
        // In any case only where no two units share it.
        self.folded.sort_by_key(|it| (it.0, it.1.id));
        let shared: BTreeSet<u64> = self
            .folded
            .windows(2)
            .filter(|it| it[0].0 == it[1].0 && it[0].1.id != it[1].1.id)
            .map(|it| it[0].0)
            .collect();
        self.folded.retain(|it| !shared.contains(&it.0));
        self.folded.dedup_by_key(|it| it.0);

        let mut out = String::new();
        let mut line = |text: String| writeln!(out, "{text}").expect("a string takes all");
        line(format!("pub(super) static ENTRIES: [Entry; {}] = [", self.entries.len()));
        for Entry { name, symbol, kind } in &self.entries {
            line(format!(
                "Entry {{ name: {name:?}, symbol: {symbol:?}, kind: UnitKind::{kind} }},"
            ));
        }
        line("];".to_owned());
        for (name, table) in [
            ("WORDS", &self.words),
            ("SYMBOLS", &self.symbols),
            ("FOLDED", &self.folded),
            ("SIGNS", &self.signs),
            ("RATES", &self.rates),
        ] {
            line(format!("pub(super) static {name}: [(u64, Form); {}] = [", table.len()));
            for (hash, Form { id, loose, digits_only }) in table {
                line(format!(
                    "({hash}, Form {{ id: {id}, loose: {loose}, digits_only: {digits_only} }}),"
                ));
            }
            line("];".to_owned());
        }
        for (name, set) in
            [("FIRST_WORDS", &self.first_words), ("FIRST_LETTERS", &self.first_letters)]
        {
            let hashes: Vec<_> = set.iter().collect();
            line(format!("pub(super) static {name}: [u64; {}] = {hashes:?};", set.len()));
        }
        let families = self.families();
        line(format!("pub(super) static FAMILIES: [(u16, &[u16]); {}] = [", families.len()));
        for (id, members) in &families {
            line(format!("({id}, &{members:?}),"));
        }
        line("];".to_owned());
        self.countries.sort_unstable();
        line(format!(
            "pub(super) static COUNTRIES: [(u64, u16); {}] = {:?};",
            self.countries.len(),
            self.countries
        ));
        for (constant, name) in KNOWN {
            let at = self.entries.iter().position(|it| it.name == *name);
            let id = at.unwrap_or_else(|| panic!("lexicon: there is no unit {name}"));
            line(format!("pub(crate) const {constant}: u16 = {id};"));
        }
        out
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
    let before_last = name.chars().rev().nth(1);
    if name.ends_with('y') && !before_last.is_some_and(|it| "aeiou".contains(it)) {
        return format!("{}ies", name.trim_end_matches('y'));
    }
    let hissing = ["s", "x", "ch", "sh", "z"].iter().any(|it| name.ends_with(it));
    format!("{name}{}", if hissing && name != "hertz" { "es" } else { "s" })
}
