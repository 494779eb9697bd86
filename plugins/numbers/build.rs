//! Turns the word lists of `lexicon/` into static tables.

#[path = "build/units.rs"]
mod units;

fn main() {
    rashomon_text::lexicon::build(&[
        "lexicon/numbers.txt",
        "lexicon/function.txt",
        "lexicon/verbs.txt",
        "lexicon/change.txt",
        "lexicon/calendar.txt",
        "lexicon/identifiers.txt",
        "lexicon/nouns.txt",
        "lexicon/contexts.txt",
        "lexicon/cues.txt",
        "lexicon/cues_behind.txt",
    ]);
    units::build();
}
