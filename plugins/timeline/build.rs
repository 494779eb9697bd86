//! Turns the word lists into tables, and one of all words that any list or the grammar knows: of other words, which are
//! nearly all, one look-up tells that they are nothing.

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

const KEYWORDS: &str = "src/words/keyword.rs";

/// Lists that only the corpus stage reads.
const CORPUS_LISTS: &[&str] = &[
    "lexicon/auxiliaries.txt",
    "lexicon/called_off.txt",
    "lexicon/event_families.txt",
    "lexicon/light_words.txt",
    "lexicon/negations.txt",
    "lexicon/speech_words.txt",
];

const LISTS: &[&str] = &[
    "lexicon/amounts.txt",
    "lexicon/before_months.txt",
    "lexicon/day_names.txt",
    "lexicon/day_parts.txt",
    "lexicon/decades.txt",
    "lexicon/finite_verbs.txt",
    "lexicon/future_cues.txt",
    "lexicon/game_words.txt",
    "lexicon/history.txt",
    "lexicon/holidays.txt",
    "lexicon/lasting_things.txt",
    "lexicon/months.txt",
    "lexicon/not_past.txt",
    "lexicon/numbers.txt",
    "lexicon/ordinals.txt",
    "lexicon/past_verbs.txt",
    "lexicon/quantity_modifiers.txt",
    "lexicon/seasons.txt",
    "lexicon/units.txt",
    "lexicon/vague.txt",
    "lexicon/weekdays.txt",
    "lexicon/year_blockers.txt",
    "lexicon/year_nouns.txt",
    "lexicon/zones.txt",
];

fn main() {
    let words = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("words.txt");
    fs::write(&words, all_words()).expect("OUT_DIR can be written to");
    println!("cargo::rerun-if-changed={KEYWORDS}");
    let mut lists = [LISTS, CORPUS_LISTS].concat();
    lists.push(words.to_str().expect("OUT_DIR is UTF-8"));
    rashomon_text::lexicon::build(&lists);
}

/// The words of all entries and of the grammar, one a line.
fn all_words() -> String {
    let mut words = BTreeSet::new();
    for list in LISTS {
        let list = fs::read_to_string(list).unwrap_or_default();
        for line in list.lines().filter(|it| !it.starts_with('#')) {
            let entry = line.split('\t').next().unwrap_or_default();
            words.extend(entry.split(' ').map(str::to_lowercase));
            // "valentine's", "jr." are two tokens.
            let stems = entry.split([' ', '\'']).map(|it| it.trim_end_matches('.'));
            words.extend(stems.map(str::to_lowercase));
        }
    }
    // `    Today: "today";`
    let keywords = fs::read_to_string(KEYWORDS).unwrap_or_default();
    for line in keywords.lines().filter(|it| it.starts_with("    ") && it.trim_end().ends_with(';'))
    {
        words.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    words.retain(|it| it.starts_with(char::is_alphanumeric));
    words.into_iter().map(|it| it + "\n").collect()
}
