//! The table of units as Rust source.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::units::{Entry, Form, Table};

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
    ("STONE", "stone"),
];

impl Table {
    /// Rust source of all statics and constants.
    pub(crate) fn source(mut self) -> String {
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
}
